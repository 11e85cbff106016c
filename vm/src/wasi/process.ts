import { RANDOM_BYTE_COST } from "../cost.js";
import { LIST_MAX } from "../limits.js";
import { charge, chargeBytes, ERRNO, fail, fields, Stop, span, type WasiContext } from "./context.js";

/** Writes a list of strings, and pointers to them, as args_get and environ_get want them. */
export function writeList(context: WasiContext, list: readonly Uint8Array[], pointers: number, buffer: number): number {
  const size = list.reduce((sum, text) => sum + text.length, 0);
  chargeBytes(context, size + list.length * 4);
  const table = fields(context, pointers, list.length * 4);
  const target = span(context, buffer, size);
  let at = 0;
  list.forEach((text, index) => {
    table.setUint32(index * 4, (buffer >>> 0) + at, true);
    target.set(text, at);
    at += text.length;
  });
  return ERRNO.success;
}

/** Writes how many strings a list has, and their bytes. */
export function writeSizes(context: WasiContext, list: readonly Uint8Array[], count: number, bytes: number): number {
  const first = fields(context, count, 4);
  const second = fields(context, bytes, 4);
  first.setUint32(0, list.length, true);
  second.setUint32(
    0,
    list.reduce((sum, text) => sum + text.length, 0),
    true,
  );
  return ERRNO.success;
}

const CLOCKS = 4;
const CLOCK_RESOLUTION_NS = 1_000_000n;
const CLOCK_MAX = (1n << 64n) - 1n;

// [W3] The clock advances only by poll_oneoff; all four clocks of preview 1 show it.
export function clockTime(context: WasiContext, clock: number, out: number): number {
  if (clock >>> 0 >= CLOCKS) fail(ERRNO.invalid);
  fields(context, out, 8).setBigUint64(0, context.state.clockNs, true);
  return ERRNO.success;
}

export function clockResolution(context: WasiContext, clock: number, out: number): number {
  if (clock >>> 0 >= CLOCKS) fail(ERRNO.invalid);
  fields(context, out, 8).setBigUint64(0, CLOCK_RESOLUTION_NS, true);
  return ERRNO.success;
}

const SUBSCRIPTION_BYTES = 48;
const EVENT_BYTES = 32;

interface Subscription {
  readonly userData: bigint;
  readonly tag: number;
  /** Time at which it fires; descriptors are always ready. */
  readonly due: bigint;
}

/** Fires what is due; when nothing is, moves the clock to the earliest subscription first. */
export function poll(context: WasiContext, input: number, output: number, given: number, fired: number): number {
  const { state } = context;
  const count = given >>> 0;
  if (count === 0 || count > LIST_MAX) fail(ERRNO.invalid);
  chargeBytes(context, count * (SUBSCRIPTION_BYTES + EVENT_BYTES));
  const source = fields(context, input, count * SUBSCRIPTION_BYTES);
  const target = fields(context, output, count * EVENT_BYTES);
  const answer = fields(context, fired, 4);
  const subscriptions = Array.from({ length: count }, (_, index) =>
    subscription(source, index * SUBSCRIPTION_BYTES, state.clockNs),
  );
  let earliest = CLOCK_MAX;
  for (const { due } of subscriptions) if (due < earliest) earliest = due;
  if (earliest > state.clockNs) state.clockNs = earliest;
  let events = 0;
  for (const { userData, tag, due } of subscriptions) {
    if (due > state.clockNs) continue;
    const at = events * EVENT_BYTES;
    for (let k = 0; k < EVENT_BYTES; k += 8) target.setBigUint64(at + k, 0n, true);
    target.setBigUint64(at, userData, true);
    target.setUint8(at + 10, tag);
    events++;
  }
  answer.setUint32(0, events, true);
  return ERRNO.success;
}

function subscription(source: DataView, at: number, now: bigint): Subscription {
  const userData = source.getBigUint64(at, true);
  const tag = source.getUint8(at + 8);
  if (tag > 2) fail(ERRNO.invalid);
  if (tag > 0) return { userData, tag, due: 0n };
  if (source.getUint32(at + 16, true) >= CLOCKS) fail(ERRNO.invalid);
  const timeout = source.getBigUint64(at + 24, true);
  const absolute = (source.getUint16(at + 40, true) & 1) !== 0;
  const due = absolute ? timeout : now + timeout;
  return { userData, tag, due: due > CLOCK_MAX ? CLOCK_MAX : due };
}

const RANDOM_BLOCK_SHIFT = 5;

// [W3] Random is a stream seeded by the job: block i is sha256(seed ‖ i as u64, big-endian).
export function random(context: WasiContext, pointer: number, length: number): number {
  const { state } = context;
  const count = length >>> 0;
  const target = span(context, pointer, count);
  charge(context, count * RANDOM_BYTE_COST);
  const seed = new Uint8Array(context.randomSeed.length + 8);
  seed.set(context.randomSeed);
  const counter = new DataView(seed.buffer, context.randomSeed.length);
  for (let done = 0; done < count; ) {
    const offset = state.randomAt & 31;
    counter.setBigUint64(0, BigInt(state.randomAt) >> BigInt(RANDOM_BLOCK_SHIFT));
    const block = context.sha256(seed).subarray(offset, offset + count - done);
    target.set(block, done);
    done += block.length;
    state.randomAt += block.length;
  }
  return ERRNO.success;
}

export function exit(code: number): never {
  throw new Stop("EXIT", code >>> 0);
}
