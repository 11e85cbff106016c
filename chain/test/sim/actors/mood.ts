import type { Input, MessageCodec } from "@dcm/proto";
import { Outcome, ResultManifest } from "@dcm/proto/gen/dcm/job/v1";
import { sha256 } from "@noble/hashes/sha2.js";
import type { Act, Deed, Opening } from "../deeds.js";
import type { Flaw } from "../flaws.js";
import type { Job, World } from "../model/world.js";
import type { Options } from "../options.js";
import type { Deck, Random } from "../random.js";
import type { Spoil } from "../spoils.js";
import type { Decision } from "./governance.js";

/** What actors know when they choose: the chain as the model has it, and what they promised. */
export interface Mood {
  readonly random: Random;
  readonly world: World;
  readonly options: Options;
  readonly flaws: Deck<Flaw>;
  readonly spoils: Deck<Spoil>;
  readonly tricks: Deck<string>;
  readonly oddities: Deck<Oddity>;
  readonly decisions: Deck<Decision>;
  /** What was committed to, by seat. */
  readonly promises: Map<string, Opening>;
}

/** What can be odd about a transaction without its messages being wrong; `sent` counts the deeds before. */
export type Oddity = (plain: Deed, mood: Mood, sent: number) => Deed | undefined;

/** A transaction of one message. */
export function deed<T>(by: string, codec: MessageCodec<T>, value: Input<T>, more: Partial<Act> = {}): Deed {
  return { by, acts: [{ type: codec.name, value: value as object, ...more }] };
}

export function seatKey(jobId: bigint, slot: number, provider: string): string {
  return `${jobId}/${slot}/${provider}`;
}

const OUTCOMES = [
  Outcome.EXIT,
  Outcome.EXIT,
  Outcome.EXIT,
  Outcome.TRAP,
  Outcome.OUT_OF_FUEL,
  Outcome.MODULE_INVALID,
] as const;

/** What running a job honestly gives: the same for everybody, different from job to job. */
export function truth({ id, spec }: Pick<Job, "id" | "spec">): ResultManifest {
  const outcome = OUTCOMES[Number(id % 6n)] ?? Outcome.EXIT;
  const fuel = outcome === Outcome.MODULE_INVALID ? 0n : (spec.maxFuel * ((id * 37n) % 101n)) / 100n;
  const size = id % 7n === 0n ? spec.maxOutputBytes - 10n : 6n;
  return ResultManifest.fromPartial({
    outcome,
    exitCode: outcome === Outcome.EXIT ? Number(id % 3n) : 0,
    stdout: { digest: sha256(Uint8Array.of(Number(id % 256n))), size },
    stderr: { digest: sha256(new Uint8Array(0)), size: 0n },
    outputs: ["out/a", "out/b"]
      .slice(0, Number(id % 3n))
      .map((path) => ({ path, size: 3n, digest: sha256(Uint8Array.of(1)) })),
    fuel,
    rulesVersion: 1,
  });
}
