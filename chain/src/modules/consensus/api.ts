import type { ConsensusParams } from "@dcm/proto/gen/tendermint/types";
import type { Ctx, ReadCtx } from "../../kernel/index.js";
import { paramsFault } from "./math.js";
import { params } from "./state.js";

/** The parameters that CometBFT runs with; undefined before genesis. */
export function consensusParams(ctx: ReadCtx): ConsensusParams | undefined {
  return params.find(ctx);
}

/**
 * Takes over the parameters of the genesis file.
 *
 * @throws Error  they are not valid
 */
export function initConsensusParams(ctx: Ctx, given: ConsensusParams): void {
  const fault = paramsFault(given);
  if (fault !== undefined) throw new Error(fault);
  params.set(ctx, given);
}

/** Notes the version that the headers of blocks say the application has. */
export function setAppVersion(ctx: Ctx, app: bigint): void {
  params.set(ctx, { ...params.get(ctx), version: { app } });
}

/** Gas that one block may use; 0 when nothing limits it. */
export function maxBlockGas(given: ConsensusParams | undefined): bigint {
  const maxGas = given?.block?.maxGas ?? 0n;
  return maxGas > 0n ? maxGas : 0n;
}
