import { CodecError } from "./error.js";
import type { FieldInfo, MessageCodec } from "./types.js";
import { BYTES, END_GROUP, FIXED32, FIXED64, START_GROUP, VARINT } from "./wire.js";

// Checks on the received bytes themselves: decoding drops what it does not know, so it is no check.

/** Fields with this bit in their number may be unknown where non-critical fields are allowed. */
const NON_CRITICAL = 1 << 10;
/** How deep messages may nest. The SDK allows 10,000; a JavaScript stack must never be what decides. */
const RECURSION = 100;
const WIRE_NAMES = ["varint", "fixed64", "bytes", "start_group", "end_group", "fixed32"];

/** What `rejectUnknownFields` may meet. */
export interface UnknownFields {
  /** Let unknown fields pass whose number has bit 10 set. */
  readonly allowNonCritical: boolean;
  /** The message behind an Any; undefined when there is none. */
  readonly resolve: (typeUrl: string) => MessageCodec | undefined;
  /** How deep messages may nest, 100 unless told. */
  readonly depth?: number;
}

/**
 * Refuses bytes with fields that `codec` does not have, in nested messages and inside every Any too.
 *
 * @returns whether unknown non-critical fields were met: amino JSON cannot show them, so its signers must refuse
 * @throws CodecError  an unknown field, an Any of an unknown type, malformed bytes, a nested message of the wrong wire type
 * @see Cosmos SDK x/tx v0.14, decode/unknown.go, RejectUnknownFields
 */
export function rejectUnknownFields(bytes: Uint8Array, codec: MessageCodec, options: UnknownFields): boolean {
  return walk(new Cursor(bytes, 0, bytes.length), codec, options, options.depth ?? RECURSION);
}

/**
 * Refuses bytes of a TxRaw that are not its one canonical form: only length-delimited fields in ascending order, with
 * lengths as short as possible. (That the fields are known is for `rejectUnknownFields`.)
 *
 * @throws CodecError  in the SDK's words
 * @see ADR-027; Cosmos SDK x/tx v0.14, decode/adr027.go
 */
export function checkTxRaw(bytes: Uint8Array): void {
  const cursor = new Cursor(bytes, 0, bytes.length);
  let previous = 0;
  while (cursor.at < cursor.end) {
    const { number, wire } = tagOrThrow(cursor, "invalid length; ");
    if (wire !== BYTES) throw new CodecError(`expected ${BYTES} wire type, got ${wire}`);
    if (number < previous)
      throw new CodecError(`txRaw must follow ADR-027, got tagNum ${number} after tagNum ${previous}`);
    previous = number;
    const start = cursor.at;
    const length = lengthOrThrow(cursor);
    const read = cursor.at - start;
    const needed = shortest(bytes, start, cursor.at);
    if (read !== needed)
      throw new CodecError(
        `length prefix varint for tagNum ${number} is not as short as possible, read ${read}, only need ${needed}`,
      );
    if (length > cursor.end - cursor.at) throw new CodecError("invalid length; unexpected EOF");
    cursor.at += length;
  }
}

/**
 * Whether the bytes of a message hold a field: decoding fills in what was left out.
 *
 * @throws CodecError  malformed bytes
 */
export function hasField(bytes: Uint8Array, number: number): boolean {
  const cursor = new Cursor(bytes, 0, bytes.length);
  while (cursor.at < cursor.end) {
    cursor.tag();
    if (cursor.number === number) return true;
    cursor.value(cursor.number, cursor.wire, RECURSION);
  }
  return false;
}

function walk(cursor: Cursor, codec: MessageCodec, options: UnknownFields, depth: number): boolean {
  if (cursor.at === cursor.end) return false;
  if (depth === 0) throw new CodecError("recursion limit reached");
  const fields = fieldsOf(codec);
  let nonCritical = false;
  while (cursor.at < cursor.end) {
    const { number, wire } = tagOrThrow(cursor);
    const field = fields.get(number);
    if (field === undefined) {
      const critical = (number & NON_CRITICAL) === 0;
      if (critical || !options.allowNonCritical) throw unknownField(codec, number, wire);
      nonCritical = true;
    }
    const start = cursor.at;
    valueOrThrow(cursor, number, wire);
    if (field?.kind !== "message") continue;
    if (wire !== BYTES) throw new CodecError(`${codec.name}.${field.name}: wrong wire type ${wire}, wants ${BYTES}`);
    const inner = new Cursor(cursor.bytes, start, cursor.at);
    inner.varint();
    nonCritical = walkNested(inner, field.type?.() as MessageCodec, options, depth) || nonCritical;
  }
  return nonCritical;
}

function walkNested(inner: Cursor, codec: MessageCodec, options: UnknownFields, depth: number): boolean {
  const start = inner.at;
  const nonCritical = walk(inner, codec, options, depth - 1);
  if (codec.name !== "google.protobuf.Any") return nonCritical;
  const any = codec.decode(inner.bytes.subarray(start, inner.end)) as { typeUrl: string; value: Uint8Array };
  const content = options.resolve(`/${any.typeUrl.replace(/^\//, "")}`);
  if (content === undefined) throw new CodecError(`unable to resolve type URL ${any.typeUrl.slice(0, 200)}`);
  return walk(new Cursor(any.value, 0, any.value.length), content, options, depth - 1) || nonCritical;
}

/** One map per message, made once. */
const known = new WeakMap<MessageCodec, ReadonlyMap<number, FieldInfo>>();
function fieldsOf(codec: MessageCodec): ReadonlyMap<number, FieldInfo> {
  let fields = known.get(codec);
  if (fields === undefined) {
    fields = new Map(codec.fields.map((field) => [field.number, field]));
    known.set(codec, fields);
  }
  return fields;
}

function unknownField(codec: MessageCodec, number: number, wire: number): CodecError {
  return new CodecError(`${codec.name}: {TagNum: ${number}, WireType:"${wireName(wire)}"}: unknown protobuf field`);
}

/** Reads a tag; of what is wrong with it only `details` shows the reason, as in the SDK. */
function tagOrThrow(cursor: Cursor, details?: string): Cursor {
  try {
    cursor.tag();
    return cursor;
  } catch (reason) {
    if (!(reason instanceof CodecError)) throw reason;
    throw new CodecError(details === undefined ? "invalid length" : details + reason.message);
  }
}

function lengthOrThrow(cursor: Cursor): number {
  try {
    return cursor.varint();
  } catch (reason) {
    if (!(reason instanceof CodecError)) throw reason;
    throw new CodecError(`invalid length; ${reason.message}`);
  }
}

function valueOrThrow(cursor: Cursor, number: number, wire: number): void {
  try {
    cursor.value(number, wire, RECURSION);
  } catch (reason) {
    if (!(reason instanceof CodecError)) throw reason;
    throw new CodecError(
      `could not consume field value for tagNum: ${number}, wireType: "${wireName(wire)}"; ${reason.message}`,
    );
  }
}

function wireName(wire: number): string {
  return WIRE_NAMES[wire] ?? `unknown type: ${wire}`;
}

/** Bytes that the varint in bytes[start … end) needs: those up to its last seven bits that are not zero. */
function shortest(bytes: Uint8Array, start: number, end: number): number {
  let size = end - start;
  while (size > 1 && ((bytes[start + size - 1] as number) & 0x7f) === 0) size--;
  return size;
}

/** Walks wire bytes with the rules and error texts of google.golang.org/protobuf/encoding/protowire. */
class Cursor {
  /** Field number and wire type that `tag` read. */
  number = 0;
  wire = 0;

  constructor(
    readonly bytes: Uint8Array,
    public at: number,
    readonly end: number,
  ) {}

  tag(): void {
    const tag = this.varint();
    // Numbers above 2^32 are out of range however they are rounded.
    if (tag < 8 || tag > 0xffff_ffff) throw new CodecError("proto: invalid field number");
    this.number = tag >>> 3;
    this.wire = tag & 7;
  }

  /** A varint; above 2^53 it is rounded, which nobody notices: no part is so long and no field number so high. */
  varint(): number {
    let value = 0;
    for (let index = 0, unit = 1; ; index++, unit *= 128) {
      if (this.at >= this.end) throw new CodecError("unexpected EOF");
      const byte = this.bytes[this.at++] as number;
      if (index === 9 && byte > 1) throw new CodecError("proto: variable length integer overflow");
      value += (byte & 0x7f) * unit;
      if (byte < 0x80) return value;
    }
  }

  /** Passes over a field's value. */
  value(number: number, wire: number, depth: number): void {
    if (depth < 0) throw new CodecError("proto: parse error");
    if (wire === VARINT) this.varint();
    else if (wire === BYTES) this.pass(this.varint());
    else if (wire === FIXED64) this.pass(8);
    else if (wire === FIXED32) this.pass(4);
    else if (wire === START_GROUP) this.group(number, depth);
    else
      throw new CodecError(
        wire === END_GROUP ? "proto: mismatching end group marker" : "proto: cannot parse reserved wire type",
      );
  }

  private group(number: number, depth: number): void {
    for (this.tag(); this.wire !== END_GROUP; this.tag()) this.value(this.number, this.wire, depth - 1);
    if (this.number !== number) throw new CodecError("proto: mismatching end group marker");
  }

  private pass(size: number): void {
    if (size > this.end - this.at) throw new CodecError("unexpected EOF");
    this.at += size;
  }
}
