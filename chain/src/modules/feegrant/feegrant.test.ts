import type { JsonObject } from "@dcm/proto";
import { MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import {
  AllowedMsgAllowance,
  BasicAllowance,
  MsgGrantAllowance,
  MsgPruneAllowances,
  MsgRevokeAllowance,
  type PeriodicAllowance,
  QueryAllowanceRequest,
  QueryAllowanceResponse,
} from "@dcm/proto/gen/cosmos/feegrant/v1beta1";
import { SimulateRequest, SimulateResponse } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import type { Any } from "@dcm/proto/gen/google/protobuf";
import { describe, expect, test } from "vitest";
import {
  attributesOf,
  GENESIS_TIME,
  RICH,
  startChain,
  type TestChain,
  timestamp,
} from "../../../test/harness/chain.js";
import { type Dice, dice } from "../../../test/harness/dice.js";
import { type Person, person } from "../../../test/harness/keys.js";
import { msg, signTx, type TxOptions } from "../../../test/harness/tx.js";
import { type Amount, amount, type Coins, coinsText, SECOND, timestampOf } from "../../kernel/index.js";
import { type Allowance, spendBasic, spendPeriodic } from "./math.js";

const [alice, bob, carol, dave] = [person("alice"), person("bob"), person("carol"), person("dave")];
const udcm = (value: bigint): Coins => [{ denom: "udcm", amount: amount(value) }];
const basic = (spendLimit: Coins, end?: bigint): Any => ({
  typeUrl: BasicAllowance.typeUrl,
  value: BasicAllowance.encode({ spendLimit, expiration: end === undefined ? undefined : timestamp(end) }),
});
const grantTo = (grantee: Person, allowance: Any, granter = alice) =>
  msg(MsgGrantAllowance, { granter: granter.address, grantee: grantee.address, allowance });
const send = (from: Person, value = 1n) =>
  msg(MsgSend, { fromAddress: from.address, toAddress: dave.address, amount: udcm(value) });

/** A transaction of `who` whose fee alice pays. */
const paid = (who: Person, fee: bigint, more: Partial<TxOptions> = {}) => ({
  fee: udcm(fee),
  granter: alice.address,
  messages: [send(who)],
  ...more,
});

function start(more: Parameters<typeof startChain>[0] = {}): TestChain {
  return startChain({ people: [alice, bob, carol], ...more });
}

function limitOf(chain: TestChain, grantee: Person): string | undefined {
  const request = QueryAllowanceRequest.encode({ granter: alice.address, grantee: grantee.address });
  const answer = chain.ask("/cosmos.feegrant.v1beta1.Query/Allowance", request);
  if (answer.code !== 0) return undefined;
  const { allowance } = QueryAllowanceResponse.decode(answer.value);
  return coinsText(BasicAllowance.decode(allowance?.allowance?.value as Uint8Array).spendLimit);
}

describe("a fee that another allows", () => {
  test("is paid from the granter's account, as long as the allowance lasts", () => {
    const chain = start();
    chain.deliver(alice, [grantTo(bob, basic(udcm(100n)))]);
    const { messages, ...options } = paid(bob, 60n);
    const first = chain.deliver(bob, messages, options);
    expect(first).toMatchObject({ code: 0 });
    expect(first.events.map(({ type }) => type).slice(0, 2)).toEqual(["use_feegrant", "update_feegrant"]);
    expect(attributesOf(first.events, "tx")).toEqual({ fee: "60udcm", fee_payer: alice.address });
    expect([chain.balance(alice.address), chain.balance(bob.address)]).toEqual([RICH - 60n, RICH - 1n]);
    expect(limitOf(chain, bob)).toBe("40udcm");
    expect(chain.deliver(bob, messages, { ...options, fee: udcm(41n) })).toMatchObject({
      codespace: "feegrant",
      code: 2,
      events: [],
      log: `${alice.address} does not allow to pay fees for ${bob.address}: basic allowance: fee limit exceeded`,
    });
    const last = chain.deliver(bob, messages, { ...options, fee: udcm(40n) });
    expect(last.events.map(({ type }) => type).slice(0, 2)).toEqual(["revoke_feegrant", "use_feegrant"]);
    expect(limitOf(chain, bob)).toBeUndefined();
    expect(chain.deliver(bob, messages, options)).toMatchObject({ codespace: "sdk", code: 38 });
  });
  test("is paid when the messages fail, and not when the transaction is refused", () => {
    const chain = start();
    chain.deliver(alice, [grantTo(bob, basic(udcm(100n)))]);
    const failing = paid(bob, 30n, { messages: [send(bob, RICH * 2n)] });
    expect(chain.deliver(bob, failing.messages, failing)).toMatchObject({ codespace: "sdk", code: 5 });
    expect([limitOf(chain, bob), chain.balance(alice.address)]).toEqual(["70udcm", RICH - 30n]);
    const wrong = signTx(paid(bob, 30n), [[bob, { ...chain.signing(bob), sequence: 7n }]]);
    expect(chain.block([wrong]).txResults[0]).toMatchObject({ code: 32 });
    expect([limitOf(chain, bob), chain.balance(alice.address)]).toEqual(["70udcm", RICH - 30n]);
  });
  test("pays for who has nothing", () => {
    const chain = start();
    chain.deliver(alice, [grantTo(dave, basic([])), send(alice, 5n)]);
    const message = msg(MsgSend, { fromAddress: dave.address, toAddress: bob.address, amount: udcm(5n) });
    expect(chain.deliver(dave, [message], { fee: udcm(1000n), granter: alice.address })).toMatchObject({ code: 0 });
    expect([chain.balance(dave.address), chain.balance(alice.address)]).toEqual([0n, RICH - 1005n]);
  });
  test("of one's own account needs no allowance; of no account, or of an address that is none, is refused", () => {
    const chain = start();
    expect(chain.deliver(alice, [send(alice)], { fee: udcm(5n), granter: alice.address })).toMatchObject({ code: 0 });
    const unknown = chain.deliver(alice, [send(alice)], { fee: udcm(5n), granter: person("nobody").address });
    expect(unknown).toMatchObject({ codespace: "sdk", code: 38 });
    expect(chain.deliver(alice, [send(alice)], { fee: udcm(5n), granter: "nobody" })).toMatchObject({
      codespace: "sdk",
      code: 7,
      log: "invalid fee granter address: decoding bech32 failed: invalid bech32 string length 6: invalid address",
    });
  });
  test("that is no list of coins is refused", () => {
    const chain = start();
    chain.deliver(alice, [grantTo(bob, basic(udcm(100n)))]);
    const fee = [...udcm(1n), ...udcm(2n)];
    const { messages, ...options } = paid(bob, 0n);
    expect(chain.deliver(bob, messages, { ...options, fee })).toMatchObject({
      codespace: "sdk",
      code: 13,
      log: "invalid fee amount: 1udcm,2udcm: insufficient fee",
    });
  });
  test("is found in CheckTx, in a recheck and in a simulation", () => {
    const chain = start();
    chain.deliver(alice, [grantTo(bob, basic(udcm(100n)))]);
    const tx = signTx(paid(bob, 60n), [[bob, chain.signing(bob)]]);
    const next = signTx(paid(bob, 60n), [[bob, { ...chain.signing(bob), sequence: 1n }]]);
    const { result } = chain.query(
      "/cosmos.tx.v1beta1.Service/Simulate",
      [SimulateRequest, SimulateRequest.fromPartial({ txBytes: tx })],
      SimulateResponse,
    );
    expect(attributesOf(result?.events ?? [], "use_feegrant")).toEqual({
      granter: alice.address,
      grantee: bob.address,
    });
    expect([chain.check(tx).code, chain.check(next).code]).toEqual([0, 2]);
    chain.block();
    expect([chain.recheck(tx).code, chain.recheck(next).code]).toEqual([0, 2]);
    chain.deliver(alice, [msg(MsgRevokeAllowance, { granter: alice.address, grantee: bob.address })]);
    expect(chain.recheck(tx)).toMatchObject({ codespace: "sdk", code: 38 });
  });
  test("for some messages only, each look costing gas", () => {
    const chain = start();
    const allowed = (types: readonly string[]): Any => ({
      typeUrl: AllowedMsgAllowance.typeUrl,
      value: AllowedMsgAllowance.encode({ allowance: basic([]), allowedMessages: types }),
    });
    chain.deliver(alice, [
      grantTo(bob, allowed([MsgSend.typeUrl])),
      grantTo(carol, allowed([MsgGrantAllowance.typeUrl])),
    ]);
    const { messages, ...options } = paid(bob, 5n);
    expect(chain.deliver(bob, messages, options)).toMatchObject({ code: 0 });
    const refused = chain.deliver(carol, [send(carol)], options);
    expect(refused).toMatchObject({ codespace: "feegrant", code: 7 });
    expect(refused.log).toContain("message does not exist in allowed messages: message not allowed");
    expect(chain.deliver(carol, [send(carol)], { ...options, gas: 4_000n }).log).toContain("out of gas");
  });
});

describe("an allowance that ends", () => {
  const end = GENESIS_TIME + 100n * SECOND;
  test("is refused after its end and pruned then, in blocks and by messages", () => {
    const chain = start();
    chain.deliver(alice, [grantTo(bob, basic([], end)), grantTo(carol, basic([], end + 1n))]);
    const { messages, ...options } = paid(bob, 5n);
    const tx = () => signTx({ messages, ...options }, [[bob, chain.signing(bob)]]);
    expect(chain.block([tx()], { time: end }).txResults[0]).toMatchObject({ code: 0 });
    expect(limitOf(chain, bob)).toBe("");
    const pruned = chain.sign(carol, [msg(MsgPruneAllowances, { pruner: carol.address })]);
    const { txResults } = chain.block([tx(), pruned], { time: end + 1n });
    expect(txResults[0]).toMatchObject({ codespace: "feegrant", code: 3 });
    expect(attributesOf(txResults[1]?.events ?? [], "prune_feegrant")).toMatchObject({ pruner: carol.address });
    expect([limitOf(chain, bob), limitOf(chain, carol)]).toEqual([undefined, ""]);
    chain.block([], { time: end + 2n });
    expect(limitOf(chain, carol)).toBeUndefined();
  });
  test("two hundred a block", () => {
    const chain = start();
    const many = Array.from({ length: 205 }, (_, i) => grantTo(person(`grantee ${i}`), basic([], end + BigInt(i))));
    expect(chain.deliver(alice, many, { gas: 100_000_000n })).toMatchObject({ code: 0 });
    const left = () => [
      ...(chain.store.at(chain.height)?.("feegrant").ascend(Uint8Array.of(0), Uint8Array.of(1)) ?? []),
    ];
    chain.block([], { time: end + SECOND });
    expect(left()).toHaveLength(5);
    chain.block();
    expect(left()).toHaveLength(0);
  });
  test("and was revoked does not end what is granted anew", () => {
    const chain = start();
    chain.deliver(alice, [grantTo(bob, basic([], end))]);
    chain.deliver(alice, [msg(MsgRevokeAllowance, { granter: alice.address, grantee: bob.address })]);
    chain.deliver(alice, [grantTo(bob, basic(udcm(7n)))]);
    chain.block([], { time: end + SECOND });
    chain.block();
    expect(limitOf(chain, bob)).toBe("7udcm");
  });
});

test("the same allowances come back from an export", () => {
  const chain = start();
  const end = GENESIS_TIME + 3600n * SECOND;
  chain.deliver(alice, [grantTo(bob, basic(udcm(7n), end)), grantTo(dave, basic([]))]);
  const { appState } = chain.app.exportGenesis();
  const next = startChain({ genesis: () => appState });
  expect(next.app.exportGenesis().appState.feegrant).toEqual(appState.feegrant);
  expect([limitOf(next, bob), limitOf(next, dave)]).toEqual(["7udcm", ""]);
});

test.each([
  ["an allowance that has ended", { expiration: "2020-01-01T00:00:00Z" }, "expiration is before current block time"],
  [
    "an allowance with a limit of zero",
    { spend_limit: [{ denom: "udcm", amount: "0" }] },
    "send amount is invalid: 0udcm",
  ],
  ["an address that is none", { granter: "nobody" }, "invalid bech32 string"],
  ["no allowance", { allowance: null }, "no allowance"],
])("a genesis with %s is refused", (_claim, { granter = alice.address, ...change }: JsonObject, text) => {
  const basicJson = { "@type": BasicAllowance.typeUrl, spend_limit: [], ...change };
  const { allowance = basicJson } = change;
  const allowances = [{ granter, grantee: bob.address, allowance }];
  expect(() => start({ genesis: (state) => ({ ...state, feegrant: { allowances } }) })).toThrow(text);
});

describe("ten thousand random lives of", () => {
  const DENOMS = ["atom", "udcm"] as const;
  type Purse = Record<(typeof DENOMS)[number], bigint>;
  const coins = (purse: Purse): Coins =>
    DENOMS.map((denom) => ({ denom, amount: purse[denom] as Amount })).filter((coin) => coin.amount > 0n);
  const purse = (random: Dice): Purse => ({
    atom: random.below(3n) === 0n ? random.sized(70n) : 0n,
    udcm: random.sized(70n),
  });
  const some = (random: Dice, most: Purse): Purse => ({
    atom: most.atom === 0n ? 0n : random.below(most.atom + 2n),
    udcm: random.below(most.udcm + 2n),
  });
  const covers = (a: Purse, b: Purse) => DENOMS.every((denom) => a[denom] >= b[denom]);
  const minus = (a: Purse, b: Purse): Purse => ({ atom: a.atom - b.atom, udcm: a.udcm - b.udcm });
  const isEmpty = (a: Purse) => DENOMS.every((denom) => a[denom] === 0n);

  test("basic allowances pay what was allowed, and no unit more", () => {
    for (let seed = 1; seed <= 10_000; seed++) {
      const random = dice(seed);
      const limit = purse(random);
      const end = random.below(2n) === 0n ? undefined : random.below(1000n) * SECOND;
      let left = limit;
      let spent: Purse = { atom: 0n, udcm: 0n };
      let allowance: BasicAllowance = {
        spendLimit: coins(limit),
        expiration: end === undefined ? undefined : timestampOf(end),
      };
      let time = 0n;
      for (let step = 0; step < 5; step++) {
        time += random.below(300n) * SECOND;
        const fee = some(random, left);
        const { left: after, over, refusal } = spendBasic(allowance, coins(fee), time);
        const late = end !== undefined && time > end;
        const right = !late && covers(left, fee);
        if (right) [left, spent] = [minus(left, fee), { atom: spent.atom + fee.atom, udcm: spent.udcm + fee.udcm }];
        const wanted = [refusal?.[0].name, over, coinsText(limitLeft(after))].join();
        const name = right ? undefined : late ? "Expired" : "LimitExceeded";
        const got = [name, late || (right && isEmpty(left)), coinsText(coins(left))].join();
        if (wanted !== got) expect.fail(`seed ${seed}: wanted ${got}, got ${wanted}`);
        if (over) break;
        if (right) allowance = (after as { basic: BasicAllowance }).basic;
      }
      if (coinsText(coins(minus(limit, spent))) !== coinsText(coins(left))) expect.fail(`seed ${seed}: a unit is lost`);
    }
  });

  test("periodic allowances pay what was allowed, and no unit more", () => {
    for (let seed = 1; seed <= 10_000; seed++) {
      const random = dice(seed);
      const perPeriod = purse(random);
      const unlimited = random.below(3n) === 0n;
      const limit: Purse = { atom: perPeriod.atom === 0n ? 0n : random.sized(72n), udcm: random.sized(72n) };
      const period = (1n + random.below(500n)) * SECOND;
      const end = random.below(2n) === 0n ? undefined : random.below(3000n) * SECOND;
      let [left, can, reset, time] = [limit, perPeriod, random.below(500n) * SECOND, 0n];
      let allowance: PeriodicAllowance = {
        basic: {
          spendLimit: unlimited ? [] : coins(limit),
          expiration: end === undefined ? undefined : timestampOf(end),
        },
        period: timestampOf(period),
        periodSpendLimit: coins(perPeriod),
        periodCanSpend: coins(perPeriod),
        periodReset: timestampOf(reset),
      };
      for (let step = 0; step < 6; step++) {
        time += random.below(700n) * SECOND;
        const late = end !== undefined && time > end;
        // What the model has at this moment: a new period when the old one is over, aligned unless a whole one was missed.
        const over = time >= reset;
        const full = unlimited || covers(left, perPeriod) ? perPeriod : left;
        const [canNow, resetNow] = over ? [full, time > reset + period ? time + period : reset + period] : [can, reset];
        const fee = some(random, canNow);
        const right = !late && covers(canNow, fee) && (unlimited || covers(left, fee));
        if (right) [can, reset, left] = [minus(canNow, fee), resetNow, unlimited ? left : minus(left, fee)];
        const verdict = spendPeriodic(allowance, coins(fee), time);
        const name = right ? undefined : late ? "Expired" : "LimitExceeded";
        const gone = late || (right && !unlimited && isEmpty(left));
        if (verdict.refusal?.[0].name !== name || verdict.over !== gone)
          expect.fail(`seed ${seed}: wanted ${name} ${gone}, got ${verdict.refusal?.[0].name} ${verdict.over}`);
        if (gone) break;
        if (!right) continue;
        allowance = (verdict.left as { periodic: PeriodicAllowance }).periodic;
        const got = [allowance.basic.spendLimit, allowance.periodCanSpend].map(coinsText).join("|");
        const wanted = [unlimited ? [] : coins(left), coins(can)].map(coinsText).join("|");
        const moment = timestampOf(reset);
        const inTime = allowance.periodReset.seconds === moment.seconds && allowance.periodReset.nanos === moment.nanos;
        if (got !== wanted || !inTime) expect.fail(`seed ${seed}: wanted ${wanted} at ${reset}, got ${got}`);
      }
    }
  });

  function limitLeft(allowance: Allowance): Coins {
    return allowance.kind === "basic" ? allowance.basic.spendLimit : [];
  }
});
