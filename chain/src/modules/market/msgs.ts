import type { Address } from "@dcm/proto";
import {
  EventOrderClosed,
  EventOrderOpened,
  Matching,
  type MsgPlaceOrder,
  type MsgRpcs,
  type Order,
  OrderKind,
  OrderState,
  type OrderTerms,
  type ResourceClass,
} from "@dcm/proto/gen/dcm/market/v1";
import { floorTotal, placingFee, predicateFault, predicateSize, reservation, tieKey } from "@dcm/rules";
import { sha256 } from "@noble/hashes/sha2.js";
import {
  add,
  amount,
  type Ctx,
  EMPTY,
  emit,
  ensure,
  fail,
  type Handlers,
  type ReadCtx,
  Sdk,
} from "../../kernel/index.js";
import { ensureGovernance } from "../auth/api.js";
import * as bank from "../bank/api.js";
import * as escrow from "../escrow/api.js";
import { type CheckedSpec, jobSpec, orderClosed, orderPlaced, wakeAll } from "./api.js";
import { E } from "./errors.js";
import { classFault, clientKeyTooLong, LIMIT_MAX, paramsFault, sameVector, tagsFault } from "./math.js";
import { classes, clientKeys, orderIds, orders, params } from "./state.js";

export const msgs: Handlers<MsgRpcs, Ctx> = {
  PlaceOrder(ctx, msg) {
    const first = placedBefore(ctx, msg);
    if (first !== undefined) return { orderId: first, existing: true };
    const checked = checkOrder(ctx, msg.terms, msg.job);
    const order = newOrder(ctx, msg, checked);

    // [M1] placing costs a burnt fee by predicate size; each open order holds a deposit
    bank.payModule(ctx, msg.owner, "market", order.placingFee);
    bank.burn(ctx, "market", order.placingFee);
    // [E1] placing reserves slots × max charge + protocol fee
    const reserved = reservation(msg.terms.slots, msg.terms.limit, escrow.feeRate(ctx));
    escrow.open(ctx, order.id, msg.owner, add(reserved, order.deposit));
    escrow.reserve(ctx, order.id, reserved, amount(0n));
    orders.set(ctx, order.id, order);
    rememberKey(ctx, order);
    orderPlaced.tell(ctx, order, checked);
    const { id, owner, bookLimit } = order;
    emit(ctx, EventOrderOpened, {
      orderId: id,
      owner,
      class: msg.terms.class,
      limit: bookLimit,
      slots: msg.terms.slots,
    });
    return { orderId: id, existing: false };
  },

  CancelOrder(ctx, { owner, orderId }) {
    const order = orders.get(ctx, orderId) ?? fail(E.OrderNotFound, { id: orderId });
    ensure(order.owner === owner, E.NotOrderOwner, { id: orderId });
    ensure(order.state === OrderState.OPEN, E.OrderNotOpen, { id: orderId });

    closeOrder(ctx, order, "cancelled");
    return {};
  },

  UpdateParams(ctx, { authority, params: next, classes: changed }) {
    ensureGovernance(ctx, authority, E.NotAuthority);
    const fault = paramsFault(next);
    ensure(fault === undefined, E.InvalidParams, fault);
    checkClasses(ctx, changed);

    params.set(ctx, next);
    for (const each of changed) classes.set(ctx, each.id, each);
    wakeAll(ctx);
    return {};
  },
};

/** Takes an order off the book for good; whoever holds its money gives it back. */
export function closeOrder(ctx: Ctx, order: Order, reason: string): void {
  orders.delete(ctx, order.id);
  emit(ctx, EventOrderClosed, { orderId: order.id, owner: order.owner, reason });
  orderClosed.tell(ctx, order, reason);
}

/** Everything that can be wrong with an order, for placing, quoting and explaining alike. */
export function checkOrder(ctx: ReadCtx, terms: OrderTerms, spec: MsgPlaceOrder["job"]): CheckedSpec {
  const of = classes.get(ctx, terms.class) ?? fail(E.UnknownClass, { class: terms.class });
  const { maxSlots, maxExpiryMs, minCharge } = params.get(ctx);
  ensure(terms.kind === OrderKind.JOB, E.UnsupportedKind, { kind: terms.kind });
  ensure(terms.matching === Matching.AUTO, E.UnsupportedMatching, { matching: terms.matching });
  ensure(terms.depth === 1, E.UnsupportedDepth, { depth: terms.depth });
  ensure(terms.slots >= 1 && terms.slots <= maxSlots, E.InvalidSlots, { slots: terms.slots, max: maxSlots });
  ensure(terms.units === 1, E.InvalidUnits, { units: terms.units });
  // [O3] size and depth bounded
  const fault = predicateFault(terms.constraints);
  ensure(fault === undefined, E.InvalidConstraints, fault);
  ensure(terms.limit > 0n && terms.limit < LIMIT_MAX, E.InvalidLimit, { limit: terms.limit });
  ensure(terms.expiryMs <= maxExpiryMs, E.InvalidExpiry, { expiryMs: terms.expiryMs, max: maxExpiryMs });
  ensure(!clientKeyTooLong(terms), E.InvalidClientKey);
  const tags = tagsFault(terms);
  ensure(tags === undefined, E.InvalidTags, tags);
  const twice = terms.tags.find((tag, i) => terms.tags.indexOf(tag) !== i);
  ensure(twice === undefined, E.DuplicateName, twice);

  const checked = jobSpec.ask(ctx, terms, of, spec);
  // [G8] a job's max charge is at least min_charge; [W6] and no less than the floor of its wall time
  const floor = floorTotal({ ...of, ...checked, minCharge });
  ensure(terms.limit >= floor, E.LimitBelowFloor, { limit: terms.limit, floor });
  return checked;
}

/** The order as it would stand on the book, without an id. */
export function draftOrder(ctx: ReadCtx, owner: Address, terms: OrderTerms, checked: CheckedSpec): Order {
  const { placingFee: base, placingFeePerNode, orderDeposit, defaultExpiryMs } = params.get(ctx);
  return {
    id: 0n,
    owner,
    terms,
    state: OrderState.OPEN,
    expiresAt: ctx.now + (terms.expiryMs === 0n ? defaultExpiryMs : terms.expiryMs),
    placedHeight: ctx.height,
    tie: EMPTY,
    tieKey: EMPTY,
    maxUse: checked.maxUse,
    deposit: orderDeposit,
    placingFee: placingFee(base, placingFeePerNode, predicateSize(terms.constraints)),
    openSeats: terms.slots,
    excluded: [],
    asleep: false,
    maxWallTimeMs: checked.maxWallTimeMs,
    runtime: checked.spec.runtime,
    bookLimit: terms.limit,
    openedHeight: ctx.height,
  };
}

function newOrder(ctx: Ctx, { owner, terms }: MsgPlaceOrder, checked: CheckedSpec): Order {
  const { tx } = ctx;
  // Ties are broken by what a transaction carries; what governance carries out is none.
  ensure(tx !== undefined, Sdk.InvalidRequest, "an order arrives in a transaction");
  // [M1] tie key = client key, else sha256(tx bytes) ‖ message index
  const key = tieKey(terms.clientKey, tx.hash, tx.message);
  return { ...draftOrder(ctx, owner, terms, checked), id: orderIds.next(ctx), tieKey: key };
}

/** [O2] the same owner and key within its window returns the first order */
function placedBefore(ctx: Ctx, { owner, terms }: MsgPlaceOrder): bigint | undefined {
  if (terms.clientKey.length === 0) return undefined;
  const known = clientKeys.get(ctx, [owner, keyDigest(terms.clientKey)]);
  return known === undefined || known.expiresAt <= ctx.now ? undefined : known.orderId;
}

function rememberKey(ctx: Ctx, { id, owner, terms }: Order): void {
  if (terms.clientKey.length === 0) return;
  const digest = keyDigest(terms.clientKey);
  const expiresAt = ctx.now + params.get(ctx).clientKeyWindowMs;
  clientKeys.set(ctx, [owner, digest], { owner, digest, orderId: id, expiresAt });
}

/** Free text enters keys as 20 bytes of its hash, so that nobody can shape the tree. */
function keyDigest(clientKey: Uint8Array): Uint8Array {
  return sha256(clientKey).slice(0, 20);
}

/** [O1] a class that is invalid or shares what tells classes apart is refused with its own code. */
function checkClasses(ctx: Ctx, changed: readonly ResourceClass[]): void {
  for (const [i, each] of changed.entries()) {
    const fault = classFault(each);
    ensure(fault === undefined, E.InvalidClass, fault);
    // Classes are governed: a few dozen.
    const others = [
      ...classes.all(ctx).filter((old) => !changed.some((next) => next.id === old.id)),
      ...changed.slice(0, i),
    ];
    const clash = others.find((other) => other.id === each.id || sameVector(other, each));
    ensure(clash === undefined, E.DuplicateClass, { class: each.id, other: clash?.id });
  }
}
