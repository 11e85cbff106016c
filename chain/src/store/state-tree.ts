import { Slab } from "@dcm/proto";
import { compareBytes, equalBytes } from "../kernel/bytes.js";
import { type Held, type KvEntry, type KvReader, unheld } from "../kernel/kv.js";
import { Arena } from "./arena.js";
import { HASHED_VALUE_MAX, HASHER_SCRATCH, type Hasher, type NodeHasher, readDigest, writeDigest } from "./hasher.js";
import { KeyIndex } from "./key-index.js";
import { bitAt, firstDifference, KEY_MAX, SAME } from "./keys.js";

/** No value: stands for a missing record, since stored values have at least one byte. */
export const ABSENT: Uint8Array = new Uint8Array(0);

/** The other child of an inner node on the way from a leaf to the root. */
export interface Sibling {
  readonly side: "left" | "right";
  readonly hash: Uint8Array;
}

/** Words of an inner node: two children, the position of its bit, the epoch of its last change, two child hashes. */
const CRIT = 2;
const EPOCH = 3;
const HASHES = 4;
const NODE_UNITS = 5;

/** Every byte of a key can hold nine inner nodes on a path; the super root stands above them. */
const PATH_MAX = 9 * KEY_MAX + 2;

/** Nodes and leaves handed to the hasher per call, and the places of its lists in the tree's memory. */
const BATCH = 1024;
const LIST = HASHER_SCRATCH;
const DIGESTS = LIST + 12 * BATCH;
const RESERVED = DIGESTS + 32 * BATCH;

/**
 * A Merkle crit-bit tree over raw keys: ordered index, point look-up, values and commitment of one store, in one linear
 * memory without an object per node. Its shape and root depend on the set of records alone (CONFORMANCE.md §8.2).
 *
 * A child is a positive node address, or a record address inverted (negative), or 0 for nothing. A node holds its
 * children's hashes, so its preimage is one read. Node `#top` is a super root: its left child is the root.
 */
export class StateTree implements KvReader {
  readonly #arena = new Arena(RESERVED);
  readonly #hasher: Hasher;
  readonly #nodes: NodeHasher;
  readonly #index: KeyIndex | undefined;
  readonly #copies = new Slab();
  readonly #top: number;
  /** The way to the key written last, kept because the next key is often its neighbour: nodes, sides, length. */
  readonly #path = new Int32Array(PATH_MAX);
  readonly #sides = new Uint8Array(PATH_MAX);
  #depth = 1;
  #lastKey = ABSENT;
  #epoch = 1;
  #changes = 0;
  #size = 0;
  #root: Uint8Array;

  /** An empty tree. With a seed (32 random bits) it gets a hash index, which pays for stores read by point look-up. */
  constructor(hasher: Hasher, seed?: number) {
    this.#hasher = hasher;
    this.#nodes = hasher.attach(this.#arena);
    this.#index = seed === undefined ? undefined : new KeyIndex(seed);
    this.#root = hasher.sha256(ABSENT);
    this.#top = this.#newNode(-1);
    this.#path[0] = this.#top;
  }

  /** Number of records. */
  get size(): number {
    return this.#size;
  }

  /** The root as of the last {@link hash}. */
  get root(): Uint8Array {
    return this.#root;
  }

  get(key: Uint8Array): Uint8Array | undefined {
    const leaf = this.#find(key);
    return leaf === 0 ? undefined : this.#valueOf(~leaf);
  }

  hold(key: Uint8Array): Held | undefined {
    return unheld(this.get(key));
  }

  has(key: Uint8Array): boolean {
    return this.#find(key) !== 0;
  }

  ascend(start: Uint8Array | undefined, end: Uint8Array | undefined): Iterable<KvEntry> {
    return this.#walk(0, start, (key) => end === undefined || compareBytes(key, end) < 0);
  }

  descend(start: Uint8Array | undefined, end: Uint8Array | undefined): Iterable<KvEntry> {
    return this.#walk(1, end, (key) => start === undefined || compareBytes(key, start) >= 0);
  }

  /**
   * Sets a record, or deletes it when `value` is {@link ABSENT}.
   * @returns the value before ({@link ABSENT} for none), or undefined when nothing changed
   */
  apply(key: Uint8Array, value: Uint8Array): Uint8Array | undefined {
    const leaf = this.#seek(key);
    const difference = leaf === 0 ? 0 : this.#difference(~leaf, key);
    if (difference !== SAME) {
      if (value.length === 0) return undefined;
      this.#insert(key, value, leaf, difference);
      return ABSENT;
    }
    const before = this.#valueOf(~leaf);
    if (equalBytes(before, value)) return undefined;
    if (value.length === 0) this.#remove(key, leaf);
    else this.#overwrite(key, value, leaf, before.length);
    return before;
  }

  /** Hashes what changed since the last call and returns the root; the empty tree's root is sha256(""). */
  hash(): Uint8Array {
    if (this.#size === 0) {
      this.#root = this.#hasher.sha256(ABSENT);
    } else if (this.#arena.i32[(this.#top << 2) + EPOCH] === this.#epoch) {
      const dirty = this.#dirty();
      this.#hashLeaves(dirty.leaves);
      for (const level of dirty.levels.reverse()) this.#hashLevel(level);
      this.#root = readDigest(this.#arena.u32, (this.#top << 2) + HASHES);
    }
    this.#epoch++;
    return this.#root;
  }

  /** The siblings on the way from a present key's leaf to the root. Call {@link hash} first. */
  siblings(key: Uint8Array): readonly Sibling[] {
    this.#seek(key);
    const siblings: Sibling[] = [];
    for (let i = this.#depth - 1; i > 0; i--) {
      const side = this.#sides[i] as number;
      const hash = readDigest(this.#arena.u32, this.#hashWord(this.#path[i] as number, 1 - side));
      siblings.push({ side: side === 0 ? "right" : "left", hash });
    }
    return siblings;
  }

  // ─── Reading

  #find(key: Uint8Array): number {
    if (this.#index !== undefined) {
      return this.#index.find(this.#index.hash(key), (leaf) => this.#difference(~leaf, key) === SAME);
    }
    const words = this.#arena.i32;
    let child = words[this.#top << 2] as number;
    while (child > 0) child = words[(child << 2) + bitAt(key, words[(child << 2) + CRIT] as number)] as number;
    return child !== 0 && this.#difference(~child, key) === SAME ? child : 0;
  }

  /** Position of the first bit in which a record's key differs from `key`. */
  #difference(record: number, key: Uint8Array): number {
    const { u8 } = this.#arena;
    const at = record * 16 + 8;
    const length = this.#arena.u16[record * 8] as number;
    const shared = Math.min(length, key.length);
    for (let i = 0; i < shared; i++) {
      const difference = (u8[at + i] as number) ^ (key[i] as number);
      if (difference !== 0) return (i << 4) | (Math.clz32(difference) - 23);
    }
    return length === key.length ? SAME : shared << 4;
  }

  #keyOf(record: number): Uint8Array {
    const at = record * 16 + 8;
    return this.#copies.copy(this.#arena.u8, at, at + (this.#arena.u16[record * 8] as number));
  }

  /** A copy: the tree's memory moves and is reused. */
  #valueOf(record: number): Uint8Array {
    const at = record * 16 + 8 + (this.#arena.u16[record * 8] as number);
    return this.#copies.copy(this.#arena.u8, at, at + (this.#arena.u32[(record << 2) + 1] as number));
  }

  /** Records in order, `near` = 0 upwards from `bound` (included), 1 downwards from it (excluded), while `within`. */
  *#walk(near: 0 | 1, bound: Uint8Array | undefined, within: (key: Uint8Array) => boolean): Generator<KvEntry> {
    const changes = this.#changes;
    const waiting = this.#start(near, bound);
    for (let child = waiting.pop(); child !== undefined; child = waiting.pop()) {
      if (this.#changes !== changes) throw new Error("a store was committed under a walking iterator");
      const words = this.#arena.i32;
      while (child > 0) {
        waiting.push(words[(child << 2) + 1 - near] as number);
        child = words[(child << 2) + near] as number;
      }
      const key = this.#keyOf(~child);
      if (!within(key)) return;
      yield [key, this.#valueOf(~child)];
    }
  }

  /** The subtrees that hold a range's records, the one to visit first on top. */
  #start(near: 0 | 1, bound: Uint8Array | undefined): number[] {
    const words = this.#arena.i32;
    let child = words[this.#top << 2] as number;
    if (child === 0) return [];
    if (bound === undefined) return [child];
    let leaf = child;
    while (leaf > 0) leaf = words[(leaf << 2) + bitAt(bound, words[(leaf << 2) + CRIT] as number)] as number;
    const difference = this.#difference(~leaf, bound);
    const waiting: number[] = [];
    while (child > 0 && (words[(child << 2) + CRIT] as number) < difference) {
      const side = bitAt(bound, words[(child << 2) + CRIT] as number);
      if (side === near) waiting.push(words[(child << 2) + 1 - near] as number);
      child = words[(child << 2) + side] as number;
    }
    // All of this subtree lies on one side of the bound; if it is the bound itself, only an upward walk takes it.
    if (difference === SAME ? near === 0 : bitAt(bound, difference) === near) waiting.push(child);
    return waiting;
  }

  // ─── Writing

  /** Leaves the way to where `key` belongs in the path, and returns the leaf there, or 0 in an empty tree. */
  #seek(key: Uint8Array): number {
    const words = this.#arena.i32;
    const shared = firstDifference(this.#lastKey, key);
    let depth = this.#depth;
    while (depth > 1 && (words[((this.#path[depth - 1] as number) << 2) + CRIT] as number) >= shared) depth--;
    let node = this.#path[depth - 1] as number;
    let side: number = depth === 1 ? 0 : bitAt(key, words[(node << 2) + CRIT] as number);
    this.#sides[depth - 1] = side;
    let child = words[(node << 2) + side] as number;
    while (child > 0) {
      node = child;
      side = bitAt(key, words[(node << 2) + CRIT] as number);
      this.#path[depth] = node;
      this.#sides[depth++] = side;
      child = words[(node << 2) + side] as number;
    }
    this.#depth = depth;
    this.#lastKey = key;
    return child;
  }

  #insert(key: Uint8Array, value: Uint8Array, leaf: number, difference: number): void {
    const record = this.#newRecord(key, value);
    this.#index?.add(this.#index.hash(key), ~record);
    this.#size++;
    if (leaf === 0) {
      this.#arena.i32[this.#top << 2] = ~record;
      this.#touch();
      return;
    }
    // The new node goes below the deepest node of the path whose bit comes before the new one.
    const node = this.#newNode(difference);
    const words = this.#arena.i32;
    while (this.#depth > 1 && (words[((this.#path[this.#depth - 1] as number) << 2) + CRIT] as number) > difference) {
      this.#depth--;
    }
    const above = this.#path[this.#depth - 1] as number;
    const aboveSide = this.#sides[this.#depth - 1] as number;
    const side = bitAt(key, difference);
    words[(node << 2) + side] = ~record;
    words[(node << 2) + 1 - side] = words[(above << 2) + aboveSide] as number;
    words[(above << 2) + aboveSide] = node;
    this.#moveHash(above, aboveSide, node, 1 - side);
    this.#path[this.#depth] = node;
    this.#sides[this.#depth++] = side;
    this.#touch();
  }

  #overwrite(key: Uint8Array, value: Uint8Array, leaf: number, lengthBefore: number): void {
    const unitsBefore = recordUnits(key.length, lengthBefore);
    if (unitsBefore === recordUnits(key.length, value.length)) {
      this.#fill(~leaf, key, value);
    } else {
      this.#arena.release(~leaf, unitsBefore);
      const record = this.#newRecord(key, value);
      this.#index?.replace(this.#index.hash(key), leaf, ~record);
      const parent = this.#path[this.#depth - 1] as number;
      this.#arena.i32[(parent << 2) + (this.#sides[this.#depth - 1] as number)] = ~record;
    }
    this.#touch();
  }

  #remove(key: Uint8Array, leaf: number): void {
    const words = this.#arena.i32;
    this.#index?.remove(this.#index.hash(key), leaf);
    this.#arena.release(~leaf, recordUnits(key.length, words[(~leaf << 2) + 1] as number));
    this.#size--;
    if (this.#depth === 1) {
      words[this.#top << 2] = 0;
      this.#touch();
      return;
    }
    this.#depth--;
    const parent = this.#path[this.#depth] as number;
    const other = 1 - (this.#sides[this.#depth] as number);
    const above = this.#path[this.#depth - 1] as number;
    const aboveSide = this.#sides[this.#depth - 1] as number;
    words[(above << 2) + aboveSide] = words[(parent << 2) + other] as number;
    this.#moveHash(parent, other, above, aboveSide);
    this.#arena.release(parent, NODE_UNITS);
    this.#touch();
  }

  /** Marks the path as changed. A marked node's ancestors are marked. */
  #touch(): void {
    this.#changes++;
    const words = this.#arena.i32;
    for (let i = this.#depth - 1; i >= 0; i--) {
      const word = ((this.#path[i] as number) << 2) + EPOCH;
      if (words[word] === this.#epoch) return;
      words[word] = this.#epoch;
    }
  }

  #newNode(crit: number): number {
    const node = this.#arena.take(NODE_UNITS);
    this.#arena.i32.fill(0, node << 2, (node + NODE_UNITS) << 2);
    this.#arena.i32[(node << 2) + CRIT] = crit;
    return node;
  }

  #newRecord(key: Uint8Array, value: Uint8Array): number {
    const record = this.#arena.take(recordUnits(key.length, value.length));
    this.#fill(record, key, value);
    return record;
  }

  /** Writes a record and marks it as changed. */
  #fill(record: number, key: Uint8Array, value: Uint8Array): void {
    this.#arena.u16[record * 8] = key.length;
    this.#arena.u16[record * 8 + 1] = 1;
    this.#arena.u32[(record << 2) + 1] = value.length;
    this.#arena.u8.set(key, record * 16 + 8);
    this.#arena.u8.set(value, record * 16 + 8 + key.length);
  }

  #moveHash(from: number, fromSide: number, to: number, toSide: number): void {
    const word = this.#hashWord(from, fromSide);
    this.#arena.i32.copyWithin(this.#hashWord(to, toSide), word, word + 8);
  }

  #hashWord(node: number, side: number): number {
    return (node << 2) + HASHES + 8 * side;
  }

  // ─── Hashing

  /** Changed nodes by depth and changed leaves, each as pairs (address, word of its hash in its parent). */
  #dirty(): { readonly levels: number[][]; readonly leaves: number[] } {
    const words = this.#arena.i32;
    const levels: number[][] = [];
    const leaves: number[] = [];
    const waiting = [0, this.#hashWord(this.#top, 0), words[this.#top << 2] as number];
    for (let child = waiting.pop(); child !== undefined; child = waiting.pop()) {
      const slot = waiting.pop() as number;
      const depth = waiting.pop() as number;
      if (child < 0) {
        if (this.#arena.u16[~child * 8 + 1] !== 0) leaves.push(~child, slot);
      } else if (words[(child << 2) + EPOCH] === this.#epoch) {
        levels[depth] ??= [];
        levels[depth].push(child, slot);
        waiting.push(depth + 1, this.#hashWord(child, 1), words[(child << 2) + 1] as number);
        waiting.push(depth + 1, this.#hashWord(child, 0), words[child << 2] as number);
      }
    }
    return { levels, leaves };
  }

  #hashLevel(level: readonly number[]): void {
    for (let from = 0; from < level.length; from += 2 * BATCH) {
      const count = Math.min(BATCH, (level.length - from) >> 1);
      for (let i = 0; i < count; i++) {
        this.#arena.u32[(LIST >> 2) + 2 * i] = 16 * (level[from + 2 * i] as number) + 4 * HASHES;
        this.#arena.u32[(LIST >> 2) + 2 * i + 1] = 4 * (level[from + 2 * i + 1] as number);
      }
      this.#nodes.inner(LIST, count);
    }
  }

  #hashLeaves(leaves: readonly number[]): void {
    const { u16, u32 } = this.#arena;
    for (let from = 0; from < leaves.length; from += 2 * BATCH) {
      const batch = leaves.slice(from, from + 2 * BATCH);
      for (let i = 0; i < batch.length; i += 2) this.#hashLongValue(batch[i] as number, i >> 1);
      this.#byBlocks(
        batch,
        (record) => u32[(record << 2) + 1] as number,
        (count, blocks) => this.#nodes.values(LIST, count, blocks, DIGESTS),
      );
      this.#byBlocks(
        batch,
        (record) => 37 + (u16[record * 8] as number),
        (count, blocks) => this.#nodes.leaves(LIST, count, blocks, DIGESTS),
      );
      for (let i = 0; i < batch.length; i += 2) u16[(batch[i] as number) * 8 + 1] = 0;
    }
  }

  #hashLongValue(record: number, i: number): void {
    if ((this.#arena.u32[(record << 2) + 1] as number) <= HASHED_VALUE_MAX) return;
    writeDigest(this.#arena.u32, (DIGESTS >> 2) + 8 * i, this.#hasher.sha256(this.#valueOf(record)));
  }

  /** Calls `run` once per number of SHA-256 blocks, with the list of leaves whose message needs that many. */
  #byBlocks(
    batch: readonly number[],
    messageLength: (record: number) => number,
    run: (count: number, blocks: number) => void,
  ): void {
    const groups: number[][] = [];
    for (let i = 0; i < batch.length; i += 2) {
      const length = messageLength(batch[i] as number);
      if (length > HASHED_VALUE_MAX) continue;
      // One byte 80 and eight of length end the message (FIPS 180-4 §5.1.1).
      const blocks = (length + 72) >> 6;
      groups[blocks] ??= [];
      groups[blocks].push(i);
    }
    groups.forEach((group, blocks) => {
      group.forEach((i, position) => {
        const word = (LIST >> 2) + 3 * position;
        this.#arena.u32[word] = 16 * (batch[i] as number);
        this.#arena.u32[word + 1] = 4 * (batch[i + 1] as number);
        this.#arena.u32[word + 2] = i >> 1;
      });
      run(group.length, blocks);
    });
  }
}

/** Size of a record in units of 16 bytes. */
function recordUnits(keyLength: number, valueLength: number): number {
  return (8 + keyLength + valueLength + 15) >>> 4;
}
