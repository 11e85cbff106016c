import type { Address, Amount } from "@dcm/proto";
import type { ResourceClass } from "@dcm/proto/gen/dcm/market/v1";
import {
  type Bond,
  EventOfferClosed,
  EventProviderStatus,
  EventStakeBurnt,
  type Offer,
  type Provider,
  ProviderStatus,
  type SiteKind,
} from "@dcm/proto/gen/dcm/provider/v1";
import { type Ask, freeStake as freeStakeOf } from "@dcm/rules";
import { PROVIDERS_FREED_PER_BLOCK } from "../../app/limits.js";
import { add, assert, type Ctx, emit, hook, question, type ReadCtx, smaller, sub } from "../../kernel/index.js";
import * as bank from "../bank/api.js";
import { bonds, freed, offers, params, providers, unbondings } from "./state.js";

/** Answers the resource class of that id, or undefined. */
export const resourceClass = question<ReadCtx, [id: string], ResourceClass | undefined>("provider.resourceClass");

/** Answers the time for which stake must stay in reach after a job, ms: unbonding takes longer ([P2]). */
export const evidenceMs = question<ReadCtx, [], bigint>("provider.evidenceMs");

/** Told when listed offers are new, changed, or have got free units or stake: orders that slept may be filled ([M1]). */
export const offersChanged = hook<[offers: readonly Offer[]]>();

/** Told when the parameters changed, and with them what of all stake is free. */
export const paramsChanged = hook<[]>();

const OFFERS_PER_PAGE = 64;

/** A seat in a job that an offer serves. */
export interface Seat {
  readonly jobId: bigint;
  /** Index of the seat, from 0. */
  readonly slot: number;
  readonly provider: Address;
  readonly offerId: bigint;
  /** Units of the class, 1 or more. */
  readonly units: number;
}

/**
 * The module account that holds all stake.
 *
 * @returns its address
 */
export function pool(ctx: ReadCtx): Address {
  return bank.moduleAddress(ctx, "provider");
}

/**
 * A provider's record.
 *
 * @returns undefined when that account is no provider
 */
export function find(ctx: ReadCtx, operator: Address): Provider | undefined {
  return providers.get(ctx, operator);
}

/**
 * Stake that a new bond or a reduction may take ([P1]).
 *
 * @returns base units, 0 or more
 */
export function freeStake(ctx: ReadCtx, { stake, bonded }: Provider): Amount {
  return freeStakeOf(stake, bonded, params.get(ctx).auditReserveDivisor);
}

/**
 * The listed offers of a class with free units, by rising unit price, as matching sees them. Read lazily, in pages: take
 * what is needed before writing to offers.
 *
 * @param classId  of an existing class
 */
export function* book(ctx: ReadCtx, classId: string): Generator<Ask> {
  let last: Offer | undefined;
  // Ends with the book: each round begins behind the last offer of the one before.
  while (true) {
    const from =
      last === undefined ? ([classId, 0n, 0n] as const) : ([classId, last.terms.unitPrice, last.id + 1n] as const);
    const page = offers.listFrom(ctx, "book", from, OFFERS_PER_PAGE);
    for (const offer of page) yield askOf(ctx, offer);
    last = page.at(-1);
    if (page.length < OFFERS_PER_PAGE) return;
  }
}

/**
 * Every offer of a class that is not closed, listed or not, by rising unit price: what explain and quote look at.
 *
 * @param limit  offers at most
 */
export function everyAsk(ctx: ReadCtx, classId: string, limit: number): readonly Ask[] {
  const found = [...offers.listBy(ctx, "byClass", classId, limit)];
  found.sort((a, b) => compare(a.terms.unitPrice, b.terms.unitPrice) || compare(a.id, b.id));
  return found.map((offer) => askOf(ctx, offer));
}

/**
 * One offer as matching sees it now.
 *
 * @returns undefined when it is gone
 */
export function findAsk(ctx: ReadCtx, offerId: bigint): Ask | undefined {
  const offer = offers.get(ctx, offerId);
  return offer === undefined ? undefined : askOf(ctx, offer);
}

/**
 * Gives a seat to a provider: counts its units and locks its bond.
 *
 * @param seat  of an offer that was just matched
 * @param bond  D, base units; at most the provider's free stake
 * @throws InvariantError  the offer's free units or the provider's free stake do not reach
 */
export function takeSeat(ctx: Ctx, seat: Seat, bond: Amount): void {
  const offer = required(offers.get(ctx, seat.offerId), `offer ${seat.offerId} was matched`);
  const provider = required(providers.get(ctx, seat.provider), `provider ${seat.provider} was matched`);
  // [P3] Σ units of live slots ≤ offered units, always
  assert(offer.usedUnits + seat.units <= offer.terms.units, `offer ${offer.id} has free units`);
  // [P1] a slot needs free stake ≥ its bond
  assert(freeStake(ctx, provider) >= bond, `provider ${provider.address} has free stake`);
  offers.set(ctx, offer.id, { ...offer, usedUnits: offer.usedUnits + seat.units });
  const bonded = add(provider.bonded, bond);
  providers.set(ctx, provider.address, { ...provider, bonded, liveSlots: provider.liveSlots + 1 });
  const { jobId, slot } = seat;
  const locked: Bond = { jobId, slot, provider: provider.address, amount: bond, releasedAt: 0n, openedHeight: 0n };
  bonds.set(ctx, [jobId, BigInt(slot)], locked);
}

/**
 * Ends a seat's work: its units are free again. Its bond stays as it is.
 *
 * @param seat  a live one
 */
export function endSeat(ctx: Ctx, seat: Seat): void {
  const offer = required(offers.get(ctx, seat.offerId), `offer ${seat.offerId} has a live seat`);
  const provider = required(providers.get(ctx, seat.provider), `provider ${seat.provider} has a live seat`);
  providers.set(ctx, provider.address, { ...provider, liveSlots: provider.liveSlots - 1 });
  const left = { ...offer, usedUnits: offer.usedUnits - seat.units };
  if (left.closed && left.usedUnits === 0) offers.delete(ctx, offer.id);
  else offers.set(ctx, offer.id, left);
  markFreed(ctx, provider.address);
}

/**
 * Burns part of a seat's bond.
 *
 * @param amount  base units; more than the bond still holds takes what it holds
 * @param reason  for people and events, such as late
 * @returns what was burnt
 */
export function penalise(ctx: Ctx, jobId: bigint, slot: number, most: Amount, reason: string): Amount {
  const bond = required(bonds.get(ctx, [jobId, BigInt(slot)]), `seat ${slot} of job ${jobId} has a bond`);
  const provider = required(providers.get(ctx, bond.provider), `provider ${bond.provider} has a bond`);
  const burnt = smaller(bond.amount, most);
  if (burnt === 0n) return burnt;
  bonds.set(ctx, [jobId, BigInt(slot)], { ...bond, amount: sub(bond.amount, burnt) });
  providers.set(ctx, provider.address, { ...provider, bonded: sub(provider.bonded, burnt) });
  slash(ctx, bond.provider, burnt);
  // The audit reserve shrinks with the stake, so that a part of what is burnt from a bond becomes free.
  markFreed(ctx, bond.provider);
  emit(ctx, EventStakeBurnt, { provider: bond.provider, jobId, amount: burnt, reason });
  return burnt;
}

/**
 * Burns stake. What the stake does not hold is taken from unbonding entries, the last first ([P2]).
 *
 * @param amount  base units, at most stake and unbonding entries together
 * @throws InvariantError  they hold less
 */
export function slash(ctx: Ctx, operator: Address, most: Amount): void {
  const provider = required(providers.get(ctx, operator), `provider ${operator} is slashed`);
  const fromStake = smaller(provider.stake, most);
  providers.set(ctx, operator, { ...provider, stake: sub(provider.stake, fromStake) });
  let left = sub(most, fromStake);
  // [P2] slashes reach unbonding entries. At most params.max_unbonding rounds.
  for (const entry of [...unbondings.listBy(ctx, "byProvider", operator)].reverse()) {
    const taken = smaller(entry.amount, left);
    left = sub(left, taken);
    if (taken === entry.amount) unbondings.delete(ctx, entry.id);
    else unbondings.set(ctx, entry.id, { ...entry, amount: sub(entry.amount, taken) });
  }
  assert(left === 0n, `provider ${operator} holds what is slashed`);
  bank.burn(ctx, "provider", most);
}

/**
 * Frees what is left of a seat's bond, now.
 *
 * @param jobId  of a seat with a bond
 */
export function releaseBond(ctx: Ctx, jobId: bigint, slot: number): void {
  const bond = required(bonds.get(ctx, [jobId, BigInt(slot)]), `seat ${slot} of job ${jobId} has a bond`);
  bonds.delete(ctx, [jobId, BigInt(slot)]);
  const provider = required(providers.get(ctx, bond.provider), `provider ${bond.provider} has a bond`);
  providers.set(ctx, provider.address, { ...provider, bonded: sub(provider.bonded, bond.amount) });
  markFreed(ctx, provider.address);
}

/**
 * The offers of a provider that stand on the book.
 *
 * @returns at most params.max_offers
 */
export function listedOffers(ctx: ReadCtx, operator: Address): readonly Offer[] {
  return offers.listBy(ctx, "byProvider", operator).filter((offer) => offer.listed);
}

/**
 * Lets a seat's bond become free stake after its lock ([J7]).
 *
 * @param until  market time, ms
 */
export function lockBondUntil(ctx: Ctx, jobId: bigint, slot: number, until: bigint): void {
  const bond = required(bonds.get(ctx, [jobId, BigInt(slot)]), `seat ${slot} of job ${jobId} has a bond`);
  bonds.set(ctx, [jobId, BigInt(slot)], { ...bond, releasedAt: until, openedHeight: ctx.height });
}

/**
 * What is locked for a seat, base units.
 *
 * @returns undefined when its bond is free
 */
export function bondOf(ctx: ReadCtx, jobId: bigint, slot: number): Amount | undefined {
  return bonds.get(ctx, [jobId, BigInt(slot)])?.amount;
}

/** How long unbonding takes, ms: longer than any evidence counts ([P2]). */
export function unbondingMs(ctx: ReadCtx): bigint {
  return params.get(ctx).unbondingMs;
}

/** Every offer and provider with its live work; for invariants. */
export function liveWork(ctx: ReadCtx): readonly { readonly offer: Offer; readonly provider: Provider }[] {
  return offers.all(ctx).flatMap((offer) => {
    const provider = providers.get(ctx, offer.provider);
    return provider === undefined ? [] : [{ offer, provider }];
  });
}

/**
 * Changes a provider's status, and with it whether its offers stand on the book ([P4], [P5]).
 *
 * @param provider  as stored but for fields that change with the status
 */
export function setStatus(ctx: Ctx, provider: Provider, status: ProviderStatus): void {
  providers.set(ctx, provider.address, { ...provider, status });
  // At most params.max_offers rounds: CreateOffer holds that bound.
  for (const offer of offers.listBy(ctx, "byProvider", provider.address)) {
    const listed = status === ProviderStatus.ACTIVE && !offer.closed;
    if (listed !== offer.listed) offers.set(ctx, offer.id, { ...offer, listed });
  }
  offersChanged.tell(ctx, listedOffers(ctx, provider.address));
  emit(ctx, EventProviderStatus, { provider: provider.address, status: statusName(status) });
}

/**
 * Takes an offer off the book; its record goes with its last live seat.
 *
 * @param reason  closed, expired or leaving
 */
export function closeOffer(ctx: Ctx, offer: Offer, reason: string): void {
  if (offer.usedUnits === 0) offers.delete(ctx, offer.id);
  else offers.set(ctx, offer.id, { ...offer, listed: false, closed: true });
  emit(ctx, EventOfferClosed, { offerId: offer.id, provider: offer.provider, reason });
}

/**
 * Wakes the orders that sleep for want of what was given back since this was last called ([M1]): once for all that a
 * provider got back, so that ending a seat costs the same however many offers its provider has. The market calls it when
 * what is due has expired, so that seats which end then go to the highest limit as well.
 */
export function wakeForFreed(ctx: Ctx): void {
  // [M8] what is beyond the bound is carried over
  for (const operator of freed.first(ctx, PROVIDERS_FREED_PER_BLOCK)) {
    freed.delete(ctx, operator);
    offersChanged.tell(ctx, listedOffers(ctx, operator));
  }
}

/** [M1] an offer that frees units or stake wakes sleepers, before the book is matched next. */
function markFreed(ctx: Ctx, operator: Address): void {
  if (!freed.has(ctx, operator)) freed.add(ctx, operator);
}

function askOf(ctx: ReadCtx, offer: Offer): Ask {
  const provider = required(providers.get(ctx, offer.provider), `offer ${offer.id} has its provider`);
  const { profile } = provider;
  const owner = profile.owner === "" ? provider.address : profile.owner;
  return {
    offerId: offer.id,
    operator: provider.address,
    owner,
    terms: offer.terms,
    tieKey: offer.tieKey,
    live: offer.listed && (offer.expiresAt === 0n || offer.expiresAt > ctx.now),
    freeUnits: Math.max(0, offer.terms.units - offer.usedUnits),
    freeStake: freeStake(ctx, provider),
    facts: {
      class: offer.terms.class,
      jurisdiction: profile.jurisdiction,
      evidence: provider.jurisdictionEvidence,
      site: siteName(profile.siteKind),
      isolation: profile.isolation,
      provider: provider.address,
      owner,
      attributes: profile.attributes,
    },
  };
}

const SITES = ["", "DATACENTRE", "CLOUD", "EDGE", "HOME"] as const;

function siteName(kind: SiteKind): string {
  return SITES[kind] ?? "";
}

const STATUSES = ["", "ACTIVE", "PAUSED", "OFFLINE", "JAILED", "LEAVING", "TOMBSTONED"] as const;

function statusName(status: ProviderStatus): string {
  return STATUSES[status] ?? "";
}

function required<T>(found: T | undefined, why: string): T {
  assert(found !== undefined, why);
  return found;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
