import type { MsgRpcs } from "@dcm/proto/gen/dcm/escrow/v1";
import { type Ctx, ensure, fail, type Handlers } from "../../kernel/index.js";
import { ensureGovernance } from "../auth/api.js";
import { deposit } from "./api.js";
import { E } from "./errors.js";
import { paramsFault } from "./math.js";
import { accounts, params } from "./state.js";

export const msgs: Handlers<MsgRpcs, Ctx> = {
  Deposit(ctx, { source, accountId, amount: added }) {
    const account = accounts.get(ctx, accountId) ?? fail(E.AccountNotFound, { id: accountId });
    ensure(added > 0n, E.InvalidAmount);
    const { maxSources } = params.get(ctx);
    const known = account.deposits.some((each) => each.source === source);
    ensure(known || account.deposits.length < maxSources, E.TooManySources, { max: maxSources });

    deposit(ctx, account, source, added);
    return {};
  },

  UpdateParams(ctx, { authority, params: next }) {
    ensureGovernance(ctx, authority, E.NotAuthority);
    const fault = paramsFault(next);
    ensure(fault === undefined, E.InvalidParams, fault);

    params.set(ctx, next);
    return {};
  },
};
