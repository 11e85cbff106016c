import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as cases from "./support/cases.js";
import { EDGES } from "./support/edges.js";

const directory = mkdtempSync(join(tmpdir(), "dcm-vm-"));
/** Random programs for all engines; a campaign takes more. */
const PROGRAMS = Number(process.env.FUZZ_PROGRAMS ?? 100);
const results = new Map<string, cases.CaseResult[]>();
let wazero = "";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Without the engine's own words. */
const comparable = (list: readonly cases.CaseResult[]) => list.map(({ detail: _, ...result }) => result);

beforeAll(async () => {
  cases.build();
  cases.writeCases(join(directory, "all"), ALL);
  wazero = await cases.buildWazero(directory);
  results.set("default", await cases.runNode(join(directory, "all"), []));
}, 300_000);

afterAll(() => rmSync(directory, { recursive: true, force: true }));

const ALL = [
  ...cases.edgeCases(),
  ...cases.exampleCases(),
  ...cases.generatedCases(40),
  ...cases.programCases(PROGRAMS, "any"),
];
/** Programs without NaNs, which must do the same without our instructions. */
const PLAIN = cases.programCases(PROGRAMS, "none");

function reference(): cases.CaseResult[] {
  return results.get("default") ?? [];
}

/** Cases that reached an engine, with what V8 said of them. */
function executed(keep: (result: cases.CaseResult) => boolean): { list: cases.Item[]; expected: cases.CaseResult[] } {
  const picked = cases.started(ALL, reference()).filter(({ result }) => keep(result));
  return { list: picked.map(({ item }) => item), expected: picked.map(({ result }) => result) };
}

describe("equal results everywhere", () => {
  test("every edge module ends as the rules say", () => {
    const ends = reference().slice(0, EDGES.length);
    expect(ends.map(({ name, outcome, exitCode }) => ({ name, outcome, exitCode }))).toEqual(
      EDGES.map(({ name, outcome, exitCode = 0 }) => ({ name, outcome, exitCode })),
    );
    expect(EDGES.length).toBeGreaterThanOrEqual(20);
  });

  test("every example gives the exit code, stdout and outputs that its run.json promises", () => {
    const ends = reference().filter(({ name }) => name.startsWith("example "));
    expect(ends.length).toBeGreaterThanOrEqual(1);
    for (const { name, outcome, exitCode, stdout, outputs } of ends) {
      const promised = cases.exampleExpectation(name.slice("example ".length));
      expect({ outcome, exitCode }, name).toEqual({ outcome: "EXIT", exitCode: promised.exit ?? 0 });
      if (promised.stdout !== undefined) expect(stdout, name).toBe(sha256(promised.stdout));
      for (const promise of Object.entries(promised.outputs ?? {})) expect(outputs, name).toContainEqual(promise);
    }
  });

  test("processes with the baseline and with the optimising compiler agree with the default one", async () => {
    const optimising = await cases.runNode(join(directory, "all"), ["--no-liftoff"]);
    expect(comparable(optimising)).toEqual(comparable(reference()));
    const baseline = await cases.runNode(join(directory, "all"), ["--liftoff", "--no-wasm-tier-up"]);
    expect(comparable(baseline)).toEqual(comparable(reference()));
  }, 300_000);

  test("wazero's compiler agrees with V8", async () => {
    const { list, expected } = executed(() => true);
    cases.writeCases(join(directory, "compiler"), list);
    const compiler = await cases.runWazero(wazero, "compiler", join(directory, "compiler"));
    expect(comparable(compiler)).toEqual(comparable(expected));
  }, 300_000);

  test("wazero's interpreter agrees with V8 where its stack of 2,000 frames suffices, and calls nothing else a trap", async () => {
    const deep = new Set(EDGES.filter((edge) => edge.deep).map((edge) => edge.name));
    // Larger runs take the interpreter minutes.
    const { list, expected } = executed(({ fuel }) => BigInt(fuel) <= 20_000_000n);
    cases.writeCases(join(directory, "interpreter"), list);
    const interpreter = await cases.runWazero(wazero, "interpreter", join(directory, "interpreter"));
    // Of random programs nobody knows beforehand how deep they go.
    const unable = ({ name, outcome }: cases.CaseResult) => name.startsWith("program") && outcome === "CANNOT_RUN";
    const gaveUp = new Set([...deep, ...interpreter.filter(unable).map(({ name }) => name)]);
    const flat = ({ name }: cases.CaseResult) => !gaveUp.has(name);
    expect(comparable(interpreter.filter(flat))).toEqual(comparable(expected.filter(flat)));
    const others = interpreter.filter((result) => !flat(result));
    expect(others.map(({ outcome }) => outcome)).toEqual(others.map(() => "CANNOT_RUN"));
    expect(gaveUp.size - deep.size).toBeLessThan(PROGRAMS / 5);
  }, 300_000);

  // [W2] V8's own comparison with the plain program is part of the fuzzing.
  test("in wazero too a program leaves the same with our instructions and without them", async () => {
    const folder = join(directory, "plain");
    const written = cases.writeCases(folder, PLAIN);
    const instrumented = await cases.runWazero(wazero, "compiler", folder);
    const kept = instrumented.map(cases.endsByItself);
    const plain = written
      .filter((_, k) => kept[k])
      .map((item) => ({ ...item, local: item.module, global: item.module }));
    writeFileSync(join(folder, "cases.json"), JSON.stringify(plain));
    const without = ({ fuel: _, ...result }: cases.CaseResult) => result;
    const expected = instrumented.filter((_, k) => kept[k]);
    expect((await cases.runWazero(wazero, "compiler", folder)).map(without)).toEqual(expected.map(without));
    expect(expected.length).toBeGreaterThan(PROGRAMS / 2);
  }, 300_000);
});
