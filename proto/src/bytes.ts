import { CodecError } from "./error.js";

// Text and bytes without any host: the core has no TextEncoder, TextDecoder or Buffer.

/** Shared by all empty bytes fields: it has nothing that could change. */
export const NO_BYTES = new Uint8Array(0);

/** Characters that one call of String.fromCharCode may take as arguments. */
const CHUNK = 4096;

/**
 * UTF-8 of a text.
 *
 * @throws CodecError  the text has a lone surrogate, which no UTF-8 can carry
 */
export function utf8ToBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(utf8Length(text));
  writeUtf8(text, bytes, 0);
  return bytes;
}

/** Bytes that the UTF-8 of `text` takes. */
export function utf8Length(text: string): number {
  let size = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    size += unit < 0x800 ? 1 : 2;
    // A surrogate pair is two units and four bytes: the first has already counted for both.
    if (unit >= 0xd800 && unit < 0xdc00) i++;
  }
  return size;
}

/** Writes the UTF-8 of `text` at `at` and returns the position after it. The target must have room. */
export function writeUtf8(text: string, target: Uint8Array, at: number): number {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      target[at++] = unit;
    } else if (unit < 0x800) {
      target[at++] = 0xc0 | (unit >> 6);
      target[at++] = 0x80 | (unit & 0x3f);
    } else if (unit < 0xd800 || unit > 0xdfff) {
      target[at++] = 0xe0 | (unit >> 12);
      target[at++] = 0x80 | ((unit >> 6) & 0x3f);
      target[at++] = 0x80 | (unit & 0x3f);
    } else {
      const point = text.codePointAt(i++) as number;
      if (unit > 0xdbff || point < 0x10000) throw new CodecError("text has a lone surrogate");
      target[at++] = 0xf0 | (point >> 18);
      target[at++] = 0x80 | ((point >> 12) & 0x3f);
      target[at++] = 0x80 | ((point >> 6) & 0x3f);
      target[at++] = 0x80 | (point & 0x3f);
    }
  }
  return at;
}

/**
 * Text of UTF-8 bytes. A byte order mark is kept.
 *
 * @throws CodecError  the bytes are not valid UTF-8: nothing is ever replaced by U+FFFD
 */
export function bytesToUtf8(bytes: Uint8Array): string {
  return readUtf8(bytes, 0, bytes.length);
}

/** Text of the UTF-8 in bytes[start … end). */
export function readUtf8(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  let at = start;
  // Eight at a time: several times faster than one by one, and than handing over a typed array.
  for (; at + 8 <= end; at += 8) {
    const a = bytes[at] as number;
    const b = bytes[at + 1] as number;
    const c = bytes[at + 2] as number;
    const d = bytes[at + 3] as number;
    const e = bytes[at + 4] as number;
    const f = bytes[at + 5] as number;
    const g = bytes[at + 6] as number;
    const h = bytes[at + 7] as number;
    if ((a | b | c | d | e | f | g | h) >= 0x80) return readWideUtf8(bytes, start, end);
    text += String.fromCharCode(a, b, c, d, e, f, g, h);
  }
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte >= 0x80) return readWideUtf8(bytes, start, end);
    text += String.fromCharCode(byte);
  }
  return text;
}
function readWideUtf8(bytes: Uint8Array, start: number, end: number): string {
  const units = new Uint16Array(end - start);
  let size = 0;
  for (let at = start; at < end; ) {
    const first = bytes[at++] as number;
    if (first < 0x80) {
      units[size++] = first;
      continue;
    }
    // Table 3-7 of the Unicode standard: how many bytes follow, and the bounds of the first of them.
    const more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
    const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
    const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
    const second = bytes[at] as number;
    if (first < 0xc2 || first > 0xf4 || at + more > end || second < low || second > high) throw notUtf8();
    let point = first & (0x3f >> more);
    for (const stop = at + more; at < stop; at++) {
      const next = bytes[at] as number;
      if ((next & 0xc0) !== 0x80) throw notUtf8();
      point = (point << 6) | (next & 0x3f);
    }
    if (point < 0x10000) {
      units[size++] = point;
    } else {
      units[size++] = 0xd800 | ((point - 0x10000) >> 10);
      units[size++] = 0xdc00 | (point & 0x3ff);
    }
  }
  return charText(units.subarray(0, size));
}

function notUtf8(): CodecError {
  return new CodecError("text is not valid UTF-8");
}

function charText(units: Uint16Array): string {
  if (units.length <= CHUNK) return String.fromCharCode.apply(null, units as unknown as number[]);
  let text = "";
  for (let at = 0; at < units.length; at += CHUNK) text += charText(units.subarray(at, at + CHUNK));
  return text;
}

const HEX = utf8ToBytes("0123456789abcdef");

/** Lower-case hex, two digits a byte. */
export function toHex(bytes: Uint8Array): string {
  let text = "";
  let at = 0;
  // Four bytes at a time, as readUtf8 does and for the same reason.
  for (; at + 4 <= bytes.length; at += 4) {
    const a = bytes[at] as number;
    const b = bytes[at + 1] as number;
    const c = bytes[at + 2] as number;
    const d = bytes[at + 3] as number;
    // biome-ignore format: two digits of each byte
    text += String.fromCharCode(
      HEX[a >> 4] as number, HEX[a & 15] as number, HEX[b >> 4] as number, HEX[b & 15] as number,
      HEX[c >> 4] as number, HEX[c & 15] as number, HEX[d >> 4] as number, HEX[d & 15] as number,
    );
  }
  for (; at < bytes.length; at++) text += hexOf(bytes[at] as number);
  return text;
}

function hexOf(byte: number): string {
  return String.fromCharCode(HEX[byte >> 4] as number, HEX[byte & 15] as number);
}

/**
 * Bytes of hex in either case.
 *
 * @throws CodecError  an odd length or another character
 */
export function fromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0) throw new CodecError("not hex");
  const bytes = new Uint8Array(text.length >> 1);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (hexDigit(text, 2 * i) << 4) | hexDigit(text, 2 * i + 1);
  return bytes;
}

function hexDigit(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  if (letter < 97 || letter > 102) throw new CodecError("not hex");
  return letter - 87;
}

const BASE64 = utf8ToBytes("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
const PADDING = "=".charCodeAt(0);
const BASE64_VALUES = new Map([...BASE64].map((code, value) => [code, value]));

/** Standard base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  let text = "";
  let at = 0;
  // Six bytes at a time, as readUtf8 does and for the same reason.
  for (; at + 6 <= bytes.length; at += 6) {
    const a = bitsAt(bytes, at);
    const b = bitsAt(bytes, at + 3);
    // biome-ignore format: four digits of three bytes each
    text += String.fromCharCode(
      BASE64[a >> 18] as number, BASE64[(a >> 12) & 63] as number, BASE64[(a >> 6) & 63] as number, BASE64[a & 63] as number,
      BASE64[b >> 18] as number, BASE64[(b >> 12) & 63] as number, BASE64[(b >> 6) & 63] as number, BASE64[b & 63] as number,
    );
  }
  for (; at < bytes.length; at += 3) {
    const bits = bitsAt(bytes, at);
    const digits = Math.min(3, bytes.length - at) + 1;
    for (let i = 0; i < 4; i++)
      text += String.fromCharCode(i < digits ? (BASE64[(bits >> (18 - 6 * i)) & 63] as number) : PADDING);
  }
  return text;
}

/** Three bytes as one number; what lies behind the end is 0. */
function bitsAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
}

/**
 * Bytes of standard base64.
 *
 * @throws CodecError  a wrong length, padding or character
 */
export function fromBase64(text: string): Uint8Array {
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  if (text.length % 4 !== 0) throw new CodecError("not base64: its length is no multiple of 4");
  const bytes = new Uint8Array((text.length >> 2) * 3 - padding);
  let at = 0;
  let held = 0;
  let bits = 0;
  for (let i = 0; i < text.length - padding; i++) {
    const value = BASE64_VALUES.get(text.charCodeAt(i));
    if (value === undefined) throw new CodecError("not base64");
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (held >> bits) & 0xff;
  }
  return bytes;
}
