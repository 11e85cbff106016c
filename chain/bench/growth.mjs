// How the state grows: the cost of a dirty key, memory per key, disk per key and the time to start, at 10^4, 10^5 and 10^6 keys of
// 21 bytes with values of 100. Every size has a process of its own. Needs `npx tsc -b` before.
// node chain/bench/growth.mjs [sizes, 10000 100000 1000000 by default]
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cpuUs, measureUs, median, printTable } from "../../scripts/measure.mjs";
import { stateHasher } from "../dist/node/hasher.js";
import { openStore } from "../dist/store/disk.js";

const DIRTY = 5_000;
const BLOCKS = 15;
const LOADED_AT_ONCE = 10_000;
const [KEY_BYTES, VALUE_BYTES] = [21, 100];

if (process.argv[2] === "--one") console.log(JSON.stringify(await measure(Number(process.argv[3]))));
else report(process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 100_000, 1_000_000]);

function report(sizes) {
  const results = sizes.map((size) => {
    const own = fileURLToPath(import.meta.url);
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--expose-gc", own, "--one", String(size)], {
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout);
  });
  printTable(
    ["keys", "µs a dirty key", "write", "commit", "bytes a key", "on disk", "start-up, ms", "CPU, ms"],
    results.map((each) => [
      each.size,
      (each.writeUs + each.commitUs).toFixed(2),
      each.writeUs.toFixed(2),
      each.commitUs.toFixed(2),
      each.memory.toFixed(0),
      each.disk.toFixed(0),
      each.startMs.toFixed(0),
      each.startCpuMs.toFixed(0),
    ]),
  );
  const [first, last] = [results[0], results.at(-1)];
  const growth = (last.writeUs + last.commitUs) / (first.writeUs + first.commitUs);
  console.log(`a dirty key among ${last.size} costs ${growth.toFixed(2)} times one among ${first.size}`);
  const slope = ((last.startMs - first.startMs) / (last.size - first.size)) * 100_000;
  console.log(`start-up takes ${slope.toFixed(0)} ms longer for every 10^5 keys`);
  console.log(`of the bytes a key, ${KEY_BYTES + VALUE_BYTES} are key and value; ${DIRTY} keys are dirty in a block`);
}

async function measure(size) {
  const dir = join(mkdtempSync(join(tmpdir(), "dcm-growth-")), "state");
  const keys = randomBytes(KEY_BYTES * size);
  const key = (i) => keys.subarray(KEY_BYTES * i, KEY_BYTES * (i + 1));
  const first = await open(dir);
  const rssBefore = settledRss();
  for (let from = 0; from < size; from += LOADED_AT_ONCE)
    await load(first, key, [from, Math.min(from + LOADED_AT_ONCE, size)]);
  await first.writer.flush();
  const memory = (settledRss() - rssBefore) / size;
  const rounds = [];
  for (let i = 0; i < BLOCKS; i++) rounds.push(await block(first, key, { size, round: i }));
  await first.close();
  const disk = readdirSync(dir).reduce((sum, file) => sum + statSync(join(dir, file)).size, 0) / size;
  const [wall, cpu] = [performance.now(), cpuUs()];
  const again = await open(dir);
  const [startMs, startCpuMs] = [performance.now() - wall, (cpuUs() - cpu) / 1000];
  await again.close();
  rmSync(join(dir, ".."), { recursive: true });
  const of = (name) => median(rounds.map((each) => each[name])) / DIRTY;
  return { size, writeUs: of("writeUs"), commitUs: of("commitUs"), memory, disk, startMs, startCpuMs };
}

function open(dir) {
  const options = { names: ["bank"], indexed: ["bank"], hasher: stateHasher(), seed: 7, keepRecent: 10 };
  const onFailure = (error) => {
    throw error;
  };
  return openStore({ ...options, dir, chainId: "growth-1", onFailure });
}

async function load({ store, writer }, key, [from, to]) {
  const overlay = store.overlay();
  for (let i = from; i < to; i++) overlay.store("bank").set(key(i), randomBytes(VALUE_BYTES));
  store.commit(overlay, store.height + 1n);
  await writer.push(store.takeWrites());
}

/** Changes keys all over the state. */
async function block({ store, writer }, key, { size, round }) {
  const overlay = store.overlay();
  const dirty = Array.from({ length: DIRTY }, (_, i) => [
    key((round * 104_729 + i * 7919) % size),
    randomBytes(VALUE_BYTES),
  ]);
  const target = overlay.store("bank");
  const writeUs = measureUs(() => {
    for (const [each, value] of dirty) target.set(each, value);
  });
  const commitUs = measureUs(() => store.commit(overlay, store.height + 1n));
  await writer.push(store.takeWrites());
  // The disk's work is not this thread's.
  await writer.flush();
  return { writeUs, commitUs };
}

function settledRss() {
  for (let i = 0; i < 3; i++) globalThis.gc();
  return process.memoryUsage().rss;
}
