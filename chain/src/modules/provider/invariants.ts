import { ProviderStatus } from "@dcm/proto/gen/dcm/provider/v1";
import type { Invariants } from "../../kernel/index.js";
import * as bank from "../bank/api.js";
import { pool } from "./api.js";
import { dueNow } from "./blocks.js";
import { bonds, carriedOver, offers, providers, unbondings } from "./state.js";

export const invariants: Invariants = {
  "[G6] the module account holds exactly all stake and unbonding entries": (ctx) => {
    const staked = providers.all(ctx).reduce((sum, each) => sum + each.stake, 0n);
    const unbonding = unbondings.all(ctx).reduce((sum, each) => sum + each.amount, 0n);
    return bank.balanceOf(ctx, pool(ctx)) === staked + unbonding;
  },
  "[P1] a provider's bonded sum is that of its bonds": (ctx) =>
    providers.all(ctx).every((each) => {
      const sum = bonds.listBy(ctx, "byProvider", each.address).reduce((all, bond) => all + bond.amount, 0n);
      return sum === each.bonded;
    }),
  "[P1] bonds are within the stake, or within its unbonding": (ctx) =>
    providers.all(ctx).every((each) => {
      const unbonding = unbondings
        .listBy(ctx, "byProvider", each.address)
        .reduce((all, entry) => all + entry.amount, 0n);
      return each.bonded <= each.stake + (each.status === ProviderStatus.LEAVING ? unbonding : 0n);
    }),
  "[P3] units in use are within those offered": (ctx) =>
    offers.all(ctx).every((each) => each.usedUnits <= each.terms.units),
  "[P5] only offers of active providers are listed": (ctx) =>
    offers.all(ctx).every((each) => {
      const active = providers.get(ctx, each.provider)?.status === ProviderStatus.ACTIVE;
      return each.listed === (active && !each.closed);
    }),
  "every bond and every unbonding entry has its provider": (ctx) =>
    [...bonds.all(ctx), ...unbondings.all(ctx)].every((each) => providers.has(ctx, each.provider)),
  "[G2] nothing of a provider is past its deadline but what was carried over": (ctx) =>
    carriedOver.get(ctx) === 1n || !dueNow(ctx),
};
