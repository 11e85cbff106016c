import { NO_BYTES, readUtf8, utf8Length, writeUtf8 } from "./bytes.js";
import { CodecError } from "./error.js";
import { Slab } from "./slab.js";

// The protobuf wire format: https://protobuf.dev/programming-guides/encoding

export const VARINT = 0;
export const FIXED64 = 1;
export const BYTES = 2;
export const START_GROUP = 3;
export const END_GROUP = 4;
export const FIXED32 = 5;
export type WireType = 0 | 1 | 2 | 3 | 4 | 5;

/** Largest scratch buffer that is kept between two messages. */
const KEPT = 1 << 20;
/** Texts so short have at most 126 bytes: their length takes one byte. */
const SHORT_TEXT = 42;
/** Bytes fields up to this length are copied: a view of so few would cost more. */
const FEW_BYTES = 48;

/** What was encoded is used up soon; what was decoded may be kept, such as transactions that wait for their block. */
const encoded = new Slab();
const decoded = new Slab();

/** Writes fields into one growing buffer. Nested messages are written in place and moved when their length needs more room. */
export class Writer {
  private buffer = new Uint8Array(4096);
  private at = 0;

  reset(): void {
    this.at = 0;
    if (this.buffer.length > KEPT) this.buffer = new Uint8Array(4096);
  }

  /** Bytes written so far. */
  get size(): number {
    return this.at;
  }

  /** Takes back what was written behind the first `size` bytes. */
  cut(size: number): void {
    this.at = size;
  }

  /** A copy of what was written. */
  finish(): Uint8Array {
    return encoded.copy(this.buffer, 0, this.at);
  }

  private room(size: number): void {
    if (this.at + size <= this.buffer.length) return;
    const grown = new Uint8Array(Math.max(this.buffer.length * 2, this.at + size));
    grown.set(this.buffer.subarray(0, this.at));
    this.buffer = grown;
  }

  /** An unsigned number below 2^32, such as a tag or a length. */
  uint32(value: number): void {
    this.room(5);
    while (value >= 0x80) {
      this.buffer[this.at++] = (value & 0x7f) | 0x80;
      value >>>= 7;
    }
    this.buffer[this.at++] = value;
  }

  bool(value: boolean): void {
    this.uint32(value ? 1 : 0);
  }

  /** A signed 32-bit number: ten bytes when negative. */
  int32(value: number): void {
    if (value >= 0) this.uint32(value);
    else this.uint64(BigInt.asUintN(64, BigInt(value)));
  }

  /** An unsigned number below 2^64. */
  uint64(value: bigint): void {
    if (value <= 0xffff_ffffn) {
      this.uint32(Number(value));
      return;
    }
    this.room(10);
    let low = Number(value & 0xffff_ffffn);
    let high = Number(value >> 32n);
    while (high > 0) {
      this.buffer[this.at++] = (low & 0x7f) | 0x80;
      low = ((low >>> 7) | (high << 25)) >>> 0;
      high >>>= 7;
    }
    this.uint32(low);
  }

  fixed32(value: number): void {
    this.room(4);
    for (let shift = 0; shift < 32; shift += 8) this.buffer[this.at++] = (value >>> shift) & 0xff;
  }

  fixed64(value: bigint): void {
    this.fixed32(Number(BigInt.asUintN(32, value)));
    this.fixed32(Number(BigInt.asUintN(32, value >> 32n)));
  }

  /** Length and UTF-8. */
  string(text: string): void {
    if (text.length <= SHORT_TEXT) {
      this.room(1 + 3 * SHORT_TEXT);
      const start = this.at;
      this.at = writeUtf8(text, this.buffer, start + 1);
      this.buffer[start] = this.at - start - 1;
      return;
    }
    const size = utf8Length(text);
    this.uint32(size);
    this.room(size);
    this.at = writeUtf8(text, this.buffer, this.at);
  }

  /** Length and bytes. */
  bytes(value: Uint8Array): void {
    this.uint32(value.length);
    this.room(value.length);
    this.buffer.set(value, this.at);
    this.at += value.length;
  }

  /** Starts a length-delimited part; hand the answer to `end`. */
  begin(): number {
    this.room(1);
    return this.at++;
  }

  /** Ends the part that `begin` started: fills in its length. */
  end(start: number): void {
    const size = this.at - start - 1;
    if (size < 0x80) {
      this.buffer[start] = size;
      return;
    }
    let extra = 1;
    for (let rest = size >>> 14; rest > 0; rest >>>= 7) extra++;
    this.room(extra);
    this.buffer.copyWithin(start + 1 + extra, start + 1, this.at);
    const stop = this.at + extra;
    this.at = start;
    this.uint32(size);
    this.at = stop;
  }
}

/** Reads fields from bytes. Never reads past their end: throws CodecError instead. */
export class Reader {
  at = 0;
  readonly size: number;

  /** @param lasting  what long bytes fields may be views of: the source itself, or a private copy that is made when needed */
  constructor(
    private readonly source: Uint8Array,
    private lasting: Uint8Array | undefined,
  ) {
    this.size = source.length;
  }

  /** A varint cut to 32 bits, as protobuf has it for 32-bit fields. */
  uint32(): number {
    const first = this.byte();
    if (first < 0x80) return first;
    let value = first & 0x7f;
    for (let shift = 7; shift < 28; shift += 7) {
      const next = this.byte();
      value |= (next & 0x7f) << shift;
      if (next < 0x80) return value;
    }
    let next = this.byte();
    value = (value | (next << 28)) >>> 0;
    for (let count = 6; next >= 0x80; count++) {
      next = this.byte();
      if (count > 10 || (count === 10 && next > 1)) throw tooLong();
    }
    return value;
  }

  uint64(): bigint {
    let low = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const next = this.byte();
      low |= (next & 0x7f) << shift;
      if (next < 0x80) return BigInt(low);
    }
    let next = this.byte();
    low = (low | (next << 28)) >>> 0;
    let high = (next >> 4) & 7;
    for (let shift = 3; next >= 0x80; shift += 7) {
      next = this.byte();
      // The tenth byte holds one bit.
      if (shift > 31 || (shift === 31 && next > 1)) throw tooLong();
      high |= (next & 0x7f) << shift;
    }
    return high === 0 ? BigInt(low) : (BigInt(high >>> 0) << 32n) | BigInt(low);
  }

  /** A field's number and wire type. */
  tag(): number {
    const tag = this.exact();
    if (tag < 8) throw new CodecError("invalid field number");
    return tag;
  }

  /** A varint that must fit 32 bits: tags and lengths are not cut. */
  private exact(): number {
    const start = this.at;
    const value = this.uint32();
    if (this.at - start < 5) return value;
    this.at = start;
    const whole = this.uint64();
    if (whole > 0xffff_ffffn) throw new CodecError("tag or length is out of range");
    return value;
  }

  bool(): boolean {
    return this.uint64() !== 0n;
  }

  fixed32(): number {
    let value = 0;
    for (let shift = 0; shift < 32; shift += 8) value |= this.byte() << shift;
    return value >>> 0;
  }

  fixed64(): bigint {
    const low = this.fixed32();
    return (BigInt(this.fixed32()) << 32n) | BigInt(low);
  }

  string(): string {
    const end = this.end();
    const text = readUtf8(this.source, this.at, end);
    this.at = end;
    return text;
  }

  /**
   * Bytes that nobody can change any more: short ones are copied, long ones are views of the whole input or of one private
   * copy of it, which is what makes transactions and blocks cheap to read.
   */
  bytes(): Uint8Array {
    const end = this.end();
    const start = this.at;
    this.at = end;
    if (end === start) return NO_BYTES;
    if (end - start <= FEW_BYTES) return decoded.copy(this.source, start, end);
    this.lasting ??= decoded.copy(this.source);
    return this.lasting.subarray(start, end);
  }

  /** Reads a length and answers the position at which that part ends. */
  end(): number {
    const length = this.exact();
    if (length > this.size - this.at) throw new CodecError("unexpected end of input");
    return this.at + length;
  }

  /** Passes over a field whose tag was read. Groups may nest `depth` deep. */
  skip(tag: number, depth: number): void {
    const wire = tag & 7;
    if (wire === VARINT) this.uint64();
    else if (wire === BYTES) this.at = this.end();
    else if (wire === FIXED64) this.pass(8);
    else if (wire === FIXED32) this.pass(4);
    else if (wire === START_GROUP) this.skipGroup(tag >>> 3, depth);
    else throw new CodecError(wire === END_GROUP ? "group ends that never started" : `wire type ${wire} is reserved`);
  }

  private skipGroup(number: number, depth: number): void {
    if (depth <= 0) throw new CodecError("nested too deeply");
    for (let tag = this.tag(); ; tag = this.tag()) {
      if ((tag & 7) === END_GROUP) {
        if (tag >>> 3 !== number) throw new CodecError("group ends with another number");
        return;
      }
      this.skip(tag, depth - 1);
    }
  }

  private pass(size: number): void {
    if (size > this.size - this.at) throw new CodecError("unexpected end of input");
    this.at += size;
  }

  private byte(): number {
    if (this.at >= this.size) throw new CodecError("unexpected end of input");
    return this.source[this.at++] as number;
  }
}

function tooLong(): CodecError {
  return new CodecError("varint is longer than 64 bits");
}
