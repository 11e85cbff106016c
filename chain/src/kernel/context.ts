import type { Event, Misbehavior, VoteInfo } from "@dcm/proto/gen/tendermint/abci";
import { EMPTY, prefixEnd } from "./bytes.js";
import { assert, type Outcome } from "./errors.js";
import { type GasMeter, type MeteredStore, meteredReader, meteredStore, unlimitedGas } from "./gas.js";
import type { KvReader, Overlay } from "./kv.js";
import type { Route } from "./module.js";
import { Sdk } from "./sdk-errors.js";

/** What a module may do with coins besides holding them; the SDK's permissions. */
export type Permission = "minter" | "burner" | "staking";

/** A module account, declared by its module. */
export interface ModuleAccount {
  readonly permissions: readonly Permission[];
}

/** What a chain's genesis fixes once. */
export interface Identity {
  readonly chainId: string;
  /** Human-readable part of account addresses. */
  readonly prefix: string;
  readonly baseDenom: string;
  readonly displayDenom: string;
  /** One display unit is 10^exponent base units. */
  readonly exponent: number;
}

/** What CometBFT says with a block, beside its height, time and transactions. */
export interface BlockHeader {
  /** Application hash after the block before; 32 bytes. */
  readonly lastAppHash: Uint8Array;
  /** Address of the proposer's consensus key; 20 bytes. */
  readonly proposer: Uint8Array;
  readonly nextValidatorsHash: Uint8Array;
  /** Who signed the block before, and who did not. */
  readonly votes: readonly VoteInfo[];
  /** What validators were proven to have done wrong. */
  readonly misbehavior: readonly Misbehavior[];
}

/** Outside blocks: genesis, queries, CheckTx. */
export const NO_HEADER: BlockHeader = {
  lastAppHash: EMPTY,
  proposer: EMPTY,
  nextValidatorsHash: EMPTY,
  votes: [],
  misbehavior: [],
};

/** What the application puts at the disposal of its modules. */
export interface Services {
  /** Every module account of the application, by name. */
  readonly accounts: ReadonlyMap<string, ModuleAccount>;
  /** The handler of every message, by type URL; messages inside messages are run with {@link runMessage}. */
  readonly messages: ReadonlyMap<string, Route<Ctx>>;
  /** Why nobody may run messages of that type at present; undefined when they may. */
  readonly refusal: (ctx: ReadCtx, typeUrl: string) => string | undefined;
  /** Runs what users can make fail (STYLE.md §5). */
  readonly attempt: <T>(run: () => T) => Outcome<T>;
}

/** What is the same for everything that runs in one block. */
export interface BlockInfo extends Identity {
  readonly height: bigint;
  /** Block time, Unix nanoseconds. */
  readonly time: bigint;
  /** Market time τ, milliseconds ([G7]). */
  readonly now: bigint;
  /** 32 bytes that nobody knew before this block (INTERFACES.md). */
  readonly seed: Uint8Array;
  readonly header: BlockHeader;
  readonly services: Services;
}

/** The transaction that a message arrived in. */
export interface TxInfo {
  /** sha256 of the raw transaction. */
  readonly hash: Uint8Array;
  /** Which of its messages runs now, from 0. */
  readonly message: number;
}

/** What reads: queries, invariants, and every function that has no business writing. */
export interface ReadCtx extends BlockInfo {
  readonly gas: GasMeter;
  reader(store: string): KvReader;
}

/** What writes: messages, begin-block, end-block, genesis. */
export interface Ctx extends ReadCtx {
  store(name: string): MeteredStore;
  /** Where emitted events go; read by the app alone. */
  readonly events: Event[];
  /** Undefined outside transactions. */
  readonly tx: TxInfo | undefined;
  /**
   * Runs something all or nothing: when it refuses, its writes and events are gone and the refusal is the outcome. Gas is
   * charged either way, and running out of it is never an outcome: it ends the transaction.
   */
  branch<T>(run: (ctx: Ctx) => T): Outcome<T>;
  /** The same state without charge, for what the SDK keeps in memory. */
  free(): ReadCtx;
  /** Whether this block, or genesis before the first, has written a record whose key begins with `prefix`. */
  hasWritten(store: string, prefix: Uint8Array): boolean;
}

/** A context that reads `reader` and charges `gas`. */
export function readContext(block: BlockInfo, reader: (store: string) => KvReader, gas: GasMeter): ReadCtx {
  return new Context<KvReader>(block, gas, (name) => meteredReader(reader(name), gas));
}

/** A context that writes into `overlay`, charges `gas` and appends to `events`. */
export function writeContext(block: BlockInfo, overlay: Overlay, gas: GasMeter, events: Event[], tx?: TxInfo): Ctx {
  return new WriteContext(block, overlay, gas, (name) => meteredStore(overlay.store(name), gas), events, tx);
}

/** The same surroundings with events of its own: for one message of a transaction, and for messages inside messages. */
export function messageContext(ctx: Ctx, events: Event[], tx: TxInfo | undefined): Ctx {
  assert(ctx instanceof WriteContext, "contexts are made here");
  return ctx.with(events, tx);
}

/** A class, so that the thousands made in a block share one shape. */
class Context<S extends KvReader> implements ReadCtx {
  readonly chainId: string;
  readonly prefix: string;
  readonly baseDenom: string;
  readonly displayDenom: string;
  readonly exponent: number;
  readonly height: bigint;
  readonly time: bigint;
  readonly now: bigint;
  readonly seed: Uint8Array;
  readonly header: BlockHeader;
  readonly services: Services;
  readonly #opened = new Map<string, S>();
  readonly #open: (store: string) => S;

  constructor(
    block: BlockInfo,
    readonly gas: GasMeter,
    open: (store: string) => S,
  ) {
    this.chainId = block.chainId;
    this.prefix = block.prefix;
    this.baseDenom = block.baseDenom;
    this.displayDenom = block.displayDenom;
    this.exponent = block.exponent;
    this.height = block.height;
    this.time = block.time;
    this.now = block.now;
    this.seed = block.seed;
    this.header = block.header;
    this.services = block.services;
    this.#open = open;
  }

  reader(name: string): S {
    const known = this.#opened.get(name);
    if (known !== undefined) return known;
    const made = this.#open(name);
    this.#opened.set(name, made);
    return made;
  }
}

class WriteContext extends Context<MeteredStore> implements Ctx {
  readonly #overlay: Overlay;

  constructor(
    block: BlockInfo,
    overlay: Overlay,
    gas: GasMeter,
    open: (store: string) => MeteredStore,
    readonly events: Event[],
    readonly tx: TxInfo | undefined,
  ) {
    super(block, gas, open);
    this.#overlay = overlay;
  }

  with(events: Event[], tx: TxInfo | undefined): Ctx {
    return new WriteContext(this, this.#overlay, this.gas, (name) => this.store(name), events, tx);
  }

  branch<T>(run: (ctx: Ctx) => T): Outcome<T> {
    const start = this.#overlay.mark();
    const events: Event[] = [];
    const outcome = this.services.attempt(() => run(this.with(events, this.tx)));
    if ("error" in outcome) {
      if (outcome.error.error === Sdk.OutOfGas) throw outcome.error;
      this.#overlay.rollback(start);
    } else {
      for (const event of events) this.events.push(event);
    }
    return outcome;
  }

  free(): ReadCtx {
    return readContext(this, (name) => this.#overlay.store(name), unlimitedGas());
  }

  hasWritten(store: string, prefix: Uint8Array): boolean {
    return this.#overlay.hasWritten(store, prefix, prefixEnd(prefix));
  }

  store(name: string): MeteredStore {
    return this.reader(name);
  }
}
