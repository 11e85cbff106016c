import type { MsgRpcs } from "@dcm/proto/gen/cosmos/upgrade/v1beta1";
import { type Ctx, ensure, type Handlers } from "../../kernel/index.js";
import { moduleAddress } from "../auth/api.js";
import { clear, schedule } from "./api.js";
import { E } from "./errors.js";

/** cosmossdk.io/x/upgrade v0.2.0, keeper/msg_server.go. */
export const msgs: Handlers<MsgRpcs, Ctx> = {
  SoftwareUpgrade(ctx, { authority, plan }) {
    requireAuthority(ctx, authority);
    schedule(ctx, plan);
    return {};
  },

  CancelUpgrade(ctx, { authority }) {
    requireAuthority(ctx, authority);
    clear(ctx);
    return {};
  },
};

function requireAuthority(ctx: Ctx, authority: string): void {
  const gov = moduleAddress(ctx, "gov");
  ensure(authority === gov, E.InvalidSigner, `expected ${gov} got ${authority}`);
}
