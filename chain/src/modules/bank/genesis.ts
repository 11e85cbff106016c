import { type Balance, GenesisState } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { type Address, AMOUNT_MAX, addressFault, type Ctx, type Genesis, type ReadCtx } from "../../kernel/index.js";
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
    for (const { denom } of state.sendEnabled) requireKept(denom);
    for (const { denom, enabled } of state.sendEnabled) sendEnabled.set(ctx, denom, enabled);
    for (const { base } of state.denomMetadata) requireKept(base);
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
      requireKept(denom);
      holders.add(ctx, [denom, address]);
      balances.set(ctx, [address, denom], amount);
    }
  }
  const sum = sumCoins(given.map((each) => each.coins));
  const large = sum.find(({ amount }) => amount > AMOUNT_MAX);
  if (large !== undefined) throw new Error(`genesis has more ${large.denom} than 256 bits can count`);
  if (stated.length > 0 && !equalCoins(stated, sum))
    throw new Error(`genesis supply is incorrect, expected ${coinsText(stated)}, got ${coinsText(sum)}`);
  for (const { denom, amount } of sum) supply.set(ctx, denom, amount);
}

/** Together with an address of 32 bytes a denomination must fit the 127 bytes of a key; the SDK's may have 128. */
const DENOM_KEPT = 92;

function requireKept(denom: string): void {
  if (denom.length > DENOM_KEPT)
    throw new Error(`denomination ${denom} has more than ${DENOM_KEPT} characters, which this application cannot keep`);
}

function exportBalances(ctx: ReadCtx): readonly { address: Address; coins: Coins }[] {
  const byOwner = new Map<Address, Coins>();
  for (const [[address, denom], amount] of balances.entries(ctx))
    byOwner.set(address, [...(byOwner.get(address) ?? []), { denom, amount }]);
  return [...byOwner].map(([address, coins]) => ({ address, coins }));
}
