import { type Address, amount, type Dec, type ValAddress } from "@dcm/proto";
import { expect, test } from "vitest";
import { addressBytes, type Ctx, compareBytes, DEC_ONE, SECOND } from "../../src/kernel/index.js";
import { balanceOf, supplyOf } from "../../src/modules/bank/api.js";
import { delegation, slash, validator } from "../../src/modules/staking/api.js";
import { endBlock } from "../../src/modules/staking/blocks.js";
import { invariants } from "../../src/modules/staking/invariants.js";
import { cancelUnbonding, delegate, sharesToUnbond, undelegate } from "../../src/modules/staking/msgs/delegations.js";
import { beginRedelegation } from "../../src/modules/staking/msgs/redelegations.js";
import { existingValidator } from "../../src/modules/staking/msgs/validators.js";
import { redelegations, unbondings } from "../../src/modules/staking/state.js";
import { GENESIS_TIME, IDENTITY, startChain } from "../harness/chain.js";
import { person } from "../harness/keys.js";
import { insideOf, keyAddress, operator, withValidators } from "../harness/validators.js";
import { seeded } from "../store/reference.js";

// Staking once more, from its rules alone: every number a fraction, rounded where the rules say so and nowhere else.

const HISTORIES = Number(process.env.STAKING_HISTORIES ?? 10_000);
const STEPS = 5;
const UNBONDING = 1_814_400n * SECOND;
const MAX_ENTRIES = 7;
const POWER = 1_000_000n;

/** An exact number: n ÷ d, d above 0. */
interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}
const whole = (n: bigint): Fraction => ({ n, d: 1n });
/** The same, counted in shares' smallest part. */
const sharesOf = (n: bigint): Fraction => ({ n: n * DEC_ONE, d: DEC_ONE });
const times = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.n, d: a.d * b.d });
const over = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d, d: a.d * b.n });
const plus = (a: Fraction, b: Fraction): Fraction =>
  a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
const less = (a: Fraction, b: Fraction): Fraction => plus(a, { n: -b.n, d: b.d });
const isBelow = (a: Fraction, b: Fraction): boolean => a.n * b.d < b.n * a.d;
const floor = ({ n, d }: Fraction): bigint => n / d;
const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const ZERO = sharesOf(0n);

/** The multiple of 10^-18 at or below. */
const down18 = (a: Fraction): Fraction => ({ n: floor(times(a, whole(DEC_ONE))), d: DEC_ONE });
/** The nearest multiple of 10^-18, of two the even one. */
function near18(a: Fraction): Fraction {
  const { n, d } = times(a, whole(DEC_ONE));
  const [quotient, rest] = [n / d, n % d];
  const up = 2n * rest > d || (2n * rest === d && quotient % 2n === 1n);
  return { n: quotient + (up ? 1n : 0n), d: DEC_ONE };
}
const atomics = (a: Fraction): bigint => floor(times(a, whole(DEC_ONE)));

interface Entry {
  readonly owner: number;
  readonly from: number;
  /** Of a redelegation, with the shares got there. */
  readonly to?: number;
  readonly shares?: Fraction;
  readonly height: bigint;
  readonly until: bigint;
  initial: bigint;
  balance: bigint;
}

/** Where a validator stands. */
interface Standing {
  status: "bonded" | "unbonding" | "unbonded" | "gone";
  jailed: boolean;
  /** When it began to unbond, and when that ends. */
  height: bigint;
  until: bigint;
}

/** What the rules make of a history. */
class Model {
  readonly tokens: bigint[];
  readonly shares: Map<number, Fraction>[];
  readonly standing: Standing[];
  readonly balances: bigint[];
  unbondings: Entry[] = [];
  redelegations: Entry[] = [];
  burned = 0n;

  constructor(stakes: readonly bigint[], balances: readonly bigint[]) {
    this.tokens = [...stakes];
    this.shares = stakes.map((stake, i) => new Map([[i, sharesOf(stake)]]));
    this.standing = stakes.map(() => ({ status: "bonded", jailed: false, height: 0n, until: 0n }));
    this.balances = [...balances];
  }

  total(at: number): Fraction {
    return [...this.shares[at]!.values()].reduce(plus, ZERO);
  }

  /** What a delegation is worth, exactly. */
  claim(who: number, at: number): Fraction {
    const own = this.shares[at]!.get(who);
    return own === undefined ? ZERO : over(times(own, whole(this.tokens[at]!)), this.total(at));
  }

  /** Nobody delegates to a validator that is gone, or whose tokens were all slashed. */
  isOpen(at: number): boolean {
    const worthless = this.tokens[at] === 0n && this.shares[at]!.size > 0;
    return this.standing[at]!.status !== "gone" && !worthless;
  }

  issue(who: number, at: number, tokens: bigint): Fraction {
    const total = this.total(at);
    const issued =
      total.n === 0n ? sharesOf(tokens) : down18(over(times(total, whole(tokens)), whole(this.tokens[at]!)));
    this.shares[at]!.set(who, plus(this.shares[at]!.get(who) ?? ZERO, issued));
    this.tokens[at]! += tokens;
    return issued;
  }

  redeem(who: number, at: number, shares: Fraction): bigint {
    const total = this.total(at);
    const left = less(this.shares[at]!.get(who)!, shares);
    const worth = (part: Fraction) => floor(near18(over(times(part, whole(this.tokens[at]!)), total)));
    // An operator must leave as much as it promised: one base unit.
    if (who === at && worth(left) < 1n) this.standing[at]!.jailed = true;
    const last = atomics(total) === atomics(shares);
    const tokens = last ? this.tokens[at]! : worth(shares);
    if (left.n === 0n) this.shares[at]!.delete(who);
    else this.shares[at]!.set(who, left);
    this.tokens[at]! -= tokens;
    if (last && this.standing[at]!.status === "unbonded") this.standing[at]!.status = "gone";
    return tokens;
  }

  /** Shares for an amount, as a delegator names it; undefined when the delegation does not cover them. */
  sharesFor(who: number, at: number, tokens: bigint): Fraction | undefined {
    const own = this.shares[at]!.get(who);
    if (own === undefined || this.tokens[at] === 0n) return undefined;
    const shares = down18(over(times(this.total(at), whole(tokens)), whole(this.tokens[at]!)));
    return isBelow(own, shares) ? undefined : shares;
  }

  delegate(who: number, at: number, tokens: bigint): boolean {
    if (!this.isOpen(at) || this.balances[who]! < tokens) return false;
    this.balances[who]! -= tokens;
    this.issue(who, at, tokens);
    return true;
  }

  undelegate(who: number, at: number, tokens: bigint, now: Moment): boolean {
    const shares = this.sharesFor(who, at, tokens);
    const underWay = this.unbondings.filter(({ owner, from }) => owner === who && from === at);
    if (shares === undefined || underWay.length >= MAX_ENTRIES) return false;
    const out = this.redeem(who, at, shares);
    const same = underWay.find(({ height }) => height === now.height);
    const entry = { owner: who, from: at, height: now.height, until: now.time + UNBONDING };
    if (same === undefined) this.unbondings.push({ ...entry, initial: out, balance: out });
    else {
      same.initial += out;
      same.balance += out;
    }
    return true;
  }

  redelegate(who: number, from: number, to: number, tokens: bigint, now: Moment): boolean {
    const shares = this.sharesFor(who, from, tokens);
    const received = this.redelegations.some((each) => each.owner === who && each.to === from);
    const underWay = this.redelegations.filter((each) => each.owner === who && each.from === from && each.to === to);
    if (shares === undefined || from === to || received || underWay.length >= MAX_ENTRIES) return false;
    const before = {
      tokens: this.tokens[from]!,
      shares: new Map(this.shares[from]!),
      standing: { ...this.standing[from]! },
    };
    const open = this.isOpen(to);
    const out = this.redeem(who, from, shares);
    if (out === 0n || !open) {
      this.tokens[from] = before.tokens;
      this.shares[from] = before.shares;
      this.standing[from] = before.standing;
      return false;
    }
    const got = this.issue(who, to, out);
    const { status, height, until } = this.standing[from]!;
    if (status === "unbonded" || status === "gone") return true;
    const span = status === "bonded" ? { height: now.height, until: now.time + UNBONDING } : { height, until };
    this.redelegations.push({ owner: who, from, to, shares: got, ...span, initial: out, balance: out });
    return true;
  }

  cancel(who: number, at: number, height: bigint, tokens: bigint): boolean {
    const entry = this.unbondings.find((each) => each.owner === who && each.from === at && each.height === height);
    if (entry === undefined || entry.balance < tokens || !this.isOpen(at)) return false;
    this.issue(who, at, tokens);
    entry.balance -= tokens;
    entry.initial -= tokens;
    if (entry.balance === 0n) this.unbondings = this.unbondings.filter((each) => each !== entry);
    return true;
  }

  slash(at: number, height: bigint, power: bigint, fraction: Fraction, now: Moment): void {
    if (this.standing[at]!.status === "unbonded" || this.standing[at]!.status === "gone") return;
    const fine = floor(near18(times(whole(power * POWER), fraction)));
    const liable = (entry: Entry) => entry.height >= height && entry.until > now.time;
    let elsewhere = 0n;
    if (height < now.height) {
      for (const entry of this.unbondings.filter(({ from }) => from === at))
        if (liable(entry)) elsewhere += this.charge(entry, floor(times(fraction, whole(entry.initial))));
      for (const entry of this.redelegations.filter(({ from }) => from === at).sort(byOwnerAndTarget))
        if (liable(entry)) elsewhere += this.slashMoved(entry, fraction, height, now);
    }
    const burned = smaller(fine > elsewhere ? fine - elsewhere : 0n, this.tokens[at]!);
    this.tokens[at]! -= burned;
    this.burned += burned;
  }

  /** Takes a fine from an unbonding, as far as it reaches; the whole fine counts. */
  charge(entry: Entry, fine: bigint): bigint {
    const paid = smaller(fine, entry.balance);
    entry.balance -= paid;
    this.burned += paid;
    return fine;
  }

  slashMoved({ owner, to, initial, shares }: Entry, fraction: Fraction, height: bigint, now: Moment): bigint {
    const fine = floor(times(fraction, whole(initial)));
    let open = fine;
    for (const leaving of this.unbondings.filter((each) => each.owner === owner && each.from === to)) {
      if (leaving.height < height || leaving.until <= now.time) continue;
      const paid = smaller(open, leaving.balance);
      this.charge(leaving, paid);
      open -= paid;
    }
    const own = this.shares[to!]!.get(owner);
    const wanted = near18(times(fraction, shares!));
    if (open > 0n && own !== undefined && wanted.n > 0n)
      this.burned += this.redeem(owner, to!, isBelow(own, wanted) ? own : wanted);
    return fine;
  }

  /** The end of a block. */
  end({ height, time }: Moment): void {
    for (const [at, standing] of this.standing.entries()) {
      const fits = !standing.jailed && this.tokens[at]! >= POWER;
      if (standing.status === "bonded" && !fits)
        Object.assign(standing, { status: "unbonding", height, until: time + UNBONDING });
      else if (standing.status !== "gone" && fits) standing.status = "bonded";
      if (standing.status === "unbonding" && standing.until <= time)
        standing.status = this.shares[at]!.size === 0 ? "gone" : "unbonded";
    }
    for (const { owner, balance } of this.unbondings.filter(({ until }) => until <= time))
      this.balances[owner]! += balance;
    this.unbondings = this.unbondings.filter(({ until }) => until > time);
    this.redelegations = this.redelegations.filter(({ until }) => until > time);
  }
}

/** The order in which a slash goes through redelegations: by the addresses of delegator and destination. */
function byOwnerAndTarget(a: Entry, b: Entry): number {
  const [left, right] = [a, b].map(({ owner, to }) => ADDRESS_ORDER.indexOf(owner) * 10 + ADDRESS_ORDER.indexOf(to!));
  return left! - right!;
}

interface Moment {
  readonly height: bigint;
  readonly time: bigint;
}

const people = ["alice", "bob", "carol"].map((name) => person(name));
const STAKES = [50_000_000n, 7_000_001n, 333_333_333n];
/** The people in the order of the bytes of their addresses. */
const ADDRESS_ORDER = people
  .map((_, i) => i)
  .sort((a, b) => compareBytes(addressBytes(people[a]!.address), addressBytes(people[b]!.address)));
const chain = startChain({
  people,
  genesis: (state) =>
    withValidators(
      state,
      people.map((who, i) => [who, STAKES[i]!] as const),
    ),
});
const inside = insideOf(chain);
const operators = people.map(operator);
const SUPPLY = supplyOf(inside.at(2n, GENESIS_TIME), IDENTITY.baseDenom);
const BALANCE = balanceOf(inside.at(2n, GENESIS_TIME), people[0]!.address);

/** One act of a history, done by both. */
interface Act {
  readonly text: string;
  real(ctx: Ctx): void;
  model(model: Model, now: Moment): boolean;
}

function drawAct(random: (below: number) => number, now: Moment): Act {
  const [who, at, to] = [random(3), random(3), random(3)] as [number, number, number];
  const amounts = [1 + random(5), 1 + random(1000), 1 + random(40_000_000), 1_000_000 * (1 + random(40))];
  const tokens = BigInt(amounts[random(4)]!);
  const bond = [people[who]!.address, operators[at]!] as const;
  const height = now.height - BigInt(random(4));
  const kind = random(10);
  if (kind < 3)
    return {
      text: `${who} delegates ${tokens} to ${at}`,
      real: (ctx) => void delegate(ctx, bond[0], existingValidator(ctx, bond[1]), amount(tokens)),
      model: (model) => model.delegate(who, at, tokens),
    };
  if (kind < 5)
    return {
      text: `${who} undelegates ${tokens} from ${at}`,
      real: (ctx) => void undelegate(ctx, bond, sharesToUnbond(ctx, bond, amount(tokens))),
      model: (model) => model.undelegate(who, at, tokens, now),
    };
  if (kind < 7)
    return {
      text: `${who} redelegates ${tokens} from ${at} to ${to}`,
      real(ctx) {
        const move = { delegator: bond[0], source: bond[1], target: operators[to]! };
        beginRedelegation(ctx, move, sharesToUnbond(ctx, bond, amount(tokens)));
      },
      model: (model) => model.redelegate(who, at, to, tokens, now),
    };
  if (kind < 8)
    return {
      text: `${who} cancels ${tokens} of ${height} at ${at}`,
      real: (ctx) => cancelUnbonding(ctx, existingValidator(ctx, bond[1]), bond[0], { height, tokens: amount(tokens) }),
      model: (model) => model.cancel(who, at, height, tokens),
    };
  const fraction = [DEC_ONE, DEC_ONE / 100n, BigInt(random(1_000_000_007)) * 999_999_937n][random(3)] as Dec;
  const power = STAKES[at]! / POWER + BigInt(random(20));
  return {
    text: `${at} is slashed by ${fraction} of ${power} since ${height}`,
    real: (ctx) => void slash(ctx, { key: keyAddress(people[at]!.name), height, power, fraction }),
    model(model) {
      model.slash(at, height, power, { n: fraction, d: DEC_ONE }, now);
      return true;
    },
  };
}

/** What both say of the end of a step. */
function told(model: Model) {
  const entries = (list: readonly Entry[]) =>
    list.map(({ owner, from, to, shares, height, initial, balance }) =>
      [owner, from, to, shares && atomics(shares), height, initial, to === undefined ? balance : undefined].join(" "),
    );
  return {
    tokens: model.tokens,
    shares: model.shares.map((each) => people.map((_, who) => atomics(each.get(who) ?? ZERO))),
    unbondings: entries(model.unbondings).sort(byText),
    redelegations: entries(model.redelegations).sort(byText),
    balances: model.balances,
    burned: model.burned,
  };
}

function found(ctx: Ctx): ReturnType<typeof told> {
  const index = (address: Address | ValAddress) =>
    people.findIndex((who, i) => who.address === address || operators[i] === address);
  return {
    tokens: operators.map((each) => validator(ctx, each)?.tokens ?? 0n),
    shares: operators.map((each) => people.map((who) => delegation(ctx, who.address, each)?.shares ?? 0n)),
    unbondings: unbondings
      .all(ctx)
      .flatMap(({ delegatorAddress, validatorAddress, entries }) =>
        entries.map(({ creationHeight, initialBalance, balance }) =>
          [index(delegatorAddress), index(validatorAddress), "", "", creationHeight, initialBalance, balance].join(" "),
        ),
      )
      .sort(byText),
    redelegations: redelegations
      .all(ctx)
      .flatMap(({ delegatorAddress, validatorSrcAddress, validatorDstAddress, entries }) =>
        entries.map(({ creationHeight, initialBalance, sharesDst }) => {
          const who = [index(delegatorAddress), index(validatorSrcAddress), index(validatorDstAddress)];
          return [...who, sharesDst, creationHeight, initialBalance, ""].join(" ");
        }),
      )
      .sort(byText),
    balances: people.map(({ address }) => balanceOf(ctx, address)),
    burned: SUPPLY - supplyOf(ctx, IDENTITY.baseDenom),
  };
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const claims = (model: Model) => operators.flatMap((_, at) => people.map((_who, who) => model.claim(who, at)));

test(`${HISTORIES} random histories give what exact fractions give, and lose no unit`, () => {
  for (let seed = 1; seed <= HISTORIES; seed++) {
    inside.reset();
    playHistory(seed);
  }
});

function playHistory(seed: number): void {
  const random = seeded(seed * 7919);
  const model = new Model(
    STAKES,
    people.map(() => BALANCE),
  );
  let now: Moment = { height: 2n, time: GENESIS_TIME + SECOND };
  const lines: string[] = [];
  for (let step = 0; step < STEPS; step++) {
    const act = drawAct(random, now);
    lines.push(act.text);
    const before = claims(model);
    const ctx = inside.at(now.height, now.time);
    const outcome = ctx.branch((branch) => act.real(branch));
    const accepted = act.model(model, now);
    if (!act.text.includes("slashed")) requireFair(before, model, act);
    const refusal = "error" in outcome ? outcome.error.message : undefined;
    const agree = (refusal === undefined) === accepted;
    if (!agree) throw new Error(`seed ${seed}: ${lines.join("; ")}: ${refusal ?? "accepted"}`);
    const wait = [0n, 5n * SECOND, UNBONDING / 2n, UNBONDING][random(4)]!;
    if (wait > 0n) now = { height: now.height + 1n, time: now.time + wait };
    if (wait === 0n) continue;
    model.end(now);
    endBlock(inside.at(now.height, now.time));
  }
  const end = inside.at(now.height, now.time);
  model.end(now);
  endBlock(end);
  expect(found(end), `seed ${seed}: ${lines.join("; ")}`).toEqual(told(model));
  const held =
    model.balances.reduce((sum, each) => sum + each, 0n) + model.tokens.reduce((sum, each) => sum + each, 0n);
  const leaving = model.unbondings.reduce((sum, { balance }) => sum + balance, 0n);
  expect(held + leaving + model.burned).toBe(SUPPLY);
  if (seed % 25 === 0)
    for (const [claim, holds] of Object.entries(invariants)) expect(holds(end), `seed ${seed}: ${claim}`).toBe(true);
}

/** Nobody loses to what another does more than rounding gives away: less than one in 10^17 of a base unit. */
function requireFair(before: readonly Fraction[], model: Model, act: Act): void {
  const actor = Number(act.text[0]);
  const slack = { n: 1n, d: 10n ** 17n };
  for (const [i, claim] of claims(model).entries()) {
    const lost = i % people.length !== actor && isBelow(plus(claim, slack), before[i]!);
    if (lost) throw new Error(`${act.text}: claim ${i} lost`);
  }
}
