import { toHex } from "@dcm/proto";
import {
  type ContentDigest,
  type Job as JobRecord,
  JobState,
  MsgApproveResult,
  MsgConfirmDelivery,
  MsgRejectResult,
  type Outcome,
  Query,
  type Receipt,
  type ResultManifest,
} from "@dcm/proto/gen/dcm/job/v1";
import { MsgCancelOrder } from "@dcm/proto/gen/dcm/market/v1";
import { resultDigest } from "@dcm/rules";
import { type ClientErrorCode, clientError, DcmError } from "../error.js";
import type { ChainEvent } from "../events.js";
import { pause } from "../http.js";
import { msg } from "../tx/build.js";
import type { SendOptions, TxResult } from "../tx/send.js";
import type { JobsContext } from "./jobs.js";
import { type ReceiptView, viewReceipt } from "./receipt.js";

/** Waiting for a result. */
export interface ResultOptions {
  readonly signal?: AbortSignal;
  /** Longest wait in ms; no limit unless given: every state of a job ends by itself. */
  readonly timeoutMs?: number;
  /** With the policy `approve`: whether a result that was fetched and checked is approved; true unless given. */
  readonly approve?: boolean;
  /** Called once with the checked result, before it is paid. */
  readonly onFetched?: (output: JobOutput) => void;
  /** For the transaction that confirms the delivery. */
  readonly send?: SendOptions;
}

/** What a program gave back; its digests were checked against the agreed manifest ([J4]). */
export interface JobOutput {
  readonly outcome: Outcome;
  readonly exitCode: number;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  /** Files by path. */
  readonly outputs: ReadonlyMap<string, Uint8Array>;
  readonly manifest: ResultManifest;
  stdoutText(): string;
  stderrText(): string;
}

/** A job's output with what it cost; the receipt is absent while the buyer has not spoken (`approve: false`). */
export interface JobResult extends JobOutput {
  readonly receipt: ReceiptView | undefined;
}

/** How a job was placed. */
export interface Placed {
  readonly tx: TxResult;
  /** The same client key had placed it before; nothing was done again ([O2]). */
  readonly existing: boolean;
  /** Locked in escrow, in base units. */
  readonly deposit: bigint;
}

/** A job on the chain; its order has the same id. */
export interface Job {
  readonly id: bigint;
  /** How it was placed, when this program did. */
  readonly placed: Placed | undefined;
  get(): Promise<JobRecord>;
  /** What happens to it, from its placing to its receipt. */
  events(signal?: AbortSignal): AsyncGenerator<ChainEvent>;
  /** Waits, fetches the agreed output, checks it, and confirms the delivery, which pays at once. */
  result(options?: ResultOptions): Promise<JobResult>;
  receipt(): Promise<ReceiptView>;
  cancel(options?: SendOptions): Promise<TxResult>;
  approve(options?: SendOptions): Promise<TxResult>;
  reject(reason: string, options?: SendOptions): Promise<TxResult>;
}

/** Makes the handle of a job. */
export function jobHandle(context: JobsContext, id: bigint, placed?: Placed): Job {
  const { tx, address } = context;
  const owned = async () => ({ owner: await address(), jobId: id });
  return {
    id,
    placed,
    get: async () => (await context.query(Query).Job({ id })).job,
    receipt: () => viewReceipt(context, id),
    events: (signal) => jobEvents(context, id, placed, signal),
    result: (options = {}) => awaitResult(context, id, options),
    cancel: async (options) => tx.send([msg(MsgCancelOrder, { owner: await address(), orderId: id })], options),
    approve: async (options) => tx.send([msg(MsgApproveResult, await owned())], options),
    reject: async (reason, options) => tx.send([msg(MsgRejectResult, { ...(await owned()), reason })], options),
  };
}

async function* jobEvents(context: JobsContext, id: bigint, placed?: Placed, signal?: AbortSignal) {
  const from = placed?.tx.height ?? (await placedHeight(context, id));
  for await (const event of context.events({ job: id, from }, signal)) {
    yield event;
    // The receipt is written when a job ends, whatever the end.
    if (event.name === "job.receipt") return;
  }
}

async function placedHeight(context: JobsContext, id: bigint): Promise<bigint> {
  const job = await findJob(context, id);
  return job?.placedHeight ?? (await context.query(Query).Receipt({ id })).receipt.placedHeight;
}

/** Ends that give no result, with the error that tells them. */
const ENDS: ReadonlyMap<JobState, ClientErrorCode> = new Map<JobState, ClientErrorCode>([
  [JobState.REJECTED, "JOB_REJECTED"],
  [JobState.FAILED, "JOB_FAILED"],
  [JobState.VOID, "JOB_VOID"],
  [JobState.EXPIRED, "JOB_EXPIRED"],
  [JobState.CANCELLED, "JOB_CANCELLED"],
]);

async function awaitResult(context: JobsContext, id: bigint, options: ResultOptions): Promise<JobResult> {
  const { signal, timeoutMs = Number.POSITIVE_INFINITY } = options;
  const start = performance.now();
  let output: JobOutput | undefined;
  for (let delay = 150; performance.now() - start < timeoutMs; delay = Math.min(delay * 1.2, 1_000)) {
    const job = await findJob(context, id);
    const receipt = job ? undefined : (await context.query(Query).Receipt({ id })).receipt;
    const state = job?.state ?? receipt?.state ?? JobState.OPEN;
    const end = ENDS.get(state);
    if (end) throw ended(end, id, job?.reason || receipt?.reason || "no reason was given");
    if (WITH_RESULT.has(state)) {
      output ??= await fetchOutput(context, job, receipt, options);
      if (state === JobState.SETTLED) return { ...output, receipt: await viewReceipt(context, id) };
      if (state === JobState.AWAITING_APPROVAL && options.approve === false) return { ...output, receipt: undefined };
      await accept(context, id, state, options.send);
    } else {
      await pause(delay, signal);
    }
  }
  throw clientError("WAIT_TIMEOUT", `job ${id} has no result after ${Math.round(timeoutMs / 1000)} s`, {
    next: [`dcm job wait ${id}`],
  });
}

const WITH_RESULT = new Set<JobState>([JobState.DELIVERY, JobState.AWAITING_APPROVAL, JobState.SETTLED]);

async function findJob(context: JobsContext, id: bigint): Promise<JobRecord | undefined> {
  try {
    return (await context.query(Query).Job({ id })).job;
  } catch (error) {
    if (error instanceof DcmError && error.grpc === 5) return undefined;
    throw error;
  }
}

/** Says that the buyer holds the output, which pays for it; that the window ended meanwhile is as good. */
async function accept(context: JobsContext, id: bigint, state: JobState, send?: SendOptions): Promise<void> {
  const codec = state === JobState.AWAITING_APPROVAL ? MsgApproveResult : MsgConfirmDelivery;
  try {
    await context.tx.send([msg(codec, { owner: await context.address(), jobId: id })], send);
  } catch (error) {
    const now = await findJob(context, id);
    if (!(error instanceof DcmError) || now?.state === state) throw error;
  }
}

async function fetchOutput(
  context: JobsContext,
  job: JobRecord | undefined,
  receipt: Receipt | undefined,
  { signal, onFetched }: ResultOptions,
): Promise<JobOutput> {
  const { manifest, uris } = agreed(job, receipt);
  const get = ({ digest, size }: ContentDigest) => context.blobs.get({ digest, size, uris }, signal);
  const [stdout, stderr, ...files] = await Promise.all(
    [manifest.stdout, manifest.stderr, ...manifest.outputs].map(get),
  );
  const outputs = new Map(manifest.outputs.map(({ path }, index) => [path, files[index] as Uint8Array]));
  const output = {
    outcome: manifest.outcome,
    exitCode: manifest.exitCode,
    stdout: stdout as Uint8Array,
    stderr: stderr as Uint8Array,
    outputs,
    manifest,
    stdoutText: () => new TextDecoder().decode(stdout),
    stderrText: () => new TextDecoder().decode(stderr),
  };
  onFetched?.(output);
  return output;
}

/** The manifest that the job agreed on, recomputed digest and all ([J4]), and everywhere its content may be. */
function agreed(job: JobRecord | undefined, receipt: Receipt | undefined) {
  const slots = job?.slots ?? [];
  const revealed = slots.flatMap(({ manifest }) => (manifest ? [manifest] : []));
  const wanted = toHex(job?.resultDigest ?? receipt?.resultDigest ?? new Uint8Array(0));
  const candidates = receipt?.manifest ? [receipt.manifest] : revealed;
  const manifest = candidates.find((one) => wanted === "" || toHex(resultDigest(one)) === wanted);
  if (!manifest) throw clientError("RESULT_MISMATCH", `no revealed manifest has the agreed digest ${wanted}`);
  return { manifest, uris: slots.flatMap((slot) => slot.uris) };
}

function ended(code: ClientErrorCode, id: bigint, reason: string): DcmError {
  const word = code.slice("JOB_".length).toLowerCase();
  return clientError(code, `job ${id} ended ${word}: ${reason}`, {
    next: [`dcm job explain ${id}`, `dcm receipt ${id}`],
  });
}
