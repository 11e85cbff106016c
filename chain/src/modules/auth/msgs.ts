import type { MsgRpcs, Params } from "@dcm/proto/gen/cosmos/auth/v1beta1";
import { type Ctx, failPlain, type Handlers } from "../../kernel/index.js";
import { moduleAddress } from "./api.js";
import { params } from "./state.js";

export const msgs: Handlers<MsgRpcs, Ctx> = {
  UpdateParams(ctx, { authority, params: next }) {
    const gov = moduleAddress(ctx, "gov");
    if (authority !== gov)
      failPlain(
        `expected gov account as only signer for proposal message; invalid authority; expected ${gov}, got ${authority}`,
      );
    const fault = paramsFault(next);
    if (fault !== undefined) failPlain(fault);
    params.set(ctx, next);
    return {};
  },
};

/** Why these parameters cannot be, in the SDK's words (x/auth/types/params.go, Validate). */
export function paramsFault(next: Params): string | undefined {
  if (next.txSigLimit === 0n) return "invalid tx signature limit: 0";
  if (next.sigVerifyCostEd25519 === 0n) return "invalid ED25519 signature verification cost: 0";
  if (next.sigVerifyCostSecp256k1 === 0n) return "invalid SECK256k1 signature verification cost: 0";
  if (next.maxMemoCharacters === 0n) return "invalid max memo characters: 0";
  if (next.txSizeCostPerByte === 0n) return "invalid tx size cost per byte: 0";
  return undefined;
}
