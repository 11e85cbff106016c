import { toHex } from "@dcm/proto";
import { LegacyAminoPubKey } from "@dcm/proto/gen/cosmos/crypto/multisig";
import { PubKey as Secp256k1 } from "@dcm/proto/gen/cosmos/crypto/secp256k1";
import type { Any } from "@dcm/proto/gen/google/protobuf";
import { ripemd160 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concat, ensure, equalBytes, fail, joined, Sdk } from "../kernel/index.js";
import { MULTISIG_DEPTH } from "./limits.js";

/** An account's public key. */
export type PubKey =
  | { readonly kind: "secp256k1"; readonly key: Uint8Array }
  | { readonly kind: "multisig"; readonly threshold: number; readonly keys: readonly PubKey[] };

/** A key that a transaction carries, and the account that it controls. */
export interface SignerKey {
  readonly packed: Any;
  readonly key: PubKey;
  readonly address: Uint8Array;
}

/** Amino's prefixes and length bytes of the two kinds. */
const AMINO_SECP256K1 = Uint8Array.of(0xeb, 0x5a, 0xe9, 0x87, 0x21);
const AMINO_MULTISIG = Uint8Array.of(0x22, 0xc1, 0xf7, 0xe2);

/**
 * The key that a transaction or an account carries.
 *
 * @throws sdk 8 InvalidPubKey  another kind of key, a wrong length, keys nested too deeply
 */
export function parsePubKey({ typeUrl, value }: Any, depth = 0): PubKey {
  if (typeUrl === Secp256k1.typeUrl) {
    const { key } = Secp256k1.decodeLasting(value);
    const compressed = key.length === 33 && (key[0] === 2 || key[0] === 3);
    ensure(compressed, Sdk.InvalidPubKey, "a secp256k1 key has 33 bytes and begins with 02 or 03");
    return { kind: "secp256k1", key };
  }
  if (typeUrl !== LegacyAminoPubKey.typeUrl) fail(Sdk.InvalidPubKey, `public keys of type ${typeUrl} are unsupported`);
  ensure(depth < MULTISIG_DEPTH, Sdk.InvalidPubKey, "multi-signature keys are nested too deeply");
  const { threshold, publicKeys } = LegacyAminoPubKey.decodeLasting(value);
  ensure(
    threshold > 0 && threshold <= publicKeys.length,
    Sdk.InvalidPubKey,
    "threshold does not fit the number of keys",
  );
  return { kind: "multisig", threshold, keys: publicKeys.map((each) => parsePubKey(each, depth + 1)) };
}

/** {@link parsePubKey} with the address; undefined where there is no key. */
export function signerKey(packed: Any | undefined): SignerKey | undefined {
  if (packed === undefined) return undefined;
  const key = parsePubKey(packed);
  return { packed, key, address: pubKeyAddress(key) };
}

/** Whether what is packed says the kind of key alone. */
export function isEmptyKey({ typeUrl, value }: Any): boolean {
  return typeUrl === Secp256k1.typeUrl && value.length === 0;
}

/** Whether two keys are packed in the same bytes. */
export function isSameKey(a: Any, b: Any): boolean {
  return a === b || (a.typeUrl === b.typeUrl && equalBytes(a.value, b.value));
}

/** The 20 bytes of the account that the key controls. */
export function pubKeyAddress(key: PubKey): Uint8Array {
  if (key.kind === "multisig") return sha256(aminoBytes(key)).slice(0, 20);
  const name = toHex(key.key);
  const known = addresses.get(name);
  if (known !== undefined) return known;
  if (addresses.size >= CACHED_ADDRESSES) addresses.clear();
  const made = ripemd160(sha256(key.key));
  addresses.set(name, made);
  return made;
}

/** Whoever signs signs again; the memory is bounded and can only save time. */
const CACHED_ADDRESSES = 1 << 16;
const addresses = new Map<string, Uint8Array>();

/** The key in the encoding of the old Amino, which multi-signature addresses and gas are computed from. */
export function aminoBytes(key: PubKey): Uint8Array {
  if (key.kind === "secp256k1") return concat(AMINO_SECP256K1, key.key);
  const parts = key.keys.map((each) => field(2, aminoBytes(each)));
  return joined([AMINO_MULTISIG, Uint8Array.of(0x08), varint(key.threshold), ...parts]);
}

/** Keys that may sign, those inside multi-signature keys counted each. */
export function countKeys(key: PubKey): number {
  return key.kind === "secp256k1" ? 1 : key.keys.reduce((sum, each) => sum + countKeys(each), 0);
}

/** Size of a length-delimited protobuf field. */
export function fieldSize(length: number): number {
  return 1 + varint(length).length + length;
}

function field(number: number, bytes: Uint8Array): Uint8Array {
  return concat(Uint8Array.of((number << 3) | 2), varint(bytes.length), bytes);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let left = value; ; left >>>= 7) {
    if (left < 0x80) return Uint8Array.of(...bytes, left);
    bytes.push((left & 0x7f) | 0x80);
  }
}

/** The key as accounts store it, in canonical bytes. */
export function packPubKey(key: PubKey): Any {
  if (key.kind === "secp256k1") return { typeUrl: Secp256k1.typeUrl, value: Secp256k1.encode({ key: key.key }) };
  const { threshold, keys } = key;
  const value = LegacyAminoPubKey.encode({ threshold, publicKeys: keys.map(packPubKey) });
  return { typeUrl: LegacyAminoPubKey.typeUrl, value };
}
