import type { Event } from "@dcm/proto/gen/tendermint/abci";
import { type GasMeter, type MeteredStore, meteredReader, meteredStore } from "./gas.js";
import type { KvReader, Overlay } from "./kv.js";

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
}

/** A context that reads `reader` and charges `gas`. */
export function readContext(block: BlockInfo, reader: (store: string) => KvReader, gas: GasMeter): ReadCtx {
  const opened = new Map<string, KvReader>();
  return {
    ...block,
    gas,
    reader: (name) => remembered(opened, name, () => meteredReader(reader(name), gas)),
  };
}

/** A context that writes into `overlay`, charges `gas` and appends to `events`. */
export function writeContext(block: BlockInfo, overlay: Overlay, gas: GasMeter, events: Event[]): Ctx {
  const opened = new Map<string, MeteredStore>();
  const store = (name: string) => remembered(opened, name, () => meteredStore(overlay.store(name), gas));
  return { ...block, gas, events, reader: store, store };
}

function remembered<V>(opened: Map<string, V>, name: string, open: () => V): V {
  const known = opened.get(name);
  if (known !== undefined) return known;
  const made = open();
  opened.set(name, made);
  return made;
}
