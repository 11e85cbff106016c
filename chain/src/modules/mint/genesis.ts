import { decText } from "@dcm/proto";
import { GenesisState } from "@dcm/proto/gen/cosmos/mint/v1beta1";
import type { Genesis } from "../../kernel/index.js";
import { moduleAccount } from "../auth/api.js";
import { paramsFault } from "./math.js";
import { minter, params } from "./state.js";

/** The SDK's form of genesis (x/mint/keeper/genesis.go). */
export const genesis: Genesis = {
  init(ctx, json) {
    if (json === undefined) {
      minter.importJson(ctx, undefined);
      params.importJson(ctx, undefined);
      params.set(ctx, { ...params.get(ctx), mintDenom: ctx.baseDenom });
    } else {
      const state = GenesisState.fromJSON(json);
      const fault = paramsFault(state.params);
      if (fault !== undefined) throw new Error(fault);
      const { inflation } = state.minter;
      if (inflation < 0n) throw new Error(`mint parameter Inflation should be positive, is ${decText(inflation)}`);
      minter.set(ctx, state.minter);
      params.set(ctx, state.params);
    }
    moduleAccount(ctx, "mint");
    return undefined;
  },
  export: (ctx) => GenesisState.toJSON({ minter: minter.get(ctx), params: params.get(ctx) }),
};
