import {
  type Address,
  bytesToUtf8,
  type ConsAddress,
  fromBase64,
  type JsonValue,
  toBase64,
  utf8Length,
  type ValAddress,
  writeUtf8,
} from "@dcm/proto";
import { accountAddress, addressBytes, consensusAddress, validatorAddress } from "./address.js";
import { EMPTY, readU64, writeU64 } from "./bytes.js";
import { assert } from "./errors.js";

/** Reads the parts of one key in order. */
export interface KeyReader {
  readonly bytes: Uint8Array;
  at: number;
  /** The chain's address prefix. */
  readonly prefix: string;
}

/** Takes the parts of one key in order. */
export class KeyWriter {
  at = 0;
  #bytes = new Uint8Array(256);
  /** What was written, by its length. */
  #views: Uint8Array[] = [];

  byte(value: number): void {
    this.#room(1);
    this.#bytes[this.at++] = value;
  }

  bytes(part: Uint8Array): void {
    this.#room(part.length);
    const [into, at] = [this.#bytes, this.at];
    for (let i = 0; i < part.length; i++) into[at + i] = part[i] as number;
    this.at = at + part.length;
  }

  text(part: string): void {
    this.#room(utf8Length(part));
    this.at = writeUtf8(part, this.#bytes, this.at);
  }

  u64(value: bigint): void {
    this.#room(8);
    writeU64(value, this.#bytes, this.at);
    this.at += 8;
  }

  /** Inverts what was written from `start` on. */
  invert(start: number): void {
    for (let i = start; i < this.at; i++) this.#bytes[i] = (this.#bytes[i] as number) ^ 0xff;
  }

  /** Turns round what was written from `start` on: the last byte comes first. */
  reverse(start: number): void {
    this.#bytes.subarray(start, this.at).reverse();
  }

  /** What was written: a view, which holds until the next key is begun. */
  view(): Uint8Array {
    this.#views[this.at] ??= this.#bytes.subarray(0, this.at);
    return this.#views[this.at] as Uint8Array;
  }

  #room(size: number): void {
    if (this.at + size <= this.#bytes.length) return;
    const grown = new Uint8Array(2 * (this.at + size));
    grown.set(this.#bytes);
    this.#bytes = grown;
    this.#views = [];
  }
}

/** Keys are made one after the other, in one place. */
const writer = new KeyWriter();

/**
 * The stored key of a record: the collection's prefix, then the typed key. It holds until the next key is made, long enough
 * for a store to be asked for it: stores copy the keys that they keep.
 */
export function storedKey<K>(prefix: Uint8Array, codec: KeyCodec<K>, key: K): Uint8Array {
  writer.at = 0;
  writer.bytes(prefix);
  codec.write(writer, key);
  return writer.view();
}

/** The bytes of a typed key, to keep. */
export function keyBytes<K>(codec: KeyCodec<K>, key: K): Uint8Array {
  return storedKey(EMPTY, codec, key).slice();
}

/** What all stored keys begin with whose first part is `part`. */
export function storedPart<K>(prefix: Uint8Array, codec: KeyCodec<K>, part: K): Uint8Array {
  writer.at = 0;
  writer.bytes(prefix);
  codec.writePart(writer, part);
  return writer.view().slice();
}

/** The stored key of an index entry: the index's prefix and key, then the record's. */
export function storedEntry<I, K>(
  prefix: Uint8Array,
  [index, part]: readonly [codec: KeyCodec<I>, part: I],
  [codec, key]: readonly [codec: KeyCodec<K>, key: K],
): Uint8Array {
  writer.at = 0;
  writer.bytes(prefix);
  index.writePart(writer, part);
  codec.write(writer, key);
  return writer.view().slice();
}

/** How a typed key becomes bytes, so that keys sort as their bytes do. */
export interface KeyCodec<K> {
  /** As the last part of a key. */
  write(into: KeyWriter, key: K): void;
  /** As a part that others follow: says itself where it ends. */
  writePart(into: KeyWriter, key: K): void;
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
  (into, key: bigint) => {
    if (key < 0n || key > U64_MAX) assert(false, `key ${key} does not fit 64 bits`);
    into.u64(key);
  },
  (reader) => readU64(take(reader, 8), 0),
  (key) => `${key}`,
  (json) => BigInt(json as string),
);

/** {@link u64} with the least significant byte first, as an old store of the SDK has it; such keys are not in order of number. */
export const u64LittleEndian: KeyCodec<bigint> = same(
  (into, key: bigint) => {
    const start = into.at;
    u64.write(into, key);
    into.reverse(start);
  },
  (reader) => readU64(take(reader, 8).toReversed(), 0),
  (key) => `${key}`,
  (json) => BigInt(json as string),
);

/** Signed, 64 bits, eight bytes: the sign is flipped, so that negative numbers sort first (collections, Int64Key). */
export const i64: KeyCodec<bigint> = same(
  (into, key: bigint) => {
    if (key < -SIGN || key >= SIGN) assert(false, `key ${key} does not fit 64 signed bits`);
    into.u64(key + SIGN);
  },
  (reader) => readU64(take(reader, 8), 0) - SIGN,
  (key) => `${key}`,
  (json) => BigInt(json as string),
);
const SIGN = 1n << 63n;

/** Raw text at the end of a key; ended by a zero byte before other parts. */
export const str: KeyCodec<string> = {
  write: (into, key) => into.text(key),
  writePart(into, key) {
    assert(!key.includes("\0"), "a text with a zero byte cannot be followed by other parts of a key");
    into.text(key);
    into.byte(0);
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
    (into, key: E) => {
      if (key < 0 || key > 255) assert(false, `enum key ${key} does not fit a byte`);
      into.byte(key);
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
  const write = (into: KeyWriter, key: K) => {
    const start = into.at;
    codec.write(into, key);
    into.invert(start);
  };
  const writePart = (into: KeyWriter, key: K) => {
    const start = into.at;
    codec.writePart(into, key);
    into.invert(start);
  };
  const decodePart = (reader: KeyReader) => {
    const view = { ...reader, bytes: flipped(reader.bytes) };
    const key = codec.decodePart(view);
    reader.at = view.at;
    return key;
  };
  return { ...codec, write, writePart, decode, decodePart };
}

/** A key of two parts, ordered by the first, then the second. */
export function pair<A, B>(a: KeyCodec<A>, b: KeyCodec<B>): PairCodec<A, B> {
  return {
    first: a,
    write(into, [x, y]) {
      a.writePart(into, x);
      b.write(into, y);
    },
    writePart(into, [x, y]) {
      a.writePart(into, x);
      b.writePart(into, y);
    },
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
  const flat = ([x, [y, z]]: readonly [A, readonly [B, C]]) => [x, y, z] as const;
  return {
    first: a,
    write(into, [x, y, z]) {
      a.writePart(into, x);
      b.writePart(into, y);
      c.write(into, z);
    },
    writePart(into, [x, y, z]) {
      a.writePart(into, x);
      b.writePart(into, y);
      c.writePart(into, z);
    },
    decode: (reader) => flat(nested.decode(reader)),
    decodePart: (reader) => flat(nested.decodePart(reader)),
    toJson: ([x, y, z]) => nested.toJson([x, [y, z]]),
    fromJson: (json) => flat(nested.fromJson(json)),
  };
}

const U64_MAX = (1n << 64n) - 1n;

function same<K>(
  write: (into: KeyWriter, key: K) => void,
  decode: (reader: KeyReader) => K,
  toJson: (key: K) => JsonValue,
  fromJson: (json: JsonValue) => K,
): KeyCodec<K> {
  return { write, writePart: write, decode, decodePart: decode, toJson, fromJson };
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
    write: (into, key) => into.bytes(toRaw(key)),
    writePart(into, key) {
      const raw = toRaw(key);
      assert(raw.length < 128, "a part of a key is shorter than 128 bytes, so that its length is one byte");
      into.byte(raw.length);
      into.bytes(raw);
    },
    decode: (reader) => fromRaw(rest(reader), reader.prefix),
    decodePart: (reader) => fromRaw(take(reader, take(reader, 1)[0] as number), reader.prefix),
    toJson,
    fromJson,
  };
}

function sized<K>(codec: KeyCodec<K>): KeyCodec<K> {
  return { ...codec, write: codec.writePart, decode: codec.decodePart };
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
