import { ProposalStatus } from "@dcm/proto/gen/cosmos/gov/v1";
import { Receipt, type ResultManifest } from "@dcm/proto/gen/dcm/job/v1";
import { OrderState } from "@dcm/proto/gen/dcm/market/v1";
import { ProviderStatus } from "@dcm/proto/gen/dcm/provider/v1";
import { resultDigest, specDigest } from "@dcm/rules";
import { type Proposal, tallyOf } from "./gov.js";
import { balance } from "./job.js";
import { reserve } from "./market.js";
import { freeStake, liveSlots, usedUnits } from "./provider.js";
import { EMPTY, type Job, type Offer, type Order, type Provider, type Slot, same, sum, type World } from "./world.js";

/** What the queries should answer, by what it is and its key. A field that is left out here is not compared. */
export type Shown = ReadonlyMap<string, unknown>;

/** @param wording  what a refusal is told in, by its code */
export function shown(w: World, wording: (code: string) => string): Shown {
  const jobs = [...w.jobs.values()];
  const orders = jobs.flatMap(({ order }) => (order === undefined ? [] : [order]));
  return new Map<string, unknown>([
    ...[...w.accounts].map(
      ([who, { number, sequence }]) => [`account ${who}`, { accountNumber: number, sequence }] as const,
    ),
    ...[...w.coins].map(([key, amount]) => [`coins ${key}`, amount] as const),
    ...[...w.providers.values()].map((each) => [`provider ${each.address}`, providerShown(w, each)] as const),
    ...[...w.offers.values()].map((each) => [`offer ${each.id}`, offerShown(w, each)] as const),
    ...orders.map((each) => [`order ${each.id}`, orderShown(each)] as const),
    ...jobs.map((each) => [`job ${each.id}`, jobShown(each)] as const),
    ...jobs
      .filter(({ deposits }) => deposits !== undefined)
      .map((each) => [`escrow ${each.id}`, escrowShown(w, each)] as const),
    ...[...w.receipts.values()].map((each) => [`receipt ${each.jobId}`, each] as const),
    ...[...w.stake.delegations].map(([key, tokens]) => [`delegation ${key}`, tokens] as const),
    ...[...w.grants].map(([key, grant]) => [`grant ${key}`, grant] as const),
    ...[...w.allowances].map(([key, allowance]) => [`allowance ${key}`, allowance] as const),
    ...[...w.proposals.values()].map((each) => [`proposal ${each.id}`, proposalShown(w, each, wording)] as const),
  ]);
}

function proposalShown(w: World, proposal: Proposal, wording: (code: string) => string) {
  const { messages, votes, deposits, failed, tally, ...record } = proposal;
  return {
    ...record,
    messages: messages.map(({ type }) => type),
    votes: votesShown(votes),
    deposits: [...deposits].sort(byText),
    failed: wording(failed),
    // While it is voted on, what the votes come to so far.
    tally: proposal.status === ProposalStatus.VOTING_PERIOD ? tallyOf(w, proposal) : tally,
  };
}

function votesShown(votes: Proposal["votes"]) {
  return [...votes].sort(byText).map(([who, options]) => [who, options.map(({ option, weight }) => [option, weight])]);
}

export function byText([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function providerShown(w: World, provider: Provider) {
  const { bonds, unbonding, ...record } = provider;
  const live = liveSlots(w).filter((slot) => slot.provider === provider.address).length;
  const bonded = sum(bonds.map(({ amount }) => amount));
  return { provider: { ...record, bonded, liveSlots: live }, unbonding, freeStake: freeStake(w, provider) };
}

function offerShown(w: World, offer: Offer) {
  const listed = !offer.closed && w.providers.get(offer.provider)?.status === ProviderStatus.ACTIVE;
  return { ...offer, usedUnits: usedUnits(w, offer.id), listed };
}

/** Whether it sleeps is the application's business; that a sleeper misses nothing is compared with every match. */
function orderShown({ asleep: _, expiresAt, openedHeight, ...order }: Order) {
  return order.state === OrderState.MATCHED ? order : { ...order, expiresAt, openedHeight };
}

function jobShown({ order: _, deposits, paid, burnt, refunded, manifest, reason, ...job }: Job) {
  const deadlines = job.slots.map(({ deadline }) => deadline).filter((deadline) => deadline > 0n);
  const nearest = deadlines.reduce((least, each) => (least === 0n || each < least ? each : least), 0n);
  return {
    ...job,
    spec: { ...job.spec, programInline: EMPTY },
    deadline: job.deadline || nearest,
    slots: job.slots.map((slot) => slotShown(slot, manifest)),
    // What a seat said at length goes with its seat.
    pastSlots: job.pastSlots.map((slot) => slotShown({ ...slot, facts: [], uris: [] }, undefined)),
  };
}

function slotShown({ openedHeight, ...slot }: Slot, manifest: ResultManifest | undefined) {
  const agrees = manifest !== undefined && same(resultDigest(manifest), slot.resultDigest);
  return { ...slot, manifest: agrees ? manifest : undefined, ...(slot.deadline > 0n ? { openedHeight } : {}) };
}

function escrowShown(w: World, job: Job) {
  const { id, owner, deposits, paid, refunded, burnt, policy, limit, fillPrice, terms } = job;
  const slots = Math.max(...policy.map(({ redundant }) => redundant?.n ?? 1));
  const reserved = reserve(w, slots, fillPrice || limit, terms.protocolFeeRate);
  return { id, owner, deposits, balance: balance(job), reserved, paid, refunded, burnt };
}

/** [J10] The account of a job that has ended: all that was paid in is paid out, burnt or returned. */
export function receiptOf(w: World, job: Job): Omit<Receipt, "reason"> {
  const { id, owner, state, policy, resultDigest: digest, paid, burnt, refunded, placingFee, placedHeight } = job;
  const { reason: _, ...receipt } = Receipt.fromPartial({
    ...{ jobId: id, owner, state, class: job.class, policy, resultDigest: digest, paid, refunded, placingFee },
    ...{ placedHeight, matchedHeight: job.matchedHeight, closedHeight: w.height, closedTime: w.time, closedAt: w.now },
    ...{ protocolFee: burnt, deposited: paid + burnt + refunded, programDigest: job.spec.program.digest },
    specDigest: specDigest(job.spec),
    slots: [...job.slots, ...job.pastSlots].map(receiptSlot),
    manifest: digest.length === 0 ? undefined : job.manifest,
    fillPrice: job.fillPrice === 0n ? job.limit : job.fillPrice,
  });
  return receipt;
}

function receiptSlot({ index, provider, state, resultDigest: digest, fuel, paid, penalty, jurisdiction }: Slot) {
  return { index, provider, state, resultDigest: digest, fuel, paid, penalty, jurisdiction };
}
