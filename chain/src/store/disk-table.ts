import { Bytes, maskedCrc, type Part } from "./disk-bytes.js";

/** A table ends with the places of two index blocks and a magic number (LevelDB, doc/table_format.md). */
const FOOTER = 48;
const MAGIC = Buffer.from("57fb808b247547db", "hex");

/** Every block is followed by its kind of compression and a checksum over both. */
const TRAILER = 5;

/** A key in a table is followed by its sequence number and whether it was put or deleted. */
const SEQUENCE = 8;
const PUT = 1;

/** The blocks of a table. A file without the magic number is not finished and not part of the database. */
export function* tableParts(table: Buffer): Generator<Part> {
  if (!table.subarray(-MAGIC.length).equals(MAGIC)) return;
  const footer = new Bytes(table.subarray(-FOOTER));
  const places = [place(footer), place(footer)];
  const padding = footer.take(FOOTER - MAGIC.length - footer.at);
  yield { intact: padding.every((byte) => byte === 0), puts: () => [] };
  for (const { at, size } of places) {
    const part = blockPart(table, at, size);
    yield part;
    // Both blocks map keys or names to places of further blocks.
    for (const [, value] of part.entries()) {
      const { at, size } = place(new Bytes(value));
      yield blockPart(table, at, size);
    }
  }
}

interface Block extends Part {
  readonly entries: () => Iterable<readonly [key: Buffer, value: Buffer]>;
}

function place(bytes: Bytes): { readonly at: number; readonly size: number } {
  return { at: bytes.varint(), size: bytes.varint() };
}

function blockPart(table: Buffer, at: number, size: number): Block {
  const block = new Bytes(table, at).take(size + TRAILER);
  const data = block.subarray(0, size);
  const entries = () => blockEntries(data);
  return {
    intact: maskedCrc(block.subarray(0, size + 1)) === block.readUInt32LE(size + 1),
    puts: () => puts(entries()),
    entries,
  };
}

/** `shared, unshared, value length` as varints, rest of the key, value; at the end restart points and their count. */
function* blockEntries(data: Buffer): Generator<readonly [key: Buffer, value: Buffer]> {
  const end = data.length - 4 - 4 * data.readUInt32LE(data.length - 4);
  const bytes = new Bytes(data);
  let key = Buffer.alloc(0);
  while (bytes.at < end) {
    const [shared, unshared, length] = [bytes.varint(), bytes.varint(), bytes.varint()];
    key = Buffer.concat([key.subarray(0, shared), bytes.take(unshared)]);
    yield [key, bytes.take(length)];
  }
}

function* puts(
  entries: Iterable<readonly [key: Buffer, value: Buffer]>,
): Generator<readonly [key: Buffer, value: Buffer]> {
  for (const [key, value] of entries) {
    if (key.length >= SEQUENCE && key[key.length - SEQUENCE] === PUT) yield [key.subarray(0, -SEQUENCE), value];
  }
}
