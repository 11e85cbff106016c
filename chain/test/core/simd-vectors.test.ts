import { createHash } from "node:crypto";
import {
  RequestCheckTx,
  RequestFinalizeBlock,
  RequestInfo,
  RequestInitChain,
  RequestQuery,
} from "@dcm/proto/gen/tendermint/abci";
import { BaseAccount, ModuleAccount } from "cosmjs-types/cosmos/auth/v1beta1/auth";
import { QueryAccountRequest, QueryAccountResponse } from "cosmjs-types/cosmos/auth/v1beta1/query";
import {
  QueryAllBalancesRequest,
  QueryAllBalancesResponse,
  QueryTotalSupplyRequest,
  QueryTotalSupplyResponse,
} from "cosmjs-types/cosmos/bank/v1beta1/query";
import { SimulateRequest, SimulateResponse } from "cosmjs-types/cosmos/tx/v1beta1/service";
import { beforeAll, describe, expect, test } from "vitest";
import { type App, createApp } from "../../src/app/app.js";
import { storeNames } from "../../src/app/modules.js";
import { noTxCache, type TxCache } from "../../src/app/tx-cache.js";
import { signatureVerifier } from "../../src/node/signatures.js";
import { createHasher, createMultistore } from "../../src/store/index.js";
import {
  loadGenesis,
  loadVectors,
  type RecordedAccount,
  type RecordedTx,
  type TxAnswer,
} from "../vectors/simd/load.js";

const vectors = loadVectors();
const transactions = vectors.blocks.flatMap(({ txs }) => txs.map((tx) => [tx.name, tx] as const));

interface Difference {
  readonly why: string;
  readonly checkTx?: Partial<TxAnswer>;
  readonly finalize?: Partial<TxAnswer>;
}

const unknownPayer = "fee payer address: cosmos1nm5zdcmh3yxtskywjwcwgll4g3etum6sqqsu0t does not exist: unknown address";
const goTypes = "the SDK names the Go type or quotes Go's library, ours names the field";

/** Where our answer is knowingly another one: what it is, and why. */
const differences: Readonly<Record<string, Difference>> = {
  "an account that does not exist": {
    why: "the SDK prints the address as raw bytes, which are no UTF-8",
    checkTx: { log: unknownPayer },
    finalize: { log: unknownPayer },
  },
  "textual mode": {
    why: "SIGN_MODE_TEXTUAL is not offered; the SDK pays for reading the denomination's metadata before it refuses",
    checkTx: { gasUsed: "44653" },
    finalize: { gasUsed: "44653" },
  },
  "an unknown field in the body": {
    why: goTypes,
    checkTx: { log: unparsed('cosmos.tx.v1beta1.TxBody: {TagNum: 31, WireType:"bytes"}: unknown protobuf field') },
  },
  "an unknown field in the message": {
    why: goTypes,
    checkTx: { log: unparsed('cosmos.bank.v1beta1.MsgSend: {TagNum: 31, WireType:"bytes"}: unknown protobuf field') },
  },
  "a transaction with trailing bytes": {
    why: goTypes,
    checkTx: { log: unparsed('cosmos.tx.v1beta1.TxRaw: {TagNum: 4, WireType:"bytes"}: unknown protobuf field') },
  },
  "an amount that is no number": {
    why: goTypes,
    checkTx: { log: unparsed("cosmos.base.v1beta1.Coin.amount: not a whole number: 1x") },
  },
  "a multi-signature that is no message": {
    why: goTypes,
    checkTx: { log: "invalid length" },
    finalize: { log: "invalid length" },
  },
  "a key that is no message": {
    why: goTypes,
    checkTx: { log: unparsed("cosmos.crypto.secp256k1.PubKey.key: wrong wire type 0, wants 2") },
  },
  "a timeout before Go's year 1": {
    why: goTypes,
    checkTx: { log: unparsed("timestamp: seconds out of range: -62135596801") },
  },
  "a timeout with too many nanoseconds": {
    why: goTypes,
    checkTx: { log: unparsed("timestamp: nanos out of range: 1000000000") },
  },
  "a message's type without a slash": {
    why: "the SDK looks the type up once more before it asks whether it is a message",
    checkTx: {
      log: unparsed(
        "no concrete type registered for type URL cosmos.bank.v1beta1.MsgSend against interface *types.Msg",
      ),
    },
  },
  "a message inside a transaction that is itself a body": {
    why: "ours looks into the type, which it knows; the SDK's transaction is no type of its registry",
    checkTx: {
      log: unparsed('google.protobuf.Any: {TagNum: 12, WireType:"start_group"}: unknown protobuf field'),
    },
  },
  "an amount with a space": {
    why: goTypes,
    checkTx: { log: unparsed("cosmos.base.v1beta1.Coin.amount: not a whole number:  7") },
  },
  "an amount of 2^256": {
    why: goTypes,
    checkTx: {
      log: unparsed(`cosmos.base.v1beta1.Coin.amount: number is out of range: ${String(2n ** 256n).slice(0, 40)}…`),
    },
  },
};

interface Ours {
  readonly simulate: { readonly gasUsed: string } | { readonly code: number };
  readonly checkTx: TxAnswer;
  readonly finalize: TxAnswer;
}

const ours = new Map<string, Ours>();
const state = vectors.blocks.map(() => ({
  balances: {} as Record<string, unknown>,
  accounts: {} as Record<string, unknown>,
}));
let validators: unknown;
let supply: unknown;

beforeAll(() => {
  const app = startApp({});
  validators = initChain(app);
  for (const [index, block] of vectors.blocks.entries()) {
    const before = block.txs.map(({ tx }) => ({
      simulate: simulate(app, bytes(tx)),
      checkTx: checkTx(app, bytes(tx)),
    }));
    const results = finalize(app, block.height, block.time, block.txs);
    for (const [at, tx] of block.txs.entries()) ours.set(tx.name, { ...before[at]!, finalize: results[at]! });
    for (const address of Object.keys(block.balances)) state[index]!.balances[address] = balances(app, address);
    for (const address of Object.keys(block.accounts)) state[index]!.accounts[address] = account(app, address);
  }
  supply = coins(
    QueryTotalSupplyResponse.decode(
      ask(
        app,
        "/cosmos.bank.v1beta1.Query/TotalSupply",
        QueryTotalSupplyRequest.encode(QueryTotalSupplyRequest.fromPartial({})).finish(),
      ),
    ).supply,
  );
});

test("the gentx of the genesis becomes the validator", () => {
  expect(validators).toEqual(vectors.validators);
});

describe("FinalizeBlock answers as the SDK", () => {
  test.each(transactions)("%s", (name, tx) => {
    expect(ours.get(name)?.finalize).toEqual({ ...tx.finalize, ...differences[name]?.finalize });
  });
});

describe("CheckTx answers as the SDK", () => {
  test.each(transactions)("%s", (name, tx) => {
    expect(ours.get(name)?.checkTx).toEqual({ ...tx.checkTx, ...differences[name]?.checkTx });
  });
});

describe("simulation uses the gas that the SDK says", () => {
  test.each(transactions)("%s", (name, { simulate: expected }) => {
    const answer = ours.get(name)?.simulate;
    if ("gasUsed" in expected) expect(answer).toEqual({ gasUsed: expected.gasUsed });
    else expect(answer).toHaveProperty("code");
  });
});

describe("after each block balances, sequences, numbers and keys of the accounts are the SDK's", () => {
  test.each(vectors.blocks.map(({ height }) => height))("block %s", (height) => {
    const { balances: money, accounts } = vectors.blocks[height - 1]!;
    expect(state[height - 1]?.balances).toEqual(money);
    expect(state[height - 1]?.accounts).toEqual(accounts);
  });
});

test("the supply is the SDK's", () => {
  expect(supply).toEqual(vectors.supply);
});

test("modules that this chain has not are passed over and named", () => {
  const notes: string[] = [];
  initChain(startApp({ note: (text) => notes.push(text) }));
  for (const name of ["distribution", "gov", "mint", "slashing"]) expect(notes.join("\n")).toContain(name);
});

test("without CheckTx and without remembered verdicts the same blocks give the same results and app hashes", () => {
  const plain = startApp({ cache: noTxCache() });
  const busy = startApp({});
  initChain(plain);
  initChain(busy);
  for (const block of vectors.blocks) {
    for (const { tx } of block.txs) checkTx(busy, bytes(tx));
    const expected = finalize(plain, block.height, block.time, block.txs);
    expect(finalize(busy, block.height, block.time, block.txs)).toEqual(expected);
    expect(busy.info(RequestInfo.fromPartial({}))).toEqual(plain.info(RequestInfo.fromPartial({})));
  }
});

function startApp(more: { readonly note?: (text: string) => void; readonly cache?: TxCache }): App {
  const sha256 = (data: Uint8Array): Uint8Array => createHash("sha256").update(data).digest();
  const store = createMultistore({
    names: storeNames,
    hasher: createHasher(sha256),
    seed: 1,
    indexed: ["acc", "bank"],
    keepRecent: 100,
  });
  return createApp({
    store,
    verifySecp256k1: signatureVerifier().verify,
    minGasPrices: vectors.minGasPrices,
    alarm: (text) => expect.fail(text),
    checkInvariants: true,
    ...more,
  });
}

function initChain(app: App): unknown {
  const genesis = loadGenesis();
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

function finalize(app: App, height: number, time: string, txs: readonly RecordedTx[]): TxAnswer[] {
  const [validator] = vectors.validators;
  const address = createHash("sha256").update(bytes(validator!.ed25519)).digest().subarray(0, 20);
  const votes =
    height === 1 ? [] : [{ validator: { address, power: BigInt(validator!.power) }, blockIdFlag: 2 as const }];
  const answer = app.finalizeBlock(
    RequestFinalizeBlock.fromPartial({
      txs: txs.map(({ tx }) => bytes(tx)),
      decidedLastCommit: { round: 0, votes },
      hash: createHash("sha256").update(`block ${height}`).digest(),
      height: BigInt(height),
      time: timestamp(time),
      nextValidatorsHash: new Uint8Array(32),
      proposerAddress: address,
    }),
  );
  app.commit();
  return answer.txResults.map(answerOf);
}

function checkTx(app: App, tx: Uint8Array): TxAnswer {
  return answerOf(app.checkTx(RequestCheckTx.fromPartial({ tx })));
}

function simulate(app: App, txBytes: Uint8Array): Ours["simulate"] {
  const data = SimulateRequest.encode(SimulateRequest.fromPartial({ txBytes })).finish();
  const answer = app.query(RequestQuery.fromPartial({ path: "/cosmos.tx.v1beta1.Service/Simulate", data }));
  if (answer.code !== 0) return { code: answer.code };
  return { gasUsed: String(SimulateResponse.decode(answer.value).gasInfo?.gasUsed) };
}

function balances(app: App, address: string): Record<string, string> {
  const data = QueryAllBalancesRequest.encode(QueryAllBalancesRequest.fromPartial({ address })).finish();
  return coins(QueryAllBalancesResponse.decode(ask(app, "/cosmos.bank.v1beta1.Query/AllBalances", data)).balances);
}

function account(app: App, address: string): RecordedAccount {
  const data = QueryAccountRequest.encode({ address }).finish();
  const any = QueryAccountResponse.decode(ask(app, "/cosmos.auth.v1beta1.Query/Account", data)).account!;
  const module = any.typeUrl === "/cosmos.auth.v1beta1.ModuleAccount" ? ModuleAccount.decode(any.value) : undefined;
  const base = module?.baseAccount ?? BaseAccount.decode(any.value);
  return {
    number: Number(base.accountNumber),
    sequence: Number(base.sequence),
    ...(base.pubKey && { pubKey: `${base.pubKey.typeUrl} ${base64(base.pubKey.value)}` }),
    ...(module && { module: module.name }),
  };
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
  readonly events: readonly {
    readonly type: string;
    readonly attributes: readonly { readonly key: string; readonly value: string; readonly index: boolean }[];
  }[];
}): TxAnswer {
  return {
    code,
    codespace,
    log,
    data: base64(data),
    gasWanted: String(gasWanted),
    gasUsed: String(gasUsed),
    events: events.map(({ type, attributes }) => ({
      type,
      attributes: attributes.filter(({ index }) => index).map(({ key, value }) => [key, value] as const),
    })),
  };
}

/** The log of CheckTx for a transaction that does not decode. */
function unparsed(cause: string): string {
  return `${cause}: tx parse error: tx parse error`;
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
