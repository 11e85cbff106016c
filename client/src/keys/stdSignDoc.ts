import { type JsonValue, sortedJson, utf8ToBytes } from "@dcm/proto";

/** A message in amino JSON. */
export interface StdMsg {
  readonly type: string;
  readonly value: unknown;
}

/** The fee of an amino sign document. */
export interface StdFee {
  readonly amount: readonly { readonly denom: string; readonly amount: string }[];
  readonly gas: string;
  readonly granter?: string;
  readonly payer?: string;
}

/** What an amino signer signs (SIGN_MODE_LEGACY_AMINO_JSON); the same shape as CosmJS's. */
export interface StdSignDoc {
  readonly chain_id: string;
  readonly account_number: string;
  readonly sequence: string;
  readonly fee: StdFee;
  readonly msgs: readonly StdMsg[];
  readonly memo: string;
  readonly timeout_height?: string;
}

/**
 * Gives the bytes that an amino signature covers: compact JSON with sorted keys and Go's HTML escapes.
 *
 * @param doc  the sign document
 * @returns UTF-8 bytes, to be hashed with sha256
 * @see CONFORMANCE 4.2, amino JSON
 * @example
 * new TextDecoder().decode(aminoSignBytes({ memo: "<", chain_id: "c" })); // '{"chain_id":"c","memo":"\\u003c"}'
 */
export function aminoSignBytes(doc: Partial<StdSignDoc>): Uint8Array {
  const given = Object.entries(doc).filter(([, field]) => field !== undefined);
  return utf8ToBytes(sortedJson(Object.fromEntries(given) as JsonValue));
}
