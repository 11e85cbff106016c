import type { Input, MessageCodec } from "@dcm/proto";
import { MsgUpdateParams as BankUpdateParams, MsgSend, MsgSetSendEnabled } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { MsgCommunityPoolSpend } from "@dcm/proto/gen/cosmos/distribution/v1beta1";
import {
  MsgUpdateParams as GovUpdateParams,
  MsgCancelProposal,
  MsgDeposit,
  MsgSubmitProposal,
  MsgVote,
  MsgVoteWeighted,
  ProposalStatus,
  VoteOption,
} from "@dcm/proto/gen/cosmos/gov/v1";
import { MsgUpdateParams as EscrowUpdateParams } from "@dcm/proto/gen/dcm/escrow/v1";
import { MsgUpdateParams as JobUpdateParams } from "@dcm/proto/gen/dcm/job/v1";
import { MsgUpdateParams as MarketUpdateParams, MsgPlaceOrder } from "@dcm/proto/gen/dcm/market/v1";
import { MsgCreateOffer, MsgRegister, MsgUpdateParams as ProviderUpdateParams } from "@dcm/proto/gen/dcm/provider/v1";
import type { Act, Deed } from "../deeds.js";
import type { Proposal } from "../model/gov.js";
import { BASE, GOV, held, REWARDS } from "../model/world.js";
import { LARGE, OTHER, paramsOf, SMALL } from "../options.js";
import { at, BUYERS, DELEGATORS, MALLORY, PEOPLE, STRANGERS, VALIDATORS, who } from "../people.js";
import { chance, pick, shuffled } from "../random.js";
import { order } from "./buyers.js";
import { deed, type Mood } from "./mood.js";
import { offering, registration } from "./providers.js";

const { YES, ABSTAIN, NO, NO_WITH_VETO } = VoteOption;
/** More that is undecided would only take time. */
const PENDING_MAX = 3;

export function governanceDeeds(mood: Mood): readonly Deed[] {
  const { random, world, options } = mood;
  const pending = [...world.proposals.values()].filter(({ status }) => status <= ProposalStatus.VOTING_PERIOD);
  const proposes = pending.length < PENDING_MAX && chance(random, options.habits.proposes);
  return [...(proposes ? [proposeDeed(mood)] : []), ...pending.flatMap((each) => takePart(mood, each))];
}

/** A proposal whose maker puts down all, a part or too little. */
export function proposeDeed(mood: Mood, inner?: readonly Act[]): Deed {
  const { random, world, decisions } = mood;
  const { minDeposit, expeditedMinDeposit } = world.params.gov;
  const by = pick(random, [...BUYERS, "p0", "v0"]);
  const messages = inner ?? decisions.deal((decision) => decision(mood)) ?? [];
  const expedited = chance(random, 30);
  const whole = (expedited ? expeditedMinDeposit : minDeposit)[0]?.amount ?? 0n;
  const sum = pick(random, [whole, whole, whole, whole, whole / 2n, whole / 5n, 1n]);
  const value = {
    ...{ title: `a${random(1_000)}`, summary: "what it is about", metadata: messages.length === 0 ? "words" : "" },
    ...{ proposer: at(by), initialDeposit: [{ denom: BASE, amount: sum }], expedited },
  };
  return { by, acts: [{ type: MsgSubmitProposal.name, value, inner: messages }] };
}

/** What people do about a proposal. */
function takePart(mood: Mood, proposal: Proposal): readonly Deed[] {
  const { random, options } = mood;
  const { id: proposalId, proposer } = proposal;
  if (chance(random, 2))
    return [deed(who(proposer).name, MsgCancelProposal, { proposalId, proposer: proposer as never })];
  if (proposal.status === ProposalStatus.DEPOSIT_PERIOD || chance(random, 3))
    return chance(random, 2 * options.habits.votes) ? [depositDeed(mood, proposal)] : [];
  const voters = [...[...DELEGATORS, MALLORY].filter(() => chance(random, 25)), ...VALIDATORS];
  return voters.filter(() => chance(random, 2 * options.habits.votes)).map((name) => voteDeed(mood, proposal, name));
}

function depositDeed({ random, world }: Mood, { id: proposalId, total }: Proposal): Deed {
  const by = pick(random, [...BUYERS, "p2", "p3"]);
  const least = world.params.gov.minDeposit[0]?.amount ?? 0n;
  const amount = pick(random, [least, least / 5n, least > total ? least - total : least, 4n * least]);
  return deed(by, MsgDeposit, { proposalId, depositor: at(by), amount: [{ denom: BASE, amount: amount as never }] });
}

/** What most want of a proposal hangs on its number. */
function voteDeed({ random }: Mood, { id: proposalId }: Proposal, name: string): Deed {
  const usual = [YES, YES, YES, NO, YES, YES, NO_WITH_VETO, YES, YES, ABSTAIN][Number(proposalId % 10n)] ?? YES;
  const option = chance(random, 85) ? usual : pick(random, [YES, ABSTAIN, NO, NO_WITH_VETO]);
  const voter = at(name);
  if (chance(random, 75)) return deed(name, MsgVote, { proposalId, voter, option });
  const weights = pick(random, [
    ["1"],
    ["0.5", "0.50"],
    ["0.7", "0.3"],
    ["0.333333333333333333", "0.666666666666666667"],
  ]);
  const others = shuffled(
    random,
    [YES, ABSTAIN, NO, NO_WITH_VETO].filter((each) => each !== option),
  );
  const options = weights.map((weight, i) => ({ option: i === 0 ? option : (others[i] ?? option), weight }));
  return deed(name, MsgVoteWeighted, { proposalId, voter, options });
}

/** What can be decided on; some of it cannot be carried out. */
export type Decision = (mood: Mood) => readonly Act[] | undefined;

const authority = GOV as never;

function act<T>(codec: MessageCodec<T>, value: Input<T>, flaw?: string): Act {
  return { type: codec.name, value: value as object, flaw };
}

const send = (mood: Mood, amount: bigint): Act =>
  act(MsgSend, {
    fromAddress: GOV as never,
    toAddress: at(pick(mood.random, [...PEOPLE, ...STRANGERS])),
    amount: [{ denom: BASE, amount: amount as never }],
  });

const spend = ({ random }: Mood, amount: bigint): Act =>
  act(MsgCommunityPoolSpend, {
    authority,
    recipient: at(pick(random, [...PEOPLE, ...STRANGERS])),
    amount: [{ denom: BASE, amount: amount as never }],
  });

/** Parameters as histories begin with, but for those that decide whether what people do is valid at all. */
const fresh = ({ random }: Mood) => paramsOf((...choices) => pick(random, choices));
const market = (mood: Mood) => ({ ...fresh(mood).market, maxSlots: mood.world.params.market.maxSlots });
const classes = (change: Partial<typeof SMALL>) => [{ ...SMALL, ...change }];

export const decisions: readonly Decision[] = [
  () => [],
  (mood) => [send(mood, held(mood.world, GOV) / 2n + 1n)],
  (mood) => [send(mood, 10n ** 13n)],
  (mood) => [send(mood, 5n), send(mood, 10n ** 13n)],
  (mood) => [spend(mood, held(mood.world, REWARDS) / 3n + 1n)],
  (mood) => [spend(mood, 10n ** 13n)],
  (mood) => [act(MarketUpdateParams, { authority, params: market(mood) })],
  (mood) => [act(MarketUpdateParams, { authority, params: market(mood) })],
  (mood) => {
    const floors = { wallSecondFloor: pick(mood.random, [0n, 1_000_000n, 30_000_000n]) as never };
    return [act(MarketUpdateParams, { authority, params: mood.world.params.market, classes: classes(floors) })];
  },
  (mood) => [act(MarketUpdateParams, { authority, params: mood.world.params.market, classes: [LARGE] })],
  (mood) => [
    act(MarketUpdateParams, { authority, params: { ...market(mood), minCharge: 0n as never } }, "market.InvalidParams"),
  ],
  (mood) => [
    act(MarketUpdateParams, { authority, params: market(mood), classes: classes({ id: "" }) }, "market.InvalidClass"),
  ],
  (mood) => [
    act(
      MarketUpdateParams,
      { authority, params: market(mood), classes: classes({ id: "wasm.tiny" }) },
      "market.DuplicateClass",
    ),
  ],
  (mood) => [act(JobUpdateParams, { authority, params: fresh(mood).job })],
  (mood) => [act(JobUpdateParams, { authority, params: fresh(mood).job })],
  (mood) => [act(JobUpdateParams, { authority, params: { ...fresh(mood).job, bondMultiple: 0 } }, "job.InvalidParams")],
  (mood) => [act(ProviderUpdateParams, { authority, params: fresh(mood).provider })],
  (mood) => [act(ProviderUpdateParams, { authority, params: fresh(mood).provider })],
  (mood) => {
    const params = { ...fresh(mood).provider, auditReserveDivisor: 1 };
    return [act(ProviderUpdateParams, { authority, params }, "provider.InvalidParams")];
  },
  (mood) => [act(EscrowUpdateParams, { authority, params: fresh(mood).escrow })],
  (mood) => {
    const params = { ...fresh(mood).escrow, maxSources: 0 };
    return [act(EscrowUpdateParams, { authority, params }, "escrow.InvalidParams")];
  },
  (mood) => [act(GovUpdateParams, { authority, params: fresh(mood).gov })],
  ({ world }) => [
    act(MsgSetSendEnabled, {
      authority,
      sendEnabled: [{ denom: OTHER, enabled: world.sendable.get(OTHER) === false }],
    }),
  ],
  ({ world }) => [act(BankUpdateParams, { authority, params: { defaultSendEnabled: !world.sendableElse } })],
  // What governance would do on the market itself.
  (mood) => [act(MsgPlaceOrder, { ...order(mood, "alice"), owner: authority })],
  (mood) => [
    act(MsgRegister, { ...registration(mood, "p0"), provider: authority }),
    act(MsgCreateOffer, { ...offering(mood, "p0"), provider: authority }),
  ],
  // All of them, or none.
  (mood) => [
    act(MarketUpdateParams, { authority, params: market(mood) }),
    act(JobUpdateParams, { authority, params: { ...fresh(mood).job, bondMultiple: 0 } }, "job.InvalidParams"),
  ],
];

/** Out of turn, in another's name, too late: valid but for the state it meets. */
export const govTricks: { readonly [name: string]: (mood: Mood) => Deed | undefined } = {
  "vote on nothing": () => deed(MALLORY, MsgVote, { proposalId: 9_999n, voter: at(MALLORY), option: YES }),
  "deposit on nothing": () => deed(MALLORY, MsgDeposit, depositOf(9_999n, BASE, 5_000n)),
  "deposit on what is decided": (mood) => onProposal(mood, decided, ({ id }) => depositMallory(id, BASE, 90_000n)),
  "deposit crumbs": (mood) => onProposal(mood, undecided, ({ id }) => depositMallory(id, BASE, 1n)),
  "deposit other coins": (mood) => onProposal(mood, undecided, ({ id }) => depositMallory(id, OTHER, 9_000n)),
  "withdraw a stranger's proposal": (mood) => onProposal(mood, undecided, ({ id }) => withdraw(MALLORY, id)),
  "withdraw what is not there": () => withdraw(MALLORY, 9_999n),
  "withdraw what is decided": (mood) =>
    onProposal(mood, decided, ({ id, proposer }) => withdraw(who(proposer).name, id)),
  "withdraw in the last moment": (mood) =>
    onProposal(
      mood,
      ({ status, votingEnd = 0n }) =>
        status === ProposalStatus.VOTING_PERIOD && votingEnd <= mood.world.time + 2_000_000_000n,
      ({ id, proposer }) => withdraw(who(proposer).name, id),
    ),
  "propose in a stranger's name": (mood) =>
    proposeDeed(mood, [
      { type: MsgSend.name, value: { fromAddress: at("alice"), toAddress: at(MALLORY), amount: [] } },
    ]),
  "set gov's parameters": ({ world }) =>
    deed(MALLORY, GovUpdateParams, { authority: at(MALLORY), params: world.params.gov }),
  "spend the community's pool": () =>
    deed(MALLORY, MsgCommunityPoolSpend, { authority: at(MALLORY), recipient: at(MALLORY), amount: [] }),
  "send to a module": () =>
    deed(MALLORY, MsgSend, {
      fromAddress: at(MALLORY),
      toAddress: GOV as never,
      amount: [{ denom: BASE, amount: 5n as never }],
    }),
};

const undecided = ({ status }: Proposal) => status <= ProposalStatus.VOTING_PERIOD;
const decided = ({ status }: Proposal) => status > ProposalStatus.VOTING_PERIOD;

function onProposal(mood: Mood, keep: (proposal: Proposal) => boolean, use: (proposal: Proposal) => Deed) {
  const found = [...mood.world.proposals.values()].filter(keep);
  return found.length === 0 ? undefined : use(pick(mood.random, found));
}

function withdraw(by: string, proposalId: bigint): Deed {
  return deed(by, MsgCancelProposal, { proposalId, proposer: at(by) });
}

function depositMallory(id: bigint, denom: string, amount: bigint): Deed {
  return deed(MALLORY, MsgDeposit, depositOf(id, denom, amount));
}

function depositOf(proposalId: bigint, denom: string, amount: bigint) {
  return { proposalId, depositor: at(MALLORY), amount: [{ denom, amount: amount as never }] };
}
