import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { BlobStore, blobDefaults } from "../src/blobs.js";
import { GatewayError } from "../src/failure.js";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "blobs-"));
});
afterEach(() => rm(directory, { recursive: true }));

const digestOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const put = (store: BlobStore, bytes: Uint8Array, digest = digestOf(bytes), length = bytes.length) =>
  store.put(digest, length, Readable.from([bytes]), "client");
const refusal = (status: number) => expect.objectContaining({ name: "GatewayError", status });

test("a blob is stored once and read back, whole or in part", async () => {
  const store = await BlobStore.open(directory);
  const bytes = randomBytes(100_000);
  expect(await put(store, bytes)).toBe(true);
  expect(await put(store, bytes)).toBe(false);
  expect(await store.size(digestOf(bytes))).toBe(100_000);
  expect(await buffer(store.read(digestOf(bytes), 0, 99_999))).toEqual(bytes);
  expect(await buffer(store.read(digestOf(bytes), 10, 19))).toEqual(bytes.subarray(10, 20));
});

test("an empty blob is a blob", async () => {
  const store = await BlobStore.open(directory);
  expect(await put(store, new Uint8Array())).toBe(true);
  expect(await store.size(digestOf(new Uint8Array()))).toBe(0);
});

test("content that does not hash to its name is refused and leaves nothing", async () => {
  const store = await BlobStore.open(directory);
  await expect(put(store, randomBytes(10), digestOf(randomBytes(10)))).rejects.toEqual(refusal(409));
  expect(await readdir(directory)).toEqual([]);
});

test("fewer or more bytes than announced are refused", async () => {
  const store = await BlobStore.open(directory);
  const bytes = randomBytes(10);
  await expect(put(store, bytes, digestOf(bytes), 11)).rejects.toEqual(refusal(400));
  await expect(put(store, bytes, digestOf(bytes), 9)).rejects.toEqual(refusal(400));
  expect(await readdir(directory)).toEqual([]);
});

test.each(["../../etc/passwd", "A".repeat(64), "", `${"a".repeat(63)}/`, "a".repeat(65)])(
  "%s never becomes a file name",
  async (name) => {
    const store = await BlobStore.open(directory);
    await expect(put(store, randomBytes(3), name)).rejects.toEqual(refusal(400));
    await expect(store.size(name)).rejects.toBeInstanceOf(GatewayError);
  },
);

test("a blob, a client and the store each have their limit", async () => {
  const store = await BlobStore.open(directory, { ...blobDefaults, blobMax: 10, clientMax: 15, storeMax: 25 });
  await expect(put(store, randomBytes(11))).rejects.toEqual(refusal(413));
  await put(store, randomBytes(10));
  await expect(put(store, randomBytes(6))).rejects.toEqual(refusal(429));
  await store.put(digestOf(Buffer.from("x".repeat(10))), 10, Readable.from([Buffer.from("x".repeat(10))]), "another");
  await expect(
    store.put(digestOf(Buffer.from("y".repeat(6))), 6, Readable.from([Buffer.from("y".repeat(6))]), "third"),
  ).rejects.toEqual(refusal(507));
});

test("an upload that breaks off leaves nothing and gives its room back", async () => {
  const store = await BlobStore.open(directory, { ...blobDefaults, storeMax: 100 });
  const broken = new Readable({
    read() {
      this.push(Buffer.alloc(5));
      this.destroy(new Error("connection reset"));
    },
  });
  await expect(store.put("a".repeat(64), 100, broken, "client")).rejects.toThrow("connection reset");
  expect(await readdir(directory)).toEqual([]);
  expect(await put(store, randomBytes(100))).toBe(true);
});

test("expired blobs and half-written ones of an earlier run go", async () => {
  const bytes = randomBytes(10);
  const old = join(directory, digestOf(bytes));
  await writeFile(old, bytes);
  await utimes(old, 1, 1);
  await writeFile(join(directory, `${"b".repeat(64)}.000000000000.part`), "half");
  await BlobStore.open(directory);
  expect(await readdir(directory)).toEqual([]);
});

test("of many that bring the same blob at once one is told it is new, and its room is taken once", async () => {
  const store = await BlobStore.open(directory, { ...blobDefaults, storeMax: 600 });
  const bytes = randomBytes(100);
  const told = await Promise.all(Array.from({ length: 5 }, () => put(store, bytes)));
  expect(told.filter(Boolean)).toHaveLength(1);
  expect(await readdir(directory)).toEqual([digestOf(bytes)]);
  expect(await put(store, randomBytes(500))).toBe(true);
});

test("what a client stored counts until it expires, housekeeping does not forget it, nor do parallel uploads pass", async () => {
  const limits = { ...blobDefaults, clientMax: 15 };
  const store = await BlobStore.open(directory, limits);
  const both = await Promise.allSettled([put(store, randomBytes(10)), put(store, randomBytes(10))]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await store.sweep();
  await expect(put(store, randomBytes(10))).rejects.toEqual(refusal(429));
});

test("a full store still says that it has a blob", async () => {
  const store = await BlobStore.open(directory, { ...blobDefaults, storeMax: 100 });
  const bytes = randomBytes(100);
  await put(store, bytes);
  expect(await put(store, bytes)).toBe(false);
});
