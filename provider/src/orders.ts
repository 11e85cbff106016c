import type { ChainEvent, Client } from "@dcm/client";
import { type Job, Query as JobQuery, JobState, type Receipt, type Slot, SlotState } from "@dcm/proto/gen/dcm/job/v1";
import { Query as MarketQuery, type Order, OrderState } from "@dcm/proto/gen/dcm/market/v1";
import { isEnded, isLiveSlot } from "@dcm/rules";
import { orMissing } from "./connection.js";
import { askOf, judge, type Rules, type Supply } from "./decide.js";
import { tell } from "./failure.js";
import type { Decision, Journal } from "./journal.js";

/** Receipts that are looked through for seats that came and went unseen. */
const RECEIPTS = 100n;
/** A review may have begun before the outage ended. */
const OUTAGE_REVIEWS = 2;
/** Pages of the book that are read at most; what lies behind is read when it moves up. */
const PAGES_MAX = 10;
const PAGE = 200n;

/** Why an agent takes nothing new. */
export interface Hindrance {
  /** For `skip:<word>`. */
  readonly word: string;
  readonly reason: string;
}

/** The recorded decisions on all orders that the agent has seen. */
export interface Decisions {
  /** Told of every event: orders that come and go between two looks at the book are only seen here. */
  onEvent(event: ChainEvent): void;
  /** The jobs in which we have or had a seat, as the chain has them. */
  onSeats(jobs: readonly Job[]): void;
  /** Told what there is to say of a seat while it is served; nothing when a trouble is over. */
  onNote(jobId: bigint, note: string): void;
  /** Told that the chain can be read again after so long. */
  onOutage(ms: number): void;
  /**
   * Looks at the book, and after what left it.
   *
   * @param hindrance  why the provider itself keeps its offer off the book
   */
  review(supply: Supply, rules: Rules, hindrance: Hindrance | undefined): Promise<void>;
}

export interface DecisionsOptions {
  readonly client: Client;
  readonly journal: Journal;
  readonly address: string;
  /** The class that it offers. */
  readonly class: string;
}

type Draft = Omit<Decision, "at">;

export function openDecisions({ client, journal, address, class: offered }: DecisionsOptions): Decisions {
  const record = (draft: Draft): void => {
    const known = journal.decisions.get(draft.order);
    const decision = { ...draft, at: new Date().toISOString() };
    if (known && JSON.stringify({ ...known, at: "" }) === JSON.stringify({ ...decision, at: "" })) return;
    journal.decide(decision);
    announce(client, known, decision);
  };

  const notes = new Map<string, string>();
  const unknownSince = new Map<string, number>();
  /** For so many more reviews receipts are looked through, and what was lost is put down to the outage; a start is like one. */
  let outage = { note: "", reviews: OUTAGE_REVIEWS };
  let seen: ReadonlySet<string> = new Set();
  const review: Decisions["review"] = async (supply, rules, hindrance) => {
    const onBook = await book(client, supply.offer.terms.class);
    const ask = askOf(supply);
    for (const order of onBook.values()) {
      const known = journal.decisions.get(String(order.id));
      if (known?.slot !== undefined || known?.final) continue;
      const judged = judge(order, ask, rules);
      const ours = hindrance && OURS.includes(judged.decision);
      const { word, reason } = hindrance ?? { word: "", reason: "" };
      record({ ...draftOf(order), ...(ours ? { decision: `skip:${word}`, reason } : judged) });
    }
    for (const known of journal.decisions.values()) {
      // Seats that still are on the chain are told by onSeats.
      if (known.final || onBook.has(known.order) || seen.has(known.order)) continue;
      record(await afterTheBook(client, known, { address, unknownSince, outage: outage.note }));
    }
    if (outage.reviews === 0) return;
    for (const receipt of await lastReceipts(client, address)) {
      if (journal.decisions.has(String(receipt.jobId))) continue;
      record(receiptDraft(receipt, address, { outage: outage.note }));
    }
    outage = outage.reviews > 1 ? { ...outage, reviews: outage.reviews - 1 } : { note: "", reviews: 0 };
  };
  const onNote: Decisions["onNote"] = (jobId, note) => {
    const order = String(jobId);
    notes.set(order, note);
    const known = journal.decisions.get(order);
    // At once, so that it outlives a crash.
    if (known) record({ ...known, reason: note });
  };

  return {
    review,
    onNote,
    onOutage: (ms) => {
      const note = `the chain could not be read for ${Math.round(ms / 1000)} s`;
      outage = { note, reviews: OUTAGE_REVIEWS };
      for (const { order, slot, final } of journal.decisions.values()) {
        if (slot !== undefined && !final) onNote(BigInt(order), note);
      }
    },
    onSeats: (jobs) => {
      seen = new Set(jobs.map(({ id }) => String(id)));
      for (const job of jobs) {
        const slot = ourSeat(job, address);
        if (!slot) continue;
        const order = String(job.id);
        const known = journal.decisions.get(order);
        const draft = seatDraft(job, slot, { note: notes.get(order) ?? noteOf(known), outage: outage.note });
        record(draft);
        if (draft.final) notes.delete(order);
      }
    },
    onEvent: ({ name, data }) => {
      if (name !== "order.opened") return;
      const { order_id: order, owner, class: of, limit } = data as Record<string, string | undefined>;
      if (order === undefined || journal.decisions.has(order)) return;
      const decision =
        of === offered
          ? { decision: "waiting", reason: "just placed" }
          : { decision: "skip:class", reason: `wants class ${of}; this offer is ${offered}` };
      record({ order, owner: owner ?? "", class: of ?? "", price: limit ?? "0", ...decision, final: false });
    },
  };
}

/** Judgements that an offer which its provider keeps off the book brings about. */
const OURS = ["waiting", "skip:not-active"];

/** The orders of a class that can still be taken, newest first. */
async function book(client: Client, classId: string): Promise<ReadonlyMap<string, Order>> {
  const found = new Map<string, Order>();
  let key = new Uint8Array(0) as Uint8Array;
  for (let page = 0; page < PAGES_MAX; page++) {
    const { orders, pagination } = await client
      .query(MarketQuery)
      .Orders({ class: classId, pagination: { key, limit: PAGE, reverse: true } });
    for (const order of orders) if (order.state !== OrderState.MATCHED) found.set(String(order.id), order);
    key = pagination?.nextKey ?? new Uint8Array(0);
    if (key.length === 0) break;
  }
  return found;
}

/** How long an order that was announced may be unknown to the state before it counts as gone. */
const UNKNOWN_MS = 60_000;

/** What to say of an order that is on the book no more, or of a seat that has not ended yet. */
async function afterTheBook(
  client: Client,
  known: Decision,
  { address, unknownSince, outage }: { address: string; unknownSince: Map<string, number>; outage: string },
): Promise<Draft> {
  const id = BigInt(known.order);
  const found = await orMissing(client.query(JobQuery).Job({ id }));
  const slot = found && ourSeat(found.job, address);
  if (found && slot) return seatDraft(found.job, slot, { note: noteOf(known), outage });
  if (found?.job.state === JobState.OPEN) return known;
  const receipt = found ? undefined : (await orMissing(client.query(JobQuery).Receipt({ id })))?.receipt;
  if (!found && !receipt) {
    const since = unknownSince.get(known.order) ?? performance.now();
    unknownSince.set(known.order, since);
    if (performance.now() - since < UNKNOWN_MS) return known;
    unknownSince.delete(known.order);
    // It was started anew, or its receipt is so old that it was pruned.
    return { ...known, reason: "the chain knows it no more", final: true };
  }
  if (receipt?.slots.some(({ provider }) => provider === address)) {
    return receiptDraft(receipt, address, { note: noteOf(known), outage });
  }
  // A constraint that failed on the book says more than where the order went.
  if (known.decision !== "waiting") return { ...known, final: true };
  const [decision, reason] = (receipt && WENT.get(receipt.state)) ?? ELSEWHERE;
  return { ...known, decision, reason, final: true };
}

const ELSEWHERE = ["skip:matched-elsewhere", "other offers were cheaper or won the tie"] as const;
const WENT = new Map<JobState, readonly [string, string]>([
  [JobState.EXPIRED, ["skip:expired", "nobody filled it"]],
  [JobState.CANCELLED, ["skip:cancelled", "its buyer took it back"]],
]);

/** The seat that a provider has in a job, or had: one at most. */
export function ourSeat({ slots, pastSlots }: Job, address: string): Slot | undefined {
  return [...slots, ...pastSlots].find(({ provider }) => provider === address);
}

function draftOf(order: Order): Omit<Draft, "decision" | "reason"> {
  const { id, owner, terms, bookLimit } = order;
  return { order: String(id), owner, class: terms.class, price: String(bookLimit), final: false };
}

/** What an earlier run had to say of a seat; what was said of the order on the book is no part of it. */
function noteOf(known: Decision | undefined): string {
  return known?.slot === undefined ? "" : known.reason;
}

/** What this agent has to say of a seat. */
interface Remarks {
  readonly note?: string;
  /** What kept it from the chain lately. */
  readonly outage: string;
}

function seatDraft(job: Job, slot: Slot, remarks: Remarks): Draft {
  const final = !isLiveSlot(slot.state) || isEnded(job.state);
  const head = { order: String(job.id), owner: job.owner, class: job.class, price: String(slot.maxCharge) };
  return { ...head, ...seatPart(slot, job.reason, remarks), final };
}

function receiptDraft(receipt: Receipt, address: string, remarks: Remarks): Draft {
  const { jobId, owner, class: of, fillPrice, reason, slots } = receipt;
  const seat = slots.find(({ provider }) => provider === address) as Receipt["slots"][number];
  const head = { order: String(jobId), owner, class: of, price: String(fillPrice) };
  return { ...head, ...seatPart(seat, reason, remarks), final: true };
}

function seatPart(
  { state, index, paid }: Pick<Slot, "state" | "index" | "paid">,
  why: string,
  { note = "", outage }: Remarks,
) {
  const lost =
    isLiveSlot(state) || state === SlotState.PAID ? "" : [LOST.get(state) ?? why, outage].filter(Boolean).join(": ");
  return {
    decision: DECISIONS.get(state) ?? "accepted",
    // Why it was lost is known best by the agent that lost it.
    reason: note || lost,
    slot: index,
    state: slotName(state),
    paid: String(paid),
  };
}

/** The newest receipts of jobs in which we had a seat. */
async function lastReceipts(client: Client, provider: string): Promise<readonly Receipt[]> {
  const pagination = { limit: RECEIPTS, reverse: true };
  return (await client.query(JobQuery).Receipts({ provider, pagination })).receipts;
}

const DECISIONS = new Map<SlotState, string>([
  [SlotState.DRAWN, "drawn"],
  [SlotState.DECLINED, "declined"],
  [SlotState.NO_SHOW, "missed"],
]);

const LOST = new Map<SlotState, string>([
  [SlotState.NO_SHOW, "it was not accepted in time"],
  [SlotState.LATE, "its result was not committed in time"],
  [SlotState.SILENT, "its result was not revealed in time"],
]);

function slotName(state: SlotState): string {
  return Object.keys(SlotState).find((name) => SlotState[name as keyof typeof SlotState] === state) ?? "";
}

function announce({ money }: Client, known: Decision | undefined, now: Decision): void {
  const head = `order ${now.order.padEnd(5)} ${now.class}`;
  const price = money.format(BigInt(now.price));
  if (now.decision.startsWith("skip:") && now.final) tell(`${head}  ${now.decision}  ${now.reason}`);
  else if (now.decision !== known?.decision && now.slot !== undefined) {
    tell(`${head}  ${now.decision} at ≤ ${price}   job ${now.order} seat ${now.slot}`);
  } else if (now.final && now.slot !== undefined) {
    const paid = BigInt(now.paid ?? "0");
    const income = paid > 0n ? ` · +${money.format(paid)}` : "";
    tell(`job ${now.order}  ${now.state?.toLowerCase()}${income}${now.reason === "" ? "" : ` · ${now.reason}`}`);
  }
}
