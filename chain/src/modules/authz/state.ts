import { Grant, GrantQueueItem } from "@dcm/proto/gen/cosmos/authz/v1beta1";
import type { PageRequest } from "@dcm/proto/gen/cosmos/base/query/v1beta1";
import {
  type Address,
  address,
  type Page,
  pageUnder,
  pair,
  proto,
  type ReadCtx,
  schema,
  sizedAddress,
  storedPart,
  str,
  timeKey,
} from "../../kernel/index.js";

/** Who lets whom act in its name. */
export interface Parties {
  readonly granter: Address;
  readonly grantee: Address;
}

const s = schema("authz");
const GRANTS = 1;
const grant = proto(Grant);

// Prefixes, keys and values are those of the Cosmos SDK (x/authz/keeper/keys.go).
/** By granter, grantee and type URL of the message. */
export const grants = s.pairMap(GRANTS, "grants", pair(address, pair(address, str)), grant);
/** By expiration in Unix nanoseconds, granter and grantee: the messages whose grants end then. */
export const endings = s.pairMap(2, "grant_queue", pair(timeKey, pair(address, sizedAddress)), proto(GrantQueueItem));
export default s;

/** A page of what one granter grants one grantee. */
export function pageBetween(ctx: ReadCtx, parties: Parties, request: PageRequest | undefined): Page<Grant> {
  const under = storedPart(Uint8Array.of(GRANTS), pair(address, address), [parties.granter, parties.grantee]);
  return pageUnder(ctx.reader(s.store), under, request, ([, value]) => grant.decode(value));
}
