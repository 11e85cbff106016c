import { spawnSync } from "node:child_process";
import { createHash, createPrivateKey, createPublicKey } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "./errors.js";

/** Where a node's files lie. */
export interface Home {
  readonly root: string;
  readonly configToml: string;
  readonly appToml: string;
  readonly clientToml: string;
  readonly genesis: string;
  readonly gentxs: string;
  readonly nodeKey: string;
  readonly validatorKey: string;
  readonly validatorState: string;
  readonly addressBook: string;
  readonly data: string;
  readonly stateDb: string;
  readonly cometGenesis: string;
  /** What the next program reads, and who swaps programs: the upgrade that this one stopped at. */
  readonly upgradeInfo: string;
  readonly run: string;
  readonly keys: string;
}

export function home(root: string): Home {
  const config = (name: string) => join(root, "config", name);
  const data = (name: string) => join(root, "data", name);
  return {
    root,
    configToml: config("config.toml"),
    appToml: config("app.toml"),
    clientToml: config("client.toml"),
    genesis: config("genesis.json"),
    gentxs: config("gentx"),
    nodeKey: config("node_key.json"),
    validatorKey: config("priv_validator_key.json"),
    validatorState: data("priv_validator_state.json"),
    addressBook: config("addrbook.json"),
    data: join(root, "data"),
    stateDb: data("application.db"),
    cometGenesis: data("cometbft-genesis.json"),
    upgradeInfo: data("upgrade-info.json"),
    run: data("run.json"),
    keys: join(root, "keys"),
  };
}

/** Writes a file so that a reader, and whoever comes after a power cut, sees the old or the new one, never a part. */
export function writeAtomically(path: string, text: string, mode = 0o644): void {
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, text, { mode });
  sync(temporary);
  renameSync(temporary, path);
  sync(dirname(path));
}

/** Waits until a file's contents, or a directory's names, are on the disk. */
function sync(path: string): void {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Reads a file that the operator must have made. */
export function readFile(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new UsageError(`${path} cannot be read; has this home been set up with dcmd init?`, "DCMD_NOT_SET_UP");
  }
}

/**
 * Lets CometBFT make its own directory (keys, state file, config.toml) and turns the knobs that a dcm node needs.
 *
 * @param blockTime a Go duration for timeout_commit, e.g. "1s"
 */
export function initComet(files: Home, comet: string, options: { moniker: string; blockTime: string }): void {
  const run = spawnSync(comet, ["init", "--home", files.root, "--log_level", "error"], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(`cometbft init failed: ${run.stderr.trim()}`);
  // CometBFT does not wait for the disk with them, and a node without its keys is another node.
  for (const path of [files.nodeKey, files.validatorKey, files.validatorState]) {
    sync(path);
    sync(dirname(path));
  }
  let text = readFile(files.configToml);
  for (const [key, value] of knobs(options)) text = setToml(text, key, value);
  writeAtomically(files.configToml, text);
}

/** CONFORMANCE.md §3.4. */
function knobs({ moniker, blockTime }: { moniker: string; blockTime: string }): [key: string, value: string][] {
  return [
    ["moniker", JSON.stringify(moniker)],
    ["rpc.cors_allowed_origins", '["*"]'],
    // CosmJS's HttpBatchClient sends 20 requests at once; base64 makes a transaction of 1 MiB longer than 1 MB.
    ["rpc.max_request_batch_size", "50"],
    ["rpc.max_body_bytes", "4000000"],
    ["p2p.flush_throttle_timeout", '"10ms"'],
    ["consensus.timeout_commit", JSON.stringify(duration(blockTime))],
    // Deadlines need blocks, and a block time that no fast validator shortens.
    ["consensus.skip_timeout_commit", "false"],
    ["consensus.create_empty_blocks", "true"],
    ["storage.discard_abci_responses", "false"],
    ["tx_index.indexer", '"kv"'],
    ["instrumentation.prometheus", "true"],
    ["instrumentation.prometheus_listen_addr", '"127.0.0.1:26660"'],
  ];
}

/** A Go duration such as 500ms, 1s, 1.5s. */
export function duration(text: string): string {
  if (!/^\d{1,9}(\.\d{1,6})?(ms|s|m)$/.test(text)) throw new UsageError(`"${text}" is no duration such as 500ms or 1s`);
  return text;
}

/** Replaces the value of `section.key` (or a top-level `key`) in a TOML text, keeping comments and order. */
export function setToml(text: string, key: string, value: string): string {
  const [section, name] = key.includes(".") ? key.split(".") : ["", key];
  let current = "";
  let done = false;
  const lines = text.split("\n").map((line) => {
    current = /^\[([^\]]+)\]/.exec(line)?.[1] ?? current;
    if (done || current !== section || line.split("=")[0]?.trim() !== name) return line;
    done = true;
    return `${name} = ${value}`;
  });
  if (!done) throw new Error(`config.toml has no ${key}`);
  return lines.join("\n");
}

/** The value of `section.key` in a TOML text that CometBFT wrote, without quotes. */
export function getToml(text: string, key: string): string {
  const [section, name] = key.includes(".") ? key.split(".") : ["", key];
  let current = "";
  for (const line of text.split("\n")) {
    current = /^\[([^\]]+)\]/.exec(line)?.[1] ?? current;
    if (current === section && line.split("=")[0]?.trim() === name) {
      return line
        .slice(line.indexOf("=") + 1)
        .trim()
        .replace(/^"|"$/g, "");
    }
  }
  throw new UsageError(`config.toml has no ${key}`, "DCMD_CONFIG");
}

/** CometBFT's id of this node: the first 20 bytes of the hash of its p2p key, in hex. */
export function nodeId(files: Home): string {
  return addressOf(keyPair(readFile(files.nodeKey)).publicKey).toString("hex");
}

/** The validator's consensus key. */
export function validatorKey(files: Home): Buffer {
  return keyPair(readFile(files.validatorKey)).publicKey;
}

/** The validator's consensus address. */
export function validatorAddress(files: Home): Buffer {
  return addressOf(validatorKey(files));
}

/** Forgets all blocks, state and signatures, and keeps keys and configuration. */
export function resetAll(files: Home, keepAddressBook: boolean): void {
  if (existsSync(files.data))
    for (const name of readdirSync(files.data)) rmSync(join(files.data, name), { recursive: true });
  mkdirSync(files.data, { recursive: true, mode: 0o700 });
  writeFileSync(files.validatorState, JSON.stringify({ height: "0", round: 0, step: 0 }, undefined, 2), {
    mode: 0o600,
  });
  if (!keepAddressBook) rmSync(files.addressBook, { force: true });
}

function addressOf(publicKey: Uint8Array): Buffer {
  return createHash("sha256").update(publicKey).digest().subarray(0, 20);
}

/** CometBFT stores an ed25519 key as base64 of seed ‖ public key. */
function keyPair(json: string): { publicKey: Buffer } {
  const { priv_key: key } = JSON.parse(json) as { priv_key?: { type?: string; value?: string } };
  const bytes = Buffer.from(key?.value ?? "", "base64");
  if (key?.type !== "tendermint/PrivKeyEd25519" || bytes.length !== 64)
    throw new UsageError("key file is not an ed25519 key");
  const publicKey = bytes.subarray(32);
  const pkcs8 = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), bytes.subarray(0, 32)]);
  const derived = createPublicKey(createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" }));
  const spki = derived.export({ format: "der", type: "spki" });
  if (!spki.subarray(-32).equals(publicKey))
    throw new UsageError("key file is damaged: the two halves do not belong together");
  return { publicKey };
}
