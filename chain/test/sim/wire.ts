import { type Input, type JsonObject, type MessageCodec, messageByTypeUrl, services } from "@dcm/proto";
import {
  CheckTxType,
  Request,
  type RequestInitChain,
  Response,
  type ResponseCheckTx,
  type ResponseFinalizeBlock,
  ResponseProcessProposal_ProposalStatus,
} from "@dcm/proto/gen/tendermint/abci";
import { type AppOptions, createApp } from "../../src/app/app.js";
import { abciHandler } from "../../src/node/abci/dispatch.js";
import { nativeVerifier, nobleVerifier } from "../../src/node/signatures.js";
import { newStore, timestamp } from "../harness/chain.js";
import { poisoned } from "../harness/poison.js";
import { most } from "./model/rules.js";

const { verify } = nativeVerifier() ?? nobleVerifier();

/** The real application behind encoded ABCI requests and answers, without sockets; clocks and randomness throw inside. */
export interface Wire {
  readonly height: bigint;
  readonly appHash: Uint8Array;
  /** The last block's transactions and what came of it. */
  readonly last: { readonly txs: readonly Uint8Array[]; readonly result: ResponseFinalizeBlock } | undefined;
  checkTx(tx: Uint8Array, again: boolean): ResponseCheckTx;
  prepare(txs: readonly Uint8Array[], maxTxBytes: bigint): readonly Uint8Array[];
  accepts(txs: readonly Uint8Array[]): boolean;
  /** FinalizeBlock and Commit. */
  block(time: bigint, txs: readonly Uint8Array[]): ResponseFinalizeBlock;
  query<T>(path: string, request: object): T;
  /** The state as a genesis file has it. */
  exportState(): JsonObject;
}

export function openWire(init: RequestInitChain, options: Partial<AppOptions> = {}): Wire {
  const store = newStore();
  const alarm = (text: string): never => {
    throw new Error(text);
  };
  const app = createApp({
    verifySecp256k1: verify,
    minGasPrices: "",
    checkInvariants: true,
    ...options,
    alarm,
    store,
  });
  const handle = abciHandler({
    ...{ app, alarm, haltHeight: 0n, haltTime: 0n },
    persist: () => void store.takeWrites(),
    durableHeight: () => height,
    committed: () => undefined,
    crashPoint: () => undefined,
    upgradeNeeded: () => undefined,
  });
  const call = (request: Input<Request>): Response =>
    Response.decode(poisoned(() => handle(Request.encode(Request.fromPartial(request)))) as Uint8Array);

  let height = most(0n, init.initialHeight - 1n);
  let last: Wire["last"];
  let appHash: Uint8Array = answered(call({ initChain: init as Input<RequestInitChain> }).initChain).appHash;
  return {
    get height() {
      return height;
    },
    get appHash() {
      return appHash;
    },
    get last() {
      return last;
    },
    checkTx(tx, again) {
      const type = again ? CheckTxType.RECHECK : CheckTxType.NEW;
      return answered(call({ checkTx: { tx, type } }).checkTx);
    },
    prepare: (txs, maxTxBytes) => answered(call({ prepareProposal: { txs, maxTxBytes } }).prepareProposal).txs,
    accepts(txs) {
      const { status } = answered(call({ processProposal: { txs } }).processProposal);
      return status === ResponseProcessProposal_ProposalStatus.ACCEPT;
    },
    block(time, txs) {
      const request = { height: height + 1n, time: timestamp(time), txs };
      const result = answered(call({ finalizeBlock: request }).finalizeBlock);
      answered(call({ commit: {} }).commit);
      height += 1n;
      last = { txs, result };
      appHash = result.appHash;
      return result;
    },
    query<T>(path: string, request: object): T {
      const [service = "", method = ""] = path.slice(1).split("/");
      const found = services.find(({ name }) => name === service)?.methods[method];
      if (found === undefined) throw new Error(`no query ${path}`);
      const { request: asks, response: answers } = found;
      const data = asks.encode(asks.fromPartial(request));
      const answer = answered(call({ query: { path, data } }).query);
      if (answer.code !== 0) throw new Error(`${path}: ${answer.log}`);
      return answers.decode(answer.value) as T;
    },
    exportState: () => app.exportGenesis().appState,
  };
}

/** The codec of a message by its full name. */
export function codecOf(type: string): MessageCodec {
  const codec = messageByTypeUrl(`/${type}`);
  if (codec === undefined) throw new Error(`no message ${type}`);
  return codec;
}

function answered<T>(part: T | undefined): T {
  if (part === undefined) throw new Error("the application gave another answer");
  return part;
}
