import type { Address } from "@dcm/proto";
import {
  CannotRunReason,
  JobState,
  MsgApproveResult,
  MsgCommitResult,
  MsgDeclineSlot,
  MsgRejectResult,
  MsgUpdateParams,
  Outcome,
  SlotState,
} from "@dcm/proto/gen/dcm/job/v1";
import { MsgCancelOrder, Predicate } from "@dcm/proto/gen/dcm/market/v1";
import { MsgHeartbeat } from "@dcm/proto/gen/dcm/provider/v1";
import { expect, test } from "vitest";
import { type Act, act, type Block, type Chain, createChain, eventIn, person } from "../../../test/market/driver.js";
import * as m from "../../../test/market/market.js";
import * as bank from "../bank/api.js";
import { defaults } from "./state.js";

const people = ["alice", "pia", "quinn", "ravi", "sol", "tess"];
const STAKE = 2_000_000_000n;
/** The usual fill: 100 to start and 20 for each of 10 Gfuel. */
const F = 300n;
const D = 5n * F;

function chainOf(...names: readonly string[]): Chain {
  const chain = createChain({ people });
  m.openMarket(chain, Object.fromEntries(names.map((name) => [name, {}])));
  return chain;
}

const stateOf = (chain: Chain, id: bigint) => m.jobOf(chain, id).state;
const supply = (chain: Chain) => chain.read((ctx) => bank.supplyOf(ctx, "udcm"));
const stakeOf = (chain: Chain, who: Address) =>
  chain.query<{ provider: { stake: bigint; bonded: bigint } }>("/dcm.provider.v1.Query/Provider", { address: who })
    .provider;
const decline = (
  id: bigint,
  slot: number,
  provider: Address,
  reason: CannotRunReason = CannotRunReason.UNSPECIFIED,
): Act => act(MsgDeclineSlot, { provider, jobId: id, slot, reason });
/** Blocks until a job leaves a state; providers keep beating. */
function pass(chain: Chain, ms: number, step = 1000): Block[] {
  const made: Block[] = [];
  const providers = chain.query<{ providers: { address: Address }[] }>(
    "/dcm.provider.v1.Query/Providers",
    {},
  ).providers;
  const beats = providers.map(({ address }) => act(MsgHeartbeat, { provider: address }));
  for (let at = 0; at < ms; at += step) made.push(chain.block(step, beats));
  return made;
}
const events = (blocks: readonly Block[]) => blocks.flatMap((block) => block.events);

test("[J9] an unattended job is paid when the delivery window ends", () => {
  const chain = chainOf("pia", "quinn");
  const id = m.sealed(chain, "alice");
  chain.block(1000, m.seats(chain, id, m.reveal));
  pass(chain, 29_000);
  expect(stateOf(chain, id)).toBe(JobState.DELIVERY);
  pass(chain, 2_000);
  expect(m.receiptOf(chain, id)).toMatchObject({ state: JobState.SETTLED, paid: 240n, reason: "window over" });
});

test("[J7] a bond stays locked for the bond lock, and a settled job goes when its evidence is over", () => {
  const chain = chainOf("pia", "quinn");
  const id = m.sealed(chain, "alice");
  chain.block(1000, m.seats(chain, id, m.reveal));
  chain.block(1000, [m.confirm(id, "alice")]);
  expect(stakeOf(chain, person("pia"))).toMatchObject({ stake: STAKE, bonded: D });
  pass(chain, 11_000);
  expect(stakeOf(chain, person("pia"))).toMatchObject({ stake: STAKE, bonded: 0n });
  expect(stateOf(chain, id)).toBe(JobState.SETTLED);
  pass(chain, 25_000);
  expect(() => m.jobOf(chain, id)).toThrow("not found");
  expect(m.receiptOf(chain, id).state).toBe(JobState.SETTLED);
});

test("[J10] the receipt says who, what and how much, and its digest is in the event", () => {
  const chain = chainOf("pia", "quinn");
  const id = m.sealed(chain, "alice");
  chain.block(1000, m.seats(chain, id, m.reveal));
  const block = chain.block(1000, [m.confirm(id, "alice")]);
  const receipt = m.receiptOf(chain, id);
  expect(receipt.slots.map((slot) => [slot.provider, slot.fuel, slot.paid, slot.jurisdiction])).toEqual(
    receipt.slots.map((slot) => [slot.provider, m.GFUEL, 120n, "FR"]),
  );
  expect(receipt.manifest).toEqual(m.manifest());
  expect(eventIn(block.results[0]?.events ?? [], "EventReceipt").digest).toHaveLength(44);
  const owned = chain.query<{ receipts: unknown[] }>("/dcm.job.v1.Query/Receipts", { provider: person("pia") });
  expect(owned.receipts).toHaveLength(1);
});

test("approve: one slot, the buyer's word pays", () => {
  const chain = chainOf("pia", "quinn");
  const id = m.sealed(chain, "alice", { approve: true });
  chain.block(1000, m.seats(chain, id, m.reveal));
  expect(stateOf(chain, id)).toBe(JobState.AWAITING_APPROVAL);
  m.good(chain.block(1000, [act(MsgApproveResult, { owner: person("alice"), jobId: id })]).results);
  expect(m.receiptOf(chain, id)).toMatchObject({ state: JobState.SETTLED, paid: 120n });
});

test("approve: silence accepts after the window", () => {
  const chain = chainOf("pia", "quinn");
  const id = m.sealed(chain, "alice", { approve: true });
  chain.block(1000, m.seats(chain, id, m.reveal));
  pass(chain, 61_000);
  expect(m.receiptOf(chain, id)).toMatchObject({ state: JobState.SETTLED, paid: 120n });
});

test("approve: a rejection pays half the metered price and ends in REJECTED", () => {
  const chain = chainOf("pia", "quinn");
  const id = m.sealed(chain, "alice", { approve: true });
  chain.block(1000, m.seats(chain, id, m.reveal));
  m.good(chain.block(1000, [act(MsgRejectResult, { owner: person("alice"), jobId: id, reason: "not it" })]).results);
  expect(m.receiptOf(chain, id)).toMatchObject({ state: JobState.REJECTED, paid: 60n, reason: "not it" });
  expect(stateOf(chain, id)).toBe(JobState.REJECTED);
});

test("a cancelled order gives everything back but the placing fee", () => {
  const chain = createChain({ people });
  chain.block(1000);
  const before = chain.balance(person("alice"));
  const id = m.placed(chain.block(1000, [m.order("alice")]).results[0]);
  chain.block(1000);
  m.good(chain.block(1000, [act(MsgCancelOrder, { owner: person("alice"), orderId: id })]).results);
  expect(chain.balance(person("alice"))).toBe(before - 10n);
  expect(m.receiptOf(chain, id)).toMatchObject({ state: JobState.CANCELLED, refunded: 21_000n, placingFee: 10n });
  expect(() => m.jobOf(chain, id)).toThrow("not found");
});

test("[M8] an order expires in the block where it is due, with its money back", () => {
  const chain = createChain({ people });
  chain.block(1000);
  const before = chain.balance(person("alice"));
  const id = m.placed(chain.block(1000, [m.order("alice", { expiryMs: 5_000n })]).results[0]);
  pass(chain, 4_000);
  expect(stateOf(chain, id)).toBe(JobState.OPEN);
  chain.block(1000);
  expect(m.receiptOf(chain, id).state).toBe(JobState.EXPIRED);
  expect(chain.balance(person("alice"))).toBe(before - 10n);
});

test("immediate-or-cancel closes when the next block cannot fill it", () => {
  const chain = createChain({ people });
  chain.block(1000);
  const id = m.placed(chain.block(1000, [m.order("alice", { immediate: true })]).results[0]);
  expect(chain.block(1000).events).toContain("EventOrderClosed");
  expect(m.receiptOf(chain, id)).toMatchObject({ state: JobState.EXPIRED, reason: "unfilled" });
});

test("[O2] the same owner and client key within its window returns the first order", () => {
  const chain = createChain({ people });
  chain.block(1000);
  const first = chain.send(m.order("alice", { clientKey: "k" }).codec, m.orderOf("alice", { clientKey: "k" }));
  const again = chain.send(m.order("alice", { clientKey: "k" }).codec, m.orderOf("alice", { clientKey: "k" }));
  expect(again.response).toEqual({ orderId: m.placed(first), existing: true });
  const other = chain.send(m.order("pia", { clientKey: "k" }).codec, m.orderOf("pia", { clientKey: "k" }));
  expect(other.response).toMatchObject({ existing: false });
});

test("redundant 3 of which 2: a late slot is out, loses min(0.2 D, 2 F), the others are paid", () => {
  const chain = chainOf("pia", "quinn", "ravi");
  const id = m.running(chain, "alice", { slots: 3, needed: 2 });
  const [late, ...timely] = m.jobOf(chain, id).slots;
  m.good(
    chain.block(
      1000,
      timely.map((slot) => m.commit(id, slot.index, slot.provider)),
    ).results,
  );
  const before = supply(chain);
  pass(chain, 70_000);
  const burnt = 300n;
  expect(supply(chain)).toBe(before - burnt);
  expect(stakeOf(chain, late?.provider as Address)).toMatchObject({ stake: STAKE - burnt, bonded: 0n });
  expect(m.jobOf(chain, id).slots.map((slot) => slot.state)).toEqual([
    SlotState.LATE,
    SlotState.COMMITTED,
    SlotState.COMMITTED,
  ]);
  m.good(
    chain.block(
      1000,
      timely.map((slot) => m.reveal(id, slot.index, slot.provider)),
    ).results,
  );
  chain.block(1000, [m.confirm(id, "alice")]);
  expect(m.receiptOf(chain, id)).toMatchObject({ state: JobState.SETTLED, paid: 240n });
});

test("redundant 2 of 2: one late slot fails the job, nothing is paid, the committed bond is free", () => {
  const chain = chainOf("pia", "quinn");
  const id = m.running(chain, "alice");
  const [first, second] = m.jobOf(chain, id).slots;
  chain.block(1000, [m.commit(id, 0, first?.provider as Address)]);
  pass(chain, 70_000);
  expect(m.receiptOf(chain, id)).toMatchObject({ state: JobState.FAILED, paid: 0n });
  expect(stakeOf(chain, first?.provider as Address)).toMatchObject({ stake: STAKE, bonded: 0n });
  expect(stakeOf(chain, second?.provider as Address).stake).toBe(STAKE - 300n);
});

test("[G3] redundant 3 of which 2: a silent slot loses 1 F, then the rest of D, burnt in full", () => {
  const chain = chainOf("pia", "quinn", "ravi");
  const id = m.sealed(chain, "alice", { slots: 3, needed: 2 });
  const [silent, ...telling] = m.jobOf(chain, id).slots;
  m.good(
    chain.block(
      1000,
      telling.map((slot) => m.reveal(id, slot.index, slot.provider)),
    ).results,
  );
  pass(chain, 11_000);
  const who = silent?.provider as Address;
  expect(stakeOf(chain, who)).toMatchObject({ stake: STAKE - F, bonded: D - F });
  expect(stateOf(chain, id)).toBe(JobState.REVEAL);
  pass(chain, 61_000);
  expect(stakeOf(chain, who)).toMatchObject({ stake: STAKE - D, bonded: 0n });
  expect(stateOf(chain, id)).toBe(JobState.DELIVERY);
  chain.block(1000, [m.confirm(id, "alice")]);
  expect(m.receiptOf(chain, id)).toMatchObject({ state: JobState.SETTLED, paid: 240n });
});

test("a slot that reveals in the grace loses 1 F only", () => {
  const chain = chainOf("pia", "quinn");
  const id = m.sealed(chain, "alice");
  const [slow, quick] = m.jobOf(chain, id).slots;
  chain.block(1000, [m.reveal(id, 1, quick?.provider as Address)]);
  pass(chain, 11_000);
  m.good(chain.block(1000, [m.reveal(id, 0, slow?.provider as Address)]).results);
  chain.block(1000, [m.confirm(id, "alice")]);
  expect(m.receiptOf(chain, id).slots.map((slot) => slot.penalty)).toEqual([F, 0n]);
  expect(stakeOf(chain, slow?.provider as Address).stake).toBe(STAKE - F);
});

test("too few reveals end in REJECTED, and who revealed is paid its metered use", () => {
  const chain = chainOf("pia", "quinn");
  const id = m.sealed(chain, "alice");
  chain.block(1000, [m.reveal(id, 0, m.jobOf(chain, id).slots[0]?.provider as Address)]);
  pass(chain, 75_000);
  expect(m.receiptOf(chain, id)).toMatchObject({ state: JobState.REJECTED, paid: 120n });
});

test("two different digests give VOID: everything back, an alarm, nobody is slashed", () => {
  const chain = chainOf("pia", "quinn");
  const id = m.running(chain, "alice");
  const [a, b] = m.jobOf(chain, id).slots.map((slot) => slot.provider) as [Address, Address];
  const other = m.manifest(m.GFUEL, 1);
  chain.block(1000, [m.commit(id, 0, a), m.commit(id, 1, b, other)]);
  const before = supply(chain);
  const block = chain.block(1000, [m.reveal(id, 0, a), m.reveal(id, 1, b, other)]);
  expect(block.events).toContain("EventDissentAlarm");
  expect(m.receiptOf(chain, id)).toMatchObject({ state: JobState.VOID, paid: 0n });
  expect(supply(chain)).toBe(before);
  expect(stakeOf(chain, a)).toMatchObject({ stake: STAKE, bonded: 0n });
  expect(() => m.jobOf(chain, id)).toThrow("not found");
});

test("a decline in time is free, and its seat goes back to the book once", () => {
  const chain = chainOf("pia", "quinn", "ravi");
  const id = m.matched(chain, "alice");
  const [gone, stays] = m.jobOf(chain, id).slots.map((slot) => slot.provider) as [Address, Address];
  m.good(chain.block(1000, [decline(id, 0, gone), m.accept(id, 1, stays)]).results);
  expect(stateOf(chain, id)).toBe(JobState.DRAWN);
  chain.block(1000);
  const slots = m.jobOf(chain, id).slots;
  const third = [person("pia"), person("quinn"), person("ravi")].find((each) => each !== gone && each !== stays);
  expect(slots.map((slot) => [slot.provider, slot.state])).toEqual([
    [third, SlotState.DRAWN],
    [stays, SlotState.ACCEPTED],
  ]);
  expect(stakeOf(chain, gone)).toMatchObject({ stake: STAKE, bonded: 0n });
  m.good(chain.block(1000, [m.accept(id, 0, third as Address)]).results);
  expect(stateOf(chain, id)).toBe(JobState.RUNNING);
  m.good(chain.block(1000, m.seats(chain, id, m.commit)).results);
  m.good(chain.block(1000, m.seats(chain, id, m.reveal)).results);
  chain.block(1000, [m.confirm(id, "alice")]);
  expect(m.receiptOf(chain, id).slots.map((slot) => slot.state)).toEqual([
    SlotState.PAID,
    SlotState.PAID,
    SlotState.DECLINED,
  ]);
});

test("[J2] a no-show burns min(0.1 F, 10 × the placing fee); without anybody else the job fails", () => {
  const chain = chainOf("pia", "quinn");
  const id = m.matched(chain, "alice");
  const [absent, present] = m.jobOf(chain, id).slots.map((slot) => slot.provider) as [Address, Address];
  chain.block(1000, [m.accept(id, 1, present)]);
  const blocks = pass(chain, 16_000);
  expect(events(blocks)).toContain("EventStakeBurnt");
  expect(stakeOf(chain, absent).stake).toBe(STAKE - 30n);
  expect(stateOf(chain, id)).toBe(JobState.DRAWN);
  pass(chain, 12_000);
  expect(m.receiptOf(chain, id)).toMatchObject({ state: JobState.FAILED, paid: 0n, reason: "a seat stayed empty" });
  expect(stakeOf(chain, present)).toMatchObject({ stake: STAKE, bonded: 0n });
});

test("a seat that was refilled once is not refilled again", () => {
  const chain = chainOf("pia", "quinn", "ravi", "sol");
  const id = m.matched(chain, "alice");
  const [a, b] = m.jobOf(chain, id).slots.map((slot) => slot.provider) as [Address, Address];
  chain.block(1000, [decline(id, 0, a), m.accept(id, 1, b)]);
  chain.block(1000);
  const next = m.jobOf(chain, id).slots[0]?.provider as Address;
  m.good(chain.block(1000, [decline(id, 0, next)]).results);
  expect(m.receiptOf(chain, id)).toMatchObject({ state: JobState.FAILED, reason: "a seat stayed empty" });
});

test("[J6] cannot run costs 0.1 F, and the seat goes back to the book", () => {
  const chain = chainOf("pia", "quinn", "ravi");
  const id = m.running(chain, "alice");
  const [ill, well] = m.jobOf(chain, id).slots.map((slot) => slot.provider) as [Address, Address];
  m.good(chain.block(1000, [decline(id, 0, ill, CannotRunReason.HOST_MEMORY), m.commit(id, 1, well)]).results);
  expect(stakeOf(chain, ill)).toMatchObject({ stake: STAKE - 30n, bonded: 0n });
  expect(stateOf(chain, id)).toBe(JobState.RUNNING);
  chain.block(1000);
  const next = m.jobOf(chain, id).slots[0]?.provider as Address;
  m.good(chain.block(1000, [m.accept(id, 0, next)]).results);
  m.good(chain.block(1000, [m.commit(id, 0, next)]).results);
  m.good(chain.block(1000, m.seats(chain, id, m.reveal)).results);
  chain.block(1000, [m.confirm(id, "alice")]);
  const receipt = m.receiptOf(chain, id);
  expect(receipt).toMatchObject({ state: JobState.SETTLED, paid: 240n });
  expect(receipt.slots.map((slot) => slot.state)).toEqual([SlotState.PAID, SlotState.PAID, SlotState.CANNOT_RUN]);
});

test("[J6] two owners that cannot run end the job; the buyer's refund is less 0.1 F for each", () => {
  const chain = chainOf("pia", "quinn");
  const id = m.running(chain, "alice");
  const [a, b] = m.jobOf(chain, id).slots.map((slot) => slot.provider) as [Address, Address];
  const before = chain.balance(a);
  chain.block(1000, [decline(id, 0, a, CannotRunReason.INPUTS), decline(id, 1, b, CannotRunReason.INPUTS)]);
  const receipt = m.receiptOf(chain, id);
  expect(receipt).toMatchObject({ state: JobState.FAILED, paid: 60n });
  expect(receipt.refunded).toBe(receipt.deposited - 60n);
  // The victims of an impossible job lose nothing: what was burnt of their stake comes from the buyer.
  expect(stakeOf(chain, a).stake + chain.balance(a)).toBe(STAKE + before);
});

test("[J6] an empty seat without a refill counts as late: two of three still settle", () => {
  const chain = chainOf("pia", "quinn", "ravi");
  const id = m.running(chain, "alice", { slots: 3, needed: 2 });
  const slots = m.jobOf(chain, id).slots.map((slot) => slot.provider) as Address[];
  chain.block(1000, [
    decline(id, 0, slots[0] as Address, CannotRunReason.WALL_TIME),
    m.commit(id, 1, slots[1] as Address),
    m.commit(id, 2, slots[2] as Address),
  ]);
  pass(chain, 12_000);
  expect(stateOf(chain, id)).toBe(JobState.REVEAL);
});

test("[G7] a 10-minute halt with live jobs slashes nobody", () => {
  const chain = createChain({ people });
  const providers = ["pia", "quinn", "ravi", "sol"];
  m.openMarket(chain, Object.fromEntries(providers.map((name) => [name, { units: 40 }])));
  // Nine jobs, one second apart, so that every window is met at several distances from its end.
  const running = Array.from({ length: 3 }, () => m.running(chain, "alice", { wallMs: 20_000n }));
  const sealed = Array.from({ length: 3 }, () => m.sealed(chain, "alice"));
  const drawn = Array.from({ length: 3 }, () => m.matched(chain, "alice"));
  const before = supply(chain);
  const acts = [
    ...drawn.flatMap((id) => m.seats(chain, id, m.accept)),
    ...running.flatMap((id) => m.seats(chain, id, m.commit)),
    ...sealed.flatMap((id) => m.seats(chain, id, m.reveal)),
    ...m.beat(...providers),
  ];
  // What the providers sent while the chain stood still is in the first block after it.
  const first = chain.block(600_000, acts);
  m.good(first.results);
  const later = [chain.block(1000, m.beat(...providers)), chain.block(1000), chain.block(1000)];
  const told = [first, ...later].flatMap((block) => block.events);
  expect(told).not.toContain("EventStakeBurnt");
  expect(told).not.toContain("EventProviderStatus");
  expect(supply(chain)).toBe(before);
  expect(drawn.map((id) => stateOf(chain, id))).toEqual([JobState.RUNNING, JobState.RUNNING, JobState.RUNNING]);
  expect(sealed.map((id) => stateOf(chain, id))).toEqual([JobState.DELIVERY, JobState.DELIVERY, JobState.DELIVERY]);
});

test("[G7] a window of 10 s stays open for three blocks, however far apart they are", () => {
  const chain = chainOf("pia", "quinn");
  const id = m.sealed(chain, "alice");
  const slots = m.jobOf(chain, id).slots.map((slot) => slot.provider) as [Address, Address];
  chain.block(30_000);
  chain.block(30_000);
  expect(m.jobOf(chain, id).slots.map((slot) => slot.penalty)).toEqual([0n, 0n]);
  m.good(chain.block(30_000, [m.reveal(id, 0, slots[0]), m.reveal(id, 1, slots[1])]).results);
  expect(stateOf(chain, id)).toBe(JobState.DELIVERY);
});

test("[P3] units of live slots never exceed those offered", () => {
  const chain = createChain({ people });
  m.openMarket(chain, { pia: { units: 1 }, quinn: { units: 1 } });
  const first = m.matched(chain, "alice");
  const second = m.placed(chain.block(1000, [m.order("alice")]).results[0]);
  chain.block(1000);
  expect(stateOf(chain, second)).toBe(JobState.OPEN);
  chain.block(1000, m.seats(chain, first, m.accept));
  chain.block(1000, m.seats(chain, first, m.commit));
  chain.block(1000, m.seats(chain, first, m.reveal));
  chain.block(1000, [m.confirm(first, "alice")]);
  chain.block(1000);
  // [M1] the freed units woke it
  expect(stateOf(chain, second)).toBe(JobState.DRAWN);
});

test("[P8] payouts go to the payout address", () => {
  const chain = createChain({ people });
  m.openMarket(chain, { pia: { payout: person("vault") }, quinn: {} });
  const id = m.sealed(chain, "alice");
  chain.block(1000, m.seats(chain, id, m.reveal));
  chain.block(1000, [m.confirm(id, "alice")]);
  expect(chain.balance(person("vault"))).toBe(120n);
});

test("[E9] the protocol fee is ceil(rate × paid), burnt, and was reserved", () => {
  const genesis = { escrow: { params: { protocol_fee_rate: "0.010000000000000000", max_sources: 8 } } };
  const chain = createChain({ people, genesis });
  m.openMarket(chain, { pia: {}, quinn: {} });
  const id = m.sealed(chain, "alice");
  chain.block(1000, m.seats(chain, id, m.reveal));
  const before = supply(chain);
  chain.block(1000, [m.confirm(id, "alice")]);
  expect(m.receiptOf(chain, id)).toMatchObject({ paid: 240n, protocolFee: 3n });
  expect(supply(chain)).toBe(before - 3n);
});

test("[O4] the attributes that the order named are copied at match", () => {
  const chain = createChain({ people });
  m.openMarket(chain, {
    pia: { attributes: [{ key: "ram", value: "64" }] },
    quinn: { attributes: [{ key: "ram", value: "32" }] },
  });
  const constraints = Predicate.fromPartial({
    and: { of: [{ atLeast: { field: "attr.ram", value: "16" } }, { under: { field: "jurisdiction", value: "FR" } }] },
  });
  const id = m.matched(chain, "alice", { constraints });
  const facts = m
    .jobOf(chain, id)
    .slots.map((slot) => slot.facts.join(" "))
    .sort();
  expect(facts).toEqual(["attr.ram=32 jurisdiction=FR", "attr.ram=64 jurisdiction=FR"]);
});

test("[J5] a non-zero exit code is a result: the work is paid", () => {
  const chain = chainOf("pia", "quinn");
  const id = m.running(chain, "alice");
  const failed = { ...m.manifest(), exitCode: 3 };
  m.good(
    chain.block(
      1000,
      m.seats(chain, id, (job, slot, who) => m.commit(job, slot, who, failed)),
    ).results,
  );
  m.good(
    chain.block(
      1000,
      m.seats(chain, id, (job, slot, who) => m.reveal(job, slot, who, failed)),
    ).results,
  );
  m.good(chain.block(1000, [m.confirm(id, "alice")]).results);
  expect(m.receiptOf(chain, id)).toMatchObject({ state: JobState.SETTLED, paid: 240n, manifest: { exitCode: 3 } });
});

test("[J6] an invalid module is a result that costs the start fee alone", () => {
  const chain = chainOf("pia", "quinn");
  const id = m.running(chain, "alice");
  const invalid = { ...m.manifest(0n), outcome: Outcome.MODULE_INVALID };
  m.good(
    chain.block(
      1000,
      m.seats(chain, id, (job, slot, who) => m.commit(job, slot, who, invalid)),
    ).results,
  );
  m.good(
    chain.block(
      1000,
      m.seats(chain, id, (job, slot, who) => m.reveal(job, slot, who, invalid)),
    ).results,
  );
  m.good(chain.block(1000, [m.confirm(id, "alice")]).results);
  expect(m.receiptOf(chain, id).paid).toBe(200n);
});

test("[J3] a copied commitment cannot be opened", () => {
  const chain = chainOf("pia", "quinn");
  const id = m.running(chain, "alice");
  const [honest, thief] = m.jobOf(chain, id).slots.map((slot) => slot.provider) as [Address, Address];
  const stolen = m.commit(id, 0, honest).value as MsgCommitResult;
  m.good(
    chain.block(1000, [m.commit(id, 0, honest), act(MsgCommitResult, { ...stolen, provider: thief, slot: 1 })]).results,
  );
  const results = chain.block(1000, [m.reveal(id, 0, honest), m.reveal(id, 1, thief)]).results;
  expect(results.map(({ outcome }) => outcome)).toEqual(["ok", "CommitmentMismatch"]);
});

test("[G8] a change of parameters never reaches a live job", () => {
  const chain = chainOf("pia", "quinn");
  const id = m.sealed(chain, "alice");
  const authority = chain.read((ctx) => bank.moduleAddress(ctx, "gov"));
  const changed = { ...defaults, deliveryMs: 1_000n, bondLockMs: 1_000n, evidenceMs: 40_000n, bondMultiple: 9 };
  m.good(chain.block(1000, [act(MsgUpdateParams, { authority, params: changed })]).results);
  chain.block(1000, m.seats(chain, id, m.reveal));
  pass(chain, 10_000);
  expect(stateOf(chain, id)).toBe(JobState.DELIVERY);
  expect(m.jobOf(chain, id).terms).toMatchObject({ deliveryMs: 30_000n, bondMultiple: 5 });
});

test("[J10] a receipt stays as long as its job's record, however short governance makes the time that receipts stay", () => {
  const chain = chainOf("pia", "quinn");
  const authority = chain.read((ctx) => bank.moduleAddress(ctx, "gov"));
  const set = (change: object) =>
    m.good(chain.block(1000, [act(MsgUpdateParams, { authority, params: change })]).results);
  set({ ...defaults, deliveryMs: 5_000n, bondLockMs: 10_000n, evidenceMs: 50_000n });
  const id = m.sealed(chain, "alice");
  chain.block(1000, m.seats(chain, id, m.reveal));
  pass(chain, 6_000);
  set({ ...defaults, bondLockMs: 10_000n, evidenceMs: 30_000n, receiptKeepMs: 30_000n });
  pass(chain, 40_000);
  expect([stateOf(chain, id), m.receiptOf(chain, id).jobId]).toEqual([JobState.SETTLED, id]);
  pass(chain, 20_000);
  const { receipts } = chain.query<{ receipts: readonly unknown[] }>("/dcm.job.v1.Query/Receipts", {});
  expect(receipts).toEqual([]);
});

test("[G8] a bond multiple that rises between placing and match counts for both eligibility and bond", () => {
  const chain = createChain({ people });
  m.openMarket(chain, { pia: { stake: 500_000_000n }, quinn: { stake: 500_000_000n } });
  const authority = chain.read((ctx) => bank.moduleAddress(ctx, "gov"));
  const changed = { ...defaults, evidenceMs: 40_000n, bondLockMs: 10_000n, bondMultiple: 9 };
  // 60 M × 5 would fit the free 400 M, × 9 does not.
  const block = chain.block(1000, [
    m.order("alice", { limit: 60_000_000n }),
    act(MsgUpdateParams, { authority, params: changed }),
  ]);
  m.good(block.results);
  chain.block(1000);
  expect(stateOf(chain, m.placed(block.results[0]))).toBe(JobState.OPEN);
});

test("[M8] what a block's bound leaves over is carried to the next, and refused meanwhile", () => {
  const chain = createChain({ people });
  chain.block(1000);
  const many = (n: number) =>
    Array.from({ length: n }, (_, i) => m.order("alice", { expiryMs: 4_000n, clientKey: `${n}.${i}` }));
  chain.block(1, many(400));
  chain.block(1, many(300));
  for (let at = 0; at < 3; at++) chain.block(1_000);
  const first = chain.block(1_000);
  const second = chain.block(1);
  const closed = (block: Block) => block.begin.filter(({ type }) => type.endsWith("EventOrderClosed")).length;
  expect([closed(first), closed(second)]).toEqual([500, 200]);
}, 120_000);

test("[W3] the program's clock is the block time of the block in which the job was first drawn", () => {
  const chain = chainOf("pia", "quinn", "ravi");
  const id = m.matched(chain, "alice");
  const { drawnTime, slots } = m.jobOf(chain, id);
  chain.block(1000, [decline(id, 0, slots[0]?.provider as Address), m.accept(id, 1, slots[1]?.provider as Address)]);
  chain.block(1000);
  expect(m.jobOf(chain, id)).toMatchObject({
    drawnTime,
    slots: [{ state: SlotState.DRAWN }, { state: SlotState.ACCEPTED }],
  });
  expect(drawnTime).toBe(chain.read((ctx) => ctx.time) - 2_000_000_000n);
});
