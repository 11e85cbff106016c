import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answer, appHashAt, type HomeNode, heightOf, openHome } from "./homes.js";
import { run, until } from "./network.js";

const directory = mkdtempSync(join(tmpdir(), "dcm-init-"));
let nodes: readonly HomeNode[] = [];

/** Homes of `dcmd testnet init-files`, started on ports that are free here instead of those that they say. */
beforeAll(async () => {
  const flags = ["--v", "3", "--output-dir", directory, "--chain-id", "dcm-test-7", "--single-host"];
  const made = await run("dcmd", ["testnet", "init-files", ...flags, "--commit-timeout", "250ms"], process.env);
  expect(made.code, made.stderr).toBe(0);
  nodes = await Promise.all([0, 1, 2].map((i) => openHome(join(directory, `node${i}/dcmd`))));
  for (const node of nodes) node.start(nodes.map(({ peer }) => peer));
});
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.stop()));
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
});

test("the validators of one genesis make blocks together, each with the power that it bonded", async () => {
  await until(
    "everybody is at height 4",
    async () => {
      expect(nodes.map((node) => node.ended()).filter(Boolean)).toEqual([]);
      return (await Promise.all(nodes.map(heightOf))).every((height) => height >= 4);
    },
    120_000,
  );
  const hashes = await Promise.all(nodes.map((node) => appHashAt(node, 4)));
  expect(new Set(hashes).size).toBe(1);
  const set = await answer<{ validators: { voting_power: string }[] }>(nodes[2]?.rpc ?? "", "validators");
  expect(set?.validators.map(({ voting_power }) => voting_power)).toEqual(["100", "100", "100"]);
});
