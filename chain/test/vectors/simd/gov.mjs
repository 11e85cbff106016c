// What plans of gov are written with.
import * as types from "cosmjs-types/cosmos/gov/v1/tx";
import * as query from "cosmjs-types/cosmos/gov/v1/query";
import * as legacyTypes from "cosmjs-types/cosmos/gov/v1beta1/tx";
import * as legacyQuery from "cosmjs-types/cosmos/gov/v1beta1/query";
import { TextProposal } from "cosmjs-types/cosmos/gov/v1beta1/gov";
import { moduleAddress } from "./accounts.mjs";
import { addressOf, stake } from "./messages.mjs";
import { block, create, dec, tx } from "./staking.mjs";

export const stores = { gov: ["00", "01", "02", "03", "04", "10", "20", "30", "31"] };

export const gov = moduleAddress("gov");
export const [YES, ABSTAIN, NO, VETO] = [1, 2, 3, 4];

const packed = (version, set, name, value) => {
  const type = set[name];
  return { typeUrl: `/cosmos.gov.${version}.${name}`, bytes: type.encode(type.fromPartial(value)).finish() };
};
const v1 = (name, value) => packed("v1", types, name, value);
const v1beta1 = (name, value) => packed("v1beta1", legacyTypes, name, value);

/** Any message or content as an Any. */
export const any = ({ typeUrl, bytes }) => ({ typeUrl, value: bytes });
export const anyOf = (type, value) => ({ typeUrl: type.typeUrl, value: type.encode(type.fromPartial(value)).finish() });

export const submit = (who, messages, deposit, more = {}) =>
  v1("MsgSubmitProposal", {
    proposer: addressOf(who),
    messages,
    initialDeposit: deposit,
    title: "a title",
    summary: "a summary",
    metadata: "",
    expedited: false,
    ...more,
  });
export const deposit = (who, id, coins) => v1("MsgDeposit", { depositor: addressOf(who), proposalId: BigInt(id), amount: coins });
export const vote = (who, id, option, metadata = "") => v1("MsgVote", { voter: addressOf(who), proposalId: BigInt(id), option, metadata });
export const split = (who, id, options, metadata = "") =>
  v1("MsgVoteWeighted", { voter: addressOf(who), proposalId: BigInt(id), options: options.map(([option, weight]) => ({ option, weight })), metadata });
export const withdraw = (who, id) => v1("MsgCancelProposal", { proposer: addressOf(who), proposalId: BigInt(id) });
export const execContent = (content, authority = gov) => v1("MsgExecLegacyContent", { content, authority });
export const updateParams = (params, authority = gov) => v1("MsgUpdateParams", { authority, params });

export const text = (title = "a text", description = "its description") => anyOf(TextProposal, { title, description });
export const oldSubmit = (who, content, coins = stake(10_000_000)) => v1beta1("MsgSubmitProposal", { proposer: addressOf(who), content, initialDeposit: coins });
export const oldDeposit = (who, id, coins) => v1beta1("MsgDeposit", { depositor: addressOf(who), proposalId: BigInt(id), amount: coins });
export const oldVote = (who, id, option) => v1beta1("MsgVote", { voter: addressOf(who), proposalId: BigInt(id), option });
export const oldSplit = (who, id, options) =>
  v1beta1("MsgVoteWeighted", { voter: addressOf(who), proposalId: BigInt(id), options: options.map(([option, weight]) => ({ option, weight: dec(weight) })) });

const day = (days) => ({ seconds: BigInt(days) * 86_400n, nanos: 0 });
/** The parameters of the plan's chain, as a message has them. */
export const params = (more = {}) => ({
  minDeposit: stake(10_000_000),
  expeditedMinDeposit: stake(50_000_000),
  maxDepositPeriod: day(2),
  votingPeriod: day(2),
  expeditedVotingPeriod: day(1),
  quorum: "0.334",
  threshold: "0.5",
  expeditedThreshold: "0.667",
  vetoThreshold: "0.334",
  minInitialDepositRatio: "0.1",
  proposalCancelRatio: "0.5",
  proposalCancelDest: "",
  burnVoteQuorum: false,
  burnProposalDepositPrevote: false,
  burnVoteVeto: true,
  minDepositRatio: "0.01",
  ...more,
});
export { day };

export const ask = (name, method, fields) => [name, `/cosmos.gov.v1.Query/${method}`, query[`Query${method}Request`], fields];
export const askOld = (name, method, fields) => [name, `/cosmos.gov.v1beta1.Query/${method}`, legacyQuery[`Query${method}Request`], fields];

/** A genesis in which proposals are decided at once: what account 1 votes for passes. */
export const decideSoon = (state) => {
  Object.assign(state.gov.params, { voting_period: "10s", expedited_voting_period: "5s", min_deposit: stake(1_000_000) });
};
/** The first validator, who decides. */
export const decider = () => block({ txs: [tx("the validator who decides", 1, create(1, 990_000_000))] });
/** Three blocks in which proposals, each [name, ...messages], are made, voted for and decided; the first has number `first`. */
export const decided = (first, proposals, more = {}) => [
  block({ txs: proposals.map(([name, ...messages], at) => tx(`a proposal: ${name}`, 40 + at, submit(40 + at, messages, stake(1_000_000)))) }),
  block({ txs: proposals.map(([name], at) => tx(`a vote: ${name}`, 1, vote(1, first + at, YES))) }),
  block({
    after: 10,
    ...more,
    queries: [
      ...proposals.map(([name], at) => ask(`the proposal: ${name}`, "Proposal", { proposalId: BigInt(first + at) })),
      ...(more.queries ?? []),
    ],
  }),
];
