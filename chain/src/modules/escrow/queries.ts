import type { QueryRpcs } from "@dcm/proto/gen/dcm/escrow/v1";
import { type Handlers, notFound, type ReadCtx } from "../../kernel/index.js";
import { accounts, params } from "./state.js";

export const queries: Handlers<QueryRpcs, ReadCtx> = {
  Account(ctx, { id }) {
    return { account: accounts.get(ctx, id) ?? notFound(`escrow account ${id} not found`) };
  },

  Params(ctx) {
    return { params: params.get(ctx) };
  },
};
