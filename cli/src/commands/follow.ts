import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import {
  type ChainEvent,
  type Client,
  DcmError,
  deadline,
  type Job,
  type JobOutput,
  type ReceiptView,
} from "@dcm/client";
import { toHex } from "@dcm/proto";
import { type JobState, JobStateInfo, Outcome, OutcomeInfo } from "@dcm/proto/gen/dcm/job/v1";
import { CliError } from "../failure.js";
import { withHeld } from "../held.js";
import { addressNames, type Names } from "../names.js";
import { confirm, data, type Format, sizeText, talk } from "../output.js";
import type { Progress } from "../progress.js";
import type { Session } from "../session.js";
import { typed } from "../typed.js";
import { findJob } from "./jobs.js";
import { proposalsText, timeoutOf } from "./run.js";

export interface FollowFlags {
  readonly output: Format;
  readonly outputDir?: string;
  readonly timeout?: string;
  readonly approve?: boolean;
  readonly interrupt: Interrupt;
}

/** Ctrl-C while a job runs: once detaches, twice asks to cancel. */
export interface Interrupt {
  /** Names the job once there is one. */
  watch(job: Job): void;
  /** Aborted by the first press. */
  readonly left: AbortSignal;
  done(): void;
}

const secondPressMs = 2_000;
const interrupted = 130;

/** Takes over Ctrl-C. */
export function detachable(client: Client, progress: Progress): Interrupt {
  let watched: Job | undefined;
  let pressed = 0;
  const leaving = new AbortController();
  const leave = () => process.exit(interrupted);
  const onPress = async () => {
    pressed++;
    progress.close();
    const job = watched;
    if (!job) return leave();
    if (pressed === 1) {
      talk(`\n  detached: job ${job.id} goes on · follow: dcm job wait ${job.id} · Ctrl-C again to cancel it`);
      setTimeout(() => pressed === 1 && leave(), secondPressMs);
      leaving.abort();
    } else if (pressed === 2) {
      if (await confirm(`  cancel job ${job.id}?`)) await cancel(client, job.id);
      leave();
    } else leave();
  };
  const listener = () => void onPress();
  process.on("SIGINT", listener);
  return {
    watch: (job) => {
      watched = job;
    },
    left: leaving.signal,
    done: () => void process.off("SIGINT", listener),
  };
}

/** Follows a job to its paid end: its output on stdout, its story on stderr. @returns the job's exit code */
export async function followJob(session: Session, job: Job, progress: Progress, flags: FollowFlags): Promise<number> {
  const { client } = session;
  const { interrupt } = flags;
  interrupt.watch(job);
  const timeoutMs = timeoutOf(flags);
  const watch = watchNode(client, job.id, progress);
  try {
    const gone = AbortSignal.any([watch.signal, interrupt.left]);
    return await toItsEnd(session, job, progress, { ...flags, timeoutMs, gone });
  } catch (error) {
    // Who has left is told no more, though the job may end meanwhile; the second press, or the time for it, ends the program.
    if (interrupt.left.aborted) await new Promise(() => undefined);
    throw await withHeld(client, job, error);
  } finally {
    watch.stop();
    interrupt.done();
  }
}

/** Follows the story, then fetches, shows and pays for the result. */
async function toItsEnd(
  session: Session,
  job: Job,
  progress: Progress,
  flags: FollowFlags & { readonly timeoutMs: number | undefined; readonly gone: AbortSignal },
): Promise<number> {
  const { client } = session;
  const { output: format, timeoutMs, gone } = flags;
  const names = addressNames(session);
  const start = performance.now();
  const limit = timeoutMs === undefined ? undefined : deadline(timeoutMs, gone);
  await tellStory(session, job, progress, names, limit?.signal ?? gone).finally(() => limit?.clear());
  const seats = await agreedSeats(client, job.id);
  const onFetched = (fetched: JobOutput) => {
    if (format === "text") {
      progress.around(() => {
        data(fetched.stdout);
        // A last line without its end would run into ours.
        if (process.stdout.isTTY && fetched.stdout.length > 0 && fetched.stdout.at(-1) !== 0x0a) data("\n");
        if (fetched.stderr.length > 0) process.stderr.write(fetched.stderr);
      });
    }
    progress.done("verified", agreement(seats), { data: { agreed: seats.agreed, of: seats.of } });
  };
  const rest = timeoutMs === undefined ? {} : { timeoutMs: Math.max(1, timeoutMs - (performance.now() - start)) };
  const approve = flags.approve === false ? { approve: false } : {};
  const result = await job.result({ onFetched, ...rest, ...approve, signal: gone }).catch(async (error: unknown) => {
    throw await withCharges(client, job, error, progress);
  });
  const files = await saveOutputs(result, flags.outputDir).catch((error: NodeJS.ErrnoException) => {
    const message = `job ${job.id} is done, but its output could not be written: ${error.message}`;
    throw error.code === undefined
      ? error
      : new CliError("FILE_UNUSABLE", message, [`dcm job wait ${job.id} --output-dir job-${job.id}`]);
  });
  if (result.receipt) await tellPayment(result.receipt, progress, names);
  else progress.done("waiting", `for you: dcm tx job approve-result ${job.id}, or reject-result`);
  for (const line of files) progress.say(`  ${line}`);
  const exit = exitOf(result);
  progress.say(`  done · exit ${exit}${reasonOf(result)} · dcm receipt ${job.id}`);
  const next = afterwards(job.id, result);
  if (next.length > 0) progress.say(proposalsText(next).replace(/^/gm, "    "));
  const value = {
    id: job.id,
    exit_code: exit,
    outcome: outcomeName(result.outcome),
    ...contents(result),
    receipt: sums(result.receipt),
    ...(next.length > 0 ? { next } : {}),
  };
  if (format === "jsonl") progress.result(value);
  else if (format === "json")
    data(`${JSON.stringify(value, (_, part) => (typeof part === "bigint" ? String(part) : part), 2)}\n`);
  return exit;
}

const askEveryMs = 5_000;
/** A node that makes no block for so long is given up; the job goes on without us. */
const stalledMs = 60_000;

/** Ends the waiting when the node is gone, or alive without making blocks: the library itself would wait for ever. */
function watchNode(client: Client, id: bigint, progress: Progress) {
  const gone = new AbortController();
  let height = 0n;
  let since = Date.now();
  let told = false;
  const ask = async () => {
    try {
      const found = await client.status();
      if (found.height > height) [height, since, told] = [found.height, Date.now(), false];
    } catch (error) {
      if (!(error instanceof DcmError)) throw error;
    }
    const silentMs = Date.now() - since;
    if (silentMs > stalledMs) {
      const message = `no block was seen for ${stalledMs / 1000} s; job ${id} goes on when the chain does`;
      gone.abort(
        new DcmError({
          code: "NODE_UNREACHABLE",
          grpc: 14,
          retryable: true,
          message,
          next: [`dcm job wait ${id}`, "dcm doctor"],
        }),
      );
    } else if (silentMs > 2 * askEveryMs && !told) {
      told = true;
      progress.say("  the node makes no blocks now; waiting");
    }
  };
  const timer = setInterval(() => void ask(), askEveryMs);
  return { signal: gone.signal, stop: () => clearInterval(timer) };
}

/** The exit code of `dcm run` (INTERFACES, Processes). */
export function exitOf({ outcome, exitCode }: Pick<JobOutput, "outcome" | "exitCode">): number {
  if (outcome === Outcome.EXIT) return exitCode & 0xff;
  if (outcome === Outcome.MODULE_INVALID) return 126;
  return outcome === Outcome.TRAP ? 134 : 137;
}

/** What helps a program that did not come to an end of its own. */
function afterwards(id: bigint, { outcome, manifest }: JobOutput): readonly string[] {
  const line = typed();
  if (outcome === Outcome.EXIT || line.own[0] !== "run") return [];
  if (outcome === Outcome.TRAP) return [`dcm job logs ${id}`];
  if (outcome !== Outcome.OUT_OF_FUEL) return ["dcm query market classes"];
  const more = manifest.fuel * 10n;
  return [line.with("--max-fuel", more % 10n ** 9n === 0n ? `${more / 10n ** 9n}G` : String(more)).text()];
}

/** Writes a job's output files below a folder. @returns a line for each file, or how to get them */
export async function saveOutputs(
  { outputs }: Pick<JobOutput, "outputs">,
  folder: string | undefined,
): Promise<readonly string[]> {
  const files = [...outputs];
  if (folder === undefined) {
    return files.length === 0
      ? []
      : [
          `${files.length} output file(s): ${files.map(([path]) => path).join(", ")}  (keep them with --output-dir DIR)`,
        ];
  }
  const lines: string[] = [];
  for (const [path, bytes] of files) {
    const inside = normalize(path.replace(/^out\//, ""));
    // The chain allows no such path; a file may never land outside the folder.
    if (inside.startsWith("..") || inside.startsWith("/"))
      throw new CliError("USAGE", `${path} leads out of ${folder}`);
    const file = join(folder, inside);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
    lines.push(`wrote ${file} (${sizeText(bytes.length)})`);
  }
  return lines;
}

export function outcomeName(outcome: Outcome): string {
  return nameIn(OutcomeInfo, outcome);
}

export function stateName(state: JobState): string {
  return nameIn(JobStateInfo, state);
}

/** An enum value's name without the prefix that all its names share. */
export function nameIn({ values }: { readonly values: { readonly [name: string]: number } }, value: number): string {
  const names = Object.entries(values);
  const [first = ""] = names[0] ?? [];
  const prefix = first.endsWith("UNSPECIFIED") ? first.slice(0, -"UNSPECIFIED".length) : "";
  const found = names.find(([, number]) => number === value)?.[0] ?? String(value);
  return found.startsWith(prefix) ? found.slice(prefix.length) : found;
}

const told = new Set<string>([
  "DELIVERY",
  "AWAITING_APPROVAL",
  "SETTLED",
  "REJECTED",
  "FAILED",
  "VOID",
  "EXPIRED",
  "CANCELLED",
]);

/** Tells the steps from the chain's events until the job has a result or an end. */
async function tellStory(
  session: Session,
  job: Job,
  progress: Progress,
  names: Names,
  signal: AbortSignal,
): Promise<void> {
  progress.start("matched", "waiting for providers");
  let fuel: unknown;
  try {
    for await (const event of job.events(signal)) {
      if (event.name === "result.revealed") fuel = event.data.fuel;
      const state = event.name === "job.state" ? String(event.data.state) : undefined;
      await tell(session, event, progress, names, fuel);
      if (event.name === "job.receipt" || (state !== undefined && told.has(state))) return;
    }
  } catch (error) {
    if (signal.reason instanceof DcmError) throw signal.reason;
    if (signal.aborted && !(error instanceof DcmError)) {
      throw new DcmError({
        code: "WAIT_TIMEOUT",
        grpc: 4,
        retryable: true,
        message: `job ${job.id} has no result yet`,
        next: [`dcm job wait ${job.id}`],
      });
    }
    throw error;
  }
}

async function tell(
  { client }: Session,
  { name, data: facts, height }: ChainEvent,
  progress: Progress,
  names: Names,
  fuel: unknown,
): Promise<void> {
  if (name === "job.drawn") {
    const providers = (facts.providers as string[] | undefined) ?? [];
    const who = await Promise.all(providers.map(names.placed));
    const price = client.money.format(BigInt(String(facts.price ?? "0")));
    progress.done("matched", `${who.join(", ")} at most ${price} each  block ${height}`, {
      height,
      data: { providers },
    });
    progress.start("staged", "providers fetch and check the program");
  }
  if (name !== "job.state") return;
  if (facts.state === "RUNNING") {
    progress.done("staged", `program and inputs match their digests  block ${height}`, { height });
    progress.start("running", "");
  }
  if (facts.state === "REVEAL") progress.start("running", "results are sealed, now they are opened");
  if (facts.state === "DELIVERY" || facts.state === "AWAITING_APPROVAL") {
    progress.done("running", `${fuel === undefined ? "done" : `${fuel} fuel each`}  block ${height}`, { height });
    progress.start("verified", "fetching the output");
  }
}

async function tellPayment({ receipt, paid, refunded }: ReceiptView, progress: Progress, names: Names): Promise<void> {
  const earners = receipt.slots.filter((slot) => slot.paid > 0n);
  const who = await Promise.all(earners.map(({ provider }) => names.of(provider)));
  progress.done(
    "paid",
    `${paid.display} → ${who.join(", ")} · refunded ${refunded.display}  block ${receipt.closedHeight}`,
    {
      height: receipt.closedHeight,
      data: { paid: paid.amount, refunded: refunded.amount, providers: earners.map(({ provider }) => provider) },
    },
  );
}

/** A job that gave nothing: what it cost all the same is part of the story. */
async function withCharges(client: Client, job: Job, error: unknown, progress: Progress): Promise<unknown> {
  if (!(error instanceof DcmError) || !error.code.startsWith("JOB_")) return error;
  try {
    const { paid, refunded } = await client.receipt(job.id);
    progress.fail("ended", `charged ${paid.display} · refunded ${refunded.display}`);
  } catch (missing) {
    if (!(missing instanceof DcmError)) throw missing;
  }
  return error;
}

async function cancel(client: Client, id: bigint): Promise<void> {
  try {
    await client.job(id).cancel();
    talk(`  job ${id} is cancelled`);
  } catch (error) {
    talk(`  ${error instanceof Error ? error.message : error}`);
  }
}

/** How many of a job's seats revealed the agreed result; a job that is gone has its receipt. */
async function agreedSeats(client: Client, id: bigint): Promise<{ readonly agreed: number; readonly of: number }> {
  const job = await findJob(client, id);
  const { slots, resultDigest } = job ?? (await client.receipt(id)).receipt;
  const wanted = toHex(resultDigest);
  return { agreed: slots.filter((slot) => toHex(slot.resultDigest) === wanted).length, of: slots.length };
}

function agreement({ agreed, of }: { readonly agreed: number; readonly of: number }): string {
  return `${agreed} of ${of} result hashes agree, and the output matches`;
}

function reasonOf({ outcome }: JobOutput): string {
  return outcome === Outcome.EXIT ? "" : ` (${outcomeName(outcome)})`;
}

function contents({ stdout, stderr, outputs, manifest }: JobOutput) {
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  const files = manifest.outputs.map(({ path, size, digest }) => ({ path, size: String(size), sha256: toHex(digest) }));
  return { stdout: text(stdout), stderr: text(stderr), outputs: files.filter(({ path }) => outputs.has(path)) };
}

function sums(view: ReceiptView | undefined) {
  if (!view) return null;
  const { paid, protocolFee, refunded, placingFee, balanceEffect } = view;
  return { paid, protocol_fee: protocolFee, refunded, placing_fee: placingFee, balance_effect: balanceEffect };
}
