/** Longest key: its length must fit one byte of the leaf's preimage. */
export const KEY_MAX = 127;

/**
 * Stands for "no bit differs". Positions grow with the order of bits in a key: `byte index << 4 | j`, where j = 0 asks
 * whether the byte is there and j = 1…8 for its bits from the highest. So keys may be prefixes of each other, a missing
 * byte sorts before any byte, and the order of leaves is the order of unsigned bytes.
 */
export const SAME = 0x7fffffff;

/** Position of the first bit in which two keys differ, or {@link SAME}. */
export function firstDifference(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = (a[i] as number) ^ (b[i] as number);
    if (difference !== 0) return (i << 4) | (Math.clz32(difference) - 23);
  }
  return a.length === b.length ? SAME : shared << 4;
}

/** The bit of `key` at a position. */
export function bitAt(key: Uint8Array, position: number): 0 | 1 {
  const i = position >> 4;
  if (i >= key.length) return 0;
  const j = position & 15;
  return (j === 0 ? 1 : ((key[i] as number) >> (8 - j)) & 1) as 0 | 1;
}
