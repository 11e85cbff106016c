import type { QueryRpcs } from "@dcm/proto/gen/cosmos/authz/v1beta1";
import {
  type Address,
  addressFault,
  fail,
  failPlain,
  type Handlers,
  lowerCase,
  type ReadCtx,
  requirePage,
} from "../../kernel/index.js";
import { E } from "./errors.js";
import { grants, pageBetween } from "./state.js";

/** x/authz/keeper/grpc_query.go. */
export const queries: Handlers<QueryRpcs, ReadCtx> = {
  Grants(ctx, { granter, grantee, msgTypeUrl, pagination }) {
    const parties = { granter: parsed(ctx, granter), grantee: parsed(ctx, grantee) };
    if (msgTypeUrl !== "") {
      const found = grants.get(ctx, [parties.granter, [parties.grantee, msgTypeUrl]]);
      const missing = `authorization not found for ${msgTypeUrl} type`;
      return { grants: [found ?? fail(E.NoAuthorizationFound, missing)], pagination: undefined };
    }
    requirePage(pagination, failPlain);
    const page = pageBetween(ctx, parties, pagination);
    return { grants: page.items, pagination: page.next };
  },

  GranterGrants(ctx, { granter, pagination }) {
    const owner = parsed(ctx, granter);
    requirePage(pagination, failPlain);
    const page = grants.pageUnder(ctx, owner, pagination);
    const shown = page.items.map(([[grantee], grant]) => ({ granter: granter as Address, grantee, ...grant }));
    return { grants: shown, pagination: page.next };
  },

  GranteeGrants(ctx, { grantee, pagination }) {
    const wanted = parsed(ctx, grantee);
    requirePage(pagination, failPlain);
    // The SDK walks over all grants too; a query's gas bounds it.
    const page = grants.pageEntries(ctx, pagination, ([[, [each]]]) => each === wanted);
    const shown = page.items.map(([[granter], grant]) => ({ granter, grantee: grantee as Address, ...grant }));
    return { grants: shown, pagination: page.next };
  },
};

function parsed(ctx: ReadCtx, text: string): Address {
  const fault = addressFault(text, ctx.prefix);
  if (fault !== undefined) failPlain(fault);
  return lowerCase(text);
}
