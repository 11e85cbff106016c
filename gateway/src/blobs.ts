import { createHash, randomBytes } from "node:crypto";
import { createReadStream, existsSync, renameSync } from "node:fs";
import { mkdir, open, readdir, stat, unlink, utimes } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { GatewayError } from "./failure.js";

export interface BlobLimits {
  /** Bytes of one blob. */
  readonly blobMax: number;
  /** Bytes of all blobs together. */
  readonly storeMax: number;
  /** Bytes that one client may store within `expiryMs`; undefined on local networks. */
  readonly clientMax?: number | undefined;
  /** Age at which a blob goes. */
  readonly expiryMs: number;
}

export const blobDefaults: BlobLimits = { blobMax: 64 << 20, storeMax: 4 * 1024 ** 3, expiryMs: 24 * 3_600_000 };

/** Content-addressed files in one directory; every byte was checked against its name before it got that name. */
export class BlobStore {
  /** Bytes of the stored blobs. */
  private stored = 0;
  /** Bytes announced by uploads that are under way. */
  private arriving = 0;
  /** Bytes per client since its first upload of the last `expiryMs`; kept only where clients have a quota. */
  private readonly spent = new Map<string, { bytes: number; readonly until: number }>();
  private readonly directory: string;
  private readonly limits: BlobLimits;

  private constructor(directory: string, limits: BlobLimits) {
    this.directory = directory;
    this.limits = limits;
  }

  /** Opens a directory, makes it when it is missing, and drops what is expired or half written. */
  static async open(directory: string, limits: BlobLimits = blobDefaults): Promise<BlobStore> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const store = new BlobStore(directory, limits);
    await store.sweep(true);
    return store;
  }

  /**
   * Stores one blob.
   *
   * @param digest  lower-case sha256 hex that the bytes must hash to
   * @param length  announced number of bytes
   * @param client  whose quota it counts against
   * @returns whether it was new
   * @throws GatewayError 400 bad digest or length · 409 other content · 413 too large · 429 quota · 507 store full
   */
  async put(digest: string, length: number, body: Readable, client: string): Promise<boolean> {
    requireDigest(digest);
    this.requireLength(length);
    const path = this.pathOf(digest);
    if ((await this.size(digest)) !== undefined) {
      const now = new Date();
      await utimes(path, now, now);
      body.resume();
      return false;
    }
    // Counted before the first byte comes, so that parallel uploads cannot pass together.
    this.requireRoom(length, client);
    this.arriving += length;
    this.spend(client, length);
    const partial = join(this.directory, `${digest}.${randomBytes(6).toString("hex")}.part`);
    try {
      await receive(body, partial, digest, length);
      // In one step, so that of several uploads of the same blob one is the first.
      const created = !existsSync(path);
      renameSync(partial, path);
      if (created) this.stored += length;
      return created;
    } catch (error) {
      this.spend(client, -length);
      await unlink(partial).catch(ignoreMissing);
      // Its sender goes on sending: what is not read would hold up the next request on the connection.
      body.resume();
      throw refusalOf(error);
    } finally {
      this.arriving -= length;
    }
  }

  /** Bytes of a stored blob, undefined when it is not here. */
  async size(digest: string): Promise<number | undefined> {
    requireDigest(digest);
    return (await stat(this.pathOf(digest)).catch(ignoreMissing))?.size;
  }

  /** The bytes from `start` to `end`, both included. */
  read(digest: string, start: number, end: number): Readable {
    requireDigest(digest);
    return createReadStream(this.pathOf(digest), { start, end });
  }

  /** Drops expired blobs (and, at start, half-written ones) and counts the rest. Called every few minutes. */
  async sweep(atStart = false): Promise<void> {
    const now = Date.now();
    let stored = 0;
    for (const name of await readdir(this.directory)) {
      const path = join(this.directory, name);
      const found = await stat(path).catch(ignoreMissing);
      if (found === undefined) continue;
      const partial = name.endsWith(".part");
      if (partial ? atStart : now - found.mtimeMs > this.limits.expiryMs) await unlink(path).catch(ignoreMissing);
      else if (!partial) stored += found.size;
    }
    this.stored = stored;
    for (const [client, { until }] of this.spent) if (now > until) this.spent.delete(client);
  }

  private requireLength(length: number): void {
    const { blobMax } = this.limits;
    if (!Number.isSafeInteger(length) || length < 0)
      throw new GatewayError("BLOB_BAD_LENGTH", "content-length is not a number of bytes");
    if (length > blobMax) throw new GatewayError("BLOB_TOO_LARGE", `a blob has at most ${blobMax} bytes`);
  }

  private requireRoom(length: number, client: string): void {
    const { clientMax, storeMax } = this.limits;
    if (clientMax !== undefined && (this.spent.get(client)?.bytes ?? 0) + length > clientMax) {
      throw new GatewayError("BLOB_QUOTA", `at most ${clientMax} bytes per client and day`);
    }
    if (this.stored + this.arriving + length > storeMax)
      throw new GatewayError("BLOB_STORE_FULL", "the blob store is full");
  }

  private spend(client: string, bytes: number): void {
    if (this.limits.clientMax === undefined) return;
    const found = this.spent.get(client) ?? { bytes: 0, until: Date.now() + this.limits.expiryMs };
    found.bytes += bytes;
    this.spent.set(client, found);
  }

  private pathOf(digest: string): string {
    return join(this.directory, digest);
  }
}

/** Only a digest ever becomes a file name, so no request can leave the directory. */
function requireDigest(digest: string): void {
  if (!/^[0-9a-f]{64}$/.test(digest))
    throw new GatewayError("BLOB_BAD_DIGEST", "a blob is named by its sha256 in lower-case hex");
}

/**
 * Writes what comes to a file, and checks it. The body is left as it is when that fails: whoever sends it waits for our answer on
 * the same connection.
 */
async function receive(body: Readable, path: string, digest: string, length: number): Promise<void> {
  const hash = createHash("sha256");
  let received = 0;
  const file = await open(path, "wx", 0o600);
  try {
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      received += chunk.length;
      if (received > length) throw new GatewayError("BLOB_BAD_LENGTH", `more than the announced ${length} bytes`);
      hash.update(chunk);
      await file.writeFile(chunk);
    }
  } finally {
    await file.close();
  }
  if (received !== length)
    throw new GatewayError("BLOB_BAD_LENGTH", `${received} bytes came, ${length} were announced`);
  const got = hash.digest("hex");
  if (got !== digest) throw new GatewayError("BLOB_WRONG_CONTENT", `the content hashes to ${got}`);
}

function ignoreMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
  throw error;
}

function refusalOf(error: unknown): unknown {
  const { code = "" } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new GatewayError("BLOB_STORE_FULL", "the disk under the blob store is full");
  }
  if (["ECONNRESET", "ERR_STREAM_PREMATURE_CLOSE", "ABORT_ERR"].includes(code)) {
    return new GatewayError("BLOB_BROKEN_OFF", "the upload broke off");
  }
  return error;
}
