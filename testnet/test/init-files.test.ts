import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { program } from "../src/child.js";
import { freePort, run, until } from "./network.js";

const directory = mkdtempSync(join(tmpdir(), "dcm-init-"));
const nodes: { readonly rpc: string; readonly child: ChildProcess; readonly log: () => string }[] = [];

/** Homes of `dcmd testnet init-files`, started on ports that are free here instead of those that they say. */
beforeAll(async () => {
  const flags = ["--v", "3", "--output-dir", directory, "--chain-id", "dcm-test-7", "--single-host"];
  const made = await run("dcmd", ["testnet", "init-files", ...flags, "--commit-timeout", "250ms"], process.env);
  expect(made.code, made.stderr).toBe(0);
  const homes = [0, 1, 2].map((i) => join(directory, `node${i}/dcmd`));
  const ids = await Promise.all(
    homes.map(async (home) =>
      (await run("dcmd", ["comet", "show-node-id", "--home", home], process.env)).stdout.trim(),
    ),
  );
  const ports = await Promise.all(
    homes.map(async () => ({ p2p: await freePort(), rpc: await freePort(), metrics: await freePort() })),
  );
  const peers = ids.map((id, i) => `${id}@127.0.0.1:${ports[i]?.p2p}`).join(",");
  for (const [i, home] of homes.entries()) {
    const { p2p, rpc, metrics } = ports[i] as (typeof ports)[number];
    const listen = ["--rpc.laddr", `tcp://127.0.0.1:${rpc}`, "--p2p.laddr", `tcp://127.0.0.1:${p2p}`];
    const args = ["start", "--home", home, "--no-gateway", ...listen, "--p2p.persistent_peers", peers];
    const child = spawn(program("dcmd"), args, {
      env: { ...process.env, DCMD_TELEMETRY_ADDRESS: `localhost:${metrics}` },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let log = "";
    child.stderr.on("data", (chunk) => {
      log = `${log}${chunk}`.slice(-4_000);
    });
    nodes.push({ rpc: `http://127.0.0.1:${rpc}`, child, log: () => log });
  }
});
afterAll(async () => {
  await Promise.all(
    nodes.map(async ({ child }) => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      if (child.exitCode === null && child.kill("SIGTERM")) await ended;
    }),
  );
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
});

async function answer<T>(rpc: string, path: string): Promise<T | undefined> {
  const response = await fetch(`${rpc}/${path}`).catch(() => undefined);
  return response?.ok ? ((await response.json()) as { result: T }).result : undefined;
}

test("the validators of one genesis make blocks together, each with the power that it bonded", async () => {
  const heights = () =>
    Promise.all(
      nodes.map(async ({ rpc }) => {
        const status = await answer<{ sync_info: { latest_block_height: string } }>(rpc, "status");
        return Number(status?.sync_info.latest_block_height ?? 0);
      }),
    );
  const ended = () => nodes.find(({ child }) => child.exitCode !== null)?.log();
  await until(
    "everybody is at height 4",
    async () => {
      expect(ended()).toBeUndefined();
      return (await heights()).every((height) => height >= 4);
    },
    120_000,
  );
  const hashes = await Promise.all(
    nodes.map(({ rpc }) => answer<{ block: { header: { app_hash: string } } }>(rpc, "block?height=4")),
  );
  expect(new Set(hashes.map((found) => found?.block.header.app_hash)).size).toBe(1);
  const set = await answer<{ validators: { voting_power: string }[] }>(nodes[2]?.rpc ?? "", "validators");
  expect(set?.validators.map(({ voting_power }) => voting_power)).toEqual(["100", "100", "100"]);
});
