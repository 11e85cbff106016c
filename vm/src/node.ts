import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { serialize } from "node:v8";
import { RULES_VERSION } from "./cost.js";
import { PAGE_BYTES } from "./limits.js";
import { DESCRIPTORS, FrameReader, type WorkerInput } from "./node/frames.js";
import type { CannotRun, RunInput, RunLimits, RunResult } from "./run.js";

export type { CannotRun, Outcome, RunOutput, RunResult } from "./run.js";

/** Limits of the core, and the only one that is the host's own. */
export interface JobLimits extends RunLimits {
  /** In ms from the start of the process, compilation included, 1 … 2^31−1. */
  readonly wallTimeMs: number;
}

export interface WorkerJob extends RunInput {
  readonly limits: JobLimits;
  /** Gets what the program writes, as it comes. */
  readonly onStdout?: ((chunk: Uint8Array) => void) | undefined;
  readonly onStderr?: ((chunk: Uint8Array) => void) | undefined;
  /** Kills the run. */
  readonly signal?: AbortSignal | undefined;
}

/** What the process may use beside the job's own memory and content: engine, validator, rewriter, machine code. */
const OVERHEAD_BYTES = 2 * 1024 ** 3;
/** How often a job's content may exist at once: received, in the program's files, in the result, on its way back. */
const COPIES = 4;
const ERROR_TEXT_MAX = 4_000;
/**
 * How a process ends when the system or its engine has no memory for it. Another signal is somebody's doing: an error,
 * after which the run may be tried again.
 */
const OF_MEMORY: ReadonlySet<string> = new Set(["SIGKILL", "SIGABRT", "SIGTRAP", "SIGILL", "SIGSEGV", "SIGBUS"]);

/**
 * Confines a process before it becomes the program's: no core file, no more writable memory than the first argument
 * says in KiB, and the first to go when the machine runs out of memory. What a system does not offer is left out.
 */
const CONFINE = `{
  (ulimit -c 0) && ulimit -c 0
  (ulimit -d "$1") && ulimit -d "$1"
  (echo 1000 > "/proc/$$/oom_score_adj")
} 2>/dev/null
shift
exec "$@"`;

/**
 * Runs a program in a process of its own, which is killed when the wall time is over or whoever started it is gone.
 * Neither an engine that dies of a program nor one that compiles it for minutes takes the caller along.
 *
 * @param job  the program, what it may see, and its limits
 * @returns the result; CANNOT_RUN is none and must not be committed
 * @throws the signal's reason when it is aborted; Error for a bug of this package
 * @see PROTOCOL.md [W5]
 */
export function runInWorker(job: WorkerJob): Promise<RunResult> {
  const { onStdout, onStderr, signal, ...input } = job;
  if (signal?.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const child = start({ input, stdout: onStdout !== undefined, stderr: onStderr !== undefined });
    let settle: (() => void) | undefined;
    // Whatever comes first decides; the process ends at once, and nothing of it is left when the promise settles.
    const end = (how: () => void): void => {
      settle ??= how;
      child.kill("SIGKILL");
    };
    const abort = (): void => end(() => reject(signal?.reason));
    const timer = setTimeout(
      () => end(() => resolve(unfinished("WALL_TIME", "the wall time is over"))),
      input.limits.wallTimeMs,
    );
    signal?.addEventListener("abort", abort);
    const reader = new FrameReader((message) => {
      if (settle !== undefined) return;
      if (message.kind === "result") end(() => resolve(message.result));
      else if (message.kind === "bug") end(() => reject(new Error(message.error)));
      else (message.kind === "stdout" ? onStdout : onStderr)?.(message.chunk);
    });
    child.stdio[DESCRIPTORS.messages]?.on("data", (piece: Uint8Array) => {
      try {
        reader.push(piece);
      } catch (error) {
        // A listener's, most likely.
        end(() => reject(error));
      }
    });
    const errorText = tail(child);
    const release = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    };
    // The process could not be started; it may never close then.
    child.on("error", (error) => {
      release();
      reject(error);
    });
    child.on("close", (code, killedBy) => {
      release();
      if (settle !== undefined) settle();
      else if (killedBy !== null && OF_MEMORY.has(killedBy)) {
        resolve(unfinished("HOST_MEMORY", `the program's process died of ${killedBy}`));
      } else reject(new Error(`the program's process ended with ${killedBy ?? `code ${code}`}: ${errorText()}`));
    });
  });
}

function start(work: WorkerInput): ChildProcess {
  const { module, stdin, inputs, limits } = work.input;
  const content = inputs.reduce((sum, { bytes }) => sum + bytes.length, module.length + stdin.length);
  const bytes = OVERHEAD_BYTES + limits.memoryPages * PAGE_BYTES + COPIES * (content + limits.outputBytes);
  const command = [process.execPath, workerFile()];
  const message = serialize(work);
  const child = spawn("/bin/sh", ["-c", CONFINE, "sh", String(Math.ceil(bytes / 1024)), ...command], {
    // As DESCRIPTORS has them.
    stdio: ["pipe", "ignore", "pipe", "pipe", "pipe"],
    env: {},
    cwd: "/",
    // A group of its own: a terminal's ^C is for the parent.
    detached: true,
  });
  // A process that died before it read everything is reported by its end.
  child.stdin?.on("error", ignore).end(message);
  child.stdio[DESCRIPTORS.lifeline]?.on("error", ignore);
  return child;
}

function ignore(): undefined {
  return undefined;
}

/** The end of what a process writes to stderr. */
function tail(child: ChildProcess): () => string {
  let text = "";
  child.stderr?.on("data", (piece: Buffer) => {
    text = (text + piece.toString()).slice(-ERROR_TEXT_MAX);
  });
  return () => text.trim();
}

/** The compiled worker: beside this file, or in dist when this file is run from its source by a test. */
function workerFile(): string {
  const beside = fileURLToPath(new URL("./node/worker.js", import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL("../dist/node/worker.js", import.meta.url));
}

function unfinished(cannotRun: CannotRun, detail: string): RunResult {
  const empty = new Uint8Array(0);
  return {
    outcome: "CANNOT_RUN",
    cannotRun,
    exitCode: 0,
    fuel: 0n,
    stdout: empty,
    stderr: empty,
    outputs: [],
    memoryDigest: "",
    detail,
    rulesVersion: RULES_VERSION,
  };
}
