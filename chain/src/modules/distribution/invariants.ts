import type { Invariants, ReadCtx, ValAddress } from "../../kernel/index.js";
import { coinsOf, equalCoins, moduleAddress } from "../bank/api.js";
import * as staking from "../staking/api.js";
import { holdings } from "./genesis.js";
import { type DecCoins, plus, split, without } from "./math.js";
import { earnedNow } from "./msgs/periods.js";
import { commissions, currentRewards, historicalRewards, outstanding, slashEvents, startingInfos } from "./state.js";

// x/distribution/keeper/invariants.go of Cosmos SDK v0.50, the last release that had them.
export const invariants: Invariants = {
  "the module's account holds what is owed, to the unit": (ctx) =>
    equalCoins(coinsOf(ctx, moduleAddress(ctx, "distribution")), split(holdings(ctx)).whole),
  "validators and their delegators can be paid what they earned": (ctx) =>
    claims(ctx).every(
      ([operator, claimed]) => without(outstanding.get(ctx, operator)?.rewards ?? [], claimed) !== undefined,
    ),
  "the end of a period is remembered for as many as count from it": (ctx) => {
    const expected = new Map<string, number>();
    const count = (operator: ValAddress, period: bigint) => {
      const key = `${operator}/${period}`;
      expected.set(key, (expected.get(key) ?? 0) + 1);
    };
    for (const [operator, { period }] of currentRewards.entries(ctx)) count(operator, period - 1n);
    for (const [[operator], { previousPeriod }] of startingInfos.entries(ctx)) count(operator, previousPeriod);
    for (const [[operator], { validatorPeriod }] of slashEvents.entries(ctx)) count(operator, validatorPeriod);
    const kept = historicalRewards.entries(ctx);
    return (
      kept.length === expected.size &&
      kept.every(([[operator, period], { referenceCount }]) => expected.get(`${operator}/${period}`) === referenceCount)
    );
  },
  "every delegation earns, and nothing else": (ctx) => {
    const delegations = staking.allDelegations(ctx);
    return (
      startingInfos.entries(ctx).length === delegations.length &&
      delegations.every((each) => startingInfos.has(ctx, [each.validatorAddress, each.delegatorAddress]))
    );
  },
  "every validator has its records, and nobody else": (ctx) => {
    const operators = staking.allValidators(ctx).map(staking.operatorOf);
    return [outstanding, commissions, currentRewards].every(
      (records) =>
        records.entries(ctx).length === operators.length && operators.every((each) => records.has(ctx, each)),
    );
  },
};

/** What each validator and its delegators would be paid now. */
function claims(ctx: ReadCtx): readonly (readonly [ValAddress, DecCoins])[] {
  const sums = new Map(commissions.entries(ctx).map(([operator, { commission }]) => [operator, commission]));
  for (const delegation of staking.allDelegations(ctx)) {
    const operator = delegation.validatorAddress;
    const earned = earnedNow(ctx, staking.existingValidator(ctx, operator), delegation);
    sums.set(operator, plus(sums.get(operator) ?? [], earned));
  }
  return [...sums];
}
