import type { MsgRpcs } from "@dcm/proto/gen/cosmos/feegrant/v1beta1";
import {
  accountFault,
  type Ctx,
  emitLegacy,
  ensure,
  fail,
  failPlain,
  type Handlers,
  lowerCase,
  Sdk,
} from "../../kernel/index.js";
import { accountOf, createAccount } from "../auth/api.js";
import { requireOpen } from "../bank/api.js";
import { allowanceOf, type Parties, revoke, tell } from "./api.js";
import { prune } from "./blocks.js";
import { E } from "./errors.js";
import { type Allowance, allowanceFault, expirationOf, packAllowance, parseAllowance } from "./math.js";
import { expirations, grants } from "./state.js";

/** Allowances that one message prunes. */
const PRUNED_PER_MESSAGE = 75;

/** x/feegrant v0.2.0, keeper/msg_server.go. */
export const msgs: Handlers<MsgRpcs, Ctx> = {
  GrantAllowance(ctx, { granter, grantee, allowance: packed }) {
    const oneself = lowerCase(granter) === lowerCase(grantee);
    ensure(!oneself, Sdk.InvalidAddress, "cannot self-grant fee authorization");
    const parties = partiesOf(ctx, granter, grantee);
    requireNone(ctx, parties);
    const allowance = parseAllowance(packed) ?? fail(E.NoAllowance, "failed to get allowance");
    const fault = allowanceFault(allowance);
    if (fault !== undefined) fail(...fault);

    grant(ctx, parties, allowance);
    return {};
  },

  RevokeAllowance(ctx, { granter, grantee }) {
    ensure(granter !== grantee, Sdk.InvalidAddress, "addresses must be different");
    revoke(ctx, partiesOf(ctx, granter, grantee));
    return {};
  },

  PruneAllowances(ctx, { pruner }) {
    prune(ctx, PRUNED_PER_MESSAGE);
    emitLegacy(ctx, "prune_feegrant", [["pruner", pruner]]);
    return {};
  },
};

/**
 * Grants an allowance that was found right (keeper/keeper.go, GrantAllowance).
 *
 * @throws sdk 18 InvalidRequest  there is one already, or this one has ended
 * @throws sdk 4  Unauthorized    the grantee would be a new account of a module
 */
export function grant(ctx: Ctx, parties: Parties, allowance: Allowance): void {
  const { granter, grantee } = parties;
  requireNone(ctx, parties);
  if (accountOf(ctx, grantee) === undefined) {
    requireOpen(ctx, grantee);
    createAccount(ctx, grantee);
  }
  const expiration = expirationOf(allowance);
  const over = expiration !== undefined && expiration < ctx.time;
  ensure(!over, Sdk.InvalidRequest, "expiration is before current block time");

  if (expiration !== undefined) expirations.add(ctx, [expiration, grantee, granter]);
  grants.set(ctx, [grantee, granter], { granter, grantee, allowance: packAllowance(allowance) });
  tell(ctx, "set_feegrant", parties);
}

function requireNone(ctx: Ctx, parties: Parties): void {
  ensure(allowanceOf(ctx, parties) === undefined, Sdk.InvalidRequest, "fee allowance already exists");
}

function partiesOf(ctx: Ctx, granter: string, grantee: string): Parties {
  for (const text of [grantee, granter]) {
    const fault = accountFault(text, ctx.prefix);
    if (fault !== undefined) failPlain(fault);
  }
  return { granter: lowerCase(granter), grantee: lowerCase(grantee) };
}
