import type { MsgRpcs } from "@dcm/proto/gen/cosmos/mint/v1beta1";
import type { Ctx, Handlers } from "../../kernel/index.js";
import { updateParams } from "../auth/api.js";
import { paramsFault } from "./math.js";
import { params } from "./state.js";

export const msgs: Handlers<MsgRpcs, Ctx> = { UpdateParams: updateParams(params, paramsFault) };
