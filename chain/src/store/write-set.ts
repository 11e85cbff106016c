import { compareBytes } from "../kernel/bytes.js";
import type { Held, KvEntry } from "../kernel/kv.js";
import { bitAt, firstDifference, SAME } from "./keys.js";
import type { Layer } from "./layers.js";

/** One record; an empty value stands for none. */
export interface Leaf extends Held {
  readonly leaf: true;
  readonly key: Uint8Array;
  /** False where the record was only read: it is what lies below. */
  readonly written: boolean;
}

interface Branch {
  readonly leaf: false;
  readonly crit: number;
  readonly version: number;
  left: Node;
  right: Node;
}

type Node = Leaf | Branch;

/**
 * The ordered writes of one store in a block: a crit-bit tree that is changed in place, but never under a walk: a walk sees
 * the state in which it began whatever is written meanwhile.
 */
export class WriteSet implements Layer {
  #root: Node | undefined;
  /** Branches of this version are seen by no walk and are changed in place; older ones are copied. */
  #version = 0;

  /** Puts a record in the place of the one with its key, which is returned. */
  put(leaf: Leaf): Leaf | undefined {
    if (this.#root === undefined) {
      this.#root = leaf;
      return undefined;
    }
    const old = nearest(this.#root, leaf.key);
    const crit = firstDifference(old.key, leaf.key);
    let above: Branch | undefined;
    let node = this.#root;
    while (!node.leaf && node.crit < crit) {
      above = this.#own(node, above, leaf.key);
      node = childOf(above, leaf.key);
    }
    this.#link(above, leaf.key, crit === SAME ? leaf : this.#fork(node, leaf, crit));
    return crit === SAME ? old : undefined;
  }

  /** Takes a record out as if it had never been put in. */
  remove(key: Uint8Array): void {
    let parent: Branch | undefined;
    let node = this.#root;
    let above: Branch | undefined;
    while (node !== undefined && !node.leaf) {
      above = parent;
      parent = this.#own(node, above, key);
      node = childOf(parent, key);
    }
    if (node === undefined || firstDifference(node.key, key) !== SAME) return;
    if (parent === undefined) this.#root = undefined;
    else this.#link(above, key, bitAt(key, parent.crit) === 1 ? parent.left : parent.right);
  }

  /** The record of a key. */
  leafOf(key: Uint8Array): Leaf | undefined {
    if (this.#root === undefined) return undefined;
    const leaf = nearest(this.#root, key);
    return firstDifference(leaf.key, key) === SAME ? leaf : undefined;
  }

  find(key: Uint8Array): Uint8Array | undefined {
    return this.leafOf(key)?.value;
  }

  ascend(start: Uint8Array | undefined, end: Uint8Array | undefined): Iterable<KvEntry> {
    return entries(this.#walk(0, start, (key) => end === undefined || compareBytes(key, end) < 0));
  }

  descend(start: Uint8Array | undefined, end: Uint8Array | undefined): Iterable<KvEntry> {
    return entries(this.#walk(1, end, (key) => start === undefined || compareBytes(key, start) >= 0));
  }

  /** Every record in order. */
  leaves(): Iterable<Leaf> {
    return this.#walk(0, undefined, () => true);
  }

  /** Whether a record with `start` ≤ key < `end` was written. */
  hasWritten(start: Uint8Array, end: Uint8Array | undefined): boolean {
    for (const { written } of this.#walk(0, start, (key) => end === undefined || compareBytes(key, end) < 0))
      if (written) return true;
    return false;
  }

  #walk(near: 0 | 1, bound: Uint8Array | undefined, within: (key: Uint8Array) => boolean): Iterable<Leaf> {
    this.#version++;
    return walk(this.#root, near, bound, within);
  }

  /** `branch` as one that may be changed, below `above` on the way to `key`. */
  #own(branch: Branch, above: Branch | undefined, key: Uint8Array): Branch {
    if (branch.version === this.#version) return branch;
    const copy = { ...branch, version: this.#version };
    this.#link(above, key, copy);
    return copy;
  }

  /** Hangs `node` below `above`, an own branch, on the way to `key`; makes it the root where nothing is above. */
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

function* entries(leaves: Iterable<Leaf>): Generator<KvEntry> {
  for (const { key, value } of leaves) yield [key, value];
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
