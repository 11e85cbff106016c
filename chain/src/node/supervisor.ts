import { type ChildProcess, spawn } from "node:child_process";

/** A child process that ends when this one does, however this one ends. */
export interface Child {
  readonly name: string;
  readonly pid: number;
  /** Resolves when the process has ended, with its exit code or the signal's name. */
  readonly ended: Promise<number | string>;
  /** SIGTERM, and SIGKILL to what is left after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

/**
 * The shell leaves a watcher behind and becomes the command itself, so that pid, signals and exit code are the command's.
 * The watcher blocks on a pipe that only our process holds open: its end means that we are gone, SIGKILL included.
 */
const WATCHED = `exec 3<&0 </dev/null
( cat <&3; kill -TERM $$; n=0
  while [ $n -lt 30 ] && kill -0 $$; do sleep 0.1; n=$((n+1)); done; kill -KILL $$ ) >/dev/null 2>&1 &
exec 3<&-
exec "$@"`;

/**
 * Starts a command whose output goes to our own stderr descriptor, so that no pipe of ours can fill up.
 * It is in a process group of its own: Ctrl-C reaches us alone, and we decide the order in which things stop.
 */
export function spawnChild(name: string, command: readonly string[], env: NodeJS.ProcessEnv = {}): Child {
  const child = spawn("/bin/sh", ["-c", WATCHED, name, ...command], {
    stdio: ["pipe", 2, 2],
    detached: true,
    env: { ...process.env, ...env },
  });
  // Writing to the pipe is not intended, but its breaking must not end us.
  child.stdin?.on("error", () => child.stdin?.destroy());
  const ended = new Promise<number | string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => {
      killGroup(child, "SIGKILL");
      child.stdin?.destroy();
      resolve(code ?? signal ?? "unknown");
    });
  });
  return { name, pid: child.pid ?? 0, ended, stop: (graceMs) => stop(child, ended, graceMs) };
}

/** Keeps a child running: each start waits longer after a quick death, up to half a minute. */
export function keepRunning(start: () => Child, say: (text: string) => void): { stop(graceMs: number): Promise<void> } {
  let current: Child | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopping = false;
  let failures = 0;
  const run = (): void => {
    const startedAt = Date.now();
    const child = start();
    current = child;
    void child.ended.then((code) => {
      if (isStopping) return;
      failures = Date.now() - startedAt > STEADY_MS ? 0 : failures + 1;
      const waitMs = Math.min(BACKOFF_MAX_MS, BACKOFF_MS * 2 ** failures);
      say(`${child.name} ended (${code}), next start in ${waitMs} ms`);
      timer = setTimeout(run, waitMs);
    });
  };
  run();
  return {
    async stop(graceMs) {
      isStopping = true;
      clearTimeout(timer);
      await current?.stop(graceMs);
    },
  };
}

const BACKOFF_MS = 250;
const BACKOFF_MAX_MS = 30_000;
const STEADY_MS = 60_000;

async function stop(child: ChildProcess, ended: Promise<unknown>, graceMs: number): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
  const timer = setTimeout(() => killGroup(child, "SIGKILL"), graceMs);
  await ended;
  clearTimeout(timer);
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: everything in the group has ended, which is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
