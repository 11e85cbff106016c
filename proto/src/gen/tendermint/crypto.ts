// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../codec.js";
import { NO_BYTES } from "../../bytes.js";
import type { MessageCodec } from "../../types.js";

/** PublicKey defines the keys available for use with Validators */
export interface PublicKey {
  readonly ed25519: Uint8Array | undefined;
  readonly secp256k1: Uint8Array | undefined;
}
export const PublicKey: MessageCodec<PublicKey> = message<PublicKey>(
  "tendermint.crypto.PublicKey",
  () => ({ ed25519: undefined, secp256k1: undefined }),
  [
    [1, "ed25519", "bytes", { optional: true, oneof: "sum" }],
    [2, "secp256k1", "bytes", { optional: true, oneof: "sum" }],
  ],
);

export interface Proof {
  readonly total: bigint;
  readonly index: bigint;
  readonly leafHash: Uint8Array;
  readonly aunts: readonly Uint8Array[];
}
export const Proof: MessageCodec<Proof> = message<Proof>(
  "tendermint.crypto.Proof",
  () => ({ total: 0n, index: 0n, leafHash: NO_BYTES, aunts: [] }),
  [
    [1, "total", "int64"],
    [2, "index", "int64"],
    [3, "leaf_hash", "bytes"],
    [4, "aunts", "bytes", { repeated: true }],
  ],
);

export interface ValueOp {
  /** Encoded in ProofOp.Key. */
  readonly key: Uint8Array;
  /** To encode in ProofOp.Data */
  readonly proof: Proof | undefined;
}
export const ValueOp: MessageCodec<ValueOp> = message<ValueOp>(
  "tendermint.crypto.ValueOp",
  () => ({ key: NO_BYTES, proof: undefined }),
  [
    [1, "key", "bytes"],
    [2, "proof", "message", { type: () => Proof, optional: true }],
  ],
);

export interface DominoOp {
  readonly key: string;
  readonly input: string;
  readonly output: string;
}
export const DominoOp: MessageCodec<DominoOp> = message<DominoOp>(
  "tendermint.crypto.DominoOp",
  () => ({ key: "", input: "", output: "" }),
  [
    [1, "key", "string"],
    [2, "input", "string"],
    [3, "output", "string"],
  ],
);

/**
 * ProofOp defines an operation used for calculating Merkle root
 * The data could be arbitrary format, providing nessecary data
 * for example neighbouring node hash
 */
export interface ProofOp {
  readonly type: string;
  readonly key: Uint8Array;
  readonly data: Uint8Array;
}
export const ProofOp: MessageCodec<ProofOp> = message<ProofOp>(
  "tendermint.crypto.ProofOp",
  () => ({ type: "", key: NO_BYTES, data: NO_BYTES }),
  [
    [1, "type", "string"],
    [2, "key", "bytes"],
    [3, "data", "bytes"],
  ],
);

/** ProofOps is Merkle proof defined by the list of ProofOps */
export interface ProofOps {
  readonly ops: readonly ProofOp[];
}
export const ProofOps: MessageCodec<ProofOps> = message<ProofOps>(
  "tendermint.crypto.ProofOps",
  () => ({ ops: [] }),
  [
    [1, "ops", "message", { type: () => ProofOp, repeated: true }],
  ],
);
