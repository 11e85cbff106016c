import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { argon2idAsync } from "@noble/hashes/argon2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { base64 } from "@scure/base";
import { clientError } from "../error.js";
import { COSMOS_PATH } from "./derive.js";

/** What a CosmJS wallet file holds. */
export interface CosmjsWallet {
  readonly mnemonic: string;
  /** Path of its first account. */
  readonly path: string;
}

/** CosmJS derives every wallet's key with this one salt. */
const SALT = utf8ToBytes("The CosmJS salt.");

/**
 * Reads a wallet that CosmJS serialized (`directsecp256k1hdwallet-v1` or `secp256k1wallet-v1`).
 *
 * @param text        the JSON text that `wallet.serialize(passphrase)` gave
 * @param passphrase  its passphrase
 * @returns the mnemonic and the path of its first account; takes some seconds, as the format's Argon2 settings say
 * @throws KEY_BAD_FILE        another format, or settings that CosmJS never writes
 * @throws KEY_BAD_PASSPHRASE  the passphrase is wrong
 * @see @cosmjs/proto-signing, directsecp256k1hdwallet.ts
 * @example
 * const { mnemonic, path } = await importCosmjs(walletText, "passphrase");
 * path; // "m/44'/118'/0'/0/0"
 */
export async function importCosmjs(text: string, passphrase: string): Promise<CosmjsWallet> {
  const { kdf, encryption, data } = readWallet(text);
  const { outputLength, opsLimit, memLimitKib } = kdf.params;
  const key = await argon2idAsync(passphrase, SALT, { t: opsLimit, m: memLimitKib, p: 1, dkLen: outputLength });
  if (encryption.algorithm !== "xchacha20poly1305-ietf") throw unknown(`cipher ${encryption.algorithm}`);
  const bytes = base64.decode(data);
  try {
    const plain = xchacha20poly1305(key, bytes.subarray(0, 24)).decrypt(bytes.subarray(24));
    const { mnemonic, accounts } = JSON.parse(new TextDecoder().decode(plain));
    return { mnemonic, path: accounts?.[0]?.hdPath ?? COSMOS_PATH };
  } catch (from) {
    throw clientError("KEY_BAD_PASSPHRASE", "wrong passphrase for the CosmJS wallet", { from });
  }
}

interface WalletFile {
  readonly kdf: { readonly params: { outputLength: number; opsLimit: number; memLimitKib: number } };
  readonly encryption: { readonly algorithm: string };
  readonly data: string;
}

function readWallet(text: string): WalletFile {
  const wallet = parse(text);
  if (!["directsecp256k1hdwallet-v1", "secp256k1wallet-v1"].includes(wallet?.type))
    throw unknown(`type ${wallet?.type}`);
  if (wallet.kdf?.algorithm !== "argon2id") throw unknown(`key derivation ${wallet.kdf?.algorithm}`);
  const { outputLength, opsLimit, memLimitKib } = wallet.kdf.params ?? {};
  // CosmJS writes 32, 24, 12288; a planted file may not ask for hours or gigabytes.
  if (outputLength !== 32 || !(opsLimit <= 64) || !(memLimitKib <= 1 << 18)) throw unknown("key derivation settings");
  return wallet;
}

function parse(text: string) {
  try {
    return JSON.parse(text);
  } catch (from) {
    throw clientError("KEY_BAD_FILE", "the CosmJS wallet is not JSON", { from });
  }
}

function unknown(what: string) {
  return clientError("KEY_BAD_FILE", `not a wallet that CosmJS writes: unknown ${what}`);
}
