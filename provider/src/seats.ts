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
  /** Told when there may be something new to send. */
  onProgress(): void;
}

/** A fetch that fails is tried again until this long before the seat's deadline, ms of market time. */
const DECLINE_BEFORE_MS = 5_000n;
const RETRY_MS = 500;
const RETRY_MAX_MS = 5_000;
/** Content that cannot be stored holds a reveal up no longer than this before its deadline. */
const REVEAL_BEFORE_MS = 4_000n;

export function openSeats(options: SeatsOptions): Seats {
  const { client, journal, address } = options;
  const works = new Map<string, Work>();
  const stopped = new AbortController();
  const workOf = (key: string) => {
    const work = works.get(key) ?? { notBefore: 0, failures: 0 };
    works.set(key, work);
    return work;
  };
  /** Runs one task per seat at a time; a failure is told and tried again later. */
  const begin = (work: Work, what: string, task: () => Promise<void>) => {
    if (work.task || work.notBefore > Date.now() || stopped.signal.aborted) return;
    work.task = task()
      .then(
        () => {
          work.failures = 0;
        },
        (error: unknown) => {
          if (stopped.signal.aborted) return;
          work.notBefore = Date.now() + Math.min(RETRY_MS * 2 ** work.failures++, RETRY_MAX_MS);
          tell(`${what}: ${textOf(error)}`);
        },
      )
      .finally(() => {
        work.task = undefined;
        options.onProgress();
      });
  };

  const attend: Seats["attend"] = (job, slot, now) => {
    const key = seatKey(job.id, slot.index);
    const work = workOf(key);
    const known = journal.seats.get(key);
    const name = `job ${job.id}`;
    const seat = { provider: address, jobId: job.id, slot: slot.index };
    const want = (kind: "reveal" | "commit" | "accept" | "decline", message: Wanted["message"]): Wanted => ({
      key: `${kind} ${key}`,
      priority: PRIORITY[kind],
      deadline: slot.deadline === 0n ? job.deadline : slot.deadline,
      message,
    });
    const seatOpen = job.state === JobState.DRAWN || job.state === JobState.RUNNING;

    if (slot.state === SlotState.DRAWN && seatOpen) {
      work.refused ??= refusalOf(job);
      if (work.refused !== undefined) return want("decline", msg(MsgDeclineSlot, seat));
      if (work.content) return want("accept", msg(MsgAcceptSlot, seat));
      begin(work, `${name}  fetching`, () => fetchFor(options, job, work, stopped.signal));
      const tooLate = work.failures > 0 && now + DECLINE_BEFORE_MS >= slot.deadline;
      if (tooLate) work.refused = "its program or inputs cannot be fetched";
      return undefined;
    }
    if (slot.state === SlotState.ACCEPTED && seatOpen) {
      if (known?.cannotRun !== undefined) {
        const reason = CannotRunReason[known.cannotRun as keyof typeof CannotRunReason];
        return want("decline", msg(MsgDeclineSlot, { ...seat, reason }));
      }
      if (!known?.result) {
        const tooLate = work.failures > 0 && slot.deadline > 0n && now + DECLINE_BEFORE_MS >= slot.deadline;
        begin(work, name, () =>
          tooLate ? giveUp(options, job, slot) : runFor(options, job, slot, work, stopped.signal),
        );
        return undefined;
      }
      if (job.state !== JobState.RUNNING) return undefined;
      return want("commit", msg(MsgCommitResult, { ...seat, commitment: known.result.commitment }));
    }
    if (slot.state !== SlotState.COMMITTED) return undefined;
    if (!known?.result) {
      if (!work.toldLost) tell(`${name}  committed, but the journal has no salt for it: it cannot be revealed`);
      work.toldLost = true;
      return undefined;
    }
    crashPoint("agent-committed");
    if (!known.uploaded) begin(work, `${name}  storing the output`, () => uploadFor(options, known, stopped.signal));
    const inHaste = job.deadline > 0n && now + REVEAL_BEFORE_MS >= job.deadline;
    if (job.state !== JobState.REVEAL || !(known.uploaded || inHaste)) return undefined;
    const { manifest, salt } = known.result;
    const uris = client.network.blobs === undefined ? [] : [client.network.blobs];
    return want("reveal", msg(MsgRevealResult, { ...seat, manifest, salt, uris }));
  };

  return {
    attend,
    keepOnly: (keys) => {
      for (const key of works.keys()) if (!keys.has(key)) works.delete(key);
    },
    stop: async () => {
      stopped.abort();
      await Promise.all([...works.values()].map(({ task }) => task));
    },
  };
}

/** Why a seat cannot be taken at all, whatever its content. */
function refusalOf({ spec }: Job): string | undefined {
  if (spec.runtime !== "wasm") return `its runtime is ${spec.runtime}`;
  // [W6] the rules carry a version that the job names
  if (!VM_RULES_VERSIONS.includes(spec.rulesVersion)) return `its rules have version ${spec.rulesVersion}`;
  return undefined;
}

async function fetchFor({ client }: SeatsOptions, job: Job, work: Work, signal: AbortSignal): Promise<void> {
  // Lists leave inline programs out.
  const whole = await client.query(Query).Job({ id: job.id });
  work.content = await fetchContent(client, whole.job.spec, signal);
}

async function runFor(options: SeatsOptions, job: Job, slot: Slot, work: Work, signal: AbortSignal): Promise<void> {
  const { client, journal, shelf, address } = options;
  if (!work.content) await fetchFor(options, job, work, signal);
  tell(`job ${job.id}  running`);
  const ended = await execute(job, await options.classOf(job.class), work.content as Content, signal);
  delete work.content;
  const seat: SeatRecord = { jobId: job.id, slot: slot.index };
  if ("cannotRun" in ended) {
    tell(`job ${job.id}  cannot run: ${ended.detail}`);
    await journal.keep({ ...seat, cannotRun: ended.cannotRun });
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
  await journal.keep({ ...seat, result: { salt, commitment: sealed, manifest } });
  tell(`job ${job.id}  done in ${(ms / 1000).toFixed(1)} s · ${manifest.fuel} fuel`);
  crashPoint("agent-journalled");
}

async function giveUp({ journal }: SeatsOptions, job: Job, slot: Slot): Promise<void> {
  await journal.keep({ jobId: job.id, slot: slot.index, cannotRun: "INPUTS" });
}

async function uploadFor({ client, journal, shelf }: SeatsOptions, seat: SeatRecord, signal: AbortSignal) {
  if (!seat.result) return;
  for (const digest of digestsOf(seat.result.manifest)) {
    await client.blobs.put(new Uint8Array(await shelf.get(digest)), signal);
  }
  await journal.keep({ ...seat, uploaded: true });
  crashPoint("agent-uploaded");
}
