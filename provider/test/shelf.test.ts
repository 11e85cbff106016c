import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sha256Hex } from "../src/content.js";
import { openShelf } from "../src/shelf.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dcm-shelf-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const output = new TextEncoder().encode("an output");
const digest = sha256Hex(output);

test("what was put is there for its seat, until the seat's are removed", async () => {
  const shelf = openShelf(join(folder, "plain"));
  await shelf.put("7/0", [output]);
  // Another seat may have the same output.
  await shelf.put("8/1", [output]);
  expect(await shelf.get("7/0", digest)).toEqual(output);
  await shelf.remove("7/0");
  expect(await shelf.get("7/0", digest)).toBeUndefined();
  expect(await shelf.get("8/1", digest)).toEqual(output);
});

test("content that the disk changed or lost is not given out as what it was", async () => {
  const shelf = openShelf(join(folder, "rotten"));
  await shelf.put("7/0", [output]);
  for (const rotten of [output.subarray(1), new TextEncoder().encode("An output"), new Uint8Array(0)]) {
    await writeFile(join(folder, "rotten", "7-0", digest), rotten);
    expect(await shelf.get("7/0", digest)).toBeUndefined();
  }
  await shelf.put("7/0", [output]);
  expect(await shelf.get("7/0", digest)).toEqual(output);
});

test("a start removes what belongs to no seat, half written files included", async () => {
  const path = join(folder, "old");
  const shelf = openShelf(path);
  await shelf.put("7/0", [output]);
  await mkdir(join(path, "6-0"));
  await writeFile(join(path, "6-0", `${digest}.123.tmp`), "half");
  await writeFile(join(path, "stray"), "x");
  await shelf.keepOnly(new Set(["7/0"]));
  expect(await readdir(path)).toEqual(["7-0"]);
  await openShelf(join(folder, "never made")).keepOnly([]);
});
