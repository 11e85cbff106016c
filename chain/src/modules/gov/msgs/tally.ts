import {
  addressBytes,
  DEC_ZERO,
  type Dec,
  type ReadCtx,
  type ValAddress,
  validatorAddress,
} from "../../../kernel/index.js";
import { bondedValidatorsByPower, delegationsOf, operatorOf } from "../../staking/api.js";
import { type Count, countShares, noVotes, type Voter } from "../math.js";
import { votes } from "../state.js";

/**
 * Counts the votes on a proposal. A delegator's own vote counts for its shares; for all others its validator's counts.
 *
 * @see Cosmos SDK v0.53, x/gov/keeper/tally.go, defaultCalculateVoteResultsAndVotingPower
 */
export function countVotes(ctx: ReadCtx, id: bigint): Count {
  const validators = bondedVoters(ctx);
  const count = noVotes();
  for (const [voter, { options }] of votes.listEntries(ctx, id)) {
    const own = validators.get(validatorAddress(ctx.prefix, addressBytes(voter)));
    if (own !== undefined) own.options = options;
    for (const { validatorAddress: operator, shares } of delegationsOf(ctx, voter)) {
      const validator = validators.get(operator);
      if (validator === undefined) continue;
      validator.deducted = (validator.deducted + shares) as Dec;
      countShares(count, validator, shares, options);
    }
  }
  for (const validator of validators.values()) {
    const { shares, deducted, options } = validator;
    if (options.length > 0) countShares(count, validator, (shares - deducted) as Dec, options);
  }
  return count;
}

function bondedVoters(ctx: ReadCtx): ReadonlyMap<ValAddress, Voter> {
  const all = bondedValidatorsByPower(ctx).map((validator): [ValAddress, Voter] => {
    const { tokens, delegatorShares: shares } = validator;
    return [operatorOf(validator), { tokens, shares, deducted: DEC_ZERO, options: [] }];
  });
  return new Map(all);
}
