import type { DelegatorStartingInfo } from "@dcm/proto/gen/cosmos/distribution/v1beta1";
import type { Delegation, Validator } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import {
  type Address,
  assert,
  type Ctx,
  type Dec,
  decOf,
  fail,
  type ReadCtx,
  type ValAddress,
} from "../../../kernel/index.js";
import * as staking from "../../staking/api.js";
import { E } from "../errors.js";
import { type DecCoins, minus, overDown, plus, rewardsOf } from "../math.js";
import {
  commissions,
  currentRewards,
  feePool,
  historicalRewards,
  outstanding,
  slashEvents,
  startingInfos,
} from "../state.js";

/** The most that count from the end of one period: a delegation or a slash, and the period that follows. */
const REFERENCES_MAX = 2;

/** What a new validator starts with: period 1, and nothing earned. */
export function beginValidator(ctx: Ctx, validator: Validator): void {
  const operator = staking.operatorOf(validator);
  historicalRewards.set(ctx, [operator, 0n], { cumulativeRewardRatio: [], referenceCount: 1 });
  currentRewards.set(ctx, operator, { rewards: [], period: 1n });
  commissions.set(ctx, operator, { commission: [] });
  outstanding.set(ctx, operator, { rewards: [] });
}

/**
 * Ends the period of a validator: what it earned for each token is added to what a token ever earned there.
 *
 * @returns the number of the period that ended
 * @throws distribution 6 NoValidatorDistInfo  a genesis forgot its records
 * @see Cosmos SDK v0.53, x/distribution/keeper/validator.go, IncrementValidatorPeriod
 */
export function endPeriod(ctx: Ctx, validator: Validator): bigint {
  const operator = staking.operatorOf(validator);
  const { rewards, period } = currentOf(ctx, operator);
  // Where there is no token to earn it, it goes to all.
  if (validator.tokens === 0n) forfeit(ctx, operator, rewards);
  const ratio = ratioAfter(ctx, validator, { rewards, period });
  dropReference(ctx, operator, before(period));
  historicalRewards.set(ctx, [operator, period], { cumulativeRewardRatio: ratio, referenceCount: 1 });
  currentRewards.set(ctx, operator, { rewards: [], period: period + 1n });
  return period;
}

/** Begins to count what a delegation earns, from the end of the last period on. */
export function beginDelegation(ctx: Ctx, delegator: Address, operator: ValAddress): void {
  const previousPeriod = before(currentOf(ctx, operator).period);
  addReference(ctx, operator, previousPeriod);
  const validator = staking.existingValidator(ctx, operator);
  const { shares } = staking.existingDelegation(ctx, delegator, operator);
  // Rounded down, so that nobody earns for more than there is.
  const stake = staking.tokensFromSharesTruncated(validator, shares);
  startingInfos.set(ctx, [operator, delegator], { previousPeriod, stake, height: ctx.height });
}

/** Stops counting what a delegation earns. */
export function endDelegation(ctx: Ctx, delegator: Address, operator: ValAddress): void {
  dropReference(ctx, operator, startOf(ctx, delegator, operator).previousPeriod);
  startingInfos.delete(ctx, [operator, delegator]);
}

/** Notes a slash, which ends a period: the stakes that earned until now are smaller from now on. */
export function noteSlash(ctx: Ctx, operator: ValAddress, fraction: Dec): void {
  const period = endPeriod(ctx, staking.existingValidator(ctx, operator));
  addReference(ctx, operator, period);
  slashEvents.set(ctx, [operator, [ctx.height, period]], { validatorPeriod: period, fraction });
}

/** What a delegation has earned up to the end of a period. */
export function earned(ctx: ReadCtx, validator: Validator, delegation: Delegation, end: bigint): DecCoins {
  return earnedUntil(ctx, validator, delegation, { end, ratioAt: (period) => ratioOf(ctx, validator, period) });
}

/** What a delegation would be paid if the running period ended now; nothing is written. */
export function earnedNow(ctx: ReadCtx, validator: Validator, delegation: Delegation): DecCoins {
  const current = currentOf(ctx, staking.operatorOf(validator));
  const ratio = ratioAfter(ctx, validator, current);
  const ratioAt = (period: bigint) => (period === current.period ? ratio : ratioOf(ctx, validator, period));
  return earnedUntil(ctx, validator, delegation, { end: current.period, ratioAt });
}

/** What one token had earned when the period before that one ended. */
export function lastRatio(ctx: ReadCtx, operator: ValAddress, period: bigint): DecCoins {
  return historicalOf(ctx, operator, before(period)).cumulativeRewardRatio;
}

interface Until {
  readonly end: bigint;
  readonly ratioAt: (period: bigint) => DecCoins;
}

function earnedUntil(ctx: ReadCtx, validator: Validator, delegation: Delegation, { end, ratioAt }: Until): DecCoins {
  const operator = staking.operatorOf(validator);
  const start = startOf(ctx, delegation.delegatorAddress, operator);
  // A delegation of this very block has earned nothing: fees of a block are shared out at the beginning of the next.
  if (start.height === ctx.height) return [];
  const slashes = slashEvents
    .between(ctx, [operator, [start.height, 0n]], [operator, [ctx.height + 1n, 0n]])
    .map(([, event]) => event);
  const stakeNow = staking.tokensFromShares(validator, delegation.shares);
  return rewardsOf({ start, slashes, stakeNow, end }, ratioAt);
}

/** What one token will have earned when the period ends. */
function ratioAfter(
  ctx: ReadCtx,
  validator: Validator,
  { rewards, period }: { readonly rewards: DecCoins; readonly period: bigint },
): DecCoins {
  const gained = validator.tokens === 0n ? [] : overDown(rewards, decOf(validator.tokens));
  return plus(lastRatio(ctx, staking.operatorOf(validator), period), gained);
}

function ratioOf(ctx: ReadCtx, validator: Validator, period: bigint): DecCoins {
  return historicalOf(ctx, staking.operatorOf(validator), period).cumulativeRewardRatio;
}

function forfeit(ctx: Ctx, operator: ValAddress, rewards: DecCoins): void {
  const { communityPool } = feePool.get(ctx);
  const owed = outstanding.get(ctx, operator)?.rewards ?? [];
  feePool.set(ctx, { communityPool: plus(communityPool, rewards) });
  outstanding.set(ctx, operator, { rewards: minus(owed, rewards) });
}

function addReference(ctx: Ctx, operator: ValAddress, period: bigint): void {
  const found = historicalOf(ctx, operator, period);
  const referenceCount = found.referenceCount + 1;
  assert(referenceCount <= REFERENCES_MAX, `no more than ${REFERENCES_MAX} count from the end of a period`);
  historicalRewards.set(ctx, [operator, period], { ...found, referenceCount });
}

/** What nobody counts from any more is forgotten. */
function dropReference(ctx: Ctx, operator: ValAddress, period: bigint): void {
  const found = historicalOf(ctx, operator, period);
  assert(found.referenceCount > 0, "who counts from the end of a period is counted there");
  const referenceCount = found.referenceCount - 1;
  if (referenceCount === 0) historicalRewards.delete(ctx, [operator, period]);
  else historicalRewards.set(ctx, [operator, period], { ...found, referenceCount });
}

function historicalOf(ctx: ReadCtx, operator: ValAddress, period: bigint) {
  const missing = `no historical rewards for validator ${operator} period ${period}`;
  return historicalRewards.get(ctx, [operator, period]) ?? fail(E.NoValidatorDistInfo, missing);
}

/** The running period; of a validator that a genesis forgot, one without a predecessor. */
function currentOf(ctx: ReadCtx, operator: ValAddress) {
  return currentRewards.get(ctx, operator) ?? { rewards: [], period: 0n };
}

/** Of a delegation that a genesis forgot, one that counts from period 0, as the SDK reads it. */
function startOf(ctx: ReadCtx, delegator: Address, operator: ValAddress): DelegatorStartingInfo {
  const none = { previousPeriod: 0n, stake: 0n as Dec, height: 0n };
  return startingInfos.get(ctx, [operator, delegator]) ?? none;
}

/** The period before, in 64 bits. */
function before(period: bigint): bigint {
  return BigInt.asUintN(64, period - 1n);
}
