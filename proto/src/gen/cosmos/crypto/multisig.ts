// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../codec.js";
import type { MessageCodec } from "../../../types.js";
import * as google_protobuf from "../../../gen/google/protobuf.js";

/**
 * LegacyAminoPubKey specifies a public key type
 * which nests multiple public keys and a threshold,
 * it uses legacy amino address rules.
 */
export interface LegacyAminoPubKey {
  readonly threshold: number;
  readonly publicKeys: readonly google_protobuf.Any[];
}
export const LegacyAminoPubKey: MessageCodec<LegacyAminoPubKey> = message<LegacyAminoPubKey>(
  "cosmos.crypto.multisig.LegacyAminoPubKey",
  () => ({ threshold: 0, publicKeys: [] }),
  [
    [1, "threshold", "uint32"],
    [2, "public_keys", "message", { type: () => google_protobuf.Any, repeated: true, amino: { name: "pubkeys" } }],
  ],
  { aminoName: "tendermint/PubKeyMultisigThreshold", aminoEncoding: "threshold_string" },
);
