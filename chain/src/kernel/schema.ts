import type { JsonValue } from "@dcm/proto";
import { utf8ToBytes } from "@dcm/proto";
import { startsWith } from "./bytes.js";
import {
  type Collection,
  type Item,
  item,
  type KeyedMap,
  type KeySet,
  keySet,
  map,
  type PairMap,
  type PairSet,
  type Place,
  pairMap,
  pairSet,
  type Sequence,
  sequence,
} from "./collections.js";
import type { Ctx, ReadCtx } from "./context.js";
import { type IndexedMap, type Indexes, indexed } from "./indexed.js";
import type { KeyCodec, PairCodec } from "./keys.js";
import type { ValueCodec } from "./values.js";

/** One byte, or the text that some of the SDK's collections begin with. */
export type Prefix = number | string;

/** Everything a module remembers. */
export interface Schema {
  readonly store: string;
  readonly collections: readonly Collection[];
  /** One record. `initial` is what genesis starts with unless its file says otherwise. */
  item<V>(prefix: Prefix, name: string, value: ValueCodec<V>, initial?: NoInfer<V>): Item<V>;
  /** Numbers from `start` on; 1 unless said, so that 0 can mean "none" on the wire. */
  sequence(prefix: Prefix, name: string, start?: bigint): Sequence;
  keySet<K>(prefix: Prefix, name: string, key: KeyCodec<K>): KeySet<K>;
  pairSet<A, K>(prefix: Prefix, name: string, key: KeyCodec<K> & { readonly first: KeyCodec<A> }): PairSet<A, K>;
  map<K, V>(prefix: Prefix, name: string, key: KeyCodec<K>, value: ValueCodec<V>): KeyedMap<K, V>;
  pairMap<A, B, V>(prefix: Prefix, name: string, key: PairCodec<A, B>, value: ValueCodec<V>): PairMap<A, B, V>;
  indexed<K, V, Ix extends Indexes<V>>(
    prefix: Prefix,
    name: string,
    key: KeyCodec<K>,
    value: ValueCodec<V>,
    indexes: Ix,
  ): IndexedMap<K, V, Ix>;
}

/** Kept for the sentinel record of every store. */
const RESERVED = 255;

/**
 * Declares the store of a module and what lies in it.
 *
 * @param store  the store's name: the SDK's for standard modules, the module's for ours
 * @throws Error  at load: a prefix is taken, begins another, or is reserved; a name is used twice
 */
export function schema(store: string): Schema {
  const collections: Collection[] = [];
  const place = (prefix: Prefix, name: string): Place => ({ store, name, prefix: prefixBytes(prefix) });
  const declare = <C extends Collection>(collection: C): C => {
    refuseClash(store, collections, collection);
    collections.push(collection);
    return collection;
  };
  return {
    store,
    collections,
    item: (prefix, name, value, initial) => declare(item(place(prefix, name), value, initial)),
    sequence: (prefix, name, start = 1n) => declare(sequence(place(prefix, name), start)),
    keySet: (prefix, name, key) => declare(keySet(place(prefix, name), key)),
    pairSet: (prefix, name, key) => declare(pairSet(place(prefix, name), key)),
    map: (prefix, name, key, value) => declare(map(place(prefix, name), key, value)),
    pairMap: (prefix, name, key, value) => declare(pairMap(place(prefix, name), key, value)),
    indexed: (prefix, name, key, value, indexes) => declare(indexed(place(prefix, name), key, value, indexes)),
  };
}

/** A module's whole state as JSON: one field per collection. */
export function exportSchema(ctx: ReadCtx, { collections }: Schema): JsonValue {
  return Object.fromEntries(collections.map((each) => [each.name, each.exportJson(ctx)]));
}

/**
 * Fills a module's collections from JSON; what the file leaves out starts with its initial value.
 *
 * @throws Error  a field that no collection has
 */
export function importSchema(ctx: Ctx, { store, collections }: Schema, json: JsonValue | undefined): void {
  const fields = (json ?? {}) as { readonly [name: string]: JsonValue };
  // Declared order: none; any unknown name refuses the whole file.
  for (const name of Object.keys(fields))
    if (!collections.some((each) => each.name === name))
      throw new Error(`genesis of ${store} has an unknown field ${name}`);
  for (const each of collections) each.importJson(ctx, fields[each.name]);
}

function prefixBytes(prefix: Prefix): Uint8Array {
  return typeof prefix === "number" ? Uint8Array.of(prefix) : utf8ToBytes(prefix);
}

function refuseClash(store: string, declared: readonly Collection[], added: Collection): void {
  const taken = declared.flatMap((each) => each.prefixes);
  for (const [i, prefix] of added.prefixes.entries()) {
    const others = [...taken, ...added.prefixes.slice(0, i)];
    const clash = others.some((other) => startsWith(other, prefix) || startsWith(prefix, other));
    if (clash || prefix[0] === RESERVED || prefix.length === 0)
      throw new Error(`${store}/${added.name}: prefix ${prefix.join(".")} is taken or reserved`);
  }
  if (declared.some((each) => each.name === added.name))
    throw new Error(`${store}: two collections named ${added.name}`);
}
