// How long a query takes, idle and while transactions come in as fast as the chain takes them: balances over REST from the gateway,
// at fixed arrival times, so that one slow answer delays no other and none is left out. Wall time; needs Go, `make setup` and
// an idle machine.
// node testnet/bench/queries.mjs [queries per second, 200 by default]
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { senders } from "../../bench/throughput/accounts.mjs";
import { buildLoad } from "../../bench/throughput/build.mjs";
import { dcm, prepare, running } from "../../bench/throughput/systems.mjs";
import { printTable, quantile } from "../../scripts/measure.mjs";

const RATE = Number(process.argv[2] ?? 200);
const [ACCOUNTS, TXS] = [4000, 24_000];
const WARM_UP_MS = 3000;
const IDLE_MS = 10_000;

const load = buildLoad();
const directory = mkdtempSync(join(tmpdir(), "dcm-queries-"));
try {
  const ready = await prepare(dcm({ hasGateway: true }), directory, { accounts: ACCOUNTS, txs: TXS });
  const people = senders(ACCOUNTS, { prefix: "dcm" });
  await running(ready, directory, async ({ rpc, rest }) => {
    const urls = people.map(({ address }) => `${rest}/cosmos/bank/v1beta1/balances/${address}`);
    await ask(urls, after(WARM_UP_MS));
    const idle = await ask(urls, after(IDLE_MS));
    const sending = promisify(execFile)(load, ["--rpc", rpc, "--txs", ready.file]);
    let isOver = false;
    const loaded = ask(urls, () => isOver);
    const { tps } = JSON.parse((await sending).stdout);
    isOver = true;
    printTable(
      ["queries", "p50, ms", "p99, ms", "most, ms", "answers"],
      [row("idle", idle), row(`while ${tps.toFixed(0)} tx/s are committed`, await loaded)],
    );
  });
} finally {
  rmSync(directory, { recursive: true, force: true });
}

function row(name, times) {
  return [name, ...[0.5, 0.99, 1].map((q) => quantile(times, q).toFixed(1)), times.length];
}

function after(ms) {
  const end = performance.now() + ms;
  return () => performance.now() >= end;
}

/** Asks at fixed times until `isOver`; milliseconds from when each should have been asked to its answer. */
async function ask(urls, isOver) {
  const start = performance.now();
  const answers = [];
  while (!isOver()) {
    const due = start + (answers.length * 1000) / RATE;
    const early = due - performance.now();
    if (early > 1) await new Promise((done) => setTimeout(done, early));
    answers.push(answered(urls[(answers.length * 7919) % urls.length], due));
  }
  return await Promise.all(answers);
}

async function answered(url, due) {
  const answer = await fetch(url);
  const { balances } = await answer.json();
  if (balances?.[0]?.denom !== "udcm") throw new Error(`${url}: ${answer.status}`);
  return performance.now() - due;
}
