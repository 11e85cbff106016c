import { type Balance, GenesisState, type Metadata } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import {
  type Address,
  AMOUNT_MAX,
  addressFault,
  type Coins,
  type Ctx,
  coinsFault,
  coinsText,
  denomFault,
  equalCoins,
  type Genesis,
  type ReadCtx,
  sumCoins,
} from "../../kernel/index.js";
import { DENOM_KEPT, metadataFault } from "./math.js";
import { balances, holders, metadata, params, sendEnabled, supply } from "./state.js";

/** The SDK's form of genesis (x/bank/keeper/genesis.go). */
export const genesis: Genesis = {
  init(ctx, json) {
    if (json === undefined) {
      params.importJson(ctx, undefined);
      return undefined;
    }
    const state = GenesisState.fromJSON(json);
    params.set(ctx, { defaultSendEnabled: state.params.defaultSendEnabled, sendEnabled: [] });
    importSwitches(ctx, state);
    importMetadata(ctx, state.denomMetadata);
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

/** The switches stood in the parameters once, and still may: those of the newer list count where both name a denomination. */
function importSwitches(ctx: Ctx, { params: { sendEnabled: older }, sendEnabled: newer }: GenesisState): void {
  const seen = new Set<string>();
  for (const { denom, enabled } of newer) {
    if (seen.has(denom)) throw new Error(`duplicate send enabled found: '${denom}'`);
    seen.add(denom);
    requireKept(denom);
    sendEnabled.set(ctx, denom, enabled);
  }
  for (const { denom, enabled } of older) {
    requireKept(denom);
    if (!seen.has(denom)) sendEnabled.set(ctx, denom, enabled);
  }
}

function importMetadata(ctx: Ctx, given: readonly Metadata[]): void {
  const seen = new Set<string>();
  for (const each of given) {
    if (seen.has(each.base)) throw new Error(`duplicate client metadata for denom ${each.base}`);
    seen.add(each.base);
    const fault = metadataFault(each);
    if (fault !== undefined) throw new Error(fault);
    requireKept(each.base);
    metadata.set(ctx, each.base, each);
  }
}

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

function requireKept(denom: string): void {
  const fault = denomFault(denom);
  if (fault !== undefined) throw new Error(fault);
  if (denom.length > DENOM_KEPT)
    throw new Error(`denomination ${denom} has more than ${DENOM_KEPT} characters, which this application cannot keep`);
}

function exportBalances(ctx: ReadCtx): readonly { address: Address; coins: Coins }[] {
  const byOwner = new Map<Address, Coins>();
  for (const [[address, denom], amount] of balances.entries(ctx))
    byOwner.set(address, [...(byOwner.get(address) ?? []), { denom, amount }]);
  return [...byOwner].map(([address, coins]) => ({ address, coins }));
}
