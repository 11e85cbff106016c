import { MsgMultiSend, MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { RequestFinalizeBlock } from "@dcm/proto/gen/tendermint/abci";
import { describe, expect, test } from "vitest";
import { createApp } from "../../src/app/app.js";
import { noTxCache } from "../../src/app/tx-cache.js";
import { CHAIN_ID, GENESIS_TIME, genesisRequest, newStore, timestamp } from "../harness/chain.js";
import { type Person, person, verifySecp256k1 } from "../harness/keys.js";
import { poisoned } from "../harness/poison.js";
import { msg, signTx } from "../harness/tx.js";

const PEOPLE = ["alice", "bob", "carol", "dave"].map((name) => person(name));
const BLOCKS = 25;

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

/** A transaction that may be right, or wrong in one of several ways. */
function anyTx(random: (below: number) => number, sequences: Map<Person, bigint>): Uint8Array {
  const pick = () => PEOPLE[random(PEOPLE.length)] as Person;
  const from = pick();
  const coins = (amount: bigint) => [{ denom: "udcm", amount }];
  const amount = [1n, 7n, 0n, 10n ** 13n][random(4)] as bigint;
  const send = msg(MsgSend, { fromAddress: from.address, toAddress: pick().address, amount: coins(amount) });
  const outputs = PEOPLE.map(({ address }) => ({ address, coins: coins(2n) }));
  const many = msg(MsgMultiSend, { inputs: [{ address: from.address, coins: coins(8n) }], outputs });
  const sequence = (sequences.get(from) ?? 0n) + (random(5) === 0 ? 1n : 0n);
  const accountNumber = BigInt(PEOPLE.indexOf(from)) + (random(9) === 0 ? 1n : 0n);
  sequences.set(from, sequence + 1n);
  const options = {
    messages: random(3) === 0 ? [many, send] : [send],
    gas: BigInt(40_000 + random(200_000)),
    fee: coins(BigInt(random(9))),
  };
  const tx = signTx(options, [[from, { chainId: CHAIN_ID, accountNumber, sequence }]]);
  return random(12) === 0 ? tx.slice(0, random(tx.length)) : tx;
}

describe("two applications agree on every block, whatever differs around them", () => {
  test.each([1, 20_261_122, 77_777])("seed %i", (seed) => {
    const random = randomFrom(seed);
    const sequences = new Map<Person, bigint>();
    const common = { verifySecp256k1, minGasPrices: "", alarm: fail, checkInvariants: true };
    // One caches, checks before it delivers and never stops; the other does neither, has another index and restarts.
    const [stores, genesis] = [
      [newStore(1), newStore(-5)] as const,
      genesisRequest({ people: PEOPLE, maxGas: 600_000n }),
    ];
    const first = createApp({ ...common, store: stores[0] });
    let second = createApp({ ...common, store: stores[1], cache: noTxCache() });
    expect(second.initChain(genesis)).toEqual(first.initChain(genesis));
    for (let height = 1; height <= BLOCKS; height++) {
      const txs = Array.from({ length: random(7) }, () => anyTx(random, sequences));
      for (const tx of height > 1 ? txs : []) first.checkTx({ tx, type: 0 });
      const time = timestamp(GENESIS_TIME + BigInt(height + random(3)) * 1_000_000_000n);
      const block = RequestFinalizeBlock.fromPartial({ height: BigInt(height), time, txs });
      const answers = [first, second].map((app) => poisoned(() => app.finalizeBlock(block)));
      expect(answers[1]).toEqual(answers[0]);
      first.commit();
      second.commit();
      for (const store of stores) store.takeWrites();
      if (random(4) === 0) second = createApp({ ...common, store: stores[1], cache: noTxCache() });
      for (const [who] of sequences) sequences.set(who, sequenceOf(first, who));
    }
    expect(second.exportGenesis()).toEqual(first.exportGenesis());
  });
});

function sequenceOf(app: ReturnType<typeof createApp>, who: Person): bigint {
  const { appState } = app.exportGenesis();
  const { accounts } = appState.auth as { accounts: { address?: string; sequence: string }[] };
  return BigInt(accounts.find(({ address }) => address === who.address)?.sequence ?? "0");
}

function fail(text: string): never {
  throw new Error(text);
}
