import { bytesToUtf8, fromBase64, NO_BYTES, toBase64, utf8ToBytes } from "./bytes.js";
import { CodecError } from "./error.js";
import { sortedJson } from "./json.js";
import { DEC_LIMIT, decText, INT_LIMIT, parseDec, parseInteger } from "./scalars.js";
import type { JsonValue, ScalarKind } from "./types.js";
import { BYTES, FIXED32, FIXED64, type Reader, VARINT, type WireType, type Writer } from "./wire.js";

/** How values of one scalar kind are checked, written and read. `where` names the field in errors. */
export interface ScalarCodec {
  readonly wire: WireType;
  /** What a field that is not on the wire holds. */
  readonly zero: unknown;
  /** Whether a singular field with this value is left out. */
  isZero(value: unknown): boolean;
  /** Throws when the value is of the wrong type or out of range. */
  check(value: unknown, where: string): void;
  /** Writes a checked value. */
  write(writer: Writer, value: unknown): void;
  read(reader: Reader, where: string): unknown;
  toJson(value: unknown): JsonValue;
  /** Of any JSON but null. */
  fromJson(json: JsonValue, where: string): unknown;
}

function refuse(where: string, wanted: string, got: unknown): never {
  const shown = typeof got === "bigint" || typeof got === "number" ? `${got}` : typeof got;
  throw new CodecError(`${where}: wants ${wanted}, got ${shown}`);
}

function small(
  signed: boolean,
  wire: WireType,
  write: (w: Writer, v: number) => void,
  read: (r: Reader) => number,
): ScalarCodec {
  const least = signed ? -0x8000_0000 : 0;
  const most = signed ? 0x7fff_ffff : 0xffff_ffff;
  const check = (value: unknown, where: string): void => {
    if (!Number.isInteger(value) || (value as number) < least || (value as number) > most || Object.is(value, -0))
      refuse(where, `a whole number from ${least} to ${most}`, value);
  };
  return {
    wire,
    zero: 0,
    isZero: (value) => value === 0,
    check,
    write: (writer, value) => write(writer, value as number),
    read,
    toJson: (value) => value as number,
    fromJson(json, where) {
      const value = typeof json === "string" && /^-?[0-9]{1,10}$/.test(json) ? Number(json) : json;
      check(value, where);
      return value;
    },
  };
}

function large(
  signed: boolean,
  wire: WireType,
  write: (w: Writer, v: bigint) => void,
  read: (r: Reader) => bigint,
): ScalarCodec {
  const least = signed ? -(1n << 63n) : 0n;
  const most = signed ? (1n << 63n) - 1n : (1n << 64n) - 1n;
  const check = (value: unknown, where: string): void => {
    if (typeof value !== "bigint" || value < least || value > most)
      refuse(where, `a bigint from ${least} to ${most}`, value);
  };
  return {
    wire,
    zero: 0n,
    isZero: (value) => value === 0n,
    check,
    write: (writer, value) => write(writer, value as bigint),
    read,
    toJson: (value) => String(value),
    fromJson(json, where) {
      const exact = typeof json === "string" ? /^-?[0-9]{1,20}$/.test(json) : Number.isSafeInteger(json);
      if (!exact) refuse(where, "a whole number as a string", json);
      const value = BigInt(json as string | number);
      check(value, where);
      return value;
    },
  };
}

const bool: ScalarCodec = {
  wire: VARINT,
  zero: false,
  isZero: (value) => value === false,
  check: (value, where) => (typeof value === "boolean" ? undefined : refuse(where, "true or false", value)),
  write: (writer, value) => writer.bool(value as boolean),
  read: (reader) => reader.bool(),
  toJson: (value) => value as boolean,
  fromJson: (json, where) => (typeof json === "boolean" ? json : refuse(where, "true or false", json)),
};

const string: ScalarCodec = {
  wire: BYTES,
  zero: "",
  isZero: (value) => value === "",
  check: (value, where) => (typeof value === "string" ? undefined : refuse(where, "a string", value)),
  write: (writer, value) => writer.string(value as string),
  read: (reader) => reader.string(),
  toJson: (value) => value as string,
  fromJson: (json, where) => (typeof json === "string" ? json : refuse(where, "a string", json)),
};

const bytes: ScalarCodec = {
  wire: BYTES,
  zero: NO_BYTES,
  isZero: (value) => (value as Uint8Array).length === 0,
  check: (value, where) => (value instanceof Uint8Array ? undefined : refuse(where, "a Uint8Array", value)),
  write: (writer, value) => writer.bytes(value as Uint8Array),
  read: (reader) => reader.bytes(),
  toJson: (value) => toBase64(value as Uint8Array),
  fromJson(json, where) {
    if (typeof json !== "string") refuse(where, "base64", json);
    // The URL alphabet and missing padding are read too, as proto3 JSON asks.
    const standard = json.replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, "");
    return fromBase64(standard.padEnd((standard.length + 3) & ~3, "="));
  },
};

/** A number as decimal text on the wire; zero is written as "0", as the SDK's math.Int and LegacyDec do. */
function textual(
  limit: bigint,
  toText: (v: bigint) => string,
  parse: (text: string, where: string) => bigint,
): ScalarCodec {
  return {
    wire: BYTES,
    zero: 0n,
    isZero: () => false,
    check(value, where) {
      if (typeof value !== "bigint" || value >= limit || value <= -limit)
        refuse(where, `a bigint within ±(2^${limit.toString(2).length - 1}-1)`, value);
    },
    write: (writer, value) => writer.string((value as bigint).toString()),
    read: (reader, where) => parseInteger(reader.string(), limit, where),
    toJson: (value) => toText(value as bigint),
    fromJson: (json, where) =>
      typeof json === "string" ? parse(json, where) : refuse(where, "a number as a string", json),
  };
}

/** Bytes that hold JSON (encoding/json.RawMessage): JSON shows their content in place. */
const json: ScalarCodec = {
  ...bytes,
  toJson: (value) => JSON.parse(bytesToUtf8(value as Uint8Array)) as JsonValue,
  fromJson: (value) => utf8ToBytes(sortedJson(value)),
};

const zigzag32 = (n: number): number => ((n << 1) ^ (n >> 31)) >>> 0;
const zigzag64 = (n: bigint): bigint => BigInt.asUintN(64, (n << 1n) ^ (n >> 63n));
const unsigned = (n: bigint): bigint => BigInt.asUintN(64, n);
const signed = (n: bigint): bigint => BigInt.asIntN(64, n);

export const scalars: { readonly [kind in ScalarKind]: ScalarCodec } = {
  bool,
  int32: small(
    true,
    VARINT,
    (w, v) => w.int32(v),
    (r) => r.uint32() | 0,
  ),
  sint32: small(
    true,
    VARINT,
    (w, v) => w.uint32(zigzag32(v)),
    (r) => unzigzag32(r.uint32()),
  ),
  uint32: small(
    false,
    VARINT,
    (w, v) => w.uint32(v),
    (r) => r.uint32(),
  ),
  fixed32: small(
    false,
    FIXED32,
    (w, v) => w.fixed32(v),
    (r) => r.fixed32(),
  ),
  sfixed32: small(
    true,
    FIXED32,
    (w, v) => w.fixed32(v >>> 0),
    (r) => r.fixed32() | 0,
  ),
  int64: large(
    true,
    VARINT,
    (w, v) => w.uint64(unsigned(v)),
    (r) => signed(r.uint64()),
  ),
  sint64: large(
    true,
    VARINT,
    (w, v) => w.uint64(zigzag64(v)),
    (r) => unzigzag64(r.uint64()),
  ),
  uint64: large(
    false,
    VARINT,
    (w, v) => w.uint64(v),
    (r) => r.uint64(),
  ),
  fixed64: large(
    false,
    FIXED64,
    (w, v) => w.fixed64(v),
    (r) => r.fixed64(),
  ),
  sfixed64: large(
    true,
    FIXED64,
    (w, v) => w.fixed64(unsigned(v)),
    (r) => signed(r.fixed64()),
  ),
  string,
  bytes,
  amount: textual(INT_LIMIT, String, (text, where) => parseInteger(text, INT_LIMIT, where)),
  dec: textual(DEC_LIMIT, decText, parseDec),
  json,
};

function unzigzag32(n: number): number {
  return (n >>> 1) ^ -(n & 1);
}

function unzigzag64(n: bigint): bigint {
  return (n >> 1n) ^ -(n & 1n);
}
