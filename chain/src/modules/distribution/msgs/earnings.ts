import type { Validator } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import { type Ctx, emitLegacy } from "../../../kernel/index.js";
import { operatorOf } from "../../staking/api.js";
import { type DecCoins, decCoinsText, plus, shared } from "../math.js";
import { commissions, currentRewards, outstanding } from "../state.js";

/**
 * Gives a validator and its delegators coins that lie in the module's account: its commission first, the rest to all of
 * its delegations.
 *
 * @see Cosmos SDK v0.53, x/distribution/keeper/allocation.go, AllocateTokensToValidator
 */
export function giveValidator(ctx: Ctx, validator: Validator, coins: DecCoins): void {
  const operator = operatorOf(validator);
  const { commission, rewards } = shared(coins, validator.commission.commissionRates.rate);
  tell(ctx, "commission", commission, operator);
  commissions.set(ctx, operator, { commission: plus(commissions.get(ctx, operator)?.commission ?? [], commission) });
  const current = currentRewards.get(ctx, operator) ?? { rewards: [], period: 0n };
  currentRewards.set(ctx, operator, { ...current, rewards: plus(current.rewards, rewards) });
  tell(ctx, "rewards", coins, operator);
  outstanding.set(ctx, operator, { rewards: plus(outstanding.get(ctx, operator)?.rewards ?? [], coins) });
}

function tell(ctx: Ctx, type: string, coins: DecCoins, validator: string): void {
  emitLegacy(ctx, type, [
    ["amount", decCoinsText(coins)],
    ["validator", validator],
  ]);
}
