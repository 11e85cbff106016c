import { type Balance, GenesisState } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { type Address, addressFault, type Ctx, type Genesis, type ReadCtx } from "../../kernel/index.js";
import { type Coins, coinsFault, coinsText, equalCoins, sumCoins } from "./math.js";
import { setParams } from "./msgs.js";
import { balances, holders, metadata, params, sendEnabled, supply } from "./state.js";

/** The SDK's form of genesis (x/bank/keeper/genesis.go). */
export const genesis: Genesis = {
  init(ctx, json) {
    if (json === undefined) {
      params.importJson(ctx, undefined);
      return undefined;
    }
    const state = GenesisState.fromJSON(json);
    setParams(ctx, state.params);
    for (const { denom, enabled } of state.sendEnabled) sendEnabled.set(ctx, denom, enabled);
    for (const each of state.denomMetadata) metadata.set(ctx, each.base, each);
    importBalances(ctx, state.balances, state.supply);
    return undefined;
  },

  export(ctx) {
    const state = GenesisState.fromPartial({
      params: params.get(ctx),
      balances: exportBalances(ctx),
      supply: supply.entries(ctx).map(([denom, amount]) => ({ denom, amount })),
      denomMetadata: metadata.all(ctx),
      sendEnabled: sendEnabled.entries(ctx).map(([denom, enabled]) => ({ denom, enabled })),
    });
    return GenesisState.toJSON(state);
  },
};

function importBalances(ctx: Ctx, given: readonly Balance[], stated: Coins): void {
  const seen = new Set<string>();
  for (const { address, coins } of given) {
    const fault = addressFault(address, ctx.prefix) ?? coinsFault(coins);
    if (fault !== undefined) throw new Error(`balance of ${address}: ${fault}`);
    if (seen.has(address)) throw new Error(`duplicate balance for address ${address}`);
    seen.add(address);
    for (const { denom, amount } of coins) {
      holders.add(ctx, [denom, address]);
      balances.set(ctx, [address, denom], amount);
    }
  }
  const sum = sumCoins(given.map((each) => each.coins));
  if (stated.length > 0 && !equalCoins(stated, sum))
    throw new Error(`genesis supply is incorrect, expected ${coinsText(stated)}, got ${coinsText(sum)}`);
  for (const { denom, amount } of sum) supply.set(ctx, denom, amount);
}

function exportBalances(ctx: ReadCtx): readonly { address: Address; coins: Coins }[] {
  const byOwner = new Map<Address, Coins>();
  for (const [[address, denom], amount] of balances.entries(ctx))
    byOwner.set(address, [...(byOwner.get(address) ?? []), { denom, amount }]);
  return [...byOwner].map(([address, coins]) => ({ address, coins }));
}
