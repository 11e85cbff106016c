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
} from "@dcm/proto/gen/dcm/market/v1";
import { describe, expect, test } from "vitest";
import { attributesOf, notable } from "../../../test/harness/chain.js";
import {
  alice,
  bob,
  carol,
  coins,
  DAY,
  dave,
  erin,
  fromGov,
  GOV,
  govChain,
  HASTY,
  MIN,
  passed,
  proposal,
  proposalOf,
  proposed,
  voted,
} from "../../../test/harness/gov.js";
import { msg } from "../../../test/harness/tx.js";
import { insideOf, operator } from "../../../test/harness/validators.js";
import { SECOND, timestampOf } from "../../kernel/index.js";
import { endBlock } from "./blocks.js";
import { saveProposal } from "./msgs/proposals.js";
import { proposals } from "./state.js";

const { YES, ABSTAIN, NO, NO_WITH_VETO } = VoteOption;
const { VOTING_PERIOD, PASSED, REJECTED, FAILED } = ProposalStatus;

/** The attributes of the one decision of a block. */
const decisionOf = (block: ReturnType<typeof passed>) => attributesOf(block.events, "active_proposal");
const decided = (id: bigint, result: string, log: string) => ({
  proposal_id: `${id}`,
  proposal_result: result,
  proposal_log: log,
  mode: "EndBlock",
});
const atEnd = (events: ReturnType<typeof passed>["events"]) =>
  events.filter(({ attributes }) => attributes.some(({ key, value }) => key === "mode" && value === "EndBlock"));
const delegate = (who: typeof carol, to: typeof alice, amount: bigint) =>
  msg(MsgDelegate, {
    delegatorAddress: who.address,
    validatorAddress: operator(to),
    amount: { denom: "udcm", amount },
  });

describe("a proposal that is not funded in time", () => {
  test.each([
    [false, 0n],
    [true, MIN / 2n],
  ])("is dropped; its deposits are burnt: %s", (burns, lost) => {
    const chain = govChain({ burn_proposal_deposit_prevote: burns });
    const before = chain.balance(carol.address);
    proposed(chain, { metadata: "x", initialDeposit: coins(MIN / 2n) });
    expect(notable(chain.block([], { time: chain.time + 2n * DAY - 1n }).events)).toEqual([]);
    const { events } = chain.block([], { time: chain.time + 1n });
    expect(attributesOf(events, "inactive_proposal")).toEqual({
      proposal_id: "1",
      proposal_result: "proposal_dropped",
      mode: "EndBlock",
    });
    expect(before - chain.balance(carol.address)).toBe(lost);
    expect(chain.balance(GOV)).toBe(0n);
    expect(() => proposalOf(chain, 1n)).toThrow("proposal 1 doesn't exist");
  });
});

describe("a proposal that passes", () => {
  test("is carried out, and its deposits come back", () => {
    const chain = govChain();
    const before = chain.balance(carol.address);
    const id = proposed(chain, { metadata: "x", messages: [] });
    voted(chain, id, YES, alice);
    const block = passed(chain, 2n);
    expect(decisionOf(block)).toEqual(decided(1n, "proposal_passed", "passed"));
    expect(chain.balance(carol.address)).toBe(before);
    expect(proposalOf(chain, id)).toMatchObject({
      status: PASSED,
      failedReason: "",
      finalTallyResult: { yesCount: "300000000", noCount: "0" },
    });
  });

  test("changes parameters of the market, of staking and of consensus at once", () => {
    const chain = govChain();
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
    const id = proposed(chain, {
      messages: [
        msg(MarketUpdateParams, { authority: GOV, params: wanted.market }),
        msg(StakingUpdateParams, { authority: GOV, params: wanted.staking }),
        msg(ConsensusUpdateParams, { authority: GOV, ...wanted.consensus }),
      ],
    });
    voted(chain, id, YES, alice, bob);
    const decision = passed(chain, 2n);
    expect(decisionOf(decision)).toEqual(decided(1n, "proposal_passed", "passed"));
    expect(attributesOf(decision.events, "update_consensus_params")).toMatchObject({ authority: GOV });
    expect([ask.market(), ask.staking()]).toEqual([wanted.market, wanted.staking]);
    // CometBFT is told with the block that decides.
    expect(decision.consensusParamUpdates?.block).toEqual(wanted.consensus.block);
    expect(ask.consensus()).toMatchObject(wanted.consensus);
  });

  test("but cannot be carried out fails, and leaves nothing of what it had done", () => {
    const chain = govChain({}, { checkInvariants: false });
    const owned = chain.balance(dave.address);
    const first = proposed(chain, { metadata: "x", initialDeposit: coins(3n * MIN) });
    const messages = [fromGov(dave, MIN), fromGov(dave, 10n * MIN), fromGov(dave, 1n)];
    const id = proposed(chain, { messages });
    voted(chain, id, YES, alice);
    voted(chain, first, NO, alice);
    // The other one still holds its deposits.
    chain.deliver(carol, [proposal({ metadata: "x", initialDeposit: coins(2n * MIN) })]);
    const block = passed(chain, 2n);
    const reason = "spendable balance 10000000udcm is smaller than 100000000udcm: insufficient funds";
    const told = block.events
      .filter(({ type }) => type === "active_proposal")
      .map(({ attributes }) => attributes[2]?.value);
    expect(told[1]).toBe(`passed, but msg 1 (/cosmos.bank.v1beta1.MsgSend) failed on execution: ${reason}`);
    expect(proposalOf(chain, id)).toMatchObject({ status: FAILED, failedReason: reason });
    expect(chain.balance(dave.address)).toBe(owned);
    expect(
      atEnd(block.events)
        .filter(({ type }) => type === "transfer")
        .map(({ attributes }) => attributes[0]?.value),
    ).toEqual([carol, carol, carol].map(({ address }) => address));
  });
});

describe("the verdict", () => {
  type Votes = readonly (readonly [VoteOption, readonly (typeof alice)[]])[];
  const cases: readonly (readonly [what: string, own: JsonObject, Votes, ProposalStatus, lost: bigint])[] = [
    [
      "half of those who decide is not enough",
      {},
      [
        [YES, [carol]],
        [NO, [dave]],
      ],
      REJECTED,
      0n,
    ],
    ["too few voted", { quorum: "0.9" }, [[YES, [alice]]], REJECTED, 0n],
    [
      "too few voted, which costs the deposits",
      { quorum: "0.9", burn_vote_quorum: true },
      [[YES, [alice]]],
      REJECTED,
      MIN,
    ],
    ["nobody voted, and none need", { quorum: "0" }, [], REJECTED, 0n],
    ["all abstained", {}, [[ABSTAIN, [alice, bob]]], REJECTED, 0n],
    [
      "vetoed",
      {},
      [
        [YES, [alice]],
        [NO_WITH_VETO, [bob]],
      ],
      REJECTED,
      MIN,
    ],
    [
      "vetoed, which costs nothing",
      { burn_vote_veto: false },
      [
        [YES, [alice]],
        [NO_WITH_VETO, [bob]],
      ],
      REJECTED,
      0n,
    ],
    [
      "those who abstain do not count for the threshold",
      {},
      [
        [YES, [bob]],
        [ABSTAIN, [alice]],
      ],
      PASSED,
      0n,
    ],
    [
      "delegators who vote count for themselves",
      {},
      [
        [NO, [alice]],
        [YES, [bob, carol, erin]],
      ],
      PASSED,
      0n,
    ],
  ];
  test.each(cases)("%s", (_what, own, votes, status, lost) => {
    const chain = govChain(own);
    // Carol and dave have as much at stake as alice alone; erin has it with both.
    for (const [who, to, amount] of [
      [carol, alice, 100_000_000n],
      [dave, bob, 100_000_000n],
    ] as const)
      chain.deliver(who, [delegate(who, to, amount)]);
    chain.deliver(erin, [delegate(erin, alice, 50_000_000n), delegate(erin, bob, 50_000_000n)]);
    const before = chain.balance(carol.address);
    const id = proposed(chain, { metadata: "x" });
    for (const [option, voters] of votes) voted(chain, id, option, ...voters);
    const { events } = passed(chain, 2n);
    expect(proposalOf(chain, id)?.status).toBe(status);
    expect(before - chain.balance(carol.address)).toBe(lost);
    if (status === REJECTED) {
      expect(attributesOf(events, "active_proposal")).toEqual(decided(1n, "proposal_rejected", "rejected"));
      expect(proposalOf(chain, id)?.failedReason).toBe("proposal did not get enough votes to pass");
    }
    if (lost > 0n) expect(attributesOf(events, "burn")).toMatchObject({ burner: GOV, amount: `${lost}udcm` });
  });

  test("counts a delegator's stake once, and what is left of a validator's for the validator", () => {
    const chain = govChain();
    chain.deliver(carol, [delegate(carol, alice, 100_000_000n)]);
    const id = proposed(chain, { metadata: "x" });
    voted(chain, id, NO, carol);
    voted(chain, id, YES, alice);
    passed(chain, 2n);
    expect(proposalOf(chain, id)?.finalTallyResult).toEqual({
      yesCount: "300000000",
      noCount: "100000000",
      abstainCount: "0",
      noWithVetoCount: "0",
    });
  });

  test("counts what is bonded when the voting ends", () => {
    const chain = govChain();
    chain.deliver(carol, [delegate(carol, alice, 100_000_000n)]);
    const id = proposed(chain, { metadata: "x" });
    voted(chain, id, YES, carol);
    const all = { delegatorAddress: carol.address, validatorAddress: operator(alice) };
    chain.deliver(carol, [msg(MsgUndelegate, { ...all, amount: { denom: "udcm", amount: 100_000_000n } })]);
    passed(chain, 2n);
    expect(proposalOf(chain, id)?.finalTallyResult).toMatchObject({ yesCount: "0" });
  });
});

describe("a proposal in haste", () => {
  const hasty = { metadata: "x", expedited: true, initialDeposit: coins(HASTY) };
  test("passes by more votes in less time", () => {
    const chain = govChain();
    const id = proposed(chain, hasty);
    voted(chain, id, YES, alice, bob);
    expect(decisionOf(passed(chain, 1n))).toEqual(decided(1n, "proposal_passed", "passed"));
    expect(chain.balance(GOV)).toBe(0n);
  });
  test("that does not pass is voted on again, for as long as any other", () => {
    const chain = govChain();
    const id = proposed(chain, hasty);
    const started = chain.time;
    voted(chain, id, YES, alice);
    voted(chain, id, NO, bob);
    expect(decisionOf(passed(chain, 1n))).toEqual(
      decided(1n, "expedited_proposal_rejected", "expedited proposal converted to regular"),
    );
    const end = started + 2n * DAY;
    expect(proposalOf(chain, id)).toMatchObject({
      status: VOTING_PERIOD,
      expedited: false,
      votingEndTime: timestampOf(end),
    });
    expect(chain.balance(GOV)).toBe(HASTY);
    // Votes in haste are forgotten.
    voted(chain, id, YES, alice);
    const block = chain.block([], { time: end });
    expect(decisionOf(block)).toEqual(decided(1n, "proposal_passed", "passed"));
    expect(proposalOf(chain, id)?.finalTallyResult).toMatchObject({ yesCount: "300000000", noCount: "0" });
  });
});

describe("what governance does to itself does not stop the chain", () => {
  test("deposits that it spent come back as far as they are there", () => {
    const chain = govChain({}, { checkInvariants: false });
    const before = chain.balance(carol.address);
    const id = proposed(chain, { messages: [fromGov(dave, MIN / 2n)] });
    voted(chain, id, YES, alice);
    // Its deposits are still there when the first one, whose own have come back, spends them.
    chain.block();
    const other = proposed(chain, { metadata: "x" });
    expect(passed(chain, 2n).events.length).toBeGreaterThan(0);
    expect(proposalOf(chain, id)?.status).toBe(PASSED);
    passed(chain, 1n);
    expect(proposalOf(chain, other)?.status).toBe(REJECTED);
    expect(before - chain.balance(carol.address)).toBe(MIN / 2n);
    expect(chain.balance(GOV)).toBe(0n);
  });
  test("a proposal withdrawn by another that is decided in the same block is passed over", () => {
    // The gov account owns something, so that it can pay a deposit of its own.
    const genesis = (state: JsonObject): JsonObject => {
      const bank = state.bank as JsonObject;
      const owned = { address: GOV, coins: [{ denom: "udcm", amount: `${MIN}` }] };
      return { ...state, bank: { ...bank, balances: [...(bank.balances as readonly JsonObject[]), owned] } };
    };
    const chain = govChain({}, { genesis });
    const started = chain.time + SECOND;
    const said = { title: "Its own", summary: "of governance", metadata: "x", proposer: GOV };
    const made = proposed(chain, { messages: [msg(MsgSubmitProposal, { ...said, initialDeposit: coins(MIN) })] });
    const withdrawal = msg(MsgCancelProposal, { proposalId: 3n, proposer: GOV });
    const withdrawing = proposed(chain, { messages: [withdrawal] });
    voted(chain, made, YES, alice);
    voted(chain, withdrawing, YES, alice);
    chain.block([], { time: started + 2n * DAY });
    expect(proposalOf(chain, 3n)).toMatchObject({ proposer: GOV, status: VOTING_PERIOD });
    const { events } = chain.block([], { time: started + 4n * DAY });
    expect(attributesOf(events, "active_proposal")).toEqual(decided(2n, "proposal_passed", "passed"));
    expect(events.filter(({ type }) => type === "active_proposal")).toHaveLength(1);
    expect(() => proposalOf(chain, 3n)).toThrow("proposal 3 doesn't exist");
    expect(chain.balance(GOV)).toBe(MIN / 2n);
  });
  test("messages that nobody knows any more fail their proposal", () => {
    const chain = govChain({}, { checkInvariants: false });
    const before = chain.balance(carol.address);
    const id = proposed(chain, { messages: [fromGov(dave, 1n)] });
    const inside = insideOf(chain);
    const ctx = inside.at(chain.height + 1n, chain.time + 2n * DAY);
    const known = proposals.get(ctx, id);
    if (known === undefined) throw new Error("it was just made");
    saveProposal(ctx, { ...known, messages: [{ typeUrl: "/gone.Msg", value: new Uint8Array(0) }] });
    endBlock(ctx);
    expect(proposals.get(ctx, id)).toMatchObject({ status: FAILED, messages: [] });
    expect(proposals.get(ctx, id)?.failedReason).toContain("proposal failed because it cannot be processed by gov");
    expect(ctx.events.at(-1)?.attributes).toMatchObject([{ value: "1" }, { value: "proposal_failed" }]);
    expect(before - chain.balance(carol.address)).toBe(MIN);
  });
});
