import { existsSync } from "node:fs";
import { copyFile, readFile } from "node:fs/promises";
import { fromHex, toHex } from "@dcm/proto";
import { ResultManifest } from "@dcm/proto/gen/dcm/job/v1";
import { openAppender } from "./appender.js";
import { OperatorError, tell, textOf } from "./failure.js";
import { replaceFile } from "./files.js";

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
  /** When the job was drawn, ns: a job of the same number on a chain that was started anew is another one. */
  readonly drawnTime: bigint;
  /** This agent sent word that it takes the seat. */
  readonly accepting?: boolean;
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
  readonly drawn: string;
  readonly accepting?: boolean;
  readonly salt?: string;
  readonly commitment?: string;
  readonly manifest?: ReturnType<typeof ResultManifest.toJSON>;
  readonly cannotRun?: string;
  readonly uploaded?: boolean;
}

/** The agent's memory on disk. */
export interface Journal extends Memory {
  decide(decision: Decision): void;
  /**
   * Resolves when the seat is on disk; before that nobody sees it in `seats`, so nothing can be sent that a power cut would
   * make us forget.
   */
  keep(seat: SeatRecord): Promise<void>;
  forget(key: string): void;
  reach(cursor: string): void;
  /** Why nothing can be written now: the disk is full, say. Writing is tried again with every entry. */
  trouble: string | undefined;
  /** Resolves when everything so far is on disk, as far as the disk lets it. */
  close(): Promise<void>;
}

/** Decisions that are kept when the journal is rewritten. */
const DECISIONS_MAX = 10_000;
/** Lines after which the journal is rewritten, and again after so many more when that failed. */
const LINES_MAX = 20_000;

export function seatKey(jobId: bigint | string, slot: number): string {
  return `${jobId}/${slot}`;
}

/** Reads a journal. A last line that a crash cut off is left out, and so is one that a failing disk changed. Throws as `openJournal`. */
export async function readJournal(path: string): Promise<Memory> {
  return (await scanned(path)).memory;
}

/**
 * Opens a journal for writing, as its one writer.
 *
 * @throws OperatorError  the file cannot be read or written
 */
export async function openJournal(path: string): Promise<Journal> {
  const found = await scanned(path);
  const { memory, damaged } = found;
  if (damaged.length > 0) await setAside(path, damaged);
  // Rewriting needs room, which a full disk has not; going on needs none.
  const isLong = damaged.length > 0 || found.lines > LINES_MAX;
  let { bytes, lines } = isLong ? await rewrite(path, memory) : found;
  let file = await openAppender(path, bytes).catch((error: unknown) => refuse(path, error));

  const shorten = async (): Promise<void> => {
    try {
      ({ bytes, lines } = await rewrite(path, memory));
      const next = await openAppender(path, bytes);
      await file.close();
      file = next;
    } catch (error) {
      tell(`${path} cannot be rewritten: ${textOf(error)}`);
      lines = 0;
    }
  };
  const queue = openQueue<Entry>(async (batch) => {
    try {
      await file.append(batch.map(lineOf).join(""));
    } catch (error) {
      if (journal.trouble === undefined) tell(`${path} cannot be written: ${textOf(error)}`);
      journal.trouble = textOf(error);
      throw error;
    }
    if (journal.trouble !== undefined) tell(`${path} is written again`);
    journal.trouble = undefined;
    for (const entry of batch) if (isOfSeats(entry)) apply(memory, entry);
    lines += batch.length;
    if (lines > LINES_MAX) await shorten();
  });
  // `trouble` tells of a failure; what a seat depends on is kept by `keep`.
  const note = (entry: Entry): void => {
    // What is only for people may be seen at once.
    if (!isOfSeats(entry)) apply(memory, entry);
    queue.add(entry).catch(() => undefined);
  };

  const journal: Journal = Object.assign(memory, {
    trouble: undefined,
    decide: (d: Decision) => note({ t: "decision", d }),
    keep: (seat: SeatRecord) => queue.add(seatEntry(seat)),
    forget: (key: string) => note({ t: "forget", key }),
    reach: (id: string) => note({ t: "cursor", id }),
    close: async () => {
      await queue.idle();
      await file.close();
    },
  });
  return journal;
}

interface Waiting<T> {
  readonly entry: T;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Hands entries on in their order; what comes while some are on their way goes with the next batch. */
function openQueue<T>(write: (batch: readonly T[]) => Promise<void>) {
  let waiting: Waiting<T>[] = [];
  let isBusy = false;
  let writing: Promise<void> = Promise.resolve();
  const drain = async (): Promise<void> => {
    // Ends when nothing was added meanwhile.
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await write(batch.map(({ entry }) => entry));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isBusy = false;
  };
  return {
    add: (entry: T): Promise<void> => {
      const written = new Promise<void>((resolve, reject) => waiting.push({ entry, resolve, reject }));
      if (!isBusy) {
        isBusy = true;
        writing = drain();
      }
      return written;
    },
    idle: () => writing,
  };
}

async function scanned(path: string): ReturnType<typeof scan> {
  return await scan(path).catch((error: unknown) => refuse(path, error));
}

/** What a file says, line by line. */
async function scan(path: string) {
  const memory: Memory = { decisions: new Map(), seats: new Map(), cursor: undefined };
  const damaged: number[] = [];
  if (!existsSync(path)) return { memory, damaged, bytes: 0, lines: 0 };
  const content = await readFile(path);
  // What follows the last newline was not finished.
  const bytes = content.lastIndexOf("\n") + 1;
  const lines = content.subarray(0, bytes).toString("utf8").split("\n").slice(0, -1);
  for (const [index, line] of lines.entries()) {
    try {
      apply(memory, requireSound(JSON.parse(line) as Entry));
    } catch {
      damaged.push(index + 1);
    }
  }
  return { memory, damaged, bytes, lines: lines.length };
}

/** Not every change of a bit is seen by the parser: what is asked of the chain must have its number. */
function requireSound(entry: Entry): Entry {
  if (entry.t === "decision") BigInt(entry.d.order);
  return entry;
}

/** Keeps a damaged journal for its operator. What it forgot of a seat is found on the chain, and its result is made again. */
async function setAside(path: string, damaged: readonly number[]): Promise<void> {
  let copy = `${path}.damaged`;
  for (let n = 2; existsSync(copy); n++) copy = `${path}.damaged-${n}`;
  await copyFile(path, copy);
  tell(
    `${path}: ${damaged.length} damaged line(s) left out, the first is line ${damaged[0]}; the file as it was is ${copy}`,
  );
}

function refuse(path: string, error: unknown): never {
  throw new OperatorError(`the journal ${path} cannot be used: ${textOf(error)}`, "AGENT_JOURNAL", [`ls -l ${path}`]);
}

/** Entries that something depends on; the others are for people, or only save work. */
function isOfSeats({ t }: Entry): boolean {
  return t === "seat" || t === "forget";
}

function lineOf(entry: Entry): string {
  return `${JSON.stringify(entry)}\n`;
}

function apply(memory: Memory, entry: Entry): void {
  if (entry.t === "decision") memory.decisions.set(entry.d.order, entry.d);
  else if (entry.t === "forget") memory.seats.delete(entry.key);
  else if (entry.t === "cursor") memory.cursor = entry.id;
  else memory.seats.set(seatKey(entry.job, entry.slot), seatOf(entry));
}

/** Writes what still counts in the place of the file. */
async function rewrite(path: string, memory: Memory) {
  const { decisions, seats, cursor } = memory;
  const old = [...decisions.values()].filter(({ final }) => final).slice(0, -DECISIONS_MAX);
  for (const { order } of old) decisions.delete(order);
  const entries: Entry[] = [
    ...[...decisions.values()].map((d) => ({ t: "decision", d }) as const),
    ...[...seats.values()].map(seatEntry),
    ...(cursor === undefined ? [] : [{ t: "cursor", id: cursor } as const]),
  ];
  const text = entries.map(lineOf).join("");
  await replaceFile(path, text);
  return { bytes: Buffer.byteLength(text), lines: entries.length };
}

function seatEntry({ jobId, slot, drawnTime, accepting, result, cannotRun, uploaded }: SeatRecord): Entry {
  const opened = result && {
    salt: toHex(result.salt),
    commitment: toHex(result.commitment),
    manifest: ResultManifest.toJSON(result.manifest),
  };
  const s = {
    drawn: String(drawnTime),
    ...(accepting ? { accepting } : {}),
    ...opened,
    ...(cannotRun === undefined ? {} : { cannotRun }),
    ...(uploaded ? { uploaded } : {}),
  };
  return { t: "seat", job: String(jobId), slot, s };
}

function seatOf({ job, slot, s }: Extract<Entry, { t: "seat" }>): SeatRecord {
  const { drawn, accepting, salt, commitment, manifest, cannotRun, uploaded } = s;
  const isComplete = salt !== undefined && commitment !== undefined && manifest !== undefined;
  const result = isComplete && {
    salt: fromHex(salt),
    commitment: fromHex(commitment),
    manifest: ResultManifest.fromJSON(manifest),
  };
  return {
    jobId: BigInt(job),
    slot,
    drawnTime: BigInt(drawn),
    ...(accepting ? { accepting } : {}),
    ...(result ? { result } : {}),
    ...(cannotRun === undefined ? {} : { cannotRun }),
    ...(uploaded ? { uploaded } : {}),
  };
}
