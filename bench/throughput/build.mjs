// The Go programs of the benchmark, built into .tools/bench.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const into = join(root, ".tools/bench");

/** The generator of load. */
export function buildLoad() {
  return build("bench/throughput/load", "load");
}

/** The Cosmos SDK's chain in its fastest build: signatures are checked by libsecp256k1, in C. */
export function buildSimd() {
  return build("chain/test/vectors/simd/node", "simd", ["-tags", "libsecp256k1_sdk"]);
}

function build(folder, name, flags = []) {
  mkdirSync(into, { recursive: true });
  const path = join(into, name);
  const { status, stderr } = spawnSync("go", ["build", "-o", path, ...flags, "."], {
    cwd: join(root, folder),
    env: { ...process.env, CGO_ENABLED: flags.length > 0 ? "1" : "0" },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`go build in ${folder}: ${stderr}`);
  return path;
}
