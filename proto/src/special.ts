import { type AminoNames, sdkNames } from "./amino-names.js";
import { fromBase64, toBase64 } from "./bytes.js";
import { CodecError } from "./error.js";
import { messageByAminoName, messageByTypeUrl } from "./registry.js";
import { durationText, parseDuration, parseTimestamp, type SecondsNanos, timestampText } from "./time.js";
import type { JsonObject, JsonValue, MessageCodec } from "./types.js";

// Messages whose JSON is not that of their fields.

export interface JsonForm {
  to(value: never): JsonValue;
  from(json: JsonValue, depth: number): unknown;
}

interface AnyValue {
  readonly typeUrl: string;
  readonly value: Uint8Array;
}

const NANOS = 1_000_000_000n;
/** Seconds above which the SDK refuses a duration in amino JSON: its nanoseconds must fit int64 (x/tx aminojson/time.go). */
const AMINO_DURATION_SECONDS = 9_223_372_035n;
/** How deep an Any may hold another while it is turned into JSON. */
const ANY_DEPTH = 32;

/** proto3 JSON of the well-known types. */
export const protoForms: { readonly [name: string]: JsonForm } = {
  "google.protobuf.Timestamp": {
    to: (value: SecondsNanos) => timestampText(value, "grouped"),
    from: (json) => parseTimestamp(text(json, "timestamp")),
  },
  "google.protobuf.Duration": { to: durationText, from: (json) => parseDuration(text(json, "duration")) },
  "google.protobuf.Any": { to: anyToJson, from: anyFromJson },
};

/** Amino JSON of the well-known types (x/tx/signing/aminojson). */
export const aminoForms: { readonly [name: string]: JsonForm } = {
  "google.protobuf.Timestamp": {
    to: (value: SecondsNanos) => timestampText(value, "shortest"),
    from: (json) => parseTimestamp(text(json, "timestamp")),
  },
  "google.protobuf.Duration": { to: aminoDuration, from: fromAminoDuration },
  "google.protobuf.Any": { to: anyToAmino, from: anyFromAmino },
};

/** Amino JSON by (amino.message_encoding). */
export const aminoEncodings: { readonly [encoding: string]: JsonForm } = {
  key_field: {
    to: ({ key }: { key: Uint8Array }) => (key.length === 0 ? null : toBase64(key)),
    from: (json) => ({ key: json === null ? new Uint8Array(0) : fromBase64(text(json, "key")) }),
  },
  module_account: { to: moduleAccountToAmino, from: moduleAccountFromAmino },
  threshold_string: {
    to: ({ threshold, publicKeys }: { threshold: number; publicKeys: readonly AnyValue[] }) => ({
      pubkeys: publicKeys.map((key) => anyToAmino(key)),
      threshold: String(threshold),
    }),
    from(json, depth) {
      const { pubkeys, threshold } = object(json, "multisig key");
      if (!Array.isArray(pubkeys)) throw new CodecError("multisig key: pubkeys is no list");
      const count = Number(text(threshold, "threshold"));
      return { threshold: count, publicKeys: pubkeys.map((key: JsonValue) => anyFromAmino(key, depth - 1)) };
    },
  },
};

let anyDepth = 0;
let aminoNames = sdkNames;

/** What `build` answers while every Any, however deep, is called by these names in amino JSON. */
export function withAminoNames<T>(names: AminoNames, build: () => T): T {
  const before = aminoNames;
  aminoNames = names;
  try {
    return build();
  } finally {
    aminoNames = before;
  }
}

/** Runs `inner` one Any deeper, so that crafted nesting cannot exhaust the stack. */
function deeper<T>(inner: () => T): T {
  if (anyDepth >= ANY_DEPTH) throw new CodecError("google.protobuf.Any: nested too deeply");
  anyDepth++;
  try {
    return inner();
  } finally {
    anyDepth--;
  }
}

function anyToJson(any: AnyValue): JsonValue {
  return deeper(() => {
    const codec = codecOf(any.typeUrl);
    const json = codec.toJSON(codec.decode(any.value));
    // A type with a form of its own stands under "value".
    return codec.name in protoForms
      ? { "@type": any.typeUrl, value: json }
      : { "@type": any.typeUrl, ...(json as JsonObject) };
  });
}

function anyFromJson(json: JsonValue, depth: number): AnyValue {
  const { "@type": type, ...rest } = object(json, "google.protobuf.Any");
  const typeUrl = text(type, "@type");
  const codec = codecOf(typeUrl);
  const inner = codec.name in protoForms ? (rest.value ?? null) : rest;
  return { typeUrl, value: codec.encode(codec.fromJSON(inner, depth - 1)) };
}

function anyToAmino(any: AnyValue): JsonValue {
  return deeper(() => {
    const codec = codecOf(any.typeUrl);
    const name = codec.options.aminoName ?? codec.typeUrl;
    return { type: aminoNames.get(name) ?? name, value: codec.toAmino(codec.decode(any.value)) };
  });
}

function anyFromAmino(json: JsonValue, depth: number): AnyValue {
  const { type, value, ...rest } = object(json, "amino value");
  const name = text(type, "type");
  // Declared order: only their number counts.
  const others = Object.keys(rest).length;
  if (value === undefined || others > 0) throw new CodecError("amino value: wants type and value");
  const codec = messageByAminoName(name) ?? codecOf(name);
  return { typeUrl: codec.typeUrl, value: codec.encode(codec.fromAmino(value, depth - 1)) };
}

function codecOf(typeUrl: string): MessageCodec {
  const codec = messageByTypeUrl(typeUrl);
  if (codec === undefined) throw new CodecError(`unable to resolve type URL ${typeUrl.slice(0, 200)}`);
  return codec;
}

function aminoDuration({ seconds, nanos }: SecondsNanos): JsonValue {
  if (seconds > AMINO_DURATION_SECONDS || seconds < -AMINO_DURATION_SECONDS)
    throw new CodecError(`duration: ${seconds} seconds would overflow an int64 when represented as nanoseconds`);
  return String(seconds * NANOS + BigInt(nanos));
}

function fromAminoDuration(json: JsonValue): SecondsNanos {
  const nanoseconds = text(json, "duration");
  if (!/^-?[0-9]{1,19}$/.test(nanoseconds)) throw new CodecError("duration: not nanoseconds");
  const total = BigInt(nanoseconds);
  return { seconds: total / NANOS, nanos: Number(total % NANOS) };
}

interface Account {
  readonly address: string;
  readonly accountNumber: bigint;
  readonly sequence: bigint;
}
interface ModuleAccount {
  readonly baseAccount: Account | undefined;
  readonly name: string;
  readonly permissions: readonly string[];
}

function moduleAccountToAmino({ baseAccount, name, permissions }: ModuleAccount): JsonValue {
  return {
    account_number: exactNumber(baseAccount?.accountNumber ?? 0n),
    address: baseAccount?.address ?? "",
    name,
    permissions: permissions.length === 0 ? null : permissions,
    public_key: "",
    sequence: exactNumber(baseAccount?.sequence ?? 0n),
  };
}

/** Go writes these as JSON numbers; JavaScript has the first 2^53 of them. */
function exactNumber(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new CodecError(`amino JSON: ${value} is above 2^53-1`);
  return number;
}

function moduleAccountFromAmino(json: JsonValue): unknown {
  const { account_number: number, address, name, permissions, sequence } = object(json, "module account");
  const count = (value: JsonValue | undefined): bigint => {
    if (!Number.isSafeInteger(value)) throw new CodecError("module account: wants a number");
    return BigInt(value as number);
  };
  const base = { address: text(address, "address"), accountNumber: count(number), sequence: count(sequence) };
  return { baseAccount: { ...base, pubKey: undefined }, name: text(name, "name"), permissions: permissions ?? [] };
}

function text(json: JsonValue | undefined, what: string): string {
  if (typeof json !== "string") throw new CodecError(`${what}: wants a string`);
  return json;
}

function object(
  json: JsonValue | undefined,
  what: string,
): { readonly [key: string]: JsonValue | undefined } & JsonObject {
  if (typeof json !== "object" || json === null || Array.isArray(json))
    throw new CodecError(`${what}: wants an object`);
  return json as JsonObject;
}
