// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../codec.js";
import { NO_BYTES } from "../../../bytes.js";
import type { MessageCodec } from "../../../types.js";

/**
 * PubKey defines a secp256k1 public key
 * Key is the compressed form of the pubkey. The first byte depends is a 0x02 byte
 * if the y-coordinate is the lexicographically largest of the two associated with
 * the x-coordinate. Otherwise the first byte is a 0x03.
 * This prefix is followed with the x-coordinate.
 */
export interface PubKey {
  readonly key: Uint8Array;
}
export const PubKey: MessageCodec<PubKey> = message<PubKey>(
  "cosmos.crypto.secp256k1.PubKey",
  () => ({ key: NO_BYTES }),
  [
    [1, "key", "bytes"],
  ],
  { aminoName: "tendermint/PubKeySecp256k1", aminoEncoding: "key_field" },
);

/** PrivKey defines a secp256k1 private key. */
export interface PrivKey {
  readonly key: Uint8Array;
}
export const PrivKey: MessageCodec<PrivKey> = message<PrivKey>(
  "cosmos.crypto.secp256k1.PrivKey",
  () => ({ key: NO_BYTES }),
  [
    [1, "key", "bytes"],
  ],
  { aminoName: "tendermint/PrivKeySecp256k1", aminoEncoding: "key_field" },
);
