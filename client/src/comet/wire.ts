import { CodecError } from "@dcm/proto";

// Fields without their meaning: what amino and descriptors are read and written by.

export const NONE = new Uint8Array(0);

/** One field as it stands on the wire. */
export interface Part {
  readonly number: number;
  /** A varint's number, or what has a length. */
  readonly value: bigint | Uint8Array;
  readonly raw: Uint8Array;
}

/**
 * The fields of a message in their order.
 *
 * @throws CodecError  it is cut off, or has numbers of fixed width
 */
export function read(bytes: Uint8Array): readonly Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < bytes.length; ) {
    const [tag, afterTag] = varint(bytes, at);
    const [first, afterFirst] = varint(bytes, afterTag);
    const wire = Number(tag & 7n);
    if (wire !== 0 && wire !== 2) throw new CodecError(`wire: wire type ${wire}`);
    const end = wire === 0 ? afterFirst : afterFirst + Number(first);
    if (end > bytes.length) throw new CodecError("wire: truncated");
    const value = wire === 0 ? first : bytes.slice(afterFirst, end);
    parts.push({ number: Number(tag >> 3n), value, raw: bytes.slice(at, end) });
    at = end;
  }
  return parts;
}

function varint(bytes: Uint8Array, start: number): [bigint, number] {
  let value = 0n;
  for (let i = 0; i < 10; i++) {
    const byte = bytes[start + i];
    if (byte === undefined) break;
    value |= BigInt(byte & 0x7f) << BigInt(7 * i);
    if (byte < 0x80) return [value, start + i + 1];
  }
  throw new CodecError("wire: truncated");
}

function uvarint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Uint8Array.from([...bytes, Number(rest)]);
}

/** A field with a length. */
export function part(id: number, bytes: Uint8Array): Uint8Array {
  return join([uvarint(BigInt((id << 3) | 2)), uvarint(BigInt(bytes.length)), bytes]);
}

/** The same, left out when it is empty. */
export function some(id: number, bytes: Uint8Array): Uint8Array {
  return bytes.length === 0 ? NONE : part(id, bytes);
}

/** A number, left out when it is 0. */
export function number(id: number, value: bigint): Uint8Array {
  return value === 0n ? NONE : join([uvarint(BigInt(id << 3)), uvarint(value)]);
}

/** What has a length. @throws CodecError  it is a number */
export function bytesOf(value: bigint | Uint8Array): Uint8Array {
  if (typeof value === "bigint") throw new CodecError("wire: a number where bytes belong");
  return value;
}

/** The last field of that number, as protobuf reads a field that comes twice; empty when there is none. */
export function lastBytes(parts: readonly Part[], id: number): Uint8Array {
  const found = parts.findLast((each) => each.number === id);
  return found === undefined ? NONE : bytesOf(found.value);
}

/** The same for a number, 0 when there is none. */
export function lastNumber(parts: readonly Part[], id: number): bigint {
  const found = parts.findLast((each) => each.number === id)?.value ?? 0n;
  if (typeof found !== "bigint") throw new CodecError("wire: bytes where a number belongs");
  return found;
}

export function join(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
