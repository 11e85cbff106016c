import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, openSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { LocalnetError } from "./options.js";

export interface Child {
  readonly name: string;
  readonly pid: number;
  /** Resolves when the process has ended, with its exit code or the signal's name. */
  readonly ended: Promise<number | string>;
  stop(graceMs: number): Promise<void>;
}

/**
 * The shell leaves a watcher behind and becomes the command itself, so that pid, signals and exit code are the command's.
 * The watcher blocks on a pipe that only our process holds open: its end means that we are gone, SIGKILL included.
 */
const watched = `exec 3<&0 </dev/null
( cat <&3; kill -TERM $$; n=0
  while [ $n -lt 100 ] && kill -0 $$; do sleep 0.1; n=$((n+1)); done; kill -KILL $$ ) >/dev/null 2>&1 &
exec 3<&-
exec "$@"`;

/** Starts a program of ours that writes to a log file and ends with us, however we end. */
export function startChild(
  name: string,
  command: readonly string[],
  logFile: string,
  env: NodeJS.ProcessEnv = {},
): Child {
  const log = openSync(logFile, "a", 0o600);
  const child = spawn("/bin/sh", ["-c", watched, name, ...command], {
    stdio: ["pipe", log, log],
    detached: true,
    env: { ...process.env, ...env },
  });
  // Nothing is written to the pipe, but its breaking must not end us.
  child.stdin?.on("error", () => child.stdin?.destroy());
  const ended = new Promise<number | string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => {
      signalGroup(child, "SIGKILL");
      child.stdin?.destroy();
      resolve(code ?? signal ?? "unknown");
    });
  });
  return { name, pid: child.pid ?? 0, ended, stop: (graceMs) => stop(child, ended, graceMs) };
}

/** Runs one of our programs to its end. @returns what it wrote to stdout; rejects with its stderr when it fails */
export function runProgram(command: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const [file = "", ...rest] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(file, rest, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
    let out = "";
    let talk = "";
    child.stdout.on("data", (chunk) => (out += chunk));
    child.stderr.on("data", (chunk) => (talk += chunk));
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve(out);
      else reject(refused(command, code, talk.trim()));
    });
  });
}

/** A program of ours ends with what is wrong, what helps, and a code; what the network cannot do without has a code here, too. */
function refused(command: readonly string[], code: number | null, talk: string): LocalnetError {
  const [, message, commands = ""] =
    /^dcmd: (.*?)\n((?: {2}(?:try|or ) {3}.*\n)*) {2}exit \d+ · docs errors\/DCMD_COMETBFT$/ms.exec(talk) ?? [];
  const next = [...commands.matchAll(/^ {2}(?:try|or ) {3}(.*)$/gm)].map(([, line = ""]) => line);
  if (message !== undefined) return new LocalnetError(message, "LOCALNET_COMETBFT", next);
  return new LocalnetError(`${command.join(" ")} ended with ${code}\n${talk}`);
}

/** Where npm linked a program of this project; its name alone (for PATH) when it did not. */
export function program(name: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const path = join(folder, "node_modules/.bin", name);
    if (existsSync(path)) return path;
    const parent = dirname(folder);
    if (parent === folder) return name;
    folder = parent;
  }
}

async function stop(child: ChildProcess, ended: Promise<unknown>, graceMs: number): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
  const timer = setTimeout(() => signalGroup(child, "SIGKILL"), graceMs);
  await ended;
  clearTimeout(timer);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: everything in the group has ended, which is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
