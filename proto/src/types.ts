import type { Reader, Writer } from "./wire.js";

/** What JSON can say. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };
export type JsonObject = { readonly [key: string]: JsonValue };

/** What `fromPartial` takes for a T: every field may be missing, and brands are not asked for. */
export type Input<T> = T extends bigint
  ? bigint
  : T extends string
    ? string
    : T extends number | boolean | Uint8Array | undefined
      ? T
      : T extends readonly (infer U)[]
        ? readonly Input<U>[]
        : T extends object
          ? { readonly [K in keyof T]?: Input<T[K]> | undefined }
          : T;

/** Types of a single value. `amount`, `dec` and `json` are strings or bytes on the wire. */
export type ScalarKind =
  | "bool"
  | "int32"
  | "sint32"
  | "uint32"
  | "fixed32"
  | "sfixed32"
  | "int64"
  | "sint64"
  | "uint64"
  | "fixed64"
  | "sfixed64"
  | "string"
  | "bytes"
  | "amount"
  | "dec"
  | "json";
export type Kind = ScalarKind | "message" | "enum";

/** How amino JSON departs from the proto names and rules ((amino.*) options). */
export interface AminoField {
  readonly name?: string;
  /** legacy_coins or inline_json. */
  readonly encoding?: string;
  readonly keepEmpty?: boolean;
  readonly oneofName?: string;
}

/** What a field's annotations say. */
export interface FieldOptions {
  /** The message or enum; lazy, because packages import each other in circles. */
  readonly type?: () => MessageCodec | EnumInfo;
  readonly repeated?: boolean;
  /** Repeated numbers written one by one: [packed = false]. */
  readonly unpacked?: boolean;
  /** The value may be undefined: nullable messages and custom types, oneof members, proto3 optional fields. */
  readonly optional?: boolean;
  readonly oneof?: string;
  /** (cosmos_proto.scalar), such as cosmos.AddressString. */
  readonly scalar?: string;
  /** (cosmos_proto.accepts_interface): what an Any may hold, such as cosmos.authz.v1beta1.Authorization. */
  readonly accepts?: string;
  readonly amino?: AminoField;
  /** Life-cycle enums have no value 0: encoding one is an error. */
  readonly noZero?: boolean;
}

/** One field of a message. */
export interface FieldInfo extends FieldOptions {
  readonly number: number;
  /** As in the .proto file and in JSON: from_address. */
  readonly name: string;
  /** As in TypeScript: fromAddress. */
  readonly key: string;
  readonly kind: Kind;
}

/** What a message's annotations say. */
export interface MessageOptions {
  /** (cosmos.msg.v1.signer): names of the fields that hold the signers. */
  readonly signers?: readonly string[];
  /** (amino.name). */
  readonly aminoName?: string;
  /** (amino.message_encoding): key_field, module_account or threshold_string. */
  readonly aminoEncoding?: string;
  /** (cosmos_proto.implements_interface): what accepts it inside an Any. */
  readonly implements?: readonly string[];
  readonly cli?: CliHint;
}

/** Hints for the derived command line (dcm.cli.v1). */
export interface CliHint {
  readonly use?: string;
  readonly hidden?: boolean;
}

/** Encodes and decodes one kind of message. */
export interface MessageCodec<T = unknown> {
  /** "/" and the full name. */
  readonly typeUrl: string;
  /** Full name: package.Message. */
  readonly name: string;
  /** In the order of the .proto file. */
  readonly fields: readonly FieldInfo[];
  readonly options: MessageOptions;

  /**
   * Canonical bytes: fields ascending, defaults left out, numbers packed, nothing unknown.
   *
   * @throws CodecError  a value is missing, of the wrong type or out of its field's range. Other properties are ignored.
   */
  encode(value: T): Uint8Array;
  /**
   * Reads bytes. Unknown fields are dropped: who must refuse them calls `rejectUnknownFields` on the bytes.
   *
   * @param depth  how deep messages may nest, 100 unless told
   * @throws CodecError  truncated or malformed bytes, a wire type that is not the field's, text that is not UTF-8
   */
  decode(bytes: Uint8Array, depth?: number): T;
  /** {@link decode} of bytes that nobody will change: what it gives may share their memory. */
  decodeLasting(bytes: Uint8Array, depth?: number): T;
  /**
   * Completes a partial value with defaults.
   *
   * @throws CodecError  an unknown key, or a value of the wrong type or out of range
   */
  fromPartial(input: Input<T>): T;
  /** proto3 JSON as the SDK's REST and CLI write it: snake_case names, all fields, 64-bit numbers as strings. */
  toJSON(value: T): JsonValue;
  /**
   * Reads proto3 JSON with snake_case or camelCase names.
   *
   * @throws CodecError  an unknown name, or a value that does not fit its field
   */
  fromJSON(json: JsonValue, depth?: number): T;
  /**
   * The amino JSON value, without {type, value} around it.
   *
   * @throws CodecError  the message has none: a oneof without (amino.oneof_name), or an Any of an unknown type
   */
  toAmino(value: T): JsonValue;
  fromAmino(json: JsonValue, depth?: number): T;

  /** Writes the fields without a length; for codecs that nest. */
  write(writer: Writer, value: T): void;
  /** Reads fields up to `end`, into `into` when a field comes twice; for codecs that nest. */
  read(reader: Reader, end: number, depth: number, into?: T): T;
}

/** One enum: what its numbers are called in the .proto file and in JSON. */
export interface EnumInfo {
  /** Full name. */
  readonly name: string;
  readonly values: { readonly [name: string]: number };
}

/** A REST binding (google.api.http). */
export interface HttpRule {
  readonly get?: string;
  readonly post?: string;
  readonly put?: string;
  readonly delete?: string;
  readonly patch?: string;
  readonly body?: string;
  readonly additional?: readonly HttpRule[];
}

export interface MethodInfo<Request = unknown, Response = unknown> {
  readonly name: string;
  /** /package.Service/Method */
  readonly path: string;
  readonly request: MessageCodec<Request>;
  readonly response: MessageCodec<Response>;
  readonly http?: HttpRule;
  readonly cli?: CliHint;
  readonly comment: string;
}

export interface ServiceInfo {
  /** Full name: package.Service. */
  readonly name: string;
  readonly comment: string;
  /** (cosmos.msg.v1.service): its requests travel in transactions. */
  readonly isMsg: boolean;
  readonly methods: { readonly [method: string]: MethodInfo };
}
