import { compareBytes, equalBytes } from "../kernel/bytes.js";
import { assert, fail } from "../kernel/errors.js";
import type { KvEntry, KvReader } from "../kernel/kv.js";
import { Sdk } from "../kernel/sdk-errors.js";
import { type Layer, layered } from "./layers.js";
import type { Section } from "./packed.js";
import type { StateTree } from "./state-tree.js";
import { WriteSet } from "./write-set.js";

/** Records that a proof may undo: some tenths of a second of hashing. */
const PROOF_RECORDS_MAX = 50_000;

/** What a block changed: the values that were there before it. */
interface UndoRecord {
  readonly height: bigint;
  /** The height whose state the record gives back. */
  readonly previous: bigint;
  readonly sections: readonly Section[];
}

/** The undo records from a height on. */
export interface Since {
  /** The store as it was, read through the records of the blocks since. */
  over(name: string, present: KvReader): KvReader;
  /** The store's sections of those blocks, oldest block first. */
  sections(name: string): readonly Section[];
}

/** The undo records of the last blocks. */
export class UndoLog {
  #records: UndoRecord[] = [];
  readonly #keep: number;

  constructor(keep: number) {
    this.#keep = keep;
  }

  /** The lowest height that the records lead back to. */
  get oldest(): bigint | undefined {
    return this.#records[0]?.previous;
  }

  /** The height of the last record. */
  get newest(): bigint | undefined {
    return this.#records.at(-1)?.height;
  }

  /** Adds the record of a block. Records before a block without one lead nowhere and are dropped. */
  add(height: bigint, previous: bigint, sections: readonly Section[]): void {
    if (this.#records.at(-1)?.height !== previous) this.clear();
    this.#records.push({ height, previous, sections });
    if (this.#records.length > this.#keep) this.#records.shift();
  }

  clear(): void {
    this.#records = [];
  }

  /** The records that lead back to the state of `height`, or undefined when they are not kept. */
  since(height: bigint): Since | undefined {
    const first = this.#records.findIndex(({ previous }) => previous === height);
    if (first < 0) return undefined;
    const records = this.#records.slice(first);
    const sections = (name: string): readonly Section[] =>
      records.flatMap((record) => record.sections.filter((section) => section.name === name));
    return {
      sections,
      over: (name, present) => layered(oldestFirst(sections(name).map((section) => section.records)), present),
    };
  }
}

/** Many layers as one: what the first of them says counts. However many there are, a reader is two layers deep. */
function oldestFirst(layers: readonly Layer[]): Layer {
  return {
    find(key) {
      for (const layer of layers) {
        const value = layer.find(key);
        if (value !== undefined) return value;
      }
      return undefined;
    },
    ascend(start, end) {
      return merged(
        layers.map((layer) => layer.ascend(start, end)),
        1,
      );
    },
    descend(start, end) {
      return merged(
        layers.map((layer) => layer.descend(start, end)),
        -1,
      );
    },
  };
}

/** Ordered walks as one. `direction` is 1 when keys rise and −1 when they fall. Equal keys: the first walk's counts. */
function* merged(walks: readonly Iterable<KvEntry>[], direction: 1 | -1): Generator<KvEntry> {
  let heads = walks.map((walk) => new Head(walk[Symbol.iterator]())).filter(({ entry }) => entry !== undefined);
  while (heads.length > 0) {
    let next: Head[] = [];
    for (const head of heads) {
      const order = next[0] === undefined ? -1 : direction * compareBytes(head.key, next[0].key);
      if (order < 0) next = [head];
      else if (order === 0) next.push(head);
    }
    yield (next[0] as Head).entry as KvEntry;
    for (const head of next) head.advance();
    if (next.some(({ entry }) => entry === undefined)) heads = heads.filter(({ entry }) => entry !== undefined);
  }
}

/** A walk and the record it stands at; undefined at its end. */
class Head {
  entry: KvEntry | undefined;
  readonly #walk: Iterator<KvEntry>;

  constructor(walk: Iterator<KvEntry>) {
    this.#walk = walk;
    this.advance();
  }

  get key(): Uint8Array {
    return (this.entry as KvEntry)[0];
  }

  advance(): void {
    const { done, value } = this.#walk.next();
    this.entry = done ? undefined : (value as KvEntry);
  }
}

/**
 * Puts a tree back to the state before `sections`, calls `work`, and brings the tree forward again. The shape depends on
 * the records alone, so both ways end in the roots that were.
 * @param sections  the tree's undo sections up to the present, oldest block first
 * @throws sdk 18 InvalidRequest  more records changed since than a proof may undo
 */
export function withPast<T>(tree: StateTree, sections: readonly Section[], work: () => T): T {
  const [first] = sections;
  if (first === undefined) return work();
  const count = sections.reduce((sum, { records }) => sum + records.count, 0);
  if (count > PROOF_RECORDS_MAX) fail(Sdk.InvalidRequest, `${count} records changed since, too many to prove`);
  const past = new WriteSet([], 0);
  for (const { records } of sections.toReversed()) {
    for (const [key, value] of records.ascend(undefined, undefined))
      past.put(key, { value, decoded: undefined, written: true });
  }
  const present = tree.root;
  const redo: KvEntry[] = [];
  for (const [key, value] of past.ascend(undefined, undefined)) {
    const now = tree.apply(key, value);
    if (now !== undefined) redo.push([key, now]);
  }
  try {
    assert(equalBytes(tree.hash(), first.root), "undo records give the root that was");
    return work();
  } finally {
    for (const [key, value] of redo) tree.apply(key, value);
    assert(equalBytes(tree.hash(), present), "writes done again give the present root");
  }
}
