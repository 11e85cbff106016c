import {
  type AminoNames,
  aminoSignBytes,
  cosmjsNames,
  directSignBytes,
  type SignerData,
  sdkNames,
  toHex,
} from "@dcm/proto";
import { MultiSignature } from "@dcm/proto/gen/cosmos/crypto/multisig/v1beta1";
import { SignMode } from "@dcm/proto/gen/cosmos/tx/signing/v1beta1";
import type { ModeInfo } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import type { Any } from "@dcm/proto/gen/google/protobuf";
import { sha256 } from "@noble/hashes/sha2.js";
import { compareBytes, equalBytes, failPlain } from "../kernel/index.js";
import { type DecodedTx, requireKnownFields } from "./decode.js";
import { isSameKey, type PubKey } from "./pubkeys.js";
import type { CachedTx } from "./tx-cache.js";

/** A signature as a transaction carries it. */
export type SignatureData =
  | { readonly kind: "single"; readonly mode: SignMode; readonly signature: Uint8Array }
  | { readonly kind: "multi"; readonly bits: BitArray; readonly signatures: readonly SignatureData[] };

/** Which keys of a multi-signature signed. Its size is what the sender claims: compare it before walking over it. */
export interface BitArray {
  readonly size: number;
  has(index: number): boolean;
}

/** Verifies one signature: a 33-byte key, a 32-byte digest, 64 bytes R‖S. */
export type VerifySecp256k1 = (key: Uint8Array, digest: Uint8Array, signature: Uint8Array) => boolean;

/** sha256, as bytes and as hex in lower case. */
export interface Hashes {
  readonly sha256: (bytes: Uint8Array) => Uint8Array;
  readonly sha256Hex: (bytes: Uint8Array) => string;
}

/** The costly functions, which the node provides in the fastest form that it has. Their results are the same everywhere. */
export interface Crypto extends Hashes {
  readonly verify: VerifySecp256k1;
}

/** The hashes in plain JavaScript. */
export const plainHashes: Hashes = { sha256, sha256Hex: (bytes) => toHex(sha256(bytes)) };

/** Everything that the verdict on a signature depends on, besides the transaction's bytes. */
export interface Verdict extends SignerData {
  readonly packedKey: Any;
}

/** Whether the S of R‖S, 64 bytes, is the smaller one of the two that are right. */
export function isLowS(signature: Uint8Array): boolean {
  const first = signature[32] as number;
  return first < 0x7f || (first === 0x7f && compareBytes(signature.subarray(32), HALF_ORDER) <= 0);
}

/** Half of the order of secp256k1: a larger S is the mirror of a smaller one, and refused. */
const HALF_ORDER = Uint8Array.from(
  "7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0".match(/../g) ?? [],
  (byte) => Number.parseInt(byte, 16),
);

/**
 * Reads a signature by its mode info; undefined where there is none, as in simulations.
 *
 * @throws undefined 1  the parts do not fit each other
 * @see Cosmos SDK v0.53, x/auth/tx/sigs.go, ModeInfoAndSigToSignatureData
 */
export function signatureData(mode: ModeInfo | undefined, signature: Uint8Array): SignatureData | undefined {
  if (mode === undefined) return undefined;
  const { single, multi } = mode;
  if (single !== undefined) return { kind: "single", mode: single.mode, signature };
  if (multi === undefined) failPlain("unexpected ModeInfo data type");
  requireKnownFields(MultiSignature, signature);
  const { signatures } = MultiSignature.decode(signature);
  if (multi.modeInfos.length !== signatures.length)
    failPlain(`expected ${multi.modeInfos.length} multisig signatures, got ${signatures.length}`);
  const parts = multi.modeInfos.map((each, i) => signatureData(each, signatures[i] as Uint8Array));
  return {
    kind: "multi",
    bits: bitsOf(multi.bitarray),
    signatures: parts.map((each) => each ?? failPlain("SignatureData is required")),
  };
}

/** Whether nothing stands where a signature belongs: simulation charges for it all the same. */
export function isIncomplete(data: SignatureData | undefined): boolean {
  if (data === undefined) return true;
  if (data.kind === "single") return data.signature.length === 0;
  return data.signatures.length === 0 || data.signatures.some(isIncomplete);
}

/** Whether every part was signed in amino JSON: the refusal then names the sequence too. */
export function isAminoOnly(data: SignatureData): boolean {
  return data.kind === "single" ? data.mode === SignMode.LEGACY_AMINO_JSON : data.signatures.every(isAminoOnly);
}

/**
 * Why signature `index` of a transaction is not right, in the SDK's words; undefined when it is. A verdict already made for
 * the same key, account number and sequence is taken from the cache.
 */
export function signatureFault(
  { tx, verified }: CachedTx,
  index: number,
  { key, data, ...verdict }: Verdict & { readonly key: PubKey; readonly data: SignatureData },
  crypto: Crypto,
): string | undefined {
  const known = verified[index];
  if (known !== undefined && isSameVerdict(known, verdict)) return undefined;
  const fault = faultOf(tx, key, verdict, data, crypto);
  if (fault === undefined) verified[index] = verdict;
  return fault;
}

function isSameVerdict(a: Verdict, b: Verdict): boolean {
  const sameSigner = a.sequence === b.sequence && a.accountNumber === b.accountNumber && a.chainId === b.chainId;
  return sameSigner && isSameKey(a.packedKey, b.packedKey);
}

function faultOf(
  tx: DecodedTx,
  key: PubKey,
  signer: SignerData,
  data: SignatureData,
  crypto: Crypto,
): string | undefined {
  if (data.kind === "single") {
    if (key.kind !== "secp256k1") return "unable to verify single signer signature";
    return singleFault(tx, key.key, signer, data, crypto);
  }
  if (key.kind !== "multisig") return "expected multisig.PubKey";
  const { bits, signatures } = data;
  if (bits.size !== key.keys.length) return `bit array size is incorrect, expecting: ${key.keys.length}`;
  const set = key.keys.filter((_, i) => bits.has(i)).length;
  if (signatures.length < key.threshold || signatures.length > bits.size || signatures.length !== set)
    return `signature size is incorrect ${signatures.length}`;
  if (set < key.threshold) return `not enough signatures set, have ${set}, expected ${key.threshold}`;
  let next = 0;
  for (const [i, each] of key.keys.entries()) {
    if (!bits.has(i)) continue;
    const part = signatures[next++] as SignatureData;
    if (faultOf(tx, each, signer, part, crypto) !== undefined) return `unable to verify signature at index ${i}`;
  }
  return undefined;
}

/** Amino JSON is right by the SDK's names of messages and by CosmJS's; other names are tried only where they differ. */
function singleFault(
  tx: DecodedTx,
  key: Uint8Array,
  signer: SignerData,
  { mode, signature }: SignatureData & { readonly kind: "single" },
  crypto: Crypto,
): string | undefined {
  const doc = signBytes(tx, signer, mode, sdkNames);
  if (typeof doc === "string") return doc;
  if (isRight(key, doc, signature, crypto)) return undefined;
  const other = mode === SignMode.LEGACY_AMINO_JSON ? signBytes(tx, signer, mode, cosmjsNames) : doc;
  const isOther = typeof other !== "string" && !equalBytes(other, doc);
  return isOther && isRight(key, other, signature, crypto) ? undefined : "unable to verify single signer signature";
}

function isRight(key: Uint8Array, doc: Uint8Array, signature: Uint8Array, crypto: Crypto): boolean {
  if (signature.length !== 64 || !isLowS(signature)) return false;
  return crypto.verify(key, crypto.sha256(doc), signature);
}

/** The bytes that a signer signs; a text where the mode does not fit the transaction. */
function signBytes(tx: DecodedTx, signer: SignerData, mode: SignMode, names: AminoNames): Uint8Array | string {
  if (mode === SignMode.DIRECT) return directSignBytes(tx.bodyBytes, tx.authInfoBytes, signer);
  // Textual and the others are not built: nobody's signature in them is right.
  if (mode !== SignMode.LEGACY_AMINO_JSON) return "unable to verify single signer signature";
  // Amino JSON cannot show them, so that they would be signed by nobody (x/tx/signing/aminojson).
  if (tx.hasUnknownNonCriticals) return "the body has unknown fields";
  return aminoSignBytes(tx.body, tx.authInfo.fee, signer, names);
}

/**
 * A compact bit array, the most significant bit first; 0 extra bits mean that the last byte is full. Nothing is allocated
 * for the claimed size, which may be four billion without a byte behind it.
 *
 * @see Cosmos SDK v0.53, crypto/types/compact_bit_array.go
 */
function bitsOf(array: { readonly extraBitsStored: number; readonly elems: Uint8Array } | undefined): BitArray {
  if (array === undefined) return { size: 0, has: () => false };
  const { extraBitsStored: extra, elems } = array;
  const size = extra === 0 ? elems.length * 8 : (elems.length - 1) * 8 + extra;
  return { size, has: (i) => i < size && (((elems[i >> 3] ?? 0) >> (7 - (i & 7))) & 1) === 1 };
}
