import { type Address, toBech32, toHex, utf8ToBytes } from "@dcm/proto";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { ripemd160 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";

/** Somebody who signs. */
export interface Person {
  readonly name: string;
  readonly privateKey: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly address: Address;
}

const known = new Map<string, Person>();

/** The person of that name: the same keys in every test. */
export function person(name: string, prefix = "dcm"): Person {
  const id = `${prefix}/${name}`;
  const found = known.get(id);
  if (found !== undefined) return found;
  const privateKey = sha256(utf8ToBytes(`dcm/test/${name}`));
  const publicKey = secp256k1.getPublicKey(privateKey, true);
  const address = toBech32(prefix, ripemd160(sha256(publicKey))) as Address;
  const made = { name, privateKey, publicKey, address };
  known.set(id, made);
  return made;
}

/** Signatures are deterministic, and a history that is played again signs the same again. */
const signatures = new Map<string, Uint8Array>();

/** 64 bytes R‖S with a low S. */
export function signDigest(digest: Uint8Array, { privateKey }: Person): Uint8Array {
  const id = `${toHex(digest)}/${toHex(privateKey)}`;
  const signature = signatures.get(id) ?? secp256k1.sign(digest, privateKey, { prehash: false, lowS: true });
  signatures.set(id, signature);
  return signature;
}

/** The verifier in plain JavaScript. */
export function verifySecp256k1(key: Uint8Array, digest: Uint8Array, signature: Uint8Array): boolean {
  return secp256k1.verify(signature, digest, key, { prehash: false, lowS: true });
}
