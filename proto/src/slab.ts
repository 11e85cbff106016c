/** Bytes of one block, and the longest copy that goes into it. */
const BLOCK = 1 << 14;
const LONGEST = BLOCK >> 2;
/** Engines keep arrays so short among their objects; longer ones are allocated outside, each at many times the cost. */
const SHORT = 64;

/** Makes copies of bytes that live about equally long, many in one block of memory, which is freed with the last of them. */
export class Slab {
  #block = new Uint8Array(0);
  #used = 0;

  /** A plain Uint8Array of source[start … end), whatever kind of it the source is. Its buffer is shared. */
  copy(source: Uint8Array, start = 0, end = source.length): Uint8Array {
    const size = end - start;
    if (size <= SHORT) return short(source, start, size);
    const part = size === source.length ? source : source.subarray(start, end);
    if (size > LONGEST) return new Uint8Array(part);
    if (this.#used + size > this.#block.length) {
      this.#block = new Uint8Array(BLOCK);
      this.#used = 0;
    }
    const from = this.#used;
    this.#block.set(part, from);
    this.#used += size;
    return this.#block.subarray(from, this.#used);
  }
}

function short(source: Uint8Array, start: number, size: number): Uint8Array {
  const copy = new Uint8Array(size);
  for (let i = 0; i < size; i++) copy[i] = source[start + i] as number;
  return copy;
}
