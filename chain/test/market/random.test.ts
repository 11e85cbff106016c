import type { JsonObject } from "@dcm/proto";
import { MsgDeposit } from "@dcm/proto/gen/dcm/escrow/v1";
import {
  type Job,
  JobState,
  MsgApproveResult,
  MsgConfirmDelivery,
  MsgDeclineSlot,
  MsgRejectResult,
  MsgRevealResult,
  SlotState,
} from "@dcm/proto/gen/dcm/job/v1";
import { MsgCancelOrder, MsgPlaceOrder } from "@dcm/proto/gen/dcm/market/v1";
import {
  MsgAddStake,
  MsgCloseOffer,
  MsgCreateOffer,
  MsgHeartbeat,
  MsgLeave,
  MsgPause,
  MsgReduceStake,
  MsgRegister,
  MsgResume,
  MsgUpdate,
  MsgUpdateOffer,
} from "@dcm/proto/gen/dcm/provider/v1";
import { RequestFinalizeBlock, RequestInitChain } from "@dcm/proto/gen/tendermint/abci";
import { describe, expect, test } from "vitest";
import { createApp } from "../../src/app/app.js";
import { jobs } from "../../src/modules/job/state.js";
import { orders } from "../../src/modules/market/state.js";
import { offers, providers } from "../../src/modules/provider/state.js";
import { genesisRequest, newStore, timestamp } from "../harness/chain.js";
import { verifySecp256k1 } from "../harness/keys.js";
import * as m from "./market.js";
import { at, type Block, type Deed, deed, type Network, startNetwork, typed } from "./network.js";

const BUYERS = ["alice", "bob"];
const PROVIDERS = ["p0", "p1", "p2", "p3", "p4", "p5"];
const EVERYBODY = [...BUYERS, ...PROVIDERS, "mallory"];
const BLOCKS = 320;

type Random = (below: number) => number;

/** xorshift32: the same numbers for the same seed, everywhere. */
function randomFrom(seed: number): Random {
  let state = seed | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** One of the list. */
function pick<T>(random: Random, list: readonly T[]): T {
  return list[random(list.length)] as T;
}

function nameOf(address: string): string {
  return EVERYBODY.find((name) => at(name) === address) ?? "mallory";
}

/** A run under way. */
interface Mood {
  readonly random: Random;
  readonly net: Network;
}

function profileOf(name: string, random: Random) {
  const owner = name === "p1" ? at("p0") : ("" as const);
  const payout = name === "p2" ? at("mallory") : ("" as const);
  return m.profile(name, { owner, payout, attributes: [{ key: "ram", value: `${random(4)}` }] });
}

function terms(random: Random) {
  return m.offerTerms({
    price: BigInt(20 + random(5)) * 1_000_000n,
    units: 1 + random(4),
    startFee: BigInt(random(3) * 50),
  });
}

function newOrder({ random }: Mood): Deed {
  const buyer = pick(random, BUYERS);
  const slots = 2 + random(3);
  const base = m.orderOf(buyer, {
    slots,
    needed: random(2) === 0 ? slots : Math.trunc(slots / 2) + 1,
    approve: random(4) === 0,
    limit: BigInt(300 + random(4) * 100),
    expiryMs: BigInt(5_000 + random(30_000)),
    wallMs: BigInt(2_000 + random(20_000)),
    immediate: random(9) === 0,
    tags: [`t${random(1_000_000)}`],
    clientKey: random(5) === 0 ? `k${random(4)}` : "",
    ...(random(8) === 0 ? { constraints: { atLeast: { field: "attr.ram", value: `${random(6)}` } } } : {}),
  });
  return deed(buyer, MsgPlaceOrder, { ...base, owner: at(buyer) } as never);
}

/** What a provider does about its seat now; most of the time the right thing. */
function seatDeeds({ random }: Mood, job: Job): readonly Deed[] {
  // Some jobs have a liar, some a sluggard: by their id, so that it stays so.
  const odd = Number(job.id % 8n);
  return job.slots.flatMap(({ index, provider, state }): Deed[] => {
    const who = nameOf(provider);
    const result = odd === 3 && index === 0 ? m.manifest(m.GFUEL, 9) : m.manifest();
    const lazy = (odd === 1 && index === 0) || random(3) === 0;
    if (lazy) return [];
    if (state === SlotState.DRAWN) {
      if (odd === 5 && random(2) === 0)
        return [deed(who, MsgDeclineSlot, { provider: at(who), jobId: job.id, slot: index, reason: 0 })];
      return odd === 7 && index === 0 ? [] : [[who, m.accept(job.id, index, provider)]];
    }
    if (state === SlotState.ACCEPTED) {
      const stuck = odd === 6 || (odd === 5 && random(6) === 0);
      if (stuck && random(2) === 0)
        return [deed(who, MsgDeclineSlot, { provider: at(who), jobId: job.id, slot: index, reason: 1 + random(4) })];
      if (job.state === JobState.RUNNING && !(odd === 2 && index === 0))
        return [[who, m.commit(job.id, index, provider, result)]];
    }
    const silent = odd === 4 && index === 0;
    if (state === SlotState.COMMITTED && job.state === JobState.REVEAL && !silent)
      return [[who, m.reveal(job.id, index, provider, result)]];
    return [];
  });
}

function buyerDeeds({ random }: Mood, job: Job): readonly Deed[] {
  const owner = nameOf(job.owner);
  const on = { owner: at(owner), jobId: job.id };
  if (random(8) !== 0) return [];
  if (job.state === JobState.DELIVERY) return [deed(owner, MsgConfirmDelivery, on)];
  if (job.state !== JobState.AWAITING_APPROVAL) return [];
  return [random(2) === 0 ? deed(owner, MsgApproveResult, on) : deed(owner, MsgRejectResult, { ...on, reason: "no" })];
}

function providerDeeds({ random, net }: Mood): readonly Deed[] {
  const beats = PROVIDERS.filter(() => random(3) === 0 && random(40) !== 0).map((name) =>
    deed(name, MsgHeartbeat, { provider: at(name) }),
  );
  const name = pick(random, PROVIDERS);
  const provider = at(name);
  const known = net.read((ctx) => providers.get(ctx, provider));
  const own = net.read((ctx) => offers.listBy(ctx, "byProvider", provider));
  const offerId = own.length === 0 ? 0n : pick(random, own).id;
  const choices: readonly (() => Deed)[] = [
    () => deed(name, MsgPause, { provider }),
    () => deed(name, MsgResume, { provider }),
    () => deed(name, MsgAddStake, { provider, amount: BigInt(random(3) * 1_000) }),
    () => deed(name, MsgReduceStake, { provider, amount: BigInt(1 + random(3) * 100_000) }),
    () => deed(name, MsgUpdate, { provider, profile: profileOf(name, random) as never }),
    () => deed(name, MsgUpdateOffer, { provider, offerId, terms: terms(random), expiryMs: BigInt(random(2) * 40_000) }),
    () => deed(name, MsgCloseOffer, { provider, offerId }),
    () => deed(name, MsgCreateOffer, { provider, terms: terms(random), expiryMs: 0n }),
    () => deed(name, MsgLeave, { provider }),
  ];
  if (known === undefined) {
    const stake = 500_000_000n + BigInt(random(3)) * 1_000_000n;
    return [...beats, deed(name, MsgRegister, { provider, stake, profile: profileOf(name, random) as never })];
  }
  if (own.length === 0) return [...beats, deed(name, MsgCreateOffer, { provider, terms: terms(random), expiryMs: 0n })];
  return random(3) === 0 ? [...beats, pick(random, choices)()] : beats;
}

/** Messages that mean harm: of strangers, out of turn, with wrong openings. */
function malice({ random, net }: Mood, live: readonly Job[]): readonly Deed[] {
  const job = live.length === 0 ? undefined : pick(random, live);
  const jobId = random(6) === 0 || job === undefined ? BigInt(random(9_999)) : job.id;
  const slot = random(4);
  const seat = job?.slots[slot];
  const who = random(3) === 0 || seat === undefined ? "mallory" : nameOf(seat.provider);
  const provider = at(who);
  const open = net.read((ctx) => orders.all(ctx));
  const orderId = open.length === 0 ? 1n : pick(random, open).id;
  const due = live.find(({ state }) => state === JobState.REVEAL) ?? job;
  const liar = due?.slots.find(({ state }) => state === SlotState.COMMITTED) ?? seat;
  const reveal = (result = m.manifest(), uris: readonly string[] = []): Deed => {
    const name = nameOf(liar?.provider ?? at("mallory"));
    const on = { provider: at(name), jobId: due?.id ?? jobId, slot: liar?.index ?? 0 };
    return deed(name, MsgRevealResult, { ...on, manifest: result as never, salt: m.SALT, uris: [...uris] });
  };
  const choices: readonly (() => Deed)[] = [
    () => [who, m.accept(jobId, slot, provider)],
    () => [who, m.commit(jobId, slot, provider, m.manifest(1n))],
    () => [who, m.reveal(jobId, slot, provider, m.manifest(7n))],
    () => reveal(m.manifest(7n)),
    () => reveal(m.manifest(1n << 60n)),
    () => reveal(m.manifest(), [""]),
    () => deed(who, MsgDeclineSlot, { provider, jobId, slot, reason: random(6) }),
    () => deed("mallory", MsgConfirmDelivery, { owner: at("mallory"), jobId }),
    () => deed("alice", MsgConfirmDelivery, { owner: at("alice"), jobId }),
    () => deed("alice", MsgRejectResult, { owner: at("alice"), jobId, reason: "" }),
    () => deed(pick(random, BUYERS), MsgCancelOrder, { owner: at(pick(random, BUYERS)), orderId }),
    () => deed("alice", MsgCancelOrder, { owner: at("alice"), orderId }),
    () => deed("mallory", MsgDeposit, { source: at("mallory"), accountId: jobId, amount: BigInt(random(3)) }),
    () => deed("mallory", MsgHeartbeat, { provider: at("mallory") }),
    () => deed("mallory", MsgRegister, { provider: at("mallory"), stake: 1n, profile: m.profile("mallory") as never }),
    () => deed("p0", MsgCloseOffer, { provider: at("p0"), offerId: BigInt(random(30)) }),
    () => deed("alice", MsgPlaceOrder, { ...m.orderOf("alice", { slots: 17 }), owner: at("alice") } as never),
    () => deed("alice", MsgPlaceOrder, { ...m.orderOf("alice", { limit: 5n }), owner: at("alice") } as never),
    () => deed("bob", MsgPlaceOrder, { ...m.orderOf("bob", { limit: 1n << 60n }), owner: at("bob") } as never),
    () =>
      deed("bob", MsgPlaceOrder, {
        ...m.orderOf("bob", { constraints: { has: "colour" } }),
        owner: at("bob"),
      } as never),
  ];
  return Array.from({ length: random(4) }, () => pick(random, choices)());
}

/** Everything of one block. */
function turn(mood: Mood): readonly Deed[] {
  const { random, net } = mood;
  const live = net.read((ctx) => jobs.all(ctx));
  return [
    ...providerDeeds(mood),
    ...(random(2) === 0 && live.length < 30 ? [newOrder(mood)] : []),
    ...live.flatMap((job) => [...seatDeeds(mood, job), ...buyerDeeds(mood, job)]),
    ...malice(mood, live),
  ];
}

/** Names that a run has met. */
interface Met {
  readonly slots: Set<string>;
  readonly jobs: Set<string>;
  readonly errors: Map<string, number>;
}

function note(met: Met, { events, outcomes }: Block): void {
  for (const event of events) {
    const { name, state } = typed(event);
    if (name === "EventJobOpened") met.jobs.add("OPEN");
    if (name === "EventJobState") met.jobs.add(state ?? "");
    if (name === "EventSlotState") met.slots.add(state ?? "");
  }
  for (const { outcome } of outcomes) met.errors.set(outcome, (met.errors.get(outcome) ?? 0) + 1);
}

const WANTED = {
  slots: [
    "DRAWN",
    "ACCEPTED",
    "COMMITTED",
    "REVEALED",
    "PAID",
    "DECLINED",
    "NO_SHOW",
    "CANNOT_RUN",
    "LATE",
    "SILENT",
    "RELEASED",
  ],
  jobs: [
    ...["OPEN", "MATCHED", "DRAWN", "RUNNING", "SEALED", "REVEAL", "DELIVERY", "AWAITING_APPROVAL"],
    ...["SETTLED", "REJECTED", "FAILED", "VOID", "EXPIRED", "CANCELLED"],
  ],
  errors: [
    ...["job.JobNotFound", "job.NotJobOwner", "job.SlotNotFound", "job.NotSlotProvider", "job.WrongJobState"],
    ...["job.WrongSlotState", "job.CommitmentMismatch", "job.InvalidManifest", "job.InvalidUris"],
    ...[
      "market.OrderNotFound",
      "market.NotOrderOwner",
      "market.OrderNotOpen",
      "market.InvalidSlots",
      "market.LimitBelowFloor",
    ],
    ...["market.InvalidConstraints", "escrow.AccountNotFound", "escrow.InvalidAmount", "sdk.InsufficientFunds"],
    ...["provider.ProviderNotFound", "provider.StakeTooSmall", "provider.WrongStatus", "provider.LiveSlots"],
    ...["provider.OfferNotFound", "provider.NotOfferOwner", "provider.InvalidAmount", "provider.ProviderLeaving"],
  ],
};

const TICKS = [250, 1_000, 1_000, 2_000, 3_000, 5_000, 10_000, 600_000];

function run(seed: number, blocks: number): { readonly net: Network; readonly met: Met; readonly random: Random } {
  const random = randomFrom(seed);
  const net = startNetwork(EVERYBODY);
  const met: Met = { slots: new Set(), jobs: new Set(), errors: new Map() };
  for (let i = 0; i < blocks; i++)
    note(met, net.block(TICKS[random(random(10) === 0 ? 8 : 6)] ?? 1_000, turn({ random, net })));
  return { net, met, random };
}

/** `make sim SEED=n` asks for another history. */
const SEEDS = [Number(process.env.SEED || 20_261_122)];

test.each(SEEDS)(
  "[G6] [E8] %i: buyers, providers and malice of 320 blocks, invariants and the ledger after each",
  (seed) => {
    const { met } = run(seed, BLOCKS);
    const reached = {
      slots: [...met.slots].sort(),
      jobs: [...met.jobs].sort(),
      errors: Object.fromEntries([...met.errors].sort()),
    };
    console.info(`seed ${seed}:`, JSON.stringify(reached));
    const missing = {
      slots: WANTED.slots.filter((name) => !met.slots.has(name)),
      jobs: WANTED.jobs.filter((name) => !met.jobs.has(name)),
      errors: WANTED.errors.filter((name) => !met.errors.has(name)),
    };
    expect(missing).toEqual({ slots: [], jobs: [], errors: [] });
  },
  600_000,
);

describe("a chain that is exported in the middle of everything", () => {
  test("starts again and goes on as if nothing had happened, whatever time passed", () => {
    const { net, random } = run(77, 45);
    const mood = { net, random };
    // Until every order on the book has its tie, which hangs on the seed and so on the state's hash.
    for (let i = 0; i < 2; i++) net.block(1_000);
    const { app, height, time } = net.chain;
    const { appState } = app.exportGenesis();
    expect((appState.job as { jobs: unknown[] }).jobs.length).toBeGreaterThan(3);
    const again = createApp({
      store: newStore(),
      verifySecp256k1,
      minGasPrices: "",
      checkInvariants: true,
      alarm: fail,
    });
    const request = genesisRequest({ genesis: () => appState as JsonObject });
    let now = time + 3_600_000_000_000n;
    again.initChain(RequestInitChain.fromPartial({ ...request, initialHeight: height + 1n, time: timestamp(now) }));
    for (let i = 1n; i <= 40n; i++) {
      const live = net.read((ctx) => jobs.all(ctx));
      const txs = net.sign(live.flatMap((job) => [...seatDeeds(mood, job), ...buyerDeeds(mood, job)]));
      now += 4_000_000_000n;
      const one = net.chain.block(txs, { time: now });
      const other = again.finalizeBlock(
        RequestFinalizeBlock.fromPartial({ height: height + i, time: timestamp(now), txs: [...txs] }),
      );
      expect(other.events).toEqual(one.events);
      expect(other.txResults).toEqual(one.txResults);
      again.commit();
    }
    expect(again.exportGenesis().appState).toEqual(app.exportGenesis().appState);
  }, 240_000);
});

function fail(text: string): never {
  throw new Error(text);
}
