// CPU of the application per transaction, by stage: conversations recorded once are played to its ABCI socket, without CometBFT.
// The application runs in a process of its own, with its state on disk; every round starts it anew, the workloads take turns.
// In units of V, one secp256k1 verification by the native library in the same process. Needs `npx tsc -b` before.
// node chain/bench/replay.mjs [--only sends|market] [--rounds 3] [--profile FILE.cpuprofile | FILE.heapprofile]
import { fork } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { median, printTable, quantile, spread } from "../../scripts/measure.mjs";
import { decodeAnswer, dial } from "./replay/client.mjs";
import { market } from "./replay/market.mjs";
import { record } from "./replay/record.mjs";
import { sends } from "./replay/sends.mjs";

const STAGES = ["CheckTx", "PrepareProposal", "ProcessProposal", "FinalizeBlock", "Commit", "recheck"];
/** The share of a conversation that is played before anything is measured, while the engine still compiles. */
const WARM_UP = 0.4;
const WORKLOADS = {
  sends: { title: "bank send", make: () => sends({ accounts: 4000, blocks: 12, perBlock: 2000 }) },
  market: {
    title: "market transaction",
    make: () => market({ providers: 20, buyers: 40, blocks: 60, ordersPerBlock: 60 }),
  },
};

const { values } = parseArgs({
  options: { only: { type: "string" }, rounds: { type: "string", default: "3" }, profile: { type: "string" } },
});
const names = Object.keys(WORKLOADS).filter((name) => values.only === undefined || name === values.only);
if (names.length === 0) throw new Error(`--only takes one of ${Object.keys(WORKLOADS).join(", ")}`);

const conversations = new Map(names.map((name) => [name, record(WORKLOADS[name].make())]));
const rounds = new Map(names.map((name) => [name, []]));
for (let round = 0; round < Number(values.rounds); round++)
  for (const name of names) rounds.get(name).push(await play(conversations.get(name)));
for (const name of names) report(WORKLOADS[name].title, rounds.get(name));

/** One round: CPU by stage and what the engine did meanwhile. */
async function play({ steps, appHash }) {
  const directory = mkdtempSync(join(tmpdir(), "dcm-replay-"));
  const { ask, ended } = await startServer(directory);
  const client = await dial(join(directory, "abci.sock"));
  const warm = Math.trunc(steps.length * WARM_UP);
  let last;
  for (const step of steps.slice(0, warm)) last = await client.play(step);
  const verify = (await ask("verify", { times: 3000 })).us;
  await ask("start", { profile: profileKind() });
  const usedUs = new Map();
  let before = await ask("usage");
  for (const { call, of } of inRuns(steps.slice(warm))) {
    for (const step of of)
      last = step.call === "Commit" ? await committed(client, step, last) : await client.play(step);
    const now = await ask("usage");
    usedUs.set(call, (usedUs.get(call) ?? 0) + now.allUs - before.allUs);
    before = now;
  }
  const { pauses, delays, profile } = await ask("stop");
  if (profile !== undefined) writeFileSync(values.profile, JSON.stringify(profile));
  if (last.toString("hex") !== appHash)
    throw new Error("the application answered with another hash than the recorded one");
  await ask("close");
  await ended;
  client.close();
  rmSync(directory, { recursive: true });
  const measured = steps.slice(warm);
  const txs = measured.filter(({ call }) => call === "FinalizeBlock").reduce((sum, step) => sum + step.txs, 0);
  return { usedUs, txs, verify, pauses, delays, rssMiB: before.memory.rss / (1 << 20) };
}

/** Plays a Commit; gives the application hash that was answered before it. */
async function committed(client, step, finalized) {
  await client.play(step);
  return Buffer.from(decodeAnswer(finalized[0]).appHash);
}

/** Neighbouring steps of one stage. */
function inRuns(steps) {
  const runs = [];
  for (const step of steps) {
    const run = runs.at(-1);
    if (run?.call === step.call) run.of.push(step);
    else runs.push({ call: step.call, of: [step] });
  }
  return runs;
}

function profileKind() {
  if (values.profile === undefined) return undefined;
  return values.profile.endsWith(".heapprofile") ? "heap" : "cpu";
}

async function startServer(directory) {
  const child = fork(fileURLToPath(new URL("replay/server.mjs", import.meta.url)), [directory], { execArgv: flags() });
  const answer = () =>
    new Promise((done, failed) => {
      const onExit = (code) => failed(new Error(`the measured process ended with exit code ${code}`));
      child.once("exit", onExit);
      child.once("message", (message) => {
        child.off("exit", onExit);
        done(message);
      });
    });
  const ready = answer();
  const ended = new Promise((done) => child.once("exit", done));
  await ready;
  return {
    ended,
    ask(what, more = {}) {
      const answered = answer();
      child.send({ ask: what, ...more });
      return answered;
    },
  };
}

/** What dcmd gives its engine, in the first line of its program. */
function flags() {
  const [line] = readFileSync(new URL("../bin/dcmd.js", import.meta.url), "utf8").split("\n");
  return line.split(" ").filter((word) => word.startsWith("--"));
}

function report(title, played) {
  const each = (round, stage) => (round.usedUs.get(stage) ?? 0) / round.txs;
  const total = (round) => STAGES.reduce((sum, stage) => sum + each(round, stage), 0);
  const row = (name, of) => [
    name,
    spread(played.map(of)),
    median(played.map((round) => of(round) / round.verify)).toFixed(2),
  ];
  console.log(`\nper ${title}: ${played[0].txs} of them a round, ${played.length} rounds, median (least–most)`);
  printTable(
    ["stage", "CPU µs", "V"],
    [
      ...STAGES.filter((stage) => each(played[0], stage) > 0).map((stage) => row(stage, (round) => each(round, stage))),
      row("all", total),
    ],
  );
  const pauses = played.flatMap((round) => round.pauses);
  const perThousand = (1000 * pauses.length) / played.reduce((sum, { txs }) => sum + txs, 0);
  console.log(
    `V ${spread(played.map(({ verify }) => verify))} µs · garbage collection: ${perThousand.toFixed(1)} pauses per 1000, ` +
      `p50 ${quantile(pauses, 0.5).toFixed(1)} ms, p99 ${quantile(pauses, 0.99).toFixed(1)} ms, most ${quantile(pauses, 1).toFixed(1)} ms`,
  );
  const delay = (name) => median(played.map(({ delays }) => delays[name])).toFixed(1);
  console.log(
    `event loop late by p50 ${delay("p50")} ms, p99 ${delay("p99")} ms, most ${delay("max")} ms · ` +
      `RSS ${median(played.map(({ rssMiB }) => rssMiB)).toFixed(0)} MiB`,
  );
}
