import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, unseal } from "./disk-format.js";
import { StateMismatch } from "./multistore.js";

/** LevelDB's log: blocks of 32 KiB with fragments of batches (LevelDB, doc/log_format.md). */
const BLOCK = 32_768;
const HEADER = 7;
const [FULL, FIRST, LAST] = [1, 2, 4];

/** A batch: sequence number u64, count u32, then `tag, key, value?` with lengths as varints (LevelDB, write_batch.cc). */
const BATCH_HEADER = 12;
const PUT = 1;

/**
 * Refuses a database whose log is damaged. LevelDB itself drops a damaged batch without a word, so that the state would
 * be an older one, or a mixture. An incomplete batch at the end is none: the process died while it wrote.
 * @throws StateMismatch  with the store and key of the damaged record when the damage lies in one, else with its place
 */
export function checkLogs(dir: string): void {
  for (const name of readdirSync(dir).filter((file) => file.endsWith(".log"))) {
    const path = join(dir, name);
    for (const { batch, intact } of batches(readFileSync(path))) if (!intact) throw damage(path, batch);
  }
}

/** The batches in a log, put together from their fragments, and whether all of these have their checksums. */
function* batches(log: Buffer): Generator<{ readonly batch: Buffer; readonly intact: boolean }> {
  let fragments: Buffer[] = [];
  let intact = true;
  for (let at = 0; at + HEADER <= log.length; ) {
    const left = BLOCK - (at % BLOCK);
    const length = log.readUInt16LE(at + 4);
    const type = log[at + 6] as number;
    if (left < HEADER || (type === 0 && length === 0)) {
      at += left;
      continue;
    }
    const end = at + HEADER + length;
    if (end > log.length && HEADER + length <= left) return;
    const data = log.subarray(at + HEADER, Math.min(end, at + left));
    if (type === FULL || type === FIRST) fragments = [];
    fragments.push(data);
    intact &&= length + HEADER <= left && masked(crc32c(log.subarray(at + 6, end))) === log.readUInt32LE(at);
    if (!intact || type === FULL || type === LAST) {
      yield { batch: Buffer.concat(fragments), intact };
      intact = true;
    }
    at = Math.min(end, at + left);
  }
}

/** What is wrong with a batch, as exactly as its contents tell. */
function damage(path: string, batch: Buffer): StateMismatch {
  let last = "its first record";
  try {
    for (const [key, value] of puts(batch)) {
      unseal(key, value);
      last = describe(key);
    }
  } catch (error) {
    if (error instanceof StateMismatch) return error;
    if (!(error instanceof RangeError)) throw error;
  }
  return new StateMismatch(`${path} is damaged at or after ${last}`);
}

/** The records that a batch puts; throws RangeError where its bytes make no sense. */
function* puts(batch: Buffer): Generator<readonly [key: Buffer, value: Buffer]> {
  let at = BATCH_HEADER;
  const lengthPrefixed = (): Buffer => {
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = batch.readUInt8(at++);
      length += (byte & 127) * 2 ** shift;
      if (byte < 128) break;
    }
    if (at + length > batch.length) throw new RangeError("a length leads out of the batch");
    at += length;
    return batch.subarray(at - length, at);
  };
  while (at < batch.length) {
    const tag = batch.readUInt8(at++);
    const key = lengthPrefixed();
    if (tag === PUT) yield [key, lengthPrefixed()];
  }
}

/** CRC-32C (Castagnoli), reflected. */
const TABLE = Uint32Array.from({ length: 256 }, (_, i) => {
  let remainder = i;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0x82f63b78 : remainder >>> 1;
  return remainder;
});

function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 255] as number) ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** LevelDB stores checksums rotated and shifted, because it computes checksums of checksums. */
function masked(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
