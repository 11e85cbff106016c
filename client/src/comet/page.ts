import { utf8ToBytes } from "@dcm/proto";
import type { PageRequest, PageResponse } from "@dcm/proto/gen/cosmos/base/query/v1beta1";
import { StatusError } from "./status.js";

/** What a page holds when nobody says how much (SDK types/query/pagination.go). */
const limitDefault = 100n;

/**
 * A page of a list that is there as a whole, with the semantics of the SDK's PageRequest. A list of a past height never changes,
 * so a place in it is a key that holds.
 *
 * @throws StatusError INVALID_ARGUMENT  key and offset together, or a key that no page gave
 */
export function pageOf<T>(
  all: readonly T[],
  request: PageRequest | undefined,
): { readonly items: readonly T[]; readonly next: PageResponse } {
  const { key, offset = 0n, limit = 0n, reverse = false } = request ?? {};
  const byKey = key !== undefined && key.length > 0;
  if (byKey && offset > 0n) {
    throw new StatusError("INVALID_ARGUMENT", "invalid request, either offset or key is expected, got both");
  }
  const start = byKey ? placeOf(key) : offset;
  const size = limit > 0n ? limit : limitDefault;
  const end = start + size;
  const ordered = reverse ? all.toReversed() : all;
  const total = BigInt(all.length);
  const nextKey = end < total ? utf8ToBytes(String(end)) : new Uint8Array(0);
  return { items: ordered.slice(Number(start), Number(end < total ? end : total)), next: { nextKey, total } };
}

function placeOf(key: Uint8Array): bigint {
  const text = key.length > 20 ? "" : String.fromCharCode(...key);
  if (!/^\d+$/.test(text)) throw new StatusError("INVALID_ARGUMENT", "invalid pagination key");
  return BigInt(text);
}
