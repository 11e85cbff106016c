import type { PageRequest } from "@dcm/proto/gen/cosmos/base/query/v1beta1";
import { type GenesisAccountPermissions, Permissions } from "@dcm/proto/gen/cosmos/circuit/v1";
import {
  accountAddress,
  address,
  concat,
  keyBytes,
  type Page,
  pageCollected,
  proto,
  type ReadCtx,
  schema,
  str,
} from "../../kernel/index.js";

const s = schema("circuit");
const [PERMISSIONS, STOPPED] = [1, 2];
const permission = proto(Permissions);

// Prefixes, keys and values are those of the Cosmos SDK (x/circuit/types/keys.go).
export const permissions = s.map(PERMISSIONS, "permissions", address, permission);
/** Type URLs of the messages that are stopped. */
export const stopped = s.keySet(STOPPED, "disable_list", str);
export default s;

/** Keys by type URL: those of messages that were read, of which there are as many as types. One is asked for twice a message. */
const keys = new Map<string, Uint8Array>();

/** Whether nobody may run messages of that type at present. Looking costs a read, as in the SDK. */
export function isStopped(ctx: ReadCtx, typeUrl: string): boolean {
  let key = keys.get(typeUrl);
  if (key === undefined) {
    key = concat(Uint8Array.of(STOPPED), keyBytes(str, typeUrl));
    keys.set(typeUrl, key);
  }
  return ctx.reader(s.store).has(key);
}

export function pageOfAccounts(ctx: ReadCtx, request: PageRequest | undefined): Page<GenesisAccountPermissions> {
  const place = { store: ctx.reader(s.store), prefix: Uint8Array.of(PERMISSIONS), request };
  return pageCollected(place, ([key, value]) => ({
    address: accountAddress(ctx.prefix, key.slice(1)),
    permissions: permission.decode(value),
  }));
}
