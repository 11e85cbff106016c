import { crc32 } from "node:zlib";
import { ClassicLevel } from "classic-level";
import { StateMismatch } from "./multistore.js";

/** The database that a node keeps its state in. */
export type Database = ClassicLevel<Uint8Array, Uint8Array>;

/**
 * Keys begin with a letter: `c` the chain id, `m` the last block, `s` a record, `u` an undo record. Every value ends
 * with a check over key and value. LevelDB has checks of its own, but does not compare them when it reads, and they say
 * nothing about which record is damaged.
 */
export const CHAIN_KEY: Uint8Array = Buffer.from("c");
export const BLOCK_KEY: Uint8Array = Buffer.from("m");
export const RECORDS = { gte: Buffer.from("s"), lt: Buffer.from("t") } as const;
export const UNDO_RECORDS = { gte: Buffer.from("u"), lt: Buffer.from("v") } as const;

const CHECK_BYTES = 4;

/** A block in the database: the last one, or the one that an undo record takes back. */
export interface BlockRecord {
  readonly height: bigint;
  readonly appHash: Uint8Array;
  readonly roots: Uint8Array;
}

/** Opens the database in a directory, which is made when missing. Values are stored as they are, for their checks. */
export async function openDatabase(dir: string): Promise<Database> {
  const options = { keyEncoding: "view", valueEncoding: "view", compression: false, maxFileSize: 8 << 20 } as const;
  const database = new ClassicLevel<Uint8Array, Uint8Array>(dir, options);
  try {
    await database.open();
  } catch (error) {
    throw openError(dir, error);
  }
  return database;
}

export function recordKey(name: string, key: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`s${name}\0`, "latin1"), key]);
}

/** Store and key of a record's key in the database. */
export function splitRecordKey(key: Uint8Array): { readonly name: string; readonly key: Uint8Array } {
  const end = key.indexOf(0);
  if (end < 0) throw new StateMismatch(`a key on disk names no store: ${hex(key)}`);
  return { name: Buffer.from(key.subarray(1, end)).toString("latin1"), key: key.subarray(end + 1) };
}

export function undoKey(height: bigint): Uint8Array {
  const key = Buffer.from("u00000000");
  key.writeBigUInt64BE(height, 1);
  return key;
}

export function heightOfUndoKey(key: Uint8Array): bigint {
  return Buffer.from(key).readBigUInt64BE(1);
}

/** `value` with its check, as stored under `key`. */
export function seal(key: Uint8Array, value: Uint8Array): Uint8Array {
  const sealed = Buffer.allocUnsafe(value.length + CHECK_BYTES);
  sealed.set(value);
  sealed.writeUInt32BE(check(key, value), value.length);
  return sealed;
}

/** The value that was sealed. */
export function unseal(key: Uint8Array, sealed: Uint8Array): Uint8Array {
  const length = Math.max(0, sealed.length - CHECK_BYTES);
  const value = sealed.subarray(0, length);
  if (sealed.length < CHECK_BYTES || Buffer.from(sealed.subarray(length)).readUInt32BE() !== check(key, value)) {
    throw new StateMismatch(`${describe(key)}: the record on disk is damaged`);
  }
  return value;
}

export function packBlock({ height, appHash, roots }: BlockRecord): Uint8Array {
  const head = Buffer.alloc(8);
  head.writeBigUInt64BE(height);
  return Buffer.concat([head, appHash, roots]);
}

export function unpackBlock(bytes: Uint8Array): BlockRecord {
  const height = Buffer.from(bytes).readBigUInt64BE();
  return { height, appHash: new Uint8Array(bytes.subarray(8, 40)), roots: bytes.subarray(40) };
}

/** What a key of the database stands for, in words. */
export function describe(key: Uint8Array): string {
  if (key[0] === RECORDS.gte[0] && key.includes(0)) {
    const record = splitRecordKey(key);
    return `store ${record.name}, key ${hex(record.key)}`;
  }
  if (key[0] === UNDO_RECORDS.gte[0] && key.length === 9) return `undo record of height ${heightOfUndoKey(key)}`;
  if (key.length === 1 && key[0] === BLOCK_KEY[0]) return "record of the last block";
  if (key.length === 1 && key[0] === CHAIN_KEY[0]) return "record of the chain id";
  return `database key ${hex(key)}`;
}

function check(key: Uint8Array, value: Uint8Array): number {
  return crc32(value, crc32(key));
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

function openError(dir: string, error: unknown): Error {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = (cause as { code?: string }).code;
  if (code === "LEVEL_LOCKED") return new Error(`the state in ${dir} is in use by another process`);
  if (code === "LEVEL_CORRUPTION") return new StateMismatch(`the state in ${dir} is damaged: ${String(cause)}`);
  return new Error(`the state in ${dir} cannot be opened: ${String(cause)}`);
}
