// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../../codec.js";
import { NO_BYTES } from "../../../../bytes.js";
import type { MessageCodec } from "../../../../types.js";

/**
 * MultiSignature wraps the signatures from a multisig.LegacyAminoPubKey.
 * See cosmos.tx.v1betata1.ModeInfo.Multi for how to specify which signers
 * signed and with which modes.
 */
export interface MultiSignature {
  readonly signatures: readonly Uint8Array[];
}
export const MultiSignature: MessageCodec<MultiSignature> = message<MultiSignature>(
  "cosmos.crypto.multisig.v1beta1.MultiSignature",
  () => ({ signatures: [] }),
  [
    [1, "signatures", "bytes", { repeated: true }],
  ],
);

/**
 * CompactBitArray is an implementation of a space efficient bit array.
 * This is used to ensure that the encoded data takes up a minimal amount of
 * space after proto encoding.
 * This is not thread safe, and is not intended for concurrent usage.
 */
export interface CompactBitArray {
  readonly extraBitsStored: number;
  readonly elems: Uint8Array;
}
export const CompactBitArray: MessageCodec<CompactBitArray> = message<CompactBitArray>(
  "cosmos.crypto.multisig.v1beta1.CompactBitArray",
  () => ({ extraBitsStored: 0, elems: NO_BYTES }),
  [
    [1, "extra_bits_stored", "uint32"],
    [2, "elems", "bytes"],
  ],
);
