import { type Amount, amount, type Dec, decText } from "@dcm/proto";
import { type Params, VoteOption, type WeightedVoteOption } from "@dcm/proto/gen/cosmos/gov/v1";
import { BondStatus, Delegation } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import { expect, test } from "vitest";
import { type Ctx, DEC_ONE, SECOND } from "../../src/kernel/index.js";
import { tallyOf, verdictOf } from "../../src/modules/gov/math.js";
import { countVotes } from "../../src/modules/gov/msgs/tally.js";
import { params, votes } from "../../src/modules/gov/state.js";
import { saveDelegation } from "../../src/modules/staking/msgs/delegations.js";
import { lastPowers, validators } from "../../src/modules/staking/state.js";
import { type Dice, dice } from "../harness/dice.js";
import { govChain } from "../harness/gov.js";
import { person } from "../harness/keys.js";
import { insideOf, operator } from "../harness/validators.js";

// Governance once more, from its rules alone: the power of each vote is a fraction, and the verdict follows from fractions. The
// chain rounds every part to 18 places; so near to a bound that this decides, both verdicts are right.

const CASES = Number(process.env.GOV_CASES ?? 10_000);

/** An exact number: n ÷ d, d above 0. */
interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}
const of = (n: bigint, d = 1n): Fraction => ({ n, d });
const plus = (a: Fraction, b: Fraction): Fraction => of(a.n * b.d + b.n * a.d, a.d * b.d);
const times = (a: Fraction, b: Fraction): Fraction => of(a.n * b.n, a.d * b.d);
const less = (a: Fraction, b: Fraction): Fraction => plus(a, of(-b.n, b.d));
const isAbove = (a: Fraction, b: Fraction): boolean => a.n * b.d > b.n * a.d;
const ZERO = of(0n);
/** More than all roundings of one case together, in tokens. */
const SLACK = of(1n, 10n ** 12n);
const isNear = (a: Fraction, b: Fraction): boolean => {
  const gap = less(a, b);
  return !isAbove(of(gap.n < 0n ? -gap.n : gap.n, gap.d), SLACK);
};

const PEOPLE = Array.from({ length: 6 }, (_, i) => person(`voter${i}`));
const VALIDATORS = 3;
const OPTIONS = [VoteOption.YES, VoteOption.ABSTAIN, VoteOption.NO, VoteOption.NO_WITH_VETO] as const;

/** Who has how much where, and who voted what. */
interface Case {
  readonly tokens: readonly bigint[];
  /** Shares by validator and person, in 10^-18. */
  readonly shares: readonly (readonly bigint[])[];
  readonly ballots: readonly (readonly (readonly [VoteOption, bigint])[])[];
  readonly bonded: readonly boolean[];
  readonly expedited: boolean;
  readonly bounds: {
    readonly quorum: bigint;
    readonly threshold: bigint;
    readonly hasty: bigint;
    readonly veto: bigint;
  };
}

function drawn(d: Dice): Case {
  const tokens = Array.from({ length: VALIDATORS }, () => d.sized(50n));
  const own = () => (d.below(3n) === 0n ? 0n : d.sized(110n));
  const shares = tokens
    .map(() => PEOPLE.map(own))
    .map((row) => (row.some((each) => each > 0n) ? row : [1n, ...row.slice(1)]));
  const ballots = PEOPLE.map(() => (d.below(3n) === 0n ? [] : ballot(d)));
  const threshold = 1n + d.below(DEC_ONE - 1n);
  const bounds = {
    quorum: d.below(4n) === 0n ? 0n : d.below(DEC_ONE),
    threshold,
    hasty: threshold + 1n + d.below(DEC_ONE - threshold),
    veto: 1n + d.below(DEC_ONE),
  };
  return { tokens, shares, ballots, bounds, bonded: tokens.map(() => d.below(5n) > 0n), expedited: d.below(2n) === 0n };
}

/** One to four options whose parts are one together. */
function ballot(d: Dice): Case["ballots"][number] {
  const count = Number(1n + d.below(4n));
  const first = Number(d.below(4n));
  let left = DEC_ONE as bigint;
  return Array.from({ length: count }, (_, i) => {
    const isLast = i === count - 1;
    const part = isLast ? left : 1n + d.below(left - BigInt(count - 1 - i));
    left -= part;
    return [OPTIONS[(first + i) % 4] as VoteOption, part] as const;
  });
}

/** Puts a case into the state: staking as it would be, votes as they were cast. */
function arrange(ctx: Ctx, given: Case): void {
  for (const [operatorOfNone] of lastPowers.entries(ctx)) lastPowers.delete(ctx, operatorOfNone);
  const [template] = validators.all(ctx);
  if (template === undefined) throw new Error("the chain has validators");
  for (const [i, tokens] of given.tokens.entries()) {
    const address = operator(PEOPLE[i]!);
    const total = given.shares[i]!.reduce((sum, each) => sum + each, 0n);
    const status = given.bonded[i] ? BondStatus.BONDED : BondStatus.UNBONDED;
    const changed = { operatorAddress: `${address}`, tokens: amount(tokens), delegatorShares: total as Dec, status };
    validators.set(ctx, address, { ...template, ...changed, jailed: false } as typeof template);
    if (given.bonded[i]) lastPowers.set(ctx, address, tokens / 1_000_000n);
    for (const [j, shares] of given.shares[i]!.entries()) {
      const record = { delegatorAddress: PEOPLE[j]!.address, validatorAddress: address, shares };
      if (shares > 0n) saveDelegation(ctx, Delegation.fromPartial(record));
    }
  }
  for (const [j, options] of given.ballots.entries()) {
    const voter = PEOPLE[j]!.address;
    const weighted: readonly WeightedVoteOption[] = options.map(([option, part]) => ({
      option,
      weight: decText(part),
    }));
    if (options.length > 0) votes.set(ctx, [1n, voter], { proposalId: 1n, voter, options: weighted, metadata: "" });
  }
}

/** What every option has, by the rules: each voter's own stake, and for each validator what is left of its stake. */
function exact({ tokens, shares, ballots, bonded }: Case): {
  readonly byOption: Map<VoteOption, Fraction>;
  readonly total: Fraction;
} {
  const byOption = new Map<VoteOption, Fraction>(OPTIONS.map((option) => [option, ZERO]));
  let total = ZERO;
  const count = (power: Fraction, options: Case["ballots"][number]) => {
    if (options.length === 0) return;
    total = plus(total, power);
    for (const [option, part] of options)
      byOption.set(option, plus(byOption.get(option) as Fraction, times(power, of(part, DEC_ONE))));
  };
  for (const [i, pool] of tokens.entries()) {
    if (!bonded[i]) continue;
    const all = shares[i]!.reduce((sum, each) => sum + each, 0n);
    let left = all;
    for (const [j, own] of shares[i]!.entries()) {
      if (own === 0n || ballots[j]!.length === 0) continue;
      count(of(own * pool, all), ballots[j]!);
      left -= own;
    }
    count(of(left * pool, all), ballots[i]!);
  }
  return { byOption, total };
}

/** The verdicts that are right: two where a bound is as near as rounding. */
function verdicts(given: Case, { byOption, total }: ReturnType<typeof exact>): ReadonlySet<string> {
  const { quorum, threshold, hasty, veto } = given.bounds;
  const bonded = given.tokens.reduce((sum, each, i) => sum + (given.bonded[i] ? each : 0n), 0n);
  if (bonded === 0n) return new Set(["reject"]);
  const found = new Set<string>();
  const needed = times(of(quorum, DEC_ONE), of(bonded));
  if (isAbove(needed, total) || isNear(needed, total)) found.add("reject without quorum");
  if (isAbove(needed, total) && !isNear(needed, total)) return found;
  const decisive = less(total, byOption.get(VoteOption.ABSTAIN) as Fraction);
  if (isNear(decisive, ZERO)) found.add("reject");
  if (decisive.n === 0n) return found;
  const refusing = byOption.get(VoteOption.NO_WITH_VETO) as Fraction;
  const vetoing = times(of(veto, DEC_ONE), total);
  if (isAbove(refusing, vetoing) || isNear(refusing, vetoing)) found.add("veto");
  if (isAbove(refusing, vetoing) && !isNear(refusing, vetoing)) return found;
  const yes = byOption.get(VoteOption.YES) as Fraction;
  const most = times(of(given.expedited ? hasty : threshold, DEC_ONE), decisive);
  const isClose = isNear(yes, most);
  if (isAbove(yes, most) || isClose) found.add("pass");
  if (!isAbove(yes, most) || isClose) found.add("reject");
  return found;
}

test(`${CASES} tallies are those of exact fractions, and every token counts once`, () => {
  const chain = govChain();
  const inside = insideOf(chain);
  const d = dice(2026);
  const seen = new Map<string, number>();
  for (let i = 0; i < CASES; i++) {
    inside.reset();
    const ctx = inside.at(chain.height + 1n, chain.time + SECOND);
    const given = drawn(d);
    arrange(ctx, given);
    const count = countVotes(ctx, 1n);
    const { byOption, total } = exact(given);
    expect(isNear(of(count.total, DEC_ONE), total), `total of case ${i}`).toBe(true);
    for (const option of OPTIONS) {
      const counted = of(count.options.get(option) as bigint, DEC_ONE);
      expect(isNear(counted, byOption.get(option) as Fraction), `option ${option} of case ${i}`).toBe(true);
    }
    const shown = Object.values(tallyOf(count)).reduce((sum, each) => sum + BigInt(each), 0n);
    const pools = given.tokens.reduce((sum, each, at) => sum + (given.bonded[at] ? each : 0n), 0n);
    expect(shown <= pools, `case ${i} counts no more than is bonded`).toBe(true);

    const { quorum, threshold, hasty, veto } = given.bounds;
    const texts = { quorum, threshold, expeditedThreshold: hasty, vetoThreshold: veto };
    const bounds = Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, decText(value)]));
    const own: Params = { ...params.get(ctx), ...bounds, burnVoteQuorum: true, burnVoteVeto: true };
    const verdict = verdictOf(count, pools as Amount, given.expedited, own);
    const name = verdict.passes ? "pass" : verdict.burns ? "burn" : "reject";
    const right = verdicts(given, { byOption, total });
    const names = [...right].map((each) => (each === "veto" || each === "reject without quorum" ? "burn" : each));
    expect(names, `verdict of case ${i}`).toContain(name);
    for (const each of right) seen.set(each, (seen.get(each) ?? 0) + 1);
  }
  // Every way out of the rules is taken.
  for (const each of ["pass", "reject", "veto", "reject without quorum"])
    expect(seen.get(each) ?? 0).toBeGreaterThan(CASES / 50);
});
