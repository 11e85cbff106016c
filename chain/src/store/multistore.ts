import { compareBytes, concat, equalBytes } from "../kernel/bytes.js";
import type { KvEntry, KvReader, Multistore, Overlay, ProofOp } from "../kernel/kv.js";
import { applicationHash, type StoreRoot } from "./commit-info.js";
import type { Hasher, Sha256 } from "./hasher.js";
import { type Former, formerStores, type StoreMoves } from "./moves.js";
import { BlockOverlay } from "./overlay.js";
import { ascii, packSection, unpackSections } from "./packed.js";
import { proveKey, proveStore } from "./proofs.js";
import { StateTree } from "./state-tree.js";
import { UndoLog, withPast } from "./undo.js";
import type { Leaf } from "./write-set.js";

/** How committed state is kept. None of it but `names` reaches the application hash. */
export interface StoreOptions {
  /** Store names, ASCII, in any order. */
  readonly names: readonly string[];
  readonly hasher: Hasher;
  /** 32 random bits for the hash indexes. */
  readonly seed: number;
  /** Stores read mostly by point look-up, such as accounts and balances; they get a hash index. */
  readonly indexed?: readonly string[];
  /** Heights below the last one that stay readable; 100 by default. */
  readonly keepRecent?: number;
}

/** What one block changed, ready for another thread: every array has a buffer of its own. */
export interface BlockWrites {
  readonly height: bigint;
  /** The committed height that these writes change. */
  readonly previous: bigint;
  readonly appHash: Uint8Array;
  /** Every store's root, as packed sections without records. */
  readonly roots: Uint8Array<ArrayBuffer>;
  /** The changed records as packed sections. */
  readonly writes: Uint8Array<ArrayBuffer>;
  /** Their undo record; none when the block created a store, because nothing before it can be proven then. */
  readonly undo: Uint8Array<ArrayBuffer> | undefined;
}

/** Committed state in memory. */
export interface CommittedStore extends Multistore {
  /** Store names in the order of the application hash. */
  readonly names: readonly string[];
  /** Records in all stores. */
  readonly keys: number;
  /** Stores without any record, which a program that had them would have begun. */
  readonly empty: readonly string[];
  /** Proofs given so far at earlier heights: each undoes and redoes the writes since, which takes time. */
  readonly pastProofs: number;
  /** What the last commit changed; each commit's writes are given out once. */
  takeWrites(): BlockWrites | undefined;
}

/** Committed state being read back from a disk: first every record, then every undo record upwards, then `finish`. */
export interface Restoring {
  add(name: string, key: Uint8Array, value: Uint8Array): void;
  addUndo(height: bigint, previous: bigint, undo: Uint8Array): void;
  /**
   * Ends the restoration.
   * @param roots  {@link BlockWrites.roots} of the block at `height`
   * @throws StateMismatch  the records do not give these roots, or the roots not this application hash
   */
  finish(height: bigint, appHash: Uint8Array, roots: Uint8Array): CommittedStore;
}

/** The state read is not the state that was written, or not of this program or chain. */
export class StateMismatch extends Error {
  override readonly name = "StateMismatch";
}

/** Every store's first record, so that absence can be proven in a store that holds nothing else. */
export const SENTINEL_KEY: Uint8Array = Uint8Array.of(0xff);
export const SENTINEL_VALUE: Uint8Array = Uint8Array.of(1);

/** The application hash of state without a block: sha256(""). */
export function genesisHash(sha256: Sha256): Uint8Array {
  return applicationHash([], sha256);
}

/** Empty state at height 0. */
export function createMultistore(options: StoreOptions): CommittedStore {
  return new Committed(options);
}

/**
 * State to be filled with records.
 *
 * @param moves  what the next block's upgrade does with the stores that the records come from
 */
export function restoreMultistore(options: StoreOptions, moves?: StoreMoves): Restoring {
  const store = new Committed(options, moves);
  return {
    add: (name, key, value) => store.load(name, key, value),
    addUndo: (height, previous, undo) => store.undo.add(height, previous, unpackSections(undo)),
    finish(height, appHash, roots) {
      store.settle(height, appHash, unpackSections(roots));
      return store;
    },
  };
}

class Committed implements CommittedStore {
  readonly names: readonly string[];
  readonly undo: UndoLog;
  readonly #sha256: Sha256;
  readonly #seed: number;
  readonly #trees: readonly (readonly [name: string, tree: StateTree])[];
  readonly #byName: ReadonlyMap<string, StateTree>;
  pastProofs = 0;
  #height = 0n;
  #appHash: Uint8Array;
  #pending: BlockWrites | undefined;
  readonly #former: Former | undefined;
  /** What the next block writes because stores were moved. */
  #moved: readonly Uint8Array[] = [];

  constructor({ names, hasher, seed, indexed = [], keepRecent = 100 }: StoreOptions, moves?: StoreMoves) {
    this.names = [...names].sort((a, b) => compareBytes(ascii(a), ascii(b)));
    this.#sha256 = hasher.sha256;
    this.#seed = seed;
    this.#trees = this.names.map((name) => [name, new StateTree(hasher, indexed.includes(name) ? seed : undefined)]);
    this.#byName = new Map(this.#trees);
    this.#former = moves && formerStores(this.#byName, moves, () => new StateTree(hasher, undefined));
    this.#appHash = genesisHash(hasher.sha256);
    // One at least: between FinalizeBlock and Commit queries ask for the height before.
    this.undo = new UndoLog(Math.max(1, keepRecent));
  }

  get height(): bigint {
    return this.#height;
  }

  get appHash(): Uint8Array {
    return this.#appHash;
  }

  get keys(): number {
    return this.#trees.reduce((sum, [, tree]) => sum + tree.size, 0);
  }

  get empty(): readonly string[] {
    return this.#trees.filter(([, tree]) => tree.size === 0).map(([name]) => name);
  }

  get oldest(): bigint {
    return this.undo.oldest ?? this.#height;
  }

  overlay(): Overlay {
    return new BlockOverlay(this.#trees, this.#seed);
  }

  at(height: bigint): ((name: string) => KvReader) | undefined {
    if (height === this.#height) return (name) => this.#tree(name);
    const since = this.undo.since(height);
    return since && ((name) => since.over(name, this.#tree(name)));
  }

  commit(overlay: Overlay, height: bigint): Uint8Array {
    if (height <= this.#height) throw new Error(`height ${height} is committed already`);
    const created = this.#trees.filter(([, tree]) => tree.size === 0);
    for (const [name] of created) overlay.store(name).set(SENTINEL_KEY, SENTINEL_VALUE);
    const writes: Uint8Array[] = [];
    const undo: Uint8Array[] = [];
    for (const [name, tree] of this.#trees) {
      const rootBefore = tree.root;
      const { after, before } = applyAll(tree, (overlay as BlockOverlay).writes(name));
      if (after.length === 0) continue;
      writes.push(packSection(name, tree.hash(), after));
      undo.push(packSection(name, rootBefore, before));
    }
    const previous = this.#height;
    this.#height = height;
    this.#appHash = applicationHash(this.#roots(), this.#sha256);
    const isProvable = created.length === 0 && this.#moved.length === 0;
    this.#remember(previous, [...this.#moved, ...writes], isProvable ? undo : undefined);
    this.#moved = [];
    return this.#appHash;
  }

  takeWrites(): BlockWrites | undefined {
    const writes = this.#pending;
    this.#pending = undefined;
    return writes;
  }

  prove(name: string, key: Uint8Array, height: bigint): readonly ProofOp[] {
    const tree = this.#tree(name);
    if (height === this.#height) return [proveKey(tree, key), proveStore(name, this.#roots(), this.#sha256)];
    const since = this.undo.since(height);
    if (since === undefined) throw new Error(`height ${height} is not kept`);
    this.pastProofs++;
    const roots = this.#roots().map((store) => since.sections(store.name)[0] ?? store);
    const proof = withPast(tree, since.sections(name), () => proveKey(tree, key));
    return [proof, proveStore(name, roots, this.#sha256)];
  }

  /** Adds a record without hashing. */
  load(name: string, key: Uint8Array, value: Uint8Array): void {
    const tree = this.#written(name);
    if (tree === undefined) throw new StateMismatch(`the state has a store ${name}, which this program has not`);
    tree.apply(key, value);
  }

  /** Takes the loaded records as the state of `height`. Stores without a root there did not exist yet. */
  settle(height: bigint, appHash: Uint8Array, roots: readonly StoreRoot[]): void {
    for (const { name, root } of roots) {
      if (equalBytes((this.#written(name) ?? this.#tree(name)).hash(), root)) continue;
      throw new StateMismatch(`store ${name}: the records on disk do not give its root at height ${height}`);
    }
    if (!equalBytes(applicationHash(roots, this.#sha256), appHash)) {
      throw new StateMismatch(`the stores' roots do not give the application hash of height ${height}`);
    }
    this.#moved = this.#former?.sections(roots) ?? [];
    if (this.undo.newest !== height || this.#moved.length > 0) this.undo.clear();
    this.#height = height;
    this.#appHash = appHash;
  }

  #remember(previous: bigint, writes: readonly Uint8Array[], undo: readonly Uint8Array[] | undefined): void {
    if (undo === undefined) this.undo.clear();
    else this.undo.add(this.#height, previous, unpackSections(concat(...undo)));
    const roots = this.#roots().map(({ name, root }) => packSection(name, root, []));
    this.#pending = {
      height: this.#height,
      previous,
      appHash: this.#appHash,
      roots: joined(roots),
      writes: joined(writes),
      undo: undo && joined(undo),
    };
  }

  #roots(): readonly StoreRoot[] {
    return this.#trees.map(([name, tree]) => ({ name, root: tree.root }));
  }

  /** The store that had that name when the state was written. */
  #written(name: string): StateTree | undefined {
    return this.#former === undefined ? this.#byName.get(name) : this.#former.tree(name);
  }

  #tree(name: string): StateTree {
    const tree = this.#byName.get(name);
    if (tree === undefined) throw new Error(`no store is named ${name}`);
    return tree;
  }
}

/** Applies writes and returns those that changed something, with the values before. */
function applyAll(tree: StateTree, writes: Iterable<Leaf>): { after: KvEntry[]; before: KvEntry[] } {
  const after: KvEntry[] = [];
  const before: KvEntry[] = [];
  for (const { key, state } of writes) {
    const { value } = state;
    const valueBefore = tree.apply(key, value);
    if (valueBefore === undefined) continue;
    after.push([key, value]);
    before.push([key, valueBefore]);
  }
  return { after, before };
}

/** The parts in one array with a buffer of its own. */
function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return concat(...parts) as Uint8Array<ArrayBuffer>;
}
