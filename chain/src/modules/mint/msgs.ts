import type { MsgRpcs } from "@dcm/proto/gen/cosmos/mint/v1beta1";
import { type Ctx, failPlain, type Handlers } from "../../kernel/index.js";
import { ensureAuthority } from "../auth/api.js";
import { paramsFault } from "./math.js";
import { params } from "./state.js";

export const msgs: Handlers<MsgRpcs, Ctx> = {
  UpdateParams(ctx, { authority, params: next }) {
    ensureAuthority(ctx, authority);
    const fault = paramsFault(next);
    if (fault !== undefined) failPlain(fault);
    params.set(ctx, next);
    return {};
  },
};
