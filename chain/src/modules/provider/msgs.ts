import type { Address, Amount } from "@dcm/proto";
import {
  EventOfferCreated,
  EventOfferUpdated,
  EventProviderRegistered,
  EventProviderUpdated,
  EventStakeAdded,
  EventUnbondingStarted,
  EvidenceLevel,
  type MsgRpcs,
  type Offer,
  type OfferTerms,
  type Profile,
  type Provider,
  ProviderStatus,
} from "@dcm/proto/gen/dcm/provider/v1";
import { tieKey } from "@dcm/rules";
import { add, amount, type Ctx, EMPTY, emit, ensure, fail, type Handlers, Sdk, sub } from "../../kernel/index.js";
import { ensureGovernance, isBlocked } from "../auth/api.js";
import * as bank from "../bank/api.js";
import {
  closeOffer,
  evidenceMs,
  freeStake,
  listedOffers,
  offersChanged,
  paramsChanged,
  resourceClass,
  setStatus,
} from "./api.js";
import { E } from "./errors.js";
import { belowFloor, duplicateIn, expiryFault, paramsFault, profileFault, termsFault } from "./math.js";
import { offerIds, offers, params, providers, unbondingIds, unbondings } from "./state.js";

const { ACTIVE, PAUSED, OFFLINE, LEAVING } = ProviderStatus;

export const msgs: Handlers<MsgRpcs, Ctx> = {
  Register(ctx, { provider: address, stake, profile }) {
    ensure(!providers.has(ctx, address), E.ProviderExists, { provider: address });
    const { minStake } = params.get(ctx);
    // [P1] registering locks at least min_stake
    ensure(stake >= minStake, E.StakeTooSmall, { stake, min: minStake });
    checkProfile(ctx, profile);

    bank.payModule(ctx, address, "provider", stake);
    providers.set(ctx, address, {
      address,
      profile,
      jurisdictionEvidence: EvidenceLevel.CLAIMED,
      status: ACTIVE,
      stake,
      bonded: amount(0n),
      lastHeartbeat: ctx.now,
      liveSlots: 0,
      registeredHeight: ctx.height,
    });
    emit(ctx, EventProviderRegistered, { provider: address, stake });
    return {};
  },

  Update(ctx, { provider: address, profile }) {
    const provider = staying(ctx, address);
    checkProfile(ctx, profile);

    providers.set(ctx, address, { ...provider, profile });
    // [M1] changed attributes wake sleepers
    offersChanged.tell(ctx, listedOffers(ctx, address));
    emit(ctx, EventProviderUpdated, { provider: address });
    return {};
  },

  AddStake(ctx, { provider: address, amount: added }) {
    const provider = staying(ctx, address);
    ensure(added > 0n, E.InvalidAmount);

    bank.payModule(ctx, address, "provider", added);
    providers.set(ctx, address, { ...provider, stake: add(provider.stake, added) });
    offersChanged.tell(ctx, listedOffers(ctx, address));
    emit(ctx, EventStakeAdded, { provider: address, amount: added });
    return {};
  },

  ReduceStake(ctx, { provider: address, amount: taken }) {
    const provider = staying(ctx, address);
    ensure(taken > 0n, E.InvalidAmount);
    // [P1] only free stake can be reduced
    const free = freeStake(ctx, provider);
    ensure(taken <= free, E.StakeNotFree, { amount: taken, free });
    const { minStake, maxUnbonding } = params.get(ctx);
    ensure(provider.stake - taken >= minStake, E.StakeTooSmall, { left: provider.stake - taken, min: minStake });

    const open = unbondings.listBy(ctx, "byProvider", address).length;
    ensure(open < maxUnbonding, E.TooManyUnbondings, { max: maxUnbonding });

    const maturesAt = unbond(ctx, address, taken);
    providers.set(ctx, address, { ...provider, stake: sub(provider.stake, taken) });
    return { maturesAt };
  },

  Pause(ctx, { provider: address }) {
    const provider = staying(ctx, address);
    const may = provider.status === ACTIVE || provider.status === OFFLINE;
    ensure(may, E.WrongStatus, { status: provider.status });

    // [P4] PAUSED takes nothing new and keeps what runs
    setStatus(ctx, provider, PAUSED);
    return {};
  },

  Resume(ctx, { provider: address }) {
    const provider = staying(ctx, address);
    ensure(provider.status === PAUSED, E.WrongStatus, { status: provider.status });

    setStatus(ctx, { ...provider, lastHeartbeat: ctx.now }, ACTIVE);
    return {};
  },

  Leave(ctx, { provider: address }) {
    const provider = staying(ctx, address);
    // [P2] leaving is refused while slots are live
    ensure(provider.liveSlots === 0, E.LiveSlots, { live: provider.liveSlots });

    // At most params.max_offers rounds.
    for (const offer of offers.listBy(ctx, "byProvider", address)) if (!offer.closed) closeOffer(ctx, offer, "leaving");
    // [P2] the whole stake, locked bonds included, moves into unbonding
    const maturesAt = unbond(ctx, address, provider.stake);
    setStatus(ctx, { ...provider, stake: amount(0n) }, LEAVING);
    return { maturesAt };
  },

  Heartbeat(ctx, { provider: address }) {
    const provider = { ...staying(ctx, address), lastHeartbeat: ctx.now };
    // [P5] the next heartbeat restores the offers
    if (provider.status === OFFLINE) setStatus(ctx, provider, ACTIVE);
    else providers.set(ctx, address, provider);
    return {};
  },

  CreateOffer(ctx, { provider: address, terms, expiryMs }) {
    const provider = staying(ctx, address);
    checkTerms(ctx, terms, expiryMs);
    const { maxOffers } = params.get(ctx);
    ensure(offers.listBy(ctx, "byProvider", address).length < maxOffers, E.TooManyOffers, { max: maxOffers });

    const id = offerIds.next(ctx);
    const { tx } = ctx;
    // Ties are broken by what a transaction carries; what governance carries out is none.
    ensure(tx !== undefined, Sdk.InvalidRequest, "an offer arrives in a transaction");
    const offer: Offer = {
      id,
      provider: address,
      terms,
      usedUnits: 0,
      expiresAt: expiryMs === 0n ? 0n : ctx.now + expiryMs,
      // [G10] ties are broken by what the transaction carries
      tieKey: tieKey(EMPTY, tx.hash, tx.message),
      listed: provider.status === ACTIVE,
      closed: false,
    };
    offers.set(ctx, id, offer);
    if (offer.listed) offersChanged.tell(ctx, [offer]);
    emit(ctx, EventOfferCreated, { offerId: id, provider: address, class: terms.class });
    return { offerId: id };
  },

  UpdateOffer(ctx, { provider: address, offerId, terms, expiryMs }) {
    staying(ctx, address);
    const offer = ownOffer(ctx, address, offerId);
    ensure(terms.class === offer.terms.class, E.ClassFixed, { class: offer.terms.class });
    checkTerms(ctx, terms, expiryMs);
    // [P3] units of live slots ≤ offered units, always
    ensure(terms.units >= offer.usedUnits, E.UnitsInUse, { units: terms.units, used: offer.usedUnits });

    const expiresAt = expiryMs === 0n ? 0n : ctx.now + expiryMs;
    const updated = { ...offer, terms, expiresAt };
    offers.set(ctx, offerId, updated);
    if (updated.listed) offersChanged.tell(ctx, [updated]);
    emit(ctx, EventOfferUpdated, { offerId, provider: address });
    return {};
  },

  CloseOffer(ctx, { provider: address, offerId }) {
    closeOffer(ctx, ownOffer(ctx, address, offerId), "closed");
    return {};
  },

  UpdateParams(ctx, { authority, params: next }) {
    ensureGovernance(ctx, authority, E.NotAuthority);
    const fault = paramsFault(next);
    ensure(fault === undefined, E.InvalidParams, fault);
    const evidence = evidenceMs.ask(ctx);
    ensure(
      next.unbondingMs > evidence,
      E.InvalidParams,
      `unbonding_ms is not above the evidence period of ${evidence} ms`,
    );

    params.set(ctx, next);
    paramsChanged.tell(ctx);
    return {};
  },
};

/** A provider that exists and is not leaving. */
function staying(ctx: Ctx, address: Address): Provider {
  const provider = providers.get(ctx, address) ?? fail(E.ProviderNotFound, { provider: address });
  ensure(provider.status !== LEAVING, E.ProviderLeaving, { provider: address });
  return provider;
}

function ownOffer(ctx: Ctx, address: Address, id: bigint): Offer {
  const offer = offers.get(ctx, id) ?? fail(E.OfferNotFound, { id });
  ensure(offer.provider === address, E.NotOfferOwner, { id });
  ensure(!offer.closed, E.OfferClosed, { id });
  return offer;
}

/** [O1] unknown or duplicate things are refused with their own code. */
function checkProfile(ctx: Ctx, profile: Profile): void {
  const fault = profileFault(profile, params.get(ctx));
  ensure(fault === undefined, E.InvalidProfile, fault);
  // [G6] a module's account holds what its own records say: nothing is paid out to one
  const paysModule = profile.payoutAddress !== "" && isBlocked(ctx, profile.payoutAddress);
  ensure(!paysModule, E.InvalidProfile, "payout_address is a module's account");
  const keys = profile.attributes.map(({ key }) => key);
  const twice = duplicateIn(keys, profile.isolation, profile.endpoints);
  ensure(twice === undefined, E.DuplicateName, twice);
  const audited = profile.attributes.find(({ auditor }) => auditor !== "");
  ensure(audited === undefined, E.UnknownAuditor, audited?.auditor);
}

function checkTerms(ctx: Ctx, terms: OfferTerms, expiryMs: bigint): void {
  const found = resourceClass.ask(ctx, terms.class) ?? fail(E.UnknownClass, { class: terms.class });
  const fault = termsFault(terms);
  ensure(fault === undefined, E.InvalidTerms, fault);
  const twice = duplicateIn(terms.runtimes, terms.policies, terms.allow, terms.deny);
  ensure(twice === undefined, E.DuplicateName, twice);
  ensure(!belowFloor(terms, found), E.BelowPriceFloor, { price: terms.unitPrice, floor: found.priceFloor });
  ensure(!expiryFault(expiryMs), E.InvalidExpiry, { expiryMs });
}

/** Starts unbonding; returns when it matures. */
function unbond(ctx: Ctx, provider: Address, taken: Amount): bigint {
  const id = unbondingIds.next(ctx);
  const maturesAt = ctx.now + params.get(ctx).unbondingMs;
  unbondings.set(ctx, id, { id, provider, amount: taken, maturesAt });
  emit(ctx, EventUnbondingStarted, { provider, amount: taken, maturesAt });
  return maturesAt;
}
