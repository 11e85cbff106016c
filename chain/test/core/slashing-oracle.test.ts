import type { Dec } from "@dcm/proto";
import { expect, test } from "vitest";
import { DEC_ONE, nanoseconds, SECOND } from "../../src/kernel/index.js";
import { beginBlock } from "../../src/modules/slashing/blocks.js";
import { invariants } from "../../src/modules/slashing/invariants.js";
import { params, signingInfos } from "../../src/modules/slashing/state.js";
import { unjail, validator } from "../../src/modules/staking/api.js";
import { endBlock } from "../../src/modules/staking/blocks.js";
import { startChain } from "../harness/chain.js";
import { person } from "../harness/keys.js";
import { insideOf, keyAddress, operator, voteOf, withValidators } from "../harness/validators.js";
import { seeded } from "../store/reference.js";

// Liveness once more, from its rule alone: who missed how many of the last blocks that it was to sign.

const HISTORIES = Number(process.env.STAKING_HISTORIES ?? 10_000);
const BLOCKS = 7;
const people = ["alice", "bob"].map((name) => person(name));
const STAKE = 5_000_000_000n;
const POWER = STAKE / 1_000_000n;
const chain = startChain({
  people,
  genesis: (state) =>
    withValidators(
      state,
      people.map((who) => [who, STAKE] as const),
    ),
});
const inside = insideOf(chain);

interface Rules {
  readonly window: bigint;
  readonly minSigned: Dec;
  readonly fraction: Dec;
}

/** One validator, by the rule. */
class Model {
  /** Whether it missed, of every block since its window began. */
  seen: boolean[] = [];
  start = 0n;
  tokens = STAKE;
  jailed = false;
  jailedUntil = 0n;

  constructor(readonly rules: Rules) {}

  missed(): number {
    return this.seen.slice(-Number(this.rules.window)).filter((each) => each).length;
  }

  vote(missed: boolean, height: bigint, time: bigint): void {
    if (this.jailed) return;
    this.seen.push(missed);
    const { window, minSigned, fraction } = this.rules;
    // The nearest whole number, of two the even one.
    const [twice, even] = [2n * minSigned * window, (minSigned * window) / DEC_ONE];
    const rest = twice - 2n * even * DEC_ONE;
    const least = rest > DEC_ONE || (rest === DEC_ONE && even % 2n === 1n) ? even + 1n : even;
    if (height <= this.start + window || BigInt(this.missed()) <= window - least) return;
    const fine = (POWER * 1_000_000n * fraction) / DEC_ONE;
    this.tokens -= fine < this.tokens ? fine : this.tokens;
    this.jailed = true;
    this.jailedUntil = time + 600n * SECOND;
    this.seen = [];
  }
}

test(`${HISTORIES} random histories of votes are counted and punished as the rule says`, () => {
  for (let seed = 1; seed <= HISTORIES; seed++) {
    inside.reset();
    playHistory(seed);
  }
});

function playHistory(seed: number): void {
  const random = seeded(seed * 6151);
  const rules: Rules = {
    window: BigInt(1 + random(6)),
    minSigned: ([0n, DEC_ONE, DEC_ONE / 2n, BigInt(random(1000)) * (DEC_ONE / 1000n)] as const)[random(4)] as Dec,
    // Whole tokens, so that no rounding stands between the rule and the sum.
    fraction: (BigInt(random(300)) * (DEC_ONE / 1000n)) as Dec,
  };
  const begin = inside.at(chain.height, chain.time);
  const { window: signedBlocksWindow, minSigned: minSignedPerWindow, fraction: slashFractionDowntime } = rules;
  params.set(begin, { ...params.get(begin), signedBlocksWindow, minSignedPerWindow, slashFractionDowntime });
  const models = people.map(() => new Model(rules));
  const often = 1 + random(6);
  let [height, time] = [chain.height, chain.time];
  for (let block = 0; block < BLOCKS; block++) {
    height += 1n;
    time += BigInt(1 + random(2) * 400) * SECOND;
    const missed = people.map(() => random(often) === 0);
    const votes = people.map(({ name }, i) => voteOf(name, POWER, missed[i]));
    const ctx = inside.at(height, time, { votes });
    beginBlock(ctx);
    for (const [i, model] of models.entries()) {
      model.vote(missed[i]!, height, time);
      if (!model.jailed || model.jailedUntil > time || model.tokens < 1_000_000n) continue;
      unjail(ctx, keyAddress(people[i]!.name));
      Object.assign(model, { jailed: false, start: height });
    }
    endBlock(ctx);
  }
  requireSame(seed, inside.at(height, time), models);
}

function requireSame(seed: number, ctx: ReturnType<typeof inside.at>, models: readonly Model[]): void {
  const found = people.map((who) => {
    const info = signingInfos.get(ctx, keyAddress(who.name))!;
    const { tokens, jailed } = validator(ctx, operator(who))!;
    return { tokens, jailed, missed: Number(info.missedBlocksCounter), until: nanoseconds(info.jailedUntil) };
  });
  const told = models.map((model) => {
    const { tokens, jailed, jailedUntil: until } = model;
    return { tokens, jailed, until, missed: model.missed() };
  });
  expect(found, `seed ${seed}`).toEqual(told);
  if (seed % 25 === 0)
    for (const [claim, holds] of Object.entries(invariants)) expect(holds(ctx), `seed ${seed}: ${claim}`).toBe(true);
}
