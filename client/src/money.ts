import { clientError } from "./error.js";

/** A chain's money: whole numbers of the base unit, shown in the display unit. */
export interface Denom {
  /** e.g. `udcm` */
  readonly base: string;
  /** e.g. `DCM` */
  readonly display: string;
  /** 1 display unit = 10^exponent base units */
  readonly exponent: number;
}

/** What a price is per: one second of a resource unit, or 10^9 fuel of deterministic WASM. */
export type Meter = "second" | "gigafuel";

/** An amount of money with its text, as receipts and JSON output carry it. */
export interface Shown {
  readonly amount: string;
  readonly denom: string;
  readonly display: string;
}

/** Seconds of the time units that prices may be given per. */
const SECONDS: Readonly<Record<string, bigint>> = { s: 1n, min: 60n, h: 3600n, d: 86400n };
/** [G9] Prices are integers in 10⁻⁶ of the base unit per meter unit. */
const PRICE_SCALE = 1_000_000n;

/**
 * Reads an amount such as `0.25DCM` or `250000udcm`.
 *
 * @param text   digits, at most one point, then the display or the base denomination; a space between is allowed
 * @param denom  the chain's money
 * @returns base units, 0 or more
 * @throws BAD_AMOUNT  another denomination, no number, or more decimals than the chain has: nothing is rounded
 * @example
 * parseAmount("0.25DCM", { base: "udcm", display: "DCM", exponent: 6 }); // 250000n
 */
export function parseAmount(text: string, denom: Denom): bigint {
  const { digits, decimals, unit } = readNumber(text);
  const exponent = exponentOf(unit, denom, text);
  if (decimals > exponent) throw clientError("BAD_AMOUNT", `${text} is not a whole number of ${denom.base}`);
  return digits * 10n ** BigInt(exponent - decimals);
}

/**
 * Shows an amount in the display unit with all its decimals.
 *
 * @param amount  base units; negative is shown with a minus sign
 * @param denom   the chain's money
 * @returns e.g. `0.250000 DCM`; `parseAmount` reads it back
 * @example
 * formatAmount(250000n, { base: "udcm", display: "DCM", exponent: 6 }); // "0.250000 DCM"
 */
export function formatAmount(amount: bigint, denom: Denom): string {
  return `${decimal(amount, denom.exponent)} ${denom.display}`;
}

/**
 * Gives an amount as JSON output carries it.
 *
 * @param amount  base units
 * @param denom   the chain's money
 * @returns the base units as a string, their denomination, and the text for people
 * @example
 * showAmount(700n, { base: "udcm", display: "DCM", exponent: 6 }).display; // "0.000700 DCM"
 */
export function showAmount(amount: bigint, denom: Denom): Shown {
  return { amount: String(amount), denom: denom.base, display: formatAmount(amount, denom) };
}

/**
 * Reads a price such as `0.02DCM/h` or `0.5DCM/Gfuel`.
 *
 * @param text      an amount, a slash, and one of `s`, `min`, `h`, `d`, `Gfuel`
 * @param denom     the chain's money
 * @param rounding  `down` for what a buyer pays at most, `up` for what a seller asks at least
 * @returns the price in 10⁻⁶ base units per second or per gigafuel ([G9]), and which of the two
 * @throws BAD_AMOUNT  no such unit or denomination, or no number
 * @example
 * parsePrice("0.5DCM/Gfuel", { base: "udcm", display: "DCM", exponent: 6 }); // { price: 500000000000n, meter: "gigafuel" }
 */
export function parsePrice(
  text: string,
  denom: Denom,
  rounding: "down" | "up" = "down",
): { readonly price: bigint; readonly meter: Meter } {
  const [sum = "", per = "", ...rest] = text.split("/");
  const { digits, decimals, unit } = readNumber(sum);
  const seconds = per.trim() === "Gfuel" ? 1n : SECONDS[per.trim()];
  if (seconds === undefined || rest.length > 0) {
    throw clientError(
      "BAD_AMOUNT",
      `${text} is not a price: write it like 0.02${denom.display}/h or 0.5${denom.display}/Gfuel`,
    );
  }
  const numerator = digits * 10n ** BigInt(exponentOf(unit, denom, text)) * PRICE_SCALE;
  const divisor = 10n ** BigInt(decimals) * seconds;
  const price = rounding === "down" ? numerator / divisor : (numerator + divisor - 1n) / divisor;
  return { price, meter: per.trim() === "Gfuel" ? "gigafuel" : "second" };
}

/**
 * Shows a price per hour or per gigafuel.
 *
 * @param price  10⁻⁶ base units per second or per gigafuel ([G9])
 * @param meter  which of the two
 * @param denom  the chain's money
 * @returns e.g. `0.020000 DCM/h`, cut off after the base unit
 * @example
 * formatPrice(500000000000n, "gigafuel", { base: "udcm", display: "DCM", exponent: 6 }); // "0.500000 DCM/Gfuel"
 */
export function formatPrice(price: bigint, meter: Meter, denom: Denom): string {
  const [amount, per] = meter === "gigafuel" ? [price, "Gfuel"] : [price * 3600n, "h"];
  return `${formatAmount(amount / PRICE_SCALE, denom)}/${per}`;
}

/**
 * Reads a gas price or fee in base units with decimals, such as `0.001udcm`.
 *
 * @param text   a number and the base denomination
 * @param denom  the chain's money
 * @returns the price of one unit of gas as an exact fraction of base units
 * @throws BAD_AMOUNT  another denomination or no number
 * @example
 * parseGasPrice("0.001udcm", { base: "udcm", display: "DCM", exponent: 6 }); // { numerator: 1n, denominator: 1000n }
 */
export function parseGasPrice(
  text: string,
  denom: Denom,
): { readonly numerator: bigint; readonly denominator: bigint } {
  const { digits, decimals, unit } = readNumber(text);
  if (unit !== denom.base) throw clientError("BAD_AMOUNT", `${text} is not a gas price in ${denom.base}`);
  return { numerator: digits, denominator: 10n ** BigInt(decimals) };
}

/** The chain's money with the functions above bound to it. */
export interface Money {
  readonly denom: Denom;
  parse(text: string): bigint;
  format(amount: bigint): string;
  show(amount: bigint): Shown;
  parsePrice(text: string, rounding?: "down" | "up"): { readonly price: bigint; readonly meter: Meter };
  formatPrice(price: bigint, meter: Meter): string;
}

/**
 * Binds the money functions to a chain's denomination.
 *
 * @param denom  the chain's money
 * @returns parse, format, show, parsePrice and formatPrice for it
 * @example
 * money({ base: "udcm", display: "DCM", exponent: 6 }).parse("1DCM"); // 1000000n
 */
export function money(denom: Denom): Money {
  return {
    denom,
    parse: (text) => parseAmount(text, denom),
    format: (amount) => formatAmount(amount, denom),
    show: (amount) => showAmount(amount, denom),
    parsePrice: (text, rounding) => parsePrice(text, denom, rounding),
    formatPrice: (price, meter) => formatPrice(price, meter, denom),
  };
}

function readNumber(text: string): { digits: bigint; decimals: number; unit: string } {
  // At most 100 digits on each side: no amount has more than 78.
  const found = /^\s*(\d{1,100})(?:\.(\d{1,100}))?\s*([A-Za-z][A-Za-z0-9/:._-]{0,127})\s*$/.exec(text);
  if (!found) throw clientError("BAD_AMOUNT", `${text.slice(0, 80)} is not an amount: a number and a denomination`);
  const [, whole = "", fraction = "", unit = ""] = found;
  return { digits: BigInt(whole + fraction), decimals: fraction.length, unit };
}

function exponentOf(unit: string, denom: Denom, text: string): number {
  if (unit === denom.base) return 0;
  if (unit === denom.display) return denom.exponent;
  throw clientError("BAD_AMOUNT", `${text}: this chain's money is ${denom.display} or ${denom.base}, not ${unit}`);
}

function decimal(amount: bigint, exponent: number): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(exponent + 1, "0");
  const point = digits.length - exponent;
  const fraction = exponent > 0 ? `.${digits.slice(point)}` : "";
  return `${amount < 0n ? "-" : ""}${digits.slice(0, point)}${fraction}`;
}
