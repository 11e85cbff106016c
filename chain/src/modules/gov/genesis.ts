import {
  type Deposit,
  GenesisState,
  type Params,
  type Proposal,
  ProposalStatus,
  type Vote,
} from "@dcm/proto/gen/cosmos/gov/v1";
import { accountFault, amount, type Ctx, coinsText, type Genesis, isAllAtMost, sumCoins } from "../../kernel/index.js";
import { moduleAccount } from "../auth/api.js";
import { coinsOf } from "../bank/api.js";
import { paramsFault } from "./math.js";
import { GOV, moment, saveProposal } from "./msgs/proposals.js";
import { constitution, deposits, params, proposalIds, proposals, votes, voting, waiting } from "./state.js";

const DAY = 86_400n;
const { DEPOSIT_PERIOD, VOTING_PERIOD } = ProposalStatus;

/** The SDK's defaults, in the chain's own denomination (x/gov/types/v1/params.go). */
function defaults(denom: string): Params {
  const span = (days: bigint) => ({ seconds: days * DAY, nanos: 0 });
  return {
    minDeposit: [{ denom, amount: amount(10_000_000n) }],
    expeditedMinDeposit: [{ denom, amount: amount(50_000_000n) }],
    maxDepositPeriod: span(2n),
    votingPeriod: span(2n),
    expeditedVotingPeriod: span(1n),
    quorum: "0.334000000000000000",
    threshold: "0.500000000000000000",
    expeditedThreshold: "0.667000000000000000",
    vetoThreshold: "0.334000000000000000",
    minInitialDepositRatio: "0.000000000000000000",
    proposalCancelRatio: "0.500000000000000000",
    proposalCancelDest: "" as Params["proposalCancelDest"],
    burnProposalDepositPrevote: false,
    burnVoteQuorum: false,
    burnVoteVeto: true,
    minDepositRatio: "0.010000000000000000",
  };
}

/** The SDK's form of genesis (x/gov/genesis.go). */
export const genesis: Genesis = {
  init(ctx, json) {
    const fresh = { startingProposalId: 1n, params: defaults(ctx.baseDenom) };
    const state = json === undefined ? GenesisState.fromPartial(fresh) : GenesisState.fromJSON(json);
    const given = requireValid(ctx, state);
    proposalIds.set(ctx, state.startingProposalId);
    params.set(ctx, given);
    constitution.set(ctx, state.constitution);
    for (const each of state.deposits) deposits.set(ctx, [each.proposalId, each.depositor], each);
    for (const each of state.votes) votes.set(ctx, [each.proposalId, each.voter], each);
    for (const each of state.proposals) importProposal(ctx, each);
    requireHeld(ctx, state.deposits);
    return undefined;
  },

  export(ctx) {
    const state = GenesisState.fromPartial({
      startingProposalId: proposalIds.peek(ctx),
      deposits: deposits.entries(ctx).map(([, each]) => each),
      votes: votes.entries(ctx).map(([, each]) => each),
      proposals: proposals.all(ctx),
      params: params.get(ctx),
      constitution: constitution.get(ctx),
    });
    return GenesisState.toJSON(state);
  },
};

/** x/gov/types/v1/genesis.go, ValidateGenesis. */
function requireValid(ctx: Ctx, state: GenesisState): Params {
  if (state.startingProposalId === 0n) throw new Error("starting proposal id must be greater than 0");
  const ids = new Set<bigint>();
  for (const { id } of state.proposals) {
    if (ids.has(id)) throw new Error(`duplicate proposal id: ${id}`);
    ids.add(id);
  }
  requireOnce("deposit", ctx, ids, state.deposits, ({ depositor }) => depositor);
  requireOnce("vote", ctx, ids, state.votes, ({ voter }) => voter);
  const { params: given } = state;
  if (given === undefined) throw new Error("gov genesis has no params");
  const fault = paramsFault(given, ctx.prefix);
  if (fault !== undefined) throw new Error(fault);
  return given;
}

function requireOnce<T extends Deposit | Vote>(
  what: string,
  ctx: Ctx,
  ids: ReadonlySet<bigint>,
  list: readonly T[],
  whose: (record: T) => string,
): void {
  const seen = new Set<string>();
  for (const each of list) {
    const { proposalId: id } = each;
    const who = whose(each);
    const fault = accountFault(who, ctx.prefix);
    if (fault !== undefined || who !== who.toLowerCase())
      throw new Error(`${what} of ${who}: ${fault ?? "in capitals"}`);
    if (!ids.has(id)) throw new Error(`${what} of ${who} has non-existent proposal id: ${id}`);
    const key = `${id}/${who}`;
    if (seen.has(key)) throw new Error(`duplicate ${what}: ${who} for proposal ${id}`);
    seen.add(key);
  }
}

function importProposal(ctx: Ctx, proposal: Proposal): void {
  const { id, status, depositEndTime, votingEndTime } = proposal;
  if (status === DEPOSIT_PERIOD) waiting.set(ctx, [moment(depositEndTime), id], id);
  if (status === VOTING_PERIOD) voting.set(ctx, [moment(votingEndTime), id], id);
  saveProposal(ctx, proposal);
}

/** The SDK wants the account to hold exactly the deposits; here governance may own more. */
function requireHeld(ctx: Ctx, list: readonly Deposit[]): void {
  const needed = sumCoins(list.map((each) => each.amount));
  const held = coinsOf(ctx, moduleAccount(ctx, GOV).base.address);
  if (!isAllAtMost(needed, held))
    throw new Error(`expected module account was ${coinsText(held)} but we got ${coinsText(needed)}`);
}
