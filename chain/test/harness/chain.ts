import { type Address, type JsonObject, type JsonValue, type MessageCodec, utf8ToBytes } from "@dcm/proto";
import { QueryAccountInfoRequest, QueryAccountInfoResponse } from "@dcm/proto/gen/cosmos/auth/v1beta1";
import { QueryBalanceRequest, QueryBalanceResponse } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import {
  CheckTxType,
  type Event,
  type ExecTxResult,
  type Misbehavior,
  RequestFinalizeBlock,
  RequestInitChain,
  RequestQuery,
  type ResponseCheckTx,
  type ResponseFinalizeBlock,
  type ResponseInitChain,
  type ResponseQuery,
  type VoteInfo,
} from "@dcm/proto/gen/tendermint/abci";
import { sha256 } from "@noble/hashes/sha2.js";
import { type App, type AppOptions, createApp, defaultAppState } from "../../src/app/app.js";
import { storeNames } from "../../src/app/modules.js";
import { type CommittedStore, createHasher, createMultistore } from "../../src/store/index.js";
import { type Person, verifySecp256k1 } from "./keys.js";
import { poisoned } from "./poison.js";
import { type Msg, type Signing, signTx, type TxOptions } from "./tx.js";

export const CHAIN_ID = "dcm-test-1";
export const IDENTITY = { prefix: "dcm", baseDenom: "udcm", displayDenom: "DCM", exponent: 6 };
/** 2026-01-01T00:00:00Z */
export const GENESIS_TIME = 1_767_225_600_000_000_000n;
/** What everybody owns at first. */
export const RICH = 1_000_000_000_000n;

/** Made once: it tests itself and compiles when it is made, which would be half of a chain's start. */
export const hasher = createHasher(sha256);
const defaults = defaultAppState(IDENTITY);

export interface TestChainOptions extends Partial<Omit<AppOptions, "store">> {
  /** Who has an account with coins. */
  readonly people?: readonly Person[];
  readonly coins?: readonly { readonly denom: string; readonly amount: bigint }[];
  /** Changes the default app_state, in which inflation is zero: balances are what the test makes them. */
  readonly genesis?: (state: JsonObject) => JsonObject;
  /** Of its first block; above 1 where it goes on from an export. */
  readonly initialHeight?: bigint;
  readonly maxGas?: bigint;
  readonly maxBytes?: bigint;
  /** Kinds of key that validators may sign with. */
  readonly keyTypes?: readonly string[];
}

/** What CometBFT says with a block. */
export interface BlockOptions {
  /** Unix nanoseconds. */
  readonly time?: bigint;
  readonly votes?: readonly VoteInfo[];
  readonly misbehavior?: readonly Misbehavior[];
}

/** A chain in process: the real application over state in memory, without CometBFT. */
export interface TestChain {
  readonly app: App;
  readonly store: CommittedStore;
  readonly started: ResponseInitChain;
  readonly height: bigint;
  /** Block time, Unix nanoseconds. */
  readonly time: bigint;
  /** Makes a block, by default one second after the last, without votes. */
  block(txs?: readonly Uint8Array[], more?: BlockOptions): ResponseFinalizeBlock;
  check(tx: Uint8Array): ResponseCheckTx;
  recheck(tx: Uint8Array): ResponseCheckTx;
  signing(who: Person): Signing;
  /** Signs with the account's number and sequence as they stand. */
  sign(who: Person, messages: readonly Msg[], more?: Partial<TxOptions>): Uint8Array;
  /** A block with that one transaction. */
  deliver(who: Person, messages: readonly Msg[], more?: Partial<TxOptions>): ExecTxResult;
  query<Q, A>(path: string, request: readonly [MessageCodec<Q>, Q], response: MessageCodec<A>, height?: bigint): A;
  ask(path: string, data?: Uint8Array, more?: Partial<RequestQuery>): ResponseQuery;
  balance(address: Address, denom?: string): bigint;
}

/** Starts a chain; its first block is already made. */
export function startChain(options: TestChainOptions = {}): TestChain {
  const store = newStore();
  const app = createApp({
    verifySecp256k1,
    minGasPrices: "",
    checkInvariants: true,
    alarm: (text) => {
      throw new Error(text);
    },
    ...options,
    store,
  });
  const started = poisoned(() => app.initChain(genesisRequest(options)));
  const chain = drive(app, store, started, { height: (options.initialHeight ?? 1n) - 1n, time: GENESIS_TIME });
  chain.block();
  return chain;
}

export function newStore(seed = 1, keepRecent = 100): CommittedStore {
  return createMultistore({
    names: storeNames,
    hasher,
    seed,
    indexed: ["acc", "bank"],
    keepRecent,
  });
}

export function genesisRequest({
  people = [],
  coins,
  genesis = (state) => state,
  initialHeight = 1n,
  maxGas = -1n,
  maxBytes = 22_020_096n,
  keyTypes = ["ed25519"],
}: TestChainOptions) {
  const state = genesis(withPeople(people, coins ?? [{ denom: IDENTITY.baseDenom, amount: RICH }]));
  return RequestInitChain.fromPartial({
    time: timestamp(GENESIS_TIME),
    chainId: CHAIN_ID,
    initialHeight,
    appStateBytes: utf8ToBytes(JSON.stringify(state)),
    consensusParams: {
      block: { maxBytes, maxGas },
      evidence: {
        maxAgeNumBlocks: 100_000n,
        maxAgeDuration: { seconds: 172_800n, nanos: 0 },
        maxBytes: maxBytes < 1_048_576n ? maxBytes : 1_048_576n,
      },
      validator: { pubKeyTypes: [...keyTypes] },
      version: { app: 0n },
      abci: { voteExtensionsEnableHeight: 0n },
    },
  });
}

export function timestamp(time: bigint): { seconds: bigint; nanos: number } {
  return { seconds: time / 1_000_000_000n, nanos: Number(time % 1_000_000_000n) };
}

/** The attributes of the first event of that type, as an object. */
export function attributesOf(events: readonly Event[], type: string): Record<string, string> | undefined {
  const event = events.find((each) => each.type === type);
  return event && Object.fromEntries(event.attributes.map(({ key, value }) => [key, value]));
}

/** The events of a block without those that every block has: of minting, and of sharing out what was collected. */
export function notable(events: readonly Event[]): readonly Event[] {
  const daily = ["mint", "commission", "rewards"];
  return events.filter(({ type, attributes }) => {
    const value = (name: string) => attributes.find(({ key }) => key === name)?.value;
    const movesNothing = value("amount") === "" || (type === "message" && attributes.length === 2);
    return value("mode") !== "BeginBlock" || !(daily.includes(type) || movesNothing);
  });
}

/** Makes blocks on an application that was started, from its genesis or from the block `last` on. */
export function drive(
  app: App,
  store: CommittedStore,
  started: ResponseInitChain,
  last: { readonly height: bigint; readonly time: bigint } = { height: 0n, time: GENESIS_TIME },
): TestChain {
  let { height, time } = last;
  const chain: TestChain = {
    app,
    store,
    started,
    get height() {
      return height;
    },
    get time() {
      return time;
    },
    block(txs = [], { time: at = time + 1_000_000_000n, votes = [], misbehavior = [] } = {}) {
      height += 1n;
      time = at;
      const decidedLastCommit = { round: 0, votes };
      const fields = { height, time: timestamp(time), txs: [...txs], decidedLastCommit, misbehavior };
      const request = RequestFinalizeBlock.fromPartial(fields);
      const result = poisoned(() => app.finalizeBlock(request));
      app.commit();
      store.takeWrites();
      return result;
    },
    check: (tx) => app.checkTx({ tx, type: CheckTxType.NEW }),
    recheck: (tx) => app.checkTx({ tx, type: CheckTxType.RECHECK }),
    signing({ address }) {
      const request = [QueryAccountInfoRequest, { address }] as const;
      const { info } = chain.query("/cosmos.auth.v1beta1.Query/AccountInfo", request, QueryAccountInfoResponse);
      if (info === undefined) throw new Error(`${address} has no account`);
      return { chainId: CHAIN_ID, accountNumber: info.accountNumber, sequence: info.sequence };
    },
    sign: (who, messages, more = {}) => signTx({ messages, ...more }, [[who, chain.signing(who)]]),
    deliver(who, messages, more) {
      const { txResults } = chain.block([chain.sign(who, messages, more)]);
      return txResults[0] as ExecTxResult;
    },
    query(path, [codec, value], response, at = 0n) {
      const answer = chain.ask(path, codec.encode(value), { height: at });
      if (answer.code !== 0) throw new Error(answer.log);
      return response.decode(answer.value);
    },
    ask: (path, data = new Uint8Array(0), more = {}) => app.query(RequestQuery.fromPartial({ path, data, ...more })),
    balance(address, denom = IDENTITY.baseDenom) {
      const request = [QueryBalanceRequest, { address, denom }] as const;
      return chain.query("/cosmos.bank.v1beta1.Query/Balance", request, QueryBalanceResponse).balance?.amount ?? 0n;
    },
  };
  return chain;
}

function withPeople(people: readonly Person[], coins: readonly { denom: string; amount: bigint }[]): JsonObject {
  const accounts = people.map(({ address }) => ({ "@type": "/cosmos.auth.v1beta1.BaseAccount", address }));
  const owned: JsonValue = [...coins]
    .sort((a, b) => (a.denom < b.denom ? -1 : 1))
    .map(({ denom, amount }) => ({ denom, amount: String(amount) }));
  return {
    ...defaults,
    mint: withoutInflation(defaults.mint as JsonObject),
    auth: { ...(defaults.auth as JsonObject), accounts },
    bank: { ...(defaults.bank as JsonObject), balances: people.map(({ address }) => ({ address, coins: owned })) },
  };
}

/** The same rules of minting with all rates zero. */
export function withoutInflation({ minter, params }: JsonObject): JsonObject {
  const still = { inflation_rate_change: "0.0", inflation_max: "0.0", inflation_min: "0.0" };
  return {
    minter: { ...(minter as JsonObject), inflation: "0.0" },
    params: { ...(params as JsonObject), ...still },
  };
}
