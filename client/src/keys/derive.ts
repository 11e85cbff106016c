import { secp256k1 } from "@noble/curves/secp256k1.js";
import { ripemd160 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bech32 } from "@scure/base";
import { HDKey } from "@scure/bip32";
import { generateMnemonic as generate, mnemonicToSeed, validateMnemonic } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { clientError } from "../error.js";

/** The Cosmos account path of BIP-44: coin type 118, first account, first address. */
export const COSMOS_PATH = "m/44'/118'/0'/0/0";

/**
 * Draws a new BIP-39 mnemonic from the platform's secure random source.
 *
 * @param words  12 (128 bits) or 24 (256 bits)
 * @returns English words, separated by single spaces
 * @example
 * validMnemonic(generateMnemonic(12)); // true
 */
export function generateMnemonic(words: 12 | 24 = 24): string {
  return generate(wordlist, words === 12 ? 128 : 256);
}

/**
 * Tells whether a text is a BIP-39 mnemonic with a right checksum.
 *
 * @param text  words separated by white space, in any number and letter case
 * @returns true if a key can be derived from it
 * @example
 * validMnemonic("abandon ability able"); // false
 */
export function validMnemonic(text: string): boolean {
  return validateMnemonic(tidyMnemonic(text), wordlist);
}

/** Which of the keys of a mnemonic; the first account's first address of coin 118 unless given. */
export interface PathParts {
  /** 118 is Cosmos. */
  readonly coinType?: number;
  readonly account?: number;
  readonly index?: number;
}

/** Hardened numbers begin here, so that none may be as large. */
const HARDENED = 2 ** 31;

/**
 * Gives the BIP-44 path of an address.
 *
 * @param parts  coin type, account and index, each 0 … 2^31−1
 * @returns the path
 * @throws KEY_BAD_MNEMONIC  a number out of range
 * @see BIP-44
 * @example
 * accountPath({ index: 3 }); // "m/44'/118'/0'/0/3"
 */
export function accountPath({ coinType = 118, account = 0, index = 0 }: PathParts): string {
  for (const part of [coinType, account, index]) {
    if (!Number.isSafeInteger(part) || part < 0 || part >= HARDENED)
      throw clientError("KEY_BAD_MNEMONIC", `${part} is no part of a derivation path`);
  }
  return `m/44'/${coinType}'/${account}'/0/${index}`;
}

/**
 * Derives the private key of a mnemonic (BIP-39, BIP-32).
 *
 * @param mnemonic  12 to 24 English words
 * @param path      a BIP-32 path, e.g. `m/44'/118'/0'/0/0`
 * @param password  BIP-39's second factor, by which the same words give other keys; empty unless given
 * @returns 32 secret bytes
 * @throws KEY_BAD_MNEMONIC  unknown words, a wrong checksum, or a path that is none
 * @see BIP-39, BIP-32, SLIP-44 (118 = Cosmos)
 * @example
 * (await privateKeyOf(generateMnemonic())).length; // 32
 */
export async function privateKeyOf(
  mnemonic: string,
  path: string = COSMOS_PATH,
  password: string = "",
): Promise<Uint8Array> {
  if (!validMnemonic(mnemonic)) throw clientError("KEY_BAD_MNEMONIC", "the words are not a valid mnemonic");
  if (!/^m(\/\d+'?)+$/.test(path)) throw clientError("KEY_BAD_MNEMONIC", `${path} is not a derivation path`);
  const seed = await mnemonicToSeed(tidyMnemonic(mnemonic), password);
  const { privateKey } = HDKey.fromMasterSeed(seed).derive(path);
  // A derived key without a private part has probability 2^-127; BIP-32 says to take the next index.
  if (!privateKey) throw clientError("KEY_BAD_MNEMONIC", `no key at ${path}: use the next index`);
  return privateKey;
}

/**
 * Gives the public key of a secp256k1 private key.
 *
 * @param privateKey  32 bytes, 1 … n−1
 * @returns 33 bytes, compressed
 * @throws KEY_BAD_FILE  the bytes are no private key
 * @example
 * publicKeyOf(await privateKeyOf(generateMnemonic())).length; // 33
 */
export function publicKeyOf(privateKey: Uint8Array): Uint8Array {
  if (!secp256k1.utils.isValidSecretKey(privateKey)) {
    throw clientError("KEY_BAD_FILE", "the bytes are not a secp256k1 private key");
  }
  return secp256k1.getPublicKey(privateKey, true);
}

/**
 * Gives the account address of a public key.
 *
 * @param pubkey  33 bytes, compressed secp256k1
 * @param prefix  the chain's bech32 prefix, such as `dcm`
 * @returns bech32 of ripemd160(sha256(pubkey))
 * @see CONFORMANCE 4.3
 * @example
 * addressOf(publicKeyOf(await privateKeyOf(generateMnemonic())), "dcm").slice(0, 4); // "dcm1"
 */
export function addressOf(pubkey: Uint8Array, prefix: string): string {
  return bech32.encode(prefix, bech32.toWords(accountBytes(pubkey)));
}

/** The 20 bytes behind an account address. */
export function accountBytes(pubkey: Uint8Array): Uint8Array {
  return ripemd160(sha256(pubkey));
}

/** Single spaces and lower case, as BIP-39 hashes them. */
export function tidyMnemonic(text: string): string {
  return text.trim().toLowerCase().split(/\s+/).join(" ");
}
