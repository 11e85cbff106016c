// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../codec.js";
import { NO_BYTES } from "../../../bytes.js";
import type { MessageCodec } from "../../../types.js";
import * as tendermint_crypto from "../../../gen/tendermint/crypto.js";

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
