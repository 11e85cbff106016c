import { existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { findComet } from "./comet.js";
import { defaultAppToml } from "./config.js";
import { UsageError } from "./errors.js";
import { type AppGenesis, NEW_CHAIN_PARAMS, readGenesis, writeGenesis } from "./genesis.js";
import {
  getToml,
  type Home,
  initComet,
  nodeId,
  readFile,
  validatorAddress,
  validatorKey,
  writeAtomically,
} from "./home.js";
import { checkGenesis, defaultAppState, exportState, valconsAddress } from "./open-app.js";
import { VERSION } from "./version.js";

type Options = Readonly<Record<string, string | boolean | undefined>>;

/** `dcmd init`: makes a home and says what it is. */
export function init(files: Home, moniker: string, options: Options): void {
  if (existsSync(files.genesis) && options.overwrite !== true) {
    throw new UsageError(`genesis.json file already exists: ${files.genesis} (--overwrite replaces it)`);
  }
  const chainId = options.chainId as string;
  makeHome(files, {
    moniker,
    chainId,
    denom: options.defaultDenom as string,
    blockTime: options.blockTime as string,
  });
  const facts = { moniker, chain_id: chainId, node_id: nodeId(files), home: files.root };
  process.stderr.write(`${JSON.stringify(facts)}\n`);
}

/** What is chosen when a home is made. */
export interface HomeOptions {
  readonly moniker: string;
  readonly chainId: string;
  readonly denom: string;
  /** A Go duration for timeout_commit. */
  readonly blockTime: string;
}

/** Makes a home: CometBFT's keys and configuration, app.toml, and a genesis file without accounts. */
export function makeHome(files: Home, { moniker, chainId, denom, blockTime }: HomeOptions): void {
  if (!/^[a-zA-Z][a-zA-Z0-9/:._-]{2,127}$/.test(denom)) throw new UsageError(`invalid denom: ${denom}`);
  const comet = findComet({ install: true, say: (text) => process.stderr.write(`${text}\n`) });
  mkdirSync(dirname(files.genesis), { recursive: true, mode: 0o700 });
  rmSync(files.genesis, { force: true });
  initComet(files, comet, { moniker, blockTime });
  writeAtomically(files.appToml, defaultAppToml(denom));
  const genesis: AppGenesis = {
    app_name: "dcmd",
    app_version: VERSION,
    genesis_time: new Date().toISOString(),
    chain_id: chainId,
    initial_height: 1,
    app_hash: null,
    app_state: defaultAppState(denom),
    consensus: { params: NEW_CHAIN_PARAMS },
  };
  writeGenesis(files.genesis, genesis);
}

export const showNodeId = nodeId;

export function showValidator(files: Home): string {
  return JSON.stringify({ "@type": "/cosmos.crypto.ed25519.PubKey", key: validatorKey(files).toString("base64") });
}

export function showAddress(files: Home): string {
  return valconsAddress(readGenesis(files.genesis), validatorAddress(files));
}

/** Runs the application's real InitChain on the file, in memory. */
export function validate(files: Home, file = files.genesis): string {
  checkGenesis(readGenesis(file));
  return `File at ${file} is a valid genesis file`;
}

/** The committed state as a genesis file that starts a chain from here. */
export async function exportGenesis(files: Home): Promise<string> {
  const genesis = readGenesis(files.genesis);
  const { height, appState, validators } = await exportState(files, genesis);
  const consensus = { ...genesis.consensus, validators };
  return JSON.stringify({ ...genesis, initial_height: height + 1, app_state: appState, consensus }, undefined, 2);
}

/** CometBFT's `status`, with the SDK's field names. */
export async function status(files: Home, node: string | undefined): Promise<string> {
  const laddr = node ?? getToml(readFile(files.configToml), "rpc.laddr");
  const url = laddr.replace(/^tcp:/, "http:").replace("//0.0.0.0:", "//127.0.0.1:");
  const response = await fetch(`${url}/status`, { signal: AbortSignal.timeout(5_000) }).catch((error: Error) => {
    const reason = (error.cause as Error | undefined)?.message ?? error.message;
    throw new UsageError(`no node answers at ${url}: ${reason}`, "DCMD_NODE_UNREACHABLE");
  });
  const { result } = (await response.json()) as { result: Record<string, unknown> };
  return JSON.stringify(result);
}
