import { type Amount, amount } from "@dcm/proto";
import { assert } from "./invariant.js";

/** The largest amount: cosmos.Int has 256 bits. */
export const AMOUNT_MAX = (1n << 256n) - 1n;

/**
 * Adds two amounts.
 *
 * @param a  0 … 2^256−1, in units of some denomination
 * @param b  the same
 * @returns a + b
 * @throws InvariantError  the sum exceeds 2^256−1: supply is checked where coins are made, so no sum of balances can
 */
export function add(a: Amount, b: Amount): Amount {
  return checked(a + b);
}

/**
 * Subtracts `b` from `a`.
 *
 * @param a  0 … 2^256−1
 * @param b  0 … a
 * @returns a − b
 * @throws InvariantError  b > a; the caller compares first and refuses with an error of its own
 */
export function sub(a: Amount, b: Amount): Amount {
  return checked(a - b);
}

/**
 * The sum of amounts.
 *
 * @param amounts  any number of them, each 0 … 2^256−1
 * @returns their sum, 0 of none
 * @throws InvariantError  the sum exceeds 2^256−1
 */
export function total(amounts: Iterable<Amount>): Amount {
  let sum = 0n;
  for (const each of amounts) sum += each;
  return checked(sum);
}

/**
 * value × numerator ÷ denominator, rounded down; the product has no bound.
 *
 * @param value        0 or more
 * @param numerator    0 or more
 * @param denominator  1 or more
 * @returns the quotient; its remainder stays with the payer
 * @throws InvariantError  a negative factor, a denominator below 1, or a result above 2^256−1
 */
export function mulDivFloor(value: bigint, numerator: bigint, denominator: bigint): Amount {
  return checked(product(value, numerator, denominator) / denominator);
}

/**
 * value × numerator ÷ denominator, rounded up; the product has no bound.
 *
 * @param value        0 or more
 * @param numerator    0 or more
 * @param denominator  1 or more
 * @returns the quotient, one more where there is a remainder: the payee gains it
 * @throws InvariantError  a negative factor, a denominator below 1, or a result above 2^256−1
 */
export function mulDivCeil(value: bigint, numerator: bigint, denominator: bigint): Amount {
  return checked((product(value, numerator, denominator) + denominator - 1n) / denominator);
}

/** The smaller of two amounts. */
export function smaller(a: Amount, b: Amount): Amount {
  return a < b ? a : b;
}

/** The larger of two amounts. */
export function larger(a: Amount, b: Amount): Amount {
  return a > b ? a : b;
}

function product(value: bigint, numerator: bigint, denominator: bigint): bigint {
  if (value < 0n || numerator < 0n) assert(false, `negative factor: ${value} * ${numerator}`);
  if (denominator <= 0n) assert(false, `denominator ${denominator} is below 1`);
  return value * numerator;
}

function checked(value: bigint): Amount {
  if (value < 0n || value > AMOUNT_MAX) assert(false, `amount ${value} is out of range`);
  return amount(value);
}
