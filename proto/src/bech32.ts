import { CodecError } from "./error.js";
import type { Address, ConsAddress, ValAddress } from "./scalars.js";

// BIP-173 (bech32, not bech32m), with the error texts of github.com/cosmos/btcutil/bech32, which the SDK shows its users.

const CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
/** The SDK takes up to 1023 characters instead of BIP-173's 90. */
const LONGEST = 1023;

/** Value of each character code below 128; -1 for what is not in the alphabet. */
const VALUES = new Int8Array(128).fill(-1);
for (let value = 0; value < CHARSET.length; value++) VALUES[CHARSET.charCodeAt(value)] = value;

/** One step of the BCH checksum: BIP-173's generator, by the five bits that leave the register. */
const STEPS = Int32Array.from({ length: 32 }, (_, top) => {
  const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
  return generator.reduce((sum, term, bit) => (((top >> bit) & 1) === 1 ? sum ^ term : sum), 0);
});

/**
 * Bytes as bech32.
 *
 * @param prefix  human-readable part in lower case, such as dcm
 * @param data    at most 255 bytes
 */
export function toBech32(prefix: string, data: Uint8Array): string {
  let checksum = prefixChecksum(prefix);
  let text = `${prefix}1`;
  let held = 0;
  let bits = 0;
  const put = (value: number): void => {
    checksum = step(checksum, value);
    text += CHARSET.charAt(value);
  };
  for (const byte of data) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      put((held >> bits) & 31);
    }
  }
  if (bits > 0) put((held << (5 - bits)) & 31);
  return text + checksumText(checksum);
}

/**
 * The prefix and bytes of a bech32 text.
 *
 * @param text  8 … 1023 characters, all lower or all upper case
 * @throws CodecError  what is wrong, in the SDK's words, such as `invalid checksum (expected … got …)`
 */
export function fromBech32(text: string): { readonly prefix: string; readonly data: Uint8Array } {
  if (text.length < 8 || text.length > LONGEST) throw new CodecError(`invalid bech32 string length ${text.length}`);
  const lower = oneCase(text);
  const one = lower.lastIndexOf("1");
  if (one < 1 || one + 7 > lower.length) throw new CodecError(`invalid separator index ${one}`);
  const prefix = lower.slice(0, one);
  let checksum = prefixChecksum(prefix);
  const last = lower.length - 6;
  const data = new Uint8Array(((last - one - 1) * 5) >> 3);
  let at = 0;
  let held = 0;
  let bits = 0;
  for (let i = one + 1; i < lower.length; i++) {
    const code = lower.charCodeAt(i);
    const value = VALUES[code] as number;
    if (value < 0) throw new CodecError(`invalid character not part of charset: ${code}`);
    if (i === last) checksumOrThrow(lower, checksum, last);
    if (i >= last) continue;
    checksum = step(checksum, value);
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    data[at++] = (held >> bits) & 0xff;
  }
  if (bits > 4 || (held & ((1 << bits) - 1)) !== 0) throw new CodecError("invalid incomplete group");
  return { prefix, data };
}

/** Why `text` is not bech32, in the words of {@link fromBech32}; undefined when it is. */
export function bech32Fault(text: string): string | undefined {
  try {
    fromBech32(text);
    return undefined;
  } catch (reason) {
    if (reason instanceof CodecError) return reason.message;
    throw reason;
  }
}

/** The bytes behind an address that was checked when it entered. */
export function addressBytes(address: Address | ValAddress | ConsAddress): Uint8Array {
  return fromBech32(address).data;
}

function checksumOrThrow(text: string, checksum: number, last: number): void {
  const expected = checksumText(checksum);
  const actual = text.slice(last);
  for (let i = last; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((VALUES[code] as number) < 0) throw new CodecError(`invalid character not part of charset: ${code}`);
  }
  if (expected !== actual) throw new CodecError(`invalid checksum (expected ${expected} got ${actual})`);
}

function checksumText(checksum: number): string {
  for (let i = 0; i < 6; i++) checksum = step(checksum, 0);
  checksum ^= 1;
  let text = "";
  for (let shift = 25; shift >= 0; shift -= 5) text += CHARSET.charAt((checksum >> shift) & 31);
  return text;
}

function prefixChecksum(prefix: string): number {
  let checksum = 1;
  for (let i = 0; i < prefix.length; i++) checksum = step(checksum, prefix.charCodeAt(i) >> 5);
  checksum = step(checksum, 0);
  for (let i = 0; i < prefix.length; i++) checksum = step(checksum, prefix.charCodeAt(i) & 31);
  return checksum;
}

function step(checksum: number, value: number): number {
  return ((checksum & 0x1ffffff) << 5) ^ value ^ (STEPS[checksum >> 25] as number);
}

/** The text in lower case. */
function oneCase(text: string): string {
  let upper = false;
  let lower = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 33 || code > 126) throw new CodecError(`invalid character in string: '${text.charAt(i)}'`);
    if (code >= 65 && code <= 90) upper = true;
    if (code >= 97 && code <= 122) lower = true;
    if (upper && lower) throw new CodecError("string not all lowercase or all uppercase");
  }
  return upper ? text.toLowerCase() : text;
}
