import { compareBytes } from "../kernel/bytes.js";
import type { KvEntry } from "../kernel/kv.js";
import { bitAt, firstDifference, SAME } from "./keys.js";
import type { Layer } from "./layers.js";

interface Leaf {
  readonly leaf: true;
  readonly key: Uint8Array;
  /** Empty for a deletion. */
  readonly value: Uint8Array;
}

interface Branch {
  readonly leaf: false;
  readonly crit: number;
  readonly version: number;
  left: Node;
  right: Node;
}

type Node = Leaf | Branch;

/** A state of a write set, to go back to. */
export type Saved = Node | undefined;

/**
 * The ordered writes of one store in a block: a crit-bit tree whose past states stay readable. Taking one costs nothing,
 * so that going back is one assignment, and a walk sees the state in which it began whatever is written meanwhile.
 */
export class WriteSet implements Layer {
  #root: Node | undefined;
  /** Branches of this version belong to nobody else and are changed in place; older ones are copied. */
  #version = 0;

  /** The present state; later writes leave it alone. */
  save(): Saved {
    this.#version++;
    return this.#root;
  }

  /** Whether `saved` is the present state. */
  isAt(saved: Saved): boolean {
    return this.#root === saved;
  }

  restore(saved: Saved): void {
    this.#version++;
    this.#root = saved;
  }

  /** Sets the value of a key; an empty value is a deletion. */
  set(key: Uint8Array, value: Uint8Array): void {
    const leaf: Leaf = { leaf: true, key, value };
    if (this.#root === undefined) {
      this.#root = leaf;
      return;
    }
    this.#root = this.#put(this.#root, leaf, firstDifference(nearest(this.#root, key).key, key));
  }

  find(key: Uint8Array): Uint8Array | undefined {
    if (this.#root === undefined) return undefined;
    const { key: found, value } = nearest(this.#root, key);
    return firstDifference(found, key) === SAME ? value : undefined;
  }

  ascend(start: Uint8Array | undefined, end: Uint8Array | undefined): Iterable<KvEntry> {
    return walk(this.save(), 0, start, (key) => end === undefined || compareBytes(key, end) < 0);
  }

  descend(start: Uint8Array | undefined, end: Uint8Array | undefined): Iterable<KvEntry> {
    return walk(this.save(), 1, end, (key) => start === undefined || compareBytes(key, start) >= 0);
  }

  /** `node` with `leaf` in it, whose key differs first at `crit`. At most nine levels per byte of key deep. */
  #put(node: Node, leaf: Leaf, crit: number): Node {
    if (node.leaf && crit === SAME) return leaf;
    if (node.leaf || node.crit > crit) {
      const right = bitAt(leaf.key, crit) === 1;
      return { leaf: false, crit, version: this.#version, left: right ? node : leaf, right: right ? leaf : node };
    }
    const branch = node.version === this.#version ? node : { ...node, version: this.#version };
    if (bitAt(leaf.key, node.crit) === 1) branch.right = this.#put(node.right, leaf, crit);
    else branch.left = this.#put(node.left, leaf, crit);
    return branch;
  }
}

/** The leaf that agrees with `key` at every bit that the tree looks at. */
function nearest(root: Node, key: Uint8Array): Leaf {
  let node = root;
  while (!node.leaf) node = bitAt(key, node.crit) === 1 ? node.right : node.left;
  return node;
}

/** Records in order, `near` = 0 upwards from `bound` (included), 1 downwards from it (excluded), while `within`. */
function* walk(
  root: Saved,
  near: 0 | 1,
  bound: Uint8Array | undefined,
  within: (key: Uint8Array) => boolean,
): Generator<KvEntry> {
  const waiting = root === undefined ? [] : start(root, near, bound);
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    while (!node.leaf) {
      waiting.push(near === 0 ? node.right : node.left);
      node = near === 0 ? node.left : node.right;
    }
    if (!within(node.key)) return;
    yield [node.key, node.value];
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
