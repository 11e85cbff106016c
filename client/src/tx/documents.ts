import {
  aminoSignBytes,
  aminoSignDoc,
  cosmjsNames,
  directSignBytes,
  fromBech32,
  messageByTypeUrl,
  type SignerData,
  sdkNames,
  signersOf,
  toBech32,
} from "@dcm/proto";
import { MultiSignature } from "@dcm/proto/gen/cosmos/crypto/multisig/v1beta1";
import { SignatureDescriptor, type SignatureDescriptor_Data, SignMode } from "@dcm/proto/gen/cosmos/tx/signing/v1beta1";
import { AuthInfo, type ModeInfo, Tx, TxBody, TxRaw } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { base64 } from "@scure/base";
import { clientError } from "../error.js";
import {
  type MultisigKey,
  type PublicKey,
  packPublicKey,
  publicKeyAddress,
  readPublicKey,
} from "../keys/publicKeys.js";
import type { StdSignDoc } from "../keys/stdSignDoc.js";
import type { AminoSigner, DirectSigner } from "./signers.js";

/** How one account signs a transaction. */
export interface SignDocumentOptions extends SignerData {
  /** The key whose signature this becomes, or becomes a part of. */
  readonly publicKey: PublicKey;
  /** The account that the key signs with, as the signer knows it. */
  readonly address: string;
  readonly mode: "direct" | "amino";
}

/**
 * Lists who must sign a transaction: the signers of its messages in order of first appearance, then the fee payer.
 *
 * @param tx      the transaction, signed or not
 * @param prefix  the chain's bech32 prefix
 * @returns account addresses, each once
 * @throws BAD_REQUEST  a message that this library does not know
 * @see Cosmos SDK v0.53, x/auth/tx/builder.go, GetSigners
 * @example
 * requiredSigners({ body: { messages: [] }, authInfo: { fee: { payer: fromAddress } } }, "dcm").length; // 1
 */
export function requiredSigners(tx: Pick<Tx, "body" | "authInfo">, prefix: string): readonly string[] {
  const signers = (tx.body?.messages ?? []).flatMap(({ typeUrl, value }) => {
    const codec = messageByTypeUrl(typeUrl);
    if (!codec) throw clientError("BAD_REQUEST", `${typeUrl} is not a message that this library knows`);
    return signersOf(codec, codec.decode(value));
  });
  const payer = tx.authInfo?.fee?.payer ?? "";
  const all = payer === "" ? signers : [...signers, payer];
  return [...new Set(all.map((text) => toBech32(prefix, fromBech32(text).data)))];
}

/**
 * Signs a transaction as one of its signers.
 *
 * @param tx       the transaction; of `direct` it keeps this signer alone
 * @param signer   holds the key
 * @param options  chain, account number, sequence, the key and the mode
 * @returns the signature with its key, for `withSignatures` or `combineSignatures`
 * @throws SIGNER_MISSING  the signer cannot sign in that mode
 * @example
 * const state = { chainId: "dcm-local-1", accountNumber: 7n, sequence: 3n };
 * const publicKey = { type: "secp256k1", key: signer.pubkey };
 * const { sequence } = await signDocument(tx, signer, { ...state, address: signer.address, publicKey, mode: "amino" });
 * sequence; // 3n
 */
export async function signDocument(
  tx: Tx,
  signer: Partial<DirectSigner & AminoSigner>,
  options: SignDocumentOptions,
): Promise<SignatureDescriptor> {
  const { publicKey, sequence, mode } = options;
  const signMode = mode === "direct" ? SignMode.DIRECT : SignMode.LEGACY_AMINO_JSON;
  const signature = mode === "direct" ? await signDirect(tx, signer, options) : await signAmino(tx, signer, options);
  const data = { single: { mode: signMode, signature: base64.decode(signature) } };
  return SignatureDescriptor.fromPartial({ publicKey: packPublicKey(publicKey), data, sequence });
}

/**
 * Puts the signatures of some keys of a multi-signature key together.
 *
 * @param key         the multi-signature key
 * @param signatures  of its keys, in any order; of one key the last counts
 * @param sequence    of the multi-signature account
 * @returns the account's signature
 * @throws KEY_BAD_FILE  a signature of no key of it, or fewer than its threshold
 * @see Cosmos SDK v0.53, crypto/types/multisig/multisignature.go
 * @example
 * const key = multisigKey([{ type: "secp256k1", key: signer.pubkey }], 1);
 * combineSignatures(key, [await signDocument(tx, signer, signing)], 3n).sequence; // 3n
 */
export function combineSignatures(
  key: MultisigKey,
  signatures: readonly SignatureDescriptor[],
  sequence: bigint,
): SignatureDescriptor {
  const texts = key.keys.map(keyText);
  const found = new Map<number, SignatureDescriptor_Data>();
  for (const { publicKey, data } of signatures) {
    const at = publicKey === undefined ? -1 : texts.indexOf(keyText(readPublicKey(publicKey)));
    if (at < 0 || data === undefined)
      throw clientError("KEY_BAD_FILE", "a signature is of no key of the multi-signature key");
    found.set(at, data);
  }
  if (found.size < key.threshold)
    throw clientError("KEY_BAD_FILE", `${key.threshold} signatures are needed, got ${found.size}`);
  const parts = [...found].sort(([a], [b]) => a - b);
  const data = {
    multi: {
      bitarray: bitsOf(
        parts.map(([at]) => at),
        texts.length,
      ),
      signatures: parts.map(([, part]) => part),
    },
  };
  return SignatureDescriptor.fromPartial({ publicKey: packPublicKey(key), data, sequence });
}

/**
 * Reads the signatures that a transaction carries.
 *
 * @param tx  the transaction
 * @returns one for each signer info that has a signature and a key
 * @example
 * signaturesOf(tx).length; // 0
 */
export function signaturesOf({ authInfo, signatures }: Tx): readonly SignatureDescriptor[] {
  return (authInfo?.signerInfos ?? []).flatMap(({ publicKey, modeInfo, sequence }, i) => {
    const signature = signatures[i];
    if (publicKey === undefined || modeInfo === undefined || signature === undefined) return [];
    return [SignatureDescriptor.fromPartial({ publicKey, data: dataOf(modeInfo, signature), sequence })];
  });
}

/**
 * Puts signatures into a transaction, in the order that the chain wants them.
 *
 * @param tx          the transaction
 * @param signatures  one of each signer that has signed so far
 * @param prefix      the chain's bech32 prefix
 * @returns the transaction with these signatures and no other
 * @throws BAD_REQUEST  a signature of somebody who has not to sign
 * @example
 * withSignatures(tx, [await signDocument(tx, signer, signing)], "dcm").signatures.length; // 1
 */
export function withSignatures(tx: Tx, signatures: readonly SignatureDescriptor[], prefix: string): Tx {
  const wanted = requiredSigners(tx, prefix);
  const placed = signatures.map((each) => ({ each, at: wanted.indexOf(signerOf(each, prefix)) }));
  const stranger = placed.find(({ at }) => at < 0);
  if (stranger) throw clientError("BAD_REQUEST", `${signerOf(stranger.each, prefix)} does not sign this transaction`);
  const inOrder = placed.sort((a, b) => a.at - b.at).map(({ each }) => each);
  return Tx.fromPartial({
    body: tx.body,
    authInfo: {
      fee: tx.authInfo?.fee,
      signerInfos: inOrder.map(({ publicKey, data, sequence }) => ({ publicKey, modeInfo: modeOf(data), sequence })),
    },
    signatures: inOrder.map(({ data }) => signatureBytes(data)),
  } as never);
}

/**
 * Tells why a signature of a transaction is not right, as the chain would.
 *
 * @param tx         the whole transaction
 * @param signature  one of its signatures
 * @param state      chain, account number and sequence of the signer
 * @returns what is wrong, or undefined
 * @example
 * signatureFault(tx, await signDocument(tx, signer, signing), signing); // undefined
 */
export function signatureFault(tx: Tx, signature: SignatureDescriptor, state: SignerData): string | undefined {
  if (signature.publicKey === undefined || signature.data === undefined) return "no signature";
  return faultOf(tx, readPublicKey(signature.publicKey), signature.data, state);
}

/**
 * Gives the account that a signature is of.
 *
 * @param signature  with its public key
 * @param prefix     the chain's bech32 prefix
 * @returns the address
 * @throws KEY_BAD_FILE  it has no public key, or one that is not supported
 * @example
 * signerOf(await signDocument(tx, signer, signing), "dcm") === signer.address; // true
 */
export function signerOf({ publicKey }: SignatureDescriptor, prefix: string): string {
  if (publicKey === undefined) throw clientError("KEY_BAD_FILE", "a signature has no public key");
  return publicKeyAddress(readPublicKey(publicKey), prefix);
}

/**
 * Encodes a transaction.
 *
 * @param tx  the transaction
 * @returns TxRaw
 * @example
 * txHash(txBytes(tx)).length; // 64
 */
export function txBytes({ body, authInfo, signatures }: Tx): Uint8Array {
  const bodyBytes = TxBody.encode(TxBody.fromPartial((body ?? {}) as never));
  const authInfoBytes = AuthInfo.encode(AuthInfo.fromPartial((authInfo ?? {}) as never));
  return TxRaw.encode({ bodyBytes, authInfoBytes, signatures });
}

async function signDirect(tx: Tx, signer: Partial<DirectSigner>, options: SignDocumentOptions): Promise<string> {
  const { publicKey, sequence, address, chainId, accountNumber } = options;
  if (!signer.signDirect) throw clientError("SIGNER_MISSING", "the signer cannot sign in direct mode");
  const signerInfos = [
    { publicKey: packPublicKey(publicKey), modeInfo: { single: { mode: SignMode.DIRECT } }, sequence },
  ];
  const bodyBytes = TxBody.encode(bodyOf(tx));
  const authInfoBytes = AuthInfo.encode(AuthInfo.fromPartial({ signerInfos, fee: tx.authInfo?.fee } as never));
  const { signature } = await signer.signDirect(address, { bodyBytes, authInfoBytes, chainId, accountNumber });
  return signature.signature;
}

async function signAmino(tx: Tx, signer: Partial<AminoSigner>, options: SignDocumentOptions): Promise<string> {
  if (!signer.signAmino) throw clientError("SIGNER_MISSING", "the signer cannot sign in amino mode");
  const doc = aminoSignDoc(bodyOf(tx), tx.authInfo?.fee, options) as unknown as StdSignDoc;
  const { signature } = await signer.signAmino(options.address, doc);
  return signature.signature;
}

function bodyOf({ body }: Tx): TxBody {
  if (!body) throw clientError("BAD_REQUEST", "the transaction has no body");
  return body;
}

function keyText(key: PublicKey): string {
  return base64.encode(packPublicKey(key).value);
}

/** The most significant bit first; 0 extra bits mean that the last byte is full. */
function bitsOf(set: readonly number[], size: number) {
  const elems = new Uint8Array(Math.ceil(size / 8));
  for (const at of set) elems[at >> 3] = (elems[at >> 3] ?? 0) | (0x80 >> (at & 7));
  return { extraBitsStored: size % 8, elems };
}

function modeOf(data: SignatureDescriptor_Data | undefined): ModeInfo {
  if (data?.single) return { single: { mode: data.single.mode } } as ModeInfo;
  const { bitarray, signatures = [] } = data?.multi ?? {};
  return { single: undefined, multi: { bitarray, modeInfos: signatures.map(modeOf) } };
}

function signatureBytes(data: SignatureDescriptor_Data | undefined): Uint8Array {
  if (data?.single) return data.single.signature;
  return MultiSignature.encode({ signatures: (data?.multi?.signatures ?? []).map(signatureBytes) });
}

function dataOf(mode: ModeInfo, signature: Uint8Array): SignatureDescriptor_Data {
  if (mode.single) return { single: { mode: mode.single.mode, signature } } as SignatureDescriptor_Data;
  const parts = MultiSignature.decode(signature).signatures;
  const modes = mode.multi?.modeInfos ?? [];
  const signatures = modes.map((each, i) => dataOf(each, parts[i] ?? new Uint8Array(0)));
  return { single: undefined, multi: { bitarray: mode.multi?.bitarray, signatures } };
}

function faultOf(tx: Tx, key: PublicKey, data: SignatureDescriptor_Data, state: SignerData): string | undefined {
  if (key.type === "secp256k1") {
    if (!data.single) return "a single key has more than one signature";
    const { mode, signature } = data.single;
    const right = documents(tx, mode, state).some((doc) => isRight(signature, doc, key.key));
    return right ? undefined : "the signature does not fit account number, sequence and chain id";
  }
  const { bitarray, signatures = [] } = data.multi ?? {};
  const set = key.keys.filter((_, i) => ((bitarray?.elems[i >> 3] ?? 0) >> (7 - (i & 7))) & 1);
  if (set.length < key.threshold || set.length !== signatures.length)
    return `${key.threshold} signatures are needed, got ${signatures.length}`;
  return set
    .map((each, i) => faultOf(tx, each, signatures[i] as SignatureDescriptor_Data, state))
    .find((fault) => fault !== undefined);
}

/** What may have been signed in a mode: amino documents with the SDK's names of messages, or CosmJS's. */
function documents(tx: Tx, mode: SignMode, state: SignerData): readonly Uint8Array[] {
  const fee = tx.authInfo?.fee;
  if (mode === SignMode.LEGACY_AMINO_JSON)
    return [sdkNames, cosmjsNames].map((names) => aminoSignBytes(bodyOf(tx), fee, state, names));
  if (mode !== SignMode.DIRECT) return [];
  const authInfo = AuthInfo.fromPartial((tx.authInfo ?? {}) as never);
  return [directSignBytes(TxBody.encode(bodyOf(tx)), AuthInfo.encode(authInfo), state)];
}

function isRight(signature: Uint8Array, doc: Uint8Array, key: Uint8Array): boolean {
  return signature.length === 64 && secp256k1.verify(signature, sha256(doc), key, { prehash: false, lowS: true });
}
