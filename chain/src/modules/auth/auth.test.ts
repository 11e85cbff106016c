import { MsgUpdateParams, QueryParamsRequest, QueryParamsResponse } from "@dcm/proto/gen/cosmos/auth/v1beta1";
import { describe, expect, test } from "vitest";
import { startChain } from "../../../test/harness/chain.js";
import { type Dice, dice } from "../../../test/harness/dice.js";
import { startInside } from "../../../test/harness/insider.js";
import { person } from "../../../test/harness/keys.js";
import { msg } from "../../../test/harness/tx.js";
import { type Amount, amountOf, type Coins, compareText, sumCoins } from "../../kernel/index.js";
import { afterDelegation, afterUndelegation, lockedOf, vestedCoins, vestingFault } from "./math.js";
import type { Schedule, Vesting } from "./state.js";

const GOV = "dcm10d07y265gmmuvt4z0w9aw880jnsr700jfpnf9q";
const alice = person("alice");

/** An exact fraction; its denominator is above zero. */
interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

/** The nearest whole number, a half to the even one: written anew for the oracle. */
function nearest({ over, under }: Fraction): bigint {
  const floor = over / under;
  const twice = 2n * (over - floor * under);
  if (twice === under) return floor + (floor & 1n);
  return twice > under ? floor + 1n : floor;
}

/** What the documents say of one denomination (x/auth/vesting/README.md): V' at a time, from its schedule. */
function vestedBy(schedule: Schedule, original: bigint, end: bigint, now: bigint, denom: string): bigint {
  if (schedule.kind === "none") return original;
  if (schedule.kind === "permanent") return 0n;
  if (schedule.kind === "delayed") return now < end ? 0n : original;
  if (schedule.kind === "continuous") {
    if (now <= schedule.startTime) return 0n;
    if (now >= end) return original;
    const one = 10n ** 18n;
    // The SDK keeps 18 places of the part of the time: T_x ÷ T.
    const part = nearest({ over: (now - schedule.startTime) * one, under: end - schedule.startTime });
    return nearest({ over: original * part, under: one });
  }
  let [sum, until] = [0n, schedule.startTime];
  if (now <= until) return 0n;
  for (const { length, amount } of schedule.periods) {
    until += length;
    if (until > now) break;
    sum += amountOf(amount, denom);
  }
  return sum;
}

function someCoins(random: Dice): Coins {
  const denoms = ["atom", "udcm", "zinc"].filter(() => random.below(2n) === 1n);
  return (denoms.length === 0 ? ["udcm"] : denoms).map((denom) => ({ denom, amount: random.sized(120n) as Amount }));
}

function someVesting(random: Dice): Vesting {
  const startTime = random.below(10_000n);
  const none = { delegatedFree: [], delegatedVesting: [] };
  const kind = (["none", "continuous", "delayed", "periodic", "permanent"] as const)[Number(random.below(5n))];
  if (kind === "periodic") {
    const periods = Array.from({ length: 1 + Number(random.below(5n)) }, () => ({
      length: random.below(1000n),
      amount: someCoins(random),
    }));
    // A schedule without any length has no end after its start.
    periods.push({ length: 1n + random.below(1000n), amount: someCoins(random) });
    const endTime = periods.reduce((end, { length }) => end + length, startTime);
    const originalVesting = sumCoins(periods.map((each) => each.amount));
    return { ...none, originalVesting, endTime, schedule: { kind, startTime, periods } };
  }
  const endTime = kind === "permanent" ? 0n : startTime + 1n + random.below(10_000n);
  const schedule: Schedule = kind === "continuous" ? { kind, startTime } : { kind: kind as "delayed" };
  return { ...none, originalVesting: someCoins(random), endTime, schedule };
}

/** One denomination of an account, as the documents describe it. */
interface Books {
  balance: bigint;
  free: bigint;
  vesting: bigint;
}

/** A random life of an account, beside a model with exact fractions: the first mistake, undefined when there is none. */
function live(seed: number): string | undefined {
  const random = dice(seed);
  let vesting = someVesting(random);
  const fault = vestingFault(vesting);
  if (fault !== undefined) return fault;
  const { originalVesting, endTime, schedule } = vesting;
  const extra = random.below(2n) === 0n ? [] : someCoins(random);
  const denoms = [...new Set([...originalVesting, ...extra].map(({ denom }) => denom))].sort(compareText);
  const funds = sumCoins([originalVesting, extra]);
  const books = new Map<string, Books>(
    denoms.map((denom) => [denom, { balance: amountOf(funds, denom), free: 0n, vesting: 0n }]),
  );
  let now = random.below(10_000n);
  for (let step = 0; step < 6; step++) {
    now += random.below(4_000n);
    const denom = denoms[Number(random.below(BigInt(denoms.length)))] as string;
    const book = books.get(denom) as Books;
    const left =
      amountOf(originalVesting, denom) - vestedBy(schedule, amountOf(originalVesting, denom), endTime, now, denom);
    if (random.below(2n) === 0n) {
      if (book.balance === 0n) continue;
      const amount = 1n + random.below(book.balance);
      // X = min(max(V − DV, 0), D), Y = D − X
      const room = left > book.vesting ? left - book.vesting : 0n;
      const x = room < amount ? room : amount;
      book.vesting += x;
      book.free += amount - x;
      book.balance -= amount;
      vesting = afterDelegation(vesting, [{ denom, amount: amount as Amount }], now);
    } else {
      // Rounding may give back a unit more than was delegated.
      const amount = 1n + random.below(book.free + book.vesting + 1n);
      // X = min(DF, D), Y = min(DV, D − X)
      const x = book.free < amount ? book.free : amount;
      const y = book.vesting < amount - x ? book.vesting : amount - x;
      book.free -= x;
      book.vesting -= y;
      book.balance += amount;
      vesting = afterUndelegation(vesting, [{ denom, amount: amount as Amount }]);
    }
    const found = mistake(vesting, books, now);
    if (found !== undefined) return `seed ${seed}: ${found}`;
  }
  return undefined;
}

/** What of an account is not as the documents have it; undefined when all is. */
function mistake(vesting: Vesting, books: ReadonlyMap<string, Books>, now: bigint): string | undefined {
  const locked = lockedOf(vesting, now);
  const vested = vestedCoins(vesting, now);
  for (const [denom, book] of books) {
    const original = amountOf(vesting.originalVesting, denom);
    const own = vestedBy(vesting.schedule, original, vesting.endTime, now, denom);
    // What can be spent is min((BC + DV) − V, BC).
    const free = book.balance + book.vesting - (original - own);
    const wanted = [own, book.free, book.vesting, free < book.balance ? free : book.balance];
    const { delegatedFree, delegatedVesting } = vesting;
    const spendable = book.balance - amountOf(locked, denom);
    const got = [amountOf(vested, denom), amountOf(delegatedFree, denom), amountOf(delegatedVesting, denom), spendable];
    if (wanted.join() !== got.join()) return `${denom} at ${now}: wanted ${wanted.join()}, got ${got.join()}`;
  }
  return undefined;
}

describe("vesting schedules", () => {
  test("ten thousand random accounts hold, lock and delegate what exact fractions say", () => {
    for (let seed = 1; seed <= 10_000; seed++) {
      const found = live(seed);
      if (found !== undefined) expect.fail(found);
    }
  });
  test("what vests never vests back, and in the end all has vested", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const vesting = someVesting(dice(seed));
      const all = vesting.originalVesting.map(({ denom }) => denom);
      let before = all.map(() => 0n);
      for (let now = 0n; now <= 21_000n; now += 701n) {
        const after = all.map((denom) => amountOf(vestedCoins(vesting, now), denom) as bigint);
        expect(after.every((each, i) => each >= (before[i] as bigint))).toBe(true);
        before = after;
      }
      if (vesting.schedule.kind !== "permanent") expect(vestedCoins(vesting, 21_000n)).toEqual(vesting.originalVesting);
    }
  });
});

test("schedules that cannot be are named in the SDK's words", () => {
  const coins: Coins = [{ denom: "udcm", amount: 10n as Amount }];
  const base: Vesting = {
    originalVesting: coins,
    delegatedFree: [],
    delegatedVesting: [],
    endTime: 20n,
    schedule: { kind: "delayed" },
  };
  const periodic = (...periods: readonly (readonly [bigint, Coins])[]): Schedule => ({
    kind: "periodic",
    startTime: 10n,
    periods: periods.map(([length, amount]) => ({ length, amount })),
  });
  const faults: readonly (readonly [Partial<Vesting>, string | undefined])[] = [
    [{}, undefined],
    [{ endTime: -1n }, "end time cannot be negative"],
    [{ originalVesting: [] }, "invalid coins: "],
    [{ originalVesting: [...coins, ...coins] }, "invalid coins: 10udcm,10udcm"],
    [
      { delegatedVesting: [{ denom: "udcm", amount: 11n as Amount }] },
      "delegated vesting amount cannot be greater than original vesting amount",
    ],
    [{ schedule: { kind: "permanent" } }, "permanently vested accounts cannot have an end-time"],
    [{ schedule: { kind: "continuous", startTime: 20n } }, "vesting start-time cannot be before end-time"],
    [{ schedule: periodic([10n, coins]) }, undefined],
    [{ schedule: periodic([-1n, coins]) }, "period #0 has a negative length: -1"],
    [{ schedule: periodic([10n, []]) }, "period #0 has invalid coins: "],
    [{ schedule: periodic([9n, coins]) }, "vesting end time does not match length of all vesting periods"],
    [
      { schedule: periodic([5n, coins], [5n, coins]) },
      "original vesting coins (10udcm) does not match the sum of all coins in vesting periods (20udcm)",
    ],
  ];
  for (const [change, fault] of faults) expect(vestingFault({ ...base, ...change })).toBe(fault);
});

describe("the parameters", () => {
  const right = {
    maxMemoCharacters: 100n,
    txSigLimit: 3n,
    txSizeCostPerByte: 5n,
    sigVerifyCostEd25519: 7n,
    sigVerifyCostSecp256k1: 900n,
  };
  test("are changed by governance", () => {
    const chain = startInside({ people: [alice] });
    expect(chain.govern(msg(MsgUpdateParams, { authority: GOV, params: right }))).toHaveProperty("value");
    const { params } = chain.query("/cosmos.auth.v1beta1.Query/Params", [QueryParamsRequest, {}], QueryParamsResponse);
    expect(params).toEqual(right);
  });
  test.each([
    [{ txSigLimit: 0n }, "invalid tx signature limit: 0"],
    [{ sigVerifyCostEd25519: 0n }, "invalid ED25519 signature verification cost: 0"],
    [{ sigVerifyCostSecp256k1: 0n }, "invalid SECK256k1 signature verification cost: 0"],
    [{ maxMemoCharacters: 0n }, "invalid max memo characters: 0"],
    [{ txSizeCostPerByte: 0n }, "invalid tx size cost per byte: 0"],
  ])("are not changed to %o", (change, text) => {
    const chain = startInside({ people: [alice] });
    const outcome = chain.govern(msg(MsgUpdateParams, { authority: GOV, params: { ...right, ...change } }));
    expect(outcome).toMatchObject({ error: { codespace: "undefined", code: 1, message: text } });
  });
  test("are not changed by anybody else", () => {
    const chain = startChain({ people: [alice] });
    const result = chain.deliver(alice, [msg(MsgUpdateParams, { authority: alice.address, params: right })]);
    expect(result).toMatchObject({ codespace: "undefined", code: 1 });
    expect(result.log).toBe(
      `failed to execute message; message index: 0: expected gov account as only signer for proposal message; invalid authority; expected ${GOV}, got ${alice.address}`,
    );
  });
});
