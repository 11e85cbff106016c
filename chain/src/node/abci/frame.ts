/** Thrown for bytes that cannot be a frame: nothing after them can be understood, so the connection must end. */
export class FrameError extends Error {
  override readonly name = "FrameError";
}

/** Cuts a byte stream into frames; see {@link frameReader}. */
export type FrameReader = (chunk: Uint8Array) => readonly Uint8Array[];

/** A length of more than 32 bits is never legal, so five bytes of uvarint are enough. */
const HEADER_MAX = 5;

/**
 * Reassembles `uvarint(length) ‖ payload` frames from chunks cut anywhere.
 * The work is linear in the bytes received, whatever the chunks' sizes. Payloads may share memory with their chunk.
 *
 * @param frameMax longest payload accepted, in bytes
 * @returns a function to call with every chunk; it returns the payloads completed by it, in order
 * @throws FrameError (from the returned function) when a length is malformed or above `frameMax`
 */
export function frameReader(frameMax: number): FrameReader {
  let pending = new Uint8Array(0);
  let filled = 0;
  return (chunk) => {
    let bytes = chunk;
    if (filled > 0) {
      pending = grown(pending, filled, chunk.length, frameMax);
      pending.set(chunk, filled);
      filled += chunk.length;
      bytes = pending.subarray(0, filled);
    }
    const { frames, used } = cut(bytes, frameMax);
    if (frames.length > 0 || filled === 0) {
      // What is left of a shared chunk is copied, so that no frame is ever overwritten by a later one.
      pending = bytes.slice(used);
      filled = pending.length;
    }
    return frames;
  };
}

/** Writes one frame: `uvarint(length) ‖ payload`. */
export function frame(payload: Uint8Array): Uint8Array {
  const header = uvarint(payload.length);
  const out = new Uint8Array(header.length + payload.length);
  out.set(header);
  out.set(payload, header.length);
  return out;
}

function cut(bytes: Uint8Array, frameMax: number): { frames: Uint8Array[]; used: number } {
  const frames: Uint8Array[] = [];
  let used = 0;
  // Every round consumes at least the header's byte.
  for (;;) {
    const header = readLength(bytes, used, frameMax);
    if (header === undefined || header.start + header.length > bytes.length) return { frames, used };
    used = header.start + header.length;
    frames.push(bytes.subarray(header.start, used));
  }
}

/** The length at `offset` and where its payload starts, or undefined while the length itself is torn. */
function readLength(
  bytes: Uint8Array,
  offset: number,
  frameMax: number,
): { length: number; start: number } | undefined {
  let length = 0;
  for (let i = 0; i < HEADER_MAX; i++) {
    const byte = bytes[offset + i];
    if (byte === undefined) return undefined;
    length += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) {
      if (length > frameMax) throw new FrameError(`frame of ${length} bytes is above the limit of ${frameMax}`);
      return { length, start: offset + i + 1 };
    }
  }
  throw new FrameError("frame length is not a 32-bit uvarint");
}

/** Room for `more` bytes, doubling, and never much above what one frame can need. */
function grown(pending: Uint8Array, filled: number, more: number, frameMax: number): Uint8Array<ArrayBuffer> {
  const needed = filled + more;
  if (needed <= pending.length) return pending as Uint8Array<ArrayBuffer>;
  const out = new Uint8Array(Math.max(needed, Math.min(2 * pending.length, frameMax + HEADER_MAX)));
  out.set(pending.subarray(0, filled));
  return out;
}

function uvarint(value: number): Uint8Array {
  const out: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    out.push((rest % 0x80) | 0x80);
    rest = Math.trunc(rest / 0x80);
  }
  out.push(rest);
  return Uint8Array.from(out);
}
