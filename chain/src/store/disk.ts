import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { checkFiles } from "./disk-check.js";
import {
  BLOCK_KEY,
  CHAIN_KEY,
  type Database,
  describe,
  heightOfUndoKey,
  openDatabase,
  RECORDS,
  splitRecordKey,
  UNDO_RECORDS,
  undoKey,
  unpackBlock,
  unseal,
} from "./disk-format.js";
import type { FromWriter, ToWriter, WriterData } from "./disk-worker.js";
import type { StoreMoves } from "./moves.js";
import {
  type BlockWrites,
  type CommittedStore,
  createMultistore,
  restoreMultistore,
  StateMismatch,
  type StoreOptions,
} from "./multistore.js";

/** How a node's state is opened. */
export interface OpenOptions extends StoreOptions {
  /** The database's directory; made when missing. */
  readonly dir: string;
  /** What the upgrade of the block after that height does with the stores that are there; undefined when there is none. */
  readonly moves?: (height: bigint) => StoreMoves | undefined;
  /** Written with the first block; state of another chain is refused. */
  readonly chainId: string;
  /** Blocks that may wait for the disk before {@link Writer.push} asks to wait; 4 by default. */
  readonly lagMax?: number;
  /** `DCM_CRASH_AT`, for tests: `writer-before-batch`, `writer-in-batch` or `writer-after-batch`, with `:<height>` or without. */
  readonly crashAt?: string | undefined;
  /** The disk failed: nothing is durable any more, and the process must end. */
  readonly onFailure: (error: Error) => void;
}

/** Hands blocks to the writer thread. */
export interface Writer {
  /** Height of the last block that is on the disk; 0n before the first. */
  readonly durableHeight: bigint;
  /**
   * Hands over a block's writes, whose arrays are gone afterwards.
   * @returns undefined when the writer keeps up, else what to wait for before the next block
   */
  push(block: BlockWrites): Promise<void> | undefined;
  /** Waits until all blocks pushed are on the disk. */
  flush(): Promise<void>;
}

/** A node's state: in memory, with its copy on the disk. */
export interface OpenedStore {
  readonly store: CommittedStore;
  readonly writer: Writer;
  /** Writes what is pending, ends the writer thread and closes the database. */
  close(): Promise<void>;
}

const KEEP_RECENT = 100;
const LAG_MAX = 4;

/** Entries read from the disk at once. */
const PAGE = 1000;
const PAGE_BYTES = 1 << 20;

/**
 * Reads the state back, or begins an empty one, and starts the writer thread.
 * @throws StateMismatch  the records do not give the application hash written with them (the text names store and key, or
 *   the store, or the database's file), or they belong to another chain or another set of stores
 */
export async function openStore(options: OpenOptions): Promise<OpenedStore> {
  if (existsSync(options.dir)) checkFiles(options.dir);
  const database = await openDatabase(options.dir);
  let store: CommittedStore;
  try {
    store = await load(database, options);
  } finally {
    await database.close();
  }
  const writer = await DiskWriter.start(options, store.height);
  return { store, writer, close: () => writer.close() };
}

async function load(database: Database, options: OpenOptions): Promise<CommittedStore> {
  const block = await read(database, BLOCK_KEY);
  if (block === undefined) {
    await refuseRecords(database);
    return createMultistore(options);
  }
  const chainId = Buffer.from((await read(database, CHAIN_KEY)) ?? []).toString();
  if (chainId !== options.chainId) {
    throw new StateMismatch(`the state in ${options.dir} is of chain ${chainId}, not of ${options.chainId}`);
  }
  const { height, appHash, roots } = unpackBlock(block);
  const restoring = restoreMultistore(options, options.moves?.(height));
  await eachEntry(database, RECORDS, (key, value) => {
    const record = splitRecordKey(key);
    restoring.add(record.name, record.key, value);
  });
  const stale = height - BigInt(options.keepRecent ?? KEEP_RECENT);
  const kept = { gte: undoKey(stale < 0n ? 0n : stale + 1n), lt: UNDO_RECORDS.lt };
  await eachEntry(database, kept, (key, value) => {
    const previous = Buffer.from(value.buffer, value.byteOffset, 8).readBigUInt64BE();
    restoring.addUndo(heightOfUndoKey(key), previous, new Uint8Array(value.subarray(8)));
  });
  return restoring.finish(height, appHash, roots);
}

async function read(database: Database, key: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    const sealed = await database.get(key);
    return sealed && unseal(key, sealed);
  } catch (error) {
    throw damageNear(key, error);
  }
}

/** Records without a block that wrote them cannot be checked. */
async function refuseRecords(database: Database): Promise<void> {
  const [key] = await database.keys({ limit: 1 }).all();
  if (key !== undefined) throw new StateMismatch(`${describe(key)}: the record belongs to no block`);
}

/** Calls `visit` for all entries of a range in order, checks taken off. */
async function eachEntry(
  database: Database,
  range: { readonly gte: Uint8Array; readonly lt: Uint8Array },
  visit: (key: Uint8Array, value: Uint8Array) => void,
): Promise<void> {
  const iterator = database.iterator({ ...range, highWaterMarkBytes: PAGE_BYTES });
  let before = range.gte;
  try {
    for (let page = await iterator.nextv(PAGE); page.length > 0; page = await iterator.nextv(PAGE)) {
      for (const [key, sealed] of page) {
        visit(key, unseal(key, sealed));
        before = key;
      }
    }
  } catch (error) {
    throw damageNear(before, error);
  } finally {
    await iterator.close();
  }
}

/** LevelDB's complaint about its files as ours; other errors as they are. */
function damageNear(key: Uint8Array, error: unknown): unknown {
  if ((error as { code?: string }).code !== "LEVEL_CORRUPTION") return error;
  return new StateMismatch(`the state is damaged near ${describe(key)}: ${String(error)}`);
}

class DiskWriter implements Writer {
  durableHeight: bigint;
  #pushedHeight: bigint;
  readonly #pending: bigint[] = [];
  readonly #worker: Worker;
  readonly #lagMax: number;
  readonly #onFailure: (error: Error) => void;
  /** Waiting for the disk: settled when at most `pending` blocks are not on it yet. */
  #waiting: { readonly pending: number; readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];
  #failure: Error | undefined;
  #closed = false;

  private constructor(options: OpenOptions, height: bigint) {
    this.durableHeight = height;
    this.#pushedHeight = height;
    this.#lagMax = options.lagMax ?? LAG_MAX;
    this.#onFailure = options.onFailure;
    const { dir, chainId, keepRecent = KEEP_RECENT, crashAt } = options;
    const workerData: WriterData = { dir, chainId, keepRecent, crashAt };
    this.#worker = new Worker(workerFile(), { workerData, execArgv: [] });
  }

  /** A running writer. Until it says that it is open its errors are the caller's, afterwards they go to `onFailure`. */
  static async start(options: OpenOptions, height: bigint): Promise<DiskWriter> {
    const writer = new DiskWriter(options, height);
    await new Promise<void>((resolve, reject) => {
      writer.#worker.once("message", (message: FromWriter) => {
        if (message.kind === "failed") reject(message.error);
        else resolve();
      });
      writer.#worker.once("error", reject);
    });
    writer.#worker.removeAllListeners("error");
    writer.#worker.on("message", (message: FromWriter) => writer.#receive(message));
    writer.#worker.on("error", (error) => writer.#fail(error));
    writer.#worker.on("exit", (code) => {
      if (!writer.#closed) writer.#fail(new Error(`the writer thread ended with code ${code}`));
    });
    return writer;
  }

  push(block: BlockWrites): Promise<void> | undefined {
    if (block.previous !== this.#pushedHeight) {
      throw new Error(`block ${block.height} does not follow ${this.#pushedHeight}, the last one handed to the disk`);
    }
    this.#pushedHeight = block.height;
    this.#pending.push(block.height);
    const { roots, writes, undo } = block;
    this.#post({ kind: "block", block }, [roots.buffer, writes.buffer, ...(undo ? [undo.buffer] : [])]);
    return this.#pending.length > this.#lagMax ? this.#until(this.#lagMax) : undefined;
  }

  flush(): Promise<void> {
    return this.#until(0);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    await this.flush();
    this.#closed = true;
    const ended = new Promise((resolve) => this.#worker.once("exit", resolve));
    this.#post({ kind: "close" }, []);
    await ended;
  }

  #post(message: ToWriter, transfer: ArrayBuffer[]): void {
    this.#worker.postMessage(message, transfer);
  }

  #until(pending: number): Promise<void> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    if (this.#pending.length <= pending) return Promise.resolve();
    return new Promise((resolve, reject) => this.#waiting.push({ pending, resolve, reject }));
  }

  #receive(message: FromWriter): void {
    if (message.kind === "failed") this.#fail(message.error);
    if (message.kind !== "durable") return;
    this.durableHeight = message.height;
    this.#pending.shift();
    const ready = this.#waiting.filter(({ pending }) => this.#pending.length <= pending);
    this.#waiting = this.#waiting.filter(({ pending }) => this.#pending.length > pending);
    for (const { resolve } of ready) resolve();
  }

  #fail(error: Error): void {
    if (this.#failure !== undefined) return;
    this.#failure = error;
    for (const { reject } of this.#waiting) reject(error);
    this.#waiting = [];
    this.#onFailure(error);
  }
}

/** The compiled worker: beside this file, or in dist when this file is run from its source by a test. */
function workerFile(): URL {
  const beside = new URL("./disk-worker.js", import.meta.url);
  return existsSync(fileURLToPath(beside)) ? beside : new URL("../../dist/store/disk-worker.js", import.meta.url);
}
