import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { clockText, openDrainEnd, openLateness } from "../src/clock.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test("a clock is told when it is more than a minute off, with the side", () => {
  const at = (ms: number) => clockText(new Date(Date.now() - ms).toISOString());
  expect(at(30_000)).toBeUndefined();
  expect(at(-30_000)).toBeUndefined();
  expect(at(5 * 60_000)).toBe("5 min ahead of");
  expect(at(-5 * 3_600_000)).toBe("5 h behind");
});

test("a look that shows less than an earlier one is passed over, unless the chain stays set back", () => {
  const isLate = openLateness();
  expect([isLate(100n), isLate(100n), isLate(99n), isLate(101n), isLate(100n)]).toEqual([
    false,
    false,
    true,
    false,
    true,
  ]);
  vi.advanceTimersByTime(15_000);
  // It was started anew.
  expect([isLate(5n), isLate(6n), isLate(5n)]).toEqual([false, false, true]);
});

test("a drain ends when its time has passed, though somebody sets the clock of the day", () => {
  const drainEnd = openDrainEnd();
  const until = Date.now() + 60_000;
  const end = performance.now() + 60_000;
  expect(drainEnd(until)).toBe(end);
  vi.setSystemTime(Date.now() + 5 * 3_600_000);
  expect(drainEnd(until)).toBe(end);
});
