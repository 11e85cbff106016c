import { fromHex, toHex, utf8ToBytes } from "@dcm/proto";
import { type CannotRunReason, type Job, Outcome, ResultManifest } from "@dcm/proto/gen/dcm/job/v1";
import type { ResourceClass } from "@dcm/proto/gen/dcm/market/v1";
import { u64Field } from "@dcm/rules";
import { type RunResult, runInWorker } from "@dcm/vm/node";
import { type Content, sha256Hex } from "./content.js";

/** A run's end: a result with the content that it names, or why there is none. */
export type Execution =
  | { readonly manifest: ResultManifest; readonly blobs: readonly Uint8Array[]; readonly ms: number }
  | { readonly cannotRun: keyof typeof CannotRunReason; readonly detail: string };

/** What a manifest may name; more is refused by the chain and could not be revealed. */
const OUTPUTS_MAX = 64;
const PATH_BYTES_MAX = 256;
const PAGES_PER_MIB = 16;

/** Runs a job's program under the job's limits. */
export async function execute(job: Job, of: ResourceClass, content: Content, signal: AbortSignal): Promise<Execution> {
  const { spec } = job;
  const start = performance.now();
  const result = await runInWorker({
    module: content.program,
    args: spec.args,
    env: spec.env.map(({ name, value }) => [name, value] as const),
    stdin: content.stdin,
    inputs: content.inputs,
    limits: {
      fuel: job.maxFuel,
      memoryPages: spec.maxMemoryPages || of.memoryMib * PAGES_PER_MIB,
      outputBytes: Number(job.maxOutputBytes),
      wallTimeMs: Number(job.maxWallTimeMs),
    },
    // [W3] the clock starts when the job was first DRAWN; random is a stream seeded by the job id
    clockNs: job.drawnTime,
    randomSeed: u64Field(job.id),
    signal,
  });
  if (result.outcome === "CANNOT_RUN") return { cannotRun: result.cannotRun ?? "HOST_MEMORY", detail: result.detail };
  return { ...manifestOf(result, job), ms: performance.now() - start };
}

/** The manifest of a result, with the content that it names. The same on every provider. */
export function manifestOf(result: RunResult, { spec }: Pick<Job, "spec">) {
  const { stdout, stderr } = result;
  // A job that names its outputs wants no others.
  const wanted = result.outputs.filter(({ path }) => spec.outputs.length === 0 || spec.outputs.includes(path));
  const tooMany = wanted.length > OUTPUTS_MAX || wanted.some(({ path }) => utf8ToBytes(path).length > PATH_BYTES_MAX);
  const outputs = tooMany ? [] : wanted;
  // [J6] more than a manifest can name is beyond the output limit, which is a result
  const outcome = tooMany ? "OUTPUT_LIMIT" : (result.outcome as keyof typeof Outcome);
  const manifest = ResultManifest.fromPartial({
    outcome: Outcome[outcome],
    exitCode: outcome === "EXIT" ? result.exitCode : 0,
    stdout: digestOf(stdout),
    stderr: digestOf(stderr),
    outputs: outputs.map(({ path, bytes }) => ({ path, ...digestOf(bytes) })),
    fuel: result.fuel,
    rulesVersion: result.rulesVersion,
  });
  return { manifest, blobs: [stdout, stderr, ...outputs.map(({ bytes }) => bytes)].filter(({ length }) => length > 0) };
}

/** Hex digests of the content that a manifest names and that has to be served. */
export function digestsOf(manifest: ResultManifest | undefined): readonly string[] {
  if (!manifest) return [];
  const { stdout, stderr, outputs } = manifest;
  const named = [stdout, stderr, ...outputs].filter(({ size }) => size > 0n);
  return [...new Set(named.map(({ digest }) => toHex(digest)))];
}

function digestOf(bytes: Uint8Array) {
  return { digest: fromHex(sha256Hex(bytes)), size: BigInt(bytes.length) };
}
