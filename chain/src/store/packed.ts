import type { KvEntry } from "../kernel/kv.js";
import type { Layer } from "./layers.js";

/**
 * Records of one store, packed and sorted by key: a block's writes, with the root after them, or their undo record: the
 * values before, with the root before. An empty value stands for no record.
 */
export interface Section {
  readonly name: string;
  readonly root: Uint8Array;
  readonly records: PackedRecords;
}

/** `name length u8, name, root (32), count u32`, then `key length u8, value length u32, key, value` each; little endian. */
export function packSection(name: string, root: Uint8Array, entries: readonly KvEntry[]): Uint8Array {
  let length = 1 + name.length + 32 + 4;
  for (const [key, value] of entries) length += 5 + key.length + value.length;
  const bytes = new Uint8Array(length);
  bytes[0] = name.length;
  bytes.set(ascii(name), 1);
  let at = 1 + name.length;
  bytes.set(root, at);
  writeU32(bytes, at + 32, entries.length);
  at += 36;
  for (const [key, value] of entries) {
    bytes[at] = key.length;
    writeU32(bytes, at + 1, value.length);
    bytes.set(key, at + 5);
    bytes.set(value, at + 5 + key.length);
    at += 5 + key.length + value.length;
  }
  return bytes;
}

/** Splits concatenated sections; throws when the bytes do not hold whole sections. */
export function unpackSections(bytes: Uint8Array): readonly Section[] {
  const sections: Section[] = [];
  for (let at = 0; at < bytes.length; ) {
    const rootAt = at + 1 + (bytes[at] as number);
    const name = text(bytes.subarray(at + 1, rootAt));
    if (rootAt + 36 > bytes.length) throw new Error("packed records end early");
    const records = new PackedRecords(bytes, rootAt + 36, readU32(bytes, rootAt + 32));
    sections.push({ name, root: bytes.subarray(rootAt, rootAt + 32), records });
    at = records.end;
  }
  return sections;
}

/** Sorted records inside a byte array, found by binary search. */
export class PackedRecords implements Layer {
  /** Where the byte array goes on behind the records. */
  readonly end: number;
  readonly #bytes: Uint8Array;
  readonly #offsets: Uint32Array;

  constructor(bytes: Uint8Array, from: number, count: number) {
    // A record has five bytes at least, which bounds the count before anything is allocated for it.
    if (from + 5 * count > bytes.length) throw new Error("packed records end early");
    this.#bytes = bytes;
    this.#offsets = new Uint32Array(count);
    let at = from;
    for (let i = 0; i < count; i++) {
      this.#offsets[i] = at;
      at += 5 + (bytes[at] as number) + readU32(bytes, at + 1);
      if (at > bytes.length) throw new Error("packed records end early");
    }
    this.end = at;
  }

  get count(): number {
    return this.#offsets.length;
  }

  find(key: Uint8Array): Uint8Array | undefined {
    const i = this.#firstAtLeast(key);
    return i < this.count && this.#compare(i, key) === 0 ? this.#value(i) : undefined;
  }

  *ascend(start: Uint8Array | undefined, end: Uint8Array | undefined): Generator<KvEntry> {
    const stop = end === undefined ? this.count : this.#firstAtLeast(end);
    for (let i = start === undefined ? 0 : this.#firstAtLeast(start); i < stop; i++) yield this.#entry(i);
  }

  *descend(start: Uint8Array | undefined, end: Uint8Array | undefined): Generator<KvEntry> {
    const stop = start === undefined ? 0 : this.#firstAtLeast(start);
    for (let i = end === undefined ? this.count : this.#firstAtLeast(end); i > stop; i--) yield this.#entry(i - 1);
  }

  #firstAtLeast(key: Uint8Array): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(middle, key) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** compareBytes in place: a read at an old height makes some hundred of these. */
  #compare(i: number, key: Uint8Array): number {
    const at = (this.#offsets[i] as number) + 5;
    const length = this.#bytes[at - 5] as number;
    const shared = Math.min(length, key.length);
    for (let j = 0; j < shared; j++) {
      const difference = (this.#bytes[at + j] as number) - (key[j] as number);
      if (difference !== 0) return difference;
    }
    return length - key.length;
  }

  #entry(i: number): KvEntry {
    return [this.#key(i), this.#value(i)];
  }

  #key(i: number): Uint8Array {
    const at = this.#offsets[i] as number;
    return this.#bytes.subarray(at + 5, at + 5 + (this.#bytes[at] as number));
  }

  #value(i: number): Uint8Array {
    const at = this.#offsets[i] as number;
    const from = at + 5 + (this.#bytes[at] as number);
    return this.#bytes.subarray(from, from + readU32(this.#bytes, at + 1));
  }
}

/** Bytes of a store's name; names are ASCII. */
export function ascii(name: string): Uint8Array {
  return Uint8Array.from(name, (character) => character.charCodeAt(0));
}

function text(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function writeU32(bytes: Uint8Array, at: number, n: number): void {
  for (let i = 0; i < 4; i++) bytes[at + i] = n >>> (8 * i);
}

function readU32(bytes: Uint8Array, at: number): number {
  const [a, b, c, d] = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]] as [number, number, number, number];
  return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
}
