import { CodecError } from "./error.js";

declare const brand: unique symbol;

/** Account address in bech32, such as dcm1…: 20 or 32 bytes behind the chain's prefix. */
export type Address = string & { readonly [brand]: "Address" };
/** Validator operator address in bech32, such as dcmvaloper1…. */
export type ValAddress = string & { readonly [brand]: "ValAddress" };
/** Address of a validator's consensus key in bech32, such as dcmvalcons1…. */
export type ConsAddress = string & { readonly [brand]: "ConsAddress" };
/** Whole amount (cosmos.Int), such as coins of the base unit: −(2^256−1) … 2^256−1 on the wire, ≥ 0 from `amount`. */
export type Amount = bigint & { readonly [brand]: "Amount" };
/** Decimal with 18 places (cosmos.Dec), as a count of 10^-18: |value| < 2^315, as the SDK's LegacyDec. */
export type Dec = bigint & { readonly [brand]: "Dec" };

/** One above the largest magnitude of a cosmos.Int: 256 bits (cosmossdk.io/math MaxBitLen). */
export const INT_LIMIT = 1n << 256n;
/** One above the largest magnitude of a cosmos.Dec in atomics: 256 bits of whole part and 59 of fraction, less one. */
export const DEC_LIMIT = 1n << 315n;
/** Atomics of one whole: 10^18. */
export const DEC_ONE = 1_000_000_000_000_000_000n;

/**
 * Brands a whole amount.
 *
 * @param value  0 … 2^256−1
 * @returns the same value
 * @throws CodecError  the value is negative or needs more than 256 bits
 */
export function amount(value: bigint): Amount {
  if (value < 0n || value >= INT_LIMIT) throw new CodecError(`an amount lies in 0 … 2^256-1, got ${value}`);
  return value as Amount;
}

/**
 * Reads a whole number as the wire and JSON carry it.
 *
 * @param text  decimal digits with an optional minus, no leading zeros; empty means 0, as the SDK's math.Int has it
 * @throws CodecError  anything else, or a magnitude ≥ `limit`
 */
export function parseInteger(text: string, limit: bigint, where: string): bigint {
  if (text === "") return 0n;
  if (text.length > 97 || !INTEGER.test(text)) throw new CodecError(`${where}: not a whole number: ${shown(text)}`);
  const value = BigInt(text);
  if (value >= limit || value <= -limit) throw new CodecError(`${where}: number is out of range: ${shown(text)}`);
  return value;
}
const INTEGER = /^(?:0|-?[1-9][0-9]*)$/;

/** A decimal with its 18 places, such as 0.050000000000000000, from its atomics. */
export function decText(atomics: bigint): string {
  const digits = (atomics < 0n ? -atomics : atomics).toString().padStart(19, "0");
  return `${atomics < 0n ? "-" : ""}${digits.slice(0, -18)}.${digits.slice(-18)}`;
}

/**
 * Reads a decimal, such as 0.05.
 *
 * @param text  digits, optionally a point and 1 … 18 more, optionally a minus in front
 * @returns its atomics (10^-18)
 * @throws CodecError  anything else, or more than 315 bits
 */
export function parseDec(text: string, where: string): Dec {
  const match = text.length > 120 ? null : DECIMAL.exec(text);
  if (match === null) throw new CodecError(`${where}: not a decimal with at most 18 places: ${shown(text)}`);
  const [, minus, whole = "", fraction = ""] = match;
  const atomics = BigInt(whole) * DEC_ONE + BigInt(fraction.padEnd(18, "0"));
  if (atomics >= DEC_LIMIT) throw new CodecError(`${where}: decimal is out of range: ${shown(text)}`);
  return (minus === "-" ? -atomics : atomics) as Dec;
}
const DECIMAL = /^(-?)([0-9]+)(?:\.([0-9]{1,18}))?$/;

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
