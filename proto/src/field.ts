import { CodecError } from "./error.js";
import { scalars } from "./kinds.js";
import type { EnumInfo, FieldInfo, JsonValue, MessageCodec, ScalarKind } from "./types.js";
import { BYTES, type Reader, VARINT, type WireType, type Writer } from "./wire.js";

/** A message's fields by key. */
export type Fields = { [key: string]: unknown };

/** One field, worked out from its line in the table: all choices are made once, here, and not per value. */
export interface Field {
  readonly info: FieldInfo;
  /** Writes tag and value, or nothing when the field holds its default. */
  write(writer: Writer, record: Fields): void;
  /** Reads one occurrence, whose tag was read. */
  read(reader: Reader, record: Fields, wire: number, depth: number): void;
  /** Checks and completes what a caller gave. */
  partial(value: unknown): unknown;
  /** What a field holds that was not given. */
  initial(): unknown;
  /** Whether amino JSON leaves the value out. */
  isEmpty(value: unknown): boolean;
  toJson(value: unknown): JsonValue;
  fromJson(json: JsonValue, depth: number): unknown;
  toAmino(value: unknown): JsonValue;
  fromAmino(json: JsonValue, depth: number): unknown;
}

/** How one value of a field's type is written and read; lists hold many. */
interface One {
  readonly wire: WireType;
  /** Checks, then writes the value without its tag. */
  write(writer: Writer, value: unknown): void;
  read(reader: Reader, depth: number, before: unknown): unknown;
  partial(value: unknown): unknown;
  initial(): unknown;
  /** Whether a singular field without presence leaves it off the wire. */
  isZero(value: unknown): boolean;
  toJson(value: unknown): JsonValue;
  fromJson(json: JsonValue, depth: number): unknown;
  toAmino(value: unknown): JsonValue;
  fromAmino(json: JsonValue, depth: number): unknown;
}

export function compileField(message: string, info: FieldInfo, all: readonly FieldInfo[]): Field {
  const where = `${message}.${info.name}`;
  const one = oneOf(info, where);
  return info.repeated === true ? listField(info, one, where) : singleField(info, one, where, all);
}

function singleField(info: FieldInfo, one: One, where: string, all: readonly FieldInfo[]): Field {
  const { key, kind } = info;
  const tag = tagOf(info.number, one.wire);
  const optional = info.optional === true;
  const present = optional || kind === "message";
  const siblings = all.filter((other) => info.oneof !== undefined && other.oneof === info.oneof && other !== info);
  const merges = kind === "message" && info.oneof === undefined;
  const emptyBytes = kind === "bytes" && !optional;
  return {
    info,
    write(writer, record) {
      const value = record[key];
      if (value === undefined) {
        if (optional) return;
        throw new CodecError(`${where}: is missing`);
      }
      if (!present && one.isZero(value)) return;
      writer.uint32(tag);
      one.write(writer, value);
    },
    read(reader, record, wire, depth) {
      if (wire !== one.wire) throw wrongWire(where, wire, one.wire);
      for (const other of siblings) record[other.key] = undefined;
      // A message that comes twice is merged, as protobuf asks; members of a oneof are replaced, as gogoproto does.
      record[key] = one.read(reader, depth, merges ? record[key] : undefined);
    },
    partial: one.partial,
    initial: () => (optional ? undefined : one.initial()),
    isEmpty: (value) => !present && one.isZero(value),
    // gogoproto's jsonpb shows bytes that are not there as null.
    toJson: emptyBytes ? (value) => ((value as Uint8Array).length === 0 ? null : one.toJson(value)) : one.toJson,
    fromJson: one.fromJson,
    toAmino: one.toAmino,
    fromAmino: one.fromAmino,
  };
}

function listField(info: FieldInfo, one: One, where: string): Field {
  const { key } = info;
  const packs = one.wire !== BYTES;
  const packed = packs && info.unpacked !== true;
  const tag = tagOf(info.number, packed ? BYTES : one.wire);
  const list = (value: unknown): readonly unknown[] => {
    if (!Array.isArray(value)) throw new CodecError(`${where}: wants a list`);
    return value;
  };
  return {
    info,
    write(writer, record) {
      const values = list(record[key]);
      if (values.length === 0) return;
      if (packed) {
        writer.uint32(tag);
        const start = writer.begin();
        for (const value of values) one.write(writer, value);
        writer.end(start);
        return;
      }
      for (const value of values) {
        writer.uint32(tag);
        one.write(writer, value);
      }
    },
    read(reader, record, wire, depth) {
      const values = record[key] as unknown[];
      if (wire === one.wire) {
        const value = one.read(reader, depth, undefined);
        // Most lists that wait in memory hold one value, and a list that grows makes room for many.
        if (values.length === 0) record[key] = [value];
        else values.push(value);
      } else if (packs && wire === BYTES) {
        const end = reader.end();
        while (reader.at < end) values.push(one.read(reader, depth, undefined));
        if (reader.at !== end) throw new CodecError(`${where}: a number ends after its list`);
      } else {
        throw wrongWire(where, wire, one.wire);
      }
    },
    partial: (value) => list(value).map(one.partial),
    initial: () => [],
    isEmpty: (value) => (value as readonly unknown[]).length === 0,
    toJson: (value) => (value as readonly unknown[]).map(one.toJson),
    fromJson: (json, depth) => (list(json) as readonly JsonValue[]).map((item) => one.fromJson(item, depth)),
    toAmino: (value) => (value as readonly unknown[]).map(one.toAmino),
    fromAmino: (json, depth) => (list(json) as readonly JsonValue[]).map((item) => one.fromAmino(item, depth)),
  };
}

function oneOf(info: FieldInfo, where: string): One {
  if (info.kind === "message") return messageOne(info.type?.() as MessageCodec, where);
  if (info.kind === "enum") return enumOne(info.type?.() as EnumInfo, where, info.noZero === true);
  return scalarOne(info.kind, where, info.amino?.encoding);
}

function scalarOne(kind: ScalarKind, where: string, encoding: string | undefined): One {
  const scalar = scalars[kind];
  // inline_json shows the content of the bytes; without it JSON in bytes is base64 like any other.
  const amino = encoding === "inline_json" ? scalars.json : kind === "json" ? scalars.bytes : scalar;
  return {
    wire: scalar.wire,
    write(writer, value) {
      scalar.check(value, where);
      scalar.write(writer, value);
    },
    read: kind === "string" ? (reader) => readString(reader, where) : (reader) => scalar.read(reader, where),
    partial(value) {
      scalar.check(value, where);
      return value;
    },
    initial: () => scalar.zero,
    isZero: scalar.isZero,
    toJson: scalar.toJson,
    fromJson: (json) => scalar.fromJson(json, where),
    toAmino: amino.toJson,
    fromAmino: (json) => amino.fromJson(json, where),
  };
}

/** Text with its field's name in the error: it is what users get wrong. */
function readString(reader: Reader, where: string): string {
  try {
    return reader.string();
  } catch (reason) {
    if (reason instanceof CodecError) throw new CodecError(`${where}: ${reason.message}`);
    throw reason;
  }
}

/** Enums are open: numbers without a name pass, as in Go. A life cycle's zero does not. */
function enumOne(info: EnumInfo, where: string, noZero: boolean): One {
  const base = scalarOne("int32", where, undefined);
  const byNumber = new Map<number, string>();
  // Declared order: the first name of a number is its name.
  for (const [name, number] of Object.entries(info.values)) if (!byNumber.has(number)) byNumber.set(number, name);
  const refuseZero = (value: unknown): void => {
    if (noZero && value === 0) throw new CodecError(`${where}: is unspecified`);
  };
  return {
    ...base,
    wire: VARINT,
    write(writer, value) {
      refuseZero(value);
      base.write(writer, value);
    },
    read(reader, depth, before) {
      const value = base.read(reader, depth, before);
      refuseZero(value);
      return value;
    },
    // A life cycle's state is always written, so that writing it is where a missing one shows.
    isZero: (value) => !noZero && value === 0,
    toJson: (value) => byNumber.get(value as number) ?? (value as number),
    fromJson(json, depth) {
      if (typeof json !== "string") return base.fromJson(json, depth);
      const number = Object.hasOwn(info.values, json) ? info.values[json] : undefined;
      if (number === undefined) throw new CodecError(`${where}: ${info.name} has no value ${json.slice(0, 60)}`);
      return number;
    },
  };
}

function messageOne(codec: MessageCodec, where: string): One {
  return {
    wire: BYTES,
    write(writer, value) {
      if (typeof value !== "object" || value === null) throw new CodecError(`${where}: wants an object`);
      const start = writer.begin();
      codec.write(writer, value);
      writer.end(start);
    },
    read: (reader, depth, before) => codec.read(reader, reader.end(), depth - 1, before),
    partial: (value) => codec.fromPartial(value as never),
    initial: () => codec.fromPartial({} as never),
    isZero: () => false,
    toJson: codec.toJSON,
    fromJson: (json, depth) => codec.fromJSON(json, depth - 1),
    toAmino: codec.toAmino,
    fromAmino: (json, depth) => codec.fromAmino(json, depth - 1),
  };
}

function tagOf(number: number, wire: WireType): number {
  return ((number << 3) | wire) >>> 0;
}

function wrongWire(where: string, got: number, wanted: number): CodecError {
  return new CodecError(`${where}: wrong wire type ${got}, wants ${wanted}`);
}
