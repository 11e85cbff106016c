import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WASI_PARAMS } from "../src/wasi/signatures.js";
import * as cases from "../test/support/cases.js";
import { trace } from "../test/support/trace.js";

// `make wasmtime` installs wasmtime for a Python of its own, names it here, and only then asks for this project.
const PYTHON = process.env.DCM_WASMTIME ?? "";
const PROGRAMS = Number(process.env.FUZZ_PROGRAMS ?? 300);
const HOST = fileURLToPath(new URL("host.py", import.meta.url));
const directory = mkdtempSync(join(tmpdir(), "dcm-wasmtime-"));

beforeAll(cases.build, 300_000);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** What wasmtime and V8 are both asked; `unmade` are host calls that V8's run made and this one did not. */
type Answer = Pick<cases.CaseResult, "name" | "outcome" | "fuel" | "memory"> & { readonly unmade: number };

/** Runs cases in V8, then those that it could start in wasmtime, as they are when `plain` picks them. */
async function compare(
  name: string,
  list: readonly cases.Item[],
  plain?: (result: cases.CaseResult) => boolean,
): Promise<{ expected: Answer[]; answers: Answer[] }> {
  const folder = join(directory, name);
  const written = cases.writeCases(folder, list);
  const picked = cases.started(list, await cases.runNode(folder, [])).filter(({ result }) => plain?.(result) ?? true);
  const traced = picked.map(({ item }) => {
    const one = written[list.indexOf(item)] as cases.Case;
    const calls = trace(new Uint8Array(readFileSync(join(folder, one.local))), cases.inputOf(item));
    return plain === undefined ? { ...one, calls } : { ...one, calls, local: one.module, global: one.module };
  });
  const signatures = [...WASI_PARAMS].map(([name, letters]) => `${name} ${letters}`);
  writeFileSync(join(folder, "traces.json"), JSON.stringify({ signatures, cases: traced }));
  const { stdout } = await promisify(execFile)(PYTHON, [HOST, folder], { maxBuffer: 1 << 26 });
  const lines = stdout.split("\n").filter((line) => line !== "");
  return {
    expected: picked.map(({ result }) => asked({ ...result, unmade: 0 })),
    answers: lines.map((line) => asked(JSON.parse(line) as Answer)),
  };
}

const asked = ({ name, outcome, fuel, memory, unmade }: Answer): Answer => ({ name, outcome, fuel, memory, unmade });

// [W2] The same outcomes, fuel and memory on an engine that shares nothing with V8; host calls are V8's, played back.
test("wasmtime ends every program as V8 does, with the same fuel and memory, and calls the host alike", async () => {
  const { expected, answers } = await compare("instrumented", [
    ...cases.edgeCases(),
    ...cases.exampleCases(),
    ...cases.generatedCases(40),
    ...cases.programCases(PROGRAMS, "any"),
  ]);
  expect(answers).toEqual(expected);
  expect(answers.length).toBeGreaterThan(PROGRAMS);
}, 600_000);

test("in wasmtime too a program leaves the same with our instructions and without them", async () => {
  const list = cases.programCases(PROGRAMS, "none");
  const { expected, answers } = await compare("plain", list, cases.endsByItself);
  const without = ({ fuel: _, ...answer }: Answer) => answer;
  expect(answers.map(without)).toEqual(expected.map(without));
  expect(answers.length).toBeGreaterThan(PROGRAMS / 2);
}, 600_000);
