import { type Address, type Coins, type Ctx, emitLegacy, fail, type ReadCtx, Sdk } from "../../kernel/index.js";
import { E } from "./errors.js";
import {
  type Allowance,
  expirationOf,
  packAllowance,
  parseAllowance,
  spendBasic,
  spendPeriodic,
  type Verdict,
} from "./math.js";
import { expirations, grants } from "./state.js";

/**
 * Takes a fee from what a granter allows a grantee.
 *
 * @param fee       sorted, each denomination once, all above zero; empty for a transaction without a fee
 * @param messages  type URLs of the transaction's messages
 * @throws sdk 38 NotFound              there is no allowance
 * @throws feegrant 2 LimitExceeded     it does not cover the fee
 * @throws feegrant 3 Expired           it has ended
 * @throws feegrant 7 MessageNotAllowed it is not for one of these messages
 * @see Cosmos SDK, x/feegrant v0.2.0, keeper/keeper.go, UseGrantedFees
 */
export function useGrantedFees(ctx: Ctx, { granter, grantee }: Parties, fee: Coins, messages: readonly string[]): void {
  const allowance = allowanceOf(ctx, { granter, grantee }) ?? fail(Sdk.NotFound, "fee-grant not found");
  const { left, over, refusal } = spend(ctx, allowance, fee, messages);
  if (over) revoke(ctx, { granter, grantee });
  if (refusal !== undefined) fail(...refusal);
  tell(ctx, "use_feegrant", { granter, grantee });
  if (over) return;
  allowanceOf(ctx, { granter, grantee });
  grants.set(ctx, [grantee, granter], { granter, grantee, allowance: packAllowance(left) });
  tell(ctx, "update_feegrant", { granter, grantee });
}

/** Who pays, and for whom. */
export interface Parties {
  readonly granter: Address;
  readonly grantee: Address;
}

/** What `granter` allows `grantee`; undefined for nothing. */
export function allowanceOf(ctx: ReadCtx, { granter, grantee }: Parties): Allowance | undefined {
  const grant = grants.get(ctx, [grantee, granter]);
  return grant && parseAllowance(grant.allowance);
}

/**
 * Ends an allowance.
 *
 * @throws sdk 38 NotFound  there is none
 */
export function revoke(ctx: Ctx, { granter, grantee }: Parties): void {
  const allowance = allowanceOf(ctx, { granter, grantee }) ?? fail(Sdk.NotFound, "fee-grant not found");
  grants.delete(ctx, [grantee, granter]);
  const expiration = expirationOf(allowance);
  // The SDK deletes a record that is not there, and so ends at the old time what is granted anew.
  if (expiration !== undefined) expirations.delete(ctx, [expiration, grantee, granter]);
  tell(ctx, "revoke_feegrant", { granter, grantee });
}

/** Emits an event about an allowance. */
export function tell(ctx: Ctx, type: string, { granter, grantee }: Parties): void {
  emitLegacy(ctx, type, [
    ["granter", granter],
    ["grantee", grantee],
  ]);
}

function spend(ctx: Ctx, allowance: Allowance, fee: Coins, messages: readonly string[]): Verdict {
  if (allowance.kind === "basic") return spendBasic(allowance.basic, fee, ctx.time);
  if (allowance.kind === "periodic") return spendPeriodic(allowance.periodic, fee, ctx.time);
  if (!areAllowed(ctx, allowance.messages, messages)) {
    const refusal = [E.MessageNotAllowed, "message does not exist in allowed messages"] as const;
    return { left: allowance, over: false, refusal };
  }
  // Granted allowances have one inside: allowanceFault refuses the others.
  const verdict = spend(ctx, allowance.inner as Allowance, fee, messages);
  return { ...verdict, left: { ...allowance, inner: verdict.left } };
}

/** Each look costs as in the SDK (filtered_fee.go). */
function areAllowed(ctx: Ctx, allowed: readonly string[], messages: readonly string[]): boolean {
  const known = new Set<string>();
  for (const each of allowed) {
    ctx.gas.charge(LOOK_GAS, "check msg");
    known.add(each);
  }
  for (const each of messages) {
    ctx.gas.charge(LOOK_GAS, "check msg");
    if (!known.has(each)) return false;
  }
  return true;
}

const LOOK_GAS = 10;
