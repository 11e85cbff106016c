import { utf8ToBytes } from "@dcm/proto";
import {
  type Blob,
  type JobSpec,
  Outcome,
  type Params,
  type Policy,
  type ResultManifest,
} from "@dcm/proto/gen/dcm/job/v1";
import type { ResourceClass } from "@dcm/proto/gen/dcm/market/v1";
import { VM_RULES_VERSIONS } from "@dcm/rules";
import { compareBytes } from "../../kernel/index.js";

// What makes specifications, results and parameters valid. Each function answers what is wrong, or undefined.

const PROGRAM_BYTES_MAX = 67_108_864n;
const INLINE_BYTES_MAX = 65_536;
const BLOB_BYTES_MAX = 1n << 40n;
const URIS_MAX = 8;
const URI_BYTES_MAX = 512;
const PATH_BYTES_MAX = 256;
const FILES_MAX = 64;
const ARGS_MAX = 256;
const TEXT_BYTES_MAX = 65_536;
const TRACEPARENT_BYTES_MAX = 55;
const FUEL_LIMIT = 1n << 53n;
const PAGES_PER_MIB = 16;
const BYTES_PER_MIB = 1_048_576n;
const WINDOW_MAX_MS = 1_000n * 86_400_000n;
const WINDOW_MIN_MS = 30_000n;

export function specFault(spec: JobSpec): string | undefined {
  const { program, programInline, args, env, stdin, inputs, outputs, maxFuel, traceparent } = spec;
  const texts = [...args, ...env.flatMap(({ name, value }) => [name, value])];
  if (program.digest.length !== 32 || program.size < 1n || program.size > PROGRAM_BYTES_MAX)
    return "program has no digest or a wrong size";
  if (programInline.length > INLINE_BYTES_MAX) return `an inline program is larger than ${INLINE_BYTES_MAX} bytes`;
  if (programInline.length === 0 && program.uris.length === 0) return "program is neither inline nor has uris";
  if (args.length > ARGS_MAX || env.length > ARGS_MAX) return `more than ${ARGS_MAX} args or variables`;
  if (texts.reduce((sum, text) => sum + sizeOf(text), 0) > TEXT_BYTES_MAX)
    return `args and env are larger than ${TEXT_BYTES_MAX} bytes`;
  if (texts.some((text) => text.includes("\0"))) return "an arg or a variable holds a zero byte";
  if (env.some(({ name }) => name === "" || name.includes("="))) return "a variable's name is empty or holds '='";
  if (inputs.length > FILES_MAX || outputs.length > FILES_MAX) return `more than ${FILES_MAX} inputs or outputs`;
  const path = [...inputs.map((file) => file.path), ...outputs].find(pathIsBad);
  if (path !== undefined) return `path ${path.slice(0, PATH_BYTES_MAX)} is invalid`;
  if (maxFuel >= FUEL_LIMIT) return "max_fuel is above 2^53−1";
  if (sizeOf(traceparent) > TRACEPARENT_BYTES_MAX) return "traceparent is too long";
  const blobs = [program, ...inputs.map((file) => file.blob), ...(stdin === undefined ? [] : [stdin])];
  return blobs.some(blobIsBad) ? "a blob has no digest, too large a size, or bad uris" : undefined;
}

/** [O1] names that a specification gives twice. */
export function namesOf({ env, inputs, outputs }: JobSpec): readonly (readonly string[])[] {
  return [env.map(({ name }) => name), inputs.map(({ path }) => path), outputs];
}

/** The specification with its class's defaults. */
export function withDefaults(spec: JobSpec, of: ResourceClass): JobSpec {
  return {
    ...spec,
    maxFuel: spec.maxFuel === 0n ? of.defaultFuel : spec.maxFuel,
    maxWallTimeMs: spec.maxWallTimeMs === 0n ? of.defaultWallTimeMs : spec.maxWallTimeMs,
    maxOutputBytes: spec.maxOutputBytes === 0n ? of.maxOutputBytes : spec.maxOutputBytes,
    maxMemoryPages: spec.maxMemoryPages === 0 ? of.memoryMib * PAGES_PER_MIB : spec.maxMemoryPages,
  };
}

/** What a specification with defaults asks for beyond its class. */
export function beyondClass(spec: JobSpec, of: ResourceClass): string | undefined {
  if (spec.maxWallTimeMs > of.maxWallTimeMs) return `max_wall_time_ms above ${of.maxWallTimeMs}`;
  if (spec.maxOutputBytes > of.maxOutputBytes) return `max_output_bytes above ${of.maxOutputBytes}`;
  const stored = inputBytes(spec);
  if (stored > BigInt(of.diskMib) * BYTES_PER_MIB) return `inputs of ${stored} bytes, above ${of.diskMib} MiB`;
  return spec.maxMemoryPages > of.memoryMib * PAGES_PER_MIB
    ? `max_memory_pages above ${of.memoryMib * PAGES_PER_MIB}`
    : undefined;
}

/** Declared bytes that a provider must fetch before it can accept. */
export function transferBytes(spec: JobSpec): bigint {
  return inputBytes(spec) + (spec.programInline.length > 0 ? 0n : spec.program.size);
}

/** Declared bytes of what the program reads; they bound how long fetching may take. */
function inputBytes({ inputs, stdin }: JobSpec): bigint {
  return inputs.reduce((sum, file) => sum + file.blob.size, stdin?.size ?? 0n);
}

/** Equal digests that accept a result: m of redundant, 1 for one slot. */
export function neededOf(policies: readonly Policy[]): number {
  return policies.reduce((needed, { redundant }) => Math.max(needed, redundant?.m ?? 1), 1);
}

/** What a job lets its results state. */
export interface ResultBounds {
  readonly maxFuel: bigint;
  readonly maxOutputBytes: bigint;
}

export function manifestFault(manifest: ResultManifest, { maxFuel, maxOutputBytes }: ResultBounds): string | undefined {
  const { outcome, exitCode, stdout, stderr, outputs, fuel, rulesVersion } = manifest;
  if (outcome < Outcome.EXIT || outcome > Outcome.OUTPUT_LIMIT) return "outcome is missing";
  if (outcome !== Outcome.EXIT && exitCode !== 0) return "only EXIT has an exit code";
  if (stdout.digest.length !== 32 || stderr.digest.length !== 32) return "stdout or stderr has no digest";
  if (outputs.length > FILES_MAX) return `more than ${FILES_MAX} outputs`;
  if (outputs.some(({ path, digest }) => pathIsBad(path) || digest.length !== 32))
    return "an output has a bad path or no digest";
  const paths = outputs.map(({ path }) => utf8ToBytes(path));
  if (paths.some((path, i) => i > 0 && compareBytes(paths[i - 1] ?? path, path) >= 0))
    return "outputs are not in the order of their paths";
  if (outcome === Outcome.MODULE_INVALID && fuel !== 0n) return "an invalid module uses no fuel";
  // [W6] every job names a version that the chain knows; so far there is one
  if (!VM_RULES_VERSIONS.includes(rulesVersion)) return `rules_version ${rulesVersion} is not the job's`;
  // The delivery window grows with the output, so a result that states more than the job allows would keep its money.
  if (outputBytes(manifest) > maxOutputBytes) return `outputs are above ${maxOutputBytes} bytes`;
  return fuel > maxFuel ? `fuel is above ${maxFuel}` : undefined;
}

/** Bytes that a buyer must fetch. */
export function outputBytes({ stdout, stderr, outputs }: ResultManifest): bigint {
  return outputs.reduce((sum, { size }) => sum + size, stdout.size + stderr.size);
}

export function urisAreBad(uris: readonly string[]): boolean {
  return uris.length > URIS_MAX || uris.some((uri) => uri === "" || sizeOf(uri) > URI_BYTES_MAX);
}

export function paramsFault(params: Params): string | undefined {
  const { acceptMs, commitSlackMs, revealMs, revealGraceMs, deliveryMs, approveMs, refillMs } = params;
  const { bondLockMs, evidenceMs, receiptKeepMs, bondMultiple, transferBytesPerS } = params;
  const windows = [
    acceptMs,
    commitSlackMs,
    revealMs,
    revealGraceMs,
    deliveryMs,
    approveMs,
    refillMs,
    bondLockMs,
    evidenceMs,
    receiptKeepMs,
  ];
  if (windows.some((ms) => ms < 1_000n || ms > WINDOW_MAX_MS)) return "a window is not 1 s … 1,000 d";
  // PROTOCOL.md §11: unbonding > evidence > bond lock
  if (evidenceMs <= bondLockMs || evidenceMs < WINDOW_MIN_MS)
    return "evidence_ms is not above bond_lock_ms and at least 30 s";
  if (receiptKeepMs < evidenceMs) return "receipt_keep_ms is below evidence_ms";
  if (bondMultiple < 1 || bondMultiple > 1_000) return "bond_multiple is not 1 … 1,000";
  return transferBytesPerS < 1n || transferBytesPerS > 1n << 40n ? "transfer_bytes_per_s is not 1 … 2^40" : undefined;
}

function blobIsBad({ digest, size, uris }: Blob): boolean {
  return digest.length !== 32 || size > BLOB_BYTES_MAX || urisAreBad(uris);
}

/** Relative, no empty, '.' or '..' parts. */
function pathIsBad(path: string): boolean {
  const parts = path.split("/");
  const odd = parts.some((part) => part === "" || part === "." || part === "..");
  return odd || path.includes("\0") || sizeOf(path) > PATH_BYTES_MAX;
}

function sizeOf(text: string): number {
  return utf8ToBytes(text).length;
}
