import type { QueryRpcs } from "@dcm/proto/gen/cosmos/mint/v1beta1";
import type { Handlers, ReadCtx } from "../../kernel/index.js";
import { minter, params } from "./state.js";

export const queries: Handlers<QueryRpcs, ReadCtx> = {
  Params: (ctx) => ({ params: params.get(ctx) }),
  Inflation: (ctx) => ({ inflation: minter.get(ctx).inflation }),
  AnnualProvisions: (ctx) => ({ annualProvisions: minter.get(ctx).annualProvisions }),
};
