import { randomBytes } from "node:crypto";
import { fromBech32, toBech32 } from "@dcm/proto";
import { RequestFinalizeBlock, RequestInitChain } from "@dcm/proto/gen/tendermint/abci";
import { type App, type AppOptions, createApp } from "../app/app.js";
import { storeNames } from "../app/modules.js";
import type { NodeSettings } from "../app/query-context.js";
import { upgrades as allUpgrades, type Upgrade } from "../app/upgrades.js";
import type { Multistore } from "../kernel/kv.js";
import { openStore } from "../store/disk.js";
import {
  type CommittedStore,
  createMultistore,
  StateMismatch,
  type StoreMoves,
  type StoreOptions,
} from "../store/index.js";
import type { AppConfig } from "./config.js";
import { UsageError } from "./errors.js";
import { type AppGenesis, isObject, type Json, type JsonObject, list } from "./genesis.js";
import { nativeHashes, stateHasher } from "./hasher.js";
import type { Home } from "./home.js";
import { initChain, initChainRequest, validatorJson } from "./init-chain.js";
import { signatureVerifier } from "./signatures.js";
import { readUpgradeInfo, type UpgradeInfo } from "./upgrade-info.js";
import { VERSION } from "./version.js";

/** The application over state that is also on disk. */
export interface OpenApp {
  readonly app: App;
  /** Hands the committed block to the writer; a promise when the writer lags and CometBFT must wait. */
  persist(): Promise<void> | undefined;
  durableHeight(): bigint;
  /** Records in all stores. */
  keys(): number;
  /** Writes what is pending. */
  close(): Promise<void>;
}

/** Says things to the operator. */
export interface Log {
  info(text: string): void;
  warn(text: string): void;
}

/** Opens a node's state and puts the application on it. `fail` is called when the disk stops taking blocks. */
export async function openApp(options: {
  readonly files: Home;
  readonly config: Pick<
    AppConfig,
    "minimumGasPrices" | "queryKeepRecent" | "pruning" | "minRetainBlocks" | "haltHeight"
  >;
  readonly genesis: AppGenesis;
  readonly log: Log;
  readonly fail: (error: unknown) => void;
  readonly skippedHeights: ReadonlySet<bigint>;
}): Promise<OpenApp> {
  const { files, config, genesis, log, skippedHeights } = options;
  const storeOptions = inMemory(keptHeights(config));
  const verifier = signatureVerifier();
  (verifier.isSlow ? log.warn : log.info)(
    `signatures are verified by ${verifier.name}, hashes by ${storeOptions.hasher.name}`,
  );
  log.info(`gas costs at least ${config.minimumGasPrices}`);
  const info = readUpgradeInfo(files);
  const started = performance.now();
  const { store, writer, close } = await openStore({
    ...storeOptions,
    dir: files.stateDb,
    moves(height) {
      const next = upgradeAfter(height, info);
      return next && movesOf(next);
    },
    chainId: genesis.chain_id,
    crashAt: process.env.DCM_CRASH_AT,
    onFailure: options.fail,
  });
  log.info(`state of height ${store.height} read and checked in ${Math.round(performance.now() - started)} ms`);
  requireStores(store, upgradeAfter(store.height, info));
  return {
    app: appOver(
      store,
      { ...config, skippedHeights, settings: settingsOf(config) },
      (text) => log.warn(`ALARM ${text}`),
      log.warn,
    ),
    persist() {
      const writes = store.takeWrites();
      const lag = writes && writer.push(writes);
      if (lag !== undefined) tellOfLag(lag, () => store.height - writer.durableHeight, log);
      return lag;
    },
    durableHeight: () => writer.durableHeight,
    keys: () => store.keys,
    close,
  };
}

/** The upgrade of the block after that height, when the last program stopped at it. */
export function upgradeAfter(
  height: bigint,
  info: UpgradeInfo | undefined,
  upgrades: readonly Upgrade[] = allUpgrades,
): Upgrade | undefined {
  return info?.height === height + 1n ? upgrades.find(({ name }) => name === info.name) : undefined;
}

function movesOf({ renamedStores = [], deletedStores = [] }: Upgrade): StoreMoves {
  return { renamed: new Map(renamedStores), deleted: new Set(deletedStores) };
}

/**
 * Refuses to add a store to a state but by the upgrade that is carried out next: nobody else would have it.
 *
 * @throws StateMismatch
 */
export function requireStores({ height, empty }: CommittedStore, next: Upgrade | undefined): void {
  const [missing] = height === 0n ? [] : empty.filter((name) => next?.addedStores?.includes(name) !== true);
  if (missing !== undefined)
    throw new StateMismatch(`the state of height ${height} has no store ${missing}: no upgrade adds it there`);
}

/** A disk that keeps CometBFT waiting is told of while it does and once it does no longer; a short wait is not worth a line. */
function tellOfLag(lag: Promise<void>, blocks: () => bigint, log: Log): void {
  const since = performance.now();
  let isTold = false;
  const timer = setTimeout(() => {
    isTold = true;
    log.warn(`the disk is ${blocks()} blocks behind; CometBFT waits for it`);
  }, LAG_TOLD_MS);
  const done = (text: string) => () => {
    clearTimeout(timer);
    if (isTold) log.info(`${text} after ${Math.round(performance.now() - since)} ms`);
  };
  lag.then(done("the disk has caught up"), done("the disk has failed"));
}

/** Runs InitChain on a genesis file over empty state in memory, and the first steps that a node would take. */
export function checkGenesis(genesis: AppGenesis): void {
  const store = createMultistore(inMemory(0));
  const app = appOver(store, { minimumGasPrices: "", minRetainBlocks: 0n }, raise);
  const { validators } = initChain(app, initChainRequest(genesis));
  if (validators.length === 0)
    throw new UsageError("genesis has no validator: collect gentxs, or name validators in consensus", "DCMD_GENESIS");
}

/** The committed state as app_state, and who validates. The node must not be running. */
export async function exportState(files: Home, genesis: AppGenesis) {
  const { store, close } = await openStore({
    // Reading must not shorten what the node keeps.
    ...inMemory(ALL_HEIGHTS),
    dir: files.stateDb,
    chainId: genesis.chain_id,
    onFailure: (error) => {
      throw error;
    },
  });
  try {
    const app = appOver(store, { minimumGasPrices: "", minRetainBlocks: 0n }, raise);
    const { appState, validators } = app.exportGenesis();
    return {
      height: Number(store.height),
      appState: appState as JsonObject,
      validators: validators.map(validatorJson),
    };
  } finally {
    await close();
  }
}

/** app_state of a new chain: what the modules make of nothing, read back after an empty block. */
export function defaultAppState(denom: string): JsonObject {
  const isUnit = denom.length > 3 && /^[um]/.test(denom);
  const display = isUnit ? denom.slice(1).toUpperCase() : denom;
  const dcm = {
    bech32_prefix: "dcm",
    base_denom: denom,
    display_denom: display,
    exponent: isUnit ? (denom.startsWith("m") ? 3 : 6) : 0,
  };
  const app = appOver(createMultistore(inMemory(0)), { minimumGasPrices: "", minRetainBlocks: 0n }, raise);
  app.initChain(
    RequestInitChain.fromPartial({
      chainId: "default",
      initialHeight: 1n,
      appStateBytes: Buffer.from(JSON.stringify({ dcm })),
    }),
  );
  app.finalizeBlock(RequestFinalizeBlock.fromPartial({ height: 1n }));
  app.commit();
  const state = app.exportGenesis().appState as JsonObject;
  // The modules' accounts are made again when the chain starts, numbered after the file's accounts as in the SDK.
  list(state, "auth", "accounts").length = 0;
  // Wallets and our own gateway learn from the bank how amounts are shown.
  list(state, "bank", "denom_metadata").push({
    description: `the coin of the chain, in 10^-${dcm.exponent} of a ${display}`,
    denom_units: [
      { denom, exponent: 0, aliases: [] },
      ...(dcm.exponent === 0 ? [] : [{ denom: display, exponent: dcm.exponent, aliases: [] }]),
    ],
    base: denom,
    display,
    name: display,
    symbol: display,
    uri: "",
    uri_hash: "",
  });
  return state;
}

/** The human-readable part of this chain's account addresses (INTERFACES.md, Genesis). */
export function prefixOf(genesis: AppGenesis): string {
  const dcm = genesis.app_state.dcm;
  if (isObject(dcm) && typeof dcm.bech32_prefix === "string") return dcm.bech32_prefix;
  const account: Json | undefined = list(genesis.app_state, "auth", "accounts")[0];
  if (isObject(account) && typeof account.address === "string") return fromBech32(account.address).prefix;
  throw new UsageError("genesis says neither dcm.bech32_prefix nor any account", "DCMD_GENESIS");
}

export function isAccountAddress(genesis: AppGenesis, text: string): boolean {
  try {
    const { prefix, data } = fromBech32(text);
    return prefix === prefixOf(genesis) && (data.length === 20 || data.length === 32);
  } catch {
    // Not bech32 at all: the caller goes on to read it as a key's name.
    return false;
  }
}

export function valconsAddress(genesis: AppGenesis, address: Uint8Array): string {
  return toBech32(`${prefixOf(genesis)}valcons`, address);
}

const LAG_TOLD_MS = 1_000;
const ALL_HEIGHTS = Number.MAX_SAFE_INTEGER;

function keptHeights({ pruning, queryKeepRecent }: Pick<AppConfig, "pruning" | "queryKeepRecent">): number {
  if (pruning === "nothing") return ALL_HEIGHTS;
  return pruning === "everything" ? 0 : queryKeepRecent;
}

function inMemory(keepRecent: number): StoreOptions {
  return {
    names: storeNames,
    hasher: stateHasher(),
    seed: randomBytes(4).readInt32LE(),
    indexed: ["acc", "bank"],
    keepRecent,
  };
}

/** An alarm while nobody runs the chain: the command ends with it. */
function raise(text: string): never {
  throw new Error(text);
}

/** What `cosmos.base.node.v1beta1` tells of app.toml. */
function settingsOf({ queryKeepRecent, haltHeight }: Pick<AppConfig, "queryKeepRecent" | "haltHeight">): NodeSettings {
  return { pruningKeepRecent: String(queryKeepRecent), pruningInterval: "0", haltHeight };
}

function appOver(
  store: Multistore,
  config: Pick<AppConfig, "minimumGasPrices" | "minRetainBlocks"> &
    Pick<AppOptions, "skippedHeights"> & { readonly settings?: NodeSettings },
  alarm: (text: string) => void,
  note: (text: string) => void = toStderr,
): App {
  return createApp({
    store,
    verifySecp256k1: signatureVerifier().verify,
    hashes: nativeHashes,
    minGasPrices: config.minimumGasPrices,
    minRetainBlocks: config.minRetainBlocks,
    ...(config.settings && { settings: config.settings }),
    ...(config.skippedHeights && { skippedHeights: config.skippedHeights }),
    alarm,
    note,
    version: VERSION,
  });
}

function toStderr(text: string): void {
  process.stderr.write(`${text}\n`);
}
