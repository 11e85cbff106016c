import { type Address, fromBech32 } from "@dcm/proto";
import { JobState } from "@dcm/proto/gen/dcm/job/v1";
import {
  type MsgCancelOrder,
  type MsgPlaceOrder,
  type MsgUpdateParams,
  OrderState,
  type OrderTerms,
  type ResourceClass,
} from "@dcm/proto/gen/dcm/market/v1";
import { ProviderStatus } from "@dcm/proto/gen/dcm/provider/v1";
import { sha256 } from "@noble/hashes/sha2.js";
import { leaveBook, openJob, seat } from "./job.js";
import { type Facts, meets, nodes } from "./predicate.js";
import { freeStake, usedUnits } from "./provider.js";
import { ceil, most } from "./rules.js";
import {
  BOOK,
  burn,
  EMPTY,
  type Env,
  GOV,
  held,
  isOver,
  type Job,
  must,
  type Offer,
  type Order,
  type Provider,
  pay,
  refuse,
  sane,
  type World,
} from "./world.js";

/** [G9] 10⁻⁶ of the base unit per gigafuel, and per second of wall time. */
export const FUEL_SCALE = 10n ** 15n;
const WALL_SCALE = 10n ** 9n;

export const marketMsgs = {
  PlaceOrder(w: World, { owner, terms, job: spec }: MsgPlaceOrder, env: Env) {
    const { clientKeyWindowMs, orderDeposit } = w.params.market;
    // [O2] the same owner and key within its window returns the first order
    const key = `${owner}/${terms.clientKey}`;
    const first = terms.clientKey.length > 0 ? w.clientKeys.get(key) : undefined;
    if (first !== undefined && first.expiresAt > w.now) {
      w.reached.add("a client key named its first order");
      return { orderId: first.orderId, existing: true };
    }
    sane(env);
    const of = w.classes.get(terms.class) ?? refuse("market.UnknownClass");
    const whole = {
      ...spec,
      maxWallTimeMs: spec.maxWallTimeMs || of.defaultWallTimeMs,
      maxFuel: spec.maxFuel || of.defaultFuel,
      maxOutputBytes: spec.maxOutputBytes || of.maxOutputBytes,
      maxMemoryPages: spec.maxMemoryPages || of.memoryMib * 16,
    };
    must(terms.limit >= floorOf(w, of, whole.maxWallTimeMs), "market.LimitBelowFloor");

    // Ties hang on a transaction, which governance has none of.
    must(env.hash.length > 0, "sdk.InvalidRequest");
    // [M1] placing costs a burnt fee by predicate size; [E1] slots × max charge + protocol fee; the order's deposit
    const fee = placingFee(w, terms.constraints);
    const locked = orderDeposit + reserve(w, terms.slots, terms.limit, w.params.escrow.protocolFeeRate);
    must(held(w, owner) >= fee + locked, "sdk.InsufficientFunds");
    pay(w, owner, BOOK, fee);
    burn(w, BOOK, fee);
    const id = w.nextOrder++;
    openJob(w, { id, owner, terms, spec: whole, placingFee: fee, tieKey: tieKeyOf(env, terms.clientKey) }, locked);
    if (terms.clientKey.length > 0) w.clientKeys.set(key, { orderId: id, expiresAt: w.now + clientKeyWindowMs });
    return { orderId: id, existing: false };
  },
  CancelOrder(w: World, { owner, orderId }: MsgCancelOrder) {
    const job = w.jobs.get(orderId);
    if (job?.order === undefined) return refuse("market.OrderNotFound");
    must(job.owner === owner, "market.NotOrderOwner");
    // §5 CANCELLED only from OPEN
    must(job.state === JobState.OPEN, "market.OrderNotOpen");
    leaveBook(w, job, JobState.CANCELLED);
    return {};
  },
  UpdateParams(w: World, { authority, params, classes }: MsgUpdateParams, env: Env) {
    must(authority === GOV, "market.NotAuthority");
    sane(env);
    w.params.market = params;
    for (const each of classes) w.classes.set(each.id, each);
    w.reached.add(classes.length > 0 ? "governance set a class" : "governance set parameters of market");
    return {};
  },
};

/** [G8] at least min_charge; [W6] and the class's floor per wall second */
export function floorOf(w: World, { wallSecondFloor }: ResourceClass, maxWallTimeMs: bigint): bigint {
  return most(ceil(wallSecondFloor * maxWallTimeMs, WALL_SCALE), w.params.market.minCharge);
}

/** [M1] placing costs a burnt fee by predicate size */
function placingFee({ params }: World, constraints: OrderTerms["constraints"]): bigint {
  const { placingFee: base, placingFeePerNode } = params.market;
  return base + placingFeePerNode * BigInt(nodes(constraints));
}

/** [E1] what a number of slots at a price can cost at most, protocol fee included */
export function reserve({ rules }: World, slots: number, price: bigint, feeRate: bigint): bigint {
  const highest = BigInt(slots) * price;
  return highest + rules.protocolFee(feeRate, highest);
}

/** [M1] tie key = client key, else sha256(tx bytes) ‖ message index */
export function tieKeyOf({ hash, index }: Env, clientKey: Uint8Array = EMPTY): Uint8Array {
  return clientKey.length > 0 ? clientKey : Uint8Array.of(...hash, 0, 0, 0, index);
}

export function isOnBook({ order }: Job): boolean {
  return order !== undefined && order.state !== OrderState.MATCHED;
}

/** [M1] What is due expires, ties are drawn, then the book as the last block left it is matched. */
export function beginMarket(w: World): void {
  for (const job of [...w.jobs.values()]) {
    const { expiresAt = 0n, openedHeight = 0n } = job.order ?? {};
    if (isOnBook(job) && isOver(w, expiresAt, openedHeight)) leaveBook(w, job, JobState.EXPIRED);
  }
  for (const [key, { expiresAt }] of w.clientKeys)
    if (expiresAt <= w.now) {
      w.clientKeys.delete(key);
      w.reached.add("a client key was forgotten");
    }
  // [M1] ties by H(seed of the first block after placing ‖ owner ‖ tie key)
  for (const { order } of w.jobs.values())
    if (order?.tie.length === 0) order.tie = tie(w.seed, order.owner, order.tieKey);
  for (const of of [...w.classes.keys()].sort(byText)) matchClass(w, of);
}

/** [M1] orders by limit price (highest first), ties by hash; an order that cannot be filled whole stays. */
function matchClass(w: World, of: string): void {
  const onBook = [...w.jobs.values()].filter((job) => isOnBook(job) && job.class === of);
  const rank = ({ order }: Job) => order as Order;
  onBook.sort((a, b) => byNumber(rank(b).bookLimit, rank(a).bookLimit) || byBytes(rank(a).tie, rank(b).tie));
  for (const job of onBook) {
    const winners = winnersFor(w, job);
    if (winners !== undefined) seat(w, job, winners);
    // §3 immediate-or-cancel: closes
    else if (job.order?.terms.immediateOrCancel && job.state === JobState.OPEN) leaveBook(w, job, JobState.EXPIRED);
  }
}

/** An offer that could fill a seat, with its price at max metered use. */
interface Candidate {
  readonly offer: Offer;
  readonly provider: Provider;
  readonly owner: Address;
  readonly total: bigint;
  readonly tie: Uint8Array;
}

/** One that does: F, and the unit price that gives it. */
export interface Winner extends Candidate {
  readonly charge: bigint;
  readonly unitPrice: bigint;
}

/** The cheapest eligible offers, one per operator and owner; undefined unless they fill every seat. */
function winnersFor(w: World, job: Job): readonly Winner[] | undefined {
  const seats = job.order?.openSeats ?? 0;
  // [M3] the cheapest eligible, ties by H(seed ‖ operator ‖ the offer's tie key)
  const found = eligible(w, job).sort((a, b) => byNumber(a.total, b.total) || byBytes(a.tie, b.tie));
  const winners = distinct(found).slice(0, seats);
  const charge = winners.at(-1)?.total ?? 0n;
  if (winners.length < seats) return undefined;
  // [M4] the total of the dearest; its own start fee and the unit price (rounded down) that gives this total
  return winners.map((each) => ({
    ...each,
    charge,
    unitPrice: ((charge - each.offer.terms.startFee) * FUEL_SCALE) / job.maxFuel,
  }));
}

/** How an order stands: offers that meet everything, and seats that they could fill. */
export function standing(w: World, job: Job) {
  const found = eligible(w, job);
  return { eligible: found.length, fillableSeats: distinct(found).length };
}

/** What placing this order again would cost, and what it would be filled at now; 0 when it cannot be filled. */
export function quote(w: World, job: Job) {
  const { slots, limit } = (job.order as Order).terms;
  const multiple = BigInt(w.params.job.bondMultiple);
  return {
    ...standing(w, job),
    fillPrice: winnersFor(w, job)?.[0]?.charge ?? 0n,
    deposit: reserve(w, slots, limit, w.params.escrow.protocolFeeRate),
    ...{ placingFee: placingFee(w, job.order?.terms.constraints), orderDeposit: w.params.market.orderDeposit },
    ...{ bond: limit * multiple, maxUse: job.maxFuel, maxWallTimeMs: job.maxWallTimeMs },
  };
}

function eligible(w: World, job: Job): Candidate[] {
  return [...w.offers.values()].map((offer) => candidateOf(w, job, offer)).filter((each) => suits(w, job, each));
}

/** [M2] at most one per operator, never two slots with the same operator or declared owner */
function distinct(found: readonly Candidate[]): readonly Candidate[] {
  return found.filter(({ owner }, i) => found.findIndex((each) => each.owner === owner) === i);
}

function candidateOf(w: World, job: Job, offer: Offer): Candidate {
  const provider = w.providers.get(offer.provider) as Provider;
  const { startFee, unitPrice } = offer.terms;
  // [M2] start fee + unit price × max metered use; [W6] the larger of that and the wall floor; [G8] at least min_charge
  const metered = ceil(unitPrice * job.maxFuel, FUEL_SCALE);
  const wall = ceil((w.classes.get(job.class)?.wallSecondFloor ?? 0n) * job.maxWallTimeMs, WALL_SCALE);
  const total = most(startFee + most(metered, wall), w.params.market.minCharge);
  const owner = provider.profile.owner === "" ? provider.address : provider.profile.owner;
  return { offer, provider, owner, total, tie: tie(w.seed, provider.address, offer.tieKey) };
}

/** [M2] everything of both sides holds; [G5] nothing is dropped or relaxed. */
function suits(
  w: World,
  { order, spec, policy, class: of, owner: buyer, maxWallTimeMs, state, terms: copied }: Job,
  candidate: Candidate,
): boolean {
  const { offer, provider, owner, total } = candidate;
  const { bookLimit, excluded, terms } = order as Order;
  const asks = offer.terms;
  // [G8] copied at match
  const multiple = state === JobState.OPEN ? w.params.job.bondMultiple : copied.bondMultiple;
  const accepts = (name: string) => asks.policies.includes(name) && (name !== "approve" || asks.approveOptIn);
  return (
    asks.class === of &&
    provider.status === ProviderStatus.ACTIVE &&
    !offer.closed &&
    (offer.expiresAt === 0n || offer.expiresAt > w.now) &&
    usedUnits(w, offer.id) < asks.units &&
    freeStake(w, provider) >= bookLimit * BigInt(multiple) &&
    total <= bookLimit &&
    !excluded.some((each) => each === provider.address || each === owner) &&
    asks.runtimes.includes(spec.runtime) &&
    policy.every(({ approve }) => accepts(approve === undefined ? "redundant" : "approve")) &&
    asks.maxBondMultiple >= multiple &&
    asks.maxDurationMs >= maxWallTimeMs &&
    (asks.allow.length === 0 || asks.allow.includes(buyer)) &&
    !asks.deny.includes(buyer) &&
    (terms.constraints === undefined || meets(terms.constraints, factsOf(candidate)))
  );
}

/** [O3] what predicates look at */
export function factsOf({ offer, provider: { profile, address }, owner, total }: Omit<Candidate, "tie">): Facts {
  return new Map([
    ["class", [offer.terms.class]],
    ["jurisdiction", [profile.jurisdiction]],
    // docs/limits.md: there are no auditors yet; evidence is always CLAIMED
    ["jurisdiction.evidence", ["CLAIMED"]],
    ["site", [["", "DATACENTRE", "CLOUD", "EDGE", "HOME"][profile.siteKind] ?? ""]],
    ["isolation", profile.isolation],
    ["provider", [address]],
    ["owner", [owner]],
    ["price", [`${total}`]],
    ...profile.attributes.map(({ key, value }) => [`attr.${key}`, [value]] as const),
  ]);
}

/** H of [M1]: sha256 over fields encoded as in [J3]. */
function tie(seed: Uint8Array, who: string, key: Uint8Array): Uint8Array {
  const { data } = fromBech32(who);
  return sha256(Uint8Array.of(...seed, data.length, ...data, key.length, ...key));
}

function byNumber(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byBytes(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((byte, i) => byte !== b[i]);
  return at < 0 ? 0 : (a[at] as number) - (b[at] as number);
}
