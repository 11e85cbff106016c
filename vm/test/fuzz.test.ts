import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runInWorker } from "../src/node.js";
import { build } from "./support/cases.js";
import { EDGES } from "./support/edges.js";
import { compare } from "./support/fuzz/compare.js";
import type { Nans } from "./support/fuzz/frame.js";
import { generateHeavy } from "./support/fuzz/heavy.js";
import { type Judgement, jobOf, judge } from "./support/fuzz/judge.js";
import { mutate } from "./support/fuzz/mutate.js";
import { generateProgram } from "./support/fuzz/programs.js";
import { randomSource } from "./support/random.js";

/** `make fuzz` sets both; a module is made from its number alone, so that any stretch of numbers can be run again. */
const MODULES = Number(process.env.FUZZ_MODULES ?? 2_500);
const FIRST = Number(process.env.FUZZ_FIRST ?? 0);

const TIMEOUT = 3_600_000;
const HEAVY_LIMITS = { fuel: 20_000_000n, memoryPages: 16, outputBytes: 1_000, wallTimeMs: 60_000 };

const CORPUS = fileURLToPath(new URL("corpus", import.meta.url));
const corpus = readdirSync(CORPUS).filter((file) => file.endsWith(".wasm"));
const kept = corpus.map((file) => new Uint8Array(readFileSync(join(CORPUS, file))));
const small = EDGES.map(({ module }) => module).filter(({ length }) => length < 10_000);

/** Where modules with a fault are left, and the one at hand, in case it takes the process along. */
let found = "";

beforeAll(() => {
  build();
  found = mkdtempSync(join(tmpdir(), "dcm-fuzz-"));
}, 300_000);

afterAll(() => {
  rmSync(join(found, "current.wasm"), { force: true });
  if (readdirSync(found).length === 0) rmSync(found, { recursive: true });
});

interface Campaign {
  readonly count: number;
  readonly make: (number: number) => Uint8Array;
  readonly judge: (module: Uint8Array, number: number) => Judgement | Promise<Judgement>;
}

/** Judges modules by their numbers; those with a fault are kept and named. Returns how often each outcome came. */
async function run({ count, make, judge }: Campaign): Promise<Map<string, number>> {
  const outcomes = new Map<string, number>();
  const faults: string[] = [];
  for (let number = FIRST; number < FIRST + count; number++) {
    const module = make(number);
    writeFileSync(join(found, "current.wasm"), module);
    const judgement = await judge(module, number);
    outcomes.set(judgement.outcome, (outcomes.get(judgement.outcome) ?? 0) + 1);
    if (judgement.faults.length === 0) continue;
    const file = join(found, `${number}.wasm`);
    writeFileSync(file, module);
    faults.push(`${file}: ${judgement.faults.join("; ")}`);
  }
  const counts = [...outcomes].map(([outcome, times]) => `${outcome} ${times}`);
  console.log(`${count} modules from ${FIRST}: ${counts.join(", ")}`);
  expect(faults).toEqual([]);
  return outcomes;
}

const NANS: readonly Nans[] = ["any", "stored", "none"];
const nansOf = (number: number): Nans => NANS[number % NANS.length] as Nans;

test("a module that once showed a fault shows none", () => {
  const judged = corpus.map((file, k) => ({ file, faults: judge(kept[k] as Uint8Array).faults }));
  expect(judged.filter(({ faults }) => faults.length > 0)).toEqual([]);
  const explained = readFileSync(join(CORPUS, "README.md"), "utf8");
  expect(corpus.filter((file) => !explained.includes(`\`${file}\``))).toEqual([]);
});

// [W1] [W5] Typed outcomes, limits that hold, and V8's agreement, whatever the bytes are.
test(
  "mutated modules are refused, or run within every limit",
  async () => {
    const make = (number: number): Uint8Array => {
      const random = randomSource(number);
      const fresh = [0, 1].map(() => generateProgram(random.below(2 ** 31), random.pick(NANS)));
      const pool = [...fresh, random.pick(small), random.pick([...small, ...kept])];
      return mutate(random, random.pick(pool), pool);
    };
    const outcomes = await run({ count: MODULES, make, judge });
    // Both sides of the fence are met often.
    expect(outcomes.get("REFUSED")).toBeGreaterThan(MODULES / 10);
    expect(outcomes.get("EXIT")).toBeGreaterThan(MODULES / 10);
  },
  TIMEOUT,
);

// [W2] The same outputs with and without instrumentation, but for the bits of NaNs.
test(
  "generated programs do the same in every build and as they are",
  async () => {
    const outcomes = await run({
      count: Math.ceil(MODULES / 4),
      make: (number) => generateProgram(number, nansOf(number)),
      judge: (module, number) => {
        const { outcome, faults } = judge(module);
        return { outcome, faults: [...faults, ...compare(module, nansOf(number))] };
      },
    });
    for (const outcome of ["EXIT", "TRAP", "OUT_OF_FUEL", "OUT_OF_MEMORY"]) {
      expect(outcomes.get(outcome), outcome).toBeGreaterThan(0);
    }
    expect(outcomes.has("REFUSED")).toBe(false);
  },
  TIMEOUT,
);

// [W5] What is accepted does not take the engine's process along, however hard it is to compile.
test(
  "modules that are hard to compile are refused, or run in their process",
  async () => {
    const outcomes = await run({
      count: Math.ceil(MODULES / 400),
      make: generateHeavy,
      judge: async (module) => {
        const { outcome, cannotRun, detail } = await runInWorker({ ...jobOf(module), limits: HEAVY_LIMITS });
        const died = cannotRun === "HOST_MEMORY" || cannotRun === "HOST_STACK";
        return { outcome, faults: died ? [`${cannotRun}: ${detail}`] : [] };
      },
    });
    expect(outcomes.size).toBeGreaterThan(1);
  },
  TIMEOUT,
);
