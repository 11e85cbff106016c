import { createHash } from "node:crypto";
import { readFileSync, writeSync } from "node:fs";
import { deserialize } from "node:v8";
import { runModule } from "../run.js";
import { DESCRIPTORS, frame, type WorkerInput, type WorkerMessage } from "./frames.js";

/** Runs the one program of this process; errors that no rule explains are reported as bugs, never as results. */
function main(): void {
  try {
    const { input, stdout, stderr } = deserialize(readFileSync(DESCRIPTORS.input)) as WorkerInput;
    const result = runModule(input, {
      sha256: (bytes) => createHash("sha256").update(bytes).digest(),
      onStdout: stdout ? (chunk) => send({ kind: "stdout", chunk }) : undefined,
      onStderr: stderr ? (chunk) => send({ kind: "stderr", chunk }) : undefined,
    });
    send({ kind: "result", result });
  } catch (error) {
    send({ kind: "bug", error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

/** Waits until the pipe took it all, so that a program which writes faster than anybody reads is slowed down. */
function send(message: WorkerMessage): void {
  const bytes = frame(message);
  for (let done = 0; done < bytes.length; ) done += writeSync(DESCRIPTORS.messages, bytes, done);
}

main();
