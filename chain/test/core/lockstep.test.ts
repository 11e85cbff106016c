import { fromBech32, type JsonObject, toBech32 } from "@dcm/proto";
import { PubKey } from "@dcm/proto/gen/cosmos/crypto/ed25519";
import { MsgCreateValidator } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import { AuthInfo, Tx, TxBody, TxRaw } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { RequestFinalizeBlock, type ResponseFinalizeBlock } from "@dcm/proto/gen/tendermint/abci";
import { sha256 } from "@noble/hashes/sha2.js";
import { describe, expect, test } from "vitest";
import { type App, createApp } from "../../src/app/app.js";
import { createTxCache, noTxCache, type TxCache } from "../../src/app/tx-cache.js";
import { nativeVerifier, nobleVerifier } from "../../src/node/signatures.js";
import { type CommittedStore, createMultistore, type Hasher, hostHasher, wasmHasher } from "../../src/store/index.js";
import { CHAIN_ID, GENESIS_TIME, genesisRequest, timestamp } from "../harness/chain.js";
import { CROWD, Crowd, jobs, type Random, randomFrom, withShortWindows } from "../harness/crowd.js";
import { type Disk, emptyDisk, reopened, STORE, written } from "../harness/disk.js";
import type { Person } from "../harness/keys.js";
import { poisoned } from "../harness/poison.js";
import { msg, signTx } from "../harness/tx.js";

const BLOCKS = 60;
/** A writer is at most this many blocks behind, so that a crash loses no more. */
const LAG = 4;

/** Everything that may differ between two honest nodes. */
interface Habits {
  readonly hasher: Hasher;
  readonly verify: (key: Uint8Array, digest: Uint8Array, signature: Uint8Array) => boolean;
  readonly cache: () => TxCache;
  readonly indexed: readonly string[];
  readonly keepRecent: number;
  /** Sees transactions before they are in a block. */
  readonly checks: boolean;
  /** Is asked things between and during blocks. */
  readonly answers: boolean;
  /** One in so many blocks ends with kill -9; 0 never does. */
  readonly crashes: number;
}

/** A node without CometBFT: application, state in memory, and what is on its disk. */
class TestNode {
  app: App;
  store: CommittedStore;
  /** The disk after each of the last blocks. */
  disks: Disk[] = [emptyDisk()];
  height = 0n;

  constructor(
    readonly habits: Habits,
    readonly random: Random,
  ) {
    this.store = createMultistore({ ...STORE, ...habits, seed: random(1 << 30) });
    this.app = this.#over(this.store);
  }

  /** Executes a block; `during` runs between FinalizeBlock and Commit. */
  run(block: RequestFinalizeBlock, during: (app: App) => void): ResponseFinalizeBlock {
    const result = poisoned(() => this.app.finalizeBlock(block));
    if (this.habits.answers) during(this.app);
    this.app.commit();
    const writes = this.store.takeWrites();
    if (writes === undefined) throw new Error("a block has writes");
    this.disks = [...this.disks.slice(-LAG), written(this.disks.at(-1) as Disk, writes)];
    this.height = block.height;
    return result;
  }

  /** Loses up to LAG blocks, with or without a block half done, and comes back from the disk. */
  crash(next: RequestFinalizeBlock): void {
    if (this.random(2) === 0) this.app.finalizeBlock(next);
    const lost = this.random(Math.min(LAG, this.disks.length - 1) + 1);
    this.disks = this.disks.slice(0, this.disks.length - lost);
    const disk = this.disks.at(-1) as Disk;
    this.height = disk.height;
    this.store = reopened(disk, { ...this.habits, seed: this.random(1 << 30) }, this.random);
    this.app = this.#over(this.store);
  }

  #over(store: CommittedStore): App {
    const { verify, cache } = this.habits;
    const alarm = (text: string): never => {
      throw new Error(text);
    };
    const [checkInvariants, minGasPrices] = [true, ""];
    return createApp({ store, verifySecp256k1: verify, cache: cache(), minGasPrices, alarm, checkInvariants });
  }
}

const native = nativeVerifier()?.verify;
const simd = wasmHasher((bytes) => sha256(bytes));

/** Three nodes that have nothing in common but the rules. */
function threeNodes(random: Random): readonly TestNode[] {
  const noble = nobleVerifier().verify;
  const host = hostHasher((bytes) => sha256(bytes));
  const fast = { hasher: simd ?? host, verify: native ?? noble, cache: createTxCache, indexed: ["acc", "bank"] };
  // Forgets most transactions between CheckTx and the block, and some within it.
  const smallCache = () => createTxCache(3, 2_000);
  const slow = { hasher: host, verify: noble, cache: noTxCache, indexed: [] };
  return [
    { ...fast, keepRecent: 100, checks: true, answers: true, crashes: 0 },
    { ...slow, keepRecent: 0, checks: false, answers: false, crashes: 3 },
    { ...slow, cache: smallCache, indexed: ["job"], keepRecent: 2, checks: true, answers: false, crashes: 5 },
  ].map((habits) => new TestNode(habits, random));
}

/** A chain with a validator, whose power InitChain reports. */
function genesis(): ReturnType<typeof genesisRequest> {
  return genesisRequest({
    people: CROWD,
    maxGas: 12_000_000n,
    genesis: (state) => withValidator(withShortWindows(state)),
  });
}

const [alice] = CROWD as [Person];
const VALIDATOR = toBech32("dcmvaloper", fromBech32(alice.address).data);

function withValidator(state: JsonObject): JsonObject {
  const message = msg(MsgCreateValidator, {
    description: { moniker: "one" },
    commission: { rate: 0n, maxRate: 0n, maxChangeRate: 0n },
    minSelfDelegation: 1n,
    validatorAddress: VALIDATOR,
    pubkey: { typeUrl: PubKey.typeUrl, value: PubKey.encode({ key: sha256(alice.publicKey) }) },
    value: { denom: "udcm", amount: 5_000_000n },
  });
  const { bodyBytes, authInfoBytes, signatures } = TxRaw.decode(
    signTx({ messages: [message] }, [[alice, { chainId: CHAIN_ID, accountNumber: 0n, sequence: 0n }]]),
  );
  const [body, authInfo] = [TxBody.decode(bodyBytes), AuthInfo.decode(authInfoBytes)];
  return { ...state, genutil: { gen_txs: [Tx.toJSON({ body, authInfo, signatures })] } };
}

/** Questions that no block may notice. */
function disturb(app: App, txs: readonly Uint8Array[]): void {
  for (const tx of txs) {
    app.checkTx({ tx, type: 0 });
    app.checkTx({ tx, type: 1 });
    app.query({ path: "/app/simulate", data: tx, height: 0n, prove: false });
  }
  for (const height of [0n, 2n, 3n, 9n, 40n])
    app.query({ path: "/store/bank/key", data: Uint8Array.of(5), height, prove: true });
  jobs(app);
}

describe("three nodes agree on every block, whatever differs around and between them", () => {
  test.each([1, 20_261_122])("seed %i", (seed) => {
    const random = randomFrom(seed);
    const nodes = threeNodes(random);
    const [first] = nodes as [TestNode];
    const crowd = new Crowd(random, () => first.app, VALIDATOR);
    const history: { readonly block: RequestFinalizeBlock; readonly result: ResponseFinalizeBlock }[] = [];
    const started = genesis();
    const begun = nodes.map(({ app }) => poisoned(() => app.initChain(started)));
    expect(begun.slice(1)).toEqual([begun[0], begun[0]]);
    expect(begun[0]?.validators).toMatchObject([{ power: 5n }]);
    const outcomes = new Set<string>();
    let time = GENESIS_TIME;
    for (let height = 1n; height <= BigInt(BLOCKS); height++) {
      const txs = height === 1n ? [] : [...crowd.txs(height)];
      time += BigInt(random(25) === 0 ? 30_000 : 200 + random(2_500)) * 1_000_000n + BigInt(random(1_000_000));
      const block = RequestFinalizeBlock.fromPartial({ height, time: timestamp(time), txs });
      for (const node of nodes) if (node.habits.checks && height > 1n) disturb(node.app, txs);
      for (const node of nodes) {
        const crashes = node.habits.crashes > 0 && height > 1n && random(node.habits.crashes) === 0;
        if (crashes) node.crash(block);
        // CometBFT replays what the application has lost, from InitChain on when nothing is left.
        if (crashes && node.height === 0n) expect(node.app.initChain(started)).toEqual(begun[0]);
        for (const past of history.slice(Number(node.height)))
          expect(node.run(past.block, () => undefined)).toEqual(past.result);
      }
      const results = nodes.map((node) => node.run(block, (app) => disturb(app, txs)));
      for (const result of results.slice(1)) expect(result).toEqual(results[0]);
      const [result] = results as [ResponseFinalizeBlock];
      for (const { code, codespace } of result.txResults) outcomes.add(`${codespace}/${code}`);
      history.push({ block, result });
      crowd.settle();
    }
    const exported = nodes.map(({ app }) => app.exportGenesis());
    expect(exported.slice(1)).toEqual([exported[0], exported[0]]);
    expect(outcomes).toContain("/0");
    expect(history.filter(({ result }) => result.validatorUpdates.length > 0).length).toBeGreaterThan(2);
    expect(outcomes.size).toBeGreaterThan(8);
    const seen = history.flatMap(({ result }) => [
      ...result.events,
      ...result.txResults.flatMap(({ events }) => events),
    ]);
    const names = new Set(seen.map(({ type }) => type));
    for (const name of ["market.v1.EventOrderMatched", "job.v1.EventSlotState", "job.v1.EventReceipt"])
      expect(names).toContain(`dcm.${name}`);
  });
});

test("this machine runs the accelerators that the lockstep compares", () => {
  expect([native === undefined, simd === undefined]).toEqual([false, false]);
});
