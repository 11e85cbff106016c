import { LegacyAminoPubKey } from "@dcm/proto/gen/cosmos/crypto/multisig";
import { PubKey } from "@dcm/proto/gen/cosmos/crypto/secp256k1";
import type { Any } from "@dcm/proto/gen/google/protobuf";
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes } from "@noble/hashes/utils.js";
import { bech32 } from "@scure/base";
import { clientError } from "../error.js";
import { accountBytes } from "./derive.js";

/** What controls an account: one key, or several of which `threshold` must sign. */
export type PublicKey =
  | { readonly type: "secp256k1"; readonly key: Uint8Array }
  | { readonly type: "multisig"; readonly threshold: number; readonly keys: readonly PublicKey[] };

/** A multi-signature key. */
export type MultisigKey = Extract<PublicKey, { readonly type: "multisig" }>;

/** Keys that a transaction may carry, those of multi-signature keys counted each: the chain's tx_sig_limit. */
const KEYS_MAX = 7;

/** Amino's prefixes and length bytes of the two kinds. */
const AMINO_SECP256K1 = Uint8Array.of(0xeb, 0x5a, 0xe9, 0x87, 0x21);
const AMINO_MULTISIG = Uint8Array.of(0x22, 0xc1, 0xf7, 0xe2);

/**
 * Makes a multi-signature key of several keys.
 *
 * @param keys       1 to 7 keys, each its own
 * @param threshold  how many of them must sign, 1 … their number
 * @param order      `sorted` puts them in the order of their addresses, as Cosmos tools do; `given` keeps their order
 * @returns the key; its address depends on the order of its keys
 * @throws KEY_BAD_FILE  too many keys, the same key twice, or a threshold that does not fit
 * @see Cosmos SDK v0.53, client/keys/add.go
 * @example
 * const keys = [1, 2].map((n) => ({ type: "secp256k1", key: publicKeyOf(new Uint8Array(32).fill(n)) }));
 * multisigKey(keys, 2).threshold; // 2
 */
export function multisigKey(
  keys: readonly PublicKey[],
  threshold: number,
  order: "sorted" | "given" = "sorted",
): MultisigKey {
  if (keys.length > KEYS_MAX) throw unfit(`a multi-signature key has at most ${KEYS_MAX} keys`);
  if (!Number.isSafeInteger(threshold) || threshold < 1 || threshold > keys.length) {
    throw unfit(`threshold ${threshold} does not fit ${keys.length} keys`);
  }
  const hex = keys.map((key) => bytesText(aminoPublicKey(key)));
  if (new Set(hex).size < hex.length) throw unfit("the same key stands twice in a multi-signature key");
  if (order === "given") return { type: "multisig", threshold, keys };
  const byAddress = (a: PublicKey, b: PublicKey) =>
    bytesText(publicKeyBytes(a)) < bytesText(publicKeyBytes(b)) ? -1 : 1;
  return { type: "multisig", threshold, keys: [...keys].sort(byAddress) };
}

/**
 * Gives the account address of a public key of any kind.
 *
 * @param key     one key, or a multi-signature key
 * @param prefix  the chain's bech32 prefix, such as `dcm`
 * @returns bech32 of 20 bytes
 * @see CONFORMANCE 4.3
 * @example
 * publicKeyAddress({ type: "secp256k1", key: publicKeyOf(new Uint8Array(32).fill(1)) }, "dcm"); // "dcm10xcqpzrky6eff2g52qdye53xkk9jxkvrjr6sns"
 */
export function publicKeyAddress(key: PublicKey, prefix: string): string {
  return bech32.encode(prefix, bech32.toWords(publicKeyBytes(key)));
}

/**
 * Packs a public key as transactions and accounts carry it.
 *
 * @param key  one key, or a multi-signature key
 * @returns the packed key
 * @example
 * packPublicKey({ type: "secp256k1", key: publicKeyOf(new Uint8Array(32).fill(1)) }).typeUrl; // "/cosmos.crypto.secp256k1.PubKey"
 */
export function packPublicKey(key: PublicKey): Any {
  if (key.type === "secp256k1") return { typeUrl: PubKey.typeUrl, value: PubKey.encode({ key: key.key }) };
  const value = LegacyAminoPubKey.encode({ threshold: key.threshold, publicKeys: key.keys.map(packPublicKey) });
  return { typeUrl: LegacyAminoPubKey.typeUrl, value };
}

/**
 * Reads a packed public key.
 *
 * @param packed  as transactions, accounts and `keys show --pubkey` carry it
 * @returns the key
 * @throws KEY_BAD_FILE  another kind of key, or one that is no key
 * @example
 * readPublicKey(packPublicKey({ type: "secp256k1", key: publicKeyOf(new Uint8Array(32).fill(1)) })).type; // "secp256k1"
 */
export function readPublicKey({ typeUrl, value }: Any): PublicKey {
  if (typeUrl === PubKey.typeUrl) {
    const { key } = PubKey.decode(value);
    if (key.length !== 33 || (key[0] !== 2 && key[0] !== 3)) throw unfit("a secp256k1 key has 33 bytes, compressed");
    return { type: "secp256k1", key };
  }
  if (typeUrl !== LegacyAminoPubKey.typeUrl) throw unfit(`public keys of type ${typeUrl} are not supported`);
  const { threshold, publicKeys } = LegacyAminoPubKey.decode(value);
  return multisigKey(publicKeys.map(readPublicKey), threshold, "given");
}

/** The key in the encoding of the old Amino, which multi-signature addresses are computed from. */
export function aminoPublicKey(key: PublicKey): Uint8Array {
  if (key.type === "secp256k1") return concatBytes(AMINO_SECP256K1, key.key);
  const parts = key.keys.map((each) => {
    const bytes = aminoPublicKey(each);
    return concatBytes(Uint8Array.of(0x12), varint(bytes.length), bytes);
  });
  return concatBytes(AMINO_MULTISIG, Uint8Array.of(0x08), varint(key.threshold), ...parts);
}

function publicKeyBytes(key: PublicKey): Uint8Array {
  return key.type === "secp256k1" ? accountBytes(key.key) : sha256(aminoPublicKey(key)).slice(0, 20);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 0x80; left >>>= 7) bytes.push((left & 0x7f) | 0x80);
  return Uint8Array.of(...bytes, left);
}

function bytesText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function unfit(what: string) {
  return clientError("KEY_BAD_FILE", what);
}
