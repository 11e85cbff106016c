import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { xsalsa20poly1305 } from "@noble/ciphers/salsa.js";
import { argon2idAsync } from "@noble/hashes/argon2.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, randomBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { base64, hex } from "@scure/base";
import { clientError } from "../error.js";

const BLOCK = "TENDERMINT PRIVATE KEY";
/** Amino's prefix and length byte of a secp256k1 private key. */
const AMINO = Uint8Array.of(0xe1, 0xb0, 0xf7, 0x9b, 0x20);
/** crypto/armor.go: argon2Time, argon2Memory in KiB, argon2Threads. */
const ARGON2 = { t: 1, m: 64 * 1024, p: 4, dkLen: 32 } as const;
/** Every key is used once, with a salt of its own. */
const NONCE = new Uint8Array(12);
const LINE = 64;

/**
 * Encrypts a private key as `keys export` of the Cosmos SDK does: ASCII armor, Argon2id, ChaCha20-Poly1305.
 *
 * @param privateKey  32 bytes
 * @param passphrase  any text
 * @returns the armored text; takes about a second
 * @see Cosmos SDK v0.53, crypto/armor.go
 * @example
 * isArmored(await armorKey(new Uint8Array(32).fill(1), "open sesame")); // true
 */
export async function armorKey(privateKey: Uint8Array, passphrase: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await argon2idAsync(passphrase, salt, ARGON2);
  const sealed = chacha20poly1305(key, NONCE).encrypt(concatBytes(AMINO, privateKey));
  const lines = base64.encode(sealed).match(new RegExp(`.{1,${LINE}}`, "g")) ?? [];
  const head = ["kdf: argon2", `salt: ${hex.encode(salt).toUpperCase()}`, "type: secp256k1"];
  const body = [...head, "", ...lines, `=${base64.encode(crc24(sealed))}`];
  return [`-----BEGIN ${BLOCK}-----`, ...body, `-----END ${BLOCK}-----`].join("\n");
}

/**
 * Tells whether a text is an armored private key.
 *
 * @param text  any text
 * @returns true if `unarmorKey` reads such texts
 * @example
 * isArmored("{}"); // false
 */
export function isArmored(text: string): boolean {
  return text.trimStart().startsWith(`-----BEGIN ${BLOCK}-----`);
}

/**
 * Decrypts a private key that `keys export` of the Cosmos SDK armored, whatever its version.
 *
 * @param text        the armored text
 * @param passphrase  its passphrase
 * @returns 32 secret bytes
 * @throws KEY_BAD_FILE        no such armor, damaged, or another kind of key
 * @throws KEY_BAD_PASSPHRASE  the passphrase is wrong
 * @see Cosmos SDK v0.53, crypto/armor.go
 * @example
 * const text = await armorKey(new Uint8Array(32).fill(1), "open sesame");
 * (await unarmorKey(text, "open sesame")).length; // 32
 */
export async function unarmorKey(text: string, passphrase: string): Promise<Uint8Array> {
  const { headers, bytes } = readArmor(text);
  const { kdf = "none", type = "secp256k1", salt = "" } = headers;
  const open = openers[kdf];
  if (open === undefined) throw bad(`its key derivation is ${kdf}, neither argon2 nor bcrypt`);
  if (type !== "secp256k1") throw bad(`it is a key of type ${type}`);
  if (!/^[0-9A-Fa-f]{32}$/.test(salt)) throw bad("its salt is not 16 bytes in hex");
  const amino = await open(bytes, passphrase, hex.decode(salt.toLowerCase()));
  if (amino.length !== AMINO.length + 32 || AMINO.some((byte, i) => amino[i] !== byte))
    throw bad("it holds no secp256k1 key");
  return amino.subarray(AMINO.length);
}

type Opener = (sealed: Uint8Array, passphrase: string, salt: Uint8Array) => Promise<Uint8Array>;

/** By the name of the key derivation. */
const openers: Readonly<Record<string, Opener>> = {
  argon2: async (sealed, passphrase, salt) => {
    const key = await argon2idAsync(passphrase, salt, ARGON2);
    return opened(() => chacha20poly1305(key, NONCE).decrypt(sealed));
  },
  // Before 0.50: the key is the hash of bcrypt's whole text, the box is NaCl's with its nonce in front.
  bcrypt: async (sealed, passphrase, salt) => {
    // Loaded by who has such a key: it asks for a module of Node's, which browsers have not.
    const { default: bcrypt } = await import("bcryptjs");
    const text = await bcrypt.hash(passphrase, `$2a$12$${bcrypt.encodeBase64([...salt], salt.length)}`);
    const key = sha256(utf8ToBytes(text));
    return opened(() => xsalsa20poly1305(key, sealed.subarray(0, 24)).decrypt(sealed.subarray(24)));
  },
};

/** RFC 4880 §6.2. */
function readArmor(text: string): { readonly headers: Readonly<Record<string, string>>; readonly bytes: Uint8Array } {
  const lines = text
    .trim()
    .split("\n")
    .map((line) => line.trim());
  const gap = lines.indexOf("");
  if (!isArmored(text) || lines.at(-1) !== `-----END ${BLOCK}-----` || gap < 0) throw bad("its armor is damaged");
  const headers = Object.fromEntries(lines.slice(1, gap).map((line) => line.split(": ") as [string, string]));
  const body = lines.slice(gap + 1, -1);
  const sum = body.at(-1)?.startsWith("=") ? body.pop()?.slice(1) : undefined;
  try {
    const bytes = base64.decode(body.join(""));
    if (sum !== undefined && sum !== base64.encode(crc24(bytes))) throw bad("its checksum is wrong");
    return { headers, bytes };
  } catch (from) {
    throw bad(`its armor is damaged: ${(from as Error).message}`);
  }
}

/** RFC 4880 §6.1. */
function crc24(bytes: Uint8Array): Uint8Array {
  let crc = 0xb704ce;
  for (const byte of bytes) {
    crc ^= byte << 16;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x800000 ? (crc << 1) ^ 0x1864cfb : crc << 1;
  }
  return Uint8Array.of((crc >> 16) & 0xff, (crc >> 8) & 0xff, crc & 0xff);
}

function opened(decrypt: () => Uint8Array): Uint8Array {
  try {
    return decrypt();
  } catch (from) {
    throw clientError("KEY_BAD_PASSPHRASE", "wrong passphrase for the armored key, or it was changed", { from });
  }
}

function bad(what: string) {
  return clientError("KEY_BAD_FILE", `the armored key cannot be read: ${what}`);
}
