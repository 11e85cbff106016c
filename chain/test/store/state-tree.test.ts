import { expect, test } from "vitest";
import { type Hasher, hostHasher, wasmHasher } from "../../src/store/hasher.js";
import { sampleRoot } from "../../src/store/self-test.js";
import { ABSENT, StateTree } from "../../src/store/state-tree.js";
import { randomKey, randomValue, referenceRoot, seeded, sha256, sorted } from "./reference.js";

const wasm = wasmHasher(sha256) as Hasher;

const kinds = {
  "wasm hasher with index": () => new StateTree(wasm, 0x5eed),
  "wasm hasher without index": () => new StateTree(wasm),
  "host hasher": () => new StateTree(hostHasher(sha256), 77),
} as const;

for (const [kind, create] of Object.entries(kinds)) {
  test(`random histories give the reference's root, records and ranges: ${kind}`, () => {
    for (let seed = 1; seed <= 12; seed++) history(create, seed);
  });
}

test("the compiled hasher and the host's hash give one root for keys and values of all lengths", () => {
  expect(sampleRoot(wasm)).toEqual(sampleRoot(hostHasher(sha256)));
});

test("one set of records has one root, whatever the order and the detours", () => {
  const random = seeded(99);
  const records = new Map(
    Array.from({ length: 3000 }, () => [randomKey(random).toString("latin1"), randomValue(random)]),
  );
  const entries = sorted(records);
  const roots = [entries, entries.toReversed(), shuffled(entries, random)].map((order) => {
    const tree = new StateTree(wasm, 1);
    for (const [key, value] of order) tree.apply(key, value);
    return Buffer.from(tree.hash()).toString("hex");
  });
  const detour = new StateTree(wasm, 1);
  const extra = Array.from({ length: 2000 }, () => randomKey(random)).filter(
    (key) => !records.has(key.toString("latin1")),
  );
  for (const key of extra) detour.apply(key, Buffer.from("x"));
  for (const [key] of entries) detour.apply(key, Buffer.from("other"));
  detour.hash();
  for (const [key, value] of shuffled(entries, random)) detour.apply(key, value);
  for (const key of extra) detour.apply(key, ABSENT);
  roots.push(Buffer.from(detour.hash()).toString("hex"));
  expect(new Set(roots)).toEqual(new Set([referenceRoot(entries).toString("hex")]));
});

test("memory grows while a large state is written, and every record stays readable", () => {
  const tree = new StateTree(wasm, 3);
  const value = Buffer.alloc(400_000, 7);
  for (let i = 0; i < 170; i++) tree.apply(Buffer.from([i, 1]), value);
  for (let i = 0; i < 40_000; i++) tree.apply(Buffer.from(`key ${i}`), Buffer.from(`value ${i}`));
  tree.hash();
  for (let i = 0; i < 40_000; i += 7) expect(text(tree.get(Buffer.from(`key ${i}`)))).toBe(`value ${i}`);
  expect(tree.get(Buffer.from([169, 1]))).toHaveLength(value.length);
});

test("a walk under which the tree changes refuses to go on", () => {
  const tree = new StateTree(wasm);
  for (const key of ["a", "b", "c"]) tree.apply(Buffer.from(key), Buffer.from("1"));
  const walk = tree.ascend(undefined, undefined)[Symbol.iterator]();
  walk.next();
  tree.apply(Buffer.from("b"), ABSENT);
  expect(() => walk.next()).toThrow("under a walking iterator");
});

/** Blocks of random writes, each followed by a comparison with the reference. */
function history(create: () => StateTree, seed: number): void {
  const random = seeded(seed * 7919);
  const tree = create();
  const model = new Map<string, Buffer>();
  const deletions = seed % 2 === 0 ? 6 : 2;
  for (let block = 0; block < 12; block++) {
    for (let i = random(60); i > 0; i--) {
      const key = model.size > 0 && random(2) === 0 ? someKey(model, random) : randomKey(random);
      const value = random(10) < deletions ? ABSENT : randomValue(random);
      const before = tree.apply(key, value);
      const expected = model.get(key.toString("latin1")) ?? ABSENT;
      expect(before === undefined || Buffer.compare(before, expected) === 0).toBe(true);
      if (value.length === 0) model.delete(key.toString("latin1"));
      else model.set(key.toString("latin1"), value as Buffer);
    }
    compare(tree, model, random);
  }
}

function compare(tree: StateTree, model: ReadonlyMap<string, Buffer>, random: (below: number) => number): void {
  const entries = sorted(model);
  expect(Buffer.from(tree.hash()).toString("hex")).toBe(referenceRoot(entries).toString("hex"));
  expect(tree.size).toBe(entries.length);
  for (const [key, value] of entries) expect(Buffer.compare(tree.get(key) ?? ABSENT, value)).toBe(0);
  for (let i = 0; i < 6; i++) {
    const [start, end] = [bound(random), bound(random)];
    const expected = entries
      .filter(
        ([key]) => (start ? Buffer.compare(key, start) >= 0 : true) && (end ? Buffer.compare(key, end) < 0 : true),
      )
      .map(([key, value]) => [key.toString("hex"), value.toString("hex")]);
    expect(hexes(tree.ascend(start, end))).toEqual(expected);
    expect(hexes(tree.descend(start, end))).toEqual(expected.toReversed());
    const absent = randomKey(random);
    expect(tree.has(absent)).toBe(model.has(absent.toString("latin1")));
  }
}

function bound(random: (below: number) => number): Buffer | undefined {
  return random(4) === 0 ? undefined : randomKey(random);
}

function someKey(model: ReadonlyMap<string, Buffer>, random: (below: number) => number): Buffer {
  return Buffer.from([...model.keys()][random(model.size)] as string, "latin1");
}

function hexes(entries: Iterable<readonly [Uint8Array, Uint8Array]>): string[][] {
  return [...entries].map(([key, value]) => [Buffer.from(key).toString("hex"), Buffer.from(value).toString("hex")]);
}

function shuffled<T>(list: readonly T[], random: (below: number) => number): T[] {
  const result = [...list];
  for (let i = result.length - 1; i > 0; i--) {
    const j = random(i + 1);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}

function text(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString();
}
