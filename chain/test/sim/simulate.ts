import type { Crowd } from "./actors/crowd.js";
import type { Recorded } from "./deeds.js";
import { type Game, type Plant, startGame } from "./game.js";
import { Divergence } from "./judge.js";
import type { World } from "./model/world.js";
import type { Options } from "./options.js";
import { playTurn, type RecordedTurn } from "./play.js";

/** What a history came to. */
export interface Run {
  readonly world: World;
  readonly turns: readonly RecordedTurn[];
  readonly txs: number;
  /** How often each outcome was met, in blocks and in CheckTx. */
  readonly outcomes: ReadonlyMap<string, number>;
  readonly failure: Divergence | undefined;
}

/** A history: somebody who thinks it up as it goes, or one that was recorded. */
export type Source = { readonly crowd: Crowd; readonly blocks: number } | { readonly turns: readonly RecordedTurn[] };

/** Runs a history through the application and the model, and compares after every step. The first difference ends it. */
export function simulate(options: Options, source: Source, plant: Plant = {}): Run {
  const game = startGame(options, plant);
  const turns: RecordedTurn[] = [];
  const blocks = "turns" in source ? source.turns.length : source.blocks;
  let serial = 0;
  for (let i = 0; i < blocks; i++) {
    const turn = "turns" in source ? (source.turns[i] as RecordedTurn) : source.crowd(game.world);
    const deeds: readonly Recorded[] = turn.deeds.map((deed) => ({ serial: serial++, ...deed }));
    const failure = failureOf(
      () => playTurn(game, { ...turn, deeds }),
      () => game.world.height,
    );
    turns.push({ ...turn, deeds: deeds.map((deed) => withIds(deed, game)) });
    if (failure !== undefined) return { ...game, turns, failure };
  }
  return { ...game, turns, failure: undefined };
}

function withIds(deed: Recorded, { made }: Game): Recorded {
  const ids = made.get(deed.serial);
  return deed.made !== undefined || ids === undefined ? deed : { ...deed, made: ids };
}

/** What went wrong in a step: a difference, or what the application threw, such as a broken invariant. */
function failureOf(step: () => void, height: () => bigint): Divergence | undefined {
  try {
    step();
    return undefined;
  } catch (thrown) {
    if (thrown instanceof Divergence) return thrown;
    const { name, message, stack } = thrown as Error;
    return new Divergence(height(), name, [message, stack ?? ""]);
  }
}
