import type { Address } from "@dcm/proto";
import { JobState, MsgUpdateParams as JobUpdateParams } from "@dcm/proto/gen/dcm/job/v1";
import {
  type Explanation,
  MsgUpdateParams as MarketUpdateParams,
  MsgCancelOrder,
  type Order,
  Predicate,
  type ResourceClass,
} from "@dcm/proto/gen/dcm/market/v1";
import {
  MsgAddStake,
  MsgPause,
  MsgResume,
  MsgUpdate,
  MsgUpdateOffer,
  MsgUpdateParams as ProviderUpdateParams,
} from "@dcm/proto/gen/dcm/provider/v1";
import { expect, test } from "vitest";
import { type Act, act, type Chain, createChain, nameOf, person } from "../../../test/market/driver.js";
import * as m from "../../../test/market/market.js";
import * as bank from "../bank/api.js";
import { defaults as jobDefaults } from "../job/state.js";
import { defaults as providerDefaults } from "../provider/state.js";
import { paramsFault } from "./math.js";
import { defaults } from "./state.js";

const names = Array.from({ length: 12 }, (_, i) => `p${i}`);
const buyers = Array.from({ length: 12 }, (_, i) => `b${i}`);
const people = ["alice", ...names, ...buyers];
const inFrance = Predicate.fromPartial({ under: { field: "jurisdiction", value: "FR" } });
const nowhere = Predicate.fromPartial({ equal: { field: "jurisdiction", value: "AQ" } });

const stateOf = (chain: Chain, id: bigint) => m.jobOf(chain, id).state;
const endOfRefill = (chain: Chain, id: bigint) =>
  chain.query<{ order: Order }>("/dcm.market.v1.Query/Order", { id }).order.expiresAt;
const holders = (chain: Chain, id: bigint) =>
  m
    .jobOf(chain, id)
    .slots.map((slot) => slot.provider)
    .sort();
const ids = (results: readonly { readonly response: unknown }[]) =>
  results.map(({ response }) => (response as { orderId: bigint }).orderId);

test("[M1] an order is matched at the start of the block after it was placed", () => {
  const chain = createChain({ people });
  m.openMarket(chain, { p0: {}, p1: {} });
  const placing = chain.block(1000, [m.order("alice")]);
  expect(stateOf(chain, 1n)).toBe(JobState.OPEN);
  expect(placing.events).not.toContain("EventOrderMatched");
  expect(chain.block(1000).begin.map(nameOf)).toContain("EventOrderMatched");
});

test("[M1] the highest limit is served first, whatever the order of arrival", () => {
  const chain = createChain({ people });
  m.openMarket(chain, { p0: { units: 1 }, p1: { units: 1 } });
  const [low, high] = ids(
    chain.block(1000, [m.order("b0", { limit: 5_000n }), m.order("b1", { limit: 6_000n })]).results,
  ) as [bigint, bigint];
  chain.block(1000);
  expect([stateOf(chain, low), stateOf(chain, high)]).toEqual([JobState.OPEN, JobState.DRAWN]);
});

test("[G10] permuting a block's transactions changes no match, given the seed that the beacon will give", () => {
  const acts = buyers.map((buyer, i) => m.order(buyer, { clientKey: `k${i}` }));
  const matches = (order: readonly Act[]) => {
    const chain = createChain({ people, fixedSeeds: true });
    m.openMarket(chain, Object.fromEntries(names.map((name) => [name, { units: 1 }])));
    const placed = ids(chain.block(1000, order).results);
    chain.block(1000);
    return placed
      .map((id) => m.jobOf(chain, id))
      .map(
        (job) =>
          `${job.owner} ${job.slots
            .map((slot) => slot.provider)
            .sort()
            .join(" ")}`,
      )
      .sort();
  };
  const straight = matches(acts);
  expect(matches([...acts].reverse())).toEqual(straight);
  expect(matches([...acts.slice(5), ...acts.slice(0, 5)])).toEqual(straight);
  // Twelve units for twenty-four seats: six orders were filled, chosen by hash.
  expect(straight.filter((line) => line.includes(" dcm1"))).toHaveLength(6);
});

test("[M2] two slots never go to one operator or one declared owner", () => {
  const chain = createChain({ people });
  m.openMarket(chain, {
    p0: { owner: person("boss") },
    p1: { owner: person("boss"), price: 21_000_000n },
    p2: { price: 90_000_000n },
  });
  m.good(chain.block(1000, [m.offer("p0", { price: 19_000_000n })]).results);
  const id = m.matched(chain, "alice");
  expect(holders(chain, id)).toEqual([person("p0"), person("p2")].sort());
});

test("[M2] an offer without stake for the bond at the order's limit is passed over", () => {
  const chain = createChain({ people });
  m.openMarket(chain, { p0: { stake: 500_000_000n }, p1: { price: 90_000_000n }, p2: { price: 95_000_000n } });
  const id = m.matched(chain, "alice", { limit: 80_000_001n });
  expect(holders(chain, id)).toEqual([person("p1"), person("p2")].sort());
});

test("[M4] every slot gets the dearest member's total, within the limit and never below its own ask", () => {
  const chain = createChain({ people });
  m.openMarket(chain, { p0: { startFee: 200n, price: 8_000_000n }, p1: { startFee: 0n, price: 30_000_000n } });
  const id = m.matched(chain, "alice", { limit: 300n });
  const job = m.jobOf(chain, id);
  expect(job.fillPrice).toBe(300n);
  expect(job.slots.map((slot) => slot.startFee + (slot.unitPrice * 10n) / 1_000_000n)).toEqual([300n, 300n]);
  expect(job.slots.map((slot) => slot.unitPrice >= 8_000_000n)).toEqual([true, true]);
});

test("[M2] a high start fee behind a low price does not pass the limit", () => {
  const chain = createChain({ people });
  m.openMarket(chain, { p0: { startFee: 10_000n, price: 100_000n }, p1: {}, p2: { price: 40_000_000n } });
  const id = m.matched(chain, "alice", { limit: 600n });
  expect(holders(chain, id)).toEqual([person("p1"), person("p2")].sort());
});

const wakers: { readonly [what: string]: (chain: Chain) => void } = {
  "a new offer": (chain) => m.good(chain.block(1000, [m.register("p5"), m.offer("p5")]).results),
  "a cheaper offer": (chain) =>
    m.good(
      chain.block(1000, [
        act(MsgUpdateOffer, { provider: person("p2"), offerId: 3n, terms: m.offerTerms(), expiryMs: 0n }),
      ]).results,
    ),
  "more stake": (chain) =>
    m.good(
      chain.block(1000, [
        act(MsgAddStake, { provider: person("p3"), amount: 2_000_000_000n }),
        act(MsgUpdateOffer, { provider: person("p3"), offerId: 4n, terms: m.offerTerms(), expiryMs: 0n }),
      ]).results,
    ),
  "a provider that resumes": (chain) => m.good(chain.block(1000, [act(MsgResume, { provider: person("p1") })]).results),
  "changed attributes": (chain) =>
    m.good(
      chain.block(1000, [act(MsgUpdate, { provider: person("p4"), profile: m.profile("p4", { jurisdiction: "FR" }) })])
        .results,
    ),
};

test.each(Object.keys(wakers))("[M1] %s wakes an order that slept", (what) => {
  const chain = createChain({ people });
  m.openMarket(chain, {
    p0: {},
    p1: {},
    p2: { price: 900_000_000n },
    p3: { stake: 500_000_000n, price: 900_000_000n },
    p4: { jurisdiction: "DE" },
  });
  chain.block(1000, [act(MsgPause, { provider: person("p1") })]);
  const id = m.placed(chain.block(1000, [m.order("alice", { limit: 5_000n, constraints: inFrance })]).results[0]);
  expect(chain.block(1000).begin.map(nameOf)).toContain("EventOrderAsleep");
  expect(chain.block(1000).begin.map(nameOf)).not.toContain("EventOrderMatched");
  wakers[what]?.(chain);
  chain.block(1000);
  expect(stateOf(chain, id)).toBe(JobState.DRAWN);
});

type Setting = (authority: Address, of: ResourceClass) => Act;
type Settings = readonly [before: Setting, after: Setting];
const short = { evidenceMs: 40_000n, bondLockMs: 10_000n };

/** What governance sets so that an order cannot be filled, and what it sets so that it can. */
const settings: { readonly [what: string]: Settings } = {
  "a lower least charge": [
    (authority) => act(MarketUpdateParams, { authority, params: { ...defaults, minCharge: 6_000n as never } }),
    (authority) => act(MarketUpdateParams, { authority, params: defaults }),
  ],
  "a class's lower floor": [
    (authority, of) =>
      act(MarketUpdateParams, {
        authority,
        params: defaults,
        classes: [{ ...of, wallSecondFloor: 1n << 50n } as never],
      }),
    (authority, of) => act(MarketUpdateParams, { authority, params: defaults, classes: [of] }),
  ],
  "a lower multiple of bonds": [
    (authority) => act(JobUpdateParams, { authority, params: { ...jobDefaults, ...short, bondMultiple: 1_000 } }),
    (authority) => act(JobUpdateParams, { authority, params: { ...jobDefaults, ...short } }),
  ],
  "a smaller audit reserve": [
    (authority) => act(ProviderUpdateParams, { authority, params: { ...providerDefaults, auditReserveDivisor: 2 } }),
    (authority) => act(ProviderUpdateParams, { authority, params: { ...providerDefaults, auditReserveDivisor: 100 } }),
  ],
};

test.each(Object.keys(settings))("[M1] %s, which governance sets, wakes an order that slept", (what) => {
  const chain = createChain({ people });
  m.openMarket(chain, { p0: { stake: 1_000_000_000n }, p1: { stake: 1_000_000_000n } });
  const authority = chain.read((ctx) => bank.moduleAddress(ctx, "gov"));
  const { classes } = chain.query<{ classes: readonly ResourceClass[] }>("/dcm.market.v1.Query/Classes", {});
  const [before, after] = (settings[what] as Settings).map((set) => set(authority, classes[0] as ResourceClass));
  // Of 1,000 M, 500 M are free behind a reserve of a half; five times this limit is not.
  const order = m.order("alice", { limit: what.includes("reserve") ? 150_000_000n : 5_000n });
  const { results } = chain.block(1000, [order, before as Act]);
  m.good(results);
  expect(chain.block(1000).begin.map(nameOf)).toContain("EventOrderAsleep");
  m.good(chain.block(1000, [after as Act]).results);
  chain.block(1000);
  expect(stateOf(chain, m.placed(results[0]))).toBe(JobState.DRAWN);
});

test("[M1] seats that end at begin-block go to the highest limit, asleep or not", () => {
  const chain = createChain({ people });
  m.openMarket(chain, { p0: { units: 1 }, p1: { units: 1 } });
  const first = m.matched(chain, "alice");
  const [one, other] = m.jobOf(chain, first).slots.map((slot) => slot.provider) as [Address, Address];
  // One seat is given up and nobody else can take it: the job ends when its time on the book is over.
  m.good(chain.block(1000, [m.accept(first, 0, one), m.decline(first, 1, other, 0)]).results);
  const free = Predicate.fromPartial({ equal: { field: "provider", value: one } });
  const high = m.placed(
    chain.block(1000, [m.order("b0", { approve: true, limit: 9_000n, constraints: free })]).results[0],
  );
  chain.until(() => stateOf(chain, high) === JobState.OPEN && chain.now >= endOfRefill(chain, first) - 2_000n);
  const low = m.placed(
    chain.block(1000, [m.order("b1", { approve: true, limit: 8_000n, constraints: free })]).results[0],
  );
  chain.block(1000);
  expect([stateOf(chain, high), stateOf(chain, low)]).toEqual([JobState.DRAWN, JobState.OPEN]);
});

test("[M1] stake that a penalty frees of the audit reserve wakes an order that slept", () => {
  const chain = createChain({ people });
  m.openMarket(chain, { p0: { stake: 500_000_000n, startFee: 1_000_000n } });
  const silent = m.matched(chain, "alice", { approve: true, limit: 2_000_000n });
  m.good(chain.block(1000, m.seats(chain, silent, m.accept)).results);
  m.good(chain.block(1000, m.seats(chain, silent, m.commit)).results);
  // Free is 400,000,000 less a bond of 5 F; a burnt F of 1,000,200 gives back a fifth of it.
  const id = m.placed(chain.block(1000, [m.order("b0", { approve: true, limit: 79_010_000n })]).results[0]);
  expect(chain.block(1000).begin.map(nameOf)).toContain("EventOrderAsleep");
  const blocks = chain.until(() => m.jobOf(chain, silent).slots[0]?.penalty !== 0n);
  expect(blocks.at(-1)?.end.map(nameOf)).toContain("EventStakeBurnt");
  expect(chain.block(1000).begin.map(nameOf)).toContain("EventOrderMatched");
  expect(stateOf(chain, id)).toBe(JobState.DRAWN);
});

test("[M1] more offers than a class remembers wake every sleeper within reach", () => {
  const chain = createChain({ people });
  m.openMarket(chain, { p0: {}, p1: { price: 900_000_000n }, p2: { price: 900_000_000n } });
  const id = m.placed(chain.block(1000, [m.order("alice", { limit: 5_000n })]).results[0]);
  chain.block(1000);
  const dear = Array.from({ length: 20 }, (_, i) => m.offer("p1", { price: 900_000_001n + BigInt(i) }));
  m.good(chain.block(1000, [...dear, m.offer("p2")]).results);
  chain.block(1000);
  expect(holders(chain, id)).toEqual([person("p0"), person("p2")].sort());
});

test("[M1] 1,000 unfillable orders delay nobody", () => {
  const chain = createChain({ people, invariants: false });
  m.openMarket(chain, Object.fromEntries(names.slice(0, 4).map((name) => [name, {}])));
  const spam = (n: number) =>
    Array.from({ length: n }, (_, i) =>
      m.order("b0", { limit: 9_000_000n, constraints: nowhere, clientKey: `s${n}-${i}` }),
    );
  m.good(chain.block(1000, spam(1000)).results);
  const id = m.placed(chain.block(1000, [m.order("alice", { limit: 1_000n })]).results[0]);
  chain.block(1000);
  expect(stateOf(chain, id)).toBe(JobState.DRAWN);
  // Nor do those that an offer wakes again and again.
  const wake = act(MsgUpdate, { provider: person("p0"), profile: m.profile("p0") });
  const second = m.placed(chain.block(1000, [wake, m.order("alice", { limit: 1_000n })]).results[1]);
  const blocks = chain.until(() => stateOf(chain, second) === JobState.DRAWN, 3);
  expect(blocks.length).toBeLessThanOrEqual(2);
});

test("[M1] when the budget ends inside a class the next block goes on from there, and everybody gets a turn", () => {
  const chain = createChain({ people, invariants: false });
  // 40 offers that pass the price walk but not the constraint: 3,000 orders need 120,000 tests, twelve blocks.
  m.openMarket(chain, Object.fromEntries(names.slice(0, 2).map((name) => [name, {}])));
  for (let i = 0; i < 19; i++)
    m.good(
      chain.block(1, [
        m.offer("p0", { price: 20_000_000n + BigInt(i) }),
        m.offer("p1", { price: 20_000_000n + BigInt(i) }),
      ]).results,
    );
  for (let i = 0; i < 3; i++) {
    const spam = Array.from({ length: 500 }, (_, k) =>
      m.order("b0", { limit: 9_000_000n, constraints: nowhere, clientKey: `s${i}-${k}` }),
    );
    m.good(chain.block(1, spam).results);
  }
  const id = m.placed(chain.block(1, [m.order("alice", { limit: 1_000n })]).results[0]);
  const wake = act(MsgUpdate, { provider: person("p0"), profile: m.profile("p0") });
  let blocks = 0;
  for (; stateOf(chain, id) !== JobState.DRAWN && blocks < 20; blocks++) chain.block(1, [wake]);
  // 1,500 × 40 tests at 10,000 a block: its turn comes within one lap, though every block wakes the whole book anew.
  expect(blocks).toBeLessThanOrEqual(8);
});

test("[P5] a silent provider's offers leave the book, and its next heartbeat restores them", () => {
  const chain = createChain({ people });
  m.openMarket(chain, { p0: {}, p1: {} });
  for (let at = 0; at < 61; at++) chain.block(1000, m.beat("p0"));
  const id = m.placed(chain.block(1000, [m.order("alice"), ...m.beat("p0")]).results[0]);
  chain.block(1000);
  expect(stateOf(chain, id)).toBe(JobState.OPEN);
  chain.block(1000, m.beat("p0", "p1"));
  chain.block(1000);
  expect(stateOf(chain, id)).toBe(JobState.DRAWN);
});

test("[G5] explain counts every offer and tells the cheapest change", () => {
  const chain = createChain({ people });
  m.openMarket(chain, { p0: {}, p1: { jurisdiction: "DE", price: 30_000_000n }, p2: { price: 90_000_000n } });
  const request = m.orderOf("alice", { limit: 450n, constraints: inFrance });
  const { explanation } = chain.query<{ explanation: Explanation }>("/dcm.market.v1.Query/Explain", request);
  const byText = new Map(explanation.constraints.map((each) => [each.constraint, each]));
  expect(explanation).toMatchObject({ offers: 3, eligible: 1, fillableSeats: 1, truncated: false });
  expect(byText.get("jurisdiction under FR")).toMatchObject({
    passing: 2,
    gainedWithout: 1,
    nearest: "jurisdiction under DE",
  });
  expect(byText.get("price ≤ 450")).toMatchObject({ passing: 2, gainedWithout: 1, nearest: "price ≤ 1000" });
  expect(explanation.relaxation).toBe("jurisdiction under DE");
});

test("a quote says what is locked, and the fill that the next match gives", () => {
  const chain = createChain({ people });
  m.openMarket(chain, { p0: {}, p1: { price: 30_000_000n }, p2: { price: 90_000_000n } });
  const request = m.orderOf("alice", { limit: 5_000n });
  const quote = chain.query<{ fillPrice: bigint; p50: bigint; deposit: bigint; bond: bigint }>(
    "/dcm.market.v1.Query/Quote",
    request,
  );
  expect(quote).toMatchObject({
    eligible: 3,
    fillableSeats: 3,
    fillPrice: 400n,
    p10: 300n,
    p50: 400n,
    p90: 1_000n,
    deposit: 10_000n,
  });
  expect(quote).toMatchObject({ orderDeposit: 1_000n, placingFee: 10n, bond: 25_000n, maxUse: 10_000_000_000n });
  const id = m.matched(chain, "alice", { limit: 5_000n });
  expect(m.jobOf(chain, id).fillPrice).toBe(quote.fillPrice);
});

test("a cancelled order is not matched, and an order's place costs nothing when it is gone", () => {
  const chain = createChain({ people });
  const id = m.placed(chain.block(1000, [m.order("alice")]).results[0]);
  chain.block(1000);
  chain.block(1000, [act(MsgCancelOrder, { owner: person("alice") as Address, orderId: id })]);
  m.openMarket(chain, { p0: {}, p1: {} });
  expect(chain.block(1000).events).toEqual([]);
});

test("[G7] a client key is remembered for three blocks at least, whatever genesis says", () => {
  const { clientKeyWindowMs } = defaults;
  expect([30_000n, clientKeyWindowMs].map((ms) => paramsFault({ ...defaults, clientKeyWindowMs: ms }))).toEqual([
    undefined,
    undefined,
  ]);
  expect(paramsFault({ ...defaults, clientKeyWindowMs: 29_999n })).toBe("client_key_window_ms is not 30 s … 30 d");
});
