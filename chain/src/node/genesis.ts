import { readdirSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "./errors.js";
import { readFile, writeAtomically } from "./home.js";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** The SDK's AppGenesis: what operators read and exchange. */
export interface AppGenesis {
  app_name: string;
  app_version: string;
  genesis_time: string;
  chain_id: string;
  initial_height: number;
  app_hash: null;
  app_state: JsonObject;
  consensus: { validators?: Json[]; params: JsonObject };
}

/** @see CometBFT types/params.go, DefaultConsensusParams; block size as in the SDK. */
export const DEFAULT_PARAMS: JsonObject = {
  block: { max_bytes: "22020096", max_gas: "-1" },
  evidence: { max_age_num_blocks: "100000", max_age_duration: "172800000000000", max_bytes: "1048576" },
  validator: { pub_key_types: ["ed25519"] },
  version: { app: "0" },
  abci: { vote_extensions_enable_height: "0" },
};

/** What a new chain of ours begins with. PROTOCOL.md §11: block max_gas 100 M, max_bytes 4 MiB. */
export const NEW_CHAIN_PARAMS: JsonObject = {
  ...DEFAULT_PARAMS,
  block: { max_bytes: String(4 << 20), max_gas: "100000000" },
};

/** CometBFT types/genesis.go, MaxChainIDLen. */
const CHAIN_ID_BYTES_MAX = 50;

/**
 * Reads a genesis file in either form: the SDK's (≥ 0.50) or CometBFT's own, which older chains use.
 *
 * @throws UsageError naming the file and what is wrong
 */
export function readGenesis(path: string): AppGenesis {
  const doc = parseObject(path, readFile(path));
  const consensus = isObject(doc.consensus) ? doc.consensus : undefined;
  const params = consensus?.params ?? doc.consensus_params;
  const validators = consensus?.validators ?? doc.validators;
  const { chain_id: chainId, genesis_time: time, app_state: state } = doc;
  const height = Number(doc.initial_height ?? 1) || 1;

  if (typeof chainId !== "string" || chainId === "")
    throw new UsageError(`${path}: chain_id is missing`, "DCMD_GENESIS");
  if (Buffer.byteLength(chainId) > CHAIN_ID_BYTES_MAX)
    throw new UsageError(`${path}: chain_id has more than 50 bytes`, "DCMD_GENESIS");
  if (typeof time !== "string" || Number.isNaN(Date.parse(time)))
    throw new UsageError(`${path}: genesis_time is no time`, "DCMD_GENESIS");
  if (!isObject(state)) throw new UsageError(`${path}: app_state is missing`, "DCMD_GENESIS");
  if (!Number.isSafeInteger(height) || height < 1)
    throw new UsageError(`${path}: initial_height must be at least 1`, "DCMD_GENESIS");

  return {
    app_name: typeof doc.app_name === "string" ? doc.app_name : "dcmd",
    app_version: typeof doc.app_version === "string" ? doc.app_version : "",
    genesis_time: time,
    chain_id: chainId,
    initial_height: height,
    app_hash: null,
    app_state: state,
    consensus: { ...(Array.isArray(validators) && { validators }), params: isObject(params) ? params : DEFAULT_PARAMS },
  };
}

/** Writes the SDK's form, app_state's keys sorted. */
export function writeGenesis(path: string, genesis: AppGenesis): void {
  const state = Object.fromEntries(Object.entries(genesis.app_state).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeAtomically(path, `${JSON.stringify({ ...genesis, app_state: state }, undefined, 2)}\n`);
}

/** The file for CometBFT, which cannot parse the SDK's form: 64-bit numbers are strings, parameters are elsewhere. */
export function cometGenesis(genesis: AppGenesis): string {
  const { genesis_time, chain_id, initial_height, app_state, consensus } = genesis;
  return JSON.stringify({
    genesis_time,
    chain_id,
    initial_height: String(initial_height),
    consensus_params: consensus.params,
    ...(consensus.validators && { validators: consensus.validators }),
    app_hash: "",
    app_state,
  });
}

/** Adds an account and its coins to auth, bank and the supply. */
export function addAccount(genesis: AppGenesis, address: string, coins: ReadonlyMap<string, bigint>): void {
  const accounts = list(genesis.app_state, "auth", "accounts");
  if (accounts.some((account) => isObject(account) && account.address === address)) {
    throw new UsageError(`account ${address} is already in the genesis file`);
  }
  const base = { "@type": "/cosmos.auth.v1beta1.BaseAccount", address, pub_key: null };
  accounts.push({ ...base, account_number: String(accounts.length), sequence: "0" });
  if (coins.size === 0) return;
  list(genesis.app_state, "bank", "balances").push({ address, coins: coinsJson(coins) });

  const bank = genesis.app_state.bank as JsonObject;
  const supply = coinsOf(list(genesis.app_state, "bank", "supply"));
  for (const [denom, amount] of coins) supply.set(denom, (supply.get(denom) ?? 0n) + amount);
  bank.supply = coinsJson(supply);
}

/** What the genesis file gives to an account. */
export function balanceOf(genesis: AppGenesis, address: string): ReadonlyMap<string, bigint> {
  const found = list(genesis.app_state, "bank", "balances").find((b) => isObject(b) && b.address === address);
  return isObject(found) && Array.isArray(found.coins) ? coinsOf(found.coins) : new Map();
}

/** Parses `1000000udcm,5foo` as the SDK does. */
export function parseCoins(text: string): Map<string, bigint> {
  const coins = new Map<string, bigint>();
  for (const part of text.split(",").map((coin) => coin.trim())) {
    const [, amount, denom] = /^(\d{1,78})([a-zA-Z][a-zA-Z0-9/:._-]{2,127})$/.exec(part) ?? [];
    if (amount === undefined || denom === undefined) throw new UsageError(`invalid decimal coin expression: ${part}`);
    if (coins.has(denom)) throw new UsageError(`duplicate denomination ${denom}`);
    if (BigInt(amount) > 0n) coins.set(denom, BigInt(amount));
  }
  return coins;
}

/** Every *.json of a directory, in the order of the names. */
export function readGentxs(directory: string): { file: string; gentx: JsonObject }[] {
  let names: string[];
  try {
    names = readdirSync(directory);
  } catch {
    throw new UsageError(`${directory} cannot be read; has dcmd genesis gentx been run?`);
  }
  const sorted = names.filter((name) => name.endsWith(".json")).sort((a, b) => (a < b ? -1 : 1));
  return sorted.map((name) => ({ file: name, gentx: parseObject(name, readFile(join(directory, name))) }));
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A list in app_state, made when the module or the list is absent. */
export function list(state: JsonObject, module: string, name: string): Json[] {
  state[module] ??= {};
  const object = state[module];
  if (!isObject(object)) throw new UsageError(`app_state.${module} is no object`, "DCMD_GENESIS");
  object[name] ??= [];
  const found = object[name];
  if (!Array.isArray(found)) throw new UsageError(`app_state.${module}.${name} is no list`, "DCMD_GENESIS");
  return found;
}

function parseObject(path: string, text: string): JsonObject {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    throw new UsageError(`${path}: ${(error as Error).message}`, "DCMD_GENESIS");
  }
  if (!isObject(value)) throw new UsageError(`${path}: is no JSON object`, "DCMD_GENESIS");
  return value;
}

function coinsOf(coins: readonly Json[]): Map<string, bigint> {
  return new Map(coins.filter(isObject).map((coin) => [String(coin.denom), BigInt(String(coin.amount))]));
}

function coinsJson(coins: ReadonlyMap<string, bigint>): Json[] {
  const sorted = [...coins].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([denom, amount]) => ({ denom, amount: String(amount) }));
}
