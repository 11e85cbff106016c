import type { JsonValue } from "@dcm/proto";
import type { PageRequest } from "@dcm/proto/gen/cosmos/base/query/v1beta1";
import { concat, prefixEnd } from "./bytes.js";
import type { Ctx, ReadCtx } from "./context.js";
import { assert } from "./errors.js";
import { type KeyCodec, type PairCodec, storedKey, storedPart } from "./keys.js";
import type { Held, KvEntry } from "./kv.js";
import { type Page, pageUnder } from "./page.js";
import { u64Value, type ValueCodec } from "./values.js";

/** Where a collection lies: a store and the bytes that all its keys begin with. */
export interface Place {
  readonly store: string;
  readonly name: string;
  readonly prefix: Uint8Array;
}

/** What genesis needs of any collection. */
export interface Collection {
  readonly name: string;
  readonly prefixes: readonly Uint8Array[];
  exportJson(ctx: ReadCtx): JsonValue;
  /** Absent in the file: what an empty collection starts with. */
  importJson(ctx: Ctx, json: JsonValue | undefined): void;
  /** Whether this block, or genesis before the first, has written to it. */
  hasChanged(ctx: Ctx): boolean;
}

/** One record. */
export interface Item<V> extends Collection {
  get(ctx: ReadCtx): V;
  find(ctx: ReadCtx): V | undefined;
  set(ctx: Ctx, value: V): void;
  delete(ctx: Ctx): void;
}

/** Hands out numbers, each once. */
export interface Sequence extends Collection {
  next(ctx: Ctx): bigint;
  /** The number that `next` would give. */
  peek(ctx: ReadCtx): bigint;
  set(ctx: Ctx, next: bigint): void;
}

/** A set of keys, in order. */
export interface KeySet<K> extends Collection {
  has(ctx: ReadCtx, key: K): boolean;
  add(ctx: Ctx, key: K): void;
  delete(ctx: Ctx, key: K): void;
  /** Every key; for invariants and genesis, and where something else bounds the set. */
  all(ctx: ReadCtx): readonly K[];
  /** The first `limit` keys, as a finished array. */
  first(ctx: ReadCtx, limit: number): readonly K[];
  /** The first `limit` keys up to and including `last`, as a finished array. */
  upTo(ctx: ReadCtx, last: K, limit: number): readonly K[];
  page(ctx: ReadCtx, request: PageRequest | undefined): Page<K>;
}

/** A set of keys of two or more parts. */
export interface PairSet<A, K> extends KeySet<K> {
  /** The keys with that first part, at most `limit`. */
  list(ctx: ReadCtx, first: A, limit?: number): readonly K[];
  /** The first `limit` keys whose first part is at most `last`: the due entries of a queue. */
  due(ctx: ReadCtx, last: A, limit: number): readonly K[];
  pageFirst(ctx: ReadCtx, first: A, request: PageRequest | undefined): Page<K>;
}

/** Records by key, in the order of their keys. */
export interface KeyedMap<K, V> extends Collection {
  get(ctx: ReadCtx, key: K): V | undefined;
  has(ctx: ReadCtx, key: K): boolean;
  set(ctx: Ctx, key: K, value: V): void;
  delete(ctx: Ctx, key: K): void;
  /** Every value; for invariants and genesis, and where something else bounds the map. */
  all(ctx: ReadCtx): readonly V[];
  entries(ctx: ReadCtx): readonly (readonly [K, V])[];
  /** At most `limit` entries from `from` on (that key included), as a finished array. */
  range(ctx: ReadCtx, from: K | undefined, limit: number): readonly (readonly [K, V])[];
  /** The entries up to and including `last`, as a finished array: the due entries of a queue. */
  through(ctx: ReadCtx, last: K): readonly (readonly [K, V])[];
  /** The entries from `from` up to but without `end`, as a finished array. */
  between(ctx: ReadCtx, from: K, end: K): readonly (readonly [K, V])[];
  /** At most `limit` entries downwards from `from` (that key included) or from the last one, as a finished array. */
  downwards(ctx: ReadCtx, from: K | undefined, limit: number): readonly (readonly [K, V])[];
  /** The bytes of a record as they are stored, for who has no need of what they mean. */
  stored(ctx: ReadCtx, key: K): Uint8Array | undefined;
  page(ctx: ReadCtx, request: PageRequest | undefined, keep?: (value: V) => boolean): Page<V>;
  /** {@link page}, with the keys. */
  pageEntries(
    ctx: ReadCtx,
    request: PageRequest | undefined,
    keep?: (entry: readonly [K, V]) => boolean,
  ): Page<readonly [K, V]>;
}

/** Records by a key of two parts. */
export interface PairMap<A, B, V> extends Omit<KeyedMap<readonly [A, B], V>, "page"> {
  /** The values under one first part, at most `limit`. */
  list(ctx: ReadCtx, first: A, limit?: number): readonly V[];
  /** {@link list}, with the second part of each key. */
  listEntries(ctx: ReadCtx, first: A, limit?: number): readonly (readonly [B, V])[];
  /** One page of the values under a first part. */
  page(ctx: ReadCtx, first: A, request: PageRequest | undefined, keep?: (value: V) => boolean): Page<V>;
  pageUnder(ctx: ReadCtx, first: A, request: PageRequest | undefined): Page<readonly [B, V]>;
  /** The first `limit` entries whose first part is at most `last`: the due entries of a queue. */
  due(ctx: ReadCtx, last: A, limit: number): readonly (readonly [readonly [A, B], V])[];
}

export function item<V>(place: Place, value: ValueCodec<V>, initial: V | undefined): Item<V> {
  const { store, prefix } = place;
  const find = (ctx: ReadCtx) => opened(ctx.reader(store).hold(prefix), value);
  const set = (ctx: Ctx, next: V) => ctx.store(store).set(prefix, value.encode(next), kept(value, next));
  return {
    name: place.name,
    prefixes: [prefix],
    hasChanged: (ctx) => ctx.hasWritten(store, prefix),
    find,
    set,
    delete: (ctx) => ctx.store(store).delete(prefix),
    get(ctx) {
      const found = find(ctx);
      if (found === undefined) assert(false, `${store}/${place.name} was set at genesis`);
      return found;
    },
    exportJson(ctx) {
      const found = find(ctx);
      return found === undefined ? null : value.toJson(found);
    },
    importJson(ctx, json) {
      if (json !== undefined && json !== null) set(ctx, value.fromJson(json));
      else if (initial !== undefined) set(ctx, initial);
    },
  };
}

export function sequence(place: Place, start: bigint): Sequence {
  const stored = item(place, u64Value, start);
  const peek = (ctx: ReadCtx) => stored.find(ctx) ?? start;
  return {
    ...stored,
    peek,
    next(ctx) {
      const id = peek(ctx);
      stored.set(ctx, id + 1n);
      return id;
    },
  };
}

export function keySet<K>(place: Place, key: KeyCodec<K>): KeySet<K> {
  const { store, prefix } = place;
  const at = (k: K) => storedKey(prefix, key, k);
  const decode = (ctx: ReadCtx) => (entry: KvEntry) => decodeKey(ctx, key, prefix, entry[0]);
  const add = (ctx: Ctx, k: K) => ctx.store(store).touch(at(k));
  const first = (ctx: ReadCtx, limit: number) =>
    taken(ctx.reader(store).ascend(prefix, prefixEnd(prefix)), limit, decode(ctx));
  const all = (ctx: ReadCtx) => first(ctx, Infinity);
  return {
    name: place.name,
    prefixes: [prefix],
    hasChanged: (ctx) => ctx.hasWritten(store, prefix),
    add,
    all,
    first,
    has: (ctx, k) => ctx.reader(store).has(at(k)),
    delete: (ctx, k) => ctx.store(store).delete(at(k)),
    upTo: (ctx, last, limit) => taken(ctx.reader(store).ascend(prefix, after(at(last))), limit, decode(ctx)),
    page: (ctx, request) => pageUnder(ctx.reader(store), prefix, request, decode(ctx)),
    exportJson: (ctx) => all(ctx).map(key.toJson),
    importJson(ctx, json) {
      for (const each of (json ?? []) as readonly JsonValue[]) add(ctx, key.fromJson(each));
    },
  };
}

export function pairSet<A, K>(place: Place, key: KeyCodec<K> & { readonly first: KeyCodec<A> }): PairSet<A, K> {
  const { store, prefix } = place;
  const decode = (ctx: ReadCtx) => (entry: KvEntry) => decodeKey(ctx, key, prefix, entry[0]);
  const under = (first: A) => storedPart(prefix, key.first, first);
  return {
    ...keySet(place, key),
    list: (ctx, first, limit = Infinity) =>
      taken(ctx.reader(store).ascend(under(first), prefixEnd(under(first))), limit, decode(ctx)),
    due: (ctx, last, limit) => taken(ctx.reader(store).ascend(prefix, prefixEnd(under(last))), limit, decode(ctx)),
    pageFirst: (ctx, first, request) => pageUnder(ctx.reader(store), under(first), request, decode(ctx)),
  };
}

export function map<K, V>(place: Place, key: KeyCodec<K>, value: ValueCodec<V>): KeyedMap<K, V> {
  const { store, prefix } = place;
  const at = (k: K) => storedKey(prefix, key, k);
  const decode = (ctx: ReadCtx) => (entry: KvEntry) =>
    [decodeKey(ctx, key, prefix, entry[0]), value.decode(entry[1])] as const;
  const set = (ctx: Ctx, k: K, next: V) => {
    const encoded = value.encode(next);
    ctx.store(store).set(at(k), encoded, kept(value, next));
  };
  const entries = (ctx: ReadCtx) => taken(ctx.reader(store).ascend(prefix, prefixEnd(prefix)), Infinity, decode(ctx));
  return {
    name: place.name,
    prefixes: [prefix],
    hasChanged: (ctx) => ctx.hasWritten(store, prefix),
    set,
    entries,
    get: (ctx, k) => opened(ctx.reader(store).hold(at(k)), value),
    has: (ctx, k) => ctx.reader(store).has(at(k)),
    delete: (ctx, k) => ctx.store(store).delete(at(k)),
    all: (ctx) => entries(ctx).map(([, each]) => each),
    range(ctx, from, limit) {
      const start = from === undefined ? prefix : at(from).slice();
      return taken(ctx.reader(store).ascend(start, prefixEnd(prefix)), limit, decode(ctx));
    },
    through: (ctx, last) => taken(ctx.reader(store).ascend(prefix, after(at(last))), Infinity, decode(ctx)),
    between: (ctx, from, end) => taken(ctx.reader(store).ascend(at(from).slice(), at(end)), Infinity, decode(ctx)),
    downwards(ctx, from, limit) {
      const end = from === undefined ? prefixEnd(prefix) : after(at(from));
      return taken(ctx.reader(store).descend(prefix, end), limit, decode(ctx));
    },
    stored: (ctx, k) => ctx.reader(store).get(at(k)),
    page: (ctx, request, keep) =>
      pageUnder(ctx.reader(store), prefix, request, (entry) => value.decode(entry[1]), keep),
    pageEntries: (ctx, request, keep) => pageUnder(ctx.reader(store), prefix, request, decode(ctx), keep),
    exportJson: (ctx) => entries(ctx).map(([k, each]) => ({ key: key.toJson(k), value: value.toJson(each) })),
    importJson(ctx, json) {
      for (const each of (json ?? []) as readonly { key: JsonValue; value: JsonValue }[])
        set(ctx, key.fromJson(each.key), value.fromJson(each.value));
    },
  };
}

export function pairMap<A, B, V>(place: Place, key: PairCodec<A, B>, value: ValueCodec<V>): PairMap<A, B, V> {
  const { store, prefix } = place;
  const under = (first: A) => storedPart(prefix, key.first, first);
  const decode = (ctx: ReadCtx) => (entry: KvEntry) =>
    [decodeKey(ctx, key, prefix, entry[0])[1], value.decode(entry[1])] as const;
  const listEntries = (ctx: ReadCtx, first: A, limit = Infinity) =>
    taken(ctx.reader(store).ascend(under(first), prefixEnd(under(first))), limit, decode(ctx));
  const whole = (ctx: ReadCtx) => (entry: KvEntry) =>
    [decodeKey(ctx, key, prefix, entry[0]), value.decode(entry[1])] as const;
  return {
    ...map(place, key, value),
    listEntries,
    due: (ctx, last, limit) => taken(ctx.reader(store).ascend(prefix, prefixEnd(under(last))), limit, whole(ctx)),
    list: (ctx, first, limit) => listEntries(ctx, first, limit).map(([, each]) => each),
    page: (ctx, first, request, keep) =>
      pageUnder(ctx.reader(store), under(first), request, (entry) => value.decode(entry[1]), keep),
    pageUnder: (ctx, first, request) => pageUnder(ctx.reader(store), under(first), request, decode(ctx)),
  };
}

/** What a value is kept as beside its bytes. */
function kept<V>(codec: ValueCodec<V>, value: V): V | undefined {
  return codec.exact === true ? value : undefined;
}

/** What a record holds, decoded once however often it is asked for. */
function opened<V>(held: Held | undefined, { decode }: ValueCodec<V>): V | undefined {
  if (held === undefined) return undefined;
  held.decoded ??= decode(held.value);
  return held.decoded as V;
}

/** The first `limit` of a walk, finished before anything is written. */
export function taken<T>(walk: Iterable<KvEntry>, limit: number, decode: (entry: KvEntry) => T): readonly T[] {
  const found: T[] = [];
  if (limit <= 0) return found;
  for (const entry of walk) {
    found.push(decode(entry));
    if (found.length >= limit) break;
  }
  return found;
}

/** The smallest key after `key`. */
export function after(key: Uint8Array): Uint8Array {
  return concat(key, Uint8Array.of(0));
}

/** The typed key behind the stored one. */
export function decodeKey<K>(ctx: ReadCtx, key: KeyCodec<K>, prefix: Uint8Array, stored: Uint8Array): K {
  return key.decode({ bytes: stored, at: prefix.length, prefix: ctx.prefix });
}
