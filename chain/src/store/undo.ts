import type { KvReader } from "../kernel/kv.js";
import { layered } from "./layers.js";
import type { Section } from "./packed.js";

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
