import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Bytes } from "./disk-bytes.js";
import { logRecords } from "./disk-log.js";
import { StateMismatch } from "./multistore.js";

/** What an edit in a MANIFEST may hold (LevelDB, db/version_edit.cc). */
const TAG = {
  comparator: 1,
  log: 2,
  nextFile: 3,
  sequence: 4,
  pointer: 5,
  deleted: 6,
  added: 7,
  previousLog: 9,
} as const;

/** The files that a database consists of. */
interface Files {
  /** Size by number. */
  readonly tables: Map<number, number>;
  /** The oldest log that is not yet in tables; 0 before the first one. */
  log: number | undefined;
}

/**
 * Refuses a database whose files are not those that its MANIFEST names. LevelDB begins an empty database where CURRENT is missing,
 * goes on without a log that is missing, and takes a MANIFEST with a damaged end for one that is not finished, which it
 * cannot be when files that it still names are gone.
 * @throws StateMismatch  with the file's name
 */
export function checkManifest(dir: string): void {
  const current = join(dir, "CURRENT");
  if (!existsSync(current)) {
    const orphan = readdirSync(dir).find((name) => /\.(ldb|log)$/.test(name));
    if (orphan !== undefined) throw new StateMismatch(`${current} is missing, but there is ${orphan}`);
    return;
  }
  const [, name] = /^(MANIFEST-\d{6,})\n$/.exec(readFileSync(current, "latin1")) ?? [];
  if (name === undefined) throw new StateMismatch(`${current} is damaged: it names no MANIFEST`);
  const manifest = join(dir, name);
  if (!existsSync(manifest)) throw new StateMismatch(`${manifest} is missing`);
  const { tables, log } = filesOf(manifest);
  for (const [number, size] of tables) requireFile(join(dir, fileName(number, "ldb")), size);
  if (log === undefined) throw new StateMismatch(`${manifest} is damaged: it names no log`);
  if (log > 0) requireFile(join(dir, fileName(log, "log")));
}

function requireFile(path: string, size?: number): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new StateMismatch(`${path} is missing`);
  if (size !== undefined && found.size !== size)
    throw new StateMismatch(`${path} is damaged: it has ${found.size} bytes instead of ${size}`);
}

function fileName(number: number, extension: string): string {
  return `${String(number).padStart(6, "0")}.${extension}`;
}

function filesOf(manifest: string): Files {
  const files: Files = { tables: new Map(), log: undefined };
  for (const { intact, bytes, at } of logRecords(readFileSync(manifest))) {
    if (!intact) throw new StateMismatch(`${manifest} is damaged at byte ${at}`);
    try {
      apply(files, new Bytes(bytes), bytes.length);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new StateMismatch(`${manifest} is damaged at byte ${at}: ${error.message}`);
    }
  }
  return files;
}

function apply(files: Files, bytes: Bytes, end: number): void {
  while (bytes.at < end) {
    const tag = bytes.varint();
    if (tag === TAG.comparator) bytes.take(bytes.varint());
    else if (tag === TAG.log) files.log = bytes.varint();
    else if (tag === TAG.nextFile || tag === TAG.sequence || tag === TAG.previousLog) bytes.varint();
    else if (tag === TAG.pointer) {
      bytes.varint();
      bytes.take(bytes.varint());
    } else if (tag === TAG.deleted) {
      bytes.varint();
      files.tables.delete(bytes.varint());
    } else if (tag === TAG.added) {
      bytes.varint();
      files.tables.set(bytes.varint(), bytes.varint());
      bytes.take(bytes.varint());
      bytes.take(bytes.varint());
    } else throw new RangeError(`an edit has the unknown tag ${tag}`);
  }
}
