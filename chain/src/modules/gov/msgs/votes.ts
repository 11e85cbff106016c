import { type VoteOption, VoteOptionInfo, WeightedVoteOption } from "@dcm/proto/gen/cosmos/gov/v1";
import {
  type Address,
  type Ctx,
  DEC_ONE,
  emitLegacy,
  ensure,
  enumText,
  goText,
  jsonText,
  Sdk,
} from "../../../kernel/index.js";
import { E } from "../errors.js";
import { isOption, knownDec } from "../math.js";
import { open, votes } from "../state.js";
import { requireShort } from "./metadata.js";

/** One option with all of the vote's weight. */
export function single(option: VoteOption): readonly WeightedVoteOption[] {
  return [{ option, weight: "1.000000000000000000" }];
}

/** @throws gov 7 InvalidVote  there is no such option */
export function requireOption(option: VoteOption): void {
  ensure(isOption({ option, weight: "1" }), E.InvalidVote, enumText(VoteOptionInfo, option));
}

/**
 * Refuses weights that are not parts of one.
 *
 * @throws sdk 18 InvalidRequest  there is no option
 * @throws gov 7  InvalidVote
 */
export function requireWeights(options: readonly WeightedVoteOption[], none: string): void {
  ensure(options.length > 0, Sdk.InvalidRequest, none);
  let sum = 0n;
  for (const [i, each] of options.entries()) {
    ensure(isOption(each), E.InvalidVote, goText(WeightedVoteOption, each));
    sum += knownDec(each.weight);
    const isFirst = options.findIndex(({ option }) => option === each.option) === i;
    ensure(isFirst, E.InvalidVote, "duplicated vote option");
  }
  ensure(sum <= DEC_ONE, E.InvalidVote, "total weight overflow 1.00");
  ensure(sum >= DEC_ONE, E.InvalidVote, "total weight lower than 1.00");
}

/** Who votes, and for what. */
export interface Ballot {
  readonly id: bigint;
  readonly voter: Address;
  readonly options: readonly WeightedVoteOption[];
  readonly metadata: string;
}

/**
 * Notes a vote that was found right; it takes the place of an older one.
 *
 * @throws gov 3  InactiveProposal
 * @throws gov 15 MetadataTooLong
 */
export function addVote(ctx: Ctx, { id, voter, options, metadata }: Ballot): void {
  ensure(open.has(ctx, id), E.InactiveProposal, `${id}`);
  requireShort(metadata);
  votes.set(ctx, [id, voter], { proposalId: id, voter, options, metadata });
  emitLegacy(ctx, "proposal_vote", [
    ["voter", voter],
    ["option", jsonText(options.map(({ option, weight }) => ({ option, weight })))],
    ["proposal_id", `${id}`],
  ]);
}

/** Forgets the votes on a proposal. */
export function deleteVotes(ctx: Ctx, id: bigint): void {
  for (const [voter] of votes.listEntries(ctx, id)) votes.delete(ctx, [id, voter]);
}
