import { type Amount, amount } from "@dcm/proto";
import type { Predicate } from "@dcm/proto/gen/dcm/market/v1";
import { expect, test } from "vitest";
import { type Ask, askTotal, type Demand, floorTotal, match, percentile, priceScale, standing } from "../src/index.js";
import { dice, randomBook, randomDemand, SEED } from "./books.js";

/** Another evaluator, written from the rule's text and sharing no code with ours. */
function holds(predicate: Predicate, ask: Ask, price: bigint): boolean {
  const kind = Object.entries(predicate).find(([, value]) => value !== undefined);
  const [name, body] = kind as [string, never];
  const values = (field: string): string[] => {
    if (field === "price") return [`${price}`];
    if (field === "jurisdiction.evidence") return [["", "CLAIMED", "AUDITED", "ATTESTED"][ask.facts.evidence] ?? ""];
    if (field.startsWith("attr."))
      return ask.facts.attributes.filter(({ key }) => `attr.${key}` === field).map(({ value }) => value);
    const plain = (ask.facts as unknown as Record<string, string | string[]>)[field];
    return plain === undefined ? [] : typeof plain === "string" ? [plain] : plain;
  };
  const rank = (text: string) => (/^\d+$/.test(text) ? Number(text) : ["CLAIMED", "AUDITED", "ATTESTED"].indexOf(text));
  const {
    field,
    value,
    of,
    values: among,
  } = body as { field: string; value: string; of: Predicate[]; values: string[] };
  if (name === "and") return !of.some((part) => !holds(part, ask, price));
  if (name === "or") return of.filter((part) => holds(part, ask, price)).length > 0;
  if (name === "not") return !holds(body, ask, price);
  if (name === "has") return values(body).length !== 0;
  if (name === "equal") return values(field).indexOf(value) >= 0;
  if (name === "in") return values(field).filter((each) => among.includes(each)).length > 0;
  if (name === "under")
    return values(field).some((each) => each === value || each.slice(0, value.length + 1) === `${value}-`);
  if (name === "atLeast") return values(field).some((each) => rank(each) >= rank(value));
  return values(field).some((each) => rank(each) <= rank(value));
}

/** What an ask costs for an order, by hand. */
function cost(ask: Ask, demand: Demand): bigint {
  const scaled = ask.terms.unitPrice * demand.maxUse;
  const scale = 10n ** 15n;
  const metered = scaled / scale + (scaled % scale > 0n ? 1n : 0n);
  const wall = (demand.wallSecondFloor * demand.maxWallTimeMs + 999_999_999n) / 10n ** 9n;
  const sum = ask.terms.startFee + (metered > wall ? metered : wall);
  return sum > demand.minCharge ? sum : demand.minCharge;
}

/** Everything that an ask must meet, each by hand, in the order in which we explain. */
function verdicts(ask: Ask, demand: Demand): boolean[] {
  const price = cost(ask, demand);
  const { terms } = ask;
  const flat = (predicate: Predicate | undefined): Predicate[] =>
    predicate === undefined ? [] : predicate.and === undefined ? [predicate] : predicate.and.of.flatMap(flat);
  return [
    terms.class === demand.class,
    ask.live,
    ask.freeUnits >= 1,
    ask.freeStake >= demand.limit * 5n,
    !demand.excluded.some((who) => who === ask.operator || who === ask.owner),
    terms.runtimes.includes("wasm"),
    terms.policies.includes(demand.policies[0] ?? "") && (demand.policies[0] !== "approve" || terms.approveOptIn),
    terms.maxBondMultiple >= 5,
    terms.maxDurationMs >= demand.maxWallTimeMs,
    (terms.allow.length === 0 || terms.allow.includes(demand.owner)) && !terms.deny.includes(demand.owner),
    ...flat(demand.constraints).map((each) => holds(each, ask, price)),
    price <= demand.limit,
  ];
}

test("[O3] explain and quote count what testing every offer by hand counts, on 200 random books", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const roll = dice(seed);
    const book = randomBook(roll, 40);
    const demand = randomDemand(roll);
    const table = book.map((ask) => verdicts(ask, demand));
    const { explanation, asks } = standing(demand, book, SEED, false);
    const where = `seed ${seed}`;
    expect(explanation.offers, where).toBe(book.length);
    expect(explanation.eligible, where).toBe(table.filter((row) => row.every(Boolean)).length);
    expect(
      explanation.constraints.map((each) => each.passing),
      where,
    ).toEqual(explanation.constraints.map((_, i) => table.filter((row) => row[i]).length));
    expect(
      explanation.constraints.map((each) => each.gainedWithout),
      where,
    ).toEqual(
      explanation.constraints.map(
        (_, i) => table.filter((row) => !row[i] && row.every((ok, k) => ok || k === i)).length,
      ),
    );
    const otherwise = book.filter((_, i) => table[i]?.slice(0, -1).every(Boolean)).map((ask) => cost(ask, demand));
    const rising = otherwise.sort((a, b) => Number(a - b));
    expect(asks, where).toEqual(rising);
    expect(explanation.cheapestOtherwise, where).toBe(rising[0]?.toString() ?? "");
    expect(explanation.relaxation !== "", where).toBe(table.some((row) => row.filter((ok) => !ok).length === 1));
  }
});

/** The cheapest seats, taken one by one from all eligible offers: slow and plain. */
function cheapestSeats(demand: Demand, book: readonly Ask[]): bigint | undefined {
  const eligible = book
    .filter((ask) => verdicts(ask, demand).every(Boolean))
    .sort((a, b) => Number(cost(a, demand) - cost(b, demand)));
  const taken: Ask[] = [];
  for (const ask of eligible) {
    const met = taken.some((each) => each.owner === ask.owner);
    if (!met && taken.length < demand.seats) taken.push(ask);
  }
  const last = taken.at(-1);
  return taken.length === demand.seats && last !== undefined ? cost(last, demand) : undefined;
}

test("[M4] in 10^5 random books every fill is within the limit, at least its own ask, and constraints hold", () => {
  let filled = 0;
  for (let seed = 1; seed <= 100_000; seed++) {
    const roll = dice(seed);
    const book = randomBook(roll, 12);
    const demand = randomDemand(roll);
    const { fills, total } = match(demand, book, SEED);
    if (fills.length === 0) continue;
    filled++;
    const sound = fills.every(({ ask, price }) => {
      const most = price.startFee + (price.unitPrice * demand.maxUse) / priceScale(demand.meter);
      return most <= demand.limit && price.unitPrice >= ask.terms.unitPrice && verdicts(ask, demand).every(Boolean);
    });
    const parties = fills.map(({ ask }) => ask.owner);
    if (!sound || total > demand.limit || new Set(parties).size !== parties.length || fills.length !== demand.seats)
      throw new Error(`seed ${seed}: a fill breaks [M4]`);
  }
  expect(filled).toBeGreaterThan(5_000);
});

test("[M3] the walk that stops early finds the price that testing every offer finds", () => {
  for (let seed = 1; seed <= 3_000; seed++) {
    const roll = dice(seed);
    const book = randomBook(roll, 30);
    const demand = randomDemand(roll);
    const { fills, total } = match(demand, book, SEED);
    expect(fills.length === 0 ? undefined : total, `seed ${seed}`).toBe(cheapestSeats(demand, book));
  }
});

test("[G10] the order of equal asks in the book decides nothing", () => {
  for (let seed = 1; seed <= 500; seed++) {
    const roll = dice(seed);
    const book = randomBook(roll, 20).map((ask) => ({
      ...ask,
      terms: { ...ask.terms, unitPrice: amount(5_000_000n), startFee: amount(10n) },
    }));
    const demand = randomDemand(roll);
    const winners = (asks: readonly Ask[]) =>
      match(demand, asks, SEED)
        .fills.map(({ ask }) => ask.offerId)
        .sort();
    expect(winners([...book].reverse()), `seed ${seed}`).toEqual(winners(book));
  }
});

test("[M2] an ask's total is at least the floor of its order", () => {
  for (let seed = 1; seed <= 500; seed++) {
    const roll = dice(seed);
    const demand = randomDemand(roll);
    for (const { terms } of randomBook(roll, 10)) expect(askTotal(terms, demand) >= floorTotal(demand)).toBe(true);
  }
});

test("percentiles are of the nearest rank", () => {
  const ten = Array.from({ length: 10 }, (_, i) => amount(BigInt(i + 1))) as readonly Amount[];
  expect([percentile(ten, 10n), percentile(ten, 50n), percentile(ten, 90n), percentile(ten, 100n)]).toEqual([
    1n,
    5n,
    9n,
    10n,
  ]);
  expect(percentile([], 50n)).toBe(0n);
});
