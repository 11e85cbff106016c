/** One record of a store. Both arrays belong to the store: read them before the next write, never change them. */
export type KvEntry = readonly [key: Uint8Array, value: Uint8Array];

/** A record's value, with room for what was decoded from it. Both are shared: never change them. */
export interface Held {
  readonly value: Uint8Array;
  decoded: unknown;
}

/** A value that its reader does not remember. */
export function unheld(value: Uint8Array | undefined): Held | undefined {
  return value && { value, decoded: undefined };
}

/**
 * Read access to one store: an ordered map from bytes to bytes, keys compared as unsigned bytes. A store copies the keys
 * that it keeps; the bounds of a walk must stay as they are while it lasts.
 */
export interface KvReader {
  get(key: Uint8Array): Uint8Array | undefined;
  /** {@link get}; an overlay answers with the same object until the record is written. */
  hold(key: Uint8Array): Held | undefined;
  has(key: Uint8Array): boolean;
  /** Entries with `start` ≤ key < `end` in key order; `undefined` leaves that side open. */
  ascend(start: Uint8Array | undefined, end: Uint8Array | undefined): Iterable<KvEntry>;
  /** The same entries from the last to the first. */
  descend(start: Uint8Array | undefined, end: Uint8Array | undefined): Iterable<KvEntry>;
}

/** Read and write access to one store. Keys have 1–127 bytes, values at least one. */
export interface KvStore extends KvReader {
  /** `decoded` is what the value would be decoded to, where that is at hand. */
  set(key: Uint8Array, value: Uint8Array, decoded?: unknown): void;
  delete(key: Uint8Array): void;
}

/** The writes of one block in the making, over all stores, with nested branches. */
export interface Overlay {
  /** The store of that name; throws when the application declared none. */
  store(name: string): KvStore;
  /** Whether the overlay has written a key with `start` ≤ key < `end` of that store; what was taken back does not count. */
  hasWritten(store: string, start: Uint8Array, end: Uint8Array | undefined): boolean;
  /** Opens a branch: an opaque mark for {@link rollback}. Marks nest. Nothing is needed to keep a branch. */
  mark(): number;
  /** Says that nobody will go back to any mark so far, so that what they would need can be forgotten. */
  keep(): void;
  /** Undoes every write since `mark`. */
  rollback(mark: number): void;
}

/** Committed state. */
export interface Multistore {
  /** Height of the last committed block, 0n before the first. */
  readonly height: bigint;
  readonly appHash: Uint8Array;
  /** The lowest height that {@link Multistore.at} answers. */
  readonly oldest: bigint;
  /** A fresh overlay over the committed state; several may live at once, but only one is committed. */
  overlay(): Overlay;
  /** Committed state at `height`, or undefined when it is no longer kept. */
  at(height: bigint): ((name: string) => KvReader) | undefined;
  /** Applies an overlay's writes and returns the new application hash. Persists nothing. */
  commit(overlay: Overlay, height: bigint): Uint8Array;
  /** ICS-23 proof ops (`ics23:iavl`, `ics23:simple`) for presence or absence of a key at a kept height. */
  prove(name: string, key: Uint8Array, height: bigint): readonly ProofOp[];
}

export interface ProofOp {
  readonly type: string;
  readonly key: Uint8Array;
  readonly data: Uint8Array;
}
