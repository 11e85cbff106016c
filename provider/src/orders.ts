import { type ChainEvent, type Client, DcmError } from "@dcm/client";
import { type Job, Query as JobQuery, JobState, type Slot, SlotState } from "@dcm/proto/gen/dcm/job/v1";
import { Query as MarketQuery, type Order, OrderState } from "@dcm/proto/gen/dcm/market/v1";
import { isEnded, isLiveSlot } from "@dcm/rules";
import { askOf, judge, type Rules, type Supply } from "./decide.js";
import { tell } from "./failure.js";
import type { Decision, Journal } from "./journal.js";

/** Pages of the book that are read at most; what lies behind is read when it moves up. */
const PAGES_MAX = 10;
const PAGE = 200n;

/** The recorded decisions on all orders that the agent has seen. */
export interface Decisions {
  /** Told of every event: orders that come and go between two looks at the book are only seen here. */
  onEvent(event: ChainEvent): void;
  /** A seat of ours as the chain has it. */
  onSeat(job: Job, slot: Slot): void;
  /** Looks at the book, and after what left it. */
  review(supply: Supply, rules: Rules): Promise<void>;
}

export interface DecisionsOptions {
  readonly client: Client;
  readonly journal: Journal;
  readonly address: string;
}

type Draft = Omit<Decision, "at">;

export function openDecisions({ client, journal, address }: DecisionsOptions): Decisions {
  const record = (draft: Draft): void => {
    const known = journal.decisions.get(draft.order);
    const decision = { ...draft, at: new Date().toISOString() };
    if (known && JSON.stringify({ ...known, at: "" }) === JSON.stringify({ ...decision, at: "" })) return;
    journal.decide(decision);
    announce(client, known, decision);
  };

  const review: Decisions["review"] = async (supply, rules) => {
    const onBook = await book(client, supply.offer.terms.class);
    const ask = askOf(supply);
    for (const order of onBook.values()) {
      const known = journal.decisions.get(String(order.id));
      if (known?.slot !== undefined || known?.final) continue;
      record({ ...draftOf(order), ...judge(order, ask, rules) });
    }
    for (const known of journal.decisions.values()) {
      if (!known.final && !onBook.has(known.order)) record(await afterTheBook(client, known, address));
    }
  };

  return {
    review,
    onSeat: (job, slot) => record(seatDraft(job, slot, journal.decisions.get(String(job.id)))),
    onEvent: ({ name, data }) => {
      if (name !== "order.opened") return;
      const { order_id: order, owner, class: of, limit } = data as Record<string, string | undefined>;
      if (order === undefined || journal.decisions.has(order)) return;
      const decision = { decision: "waiting", reason: "just placed" };
      record({ order, owner: owner ?? "", class: of ?? "", price: limit ?? "0", ...decision, final: false });
    },
  };
}

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

/** What to say of an order that is on the book no more, or of a seat that has not ended yet. */
async function afterTheBook(client: Client, known: Decision, address: string): Promise<Draft> {
  const id = BigInt(known.order);
  const job = await orMissing(client.query(JobQuery).Job({ id }));
  const slot = job && [...job.job.slots, ...job.job.pastSlots].find(({ provider }) => provider === address);
  if (job && slot) return seatDraft(job.job, slot, known);
  if (job?.job.state === JobState.OPEN) return known;
  const state = job?.job.state ?? (await orMissing(client.query(JobQuery).Receipt({ id })))?.receipt;
  if (typeof state === "object") {
    const seat = state.slots.find(({ provider }) => provider === address);
    if (seat) return { ...known, state: slotName(seat.state), paid: String(seat.paid), final: true };
  }
  const end = typeof state === "object" ? state.state : state;
  if (known.slot !== undefined) return { ...known, final: true };
  // A constraint that failed on the book says more than where the order went.
  if (known.decision !== "waiting") return { ...known, final: true };
  if (end === JobState.EXPIRED) return { ...known, decision: "skip:expired", reason: "nobody filled it", final: true };
  if (end === JobState.CANCELLED)
    return { ...known, decision: "skip:cancelled", reason: "its buyer took it back", final: true };
  return {
    ...known,
    decision: "skip:matched-elsewhere",
    reason: "other offers were cheaper or won the tie",
    final: true,
  };
}

function draftOf(order: Order): Omit<Draft, "decision" | "reason"> {
  const { id, owner, terms, bookLimit } = order;
  return { order: String(id), owner, class: terms.class, price: String(bookLimit), final: false };
}

function seatDraft(job: Job, slot: Slot, known: Decision | undefined): Draft {
  const { state, index, paid, maxCharge } = slot;
  const taken = state === SlotState.DRAWN ? "drawn" : "accepted";
  const declined = state === SlotState.DECLINED;
  const final = !isLiveSlot(state) || isEnded(job.state);
  return {
    order: String(job.id),
    owner: job.owner,
    class: job.class,
    price: String(maxCharge),
    decision: declined ? "declined" : state === SlotState.NO_SHOW ? "missed" : taken,
    reason: known?.slot === index && known.decision === "declined" ? known.reason : reasonOf(job, slot),
    slot: index,
    state: slotName(state),
    paid: String(paid),
    final,
  };
}

function reasonOf(job: Job, slot: Slot): string {
  if (slot.state === SlotState.DECLINED)
    return "the program or an input could not be fetched, or is not for this agent";
  if (!isLiveSlot(slot.state) && slot.state !== SlotState.PAID) return job.reason;
  return "";
}

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
    const money_ = BigInt(now.paid ?? "0") > 0n ? ` · +${money.format(BigInt(now.paid ?? "0"))}` : "";
    tell(`job ${now.order}  ${now.state?.toLowerCase()}${money_}${now.reason === "" ? "" : ` · ${now.reason}`}`);
  }
}

async function orMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof DcmError && error.grpc === 5) return undefined;
    throw error;
  }
}
