import type { Params } from "@dcm/proto/gen/cosmos/slashing/v1beta1";
import { assert, concat, type Dec, decMulInt, decRound, u64Bytes } from "../../kernel/index.js";

/** Blocks whose bits one record holds (x/slashing/types/keys.go, MissedBlockBitmapChunkSize). */
export const CHUNK_BITS = 1024n;
/** A chunk begins with its number of bits, as bits-and-blooms/bitset marshals it. */
const HEADER = 8;

/** Blocks that a validator must sign out of a window, to the nearest number, a half to the even one. */
export function minSigned({ minSignedPerWindow, signedBlocksWindow }: Params): bigint {
  return decRound(decMulInt(minSignedPerWindow, signedBlocksWindow) as Dec);
}

/** Which chunk has the bit of that place in the window, and which of its bits it is. */
export function placeOf(index: bigint): { chunk: bigint; bit: number } {
  assert(index >= 0n, "a window begins at 0");
  return { chunk: index / CHUNK_BITS, bit: Number(index % CHUNK_BITS) };
}

/** Whether a bit is set; none is in a chunk that does not exist. */
export function hasBit(chunk: Uint8Array | undefined, bit: number): boolean {
  return chunk !== undefined && ((chunk[byteOf(bit)] as number) & maskOf(bit)) !== 0;
}

/** The chunk with the bit turned over. */
export function flipped(chunk: Uint8Array | undefined, bit: number): Uint8Array {
  const next = chunk?.slice() ?? concat(u64Bytes(CHUNK_BITS), new Uint8Array(Number(CHUNK_BITS) >> 3));
  next[byteOf(bit)] = (next[byteOf(bit)] as number) ^ maskOf(bit);
  return next;
}

/** The bits of a chunk that are set, ascending. */
export function bitsOf(chunk: Uint8Array): readonly number[] {
  return Array.from({ length: Number(CHUNK_BITS) }, (_, bit) => bit).filter((bit) => hasBit(chunk, bit));
}

/** Words of 64 bits stand most significant byte first. */
function byteOf(bit: number): number {
  return HEADER + ((bit >> 6) << 3) + (7 - ((bit & 63) >> 3));
}

function maskOf(bit: number): number {
  return 1 << (bit & 7);
}
