import { clientError } from "../error.js";
import type { StdSignDoc } from "../keys/stdSignDoc.js";

/** An account of a signer. */
export interface SignerAccount {
  readonly address: string;
  readonly pubkey: Uint8Array;
}

interface Signature {
  /** base64 of 64 bytes R ‖ S */
  readonly signature: string;
}

/** A sign document of SIGN_MODE_DIRECT. */
export interface SignDocument {
  bodyBytes: Uint8Array;
  authInfoBytes: Uint8Array;
  chainId: string;
  accountNumber: bigint;
}

/** Signs protobuf documents; CosmJS's OfflineDirectSigner is one. */
export interface DirectSigner {
  getAccounts(): Promise<readonly SignerAccount[]>;
  signDirect(
    address: string,
    doc: SignDocument,
  ): Promise<{ readonly signed: SignDocument; readonly signature: Signature }>;
}

/** Signs amino JSON documents, as Ledgers do; CosmJS's OfflineAminoSigner is one. */
export interface AminoSigner {
  getAccounts(): Promise<readonly SignerAccount[]>;
  signAmino(address: string, doc: StdSignDoc): Promise<{ readonly signed: StdSignDoc; readonly signature: Signature }>;
}

/** Any signer: of the key functions, of CosmJS, or a wallet's. */
export type Signer = DirectSigner | AminoSigner;

/** Tells whether a signer signs protobuf documents. */
export function signsDirect(signer: Signer): signer is DirectSigner {
  return "signDirect" in signer;
}

/** Tells whether a signer signs amino JSON documents. */
export function signsAmino(signer: Signer): signer is AminoSigner {
  return "signAmino" in signer;
}

/** The signer's account with this address, or its first one. */
export async function accountOf(signer: Signer | undefined, address?: string): Promise<SignerAccount> {
  if (!signer) throw clientError("SIGNER_MISSING", "this needs a signer and none was given to connect()");
  const accounts = await signer.getAccounts();
  const account = address === undefined ? accounts[0] : accounts.find((one) => one.address === address);
  if (!account) throw clientError("SIGNER_MISSING", `the signer does not hold ${address ?? "any account"}`);
  return account;
}
