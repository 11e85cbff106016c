import type { Address } from "@dcm/proto";
import { utf8ToBytes } from "@dcm/proto";
import {
  CannotRunReason,
  EventResultRevealed,
  type Job,
  JobState,
  type MsgRevealResult,
  type MsgRpcs,
  type Slot,
  SlotState,
} from "@dcm/proto/gen/dcm/job/v1";
import { cannotRunPenalty, commitment, resultDigest } from "@dcm/rules";
import { amount, assert, type Ctx, emit, ensure, equalBytes, fail, type Handlers } from "../../kernel/index.js";
import { ensureGovernance } from "../auth/api.js";
import * as market from "../market/api.js";
import * as provider from "../provider/api.js";
import { E } from "./errors.js";
import { manifestFault, paramsFault, urisAreBad } from "./math.js";
import { dropSlot, setSlot } from "./msgs/moves.js";
import { afterReveal, chargeOf, reject, settle } from "./msgs/results.js";
import { advance, commitWindow } from "./msgs/seats.js";
import { jobs, params, results, seats } from "./state.js";

const { DRAWN, RUNNING, REVEAL, DELIVERY, AWAITING_APPROVAL } = JobState;
const { ACCEPTED, COMMITTED, REVEALED, DECLINED, CANNOT_RUN } = SlotState;
const REASON_BYTES_MAX = 256;

// A window stays open until its end-block transition has run, so that what arrives in the first block after a halt counts.
export const msgs: Handlers<MsgRpcs, Ctx> = {
  AcceptSlot(ctx, msg) {
    const { job, slot } = heldSlot(ctx, msg, [DRAWN, RUNNING]);
    ensure(slot.state === SlotState.DRAWN, E.WrongSlotState, { state: slot.state });

    // §5 RUNNING: a refilled slot from its own acceptance; the others from when all have accepted
    const deadline = job.state === RUNNING ? ctx.now + commitWindow(job) : 0n;
    const accepted = { ...slot, state: ACCEPTED, acceptedAt: ctx.now, deadline, openedHeight: ctx.height };
    advance(ctx, setSlot(ctx, job, accepted));
    return {};
  },

  DeclineSlot(ctx, msg) {
    const { job, slot } = heldSlot(ctx, msg, [DRAWN, RUNNING]);
    ensure(slot.state === SlotState.DRAWN || slot.state === ACCEPTED, E.WrongSlotState, { state: slot.state });
    const known = msg.reason >= CannotRunReason.INPUTS && msg.reason <= CannotRunReason.WALL_TIME;
    ensure(slot.state === SlotState.DRAWN || known, E.ReasonMissing);

    // §5 DRAWN: a decline in time is free
    if (slot.state === SlotState.DRAWN) advance(ctx, dropSlot(ctx, job, slot, DECLINED, amount(0n), "declined"));
    else {
      // [J6] after accepting it is declared openly, costs the slot 0.1 F (burnt)
      const gaveUp = { ...slot, cannotRun: msg.reason };
      advance(ctx, dropSlot(ctx, job, gaveUp, CANNOT_RUN, cannotRunPenalty(slot.maxCharge), "cannot_run"));
    }
    return {};
  },

  CommitResult(ctx, msg) {
    const { job, slot } = heldSlot(ctx, msg, [RUNNING]);
    ensure(slot.state === ACCEPTED, E.WrongSlotState, { state: slot.state });
    ensure(msg.commitment.length === 32, E.InvalidCommitment, { bytes: msg.commitment.length });

    const committed = {
      ...slot,
      state: COMMITTED,
      commitment: msg.commitment,
      committedHeight: ctx.height,
      deadline: 0n,
    };
    advance(ctx, setSlot(ctx, job, committed));
    return {};
  },

  RevealResult(ctx, msg) {
    const { job, slot } = heldSlot(ctx, msg, [REVEAL]);
    ensure(slot.state === COMMITTED, E.WrongSlotState, { state: slot.state });
    const digest = openCommitment(ctx, job, slot, msg);

    if (!results.has(ctx, job.id)) results.set(ctx, job.id, msg.manifest);
    const { fuel } = msg.manifest;
    const charge = chargeOf(job, slot, fuel);
    const revealed = { ...slot, state: REVEALED, resultDigest: digest, fuel, charge, deadline: 0n };
    const { index, provider: operator } = slot;
    saveUris(ctx, job.id, index, msg.uris);
    emit(ctx, EventResultRevealed, {
      jobId: job.id,
      owner: job.owner,
      slot: index,
      provider: operator,
      resultDigest: digest,
      fuel,
    });
    afterReveal(ctx, setSlot(ctx, job, revealed));
    return {};
  },

  ConfirmDelivery(ctx, { owner, jobId }) {
    settle(ctx, ownJob(ctx, owner, jobId, DELIVERY), "delivered");
    return {};
  },

  ApproveResult(ctx, { owner, jobId }) {
    settle(ctx, ownJob(ctx, owner, jobId, AWAITING_APPROVAL), "approved");
    return {};
  },

  RejectResult(ctx, { owner, jobId, reason }) {
    const job = ownJob(ctx, owner, jobId, AWAITING_APPROVAL);
    ensure(utf8ToBytes(reason).length <= REASON_BYTES_MAX, E.InvalidReason, { max: REASON_BYTES_MAX });

    reject(ctx, job, reason === "" ? "rejected" : reason);
    return {};
  },

  UpdateParams(ctx, { authority, params: next }) {
    ensureGovernance(ctx, authority, E.NotAuthority);
    const fault = paramsFault(next);
    ensure(fault === undefined, E.InvalidParams, fault);
    // §11: unbonding > evidence
    ensure(provider.unbondingMs(ctx) > next.evidenceMs, E.InvalidParams, "evidence_ms is not below the unbonding time");

    params.set(ctx, next);
    market.wakeAll(ctx);
    return {};
  },
};

/** The job and the seat that the signer holds in it. */
function heldSlot(
  ctx: Ctx,
  {
    jobId,
    slot: index,
    provider: signer,
  }: { readonly jobId: bigint; readonly slot: number; readonly provider: Address },
  states: readonly JobState[],
): { readonly job: Job; readonly slot: Slot } {
  const job = jobs.get(ctx, jobId) ?? fail(E.JobNotFound, { id: jobId });
  ensure(states.includes(job.state), E.WrongJobState, { state: job.state });
  const slot = job.slots.find((each) => each.index === index) ?? fail(E.SlotNotFound, { slot: index });
  ensure(slot.provider === signer, E.NotSlotProvider, { slot: index });
  return { job, slot };
}

function saveUris(ctx: Ctx, id: bigint, index: number, uris: readonly string[]): void {
  const known = seats.get(ctx, [id, BigInt(index)]);
  assert(known !== undefined, `seat ${index} of job ${id} has its record`);
  seats.set(ctx, [id, BigInt(index)], { ...known, uris });
}

function ownJob(ctx: Ctx, owner: Address, id: bigint, state: JobState): Job {
  const job = jobs.get(ctx, id) ?? fail(E.JobNotFound, { id });
  ensure(job.owner === owner, E.NotJobOwner, { id });
  ensure(job.state === state, E.WrongJobState, { state: job.state });
  return job;
}

/** [J3] Checks that a result and its salt open the seat's commitment; returns the result's digest. */
function openCommitment(ctx: Ctx, job: Job, slot: Slot, { manifest, salt, uris }: MsgRevealResult): Uint8Array {
  const fault = manifestFault(manifest, job);
  ensure(fault === undefined, E.InvalidManifest, fault);
  ensure(!urisAreBad(uris), E.InvalidUris);
  ensure(salt.length === 32, E.CommitmentMismatch, { saltBytes: salt.length });
  const digest = resultDigest(manifest);
  const { chainId } = ctx;
  const opened = commitment({
    chainId,
    jobId: job.id,
    slot: slot.index,
    provider: slot.provider,
    resultDigest: digest,
    salt,
  });
  ensure(equalBytes(opened, slot.commitment), E.CommitmentMismatch);
  return digest;
}
