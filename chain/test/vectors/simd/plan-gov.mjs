// Proposals: made, paid for, voted on, withdrawn, decided, carried out; in both versions of the messages and queries.
import { MsgSend, MsgUpdateParams as BankUpdateParams } from "cosmjs-types/cosmos/bank/v1beta1/tx";
import { CommunityPoolSpendProposal } from "cosmjs-types/cosmos/distribution/v1beta1/distribution";
import { MsgUpdateParams as StakingUpdateParams } from "cosmjs-types/cosmos/staking/v1beta1/tx";
import { addressOf, stake } from "./messages.mjs";
import {
  ABSTAIN, any, anyOf, ask, askOld, day, deposit, execContent, gov, NO, oldDeposit, oldSplit, oldSubmit, oldVote, params, split, stores, submit, text,
  updateParams, VETO, vote, withdraw, YES,
} from "./gov.mjs";
import { block, create, delegate, pageOf, tx, undelegate } from "./staking.mjs";

export { stores };
export const modules = "slashing,evidence";
export const changeGenesis = (state) => {
  state.gov.params.min_initial_deposit_ratio = "0.1";
  state.gov.constitution = "We the machines";
};

const DAY = 86_400;
const photon = (amount) => [{ denom: "photon", amount: String(amount) }];
const fromGov = (to, amount) => anyOf(MsgSend, { fromAddress: gov, toAddress: addressOf(to), amount: stake(amount) });
const noSends = anyOf(BankUpdateParams, { authority: gov, params: { sendEnabled: [], defaultSendEnabled: true } });
const staking = (more) =>
  anyOf(StakingUpdateParams, {
    authority: gov,
    params: {
      unbondingTime: day(21), maxValidators: 100, maxEntries: 7, historicalEntries: 0, bondDenom: "stake", minCommissionRate: "0", ...more,
    },
  });
const spend = anyOf(CommunityPoolSpendProposal, { title: "spend", description: "it", recipient: addressOf(3), amount: stake(5) });
const long = (length) => "x".repeat(length);
const MIN = stake(10_000_000);
const INITIAL = stake(1_000_000);
const page = pageOf;

const lists = (when, ids) => [
  ask(`proposals ${when}`, "Proposals", { pagination: page(2) }),
  ask(`all proposals ${when}`, "Proposals", {}),
  ask(`proposals in voting ${when}`, "Proposals", { proposalStatus: 2, pagination: page(1) }),
  ask(`proposals in voting, without a total ${when}`, "Proposals", { proposalStatus: 2, pagination: page(1, { countTotal: false }) }),
  ask(`proposals backwards ${when}`, "Proposals", { pagination: page(2, { reverse: true }) }),
  ask(`proposals from the third on ${when}`, "Proposals", { pagination: page(2, { offset: 2n }) }),
  ask(`proposals from the hundredth on ${when}`, "Proposals", { pagination: page(2, { offset: 100n }) }),
  ask(`proposals by key ${when}`, "Proposals", { proposalStatus: 2, pagination: page(2, { key: Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 2), countTotal: false }) }),
  ask(`proposals that 1 voted on ${when}`, "Proposals", { voter: addressOf(1) }),
  ask(`proposals that 20 paid for ${when}`, "Proposals", { depositor: addressOf(20) }),
  ...ids.flatMap((id) => [
    ask(`proposal ${id} ${when}`, "Proposal", { proposalId: BigInt(id) }),
    ask(`tally of ${id} ${when}`, "TallyResult", { proposalId: BigInt(id) }),
    ask(`votes on ${id} ${when}`, "Votes", { proposalId: BigInt(id), pagination: page(2) }),
    ask(`deposits for ${id} ${when}`, "Deposits", { proposalId: BigInt(id), pagination: page(1) }),
    askOld(`proposal ${id} in the old form ${when}`, "Proposal", { proposalId: BigInt(id) }),
    askOld(`tally of ${id} in the old form ${when}`, "TallyResult", { proposalId: BigInt(id) }),
    askOld(`votes on ${id} in the old form ${when}`, "Votes", { proposalId: BigInt(id) }),
    askOld(`deposits for ${id} in the old form ${when}`, "Deposits", { proposalId: BigInt(id) }),
  ]),
];

const plain = [
  ask("the constitution", "Constitution", {}),
  ask("params", "Params", { paramsType: "" }),
  ask("params of deposits", "Params", { paramsType: "deposit" }),
  ask("params of voting", "Params", { paramsType: "voting" }),
  ask("params of tallying", "Params", { paramsType: "tallying" }),
  ask("params of nothing", "Params", { paramsType: "nothing" }),
  askOld("params in the old form", "Params", { paramsType: "" }),
  askOld("params of deposits in the old form", "Params", { paramsType: "deposit" }),
  askOld("params of voting in the old form", "Params", { paramsType: "voting" }),
  askOld("params of tallying in the old form", "Params", { paramsType: "tallying" }),
  askOld("params of nothing in the old form", "Params", { paramsType: "nothing" }),
  ask("no proposal", "Proposal", { proposalId: 0n }),
  ask("a proposal that does not exist", "Proposal", { proposalId: 77n }),
  askOld("a proposal that does not exist in the old form", "Proposal", { proposalId: 77n }),
  ask("a tally of nothing", "TallyResult", { proposalId: 77n }),
  ask("a vote of nobody", "Vote", { proposalId: 1n, voter: "" }),
  ask("a vote of no address", "Vote", { proposalId: 1n, voter: "nobody" }),
  ask("a vote that does not exist", "Vote", { proposalId: 1n, voter: addressOf(50) }),
  ask("votes on nothing", "Votes", { proposalId: 0n }),
  ask("a deposit of nobody", "Deposit", { proposalId: 1n, depositor: "" }),
  ask("a deposit of no address", "Deposit", { proposalId: 1n, depositor: "nobody" }),
  ask("a deposit that does not exist", "Deposit", { proposalId: 1n, depositor: addressOf(50) }),
  ask("deposits for nothing", "Deposits", { proposalId: 0n }),
  ask("proposals that no address voted on", "Proposals", { voter: "nobody" }),
  ask("proposals that no address paid for", "Proposals", { depositor: "nobody" }),
  ask("proposals by key and offset", "Proposals", { pagination: page(2, { key: Uint8Array.of(1), offset: 1n }) }),
];

export const blocks = [
  [],
  block({
    txs: [
      tx("the first validator", 1, create(1, 400_000_000)),
      tx("the second validator", 2, create(2, 300_000_000)),
    ],
  }),
  block({
    txs: [
      tx("a delegation to the first", 10, delegate(10, 1, 100_000_001)),
      tx("a delegation to the second", 10, delegate(10, 2, 50_000_007)),
      tx("another delegation to the second", 11, delegate(11, 2, 70_000_003)),
      tx("a delegation of much", 12, delegate(12, 1, 300_000_000)),
    ],
  }),
  // 1, 2, 3 …: what is proposed in this block.
  block({
    txs: [
      tx("a proposal without title", 20, submit(20, [], MIN, { title: "" })),
      tx("a proposal without summary", 21, submit(21, [], MIN, { summary: "" })),
      tx("a proposal of nothing", 22, submit(22, [], MIN)),
      tx("metadata of another title", 23, submit(23, [], MIN, { metadata: '{"title":"b"}' })),
      tx("metadata of another summary", 24, submit(24, [], MIN, { metadata: '{"title":"a title","summary":"c","authors":["d"]}' })),
      tx("metadata in capitals", 25, submit(25, [], MIN, { metadata: '{"TITLE":"a title","\\u017fummary":"c"}' })),
      tx("metadata that is nothing", 26, submit(26, [], MIN, { metadata: " null " })),
      tx("a message without a type", 27, submit(27, [{ typeUrl: "", value: new Uint8Array() }], MIN)),
      tx("a deposit that is no list of coins", 28, submit(28, [noSends], [...stake(5), ...photon(5)])),
      tx("a deposit below zero", 29, submit(29, [noSends], stake(-5))),
      tx("too small a first deposit", 30, submit(30, [noSends], stake(999_999))),
      tx("too small a first deposit in haste", 31, submit(31, [noSends], stake(4_999_999), { expedited: true })),
      tx("no deposit", 32, submit(32, [noSends], [])),
      tx("a deposit of another denomination", 33, submit(33, [noSends], [...photon(5), ...stake(10_000_000)])),
      tx("metadata that is too long", 34, submit(34, [noSends], MIN, { metadata: long(256) })),
      tx("a summary that is too long", 35, submit(35, [noSends], MIN, { summary: long(10_201) })),
      tx("a title that is too long", 36, submit(36, [noSends], MIN, { title: long(256) })),
      tx("a message that another signs", 37, submit(37, [anyOf(MsgSend, { fromAddress: addressOf(37), toAddress: gov, amount: stake(1) })], MIN)),
      tx("a message that nobody signs", 38, submit(38, [anyOf(MsgSend, { fromAddress: "nobody", toAddress: gov, amount: stake(1) })], MIN)),
      tx("a content whose authority is nobody", 39, submit(39, [any(execContent(text(), "nobody"))], MIN)),
      tx("a content that is not handled", 41, submit(41, [any(execContent(spend))], MIN)),
      tx("more than one has", 42, submit(42, [noSends], stake(5_000_000_000))),
      tx("a first proposal", 20, submit(20, [noSends], INITIAL)),
      tx("a second proposal, paid at once", 21, submit(21, [staking({ maxEntries: 9 }), noSends], stake(12_345_678), { metadata: '{"title":"a title","summary":"a summary"}' })),
      tx("a third proposal, in haste", 22, submit(22, [noSends], stake(50_000_000), { expedited: true, metadata: "ipfs://x" })),
      tx("a fourth proposal, of nothing but metadata", 23, submit(23, [], MIN, { metadata: "{}" + long(253) })),
      tx("a fifth proposal, of words", 24, submit(24, [any(execContent(text()))], MIN)),
      tx("a sixth proposal in the old form", 25, oldSubmit(25, text("an old title", "an old description"))),
    ],
    queries: [...plain, ...lists("at first", [1, 2, 3, 4, 5, 6])],
  }),
  block({
    txs: [
      tx("an old proposal of an unknown content", 44, oldSubmit(44, noSends)),
      tx("an old proposal to spend the pool", 45, oldSubmit(45, spend)),
      tx("an old proposal without title", 46, oldSubmit(46, text(" \u0085\u2003"))),
      tx("an old proposal with a long title", 47, oldSubmit(47, text(long(141)))),
      tx("an old proposal without description", 48, oldSubmit(48, text("a", ""))),
      tx("an old proposal with a long description", 49, oldSubmit(49, text("a", long(10_001)))),
      tx("a content that a user executes", 50, execContent(text(), addressOf(50))),
      tx("a deposit for nothing", 51, deposit(51, 77, MIN)),
      tx("a deposit of nothing", 52, deposit(52, 1, [])),
      tx("a deposit of zero", 53, deposit(53, 1, stake(0))),
      tx("a deposit of another coin", 54, deposit(54, 1, photon(5))),
      tx("a deposit that is too small", 54, deposit(54, 1, stake(99_999))),
      tx("a deposit that is not there", 55, deposit(55, 1, stake(5_000_000_000))),
      tx("a deposit", 56, deposit(56, 1, stake(100_000))),
      tx("another deposit of the same", 56, deposit(56, 1, stake(100_001))),
      tx("a deposit in the old form", 57, oldDeposit(57, 1, stake(100_000))),
      tx("a deposit of one's own", 20, deposit(20, 1, stake(100_000))),
      tx("a deposit while it is voted on", 58, deposit(58, 2, stake(7_000_000))),
      tx("a vote for nothing", 60, vote(60, 77, YES)),
      tx("a vote for what is not voted on", 61, vote(61, 1, YES)),
      tx("a vote of no option", 62, vote(62, 2, 0)),
      tx("a vote of an unknown option", 63, vote(63, 2, 9)),
      tx("a vote with long metadata", 64, vote(64, 2, YES, long(256))),
      tx("a vote of nothing", 65, split(65, 2, [])),
      tx("a vote of nothing in the old form", 66, oldSplit(66, 2, [])),
      tx("a vote of too little", 67, split(67, 2, [[YES, "0.5"], [NO, "0.4"]])),
      tx("a vote of too much", 68, split(68, 2, [[YES, "0.5"], [NO, "0.6"]])),
      tx("a vote twice for the same", 69, split(69, 2, [[YES, "0.5"], [YES, "0.5"]])),
      tx("a vote of zero", 70, split(70, 2, [[YES, "1"], [NO, "0"]])),
      tx("a vote below zero", 71, split(71, 2, [[YES, "1.5"], [NO, "-0.5"]])),
      tx("a vote of no number", 72, split(72, 2, [[YES, "much"]])),
      tx("a vote of too many places", 73, split(73, 2, [[YES, "0.1234567890123456789"]])),
      tx("a vote of nothing known", 74, split(74, 2, [[0, "1"]])),
      tx("a vote of an odd number", 75, split(75, 2, [[YES, "+1"]])),
      tx("the first validator's vote", 1, vote(1, 2, YES, "why not")),
      tx("a delegator's vote", 10, split(10, 2, [[YES, "0.333333333333333333"], [NO, "0.333333333333333333"], [VETO, "0.333333333333333334"]])),
      tx("the vote of one who has nothing", 80, vote(80, 2, NO)),
      tx("the second validator's vote in the old form", 2, oldSplit(2, 2, [[ABSTAIN, "0.7"], [NO, "0.3"]])),
      tx("the first validator's vote in haste", 1, vote(1, 3, YES)),
      tx("an old vote", 11, oldVote(11, 3, NO)),
      tx("a vote that changes", 11, oldVote(11, 3, VETO)),
      tx("a veto", 1, vote(1, 5, VETO)),
    ],
    queries: [
      ask("the vote of 1", "Vote", { proposalId: 2n, voter: addressOf(1) }),
      askOld("the vote of 1 in the old form", "Vote", { proposalId: 2n, voter: addressOf(1) }),
      askOld("the vote of 10 in the old form", "Vote", { proposalId: 2n, voter: addressOf(10) }),
      ask("the deposit of 56", "Deposit", { proposalId: 1n, depositor: addressOf(56) }),
      askOld("the deposit of 56 in the old form", "Deposit", { proposalId: 1n, depositor: addressOf(56) }),
      ...lists("while it is voted", [1, 2, 3]),
    ],
  }),
  // One day on: what was in haste ends, and goes on as any other.
  block({ after: DAY - 5, txs: [tx("a vote at the last moment in haste", 12, vote(12, 3, NO))], queries: lists("when the haste is over", [3]) }),
  block({
    txs: [
      tx("a vote again", 1, vote(1, 3, YES)),
      tx("a vote again of one", 12, vote(12, 3, YES)),
      tx("a withdrawal of another's", 81, withdraw(81, 1)),
      tx("a withdrawal of nothing", 82, withdraw(82, 77)),
      tx("a withdrawal", 23, withdraw(23, 4)),
      tx("a seventh proposal", 26, submit(26, [fromGov(5, 12_000_000)], MIN)),
      tx("an eighth proposal", 27, submit(27, [fromGov(5, 1), staking({ maxValidators: 0 })], stake(11_000_000))),
      tx("a ninth proposal", 28, submit(28, [any(updateParams(params({ proposalCancelDest: addressOf(90), quorum: "0.9", burnProposalDepositPrevote: true, burnVoteQuorum: true })))], MIN)),
      tx("a tenth proposal", 29, submit(29, [any(updateParams(params({ threshold: "0" })))], MIN)),
      tx("an eleventh proposal, withdrawn while it is voted on", 30, submit(30, [noSends], stake(10_000_001))),
      tx("a deposit for the eleventh", 31, deposit(31, 11, stake(333_333))),
      tx("a vote on the eleventh", 1, vote(1, 11, YES)),
      tx("new parameters by a user", 83, updateParams(params(), addressOf(83))),
    ],
  }),
  block({
    txs: [
      tx("the withdrawal of the eleventh", 30, withdraw(30, 11)),
      tx("a vote on what was withdrawn", 84, vote(84, 11, YES)),
      ...[7, 8, 9, 10].flatMap((id) => [tx(`the first validator for ${id}`, 1, vote(1, id, YES)), tx(`one for ${id}`, 12, vote(12, id, YES))]),
      tx("one leaves while votes are open", 12, undelegate(12, 1, 100_000_000)),
    ],
  }),
  // The first is dropped for want of deposits; the second, fifth and sixth are decided.
  block({ after: DAY - 15, txs: [tx("a withdrawal too late", 21, withdraw(21, 2))], queries: lists("when the second is decided", [2, 3, 5, 6]) }),
  block({ after: 30, queries: lists("when the third is decided", [3]) }),
  block({ after: DAY, queries: lists("when the rest is decided", [7, 8, 9, 10]) }),
  block({
    txs: [
      tx("a withdrawal of what was decided", 26, withdraw(26, 7)),
      tx("a vote on what was decided", 85, vote(85, 7, YES)),
      tx("a deposit for what was decided", 86, deposit(86, 7, MIN)),
      tx("a twelfth proposal", 32, submit(32, [noSends], INITIAL)),
      tx("a thirteenth proposal", 33, submit(33, [noSends], MIN)),
      tx("a fourteenth proposal, to be withdrawn", 34, submit(34, [noSends], stake(3_333_333))),
      tx("a vote on the thirteenth", 1, vote(1, 13, YES)),
    ],
    queries: [ask("params after the ninth", "Params", {})],
  }),
  block({ txs: [tx("the withdrawal of the fourteenth, for another", 34, withdraw(34, 14))] }),
  block({ after: 3 * DAY, queries: lists("at last", [12, 13]) }),
];
