import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { RULES_VERSION } from "./cost.js";
import type { CannotRun, RunInput, RunLimits, RunResult } from "./run.js";

export type { CannotRun, Outcome, RunOutput, RunResult } from "./run.js";

/** Limits of the core, and the only one that is the host's own. */
export interface JobLimits extends RunLimits {
  /** In ms from the start of the thread, compilation included, 1 … 2^31−1. */
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

/** What the thread reports. */
export type WorkerMessage =
  | { readonly kind: "stdout" | "stderr"; readonly chunk: Uint8Array }
  | { readonly kind: "result"; readonly result: RunResult }
  | { readonly kind: "bug"; readonly error: Error };

/** Far above what `DEPTH_LIMIT` lets a program use in any engine tier. */
const STACK_MB = 64;

/**
 * Runs a program in a thread of its own, which is killed when the wall time is over.
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
    const worker = new Worker(workerFile(), {
      workerData: { input, stdout: onStdout !== undefined, stderr: onStderr !== undefined },
      resourceLimits: { stackSizeMb: STACK_MB },
      execArgv: [],
      env: {},
    });
    let over = false;
    // Whatever comes first decides.
    const end = (settle: () => void): void => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      worker.terminate().then(settle, settle);
    };
    const abort = (): void => end(() => reject(signal?.reason));
    const timer = setTimeout(() => end(() => resolve(unfinished("WALL_TIME"))), input.limits.wallTimeMs);
    signal?.addEventListener("abort", abort);
    worker.on("message", (message: WorkerMessage) => {
      if (message.kind === "result") end(() => resolve(message.result));
      else if (message.kind === "bug") end(() => reject(message.error));
      else (message.kind === "stdout" ? onStdout : onStderr)?.(message.chunk);
    });
    worker.on("error", (error: Error & { code?: string }) => {
      end(() => (error.code === "ERR_WORKER_OUT_OF_MEMORY" ? resolve(unfinished("HOST_MEMORY")) : reject(error)));
    });
    worker.on("exit", (code) => end(() => reject(new Error(`the program's thread ended with code ${code}`))));
  });
}

/** The compiled worker: beside this file, or in dist when this file is run from its source by a test. */
function workerFile(): URL {
  const beside = new URL("./node/worker.js", import.meta.url);
  return existsSync(fileURLToPath(beside)) ? beside : new URL("../dist/node/worker.js", import.meta.url);
}

function unfinished(cannotRun: CannotRun): RunResult {
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
    detail: cannotRun === "WALL_TIME" ? "the wall time is over" : "the program's thread is out of memory",
    rulesVersion: RULES_VERSION,
  };
}
