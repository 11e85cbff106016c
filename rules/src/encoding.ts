import { type Address, fromBech32, utf8ToBytes } from "@dcm/proto";
import { sha256 } from "@noble/hashes/sha2.js";
import { assert } from "./invariant.js";

// The field encoding of [J3]: strings and addresses with a length byte, digests and salts raw, numbers big-endian.

/**
 * A string field.
 *
 * @param value  at most 255 bytes of UTF-8
 * @returns a length byte and the UTF-8
 * @throws InvariantError  the string is longer
 */
export function textField(value: string): Uint8Array {
  return bytesField(utf8ToBytes(value));
}

/**
 * An address field.
 *
 * @param address  bech32, any prefix; account addresses have 20 bytes, module addresses may have 32
 * @returns a length byte and the raw address
 */
export function addressField(address: Address): Uint8Array {
  return bytesField(fromBech32(address).data);
}

/**
 * Bytes whose length is not fixed.
 *
 * @param value  at most 255 bytes
 * @returns a length byte and the bytes
 * @throws InvariantError  there are more
 */
export function bytesField(value: Uint8Array): Uint8Array {
  assert(value.length <= 255, `a field of ${value.length} bytes has no length byte`);
  return joined([Uint8Array.of(value.length), value]);
}

/**
 * A 64-bit number.
 *
 * @param value  0 … 2^64−1
 * @returns 8 bytes, most significant first
 */
export function u64Field(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value);
  return bytes;
}

/**
 * A 32-bit number.
 *
 * @param value  0 … 2^32−1
 * @returns 4 bytes, most significant first
 */
export function u32Field(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/**
 * sha256 over fields, one after the other ([J3]).
 *
 * @param fields  encoded by the functions above; fixed-size ones (digests, salts, seeds) as they are
 * @returns 32 bytes
 */
export function hashFields(...fields: readonly Uint8Array[]): Uint8Array {
  return sha256(joined(fields));
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

/** The parts in order, as one array. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
