import type { PageRequest, PageResponse } from "@dcm/proto/gen/cosmos/base/query/v1beta1";
import { concat, EMPTY, prefixEnd } from "./bytes.js";
import { invalidArgument } from "./errors.js";
import type { KvEntry, KvReader } from "./kv.js";

/** One page of a list, in the form every list query answers. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: PageResponse;
}

/** What a page holds when nobody says how much (types/query/pagination.go, DefaultLimit). */
const DEFAULT_LIMIT = 100n;
/** No page is longer; `next_key` leads on. */
const MAX_LIMIT = 1000n;

/**
 * Refuses a request for a page that no list can answer.
 *
 * @param refuse  answers the query: the SDK's modules do so in different ways
 */
export function requirePage(request: PageRequest | undefined, refuse: (text: string) => never): void {
  const { key = EMPTY, offset = 0n } = request ?? {};
  if (offset > 0n && key.length > 0) refuse("invalid request, either offset or key is expected, got both");
}

/**
 * A page of the records under `prefix`, in the semantics of the SDK's PageRequest: by `key` or by `offset`, `reverse`, and
 * the total where it is asked for or no limit is given.
 *
 * @param keep  which records count; the others are passed over
 * @throws InvalidArgument  both key and offset are given
 * @see Cosmos SDK v0.53, types/query/{pagination,collections_pagination}.go
 */
export function pageUnder<T>(
  store: KvReader,
  prefix: Uint8Array,
  request: PageRequest | undefined,
  decode: (entry: KvEntry) => T,
  keep?: (item: T) => boolean,
): Page<T> {
  const { key = EMPTY, offset = 0n, limit: asked = 0n, countTotal = false, reverse = false } = request ?? {};
  requirePage(request, invalidArgument);
  const limit = asked === 0n ? DEFAULT_LIMIT : asked < MAX_LIMIT ? asked : MAX_LIMIT;
  const counting = key.length === 0 && (countTotal || asked === 0n);

  const items: T[] = [];
  let nextKey = EMPTY;
  let seen = 0n;
  for (const entry of records(store, prefix, key, reverse)) {
    const full = BigInt(items.length) === limit;
    const beyond = full && nextKey.length === 0;
    // By key the next page begins at the record after the last one shown, kept or not; by offset at the next one kept.
    if (beyond && (keep === undefined || key.length > 0)) {
      nextKey = entry[0].slice(prefix.length);
      if (!counting) break;
    }
    // What is only counted need not be read.
    const shown = !full && seen >= offset;
    if (!shown && keep === undefined) {
      seen += 1n;
      continue;
    }
    const item = decode(entry);
    if (keep?.(item) === false) continue;
    if (beyond && nextKey.length === 0) {
      nextKey = entry[0].slice(prefix.length);
      if (!counting) break;
    }
    seen += 1n;
    if (shown) items.push(item);
  }
  return { items, next: { nextKey, total: counting ? seen : 0n } };
}

/** Where a page is taken from, and which. */
export interface PagePlace {
  readonly store: KvReader;
  readonly prefix: Uint8Array;
  readonly request: PageRequest | undefined;
}

/**
 * {@link pageUnder} as the SDK's newer modules do it: an offset passes over records that `keep` does not take too, by key the
 * next page begins at the next one that it takes, and behind the last record there is nothing to count.
 *
 * @see Cosmos SDK v0.53, types/query/collections_pagination.go, CollectionFilteredPaginate
 */
export function pageCollected<T>(
  { store, prefix, request }: PagePlace,
  decode: (entry: KvEntry) => T,
  keep: (item: T) => boolean = () => true,
): Page<T> {
  const { key = EMPTY, offset = 0n, limit: asked = 0n, countTotal = false, reverse = false } = request ?? {};
  const limit = asked === 0n ? DEFAULT_LIMIT : asked < MAX_LIMIT ? asked : MAX_LIMIT;
  const byKey = key.length > 0;
  const counting = !byKey && (countTotal || asked === 0n);

  const items: T[] = [];
  let nextKey = EMPTY;
  let passed = 0n;
  let taken = 0n;
  for (const entry of records(store, prefix, key, reverse)) {
    if (passed < offset) {
      passed += 1n;
      continue;
    }
    const item = decode(entry);
    const isTaken = keep(item);
    if (taken === limit && (!byKey || isTaken)) {
      nextKey = entry[0].slice(prefix.length);
      if (!counting) break;
    }
    if (!isTaken) continue;
    if (taken < limit) items.push(item);
    taken += 1n;
  }
  return { items, next: { nextKey, total: counting && passed === offset ? taken + offset : 0n } };
}

/** The records under `prefix` from `key` on, that one included. */
function records(store: KvReader, prefix: Uint8Array, key: Uint8Array, reverse: boolean): Iterable<KvEntry> {
  const end = prefixEnd(prefix);
  if (!reverse) return store.ascend(concat(prefix, key), end);
  // The smallest key above `key` is `key` with a zero byte behind it.
  return store.descend(prefix, key.length === 0 ? end : concat(prefix, key, Uint8Array.of(0)));
}
