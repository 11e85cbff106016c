import type { Address } from "@dcm/proto";
import {
  EventJobDrawn,
  EventJobOpened,
  type Job,
  JobState,
  type Slot,
  Slot as SlotRecord,
  SlotState,
  type Terms,
} from "@dcm/proto/gen/dcm/job/v1";
import type { Order } from "@dcm/proto/gen/dcm/market/v1";
import {
  bondFor,
  cannotRunRefund,
  type Fill,
  fieldsNamed,
  isVacant,
  type Match,
  reservation,
  specDigest,
  transferMs,
  valuesOf,
} from "@dcm/rules";
import { add, amount, assert, type Ctx, EMPTY, emit, type ReadCtx, sub } from "../../../kernel/index.js";
import * as escrow from "../../escrow/api.js";
import * as market from "../../market/api.js";
import * as provider from "../../provider/api.js";
import { neededOf, transferBytes } from "../math.js";
import { jobs, params, seats, specDigests, specs, stubOf } from "../state.js";
import { finish, freshSlot, move, save, setSlot } from "./moves.js";

const { OPEN, MATCHED, DRAWN, RUNNING, SEALED, REVEAL, FAILED, EXPIRED, CANCELLED } = JobState;
const { ACCEPTED, COMMITTED, CANNOT_RUN } = SlotState;

/** The job record exists from placing. */
export function onOrderPlaced(ctx: Ctx, order: Order, { spec, maxUse, maxWallTimeMs }: market.CheckedSpec): void {
  const { terms } = order;
  specs.set(ctx, order.id, spec);
  specDigests.set(ctx, order.id, specDigest(spec));
  jobs.set(ctx, order.id, {
    id: order.id,
    owner: order.owner,
    state: OPEN,
    class: terms.class,
    spec: stubOf(spec),
    policy: terms.policy,
    slots: [],
    pastSlots: [],
    terms: termsNow(ctx, order),
    limit: terms.limit,
    fillPrice: amount(0n),
    deadline: 0n,
    stateHeight: ctx.height,
    placedHeight: ctx.height,
    matchedHeight: 0n,
    drawnTime: 0n,
    refilled: false,
    resultDigest: EMPTY,
    stateAt: ctx.now,
    tags: terms.tags,
    clientKey: terms.clientKey,
    reason: "",
    maxFuel: maxUse,
    maxWallTimeMs,
    transferBytes: transferBytes(spec),
    needed: neededOf(terms.policy),
    placingFee: order.placingFee,
    bond: amount(0n),
    maxOutputBytes: spec.maxOutputBytes,
  });
  emit(ctx, EventJobOpened, { jobId: order.id, owner: order.owner });
}

/** EXPIRED or CANCELLED: escrow back. */
export function onOrderClosed(ctx: Ctx, order: Order, reason: string): void {
  const to = reason === "cancelled" ? CANCELLED : EXPIRED;
  finish(ctx, move(ctx, known(ctx, order.id), to, 0n, reason));
}

/** Seats are filled: all of them at first, the empty ones in a refill. */
export function onOrderMatched(ctx: Ctx, order: Order, match: Match): void {
  const job = known(ctx, order.id);
  if (job.state === OPEN) fillSeats(ctx, job, order, match);
  else refillSeats(ctx, job, order, match);
}

function fillSeats(ctx: Ctx, job: Job, order: Order, match: Match): void {
  const terms = { ...termsNow(ctx, order), protocolFeeRate: job.terms.protocolFeeRate };
  const bond = bondFor(match.total, terms.bondMultiple);
  // [E1] what is not used returns at match, and the order's deposit with it
  const kept = reservation(order.terms.slots, match.total, terms.protocolFeeRate);
  const held = reservation(order.terms.slots, order.terms.limit, terms.protocolFeeRate);
  escrow.reserve(ctx, job.id, kept, add(sub(held, kept), order.deposit));

  const matched = move(ctx, { ...job, terms, bond, fillPrice: match.total, matchedHeight: ctx.height }, MATCHED, 0n);
  // [J1] without a draw MATCHED passes to DRAWN in the same step. [W3] the program's clock starts here.
  const drawn = move(ctx, { ...matched, drawnTime: ctx.time }, DRAWN, 0n);
  let seated = drawn;
  for (const [index, fill] of match.fills.entries()) seated = takeSeat(ctx, seated, order, index, fill, match);
  tellDrawn(ctx, seated);
  save(ctx, seated);
}

/** Nobody took the empty seats. */
export function onRefillFailed(ctx: Ctx, id: bigint): void {
  advance(ctx, known(ctx, id));
}

/** Applies what the states of the seats now imply, and writes the job or ends it. */
export function advance(ctx: Ctx, job: Job): void {
  switch (nextStep(job, market.refillSeats(ctx, job.id))) {
    case "impossible":
      payImpossible(ctx, job);
      break;
    case "wait":
      save(ctx, job);
      break;
    case "refill":
      putBack(ctx, job);
      break;
    case "run":
      run(ctx, job);
      break;
    case "seal":
      seal(ctx, job);
      break;
    case "empty":
      endUnpaid(ctx, job, "a seat stayed empty");
      break;
    case "too few":
      endUnpaid(ctx, job, "too few results were committed");
      break;
  }
}

type Step = "impossible" | "wait" | "refill" | "run" | "seal" | "empty" | "too few";

/** What follows from the seats of a job in DRAWN or RUNNING. */
function nextStep(job: Job, onBook: number): Step {
  const undecided = job.slots.filter(({ state }) => state === SlotState.DRAWN).length;
  const accepted = job.slots.filter(({ state }) => state === ACCEPTED).length;
  const committed = job.slots.filter(({ state }) => state === COMMITTED).length;
  const vacant = job.slots.filter(({ state }) => isVacant(state)).length;
  // [J6] when two different owners have said cannot run the job is FAILED
  if (cannotRunOwners(job).length > 1) return "impossible";
  if (job.state === DRAWN && undecided > 0) return "wait";
  const refillable = job.refilled ? onBook : vacant;
  // §5 RUNNING: LATE slots are out. Where m is out of reach nobody is asked to work in vain.
  if (job.state === RUNNING && committed + accepted + undecided + refillable < job.needed) return "too few";
  // A seat that is given up while others are on the book joins them.
  if (vacant > onBook && (!job.refilled || onBook > 0)) return "refill";
  if (onBook > 0) return "wait";
  if (job.state === DRAWN) return vacant > 0 ? "empty" : "run";
  return accepted + undecided > 0 ? "wait" : "seal";
}

/** All slots accepted: the work begins. */
function run(ctx: Ctx, job: Job): void {
  const running = move(ctx, job, RUNNING, 0n);
  const deadline = ctx.now + commitWindow(job);
  const slots = running.slots.map((slot) => ({ ...slot, deadline, openedHeight: ctx.height }));
  save(ctx, { ...running, slots });
}

/** How long a seat has from its acceptance, or from RUNNING, to its commitment, ms. */
export function commitWindow({ maxWallTimeMs, terms }: Job): bigint {
  return maxWallTimeMs + terms.commitSlackMs;
}

/** ≥ m committed → SEALED, and at once REVEAL: [J1] without audits in the same step. */
function seal(ctx: Ctx, job: Job): void {
  const sealed = move(ctx, job, SEALED, 0n);
  const open = move(ctx, sealed, REVEAL, 0n);
  const deadline = ctx.now + job.terms.revealMs;
  const slots = open.slots.map((slot) =>
    slot.state === COMMITTED ? { ...slot, deadline, openedHeight: ctx.height } : { ...slot, deadline: 0n },
  );
  save(ctx, { ...open, slots });
  market.forget(ctx, job.id);
}

/** The empty seats go back to the book once per job, for a while whatever the order's expiry, not to who had a seat. */
function putBack(ctx: Ctx, job: Job): void {
  const empty = job.slots.filter(({ state }) => isVacant(state)).length;
  save(ctx, { ...job, refilled: true });
  market.refill(ctx, job.id, { seats: empty, limit: job.fillPrice, forMs: job.terms.refillMs, excluded: seated(job) });
}

/** [J2] refill replaces one slot, never redraws the set */
function refillSeats(ctx: Ctx, job: Job, order: Order, match: Match): void {
  let seated = job;
  const vacant = job.slots.filter(({ state }) => isVacant(state));
  for (const [i, { index }] of vacant.entries()) {
    const fill = match.fills[i];
    assert(fill !== undefined, `seat ${index} of job ${job.id} was refilled`);
    const past = seated.slots.filter((slot) => slot.index === index);
    seated = takeSeat(ctx, { ...seated, pastSlots: [...seated.pastSlots, ...past] }, order, index, fill, match);
  }
  tellDrawn(ctx, seated);
  save(ctx, seated);
}

function takeSeat(ctx: Ctx, job: Job, order: Order, index: number, { ask, price }: Fill, { total }: Match): Job {
  const bond = bondFor(total, job.terms.bondMultiple);
  provider.takeSeat(ctx, { jobId: job.id, slot: index, provider: ask.operator, offerId: ask.offerId, units: 1 }, bond);
  const holder = provider.find(ctx, ask.operator);
  assert(holder !== undefined, `provider ${ask.operator} was matched`);
  const payout = holder.profile.payoutAddress;
  const slot: Slot = {
    ...freshSlot,
    index,
    provider: ask.operator,
    owner: ask.owner,
    payoutAddress: payout === "" ? ask.operator : payout,
    offerId: ask.offerId,
    startFee: price.startFee,
    unitPrice: price.unitPrice,
    maxCharge: total,
    bond,
    // §5: accept 15 s, + declared program and input bytes at 1 MB/s
    deadline: ctx.now + job.terms.acceptMs + transferMs(job.transferBytes, job.terms.transferBytesPerS),
    openedHeight: ctx.height,
    jurisdiction: ask.facts.jurisdiction,
    facts: [],
  };
  // [O4] at match the attributes that the order named are copied into the job
  const said = { index, state: slot.state, facts: factsOf(order, { ask, price }, total) };
  seats.set(ctx, [job.id, BigInt(index)], SlotRecord.fromPartial(said));
  const slots = [...job.slots.filter((each) => each.index !== index), slot].sort((a, b) => a.index - b.index);
  return setSlot(ctx, { ...job, slots }, slot);
}

function factsOf(order: Order, { ask }: Fill, price: bigint): readonly string[] {
  const facts = { ...ask.facts, price };
  return fieldsNamed(order.terms.constraints).map((field) => `${field}=${valuesOf(facts, field).join(",")}`);
}

function tellDrawn(ctx: Ctx, job: Job): void {
  const providers = job.slots.map((slot) => slot.provider);
  emit(ctx, EventJobDrawn, { jobId: job.id, owner: job.owner, providers, price: job.fillPrice });
}

/** FAILED: bonds of the accepted and committed free, nothing paid, escrow back. */
function endUnpaid(ctx: Ctx, job: Job, reason: string): void {
  finish(ctx, move(ctx, job, FAILED, 0n, reason));
}

/** [J6] when two different owners have said so the job is FAILED, refund less 0.1 F per such slot */
function payImpossible(ctx: Ctx, job: Job): void {
  const pay = (slot: Slot): Slot => {
    if (slot.state !== CANNOT_RUN) return slot;
    const owed = cannotRunRefund(slot.maxCharge);
    escrow.pay(ctx, job.id, slot.payoutAddress, owed);
    return { ...slot, paid: add(slot.paid, owed) };
  };
  const paid = { ...job, slots: job.slots.map(pay), pastSlots: job.pastSlots.map(pay) };
  endUnpaid(ctx, paid, "two owners could not run it");
}

function cannotRunOwners(job: Job): readonly Address[] {
  const gaveUp = [...job.slots, ...job.pastSlots].filter(({ state }) => state === CANNOT_RUN);
  return [...new Set(gaveUp.map(({ owner }) => owner))];
}

function seated(job: Job): readonly Address[] {
  return [...new Set([...job.slots, ...job.pastSlots].flatMap((slot) => [slot.provider, slot.owner]))];
}

function known(ctx: ReadCtx, id: bigint): Job {
  const job = jobs.get(ctx, id);
  assert(job !== undefined, `order ${id} has its job`);
  return job;
}

/** [G8] parameters of §5–8 are copied into the job at match; the fee rate already at placing, when escrow reserves for it. */
function termsNow(ctx: ReadCtx, order: Order): Terms {
  const { acceptMs, commitSlackMs, revealMs, revealGraceMs, deliveryMs, approveMs, refillMs } = params.get(ctx);
  const { bondLockMs, evidenceMs, bondMultiple, transferBytesPerS } = params.get(ctx);
  return {
    acceptMs,
    commitSlackMs,
    revealMs,
    revealGraceMs,
    deliveryMs,
    approveMs,
    refillMs,
    bondLockMs,
    evidenceMs,
    bondMultiple,
    transferBytesPerS,
    placingFee: order.placingFee,
    protocolFeeRate: escrow.feeRate(ctx),
  };
}
