import { readdirSync, readFileSync } from "node:fs";
import { expect } from "vitest";
import { runInWorker, type WorkerJob } from "../../src/node.js";
import { program } from "./assembler.js";

export const LIMITS = { fuel: 1n << 40n, memoryPages: 64, outputBytes: 1000, wallTimeMs: 50_000 };

export function job(module: Uint8Array, more: Partial<WorkerJob> = {}): WorkerJob {
  const nothing = { args: [], env: [], stdin: new Uint8Array(0), inputs: [] };
  return { module, ...nothing, limits: LIMITS, clockNs: 0n, randomSeed: new Uint8Array(8), ...more };
}

/** Writes a line. */
export const greeting = program(
  "i32.const 16 i32.const 8 i32.store i32.const 20 i32.const 6 i32.store i32.const 1 i32.const 16 i32.const 1 i32.const 0 call 0 drop",
  { imports: ["fd_write"], data: [[8, new Uint8Array(Buffer.from("hello\n"))]] },
);

/** Processes whose parent is the one with this number. */
export function childrenOf(parent: number): number[] {
  const numbers = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return numbers.map(Number).filter((pid) => parentOf(pid) === parent);
}

function parentOf(pid: number): number | undefined {
  // The name of a process stands in parentheses and may hold anything.
  const [, parent] = readOr("", `/proc/${pid}/stat`).split(") ").at(-1)?.split(" ") ?? [];
  return parent === undefined ? undefined : Number(parent);
}

/** True while a process is one that runs a program: no longer the shell that confines it, and not yet gone. */
export function isProgram(pid: number): boolean {
  const command = readOr("", `/proc/${pid}/cmdline`);
  return command.startsWith(process.execPath) && command.includes("worker.js");
}

function readOr(otherwise: string, path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return otherwise;
  }
}

export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** The process of a program that was just started, when it has become the program's. */
export async function startedSince(before: readonly number[]): Promise<number> {
  const isNew = (pid: number) => !before.includes(pid) && isProgram(pid);
  const started = () => childrenOf(process.pid).find(isNew);
  await until(() => started() !== undefined);
  return started() as number;
}

/** Nothing is left of the runs since `before`, and the next one is as good as any. */
export async function expectHealthy(before: readonly number[]): Promise<void> {
  expect(childrenOf(process.pid).filter((pid) => !before.includes(pid))).toEqual([]);
  const { outcome, stdout } = await runInWorker(job(greeting));
  expect([outcome, Buffer.from(stdout).toString()]).toEqual(["EXIT", "hello\n"]);
}
