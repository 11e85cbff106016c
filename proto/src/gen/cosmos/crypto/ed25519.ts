// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../codec.js";
import { NO_BYTES } from "../../../bytes.js";
import type { MessageCodec } from "../../../types.js";

/**
 * PubKey is an ed25519 public key for handling Tendermint keys in SDK.
 * It's needed for Any serialization and SDK compatibility.
 * It must not be used in a non Tendermint key context because it doesn't implement
 * ADR-28. Nevertheless, you will like to use ed25519 in app user level
 * then you must create a new proto message and follow ADR-28 for Address construction.
 */
export interface PubKey {
  readonly key: Uint8Array;
}
export const PubKey: MessageCodec<PubKey> = message<PubKey>(
  "cosmos.crypto.ed25519.PubKey",
  () => ({ key: NO_BYTES }),
  [
    [1, "key", "bytes"],
  ],
  { aminoName: "tendermint/PubKeyEd25519", aminoEncoding: "key_field" },
);

/**
 * PrivKey defines a ed25519 private key.
 * NOTE: ed25519 keys must not be used in SDK apps except in a tendermint validator context.
 */
export interface PrivKey {
  readonly key: Uint8Array;
}
export const PrivKey: MessageCodec<PrivKey> = message<PrivKey>(
  "cosmos.crypto.ed25519.PrivKey",
  () => ({ key: NO_BYTES }),
  [
    [1, "key", "bytes"],
  ],
  { aminoName: "tendermint/PrivKeyEd25519", aminoEncoding: "key_field" },
);
