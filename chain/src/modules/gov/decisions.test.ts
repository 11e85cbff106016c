import type { JsonObject } from "@dcm/proto";
import {
  QueryParamsRequest as ConsensusParamsRequest,
  QueryParamsResponse as ConsensusParamsResponse,
  MsgUpdateParams as ConsensusUpdateParams,
} from "@dcm/proto/gen/cosmos/consensus/v1";
import { MsgCancelProposal, MsgSubmitProposal, ProposalStatus, VoteOption } from "@dcm/proto/gen/cosmos/gov/v1";
import {
  MsgDelegate,
  MsgUndelegate,
  QueryParamsRequest as StakingParamsRequest,
  QueryParamsResponse as StakingParamsResponse,
  MsgUpdateParams as StakingUpdateParams,
} from "@dcm/proto/gen/cosmos/staking/v1beta1";
import {
  QueryParamsRequest as MarketParamsRequest,
  QueryParamsResponse as MarketParamsResponse,
  MsgUpdateParams as MarketUpdateParams,
  MsgPlaceOrder,
} from "@dcm/proto/gen/dcm/market/v1";
import { MsgCreateOffer, MsgRegister } from "@dcm/proto/gen/dcm/provider/v1";
import { describe, expect, test } from "vitest";
import { attributesOf, notable } from "../../../test/harness/chain.js";
import * as g from "../../../test/harness/gov.js";
import { msg } from "../../../test/harness/tx.js";
import { insideOf, operator } from "../../../test/harness/validators.js";
import { offerTerms, orderOf, profile } from "../../../test/market/market.js";
import { SECOND, timestampOf } from "../../kernel/index.js";
import { endBlock } from "./blocks.js";
import { saveProposal } from "./msgs/proposals.js";
import { proposals } from "./state.js";

const { YES, ABSTAIN, NO, NO_WITH_VETO } = VoteOption;
const { VOTING_PERIOD, PASSED, REJECTED, FAILED } = ProposalStatus;

/** The attributes of the one decision of a block. */
const decisionOf = (block: ReturnType<typeof g.passed>) => attributesOf(block.events, "active_proposal");
const decided = (id: bigint, result: string, log: string) => ({
  proposal_id: `${id}`,
  proposal_result: result,
  proposal_log: log,
  mode: "EndBlock",
});
const atEnd = (events: ReturnType<typeof g.passed>["events"]) =>
  events.filter(({ attributes }) => attributes.some(({ key, value }) => key === "mode" && value === "EndBlock"));
const delegate = (who: typeof g.carol, to: typeof g.alice, amount: bigint) =>
  msg(MsgDelegate, {
    delegatorAddress: who.address,
    validatorAddress: operator(to),
    amount: { denom: "udcm", amount },
  });

describe("a proposal that is not funded in time", () => {
  test.each([
    [false, 0n],
    [true, g.MIN / 2n],
  ])("is dropped; its deposits are burnt: %s", (burns, lost) => {
    const chain = g.govChain({ burn_proposal_deposit_prevote: burns });
    const before = chain.balance(g.carol.address);
    g.proposed(chain, { metadata: "x", initialDeposit: g.coins(g.MIN / 2n) });
    expect(notable(chain.block([], { time: chain.time + 2n * g.DAY - 1n }).events)).toEqual([]);
    const { events } = chain.block([], { time: chain.time + 1n });
    expect(attributesOf(events, "inactive_proposal")).toEqual({
      proposal_id: "1",
      proposal_result: "proposal_dropped",
      mode: "EndBlock",
    });
    expect(before - chain.balance(g.carol.address)).toBe(lost);
    expect(chain.balance(g.GOV)).toBe(0n);
    expect(() => g.proposalOf(chain, 1n)).toThrow("proposal 1 doesn't exist");
  });
});

describe("a proposal that passes", () => {
  test("is carried out, and its deposits come back", () => {
    const chain = g.govChain();
    const before = chain.balance(g.carol.address);
    const id = g.proposed(chain, { metadata: "x", messages: [] });
    g.voted(chain, id, YES, g.alice);
    const block = g.passed(chain, 2n);
    expect(decisionOf(block)).toEqual(decided(1n, "proposal_passed", "passed"));
    expect(chain.balance(g.carol.address)).toBe(before);
    expect(g.proposalOf(chain, id)).toMatchObject({
      status: PASSED,
      failedReason: "",
      finalTallyResult: { yesCount: "300000000", noCount: "0" },
    });
  });

  test("changes parameters of the market, of staking and of consensus at once", () => {
    const chain = g.govChain();
    const ask = {
      market: () => chain.query("/dcm.market.v1.Query/Params", [MarketParamsRequest, {}], MarketParamsResponse).params,
      staking: () =>
        chain.query("/cosmos.staking.v1beta1.Query/Params", [StakingParamsRequest, {}], StakingParamsResponse).params,
      consensus: () =>
        chain.query("/cosmos.consensus.v1.Query/Params", [ConsensusParamsRequest, {}], ConsensusParamsResponse).params,
    };
    const { block, evidence, validator } = ask.consensus() ?? {};
    const wanted = {
      market: { ...ask.market(), placingFee: 77n },
      staking: { ...ask.staking(), maxEntries: 9 },
      consensus: { block: { maxBytes: block?.maxBytes ?? 0n, maxGas: 55_000_000n }, evidence, validator },
    };
    const id = g.proposed(chain, {
      messages: [
        msg(MarketUpdateParams, { authority: g.GOV, params: wanted.market }),
        msg(StakingUpdateParams, { authority: g.GOV, params: wanted.staking }),
        msg(ConsensusUpdateParams, { authority: g.GOV, ...wanted.consensus }),
      ],
    });
    g.voted(chain, id, YES, g.alice, g.bob);
    const decision = g.passed(chain, 2n);
    expect(decisionOf(decision)).toEqual(decided(1n, "proposal_passed", "passed"));
    expect(attributesOf(decision.events, "update_consensus_params")).toMatchObject({ authority: g.GOV });
    expect([ask.market(), ask.staking()]).toEqual([wanted.market, wanted.staking]);
    // CometBFT is told with the block that decides.
    expect(decision.consensusParamUpdates?.block).toEqual(wanted.consensus.block);
    expect(ask.consensus()).toMatchObject(wanted.consensus);
  });

  test.each([
    ["an order", msg(MsgPlaceOrder, { ...orderOf("alice"), owner: g.GOV })],
    ["an offer", msg(MsgCreateOffer, { provider: g.GOV, terms: offerTerms() })],
  ])("[M1] cannot place %s, since no transaction breaks its ties", (what, message) => {
    const chain = g.govChain();
    const register = msg(MsgRegister, { provider: g.GOV, stake: 500_000_000n, profile: profile("gov") });
    const messages = what === "an offer" ? [register, message] : [message];
    const id = g.proposed(chain, { messages });
    g.voted(chain, id, YES, g.alice, g.bob);
    // What others put down would pay for the stake.
    chain.deliver(g.carol, [g.proposal({ metadata: "x", initialDeposit: g.coins(600_000_000n) })]);
    g.passed(chain, 2n);
    const failedReason = `${what} arrives in a transaction: invalid request`;
    expect(g.proposalOf(chain, id)).toMatchObject({ status: FAILED, failedReason });
  });
  test("but cannot be carried out fails, and leaves nothing of what it had done", () => {
    const chain = g.govChain();
    const owned = chain.balance(g.dave.address);
    const first = g.proposed(chain, { metadata: "x", initialDeposit: g.coins(3n * g.MIN) });
    const messages = [g.fromGov(g.dave, g.MIN), g.fromGov(g.dave, 10n * g.MIN), g.fromGov(g.dave, 1n)];
    const id = g.proposed(chain, { messages });
    g.voted(chain, id, YES, g.alice);
    g.voted(chain, first, NO, g.alice);
    // The other one still holds its deposits.
    chain.deliver(g.carol, [g.proposal({ metadata: "x", initialDeposit: g.coins(2n * g.MIN) })]);
    const block = g.passed(chain, 2n);
    const reason = "spendable balance 10000000udcm is smaller than 100000000udcm: insufficient funds";
    const told = block.events
      .filter(({ type }) => type === "active_proposal")
      .map(({ attributes }) => attributes[2]?.value);
    expect(told[1]).toBe(`passed, but msg 1 (/cosmos.bank.v1beta1.MsgSend) failed on execution: ${reason}`);
    expect(g.proposalOf(chain, id)).toMatchObject({ status: FAILED, failedReason: reason });
    expect(chain.balance(g.dave.address)).toBe(owned);
    expect(
      atEnd(block.events)
        .filter(({ type }) => type === "transfer")
        .map(({ attributes }) => attributes[0]?.value),
    ).toEqual([g.carol, g.carol, g.carol].map(({ address }) => address));
  });
});

describe("the verdict", () => {
  type Votes = readonly (readonly [VoteOption, readonly (typeof g.alice)[]])[];
  const cases: readonly (readonly [what: string, own: JsonObject, Votes, ProposalStatus, lost: bigint])[] = [
    [
      "half of those who decide is not enough",
      {},
      [
        [YES, [g.carol]],
        [NO, [g.dave]],
      ],
      REJECTED,
      0n,
    ],
    ["too few voted", { quorum: "0.9" }, [[YES, [g.alice]]], REJECTED, 0n],
    [
      "too few voted, which costs the deposits",
      { quorum: "0.9", burn_vote_quorum: true },
      [[YES, [g.alice]]],
      REJECTED,
      g.MIN,
    ],
    ["nobody voted, and none need", { quorum: "0" }, [], REJECTED, 0n],
    ["all abstained", {}, [[ABSTAIN, [g.alice, g.bob]]], REJECTED, 0n],
    [
      "vetoed",
      {},
      [
        [YES, [g.alice]],
        [NO_WITH_VETO, [g.bob]],
      ],
      REJECTED,
      g.MIN,
    ],
    [
      "vetoed, which costs nothing",
      { burn_vote_veto: false },
      [
        [YES, [g.alice]],
        [NO_WITH_VETO, [g.bob]],
      ],
      REJECTED,
      0n,
    ],
    [
      "those who abstain do not count for the threshold",
      {},
      [
        [YES, [g.bob]],
        [ABSTAIN, [g.alice]],
      ],
      PASSED,
      0n,
    ],
    [
      "delegators who vote count for themselves",
      {},
      [
        [NO, [g.alice]],
        [YES, [g.bob, g.carol, g.erin]],
      ],
      PASSED,
      0n,
    ],
  ];
  test.each(cases)("%s", (_what, own, votes, status, lost) => {
    const chain = g.govChain(own);
    // Carol and dave have as much at stake as alice alone; erin has it with both.
    for (const [who, to, amount] of [
      [g.carol, g.alice, 100_000_000n],
      [g.dave, g.bob, 100_000_000n],
    ] as const)
      chain.deliver(who, [delegate(who, to, amount)]);
    chain.deliver(g.erin, [delegate(g.erin, g.alice, 50_000_000n), delegate(g.erin, g.bob, 50_000_000n)]);
    const before = chain.balance(g.carol.address);
    const id = g.proposed(chain, { metadata: "x" });
    for (const [option, voters] of votes) g.voted(chain, id, option, ...voters);
    const { events } = g.passed(chain, 2n);
    expect(g.proposalOf(chain, id)?.status).toBe(status);
    expect(before - chain.balance(g.carol.address)).toBe(lost);
    if (status === REJECTED) {
      expect(attributesOf(events, "active_proposal")).toEqual(decided(1n, "proposal_rejected", "rejected"));
      expect(g.proposalOf(chain, id)?.failedReason).toBe("proposal did not get enough votes to pass");
    }
    if (lost > 0n) expect(attributesOf(events, "burn")).toMatchObject({ burner: g.GOV, amount: `${lost}udcm` });
  });

  test("counts a delegator's stake once, and what is left of a validator's for the validator", () => {
    const chain = g.govChain();
    chain.deliver(g.carol, [delegate(g.carol, g.alice, 100_000_000n)]);
    const id = g.proposed(chain, { metadata: "x" });
    g.voted(chain, id, NO, g.carol);
    g.voted(chain, id, YES, g.alice);
    g.passed(chain, 2n);
    expect(g.proposalOf(chain, id)?.finalTallyResult).toEqual({
      yesCount: "300000000",
      noCount: "100000000",
      abstainCount: "0",
      noWithVetoCount: "0",
    });
  });

  test("counts what is bonded when the voting ends", () => {
    const chain = g.govChain();
    chain.deliver(g.carol, [delegate(g.carol, g.alice, 100_000_000n)]);
    const id = g.proposed(chain, { metadata: "x" });
    g.voted(chain, id, YES, g.carol);
    const all = { delegatorAddress: g.carol.address, validatorAddress: operator(g.alice) };
    chain.deliver(g.carol, [msg(MsgUndelegate, { ...all, amount: { denom: "udcm", amount: 100_000_000n } })]);
    g.passed(chain, 2n);
    expect(g.proposalOf(chain, id)?.finalTallyResult).toMatchObject({ yesCount: "0" });
  });
});

describe("a proposal in haste", () => {
  const hasty = { metadata: "x", expedited: true, initialDeposit: g.coins(g.HASTY) };
  test("passes by more votes in less time", () => {
    const chain = g.govChain();
    const id = g.proposed(chain, hasty);
    g.voted(chain, id, YES, g.alice, g.bob);
    expect(decisionOf(g.passed(chain, 1n))).toEqual(decided(1n, "proposal_passed", "passed"));
    expect(chain.balance(g.GOV)).toBe(0n);
  });
  test("that does not pass is voted on again, for as long as any other", () => {
    const chain = g.govChain();
    const id = g.proposed(chain, hasty);
    const started = chain.time;
    g.voted(chain, id, YES, g.alice);
    g.voted(chain, id, NO, g.bob);
    expect(decisionOf(g.passed(chain, 1n))).toEqual(
      decided(1n, "expedited_proposal_rejected", "expedited proposal converted to regular"),
    );
    const end = started + 2n * g.DAY;
    expect(g.proposalOf(chain, id)).toMatchObject({
      status: VOTING_PERIOD,
      expedited: false,
      votingEndTime: timestampOf(end),
    });
    expect(chain.balance(g.GOV)).toBe(g.HASTY);
    // Votes in haste are forgotten.
    g.voted(chain, id, YES, g.alice);
    const block = chain.block([], { time: end });
    expect(decisionOf(block)).toEqual(decided(1n, "proposal_passed", "passed"));
    expect(g.proposalOf(chain, id)?.finalTallyResult).toMatchObject({ yesCount: "300000000", noCount: "0" });
  });
});

describe("what governance does to itself does not stop the chain", () => {
  test("deposits that it spent come back as far as they are there", () => {
    const chain = g.govChain();
    const before = chain.balance(g.carol.address);
    const id = g.proposed(chain, { messages: [g.fromGov(g.dave, g.MIN / 2n)] });
    g.voted(chain, id, YES, g.alice);
    // Its deposits are still there when the first one, whose own have come back, spends them.
    chain.block();
    const other = g.proposed(chain, { metadata: "x" });
    expect(g.passed(chain, 2n).events.length).toBeGreaterThan(0);
    expect(g.proposalOf(chain, id)?.status).toBe(PASSED);
    g.passed(chain, 1n);
    expect(g.proposalOf(chain, other)?.status).toBe(REJECTED);
    expect(before - chain.balance(g.carol.address)).toBe(g.MIN / 2n);
    expect(chain.balance(g.GOV)).toBe(0n);
  });
  test("a proposal withdrawn by another that is decided in the same block is passed over", () => {
    // The gov account owns something, so that it can pay a deposit of its own.
    const genesis = (state: JsonObject): JsonObject => {
      const bank = state.bank as JsonObject;
      const owned = { address: g.GOV, coins: [{ denom: "udcm", amount: `${g.MIN}` }] };
      return { ...state, bank: { ...bank, balances: [...(bank.balances as readonly JsonObject[]), owned] } };
    };
    const chain = g.govChain({}, { genesis });
    const started = chain.time + SECOND;
    const said = { title: "Its own", summary: "of governance", metadata: "x", proposer: g.GOV };
    const made = g.proposed(chain, {
      messages: [msg(MsgSubmitProposal, { ...said, initialDeposit: g.coins(g.MIN) })],
    });
    const withdrawal = msg(MsgCancelProposal, { proposalId: 3n, proposer: g.GOV });
    const withdrawing = g.proposed(chain, { messages: [withdrawal] });
    g.voted(chain, made, YES, g.alice);
    g.voted(chain, withdrawing, YES, g.alice);
    chain.block([], { time: started + 2n * g.DAY });
    expect(g.proposalOf(chain, 3n)).toMatchObject({ proposer: g.GOV, status: VOTING_PERIOD });
    const { events } = chain.block([], { time: started + 4n * g.DAY });
    expect(attributesOf(events, "active_proposal")).toEqual(decided(2n, "proposal_passed", "passed"));
    expect(events.filter(({ type }) => type === "active_proposal")).toHaveLength(1);
    expect(() => g.proposalOf(chain, 3n)).toThrow("proposal 3 doesn't exist");
    expect(chain.balance(g.GOV)).toBe(g.MIN / 2n);
  });
  test("messages that nobody knows any more fail their proposal", () => {
    const chain = g.govChain();
    const before = chain.balance(g.carol.address);
    const id = g.proposed(chain, { messages: [g.fromGov(g.dave, 1n)] });
    const inside = insideOf(chain);
    const ctx = inside.at(chain.height + 1n, chain.time + 2n * g.DAY);
    const known = proposals.get(ctx, id);
    if (known === undefined) throw new Error("it was just made");
    saveProposal(ctx, { ...known, messages: [{ typeUrl: "/gone.Msg", value: new Uint8Array(0) }] });
    endBlock(ctx);
    expect(proposals.get(ctx, id)).toMatchObject({ status: FAILED, messages: [] });
    expect(proposals.get(ctx, id)?.failedReason).toContain("proposal failed because it cannot be processed by gov");
    expect(ctx.events.at(-1)?.attributes).toMatchObject([{ value: "1" }, { value: "proposal_failed" }]);
    expect(before - chain.balance(g.carol.address)).toBe(g.MIN);
  });
});
