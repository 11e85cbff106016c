import type { ChainEvent, Client } from "@dcm/client";
import { type Job, Query as JobQuery, JobState, type Slot, SlotState } from "@dcm/proto/gen/dcm/job/v1";
import { Query as MarketQuery, type Order, OrderState } from "@dcm/proto/gen/dcm/market/v1";
import { isEnded, isLiveSlot } from "@dcm/rules";
import { orMissing } from "./connection.js";
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
  /** The jobs in which we have or had a seat, as the chain has them. */
  onSeats(jobs: readonly Job[]): void;
  /** Told why a seat is given back, before it is. */
  onRefused(jobId: bigint, reason: string): void;
  /** Looks at the book, and after what left it. */
  review(supply: Supply, rules: Rules): Promise<void>;
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

  const reasons = new Map<string, string>();
  let seen: ReadonlySet<string> = new Set();
  const review: Decisions["review"] = async (supply, rules) => {
    const onBook = await book(client, supply.offer.terms.class);
    const ask = askOf(supply);
    for (const order of onBook.values()) {
      const known = journal.decisions.get(String(order.id));
      if (known?.slot !== undefined || known?.final) continue;
      record({ ...draftOf(order), ...judge(order, ask, rules) });
    }
    for (const known of journal.decisions.values()) {
      // Seats that still are on the chain are told by onSeats.
      if (known.final || onBook.has(known.order) || seen.has(known.order)) continue;
      record(await afterTheBook(client, known, address));
    }
  };

  return {
    review,
    onRefused: (jobId, reason) => reasons.set(String(jobId), reason),
    onSeats: (jobs) => {
      seen = new Set(jobs.map(({ id }) => String(id)));
      for (const job of jobs) {
        const slot = ourSeat(job, address);
        if (!slot) continue;
        const draft = seatDraft(job, slot, journal.decisions.get(String(job.id)));
        const given = GIVEN_BACK.includes(slot.state) ? reasons.get(draft.order) : undefined;
        record(given === undefined ? draft : { ...draft, reason: given });
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
async function afterTheBook(client: Client, known: Decision, address: string): Promise<Draft> {
  const id = BigInt(known.order);
  const found = await orMissing(client.query(JobQuery).Job({ id }));
  const slot = found && ourSeat(found.job, address);
  if (found && slot) return seatDraft(found.job, slot, known);
  if (found?.job.state === JobState.OPEN) return known;
  const receipt = found ? undefined : (await orMissing(client.query(JobQuery).Receipt({ id })))?.receipt;
  if (!found && !receipt && Date.now() - Date.parse(known.at) < UNKNOWN_MS) return known;
  const seat = receipt?.slots.find(({ provider }) => provider === address);
  if (seat) {
    const reason = seat.paid > 0n ? known.reason : (receipt?.reason ?? "");
    return { ...known, slot: seat.index, state: slotName(seat.state), paid: String(seat.paid), reason, final: true };
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
    reason: reasonOf(job, slot, known),
    slot: index,
    state: slotName(state),
    paid: String(paid),
    final,
  };
}

const GIVEN_BACK: readonly SlotState[] = [SlotState.DECLINED, SlotState.CANNOT_RUN];

function reasonOf({ reason }: Job, { state }: Slot, known: Decision | undefined): string {
  // Why it was given back is known best by the run that did so.
  if (GIVEN_BACK.includes(state)) return known?.slot === undefined ? "" : known.reason;
  return isLiveSlot(state) || state === SlotState.PAID ? "" : reason;
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
    const paid = BigInt(now.paid ?? "0");
    const income = paid > 0n ? ` · +${money.format(paid)}` : "";
    tell(`job ${now.order}  ${now.state?.toLowerCase()}${income}${now.reason === "" ? "" : ` · ${now.reason}`}`);
  }
}
