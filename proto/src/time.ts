import { CodecError } from "./error.js";

// RFC 3339 without a clock or a Date: the calendar of https://howardhinnant.github.io/date_algorithms.html

/** A moment or a span as google.protobuf has it. */
export interface SecondsNanos {
  readonly seconds: bigint;
  readonly nanos: number;
}

const DAY = 86_400n;
/** Days from 0000-03-01 to 1970-01-01, and of 400 years. */
const EPOCH_DAYS = 719_468n;
const ERA_DAYS = 146_097n;
/** 0001-01-01T00:00:00Z and one second after 9999-12-31T23:59:59Z. */
const FIRST = -62_135_596_800n;
const LAST = 253_402_300_800n;
const TEN_THOUSAND_YEARS = 315_576_000_000n;

/**
 * A moment in RFC 3339, UTC, such as 2026-11-22T10:00:00.5Z.
 *
 * @param grouped  fraction of 0, 3, 6 or 9 digits (proto3 JSON), or without its trailing zeros (amino JSON)
 * @throws CodecError  before year 1, after year 9999, or nanos outside 0 … 999,999,999
 */
export function timestampText({ seconds, nanos }: SecondsNanos, fraction: "grouped" | "shortest"): string {
  if (nanos < 0 || nanos > 999_999_999) throw new CodecError(`timestamp: nanos out of range: ${nanos}`);
  if (seconds < FIRST || seconds >= LAST) throw new CodecError(`timestamp: seconds out of range: ${seconds}`);
  const second = ((seconds % DAY) + DAY) % DAY;
  const days = (seconds - second) / DAY + EPOCH_DAYS;
  const era = days / ERA_DAYS;
  const dayOfEra = days - era * ERA_DAYS;
  const yearOfEra = (dayOfEra - dayOfEra / 1460n + dayOfEra / 36_524n - dayOfEra / 146_096n) / 365n;
  const dayOfYear = dayOfEra - (365n * yearOfEra + yearOfEra / 4n - yearOfEra / 100n);
  const marchMonth = (5n * dayOfYear + 2n) / 153n;
  const day = dayOfYear - (153n * marchMonth + 2n) / 5n + 1n;
  const month = marchMonth < 10n ? marchMonth + 3n : marchMonth - 9n;
  const year = yearOfEra + era * 400n + (month <= 2n ? 1n : 0n);
  const clock = [second / 3600n, (second / 60n) % 60n, second % 60n].map((n) => digits(n, 2)).join(":");
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}T${clock}${fractionText(nanos, fraction)}Z`;
}

/**
 * Reads RFC 3339 with any offset and at most nine digits of fraction.
 *
 * @throws CodecError  anything else, a date that does not exist, or a year outside 1 … 9999
 */
export function parseTimestamp(text: string): SecondsNanos {
  const match = text.length > 40 ? null : RFC3339.exec(text);
  if (match === null) throw new CodecError(`timestamp: not RFC 3339: ${text.slice(0, 40)}`);
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => BigInt(part)) as Six;
  const shift = month <= 2n ? 1n : 0n;
  const marchYear = year - shift;
  const era = marchYear / 400n;
  const yearOfEra = marchYear - era * 400n;
  const dayOfYear = (153n * (month > 2n ? month - 3n : month + 9n) + 2n) / 5n + day - 1n;
  const days = era * ERA_DAYS + yearOfEra * 365n + yearOfEra / 4n - yearOfEra / 100n + dayOfYear - EPOCH_DAYS;
  const local = days * DAY + hour * 3600n + minute * 60n + second;
  const nanos = Number((match[7] ?? "").padEnd(9, "0"));
  // Reading back what was read shows days and hours that do not exist.
  const asRead = `${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}`;
  if (year === 0n || timestampText({ seconds: local, nanos: 0 }, "shortest") !== `${asRead}Z`)
    throw new CodecError(`timestamp: no such time: ${text}`);
  const offset = match[8] === undefined ? 0n : BigInt(match[9] as string) * 3600n + BigInt(match[10] as string) * 60n;
  const seconds = match[8] === "-" ? local + offset : local - offset;
  if (seconds < FIRST || seconds >= LAST) throw new CodecError(`timestamp: seconds out of range: ${seconds}`);
  return { seconds, nanos };
}
const RFC3339 =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))$/;
type Six = [bigint, bigint, bigint, bigint, bigint, bigint];

/**
 * A span in seconds, such as 1.500s.
 *
 * @throws CodecError  more than 10,000 years, nanos of a second or more, or seconds and nanos of different signs
 */
export function durationText({ seconds, nanos }: SecondsNanos): string {
  if (seconds < -TEN_THOUSAND_YEARS || seconds > TEN_THOUSAND_YEARS)
    throw new CodecError(`duration: seconds out of range: ${seconds}`);
  if (nanos <= -1_000_000_000 || nanos >= 1_000_000_000) throw new CodecError(`duration: nanos out of range: ${nanos}`);
  if ((seconds > 0n && nanos < 0) || (seconds < 0n && nanos > 0))
    throw new CodecError("duration: signs of seconds and nanos do not match");
  const minus = seconds < 0n || nanos < 0 ? "-" : "";
  const whole = seconds < 0n ? -seconds : seconds;
  return `${minus}${whole}${fractionText(Math.abs(nanos), "grouped")}s`;
}

/** Reads a span in seconds, such as 1.5s. */
export function parseDuration(text: string): SecondsNanos {
  const match = text.length > 40 ? null : /^(-?)([0-9]+)(?:\.([0-9]{1,9}))?s$/.exec(text);
  if (match === null) throw new CodecError(`duration: not seconds with an s: ${text.slice(0, 40)}`);
  const sign = match[1] === "-" ? -1 : 1;
  const nanos = Number((match[3] ?? "").padEnd(9, "0")) * sign;
  const span = { seconds: BigInt(match[2] as string) * BigInt(sign), nanos: nanos === 0 ? 0 : nanos };
  durationText(span);
  return span;
}

function fractionText(nanos: number, fraction: "grouped" | "shortest"): string {
  if (nanos === 0) return "";
  const nine = digits(BigInt(nanos), 9);
  return `.${fraction === "grouped" ? nine.replace(/(000){1,2}$/, "") : nine.replace(/0+$/, "")}`;
}

function digits(value: bigint, size: number): string {
  return value.toString().padStart(size, "0");
}
