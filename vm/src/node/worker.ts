// The program's process: this thread lives for nothing but to notice that nobody waits for the program any more.
import { Socket } from "node:net";
import { Worker } from "node:worker_threads";
import { DESCRIPTORS } from "./frames.js";

/** Far above what `DEPTH_LIMIT` lets a program use in any engine tier. */
const STACK_MB = 64;
/** What the validator and the rewriter need for the largest module is about half of this. */
const HEAP_MB = 1024;

const thread = new Worker(new URL("./thread.js", import.meta.url), {
  resourceLimits: { stackSizeMb: STACK_MB, maxOldGenerationSizeMb: HEAP_MB },
});
thread.on("error", (error: Error & { code?: string }) => {
  if (error.code !== "ERR_WORKER_OUT_OF_MEMORY") throw error;
  die();
});
// Terminals and service managers send these to every process of a group; the parent decides what becomes of the run.
for (const signal of ["SIGHUP", "SIGINT", "SIGTERM"] as const) process.on(signal, () => undefined);
// The other end is held by whoever started the program and closes with it, however it ends.
new Socket({ fd: DESCRIPTORS.lifeline }).on("close", die).on("error", die).resume();

/** At once: an orderly exit would wait for a thread that may be compiling for minutes. */
function die(): void {
  process.kill(process.pid, "SIGKILL");
}
