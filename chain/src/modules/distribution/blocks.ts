import { type Ctx, consensusAddress, DEC_ONE, type Dec, decOf, decQuoTruncate } from "../../kernel/index.js";
import { FEE_COLLECTOR, moduleAccount } from "../auth/api.js";
import { coinsOf, sendToModule } from "../bank/api.js";
import { validatorByConsAddr } from "../staking/api.js";
import { type DecCoins, decCoins, minus, plus, timesDown } from "./math.js";
import { giveValidator } from "./msgs/earnings.js";
import { feePool, params, previousProposer } from "./state.js";

/** Shares out what the fee collector got since the last block. One step for each validator of that block. */
export function beginBlock(ctx: Ctx): void {
  if (ctx.height > 1n) shareOut(ctx, collected(ctx));
  previousProposer.set(ctx, ctx.header.proposer);
}

/** Takes all that lies in the fee collector. */
function collected(ctx: Ctx): DecCoins {
  const collector = moduleAccount(ctx, FEE_COLLECTOR).base.address;
  const fees = coinsOf(ctx, collector);
  sendToModule(ctx, collector, "distribution", fees);
  return decCoins(fees);
}

/**
 * Gives each validator of the last block its part by power, whether it signed or not; the tax and what is left by rounding
 * down goes to the community pool.
 *
 * @see Cosmos SDK v0.53, x/distribution/keeper/allocation.go, AllocateTokens
 */
function shareOut(ctx: Ctx, fees: DecCoins): void {
  const { communityPool } = feePool.get(ctx);
  const { votes } = ctx.header;
  const power = votes.reduce((sum, { validator }) => sum + validator.power, 0n);
  const forValidators = timesDown(fees, (DEC_ONE - params.get(ctx).communityTax) as Dec);
  let left = fees;
  for (const { validator: voter } of power === 0n ? [] : votes) {
    const validator = validatorByConsAddr(ctx, consensusAddress(ctx.prefix, voter.address));
    // One that is gone, which an unbonding time of two blocks can bring about, earns nothing; the SDK's chain would stop.
    if (validator === undefined) continue;
    const reward = timesDown(forValidators, decQuoTruncate(decOf(voter.power), decOf(power)));
    giveValidator(ctx, validator, reward);
    left = minus(left, reward);
  }
  feePool.set(ctx, { communityPool: plus(communityPool, left) });
}
