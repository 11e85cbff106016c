import { concat } from "../kernel/bytes.js";
import type { Sha256 } from "./hasher.js";
import { ascii } from "./packed.js";
import { merkleRoot } from "./simple-merkle.js";

/** A store and the root of its tree. */
export interface StoreRoot {
  readonly name: string;
  readonly root: Uint8Array;
}

/**
 * The leaves of the Cosmos SDK's commit_info (CONFORMANCE.md §8.3), names sorted as bytes by the caller:
 * `uvarint(len(name)) ‖ name ‖ uvarint(32) ‖ sha256(root)`.
 */
export function commitInfo(stores: readonly StoreRoot[], sha256: Sha256): readonly Uint8Array[] {
  return stores.map(({ name, root }) => {
    return concat(Uint8Array.of(name.length), ascii(name), Uint8Array.of(32), sha256(root));
  });
}

/** The application hash; sha256("") without stores. */
export function applicationHash(stores: readonly StoreRoot[], sha256: Sha256): Uint8Array {
  return merkleRoot(commitInfo(stores, sha256), sha256);
}
