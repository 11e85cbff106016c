import { CodecError } from "./error.js";
import { compileField, type Field, type Fields } from "./field.js";
import { register } from "./registry.js";
import { aminoEncodings, aminoForms, type JsonForm, protoForms } from "./special.js";
import type {
  EnumInfo,
  FieldInfo,
  FieldOptions,
  Input,
  JsonObject,
  JsonValue,
  Kind,
  MessageCodec,
  MessageOptions,
} from "./types.js";
import { Reader, Writer } from "./wire.js";

/** How deep messages may nest in bytes and in JSON. */
export const DEPTH = 100;

/** One line of a generated table: number, name, kind and annotations, in the order of the .proto file. */
export type Row = readonly [number: number, name: string, kind: Kind, options?: FieldOptions];

/** What is worked out from a table at its first use. */
interface Plan {
  /** By ascending number: the order on the wire. */
  readonly ascending: readonly Field[];
  readonly declared: readonly Field[];
  /** Sparse, by field number. */
  readonly byNumber: readonly (Field | undefined)[];
  readonly byKey: ReadonlyMap<string, Field>;
  /** snake_case and camelCase. */
  readonly byJson: ReadonlyMap<string, Field>;
  readonly byAmino: ReadonlyMap<string, readonly Field[]>;
  /** Messages that are never undefined. */
  readonly nested: readonly Field[];
  readonly oneofs: readonly { readonly name: string; readonly amino: string; readonly members: readonly Field[] }[];
}

/** Tags of google.protobuf.Any. */
const ANY_TYPE_URL = 10;
const ANY_VALUE = 18;

/** One writer serves all: encoding is synchronous and hands out copies. */
const writer = new Writer();

/** Makes the codec of one message from its generated table, and enters it in the registry. */
export function message<T>(
  name: string,
  empty: () => T,
  rows: readonly Row[],
  options: MessageOptions = {},
): MessageCodec<T> {
  const fields = rows.map(fieldInfo);
  let plan: Plan | undefined;
  const planned = (): Plan => {
    plan ??= makePlan(name, fields);
    return plan;
  };
  const fresh = empty as () => Fields;

  const codec: MessageCodec<T> = {
    typeUrl: `/${name}`,
    name,
    fields,
    options,
    encode(value) {
      writer.reset();
      codec.write(writer, value);
      return writer.finish();
    },
    decode: (bytes, depth = DEPTH) => codec.read(new Reader(bytes, undefined), bytes.length, depth),
    decodeLasting: (bytes, depth = DEPTH) => codec.read(new Reader(bytes, bytes), bytes.length, depth),
    write(into, value) {
      const { ascending, oneofs } = planned();
      if (typeof value !== "object" || value === null) throw new CodecError(`${name}: wants an object`);
      if (oneofs.length > 0) atMostOne(name, oneofs, value as Fields);
      for (const field of ascending) field.write(into, value as Fields);
    },
    read(reader, end, depth, into) {
      if (depth <= 0) throw new CodecError(`${name}: nested too deeply`);
      const { byNumber, nested } = planned();
      const record = into === undefined ? fresh() : (into as Fields);
      while (reader.at < end) {
        const tag = reader.tag();
        const field = byNumber[tag >>> 3];
        if (field === undefined) reader.skip(tag, depth);
        else field.read(reader, record, tag & 7, depth);
      }
      if (reader.at !== end) throw new CodecError(`${name}: a field ends after its message`);
      for (const field of nested) record[field.info.key] ??= field.initial();
      return record as T;
    },
    fromPartial: (input) => fromPartial(name, planned(), fresh(), input as Input<Fields>) as T,
    toJSON: (value) => toJson(planned(), value as Fields),
    fromJSON: (json, depth = DEPTH) => fromJson(name, planned(), fresh(), json, depth) as T,
    toAmino: (value) => toAmino(name, planned(), value as Fields),
    fromAmino: (json, depth = DEPTH) => fromAmino(name, planned(), fresh(), json, depth) as T,
    ...jsonForm<T>(protoForms[name]),
    ...aminoForm<T>(aminoForms[name] ?? aminoEncodings[options.aminoEncoding ?? ""]),
  };
  register(codec as MessageCodec);
  return codec;
}

/** Bytes of a google.protobuf.Any that holds `value`, written in one go. */
export function encodePacked<T>(codec: MessageCodec<T>, value: T): Uint8Array {
  writer.reset();
  writer.uint32(ANY_TYPE_URL);
  writer.string(codec.typeUrl);
  const before = writer.size;
  writer.uint32(ANY_VALUE);
  const start = writer.begin();
  codec.write(writer, value);
  // An empty message takes no field.
  if (writer.size > start + 1) writer.end(start);
  else writer.cut(before);
  return writer.finish();
}

/** Names an enum's numbers, for JSON. */
export function enumInfo(name: string, values: EnumInfo["values"]): EnumInfo {
  return { name, values };
}

/** from_address → fromAddress. */
export function camelCase(name: string): string {
  return name.replace(/_+([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function fieldInfo([number, name, kind, options]: Row): FieldInfo {
  return { number, name, key: camelCase(name), kind, ...options };
}

function makePlan(name: string, infos: readonly FieldInfo[]): Plan {
  const declared = infos.map((info) => compileField(name, info, infos));
  const ascending = [...declared].sort((a, b) => a.info.number - b.info.number);
  const byNumber: (Field | undefined)[] = [];
  for (const field of ascending) byNumber[field.info.number] = field;
  const names = [...new Set(infos.flatMap((info) => info.oneof ?? []))];
  const oneofs = names.map((oneof) => ({
    name: oneof,
    amino: upperCamel(oneof),
    members: declared.filter((field) => field.info.oneof === oneof),
  }));
  return {
    ascending,
    declared,
    byNumber,
    byKey: new Map(declared.map((field) => [field.info.key, field])),
    byJson: new Map(declared.flatMap((field) => [[field.info.key, field] as const, [field.info.name, field] as const])),
    byAmino: new Map<string, readonly Field[]>([
      ...declared.filter(({ info }) => info.oneof === undefined).map((field) => [aminoName(field), [field]] as const),
      ...oneofs.map(({ amino, members }) => [amino, members] as const),
    ]),
    nested: declared.filter(({ info }) => info.kind === "message" && info.repeated !== true && info.optional !== true),
    oneofs,
  };
}

function fromPartial(name: string, { byKey, nested, oneofs }: Plan, record: Fields, input: Input<Fields>): Fields {
  if (typeof input !== "object" || input === null) throw new CodecError(`${name}: wants an object`);
  // Declared order: the result does not depend on it.
  for (const key of Object.keys(input)) {
    const field = byKey.get(key);
    if (field === undefined) throw new CodecError(`${name}: unknown field ${key}`);
    const value = input[key];
    if (value !== undefined) record[key] = field.partial(value);
  }
  for (const field of nested) record[field.info.key] ??= field.initial();
  if (oneofs.length > 0) atMostOne(name, oneofs, record);
  return record;
}

function atMostOne(name: string, oneofs: Plan["oneofs"], record: Fields): void {
  for (const oneof of oneofs) {
    const set = oneof.members.filter(({ info }) => record[info.key] !== undefined);
    if (set.length > 1) throw new CodecError(`${name}: more than one of oneof ${oneof.name} is set`);
  }
}

function toJson({ declared }: Plan, record: Fields): JsonValue {
  const json: { [name: string]: JsonValue } = {};
  for (const { info, toJson } of declared) {
    const value = record[info.key];
    // jsonpb shows nil pointers as null, but leaves out members of a oneof that are not set.
    if (value !== undefined) json[info.name] = toJson(value);
    else if (info.oneof === undefined) json[info.name] = null;
  }
  return json;
}

function fromJson(name: string, plan: Plan, record: Fields, json: JsonValue, depth: number): Fields {
  const object = jsonObject(name, json, depth);
  const seen = new Set<Field>();
  // Declared order: the result does not depend on it.
  for (const key of Object.keys(object)) {
    const field = plan.byJson.get(key);
    if (field === undefined) throw new CodecError(`${name}: unknown field ${key}`);
    if (seen.has(field)) throw new CodecError(`${name}: field ${field.info.name} is given twice`);
    seen.add(field);
    const value = object[key] as JsonValue;
    if (value !== null || field.info.kind === "json") record[field.info.key] = field.fromJson(value, depth);
  }
  for (const field of plan.nested) record[field.info.key] ??= field.initial();
  if (plan.oneofs.length > 0) atMostOne(name, plan.oneofs, record);
  return record;
}

/** @see Cosmos SDK x/tx v0.14, signing/aminojson/json_marshal.go, marshalMessage */
function toAmino(name: string, { declared, oneofs }: Plan, record: Fields): JsonValue {
  const json: { [name: string]: JsonValue } = {};
  for (const field of declared) {
    const { info } = field;
    const value = record[info.key];
    if (info.oneof !== undefined) continue;
    if (value !== undefined && !field.isEmpty(value)) json[aminoName(field)] = field.toAmino(value);
    else if (info.amino?.keepEmpty === true) json[aminoName(field)] = emptyAmino(name, field, value);
  }
  for (const { amino, members } of oneofs) {
    json[amino] = null;
    for (const field of members) {
      const type = field.info.amino?.oneofName;
      if (type === undefined) throw new CodecError(`${name}.${field.info.name}: has no amino.oneof_name`);
      const value = record[field.info.key];
      if (value !== undefined) json[amino] = { type, value: { [aminoName(field)]: field.toAmino(value) } };
    }
  }
  return json;
}

function emptyAmino(name: string, field: Field, value: unknown): JsonValue {
  const { info } = field;
  if (info.repeated === true) return info.amino?.encoding === "legacy_coins" ? [] : null;
  if (value === undefined) throw new CodecError(`${name}.${info.name}: amino JSON needs it`);
  return field.toAmino(value);
}

function fromAmino(name: string, plan: Plan, record: Fields, json: JsonValue, depth: number): Fields {
  const object = jsonObject(name, json, depth);
  // Declared order: the result does not depend on it.
  for (const key of Object.keys(object)) {
    const value = object[key] as JsonValue;
    const candidates = plan.byAmino.get(key);
    if (candidates === undefined) throw new CodecError(`${name}: unknown amino field ${key}`);
    if (value === null) continue;
    const [first] = candidates as readonly [Field];
    if (first.info.oneof === undefined) record[first.info.key] = first.fromAmino(value, depth);
    else aminoMember(name, candidates, record, value, depth);
  }
  for (const field of plan.nested) record[field.info.key] ??= field.initial();
  return record;
}

function aminoMember(name: string, members: readonly Field[], record: Fields, json: JsonValue, depth: number): void {
  const { type, value } = jsonObject(name, json, depth);
  const field = members.find(({ info }) => info.amino?.oneofName === type);
  const inner =
    field === undefined || value === undefined ? undefined : jsonObject(name, value, depth)[aminoName(field)];
  if (field === undefined || inner === undefined) throw new CodecError(`${name}: unknown member of a oneof`);
  record[field.info.key] = field.fromAmino(inner, depth);
}

function jsonObject(name: string, json: JsonValue, depth: number): JsonObject {
  if (depth <= 0) throw new CodecError(`${name}: nested too deeply`);
  if (typeof json !== "object" || json === null || Array.isArray(json))
    throw new CodecError(`${name}: wants an object`);
  return json as JsonObject;
}

function jsonForm<T>(form: JsonForm | undefined): Partial<MessageCodec<T>> {
  if (form === undefined) return {};
  return { toJSON: (value) => form.to(value as never), fromJSON: (json, depth = DEPTH) => form.from(json, depth) as T };
}

function aminoForm<T>(form: JsonForm | undefined): Partial<MessageCodec<T>> {
  if (form === undefined) return {};
  return {
    toAmino: (value) => form.to(value as never),
    fromAmino: (json, depth = DEPTH) => form.from(json, depth) as T,
  };
}

function aminoName({ info }: Field): string {
  return info.amino?.name ?? info.name;
}

function upperCamel(name: string): string {
  const camel = camelCase(name);
  return camel.charAt(0).toUpperCase() + camel.slice(1);
}
