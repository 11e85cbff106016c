import type { Arena } from "./arena.js";
import { HASHER_WASM } from "./hasher.wasm.js";
import { compileModule, instantiate, supportsModule } from "./webassembly.js";

/** A pure SHA-256. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/**
 * Hashes the nodes of one tree inside the tree's own memory. Addresses are bytes in its arena; digests there are eight
 * native words. A record is `klen u16, spare u16, vlen u32, key, value`; lists are native words, too:
 *
 * - `inner`: pairs (left hash ‖ right hash, result), 8 bytes each
 * - `values`, `leaves`: triples (record, result, index), 12 bytes each, all records of one call needing equally many
 *   SHA-256 `blocks`; the digest of value `index` lies at `digests + 32 · index`
 */
export interface NodeHasher {
  inner(list: number, count: number): void;
  values(list: number, count: number, blocks: number, digests: number): void;
  leaves(list: number, count: number, blocks: number, digests: number): void;
}

/** How nodes are hashed: four at a time by WebAssembly, or one by one by the function that the host gave. */
export interface Hasher {
  readonly name: "wasm-simd" | "host";
  /** The host's function: the reference, and the way for long values. */
  readonly sha256: Sha256;
  attach(arena: Arena): NodeHasher;
}

/** Bytes at the start of a tree's memory that a {@link NodeHasher} may use as it likes. */
export const HASHER_SCRATCH = 8192;

/** Longest value a {@link NodeHasher} takes. */
export const HASHED_VALUE_MAX = 1000;

/** Hashes with the host's function alone. */
export function hostHasher(sha256: Sha256): Hasher {
  return { name: "host", sha256, attach: (arena) => plainNodes(arena, sha256) };
}

/** Hashes by WebAssembly; undefined when the engine has no SIMD. Compare it with {@link hostHasher} before trusting it. */
export function wasmHasher(sha256: Sha256): Hasher | undefined {
  const binary = decodeBase64(HASHER_WASM);
  if (!supportsModule(binary)) return undefined;
  const module = compileModule(binary);
  return { name: "wasm-simd", sha256, attach: (arena) => instantiate(module, arena.memory) as NodeHasher };
}

/** The digest of eight native words that start at word `at`. */
export function readDigest(words: Uint32Array, at: number): Uint8Array {
  const digest = new Uint8Array(32);
  for (let i = 0; i < 32; i++) digest[i] = (words[at + (i >> 2)] as number) >>> (24 - 8 * (i & 3));
  return digest;
}

/** The inverse of {@link readDigest}. */
export function writeDigest(words: Uint32Array, at: number, digest: Uint8Array): void {
  for (let i = 0; i < 32; i += 4) {
    const [a, b, c, d] = [digest[i], digest[i + 1], digest[i + 2], digest[i + 3]] as [number, number, number, number];
    words[at + (i >> 2)] = (a << 24) | (b << 16) | (c << 8) | d;
  }
}

function plainNodes(arena: Arena, sha256: Sha256): NodeHasher {
  /** Calls `hash` for every triple of a list with the record's parts, and stores what it returns. */
  function each(list: number, count: number, target: 1 | 2, digests: number, hash: Leaf): void {
    for (let i = 0; i < count; i++) {
      const at = (list >>> 2) + 3 * i;
      const record = arena.u32[at] as number;
      const keyEnd = record + 8 + (arena.u16[record >>> 1] as number);
      const digestWord = (digests >>> 2) + 8 * (arena.u32[at + 2] as number);
      const key = arena.u8.subarray(record + 8, keyEnd);
      const value = arena.u8.subarray(keyEnd, keyEnd + (arena.u32[(record >>> 2) + 1] as number));
      const word = target === 1 ? (arena.u32[at + 1] as number) >>> 2 : digestWord;
      writeDigest(arena.u32, word, hash(key, value, digestWord));
    }
  }
  return {
    inner(list, count) {
      for (let i = 0; i < count; i++) {
        const at = (list >>> 2) + 2 * i;
        const children = (arena.u32[at] as number) >>> 2;
        const [left, right] = [readDigest(arena.u32, children), readDigest(arena.u32, children + 8)];
        writeDigest(arena.u32, (arena.u32[at + 1] as number) >>> 2, sha256(innerPreimage(left, right)));
      }
    },
    values(list, count, _blocks, digests) {
      each(list, count, 2, digests, (_key, value) => sha256(value));
    },
    leaves(list, count, _blocks, digests) {
      each(list, count, 1, digests, (key, _value, word) => sha256(leafPreimage(key, readDigest(arena.u32, word))));
    },
  };
}

type Leaf = (key: Uint8Array, value: Uint8Array, digestWord: number) => Uint8Array;

/** IAVL's inner node with height 128, size 1 and version 1 as zig-zag varints (CONFORMANCE.md §8.2). */
function innerPreimage(left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(70);
  bytes.set([0x80, 0x02, 0x02, 0x02, 0x20]);
  bytes.set(left, 5);
  bytes[37] = 0x20;
  bytes.set(right, 38);
  return bytes;
}

/** IAVL's leaf with height 0, size 1 and version 1 as zig-zag varints (CONFORMANCE.md §8.2). */
function leafPreimage(key: Uint8Array, valueDigest: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(37 + key.length);
  bytes.set([0x00, 0x02, 0x02, key.length]);
  bytes.set(key, 4);
  bytes[4 + key.length] = 0x20;
  bytes.set(valueDigest, 5 + key.length);
  return bytes;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Decodes base64 of our own making: line breaks and padding are skipped, nothing is checked. */
function decodeBase64(text: string): Uint8Array {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) continue;
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes.push((bits >> held) & 255);
  }
  return new Uint8Array(bytes);
}
