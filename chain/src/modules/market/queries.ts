import type { Address } from "@dcm/proto";
import type { JobSpec } from "@dcm/proto/gen/dcm/job/v1";
import type { Order, OrderTerms, QueryQuoteResponse, QueryRpcs } from "@dcm/proto/gen/dcm/market/v1";
import { bondFor, percentile, predicateSize, reservation, type Standing, standing } from "@dcm/rules";
import { EXPLAIN_GAS, EXPLAINED_OFFERS } from "../../app/limits.js";
import { assert, type Handlers, notFound, type ReadCtx } from "../../kernel/index.js";
import * as escrow from "../escrow/api.js";
import * as provider from "../provider/api.js";
import { bondMultiple, demandOf } from "./api.js";
import { checkOrder, draftOrder } from "./msgs.js";
import { classes, orders, params } from "./state.js";

/** What every order asks of an offer, whatever its constraints: state, stake, terms and price. */
const FIXED_CONSTRAINTS = 11;

export const queries: Handlers<QueryRpcs, ReadCtx> = {
  Orders(ctx, { owner, class: classId, pagination }) {
    const ofClass = (order: Order) => classId === "" || order.terms.class === classId;
    const page =
      owner !== ""
        ? orders.pageBy(ctx, "byOwner", owner, pagination, ofClass)
        : classId !== ""
          ? orders.pageBy(ctx, "byClass", classId, pagination)
          : orders.page(ctx, pagination);
    return { orders: page.items, pagination: page.next, now: ctx.now };
  },

  Order(ctx, { id }) {
    return { order: liveOrder(ctx, id), now: ctx.now };
  },

  Classes(ctx, { pagination }) {
    const page = classes.page(ctx, pagination);
    return { classes: page.items, pagination: page.next };
  },

  Class(ctx, { id }) {
    return { class: classes.get(ctx, id) ?? notFound(`class ${id} not found`) };
  },

  Quote(ctx, { owner, terms, job }) {
    const order = drafted(ctx, owner, terms, job);
    return quoteOf(ctx, order, standingOf(ctx, order));
  },

  Explain(ctx, { owner, terms, job }) {
    return { explanation: standingOf(ctx, drafted(ctx, owner, terms, job)).explanation };
  },

  ExplainOrder(ctx, { id }) {
    return { explanation: standingOf(ctx, liveOrder(ctx, id)).explanation };
  },

  Params(ctx) {
    return { params: params.get(ctx) };
  },
};

function liveOrder(ctx: ReadCtx, id: bigint): Order {
  return orders.get(ctx, id) ?? notFound(`order ${id} not found`);
}

function drafted(ctx: ReadCtx, owner: Address, terms: OrderTerms, job: JobSpec): Order {
  return draftOrder(ctx, owner, terms, checkOrder(ctx, terms, job));
}

/** The same evaluator as matching, over every offer of the class, listed or not. */
function standingOf(ctx: ReadCtx, order: Order): Standing {
  const of = classes.get(ctx, order.terms.class);
  assert(of !== undefined, `class ${order.terms.class} exists`);
  // [G5] one more than is shown tells whether the book was cut.
  const asks = provider.everyAsk(ctx, of.id, EXPLAINED_OFFERS + 1);
  // A query's budget counts what it computes like what it reads.
  ctx.gas.charge(asks.length * (FIXED_CONSTRAINTS + predicateSize(order.terms.constraints)) * EXPLAIN_GAS, "explain");
  return standing(demandOf(ctx, order, of), asks.slice(0, EXPLAINED_OFFERS), ctx.seed, asks.length > EXPLAINED_OFFERS);
}

function quoteOf(ctx: ReadCtx, order: Order, { explanation, asks, fillPrice }: Standing): QueryQuoteResponse {
  return {
    eligible: explanation.eligible,
    fillableSeats: explanation.fillableSeats,
    p10: percentile(asks, 10n),
    p50: percentile(asks, 50n),
    p90: percentile(asks, 90n),
    fillPrice,
    deposit: reservation(order.terms.slots, order.terms.limit, escrow.feeRate(ctx)),
    placingFee: order.placingFee,
    orderDeposit: order.deposit,
    bond: bondFor(order.terms.limit, bondMultiple.ask(ctx, 0n)),
    maxUse: order.maxUse,
    maxWallTimeMs: order.maxWallTimeMs,
  };
}
