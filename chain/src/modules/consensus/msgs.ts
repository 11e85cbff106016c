import type { MsgRpcs } from "@dcm/proto/gen/cosmos/consensus/v1";
import { ConsensusParams } from "@dcm/proto/gen/tendermint/types";
import { type Ctx, emitLegacy, failPlain, goText, type Handlers } from "../../kernel/index.js";
import { ensureAuthority } from "../auth/api.js";
import { extensionFault, paramsFault } from "./math.js";
import { params } from "./state.js";

export const msgs: Handlers<MsgRpcs, Ctx> = {
  UpdateParams(ctx, { authority, block, evidence, validator, abci }) {
    ensureAuthority(ctx, authority);
    if (block === undefined || evidence === undefined || validator === undefined)
      failPlain("all parameters must be present");
    const now = params.get(ctx);
    const next: ConsensusParams = { ...now, block, evidence, validator, abci: abci ?? now.abci };
    const enabled = now.abci?.voteExtensionsEnableHeight ?? 0n;
    const fault = paramsFault(next) ?? extensionFault(enabled, abci?.voteExtensionsEnableHeight, ctx.height);
    if (fault !== undefined) failPlain(fault);

    params.set(ctx, next);
    const given = { block, evidence, validator, version: { app: 0n }, abci };
    emitLegacy(ctx, "update_consensus_params", [
      ["authority", authority],
      ["parameters", goText(ConsensusParams, given)],
    ]);
    return {};
  },
};
