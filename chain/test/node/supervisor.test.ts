import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, expect, test } from "vitest";
import { type Child, keepRunning, spawnChild } from "../../src/node/supervisor.js";
import { until } from "./harness.js";

const directory = mkdtempSync(join(tmpdir(), "dcm-supervisor-"));
afterAll(() => rmSync(directory, { recursive: true }));

test("pid and exit code are the command's own", async () => {
  const child = spawnChild("x", ["/bin/sh", "-c", 'exit "$1"', "sh", "7"]);
  expect(await child.ended).toBe(7);
  const sleeper = spawnChild("x", ["/bin/sleep", "60"]);
  process.kill(sleeper.pid, "SIGUSR1");
  expect(await sleeper.ended).toBe("SIGUSR1");
});

test("stop ends a child that ignores SIGTERM, after the grace", async () => {
  const up = join(directory, "up");
  const child = spawnChild("x", ["/bin/sh", "-c", 'trap "" TERM; touch "$1"; while :; do sleep 0.05; done', "sh", up]);
  await until(() => existsSync(up), 10_000, "the trap is set");
  const started = Date.now();
  await child.stop(300);
  expect(Date.now() - started).toBeGreaterThanOrEqual(290);
  expect(isAlive(child.pid)).toBe(false);
});

test("a command that does not exist ends at once", async () => {
  expect(await spawnChild("x", ["/nowhere/at-all"]).ended).not.toBe(0);
});

test("children end when their parent was killed without a chance to say so", async () => {
  const source = readFileSync(new URL("../../src/node/supervisor.ts", import.meta.url), "utf8");
  const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 };
  const module = join(directory, "parent.mjs");
  const main = 'console.log(spawnChild("x", ["/bin/sleep", "600"]).pid); setInterval(() => {}, 1000);';
  writeFileSync(module, ts.transpileModule(`${source}\n${main}`, { compilerOptions: options }).outputText);
  const parent = spawn(process.execPath, [module], { stdio: ["ignore", "pipe", "inherit"] });
  const pid = await new Promise<number>((resolve) =>
    parent.stdout.once("data", (text: Buffer) => resolve(Number(text))),
  );
  expect(isAlive(pid)).toBe(true);
  parent.kill("SIGKILL");
  await until(() => !isAlive(pid), 10_000, "the child is gone");
});

test("a child that keeps dying is started again, each time later", async () => {
  const starts: number[] = [];
  const said: string[] = [];
  const kept = keepRunning(
    (): Child => {
      starts.push(Date.now());
      return spawnChild("gateway", ["/bin/sh", "-c", "exit 1"]);
    },
    (text) => said.push(text),
  );
  await until(() => starts.length >= 3, 10_000, "three starts");
  await kept.stop(1000);
  expect(said.slice(0, 2)).toEqual([
    "gateway ended (1), next start in 500 ms",
    "gateway ended (1), next start in 1000 ms",
  ]);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
