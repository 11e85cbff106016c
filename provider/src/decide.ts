import type { Client } from "@dcm/client";
import type { Amount } from "@dcm/proto";
import { Query as JobQuery } from "@dcm/proto/gen/dcm/job/v1";
import { Query as MarketQuery, type Order, OrderState, type ResourceClass } from "@dcm/proto/gen/dcm/market/v1";
import type { Offer, Provider } from "@dcm/proto/gen/dcm/provider/v1";
import { type Ask, askTotal, constraintsOf, type Demand, priceOf } from "@dcm/rules";
import { SITES } from "./home.js";

/** Words for the constraints that come before the order's own, in the order of `constraintsOf`. */
const SUPPLY = [
  "class",
  "not-active",
  "capacity",
  "stake",
  "seat-before",
  "runtime",
  "policy",
  "bond",
  "duration",
  "buyer",
] as const;

/** The chain's parameters that an order's demand depends on. */
export interface Rules {
  readonly class: ResourceClass;
  readonly bondMultiple: number;
  readonly minCharge: Amount;
}

/** What the provider has, as the chain sees it. */
export interface Supply {
  readonly provider: Provider;
  readonly offer: Offer;
  readonly freeStake: Amount;
  /** Market time, ms. */
  readonly now: bigint;
}

/** Reads the parameters for one class. */
export async function readRules(client: Client, classId: string): Promise<Rules> {
  const [{ class: of }, { params: job }, { params: market }] = await Promise.all([
    client.query(MarketQuery).Class({ id: classId }),
    client.query(JobQuery).Params(),
    client.query(MarketQuery).Params(),
  ]);
  return { class: of, bondMultiple: job.bondMultiple, minCharge: market.minCharge };
}

/** The provider's ask, as the chain matches it. */
export function askOf({ provider, offer, freeStake, now }: Supply): Ask {
  const { profile } = provider;
  const owner = profile.owner === "" ? provider.address : profile.owner;
  return {
    offerId: offer.id,
    operator: provider.address,
    owner,
    terms: offer.terms,
    tieKey: offer.tieKey,
    live: offer.listed && (offer.expiresAt === 0n || offer.expiresAt > now),
    freeUnits: Math.max(0, offer.terms.units - offer.usedUnits),
    freeStake,
    facts: {
      class: offer.terms.class,
      jurisdiction: profile.jurisdiction,
      evidence: provider.jurisdictionEvidence,
      site: SITES[profile.siteKind - 1]?.toUpperCase() ?? "",
      isolation: profile.isolation,
      provider: provider.address,
      owner,
      attributes: profile.attributes,
    },
  };
}

/**
 * Says whether the provider's offer could take an order that is on the book, with the evaluator that matches.
 *
 * @returns `waiting`, or `skip:<constraint>` with the first constraint that fails, in words
 */
export function judge(order: Order, ask: Ask, rules: Rules): { readonly decision: string; readonly reason: string } {
  const demand = demandOf(order, rules);
  const total = askTotal(priceOf(ask), demand);
  const constraints = constraintsOf(demand);
  const failed = constraints.findIndex((constraint) => !constraint.passes(ask, total));
  const constraint = constraints[failed];
  if (!constraint) return { decision: "waiting", reason: `asks ${total}, limit ${order.bookLimit}` };
  const word = SUPPLY[failed] ?? (failed === constraints.length - 1 ? "price" : "constraint");
  const nearest = constraint.nearest(ask, total);
  return { decision: `skip:${word}`, reason: `wants ${constraint.text()}; would take it ${nearest}` };
}

function demandOf(order: Order, { class: of, bondMultiple, minCharge }: Rules): Demand {
  return {
    owner: order.owner,
    class: order.terms.class,
    units: order.terms.units,
    seats: order.state === OrderState.OPEN ? order.terms.slots : order.openSeats,
    limit: order.bookLimit,
    constraints: order.terms.constraints,
    policies: order.terms.policy.map((policy) => (policy.approve !== undefined ? "approve" : "redundant")),
    runtime: order.runtime,
    bondMultiple,
    excluded: order.excluded,
    meter: of.meter,
    maxUse: order.maxUse,
    maxWallTimeMs: order.maxWallTimeMs,
    wallSecondFloor: of.wallSecondFloor,
    minCharge,
  };
}
