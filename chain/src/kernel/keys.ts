import {
  type Address,
  bytesToUtf8,
  type ConsAddress,
  fromBase64,
  type JsonValue,
  toBase64,
  utf8ToBytes,
  type ValAddress,
} from "@dcm/proto";
import { accountAddress, addressBytes, consensusAddress, validatorAddress } from "./address.js";
import { concat, readU64, u64Bytes } from "./bytes.js";
import { assert } from "./errors.js";

/** Reads the parts of one key in order. */
export interface KeyReader {
  readonly bytes: Uint8Array;
  at: number;
  /** The chain's address prefix. */
  readonly prefix: string;
}

/** How a typed key becomes bytes, so that keys sort as their bytes do. */
export interface KeyCodec<K> {
  /** As the last part of a key. */
  encode(key: K): Uint8Array;
  /** As a part that others follow: says itself where it ends. */
  encodePart(key: K): Uint8Array;
  decode(reader: KeyReader): K;
  decodePart(reader: KeyReader): K;
  toJson(key: K): JsonValue;
  fromJson(json: JsonValue): K;
}

/** A key of two parts; ranges over the first are its `list` and `page`. */
export interface PairCodec<A, B> extends KeyCodec<readonly [A, B]> {
  readonly first: KeyCodec<A>;
}

/** Unsigned, 64 bits, eight bytes. */
export const u64: KeyCodec<bigint> = same(
  (key: bigint) => {
    assert(key >= 0n && key < 1n << 64n, `key ${key} does not fit 64 bits`);
    return u64Bytes(key);
  },
  (reader) => readU64(take(reader, 8), 0),
  (key) => `${key}`,
  (json) => BigInt(json as string),
);

/** Signed, 64 bits, eight bytes: the sign is flipped, so that negative numbers sort first (collections, Int64Key). */
export const i64: KeyCodec<bigint> = same(
  (key: bigint) => {
    assert(key >= -SIGN && key < SIGN, `key ${key} does not fit 64 signed bits`);
    return u64Bytes(key + SIGN);
  },
  (reader) => readU64(take(reader, 8), 0) - SIGN,
  (key) => `${key}`,
  (json) => BigInt(json as string),
);
const SIGN = 1n << 63n;

/** Raw text at the end of a key; ended by a zero byte before other parts. */
export const str: KeyCodec<string> = {
  encode: utf8ToBytes,
  encodePart(key) {
    assert(!key.includes("\0"), "a text with a zero byte cannot be followed by other parts of a key");
    return concat(utf8ToBytes(key), Uint8Array.of(0));
  },
  decode: (reader) => bytesToUtf8(rest(reader)),
  decodePart(reader) {
    const end = reader.bytes.indexOf(0, reader.at);
    const text = bytesToUtf8(take(reader, end - reader.at));
    reader.at += 1;
    return text;
  },
  toJson: (key) => key,
  fromJson: (json) => json as string,
};

/** Raw bytes at the end of a key; preceded by their length before other parts. */
export const bytes: KeyCodec<Uint8Array> = lengthPrefixed(
  (key: Uint8Array) => key,
  (raw) => raw,
  (key) => toBase64(key),
  (json) => fromBase64(json as string),
);

export const address: KeyCodec<Address> = addressKey(accountAddress);
export const valAddress: KeyCodec<ValAddress> = addressKey(validatorAddress);
export const consAddress: KeyCodec<ConsAddress> = addressKey(consensusAddress);

/** An address that carries its length even at the end of a key, as the SDK's older stores have it. */
export const sizedAddress: KeyCodec<Address> = sized(address);
export const sizedValAddress: KeyCodec<ValAddress> = sized(valAddress);
export const sizedConsAddress: KeyCodec<ConsAddress> = sized(consAddress);

/** An enum in one byte. */
export function enumKey<E extends number>(): KeyCodec<E> {
  return same(
    (key: E) => {
      assert(key >= 0 && key < 256, `enum key ${key} does not fit a byte`);
      return Uint8Array.of(key);
    },
    (reader) => take(reader, 1)[0] as E,
    (key) => key,
    (json) => json as E,
  );
}

/** Sorts the other way round, for keys of fixed length such as {@link u64}: the largest comes first. */
export function descending<K>(codec: KeyCodec<K>): KeyCodec<K> {
  const flipped = (raw: Uint8Array) => raw.map((byte) => byte ^ 0xff);
  const decode = (reader: KeyReader) => codec.decode({ ...reader, bytes: flipped(rest(reader)), at: 0 });
  const encode = (key: K) => flipped(codec.encode(key));
  const decodePart = (reader: KeyReader) => {
    const view = { ...reader, bytes: flipped(reader.bytes) };
    const key = codec.decodePart(view);
    reader.at = view.at;
    return key;
  };
  return { ...codec, encode, decode, encodePart: (key) => flipped(codec.encodePart(key)), decodePart };
}

/** A key of two parts, ordered by the first, then the second. */
export function pair<A, B>(a: KeyCodec<A>, b: KeyCodec<B>): PairCodec<A, B> {
  return {
    first: a,
    encode: ([x, y]) => concat(a.encodePart(x), b.encode(y)),
    encodePart: ([x, y]) => concat(a.encodePart(x), b.encodePart(y)),
    decode: (reader) => [a.decodePart(reader), b.decode(reader)],
    decodePart: (reader) => [a.decodePart(reader), b.decodePart(reader)],
    toJson: ([x, y]) => [a.toJson(x), b.toJson(y)],
    fromJson: (json) => {
      const [x, y] = json as readonly JsonValue[];
      return [a.fromJson(x as JsonValue), b.fromJson(y as JsonValue)];
    },
  };
}

/** A key of three parts; ranges go over the first. */
export function triple<A, B, C>(
  a: KeyCodec<A>,
  b: KeyCodec<B>,
  c: KeyCodec<C>,
): KeyCodec<readonly [A, B, C]> & { readonly first: KeyCodec<A> } {
  const nested = pair(a, pair(b, c));
  const fold = ([x, y, z]: readonly [A, B, C]) => [x, [y, z]] as const;
  const flat = ([x, [y, z]]: readonly [A, readonly [B, C]]) => [x, y, z] as const;
  return {
    first: a,
    encode: (key) => nested.encode(fold(key)),
    encodePart: (key) => nested.encodePart(fold(key)),
    decode: (reader) => flat(nested.decode(reader)),
    decodePart: (reader) => flat(nested.decodePart(reader)),
    toJson: (key) => nested.toJson(fold(key)),
    fromJson: (json) => flat(nested.fromJson(json)),
  };
}

function same<K>(
  encode: (key: K) => Uint8Array,
  decode: (reader: KeyReader) => K,
  toJson: (key: K) => JsonValue,
  fromJson: (json: JsonValue) => K,
): KeyCodec<K> {
  return { encode, encodePart: encode, decode, decodePart: decode, toJson, fromJson };
}

function addressKey<K extends Address | ValAddress | ConsAddress>(
  text: (prefix: string, raw: Uint8Array) => K,
): KeyCodec<K> {
  return lengthPrefixed<K>(
    addressBytes,
    (raw, prefix) => text(prefix, raw),
    (key) => key,
    (json) => json as K,
  );
}

function lengthPrefixed<K>(
  toRaw: (key: K) => Uint8Array,
  fromRaw: (raw: Uint8Array, prefix: string) => K,
  toJson: (key: K) => JsonValue,
  fromJson: (json: JsonValue) => K,
): KeyCodec<K> {
  return {
    encode: toRaw,
    encodePart(key) {
      const raw = toRaw(key);
      assert(raw.length < 128, "a part of a key is shorter than 128 bytes, so that its length is one byte");
      return concat(Uint8Array.of(raw.length), raw);
    },
    decode: (reader) => fromRaw(rest(reader), reader.prefix),
    decodePart: (reader) => fromRaw(take(reader, take(reader, 1)[0] as number), reader.prefix),
    toJson,
    fromJson,
  };
}

function sized<K>(codec: KeyCodec<K>): KeyCodec<K> {
  return { ...codec, encode: codec.encodePart, decode: codec.decodePart };
}

function take(reader: KeyReader, size: number): Uint8Array {
  assert(size >= 0 && reader.at + size <= reader.bytes.length, "a stored key is complete");
  const part = reader.bytes.slice(reader.at, reader.at + size);
  reader.at += size;
  return part;
}

function rest(reader: KeyReader): Uint8Array {
  return take(reader, reader.bytes.length - reader.at);
}
