import { existsSync } from "node:fs";
import { type FileHandle, open, readFile } from "node:fs/promises";
import { fromHex, toHex } from "@dcm/proto";
import { ResultManifest } from "@dcm/proto/gen/dcm/job/v1";
import { OperatorError } from "./failure.js";
import { replaceFile } from "./home.js";

/** What became of one order, as far as this provider is concerned. */
export interface Decision {
  readonly order: string;
  /** When it last changed, ISO 8601. */
  readonly at: string;
  readonly class: string;
  readonly owner: string;
  /** waiting, drawn, accepted, declined, or skip:<constraint>. */
  readonly decision: string;
  /** Why, for people. */
  readonly reason: string;
  /** Most that one slot costs, in the base unit. */
  readonly price: string;
  readonly slot?: number;
  /** State of the seat, such as REVEALED. */
  readonly state?: string;
  /** In the base unit. */
  readonly paid?: string;
  /** Nothing will change any more. */
  readonly final: boolean;
}

/** A seat's result, with what opens its commitment. */
export interface SeatResult {
  readonly salt: Uint8Array;
  readonly commitment: Uint8Array;
  readonly manifest: ResultManifest;
}

/** What is remembered of a seat. */
export interface SeatRecord {
  readonly jobId: bigint;
  readonly slot: number;
  readonly result?: SeatResult;
  /** Name of the reason for which it cannot be run. */
  readonly cannotRun?: string;
  readonly uploaded?: boolean;
}

/** What a journal says when it is read from its beginning. */
export interface Memory {
  readonly decisions: Map<string, Decision>;
  readonly seats: Map<string, SeatRecord>;
  /** The last event that was looked at. */
  cursor: string | undefined;
}

type Entry =
  | { readonly t: "decision"; readonly d: Decision }
  | { readonly t: "seat"; readonly job: string; readonly slot: number; readonly s: StoredSeat }
  | { readonly t: "forget"; readonly key: string }
  | { readonly t: "cursor"; readonly id: string };

interface StoredSeat {
  readonly salt?: string;
  readonly commitment?: string;
  readonly manifest?: ReturnType<typeof ResultManifest.toJSON>;
  readonly cannotRun?: string;
  readonly uploaded?: boolean;
}

/** The agent's memory on disk: lines are added and made durable before anything is done that depends on them. */
export interface Journal extends Memory {
  decide(decision: Decision): void;
  /** Resolves when the seat is on disk. */
  keep(seat: SeatRecord): Promise<void>;
  forget(key: string): void;
  reach(cursor: string): void;
  /** Resolves when everything so far is on disk. */
  close(): Promise<void>;
}

/** Decisions that are kept when the journal is rewritten. */
const DECISIONS_MAX = 10_000;
/** Lines after which the journal is rewritten. */
const LINES_MAX = 20_000;

export function seatKey(jobId: bigint | string, slot: number): string {
  return `${jobId}/${slot}`;
}

/** Reads a journal. A last line that a crash cut off is left out; any other broken line is an error. */
export async function readJournal(path: string): Promise<Memory> {
  const memory: Memory = { decisions: new Map(), seats: new Map(), cursor: undefined };
  if (!existsSync(path)) return memory;
  const lines = (await readFile(path, "utf8")).split("\n");
  // What follows the last newline was not finished.
  lines.pop();
  for (const [index, line] of lines.entries()) apply(memory, parsed(path, index, line));
  return memory;
}

/** Opens a journal for writing, as its one writer. */
export async function openJournal(path: string): Promise<Journal> {
  const memory = await readJournal(path);
  let file = await rewritten(path, memory);
  let lines = 0;
  let pending: string[] = [];
  /** A failed write fails all that follow: nothing may be done that is not remembered. */
  let tail: Promise<void> = Promise.resolve();

  const flush = async () => {
    while (pending.length > 0) {
      const batch = pending;
      pending = [];
      await file.appendFile(batch.join(""));
      await file.datasync();
      lines += batch.length;
      if (lines < LINES_MAX) continue;
      await file.close();
      file = await rewritten(path, memory);
      lines = 0;
    }
  };
  // The first flush takes all that waits; those behind it find nothing to do.
  const add = (entry: Entry): Promise<void> => {
    apply(memory, entry);
    pending.push(`${JSON.stringify(entry)}\n`);
    tail = tail.then(flush);
    return tail;
  };
  // A disk that fails ends the process, as every rejection does that nobody awaits.
  const note = (entry: Entry): void => void add(entry);

  return Object.assign(memory, {
    decide: (d: Decision) => note({ t: "decision", d }),
    keep: (seat: SeatRecord) => add(seatEntry(seat)),
    forget: (key: string) => note({ t: "forget", key }),
    reach: (id: string) => note({ t: "cursor", id }),
    close: async () => {
      await tail;
      await file.close();
    },
  });
}

function parsed(path: string, index: number, line: string): Entry {
  try {
    return JSON.parse(line) as Entry;
  } catch {
    throw new OperatorError(`line ${index + 1} of ${path} is damaged; what it said of a commitment may be lost`);
  }
}

function apply(memory: Memory, entry: Entry): void {
  if (entry.t === "decision") memory.decisions.set(entry.d.order, entry.d);
  else if (entry.t === "forget") memory.seats.delete(entry.key);
  else if (entry.t === "cursor") memory.cursor = entry.id;
  else memory.seats.set(seatKey(entry.job, entry.slot), seatOf(entry));
}

async function rewritten(path: string, memory: Memory): Promise<FileHandle> {
  const { decisions, seats, cursor } = memory;
  const old = [...decisions.values()].filter(({ final }) => final).slice(0, -DECISIONS_MAX);
  for (const { order } of old) decisions.delete(order);
  const entries: Entry[] = [
    ...[...decisions.values()].map((d) => ({ t: "decision", d }) as const),
    ...[...seats.values()].map(seatEntry),
    ...(cursor === undefined ? [] : [{ t: "cursor", id: cursor } as const]),
  ];
  await replaceFile(path, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
  return open(path, "a", 0o600);
}

function seatEntry({ jobId, slot, result, cannotRun, uploaded }: SeatRecord): Entry {
  const opened = result && {
    salt: toHex(result.salt),
    commitment: toHex(result.commitment),
    manifest: ResultManifest.toJSON(result.manifest),
  };
  const s = { ...opened, ...(cannotRun === undefined ? {} : { cannotRun }), ...(uploaded ? { uploaded } : {}) };
  return { t: "seat", job: String(jobId), slot, s };
}

function seatOf({ job, slot, s }: Extract<Entry, { t: "seat" }>): SeatRecord {
  const { salt, commitment, manifest, cannotRun, uploaded } = s;
  const complete = salt !== undefined && commitment !== undefined && manifest !== undefined;
  return {
    jobId: BigInt(job),
    slot,
    ...(complete
      ? {
          result: {
            salt: fromHex(salt),
            commitment: fromHex(commitment),
            manifest: ResultManifest.fromJSON(manifest),
          },
        }
      : {}),
    ...(cannotRun === undefined ? {} : { cannotRun }),
    ...(uploaded === undefined ? {} : { uploaded }),
  };
}
