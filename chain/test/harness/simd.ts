import { createHash } from "node:crypto";
import { fromHex, toHex } from "@dcm/proto";
import {
  type Event,
  type MisbehaviorType,
  RequestCheckTx,
  RequestFinalizeBlock,
  RequestInfo,
  RequestInitChain,
  RequestQuery,
  type ResponseInfo,
  type ValidatorUpdate,
} from "@dcm/proto/gen/tendermint/abci";
import { type BlockIDFlag, ConsensusParams } from "@dcm/proto/gen/tendermint/types";
import { BaseAccount, ModuleAccount } from "cosmjs-types/cosmos/auth/v1beta1/auth";
import { QueryAccountRequest, QueryAccountResponse } from "cosmjs-types/cosmos/auth/v1beta1/query";
import {
  QueryAllBalancesRequest,
  QueryAllBalancesResponse,
  QueryTotalSupplyRequest,
  QueryTotalSupplyResponse,
} from "cosmjs-types/cosmos/bank/v1beta1/query";
import { SimulateRequest, SimulateResponse } from "cosmjs-types/cosmos/tx/v1beta1/service";
import {
  BaseVestingAccount,
  ContinuousVestingAccount,
  DelayedVestingAccount,
  PeriodicVestingAccount,
  PermanentLockedAccount,
} from "cosmjs-types/cosmos/vesting/v1beta1/vesting";
import { beforeAll, describe, expect, test } from "vitest";
import { type App, createApp } from "../../src/app/app.js";
import { noTxCache, type TxCache } from "../../src/app/tx-cache.js";
import { prefixEnd, UpgradeNeeded } from "../../src/kernel/index.js";
import { signatureVerifier } from "../../src/node/signatures.js";
import { upgradeInfoText } from "../../src/node/upgrade-info.js";
import {
  loadGenesis,
  loadVectors,
  type QueryAnswer,
  type RecordedAccount,
  type RecordedBlock,
  type RecordedOffence,
  type RecordedProgram,
  type RecordedQuery,
  type TxAnswer,
  type Vectors,
} from "../vectors/simd/load.js";
import { newStore } from "./chain.js";

/** Where our answer is knowingly another one: what it is, and why. */
export interface Difference {
  readonly why: string;
  readonly checkTx?: Partial<TxAnswer>;
  readonly finalize?: Partial<TxAnswer>;
  readonly query?: Partial<QueryAnswer>;
}

/** By the name of the transaction or query. */
export type Differences = Readonly<Record<string, Difference>>;

/** A chain of ours that started from the vectors' genesis. */
export interface Replayed {
  readonly validators: unknown;
  /** Sends a block's transactions to CheckTx. */
  check(block: RecordedBlock): readonly TxAnswer[];
  /** Makes the block, with the last of its programs. */
  finalize(block: RecordedBlock): BlockAnswer;
  simulate(tx: string): Simulated;
  ask(query: RecordedQuery): QueryAnswer;
  balances(address: string): Record<string, string>;
  account(address: string): RecordedAccount;
  supply(): Record<string, string>;
  /** The records of the store under a prefix, in hex by key. */
  records(store: string, prefix: string): Record<string, string>;
  info(): ResponseInfo;
}

type Refusal = Required<Pick<RecordedProgram, "refusal" | "upgradeInfo">>;

/** What a block did. */
interface BlockAnswer {
  /** Why all programs but the last would not make it, and the upgrade of which the node has left word. */
  readonly refusals: readonly Refusal[];
  readonly txs: readonly TxAnswer[];
  readonly events: TxAnswer["events"];
  readonly updates: RecordedBlock["updates"];
  /** The base64 of CometBFT's parameters. */
  readonly params: string;
}

type Simulated = { readonly gasUsed: string } | { readonly code: number };

interface Ours {
  readonly simulate: Simulated;
  readonly checkTx: TxAnswer;
  readonly finalize: TxAnswer;
}

interface Options {
  readonly note?: (text: string) => void;
  readonly cache?: TxCache;
}

/**
 * What of an answer is compared: an application hash, for one, is not the SDK's. It is asked for the value of a query by its
 * path, for what CometBFT runs with ("params"), and for why a program does not ("refusal").
 */
export type Normal = (path: string, value: string) => string;

/**
 * Declares the tests that compare our application with one set of recorded answers (chain/test/vectors/simd): every
 * transaction's CheckTx, FinalizeBlock and gas of simulation, after each block balances, accounts, the stores that the plan
 * names and the answers to its queries, at last the supply.
 */
export function judgeVectors(name: string, differences: Differences, normal: Normal = (_path, value) => value) {
  const vectors = loadVectors(name);
  const transactions = vectors.blocks.flatMap(({ txs }) => txs.map((tx) => [tx.name, tx] as const));
  const queries = vectors.blocks.flatMap((block) => block.queries.map((query) => [query.name, query] as const));
  const ours = new Map<string, Ours>();
  const answers = new Map<string, QueryAnswer>();
  const state = vectors.blocks.map(() => ({
    balances: {} as Record<string, unknown>,
    accounts: {} as Record<string, unknown>,
    stores: {} as Stores,
    events: [] as TxAnswer["events"],
    updates: [] as RecordedBlock["updates"],
    params: "",
    refusals: [] as BlockAnswer["refusals"],
  }));
  let chain: Replayed;

  beforeAll(() => {
    chain = replayed(vectors, name, {});
    for (const [index, block] of vectors.blocks.entries()) {
      const checks = block.txs.map((tx) => {
        const simulate = chain.simulate(tx.tx);
        const [checkTx] = chain.check({ ...block, txs: [tx] });
        return { simulate, checkTx: checkTx! };
      });
      const results = chain.finalize(block);
      for (const [at, tx] of block.txs.entries()) ours.set(tx.name, { ...checks[at]!, finalize: results.txs[at]! });
      const after = Object.assign(state[index]!, results);
      for (const address of Object.keys(block.balances)) after.balances[address] = chain.balances(address);
      for (const address of Object.keys(block.accounts)) after.accounts[address] = chain.account(address);
      for (const [store, prefixes] of Object.entries(vectors.stores))
        after.stores[store] = Object.assign({}, ...prefixes.map((prefix) => chain.records(store, prefix)));
      for (const query of block.queries) answers.set(query.name, chain.ask(query));
    }
  });

  test("every name is used once, and every difference names something", () => {
    const names = [...transactions, ...queries].map(([each]) => each);
    expect(new Set(names).size).toBe(names.length);
    for (const each of Object.keys(differences)) expect(names).toContain(each);
  });

  test("the gentx of the genesis becomes the validator", () => {
    expect(chain.validators).toEqual(vectors.validators);
  });

  describe("FinalizeBlock answers as the SDK", () => {
    test.each(transactions)("%s", (each, tx) => {
      expect(ours.get(each)?.finalize).toEqual({ ...tx.finalize, ...differences[each]?.finalize });
    });
  });

  describe("CheckTx answers as the SDK", () => {
    test.each(transactions)("%s", (each, tx) => {
      expect(ours.get(each)?.checkTx).toEqual({ ...tx.checkTx, ...differences[each]?.checkTx });
    });
  });

  describe("simulation uses the gas that the SDK says", () => {
    test.each(transactions)("%s", (each, { simulate: expected }) => {
      const answer = ours.get(each)?.simulate;
      if ("gasUsed" in expected) expect(answer).toEqual({ gasUsed: expected.gasUsed });
      else expect(answer).toHaveProperty("code");
    });
  });

  describe("after each block balances, sequences, numbers and keys of the accounts are the SDK's", () => {
    test.each(vectors.blocks.map(({ height }) => height))("block %s", (height) => {
      const { balances, accounts } = vectors.blocks[height - 1]!;
      expect(state[height - 1]?.balances).toEqual(balances);
      expect(state[height - 1]?.accounts).toEqual(accounts);
    });
  });

  describe("beginning and end of each block have the SDK's events and change validators and parameters as it does", () => {
    const params = paramsByBlock(vectors);
    test.each(vectors.blocks.map(({ height }) => height))("block %s", (height) => {
      const { events, updates } = vectors.blocks[height - 1]!;
      const after = state[height - 1]!;
      expect({ ...after, params: normal("params", after.params) }).toMatchObject({
        events,
        updates,
        params: normal("params", params[height - 1]!),
      });
    });
  });

  const tried = vectors.blocks.flatMap(({ height, programs = [] }) =>
    programs.length > 1 ? [[height, programs] as const] : [],
  );
  if (tried.length > 0)
    describe("a program that must not make the block says so as the SDK", () => {
      test.each(tried)("block %s", (height, programs) => {
        const shown = ({ refusal, upgradeInfo }: Partial<Refusal>) => [normal("refusal", refusal!), upgradeInfo];
        expect(state[height - 1]?.refusals.map(shown)).toEqual(programs.slice(0, -1).map(shown));
      });
    });

  test("the supply is the SDK's", () => {
    expect(chain.supply()).toEqual(vectors.supply);
  });

  if (queries.length > 0)
    describe("queries answer as the SDK", () => {
      test.each(queries)("%s", (each, { path, code, codespace, log, value }) => {
        const answer = answers.get(each)!;
        const shown = { ...answer, value: normal(path, answer.value) };
        expect(shown).toEqual({ code, codespace, log, value: normal(path, value), ...differences[each]?.query });
      });
    });

  if (Object.keys(vectors.stores).length > 0)
    describe("after each block the stores hold the SDK's records", () => {
      const told = recordsByBlock(vectors);
      test.each(vectors.blocks.map(({ height }) => height))("block %s", (height) => {
        expect(state[height - 1]?.stores).toEqual(told[height - 1]);
      });
    });

  test("without CheckTx and without remembered verdicts the same blocks give the same results and app hashes", () => {
    const plain = replayed(vectors, name, { cache: noTxCache() });
    const busy = replayed(vectors, name, {});
    for (const block of vectors.blocks) {
      busy.check(block);
      const expected = plain.finalize(block);
      expect(busy.finalize(block)).toEqual(expected);
      expect(busy.info()).toEqual(plain.info());
    }
  });

  return { vectors, start: (options: Options) => replayed(vectors, name, options) };
}

/** The log of CheckTx for a transaction that does not decode. */
export function unparsed(cause: string): string {
  return `${cause}: tx parse error: tx parse error`;
}

type Stores = Record<string, Record<string, string>>;

/** What CometBFT runs with after each block. */
function paramsByBlock({ blocks }: Vectors): readonly string[] {
  let now = "";
  return blocks.map(({ params }) => {
    now = params ?? now;
    return now;
  });
}

/** The records after each block, from what each changed. */
function recordsByBlock({ blocks, stores }: Vectors): readonly Stores[] {
  const now: Stores = Object.fromEntries(Object.keys(stores).map((store) => [store, {}]));
  return blocks.map((block) => {
    for (const [store, records] of Object.entries(block.stores))
      for (const [key, value] of Object.entries(records)) {
        if (value === null) delete now[store]![key];
        else now[store]![key] = value;
      }
    return structuredClone(now);
  });
}

function replayed(vectors: Vectors, name: string, options: Options): Replayed {
  const store = newStore();
  const started = ({ upgrades = [], skipped = [] }: RecordedProgram) =>
    createApp({
      store,
      verifySecp256k1: signatureVerifier().verify,
      minGasPrices: vectors.minGasPrices,
      alarm: (text) => expect.fail(text),
      checkInvariants: true,
      upgrades: upgrades.map((each) => ({ name: each })),
      skippedHeights: new Set(skipped.map(BigInt)),
      ...options,
    });
  let app = started({});
  let upgradeInfo: string | null = null;
  const refusalOf = (program: RecordedProgram, block: RecordedBlock): Refusal => {
    const problem = thrown(() => finalize(started(program), vectors, { ...block, txs: [] }));
    if (problem instanceof UpgradeNeeded) upgradeInfo = upgradeInfoText({ ...problem.plan, height: problem.height });
    return { refusal: problem.message, upgradeInfo };
  };
  const validators = initChain(app, vectors, name);
  return {
    validators,
    check: ({ txs }) => txs.map(({ tx }) => answerOf(app.checkTx(RequestCheckTx.fromPartial({ tx: bytes(tx) })))),
    finalize(block) {
      const { programs = [] } = block;
      const refusals = programs.slice(0, -1).map((program) => refusalOf(program, block));
      for (const program of programs.slice(-1)) app = started(program);
      return { ...finalize(app, vectors, block), refusals };
    },
    simulate: (tx) => simulate(app, bytes(tx)),
    ask({ path, data }) {
      const { code, codespace, log, value } = app.query(RequestQuery.fromPartial({ path, data: bytes(data) }));
      return { code, codespace, log, value: base64(value) };
    },
    balances(address) {
      const data = QueryAllBalancesRequest.encode(QueryAllBalancesRequest.fromPartial({ address })).finish();
      return coins(QueryAllBalancesResponse.decode(ask(app, "/cosmos.bank.v1beta1.Query/AllBalances", data)).balances);
    },
    account: (address) => account(app, address),
    supply() {
      const data = QueryTotalSupplyRequest.encode(QueryTotalSupplyRequest.fromPartial({})).finish();
      return coins(QueryTotalSupplyResponse.decode(ask(app, "/cosmos.bank.v1beta1.Query/TotalSupply", data)).supply);
    },
    records(storeName, prefix) {
      const start = fromHex(prefix);
      const found = store.at(store.height)!(storeName).ascend(start, prefixEnd(start));
      // A zero byte stands where the SDK stores an empty value.
      const shown = (value: Uint8Array) => (value.length === 1 && value[0] === 0 ? "" : toHex(value));
      return Object.fromEntries([...found].map(([key, value]) => [toHex(key), shown(value)]));
    },
    info: () => app.info(RequestInfo.fromPartial({})),
  };
}

function thrown(run: () => unknown): Error {
  try {
    run();
  } catch (problem) {
    if (problem instanceof Error) return problem;
    throw problem;
  }
  return expect.fail("the block was made");
}

function initChain(app: App, vectors: Vectors, name: string): unknown {
  const genesis = loadGenesis(name);
  const { block, evidence, validator } = genesis.consensus.params;
  const answer = app.initChain(
    RequestInitChain.fromPartial({
      time: timestamp(vectors.genesisTime),
      chainId: vectors.chainId,
      initialHeight: 1n,
      appStateBytes: Buffer.from(JSON.stringify(genesis.app_state)),
      consensusParams: {
        block: { maxBytes: BigInt(block.max_bytes), maxGas: BigInt(block.max_gas) },
        evidence: {
          maxAgeNumBlocks: BigInt(evidence.max_age_num_blocks),
          maxAgeDuration: { seconds: BigInt(evidence.max_age_duration) / 1_000_000_000n, nanos: 0 },
          maxBytes: BigInt(evidence.max_bytes),
        },
        validator: { pubKeyTypes: [...validator.pub_key_types] },
        version: { app: 0n },
        abci: { voteExtensionsEnableHeight: 0n },
      },
    }),
  );
  return answer.validators.map(({ pubKey, power }) => ({ ed25519: base64(pubKey.ed25519), power: String(power) }));
}

function finalize(app: App, { validators }: Vectors, block: RecordedBlock): Omit<BlockAnswer, "refusals"> {
  const [proposer] = validators;
  const { height, time, nanos, txs, votes, misbehavior } = block;
  const answer = app.finalizeBlock(
    RequestFinalizeBlock.fromPartial({
      txs: txs.map(({ tx }) => bytes(tx)),
      decidedLastCommit: { round: 0, votes: votes.map(voteOf) },
      misbehavior: misbehavior.map(misbehaviorOf),
      hash: createHash("sha256").update(`block ${height}`).digest(),
      height: BigInt(height),
      time: { ...timestamp(time), nanos },
      nextValidatorsHash: new Uint8Array(32),
      proposerAddress: createHash("sha256").update(bytes(proposer!.ed25519)).digest().subarray(0, 20),
    }),
  );
  app.commit();
  return {
    txs: answer.txResults.map(answerOf),
    events: answer.events.map(eventOf),
    updates: answer.validatorUpdates.map(updateOf),
    params: base64(ConsensusParams.encode(answer.consensusParamUpdates!)),
  };
}

function voteOf([address, power, flag]: RecordedBlock["votes"][number]) {
  return { validator: { address: fromHex(address), power: BigInt(power) }, blockIdFlag: flag as BlockIDFlag };
}

function misbehaviorOf({ type, address, power, height, seconds, total }: RecordedOffence) {
  return {
    type: type as MisbehaviorType,
    validator: { address: fromHex(address), power: BigInt(power) },
    height: BigInt(height),
    time: { seconds: BigInt(seconds), nanos: 0 },
    totalVotingPower: BigInt(total),
  };
}

function updateOf({ pubKey, power }: ValidatorUpdate) {
  return { ed25519: base64(pubKey.ed25519), power: String(power) };
}

function simulate(app: App, txBytes: Uint8Array): Simulated {
  const data = SimulateRequest.encode(SimulateRequest.fromPartial({ txBytes })).finish();
  const answer = app.query(RequestQuery.fromPartial({ path: "/cosmos.tx.v1beta1.Service/Simulate", data }));
  if (answer.code !== 0) return { code: answer.code };
  return { gasUsed: String(SimulateResponse.decode(answer.value).gasInfo?.gasUsed) };
}

function account(app: App, address: string): RecordedAccount {
  const data = QueryAccountRequest.encode({ address }).finish();
  const any = QueryAccountResponse.decode(ask(app, "/cosmos.auth.v1beta1.Query/Account", data)).account!;
  const module = any.typeUrl === "/cosmos.auth.v1beta1.ModuleAccount" ? ModuleAccount.decode(any.value) : undefined;
  const base = module?.baseAccount ?? baseOf(any);
  return {
    number: Number(base.accountNumber),
    sequence: Number(base.sequence),
    ...(base.pubKey && { pubKey: `${base.pubKey.typeUrl} ${base64(base.pubKey.value)}` }),
    ...(module && { module: module.name }),
  };
}

const vestingKinds = [ContinuousVestingAccount, DelayedVestingAccount, PeriodicVestingAccount, PermanentLockedAccount];

function baseOf({ typeUrl, value }: { typeUrl: string; value: Uint8Array }): BaseAccount {
  if (typeUrl === BaseVestingAccount.typeUrl) return BaseVestingAccount.decode(value).baseAccount!;
  const kind = vestingKinds.find((each) => each.typeUrl === typeUrl);
  return kind === undefined ? BaseAccount.decode(value) : kind.decode(value).baseVestingAccount!.baseAccount!;
}

function ask(app: App, path: string, data: Uint8Array): Uint8Array {
  const answer = app.query(RequestQuery.fromPartial({ path, data }));
  if (answer.code !== 0) throw new Error(`${path}: ${answer.log}`);
  return answer.value;
}

function coins(list: readonly { denom: string; amount: string }[]): Record<string, string> {
  return Object.fromEntries(list.map(({ denom, amount }) => [denom, amount]));
}

function answerOf({
  code,
  codespace,
  log,
  data,
  gasWanted,
  gasUsed,
  events,
}: {
  readonly code: number;
  readonly codespace: string;
  readonly log: string;
  readonly data: Uint8Array;
  readonly gasWanted: bigint;
  readonly gasUsed: bigint;
  readonly events: readonly Event[];
}): TxAnswer {
  return {
    code,
    codespace,
    log,
    data: base64(data),
    gasWanted: String(gasWanted),
    gasUsed: String(gasUsed),
    events: events.map(eventOf),
  };
}

function eventOf({ type, attributes }: Event): TxAnswer["events"][number] {
  return { type, attributes: attributes.filter(({ index }) => index).map(({ key, value }) => [key, value] as const) };
}

function timestamp(text: string): { seconds: bigint; nanos: number } {
  return { seconds: BigInt(Math.trunc(Date.parse(text) / 1000)), nanos: 0 };
}

function bytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, "base64"));
}

function base64(data: Uint8Array | undefined): string {
  return Buffer.from(data ?? []).toString("base64");
}
