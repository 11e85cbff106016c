import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { program } from "../src/child.js";
import { isAlive, type Ready } from "../src/localnet.js";
import { portsOf, settingsOf } from "../src/options.js";
import { isFree, newPlace, type Place, run, until } from "./network.js";

let place: Place;
beforeAll(async () => {
  place = await newPlace();
});
afterAll(async () => {
  await run("dcm", ["localnet", "down", "--home", place.home], place.env);
  await place.remove();
});

const flags = (): string[] => ["--home", place.home, "--port-offset", String(place.portOffset), "--providers", "1"];

/** Starts `dcm localnet up` in the foreground and waits for its READY line. */
async function up(...more: string[]): Promise<{ supervisor: ChildProcess; ready: Ready }> {
  const supervisor = spawn(program("dcm"), ["localnet", "up", ...flags(), ...more], { env: place.env, stdio: "pipe" });
  let out = "";
  let talk = "";
  supervisor.stdout?.on("data", (chunk) => {
    out += chunk;
  });
  supervisor.stderr?.on("data", (chunk) => {
    talk += chunk;
  });
  const line = () => out.split("\n").find((text) => text.startsWith("READY "));
  await until(
    `READY is printed; so far:\n${talk}`,
    () => {
      if (supervisor.exitCode !== null) throw new Error(`the network ended with ${supervisor.exitCode}\n${talk}`);
      return line() !== undefined;
    },
    120_000,
  );
  return { supervisor, ready: JSON.parse((line() ?? "").slice("READY ".length)) };
}

function pidsOf(ready: Ready): number[] {
  return [...ready.validators, ...ready.providers].map(({ pid }) => pid);
}

async function nothingIsLeft(ready: Ready): Promise<void> {
  const { rpc, p2p, rest } = portsOf(settingsOf({ portOffset: place.portOffset }), 0);
  await until("every process is gone", () => pidsOf(ready).every((pid) => !isAlive(pid)));
  await until("every port is free", async () => (await Promise.all([rpc, p2p, rest].map(isFree))).every(Boolean));
}

async function heightOf(ready: Ready): Promise<number> {
  const answer = await (await fetch(`${ready.rpc}/status`)).json();
  return Number(answer.result.sync_info.latest_block_height);
}

test("READY tells accounts, validators and providers, and `down` leaves no process and no port, but the data", async () => {
  const { ready } = await up("--config-out", join(place.home, "..", "ready.json"));
  expect(ready).toMatchObject({ chain_id: "dcm-local-1", home: place.home });
  expect(new Set(ready.accounts.map(({ role }) => role))).toEqual(
    new Set(["consumer", "provider", "validator", "faucet"]),
  );
  expect(JSON.parse(await readFile(join(place.home, "..", "ready.json"), "utf8"))).toEqual(ready);
  const second = await run("dcm", ["localnet", "up", ...flags()], place.env);
  expect(second.code).not.toBe(0);
  expect(second.stderr).toContain("already runs");
  const status = await run("dcm", ["localnet", "status", "--home", place.home, "-o", "json"], place.env);
  expect(JSON.parse(status.stdout)).toMatchObject({ running: true, chain_id: "dcm-local-1" });
  const height = await heightOf(ready);
  expect((await run("dcm", ["localnet", "down", "--home", place.home], place.env)).code).toBe(0);
  await nothingIsLeft(ready);
  const resumed = await up();
  expect(await heightOf(resumed.ready)).toBeGreaterThan(height);
  resumed.supervisor.kill("SIGTERM");
  await nothingIsLeft(resumed.ready);
});

test.each(["SIGINT", "SIGKILL"] as const)(
  "after %s to the supervisor no process and no port is left",
  async (signal) => {
    const { supervisor, ready } = await up();
    supervisor.kill(signal);
    await nothingIsLeft(ready);
  },
);

test("another chain id on an old home is refused, and so is a taken port; both say what to do", async () => {
  const other = await run("dcm", ["localnet", "up", ...flags(), "--chain-id", "dcm-local-2"], place.env);
  expect(other.code).not.toBe(0);
  expect(other.stderr).toContain("--reset");
  const { rpc } = portsOf(settingsOf({ portOffset: place.portOffset }), 0);
  const squatter = createServer().listen(rpc, "127.0.0.1");
  const taken = await run("dcm", ["localnet", "up", ...flags()], place.env);
  squatter.close();
  expect(taken.code).not.toBe(0);
  expect(taken.stderr).toContain(`port ${rpc} is taken`);
});
