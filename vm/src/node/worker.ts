import { createHash } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import type { WorkerMessage } from "../node.js";
import { type RunInput, runModule } from "../run.js";

const { input, stdout, stderr } = workerData as { input: RunInput; stdout: boolean; stderr: boolean };

/** Sends the first, and only, result; errors that no rule explains are reported as bugs, never as results. */
function main(): void {
  try {
    const result = runModule(input, {
      sha256: (bytes) => createHash("sha256").update(bytes).digest(),
      onStdout: stdout ? (chunk) => send({ kind: "stdout", chunk }) : undefined,
      onStderr: stderr ? (chunk) => send({ kind: "stderr", chunk }) : undefined,
    });
    send({ kind: "result", result });
  } catch (error) {
    send({ kind: "bug", error: error instanceof Error ? error : new Error(String(error)) });
  }
}

function send(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

main();
