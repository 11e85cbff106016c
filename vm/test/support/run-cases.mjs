// Runs every case of DIR/cases.json in a worker each and prints one line of JSON per case; started by engines.test.ts
// with different engine flags.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInWorker } from "../../dist/node.js";

const directory = process.argv[2];
const digest = (bytes) => createHash("sha256").update(bytes).digest("hex");
const bytes = (base64) => new Uint8Array(Buffer.from(base64, "base64"));

for (const test of JSON.parse(readFileSync(join(directory, "cases.json"), "utf8"))) {
  const result = await runInWorker({
    module: new Uint8Array(readFileSync(join(directory, test.module))),
    args: test.args,
    env: test.env,
    stdin: bytes(test.stdin),
    inputs: test.inputs.map((input) => ({ path: input.path, bytes: bytes(input.bytes) })),
    limits: {
      fuel: BigInt(test.fuel),
      memoryPages: test.memoryPages,
      outputBytes: test.outputBytes,
      wallTimeMs: 120_000,
    },
    clockNs: BigInt(test.clockNs),
    randomSeed: bytes(test.seed),
    digestMemory: true,
  });
  const line = {
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
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
