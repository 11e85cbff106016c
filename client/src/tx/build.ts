import { aminoSignDoc, type Input, type MessageCodec, messageByTypeUrl, type SecondsNanos, toHex } from "@dcm/proto";
import { PubKey } from "@dcm/proto/gen/cosmos/crypto/secp256k1";
import { SignMode } from "@dcm/proto/gen/cosmos/tx/signing/v1beta1";
import { AuthInfo, TxBody, Fee as TxFee, TxRaw } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { sha256 } from "@noble/hashes/sha2.js";
import { base64 } from "@scure/base";
import { clientError } from "../error.js";
import type { StdFee, StdSignDoc } from "../keys/stdSignDoc.js";
import type { AccountState } from "./sequences.js";
import { type Signer, type SignerAccount, signsAmino, signsDirect } from "./signers.js";

/** A message to send: CosmJS's EncodeObject. */
export interface Message {
  readonly typeUrl: string;
  readonly value: unknown;
}

/** What the sender pays for gas, in base units. */
export interface Fee {
  readonly gas: bigint;
  readonly amount: bigint;
  readonly denom: string;
  readonly granter?: string | undefined;
  readonly payer?: string | undefined;
}

/** All of a transaction but its signature. */
export interface Draft {
  readonly messages: readonly Message[];
  readonly memo: string;
  readonly timeoutHeight: bigint;
  /** Of an unordered transaction, which has no sequence: its last moment, its own among those of the account. */
  readonly unorderedUntil?: SecondsNanos | undefined;
  readonly fee: Fee;
}

/** A transaction that can be handed to any node. */
export interface SignedTx {
  /** TxRaw */
  readonly bytes: Uint8Array;
  /** upper-case hex of sha256(bytes), known before anybody has seen it */
  readonly hash: string;
  readonly sequence: bigint;
  readonly fee: Fee;
}

/**
 * Makes a message to send from any part of its fields.
 *
 * @param codec    the message's codec, from `@dcm/proto/gen/…`
 * @param partial  its fields; those left out have their default
 * @returns the message, for `client.tx.send` and for CosmJS with our registry
 * @throws what the codec says of fields that are unknown or out of range
 * @example
 * msg(MsgSend, { fromAddress, toAddress, amount: [{ denom: "udcm", amount: 1n }] }).typeUrl; // "/cosmos.bank.v1beta1.MsgSend"
 */
export function msg<T>(codec: MessageCodec<T>, partial: Input<T>): Message {
  return { typeUrl: codec.typeUrl, value: codec.fromPartial(partial) };
}

/** Signs a draft, in SIGN_MODE_DIRECT when the signer can, else in amino JSON. */
export function signTx(
  signer: Signer,
  account: SignerAccount,
  draft: Draft,
  state: AccountState & { readonly chainId: string },
  mode?: "direct" | "amino",
): Promise<SignedTx> {
  if (mode !== "amino" && signsDirect(signer)) return signDirect(signer, account, draft, state);
  if (mode !== "direct" && signsAmino(signer)) return signAmino(signer, account, draft, state);
  throw clientError("SIGNER_MISSING", `the signer cannot sign in ${mode ?? "any known"} mode`);
}

/** The bytes that simulation wants: everything but a signature. */
export function unsignedTx(account: SignerAccount, draft: Draft, sequence: bigint): Uint8Array {
  const authInfoBytes = encodeAuthInfo(account, draft.fee, sequence, SignMode.UNSPECIFIED);
  return encodeRaw(encodeBody(draft), authInfoBytes, new Uint8Array(0));
}

/**
 * Gives a transaction's hash, as nodes and explorers name it.
 *
 * @param bytes  TxRaw
 * @returns upper-case hex of its sha256
 * @example
 * txHash(new Uint8Array(0)).slice(0, 8); // "E3B0C442"
 */
export function txHash(bytes: Uint8Array): string {
  return toHex(sha256(bytes)).toUpperCase();
}

type State = AccountState & { readonly chainId: string };

async function signDirect(
  signer: Extract<Signer, { signDirect: unknown }>,
  account: SignerAccount,
  draft: Draft,
  { accountNumber, sequence, chainId }: State,
): Promise<SignedTx> {
  const bodyBytes = encodeBody(draft);
  const authInfoBytes = encodeAuthInfo(account, draft.fee, sequence, SignMode.DIRECT);
  const doc = { bodyBytes, authInfoBytes, chainId, accountNumber };
  const { signed, signature } = await signer.signDirect(account.address, doc);
  const bytes = encodeRaw(signed.bodyBytes, signed.authInfoBytes, base64.decode(signature.signature));
  return { bytes, hash: txHash(bytes), sequence, fee: draft.fee };
}

async function signAmino(
  signer: Extract<Signer, { signAmino: unknown }>,
  account: SignerAccount,
  draft: Draft,
  state: State,
): Promise<SignedTx> {
  const doc = aminoSignDoc(bodyOf(draft), feeOf(draft.fee), state) as unknown as StdSignDoc;
  const { signed, signature } = await signer.signAmino(account.address, doc);
  // A wallet may have changed the fee or the memo before signing: what was signed counts.
  const fee = readStdFee(signed.fee, draft.fee.denom);
  const bodyBytes = encodeBody({ ...draft, memo: signed.memo });
  const authInfoBytes = encodeAuthInfo(account, fee, BigInt(signed.sequence), SignMode.LEGACY_AMINO_JSON);
  const bytes = encodeRaw(bodyBytes, authInfoBytes, base64.decode(signature.signature));
  return { bytes, hash: txHash(bytes), sequence: BigInt(signed.sequence), fee };
}

function readStdFee({ amount: coins, gas, granter, payer }: StdFee, denom: string): Fee {
  const [coin = { denom, amount: "0" }] = coins;
  return { gas: BigInt(gas), amount: BigInt(coin.amount), denom: coin.denom, granter, payer };
}

function encodeBody(draft: Draft): Uint8Array {
  return TxBody.encode(bodyOf(draft));
}

/**
 * Makes the body of a transaction.
 *
 * @param draft  its messages, memo and last height (0 for none); `unorderedUntil` for a transaction without a sequence
 * @returns the body
 * @throws BAD_REQUEST  a message that this library does not know
 * @example
 * bodyOf({ messages: [], memo: "hello", timeoutHeight: 0n }).memo; // "hello"
 */
export function bodyOf({ messages, memo, timeoutHeight, unorderedUntil }: Omit<Draft, "fee">): TxBody {
  const any = messages.map(({ typeUrl, value }) => ({ typeUrl, value: codecOf(typeUrl).encode(value) }));
  const unordered = unorderedUntil === undefined ? {} : { unordered: true, timeoutTimestamp: unorderedUntil };
  return TxBody.fromPartial({ messages: any, memo, timeoutHeight, ...unordered });
}

/**
 * Chooses the last moment of an unordered transaction that is made now: no other of the account may have the same.
 *
 * @param durationMs  ms from now, at most 600 000: the chain refuses more
 * @returns the moment; its nanoseconds are drawn
 * @example
 * unorderedUntil(60_000).seconds > 0n; // true
 */
export function unorderedUntil(durationMs: number): SecondsNanos {
  const ms = Date.now() + durationMs;
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return { seconds: BigInt(Math.floor(ms / 1000)), nanos: (ms % 1000) * 1_000_000 + (random % 1_000_000) };
}

function feeOf({ gas: gasLimit, amount: sum, denom, payer = "", granter = "" }: Fee): TxFee {
  return TxFee.fromPartial({ amount: sum > 0n ? [{ denom, amount: sum }] : [], gasLimit, payer, granter });
}

function encodeAuthInfo({ pubkey }: SignerAccount, fee: Fee, sequence: bigint, mode: SignMode): Uint8Array {
  const publicKey = { typeUrl: PubKey.typeUrl, value: PubKey.encode(PubKey.fromPartial({ key: pubkey })) };
  const signerInfos = [{ publicKey, modeInfo: { single: { mode } }, sequence }];
  return AuthInfo.encode(AuthInfo.fromPartial({ signerInfos, fee: feeOf(fee) }));
}

function encodeRaw(bodyBytes: Uint8Array, authInfoBytes: Uint8Array, signature: Uint8Array): Uint8Array {
  return TxRaw.encode(TxRaw.fromPartial({ bodyBytes, authInfoBytes, signatures: [signature] }));
}

function codecOf(typeUrl: string): MessageCodec<unknown> {
  const codec = messageByTypeUrl(typeUrl);
  if (!codec) throw clientError("BAD_REQUEST", `${typeUrl} is not a message that this library knows`);
  return codec as MessageCodec<unknown>;
}
