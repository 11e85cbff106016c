import { secp256k1 } from "@noble/curves/secp256k1.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { base64, bech32 } from "@scure/base";
import type { AminoSigner } from "../tx/signers.js";
import { addressOf } from "./derive.js";
import type { StdSignature } from "./signer.js";
import { aminoSignBytes, type StdSignDoc } from "./stdSignDoc.js";

/**
 * Makes the document that a wallet signs when it signs something that is no transaction (ADR-036).
 *
 * @param signer  address that signs
 * @param data    a text, or bytes
 * @returns a sign document of no chain, which no chain takes for a transaction
 * @see Cosmos SDK ADR-036; Keplr, signArbitrary
 * @example
 * arbitraryDoc("dcm1…", "hello").msgs[0].value.data; // "aGVsbG8="
 */
export function arbitraryDoc(signer: string, data: string | Uint8Array): StdSignDoc {
  const bytes = typeof data === "string" ? utf8ToBytes(data) : data;
  return {
    chain_id: "",
    account_number: "0",
    sequence: "0",
    fee: { gas: "0", amount: [] },
    msgs: [{ type: "sign/MsgSignData", value: { signer, data: base64.encode(bytes) } }],
    memo: "",
  };
}

/**
 * Signs something that is no transaction, as `signArbitrary` of Keplr does (ADR-036).
 *
 * @param signer   a signer that signs amino documents
 * @param address  its account
 * @param data     a text, or bytes
 * @returns the public key and the signature
 * @throws KEY_NOT_FOUND  the signer does not hold the address
 * @example
 * const alice = await fromMnemonic(generateMnemonic());
 * const signature = await signArbitrary(alice, alice.address, "hello");
 * verifyArbitrary(alice.address, "hello", signature); // true
 */
export async function signArbitrary(
  signer: AminoSigner,
  address: string,
  data: string | Uint8Array,
): Promise<StdSignature> {
  const { signature } = await signer.signAmino(address, arbitraryDoc(address, data));
  return signature as StdSignature;
}

/**
 * Tells whether an account signed something that is no transaction (ADR-036).
 *
 * @param address    the account that is said to have signed, with any prefix
 * @param data       what it is said to have signed
 * @param signature  what `signArbitrary` gave, here or in a wallet
 * @returns true if the key belongs to the address and the signature to key and data
 * @example
 * const alice = await fromMnemonic(generateMnemonic());
 * const signature = await signArbitrary(alice, alice.address, "hello");
 * verifyArbitrary(alice.address, "hallo", signature); // false
 */
export function verifyArbitrary(address: string, data: string | Uint8Array, signature: StdSignature): boolean {
  try {
    const pubkey = base64.decode(signature.pub_key.value);
    const { prefix } = bech32.decode(address as `${string}1${string}`);
    if (addressOf(pubkey, prefix) !== address) return false;
    const digest = sha256(aminoSignBytes(arbitraryDoc(address, data)));
    return secp256k1.verify(base64.decode(signature.signature), digest, pubkey, { prehash: false, lowS: true });
  } catch {
    // A text that is no address, key or signature is nobody's signature.
    return false;
  }
}
