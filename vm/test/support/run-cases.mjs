// Runs every case of DIR/cases.json in one thread with the stack that a program's thread has, and prints one line of
// JSON per case; started by engines.test.ts with different engine flags.
import { createHash } from "node:crypto";
import { readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isMainThread, Worker, workerData } from "node:worker_threads";
import { runModule } from "../../dist/index.js";

const sha256 = (bytes) => createHash("sha256").update(bytes).digest();
const digest = (bytes) => sha256(bytes).toString("hex");
const bytes = (base64) => new Uint8Array(Buffer.from(base64, "base64"));

if (isMainThread) {
  const options = { workerData: process.argv[2], resourceLimits: { stackSizeMb: 64 } };
  new Worker(fileURLToPath(import.meta.url), options);
} else {
  for (const test of JSON.parse(readFileSync(join(workerData, "cases.json"), "utf8"))) {
    const line = Buffer.from(`${JSON.stringify(run(workerData, test))}\n`);
    for (let done = 0; done < line.length; ) done += writeSync(1, line, done);
  }
}

function run(directory, test) {
  const input = {
    module: new Uint8Array(readFileSync(join(directory, test.module))),
    args: test.args,
    env: test.env,
    stdin: bytes(test.stdin),
    inputs: test.inputs.map((input) => ({ path: input.path, bytes: bytes(input.bytes) })),
    limits: { fuel: BigInt(test.fuel), memoryPages: test.memoryPages, outputBytes: test.outputBytes },
    clockNs: BigInt(test.clockNs),
    randomSeed: bytes(test.seed),
    digestMemory: true,
  };
  const result = runModule(input, { sha256 });
  return {
    name: test.name,
    outcome: result.outcome,
    exitCode: result.exitCode,
    fuel: String(result.fuel),
    stdout: digest(result.stdout),
    stderr: digest(result.stderr),
    outputs: result.outputs.map((output) => [output.path, digest(output.bytes)]),
    memory: result.memoryDigest,
    detail: result.detail,
  };
}
