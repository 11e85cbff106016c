import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ClassicLevel } from "classic-level";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type OpenedStore, type OpenOptions, openStore } from "../../../src/store/disk.js";
import { checkFiles } from "../../../src/store/disk-check.js";
import { createHasher, StateMismatch } from "../../../src/store/index.js";

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());
const hasher = createHasher(sha256);

let dir: string;
const opened: OpenedStore[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "dcm-store-"));
});

afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
  rmSync(dir, { recursive: true, force: true });
});

test("state written is state read back, with the last heights", async () => {
  const first = await open({ keepRecent: 3 });
  expect(first.store.height).toBe(0n);
  for (let height = 1n; height <= 8n; height++) await block(first, height);
  const { appHash } = first.store;
  await first.close();
  expect(first.writer.durableHeight).toBe(8n);

  const second = await open({ keepRecent: 3, seed: 99 });
  expect([second.store.height, second.store.appHash, second.store.oldest]).toEqual([8n, appHash, 5n]);
  expect(second.writer.durableHeight).toBe(8n);
  for (let height = 5n; height <= 8n; height++) {
    expect(text(second.store.at(height)?.("bank").get(Buffer.from("height")))).toBe(`${height}`);
  }
  expect(second.store.at(4n)).toBeUndefined();
  await block(second, 9n);
  await second.close();

  const third = await open({ keepRecent: 1 });
  expect([third.store.height, third.store.oldest]).toEqual([9n, 8n]);
  await block(third, 10n);
  await third.close();
  expect(await undoKeys()).toHaveLength(1);
});

test("state of another chain, or with a store that the program has not, is refused", async () => {
  const first = await open();
  await block(first, 1n);
  await first.close();
  await expect(open({ chainId: "other-1" })).rejects.toThrow("is of chain dcm-test-1, not of other-1");
  await expect(open({ names: ["bank"] })).rejects.toThrow("the state has a store acc, which this program has not");
});

test("a store that an upgrade adds starts empty, and heights before it are no longer kept", async () => {
  const first = await open();
  for (let height = 1n; height <= 3n; height++) await block(first, height);
  const { appHash } = first.store;
  await first.close();
  const second = await open({ names: ["acc", "bank", "zk"] });
  expect(second.store.appHash).toEqual(appHash);
  await block(second, 4n);
  expect(second.store.oldest).toBe(4n);
  await block(second, 5n);
  await second.close();
  const third = await open({ names: ["acc", "bank", "zk"] });
  expect([third.store.height, third.store.oldest]).toEqual([5n, 4n]);
});

test("a block that does not follow the last one is refused, and close writes what is pending", async () => {
  const first = await open({ lagMax: 1 });
  const writes = commit(first, 1n);
  const next = commit(first, 2n);
  expect(() => first.writer.push(next)).toThrow("does not follow 0");
  expect(first.writer.push(writes)).toBeUndefined();
  await first.writer.push(next);
  expect(first.writer.durableHeight).toBeGreaterThanOrEqual(1n);
  await first.close();
  expect(first.writer.durableHeight).toBe(2n);
});

test("two processes cannot have one state", async () => {
  await open();
  await expect(open()).rejects.toThrow("in use by another process");
});

test("a changed value, a changed key and a lost record stop the start, named", async () => {
  const first = await open();
  for (let height = 1n; height <= 3n; height++) await block(first, height);
  await first.close();
  const key = Buffer.concat([Buffer.from("sbank\0"), Buffer.from("height")]);

  await tamper(async (database) => {
    const value = Buffer.from((await database.get(key)) as Uint8Array);
    value[0] = (value[0] as number) ^ 1;
    await database.put(key, value);
  });
  await expect(open()).rejects.toThrow(
    `store bank, key ${Buffer.from("height").toString("hex")}: the record on disk is damaged`,
  );

  await tamper(async (database) => {
    const value = Buffer.from((await database.get(key)) as Uint8Array);
    value[0] = (value[0] as number) ^ 1;
    await database.del(key);
    await database.put(Buffer.from("sbank\0heighu"), value);
  });
  await expect(open()).rejects.toThrow(
    `store bank, key ${Buffer.from("heighu").toString("hex")}: the record on disk is damaged`,
  );

  await tamper((database) => database.del(Buffer.from("sbank\0heighu")));
  await expect(open()).rejects.toThrow("store bank: the records on disk do not give its root at height 3");

  await tamper((database) => database.del(Buffer.from("m")));
  await expect(open()).rejects.toThrow("the record belongs to no block");
});

test("a byte flipped in a record in LevelDB's file stops the start and names store and key", async () => {
  const first = await open();
  for (let height = 1n; height <= 3n; height++) await block(first, height);
  await first.close();
  // Opening once moves everything from LevelDB's log into its table files.
  await (await open()).close();
  flip(".ldb", "flipped here");
  await expect(open()).rejects.toThrow(
    `store bank, key ${Buffer.from("marked").toString("hex")}: the record on disk is damaged`,
  );
});

test("a byte flipped in LevelDB's log, which LevelDB would skip, stops the start and names store and key", async () => {
  const first = await open();
  for (let height = 1n; height <= 3n; height++) await block(first, height);
  await first.close();
  flip(".log", "flipped here");
  await expect(open()).rejects.toThrow(
    `store bank, key ${Buffer.from("marked").toString("hex")}: the record on disk is damaged`,
  );
});

/** The kinds of LevelDB's files, and how far apart the bytes are that the tests change. */
const KINDS = [
  { kind: /\.log$/, step: 41 },
  { kind: /\.ldb$/, step: 41 },
  { kind: /^MANIFEST-/, step: 1 },
  { kind: /^CURRENT$/, step: 1 },
] as const;

test.each(KINDS)("any byte flipped in a file $kind of LevelDB stops the start", async ({ kind, step }) => {
  const [file] = (await fullDatabase(kind)) as [string];
  const bytes = readFileSync(file);
  const magic = file.endsWith(".ldb") ? 8 : 0;
  for (let at = 0; at < bytes.length - magic; at += step) {
    const damaged = Buffer.from(bytes);
    damaged[at] = (damaged[at] as number) ^ 16;
    writeFileSync(file, damaged);
    expect(() => checkFiles(join(dir, "state")), `byte ${at}`).toThrow(StateMismatch);
  }
  writeFileSync(file, bytes);
  checkFiles(join(dir, "state"));
  if (magic === 0) return;
  // A table without its magic number is one that was never finished, unless the database says that it needs it.
  bytes[bytes.length - 1] = 0;
  writeFileSync(file, bytes);
  await expect(open()).rejects.toThrow(StateMismatch);
});

test.each(KINDS)("a missing file $kind of LevelDB stops the start and is named", async ({ kind }) => {
  for (const file of await fullDatabase(kind)) {
    renameSync(file, `${file}.kept`);
    await expect(open()).rejects.toThrow(`${file} is missing`);
    renameSync(`${file}.kept`, file);
  }
  expect((await open()).store.height).toBe(6n);
});

test.each(KINDS.slice(1))(
  "a file $kind of LevelDB that lost its end stops the start and is named",
  async ({ kind }) => {
    const [file] = (await fullDatabase(kind)) as [string];
    const bytes = readFileSync(file);
    for (let length = 0; length < bytes.length; length += Math.ceil(bytes.length / 100)) {
      writeFileSync(file, bytes.subarray(0, length));
      // A table cut short is missing bytes; a MANIFEST cut short names files that are gone, or none.
      expect(() => checkFiles(join(dir, "state")), `${length} bytes`).toThrow(StateMismatch);
    }
  },
);

test("what a first start leaves behind that was killed while it made the database is no damage", async () => {
  const state = join(dir, "state");
  mkdirSync(state);
  for (const name of ["LOCK", "LOG", "000001.dbtmp", "MANIFEST-000001"]) writeFileSync(join(state, name), "");
  expect((await open()).store.height).toBe(0n);
});

test("a batch that the process could not finish writing is not there", async () => {
  const first = await open();
  for (let height = 1n; height <= 3n; height++) await block(first, height);
  await first.close();
  const [log] = files(".log") as [string];
  writeFileSync(log, readFileSync(log).subarray(0, -5));
  expect((await open()).store.height).toBe(2n);
});

test.each([
  ["writer-before-batch", [2n]],
  // A block of more than one piece of LevelDB's log: some are there, and never count without the others.
  ["writer-in-batch", [2n, 3n]],
  ["writer-after-batch", [3n]],
])("killed at %s, the state is a whole block's", async (point, heights) => {
  expect(await ended(committer(5, 5000, `${point}:3`))).toBe("SIGKILL");
  const again = await open();
  expect(heights).toContain(again.store.height);
  expect(text(again.store.at(again.store.height)?.("acc").get(Buffer.from("4999")))).toBe(
    `${again.store.height * 5000n}`,
  );
  await block(again, again.store.height + 1n);
});

test("killed at any moment, the state is a whole block's, and no height reported as durable is lost", async () => {
  let height = 0n;
  for (const lines of [1, 4, 9]) {
    const child = committer(1000, 500);
    let reported = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      reported += chunk.toString();
      if (reported.split("\n").length > lines) child.kill("SIGKILL");
    });
    expect(await ended(child)).toBe("SIGKILL");
    const durable = BigInt(reported.split("\n").at(-2) as string);
    const again = await open();
    height = again.store.height;
    expect(height).toBeGreaterThanOrEqual(durable);
    const read = again.store.at(height);
    if (height > 0n) expect(text(read?.("bank").get(Buffer.from("height")))).toBe(`${height}`);
    if (height > 0n) expect(text(read?.("acc").get(Buffer.from("99")))).toBe(`${height * 100n}`);
    await again.close();
  }
  expect(height).toBeGreaterThan(0n);
});

test("a genesis of 64 MiB is written and read back", async () => {
  const first = await open();
  const overlay = first.store.overlay();
  for (let i = 0; i < 250_000; i++) overlay.store("acc").set(Buffer.from(`account ${i}`), Buffer.alloc(250, i));
  first.store.commit(overlay, 1n);
  const writes = first.store.takeWrites();
  if (writes === undefined) throw new Error("a commit gives writes");
  expect(writes.writes.length).toBeGreaterThan(64 << 20);
  await first.writer.push(writes);
  await block(first, 2n);
  const { appHash } = first.store;
  await first.close();
  const second = await open();
  expect([second.store.height, second.store.appHash]).toEqual([2n, appHash]);
  expect(second.store.at(2n)?.("acc").get(Buffer.from("account 77777"))).toEqual(new Uint8Array(250).fill(77777));
});

/** A database with every kind of file; those of one kind that are in use. */
async function fullDatabase(kind: RegExp): Promise<string[]> {
  let height = 0n;
  // Opening moves everything from LevelDB's log into its tables.
  for (const last of [3n, 6n]) {
    const opened = await open();
    while (height < last) await block(opened, ++height);
    await opened.close();
  }
  const names = readdirSync(join(dir, "state")).filter((name) => kind.test(name));
  expect(names.length).toBeGreaterThan(0);
  return names.map((name) => join(dir, "state", name));
}

async function open(more: Partial<OpenOptions> = {}): Promise<OpenedStore> {
  const store = await openStore({
    dir: join(dir, "state"),
    chainId: "dcm-test-1",
    names: ["bank", "acc"],
    hasher,
    seed: 1,
    onFailure: (error) => {
      throw error;
    },
    ...more,
  });
  opened.push(store);
  return store;
}

function commit(opened: OpenedStore, height: bigint) {
  const overlay = opened.store.overlay();
  overlay.store("bank").set(Buffer.from("height"), Buffer.from(`${height}`));
  overlay.store("bank").set(Buffer.from("marked"), Buffer.from("to be flipped here"));
  for (let i = 0; i < 50; i++) overlay.store("acc").set(Buffer.from(`${i} ${height}`), Buffer.alloc(30, i + 1));
  opened.store.commit(overlay, height);
  const writes = opened.store.takeWrites();
  if (writes === undefined) throw new Error("a commit gives writes");
  return writes;
}

async function block(opened: OpenedStore, height: bigint): Promise<void> {
  await opened.writer.push(commit(opened, height));
}

async function tamper(change: (database: ClassicLevel<Uint8Array, Uint8Array>) => Promise<void>): Promise<void> {
  const database = new ClassicLevel<Uint8Array, Uint8Array>(join(dir, "state"), {
    keyEncoding: "view",
    valueEncoding: "view",
    compression: false,
  });
  await change(database);
  await database.close();
}

async function undoKeys(): Promise<Uint8Array[]> {
  let keys: Uint8Array[] = [];
  await tamper(async (database) => {
    keys = await database.keys({ gte: Buffer.from("u"), lt: Buffer.from("v") }).all();
  });
  return keys;
}

function files(extension: string): string[] {
  const names = readdirSync(join(dir, "state")).filter((file) => file.endsWith(extension));
  return names.map((name) => join(dir, "state", name));
}

/** Flips a bit of a value's last byte wherever it stands in the database's files of one kind. */
function flip(extension: string, value: string): void {
  let found = 0;
  for (const path of files(extension)) {
    const bytes = readFileSync(path);
    for (let at = bytes.indexOf(value); at >= 0; at = bytes.indexOf(value, at + 1)) {
      const last = at + value.length - 1;
      bytes[last] = (bytes[last] as number) ^ 4;
      found++;
    }
    writeFileSync(path, bytes);
  }
  expect(found).toBeGreaterThan(0);
}

/** Starts a process of its own that commits blocks, and may be told to die at a point of the writer. */
function committer(blocks: number, records: number, point?: string): ChildProcess {
  const script = fileURLToPath(new URL("crash.mjs", import.meta.url));
  const env = point === undefined ? process.env : { ...process.env, DCM_CRASH_AT: point };
  return spawn(process.execPath, [script, join(dir, "state"), `${blocks}`, `${records}`], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** How a process ended. */
function ended(child: ChildProcess): Promise<NodeJS.Signals | number | null> {
  return new Promise((resolve) => child.on("exit", (code, signal) => resolve(signal ?? code)));
}

function text(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString();
}
