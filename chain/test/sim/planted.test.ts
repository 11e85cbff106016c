import { describe, expect, test } from "vitest";
import { crowdOf } from "./actors/crowd.js";
import type { Plant } from "./game.js";
import { minimised } from "./minimise.js";
import { optionsOf } from "./options.js";
import { faults } from "./planted.js";
import type { RecordedTurn } from "./play.js";
import { simulate } from "./simulate.js";

/** Any of these seeds comes near every fault; the first does in most cases. */
const SEEDS = [6, 3, 11, 8, 1, 2];
const BLOCKS = 35;
/** Shorter histories that are tried for each: enough to show that shrinking works, not to its end. */
const RUNS = 10;

test.each([
  ["the application moves a coin from one account to another", 0],
  ["the application answers with another id", 4],
] as const)(
  "%s: %i transactions are enough to show it",
  (name, most) => {
    const { plant } = faults[name] ?? {};
    const { options, ...found } = firstFailure(plant ?? {});
    expect(deedsOf(minimised(options, found, plant).turns)).toBeLessThanOrEqual(most);
  },
  300_000,
);

describe("a planted fault is found, and what is left out keeps it", () => {
  test.each(Object.entries(faults))(
    "%s",
    (_, { plant, kind }) => {
      const { options, turns, failure } = firstFailure(plant);
      expect(failure.kind).toMatch(kind);
      const small = minimised(options, { turns, failure }, plant, RUNS);
      expect(small.failure.kind).toBe(failure.kind);
      expect(deedsOf(small.turns)).toBeLessThanOrEqual(deedsOf(turns));
      expect(simulate(options, { turns: small.turns }, plant).failure?.message).toBe(small.failure.message);
    },
    300_000,
  );
});

function deedsOf(turns: readonly RecordedTurn[]): number {
  return turns.reduce((sum, { deeds }) => sum + deeds.length, 0);
}

function firstFailure(plant: Plant) {
  for (const seed of SEEDS) {
    const options = optionsOf(seed);
    const { turns, failure } = simulate(options, { crowd: crowdOf(options), blocks: BLOCKS }, plant);
    if (failure !== undefined) return { options, turns, failure };
  }
  throw new Error("nobody noticed");
}
