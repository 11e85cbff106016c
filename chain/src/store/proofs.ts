import { CommitmentProof, type ExistenceProof, HashOp, LengthOp } from "@dcm/proto/gen/cosmos/ics23/v1";
import { concat } from "../kernel/bytes.js";
import type { KvEntry, ProofOp } from "../kernel/kv.js";
import { commitInfo, type StoreRoot } from "./commit-info.js";
import type { Sha256 } from "./hasher.js";
import { ascii } from "./packed.js";
import { merkleSiblings } from "./simple-merkle.js";
import type { Sibling, StateTree } from "./state-tree.js";

/** How a tree's nodes are written down for a verifier. */
interface Format {
  readonly leafPrefix: Uint8Array;
  /** What stands before the left child, between the children, and after the right one. */
  readonly before: Uint8Array;
  readonly between: Uint8Array;
}

/** ICS-23's IavlSpec with the constants of CONFORMANCE.md §8.2. */
const IAVL: Format = {
  leafPrefix: Uint8Array.of(0x00, 0x02, 0x02),
  before: Uint8Array.of(0x80, 0x02, 0x02, 0x02, 0x20),
  between: Uint8Array.of(0x20),
};

/** ICS-23's TendermintSpec: RFC 6962. */
const SIMPLE: Format = { leafPrefix: Uint8Array.of(0), before: Uint8Array.of(1), between: new Uint8Array(0) };

/** Proof that a key is, or is not, in a tree whose root is up to date (`ics23:iavl`). */
export function proveKey(tree: StateTree, key: Uint8Array): ProofOp {
  const value = tree.get(key);
  const proof =
    value === undefined
      ? {
          nonexist: {
            key,
            left: neighbour(tree, tree.descend(undefined, key)),
            right: neighbour(tree, tree.ascend(key, undefined)),
          },
        }
      : { exist: existence(IAVL, key, value, tree.siblings(key)) };
  return { type: "ics23:iavl", key, data: CommitmentProof.encode(CommitmentProof.fromPartial(proof)) };
}

/** Proof that a store's root is part of the application hash (`ics23:simple`). */
export function proveStore(name: string, stores: readonly StoreRoot[], sha256: Sha256): ProofOp {
  const i = stores.findIndex((store) => store.name === name);
  const key = ascii(name);
  const root = (stores[i] as StoreRoot).root;
  const exist = existence(SIMPLE, key, root, merkleSiblings(commitInfo(stores, sha256), i, sha256));
  return { type: "ics23:simple", key, data: CommitmentProof.encode(CommitmentProof.fromPartial({ exist })) };
}

function neighbour(tree: StateTree, walk: Iterable<KvEntry>): ExistenceProof | undefined {
  for (const [key, value] of walk) return existence(IAVL, key, value, tree.siblings(key));
  return undefined;
}

function existence(format: Format, key: Uint8Array, value: Uint8Array, siblings: readonly Sibling[]): ExistenceProof {
  const { leafPrefix, before, between } = format;
  return {
    key,
    value,
    leaf: {
      hash: HashOp.SHA256,
      prehashKey: HashOp.NO_HASH,
      prehashValue: HashOp.SHA256,
      length: LengthOp.VAR_PROTO,
      prefix: leafPrefix,
    },
    path: siblings.map(({ side, hash }) =>
      side === "right"
        ? { hash: HashOp.SHA256, prefix: before, suffix: concat(between, hash) }
        : { hash: HashOp.SHA256, prefix: concat(before, hash, between), suffix: new Uint8Array(0) },
    ),
  };
}
