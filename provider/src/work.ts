import { type Client, deadline } from "@dcm/client";
import type { Address } from "@dcm/proto";
import { type Job, Query, type Slot } from "@dcm/proto/gen/dcm/job/v1";
import type { ResourceClass } from "@dcm/proto/gen/dcm/market/v1";
import { commitment, resultDigest } from "@dcm/rules";
import { type Content, fetchContent } from "./content.js";
import { crashPoint } from "./crash.js";
import { digestsOf, type Execution, execute } from "./execute.js";
import { tell } from "./failure.js";
import { type Journal, type SeatRecord, type SeatResult, seatKey } from "./journal.js";
import type { Salts } from "./salt.js";
import type { Shelf } from "./shelf.js";

// What is done for one seat on this machine. Each function does one step and leaves it on disk; which step is due is for the
// chain's state to say (seats.ts).

/** What the steps need. */
export interface Workshop {
  readonly client: Client;
  readonly journal: Journal;
  readonly shelf: Shelf;
  readonly salts: Salts;
  readonly address: string;
  classOf(id: string): Promise<ResourceClass>;
}

/** One seat with what the agent has in its hands for it. */
export interface Bench {
  readonly job: Job;
  readonly slot: Slot;
  content?: Content | undefined;
  /** The content was in hand once. */
  isFetched?: boolean;
  /** What the run gave, until it is on disk. */
  ended?: Execution | undefined;
}

/** A transfer that hangs is given up after this long. */
const TRANSFER_MS = 90_000;

/** What a seat's record starts from. */
export function recordOf({ job, slot }: Bench): SeatRecord {
  return { jobId: job.id, slot: slot.index, drawnTime: job.drawnTime };
}

/** Gets program and inputs. */
export async function fetchFor({ client }: Workshop, bench: Bench, stop: AbortSignal): Promise<void> {
  // Lists leave inline programs out.
  const whole = await client.query(Query).Job({ id: bench.job.id });
  const limit = deadline(TRANSFER_MS, stop);
  const fetching = fetchContent(client, whole.job.spec, limit.signal).finally(limit.clear);
  crashPoint("agent-fetching");
  bench.content = await fetching;
  bench.isFetched = true;
  crashPoint("agent-fetched");
}

/** Runs the job, and keeps the output and what opens the commitment, or why there is none. */
export async function runFor(shop: Workshop, bench: Bench, stop: AbortSignal): Promise<void> {
  const { journal, shelf } = shop;
  const { job, slot } = bench;
  bench.ended ??= await produce(shop, bench, stop);
  const { ended } = bench;
  const record = { ...recordOf(bench), accepting: true };
  if ("cannotRun" in ended) {
    tell(`job ${job.id}  cannot run: ${ended.detail}`);
    await journal.keep({ ...record, cannotRun: ended.cannotRun });
    return;
  }
  crashPoint("agent-executed");
  // The output first, then what opens the commitment; only then may the commitment leave.
  await shelf.put(seatKey(job.id, slot.index), ended.blobs);
  crashPoint("agent-shelved");
  await journal.keep({ ...record, result: sealed(shop, bench, ended.manifest) });
  bench.ended = undefined;
  tell(`job ${job.id}  done in ${(ended.ms / 1000).toFixed(1)} s · ${ended.manifest.fuel} fuel`);
  crashPoint("agent-journalled");
}

/**
 * Makes the result anew that a commitment on the chain stands for and the journal has lost.
 *
 * @returns whether it is this agent's commitment
 */
export async function recoverFor(shop: Workshop, bench: Bench, stop: AbortSignal): Promise<boolean> {
  const { journal, shelf } = shop;
  const { job, slot } = bench;
  tell(`job ${job.id}  the journal lacks the result of a commitment: running it again`);
  const ended = await produce(shop, bench, stop);
  if ("cannotRun" in ended) throw new Error(`cannot run again: ${ended.detail}`);
  const result = sealed(shop, bench, ended.manifest);
  if (!isSame(result.commitment, slot.commitment)) return false;
  await shelf.put(seatKey(job.id, slot.index), ended.blobs);
  await journal.keep({ ...recordOf(bench), accepting: true, result });
  return true;
}

/** Stores the output where the buyer can fetch it. */
export async function uploadFor(shop: Workshop, bench: Bench, known: SeatRecord, stop: AbortSignal): Promise<void> {
  const { client, journal, shelf } = shop;
  const key = seatKey(known.jobId, known.slot);
  for (const digest of digestsOf(known.result?.manifest)) {
    const bytes = (await shelf.get(key, digest)) ?? (await restored(shop, bench, digest, stop));
    await client.blobs.put(bytes, stop);
  }
  await journal.keep({ ...known, uploaded: true });
  crashPoint("agent-uploaded");
}

/** An output that this machine's disk lost: runs are deterministic ([W2]), so the program makes it again. */
async function restored(shop: Workshop, bench: Bench, digest: string, stop: AbortSignal): Promise<Uint8Array> {
  const { job, slot } = bench;
  const key = seatKey(job.id, slot.index);
  tell(`job ${job.id}  its output is not on the disk any more: running it again`);
  const ended = await produce(shop, bench, stop);
  if ("blobs" in ended) await shop.shelf.put(key, ended.blobs);
  const bytes = await shop.shelf.get(key, digest);
  if (!bytes) throw new Error(`the output ${digest} is lost and cannot be made again`);
  return bytes;
}

async function produce(shop: Workshop, bench: Bench, stop: AbortSignal): Promise<Execution> {
  const { job } = bench;
  // After a restart the content has to be fetched again.
  if (!bench.content) await fetchFor(shop, bench, stop);
  const of = await shop.classOf(job.class);
  tell(`job ${job.id}  running`);
  const running = execute(job, of, bench.content as Content, stop);
  crashPoint("agent-executing");
  const ended = await running;
  bench.content = undefined;
  return ended;
}

function sealed({ client, salts, address }: Workshop, bench: Bench, manifest: SeatResult["manifest"]): SeatResult {
  const { jobId, slot, drawnTime } = recordOf(bench);
  const salt = salts({ jobId, slot, drawnTime });
  // [J3] bound to this chain, job, seat and provider
  const commits = { chainId: client.network.chainId, jobId, slot, provider: address as Address, salt };
  return { salt, commitment: commitment({ ...commits, resultDigest: resultDigest(manifest) }), manifest };
}

export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
