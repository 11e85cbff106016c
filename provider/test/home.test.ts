import { spawn } from "node:child_process";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { money } from "@dcm/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { benchmark } from "../src/benchmark.js";
import { profileOf, termsOf } from "../src/connection.js";
import { type Config, claimHome, filesOf, readConfig, runningAgent, writeConfig } from "../src/home.js";
import { program } from "../src/program.js";
import { lastDecisions, orders } from "../src/views.js";

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "dcm-home-"));
});
afterAll(() => rm(home, { recursive: true, force: true }));

const config: Config = {
  network: "http://127.0.0.1:1317",
  chain_id: "dcm-local-1",
  key: { name: "pia", backend: "test", address: "dcm1u7gq3gj2ck30y8k3vlsac5z8g2r73wcxuelc6f" },
  profile: { moniker: "pia", jurisdiction: "us-ca", site: "edge", attributes: { zone: "b", gpu: "none" } },
  offer: {
    class: "wasm.small",
    units: 3,
    price: "0.00002DCM/Gfuel",
    start_fee: "100udcm",
    max_duration_ms: 60_000,
    policies: ["approve", "redundant"],
    max_bond_multiple: 10,
  },
};

test("config.toml is read back as it was written, and only its owner may read it", async () => {
  await writeConfig(home, config);
  expect(await readConfig(home)).toEqual(config);
  expect((await stat(filesOf(home).config)).mode & 0o777).toBe(0o600);
});

test("a home that was never set up says what to do", async () => {
  await expect(readConfig(join(home, "nowhere"))).rejects.toThrow("dcm-provider init");
});

test("profile and terms are what config.toml says, in the chain's units", () => {
  const chainMoney = money({ base: "udcm", display: "DCM", exponent: 6 });
  expect(profileOf(config)).toMatchObject({
    jurisdiction: "US-CA",
    siteKind: 3,
    attributes: [
      { key: "gpu", value: "none" },
      { key: "zone", value: "b" },
    ],
  });
  const terms = termsOf(config, { money: chainMoney });
  expect(terms).toMatchObject({ unitPrice: 20_000_000n, startFee: 100n, units: 3, approveOptIn: true });
});

test("a home has one agent at a time; the mark of a dead one does not count", async () => {
  const other = spawn("sleep", ["30"]);
  await writeFile(filesOf(home).pid, `${other.pid}\n`);
  await expect(claimHome(home)).rejects.toThrow(`pid ${other.pid}`);
  const gone = new Promise((resolve) => other.once("exit", resolve));
  other.kill("SIGKILL");
  await gone;
  const release = await claimHome(home);
  expect(await runningAgent(home)).toBeUndefined();
  await release();
});

test("orders are listed by id, the last ones, in every format", async () => {
  const line = (order: string) => {
    const d = {
      order,
      at: "2026-11-22T12:00:00Z",
      class: "wasm.small",
      owner: "a",
      decision: "skip:price",
      price: "1",
    };
    return JSON.stringify({ t: "decision", d: { ...d, reason: "too dear", final: true } });
  };
  await writeFile(filesOf(home).journal, ["9", "100", "11"].map((id) => `${line(id)}\n`).join(""));
  expect((await lastDecisions(home, 2)).map(({ order }) => order)).toEqual(["11", "100"]);
  expect(await orders(home, 9, "text")).toBe(
    "ORDER  CLASS       DECISION    SEAT  REASON\n" +
      ["9    ", "11   ", "100  "].map((id) => `${id}  wasm.small  skip:price        too dear\n`).join(""),
  );
  expect(JSON.parse(await orders(home, 1, "json"))).toMatchObject({ decisions: [{ order: "100" }] });
});

test.each([
  [["orders", "--last", "0"], "whole number"],
  [["init", "--keyring-backend", "os"], "file or test"],
  [["drain", "--deadline", "soon"], "90s, 10m or 2h"],
])("%j is refused with the reason", async (argv, reason) => {
  const root = program(() => undefined);
  for (const command of [root, ...root.commands]) command.exitOverride().configureOutput({ writeErr: () => undefined });
  await expect(root.parseAsync(argv, { from: "user" })).rejects.toThrow(reason);
});

test("the benchmark measures a metered program", async () => {
  const { nsPerFuel, fuelPerSecond } = await benchmark();
  expect(nsPerFuel).toBeGreaterThan(0.01);
  expect(nsPerFuel).toBeLessThan(100);
  expect(fuelPerSecond).toBeCloseTo(1e9 / nsPerFuel, 0);
});
