import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { KvEntry } from "../../src/kernel/kv.js";
import {
  type BlockWrites,
  type CommittedStore,
  createHasher,
  createMultistore,
  restoreMultistore,
  StateMismatch,
} from "../../src/store/index.js";
import { unpackSections } from "../../src/store/packed.js";
import { randomKey, randomValue, referenceRoot, seeded, sha256, sorted } from "./reference.js";

const options = { names: ["bank", "acc", "staking"], hasher: createHasher(sha256), seed: 5, indexed: ["acc"] };

test("the application hash is the SDK's commit_info hash of the stores' roots", () => {
  const store = createMultistore(options);
  expect(Buffer.from(store.appHash).toString("hex")).toBe(createHash("sha256").digest("hex"));
  const overlay = store.overlay();
  overlay.store("bank").set(Buffer.from("k"), Buffer.from("v"));
  const hash = store.commit(overlay, 1n);
  const sentinel = [Buffer.from([0xff]), Buffer.from([1])] as const;
  const acc = leaf("acc", referenceRoot([sentinel]));
  const bank = leaf("bank", referenceRoot([[Buffer.from("k"), Buffer.from("v")], sentinel]));
  const staking = leaf("staking", referenceRoot([sentinel]));
  expect(Buffer.from(hash).toString("hex")).toBe(inner(inner(acc, bank), staking).toString("hex"));
});

test("each of the last heights reads as it was, in both directions, and older ones are refused", () => {
  const random = seeded(4242);
  const store = createMultistore({ ...options, keepRecent: 9 });
  const history = new Map<bigint, Map<string, Buffer>>();
  let model = new Map<string, Buffer>([["\xff", Buffer.from([1])]]);
  for (let height = 1n; height <= 30n; height++) {
    const overlay = store.overlay();
    model = new Map(model);
    for (let i = random(25); i > 0; i--) {
      const keys = [...model.keys()].filter((key) => key !== "\xff");
      const key =
        keys.length > 0 && random(2) > 0
          ? Buffer.from(keys[random(keys.length)] as string, "latin1")
          : randomKey(random);
      const value = randomValue(random);
      if (random(3) === 0) {
        overlay.store("acc").delete(key);
        model.delete(key.toString("latin1"));
      } else {
        overlay.store("acc").set(key, value);
        model.set(key.toString("latin1"), value);
      }
    }
    store.commit(overlay, height);
    history.set(height, model);
    expect(store.oldest).toBe(height > 10n ? height - 9n : 1n);
    expect(store.at(store.oldest - 1n)).toBeUndefined();
    expect(store.at(height + 1n)).toBeUndefined();
    for (let past = store.oldest; past <= height; past++) {
      const reader = store.at(past)?.("acc");
      const entries = sorted(history.get(past) as Map<string, Buffer>);
      expect(Array.from(reader?.ascend(undefined, undefined) ?? [], hex)).toEqual(entries.map(hex));
      expect(Array.from(reader?.descend(undefined, undefined) ?? [], hex)).toEqual(entries.toReversed().map(hex));
      const key = randomKey(random);
      expect(hex([key, reader?.get(key) ?? []])).toBe(hex([key, history.get(past)?.get(key.toString("latin1")) ?? []]));
    }
  }
});

test("restored records, with their undo records, are the same store, and other records are refused", () => {
  const random = seeded(31);
  const store = createMultistore({ ...options, keepRecent: 4 });
  let roots = new Uint8Array(0);
  const undos: [bigint, bigint, Uint8Array][] = [];
  for (let height = 1n; height <= 6n; height++) {
    const overlay = store.overlay();
    for (let i = 0; i < 20; i++) overlay.store("bank").set(randomKey(random), randomValue(random));
    store.commit(overlay, height);
    const taken = store.takeWrites();
    expect(store.takeWrites()).toBeUndefined();
    roots = taken?.roots ?? roots;
    if (taken?.undo) undos.push([height, taken.previous, taken.undo]);
  }
  const restored = (skip: number) => {
    const restoring = restoreMultistore({ ...options, keepRecent: 4, seed: 6 });
    let i = 0;
    for (const name of store.names) {
      for (const [key, value] of store.at(6n)?.(name).ascend(undefined, undefined) ?? []) {
        if (i++ !== skip) restoring.add(name, key, value);
      }
    }
    for (const undo of undos) restoring.addUndo(...undo);
    return restoring.finish(6n, store.appHash, roots);
  };
  const same = restored(-1);
  expect([same.height, same.appHash, same.oldest]).toEqual([6n, store.appHash, 2n]);
  for (let height = 2n; height <= 6n; height++) {
    const [one, other] = [store, same].map((each) =>
      Array.from(each.at(height)?.("bank").ascend(undefined, undefined) ?? [], hex),
    );
    expect(one).toEqual(other);
  }
  expect(() => restored(3)).toThrow(StateMismatch);
});

function leaf(name: string, root: Buffer): Buffer {
  const rootHash = createHash("sha256").update(root).digest();
  const bytes = Buffer.concat([Buffer.from([name.length]), Buffer.from(name), Buffer.from([32]), rootHash]);
  return createHash("sha256")
    .update(Buffer.from([0]))
    .update(bytes)
    .digest();
}

function inner(left: Buffer, right: Buffer): Buffer {
  return createHash("sha256")
    .update(Buffer.from([1]))
    .update(left)
    .update(right)
    .digest();
}

function hex([key, value]: readonly [Uint8Array, Uint8Array | readonly number[]]): string {
  return `${Buffer.from(key).toString("hex")} ${Buffer.from(value).toString("hex")}`;
}

test("an upgrade renames stores and ends others, and the next block writes it", () => {
  const random = seeded(77);
  const before = createMultistore(options);
  const overlay = before.overlay();
  for (const name of before.names)
    for (let i = 0; i < 30; i++) overlay.store(name).set(randomKey(random), randomValue(random));
  before.commit(overlay, 1n);
  const { appHash, roots } = before.takeWrites() as BlockWrites;
  const disk = new Map<string, readonly [name: string, key: Uint8Array, value: Uint8Array]>();
  const put = (name: string, [key, value]: KvEntry) => {
    const at = `${name}/${Buffer.from(key).toString("hex")}`;
    if (value.length === 0) disk.delete(at);
    else disk.set(at, [name, key.slice(), value.slice()]);
  };
  const all = (store: CommittedStore, name: string) => [
    ...(store.at(store.height)?.(name).ascend(undefined, undefined) ?? []),
  ];
  for (const name of before.names) for (const entry of all(before, name)) put(name, entry);

  // bank becomes money, staking ends, acc stays, fresh is new.
  const names = ["money", "acc", "fresh"];
  const moves = { renamed: new Map([["bank", "money"]]), deleted: new Set(["staking"]) };
  const restored = (from: typeof moves | undefined, height: bigint, hash: Uint8Array, seen: Uint8Array) => {
    const restoring = restoreMultistore({ ...options, names }, from);
    for (const record of disk.values()) restoring.add(...record);
    return restoring.finish(height, hash, seen);
  };
  expect(() => restored(undefined, 1n, appHash, roots)).toThrow(StateMismatch);
  const store = restored(moves, 1n, appHash, roots);
  expect(Buffer.from(store.appHash)).toEqual(Buffer.from(before.appHash));
  expect(store.empty).toEqual(["fresh"]);
  expect(all(store, "money").map(hex)).toEqual(all(before, "bank").map(hex));

  const change = (target: CommittedStore) => {
    const block = target.overlay();
    block.store("money").set(Buffer.from("new"), Buffer.from("record"));
    block.store("fresh").set(Buffer.from("a"), Buffer.from("b"));
    return block;
  };
  const hash = store.commit(change(store), 2n);
  const next = store.takeWrites() as BlockWrites;
  expect(next.undo).toBeUndefined();
  // As a store has it that never had other names.
  const fresh = createMultistore({ ...options, names });
  const first = change(fresh);
  for (const [name, old] of [
    ["money", "bank"],
    ["acc", "acc"],
  ] as const)
    for (const [key, value] of all(before, old)) first.store(name).set(key, value);
  expect(Buffer.from(fresh.commit(first, 2n))).toEqual(Buffer.from(hash));
  // And as it is read back from a disk on which the block was written.
  for (const { name, records } of unpackSections(next.writes))
    for (const entry of records.ascend(undefined, undefined)) put(name, entry);
  const again = restored(undefined, 2n, hash, next.roots);
  for (const name of names) expect(all(again, name).map(hex)).toEqual(all(store, name).map(hex));
  expect([...disk.values()].some(([name]) => name === "bank" || name === "staking")).toBe(false);
  store.commit(store.overlay(), 3n);
  expect(store.takeWrites()?.writes).toHaveLength(0);
});
