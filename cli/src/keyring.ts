import { scrypt } from "node:crypto";
import * as fs from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { type KeyInfo, type Keyring, nodeKeyFiles, nodeScrypt, openKeyring } from "@dcm/client/keys";
import { type Context, dcmHome } from "./contexts.js";
import { CliError } from "./failure.js";
import { readStdin } from "./output.js";
import { rememberedKey } from "./unlocked.js";

/** Flags that say where keys are. */
export interface KeyFlags {
  readonly home?: string | undefined;
  readonly keyringBackend?: "file" | "test" | undefined;
  readonly passphraseFile?: string | undefined;
}

/** The keyring of a backend: `~/.dcm/keys`, with the plain keys of local networks in a folder of their own. */
export function openKeys(flags: KeyFlags, context: Pick<Context, "prefix" | "keyring_backend"> | undefined): Keyring {
  const backend = backendOf(flags, context);
  return openKeyring({
    files: nodeKeyFiles(fs, keyFolder(backend, flags.home)),
    backend,
    prefix: context?.prefix ?? "dcm",
    passphrase: () => passphrase("passphrase: ", flags.passphraseFile),
    scrypt: nodeScrypt(scrypt),
    remembered: (salt) => rememberedKey(flags.home, salt),
  });
}

export function backendOf(flags: KeyFlags, context: Pick<Context, "keyring_backend"> | undefined): "file" | "test" {
  return flags.keyringBackend ?? context?.keyring_backend ?? "file";
}

export function keyFolder(backend: "file" | "test", home?: string): string {
  return join(dcmHome(home), "keys", ...(backend === "test" ? ["test"] : []));
}

/** The key that sends: the one named (by name or address), the context's, or the only one there is. */
export async function findKey(
  keys: Keyring,
  from: string | undefined,
  context: Pick<Context, "from"> | undefined,
): Promise<KeyInfo | undefined> {
  const wanted = from ?? context?.from;
  const all = await keys.list();
  if (wanted === undefined) return all.length === 1 ? all[0] : undefined;
  const found = all.find(({ name, address }) => name === wanted || address === wanted);
  if (!found && from !== undefined) {
    const next = ["dcm keys list", `dcm keys add ${/^[A-Za-z0-9][\w.-]*$/.test(wanted) ? wanted : "mine"}`];
    throw new CliError("KEY_CHOICE", `there is no key ${wanted} in this keyring`, next);
  }
  return found;
}

/** A passphrase from a file, or typed without being shown. */
export async function passphrase(question: string, file?: string): Promise<string> {
  if (file !== undefined) {
    const text = file === "-" ? new TextDecoder().decode(await readStdin()) : await fs.readFile(file, "utf8");
    return text.replace(/\r?\n$/, "");
  }
  return secretLine(question);
}

/** A line that is typed without being shown, or the first line of a pipe. */
export async function secretLine(question: string): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new CliError(
      "KEY_NO_TERMINAL",
      "a passphrase is needed and there is no terminal to ask for it: it can come from --passphrase-file or DCM_PASSPHRASE_FILE",
    );
  }
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await new Promise<string>((resolve, reject) => {
      reader.question("", resolve);
      reader.once("SIGINT", () => reject(new CliError("KEY_NO_TERMINAL", "no passphrase was given")));
    });
  } finally {
    reader.close();
    process.stderr.write("\n");
  }
}
