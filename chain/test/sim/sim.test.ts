import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { crowdOf } from "./actors/crowd.js";
import { historyText } from "./history.js";
import { keptHistories } from "./kept.js";
import { minimised } from "./minimise.js";
import { type Options, optionsOf } from "./options.js";
import { EVENTS, OUTCOMES } from "./outcomes.js";
import { type Run, type Source, simulate } from "./simulate.js";

// `make sim SEED=n` plays one history, `SEEDS=n` so many from SEED on, `BLOCKS=n` longer ones. Without them the standard
// seeds are played, which together must reach everything that outcomes.ts names.

const STANDARD = [3, 7, 18, 19, 20];
const STANDARD_BLOCKS = 200;
const { SEED = "", SEEDS = "", BLOCKS = "" } = process.env;
const blocks = Number(BLOCKS || STANDARD_BLOCKS);
const first = Number(SEED || 1);
const asked = Array.from({ length: Number(SEEDS || 1) }, (_, i) => first + i);
const seeds = SEED === "" && SEEDS === "" ? STANDARD : asked;
const runs: Run[] = [];

describe("what once failed does not fail again", () => {
  test.each(keptHistories().map((kept) => [kept.name, kept] as const))(
    "%s",
    (_, { options, source }) => {
      play(options, source);
    },
    600_000,
  );
});

describe("the application does what the model says", () => {
  test.each(seeds)(
    "seed %i",
    (seed) => {
      const options = optionsOf(seed);
      runs.push(play(options, { crowd: crowdOf(options), blocks }));
    },
    3_600_000,
  );
});

describe("the crowd comes everywhere", () => {
  const reached = () => new Set(runs.flatMap(({ outcomes, world }) => [...outcomes.keys(), ...world.reached]));
  // A history of somebody's choice, or a few short ones, need not come everywhere.
  const isWhole = SEED === "" && seeds.length >= STANDARD.length && blocks >= STANDARD_BLOCKS;
  const wanted = isWhole ? [...OUTCOMES, ...EVENTS] : ["ok"];
  test("every outcome and every event is reached by some seed", () => {
    const met = reached();
    expect(wanted.filter((name) => !met.has(name))).toEqual([]);
  });
  afterAll(() => console.info(closingLine(reached())));
});

/** Plays a history; one that fails is made as short as it gets and written down. */
function play(options: Options, source: Source): Run {
  const run = simulate(options, source);
  if (run.failure === undefined) return run;
  const { turns, failure } = minimised(options, { turns: run.turns, failure: run.failure });
  const file = join(mkdtempSync(join(tmpdir(), "dcm-sim-")), `${options.seed}.json`);
  writeFileSync(file, historyText({ options, turns }));
  const deeds = turns
    .flatMap((turn) => turn.deeds)
    .map(({ serial, by, acts }) => `  #${serial} ${by} ${acts.map(({ type }) => type).join(" ")}`);
  throw new Error(
    [
      `seed ${options.seed} fails at ${run.failure.message}`,
      `\n${turns.length} blocks and ${deeds.length} transactions do too, at ${failure.message}`,
      ...deeds,
      `\nThe short history is in ${file}: move it to chain/test/sim/kept/ and add a line to seeds.json that says what it showed.`,
    ].join("\n"),
  );
}

function closingLine(reached: ReadonlySet<string>): string {
  const all = [...OUTCOMES, ...EVENTS];
  const [made, txs] = [
    runs.reduce((sum, { turns }) => sum + turns.length, 0),
    runs.reduce((sum, run) => sum + run.txs, 0),
  ];
  const met = all.filter((name) => reached.has(name)).length;
  const missing = all.filter((name) => !reached.has(name));
  const counts = new Map<string, number>();
  for (const { outcomes } of runs) for (const [name, n] of outcomes) counts.set(name, (counts.get(name) ?? 0) + n);
  return [
    [...counts]
      .sort()
      .map(([name, n]) => `${name} ${n}`)
      .join(", "),
    ...(missing.length === 0 ? [] : [`not reached: ${missing.join(", ")}`]),
    `sim: ${runs.length} seeds, ${made} blocks, ${txs} transactions, ${met} of ${all.length} outcomes reached`,
  ].join("\n");
}
