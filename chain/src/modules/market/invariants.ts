import { OrderState } from "@dcm/proto/gen/dcm/market/v1";
import type { Invariants } from "../../kernel/index.js";
import * as escrow from "../escrow/api.js";
import { dueNow } from "./blocks.js";
import { carriedOver, classes, isOpen, orders, scans } from "./state.js";

export const invariants: Invariants = {
  "[G2] no order is past its deadline but what was carried over": (ctx) => carriedOver.get(ctx) === 1n || !dueNow(ctx),
  "[E1] every order has its escrow account": (ctx) =>
    orders.all(ctx).every((each) => escrow.find(ctx, each.id) !== undefined),
  "an open order has seats to fill, a matched one none": (ctx) =>
    orders.all(ctx).every((each) => isOpen(each) === each.openSeats > 0),
  "[M1] a class with untested orders is scanned": (ctx) =>
    orders
      .all(ctx)
      .every((each) => !isOpen(each) || each.asleep || each.tie.length === 0 || scans.has(ctx, each.terms.class)),
  "every order and every scan has its class": (ctx) =>
    [...orders.all(ctx).map((each) => each.terms.class), ...scans.all(ctx).map((each) => each.class)].every((id) =>
      classes.has(ctx, id),
    ),
  "[G8] an order on the book for the first time keeps its limit": (ctx) =>
    orders.all(ctx).every((each) => each.state !== OrderState.OPEN || each.bookLimit === each.terms.limit),
};
