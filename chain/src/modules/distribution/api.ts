import type { Address, ConsAddress, Ctx, Dec, ValAddress } from "../../kernel/index.js";
import { type Coins, sendToModule } from "../bank/api.js";
import * as staking from "../staking/api.js";
import { decCoins, minus, plus } from "./math.js";
import { beginDelegation, beginValidator, endPeriod, noteSlash } from "./msgs/periods.js";
import { lenientDestination, pay, strictDestination, tellRedirected, withdrawRewards } from "./msgs/withdraw.js";
import { commissions, currentRewards, feePool, historicalRewards, outstanding, slashEvents } from "./state.js";

/** A validator begins: so do its periods. */
export function onValidatorCreated(ctx: Ctx, operator: ValAddress): void {
  beginValidator(ctx, staking.existingValidator(ctx, operator));
}

/**
 * A validator is gone, and with it its last delegation: its commission is paid, and what roundings left goes to all.
 *
 * @throws sdk 4 Unauthorized  a message removed it, and its operator has rewards sent to the account of a module
 * @see Cosmos SDK v0.53.8, x/distribution/keeper/hooks.go, AfterValidatorRemoved
 */
export function onValidatorRemoved(ctx: Ctx, _key: ConsAddress, operator: ValAddress, cause: staking.Cause): void {
  const owed = outstanding.get(ctx, operator)?.rewards ?? [];
  const commission = commissions.get(ctx, operator)?.commission ?? [];
  if (commission.length > 0) {
    const to = destination(ctx, staking.operatorAccount(ctx, operator), cause);
    pay(ctx, commission, to);
    tellRedirected(ctx, to, { operator });
  }
  const { communityPool } = feePool.get(ctx);
  feePool.set(ctx, { communityPool: plus(communityPool, minus(owed, commission)) });
  outstanding.delete(ctx, operator);
  commissions.delete(ctx, operator);
  for (const [at] of slashEvents.listEntries(ctx, operator)) slashEvents.delete(ctx, [operator, at]);
  for (const [period] of historicalRewards.listEntries(ctx, operator))
    historicalRewards.delete(ctx, [operator, period]);
  currentRewards.delete(ctx, operator);
}

/** Somebody is about to delegate for the first time: what was earned until now is not shared with them. */
export function beforeDelegationCreated(ctx: Ctx, _delegator: Address, operator: ValAddress): void {
  endPeriod(ctx, staking.existingValidator(ctx, operator));
}

/**
 * A delegation is about to grow or shrink: what it earned is paid.
 *
 * @throws sdk 4 Unauthorized  a message changes it, and the delegator has rewards sent to the account of a module
 */
export function beforeDelegationChanged(
  ctx: Ctx,
  delegator: Address,
  operator: ValAddress,
  cause: staking.Cause,
): void {
  const validator = staking.existingValidator(ctx, operator);
  const delegation = staking.existingDelegation(ctx, delegator, operator);
  const to = destination(ctx, delegator, cause);
  withdrawRewards(ctx, validator, delegation, to);
  tellRedirected(ctx, to, { operator, delegator });
}

/** A delegation was made or changed: it earns with its new stake. */
export function afterDelegationChanged(ctx: Ctx, delegator: Address, operator: ValAddress): void {
  beginDelegation(ctx, delegator, operator);
}

/** A validator is about to lose that part of its tokens, 0 … 1. */
export function beforeValidatorSlashed(ctx: Ctx, operator: ValAddress, fraction: Dec): void {
  noteSlash(ctx, operator, fraction);
}

function destination(ctx: Ctx, owner: Address, cause: staking.Cause) {
  return cause === "message" ? strictDestination(ctx, owner) : lenientDestination(ctx, owner);
}

/**
 * Pays coins into the community pool.
 *
 * @param coins  sorted, each denomination once, all above zero
 * @throws sdk 5 InsufficientFunds  a balance of `from` is too small
 * @see Cosmos SDK v0.53, x/distribution/keeper/keeper.go, FundCommunityPool
 */
export function fundPool(ctx: Ctx, from: Address, coins: Coins): void {
  sendToModule(ctx, from, "distribution", coins);
  feePool.set(ctx, { communityPool: plus(feePool.get(ctx).communityPool, decCoins(coins)) });
}
