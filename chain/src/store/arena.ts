import { createMemory, PAGES_MAX, type WasmMemory } from "./webassembly.js";

/** Bytes behind the last block: the hasher copies in steps of 16 and may read past the end of a record. */
const SLACK = 64;

/** Memory grows by an eighth, but by at least this many pages. */
const GROWTH_MIN = 4;

/**
 * Blocks of 16-byte units in one linear memory. A block's address is its first unit. Freed blocks are kept in one list
 * per size and reused exactly; a list is threaded through the blocks' first words.
 *
 * The views are replaced when the memory grows, which only `take` does: read them from the arena again after it.
 */
export class Arena {
  readonly memory: WasmMemory;
  u8!: Uint8Array;
  u16!: Uint16Array;
  i32!: Int32Array;
  u32!: Uint32Array;
  #top: number;
  readonly #free = new Map<number, number>();

  /** The first `reserved` bytes belong to the caller. */
  constructor(reserved: number) {
    this.#top = (reserved + 15) >> 4;
    this.memory = createMemory((reserved >> 16) + GROWTH_MIN);
    this.#view();
  }

  /** A block of `units`; its contents are whatever was there. */
  take(units: number): number {
    const freed = this.#free.get(units) ?? 0;
    if (freed !== 0) {
      this.#free.set(units, this.i32[freed << 2] as number);
      return freed;
    }
    const block = this.#top;
    this.#top += units;
    if (this.#top * 16 + SLACK > this.u8.length) this.#grow();
    return block;
  }

  /** Gives back a block of `units`. */
  release(block: number, units: number): void {
    this.i32[block << 2] = this.#free.get(units) ?? 0;
    this.#free.set(units, block);
  }

  #grow(): void {
    const pages = this.u8.length >>> 16;
    const missing = (this.#top >>> 12) + 2 - pages;
    this.memory.grow(Math.max(missing, Math.min(Math.max(pages >>> 3, GROWTH_MIN), PAGES_MAX - pages)));
    this.#view();
  }

  #view(): void {
    const { buffer } = this.memory;
    this.u8 = new Uint8Array(buffer);
    this.u16 = new Uint16Array(buffer);
    this.i32 = new Int32Array(buffer);
    this.u32 = new Uint32Array(buffer);
  }
}
