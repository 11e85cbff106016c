/** A piece of a file with a checksum of its own. */
export interface Part {
  readonly intact: boolean;
  /** The records in it, as far as they can be read; throws RangeError where its bytes make no sense. */
  readonly puts: () => Iterable<readonly [key: Uint8Array, value: Uint8Array]>;
}

/** Reads LevelDB's integers and strings from a piece of a file; throws RangeError at its end. */
export class Bytes {
  at: number;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes;
    this.at = at;
  }

  byte(): number {
    return this.#bytes.readUInt8(this.at++);
  }

  varint(): number {
    let n = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      n += (byte & 127) * scale;
      if (byte < 128) return n;
    }
  }

  take(length: number): Buffer {
    if (this.at + length > this.#bytes.length) throw new RangeError("a length leads out of its piece");
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }
}

/** CRC-32C (Castagnoli), reflected. */
const TABLE = Uint32Array.from({ length: 256 }, (_, i) => {
  let remainder = i;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0x82f63b78 : remainder >>> 1;
  return remainder;
});

/** LevelDB's checksum: CRC-32C, rotated and shifted because it computes checksums of checksums. */
export function maskedCrc(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 255] as number) ^ (crc >>> 8);
  crc = ~crc >>> 0;
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
