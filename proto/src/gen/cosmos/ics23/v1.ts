// Generated from the .proto files by proto/generate; do not edit.
import { enumInfo, message } from "../../../codec.js";
import { NO_BYTES } from "../../../bytes.js";
import type { MessageCodec } from "../../../types.js";

export const HashOp = {
  /** NO_HASH is the default if no data passed. Note this is an illegal argument some places. */
  NO_HASH: 0,
  SHA256: 1,
  SHA512: 2,
  KECCAK256: 3,
  RIPEMD160: 4,
  /** ripemd160(sha256(x)) */
  BITCOIN: 5,
  SHA512_256: 6,
  BLAKE2B_512: 7,
  BLAKE2S_256: 8,
  BLAKE3: 9,
} as const;
export type HashOp = (typeof HashOp)[keyof typeof HashOp];
export const HashOpInfo = enumInfo("cosmos.ics23.v1.HashOp", { NO_HASH: 0, SHA256: 1, SHA512: 2, KECCAK256: 3, RIPEMD160: 4, BITCOIN: 5, SHA512_256: 6, BLAKE2B_512: 7, BLAKE2S_256: 8, BLAKE3: 9 });

/**
 * LengthOp defines how to process the key and value of the LeafOp
 * to include length information. After encoding the length with the given
 * algorithm, the length will be prepended to the key and value bytes.
 * (Each one with it's own encoded length)
 */
export const LengthOp = {
  /** NO_PREFIX don't include any length info */
  NO_PREFIX: 0,
  /** VAR_PROTO uses protobuf (and go-amino) varint encoding of the length */
  VAR_PROTO: 1,
  /** VAR_RLP uses rlp int encoding of the length */
  VAR_RLP: 2,
  /** FIXED32_BIG uses big-endian encoding of the length as a 32 bit integer */
  FIXED32_BIG: 3,
  /** FIXED32_LITTLE uses little-endian encoding of the length as a 32 bit integer */
  FIXED32_LITTLE: 4,
  /** FIXED64_BIG uses big-endian encoding of the length as a 64 bit integer */
  FIXED64_BIG: 5,
  /** FIXED64_LITTLE uses little-endian encoding of the length as a 64 bit integer */
  FIXED64_LITTLE: 6,
  /** REQUIRE_32_BYTES is like NONE, but will fail if the input is not exactly 32 bytes (sha256 output) */
  REQUIRE_32_BYTES: 7,
  /** REQUIRE_64_BYTES is like NONE, but will fail if the input is not exactly 64 bytes (sha512 output) */
  REQUIRE_64_BYTES: 8,
} as const;
export type LengthOp = (typeof LengthOp)[keyof typeof LengthOp];
export const LengthOpInfo = enumInfo("cosmos.ics23.v1.LengthOp", { NO_PREFIX: 0, VAR_PROTO: 1, VAR_RLP: 2, FIXED32_BIG: 3, FIXED32_LITTLE: 4, FIXED64_BIG: 5, FIXED64_LITTLE: 6, REQUIRE_32_BYTES: 7, REQUIRE_64_BYTES: 8 });

/**
 * ExistenceProof takes a key and a value and a set of steps to perform on it.
 * The result of peforming all these steps will provide a "root hash", which can
 * be compared to the value in a header.
 *
 * Since it is computationally infeasible to produce a hash collission for any of the used
 * cryptographic hash functions, if someone can provide a series of operations to transform
 * a given key and value into a root hash that matches some trusted root, these key and values
 * must be in the referenced merkle tree.
 *
 * The only possible issue is maliablity in LeafOp, such as providing extra prefix data,
 * which should be controlled by a spec. Eg. with lengthOp as NONE,
 * prefix = FOO, key = BAR, value = CHOICE
 * and
 * prefix = F, key = OOBAR, value = CHOICE
 * would produce the same value.
 *
 * With LengthOp this is tricker but not impossible. Which is why the "leafPrefixEqual" field
 * in the ProofSpec is valuable to prevent this mutability. And why all trees should
 * length-prefix the data before hashing it.
 */
export interface ExistenceProof {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
  readonly leaf: LeafOp | undefined;
  readonly path: readonly InnerOp[];
}
export const ExistenceProof: MessageCodec<ExistenceProof> = message<ExistenceProof>(
  "cosmos.ics23.v1.ExistenceProof",
  () => ({ key: NO_BYTES, value: NO_BYTES, leaf: undefined, path: [] }),
  [
    [1, "key", "bytes"],
    [2, "value", "bytes"],
    [3, "leaf", "message", { type: () => LeafOp, optional: true }],
    [4, "path", "message", { type: () => InnerOp, repeated: true }],
  ],
);

/**
 * NonExistenceProof takes a proof of two neighbors, one left of the desired key,
 * one right of the desired key. If both proofs are valid AND they are neighbors,
 * then there is no valid proof for the given key.
 */
export interface NonExistenceProof {
  /** TODO: remove this as unnecessary??? we prove a range */
  readonly key: Uint8Array;
  readonly left: ExistenceProof | undefined;
  readonly right: ExistenceProof | undefined;
}
export const NonExistenceProof: MessageCodec<NonExistenceProof> = message<NonExistenceProof>(
  "cosmos.ics23.v1.NonExistenceProof",
  () => ({ key: NO_BYTES, left: undefined, right: undefined }),
  [
    [1, "key", "bytes"],
    [2, "left", "message", { type: () => ExistenceProof, optional: true }],
    [3, "right", "message", { type: () => ExistenceProof, optional: true }],
  ],
);

/** CommitmentProof is either an ExistenceProof or a NonExistenceProof, or a Batch of such messages */
export interface CommitmentProof {
  readonly exist: ExistenceProof | undefined;
  readonly nonexist: NonExistenceProof | undefined;
  readonly batch: BatchProof | undefined;
  readonly compressed: CompressedBatchProof | undefined;
}
export const CommitmentProof: MessageCodec<CommitmentProof> = message<CommitmentProof>(
  "cosmos.ics23.v1.CommitmentProof",
  () => ({ exist: undefined, nonexist: undefined, batch: undefined, compressed: undefined }),
  [
    [1, "exist", "message", { type: () => ExistenceProof, optional: true, oneof: "proof" }],
    [2, "nonexist", "message", { type: () => NonExistenceProof, optional: true, oneof: "proof" }],
    [3, "batch", "message", { type: () => BatchProof, optional: true, oneof: "proof" }],
    [4, "compressed", "message", { type: () => CompressedBatchProof, optional: true, oneof: "proof" }],
  ],
);

/**
 * LeafOp represents the raw key-value data we wish to prove, and
 * must be flexible to represent the internal transformation from
 * the original key-value pairs into the basis hash, for many existing
 * merkle trees.
 *
 * key and value are passed in. So that the signature of this operation is:
 * leafOp(key, value) -> output
 *
 * To process this, first prehash the keys and values if needed (ANY means no hash in this case):
 * hkey = prehashKey(key)
 * hvalue = prehashValue(value)
 *
 * Then combine the bytes, and hash it
 * output = hash(prefix || length(hkey) || hkey || length(hvalue) || hvalue)
 */
export interface LeafOp {
  readonly hash: HashOp;
  readonly prehashKey: HashOp;
  readonly prehashValue: HashOp;
  readonly length: LengthOp;
  /**
   * prefix is a fixed bytes that may optionally be included at the beginning to differentiate
   * a leaf node from an inner node.
   */
  readonly prefix: Uint8Array;
}
export const LeafOp: MessageCodec<LeafOp> = message<LeafOp>(
  "cosmos.ics23.v1.LeafOp",
  () => ({ hash: 0 as never, prehashKey: 0 as never, prehashValue: 0 as never, length: 0 as never, prefix: NO_BYTES }),
  [
    [1, "hash", "enum", { type: () => HashOpInfo }],
    [2, "prehash_key", "enum", { type: () => HashOpInfo }],
    [3, "prehash_value", "enum", { type: () => HashOpInfo }],
    [4, "length", "enum", { type: () => LengthOpInfo }],
    [5, "prefix", "bytes"],
  ],
);

/**
 * InnerOp represents a merkle-proof step that is not a leaf.
 * It represents concatenating two children and hashing them to provide the next result.
 *
 * The result of the previous step is passed in, so the signature of this op is:
 * innerOp(child) -> output
 *
 * The result of applying InnerOp should be:
 * output = op.hash(op.prefix || child || op.suffix)
 *
 * where the || operator is concatenation of binary data,
 * and child is the result of hashing all the tree below this step.
 *
 * Any special data, like prepending child with the length, or prepending the entire operation with
 * some value to differentiate from leaf nodes, should be included in prefix and suffix.
 * If either of prefix or suffix is empty, we just treat it as an empty string
 */
export interface InnerOp {
  readonly hash: HashOp;
  readonly prefix: Uint8Array;
  readonly suffix: Uint8Array;
}
export const InnerOp: MessageCodec<InnerOp> = message<InnerOp>(
  "cosmos.ics23.v1.InnerOp",
  () => ({ hash: 0 as never, prefix: NO_BYTES, suffix: NO_BYTES }),
  [
    [1, "hash", "enum", { type: () => HashOpInfo }],
    [2, "prefix", "bytes"],
    [3, "suffix", "bytes"],
  ],
);

/**
 * ProofSpec defines what the expected parameters are for a given proof type.
 * This can be stored in the client and used to validate any incoming proofs.
 *
 * verify(ProofSpec, Proof) -> Proof | Error
 *
 * As demonstrated in tests, if we don't fix the algorithm used to calculate the
 * LeafHash for a given tree, there are many possible key-value pairs that can
 * generate a given hash (by interpretting the preimage differently).
 * We need this for proper security, requires client knows a priori what
 * tree format server uses. But not in code, rather a configuration object.
 */
export interface ProofSpec {
  /**
   * any field in the ExistenceProof must be the same as in this spec.
   * except Prefix, which is just the first bytes of prefix (spec can be longer)
   */
  readonly leafSpec: LeafOp | undefined;
  readonly innerSpec: InnerSpec | undefined;
  /** max_depth (if > 0) is the maximum number of InnerOps allowed (mainly for fixed-depth tries) */
  readonly maxDepth: number;
  /** min_depth (if > 0) is the minimum number of InnerOps allowed (mainly for fixed-depth tries) */
  readonly minDepth: number;
  /**
   * prehash_key_before_comparison is a flag that indicates whether to use the
   * prehash_key specified by LeafOp to compare lexical ordering of keys for
   * non-existence proofs.
   */
  readonly prehashKeyBeforeComparison: boolean;
}
export const ProofSpec: MessageCodec<ProofSpec> = message<ProofSpec>(
  "cosmos.ics23.v1.ProofSpec",
  () => ({ leafSpec: undefined, innerSpec: undefined, maxDepth: 0, minDepth: 0, prehashKeyBeforeComparison: false }),
  [
    [1, "leaf_spec", "message", { type: () => LeafOp, optional: true }],
    [2, "inner_spec", "message", { type: () => InnerSpec, optional: true }],
    [3, "max_depth", "int32"],
    [4, "min_depth", "int32"],
    [5, "prehash_key_before_comparison", "bool"],
  ],
);

/**
 * InnerSpec contains all store-specific structure info to determine if two proofs from a
 * given store are neighbors.
 *
 * This enables:
 *
 * isLeftMost(spec: InnerSpec, op: InnerOp)
 * isRightMost(spec: InnerSpec, op: InnerOp)
 * isLeftNeighbor(spec: InnerSpec, left: InnerOp, right: InnerOp)
 */
export interface InnerSpec {
  /**
   * Child order is the ordering of the children node, must count from 0
   * iavl tree is [0, 1] (left then right)
   * merk is [0, 2, 1] (left, right, here)
   */
  readonly childOrder: readonly number[];
  readonly childSize: number;
  readonly minPrefixLength: number;
  readonly maxPrefixLength: number;
  /** empty child is the prehash image that is used when one child is nil (eg. 20 bytes of 0) */
  readonly emptyChild: Uint8Array;
  /** hash is the algorithm that must be used for each InnerOp */
  readonly hash: HashOp;
}
export const InnerSpec: MessageCodec<InnerSpec> = message<InnerSpec>(
  "cosmos.ics23.v1.InnerSpec",
  () => ({ childOrder: [], childSize: 0, minPrefixLength: 0, maxPrefixLength: 0, emptyChild: NO_BYTES, hash: 0 as never }),
  [
    [1, "child_order", "int32", { repeated: true }],
    [2, "child_size", "int32"],
    [3, "min_prefix_length", "int32"],
    [4, "max_prefix_length", "int32"],
    [5, "empty_child", "bytes"],
    [6, "hash", "enum", { type: () => HashOpInfo }],
  ],
);

/** BatchProof is a group of multiple proof types than can be compressed */
export interface BatchProof {
  readonly entries: readonly BatchEntry[];
}
export const BatchProof: MessageCodec<BatchProof> = message<BatchProof>(
  "cosmos.ics23.v1.BatchProof",
  () => ({ entries: [] }),
  [
    [1, "entries", "message", { type: () => BatchEntry, repeated: true }],
  ],
);

/** Use BatchEntry not CommitmentProof, to avoid recursion */
export interface BatchEntry {
  readonly exist: ExistenceProof | undefined;
  readonly nonexist: NonExistenceProof | undefined;
}
export const BatchEntry: MessageCodec<BatchEntry> = message<BatchEntry>(
  "cosmos.ics23.v1.BatchEntry",
  () => ({ exist: undefined, nonexist: undefined }),
  [
    [1, "exist", "message", { type: () => ExistenceProof, optional: true, oneof: "proof" }],
    [2, "nonexist", "message", { type: () => NonExistenceProof, optional: true, oneof: "proof" }],
  ],
);

export interface CompressedBatchProof {
  readonly entries: readonly CompressedBatchEntry[];
  readonly lookupInners: readonly InnerOp[];
}
export const CompressedBatchProof: MessageCodec<CompressedBatchProof> = message<CompressedBatchProof>(
  "cosmos.ics23.v1.CompressedBatchProof",
  () => ({ entries: [], lookupInners: [] }),
  [
    [1, "entries", "message", { type: () => CompressedBatchEntry, repeated: true }],
    [2, "lookup_inners", "message", { type: () => InnerOp, repeated: true }],
  ],
);

/** Use BatchEntry not CommitmentProof, to avoid recursion */
export interface CompressedBatchEntry {
  readonly exist: CompressedExistenceProof | undefined;
  readonly nonexist: CompressedNonExistenceProof | undefined;
}
export const CompressedBatchEntry: MessageCodec<CompressedBatchEntry> = message<CompressedBatchEntry>(
  "cosmos.ics23.v1.CompressedBatchEntry",
  () => ({ exist: undefined, nonexist: undefined }),
  [
    [1, "exist", "message", { type: () => CompressedExistenceProof, optional: true, oneof: "proof" }],
    [2, "nonexist", "message", { type: () => CompressedNonExistenceProof, optional: true, oneof: "proof" }],
  ],
);

export interface CompressedExistenceProof {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
  readonly leaf: LeafOp | undefined;
  /** these are indexes into the lookup_inners table in CompressedBatchProof */
  readonly path: readonly number[];
}
export const CompressedExistenceProof: MessageCodec<CompressedExistenceProof> = message<CompressedExistenceProof>(
  "cosmos.ics23.v1.CompressedExistenceProof",
  () => ({ key: NO_BYTES, value: NO_BYTES, leaf: undefined, path: [] }),
  [
    [1, "key", "bytes"],
    [2, "value", "bytes"],
    [3, "leaf", "message", { type: () => LeafOp, optional: true }],
    [4, "path", "int32", { repeated: true }],
  ],
);

export interface CompressedNonExistenceProof {
  /** TODO: remove this as unnecessary??? we prove a range */
  readonly key: Uint8Array;
  readonly left: CompressedExistenceProof | undefined;
  readonly right: CompressedExistenceProof | undefined;
}
export const CompressedNonExistenceProof: MessageCodec<CompressedNonExistenceProof> = message<CompressedNonExistenceProof>(
  "cosmos.ics23.v1.CompressedNonExistenceProof",
  () => ({ key: NO_BYTES, left: undefined, right: undefined }),
  [
    [1, "key", "bytes"],
    [2, "left", "message", { type: () => CompressedExistenceProof, optional: true }],
    [3, "right", "message", { type: () => CompressedExistenceProof, optional: true }],
  ],
);
