import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { runInWorker, type WorkerJob } from "../src/node.js";
import { program } from "./support/assembler.js";
import { build } from "./support/cases.js";
import { loop } from "./support/edges.js";
import { HOSTILE, type Hostile, slowToCompile } from "./support/hostile.js";

beforeAll(build, 300_000);

const LIMITS = { fuel: 1n << 40n, memoryPages: 64, outputBytes: 1000, wallTimeMs: 50_000 };

function job(module: Uint8Array, more: Partial<WorkerJob> = {}): WorkerJob {
  const nothing = { args: [], env: [], stdin: new Uint8Array(0), inputs: [] };
  return { module, ...nothing, limits: LIMITS, clockNs: 0n, randomSeed: new Uint8Array(8), ...more };
}

function hostileJob(item: Hostile): WorkerJob {
  const { args = [], env = [], stdin = new Uint8Array(0) } = item;
  const { fuel = LIMITS.fuel, memoryPages = LIMITS.memoryPages, outputBytes = LIMITS.outputBytes } = item;
  return job(item.module(), { args, env, stdin, limits: { ...LIMITS, fuel, memoryPages, outputBytes } });
}

/** Processes whose parent is this one, by the numbers that Linux keeps of them. */
function childrenOf(parent: number): number[] {
  const numbers = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return numbers.map(Number).filter((pid) => parentOf(pid) === parent);
}

function parentOf(pid: number): number | undefined {
  try {
    // The name stands in parentheses and may hold anything.
    return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[1]);
  } catch {
    return undefined;
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** The process that runs a program which was just started. */
async function theChild(before: readonly number[]): Promise<number> {
  const started = () => childrenOf(process.pid).find((pid) => !before.includes(pid));
  await until(() => started() !== undefined);
  return started() as number;
}

const greeting = program(
  "i32.const 16 i32.const 8 i32.store i32.const 20 i32.const 6 i32.store i32.const 1 i32.const 16 i32.const 1 i32.const 0 call 0 drop",
  { imports: ["fd_write"], data: [[8, new Uint8Array(Buffer.from("hello\n"))]] },
);

/** Nothing is left of the run before, and the next one is as good as any. */
async function expectHealthy(before: readonly number[]): Promise<void> {
  expect(childrenOf(process.pid).filter((pid) => !before.includes(pid))).toEqual([]);
  const { outcome, stdout } = await runInWorker(job(greeting));
  expect([outcome, Buffer.from(stdout).toString()]).toEqual(["EXIT", "hello\n"]);
}

// [W5] Whatever a program does, its run has an outcome, its process is gone, and the next program runs.
describe("a hostile program", () => {
  for (const item of HOSTILE) {
    test(item.name, async () => {
      const before = childrenOf(process.pid);
      const result = await runInWorker(hostileJob(item));
      expect({ outcome: result.outcome, detail: result.detail }).toEqual({
        outcome: item.outcome,
        detail: item.why === undefined ? expect.anything() : expect.stringMatching(item.why),
      });
      expect(result.fuel <= (item.fuel ?? LIMITS.fuel)).toBe(true);
      expect(result.stdout.length + result.stderr.length <= (item.outputBytes ?? LIMITS.outputBytes)).toBe(true);
      if (item.harmless !== true) await expectHealthy(before);
    });
  }
});

describe("the process of a program", () => {
  const endless = program("loop br 0 end");
  const long = { ...LIMITS, fuel: 1n << 60n };

  test("is killed when the wall time is over, in the middle of an endless loop", async () => {
    const before = childrenOf(process.pid);
    const result = await runInWorker(job(endless, { limits: { ...long, wallTimeMs: 300 } }));
    expect(result).toMatchObject({ outcome: "CANNOT_RUN", cannotRun: "WALL_TIME" });
    await expectHealthy(before);
  });

  test("is killed when the wall time is over, in the middle of a compilation that takes minutes", async () => {
    const before = childrenOf(process.pid);
    const result = await runInWorker(job(slowToCompile(), { limits: { ...long, wallTimeMs: 3_000 } }));
    expect(result).toMatchObject({ outcome: "CANNOT_RUN", cannotRun: "WALL_TIME" });
    await expectHealthy(before);
  });

  test("is killed when the caller aborts", async () => {
    const before = childrenOf(process.pid);
    const abort = new AbortController();
    const run = runInWorker(job(slowToCompile(), { limits: long, signal: abort.signal }));
    await theChild(before);
    abort.abort(new Error("drained"));
    await expect(run).rejects.toThrow("drained");
    await expectHealthy(before);
  });

  test("may be killed by the system, which is no result", async () => {
    const before = childrenOf(process.pid);
    const run = runInWorker(job(endless, { limits: long }));
    process.kill(await theChild(before), "SIGKILL");
    expect(await run).toMatchObject({ outcome: "CANNOT_RUN", cannotRun: "HOST_MEMORY", fuel: 0n });
    await expectHealthy(before);
  });

  test("ends when the process that waits for it is killed", async () => {
    const script = `import { runInWorker } from ${JSON.stringify(new URL("../dist/node.js", import.meta.url).href)};
      const empty = new Uint8Array(0);
      await runInWorker({ module: Uint8Array.from(${JSON.stringify([...endless])}), args: [], env: [], stdin: empty,
        inputs: [], limits: { fuel: 1n << 60n, memoryPages: 1, outputBytes: 0, wallTimeMs: 600000 }, clockNs: 0n, randomSeed: empty });`;
    const waiting = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "ignore" });
    const gone = new Promise((resolve) => waiting.on("close", resolve));
    const programs = () => childrenOf(waiting.pid as number);
    await until(() => programs().some((pid) => commandOf(pid).includes("worker.js")));
    const [pid] = programs() as [number];
    waiting.kill("SIGKILL");
    await gone;
    await until(() => !commandOf(pid).includes("worker.js"));
  });

  test("may write no more memory than its job needs", async () => {
    const before = childrenOf(process.pid);
    const run = runInWorker(job(endless, { limits: { ...long, wallTimeMs: 5_000 } }));
    const pid = await theChild(before);
    await until(() => commandOf(pid).includes("worker.js"));
    const limits = readFileSync(`/proc/${pid}/limits`, "utf8");
    expect(Number(/Max data size\s+(\d+)/.exec(limits)?.[1])).toBeLessThan(2.1 * 1024 ** 3);
    expect(/Max core file size\s+(\d+)/.exec(limits)?.[1]).toBe("0");
    expect(readFileSync(`/proc/${pid}/oom_score_adj`, "utf8").trim()).toBe("1000");
    process.kill(pid, "SIGKILL");
    await run;
  });
});

/** The command line of a process, empty when it is gone. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

test("a bug is reported as one", async () => {
  const inputs = [{ path: 7, bytes: new Uint8Array(0) }] as unknown as WorkerJob["inputs"];
  await expect(runInWorker(job(greeting, { inputs }))).rejects.toThrow("TypeError");
});

describe("content", () => {
  test("that is written byte by byte arrives whole, however late it is read", async () => {
    const bytes = program(
      `i32.const 20 i32.const 1 i32.store ${loop(30_000, "i32.const 64 local.get 0 i32.store8 i32.const 16 i32.const 64 i32.store i32.const 1 i32.const 16 i32.const 1 i32.const 8 call 0 drop")}`,
      { imports: ["fd_write"], locals: "i32" },
    );
    const chunks: Uint8Array[] = [];
    const limits = { ...LIMITS, outputBytes: 30_000 };
    const result = await runInWorker(job(bytes, { limits, onStdout: (chunk) => chunks.push(chunk) }));
    expect(result.outcome).toBe("EXIT");
    expect(result.stdout).toEqual(Uint8Array.from({ length: 30_000 }, (_, k) => k));
    expect(Buffer.concat(chunks).equals(result.stdout)).toBe(true);
  });

  test("of many megabytes passes both ways unchanged", async () => {
    const bytes = new Uint8Array(48 << 20);
    for (let at = 0; at < bytes.length; at += 4_099) bytes[at] = at % 251;
    const result = await runInWorker(
      job(new Uint8Array(readFileSync(fileURLToPath(new URL("../../examples/sha256sum.wasm", import.meta.url)))), {
        args: ["in/large"],
        inputs: [{ path: "in/large", bytes }],
        limits: { ...LIMITS, memoryPages: 4_096 },
      }),
    );
    expect(Buffer.from(result.stdout).toString()).toContain(createHash("sha256").update(bytes).digest("hex"));
  });
});
