import { Permissions_Level as Level, type MsgRpcs, Permissions } from "@dcm/proto/gen/cosmos/circuit/v1";
import {
  type Address,
  accountFault,
  type Ctx,
  emitLegacy,
  ensure,
  failPlain,
  goText,
  type Handlers,
  lowerCase,
  Sdk,
  utf8ToBytes,
} from "../../kernel/index.js";
import { moduleAddress } from "../auth/api.js";
import { permissions, stopped } from "./state.js";

/** Bytes of a type URL that fit a key; none of a message here is longer. */
const URL_KEPT = 126;

/** cosmossdk.io/x/circuit v0.2.0, keeper/msg_server.go. */
export const msgs: Handlers<MsgRpcs, Ctx> = {
  AuthorizeCircuitBreaker(ctx, { granter, grantee, permissions: given }) {
    const from = addressIn(ctx, granter);
    const isAdmin = isAuthority(ctx, from) || permissions.get(ctx, from)?.level === Level.SUPER_ADMIN;
    ensure(isAdmin, Sdk.Unauthorized, "only super admins can authorize users");
    const to = addressIn(ctx, grantee);
    ensure(given !== undefined, Sdk.InvalidRequest, "permissions cannot be nil");

    permissions.set(ctx, to, given);
    emitLegacy(ctx, "authorize_circuit_breaker", [
      ["granter", granter],
      ["grantee", grantee],
      ["permission", goText(Permissions, given)],
    ]);
    return { success: true };
  },

  TripCircuitBreaker(ctx, { authority, msgTypeUrls }) {
    const own = permissions.get(ctx, addressIn(ctx, authority));
    for (const url of msgTypeUrls) {
      if (isKnown(ctx, url)) failPlain(`message ${url} is already disabled`);
      requirePermission(ctx, { authority, own, url, deed: "trip" });
      stopped.add(ctx, url);
    }
    tell(ctx, "trip_circuit_breaker", authority, msgTypeUrls);
    return { success: true };
  },

  ResetCircuitBreaker(ctx, { authority, msgTypeUrls }) {
    const own = permissions.get(ctx, addressIn(ctx, authority));
    for (const url of msgTypeUrls) {
      if (!isKnown(ctx, url)) failPlain(`message ${url} is not disabled`);
      requirePermission(ctx, { authority, own, url, deed: "reset" });
      stopped.delete(ctx, url);
    }
    tell(ctx, "reset_circuit_breaker", authority, msgTypeUrls);
    return { success: true };
  },
};

function isKnown(ctx: Ctx, url: string): boolean {
  const { length } = utf8ToBytes(url);
  ensure(length <= URL_KEPT, Sdk.InvalidRequest, `a type URL of ${length} bytes is too long`);
  return stopped.has(ctx, url);
}

interface Deed {
  readonly authority: string;
  readonly own: Permissions | undefined;
  readonly url: string;
  readonly deed: "trip" | "reset";
}

function requirePermission(ctx: Ctx, { authority, own, url, deed }: Deed): void {
  const level = own?.level ?? Level.NONE_UNSPECIFIED;
  const isFree = level === Level.SUPER_ADMIN || level === Level.ALL_MSGS;
  if (isFree || isAuthority(ctx, lowerCase(authority))) return;
  const refusal = `account does not have permission to ${deed} circuit breaker`;
  ensure(level === Level.SOME_MSGS, Sdk.Unauthorized, refusal);
  ensure(own?.limitTypeUrls.includes(url) === true, Sdk.Unauthorized, `${refusal} for message ${url}`);
}

function isAuthority(ctx: Ctx, address: Address): boolean {
  return address === moduleAddress(ctx, "gov");
}

function tell(ctx: Ctx, type: string, authority: string, urls: readonly string[]): void {
  emitLegacy(ctx, type, [
    ["authority", authority],
    ["msg_url", urls.join(",")],
  ]);
}

function addressIn(ctx: Ctx, text: string): Address {
  const fault = accountFault(text, ctx.prefix);
  return fault === undefined ? lowerCase(text) : failPlain(fault);
}
