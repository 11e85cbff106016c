import fc from "fast-check";
import { type EnumInfo, type FieldInfo, type MessageCodec, messages } from "../src/index.js";

/** Messages that an Any may hold in generated values: a plain one, a signed one, a key, and one with an amino form of its own. */
const INSIDE = [
  "cosmos.base.v1beta1.Coin",
  "cosmos.bank.v1beta1.MsgSend",
  "cosmos.crypto.secp256k1.PubKey",
  "google.protobuf.Duration",
];

/** What the generated values must keep to, for judges that cannot say everything. */
export interface Limits {
  /** Decimals and integers are never negative. */
  readonly positive?: boolean;
  /** Enums only hold numbers with a name. */
  readonly namedEnums?: boolean;
  /** No 64-bit number lies in 2^31 … 2^32-1, and no packed list is empty: cosmjs-types 0.11 writes both wrongly. */
  readonly cosmjs?: boolean;
  /** Nothing is empty, zero or missing. */
  readonly full?: boolean;
}

/** Values of a message that can be encoded, nested a little. */
export function valuesOf(codec: MessageCodec, limits: Limits = {}, depth = 3): fc.Arbitrary<unknown> {
  if (codec.name === "google.protobuf.Timestamp")
    return limits.cosmjs === true ? timestamp.filter(({ seconds }) => sane(seconds)) : timestamp;
  if (codec.name === "google.protobuf.Duration")
    return limits.cosmjs === true ? duration.filter(({ seconds }) => sane(seconds)) : duration;
  if (codec.name === "google.protobuf.Any") return anyValue(limits, depth);
  const oneofs = new Map<string, FieldInfo[]>();
  const shape: { [key: string]: fc.Arbitrary<unknown> } = {};
  for (const field of codec.fields) {
    if (field.oneof === undefined) shape[field.key] = fieldValue(field, limits, depth);
    else oneofs.set(field.oneof, [...(oneofs.get(field.oneof) ?? []), field]);
  }
  const choices = [...oneofs.values()].map((members) => member(members, limits, depth));
  return fc.tuple(fc.record(shape), ...choices).map((parts) => Object.assign({}, ...parts) as unknown);
}

function member(members: readonly FieldInfo[], limits: Limits, depth: number): fc.Arbitrary<object> {
  const none = Object.fromEntries(members.map(({ key }) => [key, undefined]));
  const open = depth > 0 ? members : members.filter(({ kind }) => kind !== "message");
  return fc.oneof(
    fc.constant(none),
    ...open.map((field) => single(field, limits, depth).map((value) => ({ ...none, [field.key]: value }))),
  );
}

function fieldValue(field: FieldInfo, limits: Limits, depth: number): fc.Arbitrary<unknown> {
  const nested = field.kind === "message";
  const minLength = limits.full === true || (limits.cosmjs === true && PACKED.test(field.kind)) ? 1 : 0;
  if (field.repeated === true)
    return depth > 0 || !nested ? fc.array(single(field, limits, depth), { minLength, maxLength: 3 }) : fc.constant([]);
  if (nested && depth <= 0 && field.optional === true) return fc.constant(undefined);
  return field.optional === true && limits.full !== true
    ? fc.option(single(field, limits, depth), { nil: undefined })
    : single(field, limits, depth);
}

function enumOf({ type }: FieldInfo): EnumInfo {
  return type?.() as EnumInfo;
}

function single(field: FieldInfo, limits: Limits, depth: number): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case "message":
      return valuesOf(field.type?.() as MessageCodec, limits, depth - 1);
    case "enum": {
      const named = Object.values(enumOf(field).values).filter(
        (number) => number !== 0 || (field.noZero !== true && limits.full !== true),
      );
      return limits.namedEnums === true
        ? fc.constantFrom(...named)
        : fc.oneof(fc.constantFrom(...named), fc.integer({ min: 900, max: 1000 }));
    }
    case "amount":
      return whole(limits.positive === true ? 0n : 1n - (1n << 256n), (1n << 256n) - 1n);
    case "dec":
      return whole(limits.positive === true ? 0n : 1n - (1n << 315n), (1n << 315n) - 1n);
    case "json":
      return fc.constantFrom("{}", '{"a":[1,"2",null]}', "[]").map((text) => new TextEncoder().encode(text));
    default: {
      const scalar: fc.Arbitrary<unknown> = scalars[field.kind];
      const judged = limits.cosmjs === true ? scalar.filter(sane) : scalar;
      return limits.full === true ? judged.filter((value) => !EMPTY.includes(value)) : judged;
    }
  }
}

const EMPTY: readonly unknown[] = ["", 0, 0n, false];
const PACKED = /int|fixed|bool|enum/;

function sane(value: unknown): boolean {
  return typeof value !== "bigint" || value < 1n << 31n || value >= 1n << 32n;
}

const whole = (min: bigint, max: bigint) =>
  fc.oneof(fc.constant(0n), fc.bigInt({ min: max < 9n ? min : 0n, max: 1_000_000n }), fc.bigInt({ min, max }));
const signed64 = fc.oneof(
  fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n }),
  fc.bigInt({ min: -200n, max: 1n << 33n }),
);
const unsigned64 = fc.oneof(
  fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
  fc.bigInt({ min: 0n, max: 300n }),
  fc.constant(1n << 32n),
);
const signed32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const unsigned32 = fc.oneof(fc.nat({ max: 2 ** 32 - 1 }), fc.nat({ max: 200 }));
const scalars = {
  bool: fc.boolean(),
  int32: signed32,
  sint32: signed32,
  sfixed32: signed32,
  uint32: unsigned32,
  fixed32: unsigned32,
  int64: signed64,
  sint64: signed64,
  sfixed64: signed64,
  uint64: unsigned64,
  fixed64: unsigned64,
  string: fc.oneof(
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.constantFrom("", "<a&b>", "\u2028\u2029", "\t\b\u0001", "żółw 🐢"),
  ),
  bytes: fc.uint8Array({ maxLength: 9 }).map((value) => Uint8Array.from(value)),
};

const timestamp = fc.record({
  seconds: fc.bigInt({ min: -62135596800n, max: 253402300799n }),
  nanos: nanosUpTo(999_999_999),
});
/** Within what amino JSON can say, and with nanos of the sign of the seconds. */
const duration = fc
  .record({ seconds: fc.bigInt({ min: 0n, max: 9_000_000_000n }), nanos: nanosUpTo(999_999_999), minus: fc.boolean() })
  .map(({ seconds, nanos, minus }) => (minus ? { seconds: -seconds, nanos: 0 - nanos } : { seconds, nanos }))
  .map(({ seconds, nanos }) => ({ seconds, nanos: nanos === 0 ? 0 : nanos }));

function nanosUpTo(max: number): fc.Arbitrary<number> {
  return fc.oneof(fc.constantFrom(0, 1_000, 500_000_000), fc.nat({ max }));
}

function anyValue(limits: Limits, depth: number): fc.Arbitrary<unknown> {
  const codecs = messages.filter(({ name }) => INSIDE.includes(name));
  return fc.constantFrom(...codecs).chain((codec) =>
    valuesOf(codec, limits, Math.min(depth, 1)).map((value) => ({
      typeUrl: codec.typeUrl,
      value: codec.encode(value),
    })),
  );
}
