import { EventDissentAlarm, EventSlotPaid, type Job, JobState, type Slot, SlotState } from "@dcm/proto/gen/dcm/job/v1";
import { Meter } from "@dcm/proto/gen/dcm/market/v1";
import { chargeFor, protocolFee, rejectedCharge, transferMs } from "@dcm/rules";
import { type Amount, add, assert, type Ctx, EMPTY, emit, equalBytes, total } from "../../../kernel/index.js";
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
  const waiting = job.slots.some(({ state }) => state === COMMITTED);
  if (waiting) save(ctx, job);
  else judge(ctx, job);
}

/** The end of REVEAL. */
function judge(ctx: Ctx, job: Job): void {
  const revealed = job.slots.filter(({ state }) => state === REVEALED);
  const digests = distinct(revealed.map(({ resultDigest }) => resultDigest));
  const agreed = { ...job, resultDigest: digests[0] ?? EMPTY };
  if (digests.length > 1) dissent(ctx, job, digests);
  else if (revealed.length < job.needed) {
    // §5: < m revealed → REJECTED, revealers are paid their metered use up to F
    close(ctx, agreed, REJECTED, (charge) => charge, "too few results were revealed");
  } else if (job.policy.some(({ approve }) => approve !== undefined)) {
    save(ctx, move(ctx, agreed, AWAITING_APPROVAL, job.terms.approveMs));
  } else save(ctx, move(ctx, agreed, DELIVERY, deliveryWindow(ctx, job)));
}

/** §5: max(5 min, size at 1 MB/s) */
function deliveryWindow(ctx: Ctx, job: Job): bigint {
  const { deliveryMs, transferBytesPerS } = job.terms;
  const manifest = results.get(ctx, job.id);
  assert(manifest !== undefined, `job ${job.id} has a revealed result`);
  return longer(transferMs(outputBytes(manifest), transferBytesPerS), deliveryMs);
}

function longer(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
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
  finish(ctx, move(ctx, paid, to, 0n, reason));
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

function distinct(digests: readonly Uint8Array[]): readonly Uint8Array[] {
  return digests.filter((digest, i) => digests.findIndex((other) => equalBytes(other, digest)) === i);
}
