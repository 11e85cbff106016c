import { randomBytes } from "node:crypto";
import { type Client, msg } from "@dcm/client";
import type { Address } from "@dcm/proto";
import {
  CannotRunReason,
  type Job,
  JobState,
  MsgAcceptSlot,
  MsgCommitResult,
  MsgDeclineSlot,
  MsgRevealResult,
  Query,
  type Slot,
  SlotState,
} from "@dcm/proto/gen/dcm/job/v1";
import type { ResourceClass } from "@dcm/proto/gen/dcm/market/v1";
import { commitment, resultDigest, VM_RULES_VERSIONS } from "@dcm/rules";
import { type Content, fetchContent } from "./content.js";
import { crashPoint } from "./crash.js";
import { digestsOf, execute, type Shelf } from "./execute.js";
import { tell, textOf } from "./failure.js";
import { type Journal, type SeatRecord, seatKey } from "./journal.js";
import { PRIORITY, type Wanted } from "./outbox.js";

/** What the agent holds in its hands for one seat; what must outlive it is in the journal. */
interface Work {
  content?: Content;
  /** Why the seat is given back before it was accepted. */
  refused?: string | undefined;
  /** What is being done for it now. */
  task?: Promise<void> | undefined;
  notBefore: number;
  failures: number;
  toldLost?: boolean;
  /** Ends its task when the chain needs the seat no more. */
  readonly stop: AbortController;
}

/** The work on all seats of this provider. */
export interface Seats {
  /** Gets ahead with a seat as far as is possible now, and says which transaction the chain waits for. */
  attend(job: Job, slot: Slot, now: bigint): Wanted | undefined;
  /** Forgets all seats but these. */
  keepOnly(keys: ReadonlySet<string>): void;
  /** Ends what runs. */
  stop(): Promise<void>;
}

export interface SeatsOptions {
  readonly client: Client;
  readonly journal: Journal;
  readonly shelf: Shelf;
  readonly address: string;
  classOf(id: string): Promise<ResourceClass>;
  /** Told why a seat is given back. */
  onRefused(jobId: bigint, reason: string): void;
  /** Told when there may be something new to send. */
  onProgress(): void;
}

/** A fetch that fails is tried again until this long before the seat's deadline, ms of market time. */
const DECLINE_BEFORE_MS = 5_000n;
const RETRY_MS = 500;
const RETRY_MAX_MS = 5_000;
/** A transfer that hangs is given up after this long. */
const TRANSFER_MS = 90_000;

export function openSeats(options: SeatsOptions): Seats {
  const { journal } = options;
  const works = new Map<string, Work>();
  let stopped = false;
  const workOf = (key: string) => {
    const work = works.get(key) ?? { notBefore: 0, failures: 0, stop: new AbortController() };
    works.set(key, work);
    return work;
  };
  /** Runs one task per seat at a time; a failure is told and tried again later. */
  const begin = (work: Work, what: string, task: () => Promise<void>) => {
    if (work.task || work.notBefore > Date.now() || stopped) return;
    work.task = task()
      .then(
        () => {
          work.failures = 0;
        },
        (error: unknown) => {
          if (work.stop.signal.aborted) return;
          work.notBefore = Date.now() + Math.min(RETRY_MS * 2 ** work.failures++, RETRY_MAX_MS);
          tell(`${what}: ${textOf(error)}`);
        },
      )
      .finally(() => {
        work.task = undefined;
        options.onProgress();
      });
  };

  return {
    attend: (job, slot, now) => {
      const key = seatKey(job.id, slot.index);
      const seat: Seat = { options, begin, job, slot, now, key, work: workOf(key), known: journal.seats.get(key) };
      const isOpen = job.state === JobState.DRAWN || job.state === JobState.RUNNING;
      if (slot.state === SlotState.DRAWN && isOpen) return whenDrawn(seat);
      if (slot.state === SlotState.ACCEPTED && isOpen) return whenAccepted(seat);
      return slot.state === SlotState.COMMITTED ? whenCommitted(seat) : undefined;
    },
    keepOnly: (keys) => {
      for (const [key, { stop }] of works) {
        if (keys.has(key)) continue;
        stop.abort();
        works.delete(key);
      }
    },
    stop: async () => {
      stopped = true;
      for (const { stop } of works.values()) stop.abort();
      await Promise.all([...works.values()].map(({ task }) => task));
    },
  };
}

/** One seat at one look. */
interface Seat {
  readonly options: SeatsOptions;
  readonly begin: (work: Work, what: string, task: () => Promise<void>) => void;
  readonly job: Job;
  readonly slot: Slot;
  /** Market time, ms. */
  readonly now: bigint;
  readonly key: string;
  readonly work: Work;
  readonly known: SeatRecord | undefined;
}

/** Fetch, then accept; what cannot be taken is given back in time, which is free. */
function whenDrawn(seat: Seat): Wanted | undefined {
  const { options, begin, job, slot, now, work } = seat;
  const refused = (reason: string): string => {
    options.onRefused(job.id, reason);
    return reason;
  };
  const unfit = refusalOf(job);
  if (unfit !== undefined) work.refused ??= refused(unfit);
  if (work.refused !== undefined) return want(seat, "decline", msg(MsgDeclineSlot, named(seat)));
  if (work.content) return want(seat, "accept", msg(MsgAcceptSlot, named(seat)));
  begin(work, `job ${job.id}  fetching`, () => fetchFor(seat));
  if (now + DECLINE_BEFORE_MS >= slot.deadline) work.refused = refused("its program or inputs cannot be fetched");
  return undefined;
}

/** Run once, commit as soon as all have accepted; say so when it cannot be run. */
function whenAccepted(seat: Seat): Wanted | undefined {
  const { options, begin, job, slot, now, work, known } = seat;
  if (known?.cannotRun !== undefined) {
    options.onRefused(job.id, `cannot run: ${known.cannotRun}`);
    const reason = CannotRunReason[known.cannotRun as keyof typeof CannotRunReason];
    return want(seat, "decline", msg(MsgDeclineSlot, { ...named(seat), reason }));
  }
  if (!known?.result) {
    // After a restart the content has to be fetched again.
    const tooLate =
      !work.content && work.failures > 0 && slot.deadline > 0n && now + DECLINE_BEFORE_MS >= slot.deadline;
    begin(work, `job ${job.id}`, () => (tooLate ? giveUp(seat) : runFor(seat)));
    return undefined;
  }
  if (job.state !== JobState.RUNNING) return undefined;
  return want(seat, "commit", msg(MsgCommitResult, { ...named(seat), commitment: known.result.commitment }));
}

/** Store the output, then reveal it. */
function whenCommitted(seat: Seat): Wanted | undefined {
  const { options, begin, job, slot, now, work, known } = seat;
  // Another journal made it, or this one was lost.
  if (!known?.result || !equal(known.result.commitment, slot.commitment)) {
    if (!work.toldLost) tell(`job ${job.id}  the journal cannot open its commitment: it cannot be revealed`);
    work.toldLost = true;
    return undefined;
  }
  crashPoint("agent-committed");
  if (!known.uploaded) begin(work, `job ${job.id}  storing the output`, () => uploadFor(seat, known));
  // [G3] A missing reveal costs the bond: content that cannot be stored holds it up for half its window only.
  const inHaste = now - job.stateAt >= (slot.deadline - job.stateAt) / 2n;
  if (job.state !== JobState.REVEAL || !(known.uploaded || inHaste)) return undefined;
  const { manifest, salt } = known.result;
  const { blobs } = options.client.network;
  return want(seat, "reveal", msg(MsgRevealResult, { ...named(seat), manifest, salt, uris: blobs ? [blobs] : [] }));
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

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** Why a seat cannot be taken at all, whatever its content. */
function refusalOf({ spec }: Job): string | undefined {
  if (spec.runtime !== "wasm") return `its runtime is ${spec.runtime}`;
  // [W6] the rules carry a version that the job names
  if (!VM_RULES_VERSIONS.includes(spec.rulesVersion)) return `its rules have version ${spec.rulesVersion}`;
  return undefined;
}

async function fetchFor({ options: { client }, job, work }: Seat): Promise<void> {
  // Lists leave inline programs out.
  const whole = await client.query(Query).Job({ id: job.id });
  const limit = AbortSignal.any([work.stop.signal, AbortSignal.timeout(TRANSFER_MS)]);
  work.content = await fetchContent(client, whole.job.spec, limit);
}

async function runFor(seat: Seat): Promise<void> {
  const { options, job, slot, work } = seat;
  const { client, journal, shelf, address } = options;
  if (!work.content) await fetchFor(seat);
  tell(`job ${job.id}  running`);
  const ended = await execute(job, await options.classOf(job.class), work.content as Content, work.stop.signal);
  delete work.content;
  const record: SeatRecord = { jobId: job.id, slot: slot.index };
  if ("cannotRun" in ended) {
    tell(`job ${job.id}  cannot run: ${ended.detail}`);
    await journal.keep({ ...record, cannotRun: ended.cannotRun });
    return;
  }
  const { manifest, blobs, ms } = ended;
  const salt = new Uint8Array(randomBytes(32));
  // [J3] bound to this chain, job, seat and provider
  const sealed = commitment({
    chainId: client.network.chainId,
    jobId: job.id,
    slot: slot.index,
    provider: address as Address,
    resultDigest: resultDigest(manifest),
    salt,
  });
  // The output first, then what opens the commitment; only then may the commitment leave.
  await shelf.put(blobs);
  await journal.keep({ ...record, result: { salt, commitment: sealed, manifest } });
  tell(`job ${job.id}  done in ${(ms / 1000).toFixed(1)} s · ${manifest.fuel} fuel`);
  crashPoint("agent-journalled");
}

/** [J6] Inputs that are not served after all: cannot run, never a lie. */
async function giveUp({ options: { journal }, job, slot }: Seat): Promise<void> {
  await journal.keep({ jobId: job.id, slot: slot.index, cannotRun: "INPUTS" });
}

async function uploadFor({ options, work }: Seat, record: SeatRecord): Promise<void> {
  const { client, journal, shelf } = options;
  if (!record.result) return;
  for (const digest of digestsOf(record.result.manifest)) {
    await client.blobs.put(new Uint8Array(await shelf.get(digest)), work.stop.signal);
  }
  await journal.keep({ ...record, uploaded: true });
  crashPoint("agent-uploaded");
}
