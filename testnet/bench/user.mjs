// What a person waits for: `dcm --help` against bare Node, `dcm run @hello` until the receipt, on a local network of one validator and
// three providers with blocks 250 ms apart. Wall time; needs `make setup` and an idle machine.
// node testnet/bench/user.mjs [runs, 20 by default]
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median, quantile, spread } from "../../scripts/measure.mjs";

const RUNS = Number(process.argv[2] ?? 20);
const directory = mkdtempSync(join(tmpdir(), "dcm-user-"));
const user = join(directory, "user");
mkdirSync(user, { mode: 0o700 });
const env = { ...process.env, DCM_HOME: user, NO_COLOR: "1" };
const dcm = fileURLToPath(new URL("../../cli/bin/dcm.js", import.meta.url));

await help();
try {
  const up = await timed([
    dcm,
    "localnet",
    "up",
    "--detach",
    "--port-offset",
    String(2000 + (process.pid % 1000) * 20),
  ]);
  console.log(`dcm localnet up, from nothing to a network that takes jobs: ${up.toFixed(0)} ms`);
  await timed([dcm, "run", "@hello", "--", "Ada"]);
  const times = [];
  for (let i = 0; i < RUNS; i++) times.push(await timed([dcm, "run", "@hello", "--", `run ${i}`]));
  console.log(
    `dcm run @hello to its receipt, ${RUNS} runs: p50 ${quantile(times, 0.5).toFixed(0)} ms (aim 3000), ` +
      `p95 ${quantile(times, 0.95).toFixed(0)} ms (aim 5000), most ${Math.max(...times).toFixed(0)} ms`,
  );
} finally {
  await timed([dcm, "localnet", "down"]);
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
}

async function help() {
  const [bare, ours] = [[], []];
  for (let i = 0; i < RUNS; i++) {
    bare.push(await timed(["--eval", "0"]));
    ours.push(await timed([dcm, "--help"]));
  }
  const more = median(ours) - median(bare);
  console.log(
    `dcm --help ${spread(ours, 0)} ms, bare Node ${spread(bare, 0)} ms: ${more.toFixed(0)} ms more (aim 250), ` +
      `${(median(ours) / median(bare)).toFixed(1)} times`,
  );
}

/** Milliseconds until a program has ended well. */
function timed(args) {
  return new Promise((done, failed) => {
    const before = performance.now();
    const child = spawn(process.execPath, args, { env, stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.on("data", (chunk) => {
      said += chunk;
    });
    child.once("error", failed);
    child.once("close", (code) => {
      if (code === 0) done(performance.now() - before);
      else failed(new Error(`${args.join(" ")} ended with ${code}: ${said}`));
    });
  });
}
