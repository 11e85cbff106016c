import { assert } from "../kernel/errors.js";
import type { Held, KvEntry, KvReader, KvStore, Overlay } from "../kernel/kv.js";
import { KEY_MAX } from "./keys.js";
import { merge } from "./layers.js";
import { ABSENT } from "./state-tree.js";
import { type Leaf, WriteSet } from "./write-set.js";

/** An overlay whose writes the store that made it can read. */
export interface BlockOverlay extends Overlay {
  /** The final writes of one store in key order; an empty value is a deletion. */
  writes(name: string): Iterable<KvEntry>;
}

/** What a write set held of a key before it was touched. */
interface Change {
  readonly records: WriteSet;
  readonly key: Uint8Array;
  readonly before: Leaf | undefined;
}

/** An overlay over committed stores. A mark is a length of the journal: going back undoes what stands behind it. */
export function createOverlay(committed: readonly (readonly [name: string, reader: KvReader])[]): BlockOverlay {
  const journal: Change[] = [];
  const stores = new Map(committed.map(([name, reader]) => [name, new LayeredStore(name, reader, journal)]));
  const named = (name: string): LayeredStore => {
    const store = stores.get(name);
    if (store === undefined) throw new Error(`no store is named ${name}`);
    return store;
  };
  return {
    store: named,
    hasWritten: (name, start, end) => named(name).records.hasWritten(start, end),
    mark: () => journal.length,
    rollback(mark) {
      if (mark > journal.length) throw new Error("rollback to a mark that an earlier one took back");
      while (journal.length > mark) undo(journal.pop() as Change);
    },
    *writes(name) {
      for (const { key, value, written } of named(name).records.leaves()) if (written) yield [key, value];
    },
  };
}

function undo({ records, key, before }: Change): void {
  if (before === undefined) records.remove(key);
  else records.put(before);
}

/** A store with uncommitted writes. What is read from below is kept beside them, so that it is read and decoded once. */
class LayeredStore implements KvStore {
  readonly records = new WriteSet();
  readonly #name: string;
  readonly #below: KvReader;
  readonly #journal: Change[];

  constructor(name: string, below: KvReader, journal: Change[]) {
    this.#name = name;
    this.#below = below;
    this.#journal = journal;
  }

  get(key: Uint8Array): Uint8Array | undefined {
    return this.hold(key)?.value;
  }

  hold(key: Uint8Array): Held | undefined {
    const leaf = this.records.leafOf(key) ?? this.#put(key, this.#below.get(key) ?? ABSENT, false, undefined);
    return leaf.value.length === 0 ? undefined : leaf;
  }

  has(key: Uint8Array): boolean {
    const leaf = this.records.leafOf(key);
    return leaf === undefined ? this.#below.has(key) : leaf.value.length > 0;
  }

  ascend(start: Uint8Array | undefined, end: Uint8Array | undefined): Iterable<KvEntry> {
    return merge(this.records.ascend(start, end), this.#below.ascend(start, end), 1);
  }

  descend(start: Uint8Array | undefined, end: Uint8Array | undefined): Iterable<KvEntry> {
    return merge(this.records.descend(start, end), this.#below.descend(start, end), -1);
  }

  set(key: Uint8Array, value: Uint8Array, decoded?: unknown): void {
    if (value.length === 0) assert(false, `store ${this.#name}: a value has at least one byte`);
    this.#put(checked(this.#name, key), value, true, decoded);
  }

  delete(key: Uint8Array): void {
    this.#put(checked(this.#name, key), ABSENT, true, undefined);
  }

  #put(key: Uint8Array, value: Uint8Array, written: boolean, decoded: unknown): Leaf {
    const leaf: Leaf = { leaf: true, key, value, written, decoded };
    this.#journal.push({ records: this.records, key, before: this.records.put(leaf) });
    return leaf;
  }
}

function checked(name: string, key: Uint8Array): Uint8Array {
  if (key.length === 0 || key.length > KEY_MAX) assert(false, `store ${name}: a key has 1 to ${KEY_MAX} bytes`);
  return key;
}
