import type { Address, Amount } from "@dcm/proto";
import type { Predicate } from "@dcm/proto/gen/dcm/market/v1";
import type { OfferTerms } from "@dcm/proto/gen/dcm/provider/v1";
import { tie } from "./digests.js";
import { compareBytes } from "./encoding.js";
import { mulDivCeil } from "./math.js";
import { bondFor } from "./money.js";
import { conjuncts, type Facts, meets, nearestText, predicateText } from "./predicate.js";
import { askTotal, fillPrice, type Metering, type Price, priceScale } from "./price.js";

/** An order, as matching sees it. */
export interface Demand extends Metering {
  /** The buyer. */
  readonly owner: Address;
  readonly class: string;
  /** Units of the class per slot. */
  readonly units: number;
  /** Seats to fill now, 1 … 16. */
  readonly seats: number;
  /** Most that one slot may cost at max metered use, base unit. */
  readonly limit: Amount;
  readonly constraints: Predicate | undefined;
  /** Names of its policies: approve, redundant. */
  readonly policies: readonly string[];
  readonly runtime: string;
  /** D as a multiple of F. */
  readonly bondMultiple: number;
  /** Operators and owners that may not take a seat. */
  readonly excluded: readonly Address[];
}

/** An offer with what its provider has, as matching sees it. */
export interface Ask {
  readonly offerId: bigint;
  readonly operator: Address;
  /** The declared owner, else the operator. */
  readonly owner: Address;
  readonly terms: OfferTerms;
  readonly tieKey: Uint8Array;
  /** The provider takes new work and the offer is neither closed nor expired. */
  readonly live: boolean;
  readonly freeUnits: number;
  /** Base unit. */
  readonly freeStake: Amount;
  /** All but the price, which depends on the order. */
  readonly facts: Omit<Facts, "price">;
}

/** One seat filled. */
export interface Fill {
  readonly ask: Ask;
  readonly price: Price;
}

/** The outcome of a match. */
export interface Match {
  /** One fill per seat, or none when not every seat could be filled; cheapest first. */
  readonly fills: readonly Fill[];
  /** What each slot costs at max metered use, base unit: F. */
  readonly total: Amount;
  /** Asks that were tested. */
  readonly tested: number;
}

/** One thing that an ask must meet for an order. The same list matches and explains. */
export interface Constraint {
  /** In words; only explaining needs them. */
  text(): string;
  passes(ask: Ask, total: Amount): boolean;
  /** The change of this constraint alone that would let `ask` pass, in words. */
  nearest(ask: Ask, total: Amount): string;
}

/**
 * Everything that an ask must meet, the order's own constraints before the price, which comes last.
 *
 * @param demand  an order
 * @returns the constraints, in the order in which they are explained
 * @see PROTOCOL.md [M2], [O3], [G5]
 */
export function constraintsOf(demand: Demand): readonly Constraint[] {
  return [
    ...supplyConstraints(demand),
    ...termConstraints(demand),
    ...ownConstraints(demand.constraints),
    {
      text: () => `price ≤ ${demand.limit}`,
      passes: (_, total) => total <= demand.limit,
      nearest: (_, total) => `price ≤ ${total}`,
    },
  ];
}

/**
 * Matches one order against the asks of its class, for depth 1 without a stake rule: the cheapest eligible win, no two of
 * the same operator or owner, ties by hash.
 *
 * @param demand  the order
 * @param asks    by rising unit price, so that the walk can stop early; at most one walk is made
 * @param seed    of the block that matches, 32 bytes
 * @param tests   asks that may be tested
 * @returns fills for every seat or for none; `tested` equals `tests` when the budget ended first
 * @see PROTOCOL.md [M2], [M3], [M4]
 */
export function match(demand: Demand, asks: Iterable<Ask>, seed: Uint8Array, tests = Number.MAX_SAFE_INTEGER): Match {
  const constraints = constraintsOf(demand);
  const pool: Ranked[] = [];
  let tested = 0;
  for (const ask of asks) {
    if (tested >= tests) break;
    if (cannotImprove(demand, pool, ask)) break;
    tested++;
    const total = askTotal(priceOf(ask), demand);
    // [M2] eligible: everything holds, price included. [G5] nothing is dropped or relaxed.
    if (constraints.every((constraint) => constraint.passes(ask, total)))
      enter(pool, demand.seats, rank(ask, total, seed));
  }
  const dearest = pool[demand.seats - 1];
  if (dearest === undefined) return { fills: [], total: demand.limit, tested };
  // [M4] every slot gets the total of the dearest member of the pool
  const fills = pool.map(({ ask }) => ({ ask, price: fillPrice(priceOf(ask), dearest.total, demand) }));
  return { fills, total: dearest.total, tested };
}

/**
 * Whether an ask could take a seat of an order, price included.
 *
 * @param ask  undefined, an offer that is gone, never could
 * @see PROTOCOL.md [M2]
 */
export function isEligible(demand: Demand, ask: Ask | undefined): boolean {
  if (ask === undefined) return false;
  const total = askTotal(priceOf(ask), demand);
  return constraintsOf(demand).every((constraint) => constraint.passes(ask, total));
}

/** The price that an offer asks. */
export function priceOf(ask: Ask): Price {
  return { startFee: ask.terms.startFee, unitPrice: ask.terms.unitPrice };
}

interface Ranked {
  readonly ask: Ask;
  readonly total: Amount;
  readonly tie: Uint8Array;
}

function rank(ask: Ask, total: Amount, seed: Uint8Array): Ranked {
  return { ask, total, tie: tie(seed, ask.operator, ask.tieKey) };
}

/** Enters an eligible ask into a pool of at most `seats` members, cheapest first. */
function enter(pool: Ranked[], seats: number, entrant: Ranked): void {
  // [M2] at most one per operator, never two slots with the same operator or declared owner
  // An operator declares one owner, so that equal owners say both, and parties are disjoint groups.
  const rival = pool.findIndex(({ ask }) => ask.owner === entrant.ask.owner);
  const rivalRank = pool[rival];
  if (rivalRank !== undefined) {
    if (compareRanked(rivalRank, entrant) <= 0) return;
    pool.splice(rival, 1);
  }
  const at = pool.findIndex((member) => compareRanked(entrant, member) < 0);
  pool.splice(at < 0 ? pool.length : at, 0, entrant);
  if (pool.length > seats) pool.pop();
}

/** [M3] the cheapest eligible, ties by H(seed ‖ operator ‖ the offer's tie key) */
function compareRanked(a: Ranked, b: Ranked): number {
  if (a.total !== b.total) return a.total < b.total ? -1 : 1;
  return compareBytes(a.tie, b.tie);
}

/** Whether this ask and all dearer unit prices cost more than the limit, or than a pool that is already full. */
function cannotImprove(demand: Demand, pool: readonly Ranked[], ask: Ask): boolean {
  const least = mulDivCeil(ask.terms.unitPrice, demand.maxUse, priceScale(demand.meter));
  const dearest = pool[demand.seats - 1];
  return least > demand.limit || (dearest !== undefined && least > dearest.total);
}

function supplyConstraints(demand: Demand): readonly Constraint[] {
  const bond = bondFor(demand.limit, demand.bondMultiple);
  return [
    fixed(
      "class",
      () => `class = ${demand.class}`,
      (ask) => ask.terms.class === demand.class,
    ),
    fixed(
      "provider active",
      () => "provider is active",
      (ask) => ask.live,
    ),
    fixed(
      "free units",
      () => `free units ≥ ${demand.units}`,
      (ask) => ask.freeUnits >= demand.units,
    ),
    // [M2] free stake ≥ the bond at the order's limit
    fixed(
      "free stake",
      () => `free stake ≥ ${bond}`,
      (ask) => ask.freeStake >= bond,
    ),
    fixed(
      "seat not taken before",
      () => "had no seat in this order",
      (ask) => !demand.excluded.some((each) => isParty(ask, each)),
    ),
  ];
}

/** [M2] both sides' constraints: what the offer asks of the order. */
function termConstraints(demand: Demand): readonly Constraint[] {
  return [
    fixed(
      "runtime",
      () => `runtime ${demand.runtime}`,
      ({ terms }) => terms.runtimes.includes(demand.runtime),
    ),
    fixed(
      "policy",
      () => `accepts policy ${demand.policies.join(" and ")}`,
      ({ terms }) => acceptsPolicies(terms, demand),
    ),
    fixed(
      "bond",
      () => `accepts bonds of ${demand.bondMultiple} times the charge`,
      ({ terms }) => terms.maxBondMultiple >= demand.bondMultiple,
    ),
    fixed(
      "duration",
      () => `takes jobs of ${demand.maxWallTimeMs} ms`,
      ({ terms }) => terms.maxDurationMs >= demand.maxWallTimeMs,
    ),
    fixed(
      "buyer",
      () => "serves this buyer",
      ({ terms }) => servesBuyer(terms, demand.owner),
    ),
  ];
}

function acceptsPolicies(terms: OfferTerms, demand: Demand): boolean {
  return demand.policies.every(
    (policy) => terms.policies.includes(policy) && (policy !== "approve" || terms.approveOptIn),
  );
}

function servesBuyer(terms: OfferTerms, buyer: Address): boolean {
  return (terms.allow.length === 0 || terms.allow.includes(buyer)) && !terms.deny.includes(buyer);
}

function isParty(ask: Ask, who: Address): boolean {
  return ask.operator === who || ask.owner === who;
}

function ownConstraints(constraints: Predicate | undefined): readonly Constraint[] {
  const facts = factsOfLast();
  return conjuncts(constraints).map((predicate) => ({
    text: () => predicateText(predicate),
    passes: (ask, total) => meets(predicate, facts(ask, total)),
    nearest: (ask, total) => nearestText(predicate, facts(ask, total)),
  }));
}

/** An ask's facts with its price, made once for all constraints that look at it. */
function factsOfLast(): (ask: Ask, total: Amount) => Facts {
  let last: { readonly ask: Ask; readonly facts: Facts } | undefined;
  return (ask, total) => {
    if (last === undefined || last.ask !== ask || last.facts.price !== total)
      last = { ask, facts: { ...ask.facts, price: total } };
    return last.facts;
  };
}

/** A constraint that the buyer cannot trade for another value. */
function fixed(name: string, text: () => string, passes: (ask: Ask) => boolean): Constraint {
  return { text, passes, nearest: () => `without ${name}` };
}
