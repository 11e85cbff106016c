import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { scryptAsync } from "@noble/hashes/scrypt.js";
import { randomBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { base64 } from "@scure/base";
import { clientError } from "../error.js";
import { COSMOS_PATH, privateKeyOf, publicKeyOf } from "./derive.js";
import { aminoPublicKey, multisigKey, type PublicKey } from "./publicKeys.js";

/** What a key is made of. */
export type KeySecret = { readonly mnemonic: string; readonly path?: string } | { readonly privateKey: Uint8Array };

/** Format version 1 of a key file. Binary fields are base64. The address is not stored: it depends on the prefix. */
export interface KeyRecord {
  readonly dcm_key: 1;
  readonly name: string;
  /** 33 bytes; of a multi-signature key its amino encoding. */
  readonly pubkey: string;
  /** Of a multi-signature key. */
  readonly multisig?: { readonly threshold: number; readonly pubkeys: readonly string[] };
  /** The public key alone: its secret is somewhere else. */
  readonly offline?: true;
  readonly kdf?: ScryptCost & { readonly name: "scrypt"; readonly salt: string };
  readonly cipher?: { readonly name: "xchacha20-poly1305"; readonly nonce: string; readonly text: string };
  /** Only in the `test` backend: the secret as it is. */
  readonly plain?: PlainSecret;
}

interface PlainSecret {
  readonly mnemonic?: string;
  readonly path?: string;
  readonly private_key?: string;
}

/** Stretches a passphrase to 32 bytes (RFC 7914). */
export type Scrypt = (passphrase: Uint8Array, salt: Uint8Array, cost: ScryptCost) => Promise<Uint8Array>;

/** What scrypt made of a passphrase and a record's salt (base64): it opens that record, and no other. */
export interface DerivedKey {
  readonly salt: string;
  /** 32 secret bytes. */
  readonly key: Uint8Array;
}

/** Gives the key for a salt where somebody remembers it, so that neither passphrase nor scrypt is needed. */
export type Remembered = (salt: string) => Promise<Uint8Array | undefined>;

/** scrypt's N, r and p. */
export interface ScryptCost {
  readonly n: number;
  readonly r: number;
  readonly p: number;
}

/** The scrypt of `node:crypto`. */
export type NodeScrypt = (
  passphrase: Uint8Array,
  salt: Uint8Array,
  length: number,
  options: { readonly N: number; readonly r: number; readonly p: number; readonly maxmem: number },
  done: (error: Error | null, key: Uint8Array) => void,
) => void;

/**
 * Uses Node's own scrypt, which is a few times faster than the portable one.
 *
 * @param scrypt  `import { scrypt } from "node:crypto"`
 * @returns it, as keyrings take it
 * @example
 * openKeyring({ files: memoryKeyFiles(), backend: "file", prefix: "dcm", scrypt: nodeScrypt(scrypt) });
 */
export function nodeScrypt(scrypt: NodeScrypt): Scrypt {
  return (passphrase, salt, { n, r, p }) =>
    new Promise((resolve, reject) => {
      const done = (error: Error | null, key: Uint8Array) => (error ? reject(error) : resolve(new Uint8Array(key)));
      scrypt(passphrase, salt, 32, { N: n, r, p, maxmem: 2 * MEMORY_MAX }, done);
    });
}

/** Keystore cost: 128 MiB of memory and about half a second. */
const SCRYPT = { n: 131072, r: 8, p: 1 } as const;
/** A file may not ask for more than this, so that a planted one cannot exhaust memory: 128 · N · r bytes. */
const MEMORY_MAX = 1 << 30;

/**
 * Makes an encrypted key record: scrypt (N = 2^17, r = 8, p = 1) and XChaCha20-Poly1305.
 *
 * @param name        the key's name; it is not secret
 * @param secret      a mnemonic with its path, or 32 private bytes
 * @param passphrase  any text
 * @param scrypt      another implementation than the portable one
 * @returns a record to be stored as JSON
 * @throws KEY_BAD_MNEMONIC, KEY_BAD_FILE  the secret gives no key
 * @example
 * const record = await sealKey("alice", { mnemonic: generateMnemonic() }, "open sesame", nodeScrypt(scrypt));
 * record.cipher?.name; // "xchacha20-poly1305"
 */
export async function sealKey(
  name: string,
  secret: KeySecret,
  passphrase: string,
  scrypt: Scrypt = portableScrypt,
): Promise<KeyRecord> {
  const pubkey = await pubkeyText(secret);
  const salt = randomBytes(32);
  const nonce = randomBytes(24);
  const key = await scrypt(normal(passphrase), salt, SCRYPT);
  const text = xchacha20poly1305(key, nonce, binding(pubkey)).encrypt(utf8ToBytes(JSON.stringify(toPlain(secret))));
  return {
    dcm_key: 1,
    name,
    pubkey,
    kdf: { name: "scrypt", ...SCRYPT, salt: base64.encode(salt) },
    cipher: { name: "xchacha20-poly1305", nonce: base64.encode(nonce), text: base64.encode(text) },
  };
}

/**
 * Makes an unencrypted key record, for local networks only.
 *
 * @param name    the key's name
 * @param secret  a mnemonic with its path, or 32 private bytes
 * @returns a record to be stored as JSON
 * @throws KEY_BAD_MNEMONIC, KEY_BAD_FILE  the secret gives no key
 * @example
 * (await plainKey("alice", { mnemonic: generateMnemonic() })).cipher; // undefined
 */
export async function plainKey(name: string, secret: KeySecret): Promise<KeyRecord> {
  return { dcm_key: 1, name, pubkey: await pubkeyText(secret), plain: toPlain(secret) };
}

/**
 * Makes a record of a public key alone: somebody else's, one whose secret is kept elsewhere, or a multi-signature key.
 *
 * @param name  the key's name
 * @param key   one key, or a multi-signature key of such
 * @returns a record to be stored as JSON; it opens to nothing
 * @throws KEY_BAD_FILE  a multi-signature key inside another one
 * @example
 * publicRecord("carol", { type: "secp256k1", key: publicKeyOf(new Uint8Array(32).fill(1)) }).offline; // true
 */
export function publicRecord(name: string, key: PublicKey): KeyRecord {
  const pubkey = base64.encode(key.type === "secp256k1" ? key.key : aminoPublicKey(key));
  if (key.type === "secp256k1") return { dcm_key: 1, name, pubkey, offline: true };
  const pubkeys = key.keys.map((each) => {
    if (each.type === "multisig")
      throw clientError("KEY_BAD_FILE", "multi-signature keys of multi-signature keys are not kept");
    return base64.encode(each.key);
  });
  return { dcm_key: 1, name, pubkey, multisig: { threshold: key.threshold, pubkeys } };
}

/** The public key of a record. */
export function recordKey({ pubkey, multisig }: KeyRecord): PublicKey {
  if (!multisig) return { type: "secp256k1", key: base64.decode(pubkey) };
  const keys = multisig.pubkeys.map((each) => ({ type: "secp256k1" as const, key: base64.decode(each) }));
  return multisigKey(keys, multisig.threshold, "given");
}

/**
 * Gets the secret out of a key record.
 *
 * @param record      a record of this format
 * @param passphrase  asked for only when the record is encrypted
 * @param scrypt      another implementation than the portable one
 * @param remembered  asked before the passphrase is
 * @returns the secret; its public key equals the record's
 * @throws KEY_BAD_PASSPHRASE  the passphrase is wrong, or the record was changed
 * @throws KEY_BAD_FILE        the record is not of this format, or its public key belongs to another secret
 * @throws KEY_NO_SECRET       the record is of a public key alone
 * @example
 * const record = await sealKey("alice", { privateKey: new Uint8Array(32).fill(7) }, "pass", nodeScrypt(scrypt));
 * "privateKey" in (await openKey(record, async () => "pass", nodeScrypt(scrypt))); // true
 */
export async function openKey(
  record: KeyRecord,
  passphrase: () => Promise<string>,
  scrypt: Scrypt = portableScrypt,
  remembered?: Remembered,
): Promise<KeySecret> {
  requireSecret(record);
  const plain = record.plain ?? decrypt(record, await derive(record, passphrase, scrypt, remembered));
  const secret = fromPlain(plain);
  if ((await pubkeyText(secret)) !== record.pubkey) {
    throw clientError("KEY_BAD_FILE", `the public key of ${record.name} does not belong to its secret`);
  }
  return secret;
}

/**
 * Gives what opens an encrypted record without its passphrase.
 *
 * @param record      an encrypted record of this format
 * @param passphrase  asked for once
 * @param scrypt      another implementation than the portable one
 * @returns 32 secret bytes and the salt that they belong to; undefined when the record is not encrypted
 * @throws KEY_BAD_PASSPHRASE, KEY_BAD_FILE, KEY_NO_SECRET  as {@link openKey}
 * @example
 * const record = await sealKey("alice", { mnemonic: generateMnemonic() }, "pass", nodeScrypt(scrypt));
 * (await deriveKey(record, async () => "pass", nodeScrypt(scrypt)))?.salt === record.kdf?.salt; // true
 */
export async function deriveKey(
  record: KeyRecord,
  passphrase: () => Promise<string>,
  scrypt: Scrypt = portableScrypt,
): Promise<DerivedKey | undefined> {
  requireSecret(record);
  if (record.plain) return undefined;
  const derived = await derive(record, passphrase, scrypt);
  decrypt(record, derived);
  return derived;
}

/**
 * Reads a key record.
 *
 * @param text  the JSON text of a key file
 * @returns the record, still closed
 * @throws KEY_BAD_FILE  the text is not a record of this format
 * @example
 * parseKeyRecord(JSON.stringify(await plainKey("alice", { mnemonic: generateMnemonic() }))).name; // "alice"
 */
export function parseKeyRecord(text: string): KeyRecord {
  const record = parseJson(text) as Partial<KeyRecord> | null;
  if (record?.dcm_key !== 1) throw clientError("KEY_BAD_FILE", "not a key file of version 1");
  const sealed = record.kdf?.name === "scrypt" && record.cipher?.name === "xchacha20-poly1305";
  const whole = sealed || record.plain || record.offline || record.multisig;
  if (typeof record.name !== "string" || typeof record.pubkey !== "string" || !whole) {
    throw clientError("KEY_BAD_FILE", "the key file lacks a field or names an unknown cipher");
  }
  return record as KeyRecord;
}

function requireSecret({ name, offline, multisig }: KeyRecord): void {
  if (!offline && !multisig) return;
  const what = multisig ? "a multi-signature key: each of its keys signs by itself" : "a public key alone";
  throw clientError("KEY_NO_SECRET", `${name} is ${what}`);
}

async function derive(
  { name, kdf }: KeyRecord,
  passphrase: () => Promise<string>,
  scrypt: Scrypt,
  remembered?: Remembered,
): Promise<DerivedKey> {
  if (!kdf) throw clientError("KEY_BAD_FILE", `the key file of ${name} has no cipher`);
  if (!(kdf.n * kdf.r * 128 <= MEMORY_MAX))
    throw clientError("KEY_BAD_FILE", `the key file of ${name} asks for too much memory`);
  const { salt } = kdf;
  const key = (await remembered?.(salt)) ?? (await scrypt(normal(await passphrase()), base64.decode(salt), kdf));
  return { salt, key };
}

function decrypt({ name, pubkey, cipher }: KeyRecord, { key }: DerivedKey): PlainSecret {
  if (!cipher) throw clientError("KEY_BAD_FILE", `the key file of ${name} has no cipher`);
  const box = xchacha20poly1305(key, base64.decode(cipher.nonce), binding(pubkey));
  return parseJson(
    new TextDecoder().decode(unlock(() => box.decrypt(base64.decode(cipher.text)), name)),
  ) as PlainSecret;
}

function unlock(decryptText: () => Uint8Array, name: string): Uint8Array {
  try {
    return decryptText();
  } catch (from) {
    throw clientError("KEY_BAD_PASSPHRASE", `wrong passphrase for ${name}, or its file was changed`, { from });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (from) {
    throw clientError("KEY_BAD_FILE", "the key file is not JSON", { from });
  }
}

function portableScrypt(passphrase: Uint8Array, salt: Uint8Array, { n, r, p }: ScryptCost): Promise<Uint8Array> {
  return scryptAsync(passphrase, salt, { N: n, r, p, dkLen: 32 });
}

/** The public key is authenticated with the secret, so that nobody can exchange it unnoticed. */
function binding(pubkey: string): Uint8Array {
  return utf8ToBytes(`dcm/key/v1:${pubkey}`);
}

/** The same passphrase typed on different keyboards gives the same bytes. */
function normal(passphrase: string): Uint8Array {
  return utf8ToBytes(passphrase.normalize("NFKC"));
}

async function pubkeyText(secret: KeySecret): Promise<string> {
  return base64.encode(publicKeyOf(await secretBytes(secret)));
}

/**
 * Gives the private key of a secret.
 *
 * @param secret  a mnemonic with its path, or 32 private bytes
 * @returns 32 secret bytes
 * @throws KEY_BAD_MNEMONIC  the words or the path give no key
 * @example
 * (await secretBytes({ mnemonic: generateMnemonic() })).length; // 32
 */
export async function secretBytes(secret: KeySecret): Promise<Uint8Array> {
  return "mnemonic" in secret ? privateKeyOf(secret.mnemonic, secret.path) : secret.privateKey;
}

function toPlain(secret: KeySecret): PlainSecret {
  return "mnemonic" in secret
    ? { mnemonic: secret.mnemonic, path: secret.path ?? COSMOS_PATH }
    : { private_key: base64.encode(secret.privateKey) };
}

function fromPlain({ mnemonic, path, private_key }: PlainSecret): KeySecret {
  if (mnemonic !== undefined) return path === undefined ? { mnemonic } : { mnemonic, path };
  if (private_key === undefined) throw clientError("KEY_BAD_FILE", "the key file holds no secret");
  return { privateKey: base64.decode(private_key) };
}
