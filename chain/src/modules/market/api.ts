import { type Address, type Amount, amount } from "@dcm/proto";
import type { JobSpec } from "@dcm/proto/gen/dcm/job/v1";
import {
  EventOrderClosed,
  type Order,
  OrderState,
  type OrderTerms,
  type ResourceClass,
  type Scan,
} from "@dcm/proto/gen/dcm/market/v1";
import type { Offer } from "@dcm/proto/gen/dcm/provider/v1";
import type { Demand, Match } from "@dcm/rules";
import { WOKEN_OFFERS } from "../../app/limits.js";
import { assert, type Ctx, EMPTY, emit, hook, question, type ReadCtx, smaller } from "../../kernel/index.js";
import { classes, orders, params, scans } from "./state.js";

/** A job's specification after it was found valid. */
export interface CheckedSpec {
  /** With the class's defaults filled in. */
  readonly spec: JobSpec;
  /** Max metered use: fuel. */
  readonly maxUse: bigint;
  readonly maxWallTimeMs: bigint;
}

/** Answers a valid specification, or fails with the job module's own code. */
export const jobSpec = question<ReadCtx, [terms: OrderTerms, of: ResourceClass, spec: JobSpec], CheckedSpec>(
  "market.jobSpec",
);

/** Answers D as a multiple of F: of that order's job once matched, else of a job that would be matched now. */
export const bondMultiple = question<ReadCtx, [orderId: bigint], number>("market.bondMultiple");

/** Told when an order was placed and its money locked. */
export const orderPlaced = hook<[order: Order, checked: CheckedSpec]>();

/** Told when an order got its seats filled: all of them at first, the empty ones in a refill. */
export const orderMatched = hook<[order: Order, match: Match]>();

/** Told when an order left the book unmatched: cancelled, expired or unfilled. Its escrow account is still open. */
export const orderClosed = hook<[order: Order, reason: string]>();

/** Told when nobody took the empty seats of a matched job in time. */
export const refillFailed = hook<[orderId: bigint]>();

/**
 * A resource class.
 *
 * @returns undefined when there is none of that id
 */
export function findClass(ctx: ReadCtx, id: string): ResourceClass | undefined {
  return classes.get(ctx, id);
}

/**
 * The empty seats of a matched job that are on the book now.
 *
 * @param orderId  the job's id
 * @returns 0 when none is
 */
export function refillSeats(ctx: ReadCtx, orderId: bigint): number {
  const order = orders.get(ctx, orderId);
  return order?.state === OrderState.REFILL ? order.openSeats : 0;
}

/**
 * A live order: open, matched, or with empty seats on the book.
 *
 * @returns undefined when it is closed or its job needs no seat any more
 */
export function findOrder(ctx: ReadCtx, id: bigint): Order | undefined {
  return orders.get(ctx, id);
}

/** What a job offers for its empty seats. */
export interface Refill {
  /** All empty seats of the job, 1 or more. */
  readonly seats: number;
  /** Most that one may cost at max metered use, base unit: the job's fill price. */
  readonly limit: Amount;
  /** How long they stay on the book, ms. */
  readonly forMs: bigint;
  /** Operators and owners that had a seat in this job. */
  readonly excluded: readonly Address[];
}

/**
 * Puts the empty seats of a matched job back on the book; matched from the next block on. Seats that become empty while
 * others are on the book join them, and leave the book when they do.
 *
 * @param orderId  of an order that was matched
 */
export function refill(ctx: Ctx, orderId: bigint, { seats, limit, forMs, excluded }: Refill): void {
  const order = orders.get(ctx, orderId);
  assert(order !== undefined && order.state !== OrderState.OPEN, `order ${orderId} was matched`);
  const open = order.state === OrderState.REFILL;
  orders.set(ctx, orderId, {
    ...order,
    state: OrderState.REFILL,
    openSeats: seats,
    bookLimit: limit,
    excluded,
    asleep: false,
    expiresAt: open ? order.expiresAt : ctx.now + forMs,
    openedHeight: open ? order.openedHeight : ctx.height,
  });
  wakeFor(ctx, order.terms.class);
}

/**
 * Forgets a matched order: its job needs no seat any more.
 *
 * @param orderId  of a matched order
 */
export function forget(ctx: Ctx, orderId: bigint): void {
  const order = orders.get(ctx, orderId);
  assert(order !== undefined && order.state !== OrderState.OPEN, `order ${orderId} was matched`);
  orders.delete(ctx, orderId);
  emit(ctx, EventOrderClosed, { orderId, owner: order.owner, reason: "matched" });
}

/**
 * What an order asks for, as matching and explaining see it.
 *
 * @param order  placed, or one that would be
 * @param of     its class
 */
export function demandOf(ctx: ReadCtx, order: Order, of: ResourceClass): Demand {
  return {
    owner: order.owner,
    class: order.terms.class,
    units: order.terms.units,
    seats: order.openSeats,
    limit: order.bookLimit,
    constraints: order.terms.constraints,
    policies: order.terms.policy.map((policy) => (policy.approve !== undefined ? "approve" : "redundant")),
    runtime: order.runtime,
    bondMultiple: bondMultiple.ask(ctx, order.id),
    excluded: order.excluded,
    meter: of.meter,
    maxUse: order.maxUse,
    maxWallTimeMs: order.maxWallTimeMs,
    wallSecondFloor: of.wallSecondFloor,
    minCharge: params.get(ctx).minCharge,
  };
}

/**
 * Wakes the sleepers of the offers' classes: [M1] an offer that is new, cheaper, frees units or stake, becomes active or
 * changes attributes wakes those whose limit reaches it.
 *
 * @param changed  of one provider
 */
export function onOffersChanged(ctx: Ctx, changed: readonly Offer[]): void {
  // At most params.max_offers classes, in the order in which the offers name them.
  for (const classId of new Set(changed.map(({ terms }) => terms.class))) {
    const anyone = orders.listFrom(ctx, "book", bookHead(classId), 1).length > 0;
    if (!anyone) continue;
    const scan = scans.get(ctx, classId) ?? idleScan(classId);
    scans.set(ctx, classId, changed.filter(({ terms }) => terms.class === classId).reduce(wokenBy, scan));
  }
}

/**
 * Wakes all sleepers of all classes: what governance sets may make any offer suit any order, whether or not an offer changed.
 */
export function wakeAll(ctx: Ctx): void {
  // Classes are governed: a few dozen.
  for (const { id } of classes.all(ctx)) {
    if (orders.listFrom(ctx, "book", bookHead(id), 1).length === 0) continue;
    const none = amount(0n);
    scans.set(ctx, id, {
      ...inLap(scans.get(ctx, id) ?? idleScan(id)),
      startFee: none,
      unitPrice: none,
      manyOffers: true,
    });
  }
}

function wokenBy(scan: Scan, { id, terms: { startFee, unitPrice } }: Offer): Scan {
  const known = scan.offers.includes(id);
  return {
    ...inLap(scan),
    offers: known || scan.manyOffers ? scan.offers : [...scan.offers, id],
    manyOffers: scan.manyOffers || (!known && scan.offers.length >= WOKEN_OFFERS),
    startFee: scan.lap ? smaller(scan.startFee, startFee) : startFee,
    unitPrice: scan.lap ? smaller(scan.unitPrice, unitPrice) : unitPrice,
  };
}

/** From the cursor to the end, then from the head to where it stands now. */
function inLap(scan: Scan): Scan {
  return { ...scan, lap: true, wrapped: scan.cursor.length === 0, stop: scan.cursor };
}

/** Above every place on the book. */
export const RANK_TOP = (1n << 64n) - 1n;

/** Where a class's book begins: above every limit. */
export function bookHead(classId: string): readonly [string, bigint, Uint8Array] {
  return [classId, RANK_TOP, EMPTY];
}

/** Lets the next block look at a class's orders that were not tested yet. */
export function wakeFor(ctx: Ctx, classId: string): void {
  if (!scans.has(ctx, classId)) scans.set(ctx, classId, idleScan(classId));
}

/** A scan that has nothing behind it. */
export function idleScan(classId: string): Scan {
  const none = amount(0n);
  const begun = { cursor: EMPTY, lap: false, wrapped: false, stop: EMPTY };
  return { class: classId, ...begun, startFee: none, unitPrice: none, offers: [], manyOffers: false };
}
