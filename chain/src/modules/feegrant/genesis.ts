import { GenesisState } from "@dcm/proto/gen/cosmos/feegrant/v1beta1";
import { accountFault, type Genesis, lowerCase } from "../../kernel/index.js";
import { allowanceFault, parseAllowance } from "./math.js";
import { grant } from "./msgs.js";
import { grants } from "./state.js";

/** The SDK's form of genesis: allowances are granted, so that those which have ended are refused. */
export const genesis: Genesis = {
  init(ctx, json) {
    if (json === undefined) return undefined;
    for (const { granter, grantee, allowance: packed } of GenesisState.fromJSON(json).allowances) {
      const bad = accountFault(granter, ctx.prefix) ?? accountFault(grantee, ctx.prefix);
      if (bad !== undefined) throw new Error(`fee allowance of ${granter} for ${grantee}: ${bad}`);
      const allowance = parseAllowance(packed);
      if (allowance === undefined) throw new Error(`fee allowance of ${granter} for ${grantee}: no allowance`);
      const fault = allowanceFault(allowance);
      if (fault !== undefined)
        throw new Error(`fee allowance of ${granter} for ${grantee}: ${fault[1]}: ${fault[0].text}`);
      grant(ctx, { granter: lowerCase(granter), grantee: lowerCase(grantee) }, allowance);
    }
    return undefined;
  },
  export: (ctx) => GenesisState.toJSON({ allowances: grants.all(ctx) }),
};
