/** No bytes. */
export const EMPTY = new Uint8Array(0);

/** The parts in order, as one new array. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return joined(parts);
}

/** {@link concat} for lists without a bound: as arguments of one call they would exhaust the stack. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  let size = 0;
  for (const part of parts) size += part.length;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Below 0 when `a` sorts before `b` as unsigned bytes, 0 when they are equal. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Whether both hold the same bytes. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && compareBytes(a, b) === 0;
}

/** Whether `bytes` begins with `prefix`. */
export function startsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  return bytes.length >= prefix.length && equalBytes(bytes.subarray(0, prefix.length), prefix);
}

/** The first key after all keys that begin with `prefix`; undefined when there is none (all bytes are ff). */
export function prefixEnd(prefix: Uint8Array): Uint8Array | undefined {
  for (let last = prefix.length - 1; last >= 0; last--) {
    if (prefix[last] === 0xff) continue;
    const end = prefix.slice(0, last + 1);
    end[last] = (end[last] as number) + 1;
    return end;
  }
  return undefined;
}

/** Eight bytes, most significant first: numbers sort as their bytes do. */
export function u64Bytes(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  writeU64(value, bytes, 0);
  return bytes;
}

/** Writes what {@link u64Bytes} gives to `into` at `at`. */
export function writeU64(value: bigint, into: Uint8Array, at: number): void {
  EIGHT.setBigUint64(0, value);
  for (let i = 0; i < 8; i++) into[at + i] = EIGHT_BYTES[i] as number;
}

/** Where numbers become bytes: keys are written by the million. */
const EIGHT = new DataView(new ArrayBuffer(8));
const EIGHT_BYTES = new Uint8Array(EIGHT.buffer);

/** Reads what {@link u64Bytes} wrote at `at`. */
export function readU64(bytes: Uint8Array, at: number): bigint {
  return new DataView(bytes.buffer, bytes.byteOffset + at, 8).getBigUint64(0);
}
