import { decText } from "@dcm/proto";
import type { DecCoin } from "@dcm/proto/gen/cosmos/base/v1beta1";
import type { DelegatorStartingInfo, Params, ValidatorSlashEvent } from "@dcm/proto/gen/cosmos/distribution/v1beta1";
import {
  assert,
  compareText,
  DEC_ONE,
  DEC_ZERO,
  type Dec,
  decFloor,
  decMin,
  decMul,
  decMulTruncate,
  decOf,
  decQuoTruncate,
} from "../../kernel/index.js";
import type { Coins } from "../bank/api.js";

/** Coins with fractions: sorted by denomination, each once, none of zero. */
export type DecCoins = readonly DecCoin[];

/** Whole coins. */
export function decCoins(coins: Coins): DecCoins {
  return coins.map(({ denom, amount }) => ({ denom, amount: decOf(amount) }));
}

/** As the SDK prints them: `0.500000000000000000udcm,7.000000000000000000uatom`. */
export function decCoinsText(coins: DecCoins): string {
  return coins.map(({ denom, amount }) => `${decText(amount)}${denom}`).join(",");
}

export function plus(a: DecCoins, b: DecCoins): DecCoins {
  const sums = new Map(a.map(({ denom, amount }) => [denom, amount]));
  for (const { denom, amount } of b) sums.set(denom, ((sums.get(denom) ?? DEC_ZERO) + amount) as Dec);
  return [...sums]
    .filter(([, amount]) => amount !== 0n)
    .map(([denom, amount]) => ({ denom, amount }))
    .sort((x, y) => compareText(x.denom, y.denom));
}

/** What is left of `a` without `b`; undefined when `b` has more of something. */
export function without(a: DecCoins, b: DecCoins): DecCoins | undefined {
  const left = plus(
    a,
    b.map(({ denom, amount }) => ({ denom, amount: -amount as Dec })),
  );
  return left.some(({ amount }) => amount < 0n) ? undefined : left;
}

/** {@link without} of what must be a part. */
export function minus(a: DecCoins, b: DecCoins): DecCoins {
  const left = without(a, b);
  assert(left !== undefined, `${decCoinsText(b)} is a part of ${decCoinsText(a)}`);
  return left;
}

/** The smaller amount of each denomination. */
export function common(a: DecCoins, b: DecCoins): DecCoins {
  const held = new Map(b.map(({ denom, amount }) => [denom, amount]));
  return each(a, (amount, denom) => decMin(amount, held.get(denom) ?? DEC_ZERO));
}

/** Each amount × `by`, rounded half to even. */
export function times(coins: DecCoins, by: Dec): DecCoins {
  return each(coins, (amount) => decMul(amount, by));
}

/** Each amount × `by`, rounded down: what is shared out is never more than there is. */
export function timesDown(coins: DecCoins, by: Dec): DecCoins {
  return each(coins, (amount) => decMulTruncate(amount, by));
}

/** Each amount ÷ `by`, rounded down. */
export function overDown(coins: DecCoins, by: Dec): DecCoins {
  return each(coins, (amount) => decQuoTruncate(amount, by));
}

/** The whole coins, which can be paid out, and the fractions. */
export function split(coins: DecCoins): { readonly whole: Coins; readonly rest: DecCoins } {
  const whole = coins
    .map(({ denom, amount }) => ({ denom, amount: decFloor(amount) }))
    .filter(({ amount }) => amount > 0n);
  return { whole, rest: minus(coins, decCoins(whole)) };
}

/**
 * What a validator keeps of what it earns for its delegators and itself.
 *
 * @param rate  0 … 1
 */
export function shared(earned: DecCoins, rate: Dec): { readonly commission: DecCoins; readonly rewards: DecCoins } {
  const commission = times(earned, rate);
  return { commission, rewards: minus(earned, commission) };
}

/** A delegation whose rewards are counted. */
export interface Earning {
  readonly start: Pick<DelegatorStartingInfo, "previousPeriod" | "stake">;
  /** The slashes of its validator since then, the oldest first. */
  readonly slashes: readonly ValidatorSlashEvent[];
  /** What its shares are worth now, in tokens. */
  readonly stakeNow: Dec;
  /** The period that just ended. */
  readonly end: bigint;
}

/**
 * What a delegation has earned: from slash to slash its stake of that time × what a token earned. Every step rounds down.
 *
 * @param ratioAt  what one token had earned at the end of a period
 * @see Cosmos SDK v0.53, x/distribution/keeper/delegation.go, CalculateDelegationRewards; the F1 paper (Ojha and Goes, 2019)
 */
export function rewardsOf({ start, slashes, stakeNow, end }: Earning, ratioAt: (period: bigint) => DecCoins): DecCoins {
  let { previousPeriod: period, stake } = start;
  let rewards: DecCoins = [];
  const earn = (until: bigint, by: Dec) => {
    // The SDK reads the end of one stretch again as the beginning of the next.
    const from = ratioAt(period);
    rewards = plus(rewards, timesDown(minus(ratioAt(until), from), by));
    period = until;
  };
  for (const { validatorPeriod, fraction } of slashes) {
    if (validatorPeriod <= period) continue;
    earn(validatorPeriod, stake);
    stake = decMulTruncate(stake, (DEC_ONE - fraction) as Dec);
  }
  earn(end, stakeAtEnd(stake, stakeNow));
  return rewards;
}

/** What roundings of a stake that was slashed in steps may differ from one that was slashed at once, in atomics. */
const MARGIN = 3n;

function stakeAtEnd(stake: Dec, stakeNow: Dec): Dec {
  assert(
    stake <= stakeNow + MARGIN,
    `a stake of ${decText(stake)} is not more than the ${decText(stakeNow)} that is there`,
  );
  return decMin(stake, stakeNow);
}

/** What a Dec of the SDK can hold, in bits (cosmossdk.io/math v1.5.3, legacy_dec.go, maxDecBitLen). */
const DEC_LIMIT = 1n << 315n;

/** Whether a ratio would be larger than the SDK can count once the rewards of a validator with a single token are added. */
export function isTooMuch(ratio: DecCoins, rewards: DecCoins): boolean {
  return plus(ratio, rewards).some(({ amount }) => amount >= DEC_LIMIT);
}

/** Why these parameters cannot be, in the SDK's words (x/distribution/types/params.go, ValidateBasic). */
export function paramsFault({ communityTax }: Params): string | undefined {
  if (communityTax < 0n) return `community tax must be positive: ${decText(communityTax)}`;
  return communityTax > DEC_ONE ? `community tax too large: ${decText(communityTax)}` : undefined;
}

function each(coins: DecCoins, change: (amount: Dec, denom: string) => Dec): DecCoins {
  return coins
    .map(({ denom, amount }) => ({ denom, amount: change(amount, denom) }))
    .filter(({ amount }) => amount !== 0n);
}
