import { msg } from "@dcm/client";
import {
  CannotRunReason,
  type Job,
  JobState,
  MsgAcceptSlot,
  MsgCommitResult,
  MsgDeclineSlot,
  MsgRevealResult,
  type Slot,
  SlotState,
} from "@dcm/proto/gen/dcm/job/v1";
import { VM_RULES_VERSIONS } from "@dcm/rules";
import { crashPoint } from "./crash.js";
import { tell, textOf } from "./failure.js";
import { type SeatRecord, seatKey } from "./journal.js";
import { PRIORITY, type Wanted } from "./outbox.js";
import { type Bench, fetchFor, isSame, recordOf, recoverFor, runFor, uploadFor, type Workshop } from "./work.js";

/** The work on all seats of this provider. */
export interface Seats {
  /** Gets ahead with a seat as far as is possible now, and says which transaction the chain waits for. */
  attend(job: Job, slot: Slot, moment: Moment): Wanted | undefined;
  /** Told of a seat that is accepted by a transaction of somebody else with this key. */
  onStranger(key: string): void;
  /** Forgets all seats but these. */
  keepOnly(keys: ReadonlySet<string>): void;
  /** Ends what runs. */
  stop(): Promise<void>;
}

/** What holds at one look. */
export interface Moment {
  /** Market time, ms. */
  readonly now: bigint;
  /** Why a seat that is only drawn could not be brought to its end. */
  readonly unable?: string | undefined;
}

export interface SeatsOptions extends Workshop {
  /** Whether this run signed an acceptance of a seat. */
  hasAccepted(key: string): boolean;
  /** Told what there is to say of a seat, for the record; nothing when a trouble is over. */
  onNote(jobId: bigint, note: string): void;
  /** Told when there may be something new to send. */
  onProgress(): void;
}

/** What the agent holds in its hands for one seat; what must outlive it is in the journal. */
interface Work {
  readonly bench: Bench;
  /** Why the seat is given back before it was accepted. */
  refused?: string | undefined;
  /** What was found out about it. */
  finding: string;
  /** What its last task failed with. */
  trouble: string;
  /** What is being done for it now. */
  task?: Promise<void> | undefined;
  /** Ends that. */
  endTask: AbortController;
  notBefore: number;
  failures: number;
  /** Why it is given back after it was accepted. */
  gaveUp?: string | undefined;
  /** Somebody else accepted it. */
  isContested: boolean;
  /** The commitment on the chain is not this agent's. */
  isForeign: boolean;
}

/** So long before a seat's deadline, ms of market time, what is not done by then is given back. */
const LAST_MS = 6_000n;
const RETRY_MS = 500;
const RETRY_MAX_MS = 5_000;

export function openSeats(options: SeatsOptions): Seats {
  const { journal } = options;
  const works = new Map<string, Work>();
  const inherited = new Set(journal.seats.keys());
  let isStopped = false;
  const workOf = (key: string, bench: Bench): Work => {
    const known = works.get(key);
    if (known?.bench.job.drawnTime === bench.job.drawnTime) {
      // The chain's word on job and slot is newer; the content in hand stays.
      Object.assign(known.bench, bench);
      return known;
    }
    known?.endTask.abort();
    const fresh = { finding: "", trouble: "", notBefore: 0, failures: 0, isContested: false, isForeign: false };
    const work: Work = { ...fresh, bench, endTask: new AbortController() };
    works.set(key, work);
    return work;
  };
  const note = ({ bench, finding, trouble }: Work): void =>
    options.onNote(bench.job.id, [finding, trouble].filter(Boolean).join("; "));
  /** Runs one task per seat at a time; a failure is told and tried again later. */
  const begin: Begin = (work, what, task) => {
    if (work.task || work.notBefore > performance.now() || isStopped) return;
    work.endTask = new AbortController();
    const { signal } = work.endTask;
    work.task = task(signal)
      .then(
        () => {
          if (work.trouble !== "") note(Object.assign(work, { trouble: "" }));
          work.failures = 0;
        },
        (error: unknown) => {
          if (signal.aborted) return;
          work.notBefore = performance.now() + Math.min(RETRY_MS * 2 ** work.failures++, RETRY_MAX_MS);
          const trouble = `${what}: ${textOf(error)}`;
          if (trouble === work.trouble) return;
          tell(`job ${work.bench.job.id}  ${trouble}`);
          note(Object.assign(work, { trouble }));
        },
      )
      .finally(() => {
        work.task = undefined;
        options.onProgress();
      });
  };
  const find = (work: Work, finding: string): void => {
    if (work.finding === finding) return;
    tell(`job ${work.bench.job.id}  ${finding}`);
    note(Object.assign(work, { finding }));
  };

  return {
    attend: (job, slot, { now, unable }) => {
      const key = seatKey(job.id, slot.index);
      const known = journal.seats.get(key);
      // A job of the same number on a chain that was started anew: its result would be a lie here.
      if (known && known.drawnTime !== job.drawnTime) {
        journal.forget(key);
        return undefined;
      }
      const work = workOf(key, { job, slot });
      const isOurs = (inherited.has(key) || options.hasAccepted(key)) && known?.accepting && !work.isContested;
      if (!isOurs && slot.state !== SlotState.DRAWN) find(work, STRANGER);
      return nextStep({ options, begin, find, now, unable, key, known, job, slot, work });
    },
    onStranger: (key) => {
      const work = works.get(key);
      // It may have ended meanwhile.
      if (!work) return options.onNote(BigInt(key.split("/")[0] ?? "0"), STRANGER);
      work.isContested = true;
      find(work, STRANGER);
    },
    keepOnly: (keys) => {
      for (const [key, { endTask }] of works) {
        if (keys.has(key)) continue;
        endTask.abort();
        works.delete(key);
      }
    },
    stop: async () => {
      isStopped = true;
      for (const { endTask } of works.values()) endTask.abort();
      await Promise.all([...works.values()].map(({ task }) => task));
    },
  };
}

type Begin = (work: Work, what: string, task: (stop: AbortSignal) => Promise<void>) => void;

/** One seat at one look. */
interface Seat extends Moment {
  readonly options: SeatsOptions;
  readonly begin: Begin;
  readonly find: (work: Work, finding: string) => void;
  readonly job: Job;
  readonly slot: Slot;
  readonly key: string;
  readonly work: Work;
  readonly known: SeatRecord | undefined;
}

function nextStep(seat: Seat): Wanted | undefined {
  const { job, slot } = seat;
  const isOpen = job.state === JobState.DRAWN || job.state === JobState.RUNNING;
  if (slot.state === SlotState.DRAWN && isOpen) return whenDrawn(seat);
  if (slot.state === SlotState.ACCEPTED && isOpen) return whenAccepted(seat);
  if (slot.state === SlotState.COMMITTED) return whenCommitted(seat);
  whenRevealed(seat);
  return undefined;
}

/** Fetch, then accept; what cannot be taken is given back in time, which is free. */
function whenDrawn(seat: Seat): Wanted | undefined {
  const { options, begin, find, job, work, known, unable } = seat;
  const { bench } = work;
  crashPoint("agent-matched");
  work.refused ??= refusalOf(job) ?? unable ?? (bench.content || !isLast(seat) ? undefined : unfetched(work));
  if (work.refused !== undefined) {
    find(work, work.refused);
    return want(seat, "decline", msg(MsgDeclineSlot, named(seat)));
  }
  if (!bench.content) begin(work, "fetching", (stop) => fetchFor(options, bench, stop));
  // Remembered before it leaves, so that a seat which another agent with this key took can be told.
  else if (!known?.accepting) {
    begin(work, "accepting", () => options.journal.keep({ ...recordOf(bench), accepting: true }));
  } else return want(seat, "accept", msg(MsgAcceptSlot, named(seat)));
  return undefined;
}

/** Run once, commit as soon as all have accepted; say so when it cannot be run. */
function whenAccepted(seat: Seat): Wanted | undefined {
  const { options, begin, find, job, work, known } = seat;
  const { bench } = work;
  crashPoint("agent-accepted");
  if (known?.result) {
    if (job.state !== JobState.RUNNING) return undefined;
    return want(seat, "commit", msg(MsgCommitResult, { ...named(seat), commitment: known.result.commitment }));
  }
  // [J6] cannot run, never a lie; said in time it costs a tenth of what being late does
  if (isLast(seat)) work.gaveUp ??= bench.isFetched ? "WALL_TIME" : "INPUTS";
  const cannotRun = known?.cannotRun ?? work.gaveUp;
  if (cannotRun === undefined) {
    begin(work, "running", (stop) => runFor(options, bench, stop));
    return undefined;
  }
  work.endTask.abort();
  find(work, `cannot run: ${cannotRun}`);
  const reason = CannotRunReason[cannotRun as keyof typeof CannotRunReason];
  return want(seat, "decline", msg(MsgDeclineSlot, { ...named(seat), reason }));
}

/** Store the output, then reveal it. */
function whenCommitted(seat: Seat): Wanted | undefined {
  const { options, begin, find, job, slot, now, work, known } = seat;
  const { bench } = work;
  crashPoint("agent-committed");
  if (!known?.result && !work.isForeign) {
    begin(work, "recovering", async (stop) => {
      work.isForeign = !(await recoverFor(options, bench, stop));
    });
    return undefined;
  }
  if (!known?.result || !isSame(known.result.commitment, slot.commitment)) {
    find(work, "its commitment was made by another agent with this key, which alone can reveal it");
    return undefined;
  }
  if (!known.uploaded) begin(work, "storing the output", (stop) => uploadFor(options, bench, known, stop));
  // [G3] A missing reveal costs the bond: content that cannot be stored holds it up for half its window only.
  const isHasty = now - job.stateAt >= (slot.deadline - job.stateAt) / 2n;
  if (job.state !== JobState.REVEAL || !(known.uploaded || isHasty)) return undefined;
  const { manifest, salt } = known.result;
  const { blobs } = options.client.network;
  return want(seat, "reveal", msg(MsgRevealResult, { ...named(seat), manifest, salt, uris: blobs ? [blobs] : [] }));
}

/** [J8] The output must be retrievable: one that was revealed in haste is stored as soon as that is possible. */
function whenRevealed({ options, begin, work, known }: Seat): void {
  if (known?.result && !known.uploaded) {
    begin(work, "storing the output", (stop) => uploadFor(options, work.bench, known, stop));
  }
}

const STRANGER = "this agent did not accept it: another one uses its key, or its journal was lost";

/** Whether it is time to give back what is not done. */
function isLast({ slot, now }: Seat): boolean {
  return slot.deadline > 0n && now + LAST_MS >= slot.deadline;
}

function unfetched({ trouble }: Work): string {
  return `its program or inputs cannot be fetched${trouble === "" ? " in time" : `: ${trouble.replace(/^fetching: /, "")}`}`;
}

function named({ options, job, slot }: Seat) {
  return { provider: options.address, jobId: job.id, slot: slot.index };
}

function want(
  { key, job, slot }: Seat,
  kind: "reveal" | "commit" | "accept" | "decline",
  message: Wanted["message"],
): Wanted {
  const deadline = slot.deadline === 0n ? job.deadline : slot.deadline;
  return { key: `${kind} ${key}`, priority: PRIORITY[kind], deadline, message };
}

/** Why a seat cannot be taken at all, whatever its content. */
function refusalOf({ spec }: Job): string | undefined {
  if (spec.runtime !== "wasm") return `its runtime is ${spec.runtime}`;
  // [W6] the rules carry a version that the job names
  if (!VM_RULES_VERSIONS.includes(spec.rulesVersion)) return `its rules have version ${spec.rulesVersion}`;
  return undefined;
}
