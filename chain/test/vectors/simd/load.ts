import { existsSync, readdirSync, readFileSync } from "node:fs";

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

/** What an SDK chain answered to a query. */
export interface QueryAnswer {
  readonly code: number;
  readonly codespace: string;
  readonly log: string;
  /** base64 */
  readonly value: string;
}

export interface RecordedQuery extends QueryAnswer {
  readonly name: string;
  readonly path: string;
  /** base64 */
  readonly data: string;
}

/** What CometBFT proves of a validator. */
export interface RecordedOffence {
  readonly type: number;
  readonly address: string;
  readonly power: string;
  readonly height: number;
  readonly seconds: string;
  readonly total: string;
}

/** A program that was started before a block. */
export interface RecordedProgram {
  /** The upgrades that it knows. */
  readonly upgrades?: readonly string[];
  /** The heights at which it leaves out what is planned. */
  readonly skipped?: readonly number[];
  /** Why it did not make the block; the last program of a block did. */
  readonly refusal?: string;
  /** What it left in data/upgrade-info.json, or an earlier one. */
  readonly upgradeInfo?: string | null;
}

export interface RecordedBlock {
  readonly height: number;
  readonly time: string;
  /** Nanoseconds of the time. */
  readonly nanos: number;
  /** Address in hex, power and flag of each validator of the block before. */
  readonly votes: readonly (readonly [address: string, power: string, flag: number])[];
  readonly misbehavior: readonly RecordedOffence[];
  /** The programs that were started one after the other before this block; without any, the last goes on. */
  readonly programs?: readonly RecordedProgram[];
  readonly txs: readonly RecordedTx[];
  readonly events: TxAnswer["events"];
  readonly updates: readonly { readonly ed25519: string; readonly power: string }[];
  /** The base64 of what CometBFT was told to run with, where it is not what the last block said. */
  readonly params?: string;
  /** Amounts by address and denomination, where this block changed them (block 1: all). */
  readonly balances: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly accounts: Readonly<Record<string, RecordedAccount>>;
  /** Records in hex by store and key, where this block changed them; null where it deleted them. */
  readonly stores: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
  /** What was asked after the block. */
  readonly queries: readonly RecordedQuery[];
}

export interface Vectors {
  readonly chainId: string;
  readonly minGasPrices: string;
  readonly genesisTime: string;
  readonly validators: readonly { readonly ed25519: string; readonly power: string }[];
  /** Stores whose records were compared, with the prefixes of their keys in hex. */
  readonly stores: Readonly<Record<string, readonly string[]>>;
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

/** The names of all plans; the first is "core". */
export function planNames(): readonly string[] {
  const names = readdirSync(new URL(".", import.meta.url)).map((file) => /^vectors(?:-(.+))?\.json$/.exec(file));
  return names.flatMap((match) => (match === null ? [] : [match[1] ?? "core"])).sort((a, b) => Number(b === "core") - Number(a === "core"));
}

/** The recorded answers to one plan (README.md). */
export function loadVectors(name: string): Vectors {
  return JSON.parse(readFileSync(new URL(`vectors${suffix(name)}.json`, import.meta.url), "utf8")) as Vectors;
}

/** The genesis that they start from: the plan's own, or that of the core. */
export function loadGenesis(name: string): Genesis {
  const own = new URL(`genesis${suffix(name)}.json`, import.meta.url);
  const file = existsSync(own) ? own : new URL("genesis.json", import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as Genesis;
}

function suffix(name: string): string {
  return name === "core" ? "" : `-${name}`;
}
