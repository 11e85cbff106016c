import type { Invariants } from "../../kernel/index.js";
import * as staking from "../staking/api.js";
import { isKeyKnown } from "./api.js";
import { bitsOf } from "./math.js";
import { missedBlocks, pubkeys, signingInfos } from "./state.js";

export const invariants: Invariants = {
  "a validator's counter is the number of blocks that it missed": (ctx) =>
    signingInfos.entries(ctx).every(([key, { missedBlocksCounter }]) => {
      const missed = missedBlocks.list(ctx, key).reduce((sum, bits) => sum + bitsOf(bits).length, 0);
      return BigInt(missed) === missedBlocksCounter;
    }),
  "the consensus keys of all validators are known, and no others": (ctx) => {
    const keys = staking
      .allValidators(ctx)
      .map(({ consensusPubkey }) => staking.consensusAddressOf(ctx, consensusPubkey));
    return keys.length === pubkeys.entries(ctx).length && keys.every((key) => isKeyKnown(ctx, key));
  },
  "a tombstoned validator is jailed": (ctx) =>
    signingInfos
      .entries(ctx)
      .every(([key, { tombstoned }]) => !tombstoned || staking.validatorByConsAddr(ctx, key)?.jailed !== false),
};
