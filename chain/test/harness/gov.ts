import type { JsonObject } from "@dcm/proto";
import { MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { TxMsgData } from "@dcm/proto/gen/cosmos/base/abci/v1beta1";
import {
  MsgSubmitProposal,
  MsgSubmitProposalResponse,
  MsgVote,
  type Proposal,
  QueryProposalRequest,
  QueryProposalResponse,
  type VoteOption,
} from "@dcm/proto/gen/cosmos/gov/v1";
import type { ResponseFinalizeBlock } from "@dcm/proto/gen/tendermint/abci";
import { moduleAddress, SECOND } from "../../src/kernel/index.js";
import { IDENTITY, startChain, type TestChain, type TestChainOptions } from "./chain.js";
import { type Person, person } from "./keys.js";
import { type Msg, msg } from "./tx.js";
import { withValidators } from "./validators.js";

/** Two who validate, with three and two parts of the stake, and some who do not. */
export const [alice, bob] = [person("alice"), person("bob")];
export const [carol, dave, erin] = [person("carol"), person("dave"), person("erin")];

export const GOV = moduleAddress(IDENTITY.prefix, "gov");
export const DAY = 86_400n * SECOND;
/** What a proposal needs to be voted on, at once and in haste. */
export const [MIN, HASTY] = [10_000_000n, 50_000_000n];

export const coins = (amount: bigint, denom = IDENTITY.baseDenom) => [{ denom, amount }];

/** Starts a chain whose parameters of gov are the defaults but for `own`. */
export function govChain(own: JsonObject = {}, more: Pick<TestChainOptions, "checkInvariants" | "genesis"> = {}) {
  const { genesis = (state: JsonObject) => state, ...options } = more;
  return startChain({
    ...options,
    people: [alice, bob, carol, dave, erin],
    coins: [...coins(1_000_000_000_000n), ...coins(1_000n, "uother")],
    genesis(state) {
      const gov = state.gov as JsonObject;
      const given = { ...state, gov: { ...gov, params: { ...(gov.params as JsonObject), ...own } } };
      return genesis(
        withValidators(given, [
          [alice, 300_000_000n],
          [bob, 200_000_000n],
        ]),
      );
    },
  });
}

export const fromGov = (to: Person, amount: bigint): Msg =>
  msg(MsgSend, { fromAddress: GOV, toAddress: to.address, amount: coins(amount) });

type Draft = Parameters<typeof MsgSubmitProposal.fromPartial>[0];

/** A proposal of carol's, funded at once. */
export function proposal(change: Draft = {}): Msg {
  const said = { title: "A title", summary: "A summary", metadata: "", initialDeposit: coins(MIN) };
  return msg(MsgSubmitProposal, { ...said, proposer: carol.address, ...change });
}

/** The number of a proposal that is made so. */
export function proposed(chain: TestChain, change: Draft = {}): bigint {
  const { code, log, data } = chain.deliver(carol, [proposal(change)]);
  if (code !== 0) throw new Error(log);
  const [response] = TxMsgData.decode(data).msgResponses;
  return MsgSubmitProposalResponse.decode(response?.value ?? new Uint8Array(0)).proposalId;
}

export const vote = (who: Person, proposalId: bigint, option: VoteOption): Msg =>
  msg(MsgVote, { proposalId, voter: who.address, option });

/** A block with the votes of some, each for the same. */
export function voted(chain: TestChain, id: bigint, option: VoteOption, ...voters: readonly Person[]): void {
  const { txResults } = chain.block(voters.map((who) => chain.sign(who, [vote(who, id, option)])));
  const refused = txResults.find(({ code }) => code !== 0);
  if (refused !== undefined) throw new Error(refused.log);
}

/** The block after so many days. */
export function passed(chain: TestChain, days: bigint): ResponseFinalizeBlock {
  return chain.block([], { time: chain.time + days * DAY });
}

export function proposalOf(chain: TestChain, proposalId: bigint): Proposal | undefined {
  const request = [QueryProposalRequest, { proposalId }] as const;
  return chain.query("/cosmos.gov.v1.Query/Proposal", request, QueryProposalResponse).proposal;
}
