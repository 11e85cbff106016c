// The disk under a node fills up, stalls, turns read-only and fails. Real file systems are mounted for that: these tests need root,
// or sudo that asks for nothing.
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { type Campaign, openCampaign, pause } from "../node/comet/campaign.js";
import { dcmd } from "../node/comet/chain.js";
import { until } from "../node/harness.js";
import { journalledDisk, memoryDisk } from "./small-disk.js";

/** How often a disk is full, or fails, at a random moment; ROUNDS=n makes it more. */
const ROUNDS = Number(process.env.ROUNDS ?? 2);
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
process.stdout.write(`disk trouble: SEED=${SEED}\n`);

const directory = mkdtempSync(join(tmpdir(), "dcm-disk-"));
/** What a test has begun, to be ended in the opposite order whatever happens. */
const ends: (() => unknown)[] = [];
afterEach(async () => {
  const failures: unknown[] = [];
  for (const end of ends.splice(0).reverse())
    try {
      await end();
    } catch (error) {
      // What is left to end matters more: a mounted disk would outlive the test.
      failures.push(error);
    }
  if (failures.length > 0) throw failures[0];
});
afterAll(() => rmSync(directory, { recursive: true }));

test("a disk that is filling up stops the node while it can still write; with room it goes on", async () => {
  const disk = mounted(memoryDisk(join(directory, "filling"), 96));
  const chain = opened(join(directory, "filling"));
  await chain.start();
  await chain.goesOn();
  disk.fill(20);
  expect(await chain.ends()).toBe(1);
  const text = /dcmd: the disk of \S+data is full \(\d+ MiB are left of the 32 needed\)\. Make room and start again/;
  expect(chain.node.log()).toMatch(text);
  expect(dcmd("start", "--home", chain.home)).toMatchObject({ code: 1, stderr: expect.stringMatching(text) });
  disk.makeRoom();
  await chain.start();
  await chain.goesOn();
  await chain.stop();
});

test("a disk that is full at once, in the middle of whatever is written, costs no block", async () => {
  const disk = mounted(memoryDisk(join(directory, "full"), 160));
  const chain = opened(join(directory, "full"));
  for (let round = 0; round < ROUNDS; round++) {
    await chain.start();
    await chain.goesOn();
    await pause(chain.random(300));
    disk.fill(0);
    expect(await chain.ends()).toBe(1);
    expect(chain.node.log()).toMatch(/dcmd: the disk of \S+data is full .*Make room and start again/);
    disk.makeRoom();
  }
  await chain.start();
  await chain.goesOn();
  await chain.stop();
});

test("a read-only disk is named at the start, and the node starts once it is writable", async () => {
  const disk = mounted(memoryDisk(join(directory, "read-only"), 96));
  const chain = opened(join(directory, "read-only"));
  await chain.start();
  await chain.goesOn();
  await chain.stop();
  disk.remount("ro");
  expect(dcmd("start", "--home", chain.home)).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^dcmd: the disk of \S+data is read-only .*Make it writable and start again/),
  });
  disk.remount("rw");
  await chain.start();
  await chain.goesOn();
  await chain.stop();
});

test("a disk that fails and turns read-only stops the node; what it had not synced is lost, and costs no block", async () => {
  const disk = mounted(journalledDisk(join(directory, "failing"), 160));
  const chain = opened(join(directory, "failing"));
  for (let round = 0; round < ROUNDS; round++) {
    await chain.start();
    await chain.goesOn();
    await pause(chain.random(300));
    disk.failNow();
    expect(await chain.ends()).toBe(1);
    expect(chain.node.log()).toMatch(/dcmd: the disk of \S+data (is read-only|fails) .*and start again/);
    disk.recover();
  }
  await chain.start();
  await chain.goesOn();
  await chain.stop();
});

test("a disk that stalls keeps CometBFT waiting a few blocks later, is told of, and costs nothing once it is back", async () => {
  const disk = mounted(journalledDisk(join(directory, "stalling"), 64));
  const chain = opened(directory);
  symlinkSync(join(directory, "stalling"), join(chain.home, "data/application.db"));
  await chain.start();
  await chain.goesOn();
  disk.freeze();
  ends.push(disk.thaw);
  const told = /the disk is (\d) blocks behind; CometBFT waits for it/;
  await until(() => told.test(chain.node.log()), 30_000, "the log tells of it");
  expect(Number(told.exec(chain.node.log())?.[1])).toBe(5);
  // Queries are answered meanwhile, and no block more is made.
  const height = await chain.node.height();
  await pause(1_000);
  expect(await chain.node.get("abci_info")).toMatchObject({ response: { last_block_height: `${height}` } });
  ends.pop();
  disk.thaw();
  await until(() => /the disk has caught up after \d+ ms/.test(chain.node.log()), 30_000, "the log tells of that too");
  await chain.goesOn();
  await chain.killTree();
  await chain.start();
  await chain.goesOn();
  await chain.stop();
});

/** A chain with its home under a directory, gone at the end of the test. */
function opened(parent: string): Campaign {
  const chain = openCampaign({ seed: SEED, parent });
  ends.push(chain.close);
  return chain;
}

function mounted<T extends { unmount(): void }>(disk: T): T {
  ends.push(disk.unmount);
  return disk;
}
