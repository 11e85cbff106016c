import { NAME_BYTES_MAX } from "./limits.js";
import { utf8Decode } from "./text.js";

/** Why a module is refused; thrown by the reader, the parser and the validator, caught by `validate` alone. */
export class ModuleError extends Error {}

/** Ends the reading of a module. */
export function refuse(why: string): never {
  throw new ModuleError(why);
}

/** Reads the WebAssembly binary format (core specification 2.0, §5.2); every read is bounded by `end`. */
export class Reader {
  constructor(
    readonly bytes: Uint8Array,
    public at: number,
    public end: number,
  ) {}

  u8(): number {
    if (this.at >= this.end) refuse("unexpected end");
    return this.bytes[this.at++] as number;
  }

  u32(): number {
    const first = this.u8();
    if (first < 0x80) return first;
    let value = first & 0x7f;
    for (let shift = 7; ; shift += 7) {
      const byte = this.u8();
      if (shift === 28 && byte > 0x0f) refuse("integer out of range");
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  s32(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.u8();
      if (shift === 28 && byte > 0x07 && (byte < 0x78 || byte > 0x7f)) refuse("integer out of range");
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return shift < 28 && (byte & 0x40) !== 0 ? value | (-1 << (shift + 7)) : value;
    }
  }

  skipS64(): void {
    for (let count = 1; ; count++) {
      const byte = this.u8();
      if (count === 10 && byte !== 0x00 && byte !== 0x7f) refuse("integer out of range");
      if (byte < 0x80) return;
    }
  }

  skip(count: number): void {
    if (count > this.end - this.at) refuse("unexpected end");
    this.at += count;
  }

  /** Skips the bytes of one LEB128 integer that was read before. */
  skipLeb(): void {
    while (this.u8() >= 0x80);
  }

  take(count: number): Uint8Array {
    const from = this.at;
    this.skip(count);
    return this.bytes.subarray(from, this.at);
  }

  /** A count of at most `max`; each counted thing takes a byte or more, which bounds the caller's loop. */
  count(max: number, what: string): number {
    const count = this.u32();
    if (count > max) refuse(`too many ${what}: ${count}, at most ${max}`);
    if (count > this.end - this.at) refuse("unexpected end");
    return count;
  }

  name(): string {
    const bytes = this.take(this.count(NAME_BYTES_MAX, "bytes in a name"));
    return utf8Decode(bytes) ?? refuse("name is not UTF-8");
  }
}

/** Appends the WebAssembly binary format to a growing array. */
export class Writer {
  private bytes: Uint8Array;
  length = 0;

  constructor(capacity = 1024) {
    this.bytes = new Uint8Array(capacity);
  }

  private reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }

  /** One to a few bytes. */
  put(...bytes: number[]): this {
    this.reserve(bytes.length);
    for (const byte of bytes) this.bytes[this.length++] = byte;
    return this;
  }

  u32(value: number): this {
    this.reserve(5);
    let rest = value >>> 0;
    while (rest >= 0x80) {
      this.bytes[this.length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.bytes[this.length++] = rest;
    return this;
  }

  /** A signed integer of at most 32 bits. */
  s32(value: number): this {
    this.reserve(5);
    let rest = value | 0;
    while (rest < -64 || rest > 63) {
      this.bytes[this.length++] = (rest & 0x7f) | 0x80;
      rest >>= 7;
    }
    this.bytes[this.length++] = rest & 0x7f;
    return this;
  }

  raw(source: Uint8Array, from = 0, to = source.length): this {
    this.reserve(to - from);
    if (to - from < 16) {
      for (let at = from; at < to; at++) this.bytes[this.length++] = source[at] as number;
    } else {
      this.bytes.set(source.subarray(from, to), this.length);
      this.length += to - from;
    }
    return this;
  }

  /** An ASCII name with its length. */
  ascii(text: string): this {
    this.u32(text.length);
    for (let at = 0; at < text.length; at++) this.put(text.charCodeAt(at));
    return this;
  }

  clear(): void {
    this.length = 0;
  }

  /** A view of what was written, valid until the next write. */
  view(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }
}
