import { type Params, Proposal, ProposalStatus } from "@dcm/proto/gen/cosmos/gov/v1";
import type { Any, Timestamp } from "@dcm/proto/gen/google/protobuf";
import { type Ctx, type DecodedMsg, failPlain, nanoseconds, type ReadCtx, timestampOf } from "../../../kernel/index.js";
import { EMPTY_TALLY } from "../math.js";
import { open, params, proposalIds, proposals, voting, waiting } from "../state.js";

/** The module account that holds deposits, and in whose name decisions are carried out. */
export const GOV = "gov";

const { DEPOSIT_PERIOD, VOTING_PERIOD } = ProposalStatus;
const OPEN = Uint8Array.of(1);

/** What its maker says of a proposal. */
export interface Draft extends Pick<Proposal, "metadata" | "title" | "summary" | "proposer" | "expedited"> {
  readonly messages: readonly DecodedMsg[];
}

/**
 * A proposal by its number.
 *
 * @throws undefined 1  there is none
 */
export function existingProposal(ctx: ReadCtx, id: bigint): Proposal {
  const missing = `collections: not found: key '${id}' of type github.com/cosmos/gogoproto/${Proposal.name}`;
  return proposals.get(ctx, id) ?? failPlain(missing);
}

/** Whether deposits are taken for it, and its maker may withdraw it. */
export function isPending({ status }: Proposal): boolean {
  return status === DEPOSIT_PERIOD || status === VOTING_PERIOD;
}

/** Stores a new proposal, which waits for deposits. */
export function addProposal(ctx: Ctx, { messages, ...draft }: Draft): Proposal {
  const id = proposalIds.next(ctx);
  const end = timestampOf(ctx.time + periodOf(params.get(ctx).maxDepositPeriod));
  const proposal = Proposal.fromPartial({
    ...draft,
    id,
    messages: messages.map(packed),
    status: DEPOSIT_PERIOD,
    finalTallyResult: EMPTY_TALLY,
    submitTime: timestampOf(ctx.time),
    depositEndTime: end,
  });
  saveProposal(ctx, proposal);
  waiting.set(ctx, [nanoseconds(end), id], id);
  return proposal;
}

/** Stores a proposal; who votes looks at a record of its own. */
export function saveProposal(ctx: Ctx, proposal: Proposal): void {
  if (proposal.status === VOTING_PERIOD) open.set(ctx, proposal.id, OPEN);
  else open.delete(ctx, proposal.id);
  proposals.set(ctx, proposal.id, proposal);
}

/** The deposits suffice: everybody may vote from now on. */
export function beginVoting(ctx: Ctx, proposal: Proposal): void {
  const end = ctx.time + votingPeriodOf(params.get(ctx), proposal.expedited);
  const [votingStartTime, votingEndTime] = [timestampOf(ctx.time), timestampOf(end)];
  saveProposal(ctx, { ...proposal, votingStartTime, votingEndTime, status: VOTING_PERIOD });
  waiting.delete(ctx, [moment(proposal.depositEndTime), proposal.id]);
  voting.set(ctx, [end, proposal.id], proposal.id);
}

/** Forgets a proposal that nobody decided on. */
export function deleteProposal(ctx: Ctx, id: bigint): void {
  const { depositEndTime, votingEndTime } = existingProposal(ctx, id);
  if (depositEndTime !== undefined) waiting.delete(ctx, [nanoseconds(depositEndTime), id]);
  if (votingEndTime !== undefined) {
    voting.delete(ctx, [nanoseconds(votingEndTime), id]);
    open.delete(ctx, id);
  }
  proposals.delete(ctx, id);
}

export function votingPeriodOf({ votingPeriod, expeditedVotingPeriod }: Params, expedited: boolean): bigint {
  return periodOf(expedited ? expeditedVotingPeriod : votingPeriod);
}

/** A moment that a proposal of its status has. */
export function moment(time: Timestamp | undefined): bigint {
  return time === undefined ? 0n : nanoseconds(time);
}

function periodOf(period: Params["votingPeriod"]): bigint {
  return period === undefined ? 0n : nanoseconds(period);
}

/** A message in canonical bytes, as the SDK packs it anew. */
function packed({ codec, value }: DecodedMsg): Any {
  return { typeUrl: codec.typeUrl, value: codec.encode(value) };
}
