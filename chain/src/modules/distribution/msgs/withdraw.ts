import type { Delegation, Validator } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import {
  type Address,
  accountAddress,
  amount,
  type Ctx,
  emitLegacy,
  ensure,
  type ReadCtx,
  type ValAddress,
} from "../../../kernel/index.js";
import { isBlocked } from "../../auth/api.js";
import { type Coins, coinsText, moduleAddress, requireOpen, sendCoins } from "../../bank/api.js";
import * as staking from "../../staking/api.js";
import { E } from "../errors.js";
import { common, type DecCoins, decCoins, minus, plus, split } from "../math.js";
import { feePool, outstanding, startingInfos, withdrawAddresses } from "../state.js";
import { earned, endDelegation, endPeriod } from "./periods.js";

/** Where rewards go. */
export interface Destination {
  /** Where their owner wants them. */
  readonly wanted: Address;
  /** Where they can go: undefined is the community pool. */
  readonly to: Address | undefined;
}

/** Where the rewards of an account go unless it is said otherwise: to itself. */
export function withdrawAddress(ctx: ReadCtx, owner: Address): Address {
  const chosen = withdrawAddresses.get(ctx, owner);
  return chosen === undefined ? owner : accountAddress(ctx.prefix, chosen);
}

/**
 * Where rewards go when their owner acts.
 *
 * @throws sdk 4 Unauthorized  it had them sent to the account of a module
 */
export function strictDestination(ctx: ReadCtx, owner: Address): Destination {
  const wanted = withdrawAddress(ctx, owner);
  requireOpen(ctx, wanted);
  return { wanted, to: wanted };
}

/**
 * Where rewards go when the chain acts and nobody can be refused: to the owner itself where its choice cannot be paid, to
 * all where it cannot be paid either.
 *
 * @see Cosmos SDK v0.53.8, x/distribution/keeper/delegation.go, resolveWithdrawDestinationFallback
 */
export function lenientDestination(ctx: ReadCtx, owner: Address): Destination {
  const wanted = withdrawAddress(ctx, owner);
  return { wanted, to: [wanted, owner].find((each) => !isBlocked(ctx, each)) };
}

/** Says that rewards went elsewhere than their owner wanted. */
export function tellRedirected(
  ctx: Ctx,
  { wanted, to }: Destination,
  { operator, delegator }: { readonly operator: ValAddress; readonly delegator?: Address },
): void {
  if (to === wanted) return;
  emitLegacy(ctx, "withdraw_addr_redirected", [
    ["original_withdraw_address", wanted],
    ["withdraw_address", to ?? "community_pool"],
    ["validator", operator],
    ...(delegator === undefined ? [] : ([["delegator", delegator]] as const)),
  ]);
}

/**
 * Pays what a delegation has earned, and stops counting it.
 *
 * @returns what was paid; a zero of the base denomination when that is nothing
 * @throws distribution 5 EmptyDelegationDistInfo  a genesis forgot its record
 * @see Cosmos SDK v0.53, x/distribution/keeper/delegation.go, withdrawDelegationRewards
 */
export function withdrawRewards(ctx: Ctx, validator: Validator, delegation: Delegation, to: Destination): Coins {
  const operator = staking.operatorOf(validator);
  const delegator = delegation.delegatorAddress;
  ensure(startingInfos.has(ctx, [operator, delegator]), E.EmptyDelegationDistInfo);

  const counted = earned(ctx, validator, delegation, endPeriod(ctx, validator));
  const owed = outstanding.get(ctx, operator)?.rewards ?? [];
  // Sums of roundings down stay below what is there; the SDK holds that against doubt.
  const rewards = common(counted, owed);
  const paid = pay(ctx, rewards, to);
  outstanding.set(ctx, operator, { rewards: minus(owed, rewards) });
  endDelegation(ctx, delegator, operator);

  const shown = paid.length > 0 ? paid : [{ denom: ctx.baseDenom, amount: amount(0n) }];
  emitLegacy(ctx, "withdraw_rewards", [
    ["amount", coinsText(shown)],
    ["validator", operator],
    ["delegator", delegator],
  ]);
  return shown;
}

/** Pays whole coins out of the module's account; fractions go to the community pool. */
export function pay(ctx: Ctx, rewards: DecCoins, { to }: Destination): Coins {
  const { whole, rest } = split(rewards);
  if (to !== undefined && whole.length > 0) sendCoins(ctx, moduleAddress(ctx, "distribution"), to, whole);
  const given = to === undefined ? plus(rest, decCoins(whole)) : rest;
  if (given.length > 0) feePool.set(ctx, { communityPool: plus(feePool.get(ctx).communityPool, given) });
  return whole;
}
