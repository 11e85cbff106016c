import type { QueryRpcs } from "@dcm/proto/gen/cosmos/consensus/v1";
import type { Handlers, ReadCtx } from "../../kernel/index.js";
import { params } from "./state.js";

export const queries: Handlers<QueryRpcs, ReadCtx> = {
  Params: (ctx) => ({ params: params.get(ctx) }),
};
