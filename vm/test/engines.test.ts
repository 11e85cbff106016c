import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunResult, runInWorker, type WorkerJob } from "../src/node.js";
import { program } from "./support/assembler.js";
import * as cases from "./support/cases.js";
import { EDGES } from "./support/edges.js";

const directory = mkdtempSync(join(tmpdir(), "dcm-vm-"));
const results = new Map<string, cases.CaseResult[]>();
let wazero = "";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Without the engine's own words. */
const comparable = (list: readonly cases.CaseResult[]) => list.map(({ detail: _, ...result }) => result);

beforeAll(async () => {
  cases.build();
  const all = everyCase();
  cases.writeCases(join(directory, "all"), all);
  wazero = await cases.buildWazero(directory);
  results.set("default", await cases.runNode(join(directory, "all"), []));
}, 300_000);

afterAll(() => rmSync(directory, { recursive: true, force: true }));

function everyCase(): ReturnType<typeof cases.edgeCases> {
  return [...cases.edgeCases(), ...cases.exampleCases(), ...cases.generatedCases(40)];
}

function reference(): cases.CaseResult[] {
  return results.get("default") ?? [];
}

/** Cases that reached an engine, with what V8 said of them. */
function executed(keep: (result: cases.CaseResult) => boolean): {
  list: ReturnType<typeof cases.edgeCases>;
  expected: cases.CaseResult[];
} {
  const all = everyCase();
  const picked = reference()
    .map((result, index) => ({ result, item: all[index] as (typeof all)[number] }))
    .filter(({ result }) => result.outcome !== "MODULE_INVALID" && result.memory + result.fuel !== "0")
    .filter(({ result }) => keep(result));
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
    const flat = (name: string) => !deep.has(name);
    expect(comparable(interpreter.filter(({ name }) => flat(name)))).toEqual(
      comparable(expected.filter(({ name }) => flat(name))),
    );
    const gaveUp = interpreter.filter(({ name }) => deep.has(name));
    expect(gaveUp.map(({ outcome }) => outcome)).toEqual(gaveUp.map(() => "CANNOT_RUN"));
  }, 300_000);
});

describe("the worker", () => {
  const job = (module: Uint8Array, more: Partial<WorkerJob> = {}): WorkerJob => ({
    module,
    args: [],
    env: [],
    stdin: new Uint8Array(0),
    inputs: [],
    limits: { fuel: 1n << 60n, memoryPages: 16, outputBytes: 1000, wallTimeMs: 60_000 },
    clockNs: 0n,
    randomSeed: new Uint8Array(8),
    ...more,
  });
  const endless = program("loop br 0 end");

  test("an endless program is killed when its wall time is over, and that is no result", async () => {
    const limits = { fuel: 1n << 60n, memoryPages: 16, outputBytes: 0, wallTimeMs: 300 };
    const result = await runInWorker(job(endless, { limits }));
    expect(result).toMatchObject({ outcome: "CANNOT_RUN", cannotRun: "WALL_TIME" } satisfies Partial<RunResult>);
  });

  test("an aborted signal kills the run and is the reason of the rejection", async () => {
    const abort = new AbortController();
    const run = runInWorker(job(endless, { signal: abort.signal }));
    abort.abort(new Error("drained"));
    await expect(run).rejects.toThrow("drained");
    await expect(runInWorker(job(endless, { signal: abort.signal }))).rejects.toThrow("drained");
  });

  test("output arrives while the program still runs", async () => {
    const chatter = program(
      "i32.const 16 i32.const 8 i32.store i32.const 20 i32.const 6 i32.store i32.const 1 i32.const 16 i32.const 1 i32.const 0 call 0 drop loop br 0 end",
      { imports: ["fd_write"], data: [[8, new Uint8Array([104, 101, 108, 108, 111, 10])]] },
    );
    const abort = new AbortController();
    const chunks: string[] = [];
    const onStdout = (chunk: Uint8Array): void => {
      chunks.push(Buffer.from(chunk).toString());
      abort.abort(new Error("seen"));
    };
    await expect(runInWorker(job(chatter, { onStdout, signal: abort.signal }))).rejects.toThrow("seen");
    expect(chunks).toEqual(["hello\n"]);
  });

  const recursion = (depth: number): Uint8Array =>
    program(`i32.const ${depth} call 1`, {
      funcs: [{ type: "i32 ->", body: "local.get 0 if local.get 0 i32.const 1 i32.sub call 1 end" }],
    });

  test("the call depth is limited exactly: 16,384 units of 64 bytes", async () => {
    // One unit for _start, one for each frame of the recursion.
    const [within, beyond] = [16_384 - 2, 16_384 - 1].map(recursion) as [Uint8Array, Uint8Array];
    expect(await runInWorker(job(within))).toMatchObject({ outcome: "EXIT" });
    expect(await runInWorker(job(beyond))).toMatchObject({ outcome: "TRAP" });
  });

  test("a host stack that is too small is no trap", async () => {
    const { onStdout: _, ...input } = job(recursion(16_000));
    const core = JSON.stringify(new URL("../dist/index.js", import.meta.url).href);
    const source = `const { parentPort, workerData } = require("node:worker_threads");
      import(${core}).then(({ runModule }) => parentPort.postMessage(runModule(workerData, {})));`;
    const result = await new Promise<RunResult>((resolve, reject) => {
      const worker = new Worker(source, { eval: true, workerData: input, resourceLimits: { stackSizeMb: 0.5 } });
      worker.on("message", resolve);
      worker.on("error", reject);
    });
    expect(result).toMatchObject({ outcome: "CANNOT_RUN", cannotRun: "HOST_STACK" });
  });

  test("a module that is none is a result with fuel 0", async () => {
    const result = await runInWorker(job(new Uint8Array([1, 2, 3])));
    expect(result).toMatchObject({ outcome: "MODULE_INVALID", fuel: 0n, exitCode: 0, outputs: [] });
  });
});
