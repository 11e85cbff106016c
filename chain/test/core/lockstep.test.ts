import type { JsonObject } from "@dcm/proto";
import { MsgMultiSend, MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { SignMode } from "@dcm/proto/gen/cosmos/tx/signing/v1beta1";
import {
  JobState,
  MsgAcceptSlot,
  MsgCommitResult,
  MsgConfirmDelivery,
  MsgRevealResult,
  QueryJobsRequest,
  QueryJobsResponse,
} from "@dcm/proto/gen/dcm/job/v1";
import { MsgCancelOrder, MsgPlaceOrder } from "@dcm/proto/gen/dcm/market/v1";
import { MsgCreateOffer, MsgHeartbeat, MsgPause, MsgRegister, MsgResume } from "@dcm/proto/gen/dcm/provider/v1";
import { RequestFinalizeBlock, type ResponseFinalizeBlock } from "@dcm/proto/gen/tendermint/abci";
import { commitment, resultDigest } from "@dcm/rules";
import { sha256 } from "@noble/hashes/sha2.js";
import { describe, expect, test } from "vitest";
import { type App, createApp } from "../../src/app/app.js";
import { createTxCache, noTxCache, type TxCache } from "../../src/app/tx-cache.js";
import { nativeVerifier, nobleVerifier } from "../../src/node/signatures.js";
import { type CommittedStore, createMultistore, type Hasher, hostHasher, wasmHasher } from "../../src/store/index.js";
import { CHAIN_ID, GENESIS_TIME, genesisRequest, timestamp } from "../harness/chain.js";
import { type Disk, emptyDisk, reopened, STORE, written } from "../harness/disk.js";
import { type Person, person } from "../harness/keys.js";
import { multisigAddress } from "../harness/multisig.js";
import { poisoned } from "../harness/poison.js";
import { type Msg, msg, signMultisigTx, signTx } from "../harness/tx.js";
import { localGenesis } from "../market/driver.js";
import { manifest, offerTerms, orderOf, profile, SALT } from "../market/market.js";

const PROVIDERS = ["pia", "quinn", "ravi"].map((name) => person(name));
const BUYERS = ["alice", "bob"].map((name) => person(name));
const PEOPLE = [...BUYERS, ...PROVIDERS];
const SHARED: Person = { ...person("alice"), name: "shared", address: multisigAddress(2, PROVIDERS) };
const BLOCKS = 60;
/** A writer is at most this many blocks behind, so that a crash loses no more. */
const LAG = 4;

/** xorshift32: the same numbers for the same seed, everywhere. */
type Random = (below: number) => number;
function randomFrom(seed: number): Random {
  let state = seed | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

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
  const slow = { hasher: host, verify: noble, cache: noTxCache, indexed: [] };
  return [
    { ...fast, keepRecent: 100, checks: true, answers: true, crashes: 0 },
    { ...slow, keepRecent: 0, checks: false, answers: false, crashes: 3 },
    { ...slow, cache: createTxCache, indexed: ["job"], keepRecent: 2, checks: true, answers: false, crashes: 5 },
  ].map((habits) => new TestNode(habits, random));
}

interface Actor {
  readonly who: Person;
  accountNumber: bigint;
  sequence: bigint;
}

/** Makes transactions of all kinds, some of them wrong in one way or another. */
class Crowd {
  readonly actors: readonly Actor[] = [...PEOPLE, SHARED].map((who, i) => ({
    who,
    accountNumber: BigInt(i),
    sequence: 0n,
  }));

  constructor(
    readonly random: Random,
    readonly app: () => App,
  ) {}

  /** The first two blocks open the market, so that later ones have something to match. */
  txs(height: bigint): readonly Uint8Array[] {
    if (height === 2n || height === 3n)
      return this.actors
        .filter(({ who }) => PROVIDERS.includes(who))
        .map(({ who: { name, address: provider }, ...signing }) => {
          const opening =
            height === 2n
              ? msg(MsgRegister, { provider, stake: 2_000_000_000n, profile: profile(name) })
              : msg(MsgCreateOffer, { provider, terms: offerTerms(), expiryMs: 0n });
          return signTx({ messages: [opening] }, [[person(name), { chainId: CHAIN_ID, ...signing }]]);
        });
    return Array.from({ length: this.random(9) }, () => this.#tx());
  }

  /** Sequences as the last block left them. */
  settle(): void {
    const { accounts } = this.app().exportGenesis().appState.auth as { accounts: { address?: string }[] };
    for (const actor of this.actors) {
      const found = accounts.find(({ address }) => address === actor.who.address) as { sequence?: string } | undefined;
      actor.sequence = BigInt(found?.sequence ?? "0");
    }
  }

  #tx(): Uint8Array {
    const { random } = this;
    const actor = this.#pick(this.actors);
    const messages = Array.from({ length: 1 + random(2) }, () => this.#message(actor.who));
    const options = {
      messages,
      gas: BigInt(random(4) === 0 ? 40_000 + random(100_000) : 2_000_000),
      fee: coins(BigInt(random(9))),
      memo: "é".repeat(random(140)),
      mode: random(3) === 0 ? SignMode.LEGACY_AMINO_JSON : SignMode.DIRECT,
    };
    const signing = {
      chainId: CHAIN_ID,
      accountNumber: actor.accountNumber + (random(12) === 0 ? 1n : 0n),
      sequence: actor.sequence + (random(12) === 0 ? 1n : 0n),
    };
    const tx =
      actor.who === SHARED
        ? signMultisigTx(
            options,
            { threshold: 2, people: PROVIDERS, signs: PROVIDERS.slice(random(2), 2 + random(2)) },
            signing,
          )
        : signTx(options, [[actor.who, signing]]);
    actor.sequence += 1n;
    if (random(20) === 0) tx[random(tx.length)] = random(256);
    return random(25) === 0 ? tx.slice(0, random(tx.length)) : tx;
  }

  #message(who: Person): Msg {
    const { address } = who;
    const isProvider = PROVIDERS.includes(who);
    const makers: (() => Msg)[] = [
      () => this.#send(who),
      () => {
        const outputs = PEOPLE.map((each) => ({ address: each.address, coins: coins(2n) }));
        return msg(MsgMultiSend, { inputs: [{ address, coins: coins(2n * BigInt(PEOPLE.length)) }], outputs });
      },
      ...(isProvider ? this.#providing(who) : this.#buying(who)),
    ];
    return this.#pick(makers)();
  }

  #send({ address }: Person): Msg {
    const amount = this.#pick([1n, 7n, 0n, 10n ** 13n]);
    const toAddress = this.#pick([...this.actors.map(({ who }) => who.address), person("stranger").address]);
    return msg(MsgSend, { fromAddress: address, toAddress, amount: coins(amount) });
  }

  #providing({ name, address: provider }: Person): readonly (() => Msg)[] {
    const work = this.#work(provider);
    return [
      () => msg(MsgRegister, { provider, stake: 2_000_000_000n, profile: profile(name) }),
      () => msg(MsgCreateOffer, { provider, terms: offerTerms(), expiryMs: 0n }),
      () => msg(MsgHeartbeat, { provider }),
      () => msg(MsgHeartbeat, { provider }),
      () => (this.random(6) === 0 ? msg(MsgPause, { provider }) : msg(MsgResume, { provider })),
      ...(work === undefined ? [] : [work, work, work, work, work]),
    ];
  }

  /** The next step of one of the provider's seats, with a wrong result now and then. */
  #work(provider: Person["address"]): (() => Msg) | undefined {
    const seats = jobs(this.app()).flatMap((job) => job.slots.map((slot) => ({ job, slot })));
    const own = seats.filter(({ slot }) => slot.provider === provider);
    if (own.length === 0) return undefined;
    const { job, slot } = this.#pick(own);
    const seat = { provider, jobId: job.id, slot: slot.index };
    const result = manifest(1_000_000_000n, this.random(10) === 0 ? 1 : 0);
    const opened = { ...seat, chainId: CHAIN_ID, resultDigest: resultDigest(result), salt: SALT };
    const uris = ["https://blobs.example"];
    if (job.state === JobState.DRAWN) return () => msg(MsgAcceptSlot, seat);
    if (job.state === JobState.REVEAL)
      return () => msg(MsgRevealResult, { ...seat, manifest: result, salt: SALT, uris });
    return () => msg(MsgCommitResult, { ...seat, commitment: commitment(opened) });
  }

  #buying({ address: owner }: Person): readonly (() => Msg)[] {
    const order = () => msg(MsgPlaceOrder, { ...(orderOf("nobody", { slots: 2 }) as object), owner } as never);
    const jobId = BigInt(1 + this.random(30));
    return [
      order,
      order,
      order,
      () => msg(MsgCancelOrder, { owner, orderId: jobId }),
      () => msg(MsgConfirmDelivery, { owner, jobId: this.#pick(jobs(this.app()))?.id ?? jobId }),
    ];
  }

  #pick<T>(list: readonly T[]): T {
    return list[this.random(list.length)] as T;
  }
}

function coins(amount: bigint) {
  return [{ denom: "udcm", amount }];
}

function jobs(app: App) {
  const data = QueryJobsRequest.encode(QueryJobsRequest.fromPartial({}));
  const { value } = app.query({ path: "/dcm.job.v1.Query/Jobs", data, height: 0n, prove: false });
  return QueryJobsResponse.decode(value).jobs;
}

/** Short windows, so that many deadlines pass while the test runs. */
function genesis(): ReturnType<typeof genesisRequest> {
  const merged = (state: JsonObject): JsonObject => {
    const parts = Object.entries(localGenesis).map(([name, { params }]) => {
      const own = state[name] as { params: JsonObject };
      return [name, { ...own, params: { ...own.params, ...params } }];
    });
    return { ...state, ...Object.fromEntries(parts) };
  };
  return genesisRequest({ people: [...PEOPLE, SHARED], maxGas: 12_000_000n, genesis: merged });
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
    const crowd = new Crowd(random, () => first.app);
    const history: { readonly block: RequestFinalizeBlock; readonly result: ResponseFinalizeBlock }[] = [];
    const started = genesis();
    const begun = nodes.map(({ app }) => poisoned(() => app.initChain(started)));
    expect(begun.slice(1)).toEqual([begun[0], begun[0]]);
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
