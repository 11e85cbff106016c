import type * as msg from "@dcm/proto/gen/dcm/provider/v1";
import {
  EvidenceLevel,
  Offer as OfferRecord,
  Provider as ProviderRecord,
  ProviderStatus,
} from "@dcm/proto/gen/dcm/provider/v1";
import { tieKeyOf } from "./market.js";
import { least, most } from "./rules.js";
import {
  burn,
  type Env,
  GOV,
  isOver,
  type Job,
  must,
  type Offer,
  type Provider,
  pay,
  refuse,
  type Slot,
  STAKES,
  sane,
  sum,
  type World,
} from "./world.js";

const { ACTIVE, PAUSED, OFFLINE, LEAVING } = ProviderStatus;

export const providerMsgs = {
  Register(w: World, { provider: address, stake, profile }: msg.MsgRegister, env: Env) {
    must(!w.providers.has(address), "provider.ProviderExists");
    // [P1] registering locks at least min_stake
    must(stake >= w.params.provider.minStake, "provider.StakeTooSmall");
    sane(env);
    pay(w, address, STAKES, stake);
    const told = { address, profile, stake, lastHeartbeat: w.now, registeredHeight: w.height };
    const record = ProviderRecord.fromPartial({ ...told, status: ACTIVE, jurisdictionEvidence: EvidenceLevel.CLAIMED });
    w.providers.set(address, { ...record, bonds: [], unbonding: [] });
    return {};
  },
  Update(w: World, { provider, profile }: msg.MsgUpdate, env: Env) {
    const found = staying(w, provider);
    sane(env);
    found.profile = profile;
    return {};
  },
  AddStake(w: World, { provider, amount }: msg.MsgAddStake) {
    const found = staying(w, provider);
    must(amount > 0n, "provider.InvalidAmount");
    pay(w, provider, STAKES, amount);
    found.stake += amount;
    return {};
  },
  ReduceStake(w: World, { provider, amount }: msg.MsgReduceStake) {
    const found = staying(w, provider);
    must(amount > 0n, "provider.InvalidAmount");
    // [P1] only free stake can be reduced
    must(amount <= freeStake(w, found), "provider.StakeNotFree");
    must(found.stake - amount >= w.params.provider.minStake, "provider.StakeTooSmall");
    must(found.unbonding.length < w.params.provider.maxUnbonding, "provider.TooManyUnbondings");
    return unbond(w, found, amount);
  },
  Pause(w: World, { provider }: msg.MsgPause) {
    const found = staying(w, provider);
    must(found.status === ACTIVE || found.status === OFFLINE, "provider.WrongStatus");
    // [P4] PAUSED takes nothing new and keeps what runs
    found.status = PAUSED;
    return {};
  },
  Resume(w: World, { provider }: msg.MsgResume) {
    const found = staying(w, provider);
    must(found.status === PAUSED, "provider.WrongStatus");
    found.status = ACTIVE;
    found.lastHeartbeat = w.now;
    return {};
  },
  Leave(w: World, { provider }: msg.MsgLeave) {
    const found = staying(w, provider);
    // [P2] leaving is refused while slots are live, and moves the whole stake into unbonding
    must(!liveSlots(w).some((slot) => slot.provider === provider), "provider.LiveSlots");
    for (const { id } of offersOf(w, provider)) w.offers.delete(id);
    found.status = LEAVING;
    return unbond(w, found, found.stake);
  },
  Heartbeat(w: World, { provider }: msg.MsgHeartbeat) {
    const found = staying(w, provider);
    found.lastHeartbeat = w.now;
    if (found.status === OFFLINE) w.reached.add("a provider came back from OFFLINE");
    // [P5] the next heartbeat restores them
    if (found.status === OFFLINE) found.status = ACTIVE;
    return {};
  },
  CreateOffer(w: World, { provider, terms, expiryMs }: msg.MsgCreateOffer, env: Env) {
    staying(w, provider);
    sane(env);
    must(offersOf(w, provider).length < w.params.provider.maxOffers, "provider.TooManyOffers");
    // Ties hang on a transaction, which governance has none of.
    must(env.hash.length > 0, "sdk.InvalidRequest");
    const id = w.nextOffer++;
    const expiresAt = expiryMs === 0n ? 0n : w.now + expiryMs;
    w.offers.set(id, OfferRecord.fromPartial({ id, provider, terms, expiresAt, tieKey: tieKeyOf(env) }));
    return { offerId: id };
  },
  UpdateOffer(w: World, { provider, offerId, terms, expiryMs }: msg.MsgUpdateOffer, env: Env) {
    staying(w, provider);
    const offer = ownOffer(w, provider, offerId);
    must(terms.class === offer.terms.class, "provider.ClassFixed");
    sane(env);
    const used = usedUnits(w, offerId);
    // [P3] Σ units of live slots ≤ offered units, always
    must(terms.units >= used, "provider.UnitsInUse");
    if (used > 0) w.reached.add("an offer changed while it was matched");
    offer.terms = terms;
    offer.expiresAt = expiryMs === 0n ? 0n : w.now + expiryMs;
    return {};
  },
  CloseOffer(w: World, { provider, offerId }: msg.MsgCloseOffer) {
    closeOffer(w, ownOffer(w, provider, offerId));
    return {};
  },
  UpdateParams(w: World, { authority, params }: msg.MsgUpdateParams, env: Env) {
    must(authority === GOV, "provider.NotAuthority");
    sane(env);
    // §11 unbonding > evidence
    must(params.unbondingMs > w.params.job.evidenceMs, "provider.InvalidParams");
    w.params.provider = params;
    w.reached.add("governance set parameters of provider");
    return {};
  },
};

/** Offers whose time is over leave the book before it is matched. */
export function beginProviders(w: World): void {
  for (const offer of w.offers.values())
    if (!offer.closed && offer.expiresAt !== 0n && offer.expiresAt <= w.now) {
      closeOffer(w, offer);
      w.reached.add("an offer expired");
    }
}

export function endProviders(w: World): void {
  for (const provider of w.providers.values()) {
    // [P5] no heartbeat within heartbeat_timeout → OFFLINE
    const isSilent = provider.lastHeartbeat + w.params.provider.heartbeatTimeoutMs <= w.now;
    if (provider.status === ACTIVE && isSilent) {
      provider.status = OFFLINE;
      w.reached.add("a provider fell silent");
    }
    // [J7] after that it is free stake again
    provider.bonds = provider.bonds.filter(({ until, opened }) => !isOver(w, until, opened));
    for (const { amount, maturesAt } of provider.unbonding)
      if (maturesAt <= w.now) pay(w, STAKES, provider.address, amount);
    provider.unbonding = provider.unbonding.filter(({ maturesAt }) => maturesAt > w.now);
    const isGone = provider.status === LEAVING && provider.bonds.length + provider.unbonding.length === 0;
    if (isGone) w.providers.delete(provider.address);
    if (isGone) w.reached.add("a provider left for good");
  }
}

/** [P1] free stake = stake − audit reserve − bonds */
export function freeStake({ params, rules }: World, { stake, bonds }: Provider): bigint {
  const reserve = rules.auditReserve(stake, BigInt(params.provider.auditReserveDivisor));
  return most(0n, stake - reserve - sum(bonds.map(({ amount }) => amount)));
}

/** Burns of a seat's bond, as far as it reaches. */
export function burnBond(w: World, job: Job, slot: Slot, wanted: bigint): void {
  const { provider, bond } = bondOf(w, job, slot);
  const burnt = least(wanted, bond?.amount ?? 0n);
  if (bond !== undefined) bond.amount -= burnt;
  provider.stake -= burnt;
  slot.penalty += burnt;
  burn(w, STAKES, burnt);
}

export function freeBond(w: World, job: Job, slot: Slot): void {
  const { provider, bond } = bondOf(w, job, slot);
  provider.bonds = provider.bonds.filter((each) => each !== bond);
}

/** [J7] the bond stays locked for bond_lock */
export function lockBond(w: World, job: Job, slot: Slot): void {
  Object.assign(bondOf(w, job, slot).bond ?? {}, { until: w.now + job.terms.bondLockMs, opened: w.height });
}

/** A closed offer goes with its last live seat. */
export function dropClosedOffers(w: World): void {
  for (const { id, closed } of w.offers.values())
    if (closed && usedUnits(w, id) === 0) {
      w.offers.delete(id);
      w.reached.add("a closed offer went with its last seat");
    }
}

/** Live seats use one unit each ([P3]). */
export function usedUnits(w: World, offerId: bigint): number {
  return liveSlots(w).filter((slot) => slot.offerId === offerId).length;
}

export function liveSlots(w: World): readonly Slot[] {
  return [...w.jobs.values()].flatMap(({ slots }) => slots.filter(isLive));
}

/** DRAWN, ACCEPTED, COMMITTED and REVEALED. */
export function isLive({ state }: Slot): boolean {
  return state <= 4;
}

export function offersOf(w: World, provider: string): readonly Offer[] {
  return [...w.offers.values()].filter((offer) => offer.provider === provider);
}

function bondOf(w: World, { id }: Job, { provider, index }: Slot) {
  const found = w.providers.get(provider) as Provider;
  return { provider: found, bond: found.bonds.find(({ jobId, slot }) => jobId === id && slot === index) };
}

function closeOffer(w: World, offer: Offer): void {
  if (usedUnits(w, offer.id) === 0) w.offers.delete(offer.id);
  else offer.closed = true;
}

/** A provider that exists and is not leaving. */
function staying(w: World, address: string): Provider {
  const found = w.providers.get(address) ?? refuse("provider.ProviderNotFound");
  must(found.status !== LEAVING, "provider.ProviderLeaving");
  return found;
}

function ownOffer(w: World, provider: string, id: bigint): Offer {
  const offer = w.offers.get(id) ?? refuse("provider.OfferNotFound");
  must(offer.provider === provider, "provider.NotOfferOwner");
  must(!offer.closed, "provider.OfferClosed");
  return offer;
}

function unbond(w: World, provider: Provider, amount: bigint): { maturesAt: bigint } {
  const maturesAt = w.now + w.params.provider.unbondingMs;
  provider.stake -= amount;
  provider.unbonding.push({ amount, maturesAt });
  return { maturesAt };
}
