import { equalBytes } from "../kernel/bytes.js";
import { assert, fail } from "../kernel/errors.js";
import type { KvEntry, KvReader } from "../kernel/kv.js";
import { Sdk } from "../kernel/sdk-errors.js";
import { layered } from "./layers.js";
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
      over: (name, present) =>
        sections(name).reduceRight((reader, section) => layered(section.records, reader), present),
    };
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
  const past = new WriteSet();
  for (const { records } of sections.toReversed()) {
    for (const [key, value] of records.ascend(undefined, undefined)) past.set(key, value);
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
