import { readFileSync } from "node:fs";
import { crowdOf } from "./actors/crowd.js";
import { historyOf } from "./history.js";
import { type Options, optionsOf } from "./options.js";
import type { Source } from "./simulate.js";

/** An entry of seeds.json: a seed, a history, or both. */
interface Entry {
  readonly seed?: number;
  readonly blocks?: number;
  /** File of the shortest history that failed so, which stays the same when the crowd changes. */
  readonly history?: string;
  /** What it showed. */
  readonly shows: string;
}

export interface Kept {
  readonly name: string;
  readonly options: Options;
  readonly source: Source;
}

/** Every seed and every history that once failed. */
export function keptHistories(): readonly Kept[] {
  return (JSON.parse(read("seeds.json")) as readonly Entry[]).flatMap((entry) => [...recorded(entry), ...fresh(entry)]);
}

function recorded({ history, shows }: Entry): readonly Kept[] {
  if (history === undefined) return [];
  const { options, turns } = historyOf(read(history));
  return [{ name: `${history}: ${shows}`, options, source: { turns } }];
}

function fresh({ seed, blocks, shows }: Entry): readonly Kept[] {
  if (seed === undefined || blocks === undefined) return [];
  const options = optionsOf(seed);
  return [{ name: `seed ${seed}: ${shows}`, options, source: { crowd: crowdOf(options), blocks } }];
}

function read(file: string): string {
  return readFileSync(new URL(file, import.meta.url), "utf8");
}
