/** Blocks that a window stays open at least, however fast market time runs. */
export const WINDOW_BLOCKS = 3n;

/**
 * Whether a window has ended.
 *
 * @param now       market time τ, ms
 * @param deadline  of the window, ms of market time
 * @param height    of this block
 * @param opened    height at which the window opened
 * @returns true from the first block on with τ ≥ deadline and height ≥ opening + 3
 * @see PROTOCOL.md [G7]
 */
export function windowOver(now: bigint, deadline: bigint, height: bigint, opened: bigint): boolean {
  return now >= deadline && height >= opened + WINDOW_BLOCKS;
}

/**
 * How long a transfer may take.
 *
 * @param size           bytes
 * @param bytesPerSecond 1 or more
 * @returns ms, rounded up
 */
export function transferMs(size: bigint, bytesPerSecond: bigint): bigint {
  return (size * 1000n + bytesPerSecond - 1n) / bytesPerSecond;
}
