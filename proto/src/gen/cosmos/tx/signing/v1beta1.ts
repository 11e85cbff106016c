// Generated from the .proto files by proto/generate; do not edit.
import { enumInfo, message } from "../../../../codec.js";
import { NO_BYTES } from "../../../../bytes.js";
import type { MessageCodec } from "../../../../types.js";
import * as cosmos_crypto_multisig_v1beta1 from "../../../../gen/cosmos/crypto/multisig/v1beta1.js";
import * as google_protobuf from "../../../../gen/google/protobuf.js";

/**
 * SignMode represents a signing mode with its own security guarantees.
 *
 * This enum should be considered a registry of all known sign modes
 * in the Cosmos ecosystem. Apps are not expected to support all known
 * sign modes. Apps that would like to support custom  sign modes are
 * encouraged to open a small PR against this file to add a new case
 * to this SignMode enum describing their sign mode so that different
 * apps have a consistent version of this enum.
 */
export const SignMode = {
  /**
   * SIGN_MODE_UNSPECIFIED specifies an unknown signing mode and will be
   * rejected.
   */
  UNSPECIFIED: 0,
  /**
   * SIGN_MODE_DIRECT specifies a signing mode which uses SignDoc and is
   * verified with raw bytes from Tx.
   */
  DIRECT: 1,
  /**
   * SIGN_MODE_TEXTUAL is a future signing mode that will verify some
   * human-readable textual representation on top of the binary representation
   * from SIGN_MODE_DIRECT.
   *
   * Since: cosmos-sdk 0.50
   */
  TEXTUAL: 2,
  /**
   * SIGN_MODE_DIRECT_AUX specifies a signing mode which uses
   * SignDocDirectAux. As opposed to SIGN_MODE_DIRECT, this sign mode does not
   * require signers signing over other signers' `signer_info`.
   *
   * Since: cosmos-sdk 0.46
   */
  DIRECT_AUX: 3,
  /**
   * SIGN_MODE_LEGACY_AMINO_JSON is a backwards compatibility mode which uses
   * Amino JSON and will be removed in the future.
   */
  LEGACY_AMINO_JSON: 127,
  /**
   * SIGN_MODE_EIP_191 specifies the sign mode for EIP 191 signing on the Cosmos
   * SDK. Ref: https://eips.ethereum.org/EIPS/eip-191
   *
   * Currently, SIGN_MODE_EIP_191 is registered as a SignMode enum variant,
   * but is not implemented on the SDK by default. To enable EIP-191, you need
   * to pass a custom `TxConfig` that has an implementation of
   * `SignModeHandler` for EIP-191. The SDK may decide to fully support
   * EIP-191 in the future.
   *
   * Since: cosmos-sdk 0.45.2
   */
  EIP_191: 191,
} as const;
export type SignMode = (typeof SignMode)[keyof typeof SignMode];
export const SignModeInfo = enumInfo("cosmos.tx.signing.v1beta1.SignMode", { SIGN_MODE_UNSPECIFIED: 0, SIGN_MODE_DIRECT: 1, SIGN_MODE_TEXTUAL: 2, SIGN_MODE_DIRECT_AUX: 3, SIGN_MODE_LEGACY_AMINO_JSON: 127, SIGN_MODE_EIP_191: 191 });

/** SignatureDescriptors wraps multiple SignatureDescriptor's. */
export interface SignatureDescriptors {
  /** signatures are the signature descriptors */
  readonly signatures: readonly SignatureDescriptor[];
}
export const SignatureDescriptors: MessageCodec<SignatureDescriptors> = message<SignatureDescriptors>(
  "cosmos.tx.signing.v1beta1.SignatureDescriptors",
  () => ({ signatures: [] }),
  [
    [1, "signatures", "message", { type: () => SignatureDescriptor, repeated: true }],
  ],
);

/**
 * SignatureDescriptor is a convenience type which represents the full data for
 * a signature including the public key of the signer, signing modes and the
 * signature itself. It is primarily used for coordinating signatures between
 * clients.
 */
export interface SignatureDescriptor {
  /** public_key is the public key of the signer */
  readonly publicKey: google_protobuf.Any | undefined;
  readonly data: SignatureDescriptor_Data | undefined;
  /**
   * sequence is the sequence of the account, which describes the
   * number of committed transactions signed by a given address. It is used to prevent
   * replay attacks.
   */
  readonly sequence: bigint;
}
export const SignatureDescriptor: MessageCodec<SignatureDescriptor> = message<SignatureDescriptor>(
  "cosmos.tx.signing.v1beta1.SignatureDescriptor",
  () => ({ publicKey: undefined, data: undefined, sequence: 0n }),
  [
    [1, "public_key", "message", { type: () => google_protobuf.Any, optional: true }],
    [2, "data", "message", { type: () => SignatureDescriptor_Data, optional: true }],
    [3, "sequence", "uint64"],
  ],
);

/** Data represents signature data */
export interface SignatureDescriptor_Data {
  /** single represents a single signer */
  readonly single: SignatureDescriptor_Data_Single | undefined;
  /** multi represents a multisig signer */
  readonly multi: SignatureDescriptor_Data_Multi | undefined;
}
export const SignatureDescriptor_Data: MessageCodec<SignatureDescriptor_Data> = message<SignatureDescriptor_Data>(
  "cosmos.tx.signing.v1beta1.SignatureDescriptor.Data",
  () => ({ single: undefined, multi: undefined }),
  [
    [1, "single", "message", { type: () => SignatureDescriptor_Data_Single, optional: true, oneof: "sum" }],
    [2, "multi", "message", { type: () => SignatureDescriptor_Data_Multi, optional: true, oneof: "sum" }],
  ],
);

/** Single is the signature data for a single signer */
export interface SignatureDescriptor_Data_Single {
  /** mode is the signing mode of the single signer */
  readonly mode: SignMode;
  /** signature is the raw signature bytes */
  readonly signature: Uint8Array;
}
export const SignatureDescriptor_Data_Single: MessageCodec<SignatureDescriptor_Data_Single> = message<SignatureDescriptor_Data_Single>(
  "cosmos.tx.signing.v1beta1.SignatureDescriptor.Data.Single",
  () => ({ mode: 0 as never, signature: NO_BYTES }),
  [
    [1, "mode", "enum", { type: () => SignModeInfo }],
    [2, "signature", "bytes"],
  ],
);

/** Multi is the signature data for a multisig public key */
export interface SignatureDescriptor_Data_Multi {
  /** bitarray specifies which keys within the multisig are signing */
  readonly bitarray: cosmos_crypto_multisig_v1beta1.CompactBitArray | undefined;
  /** signatures is the signatures of the multi-signature */
  readonly signatures: readonly SignatureDescriptor_Data[];
}
export const SignatureDescriptor_Data_Multi: MessageCodec<SignatureDescriptor_Data_Multi> = message<SignatureDescriptor_Data_Multi>(
  "cosmos.tx.signing.v1beta1.SignatureDescriptor.Data.Multi",
  () => ({ bitarray: undefined, signatures: [] }),
  [
    [1, "bitarray", "message", { type: () => cosmos_crypto_multisig_v1beta1.CompactBitArray, optional: true }],
    [2, "signatures", "message", { type: () => SignatureDescriptor_Data, repeated: true }],
  ],
);
