import type { Event } from "@dcm/proto/gen/tendermint/abci";
import { type GasMeter, type MeteredStore, meteredReader, meteredStore } from "./gas.js";
import type { KvReader, Overlay } from "./kv.js";

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

/** What is the same for everything that runs in one block. */
export interface BlockInfo extends Identity {
  readonly height: bigint;
  /** Block time, Unix nanoseconds. */
  readonly time: bigint;
  /** Market time τ, milliseconds ([G7]). */
  readonly now: bigint;
  /** 32 bytes that nobody knew before this block (INTERFACES.md). */
  readonly seed: Uint8Array;
  /** Address of the proposer's consensus key; empty outside blocks. */
  readonly proposer: Uint8Array;
  /** Every module account of the application, by name. */
  readonly accounts: ReadonlyMap<string, ModuleAccount>;
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
}

/** A context that reads `reader` and charges `gas`. */
export function readContext(block: BlockInfo, reader: (store: string) => KvReader, gas: GasMeter): ReadCtx {
  return new Context<KvReader>(block, gas, (name) => meteredReader(reader(name), gas));
}

/** A context that writes into `overlay`, charges `gas` and appends to `events`. */
export function writeContext(block: BlockInfo, overlay: Overlay, gas: GasMeter, events: Event[], tx?: TxInfo): Ctx {
  return new WriteContext(block, gas, (name) => meteredStore(overlay.store(name), gas), events, tx);
}

/** The same surroundings for one message of a transaction, with events of its own. */
export function messageContext(ctx: Ctx, events: Event[], tx: TxInfo): Ctx {
  return new WriteContext(ctx, ctx.gas, (name) => ctx.store(name), events, tx);
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
  readonly proposer: Uint8Array;
  readonly accounts: ReadonlyMap<string, ModuleAccount>;
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
    this.proposer = block.proposer;
    this.accounts = block.accounts;
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
  constructor(
    block: BlockInfo,
    gas: GasMeter,
    open: (store: string) => MeteredStore,
    readonly events: Event[],
    readonly tx: TxInfo | undefined,
  ) {
    super(block, gas, open);
  }

  store(name: string): MeteredStore {
    return this.reader(name);
  }
}
