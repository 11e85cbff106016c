import type { Event, Misbehavior, VoteInfo } from "@dcm/proto/gen/tendermint/abci";
import { EMPTY, prefixEnd } from "./bytes.js";
import { assert, type Outcome } from "./errors.js";
import { type GasMeter, type MeteredStore, meteredReader, meteredStore, unlimitedGas } from "./gas.js";
import type { KvReader, Overlay } from "./kv.js";
import type { Route } from "./module.js";
import { Sdk } from "./sdk-errors.js";
import type { Upgrades } from "./upgrades.js";

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
  readonly refusal: (ctx: Ctx, typeUrl: string) => string | undefined;
  readonly upgrades: Upgrades;
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
  /** Where emitted events go, read by the app alone; undefined where nobody hears them. */
  readonly events: Event[] | undefined;
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
  return new ReadContext(block, gas, reader);
}

/** A context that writes into `overlay`, charges `gas` and appends to `events`. */
export function writeContext(
  block: BlockInfo,
  overlay: Overlay,
  gas: GasMeter,
  events: Event[] | undefined,
  tx?: TxInfo,
): Ctx {
  return new WriteContext(block, gas, overlay, events, tx);
}

/** The same surroundings with events of its own: for one message of a transaction, and for messages inside messages. */
export function messageContext(ctx: Ctx, events: Event[], tx: TxInfo | undefined): Ctx {
  assert(ctx instanceof WriteContext, "contexts are made here");
  return ctx.with(events, tx);
}

/** The block's surroundings, seen through: thousands of contexts are made in a block. */
abstract class Context implements BlockInfo {
  constructor(
    readonly block: BlockInfo,
    readonly gas: GasMeter,
  ) {}

  get chainId(): string {
    return this.block.chainId;
  }
  get prefix(): string {
    return this.block.prefix;
  }
  get baseDenom(): string {
    return this.block.baseDenom;
  }
  get displayDenom(): string {
    return this.block.displayDenom;
  }
  get exponent(): number {
    return this.block.exponent;
  }
  get height(): bigint {
    return this.block.height;
  }
  get time(): bigint {
    return this.block.time;
  }
  get now(): bigint {
    return this.block.now;
  }
  get seed(): Uint8Array {
    return this.block.seed;
  }
  get header(): BlockHeader {
    return this.block.header;
  }
  get services(): Services {
    return this.block.services;
  }
}

class ReadContext extends Context implements ReadCtx {
  constructor(
    block: BlockInfo,
    gas: GasMeter,
    readonly open: (store: string) => KvReader,
  ) {
    super(block, gas);
  }

  reader(store: string): KvReader {
    return meteredReader(this.open(store), this.gas);
  }
}

class WriteContext extends Context implements Ctx {
  constructor(
    block: BlockInfo,
    gas: GasMeter,
    readonly overlay: Overlay,
    readonly events: Event[] | undefined,
    readonly tx: TxInfo | undefined,
  ) {
    super(block, gas);
  }

  with(events: Event[] | undefined, tx: TxInfo | undefined): Ctx {
    return new WriteContext(this.block, this.gas, this.overlay, events, tx);
  }

  branch<T>(run: (ctx: Ctx) => T): Outcome<T> {
    const start = this.overlay.mark();
    const events = this.events === undefined ? undefined : [];
    const outcome = this.services.attempt(() => run(this.with(events, this.tx)));
    if ("error" in outcome) {
      if (outcome.error.error === Sdk.OutOfGas) throw outcome.error;
      this.overlay.rollback(start);
    } else if (events !== undefined) {
      for (const event of events) this.events?.push(event);
    }
    return outcome;
  }

  free(): ReadCtx {
    return readContext(this.block, (name) => this.overlay.store(name), unlimitedGas());
  }

  reader(store: string): MeteredStore {
    return this.store(store);
  }

  hasWritten(store: string, prefix: Uint8Array): boolean {
    return this.overlay.hasWritten(store, prefix, prefixEnd(prefix));
  }

  store(name: string): MeteredStore {
    return meteredStore(this.overlay.store(name), this.gas);
  }
}
