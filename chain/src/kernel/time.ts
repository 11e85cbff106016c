import { bytesToUtf8, parseTimestamp, type SecondsNanos, timestampText } from "@dcm/proto";
import type { KeyCodec } from "./keys.js";

/** Nanoseconds of a second. */
export const SECOND = 1_000_000_000n;
/** Bytes of a moment in a key. */
const SIZE = 29;
/** Go's time.Time{}: what the SDK answers where there is no moment. */
export const NO_TIME = -62_135_596_800n * SECOND;
/** The longest span that the SDK can hold: 2^63−1 nanoseconds, 292 years. */
export const LONGEST_SPAN = (1n << 63n) - 1n;

/** A moment or a span in nanoseconds, as one number. */
export function nanoseconds({ seconds, nanos }: SecondsNanos): bigint {
  return seconds * SECOND + BigInt(nanos);
}

/** Nanoseconds since 1970, which may be negative, as google.protobuf.Timestamp. */
export function timestampOf(time: bigint): SecondsNanos {
  const nanos = ((time % SECOND) + SECOND) % SECOND;
  return { seconds: (time - nanos) / SECOND, nanos: Number(nanos) };
}

/** Whole seconds since 1970, rounded down, as Go's Time.Unix. */
export function unixSeconds(time: bigint): bigint {
  return timestampOf(time).seconds;
}

/** As Go prints a moment in UTC: 2026-11-22 10:00:00.5 +0000 UTC. */
export function goTime(moment: SecondsNanos): string {
  return `${timestampText(moment, "shortest").replace("T", " ").replace("Z", "")} +0000 UTC`;
}

/** A span of nanoseconds as Go prints it: 1h30m0.5s, 1.5ms, 0s. */
export function goDuration(span: bigint): string {
  const minus = span < 0n ? "-" : "";
  const length = span < 0n ? -span : span;
  if (length === 0n) return "0s";
  if (length < 1_000n) return `${minus}${length}ns`;
  if (length < 1_000_000n) return `${minus}${decimal(length, 3)}µs`;
  if (length < SECOND) return `${minus}${decimal(length, 6)}ms`;
  const minutes = length / (60n * SECOND);
  const seconds = `${decimal(length % (60n * SECOND), 9)}s`;
  if (minutes === 0n) return minus + seconds;
  const hours = minutes / 60n;
  return `${minus}${hours === 0n ? "" : `${hours}h`}${minutes % 60n}m${seconds}`;
}

/** A count of 10^-places, without the zeros at its end. */
function decimal(count: bigint, places: number): string {
  const digits = count.toString().padStart(places + 1, "0");
  const fraction = digits.slice(-places).replace(/0+$/, "");
  return digits.slice(0, -places) + (fraction === "" ? "" : `.${fraction}`);
}

/** A moment in RFC 3339, UTC, without its fraction of a second, as events show it. */
export function timeText(time: bigint): string {
  return timestampText({ seconds: timestampOf(time).seconds, nanos: 0 }, "shortest");
}

/**
 * A moment in Unix nanoseconds, in the years 1 … 9999, as a part of a key.
 *
 * @see Cosmos SDK v0.53, types/utils.go, FormatTimeBytes
 */
export const timeKey: KeyCodec<bigint> = {
  write: (into, time) => into.text(formatted(time)),
  writePart: (into, time) => into.text(formatted(time)),
  decode: (reader) => timeKey.decodePart(reader),
  decodePart(reader) {
    const text = bytesToUtf8(reader.bytes.slice(reader.at, reader.at + SIZE));
    reader.at += SIZE;
    return nanoseconds(parseTimestamp(`${text}Z`));
  },
  toJson: (time) => `${time}`,
  fromJson: (json) => BigInt(json as string),
};

function formatted(time: bigint): string {
  const { seconds, nanos } = timestampOf(time);
  const whole = timestampText({ seconds, nanos: 0 }, "shortest").slice(0, -1);
  return `${whole}.${String(nanos).padStart(9, "0")}`;
}
