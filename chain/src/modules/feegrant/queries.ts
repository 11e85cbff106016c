import type { QueryRpcs } from "@dcm/proto/gen/cosmos/feegrant/v1beta1";
import {
  type Address,
  addressFault,
  failPlain,
  type Handlers,
  internal,
  lowerCase,
  type ReadCtx,
  requirePage,
} from "../../kernel/index.js";
import { allowanceOf } from "./api.js";
import { packAllowance } from "./math.js";
import { grants } from "./state.js";

/** x/feegrant v0.2.0, keeper/grpc_query.go. */
export const queries: Handlers<QueryRpcs, ReadCtx> = {
  Allowance(ctx, { granter, grantee }) {
    const parties = { granter: parsed(ctx, granter), grantee: parsed(ctx, grantee) };
    const allowance = allowanceOf(ctx, parties) ?? internal("fee-grant not found: not found");
    return { allowance: { granter, grantee, allowance: packAllowance(allowance) } };
  },

  Allowances(ctx, { grantee, pagination }) {
    const owner = parsed(ctx, grantee);
    requirePage(pagination, internal);
    const page = grants.page(ctx, owner, pagination);
    return { allowances: page.items, pagination: page.next };
  },

  AllowancesByGranter(ctx, { granter, pagination }) {
    const wanted = parsed(ctx, granter);
    requirePage(pagination, internal);
    // The SDK walks over all grants too; a query's gas bounds it.
    const page = grants.pageEntries(ctx, pagination, ([[, each]]) => each === wanted);
    return { allowances: page.items.map(([, grant]) => grant), pagination: page.next };
  },
};

function parsed(ctx: ReadCtx, text: string): Address {
  const fault = addressFault(text, ctx.prefix);
  if (fault !== undefined) failPlain(fault);
  return lowerCase(text);
}
