import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { home } from "../../src/node/home.js";
import { requireStores, upgradeAfter } from "../../src/node/open-app.js";
import { readUpgradeInfo, writeUpgradeInfo } from "../../src/node/upgrade-info.js";
import type { CommittedStore } from "../../src/store/index.js";

const root = mkdtempSync(join(tmpdir(), "dcm-upgrade-"));
const files = home(root);
mkdirSync(files.data);
afterAll(() => rmSync(root, { recursive: true }));

test("what is written of an upgrade is read again", () => {
  expect(readUpgradeInfo(files)).toBeUndefined();
  for (const info of ["", 'a "text"']) {
    writeUpgradeInfo(files, { name: "v2", height: 7n, info });
    expect(readUpgradeInfo(files)).toEqual({ name: "v2", height: 7n, info });
  }
});

test.each(["{", "[]", '{"name":"v2"}', '{"name":"v2","height":"7"}'])(
  "a file that names no upgrade is refused: %s",
  (text) => {
    writeFileSync(files.upgradeInfo, text);
    expect(() => readUpgradeInfo(files)).toThrow("names no upgrade; remove it if none is under way");
  },
);

test("a store is added by an upgrade alone", () => {
  const state = (height: bigint, ...empty: readonly string[]) => ({ height, empty }) as unknown as CommittedStore;
  const next = { name: "v2", addedStores: ["added"] };
  expect(() => requireStores(state(0n, "added"), undefined)).not.toThrow();
  expect(() => requireStores(state(6n), undefined)).not.toThrow();
  expect(() => requireStores(state(6n, "added"), next)).not.toThrow();
  for (const [empty, upgrade] of [
    ["added", undefined],
    ["other", next],
  ] as const)
    expect(() => requireStores(state(6n, empty), upgrade)).toThrow(
      `the state of height 6 has no store ${empty}: no upgrade adds it there`,
    );
});

test("stores change with the upgrade of the next block, and no other", () => {
  const upgrades = [{ name: "v2" }, { name: "v3" }];
  const info = { name: "v2", height: 7n, info: "" };
  expect(upgradeAfter(6n, info, upgrades)).toBe(upgrades[0]);
  expect(upgradeAfter(7n, info, upgrades)).toBeUndefined();
  expect(upgradeAfter(6n, { ...info, name: "v4" }, upgrades)).toBeUndefined();
  expect(upgradeAfter(6n, undefined)).toBeUndefined();
});
