/** Numbers from a seed (xorshift32), so that a failing test names what to run again. */
export interface RandomSource {
  /** 0 … bound − 1. */
  readonly below: (bound: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
}

export function randomSource(seed: number): RandomSource {
  let state = seed * 2654435761 + 1;
  // Zero would stay zero.
  if ((state | 0) === 0) state = 1;
  const below = (bound: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
  return { below, pick: (list) => list[below(list.length)] as (typeof list)[number] };
}
