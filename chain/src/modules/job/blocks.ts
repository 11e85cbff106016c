import { type Job, JobState, type Slot, SlotState } from "@dcm/proto/gen/dcm/job/v1";
import { latePenalty, noShowPenalty, windowOver } from "@dcm/rules";
import { JOB_SEATS_DUE_PER_BLOCK, RECEIPTS_PRUNED_PER_BLOCK } from "../../app/limits.js";
import { add, type Ctx, type ReadCtx } from "../../kernel/index.js";
import * as provider from "../provider/api.js";
import { dropSlot, remove } from "./msgs/moves.js";
import { afterReveal, settle } from "./msgs/results.js";
import { advance } from "./msgs/seats.js";
import { carriedOver, jobs, params, receipts } from "./state.js";

const { DRAWN, RUNNING, REVEAL, DELIVERY, AWAITING_APPROVAL, SETTLED, REJECTED } = JobState;
const { ACCEPTED, COMMITTED, NO_SHOW, LATE, SILENT } = SlotState;

/** [G2] Every non-terminal state has a deadline and an end-block transition. */
export function endBlock(ctx: Ctx): void {
  // [M8] work per block is bounded; the rest is carried over in order.
  for (const job of ripeJobs(ctx)) expire(ctx, job);
  for (const { jobId } of oldReceipts(ctx)) receipts.delete(ctx, jobId);
  const left = dueNow(ctx) ? 1n : 0n;
  // An empty block changes nothing.
  if (carriedOver.get(ctx) !== left) carriedOver.set(ctx, left);
}

/** Whether a job or a receipt is past its deadline; for the carry-over mark and the invariant. */
export function dueNow(ctx: ReadCtx): boolean {
  return ripeJobs(ctx).length > 0 || oldReceipts(ctx).length > 0;
}

/** What is due, in order, as far as a block's bound on seats reaches: a job has up to 16, and each costs as much as a job. */
function ripeJobs(ctx: ReadCtx): readonly Job[] {
  const ripe: Job[] = [];
  let seats = 0;
  // At most JOB_SEATS_DUE_PER_BLOCK jobs; those that opened less than three blocks ago wait.
  for (const job of jobs.upTo(ctx, "due", ctx.now, JOB_SEATS_DUE_PER_BLOCK)) {
    if (!isRipe(ctx, job)) continue;
    seats += Math.max(1, job.slots.length);
    if (ripe.length > 0 && seats > JOB_SEATS_DUE_PER_BLOCK) break;
    ripe.push(job);
  }
  return ripe;
}

function isRipe(ctx: ReadCtx, job: Job): boolean {
  if (job.state === DRAWN || job.state === RUNNING || job.state === REVEAL)
    return job.slots.some((slot) => slotIsRipe(ctx, slot));
  return windowOver(ctx.now, job.deadline, ctx.height, job.stateHeight);
}

function slotIsRipe(ctx: ReadCtx, { deadline, openedHeight }: Slot): boolean {
  return deadline > 0n && windowOver(ctx.now, deadline, ctx.height, openedHeight);
}

function expire(ctx: Ctx, job: Job): void {
  switch (job.state) {
    case DRAWN:
    case RUNNING:
      advance(ctx, eachRipe(ctx, job, giveUp));
      break;
    case REVEAL:
      afterReveal(ctx, eachRipe(ctx, job, punishSilence));
      break;
    case DELIVERY:
    case AWAITING_APPROVAL:
      // [J9] buyer offline: silence is acceptance
      settle(ctx, job, "window over");
      break;
    case SETTLED:
    case REJECTED:
      // Evidence is over: gone.
      remove(ctx, job);
      break;
  }
}

function eachRipe(ctx: Ctx, job: Job, punish: (ctx: Ctx, job: Job, slot: Slot) => Job): Job {
  let after = job;
  // At most 16 seats.
  for (const slot of job.slots) if (slotIsRipe(ctx, slot)) after = punish(ctx, after, slot);
  return after;
}

function giveUp(ctx: Ctx, job: Job, slot: Slot): Job {
  // §5 DRAWN, no-show: min(0.1 F, 10 × the placing fee), burnt
  if (slot.state === SlotState.DRAWN) {
    return dropSlot(ctx, job, slot, NO_SHOW, noShowPenalty(slot.maxCharge, job.placingFee), "no_show");
  }
  // §5 RUNNING, late: min(0.2 D, 2 F), burnt
  if (slot.state === ACCEPTED) return dropSlot(ctx, job, slot, LATE, latePenalty(slot.bond, slot.maxCharge), "late");
  return job;
}

function punishSilence(ctx: Ctx, job: Job, slot: Slot): Job {
  if (slot.state !== COMMITTED) return job;
  // §5 REVEAL: then 1 F of each silent slot's D burnt and up to 10 min
  if (slot.penalty === 0n) {
    const burnt = provider.penalise(ctx, job.id, slot.index, slot.maxCharge, "reveal_late");
    const deadline = ctx.now + job.terms.revealGraceMs;
    const warned = { ...slot, penalty: add(slot.penalty, burnt), deadline, openedHeight: ctx.height };
    return { ...job, slots: job.slots.map((each) => (each.index === slot.index ? warned : each)) };
  }
  // [G3] silence after a commitment costs D; until the audit pool exists it is burnt in full, at once
  return dropSlot(ctx, job, slot, SILENT, slot.bond, "silent");
}

/** A job whose evidence counts for longer, by its own terms, keeps its receipt as long. */
function oldReceipts(ctx: ReadCtx) {
  const { receiptKeepMs } = params.get(ctx);
  if (ctx.now < receiptKeepMs) return [];
  const old = receipts.upTo(ctx, "byAge", ctx.now - receiptKeepMs, RECEIPTS_PRUNED_PER_BLOCK);
  return old.filter(({ jobId }) => !jobs.has(ctx, jobId));
}
