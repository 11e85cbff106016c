import type { Coin } from "@dcm/proto/gen/cosmos/base/v1beta1";
import type { MsgCommunityPoolSpend, MsgFundCommunityPool } from "@dcm/proto/gen/cosmos/distribution/v1beta1";
import type { MsgBeginRedelegate, MsgDelegate, MsgUndelegate } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import {
  BONDED,
  type Env,
  GOV,
  held,
  MODULES,
  must,
  pay,
  REWARDS,
  sane,
  sum,
  timestamp,
  UNBONDING,
  type World,
} from "./world.js";

/** How long stake is liable after it left, nanoseconds; genesis says the same. */
export const UNBONDING_TIME = 25_000_000_000n;
/** Unbondings or moves of the same parties at one time; genesis says the same. */
export const MAX_ENTRIES = 1;

/** Moves of stake as the Cosmos SDK's staking module makes them, where all validators are bonded and none is slashed. */
export const stakingMsgs = {
  Delegate(w: World, { delegatorAddress: who, validatorAddress: operator, amount }: MsgDelegate, env: Env) {
    sane(env);
    must(amount.amount > 0n, "sdk.InvalidRequest");
    requireValidator(w, operator);
    pay(w, who, BONDED, amount.amount);
    delegate(w, who, operator, amount.amount);
    return {};
  },
  Undelegate(w: World, { delegatorAddress: who, validatorAddress: operator, amount }: MsgUndelegate, env: Env) {
    sane(env);
    requireDelegated(w, who, operator, amount);
    const own = w.stake.unbonding.filter((each) => each.who === who && each.operator === operator);
    must(own.length < MAX_ENTRIES, "staking.MaxUnbondingEntries");
    delegate(w, who, operator, -amount.amount);
    pay(w, BONDED, UNBONDING, amount.amount);
    const ends = w.time + UNBONDING_TIME;
    w.stake.unbonding = [...w.stake.unbonding, { who, operator, amount: amount.amount, ends }];
    return { completionTime: timestamp(ends), amount };
  },
  BeginRedelegate(w: World, msg: MsgBeginRedelegate, env: Env) {
    const { delegatorAddress: who, validatorSrcAddress: from, validatorDstAddress: to, amount } = msg;
    sane(env);
    requireDelegated(w, who, from, amount);
    must(from !== to, "staking.SelfRedelegation");
    must(isValidator(w, to), "staking.BadRedelegationDst");
    const own = w.stake.moved.filter((each) => each.who === who);
    must(!own.some((each) => each.to === from), "staking.TransitiveRedelegation");
    const same = own.filter((each) => each.from === from && each.to === to);
    must(same.length < MAX_ENTRIES, "staking.MaxRedelegationEntries");
    delegate(w, who, from, -amount.amount);
    delegate(w, who, to, amount.amount);
    const ends = w.time + UNBONDING_TIME;
    w.stake.moved = [...w.stake.moved, { who, from, to, ends }];
    return { completionTime: timestamp(ends) };
  },
};

/** Nobody earns here, so that all that distribution holds is the community's. */
export const distributionMsgs = {
  FundCommunityPool(w: World, { depositor, amount }: MsgFundCommunityPool, env: Env) {
    sane(env);
    for (const { denom, amount: each } of amount) must(held(w, depositor, denom) >= each, "sdk.InsufficientFunds");
    for (const { denom, amount: each } of amount) pay(w, depositor, REWARDS, each, denom);
    return {};
  },
  /** Where rewards go that nobody earns. */
  SetWithdrawAddress: () => ({}),
  CommunityPoolSpend(w: World, { authority, recipient, amount }: MsgCommunityPoolSpend, env: Env) {
    must(authority === GOV, "gov.InvalidSigner");
    sane(env);
    must(!MODULES.includes(recipient), "sdk.Unauthorized");
    for (const { denom, amount: each } of amount) must(held(w, REWARDS, denom) >= each, "distribution.BadDistribution");
    for (const { denom, amount: each } of amount) pay(w, REWARDS, recipient, each, denom);
    w.reached.add("governance spent the community's pool");
    return {};
  },
};

/** What is due of the unbondings is paid out. */
export function endStake(w: World): void {
  for (const { who, amount, ends } of w.stake.unbonding) if (ends <= w.time) pay(w, UNBONDING, who, amount);
  if (w.stake.unbonding.some(({ ends }) => ends <= w.time)) w.reached.add("stake came back");
  w.stake.unbonding = w.stake.unbonding.filter(({ ends }) => ends > w.time);
  w.stake.moved = w.stake.moved.filter(({ ends }) => ends > w.time);
}

/** Tokens of a validator. */
export function tokensOf({ stake }: World, operator: string): bigint {
  return sum([...stake.delegations].filter(([key]) => key.endsWith(`/${operator}`)).map(([, tokens]) => tokens));
}

/** Every validator. */
export function operators({ validators }: World): readonly string[] {
  return [...validators.keys()];
}

function delegate({ stake: { delegations } }: World, who: string, operator: string, amount: bigint): void {
  const left = (delegations.get(`${who}/${operator}`) ?? 0n) + amount;
  if (left === 0n) delegations.delete(`${who}/${operator}`);
  else delegations.set(`${who}/${operator}`, left);
}

function isValidator(w: World, operator: string): boolean {
  return w.validators.has(operator);
}

function requireValidator(w: World, operator: string): void {
  must(isValidator(w, operator), "staking.NoValidatorFound");
}

function requireDelegated(w: World, who: string, operator: string, { amount }: Coin): void {
  must(amount > 0n, "sdk.InvalidRequest");
  requireValidator(w, operator);
  const all = w.stake.delegations.get(`${who}/${operator}`);
  must(all !== undefined, "staking.NoDelegation");
  must(amount <= all, "sdk.InvalidRequest");
}
