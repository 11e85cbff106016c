import { beforeAll, describe, expect, test } from "vitest";
import { runInWorker, type WorkerJob } from "../src/node.js";
import { build } from "./support/cases.js";
import { HOSTILE, type Hostile } from "./support/hostile.js";
import { childrenOf, expectHealthy, job, LIMITS } from "./support/processes.js";

beforeAll(build, 300_000);

function hostileJob(item: Hostile): WorkerJob {
  const { args = [], env = [], stdin = new Uint8Array(0) } = item;
  const { fuel = LIMITS.fuel, memoryPages = LIMITS.memoryPages, outputBytes = LIMITS.outputBytes } = item;
  return job(item.module(), { args, env, stdin, limits: { ...LIMITS, fuel, memoryPages, outputBytes } });
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
