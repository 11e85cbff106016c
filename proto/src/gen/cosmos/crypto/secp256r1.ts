// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../codec.js";
import { NO_BYTES } from "../../../bytes.js";
import type { MessageCodec } from "../../../types.js";

/** PubKey defines a secp256r1 ECDSA public key. */
export interface PubKey {
  /**
   * Point on secp256r1 curve in a compressed representation as specified in section
   * 4.3.6 of ANSI X9.62: https://webstore.ansi.org/standards/ascx9/ansix9621998
   */
  readonly key: Uint8Array;
}
export const PubKey: MessageCodec<PubKey> = message<PubKey>(
  "cosmos.crypto.secp256r1.PubKey",
  () => ({ key: NO_BYTES }),
  [
    [1, "key", "bytes"],
  ],
);

/** PrivKey defines a secp256r1 ECDSA private key. */
export interface PrivKey {
  /** secret number serialized using big-endian encoding */
  readonly secret: Uint8Array;
}
export const PrivKey: MessageCodec<PrivKey> = message<PrivKey>(
  "cosmos.crypto.secp256r1.PrivKey",
  () => ({ secret: NO_BYTES }),
  [
    [1, "secret", "bytes"],
  ],
);
