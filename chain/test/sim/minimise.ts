import type { Recorded } from "./deeds.js";
import type { Plant } from "./game.js";
import type { Divergence } from "./judge.js";
import type { Options } from "./options.js";
import type { RecordedTurn } from "./play.js";
import { simulate } from "./simulate.js";

/** A history that still fails in the same way, and what it fails with. */
export interface Minimal {
  readonly turns: readonly RecordedTurn[];
  readonly failure: Divergence;
}

/**
 * Leaves blocks and transactions out of a failing history, as long as it goes on failing in the same way. How far that
 * gets is luck: whatever is left out changes the state's hash, and with it the seeds that break ties.
 *
 * @param runs  how many shorter histories are tried at most
 */
export function minimised(options: Options, found: Minimal, plant: Plant = {}, runs = 300): Minimal {
  let left = runs;
  let best = found;
  const still = (turns: readonly RecordedTurn[]): void => {
    if (left <= 0) return;
    left--;
    const { failure, turns: played } = simulate(options, { turns }, plant);
    if (failure?.kind === found.failure.kind) best = { turns: played, failure };
  };
  const turns = () => best.turns;
  const deeds = () => best.turns.flatMap((turn) => turn.deeds);
  const keep = (kept: readonly Recorded[]) => still(turns().map((turn) => only(turn, new Set(kept))));
  // Whole kinds of transactions first: what failed, what one person did, one kind of message.
  keep(deeds().filter(({ made }) => made !== undefined));
  for (const kindOf of [({ by }: Recorded) => by, ({ acts }: Recorded) => acts[0]?.type])
    for (const kind of new Set(deeds().map(kindOf))) keep(deeds().filter((deed) => kindOf(deed) !== kind));
  for (let before = Number.POSITIVE_INFINITY; sizeOf(best.turns) < before && left > 0; ) {
    before = sizeOf(best.turns);
    // Then pieces of both, the large ones first: a short history is tried faster.
    for (let pieces = 2; pieces < 2 * Math.max(turns().length, deeds().length); pieces *= 2) {
      leaveOut(deeds, pieces, keep);
      leaveOut(turns, pieces, still);
    }
  }
  return best;
}

/** Tries to leave out each of so many pieces of a list; `parts` answers what is left by now. */
function leaveOut<T>(parts: () => readonly T[], pieces: number, attempt: (kept: readonly T[]) => void): void {
  if (pieces >= 2 * parts().length) return;
  const size = Math.ceil(parts().length / pieces);
  // From the end, so that what later parts need is tried last.
  for (let end = parts().length; end > 0; end -= size) {
    const all = parts();
    const from = Math.max(0, end - size);
    if (from < all.length) attempt([...all.slice(0, from), ...all.slice(end)]);
  }
}

function only(turn: RecordedTurn, kept: ReadonlySet<Recorded>): RecordedTurn {
  return { ...turn, deeds: turn.deeds.filter((deed) => kept.has(deed)) };
}

function sizeOf(turns: readonly RecordedTurn[]): number {
  return turns.length + turns.reduce((sum, { deeds }) => sum + deeds.length, 0);
}
