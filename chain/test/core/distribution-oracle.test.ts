import { type Address, amount, type Dec, type ValAddress } from "@dcm/proto";
import { afterAll, expect, test } from "vitest";
import { type Ctx, DEC_ONE, type ReadCtx } from "../../src/kernel/index.js";
import { coinsOf, moduleAddress, sendToModule } from "../../src/modules/bank/api.js";
import { beginBlock } from "../../src/modules/distribution/blocks.js";
import { holdings } from "../../src/modules/distribution/genesis.js";
import { invariants } from "../../src/modules/distribution/invariants.js";
import { type DecCoins, decCoins } from "../../src/modules/distribution/math.js";
import { giveValidator } from "../../src/modules/distribution/msgs/earnings.js";
import { beginDelegation } from "../../src/modules/distribution/msgs/periods.js";
import { strictDestination, withdrawRewards } from "../../src/modules/distribution/msgs/withdraw.js";
import { commissions, outstanding, params } from "../../src/modules/distribution/state.js";
import { allDelegations, delegation, hooks, slash, validator } from "../../src/modules/staking/api.js";
import { delegate, sharesToUnbond, undelegate } from "../../src/modules/staking/msgs/delegations.js";
import { beginRedelegation } from "../../src/modules/staking/msgs/redelegations.js";
import { existingValidator } from "../../src/modules/staking/msgs/validators.js";
import { GENESIS_TIME, startChain } from "../harness/chain.js";
import { person } from "../harness/keys.js";
import { insideOf, keyAddress, operator, voteOf, withValidators } from "../harness/validators.js";
import { seeded } from "../store/reference.js";

// Rewards once more, without periods: whenever a validator earns, each delegation gets its exact part of it, as a fraction, by
// the tokens that it then stands for. F1 must pay the same, rounded down to the unit, however it was slashed in between.

const HISTORIES = Number(process.env.DISTRIBUTION_HISTORIES ?? 10_000);
/** The shortest and the longest. */
const [STEPS_MIN, STEPS_MAX] = [2, 4];
const POWER = 1_000_000n;
const FEE = "fee";

const people = ["alice", "bob", "carol"].map((name) => person(name));
const STAKES = [50_000_000n, 7_000_001n, 333_333_333n];
/** As in the genesis of the harness. */
const RATE = DEC_ONE / 10n;
const chain = startChain({
  people,
  coins: [
    { denom: FEE, amount: 10n ** 24n },
    { denom: "udcm", amount: 10n ** 12n },
  ],
  genesis: (state) =>
    withValidators(
      state,
      people.map((who, i) => [who, STAKES[i]!] as const),
    ),
});
const inside = insideOf(chain);
const operators = people.map(operator);

/** An exact number of units: n ÷ d. */
interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}
const ZERO: Fraction = { n: 0n, d: 1n };
const plus = (a: Fraction, b: Fraction): Fraction =>
  a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d };

const times = (a: Fraction, n: bigint, d: bigint): Fraction => ({ n: a.n * n, d: a.d * d });
const less = (a: Fraction, b: Fraction): Fraction => plus(a, { n: -b.n, d: b.d });
const isAtMost = (a: Fraction, b: Fraction): boolean => a.n * b.d <= b.n * a.d;
/** What steps of 10^-18 may come to where a slash leaves one token of millions, which then earns all: a tenth of a unit. */
const SLACK: Fraction = { n: 1n, d: 10n };

/** A delegation: since when it earns, with how many tokens, and what it has earned. */
interface Earning {
  readonly since: bigint;
  stake: Fraction;
  owed: Fraction;
}

/** What the rules say by themselves. */
class Model {
  /** By person and validator. */
  readonly earnings = new Map<string, Earning>();
  /** What validators earned that no delegation did: for fractions of tokens that are nobody's. */
  readonly left = operators.map(() => ZERO);
  /** What they earned while they had no tokens, which goes to all as soon as anything happens to their delegations. */
  readonly idle = operators.map(() => ZERO);
  /** All that came in, and all that went out, in units. */
  came = 0n;
  paid = 0n;

  /** A validator earned that much, in atomics, beside its commission. */
  earn(ctx: ReadCtx, at: number, atomics: bigint): void {
    const tokens = validator(ctx, operators[at]!)?.tokens ?? 0n;
    const earned: Fraction = { n: atomics, d: DEC_ONE };
    if (tokens === 0n) {
      this.idle[at] = plus(this.idle[at]!, earned);
      return;
    }
    let rest = earned;
    for (const who of people.keys()) {
      const own = this.earnings.get(`${who}/${at}`);
      if (own === undefined) continue;
      const part = times(own.stake, atomics, DEC_ONE * tokens);
      own.owed = plus(own.owed, part);
      rest = less(rest, part);
    }
    this.left[at] = plus(this.left[at]!, rest);
  }

  /** A delegation was paid: what it earned, rounded down to the unit. One that began in this very block is paid nothing. */
  pay(key: string, units: bigint, height: bigint): void {
    const { since, owed } = this.earnings.get(key)!;
    const at = Number(key.split("/")[1]);
    this.earnings.delete(key);
    if (since === height) {
      expect(units).toBe(0n);
      this.left[at] = plus(this.left[at]!, owed);
      return;
    }
    const exact = { n: units, d: 1n };
    const isFair = isAtMost(exact, owed) && !isAtMost(plus(exact, plus(SLACK, { n: 1n, d: 1n })), owed);
    if (!isFair) throw new Error(`${key} has earned ${owed.n}/${owed.d} and was paid ${units}`);
    this.paid += units;
  }

  /** A delegation was made, changed or paid: it begins to earn. */
  begin(ctx: ReadCtx, account: Address, target: ValAddress): void {
    const own = delegation(ctx, account, target);
    if (own === undefined) return;
    const { tokens, delegatorShares } = existingValidator(ctx, target);
    const stake = { n: own.shares * tokens, d: delegatorShares };
    this.earnings.set(keyOf(account, target), { since: ctx.height, stake, owed: ZERO });
  }

  /** A validator lost tokens, and all its delegations the same part of theirs. */
  slash(at: number, left: bigint, before: bigint): void {
    for (const who of people.keys()) {
      const own = this.earnings.get(`${who}/${at}`);
      if (own !== undefined && left < before) own.stake = times(own.stake, left, before);
    }
  }

  copy(): Model {
    const copy = Object.assign(new Model(), { came: this.came, paid: this.paid });
    for (const [key, own] of this.earnings) copy.earnings.set(key, { ...own });
    copy.left.splice(0, copy.left.length, ...this.left);
    copy.idle.splice(0, copy.idle.length, ...this.idle);
    return copy;
  }
}

const keyOf = (account: Address, target: ValAddress) =>
  `${people.findIndex(({ address }) => address === account)}/${operators.indexOf(target)}`;

interface Act {
  readonly text: string;
  run(ctx: Ctx, model: Model): void;
}

type Random = (below: number) => number;

function drawAct(random: Random, height: bigint): Act {
  const [who, at, to] = [random(3), random(3), random(3)] as [number, number, number];
  const tokens = BigInt(
    [1 + random(5), 1 + random(1000), 1 + random(40_000_000), 1_000_000 * (1 + random(40))][random(4)]!,
  );
  const [account, target] = [people[who]!.address, operators[at]!];
  const bond = [account, target] as const;
  const kind = random(12);
  if (kind < 4)
    return {
      text: `${who} delegates ${tokens} to ${at}`,
      run: (ctx) => void delegate(ctx, account, existingValidator(ctx, target), amount(tokens)),
    };
  if (kind < 6)
    return {
      text: `${who} undelegates ${tokens} from ${at}`,
      run: (ctx) => void undelegate(ctx, bond, sharesToUnbond(ctx, bond, amount(tokens))),
    };
  if (kind < 8)
    return {
      text: `${who} moves ${tokens} from ${at} to ${to}`,
      run(ctx) {
        const move = { delegator: account, source: target, target: operators[to]! };
        beginRedelegation(ctx, move, sharesToUnbond(ctx, bond, amount(tokens)));
      },
    };
  if (kind < 9) return { text: `${who} withdraws from ${at}`, run: (ctx) => withdraw(ctx, who, at) };
  if (kind < 10)
    return { text: `${who} gives ${tokens} to ${at}`, run: (ctx, model) => give(ctx, model, { who, at, tokens }) };
  const fractions = [DEC_ONE, DEC_ONE / 100n, BigInt(random(1_000_000_007)) * 999_999_937n];
  const fraction = fractions[random(3)] as Dec;
  const since = height - BigInt(random(4));
  const power = STAKES[at]! / POWER + BigInt(random(20));
  return {
    text: `${at} is slashed by ${fraction} of ${power} since ${since}`,
    run(ctx, model) {
      const before = existingValidator(ctx, target).tokens;
      slash(ctx, { key: keyAddress(people[at]!.name), height: since, power, fraction });
      model.slash(at, existingValidator(ctx, target).tokens, before);
    },
  };
}

function withdraw(ctx: Ctx, who: number, at: number): void {
  const [account, target] = [people[who]!.address, operators[at]!];
  const known = validator(ctx, target);
  const own = delegation(ctx, account, target);
  if (known === undefined || own === undefined) return;
  withdrawRewards(ctx, known, own, strictDestination(ctx, account));
  beginDelegation(ctx, account, target);
  judge(ctx);
  playing?.model.begin(ctx, account, target);
}

/** A gift to the delegators of one validator. */
function give(ctx: Ctx, model: Model, { who, at, tokens }: { who: number; at: number; tokens: bigint }): void {
  const gift = [{ denom: FEE, amount: amount(tokens) }];
  sendToModule(ctx, people[who]!.address, "distribution", gift);
  model.came += tokens;
  const atomics = tokens * DEC_ONE;
  model.earn(ctx, at, atomics - (atomics * RATE) / DEC_ONE);
  giveValidator(ctx, existingValidator(ctx, operators[at]!), decCoins(gift));
}

/** A block begins: fees that came in the last one are shared out, by the powers of who voted. */
function begin(ctx: Ctx, model: Model, random: Random): void {
  const fees = BigInt([0, 1 + random(9), 1 + random(100_000), 1 + random(1_000_000_007)][random(4)]!);
  if (fees > 0n) {
    sendToModule(ctx, people[0]!.address, "fee_collector", [{ denom: FEE, amount: amount(fees) }]);
    model.came += fees;
  }
  const { votes } = ctx.header;
  const power = votes.reduce((sum, each) => sum + each.validator.power, 0n);
  const tax = params.get(ctx).communityTax;
  for (const [at, { validator: voter }] of votes.entries()) {
    if (power === 0n) continue;
    const part = (voter.power * DEC_ONE) / power;
    const reward = (((fees * DEC_ONE * (DEC_ONE - tax)) / DEC_ONE) * part) / DEC_ONE;
    model.earn(ctx, at, reward - halfEven(reward * RATE));
  }
  beginBlock(ctx);
}

/** ÷ 10^18, a half to the even neighbour. */
function halfEven(value: bigint): bigint {
  const [whole, twice] = [value / DEC_ONE, (value % DEC_ONE) * 2n];
  return whole + (twice > DEC_ONE || (twice === DEC_ONE && whole % 2n === 1n) ? 1n : 0n);
}

/** The history that is played, as it stands in the middle of an act. */
let playing: { model: Model; seen: number } | undefined;
// The hook below outlives this file.
afterAll(() => {
  playing = undefined;
});

/** Every payment that events tell which nobody has looked at yet. */
function judge(ctx: Ctx): void {
  if (playing === undefined) return;
  const events = ctx.events ?? [];
  for (const { type, attributes } of events.slice(playing.seen)) {
    if (type !== "withdraw_rewards") continue;
    const [text, target, account] = attributes.map(({ value }) => value);
    const units = BigInt(/^(\d+)fee$/.exec(text!)?.[1] ?? 0n);
    playing.model.pay(keyOf(account as Address, target as ValAddress), units, ctx.height);
  }
  playing.seen = events.length;
}

// A delegation that shrinks begins anew at the rate before its shares are taken away: roundings come after.
hooks.afterDelegationModified.listen((ctx, account, target) => {
  judge(ctx);
  playing?.model.begin(ctx, account, target);
});

test(`${HISTORIES} random histories pay what exact fractions pay, and lose no unit`, () => {
  for (let seed = 1; seed <= HISTORIES; seed++) {
    inside.reset();
    playHistory(seed);
  }
});

function playHistory(seed: number): void {
  const random = seeded(seed * 6271);
  let model = new Model();
  for (const [at, { address }] of people.entries()) model.begin(inside.at(1n, GENESIS_TIME), address, operators[at]!);
  const lines: string[] = [];
  let height = 2n;
  try {
    const steps = STEPS_MIN + (seed % (STEPS_MAX - STEPS_MIN + 1));
    for (let step = 0; step < steps; step++) {
      const isNew = step === 0 || random(3) > 0;
      if (isNew) height += 1n;
      const act = drawAct(random, height);
      lines.push(`${height}: ${act.text}`);
      const votes = people.map(({ name }, i) => voteOf(name, STAKES[i]! / POWER + BigInt(random(3)), random(4) === 0));
      const ctx = inside.at(height, GENESIS_TIME, { votes: random(8) === 0 ? [] : votes });
      if (isNew) begin(ctx, model, random);
      const next = model.copy();
      playing = { model: next, seen: 0 };
      const outcome = ctx.branch((branch) => {
        act.run(branch, next);
        judge(branch);
      });
      // What is refused changes nothing.
      if ("value" in outcome) model = next;
    }
    finish(height, model, seed);
  } catch (problem) {
    throw new Error(`seed ${seed}: ${lines.join("; ")}`, { cause: problem });
  }
}

/** What came in is what went out and what is left; in some histories everybody is paid first. */
function finish(height: bigint, model: Model, seed: number): void {
  const ctx = inside.at(height + 1n, GENESIS_TIME);
  if (seed % 25 === 0) for (const [claim, holds] of Object.entries(invariants)) expect(holds(ctx), claim).toBe(true);
  if (seed % 4 === 0) payAll(ctx, model);
  const units = model.came - model.paid;
  expect(atomicsOf(holdings(ctx))).toBe(units * DEC_ONE);
  const held = coinsOf(ctx, moduleAddress(ctx, "distribution")).find(({ denom }) => denom === FEE);
  expect(held?.amount ?? 0n).toBe(units);
}

/** Whoever is paid last finds what is his: what stays with a validator is what is nobody's, and roundings. */
function payAll(ctx: Ctx, model: Model): void {
  playing = { model, seen: 0 };
  for (const { delegatorAddress, validatorAddress } of allDelegations(ctx)) {
    const who = people.findIndex(({ address }) => address === delegatorAddress);
    withdraw(ctx, who, operators.indexOf(validatorAddress));
  }
  for (const [at, target] of operators.entries()) {
    const kept = atomicsOf(outstanding.get(ctx, target)?.rewards ?? []);
    const own = atomicsOf(commissions.get(ctx, target)?.commission ?? []);
    const rest = { n: kept - own, d: DEC_ONE };
    const [left, idle] = [model.left[at]!, model.idle[at]!];
    expect(isAtMost(left, rest) && isAtMost(rest, plus(plus(left, idle), SLACK))).toBe(true);
  }
}

function atomicsOf(coins: DecCoins): bigint {
  return coins.find(({ denom }) => denom === FEE)?.amount ?? 0n;
}
