/** Slots of a new table; always a power of two. */
const FIRST_SLOTS = 64;

/** Multipliers of the key hash (golden ratio, and two of MurmurHash3's). */
const GOLDEN = 0x9e3779b1;
const MIX_A = 0x85ebca6b;
const MIX_B = 0xc2b2ae35;

/**
 * Point look-up beside a tree: open addressing over (hash, leaf) pairs with linear probing and backward-shift deletion.
 * The seed keeps others from choosing keys that collide; it never reaches the root.
 */
export class KeyIndex {
  #table = new Int32Array(2 * FIRST_SLOTS);
  #used = 0;
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** A seeded 32-bit hash of a key. */
  hash(key: Uint8Array): number {
    const n = key.length;
    let h = this.#seed ^ n;
    let i = 0;
    for (; i + 3 < n; i += 4) {
      const word =
        (key[i] as number) |
        ((key[i + 1] as number) << 8) |
        ((key[i + 2] as number) << 16) |
        ((key[i + 3] as number) << 24);
      h = Math.imul(h ^ word, GOLDEN);
      h ^= h >>> 15;
    }
    for (; i < n; i++) h = Math.imul(h ^ (key[i] as number), MIX_A);
    h = Math.imul(h ^ (h >>> 13), MIX_B);
    return h ^ (h >>> 16);
  }

  /** The leaf with this hash for which `matches` holds, or 0. */
  find(hash: number, matches: (leaf: number) => boolean): number {
    const slot = this.#slot(hash, matches);
    return slot < 0 ? 0 : (this.#table[2 * slot + 1] as number);
  }

  add(hash: number, leaf: number): void {
    // At most two thirds full, so that a probe stays short and always ends.
    if (3 * (this.#used + 1) > this.#table.length) this.#double();
    this.#place(hash, leaf);
    this.#used++;
  }

  /** Puts `leaf` in the place of `old`. */
  replace(hash: number, old: number, leaf: number): void {
    this.#table[2 * this.#slot(hash, (other) => other === old) + 1] = leaf;
  }

  remove(hash: number, leaf: number): void {
    const table = this.#table;
    const mask = (table.length >> 1) - 1;
    let hole = this.#slot(hash, (other) => other === leaf);
    for (let i = (hole + 1) & mask; table[2 * i + 1] !== 0; i = (i + 1) & mask) {
      const home = (table[2 * i] as number) & mask;
      if (((i - home) & mask) < ((i - hole) & mask)) continue;
      table.copyWithin(2 * hole, 2 * i, 2 * i + 2);
      hole = i;
    }
    table[2 * hole + 1] = 0;
    this.#used--;
  }

  #slot(hash: number, matches: (leaf: number) => boolean): number {
    const table = this.#table;
    const mask = (table.length >> 1) - 1;
    for (let i = hash & mask; ; i = (i + 1) & mask) {
      const leaf = table[2 * i + 1] as number;
      if (leaf === 0) return -1;
      if (table[2 * i] === hash && matches(leaf)) return i;
    }
  }

  #place(hash: number, leaf: number): void {
    const table = this.#table;
    const mask = (table.length >> 1) - 1;
    let i = hash & mask;
    while (table[2 * i + 1] !== 0) i = (i + 1) & mask;
    table[2 * i] = hash;
    table[2 * i + 1] = leaf;
  }

  #double(): void {
    const old = this.#table;
    this.#table = new Int32Array(2 * old.length);
    for (let i = 0; i < old.length; i += 2) {
      if (old[i + 1] !== 0) this.#place(old[i] as number, old[i + 1] as number);
    }
  }
}
