import type { Writer } from "../../../src/binary.js";
import { utf8Encode } from "../../../src/text.js";
import { WASI_PARAMS } from "../../../src/wasi/signatures.js";
import type { RandomSource } from "../random.js";

// Where the scenery stands in a program's memory.
const RANGES_AT = 0;
const PATHS_AT = 128;
const SUBSCRIPTIONS_AT = 512;
const ANSWER_AT = 1024;
const PATHS = [
  "out/a",
  "out/b/c",
  "in/data",
  "out",
  ".",
  "/",
  "../x",
  "out/../out/a",
  "in",
  "out/b",
  "",
  "no\0ne",
  "ä/ö",
];

/** Content of the first kilobyte: ranges for reads and writes, paths, subscriptions. */
export function scenery(random: RandomSource): Uint8Array {
  const bytes = new Uint8Array(ANSWER_AT);
  const view = new DataView(bytes.buffer);
  for (let at = RANGES_AT; at < PATHS_AT; at += 8) {
    view.setUint32(at, 2048 + random.below(2048), true);
    view.setUint32(at + 4, random.below(40), true);
  }
  for (const [k, path] of PATHS.entries()) bytes.set(utf8Encode(path), PATHS_AT + k * 16);
  for (let at = SUBSCRIPTIONS_AT; at + 48 < ANSWER_AT; at += 48) {
    view.setBigUint64(at, BigInt(at), true);
    view.setUint8(at + 8, random.pick([0, 0, 0, 1, 2, 3]));
    view.setUint32(at + 16, random.below(5), true);
    view.setBigUint64(at + 24, BigInt(random.below(2 ** 31)) << BigInt(random.below(34)), true);
    view.setUint16(at + 40, random.below(2), true);
  }
  return bytes;
}

type Argument = (random: RandomSource) => number;

const descriptor: Argument = (random) => random.pick([0, 1, 1, 2, 3, 3, 4, 4, 5, 6, 1000, -1]);
const count: Argument = (random) => random.pick([0, 1, 1, 1, 2, 3, 5, 1024, 1025, -1]);
const answer: Argument = (random) => ANSWER_AT + 8 * random.below(64);
const ranges: Argument = (random) => RANGES_AT + 8 * random.below(12);
const subscriptions: Argument = (random) => SUBSCRIPTIONS_AT + 48 * random.below(8);
const path: Argument = (random) => PATHS_AT + 16 * random.below(PATHS.length);
const length: Argument = (random) => random.pick([1, 2, 3, 5, 5, 7, 7, 12, 16, 256, 257]);
const flags: Argument = (random) => random.below(16);
const size: Argument = (random) => random.pick([0, 1, 31, 32, 33, 100, 1000]);
const anything: Argument = (random) => random.pick([0, 1, 8, 64, 65_535, 65_536, -1, -8, 2 ** 31 - 1, -(2 ** 31)]);

/** Arguments that make sense, by function; one that is not named gets anything. */
const SENSIBLE: Readonly<Record<string, readonly Argument[]>> = {
  args_get: [answer, answer],
  args_sizes_get: [answer, answer],
  environ_get: [answer, answer],
  environ_sizes_get: [answer, answer],
  clock_res_get: [count, answer],
  clock_time_get: [count, anything, answer],
  fd_close: [descriptor],
  fd_fdstat_get: [descriptor, answer],
  fd_fdstat_set_flags: [descriptor, flags],
  fd_filestat_get: [descriptor, answer],
  fd_prestat_get: [descriptor, answer],
  fd_prestat_dir_name: [descriptor, answer, count],
  fd_read: [descriptor, ranges, count, answer],
  fd_seek: [descriptor, size, count, answer],
  fd_write: [descriptor, ranges, count, answer],
  path_create_directory: [descriptor, path, length],
  path_filestat_get: [descriptor, flags, path, length, answer],
  path_open: [descriptor, flags, path, length, flags, anything, anything, flags, answer],
  poll_oneoff: [subscriptions, answer, count, answer],
  proc_exit: [flags],
  random_get: [answer, size],
};

/** Pushes the arguments of a call: mostly such as make sense. */
export function pushArguments(out: Writer, random: RandomSource, name: string): void {
  [...(WASI_PARAMS.get(name) ?? "")].forEach((letter, k) => {
    const sensible = SENSIBLE[name]?.[k] ?? anything;
    const value = (random.below(12) === 0 ? anything : sensible)(random);
    out.put(letter === "i" ? 0x41 : 0x42).s32(value);
  });
}
