import type { Address } from "@dcm/proto";
import type { MsgDeposit, MsgUpdateParams } from "@dcm/proto/gen/dcm/escrow/v1";
import type * as msg from "@dcm/proto/gen/dcm/job/v1";
import { Job as JobRecord, JobState, Slot as SlotRecord, SlotState } from "@dcm/proto/gen/dcm/job/v1";
import { Order as OrderRecord, OrderState, type OrderTerms } from "@dcm/proto/gen/dcm/market/v1";
import { commitment, resultDigest } from "@dcm/rules";
import { FUEL_SCALE, factsOf, isOnBook, reserve, type Winner } from "./market.js";
import { fieldsNamed } from "./predicate.js";
import { burnBond, dropClosedOffers, freeBond, isLive, lockBond } from "./provider.js";
import { ceil, least, most } from "./rules.js";
import { receiptOf } from "./shown.js";
import {
  burn,
  EMPTY,
  type Env,
  ESCROW,
  GOV,
  isOver,
  type Job,
  must,
  type Order,
  pay,
  refuse,
  type Slot,
  same,
  sane,
  sum,
  type World,
} from "./world.js";

const { OPEN, MATCHED, RUNNING, SEALED, REVEAL, DELIVERY, AWAITING_APPROVAL } = JobState;
const { SETTLED, REJECTED, FAILED, VOID } = JobState;
const { DRAWN, ACCEPTED, COMMITTED, REVEALED, PAID, DECLINED, NO_SHOW, CANNOT_RUN, LATE, SILENT, RELEASED } = SlotState;

interface Placing {
  readonly id: bigint;
  readonly owner: Address;
  readonly terms: OrderTerms;
  /** With its class's defaults. */
  readonly spec: msg.JobSpec;
  readonly placingFee: bigint;
  readonly tieKey: Uint8Array;
}

/** §5: the job record exists from placing. */
export function openJob(w: World, { id, owner, terms, spec, placingFee, tieKey }: Placing, locked: bigint): void {
  const { orderDeposit, defaultExpiryMs } = w.params.market;
  const both = { id, owner, placingFee, placedHeight: w.height, maxWallTimeMs: spec.maxWallTimeMs };
  const order = OrderRecord.fromPartial({
    ...{ ...both, terms, tieKey, state: OrderState.OPEN, openSeats: terms.slots, bookLimit: terms.limit },
    ...{ deposit: orderDeposit, maxUse: spec.maxFuel, runtime: spec.runtime },
    ...{ expiresAt: w.now + (terms.expiryMs || defaultExpiryMs), openedHeight: w.height },
  });
  const record = JobRecord.fromPartial({
    ...{ ...both, spec, state: OPEN, stateHeight: w.height, stateAt: w.now, class: terms.class, policy: terms.policy },
    ...{ limit: terms.limit, tags: terms.tags, clientKey: terms.clientKey, maxOutputBytes: spec.maxOutputBytes },
    terms: { ...windowsNow(w), placingFee, protocolFeeRate: w.params.escrow.protocolFeeRate },
    needed: Math.max(1, ...terms.policy.map(({ redundant }) => redundant?.m ?? 1)),
    maxFuel: spec.maxFuel,
    transferBytes: sum([
      spec.programInline.length > 0 ? 0n : spec.program.size,
      ...[spec.stdin?.size ?? 0n, ...spec.inputs.map(({ blob }) => blob.size)],
    ]),
  });
  const money = { deposits: [], paid: 0n, burnt: 0n, refunded: 0n };
  const job: Job = { ...record, ...money, slots: [], pastSlots: [], order, manifest: undefined };
  w.jobs.set(id, job);
  w.reached.add("job OPEN");
  deposit(w, job, owner, locked);
}

/** What of the parameters a job takes along. */
function windowsNow({ params }: World) {
  const { receiptKeepMs: _, ...windows } = params.job;
  return windows;
}

/** An order, or the empty seats of a job, leave the book unfilled. */
export function leaveBook(w: World, job: Job, to: JobState): void {
  if (job.state === OPEN) finish(w, job, to);
  else {
    w.reached.add("nobody took the empty seats");
    offBook(job);
    advance(w, job);
  }
}

/** Seats are filled: all of them at first, the empty ones in a refill ([J2]). */
export function seat(w: World, job: Job, winners: readonly Winner[]): void {
  const F = winners[0]?.charge ?? 0n;
  offBook(job);
  if (job.state === OPEN) {
    const { terms, deposit: returned } = job.order as Order;
    const { placingFee, protocolFeeRate: rate } = job.terms;
    // [G8] parameters are copied into the job at match; the fee's rate stays what was reserved for
    job.terms = { ...windowsNow(w), placingFee, protocolFeeRate: rate };
    // [E1] what is not used returns at match, and the order's deposit with it
    giveBack(w, job, reserve(w, terms.slots, terms.limit, rate) - reserve(w, terms.slots, F, rate) + returned);
    const bond = F * BigInt(job.terms.bondMultiple);
    Object.assign(job, { fillPrice: F, bond, matchedHeight: w.height, drawnTime: w.time });
    // [J1] without a draw MATCHED passes to DRAWN in the same step
    move(w, job, MATCHED);
    move(w, job, JobState.DRAWN);
    for (const [index, winner] of winners.entries()) takeSeat(w, job, index, winner);
  } else {
    w.reached.add("an empty seat was filled again");
    const empty = job.slots.filter(isVacant);
    job.slots = job.slots.filter((slot) => !isVacant(slot));
    job.pastSlots.push(...empty);
    for (const [i, { index }] of empty.entries()) takeSeat(w, job, index, winners[i] as Winner);
    job.slots.sort((a, b) => a.index - b.index);
  }
}

function takeSeat(w: World, job: Job, index: number, winner: Winner): void {
  const { offer, provider, owner, charge, unitPrice } = winner;
  const { address, profile } = provider;
  const bond = charge * BigInt(job.terms.bondMultiple);
  // [O4] at match the attributes that the order named are copied
  const facts = factsOf({ ...winner, total: charge });
  job.slots.push(
    SlotRecord.fromPartial({
      ...{ index, state: DRAWN, provider: address, owner, offerId: offer.id, bond, unitPrice, maxCharge: charge },
      startFee: offer.terms.startFee,
      payoutAddress: profile.payoutAddress === "" ? address : profile.payoutAddress,
      jurisdiction: profile.jurisdiction,
      facts: fieldsNamed(job.order?.terms.constraints).map((name) => `${name}=${(facts.get(name) ?? []).join(",")}`),
      // §11 accept: 15 s + declared program and input bytes at 1 MB/s
      deadline: w.now + job.terms.acceptMs + transferMs(job, job.transferBytes),
      openedHeight: w.height,
    }),
  );
  // §5 D locks at the draw
  provider.bonds.push({ jobId: job.id, slot: index, amount: bond, until: 0n, opened: 0n });
  w.reached.add("slot DRAWN");
}

export const jobMsgs = {
  AcceptSlot(w: World, message: msg.MsgAcceptSlot) {
    const { job, slot } = heldSlot(w, message, [JobState.DRAWN, RUNNING]);
    must(slot.state === DRAWN, "job.WrongSlotState");
    slot.acceptedAt = w.now;
    // §5 RUNNING: a refilled slot from its own acceptance
    setSlot(w, slot, ACCEPTED, job.state === RUNNING ? commitMs(job) : 0n);
    advance(w, job);
    return {};
  },
  DeclineSlot(w: World, message: msg.MsgDeclineSlot) {
    const { job, slot } = heldSlot(w, message, [JobState.DRAWN, RUNNING]);
    must(slot.state === DRAWN || slot.state === ACCEPTED, "job.WrongSlotState");
    must(slot.state === DRAWN || (message.reason >= 1 && message.reason <= 4), "job.ReasonMissing");
    // §5 a decline in time is free; [J6] after accepting it costs 0.1 F
    const isFree = slot.state === DRAWN;
    if (!isFree) slot.cannotRun = message.reason;
    drop(w, job, slot, isFree ? DECLINED : CANNOT_RUN, isFree ? 0n : w.rules.cannotRun(slot.maxCharge));
    advance(w, job);
    return {};
  },
  CommitResult(w: World, message: msg.MsgCommitResult) {
    const { job, slot } = heldSlot(w, message, [RUNNING]);
    must(slot.state === ACCEPTED, "job.WrongSlotState");
    must(message.commitment.length === 32, "job.InvalidCommitment");
    slot.commitment = message.commitment;
    slot.committedHeight = w.height;
    setSlot(w, slot, COMMITTED);
    advance(w, job);
    return {};
  },
  RevealResult(w: World, { manifest, salt, uris, ...seat }: msg.MsgRevealResult, env: Env) {
    const { job, slot } = heldSlot(w, seat, [REVEAL]);
    must(slot.state === COMMITTED, "job.WrongSlotState");
    sane(env);
    must(manifest.fuel <= job.maxFuel && outputBytes(manifest) <= job.maxOutputBytes, "job.InvalidManifest");
    const digest = resultDigest(manifest);
    const { index, provider } = slot;
    // [J3] nobody can copy another's
    const opened = { chainId: w.chainId, jobId: job.id, slot: index, provider, resultDigest: digest, salt };
    must(salt.length === 32 && same(commitment(opened), slot.commitment), "job.CommitmentMismatch");
    job.manifest ??= manifest;
    // [G9] start fee + floor(price × use / scale), up to F
    const charge = least(slot.startFee + (slot.unitPrice * manifest.fuel) / FUEL_SCALE, slot.maxCharge);
    Object.assign(slot, { resultDigest: digest, fuel: manifest.fuel, charge, uris });
    setSlot(w, slot, REVEALED);
    judge(w, job);
    return {};
  },
  ConfirmDelivery(w: World, { owner, jobId }: msg.MsgConfirmDelivery) {
    settle(w, ownJob(w, owner, jobId, DELIVERY), SETTLED);
    return {};
  },
  ApproveResult(w: World, { owner, jobId }: msg.MsgApproveResult) {
    settle(w, ownJob(w, owner, jobId, AWAITING_APPROVAL), SETTLED);
    return {};
  },
  RejectResult(w: World, { owner, jobId }: msg.MsgRejectResult, env: Env) {
    const job = ownJob(w, owner, jobId, AWAITING_APPROVAL);
    sane(env);
    settle(w, job, REJECTED, w.rules.rejected);
    w.reached.add("a buyer rejected a result");
    return {};
  },
  UpdateParams(w: World, { authority, params }: msg.MsgUpdateParams, env: Env) {
    must(authority === GOV, "job.NotAuthority");
    sane(env);
    // §11 unbonding > evidence
    must(w.params.provider.unbondingMs > params.evidenceMs, "job.InvalidParams");
    w.params.job = params;
    w.reached.add("governance set parameters of job");
    return {};
  },
};

export const escrowMsgs = {
  Deposit(w: World, { source, accountId, amount }: MsgDeposit) {
    const job = w.jobs.get(accountId);
    if (job?.deposits === undefined) return refuse("escrow.AccountNotFound");
    must(amount > 0n, "escrow.InvalidAmount");
    const known = job.deposits.some((each) => each.source === source);
    must(known || job.deposits.length < w.params.escrow.maxSources, "escrow.TooManySources");
    deposit(w, job, source, amount);
    return {};
  },
  UpdateParams(w: World, { authority, params }: MsgUpdateParams, env: Env) {
    must(authority === GOV, "escrow.NotAuthority");
    sane(env);
    w.params.escrow = params;
    w.reached.add("governance set parameters of escrow");
    return {};
  },
};

/** What the states of the seats imply for a job in DRAWN or RUNNING. */
function advance(w: World, job: Job): void {
  const count = (state: SlotState) => job.slots.filter((slot) => slot.state === state).length;
  const waiting = count(DRAWN) + count(ACCEPTED);
  const vacant = job.slots.filter(isVacant).length;
  const gaveUp = [...job.slots, ...job.pastSlots].filter(({ state }) => state === CANNOT_RUN);
  const mayFill = isOnBook(job) || !job.refilled;
  // [J6] when two different owners have said so the job is FAILED, refund less 0.1 F per such slot
  if (new Set(gaveUp.map(({ owner }) => owner)).size > 1) {
    for (const slot of gaveUp) payOut(w, job, slot, w.rules.cannotRunPaid(slot.maxCharge));
    w.reached.add("two owners could not run a job");
    finish(w, job, FAILED);
  } else if (job.state === JobState.DRAWN && count(DRAWN) > 0) {
    // README of the module: empty seats go back together, once everybody has decided.
  } else if (job.state === RUNNING && count(COMMITTED) + waiting + (mayFill ? vacant : 0) < job.needed) {
    // README of the module: nobody is asked to work where m is out of reach.
    finish(w, job, FAILED);
  } else if (mayFill && vacant > (job.order?.openSeats ?? 0)) {
    // §5 the empty seats go back to the book once per job
    putBack(w, job, vacant);
  } else if (isOnBook(job)) {
    // They may be filled yet.
  } else if (job.state === JobState.DRAWN && vacant > 0) {
    // §5 none left … then FAILED, bonds free
    finish(w, job, FAILED);
  } else if (job.state === JobState.DRAWN) {
    move(w, job, RUNNING);
    for (const slot of job.slots) setDeadline(w, slot, commitMs(job));
  } else if (waiting === 0) {
    // §5 ≥ m committed → SEALED; [J1] without audits SEALED passes to REVEAL in the same step
    move(w, job, SEALED);
    move(w, job, REVEAL);
    for (const slot of job.slots) setDeadline(w, slot, slot.state === COMMITTED ? job.terms.revealMs : 0n);
    job.order = undefined;
  }
}

/** §5 for 60 s whatever the order's expiry, not to operators that already had a seat */
function putBack(w: World, job: Job, openSeats: number): void {
  const order = job.order as Order;
  if (isOnBook(job)) w.reached.add("a seat joined those on the book");
  else Object.assign(order, { expiresAt: w.now + job.terms.refillMs, openedHeight: w.height });
  const excluded = [...job.slots, ...job.pastSlots].flatMap(({ provider, owner }) => [provider, owner]);
  const change = { openSeats, bookLimit: job.fillPrice, excluded: [...new Set(excluded)] };
  Object.assign(order, { ...change, state: OrderState.REFILL });
  job.refilled = true;
}

/** The end of REVEAL, once nobody is waited for. */
function judge(w: World, job: Job): void {
  if (job.slots.some(({ state }) => state === COMMITTED)) return;
  const digests = job.slots.filter(({ state }) => state === REVEALED).map((slot) => slot.resultDigest);
  const [first = EMPTY] = digests;
  const { approveMs, deliveryMs } = job.terms;
  // §5 two different digests → until the court exists VOID
  if (digests.some((digest) => !same(digest, first))) finish(w, job, VOID);
  else {
    job.resultDigest = first;
    if (digests.length < job.needed) {
      // §5 < m → REJECTED, revealers are paid their metered use up to F
      w.reached.add(digests.length === 0 ? "nobody revealed" : "too few revealed, and were paid");
      settle(w, job, REJECTED);
    } else if (job.policy.some(({ approve }) => approve !== undefined)) move(w, job, AWAITING_APPROVAL, approveMs);
    else move(w, job, DELIVERY, most(deliveryMs, transferMs(job, outputBytes(job.manifest as msg.ResultManifest))));
  }
}

/** Pays who revealed, burns the protocol fee, and ends the job. */
function settle(w: World, job: Job, to: JobState, share = (charge: bigint) => charge): void {
  for (const slot of job.slots) if (slot.state === REVEALED) payOut(w, job, slot, share(slot.charge));
  // [E9] the protocol fee is ceil(rate × paid), burnt
  job.burnt = w.rules.protocolFee(job.terms.protocolFeeRate, job.paid);
  spend(job, job.burnt);
  burn(w, ESCROW, job.burnt);
  finish(w, job, to);
}

/** Ends a job: live seats end, escrow goes back, the receipt is written. */
function finish(w: World, job: Job, to: JobState): void {
  const evidence = to === SETTLED || to === REJECTED;
  job.order = undefined;
  move(w, job, to, evidence ? job.terms.evidenceMs : 0n);
  for (const slot of job.slots.filter(isLive)) {
    const worked = evidence && slot.state === REVEALED;
    setSlot(w, slot, worked ? PAID : RELEASED);
    if (worked) lockBond(w, job, slot);
    else freeBond(w, job, slot);
  }
  dropClosedOffers(w);
  giveBack(w, job, balance(job));
  job.deposits = undefined;
  w.receipts.set(job.id, receiptOf(w, job));
  // §5 SETTLED and REJECTED stay while evidence counts, the rest is gone at once
  if (!evidence) w.jobs.delete(job.id);
}

/** [G2] What is past its deadline after the block's messages. */
export function endJobs(w: World): void {
  for (const job of [...w.jobs.values()]) {
    const late = job.slots.filter(({ deadline, openedHeight }) => isOver(w, deadline, openedHeight));
    for (const slot of late) giveUp(w, job, slot);
    if (late.length > 0 && job.state === REVEAL) judge(w, job);
    else if (late.length > 0) advance(w, job);
    else if (isOver(w, job.deadline, job.stateHeight)) {
      // [J9] silence is acceptance
      if (job.state === DELIVERY || job.state === AWAITING_APPROVAL) settle(w, job, SETTLED);
      else w.jobs.delete(job.id);
    }
  }
  for (const { jobId, closedAt } of w.receipts.values())
    if (closedAt + w.params.job.receiptKeepMs <= w.now && !w.jobs.has(jobId)) {
      w.receipts.delete(jobId);
      w.reached.add("a receipt was pruned");
    }
}

function giveUp(w: World, job: Job, slot: Slot): void {
  const { state, maxCharge, bond, penalty } = slot;
  if (state === DRAWN) drop(w, job, slot, NO_SHOW, w.rules.noShow(maxCharge, job.placingFee));
  else if (state === ACCEPTED) drop(w, job, slot, LATE, w.rules.late(bond, maxCharge));
  else if (penalty > 0n) drop(w, job, slot, SILENT, bond - penalty);
  else {
    // §5 REVEAL: 30 s, then 1 F of each silent slot's D burnt and up to 10 min; then the rest of D ([G3])
    burnBond(w, job, slot, maxCharge);
    setDeadline(w, slot, job.terms.revealGraceMs);
    w.reached.add("a silent slot was warned");
  }
}

/** A seat is given up: its penalty is burnt, the rest of its bond is free. */
function drop(w: World, job: Job, slot: Slot, to: SlotState, penalty: bigint): void {
  burnBond(w, job, slot, penalty);
  freeBond(w, job, slot);
  setSlot(w, slot, to);
  dropClosedOffers(w);
}

function move(w: World, job: Job, to: JobState, forMs = 0n): void {
  const deadline = forMs === 0n ? 0n : w.now + forMs;
  Object.assign(job, { state: to, stateHeight: w.height, stateAt: w.now, deadline });
  w.reached.add(`job ${nameIn(JobState, to)}`);
}

function setSlot(w: World, slot: Slot, to: SlotState, forMs = 0n): void {
  slot.state = to;
  setDeadline(w, slot, forMs);
  w.reached.add(`slot ${nameIn(SlotState, to)}`);
}

function setDeadline(w: World, slot: Slot, forMs: bigint): void {
  Object.assign(slot, { deadline: forMs === 0n ? 0n : w.now + forMs, openedHeight: w.height });
}

function offBook({ order }: Job): void {
  Object.assign(order ?? {}, { state: OrderState.MATCHED, openSeats: 0 });
}

function isVacant({ state }: Slot): boolean {
  return state === DECLINED || state === NO_SHOW || state === CANNOT_RUN;
}

function heldSlot(w: World, { jobId, slot: index, provider }: msg.MsgAcceptSlot, states: readonly JobState[]) {
  const job = w.jobs.get(jobId) ?? refuse("job.JobNotFound");
  must(states.includes(job.state), "job.WrongJobState");
  const slot = job.slots.find((each) => each.index === index) ?? refuse("job.SlotNotFound");
  must(slot.provider === provider, "job.NotSlotProvider");
  return { job, slot };
}

function ownJob(w: World, owner: string, id: bigint, state: JobState): Job {
  const job = w.jobs.get(id) ?? refuse("job.JobNotFound");
  must(job.owner === owner, "job.NotJobOwner");
  must(job.state === state, "job.WrongJobState");
  return job;
}

/** §5 max_wall_time + 10 s */
function commitMs({ maxWallTimeMs, terms }: Job): bigint {
  return maxWallTimeMs + terms.commitSlackMs;
}

function transferMs({ terms }: Job, bytes: bigint): bigint {
  return ceil(bytes * 1000n, terms.transferBytesPerS);
}

function outputBytes({ stdout, stderr, outputs }: msg.ResultManifest): bigint {
  return sum([stdout, stderr, ...outputs].map(({ size }) => size));
}

function nameIn(of: { readonly [name: string]: number }, value: number): string {
  return Object.keys(of).find((name) => of[name] === value) ?? `${value}`;
}

// Escrow: [E5] deposits are tracked by source and refunded to it.

export function balance({ deposits = [] }: Job): bigint {
  return sum(deposits.map(({ amount }) => amount));
}

function deposit(w: World, job: Job, source: Address, amount: bigint): void {
  pay(w, source, ESCROW, amount);
  const known = job.deposits?.find((each) => each.source === source);
  if (known !== undefined) known.amount += amount;
  else job.deposits?.push({ source, amount });
}

function payOut(w: World, job: Job, slot: Slot, amount: bigint): void {
  spend(job, amount);
  // [P8] payouts go to the payout address
  pay(w, ESCROW, slot.payoutAddress, amount);
  slot.paid += amount;
  job.paid += amount;
}

/** What leaves for good is taken from the oldest deposits. */
function spend(job: Job, amount: bigint): void {
  takeFrom(job, job.deposits ?? [], amount);
}

/** What returns goes to the newest deposits' sources first. */
function giveBack(w: World, job: Job, amount: bigint): void {
  for (const { source, taken } of takeFrom(job, [...(job.deposits ?? [])].reverse(), amount)) {
    pay(w, ESCROW, source, taken);
    if (taken > 0n && source !== job.owner) w.reached.add("a stranger's deposit came back");
  }
  job.refunded += amount;
}

function takeFrom(job: Job, deposits: NonNullable<Job["deposits"]>, amount: bigint) {
  let left = amount;
  const parts = deposits.map((each) => {
    const taken = least(each.amount, left);
    each.amount -= taken;
    left -= taken;
    return { source: each.source, taken };
  });
  job.deposits = (job.deposits ?? []).filter((each) => each.amount > 0n);
  return parts;
}
