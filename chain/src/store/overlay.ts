import { assert } from "../kernel/errors.js";
import type { Held, KvEntry, KvReader, KvStore, Overlay } from "../kernel/kv.js";
import { KEY_MAX } from "./keys.js";
import { merge } from "./layers.js";
import { ABSENT } from "./state-tree.js";
import { type Journal, type Leaf, type State, undoLast, WriteSet } from "./write-set.js";

/** An overlay over committed stores. A mark is a length of the journal: going back undoes what stands behind it. */
export class BlockOverlay implements Overlay {
  readonly #journal: Journal = [];
  readonly #stores: ReadonlyMap<string, LayeredStore>;

  /** @param seed  32 random bits for the indexes of the write sets */
  constructor(committed: readonly (readonly [name: string, reader: KvReader])[], seed: number) {
    const over = (name: string, below: KvReader) => new LayeredStore(name, below, new WriteSet(this.#journal, seed));
    this.#stores = new Map(committed.map(([name, reader]) => [name, over(name, reader)]));
  }

  store(name: string): LayeredStore {
    const store = this.#stores.get(name);
    if (store === undefined) throw new Error(`no store is named ${name}`);
    return store;
  }

  hasWritten(name: string, start: Uint8Array, end: Uint8Array | undefined): boolean {
    return this.store(name).records.hasWritten(start, end);
  }

  mark(): number {
    return this.#journal.length;
  }

  keep(): void {
    this.#journal.length = 0;
  }

  rollback(mark: number): void {
    if (mark > this.#journal.length) throw new Error("rollback to a mark that an earlier one took back");
    while (this.#journal.length > mark) undoLast(this.#journal);
  }

  /** The final writes of one store in key order; an empty value is a deletion. */
  writes(name: string): Iterable<Leaf> {
    return this.store(name).records.leaves();
  }
}

/** A store with uncommitted writes. What is read from below is kept beside them, so that it is read and decoded once. */
class LayeredStore implements KvStore {
  readonly records: WriteSet;
  readonly #name: string;
  readonly #below: KvReader;

  constructor(name: string, below: KvReader, records: WriteSet) {
    this.records = records;
    this.#name = name;
    this.#below = below;
  }

  get(key: Uint8Array): Uint8Array | undefined {
    return this.hold(key)?.value;
  }

  hold(key: Uint8Array): Held | undefined {
    const state = this.records.stateOf(key) ?? this.#read(key);
    return state.value.length === 0 ? undefined : state;
  }

  has(key: Uint8Array): boolean {
    const state = this.records.stateOf(key);
    return state === undefined ? this.#below.has(key) : state.value.length > 0;
  }

  ascend(start: Uint8Array | undefined, end: Uint8Array | undefined): Iterable<KvEntry> {
    return merge(this.records.ascend(start, end), this.#below.ascend(start, end), 1);
  }

  descend(start: Uint8Array | undefined, end: Uint8Array | undefined): Iterable<KvEntry> {
    return merge(this.records.descend(start, end), this.#below.descend(start, end), -1);
  }

  set(key: Uint8Array, value: Uint8Array, decoded?: unknown): void {
    this.#check(key);
    if (value.length === 0) assert(false, `store ${this.#name}: a value has at least one byte`);
    this.records.put(key, { value, decoded, written: true });
  }

  delete(key: Uint8Array): void {
    this.#check(key);
    this.records.put(key, { value: ABSENT, decoded: undefined, written: true });
  }

  #read(key: Uint8Array): State {
    const state = { value: this.#below.get(key) ?? ABSENT, decoded: undefined, written: false };
    this.records.put(key, state);
    return state;
  }

  #check({ length }: Uint8Array): void {
    if (length === 0 || length > KEY_MAX) assert(false, `store ${this.#name}: a key has 1 to ${KEY_MAX} bytes`);
  }
}
