import {
  Deposit,
  type Params,
  type Proposal,
  ProposalStatus,
  type QueryParamsResponse,
  type QueryRpcs,
} from "@dcm/proto/gen/cosmos/gov/v1";
import { type QueryRpcs as LegacyRpcs, Deposit as OldDeposit } from "@dcm/proto/gen/cosmos/gov/v1beta1";
import {
  type Address,
  accountFault,
  type Handlers,
  internal,
  invalidArgument,
  lowerCase,
  notFound,
  type ReadCtx,
  requireAddress,
  requirePage,
} from "../../kernel/index.js";
import { EMPTY_TALLY, tallyOf } from "./math.js";
import { legacyParams, legacyProposal, legacyTally, legacyVote } from "./msgs/legacy.js";
import { countVotes } from "./msgs/tally.js";
import {
  constitution,
  deposits,
  pageOfDeposits,
  pageOfProposals,
  pageOfVotes,
  params,
  proposals,
  votes,
} from "./state.js";

/** x/gov/keeper/grpc_query.go. */
export const queries: Handlers<QueryRpcs, ReadCtx> = {
  Constitution: (ctx) => ({ constitution: constitution.get(ctx) }),

  Proposal: (ctx, { proposalId }) => ({ proposal: proposal(ctx, proposalId) }),

  Proposals(ctx, { proposalStatus, voter, depositor, pagination }) {
    requirePage(pagination, internal);
    const { UNSPECIFIED, FAILED } = ProposalStatus;
    const isStatus = proposalStatus > UNSPECIFIED && proposalStatus <= FAILED;
    const page = pageOfProposals(ctx, pagination, ({ id, status }) => {
      const hasVoted = voter === "" || votes.has(ctx, [id, named(ctx, voter)]);
      const hasPaid = depositor === "" || deposits.has(ctx, [id, named(ctx, depositor)]);
      return hasVoted && hasPaid && (!isStatus || status === proposalStatus);
    });
    return { proposals: page.items, pagination: page.next };
  },

  Vote(ctx, { proposalId: id, voter }) {
    requireId(id);
    if ((voter as string) === "") invalidArgument("empty voter address");
    requireAddress(voter, ctx.prefix);
    const vote = votes.get(ctx, [id, lowerCase(voter)]);
    return { vote: vote ?? invalidArgument(`voter: ${voter} not found for proposal: ${id}`) };
  },

  Votes(ctx, { proposalId: id, pagination }) {
    requireId(id);
    requirePage(pagination, internal);
    const page = pageOfVotes(ctx, id, pagination);
    return { votes: page.items, pagination: page.next };
  },

  Params: (ctx, { paramsType }) => paramsOf(params.get(ctx), paramsType),

  Deposit(ctx, { proposalId: id, depositor }) {
    requireId(id);
    if ((depositor as string) === "") invalidArgument("empty depositor address");
    requireAddress(depositor, ctx.prefix);
    const who = lowerCase(depositor);
    const key = `("${id}", "${who}")`;
    const missing = `collections: not found: key '${key}' of type github.com/cosmos/gogoproto/${Deposit.name}`;
    return { deposit: deposits.get(ctx, [id, who]) ?? notFound(missing) };
  },

  Deposits(ctx, { proposalId: id, pagination }) {
    requireId(id);
    requirePage(pagination, internal);
    const page = pageOfDeposits(ctx, id, pagination);
    return { deposits: page.items, pagination: page.next };
  },

  TallyResult(ctx, { proposalId: id }) {
    const { status, finalTallyResult } = proposal(ctx, id);
    const { DEPOSIT_PERIOD, VOTING_PERIOD } = ProposalStatus;
    if (status === DEPOSIT_PERIOD) return { tally: EMPTY_TALLY };
    return { tally: status === VOTING_PERIOD ? tallyOf(countVotes(ctx, id)) : finalTallyResult };
  },
};

/** The older queries show the same in the older form. */
export const legacyQueries: Handlers<LegacyRpcs, ReadCtx> = {
  Proposal: (ctx, { proposalId }) => ({ proposal: legacyProposal(proposal(ctx, proposalId)) }),

  Proposals(ctx, request) {
    const page = queries.Proposals(ctx, request);
    return { proposals: page.proposals.map(legacyProposal), pagination: page.pagination };
  },

  Vote(ctx, request) {
    const { vote } = queries.Vote(ctx, request);
    return { vote: legacyVote(vote) };
  },

  Votes(ctx, request) {
    const page = queries.Votes(ctx, request);
    return { votes: page.votes.map(legacyVote), pagination: page.pagination };
  },

  Params(ctx, { paramsType }) {
    const given = queries.Params(ctx, { paramsType });
    if (paramsType === "") invalidArgument(`${paramsType} is not a valid parameter type`);
    return legacyParams(given);
  },

  Deposit(ctx, { proposalId, depositor }) {
    const { deposit } = queries.Deposit(ctx, { proposalId, depositor });
    return { deposit: OldDeposit.fromPartial(deposit ?? {}) };
  },

  Deposits: (ctx, request) => queries.Deposits(ctx, request),

  TallyResult(ctx, request) {
    const { tally } = queries.TallyResult(ctx, request);
    return { tally: legacyTally(tally) };
  },
};

function proposal(ctx: ReadCtx, id: bigint): Proposal {
  requireId(id);
  return proposals.get(ctx, id) ?? notFound(`proposal ${id} doesn't exist`);
}

function requireId(id: bigint): void {
  if (id === 0n) invalidArgument("proposal id can not be 0");
}

function paramsOf(given: Params, type: string): QueryParamsResponse {
  const { minDeposit, maxDepositPeriod, votingPeriod, quorum, threshold, vetoThreshold } = given;
  const answer = { depositParams: undefined, votingParams: undefined, tallyParams: undefined, params: given };
  if (type === "deposit") return { ...answer, depositParams: { minDeposit, maxDepositPeriod } };
  if (type === "voting") return { ...answer, votingParams: { votingPeriod } };
  if (type === "tallying") return { ...answer, tallyParams: { quorum, threshold, vetoThreshold } };
  return type === "" ? answer : invalidArgument(`unknown params type: ${type}`);
}

/** An address that a list is narrowed by. */
function named(ctx: ReadCtx, text: string): Address {
  const fault = accountFault(text, ctx.prefix);
  return fault === undefined ? lowerCase(text) : internal(fault);
}
