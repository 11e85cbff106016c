import { fromBech32, toHex } from "@dcm/proto";
import type { Coin } from "@dcm/proto/gen/cosmos/base/v1beta1";
import type {
  MsgCancelProposal,
  MsgDeposit,
  MsgSubmitProposal,
  MsgUpdateParams,
  MsgVote,
  MsgVoteWeighted,
  WeightedVoteOption,
} from "@dcm/proto/gen/cosmos/gov/v1";
import { ProposalStatus, VoteOption } from "@dcm/proto/gen/cosmos/gov/v1";
import { least } from "./rules.js";
import { operators, tokensOf } from "./stake.js";
import { type Message, runAll } from "./tx.js";
import {
  BASE,
  burn,
  EMPTY,
  type Env,
  GOV,
  held,
  moment,
  must,
  pay,
  REWARDS,
  Refusal,
  refuse,
  sane,
  sum,
  timestamp,
  type World,
} from "./world.js";

const { DEPOSIT_PERIOD, VOTING_PERIOD, PASSED, REJECTED, FAILED } = ProposalStatus;
const { YES, ABSTAIN, NO, NO_WITH_VETO } = VoteOption;

/** Something that is to be decided, until long after it is. Moments are Unix nanoseconds. */
export interface Proposal {
  readonly id: bigint;
  readonly proposer: string;
  readonly title: string;
  readonly messages: readonly Message[];
  expedited: boolean;
  status: ProposalStatus;
  readonly depositEnd: bigint;
  votingStart: bigint | undefined;
  votingEnd: bigint | undefined;
  /** Of all who deposited, which stays when the deposits are gone. */
  total: bigint;
  /** In the base denomination, by who put it down. */
  readonly deposits: Map<string, bigint>;
  readonly votes: Map<string, readonly WeightedVoteOption[]>;
  /** Tokens for each option, once counted. */
  tally: Tally;
  /** The code of what refused it, or words. */
  failed: string;
}

/** Yes, abstain, no, no with veto. */
export type Tally = readonly [bigint, bigint, bigint, bigint];
const NOBODY: Tally = [0n, 0n, 0n, 0n];
const ONE = 10n ** 18n;

/** Decisions as the Cosmos SDK's gov module takes them. */
export const govMsgs = {
  SubmitProposal(w: World, msg: MsgSubmitProposal, env: Env) {
    sane(env);
    const { title, proposer, expedited, initialDeposit } = msg;
    const atOnce = { expedited, ratio: fraction(w.params.gov.minInitialDepositRatio) };
    must(depositOf(initialDeposit) >= share(w, atOnce), "gov.MinDepositTooSmall");
    for (const { signers } of env.inner) must(signers.length === 1 && signers[0] === GOV, "gov.InvalidSigner");
    const depositEnd = w.time + moment(w.params.gov.maxDepositPeriod ?? NEVER);
    const proposal: Proposal = {
      ...{ id: w.nextProposal, proposer, title, messages: env.inner, expedited, status: DEPOSIT_PERIOD, depositEnd },
      ...{ votingStart: undefined, votingEnd: undefined, total: 0n, deposits: new Map(), votes: new Map() },
      ...{ tally: NOBODY, failed: "" },
    };
    addDeposit(w, proposal, proposer, initialDeposit);
    w.proposals.set(proposal.id, proposal);
    w.nextProposal += 1n;
    return { proposalId: proposal.id };
  },
  Deposit(w: World, { proposalId, depositor, amount }: MsgDeposit, env: Env) {
    sane(env);
    const proposal = w.proposals.get(proposalId) ?? refuse("undefined/1");
    must(isPending(proposal), "gov.InactiveProposal");
    addDeposit(w, proposal, depositor, amount);
    return {};
  },
  Vote: (w: World, { option, ...msg }: MsgVote, env: Env) =>
    vote(w, { ...msg, options: [{ option, weight: "1.000000000000000000" }] }, env),
  VoteWeighted: (w: World, msg: MsgVoteWeighted, env: Env) => vote(w, msg, env),
  CancelProposal(w: World, { proposalId, proposer }: MsgCancelProposal) {
    const proposal = w.proposals.get(proposalId) ?? refuse("undefined/1");
    must(proposal.proposer === proposer, "gov.InvalidProposer");
    must(isPending(proposal), "gov.InvalidProposal");
    must(proposal.votingEnd === undefined || proposal.votingEnd >= w.time, "gov.VotingPeriodEnded");
    withdraw(w, proposal);
    w.proposals.delete(proposalId);
    w.reached.add("a proposal was withdrawn");
    return { proposalId, canceledTime: timestamp(w.time), canceledHeight: w.height };
  },
  UpdateParams(w: World, { authority, params }: MsgUpdateParams, env: Env) {
    must(authority === GOV, "gov.InvalidSigner");
    sane(env);
    w.params.gov = params;
    w.reached.add("governance set parameters of gov");
    return {};
  },
};

const NEVER = { seconds: 0n, nanos: 0 };

/** End-block: proposals that were not funded in time go, those whose time is over are decided. */
export function endGov(w: World): void {
  for (const each of due(w, DEPOSIT_PERIOD, ({ depositEnd }) => depositEnd)) {
    const burns = w.params.gov.burnProposalDepositPrevote;
    w.reached.add(burns ? "an unfunded proposal's deposits were burnt" : "an unfunded proposal was dropped");
    settle(w, each, burns);
    w.proposals.delete(each.id);
  }
  // What is undone in between leaves other records of the same proposals.
  for (const { id } of due(w, VOTING_PERIOD, ({ votingEnd = 0n }) => votingEnd))
    decide(w, w.proposals.get(id) as Proposal);
}

function due(w: World, status: ProposalStatus, end: (proposal: Proposal) => bigint): readonly Proposal[] {
  const found = [...w.proposals.values()].filter((each) => each.status === status && end(each) <= w.time);
  return found.sort((a, b) => Number(end(a) - end(b)) || Number(a.id - b.id));
}

function decide(w: World, proposal: Proposal): void {
  const { passes, burns, why } = verdict(w, proposal);
  w.reached.add(`a proposal ${why}`);
  proposal.tally = tallyOf(w, proposal);
  proposal.votes.clear();
  if (proposal.expedited && !passes) {
    // It goes on as any other, as if it had been one from the beginning.
    w.reached.add("a proposal in haste went on without");
    const period = moment(w.params.gov.votingPeriod ?? NEVER);
    Object.assign(proposal, { expedited: false, votingEnd: (proposal.votingStart ?? 0n) + period });
    return;
  }
  settle(w, proposal, burns);
  if (passes) carryOut(w, proposal);
  else Object.assign(proposal, { status: REJECTED, failed: "proposal did not get enough votes to pass" });
}

/** All of its messages, or none. */
function carryOut(w: World, proposal: Proposal): void {
  try {
    runAll(w, proposal.messages, EMPTY);
    w.proposals.set(proposal.id, { ...proposal, status: PASSED });
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    w.proposals.set(proposal.id, { ...proposal, status: FAILED, failed: thrown.code });
    w.reached.add("a proposal could not be carried out").add(thrown.code);
  }
}

/** Tokens for each option, in parts of 10^18: who delegates votes for its own, its validator for the others. */
function count(w: World, { votes }: Proposal) {
  const parts = new Map<VoteOption, bigint>([YES, ABSTAIN, NO, NO_WITH_VETO].map((option) => [option, 0n]));
  let total = 0n;
  const add = (tokens: bigint, options: readonly WeightedVoteOption[]) => {
    total += tokens;
    for (const { option, weight } of options) parts.set(option, (parts.get(option) ?? 0n) + tokens * fraction(weight));
  };
  for (const operator of operators(w)) {
    const own = [...votes].map(([who]) => w.stake.delegations.get(`${who}/${operator}`) ?? 0n);
    for (const [i, [, options]] of [...votes].entries()) add(own[i] ?? 0n, options);
    const options = votes.get(w.validators.get(operator) ?? "");
    if (options !== undefined) add(tokensOf(w, operator) - sum(own), options);
  }
  return { parts, total };
}

/** What the votes come to so far, in whole tokens. */
export function tallyOf(w: World, proposal: Proposal): Tally {
  const { parts } = count(w, proposal);
  const whole = (option: VoteOption) => (parts.get(option) ?? 0n) / ONE;
  return [whole(YES), whole(ABSTAIN), whole(NO), whole(NO_WITH_VETO)];
}

/** Quorum, then abstention, then veto, then the threshold. */
function verdict(w: World, proposal: Proposal): { passes: boolean; burns: boolean; why: string } {
  const { parts, total } = count(w, proposal);
  const { gov } = w.params;
  const of = (option: VoteOption) => parts.get(option) ?? 0n;
  const all = sum(operators(w).map((operator) => tokensOf(w, operator)));
  if (ratio(total, all) < fraction(gov.quorum))
    return { passes: false, burns: gov.burnVoteQuorum, why: "had too few votes" };
  if (total * ONE === of(ABSTAIN)) return { passes: false, burns: false, why: "had abstentions alone" };
  if (ratio(of(NO_WITH_VETO), total * ONE) > fraction(gov.vetoThreshold))
    return { passes: false, burns: gov.burnVoteVeto, why: "was vetoed" };
  const threshold = fraction(proposal.expedited ? gov.expeditedThreshold : gov.threshold);
  const passes = ratio(of(YES), total * ONE - of(ABSTAIN)) > threshold;
  return { passes, burns: false, why: passes ? `passed${proposal.expedited ? " in haste" : ""}` : "was refused" };
}

function vote(
  w: World,
  { proposalId, voter, options }: Pick<MsgVoteWeighted, "proposalId" | "voter" | "options">,
  env: Env,
) {
  sane(env);
  const proposal = w.proposals.get(proposalId);
  if (proposal?.status !== VOTING_PERIOD) return refuse("gov.InactiveProposal");
  if (options.length > 1) w.reached.add("a vote was split");
  if (proposal.votes.has(voter)) w.reached.add("a vote took another's place");
  proposal.votes.set(voter, options);
  return {};
}

function addDeposit(w: World, proposal: Proposal, who: string, coins: readonly Coin[]): void {
  const amount = depositOf(coins);
  const { expedited } = proposal;
  must(amount >= share(w, { expedited, ratio: fraction(w.params.gov.minDepositRatio) }), "gov.MinDepositTooSmall");
  pay(w, who, GOV, amount);
  proposal.total += amount;
  proposal.deposits.set(who, (proposal.deposits.get(who) ?? 0n) + amount);
  if (proposal.status !== DEPOSIT_PERIOD || proposal.total < share(w, { expedited, ratio: ONE })) return;
  const period = expedited ? w.params.gov.expeditedVotingPeriod : w.params.gov.votingPeriod;
  const votingEnd = w.time + moment(period ?? NEVER);
  Object.assign(proposal, { status: VOTING_PERIOD, votingStart: w.time, votingEnd });
}

/** What coins put down, which only those of the least deposit can. */
function depositOf(coins: readonly Coin[]): bigint {
  must(
    coins.every(({ denom }) => denom === BASE),
    "gov.InvalidDepositDenom",
  );
  return sum(coins.map(({ amount }) => amount));
}

/** A part of what a proposal needs, rounded down. */
function share({ params: { gov } }: World, { expedited, ratio: of }: { expedited: boolean; ratio: bigint }): bigint {
  const needed = expedited ? gov.expeditedMinDeposit : gov.minDeposit;
  return (sum(needed.map(({ amount }) => amount)) * of) / ONE;
}

/** Deposits come back or are burnt, as far as the account still holds them. */
function settle(w: World, { deposits }: Proposal, burns: boolean): void {
  if (burns) burn(w, GOV, least(sum([...deposits.values()]), held(w, GOV)));
  // As everywhere, those who deposited are visited in the order of their addresses.
  for (const who of [...deposits.keys()].sort(byAddress)) {
    const wanted = deposits.get(who) ?? 0n;
    if (!burns && held(w, GOV) < wanted) w.reached.add("a deposit that governance spent did not come back");
    if (!burns) pay(w, GOV, who, least(wanted, held(w, GOV)));
  }
  deposits.clear();
}

/** A part of every deposit is the price of withdrawing. */
function withdraw(w: World, { deposits }: Proposal): void {
  must(held(w, GOV) >= sum([...deposits.values()]), "sdk.InsufficientFunds");
  const { proposalCancelDest, proposalCancelRatio } = w.params.gov;
  let charged = 0n;
  for (const [who, amount] of deposits) {
    const charge = (amount * fraction(proposalCancelRatio)) / ONE;
    pay(w, GOV, who, amount - charge);
    charged += charge;
  }
  if (charged === 0n) return;
  w.reached.add(proposalCancelDest === "" ? "a withdrawal was paid for" : "a withdrawal paid the community");
  if (proposalCancelDest === "") burn(w, GOV, charged);
  else pay(w, GOV, REWARDS, charged);
}

export function isPending({ status }: Proposal): boolean {
  return status === DEPOSIT_PERIOD || status === VOTING_PERIOD;
}

function byAddress(a: string, b: string): number {
  const [left, right] = [a, b].map((address) => toHex(fromBech32(address).data));
  return (left as string) < (right as string) ? -1 : 1;
}

/** A decimal in parts of 10^18. */
function fraction(text: string): bigint {
  const [whole = "", places = ""] = text.split(".");
  return BigInt(whole + places.padEnd(18, "0"));
}

/** A quotient in parts of 10^18, rounded to the nearest and half to even. */
function ratio(a: bigint, b: bigint): bigint {
  const [floor, rest] = [(a * ONE) / b, (a * ONE) % b];
  return floor + (2n * rest > b || (2n * rest === b && floor % 2n === 1n) ? 1n : 0n);
}
