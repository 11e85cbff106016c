import {
  type Amount,
  amount,
  bytesToUtf8,
  fromBase64,
  type JsonValue,
  type MessageCodec,
  toBase64,
  utf8ToBytes,
} from "@dcm/proto";
import { concat, EMPTY, readU64, u64Bytes } from "./bytes.js";
import { assert } from "./errors.js";
import { NOTHING } from "./gas.js";

/** How a typed value becomes the bytes of a record: at least one, since nothing can be proven of an empty value. */
export interface ValueCodec<V> {
  /** Whether decoding what was encoded always gives the value itself, without more or less in it. */
  readonly exact?: true;
  encode(value: V): Uint8Array;
  /** Of bytes that nobody will change. */
  decode(bytes: Uint8Array): V;
  toJson(value: V): JsonValue;
  fromJson(json: JsonValue): V;
}

/** A protobuf message. One whose fields all have their defaults is NOTHING, which no message can be: none has a field 0. */
export function proto<T>(codec: MessageCodec<T>): ValueCodec<T> {
  return {
    encode(value) {
      const encoded = codec.encode(value);
      return encoded.length === 0 ? NOTHING : encoded;
    },
    decode: (bytes) => codec.decodeLasting(bytes.length === 1 && bytes[0] === 0 ? EMPTY : bytes),
    toJson: (value) => codec.toJSON(value),
    fromJson: (json) => codec.fromJSON(json),
  };
}

/** Eight bytes, most significant first. */
export const u64Value: ValueCodec<bigint> = {
  exact: true,
  encode: u64Bytes,
  decode: (bytes) => readU64(bytes, 0),
  toJson: (value) => `${value}`,
  fromJson: (json) => BigInt(json as string),
};

/** An amount in decimal digits, as the SDK stores math.Int. */
export const amountValue: ValueCodec<Amount> = {
  exact: true,
  encode: (value) => utf8ToBytes(`${value}`),
  decode: (bytes) => amount(BigInt(bytesToUtf8(bytes))),
  toJson: (value) => `${value}`,
  fromJson: (json) => amount(BigInt(json as string)),
};

/** Bytes as they are; at least one. */
export const bytesValue: ValueCodec<Uint8Array> = {
  encode(value) {
    assert(value.length > 0, "a stored value has at least one byte");
    return value;
  },
  decode: (bytes) => bytes,
  toJson: toBase64,
  fromJson: (json) => fromBase64(json as string),
};

/** At most 127 bytes, as the SDK stores google.protobuf.BytesValue; none of them is NOTHING. */
export const bytesField: ValueCodec<Uint8Array> = {
  encode(value) {
    assert(value.length < 128, "the length of a bytes field is one byte");
    return value.length === 0 ? NOTHING : concat(Uint8Array.of(10, value.length), value);
  },
  decode: (bytes) => bytes.slice(2),
  toJson: toBase64,
  fromJson: (json) => fromBase64(json as string),
};

/** Text; at least one byte. */
export const textValue: ValueCodec<string> = {
  encode: (value) => bytesValue.encode(utf8ToBytes(value)),
  decode: bytesToUtf8,
  toJson: (value) => value,
  fromJson: (json) => json as string,
};

/** True or false, as the SDK stores google.protobuf.BoolValue; its false is empty, ours NOTHING. */
export const boolValue: ValueCodec<boolean> = {
  encode: (value) => (value ? Uint8Array.of(8, 1) : NOTHING),
  decode: (bytes) => bytes.length === 2,
  toJson: (value) => value,
  fromJson: (json) => json as boolean,
};

/** A number from 0 to 2^63−1, as the SDK stores google.protobuf.Int64Value; its 0 is empty, ours NOTHING. */
export const int64Value: ValueCodec<bigint> = {
  encode(value) {
    assert(value >= 0n && value < 1n << 63n, `${value} does not fit 63 bits`);
    if (value === 0n) return NOTHING;
    const bytes = [8];
    for (let left = value; left > 0n; left >>= 7n) bytes.push(Number(left & 0x7fn) | (left > 0x7fn ? 0x80 : 0));
    return Uint8Array.from(bytes);
  },
  decode: (bytes) => bytes.slice(1).reduceRight((sum, byte) => (sum << 7n) | BigInt(byte & 0x7f), 0n),
  toJson: (value) => `${value}`,
  fromJson: (json) => BigInt(json as string),
};
