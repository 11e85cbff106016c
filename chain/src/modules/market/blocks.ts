import type { Address } from "@dcm/proto";
import { EventOrderAsleep, EventOrderMatched, type Order, OrderState, type Scan } from "@dcm/proto/gen/dcm/market/v1";
import { type Ask, askTotal, type Demand, isEligible, match, tie, windowOver } from "@dcm/rules";
import {
  CLIENT_KEYS_PER_BLOCK,
  MATCH_TESTS_PER_BLOCK,
  MATCH_TESTS_PER_ORDER,
  ORDERS_EXPIRED_PER_BLOCK,
  ORDERS_TESTED_PER_BLOCK,
  ORDERS_TIED_PER_BLOCK,
  TESTS_PER_FILL,
} from "../../app/limits.js";
import { assert, type Ctx, compareBytes, concat, EMPTY, emit, type ReadCtx, u64Bytes } from "../../kernel/index.js";
import * as provider from "../provider/api.js";
import { bookHead, demandOf, idleScan, orderMatched, RANK_TOP, refillFailed, wakeFor } from "./api.js";
import { closeOrder } from "./msgs.js";
import { carriedOver, classes, clientKeys, orders, scans } from "./state.js";

/** [M1] The book as block h left it is matched at the start of block h+1, after what is due has expired. */
export function beginBlock(ctx: Ctx): void {
  expireOrders(ctx);
  provider.wakeForFreed(ctx);
  forgetKeys(ctx);
  breakTies(ctx);
  matchClasses(ctx);
  const left = dueNow(ctx) ? 1n : 0n;
  // An empty block changes nothing.
  if (carriedOver.get(ctx) !== left) carriedOver.set(ctx, left);
}

/** Whether an order or a key is past its deadline; for the carry-over mark and the invariant. */
export function dueNow(ctx: ReadCtx): boolean {
  return dueOrders(ctx).length > 0 || clientKeys.upTo(ctx, "expiring", ctx.now, 1).length > 0;
}

function dueOrders(ctx: ReadCtx): readonly Order[] {
  const due = orders.upTo(ctx, "expiring", ctx.now, ORDERS_EXPIRED_PER_BLOCK);
  return due.filter((order) => isOver(ctx, order));
}

function isOver(ctx: ReadCtx, order: Order): boolean {
  return windowOver(ctx.now, order.expiresAt, ctx.height, order.openedHeight);
}

/** [M8] orders expire by time in the block where they are due, with deposits returned. */
function expireOrders(ctx: Ctx): void {
  for (const order of dueOrders(ctx)) {
    if (order.state === OrderState.OPEN) closeOrder(ctx, order, "expired");
    else endRefill(ctx, order);
  }
}

function endRefill(ctx: Ctx, order: Order): void {
  orders.set(ctx, order.id, { ...order, state: OrderState.MATCHED, openSeats: 0 });
  refillFailed.tell(ctx, order.id);
}

function forgetKeys(ctx: Ctx): void {
  for (const { owner, digest } of clientKeys.upTo(ctx, "expiring", ctx.now, CLIENT_KEYS_PER_BLOCK)) {
    clientKeys.delete(ctx, [owner, digest]);
  }
}

/** [M1] ties by H(seed of the first block after placing ‖ owner ‖ tie key), computed once and indexed */
function breakTies(ctx: Ctx): void {
  for (const order of orders.inOrder(ctx, "untied", ORDERS_TIED_PER_BLOCK)) {
    orders.set(ctx, order.id, { ...order, tie: tie(ctx.seed, order.owner, order.tieKey) });
    wakeFor(ctx, order.terms.class);
  }
}

/** Orders × offers that may still be looked at. */
interface Budget {
  tests: number;
  orders: number;
}

function matchClasses(ctx: Ctx): void {
  // Classes are governed: a few dozen. Each active one gets an equal share of the block.
  const active = scans.all(ctx);
  for (const scan of active) {
    const budget: Budget = {
      tests: Math.trunc(MATCH_TESTS_PER_BLOCK / active.length),
      orders: Math.trunc(ORDERS_TESTED_PER_BLOCK / active.length),
    };
    matchClass(ctx, scan, budget);
  }
}

function matchClass(ctx: Ctx, begun: Scan, budget: Budget): void {
  const book = openBook(ctx, begun.class);
  let scan: Scan | undefined = begun;
  // Each round spends one of budget.orders; an order that was begun is finished, so every block gets ahead.
  while (budget.tests > 0 && budget.orders > 0) {
    const step: Step | undefined = nextStep(ctx, scan);
    if (step === undefined) {
      scans.delete(ctx, begun.class);
      return;
    }
    scan = { ...step.scan, cursor: rankOf(step.order) };
    budget.orders--;
    budget.tests -= visit(ctx, scan, step.order, book);
  }
  scans.set(ctx, begun.class, scan);
}

/** The next order to test, and the scan up to it. */
interface Step {
  readonly scan: Scan;
  readonly order: Order;
}

/** [M1] when a block's budget ends inside a class, the next block goes on from a cursor (limit, tie) and wraps round */
function nextStep(ctx: ReadCtx, scan: Scan): Step | undefined {
  if (scan.lap) {
    const order = nextInLap(ctx, scan);
    if (order !== undefined && !isPast(scan, order)) return { scan, order };
    const next = scan.wrapped ? idleScan(scan.class) : { ...scan, wrapped: true, cursor: EMPTY };
    return nextStep(ctx, next);
  }
  const order = behind(ctx, "awake", scan) ?? behind(ctx, "awake", { ...scan, cursor: EMPTY });
  return order === undefined ? undefined : { scan, order };
}

/**
 * Sleepers within reach of the offers that woke the class; below them the orders that were not tested yet, so that a class
 * that is woken in every block still comes to them.
 */
function nextInLap(ctx: ReadCtx, scan: Scan): Order | undefined {
  const order = behind(ctx, "book", scan);
  return order === undefined || order.bookLimit >= scan.startFee ? order : behind(ctx, "awake", scan);
}

/** The first order of an index behind the scan's cursor. */
function behind(ctx: ReadCtx, index: "book" | "awake", { class: classId, cursor }: Scan): Order | undefined {
  const from = cursor.length === 0 ? bookHead(classId) : placeOf(classId, successor(cursor));
  return orders.listFrom(ctx, index, from, 1)[0];
}

function isPast(scan: Scan, order: Order): boolean {
  return scan.wrapped && scan.stop.length > 0 && compareBytes(rankOf(order), scan.stop) > 0;
}

/** Tests an order if anything could have changed for it; returns what that takes from the budget. */
function visit(ctx: Ctx, scan: Scan, order: Order, book: Book): number {
  const of = classes.get(ctx, order.terms.class);
  assert(of !== undefined, `class ${order.terms.class} exists`);
  const demand = demandOf(ctx, order, of);
  if (isOver(ctx, order)) return 0;
  if (!order.asleep) return matchOrder(ctx, order, demand, book);
  // A sleeper was unfillable by the book as it was: only the offers that woke the class can change that.
  if (askTotal(scan, demand) > order.bookLimit) return 0;
  const suits = scan.manyOffers || scan.offers.some((id) => isEligible(demand, book.find(ctx, id)));
  return scan.offers.length + (suits ? matchOrder(ctx, order, demand, book) : 0);
}

/** Fills an order or puts it to sleep; returns the offers tested, and what filling counts as. */
function matchOrder(ctx: Ctx, order: Order, demand: Demand, book: Book): number {
  const found = match(demand, book.asks(), ctx.seed, MATCH_TESTS_PER_ORDER);
  if (found.fills.length === 0) {
    leaveUnfilled(ctx, order);
    return found.tested;
  }
  const refill = order.state === OrderState.REFILL;
  orders.set(ctx, order.id, { ...order, state: OrderState.MATCHED, openSeats: 0 });
  emit(ctx, EventOrderMatched, {
    orderId: order.id,
    owner: order.owner,
    class: order.terms.class,
    price: found.total,
    offers: found.fills.map(({ ask }) => ask.offerId),
    refill,
  });
  orderMatched.tell(ctx, order, found);
  book.refresh(
    ctx,
    found.fills.map(({ ask }) => ask.operator),
  );
  return found.tested + found.fills.length * TESTS_PER_FILL;
}

function leaveUnfilled(ctx: Ctx, order: Order): void {
  if (order.terms.immediateOrCancel && order.state === OrderState.OPEN) {
    closeOrder(ctx, order, "unfilled");
    return;
  }
  if (order.asleep) return;
  // [M1] orders that nothing can fill sleep
  orders.set(ctx, order.id, { ...order, asleep: true });
  emit(ctx, EventOrderAsleep, { orderId: order.id, owner: order.owner });
}

/** A class's offers, read once a block as far as the orders need them, and kept up to date with the block's fills. */
interface Book {
  asks(): Iterable<Ask>;
  /** One offer by its id; undefined when it is gone. */
  find(ctx: ReadCtx, offerId: bigint): Ask | undefined;
  refresh(ctx: ReadCtx, operators: readonly Address[]): void;
}

function openBook(ctx: ReadCtx, classId: string): Book {
  const source = provider.book(ctx, classId);
  const read: Ask[] = [];
  const found = new Map<bigint, Ask | undefined>();
  return {
    find(now, offerId) {
      if (!found.has(offerId)) found.set(offerId, provider.findAsk(now, offerId));
      return found.get(offerId);
    },
    *asks() {
      for (const ask of read) yield ask;
      for (let next = source.next(); next.done !== true; next = source.next()) {
        read.push(next.value);
        yield next.value;
      }
    },
    refresh(now, operators) {
      found.clear();
      for (const [i, ask] of read.entries()) {
        const { operator, offerId } = ask;
        if (operators.includes(operator)) read[i] = provider.findAsk(now, offerId) ?? ask;
      }
    },
  };
}

/** An order's place on the book, as bytes that sort like it: limit (highest first), then tie. */
function rankOf({ bookLimit, tie: hash }: Order): Uint8Array {
  return concat(u64Bytes(RANK_TOP - bookLimit), hash);
}

/** The next rank: one more, as a number. There is one, because limits are above 0. */
function successor(rank: Uint8Array): Uint8Array {
  const next = rank.slice();
  // At most 40 bytes.
  for (let i = next.length - 1; i >= 0; i--) {
    next[i] = ((next[i] as number) + 1) & 0xff;
    if (next[i] !== 0) break;
  }
  return next;
}

function placeOf(classId: string, rank: Uint8Array): readonly [string, bigint, Uint8Array] {
  const flipped = new DataView(rank.buffer, rank.byteOffset, 8).getBigUint64(0);
  return [classId, RANK_TOP - flipped, rank.slice(8)];
}
