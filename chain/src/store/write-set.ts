import { compareBytes } from "../kernel/bytes.js";
import type { Held, KvEntry } from "../kernel/kv.js";
import { KeyIndex } from "./key-index.js";
import { bitAt, firstDifference, SAME } from "./keys.js";
import type { Layer } from "./layers.js";

/** What is known of a record; an empty value stands for none. */
export interface State extends Held {
  /** False where the record was only read: it is what lies below. */
  readonly written: boolean;
}

/** A record's place. */
export interface Leaf {
  readonly leaf: true;
  readonly key: Uint8Array;
  /** Its number in the index, from 1. */
  readonly number: number;
  readonly version: number;
  state: State;
  /** Whether the tree has its key, be it as an earlier leaf. */
  isHung: boolean;
}

interface Branch {
  readonly leaf: false;
  readonly crit: number;
  readonly version: number;
  left: Node;
  right: Node;
}

type Node = Leaf | Branch;

/** Changes in order, three entries each: the write set, the key, what was known of it before. */
export type Journal = (WriteSet | Uint8Array | State | undefined)[];

/** Takes the last change of a journal back. */
export function undoLast(journal: Journal): void {
  const before = journal.pop() as State | undefined;
  const key = journal.pop() as Uint8Array;
  (journal.pop() as WriteSet).restore(key, before);
}

/**
 * The ordered writes of one store in a block: a crit-bit tree with an index beside it, so that a record is found at once and
 * takes its place in the order once; what was only read is in the index alone. A record takes its place when
 * somebody next walks. The tree is changed in place, but never under a walk: a walk sees the state in which it began whatever
 * is written meanwhile.
 */
export class WriteSet implements Layer {
  #root: Node | undefined;
  /** Nodes of this version are seen by no walk and are changed in place; older ones are copied. */
  #version = 0;
  readonly #index: KeyIndex;
  /** By number. */
  readonly #leaves: (Leaf | undefined)[] = [undefined];
  /** Numbers of the leaves that the tree has to take in before a walk. */
  readonly #loose: number[] = [];
  readonly #journal: Journal;

  /** @param seed  32 random bits, so that nobody can choose keys that collide in the index */
  constructor(journal: Journal, seed: number) {
    this.#journal = journal;
    this.#index = new KeyIndex(seed);
  }

  /** What is known of a record, undefined when nothing is. */
  stateOf(key: Uint8Array): State | undefined {
    return this.#leafOf(this.#index.hash(key), key)?.state;
  }

  /** Says what is known of a record from now on, and writes down in the journal what was before. */
  put(key: Uint8Array, state: State): void {
    const hash = this.#index.hash(key);
    const leaf = this.#leafOf(hash, key);
    if (leaf === undefined) {
      const added = this.#add(hash, key.slice(), state);
      this.#journal.push(this, added.key, undefined);
    } else {
      this.#journal.push(this, leaf.key, leaf.state);
      this.#change(leaf, state);
    }
  }

  /** Says again what was known of a record; undefined takes it out as if it had never been put in. */
  restore(key: Uint8Array, state: State | undefined): void {
    const hash = this.#index.hash(key);
    const leaf = this.#leafOf(hash, key);
    if (leaf === undefined) return;
    if (state === undefined) this.#remove(hash, leaf);
    else this.#change(leaf, state);
  }

  find(key: Uint8Array): Uint8Array | undefined {
    return this.stateOf(key)?.value;
  }

  ascend(start: Uint8Array | undefined, end: Uint8Array | undefined): Iterable<KvEntry> {
    return entries(this.#walk(0, start, (key) => end === undefined || compareBytes(key, end) < 0));
  }

  descend(start: Uint8Array | undefined, end: Uint8Array | undefined): Iterable<KvEntry> {
    return entries(this.#walk(1, end, (key) => start === undefined || compareBytes(key, start) >= 0));
  }

  /** Every written record in order. */
  leaves(): Iterable<Leaf> {
    return this.#walk(0, undefined, () => true);
  }

  /** Whether a record with `start` ≤ key < `end` was written. */
  hasWritten(start: Uint8Array, end: Uint8Array | undefined): boolean {
    for (const _ of this.ascend(start, end)) return true;
    return false;
  }

  #walk(near: 0 | 1, bound: Uint8Array | undefined, within: (key: Uint8Array) => boolean): Iterable<Leaf> {
    for (const number of this.#loose) this.#hang(this.#leaves[number]);
    this.#loose.length = 0;
    this.#version++;
    return walk(this.#root, near, bound, within);
  }

  #leafOf(hash: number, key: Uint8Array): Leaf | undefined {
    const number = this.#index.find(hash, (each) => firstDifference((this.#leaves[each] as Leaf).key, key) === SAME);
    return this.#leaves[number];
  }

  #add(hash: number, key: Uint8Array, state: State): Leaf {
    const leaf: Leaf = { leaf: true, key, number: this.#leaves.length, version: this.#version, state, isHung: false };
    this.#leaves.push(leaf);
    this.#index.add(hash, leaf.number);
    if (state.written) this.#loose.push(leaf.number);
    return leaf;
  }

  #change(leaf: Leaf, state: State): void {
    if (leaf.version === this.#version && leaf.state.written === state.written) {
      leaf.state = state;
      return;
    }
    const copy: Leaf = { ...leaf, version: this.#version, state };
    this.#leaves[leaf.number] = copy;
    if (state.written) this.#loose.push(leaf.number);
    else this.#unhang(copy);
  }

  #remove(hash: number, leaf: Leaf): void {
    this.#index.remove(hash, leaf.number);
    // The last leaf was put in last: what is undone in order leaves no gaps.
    if (leaf.number === this.#leaves.length - 1) this.#leaves.pop();
    else this.#leaves[leaf.number] = undefined;
    this.#unhang(leaf);
  }

  /** Takes a leaf out of the tree. */
  #unhang(leaf: Leaf): void {
    if (!leaf.isHung) return;
    leaf.isHung = false;
    const { key } = leaf;
    let above: Branch | undefined;
    let parent: Branch | undefined;
    let node = this.#root as Node;
    while (!node.leaf) {
      above = parent;
      parent = this.#own(node, above, key);
      node = childOf(parent, key);
    }
    if (parent === undefined) this.#root = undefined;
    else this.#link(above, key, bitAt(key, parent.crit) === 1 ? parent.left : parent.right);
  }

  /** Hangs a leaf that is still written into the tree, in the place of the one with its key. */
  #hang(leaf: Leaf | undefined): void {
    if (leaf === undefined || !leaf.state.written) return;
    leaf.isHung = true;
    if (this.#root === undefined) {
      this.#root = leaf;
      return;
    }
    const crit = firstDifference(nearest(this.#root, leaf.key).key, leaf.key);
    let above: Branch | undefined;
    let node = this.#root;
    while (!node.leaf && node.crit < crit) {
      above = this.#own(node, above, leaf.key);
      node = childOf(above, leaf.key);
    }
    this.#link(above, leaf.key, crit === SAME ? leaf : this.#fork(node, leaf, crit));
  }

  /** `branch` as one that may be changed, below `above` on the way to `key`. */
  #own(branch: Branch, above: Branch | undefined, key: Uint8Array): Branch {
    if (branch.version === this.#version) return branch;
    const copy = { ...branch, version: this.#version };
    this.#link(above, key, copy);
    return copy;
  }

  /** Puts `node` below `above`, an own branch, on the way to `key`; makes it the root where nothing is above. */
  #link(above: Branch | undefined, key: Uint8Array, node: Node): void {
    if (above === undefined) this.#root = node;
    else if (bitAt(key, above.crit) === 1) above.right = node;
    else above.left = node;
  }

  #fork(node: Node, leaf: Leaf, crit: number): Branch {
    const right = bitAt(leaf.key, crit) === 1;
    return { leaf: false, crit, version: this.#version, left: right ? node : leaf, right: right ? leaf : node };
  }
}

function childOf(branch: Branch, key: Uint8Array): Node {
  return bitAt(key, branch.crit) === 1 ? branch.right : branch.left;
}

/** The leaf that agrees with `key` at every bit that the tree looks at. */
function nearest(root: Node, key: Uint8Array): Leaf {
  let node = root;
  while (!node.leaf) node = childOf(node, key);
  return node;
}

/** A walk gives out leaves as it meets them; none of them changes while it lasts. */
function* entries(leaves: Iterable<Leaf>): Generator<KvEntry> {
  for (const { key, state } of leaves) yield [key, state.value];
}

/** Records in order, `near` = 0 upwards from `bound` (included), 1 downwards from it (excluded), while `within`. */
function* walk(
  root: Node | undefined,
  near: 0 | 1,
  bound: Uint8Array | undefined,
  within: (key: Uint8Array) => boolean,
): Generator<Leaf> {
  const waiting = root === undefined ? [] : start(root, near, bound);
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    while (!node.leaf) {
      waiting.push(near === 0 ? node.right : node.left);
      node = near === 0 ? node.left : node.right;
    }
    if (!within(node.key)) return;
    yield node;
  }
}

/** The subtrees that hold a range's records, the one to visit first on top. */
function start(root: Node, near: 0 | 1, bound: Uint8Array | undefined): Node[] {
  if (bound === undefined) return [root];
  const difference = firstDifference(nearest(root, bound).key, bound);
  const waiting: Node[] = [];
  let node = root;
  while (!node.leaf && node.crit < difference) {
    const side = bitAt(bound, node.crit);
    if (side === near) waiting.push(near === 0 ? node.right : node.left);
    node = side === 1 ? node.right : node.left;
  }
  // All of this subtree lies on one side of the bound; if it is the bound itself, only an upward walk takes it.
  if (difference === SAME ? near === 0 : bitAt(bound, difference) === near) waiting.push(node);
  return waiting;
}
