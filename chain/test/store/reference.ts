import { createHash } from "node:crypto";

/** A record of the reference, and a seeded source of keys, values and choices for histories. */
export type Entry = readonly [key: Buffer, value: Buffer];

export const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash("sha256").update(bytes).digest());

/** The root of a set of records by recursion over the sorted keys: written from CONFORMANCE.md §8.2, not from the store. */
export function referenceRoot(entries: readonly Entry[]): Buffer {
  if (entries.length === 0) return hash();
  const [[firstKey, firstValue]] = entries as [Entry];
  const [lastKey] = entries.at(-1) as Entry;
  if (entries.length === 1) {
    return hash(Buffer.from([0, 2, 2, firstKey.length]), firstKey, Buffer.from([32]), hash(firstValue));
  }
  const [first, last] = [bits(firstKey), bits(lastKey)];
  let position = 0;
  while (first[position] === last[position]) position++;
  const split = entries.findIndex(([key]) => bits(key)[position] === "1");
  const [left, right] = [referenceRoot(entries.slice(0, split)), referenceRoot(entries.slice(split))];
  return hash(Buffer.from([0x80, 2, 2, 2, 32]), left, Buffer.from([32]), right);
}

export function sorted(records: ReadonlyMap<string, Buffer>): Entry[] {
  return [...records]
    .map(([key, value]): Entry => [Buffer.from(key, "latin1"), value])
    .sort((a, b) => Buffer.compare(a[0], b[0]));
}

/** Xorshift: the same choices for the same seed. */
export function seeded(seed: number): (below: number) => number {
  let state = seed | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** Keys that share long prefixes, are prefixes of each other, or are dense. */
export function randomKey(random: (below: number) => number): Buffer {
  const kind = random(4);
  if (kind === 0) return Buffer.from("a".repeat(1 + random(60)));
  if (kind === 1) return Buffer.from(`receipts/ports/transfer/channels/channel-${random(3)}/sequences/${random(400)}`);
  const key = Buffer.alloc(1 + random(kind === 2 ? 3 : 24));
  for (let i = 0; i < key.length; i++) key[i] = random(4) > 0 ? random(3) : random(256);
  return key;
}

/** Values of mostly one to 200 bytes, some longer than the hasher takes. */
export function randomValue(random: (below: number) => number): Buffer {
  const value = Buffer.alloc(1 + random(random(40) > 0 ? 200 : 2500));
  for (let i = 0; i < value.length; i++) value[i] = random(256);
  return value;
}

/** Nine bits a byte, "1" and the byte's own; zeros behind the end. */
function bits(key: Buffer): string {
  return [...key]
    .map((byte) => `1${byte.toString(2).padStart(8, "0")}`)
    .join("")
    .padEnd(9 * 128, "0");
}

function hash(...parts: readonly Buffer[]): Buffer {
  return createHash("sha256").update(Buffer.concat(parts)).digest();
}
