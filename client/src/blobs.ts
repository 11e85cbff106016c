import { fromHex, toHex } from "@dcm/proto";
import { sha256 } from "@noble/hashes/sha2.js";
import { clientError } from "./error.js";
import { contractIn } from "./errors.js";
import { type Http, readText, send } from "./http.js";
import { trimmed } from "./network.js";

/** Content named by its digest. */
export interface BlobRef {
  /** sha256, in lower-case hex or as 32 bytes */
  readonly digest: string | Uint8Array;
  /** In bytes; checked when given. */
  readonly size?: bigint | undefined;
  /** Where it may be had, tried in order: its own address, or a folder that serves blobs by their sha256. */
  readonly uris?: readonly string[] | undefined;
}

/** Content that is stored, as jobs name it. */
export interface StoredBlob {
  readonly digest: Uint8Array;
  readonly size: bigint;
  readonly uris: readonly string[];
}

/** A store of content, and fetching from any place with the digest checked. */
export interface Blobs {
  /** Names content without storing it, as `put` would. */
  refer(bytes: Uint8Array): StoredBlob;
  put(bytes: Uint8Array, signal?: AbortSignal): Promise<StoredBlob>;
  get(blob: BlobRef, signal?: AbortSignal): Promise<Uint8Array>;
  has(digest: string | Uint8Array, signal?: AbortSignal): Promise<boolean>;
}

/** What one blob may hold: 64 MiB. */
export const BLOB_MAX = 64n << 20n;
/** Long enough for 64 MiB at 1 MB/s. */
const TRANSFER_MS = 120_000;

/**
 * Opens a blob store.
 *
 * @param http  the connection
 * @param base  the store's address, such as `http://127.0.0.1:1317/dcm/blobs/v1`; without one nothing can be stored
 * @returns its functions; `get` throws BLOB_UNAVAILABLE when no place gives content with the right digest, `put` BLOB_REFUSED
 * @see INTERFACES, Gateway
 * @example
 * const stored = await client.blobs.put(new TextEncoder().encode("hello"));
 * new TextDecoder().decode(await client.blobs.get(stored)); // "hello"
 */
export function openBlobs(http: Http, base: string | undefined): Blobs {
  const at = (digest: string | Uint8Array) => {
    if (base === undefined) throw clientError("BLOB_REFUSED", "no blob store is known: connect to a gateway");
    return blobUrl(base, hexOf(digest));
  };
  const refer = (bytes: Uint8Array): StoredBlob => {
    if (BigInt(bytes.length) > BLOB_MAX)
      throw clientError("BLOB_REFUSED", `${bytes.length} bytes are more than 64 MiB`);
    const digest = sha256(bytes);
    return { digest, size: BigInt(bytes.length), uris: [at(digest)] };
  };
  return {
    refer,
    put: async (bytes, signal) => {
      const stored = refer(bytes);
      const url = at(stored.digest);
      const headers = { "content-type": "application/octet-stream" };
      const body = new Blob([bytes as Uint8Array<ArrayBuffer>]);
      const answer = await send(http, url, { method: "PUT", headers, body, timeoutMs: TRANSFER_MS, ...maybe(signal) });
      const text = await readText(answer);
      if (!answer.ok) throw contractIn(text) ?? refused(answer.status, text);
      return stored;
    },
    get: async (blob, signal) => {
      if (blob.size === 0n) return checked(new Uint8Array(0), blob);
      const folders = base === undefined ? [] : [base];
      const failures: string[] = [];
      for (const uri of new Set(
        [...(blob.uris ?? []), ...folders].map((place) => blobUrl(place, hexOf(blob.digest))),
      )) {
        try {
          return checked(await download(http, uri, blob.size ?? BLOB_MAX, signal), blob);
        } catch (error) {
          signal?.throwIfAborted();
          failures.push(error instanceof Error ? error.message : String(error));
        }
      }
      const reason = failures.join("; ") || "no place is known";
      throw clientError("BLOB_UNAVAILABLE", `${hexOf(blob.digest)} cannot be fetched: ${reason}`);
    },
    has: async (digest, signal) => (await send(http, at(digest), { method: "HEAD", ...maybe(signal) })).ok,
  };
}

/**
 * Gives the address of a blob: a folder's address gets the digest appended, an address that ends in it is taken as it is.
 *
 * @param uri  an address
 * @param hex  the blob's sha256 in lower-case hex
 * @returns the address to fetch
 * @example
 * blobUrl("http://gateway/blobs", "ab12"); // "http://gateway/blobs/ab12"
 */
export function blobUrl(uri: string, hex: string): string {
  return uri.endsWith(hex) ? uri : `${trimmed(uri)}/${hex}`;
}

/**
 * Gives a digest in lower-case hex.
 *
 * @param digest  32 bytes, or 64 hex digits in any case, `sha256:` in front or not
 * @returns 64 hex digits
 * @throws BAD_REQUEST  it is no sha256 digest
 * @example
 * hexOf(new Uint8Array(32)).length; // 64
 */
export function hexOf(digest: string | Uint8Array): string {
  const hex = typeof digest === "string" ? digest.replace(/^sha256:/, "").toLowerCase() : toHex(digest);
  if (!/^[0-9a-f]{64}$/.test(hex)) throw clientError("BAD_REQUEST", `${hex} is not a sha256 digest`);
  return hex;
}

/**
 * Gives a digest as bytes.
 *
 * @param digest  32 bytes, or 64 hex digits in any case, `sha256:` in front or not
 * @returns 32 bytes
 * @throws BAD_REQUEST  it is no sha256 digest
 * @example
 * digestBytes(`sha256:${"00".repeat(32)}`).length; // 32
 */
export function digestBytes(digest: string | Uint8Array): Uint8Array {
  return fromHex(hexOf(digest));
}

async function download(http: Http, uri: string, max: bigint, signal?: AbortSignal): Promise<Uint8Array> {
  const answer = await send(http, uri, { timeoutMs: TRANSFER_MS, ...maybe(signal) });
  if (!answer.ok || !answer.body) {
    await answer.body?.cancel();
    throw clientError("BLOB_UNAVAILABLE", `${uri} answered ${answer.status}`);
  }
  // Chunk by chunk, so that a server cannot fill memory with more than was announced.
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = answer.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(chunks, size);
    size += value.length;
    if (BigInt(size) > max) {
      await reader.cancel();
      throw clientError("BLOB_UNAVAILABLE", `${uri} gives more than ${max} bytes`);
    }
    chunks.push(value);
  }
}

function checked(bytes: Uint8Array, { digest, size }: BlobRef): Uint8Array {
  if (size !== undefined && BigInt(bytes.length) !== size) {
    throw clientError("BLOB_UNAVAILABLE", `got ${bytes.length} bytes, wanted ${size}`);
  }
  if (toHex(sha256(bytes)) !== hexOf(digest)) throw clientError("BLOB_UNAVAILABLE", "the content has another digest");
  return bytes;
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** A store that does not say what is wrong in the contract's form. */
function refused(status: number, text: string) {
  const retryable = status === 429 || status >= 500;
  return clientError("BLOB_REFUSED", `the blob store answered ${status}: ${text.slice(0, 200)}`, { retryable });
}

function maybe(signal: AbortSignal | undefined): { readonly signal?: AbortSignal } {
  return signal ? { signal } : {};
}
