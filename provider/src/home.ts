import { scrypt } from "node:crypto";
import { existsSync } from "node:fs";
import * as fs from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { type Keyring, type KeySigner, nodeKeyFiles, nodeScrypt, openKeyring } from "@dcm/client/keys";
import { parse, stringify } from "smol-toml";
import { OperatorError, textOf } from "./failure.js";
import { replaceFile } from "./files.js";

export const SITES = ["datacentre", "cloud", "edge", "home"] as const;
export type Site = (typeof SITES)[number];

/** What `config.toml` holds. Money and prices are text, as people write them. */
export interface Config {
  /** A gateway's address. */
  readonly network: string;
  /** CometBFT's RPC, when it is not the one that the gateway names. */
  readonly rpc?: string;
  readonly chain_id: string;
  readonly key: { readonly name: string; readonly backend: "file" | "test"; readonly address: string };
  readonly profile: {
    readonly moniker: string;
    /** ISO 3166. */
    readonly jurisdiction: string;
    readonly site: Site;
    /** Other operators of the same owner name it too. */
    readonly owner?: string;
    readonly payout_address?: string;
    readonly attributes?: Readonly<Record<string, string>>;
  };
  readonly offer: {
    readonly class: string;
    readonly units: number;
    /** Such as 20udcm/Gfuel. */
    readonly price: string;
    /** Such as 100udcm. */
    readonly start_fee: string;
    readonly max_duration_ms: number;
    readonly policies: readonly string[];
    readonly max_bond_multiple: number;
    readonly allow?: readonly string[];
    readonly deny?: readonly string[];
  };
  /** What `init` measured. */
  readonly benchmark?: { readonly ns_per_fuel: number };
}

/** The agent's home: the flag, `DCM_PROVIDER_HOME`, or `~/.dcm/provider`. */
export function providerHome(flag?: string): string {
  return flag ?? process.env.DCM_PROVIDER_HOME ?? join(homedir(), ".dcm", "provider");
}

/** Where the parts of a home are. */
export function filesOf(home: string) {
  return {
    config: join(home, "config.toml"),
    keys: join(home, "keys"),
    journal: join(home, "journal.jsonl"),
    blobs: join(home, "blobs"),
    pid: join(home, "agent.pid"),
    drain: join(home, "drain.json"),
    network: join(home, "network.json"),
  };
}

/** @throws OperatorError  when there is none, or it lacks a part */
export async function readConfig(home: string): Promise<Config> {
  const { config } = filesOf(home);
  const setUp = `dcm-provider init --home ${home}`;
  if (!existsSync(config)) throw new OperatorError(`${home} is not set up: run ${setUp}`, "AGENT_NOT_SET_UP", [setUp]);
  const found = parsedConfig(config, await fs.readFile(config, "utf8"), setUp);
  for (const part of ["network", "chain_id", "key", "profile", "offer"] as const) {
    if (found[part] === undefined) throw new OperatorError(`${config} has no ${part}`, "AGENT_NOT_SET_UP", [setUp]);
  }
  return found;
}

function parsedConfig(path: string, text: string, setUp: string): Config {
  try {
    return parse(text) as unknown as Config;
  } catch (error) {
    const [line = ""] = textOf(error).split("\n");
    throw new OperatorError(`${path} is no TOML: ${line}`, "AGENT_NOT_SET_UP", [setUp]);
  }
}

export async function writeConfig(home: string, config: Config): Promise<void> {
  await fs.mkdir(home, { recursive: true, mode: 0o700 });
  const head = "# dcm-provider. Changes of [offer] and [profile] are published when the agent starts.\n\n";
  await replaceFile(filesOf(home).config, head + stringify(config));
}

/** Opens the home's keyring. */
export function keyringOf(home: string, backend: "file" | "test", prefix: string, passphraseFile?: string): Keyring {
  const files = nodeKeyFiles(fs, filesOf(home).keys);
  return openKeyring({ files, backend, prefix, passphrase: once(passphraseFile), scrypt: nodeScrypt(scrypt) });
}

/** The key that signs for the agent. */
export async function signerOf(home: string, config: Config, prefix: string, passphrase?: string): Promise<KeySigner> {
  return keyringOf(home, config.key.backend, prefix, passphrase).signer(config.key.name);
}

/** Asks a question on the terminal. */
export async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(question)).trim();
  } finally {
    terminal.close();
  }
}

/** Asks a question on the terminal without showing the answer. */
async function askHidden(question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await terminal.question("");
  } finally {
    terminal.close();
    process.stderr.write("\n");
  }
}

/** The passphrase from a file or the terminal, asked for once. */
function once(passphraseFile: string | undefined): () => Promise<string> {
  let answer: Promise<string> | undefined;
  return () => {
    answer ??= passphrase(passphraseFile ?? process.env.DCM_PASSPHRASE_FILE);
    return answer;
  };
}

async function stdinText(): Promise<string> {
  const { text } = await import("node:stream/consumers");
  return text(process.stdin);
}

async function passphrase(file: string | undefined): Promise<string> {
  if (file !== undefined) {
    const text = await (file === "-" ? stdinText() : fs.readFile(file, "utf8")).catch((error: unknown) => {
      throw new OperatorError(`the passphrase cannot be read: ${textOf(error)}`, "AGENT_KEY");
    });
    return text.replace(/\r?\n$/, "");
  }
  if (!process.stdin.isTTY) {
    throw new OperatorError("the key needs a passphrase: give --passphrase-file or DCM_PASSPHRASE_FILE", "AGENT_KEY");
  }
  const answer = await askHidden("passphrase of the key: ");
  if (answer === "") throw new OperatorError("the passphrase is empty", "AGENT_KEY");
  return answer;
}
