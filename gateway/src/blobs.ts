import { createHash, randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, rename, stat, unlink, utimes } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** A refusal with its HTTP status (INTERFACES.md, "Gateway"). */
export class BlobError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = "BlobError";
    this.status = status;
  }
}

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
  private used = 0;
  private readonly spent = new Map<string, number>();
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
   * @throws BlobError 400 bad digest or length · 409 other content · 413 too large · 429 quota · 507 store full
   */
  async put(digest: string, length: number, body: Readable, client: string): Promise<boolean> {
    requireDigest(digest);
    this.requireRoom(length, client);
    const path = this.pathOf(digest);
    if ((await this.size(digest)) !== undefined) {
      const now = new Date();
      await utimes(path, now, now);
      body.resume();
      return false;
    }
    this.used += length;
    const partial = join(this.directory, `${digest}.${randomBytes(6).toString("hex")}.part`);
    try {
      await receive(body, partial, digest, length);
      await rename(partial, path);
    } catch (error) {
      this.used -= length;
      await unlink(partial).catch(ignoreMissing);
      throw isDiskFull(error) ? new BlobError(507, "the blob store is full") : error;
    }
    this.spent.set(client, (this.spent.get(client) ?? 0) + length);
    return true;
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
    let used = 0;
    for (const name of await readdir(this.directory)) {
      const path = join(this.directory, name);
      const found = await stat(path).catch(ignoreMissing);
      if (found === undefined) continue;
      const partial = name.endsWith(".part");
      if (partial ? atStart : now - found.mtimeMs > this.limits.expiryMs) await unlink(path).catch(ignoreMissing);
      else used += found.size;
    }
    this.used = used;
    this.spent.clear();
  }

  private requireRoom(length: number, client: string): void {
    const { blobMax, clientMax, storeMax } = this.limits;
    if (!Number.isSafeInteger(length) || length < 0)
      throw new BlobError(400, "content-length is not a number of bytes");
    if (length > blobMax) throw new BlobError(413, `a blob has at most ${blobMax} bytes`);
    if (clientMax !== undefined && (this.spent.get(client) ?? 0) + length > clientMax) {
      throw new BlobError(429, `at most ${clientMax} bytes per client and day`);
    }
    if (this.used + length > storeMax) throw new BlobError(507, "the blob store is full");
  }

  private pathOf(digest: string): string {
    return join(this.directory, digest);
  }
}

/** Only a digest ever becomes a file name, so no request can leave the directory. */
function requireDigest(digest: string): void {
  if (!/^[0-9a-f]{64}$/.test(digest)) throw new BlobError(400, "a blob is named by its sha256 in lower-case hex");
}

async function receive(body: Readable, path: string, digest: string, length: number): Promise<void> {
  const hash = createHash("sha256");
  let received = 0;
  const check = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      received += chunk.length;
      if (received > length) throw new BlobError(400, `more than the announced ${length} bytes`);
      hash.update(chunk);
      yield chunk;
    }
  };
  await pipeline(body, check, createWriteStream(path, { mode: 0o600 }));
  if (received !== length) throw new BlobError(400, `${received} bytes came, ${length} were announced`);
  const got = hash.digest("hex");
  if (got !== digest) throw new BlobError(409, `the content hashes to ${got}`);
}

function ignoreMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
  throw error;
}

function isDiskFull(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT"].includes((error as NodeJS.ErrnoException).code ?? "");
}
