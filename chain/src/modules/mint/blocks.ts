import { decText } from "@dcm/proto";
import { type Ctx, emitLegacy } from "../../kernel/index.js";
import { FEE_COLLECTOR } from "../auth/api.js";
import { type Coins, mintCoins, moduleAddress, sendToModule } from "../bank/api.js";
import { bondedRatio, stakingTokenSupply } from "../staking/api.js";
import { annualProvisions, blockProvision, nextInflation } from "./math.js";
import { minter, params } from "./state.js";

/**
 * Mints this block's coins for the fee collector.
 *
 * @see Cosmos SDK v0.53, x/mint/keeper/mint.go, DefaultMintFn
 */
export function beginBlock(ctx: Ctx): void {
  const last = minter.get(ctx);
  const rules = params.get(ctx);
  const bonded = bondedRatio(ctx);
  const inflation = nextInflation(last, rules, bonded);
  const next = { inflation, annualProvisions: annualProvisions(inflation, stakingTokenSupply(ctx)) };
  minter.set(ctx, next);

  const amount = blockProvision(next.annualProvisions, rules);
  const coins: Coins = amount === 0n ? [] : [{ denom: rules.mintDenom, amount }];
  if (coins.length > 0) mintCoins(ctx, "mint", coins);
  sendToModule(ctx, moduleAddress(ctx, "mint"), FEE_COLLECTOR, coins);
  emitLegacy(ctx, "mint", [
    ["bonded_ratio", decText(bonded)],
    ["inflation", decText(inflation)],
    ["annual_provisions", decText(next.annualProvisions)],
    ["amount", `${amount}`],
  ]);
}
