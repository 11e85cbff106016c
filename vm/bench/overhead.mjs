// What determinism and metering cost: example programs under this package, against the same programs unchanged under Node's WASI.
// Both include compilation. Medians of one run on one machine; read the ratios. Needs `npx tsc -b` before.
// node vm/bench/overhead.mjs [rounds, 5 by default]
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WASI } from "node:wasi";
import { instrument, runModule, validate } from "../dist/index.js";

const ROUNDS = Number(process.argv[2] ?? 5);
/** Long enough that compilation is not what is measured. */
const LONGER = { pi: ["20000000", "42"], primes: ["20000000"], mandelbrot: ["900", "600"] };

const examples = new URL("../../examples/", import.meta.url);
const sha256 = (bytes) => new Uint8Array(createHash("sha256").update(bytes).digest());

console.log(
  `${"program".padEnd(12)} ${"run".padStart(8)} ${"rewrite".padStart(9)} ${"size".padStart(7)} ${"ns/fuel".padStart(9)}`,
);
for (const name of ["pi", "primes", "mandelbrot", "train", "sha256sum", "edges"]) {
  const module = new Uint8Array(readFileSync(new URL(`${name}.wasm`, examples)));
  const { args, stdin, inputs } = JSON.parse(readFileSync(new URL(`${name}/run.json`, examples), "utf8"));
  const files = inputs.map(({ path, file }) => ({ path, bytes: readFileSync(new URL(`${name}/${file}`, examples)) }));
  const job = { args: LONGER[name] ?? args, stdin, files };
  const [plain, ours, rewriting] = [[], [], []];
  let fuel = 0n;
  let size = 0;
  for (let round = 0; round < ROUNDS; round++) {
    plain.push(underNode(name, module, job));
    ours.push(measure(() => (fuel = underUs(module, job))));
    rewriting.push(
      measure(() => (size = instrument(validate(module).module, { counter: "local", memoryPages: 4096 }).length)),
    );
  }
  const ratio = (median(ours) / median(plain)).toFixed(2);
  const share = ((100 * median(rewriting)) / median(ours)).toFixed(1);
  const perFuel = ((1e6 * median(plain)) / Number(fuel)).toFixed(2);
  console.log(
    `${name.padEnd(12)} ${`${ratio} x`.padStart(8)} ${`${share} %`.padStart(9)} ${`${(size / module.length).toFixed(2)} x`.padStart(7)} ${perFuel.padStart(9)}`,
  );
}
console.log(
  "run: time against the unchanged program · rewrite: its share of our time · size: of the module · ns/fuel: of the unchanged program",
);

function underUs(module, { args, stdin, files }) {
  const limits = { fuel: 1n << 60n, memoryPages: 4096, outputBytes: 64 << 20 };
  const input = { module, args, env: [], stdin: new TextEncoder().encode(stdin), inputs: files, limits };
  const result = runModule({ ...input, clockNs: 0n, randomSeed: new Uint8Array(32) }, { sha256 });
  if (result.outcome !== "EXIT" || result.exitCode !== 0) throw new Error(`${result.outcome} ${result.detail}`);
  return result.fuel;
}

function underNode(name, module, { args, stdin, files }) {
  const scratch = mkdtempSync(join(tmpdir(), "dcm-bench-"));
  for (const folder of ["in", "out"]) mkdirSync(join(scratch, folder));
  for (const { path, bytes } of files) writeFileSync(join(scratch, path), bytes);
  writeFileSync(join(scratch, "stdin"), stdin);
  const streams = { stdin: openSync(join(scratch, "stdin"), "r"), stdout: openSync(join(scratch, "stdout"), "w") };
  const wasi = new WASI({
    version: "preview1",
    args: [name, ...args],
    preopens: { "/": scratch },
    returnOnExit: true,
    ...streams,
  });
  const time = measure(() => {
    const instance = new WebAssembly.Instance(new WebAssembly.Module(module), wasi.getImportObject());
    if (wasi.start(instance) !== 0) throw new Error(`${name} failed`);
  });
  rmSync(scratch, { recursive: true });
  return time;
}

function measure(work) {
  const before = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - before) / 1e6;
}

function median(list) {
  return list.toSorted((a, b) => a - b)[list.length >> 1];
}
