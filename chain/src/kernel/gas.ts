import { fail } from "./errors.js";
import type { Held, KvEntry, KvReader, KvStore } from "./kv.js";
import { Sdk } from "./sdk-errors.js";

/** Counts the work of one transaction, query or block. */
export interface GasMeter {
  /** 2^64−1 when nothing limits it. */
  readonly limit: bigint;
  readonly used: number;
  /**
   * Adds `gas` and stops the transaction when the limit is passed.
   *
   * @param gas   0 … 2^53−1
   * @param what  named in the refusal
   * @throws sdk 11 OutOfGas
   */
  charge(gas: number, what: string): void;
}

export const GAS_UNLIMITED = (1n << 64n) - 1n;

/** Storage costs of the Cosmos SDK (store/types/gas.go, KVGasConfig). */
const COST = {
  has: 1000,
  delete: 1000,
  readFlat: 1000,
  readByte: 3,
  writeFlat: 2000,
  writeByte: 30,
  iterNext: 30,
} as const;

/** A meter that refuses to pass `limit`; past 2^53 gas there is no work to count. */
export function gasMeter(limit: bigint, most: number = Number.MAX_SAFE_INTEGER): GasMeter {
  return new Meter(limit, limit > BigInt(most) ? most : Number(limit));
}

class Meter implements GasMeter {
  used = 0;

  constructor(
    readonly limit: bigint,
    readonly bound: number,
  ) {}

  charge(gas: number, what: string): void {
    this.used += gas;
    if (this.used <= this.bound) return;
    fail(Sdk.OutOfGas, `out of gas in location: ${what}; gasWanted: ${this.limit}, gasUsed: ${this.used}`);
  }
}

/** A meter that only counts: blocks and genesis. A simulation says that it is unlimited, but ends at `bound`. */
export function unlimitedGas(bound: number = Number.MAX_SAFE_INTEGER): GasMeter {
  return gasMeter(GAS_UNLIMITED, bound);
}

/** A store whose every access is charged as the SDK's gaskv store does. */
export interface MeteredStore extends KvStore {
  /** Records that `key` is there. */
  touch(key: Uint8Array): void;
}

/** Stands where the SDK stores an empty value, of which nothing could be proven. It is charged as empty. */
export const NOTHING = Uint8Array.of(0);

/** Read access, charged to `meter`. */
export function meteredReader(store: KvReader, meter: GasMeter): KvReader {
  return new Reader(store, meter);
}

/** Read and write access, charged to `meter`. */
export function meteredStore(store: KvStore, meter: GasMeter): MeteredStore {
  return new Store(store, meter);
}

class Reader<S extends KvReader> implements KvReader {
  constructor(
    readonly inner: S,
    readonly meter: GasMeter,
  ) {}

  get(key: Uint8Array): Uint8Array | undefined {
    return this.hold(key)?.value;
  }

  hold(key: Uint8Array): Held | undefined {
    this.meter.charge(COST.readFlat, "ReadFlat");
    const held = this.inner.hold(key);
    this.meter.charge(COST.readByte * key.length, "ReadPerByte");
    this.meter.charge(COST.readByte * (held === undefined ? 0 : chargedSize(held.value)), "ReadPerByte");
    return held;
  }

  has(key: Uint8Array): boolean {
    this.meter.charge(COST.has, "Has");
    return this.inner.has(key);
  }

  ascend(start: Uint8Array | undefined, end: Uint8Array | undefined): Iterable<KvEntry> {
    return walk(this.inner.ascend(start, end), this.meter);
  }

  descend(start: Uint8Array | undefined, end: Uint8Array | undefined): Iterable<KvEntry> {
    return walk(this.inner.descend(start, end), this.meter);
  }
}

class Store extends Reader<KvStore> implements MeteredStore {
  set(key: Uint8Array, value: Uint8Array, decoded?: unknown): void {
    this.meter.charge(COST.writeFlat, "WriteFlat");
    this.meter.charge(COST.writeByte * key.length, "WritePerByte");
    this.meter.charge(COST.writeByte * chargedSize(value), "WritePerByte");
    this.inner.set(key, value, decoded);
  }

  touch(key: Uint8Array): void {
    this.set(key, NOTHING);
  }

  delete(key: Uint8Array): void {
    this.meter.charge(COST.delete, "Delete");
    this.inner.delete(key);
  }
}

function chargedSize(value: Uint8Array): number {
  return value.length === 1 && value[0] === NOTHING[0] ? 0 : value.length;
}

/** The SDK charges once when the iterator is made, for the first record, and at each step for the record it leaves (gaskv/store.go). */
function* walk(entries: Iterable<KvEntry>, meter: GasMeter): Generator<KvEntry> {
  let first = true;
  for (const entry of entries) {
    if (first) chargeStep(meter, entry);
    first = false;
    yield entry;
    chargeStep(meter, entry);
  }
  if (first) meter.charge(COST.iterNext, "IterNextFlat");
}

function chargeStep(meter: GasMeter, [key, value]: KvEntry): void {
  meter.charge(COST.readByte * key.length, "ValuePerByte");
  meter.charge(COST.readByte * chargedSize(value), "ValuePerByte");
  meter.charge(COST.iterNext, "IterNextFlat");
}
