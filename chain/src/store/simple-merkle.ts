import { concat } from "../kernel/bytes.js";
import type { Sha256 } from "./hasher.js";
import type { Sibling } from "./state-tree.js";

const LEAF = Uint8Array.of(0);
const INNER = Uint8Array.of(1);

/** RFC 6962 §2.1 Merkle tree hash, with CometBFT's sha256("") for no leaves. */
export function merkleRoot(leaves: readonly Uint8Array[], sha256: Sha256): Uint8Array {
  if (leaves.length === 0) return sha256(LEAF.subarray(1));
  if (leaves.length === 1) return sha256(concat(LEAF, leaves[0] as Uint8Array));
  const split = largestPowerBelow(leaves.length);
  const [left, right] = [merkleRoot(leaves.slice(0, split), sha256), merkleRoot(leaves.slice(split), sha256)];
  return sha256(concat(INNER, left, right));
}

/** The siblings on the way from leaf `i` to the root. */
export function merkleSiblings(leaves: readonly Uint8Array[], i: number, sha256: Sha256): readonly Sibling[] {
  if (leaves.length <= 1) return [];
  const split = largestPowerBelow(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return i < split
    ? [...merkleSiblings(left, i, sha256), { side: "right", hash: merkleRoot(right, sha256) }]
    : [...merkleSiblings(right, i - split, sha256), { side: "left", hash: merkleRoot(left, sha256) }];
}

function largestPowerBelow(n: number): number {
  return 1 << (31 - Math.clz32(n - 1));
}
