import { expect, test } from "vitest";
import type { KvEntry, KvStore } from "../../src/kernel/kv.js";
import { createHasher, createMultistore } from "../../src/store/index.js";
import { randomKey, randomValue, seeded, sha256, sorted } from "./reference.js";

const open = (keepRecent = 100) =>
  createMultistore({ names: ["bank", "acc"], hasher: createHasher(sha256), seed: 5, indexed: ["acc"], keepRecent });

test("an overlay reads as the state below with its writes, through nested branches kept and dropped", () => {
  for (let seed = 1; seed <= 8; seed++) {
    const random = seeded(seed * 104_729);
    const store = open();
    let committed = new Map<string, Buffer>();
    for (let block = 1n; block <= 6n; block++) {
      const overlay = store.overlay();
      committed = branch(overlay, committed, random, 0);
      expectSame(overlay.store("bank"), committed, random);
      store.commit(overlay, block);
      committed.set("\xff", Buffer.from([1]));
      expectSame(store.at(block)?.("bank") as KvStore, committed, random);
    }
  }
});

test("a mark without a write since the last one is that one, and goes back as it did", () => {
  const overlay = open().overlay();
  const store = overlay.store("bank");
  store.set(Uint8Array.of(1), Uint8Array.of(1));
  const marks = Array.from({ length: 5 }, () => {
    const mark = overlay.mark();
    store.set(Uint8Array.of(1), Uint8Array.of(2));
    store.set(Uint8Array.of(2), Uint8Array.of(2));
    overlay.rollback(mark);
    expect([store.get(Uint8Array.of(1)), store.has(Uint8Array.of(2))]).toEqual([Uint8Array.of(1), false]);
    return mark;
  });
  expect(new Set(marks).size).toBe(1);
  const [outer, inner] = [overlay.mark(), overlay.mark()];
  store.delete(Uint8Array.of(1));
  overlay.rollback(inner);
  store.set(Uint8Array.of(1), Uint8Array.of(3));
  overlay.rollback(outer);
  expect(store.get(Uint8Array.of(1))).toEqual(Uint8Array.of(1));
});

test("an overlay knows where it was written to, and forgets what was taken back", () => {
  const store = open();
  const first = store.overlay();
  first.store("bank").set(Uint8Array.of(5), Uint8Array.of(1));
  store.commit(first, 1n);
  const overlay = store.overlay();
  const wrote = (from: number, to?: number) =>
    overlay.hasWritten("bank", Uint8Array.of(from), to === undefined ? undefined : Uint8Array.of(to));
  overlay.store("bank").get(Uint8Array.of(5));
  const mark = overlay.mark();
  overlay.store("bank").delete(Uint8Array.of(5));
  expect([wrote(5, 6), wrote(5), wrote(6), wrote(4, 5)]).toEqual([true, true, false, false]);
  overlay.rollback(mark);
  expect(wrote(5)).toBe(false);
});

test("a record is held once until it is written, and a branch that is dropped gives back what was held before it", () => {
  const store = open();
  const first = store.overlay();
  first.store("acc").set(Buffer.from("a"), Buffer.from("1"));
  store.commit(first, 1n);
  const overlay = store.overlay();
  const held = overlay.store("acc").hold(Buffer.from("a"));
  expect(overlay.store("acc").hold(Buffer.from("a"))).toBe(held);
  const mark = overlay.mark();
  overlay.store("acc").set(Buffer.from("a"), Buffer.from("2"), "two");
  expect(overlay.store("acc").hold(Buffer.from("a"))).toMatchObject({ value: Buffer.from("2"), decoded: "two" });
  expect(overlay.store("acc").hold(Buffer.from("b"))).toBeUndefined();
  overlay.rollback(mark);
  expect(overlay.store("acc").hold(Buffer.from("a"))).toBe(held);
  store.commit(overlay, 2n);
  expect(store.takeWrites()?.writes).toHaveLength(0);
});

test("a walk sees the overlay in which it began, whatever is written during it", () => {
  const overlay = open().overlay();
  const store = overlay.store("acc");
  for (const key of ["a", "b", "c", "d"]) store.set(Buffer.from(key), Buffer.from("1"));
  const seen: string[] = [];
  for (const [key] of store.ascend(undefined, undefined)) {
    seen.push(Buffer.from(key).toString());
    store.delete(Buffer.from("c"));
    store.delete(key);
    store.set(Buffer.from([...key, 1]), Buffer.from("2"));
  }
  expect(seen).toEqual(["a", "b", "c", "d"]);
  expect([...store.descend(undefined, undefined)].map(([key]) => Buffer.from(key).toString("hex"))).toEqual([
    "6401",
    "6301",
    "6201",
    "6101",
  ]);
});

test("keys of 0 or 128 bytes, empty values and unknown stores are refused", () => {
  const overlay = open().overlay();
  const store = overlay.store("acc");
  expect(() => store.set(Buffer.alloc(0), Buffer.from("1"))).toThrow("a key has 1 to 127 bytes");
  expect(() => store.delete(Buffer.alloc(128))).toThrow("a key has 1 to 127 bytes");
  expect(() => store.set(Buffer.from("a"), Buffer.alloc(0))).toThrow("a value has at least one byte");
  expect(() => overlay.store("nope")).toThrow("no store is named nope");
});

test("an empty block and writes that change nothing leave the application hash alone", () => {
  const store = open();
  const first = store.overlay();
  first.store("acc").set(Buffer.from("a"), Buffer.from("1"));
  const hash = store.commit(first, 1n);
  expect(store.commit(store.overlay(), 2n)).toEqual(hash);
  const same = store.overlay();
  same.store("acc").set(Buffer.from("a"), Buffer.from("1"));
  same.store("acc").delete(Buffer.from("b"));
  expect(store.commit(same, 3n)).toEqual(hash);
  expect(store.takeWrites()?.writes).toHaveLength(0);
});

test("two overlays over one state do not see each other", () => {
  const store = open();
  const [one, other] = [store.overlay(), store.overlay()];
  one.store("acc").set(Buffer.from("a"), Buffer.from("1"));
  expect(other.store("acc").has(Buffer.from("a"))).toBe(false);
  store.commit(one, 1n);
  expect(other.store("acc").has(Buffer.from("a"))).toBe(true);
});

/** Random writes with branches inside branches; returns the model of what must hold afterwards. */
function branch(
  overlay: ReturnType<ReturnType<typeof open>["overlay"]>,
  before: ReadonlyMap<string, Buffer>,
  random: (below: number) => number,
  depth: number,
): Map<string, Buffer> {
  let model = new Map(before);
  const store = overlay.store("bank");
  for (let i = random(30); i > 0; i--) {
    const keys = [...model.keys()].filter((key) => key !== "\xff");
    const key =
      keys.length > 0 && random(2) > 0 ? Buffer.from(keys[random(keys.length)] as string, "latin1") : randomKey(random);
    if (random(3) === 0) {
      store.delete(key);
      model.delete(key.toString("latin1"));
    } else {
      const value = randomValue(random);
      store.set(key, value);
      model.set(key.toString("latin1"), value);
    }
    if (random(8) > 0 || depth > 3) continue;
    const mark = overlay.mark();
    const inner = branch(overlay, model, random, depth + 1);
    expectSame(store, inner, random);
    if (random(2) > 0) model = inner;
    else overlay.rollback(mark);
    expectSame(store, model, random);
  }
  return model;
}

function expectSame(
  store: Omit<KvStore, "set" | "delete">,
  model: ReadonlyMap<string, Buffer>,
  random: (below: number) => number,
): void {
  const entries = sorted(model);
  const range = (start?: Buffer, end?: Buffer) =>
    entries.filter(([key]) => (!start || Buffer.compare(key, start) >= 0) && (!end || Buffer.compare(key, end) < 0));
  expect(hexes(store.ascend(undefined, undefined))).toEqual(hexes(entries));
  const [start, end] = [randomKey(random), randomKey(random)];
  expect(hexes(store.ascend(start, end))).toEqual(hexes(range(start, end)));
  expect(hexes(store.descend(start, end))).toEqual(hexes(range(start, end).toReversed()));
  expect(hexes(store.descend(undefined, end))).toEqual(hexes(range(undefined, end).toReversed()));
  for (const [key, value] of entries.slice(0, 20)) expect(Buffer.from(store.get(key) ?? []).equals(value)).toBe(true);
  expect(store.has(start)).toBe(model.has(start.toString("latin1")));
}

function hexes(entries: Iterable<KvEntry>): string[] {
  return Array.from(
    entries,
    ([key, value]) => `${Buffer.from(key).toString("hex")} ${Buffer.from(value).toString("hex")}`,
  );
}
