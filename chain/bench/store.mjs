// Costs of the state tree, measured in one run on one machine; read the ratios. Needs `npx tsc -b` before.
// node chain/bench/store.mjs [keys, 100000 by default]
import { createHash, randomBytes } from "node:crypto";
import { createHasher, createMultistore, hostHasher } from "../dist/store/index.js";

const KEYS = Number(process.argv[2] ?? 100_000);
const DIRTY = 10_000;
const BLOCKS = 15;

const sha256 = (bytes) => new Uint8Array(createHash("sha256").update(bytes).digest());
const keys = Array.from({ length: KEYS }, () => new Uint8Array(randomBytes(21)));
const value = () => new Uint8Array(randomBytes(100));

const calibration = measure(() => {
  for (let i = 0; i < DIRTY; i++) sha256(keys[i]);
});
const rows = [["sha256 of a key, node:crypto", calibration, DIRTY]];

for (const [name, hasher] of [
  ["wasm", createHasher(sha256)],
  ["host", hostHasher(sha256)],
]) {
  const store = createMultistore({ names: ["bank", "job"], hasher, seed: 7, indexed: ["bank"], keepRecent: 100 });
  for (const target of ["bank", "job"]) {
    const first = store.overlay();
    for (const key of keys) first.store(target).set(key, value());
    const height = store.height + 1n;
    rows.push([`${name}: first commit, ${target}`, measure(() => store.commit(first, height)), KEYS]);
  }
  const [writing, committing] = [[], []];
  for (let i = 0; i < BLOCKS; i++) {
    const overlay = store.overlay();
    const dirty = Array.from({ length: DIRTY }, (_, j) => [keys[(i * DIRTY * 7 + j * 7919) % KEYS], value()]);
    writing.push(
      measure(() => {
        for (const [key, next] of dirty) overlay.store("bank").set(key, next);
      }),
    );
    committing.push(measure(() => store.commit(overlay, store.height + 1n)));
    store.takeWrites();
  }
  rows.push(
    [`${name}: overlay write`, median(writing), DIRTY],
    [`${name}: commit a dirty key`, median(committing), DIRTY],
  );
  if (name === "host") continue;
  for (const [target, how] of [
    ["bank", "hash index"],
    ["job", "tree walk"],
  ]) {
    const reader = store.at(store.height)(target);
    rows.push([`get by ${how}`, measure(() => keys.map((key) => reader.get(key))), KEYS]);
  }
  const reader = store.at(store.height)("bank");
  rows.push(["range step", measure(() => [...reader.ascend()].length), KEYS]);
  rows.push([
    "proof, present",
    measure(() => keys.slice(0, 1000).map((key) => store.prove("bank", key, store.height))),
    1000,
  ]);
  const past = store.height - 1n;
  rows.push([`proof, ${DIRTY} keys changed since`, measure(() => store.prove("bank", keys[0], past)), 1]);
}

const unit = calibration / DIRTY;
for (const [name, ms, count] of rows) {
  const each = ms / count;
  console.log(
    `${name.padEnd(36)} ${(1000 * each).toFixed(2).padStart(12)} us ${(each / unit).toFixed(2).padStart(12)} x sha256`,
  );
}

function measure(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function median(list) {
  return list.toSorted((a, b) => a - b)[list.length >> 1];
}
