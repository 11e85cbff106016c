import { messageByTypeUrl } from "@dcm/proto";
import { type Proposal, ProposalStatus } from "@dcm/proto/gen/cosmos/gov/v1";
import { type Ctx, decodeMsg, emitLegacy, runMessage, timestampOf } from "../../kernel/index.js";
import { totalBondedTokens } from "../staking/api.js";
import { tallyOf, verdictOf } from "./math.js";
import { burnDeposits, refundDeposits } from "./msgs/deposits.js";
import { deleteProposal, moment, saveProposal, votingPeriodOf } from "./msgs/proposals.js";
import { countVotes } from "./msgs/tally.js";
import { deleteVotes } from "./msgs/votes.js";
import { params, proposals, voting, waiting } from "./state.js";

const { PASSED, REJECTED, FAILED } = ProposalStatus;

/**
 * Drops proposals that were not funded in time, and decides on those whose voting is over. All that is due, as in the SDK: each
 * was paid for by its deposit.
 *
 * @see Cosmos SDK v0.53, x/gov/abci.go, EndBlocker
 */
export function endBlock(ctx: Ctx): void {
  for (const [, id] of waiting.due(ctx, ctx.time, Infinity)) drop(ctx, id);
  for (const [key, id] of voting.due(ctx, ctx.time, Infinity)) {
    const proposal = proposals.get(ctx, id);
    // One that was decided before it in this block may have withdrawn it.
    if (proposal === undefined) continue;
    voting.delete(ctx, key);
    if (isReadable(proposal)) decide(ctx, proposal);
    else giveUp(ctx, proposal);
  }
}

function drop(ctx: Ctx, id: bigint): void {
  deleteProposal(ctx, id);
  if (params.get(ctx).burnProposalDepositPrevote) burnDeposits(ctx, id);
  else refundDeposits(ctx, id);
  emitLegacy(ctx, "inactive_proposal", [
    ["proposal_id", `${id}`],
    ["proposal_result", "proposal_dropped"],
  ]);
}

function decide(ctx: Ctx, proposal: Proposal): void {
  const { id, expedited } = proposal;
  const count = countVotes(ctx, id);
  deleteVotes(ctx, id);
  const { passes, burns } = verdictOf(count, totalBondedTokens(ctx), expedited, params.get(ctx));
  // One that does not pass in haste is voted on again: its deposits stay.
  if (!expedited || passes) {
    if (burns) burnDeposits(ctx, id);
    else refundDeposits(ctx, id);
  }
  const { result, log, ...changed } = passes ? carryOut(ctx, proposal) : expedited ? slowDown(ctx, proposal) : rejected;
  saveProposal(ctx, { ...proposal, ...changed, finalTallyResult: tallyOf(count) });
  emitLegacy(ctx, "active_proposal", [
    ["proposal_id", `${id}`],
    ["proposal_result", result],
    ["proposal_log", log],
  ]);
}

/** What a decision changes of a proposal, and how it is told. */
interface Decision extends Partial<Proposal> {
  readonly result: string;
  readonly log: string;
}

const rejected: Decision = {
  status: REJECTED,
  failedReason: "proposal did not get enough votes to pass",
  result: "proposal_rejected",
  log: "rejected",
};

/** Runs the messages of a proposal in the gov account's name, all or none. */
function carryOut(ctx: Ctx, { messages }: Proposal): Decision {
  let index = 0;
  const outcome = ctx.branch((all) => {
    for (const packed of messages) {
      const { events } = runMessage(all, decodeMsg(packed));
      for (const event of events) all.events?.push(event);
      index += 1;
    }
  });
  if (!("error" in outcome)) return { status: PASSED, result: "proposal_passed", log: "passed" };
  const { message: failedReason } = outcome.error;
  const log = `passed, but msg ${index} (${messages[index]?.typeUrl}) failed on execution: ${failedReason}`;
  return { status: FAILED, failedReason, result: "proposal_failed", log };
}

/** From now on it is a proposal like any other, as if it had been one from the beginning of its voting period. */
function slowDown(ctx: Ctx, { id, votingStartTime }: Proposal): Decision {
  const end = moment(votingStartTime) + votingPeriodOf(params.get(ctx), false);
  voting.set(ctx, [end, id], id);
  const log = "expedited proposal converted to regular";
  return { expedited: false, votingEndTime: timestampOf(end), result: "expedited_proposal_rejected", log };
}

function isReadable({ messages }: Proposal): boolean {
  return messages.every(({ typeUrl }) => messageByTypeUrl(typeUrl)?.options.signers !== undefined);
}

/** A binary may have forgotten messages that an older one knew. */
function giveUp(ctx: Ctx, proposal: Proposal): void {
  const failedReason = "proposal failed because it cannot be processed by gov: it holds messages of an unknown type";
  deleteVotes(ctx, proposal.id);
  saveProposal(ctx, { ...proposal, status: FAILED, failedReason, messages: [] });
  refundDeposits(ctx, proposal.id);
  emitLegacy(ctx, "active_proposal", [
    ["proposal_id", `${proposal.id}`],
    ["proposal_result", "proposal_failed"],
  ]);
}
