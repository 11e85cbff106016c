import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Client } from "@dcm/client";
import { toHex } from "@dcm/proto";
import type { Blob, JobSpec } from "@dcm/proto/gen/dcm/job/v1";

/** All that a job's program sees, fetched and checked. */
export interface Content {
  readonly program: Uint8Array;
  readonly stdin: Uint8Array;
  readonly inputs: readonly { readonly path: string; readonly bytes: Uint8Array }[];
}

/** What of a connection fetching needs. */
export interface Source {
  readonly blobs: Pick<Client["blobs"], "get">;
  readonly network: Pick<Client["network"], "local">;
}

/**
 * Fetches a job's program, stdin and inputs by their digests.
 *
 * @throws Error  when a part cannot be had anywhere with its digest and size
 */
export async function fetchContent(source: Source, spec: JobSpec, signal?: AbortSignal): Promise<Content> {
  const [program, stdin, ...inputs] = await Promise.all([
    fetchProgram(source, spec, signal),
    spec.stdin ? fetchBlob(source, spec.stdin, signal) : new Uint8Array(0),
    ...spec.inputs.map(async ({ path, blob }) => ({ path, bytes: await fetchBlob(source, blob, signal) })),
  ]);
  return { program, stdin, inputs };
}

/** Hex sha256. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

async function fetchProgram(source: Source, spec: JobSpec, signal?: AbortSignal): Promise<Uint8Array> {
  if (spec.programInline.length > 0) return checked(spec.programInline, spec.program);
  return fetchBlob(source, spec.program, signal);
}

async function fetchBlob(source: Source, blob: Blob, signal?: AbortSignal): Promise<Uint8Array> {
  const isFile = (uri: string) => uri.startsWith("file:");
  const web = blob.uris.filter((uri) => /^https?:/.test(uri));
  // Buyers must not read this machine's files: only where buyer and provider share one machine anyway.
  const files = source.network.local ? blob.uris.filter(isFile) : [];
  for (const uri of files) {
    // A place that does not have it is passed over, as a web address is.
    const bytes = await readFile(fileURLToPath(uri)).catch(() => undefined);
    if (bytes && fits(bytes, blob)) return new Uint8Array(bytes);
  }
  return source.blobs.get({ digest: blob.digest, size: blob.size, uris: web }, signal);
}

function checked(bytes: Uint8Array, blob: Blob): Uint8Array {
  if (!fits(bytes, blob)) throw new Error(`the content has not the digest ${toHex(blob.digest)}`);
  return bytes;
}

function fits(bytes: Uint8Array, { digest, size }: Blob): boolean {
  return BigInt(bytes.length) === size && sha256Hex(bytes) === toHex(digest);
}
