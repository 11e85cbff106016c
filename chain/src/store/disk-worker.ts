import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import {
  BLOCK_KEY,
  CHAIN_KEY,
  type Database,
  openDatabase,
  packBlock,
  recordKey,
  seal,
  UNDO_RECORDS,
  undoKey,
} from "./disk-format.js";
import type { BlockWrites } from "./multistore.js";
import { unpackSections } from "./packed.js";

/** What the writer thread is started with. */
export interface WriterData {
  readonly dir: string;
  readonly chainId: string;
  readonly keepRecent: number;
  /** `DCM_CRASH_AT` of the process. */
  readonly crashAt: string | undefined;
}

export type ToWriter = { readonly kind: "block"; readonly block: BlockWrites } | { readonly kind: "close" };

export type FromWriter =
  | { readonly kind: "open" }
  | { readonly kind: "durable"; readonly height: bigint }
  | { readonly kind: "closed" }
  | { readonly kind: "failed"; readonly error: Error };

type Operation =
  | { readonly type: "put"; readonly key: Uint8Array; readonly value: Uint8Array }
  | { readonly type: "del"; readonly key: Uint8Array };

const { dir, chainId, keepRecent, crashAt } = workerData as WriterData;

let database: Database;
let swept = false;

/** Blocks are written one after the other, in the order in which they came, and none after one that failed. */
let last = start();
last.catch(fail);

parentPort?.on("message", (message: ToWriter) => {
  last = last.then(message.kind === "block" ? () => write(message.block) : close);
  last.catch(fail);
});

async function start(): Promise<void> {
  database = await openDatabase(dir);
  send({ kind: "open" });
}

/** One atomic batch: either the whole block is in the database or nothing of it. */
async function write(block: BlockWrites): Promise<void> {
  if (!swept) await sweep(block.height);
  crashPoint("writer-before-batch", block.height);
  const logBytes = isCrashPoint("writer-in-batch", block.height) ? bytesOfLogs() : undefined;
  const written = database.batch([...operations(block)], { sync: true });
  if (logBytes !== undefined) crashWhenLogGrows(logBytes);
  await written;
  crashPoint("writer-after-batch", block.height);
  send({ kind: "durable", height: block.height });
}

/** A smaller query-keep-recent than before leaves undo records behind, which no later block would delete. */
async function sweep(height: bigint): Promise<void> {
  const stale = height - BigInt(keepRecent);
  if (stale > 0n) await database.clear({ gte: UNDO_RECORDS.gte, lt: undoKey(stale) });
  swept = true;
}

function* operations(block: BlockWrites): Generator<Operation> {
  for (const { name, records } of unpackSections(block.writes)) {
    for (const [key, value] of records.ascend(undefined, undefined)) {
      const full = recordKey(name, key);
      yield value.length === 0 ? { type: "del", key: full } : sealed(full, value);
    }
  }
  if (block.undo !== undefined) {
    const previous = Buffer.alloc(8);
    previous.writeBigUInt64BE(block.previous);
    yield sealed(undoKey(block.height), Buffer.concat([previous, block.undo]));
  }
  const stale = block.height - BigInt(keepRecent);
  if (stale > 0n) yield { type: "del", key: undoKey(stale) };
  if (block.previous === 0n) yield sealed(CHAIN_KEY, Buffer.from(chainId));
  yield sealed(BLOCK_KEY, packBlock(block));
}

async function close(): Promise<void> {
  await database.close();
  send({ kind: "closed" });
  parentPort?.close();
}

function sealed(key: Uint8Array, value: Uint8Array): Operation {
  return { type: "put", key, value: seal(key, value) };
}

function fail(error: unknown): void {
  send({ kind: "failed", error: error instanceof Error ? error : new Error(String(error)) });
  parentPort?.close();
}

/** `DCM_CRASH_AT=<name>` or `<name>:<height>` ends the process here as SIGKILL does. */
function crashPoint(name: string, height: bigint): void {
  if (isCrashPoint(name, height)) process.kill(process.pid, "SIGKILL");
}

function isCrashPoint(name: string, height: bigint): boolean {
  return crashAt === name || crashAt === `${name}:${height}`;
}

/** LevelDB writes a batch on a thread of its own, piece by piece: the first piece is in its log, and the end not yet synced. */
function crashWhenLogGrows(before: number): void {
  // Bounded by the batch that is being written.
  while (bytesOfLogs() === before);
  process.kill(process.pid, "SIGKILL");
}

function bytesOfLogs(): number {
  const logs = readdirSync(dir).filter((name) => name.endsWith(".log"));
  return logs.reduce((sum, name) => sum + statSync(join(dir, name)).size, 0);
}

function send(message: FromWriter): void {
  parentPort?.postMessage(message);
}
