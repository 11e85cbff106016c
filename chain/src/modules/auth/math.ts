import {
  type Amount,
  amountOf,
  assert,
  type Coins,
  coinsFault,
  coinsText,
  DEC_ONE,
  type Dec,
  decQuo,
  decRound,
  equalCoins,
  isAllAtMost,
  minCoins,
  subCoins,
  sumCoins,
} from "../../kernel/index.js";
import type { Vesting } from "./state.js";

/** Nothing is locked in most accounts. */
const NO_COINS: Coins = [];

/**
 * What of the original coins is the owner's own.
 *
 * @param now  Unix seconds
 * @see Cosmos SDK v0.53, x/auth/vesting/types/vesting_account.go, GetVestedCoins of each kind
 */
export function vestedCoins({ originalVesting, endTime, schedule }: Vesting, now: bigint): Coins {
  if (schedule.kind === "none") return originalVesting;
  if (schedule.kind === "permanent") return NO_COINS;
  if (schedule.kind === "delayed") return now >= endTime ? originalVesting : NO_COINS;
  if (now <= schedule.startTime) return NO_COINS;
  if (now >= endTime) return originalVesting;
  if (schedule.kind === "periodic") return sumCoins(ended(schedule.periods, now - schedule.startTime));
  // The part of the time that has passed is rounded to 18 places, half to even, and then each amount to a whole one.
  const part = decQuo(dec(now - schedule.startTime), dec(endTime - schedule.startTime));
  return originalVesting
    .map(({ denom, amount }) => ({ denom, amount: decRound((amount * part) as Dec) as Amount }))
    .filter((coin) => coin.amount > 0n);
}

/**
 * What cannot be spent: the coins that still vest, less those of them that are delegated and so not in the account.
 *
 * @param now  Unix seconds
 */
export function lockedOf(vesting: Vesting, now: bigint): Coins {
  const left = vestingCoins(vesting, now);
  return minus(left, minCoins(left, vesting.delegatedVesting));
}

/**
 * The account's books after a delegation, which takes coins that vest before those that are free.
 *
 * @param coins  valid, and not more than the account holds
 * @param now    Unix seconds
 * @see Cosmos SDK v0.53, x/auth/vesting/types/vesting_account.go, TrackDelegation
 */
export function afterDelegation(vesting: Vesting, coins: Coins, now: bigint): Vesting {
  const left = vestingCoins(vesting, now);
  const { delegatedVesting, delegatedFree } = vesting;
  const locked = coins.map(({ denom, amount }) => {
    const undelegated = amountOf(left, denom) - amountOf(delegatedVesting, denom);
    return { denom, amount: lesser(undelegated > 0n ? undelegated : 0n, amount) };
  });
  const free = minus(coins, locked);
  return {
    ...vesting,
    delegatedVesting: sumCoins([delegatedVesting, locked]),
    delegatedFree: sumCoins([delegatedFree, free]),
  };
}

/**
 * The account's books after an undelegation, which gives free coins back before those that were vesting. More may come back
 * than was delegated, since staking rounds in favour of who stays.
 *
 * @param coins  valid
 * @see Cosmos SDK v0.53, x/auth/vesting/types/vesting_account.go, TrackUndelegation
 */
export function afterUndelegation(vesting: Vesting, coins: Coins): Vesting {
  const { delegatedVesting, delegatedFree } = vesting;
  const free = minCoins(coins, delegatedFree);
  const locked = minCoins(minus(coins, free), delegatedVesting);
  return {
    ...vesting,
    delegatedFree: minus(delegatedFree, free),
    delegatedVesting: minus(delegatedVesting, locked),
  };
}

/** Why a vesting account cannot be, in the SDK's words (Validate of each kind); undefined when it can. */
export function vestingFault(vesting: Vesting): string | undefined {
  const { endTime, schedule } = vesting;
  if (schedule.kind === "permanent" && endTime > 0n) return "permanently vested accounts cannot have an end-time";
  if (schedule.kind === "continuous" || schedule.kind === "periodic") {
    if (schedule.startTime >= endTime) return "vesting start-time cannot be before end-time";
  }
  return periodsFault(vesting) ?? baseFault(vesting);
}

/** Seconds in 64 bits, as Go adds them. */
export function int64(seconds: bigint): bigint {
  return BigInt.asIntN(64, seconds);
}

function periodsFault({ originalVesting, endTime, schedule }: Vesting): string | undefined {
  if (schedule.kind !== "periodic") return undefined;
  const { startTime, periods } = schedule;
  let end = startTime;
  for (const [i, { length, amount }] of periods.entries()) {
    if (length < 0n) return `period #${i} has a negative length: ${length}`;
    end = int64(end + length);
    if (amount.length === 0 || coinsFault(amount) !== undefined)
      return `period #${i} has invalid coins: ${coinsText(amount)}`;
  }
  if (end !== endTime) return "vesting end time does not match length of all vesting periods";
  if (end < startTime) return "cumulative endTime overflowed, and/or is less than startTime";
  const sum = sumCoins(periods.map((each) => each.amount));
  if (equalCoins(sum, originalVesting)) return undefined;
  const [stated, summed] = [coinsText(originalVesting), coinsText(sum)];
  return `original vesting coins (${stated}) does not match the sum of all coins in vesting periods (${summed})`;
}

function baseFault({ originalVesting, delegatedVesting, endTime }: Vesting): string | undefined {
  if (endTime < 0n) return "end time cannot be negative";
  if (originalVesting.length === 0 || coinsFault(originalVesting) !== undefined)
    return `invalid coins: ${coinsText(originalVesting)}`;
  if (!isAllAtMost(delegatedVesting, originalVesting))
    return "delegated vesting amount cannot be greater than original vesting amount";
  return undefined;
}

function vestingCoins(vesting: Vesting, now: bigint): Coins {
  // What has vested is part of the original, whatever is rounded: the part of the time is at most one.
  return minus(vesting.originalVesting, vestedCoins(vesting, now));
}

/** The coins of the periods that end within `passed` seconds. */
function ended(periods: readonly { length: bigint; amount: Coins }[], passed: bigint): readonly Coins[] {
  const over: Coins[] = [];
  let start = 0n;
  for (const { length, amount } of periods) {
    if (passed - start < length) break;
    over.push(amount);
    start += length;
  }
  return over;
}

/** Seconds as a Dec; 64 bits never pass its bound. */
function dec(seconds: bigint): Dec {
  return (seconds * DEC_ONE) as Dec;
}

function minus(coins: Coins, taken: Coins): Coins {
  const rest = subCoins(coins, taken);
  assert(rest !== undefined, `${coinsText(taken)} is part of ${coinsText(coins)}`);
  return rest;
}

function lesser(a: bigint, b: bigint): Amount {
  return (a < b ? a : b) as Amount;
}
