import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { CliError } from "./failure.js";
import { quoted } from "./typed.js";

/** A network and how one uses it. */
export interface Context {
  readonly chain_id: string;
  /** The gateway, or CometBFT's RPC when there is none. */
  readonly url: string;
  readonly prefix: string;
  /** Name of the key that sends unless `--from` says otherwise. */
  readonly from?: string | undefined;
  readonly keyring_backend: "file" | "test";
  readonly local: boolean;
  /** Sums above it are confirmed first; in the display unit. */
  readonly spend_guard?: string | undefined;
}

/** All contexts, and the one in use. */
export interface Contexts {
  readonly current: string | undefined;
  readonly contexts: Readonly<Record<string, Context>>;
}

/** Where keys and contexts are kept: `--home`, `DCM_HOME`, or ~/.dcm. */
export function dcmHome(home?: string): string {
  return home ?? process.env.DCM_HOME ?? join(homedir(), ".dcm");
}

export async function readContexts(home?: string): Promise<Contexts> {
  let text: string;
  try {
    text = await readFile(contextsFile(home), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return { current: undefined, contexts: {} };
  }
  try {
    return JSON.parse(text) as Contexts;
  } catch (error) {
    const file = contextsFile(home);
    throw new CliError("CONTEXT_BAD_FILE", `${file} is not what dcm wrote: ${(error as Error).message}`, [
      `mv ${quoted(file)} ${quoted(`${file}.damaged`)}`,
    ]);
  }
}

export async function writeContexts(contexts: Contexts, home?: string): Promise<void> {
  const file = contextsFile(home);
  await mkdir(dcmHome(home), { recursive: true, mode: 0o700 });
  // Renamed into place, so that no other command reads half a file.
  await writeFile(`${file}.${process.pid}`, `${JSON.stringify(contexts, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.${process.pid}`, file);
}

/** Adds or replaces a context and makes it the one in use. */
export async function selectContext(name: string, context: Context, home?: string): Promise<void> {
  const { contexts } = await readContexts(home);
  await writeContexts({ current: name, contexts: { ...contexts, [name]: context } }, home);
}

/** The named context, or the one in use; undefined when none was ever made. */
export async function findContext(name: string | undefined, home?: string): Promise<Context | undefined> {
  const { current, contexts } = await readContexts(home);
  const wanted = name ?? current;
  if (wanted === undefined) return undefined;
  const found = contexts[wanted];
  if (!found) throw new CliError("CONTEXT_NOT_FOUND", `there is no context named ${wanted}`, ["dcm context list"]);
  return found;
}

/** Chains say in their id that they are local: dcm-local-1. */
export function isLocalChain(chainId: string): boolean {
  return chainId.split("-").includes("local");
}

function contextsFile(home?: string): string {
  return join(dcmHome(home), "contexts.json");
}
