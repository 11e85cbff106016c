/** Prints without an end: [W1] one page, fd_write of 60,000 bytes in a loop. */
export const PRINTS = module([0x41, 1, 0x41, 0, 0x41, 1, 0x41, 8, 0x10, 0, 0x1a]);

/** Takes memory without an end, and traps when it gets none. */
export const GROWS = module([0x41, 0x80, 0x08, 0x40, 0, 0x41, 0x7f, 0x46, 0x04, 0x40, 0x00, 0x0b]);

/** A module whose `_start` does the same for ever. */
function module(body: readonly number[]): Uint8Array {
  const section = (id: number, ...content: number[]) => [id, content.length, ...content];
  const text = (word: string) => [word.length, ...Buffer.from(word)];
  // biome-ignore format: a line for each part
  return Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(1, 2, 0x60, 4, 0x7f, 0x7f, 0x7f, 0x7f, 1, 0x7f, 0x60, 0, 0),
    ...section(2, 1, ...text("wasi_snapshot_preview1"), ...text("fd_write"), 0, 0),
    ...section(3, 1, 1), ...section(5, 1, 0, 1),
    ...section(7, 2, ...text("memory"), 2, 0, ...text("_start"), 0, 1),
    ...section(10, 1, body.length + 7, 0, 0x03, 0x40, ...body, 0x0c, 0, 0x0b, 0x0b),
    // What is written: 60,000 bytes from 16 on.
    ...section(11, 1, 0, 0x41, 0, 0x0b, 8, 16, 0, 0, 0, 0x60, 0xea, 0, 0));
}

/** A module that is valid and too large: 65 MiB of a custom section. */
export function bloated(): Uint8Array {
  const size = 65 << 20;
  const leb = [0x80 | (size & 0x7f), 0x80 | ((size >> 7) & 0x7f), 0x80 | ((size >> 14) & 0x7f), size >> 21];
  const bytes = new Uint8Array(8 + 1 + leb.length + size);
  bytes.set([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0, ...leb, 1, 0x78]);
  return bytes;
}
