import { MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { BasicAllowance, MsgGrantAllowance } from "@dcm/proto/gen/cosmos/feegrant/v1beta1";
import { MsgCreatePermanentLockedAccount } from "@dcm/proto/gen/cosmos/vesting/v1beta1";
import { expect, test } from "vitest";
import { createTxCache, noTxCache, type TxCache } from "../../src/app/tx-cache.js";
import { SECOND } from "../../src/kernel/index.js";
import { CHAIN_ID, GENESIS_TIME, RICH, startChain, type TestChain, timestamp } from "../harness/chain.js";
import { type Person, person } from "../harness/keys.js";
import { msg, signTx, type TxOptions } from "../harness/tx.js";

const PEOPLE = ["alice", "bob", "carol"].map((name) => person(name));
/** Most of what dave has is locked for ever. */
const dave = person("dave");
const udcm = (amount: bigint) => [{ denom: "udcm", amount }];
const yes = () => true;

/** xorshift32: the same numbers for the same seed, everywhere. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

function start(cache: TxCache, more: object = {}): TestChain {
  return startChain({ people: PEOPLE, verifySecp256k1: yes, minGasPrices: "", cache, ...more });
}

/** Locked coins and a few free ones for dave, and alice pays the fees of whoever asks her. */
function startOdd(cache: TxCache): TestChain {
  const chain = start(cache);
  const [alice] = PEOPLE as [Person];
  const pay = { fromAddress: alice.address, toAddress: dave.address };
  const allowance = { typeUrl: BasicAllowance.typeUrl, value: BasicAllowance.encode(BasicAllowance.fromPartial({})) };
  const grants = [...PEOPLE.slice(1), dave].map(({ address: grantee }) =>
    msg(MsgGrantAllowance, { granter: alice.address, grantee, allowance }),
  );
  const locked = msg(MsgCreatePermanentLockedAccount, { ...pay, amount: udcm(RICH / 5n) });
  const { code } = chain.deliver(alice, [locked, msg(MsgSend, { ...pay, amount: udcm(20n) }), ...grants]);
  expect(code).toBe(0);
  return chain;
}

/** A transfer with that sequence, of somebody whose account number is the place in PEOPLE; nobody looks at signatures here. */
function transfer(from: Person, sequence: bigint, more: Partial<TxOptions> = {}) {
  const accountNumber = BigInt(Math.max(0, PEOPLE.indexOf(from)));
  const to = PEOPLE[(PEOPLE.indexOf(from) + 1) % PEOPLE.length] as Person;
  const message = msg(MsgSend, { fromAddress: from.address, toAddress: to.address, amount: udcm(1n) });
  return signTx({ messages: [message], fee: udcm(1n), ...more }, [
    [from, { chainId: CHAIN_ID, accountNumber, sequence }],
  ]);
}

/** Code and log; the gas of a recheck is that of the check. */
function verdict({ code, codespace, log }: { code: number; codespace: string; log: string }): string {
  return `${codespace}/${code} ${log}`;
}

interface Waiting {
  readonly who: Person;
  readonly tx: Uint8Array;
  readonly ordered: boolean;
}

/** Unordered now and then: then it has a time instead of a sequence. */
function order(random: (below: number) => number): Partial<TxOptions> {
  if (random(7) > 0) return {};
  return { unordered: true, timeoutTimestamp: timestamp(GENESIS_TIME + BigInt(random(200)) * SECOND) };
}

test.each([1, 7, 20261122])("remembering changes no answer to a check or recheck, seed %i", (seed) => {
  const random = randomFrom(seed);
  const [one, other] = [startOdd(createTxCache()), startOdd(noTxCache())];
  const everybody = [...PEOPLE, dave];
  const passes = (ask: (chain: TestChain) => { code: number; codespace: string; log: string }): boolean => {
    const answer = ask(one);
    expect(verdict(answer)).toBe(verdict(ask(other)));
    return answer.code === 0;
  };
  let waiting: readonly Waiting[] = [];
  for (let step = 0; step < 120; step++) {
    const who = everybody[random(everybody.length)] as Person;
    const mine = waiting.filter((each) => each.who === who && each.ordered);
    const inFront = BigInt(mine.length + (random(12) === 0 ? 1 : 0));
    const ordering = order(random);
    const ordered = ordering.unordered === undefined;
    const tx = transfer(who, ordered ? one.signing(who).sequence + inFront : 0n, {
      ...ordering,
      fee: udcm([1n, 1n, RICH / 5n, RICH][random(4)] as bigint),
      timeoutHeight: random(6) === 0 ? 1n + BigInt(random(40)) : 0n,
      feePayer: random(8) === 0 ? who.address : "",
      granter: random(5) === 0 ? (PEOPLE[0] as Person).address : "",
    });
    if (passes((chain) => chain.check(tx))) waiting = [...waiting, { who, tx, ordered }];
    if (random(9) === 0) passes((chain) => chain.ask("/app/simulate", tx));
    if (random(5) > 0) continue;
    // A block takes some of what waits, in order; of the rest every one is rechecked.
    const taken = waiting.filter(() => random(3) > 0);
    for (const chain of [one, other]) chain.block(taken.map((each) => each.tx));
    const left = waiting.filter((each) => !taken.includes(each));
    waiting = left.filter((each) => passes((chain) => chain.recheck(each.tx)));
  }
});

test("what was rechecked counts for what is checked after it", () => {
  const chain = start(createTxCache());
  const [alice] = PEOPLE as [Person];
  const first = transfer(alice, 0n, { fee: udcm(RICH - 10n) });
  expect(chain.check(first).code).toBe(0);
  chain.block();
  expect(chain.recheck(first).code).toBe(0);
  expect(chain.check(transfer(alice, 0n)).code).toBe(32);
  expect(chain.check(transfer(alice, 1n, { fee: udcm(11n) })).code).toBe(5);
  expect(chain.check(transfer(alice, 1n, { fee: udcm(9n) })).code).toBe(0);
});

test("a transaction whose predecessor is gone, or whose payer has spent the fee, does not stay", () => {
  const chain = start(createTxCache());
  const [alice] = PEOPLE as [Person];
  const [first, second] = [transfer(alice, 0n), transfer(alice, 1n, { fee: udcm(RICH - 5n) })];
  expect([chain.check(first).code, chain.check(second).code]).toEqual([0, 0]);
  chain.block();
  expect(chain.recheck(second).code).toBe(32);
  expect([chain.recheck(first).code, chain.recheck(second).code]).toEqual([0, 0]);
  const dear = transfer(alice, 0n, { fee: udcm(100n) });
  chain.block([dear]);
  expect([chain.recheck(first).code, chain.recheck(second).code]).toEqual([32, 5]);
});

test("coins that vest pay no fee of a transaction that waits", () => {
  const chain = startOdd(createTxCache());
  const [first, second] = [0n, 1n].map((sequence) => transfer(dave, sequence, { fee: udcm(9n) })) as [
    Uint8Array,
    Uint8Array,
  ];
  expect([chain.check(first).code, chain.check(second).code]).toEqual([0, 0]);
  expect(
    chain.deliver(dave, [msg(MsgSend, { fromAddress: dave.address, toAddress: dave.address, amount: udcm(1n) })], {
      fee: udcm(15n),
    }).code,
  ).toBe(0);
  expect(chain.recheck(second)).toMatchObject({ code: 5 });
});

test("who pays for another counts in what waits", () => {
  const chain = startOdd(createTxCache());
  const [alice, bob] = PEOPLE as [Person, Person];
  const { sequence } = chain.signing(alice);
  const left = chain.balance(alice.address);
  const [own, granted] = [transfer(alice, sequence, { fee: udcm(left - 10n) }), { granter: alice.address }];
  expect(chain.check(own).code).toBe(0);
  chain.block();
  expect(chain.recheck(own).code).toBe(0);
  expect(chain.check(transfer(bob, 0n, { ...granted, fee: udcm(11n) })).code).toBe(5);
  expect(chain.check(transfer(bob, 0n, { ...granted, fee: udcm(10n) })).code).toBe(0);
});

test("a transaction is dropped after its timeout, though nothing else changed", () => {
  const chain = start(createTxCache());
  const tx = transfer(PEOPLE[0] as Person, 0n, { timeoutHeight: chain.height + 1n });
  expect(chain.check(tx).code).toBe(0);
  chain.block();
  expect(chain.recheck(tx).code).toBe(0);
  chain.block();
  expect(chain.recheck(tx).code).toBe(30);
});

test("a transaction is dropped when its time is over, though nothing else changed", () => {
  const chain = start(createTxCache());
  const timeoutTimestamp = timestamp(GENESIS_TIME + 100n * SECOND);
  const tx = transfer(PEOPLE[0] as Person, 0n, { timeoutTimestamp });
  expect(chain.check(tx).code).toBe(0);
  chain.block([], { time: GENESIS_TIME + 100n * SECOND });
  expect(chain.recheck(tx).code).toBe(0);
  chain.block([], { time: GENESIS_TIME + 100n * SECOND + 1n });
  expect(chain.recheck(tx).code).toBe(42);
});
