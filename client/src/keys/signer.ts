import { directSignBytes } from "@dcm/proto";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { base64 } from "@scure/base";
import { clientError } from "../error.js";
import { addressOf, COSMOS_PATH, privateKeyOf, publicKeyOf } from "./derive.js";
import { aminoSignBytes, type StdSignDoc } from "./stdSignDoc.js";

/** A signature as CosmJS signers return it. */
export interface StdSignature {
  readonly pub_key: { readonly type: string; readonly value: string };
  /** base64 of 64 bytes R ‖ S, low S. */
  readonly signature: string;
}

/** A sign document of SIGN_MODE_DIRECT. */
export interface DirectDoc {
  readonly bodyBytes: Uint8Array;
  readonly authInfoBytes: Uint8Array;
  readonly chainId: string;
  readonly accountNumber: bigint;
}

/** One account that signs in both modes; it is a CosmJS OfflineDirectSigner and OfflineAminoSigner. */
export interface KeySigner {
  readonly address: string;
  readonly pubkey: Uint8Array;
  readonly prefix: string;
  getAccounts(): Promise<readonly { address: string; pubkey: Uint8Array; algo: "secp256k1" }[]>;
  signDirect<D extends DirectDoc>(address: string, doc: D): Promise<{ signed: D; signature: StdSignature }>;
  signAmino<D extends StdSignDoc>(address: string, doc: D): Promise<{ signed: D; signature: StdSignature }>;
}

/**
 * Makes a signer from a mnemonic.
 *
 * @param mnemonic        12 to 24 English words (BIP-39)
 * @param options.prefix  bech32 prefix of its addresses, `dcm` unless given
 * @param options.path    BIP-32 path, the Cosmos path unless given
 * @returns a signer for the library and for CosmJS
 * @throws KEY_BAD_MNEMONIC  the words or the path are not valid
 * @example
 * const alice = await fromMnemonic(generateMnemonic());
 * alice.address.startsWith("dcm1"); // true
 */
export async function fromMnemonic(
  mnemonic: string,
  options: { readonly prefix?: string; readonly path?: string } = {},
): Promise<KeySigner> {
  return fromPrivateKey(await privateKeyOf(mnemonic, options.path ?? COSMOS_PATH), options.prefix);
}

/**
 * Makes a signer from a private key.
 *
 * @param privateKey  32 bytes; kept in memory as long as the signer lives
 * @param prefix      bech32 prefix of its address
 * @returns a signer for the library and for CosmJS
 * @throws KEY_BAD_FILE  the bytes are no private key
 * @example
 * fromPrivateKey(new Uint8Array(32).fill(1), "dcm").address; // "dcm10xcqpzrky6eff2g52qdye53xkk9jxkvrjr6sns"
 */
export function fromPrivateKey(privateKey: Uint8Array, prefix = "dcm"): KeySigner {
  const pubkey = publicKeyOf(privateKey);
  const address = addressOf(pubkey, prefix);
  const sign = (signer: string, bytes: Uint8Array): StdSignature => {
    if (signer !== address) throw clientError("KEY_NOT_FOUND", `this signer holds ${address}, not ${signer}`);
    // RFC 6979 and low S, as the chain demands.
    const signature = secp256k1.sign(sha256(bytes), privateKey, { prehash: false, lowS: true });
    return {
      pub_key: { type: "tendermint/PubKeySecp256k1", value: base64.encode(pubkey) },
      signature: base64.encode(signature),
    };
  };
  return {
    address,
    pubkey,
    prefix,
    getAccounts: async () => [{ address, pubkey, algo: "secp256k1" }],
    signDirect: async (signer, doc) => ({
      signed: doc,
      signature: sign(signer, directSignBytes(doc.bodyBytes, doc.authInfoBytes, doc)),
    }),
    signAmino: async (signer, doc) => ({ signed: doc, signature: sign(signer, aminoSignBytes(doc)) }),
  };
}
