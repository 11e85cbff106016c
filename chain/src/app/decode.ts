import {
  CodecError,
  checkTxRaw,
  fromHex,
  type MessageCodec,
  messageByTypeUrl,
  rejectUnknownFields,
  timestampText,
} from "@dcm/proto";
import { LegacyAminoPubKey } from "@dcm/proto/gen/cosmos/crypto/multisig";
import { AuthInfo, TxBody, TxRaw } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import type { Any } from "@dcm/proto/gen/google/protobuf";
import { type Address, accountIn, type DecodedMsg, decodeMsg, messageSigners } from "../kernel/index.js";

/** A transaction whose bytes were found well formed. The received bytes stay what is hashed and signed. */
export interface DecodedTx {
  readonly bytes: Uint8Array;
  /** Its sha256, as hex and as bytes. */
  readonly id: string;
  readonly hash: Uint8Array;
  readonly bodyBytes: Uint8Array;
  readonly authInfoBytes: Uint8Array;
  readonly body: TxBody;
  readonly authInfo: AuthInfo;
  readonly signatures: readonly Uint8Array[];
  readonly messages: readonly DecodedMsg[];
  /** TxBody carries unknown fields that only some sign modes allow. */
  readonly hasUnknownNonCriticals: boolean;
}

/**
 * Reads a transaction: ADR-027 on TxRaw, no unknown fields but non-critical ones of TxBody, known messages.
 *
 * @param bytes  nobody may change them any more
 * @param id     their sha256 in hex
 * @throws CodecError  what is wrong with the bytes
 * @see Cosmos SDK v0.53, x/auth/tx/decoder.go
 */
export function decodeTx(bytes: Uint8Array, id: string): DecodedTx {
  checkTxRaw(bytes);
  requireKnownFields(TxRaw, bytes);
  const { bodyBytes, authInfoBytes, signatures } = TxRaw.decodeLasting(bytes);
  const resolve = messageByTypeUrl;
  const hasUnknownNonCriticals = rejectUnknownFields(bodyBytes, TxBody, { allowNonCritical: true, resolve });
  const body = TxBody.decodeLasting(bodyBytes);
  // Go has no moment outside the years 1 to 9999.
  if (body.timeoutTimestamp !== undefined) timestampText(body.timeoutTimestamp, "shortest");
  requireKnownFields(AuthInfo, authInfoBytes);
  const authInfo = AuthInfo.decodeLasting(authInfoBytes);
  for (const { publicKey } of authInfo.signerInfos) requireKey(publicKey);
  // No type of extension is known, critical or not.
  if (body.extensionOptions.length + body.nonCriticalExtensionOptions.length > 0)
    throw new CodecError("no registered implementations of type tx.TxExtensionOptionI");
  const messages = body.messages.map(decodeMsg);
  return {
    bytes,
    id,
    hash: fromHex(id),
    bodyBytes,
    authInfoBytes,
    body,
    authInfo,
    signatures,
    messages,
    hasUnknownNonCriticals,
  };
}

/**
 * Who must sign: the signers of all messages in order of first appearance, then the fee payer.
 *
 * @param prefix  the chain's address prefix
 * @throws undefined 1  a signer's address is not one of this chain
 */
export function signersOf(tx: DecodedTx, prefix: string): readonly Address[] {
  const signers = new Set<Address>();
  for (const message of tx.messages) for (const signer of messageSigners(message, prefix)) signers.add(signer);
  const payer = tx.authInfo.fee?.payer ?? "";
  if (payer !== "") signers.add(accountIn(payer, prefix));
  return [...signers];
}

/** Refuses bytes with any field that the message does not have, at any depth. */
export function requireKnownFields<T>(codec: MessageCodec<T>, bytes: Uint8Array): void {
  rejectUnknownFields(bytes, codec as MessageCodec, { allowNonCritical: false, resolve: messageByTypeUrl });
}

/** Public keys are read with the transaction, those inside multi-signature keys too (UnpackInterfaces). */
function requireKey(packed: Any | undefined): void {
  if (packed === undefined) return;
  const { typeUrl, value } = packed;
  const key = typeUrl.startsWith(KEYS) ? messageByTypeUrl(typeUrl)?.decodeLasting(value) : undefined;
  if (key === undefined)
    throw new CodecError(`no concrete type registered for type URL ${typeUrl} against interface *types.PubKey`);
  if (typeUrl === LegacyAminoPubKey.typeUrl) for (const each of (key as LegacyAminoPubKey).publicKeys) requireKey(each);
}

const KEYS = "/cosmos.crypto.";
