import { type Amount, amount, DEC_ONE, type Dec, utf8ToBytes } from "@dcm/proto";
import { JobSpec, type Policy, type Blob as ProtoBlob } from "@dcm/proto/gen/dcm/job/v1";
import {
  Matching,
  Meter,
  OrderKind,
  OrderTerms,
  type Predicate,
  type ResourceClass,
} from "@dcm/proto/gen/dcm/market/v1";
import { type Metering, reservation } from "@dcm/rules";
import { sha256 } from "@noble/hashes/sha2.js";
import { type BlobRef, type Blobs, digestBytes } from "../blobs.js";
import { clientError } from "../error.js";
import { type Http, send } from "../http.js";
import { type Denom, parseAmount, parsePrice } from "../money.js";
import type { Partly } from "../node.js";

/** Bytes, text, or content that is stored somewhere already. */
export type Content = Uint8Array | string | BlobRef;

/** A program to run, and on what terms. Only `wasm` is needed. */
export interface JobRequest {
  /** The program: its bytes, an address to fetch it from, or stored content. */
  readonly wasm: Uint8Array | URL | BlobRef;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: Content;
  /** Files by their path in the job, such as `in/photo.ppm`. */
  readonly inputs?: Readonly<Record<string, Content>>;
  /** Paths that must exist afterwards; everything under `out/` unless given. */
  readonly outputs?: readonly string[];
  /** Providers that each do the whole work and must agree, 2 unless given; 1 means that you approve the result yourself. */
  readonly replicas?: number;
  /** How many of the replicas must agree; all unless given. */
  readonly agree?: number;
  /** Policies written out, instead of `replicas`. */
  readonly policy?: readonly Partly<Policy>[];
  /** Seats, when `policy` is written out. */
  readonly slots?: number;
  /** `wasm.small` unless given. */
  readonly class?: string;
  /** Most per hour or per gigafuel for one provider, such as `0.5DCM/Gfuel`. */
  readonly maxPrice?: string;
  /** Most that may be locked for the job, such as `0.002DCM` or base units. */
  readonly maxTotal?: string | bigint;
  /** ISO 3166 codes, one of which must hold: `DE`, `US-CA`. */
  readonly region?: string | readonly string[];
  readonly constraints?: Partly<Predicate>;
  readonly maxFuel?: bigint;
  readonly maxWallTimeMs?: bigint;
  readonly maxOutputBytes?: bigint;
  /** Life of the order on the book in ms; the chain's default unless given. */
  readonly expiryMs?: bigint;
  /** Placing again with the same key gives the same order ([O2]); random unless given. */
  readonly clientKey?: string | Uint8Array;
  readonly tags?: readonly string[];
  readonly traceparent?: string;
  readonly rulesVersion?: number;
}

/** An order as it will be placed, but for its limit. */
export interface Prepared {
  readonly terms: Omit<OrderTerms, "limit">;
  readonly job: JobSpec;
  /** Content that must be stored before the order is placed. */
  readonly uploads: readonly Uint8Array[];
}

/** A program of at most 64 KiB travels inside the order. */
const INLINE_MAX = 65_536;
const RULES_VERSION = 1;

/** Turns a request into an order and a job; nothing is stored or sent. */
export async function prepare(http: Http, blobs: Blobs, request: JobRequest): Promise<Prepared> {
  const uploads: Uint8Array[] = [];
  const named = async (content: Content): Promise<Partly<ProtoBlob>> => {
    const bytes = typeof content === "string" ? utf8ToBytes(content) : content;
    if (!(bytes instanceof Uint8Array)) return referTo(blobs, bytes);
    if (bytes.length > 0) uploads.push(bytes);
    return bytes.length > 0 ? blobs.refer(bytes) : { digest: sha256(bytes), size: 0n };
  };
  const program = await programOf(http, request.wasm);
  const inline = program instanceof Uint8Array && program.length <= INLINE_MAX;
  const blob = inline ? { digest: sha256(program), size: BigInt(program.length) } : await named(program);
  const inputs = Object.entries(request.inputs ?? {}).map(async ([path, content]) => ({
    path,
    blob: await named(content),
  }));
  const job = JobSpec.fromPartial({
    runtime: "wasm",
    program: blob,
    ...(inline ? { programInline: program } : {}),
    args: request.args ?? [],
    env: Object.entries(request.env ?? {}).map(([name, value]) => ({ name, value })),
    ...(request.stdin === undefined ? {} : { stdin: await named(request.stdin) }),
    inputs: await Promise.all(inputs),
    outputs: request.outputs ?? [],
    maxFuel: request.maxFuel ?? 0n,
    maxWallTimeMs: request.maxWallTimeMs ?? 0n,
    maxOutputBytes: request.maxOutputBytes ?? 0n,
    rulesVersion: request.rulesVersion ?? RULES_VERSION,
    traceparent: request.traceparent ?? "",
  });
  return { job, uploads, terms: termsOf(request) };
}

/** Most that one slot may cost at max metered use, from what the buyer said; undefined when it said nothing. */
export function statedLimit(
  request: JobRequest,
  { slots }: { readonly slots: number },
  of: ResourceClass,
  feeRate: Dec,
  denom: Denom,
): bigint | undefined {
  const limits: bigint[] = [];
  if (request.maxPrice !== undefined) limits.push(atMaxUse(request.maxPrice, request, of, denom));
  if (request.maxTotal !== undefined) {
    const total = typeof request.maxTotal === "bigint" ? request.maxTotal : parseAmount(request.maxTotal, denom);
    // [E1] slots × limit + protocol fee stays within the sum; the fee rounds up, which may cost one more unit.
    const limit = (total * DEC_ONE) / (BigInt(slots) * (DEC_ONE + feeRate));
    limits.push(limit > 0n && reservation(slots, amount(limit), feeRate) > total ? limit - 1n : limit);
  }
  const [least] = limits.sort((a, b) => (a < b ? -1 : 1));
  return least;
}

/** How the class meters the request, with the class's defaults filled in. */
export function meteringOf(request: JobRequest, of: ResourceClass, minCharge: Amount): Metering {
  const maxWallTimeMs = request.maxWallTimeMs ?? of.defaultWallTimeMs;
  const maxFuel = request.maxFuel ?? of.defaultFuel;
  const maxUse = of.meter === Meter.GIGAFUEL ? maxFuel : of.meter === Meter.UNIT_SECOND ? maxWallTimeMs : 1n;
  return { meter: of.meter, maxUse, maxWallTimeMs, wallSecondFloor: of.wallSecondFloor, minCharge };
}

function atMaxUse(text: string, request: JobRequest, of: ResourceClass, denom: Denom): bigint {
  const { price, meter } = parsePrice(text, denom);
  if (of.meter === Meter.GIGAFUEL) {
    // A gigafuel takes psPerFuel ms at the class's stated speed.
    const perGigafuel = meter === "gigafuel" ? price : (price * of.psPerFuel) / 1000n;
    return (perGigafuel * (request.maxFuel ?? of.defaultFuel)) / 10n ** 15n;
  }
  if (meter === "gigafuel") throw clientError("BAD_AMOUNT", `${of.id} is paid by time: write the price per h`);
  return (price * (request.maxWallTimeMs ?? of.defaultWallTimeMs)) / 10n ** 9n;
}

function termsOf(request: JobRequest): Omit<OrderTerms, "limit"> {
  const { slots, policy } = policyOf(request);
  const constraints = constraintsOf(request);
  return OrderTerms.fromPartial({
    kind: OrderKind.JOB,
    class: request.class ?? "wasm.small",
    units: 1,
    slots,
    ...(constraints ? { constraints } : {}),
    policy,
    matching: Matching.AUTO,
    depth: 1,
    expiryMs: request.expiryMs ?? 0n,
    clientKey: keyOf(request.clientKey),
    tags: request.tags ?? [],
  });
}

function policyOf({ policy, slots, replicas = 2, agree }: JobRequest): {
  slots: number;
  policy: readonly Partly<Policy>[];
} {
  if (policy) return { policy, slots: slots ?? Math.max(1, ...policy.map((one) => one.redundant?.n ?? 1)) };
  if (!Number.isSafeInteger(replicas) || replicas < 1)
    throw clientError("BAD_REQUEST", `${replicas} replicas are none`);
  if (replicas === 1) return { slots: 1, policy: [{ approve: {} }] };
  return { slots: replicas, policy: [{ redundant: { n: replicas, m: agree ?? replicas, g: 0n } }] };
}

function constraintsOf({ region, constraints }: JobRequest): Partly<Predicate> | undefined {
  const codes = region === undefined ? [] : typeof region === "string" ? [region] : region;
  const places = codes.map((value) => ({ under: { field: "jurisdiction", value: value.toUpperCase() } }));
  const place: Partly<Predicate> | undefined = places.length > 1 ? { or: { of: places } } : places[0];
  if (place && constraints) return { and: { of: [place, constraints] } };
  return place ?? constraints;
}

function keyOf(key: string | Uint8Array | undefined): Uint8Array {
  const bytes = typeof key === "string" ? utf8ToBytes(key) : (key ?? crypto.getRandomValues(new Uint8Array(16)));
  if (bytes.length > 32) throw clientError("BAD_REQUEST", "a client key has at most 32 bytes");
  return bytes;
}

async function programOf(http: Http, wasm: JobRequest["wasm"]): Promise<Uint8Array | BlobRef> {
  if (!(wasm instanceof URL)) return wasm;
  const answer = await send(http, wasm.href, { timeoutMs: 60_000 });
  if (!answer.ok) throw clientError("BLOB_UNAVAILABLE", `${wasm.href} answered ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Names stored content; its size is found out by fetching it when it was not given. */
async function referTo(blobs: Blobs, ref: BlobRef): Promise<Partly<ProtoBlob>> {
  const size = ref.size ?? BigInt((await blobs.get(ref)).length);
  return { digest: digestBytes(ref.digest), size, uris: ref.uris ?? [] };
}
