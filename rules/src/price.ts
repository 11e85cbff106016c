import type { Amount } from "@dcm/proto";
import { Meter } from "@dcm/proto/gen/dcm/market/v1";
import { assert } from "./invariant.js";
import { add, larger, mulDivCeil, mulDivFloor, smaller, sub } from "./math.js";

// [G9] prices are integers in 10⁻⁶ of the base unit per meter unit.

/** Parts of the base unit in which prices are stated. */
export const PRICE_SCALE = 1_000_000n;
const FUEL_PER_UNIT = 1_000_000_000n;
const MS_PER_SECOND = 1_000n;
const PS_PER_MS = 1_000_000_000n;

/** How a job is metered: what its price is per, how much it may use, and the floor beneath its price. */
export interface Metering {
  readonly meter: Meter;
  /** Max metered use in fuel or ms, 1 or more; 1 for FIXED. */
  readonly maxUse: bigint;
  readonly maxWallTimeMs: bigint;
  /** Floor per second of wall time, in 10⁻⁶ of the base unit ([W6]). */
  readonly wallSecondFloor: Amount;
  /** Least max charge of any job, base unit ([G8]). */
  readonly minCharge: Amount;
}

/** What a provider asks or a slot is filled at. */
export interface Price {
  /** Base unit, once per slot. */
  readonly startFee: Amount;
  /** 10⁻⁶ of the base unit per meter unit. */
  readonly unitPrice: Amount;
}

/**
 * What a unit price is divided by when it is multiplied with exact use.
 *
 * @param meter  GIGAFUEL counts single fuel, UNIT_SECOND ms, FIXED one
 * @returns 10⁻⁶ base units × uses per meter unit
 */
export function priceScale(meter: Meter): bigint {
  if (meter === Meter.GIGAFUEL) return PRICE_SCALE * FUEL_PER_UNIT;
  return meter === Meter.UNIT_SECOND ? PRICE_SCALE * MS_PER_SECOND : PRICE_SCALE;
}

/**
 * The total that an offer asks for one slot at max metered use: the price in the sense of [M2], in limits, ranks, fills
 * and escrow.
 *
 * @param price  the offer's
 * @param of     the order's metering
 * @returns base units, at least the min charge, rounded up
 * @see PROTOCOL.md [M2], [G8], [W6]
 */
export function askTotal(price: Price, of: Metering): Amount {
  // [G9] reservations round up
  const metered = mulDivCeil(price.unitPrice, of.maxUse, priceScale(of.meter));
  // [W6] the floor per wall second beside the price per gigafuel: the larger counts
  return larger(add(price.startFee, larger(metered, wallFloor(of))), of.minCharge);
}

/** The least that any slot of such an order may cost, base unit: the wall-time floor, and the min charge. */
export function floorTotal(of: Metering): Amount {
  return larger(wallFloor(of), of.minCharge);
}

/**
 * The price at which a slot is filled so that it costs `total` at max metered use.
 *
 * @param ask    the provider's own price; its total is at most `total`
 * @param total  of the dearest member of the pool, base unit
 * @param of     the order's metering
 * @returns the provider's own start fee and the unit price that gives `total`, rounded down: never above it
 * @throws InvariantError  the provider asks more than `total`
 * @see PROTOCOL.md [M4]
 */
export function fillPrice(ask: Price, total: Amount, of: Metering): Price {
  assert(askTotal(ask, of) <= total, `an ask above the fill of ${total}`);
  // [M4] its own start fee and the unit price (rounded down) that gives this total
  const unitPrice = mulDivFloor(sub(total, ask.startFee), priceScale(of.meter), of.maxUse);
  return { startFee: ask.startFee, unitPrice };
}

/**
 * What a slot costs for what it used.
 *
 * @param price   the slot's
 * @param used    fuel or ms; above max use counts as max use
 * @param of      the job's metering
 * @param most    the slot's max charge F, base unit
 * @returns base units, 0 … F
 * @see PROTOCOL.md [G9]
 */
export function chargeFor(price: Price, used: bigint, of: Pick<Metering, "meter" | "maxUse">, most: Amount): Amount {
  const use = used < of.maxUse ? used : of.maxUse;
  // [G9] start fee + floor(price × use / scale), rounded once per slot, the remainder with the buyer
  return smaller(add(price.startFee, mulDivFloor(price.unitPrice, use, priceScale(of.meter))), most);
}

/**
 * The least wall time that a fuel limit needs.
 *
 * @param fuel       single fuel
 * @param psPerFuel  picoseconds per fuel of the slowest ordinary program
 * @returns ms, rounded up
 * @see PROTOCOL.md §11, wall time
 */
export function wallTimeNeeded(fuel: bigint, psPerFuel: bigint): bigint {
  return mulDivCeil(fuel, psPerFuel, PS_PER_MS);
}

function wallFloor(of: Metering): Amount {
  return mulDivCeil(of.wallSecondFloor, of.maxWallTimeMs, PRICE_SCALE * MS_PER_SECOND);
}
