import { equalBytes } from "../kernel/bytes.js";
import { HASHED_VALUE_MAX, type Hasher, hostHasher, type Sha256, wasmHasher } from "./hasher.js";
import { KEY_MAX } from "./keys.js";
import { StateTree } from "./state-tree.js";

/** Enough records for full and partly filled groups of four, and every number of SHA-256 blocks of keys and values. */
const RECORDS = 331;

/** The fastest hasher that agrees with `sha256` here; its name says which one that is. */
export function createHasher(sha256: Sha256): Hasher {
  const host = hostHasher(sha256);
  const wasm = wasmHasher(sha256);
  return wasm !== undefined && equalBytes(sampleRoot(wasm), sampleRoot(host)) ? wasm : host;
}

/** The root of a tree with keys and values of all lengths. */
export function sampleRoot(hasher: Hasher): Uint8Array {
  const tree = new StateTree(hasher);
  for (let i = 0; i < RECORDS; i++) {
    const key = new Uint8Array(2 + (i % (KEY_MAX - 1))).fill(i & 255);
    key[1] = i >> 8;
    tree.apply(key, new Uint8Array(1 + ((i * 37) % (HASHED_VALUE_MAX + 3))).fill(i * 7));
  }
  return tree.hash();
}
