import { type AminoNames, sdkNames } from "./amino-names.js";
import { utf8ToBytes } from "./bytes.js";
import { CodecError } from "./error.js";
import { Coin } from "./gen/cosmos/base/v1beta1.js";
import type { Fee, TxBody } from "./gen/cosmos/tx/v1beta1.js";
import { SignDoc } from "./gen/cosmos/tx/v1beta1.js";
import { Any, Timestamp } from "./gen/google/protobuf.js";
import { sortedJson } from "./json.js";
import { withAminoNames } from "./special.js";
import type { JsonValue } from "./types.js";

/** What a signature binds besides the transaction itself. */
export interface SignerData {
  readonly chainId: string;
  readonly accountNumber: bigint;
  readonly sequence: bigint;
}

/** The bytes that SIGN_MODE_DIRECT signs, over body and auth info as they were received. */
export function directSignBytes(
  bodyBytes: Uint8Array,
  authInfoBytes: Uint8Array,
  signer: Omit<SignerData, "sequence">,
): Uint8Array {
  return SignDoc.encode({ bodyBytes, authInfoBytes, chainId: signer.chainId, accountNumber: signer.accountNumber });
}

/**
 * The bytes that SIGN_MODE_LEGACY_AMINO_JSON signs: the sorted, compact JSON of StdSignDoc, worked out from the proto
 * transaction. Whoever verifies must also have refused unknown non-critical fields of the body, and try CosmJS's names of
 * messages after the SDK's.
 *
 * @throws CodecError  extension options, no fee, or a message without amino JSON
 * @see Cosmos SDK x/tx v0.14, signing/aminojson/aminojson.go
 */
export function aminoSignBytes(
  body: TxBody,
  fee: Fee | undefined,
  signer: SignerData,
  names: AminoNames = sdkNames,
): Uint8Array {
  return utf8ToBytes(sortedJson(withAminoNames(names, () => aminoSignDoc(body, fee, signer))));
}

/** The document behind `aminoSignBytes`. */
export function aminoSignDoc(body: TxBody, fee: Fee | undefined, signer: SignerData): JsonValue {
  if (body.extensionOptions.length > 0 || body.nonCriticalExtensionOptions.length > 0)
    throw new CodecError("SIGN_MODE_LEGACY_AMINO_JSON does not support protobuf extension options: invalid request");
  if (fee === undefined) throw new CodecError("fee cannot be nil when tipper is not signer");
  return {
    account_number: String(signer.accountNumber),
    chain_id: signer.chainId,
    fee: {
      amount: fee.amount.map((coin) => Coin.toAmino(coin)),
      gas: String(fee.gasLimit),
      ...(fee.granter === "" ? {} : { granter: fee.granter }),
      ...(fee.payer === "" ? {} : { payer: fee.payer }),
    },
    memo: body.memo,
    msgs: body.messages.map((any) => Any.toAmino(any)),
    sequence: String(signer.sequence),
    ...(body.timeoutHeight === 0n ? {} : { timeout_height: String(body.timeoutHeight) }),
    ...(body.timeoutTimestamp === undefined ? {} : { timeout_timestamp: Timestamp.toAmino(body.timeoutTimestamp) }),
    ...(body.unordered ? { unordered: true } : {}),
  };
}
