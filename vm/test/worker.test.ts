import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { beforeAll, describe, expect, test } from "vitest";
import { type RunResult, runInWorker, type WorkerJob } from "../src/node.js";
import { program } from "./support/assembler.js";
import { build } from "./support/cases.js";
import { loop } from "./support/edges.js";
import { slowToCompile } from "./support/hostile.js";
import {
  childrenOf,
  expectHealthy,
  greeting,
  isProgram,
  job,
  LIMITS,
  startedSince,
  until,
} from "./support/processes.js";

beforeAll(build, 300_000);

const endless = program("loop br 0 end");
const LONG = { ...LIMITS, fuel: 1n << 60n };

/** Signals of a terminal and of a service manager, which reach a whole group of processes. */
const STOPPING = [
  ["SIGHUP", 1],
  ["SIGINT", 2],
  ["SIGTERM", 15],
] as const;

/** Whether a process has a handler for a signal, and whether signals still wait for it, as Linux tells. */
const catches = (pid: number, signal: number): boolean =>
  (signalMask(pid, "SigCgt") & (1n << BigInt(signal - 1))) !== 0n;
const pending = (pid: number): boolean => signalMask(pid, "ShdPnd") !== 0n;

function signalMask(pid: number, name: string): bigint {
  const [, mask] = new RegExp(`${name}:\\s+(\\w+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return BigInt(`0x${mask}`);
}

// [W5] What ends a run from outside is no result, and reaches nobody but the run.
describe("the process of a program", () => {
  test("is killed when the wall time is over, in the middle of an endless loop", async () => {
    const before = childrenOf(process.pid);
    const result = await runInWorker(job(endless, { limits: { ...LONG, wallTimeMs: 300 } }));
    expect(result).toMatchObject({ outcome: "CANNOT_RUN", cannotRun: "WALL_TIME", fuel: 0n });
    await expectHealthy(before);
  });

  test("is killed when the wall time is over before it has begun", async () => {
    const before = childrenOf(process.pid);
    const result = await runInWorker(job(greeting, { limits: { ...LIMITS, wallTimeMs: 1 } }));
    expect(result).toMatchObject({ outcome: "CANNOT_RUN", cannotRun: "WALL_TIME" });
    await expectHealthy(before);
  });

  test("knows nothing of the others", async () => {
    const before = childrenOf(process.pid);
    const short = { ...LONG, wallTimeMs: 400 };
    const hostile = [job(endless, { limits: short }), job(program("call 0")), job(new Uint8Array(9))];
    const honest = [job(greeting), job(greeting), job(greeting)];
    const results = await Promise.all([...hostile, ...honest].map(runInWorker));
    expect(results.map(({ outcome }) => outcome)).toEqual([
      ...["CANNOT_RUN", "TRAP", "MODULE_INVALID"],
      ...["EXIT", "EXIT", "EXIT"],
    ]);
    expect(results.slice(3).map(({ stdout }) => Buffer.from(stdout).toString())).toEqual(Array(3).fill("hello\n"));
    await expectHealthy(before);
  });

  test("is killed when the wall time is over, in the middle of a compilation that takes minutes", async () => {
    const before = childrenOf(process.pid);
    const result = await runInWorker(job(slowToCompile(), { limits: { ...LONG, wallTimeMs: 3_000 } }));
    expect(result).toMatchObject({ outcome: "CANNOT_RUN", cannotRun: "WALL_TIME" });
    await expectHealthy(before);
  });

  test("is killed when the caller aborts, whose reason is the rejection's", async () => {
    const before = childrenOf(process.pid);
    const abort = new AbortController();
    const run = runInWorker(job(slowToCompile(), { limits: LONG, signal: abort.signal }));
    await startedSince(before);
    abort.abort(new Error("drained"));
    await expect(run).rejects.toThrow("drained");
    await expect(runInWorker(job(endless, { signal: abort.signal }))).rejects.toThrow("drained");
    await expectHealthy(before);
  });

  test("may be killed by the system", async () => {
    const before = childrenOf(process.pid);
    const run = runInWorker(job(endless, { limits: LONG }));
    process.kill(await startedSince(before), "SIGKILL");
    expect(await run).toMatchObject({ outcome: "CANNOT_RUN", cannotRun: "HOST_MEMORY", fuel: 0n });
    await expectHealthy(before);
  });

  test("is not ended by the signals that tell its parent to stop, for only the parent knows what becomes of it", async () => {
    const before = childrenOf(process.pid);
    const run = runInWorker(job(endless, { limits: LONG }));
    const pid = await startedSince(before);
    await until(() => STOPPING.every(([, number]) => catches(pid, number)));
    for (const [signal] of STOPPING) process.kill(pid, signal);
    await until(() => !pending(pid));
    expect(isProgram(pid)).toBe(true);
    process.kill(pid, "SIGKILL");
    expect(await run).toMatchObject({ outcome: "CANNOT_RUN" });
  });

  test("that somebody ended is no outcome but an error, so that the run is tried again", async () => {
    const before = childrenOf(process.pid);
    const run = runInWorker(job(endless, { limits: LONG }));
    process.kill(await startedSince(before), "SIGUSR2");
    await expect(run).rejects.toThrow("SIGUSR2");
    await expectHealthy(before);
  });

  test("ends when a listener fails, whose error is the rejection's", async () => {
    const before = childrenOf(process.pid);
    const onStdout = (): void => {
      throw new Error("nobody listens");
    };
    await expect(runInWorker(job(greeting, { onStdout }))).rejects.toThrow("nobody listens");
    await expectHealthy(before);
  });

  test("ends when the process that waits for it is killed", async () => {
    const core = JSON.stringify(new URL("../dist/node.js", import.meta.url).href);
    const script = `import { runInWorker } from ${core};
      const empty = new Uint8Array(0);
      const limits = { fuel: 1n << 60n, memoryPages: 1, outputBytes: 0, wallTimeMs: 600000 };
      const module = Uint8Array.from(${JSON.stringify([...endless])});
      await runInWorker({ module, args: [], env: [], stdin: empty, inputs: [], limits, clockNs: 0n, randomSeed: empty });`;
    const waiting = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "ignore" });
    const gone = new Promise((resolve) => waiting.on("close", resolve));
    const programs = () => childrenOf(waiting.pid as number).filter(isProgram);
    await until(() => programs().length > 0);
    const [pid] = programs() as [number];
    waiting.kill("SIGKILL");
    await gone;
    await until(() => !isProgram(pid));
  });

  test("may not write more memory than its job needs, leaves no core file, and is the first to go", async () => {
    const before = childrenOf(process.pid);
    const run = runInWorker(job(endless, { limits: LONG }));
    const pid = await startedSince(before);
    const limits = readFileSync(`/proc/${pid}/limits`, "utf8");
    expect(Number(/Max data size\s+(\d+)/.exec(limits)?.[1])).toBeLessThan(2.1 * 1024 ** 3);
    expect(/Max core file size\s+(\d+)/.exec(limits)?.[1]).toBe("0");
    expect(readFileSync(`/proc/${pid}/oom_score_adj`, "utf8").trim()).toBe("1000");
    process.kill(pid, "SIGKILL");
    await run;
  });

  test("reports a bug as one", async () => {
    const inputs = [{ path: 7, bytes: new Uint8Array(0) }] as unknown as WorkerJob["inputs"];
    await expect(runInWorker(job(greeting, { inputs }))).rejects.toThrow("TypeError");
  });
});

// [W2] [W5] A program never sees that its host has less memory than its limit.
describe("memory that the host lacks", () => {
  /** Runs a program in a process that may write 600 MB, in which a gigabyte cannot be had. */
  const endOf = (module: Uint8Array): unknown => {
    const core = JSON.stringify(new URL("../dist/index.js", import.meta.url).href);
    const script = `import { runModule } from ${core};
      const empty = new Uint8Array(0);
      const limits = { fuel: 1n << 60n, memoryPages: 16384, outputBytes: 0 };
      const module = Uint8Array.from(${JSON.stringify([...module])});
      const job = { module, args: [], env: [], stdin: empty, inputs: [], limits, clockNs: 0n, randomSeed: empty };
      const { outcome, cannotRun } = runModule(job, {});
      console.log(JSON.stringify([outcome, cannotRun]));`;
    const confined = [
      "-c",
      'ulimit -d 600000 && exec "$@"',
      "sh",
      process.execPath,
      "--input-type=module",
      "-e",
      script,
    ];
    return JSON.parse(execFileSync("/bin/sh", confined, { encoding: "utf8" }));
  };

  test("when it grows is no refusal of memory.grow", () => {
    expect(endOf(program("i32.const 16383 memory.grow drop unreachable"))).toEqual(["CANNOT_RUN", "HOST_MEMORY"]);
  });

  test("at its start is no trap", () => {
    expect(endOf(program("", { memory: [16_384] }))).toEqual(["CANNOT_RUN", "HOST_MEMORY"]);
  });
});

describe("content", () => {
  test("is reported while the program still runs", async () => {
    const chatter = program(
      "i32.const 16 i32.const 8 i32.store i32.const 20 i32.const 6 i32.store i32.const 1 i32.const 16 i32.const 1 i32.const 0 call 0 drop loop br 0 end",
      { imports: ["fd_write"], data: [[8, new Uint8Array(Buffer.from("hello\n"))]] },
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

  test("that is written byte by byte arrives whole", async () => {
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

  test("of many megabytes passes unchanged", async () => {
    const bytes = Uint8Array.from({ length: 24 << 20 }, (_, at) => (at * 2654435761) >>> 24);
    const sha256sum = readFileSync(new URL("../../examples/sha256sum.wasm", import.meta.url));
    const inputs = [{ path: "in/large", bytes }];
    const limits = { ...LIMITS, memoryPages: 4_096 };
    const result = await runInWorker(job(new Uint8Array(sha256sum), { args: ["in/large"], inputs, limits }));
    expect(Buffer.from(result.stdout).toString()).toContain(createHash("sha256").update(bytes).digest("hex"));
  });
});

describe("depth", () => {
  const recursion = (depth: number): Uint8Array =>
    program(`i32.const ${depth} call 1`, {
      funcs: [{ type: "i32 ->", body: "local.get 0 if local.get 0 i32.const 1 i32.sub call 1 end" }],
    });

  test("is limited exactly: 16,384 units of 64 bytes", async () => {
    // One unit for _start, one for each frame of the recursion.
    const [within, beyond] = [16_384 - 2, 16_384 - 1].map(recursion) as [Uint8Array, Uint8Array];
    expect(await runInWorker(job(within))).toMatchObject({ outcome: "EXIT" });
    expect(await runInWorker(job(beyond))).toMatchObject({ outcome: "TRAP" });
  });

  test("that a host's stack is too small for is no trap", async () => {
    const core = JSON.stringify(new URL("../dist/index.js", import.meta.url).href);
    const source = `const { parentPort, workerData } = require("node:worker_threads");
      import(${core}).then(({ runModule }) => parentPort.postMessage(runModule(workerData, {})));`;
    const options = { eval: true, workerData: job(recursion(16_000)), resourceLimits: { stackSizeMb: 0.5 } };
    const result = await new Promise<RunResult>((resolve, reject) => {
      const worker = new Worker(source, options);
      worker.on("message", resolve);
      worker.on("error", reject);
    });
    expect(result).toMatchObject({ outcome: "CANNOT_RUN", cannotRun: "HOST_STACK" });
  });
});

test("a module that is none is a result with fuel 0", async () => {
  const result = await runInWorker(job(new Uint8Array([1, 2, 3])));
  expect(result).toMatchObject({ outcome: "MODULE_INVALID", fuel: 0n, exitCode: 0, outputs: [] });
});
