// What every benchmark needs to measure with: CPU time, medians, and V, the unit that makes runs on two machines comparable.
import { createRequire } from "node:module";

/** CPU time of the whole process, user and system, in microseconds. */
export function cpuUs() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** CPU time of `work` in microseconds. */
export function measureUs(work) {
  const before = cpuUs();
  work();
  return cpuUs() - before;
}

export function median(list) {
  return quantile(list, 0.5);
}

/** The value that the share `q` of the list does not exceed. */
export function quantile(list, q) {
  const sorted = list.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}

/** `median (least–most)` with that many digits after the point. */
export function spread(list, digits = 1) {
  const [least, most] = [Math.min(...list), Math.max(...list)];
  return `${median(list).toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
}

/** V: microseconds of CPU for one secp256k1 verification by the native library, its 33-byte key parsed each time. */
export function verifyUs(times = 2000) {
  const native = createRequire(import.meta.url)("secp256k1/bindings.js");
  const [secret, digest] = [new Uint8Array(32).fill(7), new Uint8Array(32).fill(9)];
  const key = native.publicKeyCreate(secret, true);
  const { signature } = native.ecdsaSign(digest, secret);
  const all = measureUs(() => {
    for (let i = 0; i < times; i++) native.ecdsaVerify(signature, digest, key);
  });
  return all / times;
}

/** Prints rows as columns, the first aligned left, the others right. */
export function printTable(head, rows) {
  const cells = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  for (const row of cells)
    console.log(row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join("  "));
}
