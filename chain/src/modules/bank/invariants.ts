import { equalCoins, type Invariants, sumCoins } from "../../kernel/index.js";
import { balances, holders, supply } from "./state.js";

export const invariants: Invariants = {
  "total supply equals the sum of balances": (ctx) => {
    const held = sumCoins(balances.entries(ctx).map(([[, denom], amount]) => [{ denom, amount }]));
    return equalCoins(
      held,
      supply.entries(ctx).map(([denom, amount]) => ({ denom, amount })),
    );
  },
  "every balance is above zero": (ctx) => balances.all(ctx).every((amount) => amount > 0n),
  "every balance is found by its denomination": (ctx) =>
    balances.all(ctx).length === holders.all(ctx).length &&
    holders.all(ctx).every(([denom, address]) => balances.has(ctx, [address, denom])),
};
