// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../codec.js";
import { NO_BYTES } from "../../../bytes.js";
import type { MessageCodec } from "../../../types.js";
import * as tendermint_crypto from "../../../gen/tendermint/crypto.js";

/** Error is what a gateway puts into details[] of a refusal, beside the Cosmos SDK's code and message. */
export interface Error {
  /** Stable, such as MARKET_ORDER_NOT_FOUND; docs/errors.md lists them all. */
  readonly code: string;
  /** gRPC status. */
  readonly grpc: number;
  /** Set when the chain gave the answer. */
  readonly abci: AbciCode | undefined;
  /** For people; may change. */
  readonly message: string;
  /** Per constraint of an order, how many offers pass. */
  readonly cause: readonly Cause[];
  /** What is still held for the caller. */
  readonly locked: Locked | undefined;
  /** Requests that help. */
  readonly next: readonly string[];
  /** The same request may succeed later. */
  readonly retryable: boolean;
  /** Where docs/errors.md tells more. */
  readonly docs: string;
  /** Set whenever a transaction may exist. */
  readonly txhash: string;
  /** Set when it is in a block. */
  readonly height: bigint;
}
export const Error: MessageCodec<Error> = message<Error>(
  "dcm.node.v1.Error",
  () => ({ code: "", grpc: 0, abci: undefined, message: "", cause: [], locked: undefined, next: [], retryable: false, docs: "", txhash: "", height: 0n }),
  [
    [1, "code", "string"],
    [2, "grpc", "uint32"],
    [3, "abci", "message", { type: () => AbciCode, optional: true }],
    [4, "message", "string"],
    [5, "cause", "message", { type: () => Cause, repeated: true }],
    [6, "locked", "message", { type: () => Locked, optional: true }],
    [7, "next", "string", { repeated: true }],
    [8, "retryable", "bool"],
    [9, "docs", "string"],
    [10, "txhash", "string"],
    [11, "height", "int64"],
  ],
);

/** AbciCode is what a transaction's result or a query's answer carries. */
export interface AbciCode {
  readonly codespace: string;
  readonly code: number;
}
export const AbciCode: MessageCodec<AbciCode> = message<AbciCode>(
  "dcm.node.v1.AbciCode",
  () => ({ codespace: "", code: 0 }),
  [
    [1, "codespace", "string"],
    [2, "code", "uint32"],
  ],
);

/** Cause is one constraint of an order. */
export interface Cause {
  readonly constraint: string;
  readonly passing: number;
  readonly of: number;
  /** Smallest change of this constraint alone that would help. */
  readonly nearest: string;
}
export const Cause: MessageCodec<Cause> = message<Cause>(
  "dcm.node.v1.Cause",
  () => ({ constraint: "", passing: 0, of: 0, nearest: "" }),
  [
    [1, "constraint", "string"],
    [2, "passing", "uint32"],
    [3, "of", "uint32"],
    [4, "nearest", "string"],
  ],
);

/** Locked is what is held, and until when. */
export interface Locked {
  readonly escrow: string;
  readonly until: string;
}
export const Locked: MessageCodec<Locked> = message<Locked>(
  "dcm.node.v1.Locked",
  () => ({ escrow: "", until: "" }),
  [
    [1, "escrow", "string"],
    [2, "until", "string"],
  ],
);

/** Request asks the application one question over query.sock. Frames are uvarint length-delimited; answers may come out of order. */
export interface Request {
  /** Chosen by the client, 1 or more; the answer carries it. Id 0 belongs to pushed notices. */
  readonly id: bigint;
  /** A gRPC path such as /cosmos.bank.v1beta1.Query/Balance, or an ABCI query path such as /store/bank/key. */
  readonly path: string;
  readonly data: Uint8Array;
  /** Height to read at, 0 for the latest. */
  readonly height: bigint;
  readonly prove: boolean;
}
export const Request: MessageCodec<Request> = message<Request>(
  "dcm.node.v1.Request",
  () => ({ id: 0n, path: "", data: NO_BYTES, height: 0n, prove: false }),
  [
    [1, "id", "uint64"],
    [2, "path", "string"],
    [3, "data", "bytes"],
    [4, "height", "int64"],
    [5, "prove", "bool"],
  ],
);

/** Response answers one Request, or (id 0) tells that a block was committed: then only height and time_ns are set. */
export interface Response {
  readonly id: bigint;
  readonly code: number;
  readonly codespace: string;
  readonly log: string;
  readonly value: Uint8Array;
  readonly proofOps: tendermint_crypto.ProofOps | undefined;
  readonly height: bigint;
  /** Block time of height, Unix nanoseconds. */
  readonly timeNs: bigint;
  readonly key: Uint8Array;
  readonly index: bigint;
  readonly info: string;
}
export const Response: MessageCodec<Response> = message<Response>(
  "dcm.node.v1.Response",
  () => ({ id: 0n, code: 0, codespace: "", log: "", value: NO_BYTES, proofOps: undefined, height: 0n, timeNs: 0n, key: NO_BYTES, index: 0n, info: "" }),
  [
    [1, "id", "uint64"],
    [2, "code", "uint32"],
    [3, "codespace", "string"],
    [4, "log", "string"],
    [5, "value", "bytes"],
    [6, "proof_ops", "message", { type: () => tendermint_crypto.ProofOps, optional: true }],
    [7, "height", "int64"],
    [8, "time_ns", "int64"],
    [9, "key", "bytes"],
    [10, "index", "int64"],
    [11, "info", "string"],
  ],
);
