import { type Amount, amount, type Dec } from "@dcm/proto";
import { assert } from "./invariant.js";

/** One, in atomics: a Dec counts 10^-18. */
export const DEC_ONE = 1_000_000_000_000_000_000n as Dec;
export const DEC_ZERO = 0n as Dec;

const HALF = DEC_ONE / 2n;
const LIMIT = 1n << 315n;

/**
 * A whole number as a Dec.
 *
 * @param whole  |whole| < 2^255
 * @throws InvariantError  the result has 315 bits or more
 */
export function decOf(whole: bigint): Dec {
  return checked(whole * DEC_ONE);
}

/**
 * a × b, rounded half to even.
 *
 * @param a  in atomics of 10^-18, |a| < 2^315
 * @param b  the same
 * @throws InvariantError  the result has 315 bits or more
 * @see cosmossdk.io/math v1.5.3, legacy_dec.go, Mul
 */
export function decMul(a: Dec, b: Dec): Dec {
  return checked(halfEven(a * b));
}

/**
 * a × b, rounded towards zero.
 *
 * @throws InvariantError  the result has 315 bits or more
 * @see cosmossdk.io/math v1.5.3, legacy_dec.go, MulTruncate
 */
export function decMulTruncate(a: Dec, b: Dec): Dec {
  return checked((a * b) / DEC_ONE);
}

/**
 * a × a whole number, exact.
 *
 * @throws InvariantError  the result has 315 bits or more
 * @see cosmossdk.io/math v1.5.3, legacy_dec.go, MulInt
 */
export function decMulInt(a: Dec, whole: bigint): Dec {
  return checked(a * whole);
}

/**
 * a ÷ b, rounded half to even after 36 places.
 *
 * @param b  not zero
 * @throws InvariantError  b is zero, or the result has 315 bits or more
 * @see cosmossdk.io/math v1.5.3, legacy_dec.go, Quo
 */
export function decQuo(a: Dec, b: Dec): Dec {
  return checked(halfEven(quotient(a * DEC_ONE * DEC_ONE, b)));
}

/**
 * a ÷ b, rounded towards zero.
 *
 * @param b  not zero
 * @throws InvariantError  b is zero, or the result has 315 bits or more
 * @see cosmossdk.io/math v1.5.3, legacy_dec.go, QuoTruncate
 */
export function decQuoTruncate(a: Dec, b: Dec): Dec {
  return checked(quotient(a * DEC_ONE, b));
}

/**
 * a ÷ b, rounded up.
 *
 * @param a  0 or more; the SDK's signs of negative quotients are not wanted anywhere
 * @param b  above 0
 * @throws InvariantError  a negative number, b is zero, or the result has 315 bits or more
 * @see cosmossdk.io/math v1.5.3, legacy_dec.go, QuoRoundUp
 */
export function decQuoRoundUp(a: Dec, b: Dec): Dec {
  assert(a >= 0n && b > 0n, "only positive quotients are rounded up");
  return checked((a * DEC_ONE + b - 1n) / b);
}

/**
 * a ÷ a whole number, rounded towards zero.
 *
 * @param whole  not zero
 * @throws InvariantError  whole is zero
 * @see cosmossdk.io/math v1.5.3, legacy_dec.go, QuoInt
 */
export function decQuoInt(a: Dec, whole: bigint): Dec {
  return checked(quotient(a, whole));
}

/**
 * The whole part: what can be paid out, the rest staying where it was.
 *
 * @param a  0 or more
 * @throws InvariantError  a is negative, or its whole part is above 2^256−1
 * @see cosmossdk.io/math v1.5.3, legacy_dec.go, TruncateInt
 */
export function decFloor(a: Dec): Amount {
  assert(a >= 0n, "an amount is not negative");
  return amount(a / DEC_ONE);
}

/**
 * The nearest whole number, a half to the even one.
 *
 * @see cosmossdk.io/math v1.5.3, legacy_dec.go, RoundInt
 */
export function decRound(a: Dec): bigint {
  return halfEven(a);
}

/** The smaller of two. */
export function decMin(a: Dec, b: Dec): Dec {
  return a < b ? a : b;
}

/** Atomics of 10^-36 as those of 10^-18; a half goes to the even neighbour. */
function halfEven(value: bigint): bigint {
  if (value < 0n) return -halfEven(-value);
  const whole = value / DEC_ONE;
  const rest = value % DEC_ONE;
  if (rest !== HALF) return rest < HALF ? whole : whole + 1n;
  return whole % 2n === 0n ? whole : whole + 1n;
}

function quotient(numerator: bigint, denominator: bigint): bigint {
  assert(denominator !== 0n, "nothing is divided by zero");
  return numerator / denominator;
}

function checked(value: bigint): Dec {
  assert(value > -LIMIT && value < LIMIT, "a decimal has less than 315 bits");
  return value as Dec;
}
