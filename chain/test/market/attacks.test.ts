import { type Address, toBech32 } from "@dcm/proto";
import {
  JobState,
  MsgAcceptSlot,
  MsgUpdateParams as MsgUpdateJobParams,
  type ResultManifest,
  SlotState,
} from "@dcm/proto/gen/dcm/job/v1";
import { Predicate } from "@dcm/proto/gen/dcm/market/v1";
import { MsgRegister, MsgUpdateOffer } from "@dcm/proto/gen/dcm/provider/v1";
import { describe, expect, test } from "vitest";
import { JOB_SEATS_DUE_PER_BLOCK, MATCH_TESTS_PER_BLOCK, TESTS_PER_FILL } from "../../src/app/limits.js";
import * as bank from "../../src/modules/bank/api.js";
import { defaults as jobParams, jobs } from "../../src/modules/job/state.js";
import { act, type Chain, createChain, eventsNamed, person } from "./driver.js";
import * as m from "./market.js";

// What somebody who means harm may try, and what must come of it. Every invariant is checked after every block.

const people = ["alice", "bob", "pia", "quinn", "ravi", "sue", "tom"];
const bad = (chain: Chain, given: object, name = "bob") =>
  chain.send(MsgRegister, { provider: person(name), stake: 500_000_000n, profile: { ...m.profile(name), ...given } });
const seatOf = (chain: Chain, id: bigint, name: string) => {
  const found = m.jobOf(chain, id).slots.find((slot) => slot.provider === person(name));
  if (found === undefined) throw new Error(`${name} has no seat`);
  return found.index;
};

describe("the chain cannot be stopped", () => {
  test("[J6] a seat given up while another one is on the book joins it, and both are filled", () => {
    const chain = createChain({ people });
    m.openMarket(chain, { pia: {}, quinn: {} });
    const id = m.matched(chain, "alice");
    m.good(chain.block(1000, [m.accept(id, seatOf(chain, id, "pia"), person("pia"))]).results);
    m.good(chain.block(1000, [m.decline(id, seatOf(chain, id, "quinn"), person("quinn"), 0)]).results);
    // The refill is open for one seat; now the accepted one cannot run either.
    m.good(chain.block(1000, [m.decline(id, seatOf(chain, id, "pia"), person("pia"), 1)]).results);
    m.openMarket(chain, { ravi: {}, sue: {} });
    chain.block(1000);
    const job = m.jobOf(chain, id);
    expect(job.slots.map(({ provider }) => provider).sort()).toEqual([person("ravi"), person("sue")].sort());
    m.good(chain.block(1000, m.seats(chain, id, m.accept)).results);
    expect(m.jobOf(chain, id).state).toBe(JobState.RUNNING);
  });

  test("[J6] without anybody for the seats given up one after the other the job fails when the first refill ends", () => {
    const chain = createChain({ people });
    m.openMarket(chain, { pia: {}, quinn: {} });
    const id = m.matched(chain, "alice");
    m.good(chain.block(1000, [m.accept(id, seatOf(chain, id, "pia"), person("pia"))]).results);
    m.good(chain.block(1000, [m.decline(id, seatOf(chain, id, "quinn"), person("quinn"), 0)]).results);
    for (let i = 0; i < 5; i++) chain.block(1000);
    m.good(chain.block(1000, [m.decline(id, seatOf(chain, id, "pia"), person("pia"), 1)]).results);
    for (let i = 0; i < 5; i++) chain.block(1000);
    expect(m.receiptOf(chain, id).state).toBe(JobState.FAILED);
  });

  test("[P8] a payout address that no balance could have is refused", () => {
    const chain = createChain({ people });
    for (const size of [1, 19, 21, 33, 90, 130, 255]) {
      const payoutAddress = toBech32("dcm", new Uint8Array(size).fill(3)) as Address;
      expect(bad(chain, { payoutAddress }).outcome).toBe("InvalidProfile");
    }
    for (const [size, name] of [
      [20, "bob"],
      [32, "alice"],
    ] as const) {
      const payoutAddress = toBech32("dcm", new Uint8Array(size).fill(3)) as Address;
      expect(bad(chain, { payoutAddress }, name).outcome).toBe("ok");
    }
  });

  test("a result cannot state more output than the job allows, even where transfers are slow", () => {
    const chain = createChain({ people });
    chain.block(1);
    const gov = chain.read((ctx) => bank.moduleAddress(ctx, "gov"));
    const slow = { ...jobParams, evidenceMs: 40_000n, bondLockMs: 10_000n, transferBytesPerS: 1n };
    m.good([chain.send(MsgUpdateJobParams, { authority: gov, params: slow })]);
    m.openMarket(chain, { pia: {}, quinn: {} });
    const id = m.running(chain, "alice");
    const huge = (size: bigint): ResultManifest => {
      const base = m.manifest();
      return { ...base, stdout: { ...base.stdout, size }, stderr: { ...base.stderr, size } };
    };
    const most = (1n << 64n) - 1n;
    m.good(
      chain.block(
        1000,
        m.seats(chain, id, (job, slot, who) => m.commit(job, slot, who, huge(most))),
      ).results,
    );
    const reveals = m.seats(chain, id, (job, slot, who) => m.reveal(job, slot, who, huge(most)));
    expect(chain.block(1000, reveals).results.map(({ outcome }) => outcome)).toEqual([
      "InvalidManifest",
      "InvalidManifest",
    ]);
  });
});

describe("no coin is lost, made or trapped", () => {
  test("[G6] payouts cannot go to a module's account, whose sums they would falsify", () => {
    const chain = createChain({ people });
    chain.block(1);
    for (const name of ["escrow", "provider", "market", "fee_collector"]) {
      const payoutAddress = chain.read((ctx) => bank.moduleAddress(ctx, name));
      const { outcome } = bad(chain, { payoutAddress });
      expect([name, outcome]).toEqual([name, "InvalidProfile"]);
    }
  });

  test("[G2] nobody can keep a job in DELIVERY for longer than its largest output takes", () => {
    const chain = createChain({ people });
    m.openMarket(chain, { pia: {}, quinn: {} });
    const id = m.running(chain, "alice");
    const base = m.manifest();
    const most = m.jobOf(chain, id).maxOutputBytes;
    const full = { ...base, stdout: { ...base.stdout, size: most - 1n }, stderr: { ...base.stderr, size: 1n } };
    m.good(
      chain.block(
        1000,
        m.seats(chain, id, (job, slot, who) => m.commit(job, slot, who, full)),
      ).results,
    );
    m.good(
      chain.block(
        1000,
        m.seats(chain, id, (job, slot, who) => m.reveal(job, slot, who, full)),
      ).results,
    );
    const { state, deadline } = m.jobOf(chain, id);
    expect(state).toBe(JobState.DELIVERY);
    expect(deadline - chain.now).toBe(67_109n);
  });

  test("[W6] a result under rules that the job does not name is refused", () => {
    const chain = createChain({ people });
    m.openMarket(chain, { pia: {}, quinn: {} });
    const id = m.running(chain, "alice");
    const other = { ...m.manifest(), rulesVersion: 2 };
    m.good(
      chain.block(
        1000,
        m.seats(chain, id, (job, slot, who) => m.commit(job, slot, who, other)),
      ).results,
    );
    const reveals = m.seats(chain, id, (job, slot, who) => m.reveal(job, slot, who, other));
    for (const { outcome } of chain.block(1000, reveals).results) expect(outcome).toBe("InvalidManifest");
  });

  test("a job that can no longer reach m ends at once, and nobody is seated in it in vain", () => {
    const chain = createChain({ people });
    m.openMarket(chain, { pia: {}, quinn: {} });
    const before = chain.balance(person("alice"));
    const id = m.running(chain, "alice", { wallMs: 2_000n });
    for (let i = 0; i < 8; i++) chain.block(1000);
    // One owner cannot run it: its seat is on the book for 10 s. Then the other one is late.
    m.good(chain.block(1000, [m.decline(id, 0, m.jobOf(chain, id).slots[0]?.provider as Address, 1)]).results);
    const blocks = chain.until(() => chain.balance(person("alice")) > before - 200n, 5);
    expect(blocks.at(-1)?.events).toContain("EventReceipt");
    const receipt = m.receiptOf(chain, id);
    expect(receipt.state).toBe(JobState.FAILED);
    expect(receipt.slots.map(({ state }) => state)).toEqual([SlotState.CANNOT_RUN, SlotState.LATE]);
  });
});

describe("work per block is bounded", () => {
  test("[M8] seats that are due count one by one, not by their jobs", () => {
    const names = Array.from({ length: 16 }, (_, i) => `p${i}`);
    const chain = createChain({ people: ["alice", ...names], invariants: false });
    m.openMarket(chain, Object.fromEntries(names.map((name) => [name, { units: 1_000 }])));
    const count = Math.trunc(JOB_SEATS_DUE_PER_BLOCK / 16) + 10;
    const orders = Array.from({ length: count }, () => m.order("alice", { slots: 16, needed: 9 }));
    m.good(chain.block(1, orders).results);
    // Filling counts too: what one block does not match, the next one does.
    const matched = Array.from({ length: 2 }, () => eventsNamed(chain.block(1), "EventOrderMatched").length);
    expect(Math.max(...matched) * 16).toBeLessThanOrEqual(MATCH_TESTS_PER_BLOCK / TESTS_PER_FILL);
    expect(chain.read((ctx) => jobs.all(ctx).filter(({ state }) => state === JobState.DRAWN).length)).toBe(count);
    // Nobody accepts: all seats are due in one block.
    const noShows = (at: ReturnType<Chain["block"]>) =>
      eventsNamed(at, "EventSlotState").filter(({ state }) => state === "NO_SHOW").length;
    const perBlock = Array.from({ length: 6 }, () => noShows(chain.block(5_000)));
    expect(Math.max(...perBlock)).toBeLessThanOrEqual(JOB_SEATS_DUE_PER_BLOCK);
    expect(perBlock.reduce((sum, each) => sum + each, 0)).toBe(count * 16);
  }, 120_000);

  test("[M1] stake that is freed many times in a block wakes the class once for each offer", () => {
    const chain = createChain({ people });
    m.openMarket(chain, { pia: {}, quinn: {} });
    for (let i = 0; i < 20; i++) chain.block(1, [m.offer("pia", { price: 90_000_000n + BigInt(i) })]);
    // Somebody sleeps, whom freed stake would wake.
    m.placed(chain.block(1, [m.order("bob", { limit: 150n })]).results[0]);
    const id = m.running(chain, "alice", { wallMs: 2_000n });
    const gas = chain.block(
      1000,
      m.seats(chain, id, (job, slot, who) => m.commit(job, slot, who, m.manifest(m.GFUEL, slot))),
    ).results;
    m.good(gas);
    const [first, last] = chain.block(
      1000,
      m.seats(chain, id, (job, slot, who) => m.reveal(job, slot, who, m.manifest(m.GFUEL, slot))),
    ).results;
    // The last to reveal ends the job; what that costs must not depend on how many offers others have.
    expect((last?.gas ?? 0) - (first?.gas ?? 0)).toBeLessThan(150_000);
  });
});

describe("nobody's orders stall", () => {
  test("[M1] a class that is woken in every block for the dear still serves the cheap", () => {
    const chain = createChain({ people, invariants: false });
    m.openMarket(chain, { pia: { units: 1 }, quinn: { price: 90_000_000_000n, startFee: 1_000_000n } });
    // Sleepers that nobody can fill, more than one block tests, all within reach of quinn's start fee.
    const nowhere = Predicate.fromPartial({ equal: { field: "jurisdiction", value: "AQ" } });
    for (let i = 0; i < 7; i++) {
      const many = Array.from({ length: 400 }, (_, k) =>
        m.order("bob", { limit: 2_000_000n, constraints: nowhere, tags: [`${i}.${k}`] }),
      );
      chain.block(1, many);
    }
    chain.block(1);
    const update = (price: bigint) =>
      act(MsgUpdateOffer, {
        provider: person("quinn"),
        offerId: 2n,
        terms: m.offerTerms({ price, startFee: 1_000_000n }),
        expiryMs: 0n,
      });
    m.good(chain.block(1, [update(90_000_000_000n), ...m.beat("pia")]).results);
    const id = m.placed(chain.block(1, [update(90_000_000_001n), m.order("alice", { approve: true })]).results[1]);
    for (let i = 0; i < 8; i++) chain.block(1, [update(90_000_000_002n + BigInt(i))]);
    expect(m.jobOf(chain, id).state).toBe(JobState.DRAWN);
  }, 120_000);
});

describe("a record holds no more than a step needs", () => {
  test("[O4] many long facts and URIs do not make every later step dear", () => {
    const chain = createChain({ people });
    const attributes = Array.from({ length: 60 }, (_, i) => ({ key: `k${i}`, value: "v".repeat(128) }));
    m.openMarket(chain, { pia: { attributes }, quinn: { attributes } });
    const has = attributes.map(({ key }) => ({ has: `attr.${key}` }));
    const id = m.matched(chain, "alice", { constraints: Predicate.fromPartial({ and: { of: has } }) });
    expect(m.jobOf(chain, id).slots[0]?.facts).toHaveLength(60);
    const size = chain.read(
      (ctx) => JSON.stringify(jobs.get(ctx, id), (_, v) => (typeof v === "bigint" ? `${v}` : v)).length,
    );
    expect(size).toBeLessThan(8_000);
    const { gas } = chain.send(MsgAcceptSlot, { provider: person("pia"), jobId: id, slot: seatOf(chain, id, "pia") });
    expect(gas).toBeLessThan(150_000);
  });
});
