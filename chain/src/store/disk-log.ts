import { Bytes, maskedCrc, type Part } from "./disk-bytes.js";

/** Blocks of 32 KiB with fragments of batches (LevelDB, doc/log_format.md): checksum u32, length u16, type u8, data. */
const BLOCK = 32_768;
const HEADER = 7;
const FULL = 1;
const FIRST = 2;
const LAST = 4;

/** Sequence number u64 and count u32 of a batch (LevelDB, write_batch.cc). */
const BATCH_HEADER = 12;
const PUT = 1;

/** A record of a file in LevelDB's log format: a batch in a log, an edit in a MANIFEST. */
export interface LogRecord {
  readonly intact: boolean;
  readonly bytes: Buffer;
  /** Where its last fragment begins. */
  readonly at: number;
}

/** The batches in a log. */
export function* logParts(log: Buffer): Generator<Part> {
  for (const { intact, bytes } of logRecords(log)) yield { intact, puts: () => batchPuts(bytes) };
}

/** The records in a log. An incomplete one at the end is left out: the process died while it wrote. */
export function* logRecords(log: Buffer): Generator<LogRecord> {
  let fragments: Buffer[] = [];
  for (let at = 0; at + HEADER <= log.length; ) {
    const left = BLOCK - (at % BLOCK);
    const length = log.readUInt16LE(at + 4);
    const type = log[at + 6] as number;
    if (left < HEADER || (type === 0 && length === 0)) {
      at += left;
      continue;
    }
    const fits = HEADER + length <= left;
    if (fits && at + HEADER + length > log.length) return;
    const end = at + Math.min(HEADER + length, left);
    if (type === FULL || type === FIRST) fragments = [];
    fragments.push(log.subarray(at + HEADER, end));
    const intact = fits && maskedCrc(log.subarray(at + 6, end)) === log.readUInt32LE(at);
    if (!intact || type === FULL || type === LAST) {
      yield { intact, bytes: Buffer.concat(fragments), at };
    }
    at = end;
  }
}

/** `tag, key, value?` with lengths as varints. */
function* batchPuts(batch: Buffer): Generator<readonly [key: Buffer, value: Buffer]> {
  const bytes = new Bytes(batch, BATCH_HEADER);
  while (bytes.at < batch.length) {
    const tag = bytes.byte();
    const key = bytes.take(bytes.varint());
    if (tag === PUT) yield [key, bytes.take(bytes.varint())];
  }
}
