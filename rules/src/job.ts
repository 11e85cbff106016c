import { JobState, SlotState } from "@dcm/proto/gen/dcm/job/v1";

// The life of a job, for the chain that moves it and for clients that follow its events.

const { OPEN, MATCHED, DRAWN, RUNNING, SEALED, AUDIT, REVEAL, DISPUTE, COURT, DELIVERY, AWAITING_APPROVAL } = JobState;
const { SETTLED, REJECTED, FAILED, VOID, EXPIRED, CANCELLED } = JobState;

/** [J1] Moves are a table; any other move is a bug. */
export const jobMoves: Readonly<Record<Exclude<JobState, 0>, readonly JobState[]>> = {
  [OPEN]: [MATCHED, EXPIRED, CANCELLED, VOID],
  [MATCHED]: [DRAWN, VOID],
  [DRAWN]: [RUNNING, FAILED, VOID],
  [RUNNING]: [SEALED, FAILED, VOID],
  [SEALED]: [AUDIT, REVEAL, VOID],
  [AUDIT]: [REVEAL, FAILED, DELIVERY, AWAITING_APPROVAL, SETTLED, VOID],
  [REVEAL]: [DELIVERY, AWAITING_APPROVAL, SETTLED, DISPUTE, REJECTED, VOID],
  [DISPUTE]: [COURT, DELIVERY, AWAITING_APPROVAL, SETTLED, REJECTED, VOID],
  [COURT]: [DELIVERY, AWAITING_APPROVAL, SETTLED, REJECTED, VOID],
  [DELIVERY]: [SETTLED, REJECTED, AUDIT, VOID],
  [AWAITING_APPROVAL]: [SETTLED, REJECTED, AUDIT, VOID],
  [SETTLED]: [AUDIT],
  [REJECTED]: [],
  [FAILED]: [],
  [VOID]: [],
  [EXPIRED]: [],
  [CANCELLED]: [],
};

const { PAID, DECLINED, NO_SHOW, CANNOT_RUN, LATE, SILENT, WRONG, RELEASED } = SlotState;
const SLOT_ENDS: readonly SlotState[] = [PAID, DECLINED, NO_SHOW, CANNOT_RUN, LATE, SILENT, WRONG, RELEASED];
const VACANT: readonly SlotState[] = [DECLINED, NO_SHOW, CANNOT_RUN];
const ENDED: readonly JobState[] = [SETTLED, REJECTED, FAILED, VOID, EXPIRED, CANCELLED];
const GONE: readonly JobState[] = [FAILED, VOID, EXPIRED, CANCELLED];

/** Whether [J1] allows a move. */
export function mayMove(from: JobState, to: JobState): boolean {
  return from in jobMoves && jobMoves[from as keyof typeof jobMoves].includes(to);
}

/** Whether a job has its receipt: it was settled, rejected, or ended without a result. */
export function isEnded(state: JobState): boolean {
  return ENDED.includes(state);
}

/** Whether a job's record goes at once when it enters this state; SETTLED and REJECTED stay while evidence counts. */
export function isGone(state: JobState): boolean {
  return GONE.includes(state);
}

/** Whether a seat still binds its provider: its unit, its stake, its leaving ([P1]–[P3]). */
export function isLiveSlot(state: SlotState): boolean {
  return !SLOT_ENDS.includes(state);
}

/** Whether a seat was given up before any result and may go back to the book. */
export function isVacant(state: SlotState): boolean {
  return VACANT.includes(state);
}

/** What people are shown of a job's life. */
export type Phase = "placed" | "matched" | "running" | "verifying" | "delivering" | "ended";

/** The phase of a state. */
export function phaseOf(state: JobState): Phase {
  if (state === OPEN) return "placed";
  if (state === MATCHED || state === DRAWN) return "matched";
  if (state === RUNNING) return "running";
  if (isEnded(state)) return "ended";
  return state === DELIVERY || state === AWAITING_APPROVAL ? "delivering" : "verifying";
}

/** A job as its events tell it, for those who follow the events alone. */
export interface JobView {
  readonly state: JobState;
  readonly phase: Phase;
  readonly slots: readonly { readonly provider: string; readonly state: SlotState; readonly paid: bigint }[];
  /** Hex digest of the receipt, once written. */
  readonly receipt: string | undefined;
}

/** A decoded event of a job: its message's short name and its fields, JSON as the chain emits them. */
export interface JobEvent {
  readonly name: string;
  readonly fields: { readonly [field: string]: unknown };
}

/** What is known of a job before its first event. */
export const unseenJob: JobView = { state: OPEN, phase: "placed", slots: [], receipt: undefined };

/**
 * Applies one event to what is known of a job.
 *
 * @param view   known so far; start with {@link unseenJob}
 * @param event  of that job, in the chain's order; events of other kinds change nothing
 * @returns what is known now
 */
export function followJob(view: JobView, { name, fields }: JobEvent): JobView {
  switch (name) {
    case "EventJobDrawn": {
      const providers = (fields.providers ?? []) as readonly string[];
      return at(view, DRAWN, { slots: providers.map((provider) => ({ provider, state: SlotState.DRAWN, paid: 0n })) });
    }
    case "EventJobState":
      return at(view, JobState[fields.state as keyof typeof JobState] ?? view.state, {});
    case "EventSlotState": {
      const state = SlotState[fields.state as keyof typeof SlotState] ?? SlotState.DRAWN;
      return withSlot(view, fields, (slot) => ({ ...slot, provider: fields.provider as string, state }));
    }
    case "EventSlotPaid":
      return withSlot(view, fields, (slot) => ({ ...slot, paid: slot.paid + BigInt(fields.amount as string) }));
    case "EventReceipt":
      return { ...view, receipt: fields.digest as string };
    default:
      return view;
  }
}

function at(view: JobView, state: JobState, change: Partial<JobView>): JobView {
  return { ...view, ...change, state, phase: phaseOf(state) };
}

function withSlot(
  view: JobView,
  fields: JobEvent["fields"],
  change: (slot: JobView["slots"][number]) => JobView["slots"][number],
): JobView {
  const index = Number(fields.slot ?? 0);
  return { ...view, slots: view.slots.map((slot, i) => (i === index ? change(slot) : slot)) };
}

/** Versions of the VM's rules and cost table that jobs may name ([W6]). */
export const VM_RULES_VERSIONS: readonly number[] = [1];
