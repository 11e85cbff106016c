import type { PageRequest } from "@dcm/proto/gen/cosmos/base/query/v1beta1";
import { equalBytes, prefixEnd } from "./bytes.js";
import { type KeyedMap, map, type Place, taken } from "./collections.js";
import type { Ctx, ReadCtx } from "./context.js";
import { assert } from "./errors.js";
import { type KeyCodec, storedEntry, storedPart } from "./keys.js";
import type { KvEntry } from "./kv.js";
import { type Page, pageUnder } from "./page.js";
import type { ValueCodec } from "./values.js";

/** A second order over a map's records; a record has one, none or several keys in it. */
export interface Index<V, I> {
  readonly prefix: number;
  readonly key: KeyCodec<I>;
  readonly keysOf: (value: V) => readonly I[];
}

/** An index with at most one key per record; undefined keeps the record out of it. */
export function by<V, I>(prefix: number, key: KeyCodec<I>, of: (value: V) => I | undefined): Index<V, I> {
  const keysOf = (value: V) => {
    const found = of(value);
    return found === undefined ? [] : [found];
  };
  return { prefix, key, keysOf };
}

/** An index with any number of keys per record. */
export function byEach<V, I>(prefix: number, key: KeyCodec<I>, keysOf: (value: V) => readonly I[]): Index<V, I> {
  return { prefix, key, keysOf };
}

/** The key types of the indexes differ; callers see each through IndexKey. */
export type Indexes<V> = { readonly [name: string]: Index<V, unknown> };
type IndexKey<Ix, N extends keyof Ix> = Ix[N] extends { readonly key: KeyCodec<infer I> } ? I : never;
/** The first part of an index whose key has several. */
type FirstPart<Ix, N extends keyof Ix> = IndexKey<Ix, N> extends readonly [infer A, ...unknown[]] ? A : never;

/** A map with indexes that follow every write by themselves. */
export interface IndexedMap<K, V, Ix> extends KeyedMap<K, V> {
  /** The records with that index key, in the order of their own keys, at most `limit`. */
  listBy<N extends keyof Ix>(ctx: ReadCtx, index: N, key: IndexKey<Ix, N>, limit?: number): readonly V[];
  /** The records whose index key begins with that first part, in index order, at most `limit`; from that key on. */
  listUnder<N extends keyof Ix>(
    ctx: ReadCtx,
    index: N,
    first: FirstPart<Ix, N>,
    limit?: number,
    from?: IndexKey<Ix, N>,
  ): readonly V[];
  pageBy<N extends keyof Ix>(
    ctx: ReadCtx,
    index: N,
    key: IndexKey<Ix, N>,
    request: PageRequest | undefined,
    keep?: (value: V) => boolean,
  ): Page<V>;
  /** The first `limit` records whose index key is at most `last`, as a finished array: what is due. */
  upTo<N extends keyof Ix>(ctx: ReadCtx, index: N, last: IndexKey<Ix, N>, limit: number): readonly V[];
  /** At most `limit` records from that index key on, in index order, as long as the key's first part is the same. */
  listFrom<N extends keyof Ix>(ctx: ReadCtx, index: N, from: IndexKey<Ix, N>, limit: number): readonly V[];
  /** The first `limit` records of an index, in its order. */
  inOrder<N extends keyof Ix>(ctx: ReadCtx, index: N, limit: number): readonly V[];
}

export function indexed<K, V, Ix extends Indexes<V>>(
  place: Place,
  key: KeyCodec<K>,
  value: ValueCodec<V>,
  indexes: Ix,
): IndexedMap<K, V, Ix> {
  const { store } = place;
  const records = map(place, key, value);
  // Declared order: that of the module's schema.
  const declared = Object.values(indexes).map((index) => ({ ...index, at: Uint8Array.of(index.prefix) }));
  const at = (name: keyof Ix) => Uint8Array.of((indexes[name] as Ix[keyof Ix]).prefix);
  const partOf = (name: keyof Ix, k: unknown) => storedPart(at(name), (indexes[name] as Ix[keyof Ix]).key, k);
  const entriesOf = (k: K, v: V) =>
    declared.flatMap((index) => index.keysOf(v).map((i) => storedEntry(index.at, [index.key, i], [key, k])));
  const resolve = (ctx: ReadCtx, name: keyof Ix) => (entry: KvEntry) => {
    const reader = { bytes: entry[0], at: 1, prefix: ctx.prefix };
    (indexes[name] as Ix[keyof Ix]).key.decodePart(reader);
    const found = records.get(ctx, key.decode(reader));
    if (found === undefined) assert(false, `${store}/${place.name}: an index entry has its record`);
    return found;
  };
  const listed = (ctx: ReadCtx, name: keyof Ix, start: Uint8Array, end: Uint8Array | undefined, limit: number) =>
    taken(ctx.reader(store).ascend(start, end), limit, resolve(ctx, name));
  const set = (ctx: Ctx, k: K, v: V) => {
    const old = records.get(ctx, k);
    reindex(ctx, store, old === undefined ? [] : entriesOf(k, old), entriesOf(k, v));
    records.set(ctx, k, v);
  };
  return {
    ...records,
    prefixes: [place.prefix, ...declared.map((index) => index.at)],
    set,
    delete(ctx, k) {
      const old = records.get(ctx, k);
      if (old === undefined) return;
      reindex(ctx, store, entriesOf(k, old), []);
      records.delete(ctx, k);
    },
    listBy: (ctx, name, k, limit = Infinity) => listed(ctx, name, partOf(name, k), prefixEnd(partOf(name, k)), limit),
    listUnder(ctx, name, first, limit = Infinity, from = undefined) {
      const under = storedPart(at(name), firstCodec(indexes[name] as Ix[keyof Ix]), first);
      return listed(ctx, name, from === undefined ? under : partOf(name, from), prefixEnd(under), limit);
    },
    listFrom(ctx, name, from, limit) {
      const [first] = from as unknown as readonly unknown[];
      const under = storedPart(at(name), firstCodec(indexes[name] as Ix[keyof Ix]), first);
      return listed(ctx, name, partOf(name, from), prefixEnd(under), limit);
    },
    pageBy: (ctx, name, k, request, keep) =>
      pageUnder(ctx.reader(store), partOf(name, k), request, resolve(ctx, name), keep),
    upTo: (ctx, name, last, limit) => listed(ctx, name, at(name), prefixEnd(partOf(name, last)), limit),
    inOrder: (ctx, name, limit) => listed(ctx, name, at(name), prefixEnd(at(name)), limit),
    importJson(ctx, json) {
      for (const each of (json ?? []) as readonly { key: never; value: never }[])
        set(ctx, key.fromJson(each.key), value.fromJson(each.value));
    },
  };
}

/** Writes only the index entries that differ. */
function reindex(ctx: Ctx, store: string, before: readonly Uint8Array[], now: readonly Uint8Array[]): void {
  const lacks = (list: readonly Uint8Array[], entry: Uint8Array) => !list.some((other) => equalBytes(other, entry));
  for (const entry of before) if (lacks(now, entry)) ctx.store(store).delete(entry);
  for (const entry of now) if (lacks(before, entry)) ctx.store(store).touch(entry);
}

function firstCodec(index: { readonly key: object }): KeyCodec<unknown> {
  assert("first" in index.key, "an index listed by its first part has a key of several parts");
  return index.key.first as KeyCodec<unknown>;
}
