import type { QueryRpcs } from "@dcm/proto/gen/cosmos/slashing/v1beta1";
import {
  CONSENSUS,
  type Handlers,
  invalidArgument,
  notFound,
  type ReadCtx,
  requireAddress,
} from "../../kernel/index.js";
import { params, signingInfos } from "./state.js";

export const queries: Handlers<QueryRpcs, ReadCtx> = {
  Params: (ctx) => ({ params: params.get(ctx) }),

  SigningInfo(ctx, { consAddress }) {
    if (consAddress === "") invalidArgument("invalid request");
    requireAddress(consAddress, ctx.prefix + CONSENSUS);
    const found = signingInfos.get(ctx, consAddress);
    return { valSigningInfo: found ?? notFound(`SigningInfo not found for validator ${consAddress}`) };
  },

  SigningInfos(ctx, { pagination }) {
    const page = signingInfos.page(ctx, pagination);
    return { info: page.items, pagination: page.next };
  },
};
