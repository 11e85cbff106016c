import type { Address, JsonObject } from "@dcm/proto";
import { MsgMultiSend, MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import {
  CommunityPoolSpendProposal,
  QueryCommunityPoolRequest,
  QueryCommunityPoolResponse,
} from "@dcm/proto/gen/cosmos/distribution/v1beta1";
import {
  MsgCancelProposal,
  MsgDeposit,
  MsgExecLegacyContent,
  MsgUpdateParams,
  MsgVote,
  MsgVoteWeighted,
  Params,
  QueryDepositRequest,
  QueryDepositsRequest,
  QueryDepositsResponse,
  QueryParamsRequest,
  QueryParamsResponse,
  QueryProposalsRequest,
  QueryProposalsResponse,
  QueryTallyResultRequest,
  QueryTallyResultResponse,
  QueryVoteRequest,
  QueryVotesRequest,
  QueryVotesResponse,
  VoteOption,
} from "@dcm/proto/gen/cosmos/gov/v1";
import * as old from "@dcm/proto/gen/cosmos/gov/v1beta1";
import { ParameterChangeProposal } from "@dcm/proto/gen/cosmos/params/v1beta1";
import { MsgCreateVestingAccount } from "@dcm/proto/gen/cosmos/vesting/v1beta1";
import { MsgUpdateParams as MarketUpdateParams } from "@dcm/proto/gen/dcm/market/v1";
import { describe, expect, test } from "vitest";
import { attributesOf, IDENTITY, startChain, type TestChain } from "../../../test/harness/chain.js";
import * as g from "../../../test/harness/gov.js";
import type { Person } from "../../../test/harness/keys.js";
import { type Msg, msg } from "../../../test/harness/tx.js";
import { modules } from "../../app/modules.js";
import { DEC_ONE, type Dec, goDuration, moduleAddress, SECOND } from "../../kernel/index.js";
import { knownDec, paramsFault, readDec } from "./math.js";
import { readMetadata } from "./msgs/metadata.js";

const { YES, NO, ABSTAIN, NO_WITH_VETO } = VoteOption;
const POOL = "/cosmos.distribution.v1beta1.Query/CommunityPool";
const text = (title = "A title", description = "A description") => msg(old.TextProposal, { title, description });
const content = (packed: Msg | undefined, authority: string = g.GOV) =>
  msg(MsgExecLegacyContent, { content: packed, authority });
const long = (length: number) => "x".repeat(length);
const params = (change: Parameters<typeof Params.fromPartial>[0] = {}): Params =>
  Params.fromPartial({ ...Params.fromJSON((govState(g.govChain()).params ?? {}) as JsonObject), ...change });
const govState = (chain: TestChain) => chain.app.exportGenesis().appState.gov as JsonObject;
const refused = (codespace: string, code: number, log: string) => ({
  codespace,
  code,
  log: expect.stringContaining(log) as string,
});

type Case = readonly [what: string, message: Msg, codespace: string, code: number, log: string];

describe("a proposal is refused", () => {
  const sent = msg(MsgSend, { fromAddress: g.carol.address, toAddress: g.GOV, amount: g.coins(1n) });
  const two = msg(MsgMultiSend, {
    inputs: [g.GOV, g.carol.address].map((address) => ({ address, coins: g.coins(1n) })),
  });
  const wrongMarket = msg(MarketUpdateParams, { authority: g.GOV, params: { minCharge: -1n } });
  const cases: readonly Case[] = [
    ["without a title", g.proposal({ title: "" }), "sdk", 18, "proposal title cannot be empty"],
    ["without a summary", g.proposal({ summary: "" }), "sdk", 18, "proposal summary cannot be empty"],
    ["NoProposalMsgs: of nothing", g.proposal(), "gov", 11, "either metadata or Msgs length must be non-nil"],
    [
      "InvalidProposalContent: whose metadata has another title",
      g.proposal({ metadata: '{"title":"b"}' }),
      "gov",
      5,
      "metadata title 'b' must equal proposal title 'A title'",
    ],
    [
      "whose metadata has another summary",
      g.proposal({ metadata: '{"title":"A title"}' }),
      "gov",
      5,
      "metadata summary '' must equal proposal summary 'A summary'",
    ],
    ["with a message of no type", g.proposal({ messages: [{}] }), "sdk", 2, "tx parse error"],
    ["with a deposit below zero", g.proposal({ metadata: "x", initialDeposit: g.coins(-1n) }), "sdk", 10, "-1udcm"],
    [
      "InvalidDepositDenom: paid in other coins",
      g.proposal({ metadata: "x", initialDeposit: g.coins(1n, "uother") }),
      "gov",
      23,
      "deposited 1uother, but gov accepts only the following denom(s): [udcm]",
    ],
    [
      "MinDepositTooSmall: with no deposit",
      g.proposal({ metadata: "x", initialDeposit: [] }),
      "gov",
      16,
      "received  but need at least one of the following: 100000udcm",
    ],
    ["MetadataTooLong", g.proposal({ metadata: long(256) }), "gov", 15, "got metadata with length 256"],
    ["with a long title", g.proposal({ metadata: "x", title: "é".repeat(128) }), "gov", 15, "length 256"],
    [
      "SummaryTooLong",
      g.proposal({ metadata: "x", summary: long(10_201) }),
      "gov",
      22,
      "got summary with length 10201",
    ],
    [
      "InvalidSigner: that another signs",
      g.proposal({ messages: [sent] }),
      "gov",
      13,
      `${g.carol.address}: expected gov`,
    ],
    ["that several sign", g.proposal({ messages: [two] }), "gov", 13, ": expected gov account as only signer"],
    ["InvalidProposalMsg", g.proposal({ messages: [wrongMarket] }), "gov", 12, "amount -1 is negative"],
    ["whose content has no authority", g.proposal({ messages: [content(text(), "")] }), "gov", 12, "empty address"],
    ["whose content is none", g.proposal({ messages: [content(undefined)] }), "gov", 5, "expected *v1beta1.Content"],
    [
      "NoProposalHandlerExists: that would spend the pool as long ago",
      g.proposal({ messages: [content(msg(CommunityPoolSpendProposal, {}))] }),
      "gov",
      9,
      "distribution: no handler exists for proposal type",
    ],
    [
      "by who cannot pay",
      g.proposal({ metadata: "x", initialDeposit: g.coins(10n ** 15n) }),
      "sdk",
      5,
      "is smaller than",
    ],
  ];
  test.each(cases)("%s", (_what, message, codespace, code, log) => {
    const chain = g.govChain();
    expect(chain.deliver(g.carol, [message])).toMatchObject(refused(codespace, code, log));
    expect(govState(chain).starting_proposal_id).toBe("1");
  });
  test("UnroutableProposalMsg: that nobody handles", () => {
    const chain = startChain({ people: [g.carol], modules: modules.filter(({ name }) => name !== "vesting") });
    const unknown = msg(MsgCreateVestingAccount, {
      fromAddress: g.GOV,
      toAddress: g.dave.address,
      amount: g.coins(1n),
    });
    const log = "/cosmos.vesting.v1beta1.MsgCreateVestingAccount: proposal message not recognized by router";
    expect(chain.deliver(g.carol, [g.proposal({ messages: [unknown] })])).toMatchObject(refused("gov", 10, log));
  });
  test("with less at once than is asked for", () => {
    const chain = g.govChain({ min_initial_deposit_ratio: "0.25" });
    const less = g.proposal({ metadata: "x", initialDeposit: g.coins(2_499_999n) });
    expect(chain.deliver(g.carol, [less])).toMatchObject(refused("gov", 16, "was (2499999udcm), need (2500000udcm)"));
    const hasty = g.proposal({ metadata: "x", expedited: true, initialDeposit: g.coins(g.MIN) });
    expect(chain.deliver(g.carol, [hasty])).toMatchObject(
      refused("gov", 16, "was (10000000udcm), need (12500000udcm)"),
    );
    expect(g.proposed(chain, { metadata: "x", initialDeposit: g.coins(2_500_000n) })).toBe(1n);
  });
});

describe("a proposal", () => {
  test("is told, stored and waits for deposits", () => {
    const chain = g.govChain();
    const { events } = chain.deliver(g.carol, [
      g.proposal({ messages: [g.fromGov(g.dave, 1n)], initialDeposit: g.coins(g.MIN - 1n) }),
    ]);
    expect(attributesOf(events, "submit_proposal")).toEqual({
      proposal_id: "1",
      proposal_proposer: g.carol.address,
      proposal_messages: ",/cosmos.bank.v1beta1.MsgSend",
      msg_index: "0",
    });
    expect(g.proposalOf(chain, 1n)).toMatchObject({
      id: 1n,
      status: 1,
      proposer: g.carol.address,
      totalDeposit: g.coins(g.MIN - 1n),
      votingEndTime: undefined,
      depositEndTime: { seconds: (chain.time + 2n * g.DAY) / SECOND },
    });
    expect(chain.balance(g.GOV)).toBe(g.MIN - 1n);
  });
  test("that is funded at once is voted on", () => {
    const chain = g.govChain();
    const { events } = chain.deliver(g.carol, [g.proposal({ metadata: "x" })]);
    const told = events.filter(({ type }) => type === "submit_proposal").map(({ attributes }) => attributes[0]);
    expect(told).toMatchObject([{ key: "proposal_id" }, { key: "voting_period_start", value: "1" }]);
    expect(g.proposalOf(chain, 1n)).toMatchObject({
      status: 2,
      votingEndTime: { seconds: (chain.time + 2n * g.DAY) / SECOND },
    });
  });
  test("in haste needs more and has less time", () => {
    const chain = g.govChain();
    g.proposed(chain, { metadata: "x", expedited: true });
    expect(g.proposalOf(chain, 1n)?.status).toBe(1);
    chain.deliver(g.carol, [
      msg(MsgDeposit, { proposalId: 1n, depositor: g.carol.address, amount: g.coins(g.HASTY - g.MIN) }),
    ]);
    expect(g.proposalOf(chain, 1n)).toMatchObject({
      status: 2,
      votingEndTime: { seconds: (chain.time + g.DAY) / SECOND },
    });
  });
});

describe("metadata", () => {
  const said = (title: string, summary: string) => ({ title, summary });
  test.each<[string, ReturnType<typeof said> | undefined]>([
    ['{"title":"a","summary":"b"}', said("a", "b")],
    [
      ' { "Title" : "a" , "ſUMMARY" : "b", "authors": ["c", null], "x": [1, {"y": -1.5e3}, true, {}, []] } ',
      said("a", "b"),
    ],
    ['{"title":"a","title":"b","summary":null,"authors":null}', said("b", "")],
    ['{"title":"\\u0041\\ud83d\\ude00\\ud83d\\n"}', said("A😀\ufffd\n", "")],
    ["null", said("", "")],
    ["{}", said("", "")],
    ["[]", undefined],
    ['"title"', undefined],
    ["1", undefined],
    ["", undefined],
    ['{"title":1}', undefined],
    ['{"authors":["c",1]}', undefined],
    ['{"authors":"c"}', undefined],
    ['{"title":"a"', undefined],
    ['{"title" "a"}', undefined],
    ['{"title":"a",}', undefined],
    ['{title:"a"}', undefined],
    ["[1 2]", undefined],
    ['{"x":[1,]}', undefined],
    ['{"title":"a\n"}', undefined],
    ['{"title":"\\x"}', undefined],
    ['{"x":01}', undefined],
    ["{} {}", undefined],
    [`{"title":"${"x".repeat(256)}"}`, undefined],
    ["[".repeat(255), undefined],
  ])("%j", (metadata, wanted) => {
    expect(readMetadata(metadata)).toEqual(wanted);
  });
});

describe("a deposit", () => {
  const deposit = (amount: ReturnType<typeof g.coins>, proposalId = 1n, who = g.dave) =>
    msg(MsgDeposit, { proposalId, depositor: who.address, amount });
  const cases: readonly Case[] = [
    [
      "for nothing",
      deposit(g.coins(g.MIN), 7n),
      "undefined",
      1,
      "collections: not found: key '7' of type github.com/cosmos/gogoproto/cosmos.gov.v1.Proposal",
    ],
    ["of nothing", deposit([]), "sdk", 10, ": invalid coins"],
    ["of zero", deposit(g.coins(0n)), "sdk", 10, "0udcm: invalid coins"],
    ["in other coins", deposit(g.coins(5n, "uother")), "gov", 23, "invalid deposit denom"],
    [
      "that is too small",
      deposit(g.coins(99_999n)),
      "gov",
      16,
      "received 99999udcm but need at least one of the following: 100000udcm",
    ],
    ["that is not there", deposit(g.coins(10n ** 15n)), "sdk", 5, "insufficient funds"],
  ];
  test.each(cases)("%s is refused", (_what, message, codespace, code, log) => {
    const chain = g.govChain();
    g.proposed(chain, { metadata: "x", initialDeposit: g.coins(g.MIN - 200_000n) });
    expect(chain.deliver(g.dave, [message])).toMatchObject(refused(codespace, code, log));
    expect(chain.balance(g.GOV)).toBe(g.MIN - 200_000n);
  });
  test("that suffices begins the voting, and more is taken until it ends", () => {
    const chain = g.govChain();
    g.proposed(chain, { metadata: "x", initialDeposit: g.coins(g.MIN - 200_000n) });
    const first = chain.deliver(g.dave, [deposit(g.coins(100_000n))]);
    expect(attributesOf(first.events, "proposal_deposit")).toMatchObject({
      depositor: g.dave.address,
      amount: "100000udcm",
      proposal_id: "1",
    });
    const second = chain.deliver(g.dave, [deposit(g.coins(100_000n))]);
    const told = second.events.filter(({ type }) => type === "proposal_deposit").map(({ attributes }) => attributes[0]);
    expect(told).toMatchObject([{ key: "depositor" }, { key: "voting_period_start", value: "1" }]);
    expect(g.proposalOf(chain, 1n)?.status).toBe(2);
    expect(chain.deliver(g.bob, [deposit(g.coins(300_000n), 1n, g.bob)]).code).toBe(0);
    const [request, response] = [QueryDepositsRequest.fromPartial({ proposalId: 1n }), QueryDepositsResponse];
    const { deposits } = chain.query("/cosmos.gov.v1.Query/Deposits", [QueryDepositsRequest, request], response);
    expect(deposits.map(({ amount }) => amount[0]?.amount).sort()).toEqual([200_000n, 300_000n, g.MIN - 200_000n]);
  });
  test("InactiveProposal: for what was decided is refused", () => {
    const chain = g.govChain();
    g.proposed(chain, { metadata: "x" });
    g.passed(chain, 2n);
    expect(chain.deliver(g.dave, [deposit(g.coins(g.MIN))])).toMatchObject(refused("gov", 3, "1: inactive proposal"));
  });
});

describe("a vote", () => {
  const split = (...options: readonly (readonly [VoteOption, string])[]) =>
    msg(MsgVoteWeighted, {
      proposalId: 1n,
      voter: g.dave.address,
      options: options.map(([option, weight]) => ({ option, weight })),
    });
  const weak = msg(old.MsgVoteWeighted, { proposalId: 1n, voter: g.dave.address, options: [] });
  const cases: readonly Case[] = [
    ["InvalidVote: for no option", g.vote(g.dave, 1n, 0), "gov", 7, "VOTE_OPTION_UNSPECIFIED: invalid vote option"],
    ["for an unknown option", g.vote(g.dave, 1n, 9 as VoteOption), "gov", 7, "9: invalid vote option"],
    ["for nothing", g.vote(g.dave, 7n, YES), "gov", 3, "7: inactive proposal"],
    [
      "with long metadata",
      msg(MsgVote, { proposalId: 1n, voter: g.dave.address, option: YES, metadata: long(256) }),
      "gov",
      15,
      "256",
    ],
    ["of no parts", split(), "sdk", 18, "null: invalid request"],
    ["of no parts in the older form", weak, "sdk", 18, "[]: invalid request"],
    ["of too little", split([YES, "0.5"], [NO, "0.4"]), "gov", 7, "total weight lower than 1.00"],
    ["of too much", split([YES, "0.5"], [NO, "0.6"]), "gov", 7, "total weight overflow 1.00"],
    ["of one option twice", split([YES, "0.5"], [YES, "0.5"]), "gov", 7, "duplicated vote option"],
    [
      "of a part of zero",
      split([YES, "1"], [NO, "0"]),
      "gov",
      7,
      'option:VOTE_OPTION_NO weight:"0" : invalid vote option',
    ],
    ["of a part that is no number", split([YES, "much"]), "gov", 7, 'option:VOTE_OPTION_YES weight:"much" '],
  ];
  test.each(cases)("%s is refused", (_what, message, codespace, code, log) => {
    const chain = g.govChain();
    g.proposed(chain, { metadata: "x" });
    expect(chain.deliver(g.dave, [message])).toMatchObject(refused(codespace, code, log));
  });
  test("is told and stored; the last one counts", () => {
    const chain = g.govChain();
    g.proposed(chain, { metadata: "x" });
    chain.deliver(g.dave, [g.vote(g.dave, 1n, NO)]);
    const { events } = chain.deliver(g.dave, [split([YES, "0.5"], [ABSTAIN, "0.50"])]);
    expect(attributesOf(events, "proposal_vote")).toEqual({
      voter: g.dave.address,
      option: '[{"option":1,"weight":"0.5"},{"option":2,"weight":"0.50"}]',
      proposal_id: "1",
      msg_index: "0",
    });
    const page = [QueryVotesRequest, QueryVotesRequest.fromPartial({ proposalId: 1n })] as const;
    const { votes } = chain.query("/cosmos.gov.v1.Query/Votes", page, QueryVotesResponse);
    expect(votes).toMatchObject([{ voter: g.dave.address, options: [{ weight: "0.5" }, { weight: "0.50" }] }]);
  });
});

describe("a withdrawal", () => {
  const withdrawal = (who: Person, proposalId = 1n) => msg(MsgCancelProposal, { proposalId, proposer: who.address });
  test("of nothing, of another's and of what was decided is refused", () => {
    const chain = g.govChain();
    g.proposed(chain, { metadata: "x" });
    expect(chain.deliver(g.carol, [withdrawal(g.carol, 7n)])).toMatchObject(refused("undefined", 1, "key '7'"));
    expect(chain.deliver(g.dave, [withdrawal(g.dave)])).toMatchObject(
      refused("gov", 18, `invalid proposer ${g.dave.address}`),
    );
    g.passed(chain, 2n);
    expect(chain.deliver(g.carol, [withdrawal(g.carol)])).toMatchObject(
      refused("gov", 21, "proposal should be in the deposit or voting period: invalid proposal"),
    );
  });
  test("VotingPeriodEnded: in the block in which the voting ends is refused", () => {
    const chain = g.govChain();
    g.proposed(chain, { metadata: "x" });
    const { txResults } = chain.block([chain.sign(g.carol, [withdrawal(g.carol)])], {
      time: chain.time + 2n * g.DAY + 1n,
    });
    expect(txResults).toMatchObject([refused("gov", 20, "voting period is already ended for this proposal 1")]);
  });
  test.each<[string, (chain: TestChain) => void]>([
    ["while it waits", (chain) => void g.proposed(chain, { metadata: "x", initialDeposit: g.coins(g.MIN / 2n) })],
    [
      "while it is voted on",
      (chain) => {
        g.proposed(chain, { metadata: "x", initialDeposit: g.coins(g.MIN / 2n) });
        chain.deliver(g.dave, [
          msg(MsgDeposit, { proposalId: 1n, depositor: g.dave.address, amount: g.coins(g.MIN / 2n + 1n) }),
        ]);
        g.voted(chain, 1n, YES, g.alice, g.bob);
      },
    ],
  ])("%s costs half of the deposits, which are burnt", (_when, make) => {
    const chain = g.govChain();
    const before = [chain.balance(g.carol.address), chain.balance(g.dave.address)] as const;
    make(chain);
    const held = chain.balance(g.GOV);
    const { code, events } = chain.deliver(g.carol, [withdrawal(g.carol)]);
    expect(code).toBe(0);
    expect(attributesOf(events, "cancel_proposal")).toMatchObject({ sender: g.carol.address, proposal_id: "1" });
    const lost = before[0] - chain.balance(g.carol.address) + (before[1] - chain.balance(g.dave.address));
    expect(attributesOf(events, "burn")?.amount).toBe(`${lost}udcm`);
    // Each depositor's part is rounded down.
    expect(lost).toBe(held / 2n);
    expect([chain.balance(g.GOV), govState(chain).proposals]).toEqual([0n, []]);
  });
  test("pays whom the parameters name, unless that is a module", () => {
    const chain = g.govChain({ proposal_cancel_dest: g.dave.address, proposal_cancel_ratio: "0.3" });
    const before = chain.balance(g.dave.address);
    g.proposed(chain, { metadata: "x" });
    expect(chain.deliver(g.carol, [withdrawal(g.carol)]).code).toBe(0);
    expect(chain.balance(g.dave.address) - before).toBe((g.MIN * 3n) / 10n);

    const pool = moduleAddress(IDENTITY.prefix, "distribution");
    const common = g.govChain({ proposal_cancel_dest: pool });
    const poolOf = () => common.query(POOL, [QueryCommunityPoolRequest, {}], QueryCommunityPoolResponse).pool;
    g.proposed(common, { metadata: "x" });
    expect(common.deliver(g.carol, [withdrawal(g.carol)]).code).toBe(0);
    expect(poolOf()).toEqual([{ denom: "udcm", amount: (g.MIN / 2n) * DEC_ONE }]);

    const closed = g.govChain({ proposal_cancel_dest: g.GOV });
    g.proposed(closed, { metadata: "x" });
    expect(closed.deliver(g.carol, [withdrawal(g.carol)])).toMatchObject(
      refused("sdk", 4, "is not allowed to receive funds"),
    );
  });
  test("InvalidProposal: of what has no known maker is refused", () => {
    const first = g.govChain();
    g.proposed(first, { metadata: "x" });
    const { appState } = first.app.exportGenesis();
    const gov = appState.gov as JsonObject;
    const [made] = gov.proposals as readonly JsonObject[];
    const again = startChain({
      genesis: () => ({ ...appState, gov: { ...gov, proposals: [{ ...made, proposer: "" }] } }),
    });
    expect(again.deliver(g.carol, [withdrawal(g.carol)])).toMatchObject(
      refused("gov", 21, `proposal 1 doesn't have proposer ${g.carol.address}, so cannot be canceled`),
    );
  });
});

describe("parameters", () => {
  const span = (seconds: bigint) => ({ seconds, nanos: 0 });
  test.each<[string, Parameters<typeof Params.fromPartial>[0]]>([
    ["invalid minimum deposit: ", { minDeposit: [] }],
    ["invalid minimum deposit: 0udcm", { minDeposit: g.coins(0n) }],
    ["invalid expedited minimum deposit: ", { expeditedMinDeposit: [] }],
    [
      "expedited minimum deposit must be greater than minimum deposit: 10000000udcm",
      { expeditedMinDeposit: g.coins(g.MIN) },
    ],
    ["maximum deposit period must not be nil: 0", { maxDepositPeriod: undefined }],
    ["maximum deposit period must be positive: 0", { maxDepositPeriod: span(0n) }],
    ["invalid quorum string: decimal string cannot be empty", { quorum: "" }],
    ["invalid quorum string: invalid decimal length", { quorum: "1." }],
    ["invalid quorum string: invalid decimal string", { quorum: "1.2.3" }],
    ["invalid quorum string: failed to set decimal string with base 10: x000000000000000000", { quorum: "x" }],
    [
      "invalid quorum string: value '0.1234567890123456789' exceeds max precision by -1 decimal places: max precision 18",
      { quorum: "0.1234567890123456789" },
    ],
    ["invalid quorum string: out of range: invalid decimal string", { quorum: "9".repeat(90) }],
    ["quorom cannot be negative: -0.100000000000000000", { quorum: "-0.1" }],
    ["quorom too large: 1.1", { quorum: "1.1" }],
    ["invalid threshold string: decimal string cannot be empty", { threshold: "" }],
    ["vote threshold must be positive: 0.000000000000000000", { threshold: "0" }],
    ["vote threshold too large: 2.000000000000000000", { threshold: "2" }],
    ["invalid expedited threshold string: decimal string cannot be empty", { expeditedThreshold: "" }],
    ["expedited vote threshold must be positive: -1.000000000000000000", { expeditedThreshold: "-1" }],
    ["expedited vote threshold too large: 2.000000000000000000", { expeditedThreshold: "2" }],
    [
      "expedited vote threshold 0.500000000000000000, must be greater than the regular threshold 0.500000000000000000",
      { expeditedThreshold: "0.5" },
    ],
    ["invalid vetoThreshold string: decimal string cannot be empty", { vetoThreshold: "" }],
    ["veto threshold must be positive: 0.000000000000000000", { vetoThreshold: "0" }],
    ["veto threshold too large: 1.500000000000000000", { vetoThreshold: "1.5" }],
    ["voting period must not be nil: 0", { votingPeriod: undefined }],
    ["voting period must be positive: 0s", { votingPeriod: span(0n) }],
    ["expedited voting period must not be nil: 0", { expeditedVotingPeriod: undefined }],
    ["expedited voting period must be positive: -1m30s", { expeditedVotingPeriod: span(-90n) }],
    [
      "expedited voting period 48h0m0s must be strictly less that the regular voting period 48h0m0s",
      { expeditedVotingPeriod: span(172_800n) },
    ],
    [
      "invalid mininum initial deposit ratio of proposal: decimal string cannot be empty",
      { minInitialDepositRatio: "" },
    ],
    [
      "mininum initial deposit ratio of proposal must be positive: -1.000000000000000000",
      { minInitialDepositRatio: "-1" },
    ],
    ["mininum initial deposit ratio of proposal is too large: 1.100000000000000000", { minInitialDepositRatio: "1.1" }],
    ["invalid burn rate of cancel proposal: decimal string cannot be empty", { proposalCancelRatio: "" }],
    ["burn rate of cancel proposal must be positive: -1.000000000000000000", { proposalCancelRatio: "-1" }],
    ["burn rate of cancel proposal is too large: 1.100000000000000000", { proposalCancelRatio: "1.1" }],
    ["invalid minimum deposit ratio of proposal: decimal string cannot be empty", { minDepositRatio: "" }],
    ["minimum deposit ratio of proposal must be positive: -1.000000000000000000", { minDepositRatio: "-1" }],
    ["minimum deposit ratio of proposal is too large: 1.100000000000000000", { minDepositRatio: "1.1" }],
    ["deposits destination address is invalid: nobody", { proposalCancelDest: "nobody" }],
  ])("%s", (fault, change) => {
    expect(paramsFault(params(change), "dcm")).toBe(fault);
  });
  test("that are good have no fault", () => {
    expect(paramsFault(params({ quorum: "0", proposalCancelDest: g.dave.address }), "dcm")).toBeUndefined();
  });
  test("are changed by the gov account alone", () => {
    const chain = g.govChain();
    const change = msg(MsgUpdateParams, { authority: g.carol.address, params: params() });
    expect(chain.deliver(g.carol, [change])).toMatchObject(
      refused("gov", 13, `invalid authority; expected ${g.GOV}, got ${g.carol.address}`),
    );
  });
  test("of Go's decimals: signs may stand twice, and anything else counts as nothing", () => {
    const whole = (n: bigint) => (n * DEC_ONE) as Dec;
    expect([readDec("+5"), readDec("--5"), readDec("-+5"), readDec("0005")]).toEqual([5n, 5n, -5n, 5n].map(whole));
    expect([readDec("5.-1"), knownDec("x")]).toEqual([
      "failed to set decimal string with base 10: 5-10000000000000000",
      0n,
    ]);
  });
  test("of Go's spans", () => {
    const shown = [0n, 999n, 1_500n, 1_500_000n, SECOND, 90n * SECOND + 1n, -3_661n * SECOND].map(goDuration);
    expect(shown).toEqual(["0s", "999ns", "1.5µs", "1.5ms", "1s", "1m30.000000001s", "-1h1m1s"]);
  });
});

describe("the older form", () => {
  const oldSubmit = (packed: Msg | undefined) =>
    msg(old.MsgSubmitProposal, {
      content: packed,
      initialDeposit: g.coins(g.MIN),
      proposer: g.carol.address,
    });
  const cases: readonly Case[] = [
    ["without content", oldSubmit(undefined), "gov", 5, "missing content"],
    [
      "InvalidProposalType: that spends the pool",
      oldSubmit(msg(CommunityPoolSpendProposal, {})),
      "gov",
      6,
      "CommunityPoolSpend",
    ],
    ["without a title", oldSubmit(text(" \u0085\u2003")), "gov", 5, "proposal title cannot be blank"],
    ["with a long title", oldSubmit(text(long(141))), "gov", 5, "proposal title is longer than max length of 140"],
    ["without a description", oldSubmit(text("a", "")), "gov", 5, "proposal description cannot be blank"],
    ["with a long description", oldSubmit(text("a", long(10_001))), "gov", 5, "longer than max length of 10000"],
    [
      "that changes parameters of the SDK's older store",
      oldSubmit(msg(ParameterChangeProposal, { title: "a", description: "b" })),
      "gov",
      9,
      "params: no handler exists for proposal type",
    ],
    ["that a user executes", content(text(), g.carol.address), "gov", 13, `expected ${g.GOV} got ${g.carol.address}`],
  ];
  test.each(cases)("%s is refused", (_what, message, codespace, code, log) => {
    expect(g.govChain().deliver(g.carol, [message])).toMatchObject(refused(codespace, code, log));
  });
  test("of every message works, and its queries show what v1 made", () => {
    const chain = g.govChain();
    expect(chain.deliver(g.carol, [oldSubmit(text())]).code).toBe(0);
    expect(g.proposalOf(chain, 1n)).toMatchObject({
      title: "A title",
      summary: "A description",
      metadata: "",
      status: 2,
    });
    expect(chain.deliver(g.dave, [msg(old.MsgVote, { proposalId: 1n, voter: g.dave.address, option: NO })]).code).toBe(
      0,
    );
    const parts = [
      { option: YES, weight: DEC_ONE / 4n },
      { option: NO_WITH_VETO, weight: (DEC_ONE * 3n) / 4n },
    ];
    expect(
      chain.deliver(g.alice, [msg(old.MsgVoteWeighted, { proposalId: 1n, voter: g.alice.address, options: parts })])
        .code,
    ).toBe(0);
    expect(
      chain.deliver(g.bob, [msg(old.MsgDeposit, { proposalId: 1n, depositor: g.bob.address, amount: g.coins(g.MIN) })])
        .code,
    ).toBe(0);

    const at = { proposalId: 1n };
    const path = (method: string) => `/cosmos.gov.v1beta1.Query/${method}`;
    const { proposal: shown } = chain.query(
      path("Proposal"),
      [old.QueryProposalRequest, at],
      old.QueryProposalResponse,
    );
    expect(shown).toMatchObject({
      proposalId: 1n,
      content: { typeUrl: old.TextProposal.typeUrl },
      totalDeposit: g.coins(2n * g.MIN),
    });
    const all = [old.QueryProposalsRequest, old.QueryProposalsRequest.fromPartial({})] as const;
    expect(chain.query(path("Proposals"), all, old.QueryProposalsResponse).proposals).toEqual([shown]);
    const { tally } = chain.query(path("TallyResult"), [old.QueryTallyResultRequest, at], old.QueryTallyResultResponse);
    expect(tally).toEqual({ yes: 75_000_000n, abstain: 0n, no: 0n, noWithVeto: 225_000_000n });
    const votes = [old.QueryVotesRequest, old.QueryVotesRequest.fromPartial(at)] as const;
    expect(chain.query(path("Votes"), votes, old.QueryVotesResponse).votes).toHaveLength(2);
    const mine = [old.QueryVoteRequest, { ...at, voter: g.alice.address }] as const;
    expect(chain.query(path("Vote"), mine, old.QueryVoteResponse).vote.options).toEqual(parts);
    const paid = [old.QueryDepositRequest, { ...at, depositor: g.bob.address }] as const;
    expect(chain.query(path("Deposit"), paid, old.QueryDepositResponse).deposit.amount).toEqual(g.coins(g.MIN));
    const deposits = [old.QueryDepositsRequest, old.QueryDepositsRequest.fromPartial(at)] as const;
    expect(chain.query(path("Deposits"), deposits, old.QueryDepositsResponse).deposits).toHaveLength(2);
    const tallying = [old.QueryParamsRequest, { paramsType: "tallying" }] as const;
    const { tallyParams } = chain.query(path("Params"), tallying, old.QueryParamsResponse);
    expect(tallyParams).toMatchObject({ quorum: (DEC_ONE * 334n) / 1000n, threshold: DEC_ONE / 2n });
  });
  test("shows the message of a newer proposal, but not of one with several", () => {
    const chain = g.govChain();
    g.proposed(chain, { messages: [g.fromGov(g.dave, 1n)] });
    g.proposed(chain, { messages: [g.fromGov(g.dave, 1n), g.fromGov(g.dave, 2n)] });
    const ask = (proposalId: bigint) =>
      chain.ask("/cosmos.gov.v1beta1.Query/Proposal", old.QueryProposalRequest.encode({ proposalId }));
    expect(old.QueryProposalResponse.decode(ask(1n).value).proposal.content).toEqual(g.fromGov(g.dave, 1n));
    expect(ask(2n).log).toContain("when amount of proposal messages not exactly one: invalid type");
  });
});

describe("queries", () => {
  const GOV_QUERY = "/cosmos.gov.v1.Query";
  test.each<[string, string, Uint8Array, RegExp]>([
    [
      "a proposal of no number",
      "TallyResult",
      QueryTallyResultRequest.encode({ proposalId: 0n }),
      /proposal id can not be 0/,
    ],
    [
      "a proposal that is not there",
      "TallyResult",
      QueryTallyResultRequest.encode({ proposalId: 9n }),
      /proposal 9 doesn't exist/,
    ],
    ["unknown parameters", "Params", QueryParamsRequest.encode({ paramsType: "x" }), /unknown params type: x/],
    [
      "a vote of nobody",
      "Vote",
      QueryVoteRequest.encode({ proposalId: 1n, voter: "" as Address }),
      /empty voter address/,
    ],
    [
      "a vote of no address",
      "Vote",
      QueryVoteRequest.encode({ proposalId: 1n, voter: "x" as Address }),
      /decoding bech32 failed/,
    ],
    [
      "a vote that is not there",
      "Vote",
      QueryVoteRequest.encode({ proposalId: 1n, voter: g.dave.address }),
      /not found for proposal: 1/,
    ],
    [
      "a deposit of nobody",
      "Deposit",
      QueryDepositRequest.encode({ proposalId: 1n, depositor: "" as Address }),
      /empty depositor address/,
    ],
    [
      "a deposit that is not there",
      "Deposit",
      QueryDepositRequest.encode({ proposalId: 1n, depositor: g.dave.address }),
      /collections: not found: key '\("1", "dcm/,
    ],
    [
      "votes of no address",
      "Proposals",
      QueryProposalsRequest.encode(QueryProposalsRequest.fromPartial({ voter: "x" })),
      /decoding bech32 failed/,
    ],
  ])("%s", (_what, method, request, log) => {
    const chain = g.govChain();
    g.proposed(chain, { metadata: "x" });
    const answer = chain.ask(`${GOV_QUERY}/${method}`, request);
    expect(answer.code).not.toBe(0);
    expect(answer.log).toMatch(log);
  });
  test("of proposals are narrowed and come in pages", () => {
    const chain = g.govChain();
    for (let i = 0; i < 3; i++)
      g.proposed(chain, { metadata: "x", initialDeposit: g.coins(i === 1 ? g.MIN / 2n : g.MIN) });
    chain.deliver(g.dave, [g.vote(g.dave, 3n, YES)]);
    const ask = (fields: Parameters<typeof QueryProposalsRequest.fromPartial>[0]) => {
      const request = [QueryProposalsRequest, QueryProposalsRequest.fromPartial(fields)] as const;
      const { proposals, pagination } = chain.query(`${GOV_QUERY}/Proposals`, request, QueryProposalsResponse);
      return { ids: proposals.map(({ id }) => id), ...pagination };
    };
    expect(ask({}).ids).toEqual([1n, 2n, 3n]);
    expect(ask({ proposalStatus: 2 }).ids).toEqual([1n, 3n]);
    expect(ask({ voter: g.dave.address }).ids).toEqual([3n]);
    expect(ask({ depositor: g.carol.address, proposalStatus: 1 }).ids).toEqual([2n]);
    const first = ask({ proposalStatus: 2, pagination: { limit: 1n } });
    expect(first.ids).toEqual([1n]);
    expect(ask({ proposalStatus: 2, pagination: { key: first.nextKey, limit: 1n } }).ids).toEqual([3n]);
    expect(ask({ pagination: { limit: 1n, reverse: true, countTotal: true } })).toMatchObject({ ids: [3n], total: 3n });
    expect(ask({ pagination: { offset: 2n, limit: 5n, countTotal: true } })).toMatchObject({ ids: [3n], total: 3n });
    expect(ask({ pagination: { offset: 9n, countTotal: true } })).toMatchObject({ ids: [], total: 0n });
  });
  test("of parameters show those that were one kind too", () => {
    const chain = g.govChain();
    const ask = (paramsType: string) =>
      chain.query(`${GOV_QUERY}/Params`, [QueryParamsRequest, { paramsType }], QueryParamsResponse);
    expect(ask("deposit").depositParams?.minDeposit).toEqual(g.coins(g.MIN));
    expect(ask("voting").votingParams?.votingPeriod).toMatchObject({ seconds: 172_800n });
    expect(ask("tallying").tallyParams?.quorum).toBe("0.334000000000000000");
    expect(ask("").params).toEqual(params());
  });
  test("of tallies count what is there", () => {
    const chain = g.govChain();
    g.proposed(chain, { metadata: "x" });
    const tally = () =>
      chain.query(`${GOV_QUERY}/TallyResult`, [QueryTallyResultRequest, { proposalId: 1n }], QueryTallyResultResponse)
        .tally;
    g.voted(chain, 1n, YES, g.alice);
    expect(tally()).toEqual({ yesCount: "300000000", abstainCount: "0", noCount: "0", noWithVetoCount: "0" });
    g.passed(chain, 2n);
    expect(tally()).toMatchObject({ yesCount: "300000000" });
    g.proposed(chain, { metadata: "x", initialDeposit: g.coins(g.MIN / 2n) });
    const waiting = [QueryTallyResultRequest, { proposalId: 2n }] as const;
    expect(chain.query(`${GOV_QUERY}/TallyResult`, waiting, QueryTallyResultResponse).tally?.yesCount).toBe("0");
  });
});

describe("a genesis", () => {
  const grown = (): TestChain => {
    const chain = g.govChain();
    g.proposed(chain, { messages: [g.fromGov(g.dave, 1n)] });
    g.proposed(chain, { metadata: "x", initialDeposit: g.coins(g.MIN / 2n) });
    g.voted(chain, 1n, YES, g.alice, g.dave);
    return chain;
  };
  const again = (change: (gov: JsonObject) => object): TestChain => {
    const { appState } = grown().app.exportGenesis();
    return startChain({ genesis: () => ({ ...appState, gov: change(appState.gov as JsonObject) as JsonObject }) });
  };
  test("takes over everything, and goes on", () => {
    const chain = again((gov) => ({ ...gov, constitution: "We the machines" }));
    expect(govState(chain)).toEqual({ ...govState(grown()), constitution: "We the machines" });
    const { events } = g.passed(chain, 3n);
    expect(events.map(({ type }) => type)).toContain("inactive_proposal");
    expect(g.proposalOf(chain, 1n)?.status).toBe(5);
  });
  const twice = (key: string) => (gov: JsonObject) => {
    const [first] = gov[key] as readonly JsonObject[];
    return { ...gov, [key]: [first, first] };
  };
  const changed = (key: string, change: JsonObject) => (gov: JsonObject) => {
    const [first] = gov[key] as readonly JsonObject[];
    return { ...gov, [key]: [{ ...first, ...change }] };
  };
  test.each<[string, (gov: JsonObject) => object]>([
    ["starting proposal id must be greater than 0", (gov) => ({ ...gov, starting_proposal_id: "0" })],
    ["duplicate proposal id: 1", twice("proposals")],
    ["duplicate deposit", twice("deposits")],
    ["duplicate vote", twice("votes")],
    ["has non-existent proposal id: 9", changed("deposits", { proposal_id: "9" })],
    ["has non-existent proposal id: 9", changed("votes", { proposal_id: "9" })],
    ["vote of nobody: ", changed("votes", { voter: "nobody" })],
    ["gov genesis has no params", (gov) => ({ ...gov, params: null })],
    ["invalid quorum string", (gov) => ({ ...gov, params: { ...(gov.params as JsonObject), quorum: "" } })],
    [
      "expected module account was 15000000udcm but we got",
      changed("deposits", { amount: [{ denom: "udcm", amount: "16000000" }] }),
    ],
  ])("is refused: %s", (fault, change) => {
    expect(() => again(change)).toThrow(fault);
  });
  test("may let governance own more than the deposits", () => {
    expect(govState(again((gov) => ({ ...gov, deposits: [], proposals: [], votes: [] }))).deposits).toEqual([]);
  });
});
