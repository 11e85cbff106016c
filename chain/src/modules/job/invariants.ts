import { type Job, JobState, type Slot } from "@dcm/proto/gen/dcm/job/v1";
import { isEnded, isGone, isLiveSlot, isVacant } from "@dcm/rules";
import type { Invariants, ReadCtx } from "../../kernel/index.js";
import * as escrow from "../escrow/api.js";
import * as market from "../market/api.js";
import * as provider from "../provider/api.js";
import { dueNow } from "./blocks.js";
import { carriedOver, jobs, params, receipts, results, seats, specDigests, specs } from "./state.js";

const needOrder: readonly JobState[] = [JobState.OPEN, JobState.DRAWN, JobState.RUNNING];

export const invariants: Invariants = {
  "[G2] no job is past its deadline but what was carried over": (ctx) => carriedOver.get(ctx) === 1n || !dueNow(ctx),
  "[G2] every state but those that wait for the book has a deadline": (ctx) =>
    jobs
      .all(ctx)
      .every((job) => job.deadline > 0n || job.state === JobState.OPEN || market.refillSeats(ctx, job.id) > 0),
  "[P3] units in use are those of live slots": (ctx) => {
    const live = liveSlots(ctx);
    return provider
      .liveWork(ctx)
      .every(({ offer }) => offer.usedUnits === live.filter(({ offerId }) => offerId === offer.id).length);
  },
  "[P1] a provider's live slots are those of its jobs": (ctx) => {
    const live = liveSlots(ctx);
    return provider.liveWork(ctx).every((each) => {
      const own = live.filter((slot) => slot.provider === each.provider.address).length;
      return each.provider.liveSlots === own;
    });
  },
  "[P1] every live slot has its bond": (ctx) =>
    jobs.all(ctx).every((job) =>
      job.slots.every((slot) => {
        const locked = provider.bondOf(ctx, job.id, slot.index);
        return !isLiveSlot(slot.state) || locked === slot.bond - slot.penalty;
      }),
    ),
  "[E1] a job's account covers what its seats may cost": (ctx) =>
    jobs.all(ctx).every((job) => {
      const held = escrow.find(ctx, job.id)?.balance ?? 0n;
      const most = job.slots.filter((slot) => isLiveSlot(slot.state)).reduce((sum, slot) => sum + slot.maxCharge, 0n);
      return isEnded(job.state) || held >= most;
    }),
  "a job that may need seats has its order": (ctx) =>
    jobs.all(ctx).every((job) => needOrder.includes(job.state) === (market.findOrder(ctx, job.id) !== undefined)),
  "[J6] the seats on the book are the empty ones of their job": (ctx) =>
    jobs.all(ctx).every((job) => {
      const onBook = market.refillSeats(ctx, job.id);
      return onBook === 0 || onBook === job.slots.filter(({ state }) => isVacant(state)).length;
    }),
  "a job's records come and go together": (ctx) =>
    jobs.all(ctx).every((job) => specs.has(ctx, job.id) && specDigests.has(ctx, job.id)) &&
    specs.all(ctx).length === jobs.all(ctx).length &&
    specDigests.all(ctx).length === jobs.all(ctx).length &&
    seats
      .entries(ctx)
      .every(([[id, index]]) => jobs.get(ctx, id)?.slots.some((slot) => BigInt(slot.index) === index)) &&
    results.entries(ctx).every(([id]) => jobs.has(ctx, id)),
  "an ended job has its receipt, and no record of a job that is gone remains": (ctx) =>
    jobs.all(ctx).every((job) => isEnded(job.state) === receipts.has(ctx, job.id) && !isGone(job.state)),
  "[P2] unbonding takes longer than evidence, and evidence longer than the bond lock": (ctx) => {
    const { evidenceMs, bondLockMs } = params.get(ctx);
    return provider.unbondingMs(ctx) > evidenceMs && evidenceMs > bondLockMs;
  },
};

function liveSlots(ctx: ReadCtx): readonly Slot[] {
  return jobs.all(ctx).flatMap((job: Job) => job.slots.filter((slot) => isLiveSlot(slot.state)));
}
