// Committed bank sends per second and their CPU, of one validator under CometBFT: dcm against the Cosmos SDK's own chain, and
// CometBFT with an application that does nothing. Systems take turns; ratios are taken in every round, their median is printed.
// Needs Go, a C compiler, `make setup`, and an idle machine.
// node bench/throughput/run.mjs [--rounds 3] [--txs 24000] [--warm-up 12000] [--accounts 4000] [--systems dcm,simd,kvstore]
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { describeComet, findComet } from "../../chain/dist/node/comet.js";
import { median, printTable, spread, verifyUs } from "../../scripts/measure.mjs";
import { buildLoad, buildSimd } from "./build.mjs";
import { dcm, kvstore, prepare, running, simd } from "./systems.mjs";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    txs: { type: "string", default: "24000" },
    "warm-up": { type: "string", default: "12000" },
    accounts: { type: "string", default: "4000" },
    systems: { type: "string", default: "dcm,simd,kvstore" },
  },
});
/** Transactions before anything is measured, while engines compile and caches fill. */
const warmUp = Number(values["warm-up"]);
const size = { accounts: Number(values.accounts), txs: warmUp + Number(values.txs) };

const known = { dcm: () => dcm({ hasGateway: false }), simd: () => simd(buildSimd()), kvstore: () => kvstore };
const load = buildLoad();
const systems = values.systems.split(",").map((name) => known[name]());
const directory = mkdtempSync(join(tmpdir(), "dcm-throughput-"));
try {
  console.log(`dcm's consensus is ${describeComet(findComet())}`);
  const ready = [];
  for (const system of systems) ready.push(await prepare(system, directory, size));
  const rounds = [];
  for (let i = 0; i < Number(values.rounds); i++) rounds.push(await round(ready));
  report(rounds);
} finally {
  rmSync(directory, { recursive: true, force: true });
}

/** One run of each system; V is measured before each. */
async function round(ready) {
  const results = {};
  for (const each of ready) {
    const verify = verifyUs();
    const counted = await running(each, directory, ({ rpc, watched }) => {
      const pids = Object.entries(watched).map(([name, pid]) => `${name}=${pid}`);
      const args = ["--rpc", rpc, "--txs", each.file, "--pids", pids.join()];
      if (warmUp > 0) sent(each, [...args, "--count", String(warmUp)]);
      return sent(each, [...args, "--from", String(warmUp)]);
    });
    results[each.system.name] = { ...counted, verify };
  }
  return results;
}

/** What the generator counted; every transaction must be taken. */
function sent({ system }, args) {
  const run = spawnSync(load, args, { encoding: "utf8" });
  if (run.status !== 0) throw new Error(`${system.name}: ${run.stderr}`);
  const result = JSON.parse(run.stdout);
  if (result.refused > 0) throw new Error(`${system.name} refused ${result.refused}: ${result.refusal}`);
  return result;
}

function report(rounds) {
  const of = (name, value) => rounds.map((each) => value(each[name]));
  const column = (name, value) => spread(of(name, value), 0);
  const isSplit = (name) => rounds[0][name].us_app !== undefined;
  printTable(
    ["system", "tx/s", "CPU µs/tx", "application", "CometBFT", "V", "txs/block", "RSS MiB"],
    systems.map(({ name }) => [
      name,
      column(name, ({ tps }) => tps),
      column(name, ({ us }) => us),
      isSplit(name) ? column(name, (each) => each.us_app) : "",
      isSplit(name) ? column(name, (each) => each.us_comet) : "",
      median(of(name, ({ us, verify }) => us / verify)).toFixed(1),
      median(of(name, ({ committed, blocks }) => committed / blocks)).toFixed(0),
      median(of(name, (each) => (each.rss_node ?? 0) + (each.rss_app ?? 0) + (each.rss_comet ?? 0))).toFixed(0),
    ]),
  );
  const verified = rounds.flatMap((each) => Object.values(each).map(({ verify }) => verify));
  console.log(`V, one signature verified: ${spread(verified)} µs`);
  reportRatios(rounds);
}

function reportRatios(rounds) {
  const [{ dcm: ours, simd: theirs, kvstore: none }] = rounds;
  if (ours === undefined || theirs === undefined) return;
  const ratio = (text, value) => console.log(`${text}: ${spread(rounds.map(value), 2)}`);
  ratio("tx/s, dcm / simd (aim: 2.5 or more)", (each) => each.dcm.tps / each.simd.tps);
  ratio("CPU per tx, dcm / simd (aim: 0.40 or less)", (each) => each.dcm.us / each.simd.us);
  if (none === undefined) return;
  // simd has CometBFT inside: its application's share is what it takes more than CometBFT with an application that does nothing.
  ratio(
    "CPU of the application per tx, dcm / simd (aim: 0.20 or less)",
    (each) => each.dcm.us_app / (each.simd.us - each.kvstore.us),
  );
}
