import type { QueryRpcs } from "@dcm/proto/gen/dcm/provider/v1";
import { type Handlers, invalidArgument, notFound, type ReadCtx } from "../../kernel/index.js";
import { freeStake } from "./api.js";
import { offers, params, providers, unbondings } from "./state.js";

export const queries: Handlers<QueryRpcs, ReadCtx> = {
  Providers(ctx, { pagination }) {
    const page = providers.page(ctx, pagination);
    return { providers: page.items, pagination: page.next };
  },

  Provider(ctx, { address }) {
    if (address === "") invalidArgument("empty address string is not allowed");
    const provider = providers.get(ctx, address) ?? notFound(`provider ${address} not found`);
    // At most params.max_unbonding entries.
    const unbonding = unbondings.listBy(ctx, "byProvider", address);
    return { provider, unbonding, freeStake: freeStake(ctx, provider), now: ctx.now };
  },

  Offers(ctx, { class: classId, provider, pagination }) {
    const ofClass = (offer: { readonly terms: { readonly class: string } }) =>
      classId === "" || offer.terms.class === classId;
    const page =
      provider !== ""
        ? offers.pageBy(ctx, "byProvider", provider, pagination, ofClass)
        : classId !== ""
          ? offers.pageBy(ctx, "byClass", classId, pagination)
          : offers.page(ctx, pagination);
    return { offers: page.items, pagination: page.next };
  },

  Offer(ctx, { id }) {
    return { offer: offers.get(ctx, id) ?? notFound(`offer ${id} not found`) };
  },

  Params(ctx) {
    return { params: params.get(ctx) };
  },
};
