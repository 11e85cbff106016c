import { readFileSync } from "node:fs";

/** What an SDK chain said about one transaction. */
export interface TxAnswer {
  readonly code: number;
  readonly codespace: string;
  readonly log: string;
  /** base64 */
  readonly data: string;
  readonly gasWanted: string;
  readonly gasUsed: string;
  /** Every attribute is an indexed one. */
  readonly events: readonly { readonly type: string; readonly attributes: readonly (readonly [string, string])[] }[];
}

export interface RecordedTx {
  readonly name: string;
  /** base64 */
  readonly tx: string;
  readonly simulate: { readonly gasWanted: string; readonly gasUsed: string } | { readonly code: number; readonly codespace: string; readonly log: string };
  readonly checkTx: TxAnswer;
  readonly finalize: TxAnswer;
}

export interface RecordedAccount {
  readonly number: number;
  readonly sequence: number;
  /** Type URL and base64 of the encoded key, once the account has signed. */
  readonly pubKey?: string;
  /** Name of a module account. */
  readonly module?: string;
}

export interface RecordedBlock {
  readonly height: number;
  readonly time: string;
  readonly txs: readonly RecordedTx[];
  /** Amounts by address and denomination, where this block changed them (block 1: all). */
  readonly balances: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly accounts: Readonly<Record<string, RecordedAccount>>;
}

export interface Vectors {
  readonly chainId: string;
  readonly minGasPrices: string;
  readonly genesisTime: string;
  readonly validators: readonly { readonly ed25519: string; readonly power: string }[];
  readonly blocks: readonly RecordedBlock[];
  readonly supply: Readonly<Record<string, string>>;
}

/** The genesis file as CometBFT reads it; `app_state` is the application's. */
export interface Genesis {
  readonly consensus: {
    readonly params: {
      readonly block: { readonly max_bytes: string; readonly max_gas: string };
      readonly evidence: { readonly max_age_num_blocks: string; readonly max_age_duration: string; readonly max_bytes: string };
      readonly validator: { readonly pub_key_types: readonly string[] };
    };
  };
  readonly app_state: Readonly<Record<string, unknown>>;
}

/** The recorded answers (README.md). */
export function loadVectors(): Vectors {
  return JSON.parse(readFileSync(new URL("vectors.json", import.meta.url), "utf8")) as Vectors;
}

/** The genesis that they start from. */
export function loadGenesis(): Genesis {
  return JSON.parse(readFileSync(new URL("genesis.json", import.meta.url), "utf8")) as Genesis;
}
