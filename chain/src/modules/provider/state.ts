import { amount } from "@dcm/proto";
import { Bond, Offer, Params, Provider, ProviderStatus, UnbondingEntry } from "@dcm/proto/gen/dcm/provider/v1";
import { address, by, pair, proto, schema, str, triple, u64, u64Value } from "../../kernel/index.js";

const s = schema("provider");
const DAY_MS = 86_400_000n;

/** PROTOCOL.md §11. Governance may change them; local networks state shorter times in their genesis. */
export const defaults: Params = {
  minStake: amount(500_000_000n),
  unbondingMs: 23n * DAY_MS,
  heartbeatTimeoutMs: 60_000n,
  auditReserveDivisor: 5,
  maxAttributes: 64,
  maxOffers: 32,
  maxUnbonding: 7,
};

export const params = s.item(0, "params", proto(Params), defaults);

export const providers = s.indexed(1, "providers", address, proto(Provider), {
  /** [P5] Who may fall silent, by last heartbeat. */
  beating: by(2, u64, (p: Provider) => (p.status === ProviderStatus.ACTIVE ? p.lastHeartbeat : undefined)),
});

export const offerIds = s.sequence(3, "offer_ids");
export const offers = s.indexed(4, "offers", u64, proto(Offer), {
  byProvider: by(5, address, (offer: Offer) => offer.provider),
  byClass: by(6, str, (offer: Offer) => (offer.closed ? undefined : offer.terms.class)),
  /** What matching walks: listed offers with free units, by rising unit price. */
  book: by(7, triple(str, u64, u64), (offer: Offer) =>
    offer.listed && offer.usedUnits < offer.terms.units
      ? ([offer.terms.class, offer.terms.unitPrice, offer.id] as const)
      : undefined,
  ),
  expiring: by(8, u64, (offer: Offer) => (offer.expiresAt === 0n || offer.closed ? undefined : offer.expiresAt)),
});

export const unbondingIds = s.sequence(9, "unbonding_ids");
export const unbondings = s.indexed(10, "unbondings", u64, proto(UnbondingEntry), {
  byProvider: by(11, address, (entry: UnbondingEntry) => entry.provider),
  maturing: by(12, u64, (entry: UnbondingEntry) => entry.maturesAt),
});

/** One per seat, by job and seat, while it is locked. */
export const bonds = s.indexed(13, "bonds", pair(u64, u64), proto(Bond), {
  byProvider: by(14, address, (bond: Bond) => bond.provider),
  releasing: by(15, u64, (bond: Bond) => (bond.releasedAt === 0n ? undefined : bond.releasedAt)),
});

/** Providers that got units or stake back, until their offers have woken the orders that wait for them ([M1]). */
export const freed = s.keySet(17, "freed", address);

/** Whether the last block left due work to the next one. */
export const carriedOver = s.item(16, "carried_over", u64Value, 0n);

export default s;
