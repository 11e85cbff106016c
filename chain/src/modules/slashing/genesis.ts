import { GenesisState, type ValidatorMissedBlocks } from "@dcm/proto/gen/cosmos/slashing/v1beta1";
import type { ConsAddress, Ctx, Genesis, ReadCtx } from "../../kernel/index.js";
import * as staking from "../staking/api.js";
import { noteKey } from "./api.js";
import { bitsOf, CHUNK_BITS, flipped, hasBit, placeOf } from "./math.js";
import { paramsFault } from "./msgs.js";
import { missedBlocks, params, signingInfos } from "./state.js";

/** The SDK's form of genesis (x/slashing/keeper/genesis.go). */
export const genesis: Genesis = {
  init(ctx, json) {
    for (const validator of staking.allValidators(ctx)) noteKey(ctx, validator);
    if (json === undefined) {
      params.importJson(ctx, undefined);
      return undefined;
    }
    const state = GenesisState.fromJSON(json);
    const fault = paramsFault(state.params);
    if (fault !== undefined) throw new Error(fault);
    params.set(ctx, state.params);
    for (const { address, validatorSigningInfo } of state.signingInfos)
      signingInfos.set(ctx, address, validatorSigningInfo);
    for (const each of state.missedBlocks) importMissed(ctx, each);
    return undefined;
  },

  export(ctx) {
    const known = signingInfos.entries(ctx);
    const state = GenesisState.fromPartial({
      params: params.get(ctx),
      signingInfos: known.map(([address, validatorSigningInfo]) => ({ address, validatorSigningInfo })),
      missedBlocks: known.map(([address]) => ({ address, missedBlocks: missedOf(ctx, address) })),
    });
    return GenesisState.toJSON(state);
  },
};

function importMissed(ctx: Ctx, { address, missedBlocks: list }: ValidatorMissedBlocks): void {
  for (const { index, missed } of list) {
    const { chunk, bit } = placeOf(index);
    const bits = missedBlocks.get(ctx, [address, chunk]);
    if (hasBit(bits, bit) !== missed) missedBlocks.set(ctx, [address, chunk], flipped(bits, bit));
  }
}

/** The places of the window that a key missed. The SDK counts them wrong where a chunk before has none. */
function missedOf(ctx: ReadCtx, key: ConsAddress) {
  return missedBlocks
    .listEntries(ctx, key)
    .flatMap(([chunk, bits]) => bitsOf(bits).map((bit) => ({ index: chunk * CHUNK_BITS + BigInt(bit), missed: true })));
}
