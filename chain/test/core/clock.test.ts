import { expect, test } from "vitest";
import { nextTick, seedOf } from "../../src/app/clock.js";
import { startChain } from "../harness/chain.js";
import { poisoned } from "../harness/poison.js";

const SECOND = 1_000_000_000n;

test("[G7] market time begins at the first block's time and moves at most ten seconds a block", () => {
  const first = nextTick(undefined, 1n, 1_000n * SECOND + 999_999n);
  expect(first.now).toBe(1_000_000n);
  const second = nextTick(first, 2n, first.time + 3n * SECOND);
  expect(second.now - first.now).toBe(3_000n);
  const afterHalt = nextTick(second, 3n, second.time + 600n * SECOND);
  expect(afterHalt.now - second.now).toBe(10_000n);
});

test("parts of a millisecond are never lost over many blocks", () => {
  let tick = nextTick(undefined, 1n, 0n);
  for (let i = 2n; i <= 1001n; i++) tick = nextTick(tick, i, tick.time + 1_500_000n);
  expect(tick.now).toBe(1_500n);
});

test("the seed differs by chain, height and last application hash", () => {
  const seeds = [
    seedOf("a", 1n, Uint8Array.of(1)),
    seedOf("b", 1n, Uint8Array.of(1)),
    seedOf("a", 2n, Uint8Array.of(1)),
    seedOf("a", 1n, Uint8Array.of(2)),
  ];
  expect(new Set(seeds.map(String)).size).toBe(4);
});

test("two chains that run the same blocks agree on every hash, whatever their index seeds are", () => {
  const hashes = [1, 2].map(() => {
    const chain = startChain();
    return [chain.block().appHash, chain.block().appHash].map(String);
  });
  expect(hashes[0]).toEqual(hashes[1]);
});

test("clocks, timers and randomness throw while a block executes in tests", () => {
  for (const use of [() => Date.now(), () => new Date(), () => Math.random(), () => setTimeout(() => undefined)])
    expect(() => poisoned<unknown>(use)).toThrow(/was used while a block executed/);
  expect(Date.now()).toBeGreaterThan(0);
});
