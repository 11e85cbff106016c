import {
  EventJobState,
  EventReceipt,
  EventSlotState,
  type Job,
  JobState,
  type Receipt,
  type Slot,
  SlotState,
} from "@dcm/proto/gen/dcm/job/v1";
import { isEnded, isLiveSlot, mayMove, receiptDigest } from "@dcm/rules";
import { type Amount, add, amount, assert, type Ctx, EMPTY, emit, total } from "../../../kernel/index.js";
import * as escrow from "../../escrow/api.js";
import * as market from "../../market/api.js";
import * as provider from "../../provider/api.js";
import { jobs, receipts, results, seats, specDigests, specs } from "../state.js";

const { DRAWN, RUNNING, SETTLED, REJECTED } = JobState;

/**
 * Changes a job's state; the record is not written.
 *
 * @param forMs   how long the new state lasts at most; 0 where seats have deadlines of their own
 * @param reason  for people
 */
export function move(ctx: Ctx, job: Job, to: JobState, forMs: bigint, reason = ""): Job {
  // [J1] moves are a table; any other move is a bug
  assert(mayMove(job.state, to), `job ${job.id}: ${job.state} -> ${to}`);
  emit(ctx, EventJobState, { jobId: job.id, owner: job.owner, state: stateName(to), reason });
  const deadline = forMs === 0n ? 0n : ctx.now + forMs;
  return { ...job, state: to, deadline, stateHeight: ctx.height, stateAt: ctx.now, reason };
}

/** Replaces one seat and tells its new state. */
export function setSlot(ctx: Ctx, job: Job, slot: Slot): Job {
  const { index, provider: operator, state } = slot;
  emit(ctx, EventSlotState, {
    jobId: job.id,
    owner: job.owner,
    slot: index,
    provider: operator,
    state: slotStateName(state),
  });
  return { ...job, slots: job.slots.map((each) => (each.index === index ? slot : each)) };
}

/** Writes a job; while seats have deadlines of their own, the job's is the nearest. */
export function save(ctx: Ctx, job: Job): void {
  const own = job.slots.map(({ deadline }) => deadline).filter((deadline) => deadline > 0n);
  const nearest = own.reduce((least, each) => (least === 0n || each < least ? each : least), 0n);
  const byJob = job.state !== DRAWN && job.state !== RUNNING && job.state !== JobState.REVEAL;
  jobs.set(ctx, job.id, byJob ? job : { ...job, deadline: nearest });
}

/**
 * Ends a job: seats end, bonds are freed or locked, escrow closes, the receipt is written. What is paid was paid before.
 *
 * @param job  in SETTLED, REJECTED or a terminal state, not written yet
 */
export function finish(ctx: Ctx, job: Job): void {
  assert(isEnded(job.state), `job ${job.id} has ended`);
  if (market.findOrder(ctx, job.id) !== undefined) market.forget(ctx, job.id);
  let ended = job;
  // At most 16 seats.
  for (const slot of job.slots) if (isLiveSlot(slot.state)) ended = endSlot(ctx, ended, slot);
  writeReceipt(ctx, ended);
  // SETTLED and REJECTED stay while evidence counts; the rest is gone at once.
  if (ended.state === SETTLED || ended.state === REJECTED) {
    jobs.set(ctx, ended.id, { ...ended, deadline: ctx.now + ended.terms.evidenceMs });
  } else remove(ctx, ended);
}

/** Takes a job's records out of the state; its receipt stays. */
export function remove(ctx: Ctx, { id, slots }: Job): void {
  jobs.delete(ctx, id);
  specs.delete(ctx, id);
  specDigests.delete(ctx, id);
  results.delete(ctx, id);
  for (const { index } of slots) seats.delete(ctx, [id, BigInt(index)]);
}

/**
 * Ends a seat that gave its work up or was late: the rest of its bond is free at once.
 *
 * @param penalty  burnt of the bond, base units
 * @param why      for the event of the burning
 */
export function dropSlot(ctx: Ctx, job: Job, slot: Slot, to: SlotState, penalty: Amount, why: string): Job {
  const burnt = provider.penalise(ctx, job.id, slot.index, penalty, why);
  provider.endSeat(ctx, seatOf(job, slot));
  provider.releaseBond(ctx, job.id, slot.index);
  return setSlot(ctx, job, { ...slot, state: to, deadline: 0n, penalty: add(slot.penalty, burnt) });
}

/** A seat of a job, as the provider module knows it. */
export function seatOf(job: Job, slot: Slot): provider.Seat {
  return { jobId: job.id, slot: slot.index, provider: slot.provider, offerId: slot.offerId, units: 1 };
}

/** Ends a live seat with its job. */
function endSlot(ctx: Ctx, job: Job, slot: Slot): Job {
  const worked = slot.state === SlotState.REVEALED;
  const evidence = job.state === SETTLED || job.state === REJECTED;
  provider.endSeat(ctx, seatOf(job, slot));
  // [J7] the bond of who delivered a result stays locked for bond_lock; the others' is free
  if (worked && evidence) provider.lockBondUntil(ctx, job.id, slot.index, ctx.now + job.terms.bondLockMs);
  else provider.releaseBond(ctx, job.id, slot.index);
  const state = worked && evidence ? SlotState.PAID : SlotState.RELEASED;
  return setSlot(ctx, job, { ...slot, state, deadline: 0n });
}

/** [J10] The receipt, with its digest in an event that outlives it. */
function writeReceipt(ctx: Ctx, job: Job): void {
  const specDigest = specDigests.get(ctx, job.id);
  assert(specDigest !== undefined, `job ${job.id} has its specification`);
  const { deposited, paid, burnt, refunded } = escrow.close(ctx, job.id);
  const receipt: Receipt = {
    jobId: job.id,
    owner: job.owner,
    state: job.state,
    class: job.class,
    programDigest: job.spec.program.digest,
    specDigest,
    policy: job.policy,
    slots: [...job.slots, ...job.pastSlots].map(receiptSlot),
    resultDigest: job.resultDigest,
    manifest: job.resultDigest.length === 0 ? undefined : results.get(ctx, job.id),
    paid,
    protocolFee: burnt,
    refunded,
    deposited,
    placingFee: job.placingFee,
    placedHeight: job.placedHeight,
    matchedHeight: job.matchedHeight,
    closedHeight: ctx.height,
    closedTime: ctx.time,
    reason: job.reason,
    fillPrice: job.fillPrice === 0n ? job.limit : job.fillPrice,
    closedAt: ctx.now,
  };
  receipts.set(ctx, job.id, receipt);
  emit(ctx, EventReceipt, { jobId: job.id, owner: job.owner, digest: receiptDigest(receipt) });
}

function receiptSlot(slot: Slot): Receipt["slots"][number] {
  const { index, provider: operator, state, resultDigest, fuel, paid, penalty, jurisdiction } = slot;
  return { index, provider: operator, state, resultDigest, fuel, paid, penalty, jurisdiction };
}

/** Sum of what seats were paid, base units. */
export function paidOf(slots: readonly Slot[]): Amount {
  return total(slots.map(({ paid }) => paid));
}

/** A seat that was just drawn. */
export const freshSlot = {
  state: SlotState.DRAWN,
  commitment: EMPTY,
  committedHeight: 0n,
  resultDigest: EMPTY,
  manifest: undefined,
  uris: [],
  charge: amount(0n),
  cannotRun: 0,
  acceptedAt: 0n,
  penalty: amount(0n),
  paid: amount(0n),
  fuel: 0n,
} as const;

// Declared order: that of the enums in the .proto file.
const STATE_NAMES = new Map(Object.entries(JobState).map(([name, state]) => [state, name] as const));
// Declared order: that of the enums in the .proto file.
const SLOT_STATE_NAMES = new Map(Object.entries(SlotState).map(([name, state]) => [state, name] as const));

function stateName(state: JobState): string {
  return STATE_NAMES.get(state) ?? "";
}

function slotStateName(state: SlotState): string {
  return SLOT_STATE_NAMES.get(state) ?? "";
}
