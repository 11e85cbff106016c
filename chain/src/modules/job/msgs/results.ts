import {
  EventDissentAlarm,
  EventSlotPaid,
  type Job,
  JobState,
  type ResultManifest,
  type Slot,
  SlotState,
} from "@dcm/proto/gen/dcm/job/v1";
import { Meter } from "@dcm/proto/gen/dcm/market/v1";
import { chargeFor, protocolFee, rejectedCharge, transferMs } from "@dcm/rules";
import { add, type Amount, assert, type Ctx, emit, equalBytes, total } from "../../../kernel/index.js";
import * as escrow from "../../escrow/api.js";
import { outputBytes } from "../math.js";
import { results } from "../state.js";
import { finish, move, save } from "./moves.js";

const { DELIVERY, AWAITING_APPROVAL, SETTLED, REJECTED, VOID } = JobState;
const { COMMITTED, REVEALED } = SlotState;

/** What a result costs at the slot's price. */
export function chargeOf(job: Job, slot: Slot, fuel: bigint): Amount {
  // [G8] classes are metered in gigafuel; [M4] price and max charge are the slot's own
  return chargeFor(slot, fuel, { meter: Meter.GIGAFUEL, maxUse: job.maxFuel }, slot.maxCharge);
}

/** Applies what was revealed so far, and writes the job or ends it. */
export function afterReveal(ctx: Ctx, job: Job): void {
  if (job.slots.some(({ state }) => state === COMMITTED)) return save(ctx, job);
  const revealed = job.slots.filter(({ state }) => state === REVEALED);
  const digests = distinct(revealed.map(({ resultDigest }) => resultDigest));
  const first = digests[0];
  if (digests.length > 1) return dissent(ctx, job, digests);
  const agreed = first === undefined ? job : { ...job, resultDigest: first };
  // §5: < m revealed → REJECTED, revealers are paid their metered use up to F
  if (first === undefined || revealed.length < job.needed) {
    return close(ctx, agreed, REJECTED, (charge) => charge, "too few results were revealed");
  }
  const { deliveryMs, approveMs, transferBytesPerS } = job.terms;
  if (job.policy.some(({ approve }) => approve !== undefined)) {
    return save(ctx, withoutSlotDeadlines(move(ctx, agreed, AWAITING_APPROVAL, approveMs)));
  }
  const manifest = resultOf(ctx, job);
  // §5: max(5 min, size at 1 MB/s)
  const fetching = transferMs(outputBytes(manifest), transferBytesPerS);
  save(ctx, withoutSlotDeadlines(move(ctx, agreed, DELIVERY, fetching > deliveryMs ? fetching : deliveryMs)));
}

/** [J7] Payment is when DELIVERY ends: every seat that revealed is paid its metered use, the rest returns. */
export function settle(ctx: Ctx, job: Job, reason: string): void {
  close(ctx, job, SETTLED, (charge) => charge, reason);
}

/** The buyer rejected: without a panel half the metered price (floor) is paid. */
export function reject(ctx: Ctx, job: Job, reason: string): void {
  close(ctx, job, REJECTED, rejectedCharge, reason);
}

/** Until the court exists: everything back except what is already burnt, and an alarm. */
function dissent(ctx: Ctx, job: Job, digests: readonly Uint8Array[]): void {
  emit(ctx, EventDissentAlarm, { jobId: job.id, digests });
  finish(ctx, move(ctx, job, VOID, 0n, "different results were revealed"));
}

function close(ctx: Ctx, job: Job, to: JobState, share: (charge: Amount) => Amount, reason: string): void {
  const paid = { ...job, slots: job.slots.map((slot) => payRevealed(ctx, job, slot, share)) };
  // [E9] the protocol fee is ceil(rate × paid), burnt
  const fee = protocolFee(job.terms.protocolFeeRate, total(paid.slots.map((slot) => slot.paid)));
  escrow.burn(ctx, job.id, fee, "protocol_fee");
  finish(ctx, withoutSlotDeadlines(move(ctx, paid, to, 0n, reason)));
}

function payRevealed(ctx: Ctx, job: Job, slot: Slot, share: (charge: Amount) => Amount): Slot {
  if (slot.state !== REVEALED) return slot;
  const paid = share(slot.charge);
  // [P8] payouts go to the payout address
  escrow.pay(ctx, job.id, slot.payoutAddress, paid);
  const { index, provider } = slot;
  emit(ctx, EventSlotPaid, { jobId: job.id, owner: job.owner, slot: index, provider, amount: paid });
  return { ...slot, paid: add(slot.paid, paid) };
}

function withoutSlotDeadlines(job: Job): Job {
  return { ...job, slots: job.slots.map((slot) => ({ ...slot, deadline: 0n })) };
}

function resultOf(ctx: Ctx, job: Job): ResultManifest {
  const found = results.get(ctx, job.id);
  assert(found !== undefined, `job ${job.id} has a revealed result`);
  return found;
}

function distinct(digests: readonly Uint8Array[]): readonly Uint8Array[] {
  return digests.filter((digest, i) => digests.findIndex((other) => equalBytes(other, digest)) === i);
}
