import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { money } from "@dcm/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { benchmark } from "../src/benchmark.js";
import { claimHome, runningAgent } from "../src/claim.js";
import { profileOf, termsOf } from "../src/connection.js";
import { type Config, filesOf, readConfig, writeConfig } from "../src/home.js";
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

/** Starts a process that claims the home and keeps it until its stdin ends; says "claimed", or why not. */
function claimant(of: string) {
  const claim = new URL("../dist/claim.js", import.meta.url);
  const script = `import { claimHome } from "${claim}";
    await claimHome(process.argv[1]).then(() => console.log("claimed"), (error) => { console.log(error.message); process.exit(); });
    process.stdin.resume();`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script, of], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const said = new Promise<string>((resolve) => child.stdout.once("data", (chunk) => resolve(String(chunk).trim())));
  const gone = new Promise((resolve) => child.once("exit", resolve));
  const kill = async () => {
    child.kill("SIGKILL");
    await gone;
  };
  return { pid: child.pid, said, kill };
}

test("a home has one agent at a time, however many start at once; the mark of a killed one does not count", async () => {
  const of = await mkdtemp(join(home, "claim-"));
  for (let round = 0; round < 3; round++) {
    const all = Array.from({ length: 4 }, () => claimant(of));
    const said = await Promise.all(all.map((each) => each.said));
    const winners = all.filter((_, i) => said[i] === "claimed");
    expect(winners.length, said.join("\n")).toBe(1);
    const [winner] = winners;
    for (const text of said.filter((each) => each !== "claimed")) expect(text).toContain(`(pid ${winner?.pid})`);
    expect(await runningAgent(of)).toBe(winner?.pid);
    await Promise.all(all.map((each) => each.kill()));
    expect(await runningAgent(of)).toBeUndefined();
    expect(await readdir(of)).toEqual(["agent.pid"]);
  }
  // A killed one may have left a file half written.
  await writeFile(join(of, "journal.jsonl.99999999.tmp"), "half");
  const release = await claimHome(of);
  await release();
  expect(await readdir(of)).toEqual([]);
});

test("the pid of a killed agent may be another program's by now", async () => {
  const of = await mkdtemp(join(home, "reused-"));
  const first = claimant(of);
  await first.said;
  const mark = await readFile(filesOf(of).pid, "utf8");
  await first.kill();
  const other = spawn("sleep", ["60"]);
  await writeFile(filesOf(of).pid, mark.replace(String(first.pid), String(other.pid)));
  expect(await runningAgent(of)).toBeUndefined();
  const release = await claimHome(of);
  await release();
  other.kill("SIGKILL");
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
