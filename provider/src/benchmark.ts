import { runInWorker } from "@dcm/vm/node";

/** How fast this machine runs metered programs. */
export interface Benchmark {
  readonly nsPerFuel: number;
  readonly fuelPerSecond: number;
  readonly ms: number;
}

/** Long enough that starting the process and compiling do not count much. */
const TARGET_MS = 1_500;
const LIMITS = { fuel: 1n << 60n, memoryPages: 1, outputBytes: 0, wallTimeMs: 60_000 };
const ROUNDS_FIRST = 2_000_000;
const ROUNDS_MAX = 2_000_000_000;

/**
 * Measures ns per fuel with a metered program: a xorshift over memory, as ordinary code mixes arithmetic, loads and stores.
 *
 * @returns the speed of one thread; starting costs are subtracted by the difference of two runs
 */
export async function benchmark(): Promise<Benchmark> {
  const idle = await measure(1);
  let rounds = ROUNDS_FIRST;
  let run = await measure(rounds);
  while (run.ms - idle.ms < TARGET_MS / 4 && rounds < ROUNDS_MAX / 4) {
    rounds *= 4;
    run = await measure(rounds);
  }
  const ms = Math.max(1, run.ms - idle.ms);
  const nsPerFuel = (ms * 1e6) / Number(run.fuel - idle.fuel);
  return { nsPerFuel, fuelPerSecond: 1e9 / nsPerFuel, ms: run.ms };
}

async function measure(rounds: number): Promise<{ readonly ms: number; readonly fuel: bigint }> {
  const start = performance.now();
  const result = await runInWorker({
    module: xorshift(rounds),
    args: [],
    env: [],
    stdin: new Uint8Array(0),
    inputs: [],
    limits: LIMITS,
    clockNs: 0n,
    randomSeed: new Uint8Array(8),
  });
  if (result.outcome !== "EXIT") throw new Error(`the benchmark ended with ${result.outcome}: ${result.detail}`);
  return { ms: performance.now() - start, fuel: result.fuel };
}

const I32 = 0x7f;

/** A module whose `_start` does `rounds` rounds of xorshift32 and stores each in memory. */
function xorshift(rounds: number): Uint8Array {
  const [get, set, i32] = [(i: number) => [0x20, i], (i: number) => [0x21, i], (n: number) => [0x41, ...signed(n)]];
  const shift = (by: number, op: number) => [...get(1), ...get(1), ...i32(by), op, 0x73, ...set(1)];
  const body = [
    ...[...i32(rounds), ...set(0), ...i32(2463534242 | 0), ...set(1)],
    ...[0x03, 0x40],
    ...[...shift(13, 0x74), ...shift(17, 0x76), ...shift(5, 0x74)],
    // memory[x & 0xfffc] = x
    ...[...get(1), ...i32(0xfffc), 0x71, ...get(1), 0x36, 2, 0],
    // if (--n) continue
    ...[...get(0), ...i32(1), 0x6b, 0x22, 0, 0x0d, 0, 0x0b, 0x0b],
  ];
  const code = [1, 2, I32, ...body];
  const name = (text: string) => [text.length, ...Buffer.from(text)];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 0, 0]),
    ...section(3, [1, 0]),
    ...section(5, [1, 1, 1, 1]),
    ...section(7, [2, ...name("memory"), 2, 0, ...name("_start"), 0, 0]),
    ...section(10, [1, code.length, ...code]),
  ]);
}

/** A section of less than 128 bytes. */
function section(id: number, bytes: readonly number[]): readonly number[] {
  return [id, bytes.length, ...bytes];
}

/** Signed LEB128 of 32 bits. */
function signed(value: number): readonly number[] {
  const bytes: number[] = [];
  for (let rest = value; ; ) {
    const byte = rest & 0x7f;
    rest >>= 7;
    const last = (rest === 0 && (byte & 0x40) === 0) || (rest === -1 && (byte & 0x40) !== 0);
    bytes.push(last ? byte : byte | 0x80);
    if (last) return bytes;
  }
}
