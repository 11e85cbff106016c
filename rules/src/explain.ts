import type { Amount } from "@dcm/proto";
import { amount } from "@dcm/proto";
import type { ConstraintCount, Explanation } from "@dcm/proto/gen/dcm/market/v1";
import { type Ask, type Constraint, constraintsOf, type Demand, match, priceOf } from "./matching.js";
import { askTotal } from "./price.js";

/** How an order stands against a book: what explain and quote answer from. */
export interface Standing {
  readonly explanation: Explanation;
  /** Totals of the asks that meet everything but price, rising, base unit. */
  readonly asks: readonly Amount[];
  /** What every slot would be filled at now, base unit; 0 when not every seat can be filled. */
  readonly fillPrice: Amount;
}

/** One ask, with the constraints it fails by their index. */
interface Tested {
  readonly ask: Ask;
  readonly total: Amount;
  readonly failed: readonly number[];
}

/**
 * Says how an order stands against a book, with the evaluator that matches.
 *
 * @param demand     an order, placed or not
 * @param book       asks of its class, by rising unit price
 * @param seed       32 bytes; only breaks ties
 * @param truncated  the book was longer than what is given
 * @returns counts per constraint, and what would help; equal to testing every ask by hand
 * @see PROTOCOL.md [O3], EXPERIENCE.md §1.1.1
 */
export function standing(demand: Demand, book: readonly Ask[], seed: Uint8Array, truncated: boolean): Standing {
  const constraints = constraintsOf(demand);
  const tested = book.map((ask) => test(demand, constraints, ask));
  const priceIndex = constraints.length - 1;
  const otherwise = tested.filter(({ failed }) => failed.every((index) => index === priceIndex));
  const asks = otherwise.map(({ total }) => total).sort(compareAmounts);
  const eligible = tested.filter(({ failed }) => failed.length === 0).map(({ ask }) => ask);
  const filled = match(demand, book, seed);
  return {
    explanation: {
      offers: book.length,
      eligible: eligible.length,
      // [M2] never two slots with the same operator or declared owner; an operator declares one owner
      fillableSeats: new Set(eligible.map(({ owner }) => owner)).size,
      constraints: constraints.map((constraint, index) => count(constraint, index, tested)),
      cheapestOtherwise: asks[0]?.toString() ?? "",
      truncated,
      relaxation: cheapestRelaxation(constraints, tested),
    },
    asks,
    fillPrice: filled.fills.length === 0 ? amount(0n) : filled.total,
  };
}

/**
 * The nearest-rank percentile of rising amounts.
 *
 * @param rising   base units
 * @param percent  1 … 100
 * @returns 0 of none
 */
export function percentile(rising: readonly Amount[], percent: bigint): Amount {
  const rank = (BigInt(rising.length) * percent + 99n) / 100n;
  return rising[Number(rank === 0n ? 0n : rank - 1n)] ?? amount(0n);
}

function test(demand: Demand, constraints: readonly Constraint[], ask: Ask): Tested {
  const total = askTotal(priceOf(ask), demand);
  const failed = constraints.flatMap((constraint, index) => (constraint.passes(ask, total) ? [] : [index]));
  return { ask, total, failed };
}

function count(constraint: Constraint, index: number, tested: readonly Tested[]): ConstraintCount {
  const gained = gainedWithout(index, tested);
  const cheapest = gained[0];
  return {
    constraint: constraint.text(),
    passing: tested.filter(({ failed }) => !failed.includes(index)).length,
    gainedWithout: gained.length,
    nearest: cheapest === undefined ? "" : constraint.nearest(cheapest.ask, cheapest.total),
  };
}

/** The asks that fail this constraint alone, cheapest first. */
function gainedWithout(index: number, tested: readonly Tested[]): readonly Tested[] {
  const only = tested.filter(({ failed }) => failed.length === 1 && failed[0] === index);
  return only.sort((a, b) => compareAmounts(a.total, b.total));
}

function cheapestRelaxation(constraints: readonly Constraint[], tested: readonly Tested[]): string {
  const single = tested.filter(({ failed }) => failed.length === 1);
  const cheapest = single.sort(
    (a, b) => compareAmounts(a.total, b.total) || (a.failed[0] ?? 0) - (b.failed[0] ?? 0),
  )[0];
  if (cheapest === undefined) return "";
  return constraints[cheapest.failed[0] ?? 0]?.nearest(cheapest.ask, cheapest.total) ?? "";
}

function compareAmounts(a: Amount, b: Amount): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
