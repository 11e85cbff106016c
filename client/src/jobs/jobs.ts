import { type Amount, amount } from "@dcm/proto";
import { Query as Escrow } from "@dcm/proto/gen/dcm/escrow/v1";
import {
  type Explanation,
  MsgPlaceOrder,
  type MsgPlaceOrderResponse,
  type OrderTerms,
  Query,
  type QueryQuoteResponse,
} from "@dcm/proto/gen/dcm/market/v1";
import { floorTotal, larger, reservation } from "@dcm/rules";
import type { Client } from "../client.js";
import { type Cause, clientError, DcmError } from "../error.js";
import { chainError, orderError } from "../errors.js";
import type { Http } from "../http.js";
import { msg } from "../tx/build.js";
import type { SendOptions } from "../tx/send.js";
import { type Job, jobHandle } from "./job.js";
import { type ReceiptView, viewReceipt } from "./receipt.js";
import { type JobRequest, meteringOf, type Prepared, prepare, statedLimit } from "./request.js";

/** What a job would cost, and the order that would be placed for it. */
export interface Quote extends QueryQuoteResponse {
  readonly order: { readonly terms: OrderTerms; readonly job: Prepared["job"] };
  readonly uploads: readonly Uint8Array[];
}

/** Placing a job. */
export interface RunOptions extends SendOptions {
  /** Places the order though no offer fits now, and leaves it on the book. */
  readonly waitForOffer?: boolean;
  /** Told what will be locked at most, before anything is stored or sent. */
  readonly onQuote?: (quote: Quote) => void;
}

/** The market's high level: a program in, a result and a receipt out. */
export interface Jobs {
  /**
   * Places a job: quotes it, refuses what nobody could take, stores what does not fit into the order, and places the order.
   * Placing twice with one `clientKey` gives the same job.
   *
   * @throws MARKET_NO_ELIGIBLE_PROVIDER  too few offers fit; `cause` says why, nothing was spent
   * @example
   * const job = await client.run({ wasm, args: ["Ada"], maxTotal: "0.002DCM", replicas: 2 });
   * (await job.result()).exitCode; // 3
   */
  run(request: JobRequest, options?: RunOptions): Promise<Job>;
  job(id: bigint): Job;
  quote(request: JobRequest): Promise<Quote>;
  /** Counts, per constraint, the offers that meet it: for a request, or for an order on the book. */
  explain(what: JobRequest | bigint): Promise<Explanation>;
  receipt(id: bigint): Promise<ReceiptView>;
}

/** What of a connection jobs use. */
export type JobsContext = Pick<Client, "query" | "tx" | "blobs" | "events" | "money" | "address"> & {
  readonly http: Http;
};

/** Opens jobs on a connection. */
export function openJobs(context: JobsContext): Jobs {
  const market = context.query(Query);
  const quote = async (request: JobRequest) => {
    const prepared = await prepare(context.http, context.blobs, request);
    const owner = await ownerOf(context);
    const limit = await limitOf(context, request, prepared, owner);
    const order = { terms: { ...prepared.terms, limit }, job: prepared.job };
    return { ...(await asOrder(market.Quote({ owner, ...order }))), order, uploads: prepared.uploads };
  };
  return {
    quote,
    job: (id) => jobHandle(context, id),
    receipt: (id) => viewReceipt(context, id),
    explain: async (what) => {
      if (typeof what === "bigint") return (await market.ExplainOrder({ id: what })).explanation;
      const { order } = await quote(what);
      return (await market.Explain({ owner: await ownerOf(context), ...order })).explanation;
    },
    run: async (request, options = {}) => {
      const quoted = await quote(request);
      options.onQuote?.(quoted);
      const owner = await context.address();
      if (quoted.fillableSeats < quoted.order.terms.slots && !options.waitForOffer) {
        throw nobodyFits((await market.Explain({ owner, ...quoted.order })).explanation, quoted.order.terms.slots);
      }
      for (const bytes of quoted.uploads) await context.blobs.put(bytes, options.signal);
      const tx = await context.tx.send([msg(MsgPlaceOrder, { owner, ...quoted.order })], options);
      // One message gives one response.
      const [response] = tx.responses as unknown as readonly [{ readonly value: MsgPlaceOrderResponse }];
      const { orderId, existing } = response.value;
      return jobHandle(context, orderId, { tx, existing, deposit: quoted.deposit });
    },
  };
}

/** The buyer's own limit; when none was stated, a quarter above what nearly all offers ask now. */
async function limitOf(
  context: JobsContext,
  request: JobRequest,
  { terms, job }: Prepared,
  owner: string,
): Promise<Amount> {
  const market = context.query(Query);
  const [of, { params: marketParams }, { params: escrow }] = await Promise.all([
    classOf(context, terms.class),
    market.Params(),
    context.query(Escrow).Params(),
  ]);
  const stated = statedLimit(request, terms, of, escrow.protocolFeeRate, context.money.denom);
  const least = floorTotal(meteringOf(request, of, marketParams.minCharge));
  if (stated !== undefined && stated < least) {
    const { format } = context.money;
    const total = reservation(terms.slots, least, escrow.protocolFeeRate);
    const text = `the price stated lets each of ${terms.slots} seats cost ${format(stated)}; the least on ${of.id} is ${format(least)}, ${format(total)} for all`;
    throw chainError("market", LIMIT_BELOW_FLOOR, text);
  }
  if (stated !== undefined) return amount(stated);
  // Asked at the least limit, because every provider's bond grows with it.
  const quote = { owner, terms: { ...terms, limit: least }, job };
  const { p90 } = await asOrder(market.Quote(quote));
  // Nobody meets the constraints: the price of everybody then keeps price from looking like one more obstacle.
  const { p90: anywhere } =
    p90 > 0n ? { p90 } : await market.Quote({ ...quote, terms: withoutConstraints(quote.terms) });
  return larger(amount((anywhere * 5n + 3n) / 4n), least);
}

/** Codes of the market's error table, which this refuses before the chain would. */
const UNKNOWN_CLASS = 5;
const LIMIT_BELOW_FLOOR = 13;

async function classOf(context: JobsContext, id: string) {
  try {
    return (await context.query(Query).Class({ id })).class;
  } catch (error) {
    if (!(error instanceof DcmError) || error.grpc !== 5) throw error;
    throw chainError("market", UNKNOWN_CLASS, error.message, { from: error });
  }
}

/** What is wrong with an order is told in the words and by the code of the market, not of the query. */
async function asOrder<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw error instanceof DcmError ? orderError(error) : error;
  }
}

function withoutConstraints({ constraints: _, ...terms }: Prepared["terms"] & { readonly limit: Amount }) {
  return { ...terms, constraints: undefined };
}

/** Quotes may be asked for without a signer. */
async function ownerOf(context: JobsContext): Promise<string> {
  try {
    return await context.address();
  } catch (error) {
    if (error instanceof DcmError && error.code === "SIGNER_MISSING") return "";
    throw error;
  }
}

function nobodyFits(
  { offers, eligible, constraints, cheapestOtherwise, fillableSeats }: Explanation,
  slots: number,
): DcmError {
  const failing = constraints.filter(({ passing }) => passing < offers);
  const cause: Cause[] = failing.map(({ constraint, passing, nearest }) => ({
    constraint,
    passing,
    of: offers,
    ...(nearest === "" ? {} : { nearest }),
  }));
  // [M2] two seats never have one owner: that too can be what is missing.
  if (eligible > fillableSeats || failing.length === 0)
    cause.push({ constraint: "a provider of its own for each seat", passing: fillableSeats, of: slots });
  const cheapest = cheapestOtherwise === "" ? "" : `; cheapest ask passing the other constraints: ${cheapestOtherwise}`;
  const message = `${fillableSeats} of ${slots} seats could be filled from ${offers} offers${cheapest}; nothing was spent`;
  return clientError("MARKET_NO_ELIGIBLE_PROVIDER", message, { cause, next: ["dcm provider list"] });
}
