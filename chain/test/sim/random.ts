/** Draws a whole number from 0 up to, and without, `below`. */
export type Random = (below: number) => number;

/** The same numbers for the same seed, on every machine (the mixer of SplitMix32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % below;
  };
}

/** One of the list. */
export function pick<T>(random: Random, list: readonly T[]): T {
  return list[random(list.length)] as T;
}

/** Whether something happens that happens in `percent` of all cases. */
export function chance(random: Random, percent: number): boolean {
  return random(100) < percent;
}

/** The list in another order. */
export function shuffled<T>(random: Random, list: readonly T[]): readonly T[] {
  const left = [...list];
  return list.map(() => left.splice(random(left.length), 1)[0] as T);
}

/** Deals a list in random order, again and again, so that everything of it turns up equally often. */
export interface Deck<T> {
  /** The next of which something can be made; undefined when nothing can. What cannot be used now keeps its turn. */
  deal<R>(use: (item: T) => R | undefined): R | undefined;
}

export function deckOf<T>(random: Random, list: readonly T[]): Deck<T> {
  let left: T[] = [];
  return {
    deal(use) {
      // At most twice: what is left over first, then everything anew behind it.
      for (const pile of [left, [...left, ...shuffled(random, list)]])
        for (const [i, item] of pile.entries()) {
          const made = use(item);
          if (made === undefined) continue;
          left = pile.filter((_, j) => j !== i).slice(0, 2 * list.length);
          return made;
        }
      return undefined;
    },
  };
}
