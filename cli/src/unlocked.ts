import { spawn } from "node:child_process";
import { connect } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { DerivedKey } from "@dcm/client/keys";
import { fromBase64, toBase64 } from "@dcm/proto";
import { dcmHome } from "./contexts.js";
import { CliError } from "./failure.js";

// `dcm keys unlock` leaves a program behind that knows what passphrases were stretched to, for a while. Whoever may open its
// socket, which is the user alone, may ask it for the key that belongs to a record's salt.

/** A line to that program, which answers with a line: a key in base64, or nothing. */
export type Question = { readonly salt: string } | { readonly forget: true };

/** What that program is told at its start, as JSON on its standard input. */
export interface Unlocking {
  readonly path: string;
  readonly forMs: number;
  /** Keys by salt, both in base64. */
  readonly keys: Readonly<Record<string, string>>;
}

/** Paths of unix sockets have at most 107 bytes on Linux, 103 elsewhere. */
const PATH_MAX = 103;

/** Where the program listens: in the folder of the keys, which the user alone can enter. */
export function unlockedPath(home: string | undefined): string {
  return join(dcmHome(home), "keys", "unlocked.sock");
}

/** The key that belongs to a salt; undefined where it is not unlocked. */
export async function rememberedKey(home: string | undefined, salt: string): Promise<Uint8Array | undefined> {
  const answer = await ask(unlockedPath(home), { salt });
  return answer === undefined || answer === "" ? undefined : fromBase64(answer);
}

/** Ends the program. @returns whether there was one */
export async function forget(home: string | undefined): Promise<boolean> {
  return (await ask(unlockedPath(home), { forget: true })) !== undefined;
}

/**
 * Starts the program; what another one knew is forgotten.
 *
 * @param forMs  when it ends by itself, milliseconds
 * @throws CliError USAGE  the home's path is too long for a socket
 */
export async function remember(home: string | undefined, keys: readonly DerivedKey[], forMs: number): Promise<void> {
  const path = unlockedPath(home);
  if (Buffer.byteLength(path) > PATH_MAX)
    throw new CliError("USAGE", `${path} is too long for a socket: at most ${PATH_MAX} bytes`);
  await forget(home);
  const told: Unlocking = { path, forMs, keys: Object.fromEntries(keys.map(({ salt, key }) => [salt, toBase64(key)])) };
  const main = fileURLToPath(new URL("./unlockedMain.js", import.meta.url));
  const child = spawn(process.execPath, [main], { detached: true, stdio: ["pipe", "pipe", "ignore"] });
  try {
    await new Promise<void>((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code) => reject(new Error(`the program that remembers keys ended with ${code}`)));
      child.stdout.once("data", () => resolve());
      child.stdin.end(JSON.stringify(told));
    });
  } finally {
    child.stdout.destroy();
    child.unref();
  }
}

/** The answer to a question; undefined when nobody listens. */
function ask(path: string, question: Question): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(path, () => socket.end(`${JSON.stringify(question)}\n`));
    socket.setEncoding("utf8");
    socket.on("data", (text) => {
      answer += text;
    });
    socket.once("end", () => resolve(answer.trim()));
    socket.once("error", (error: NodeJS.ErrnoException) => {
      // Never unlocked, or ended by a signal, which leaves its socket behind.
      if (error.code === "ENOENT" || error.code === "ECONNREFUSED") resolve(undefined);
      else reject(error);
    });
  });
}
