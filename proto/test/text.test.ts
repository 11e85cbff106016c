import { fromBech32 as theirFromBech32, toBech32 as theirToBech32 } from "@cosmjs/encoding";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bytesToUtf8,
  CodecError,
  decText,
  durationText,
  fromBase64,
  fromBech32,
  fromHex,
  parseDec,
  parseDuration,
  parseTimestamp,
  timestampText,
  toBase64,
  toBech32,
  toHex,
  utf8ToBytes,
} from "../src/index.js";

const bytes = (maxLength: number) => fc.uint8Array({ maxLength });

describe("bech32", () => {
  test("equals CosmJS both ways", () => {
    fc.assert(
      fc.property(fc.constantFrom("dcm", "dcmvaloper", "cosmos"), bytes(64), (prefix, data) => {
        const text = toBech32(prefix, data);
        expect(text).toBe(theirToBech32(prefix, data, 1023));
        expect(fromBech32(text)).toEqual({ prefix, data: Uint8Array.from(theirFromBech32(text, 1023).data) });
        expect(fromBech32(text.toUpperCase())).toEqual(fromBech32(text));
      }),
    );
  });

  test.each([
    ["dcm1", "invalid bech32 string length 4"],
    ["dcm1Qurswpc8", "string not all lowercase or all uppercase"],
    ["dcm\u00e91qqqqqqqq", "invalid character in string: 'é'"],
    ["1qqqqqqqqq", "invalid separator index 0"],
    ["dcmqqqqqqqqqq", "invalid separator index -1"],
    ["dcm1qqqqq", "invalid separator index 3"],
    ["dcm1bqqqqqqqq", "invalid character not part of charset: 98"],
    ["dcm1qurswpc8qurswpc8qurswpc8qurswpc8qs8knq", "invalid checksum (expected s8knj got s8knq)"],
  ])("%s is refused in the SDK's words", (text, message) => {
    expect(() => fromBech32(text)).toThrow(CodecError);
    if (!message.startsWith("invalid checksum")) expect(() => fromBech32(text)).toThrow(new CodecError(message));
    else expect(() => fromBech32(text)).toThrow(/^invalid checksum \(expected \w{6} got \w{6}\)$/);
  });

  test("one changed character is always noticed", () => {
    const good = toBech32("dcm", new Uint8Array(20).fill(7));
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: good.length - 1 }),
        fc.constantFrom(..."qpzry9x8gf2tvdw0s3jn54khce6mua7l"),
        (at, char) => {
          if (good[at] === char) return;
          expect(() => fromBech32(good.slice(0, at) + char + good.slice(at + 1))).toThrow(/invalid checksum/);
        },
      ),
    );
  });
});

describe("UTF-8", () => {
  test("equals the host's encoder and strict decoder", () => {
    const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        expect(utf8ToBytes(text)).toEqual(Uint8Array.from(new TextEncoder().encode(text)));
        expect(bytesToUtf8(utf8ToBytes(text))).toBe(text);
      }),
    );
    const lead = fc.constantFrom(
      0xc0,
      0xc2,
      0xdf,
      0xe0,
      0xed,
      0xef,
      0xf0,
      0xf4,
      0xf5,
      0x80,
      0xbf,
      0x9f,
      0xa0,
      0x90,
      0x8f,
      0x41,
    );
    fc.assert(
      fc.property(
        fc.oneof(
          bytes(8),
          fc.array(lead, { maxLength: 6 }).map((list) => Uint8Array.from(list)),
        ),
        (data) => {
          let expected: string | undefined;
          try {
            expected = strict.decode(data);
          } catch {
            expected = undefined;
          }
          if (expected === undefined) expect(() => bytesToUtf8(data)).toThrow(CodecError);
          else expect(bytesToUtf8(data)).toBe(expected);
        },
      ),
      { numRuns: 5000 },
    );
  });

  test("a lone surrogate is refused, long texts are not", () => {
    for (const text of ["\ud800", "\udc00", "a\ud800b", "\udc00\ud800"])
      expect(() => utf8ToBytes(text)).toThrow(CodecError);
    const long = "aż🐢".repeat(20_000);
    expect(bytesToUtf8(utf8ToBytes(long))).toBe(long);
  });
});

test("base64 and hex come back, and equal the host's", () => {
  fc.assert(
    fc.property(bytes(40), (data) => {
      expect(toBase64(data)).toBe(Buffer.from(data).toString("base64"));
      expect(fromBase64(toBase64(data))).toEqual(Uint8Array.from(data));
      expect(toHex(data)).toBe(Buffer.from(data).toString("hex"));
      expect(fromHex(toHex(data))).toEqual(Uint8Array.from(data));
    }),
  );
  for (const text of ["A", "AA", "AA=", "====", "A===", "AA*=", "AAA=A"])
    expect(() => fromBase64(text), text).toThrow(CodecError);
  for (const text of ["a", "0g", "0x"]) expect(() => fromHex(text), text).toThrow(CodecError);
});

describe("time", () => {
  test("a moment equals the host's calendar and comes back", () => {
    fc.assert(
      fc.property(fc.integer({ min: -62135596800, max: 253402300799 }), (seconds) => {
        const moment = { seconds: BigInt(seconds), nanos: 0 };
        expect(timestampText(moment, "grouped")).toBe(new Date(seconds * 1000).toISOString().replace(".000Z", "Z"));
        expect(parseTimestamp(timestampText(moment, "grouped"))).toEqual(moment);
      }),
      { numRuns: 2000 },
    );
  });

  test("fractions come in groups of three, or as short as can be", () => {
    const at = (nanos: number) => [
      timestampText({ seconds: 0n, nanos }, "grouped"),
      timestampText({ seconds: 0n, nanos }, "shortest"),
    ];
    expect(at(500_000_000)).toEqual(["1970-01-01T00:00:00.500Z", "1970-01-01T00:00:00.5Z"]);
    expect(at(1_000)).toEqual(["1970-01-01T00:00:00.000001Z", "1970-01-01T00:00:00.000001Z"]);
    expect(at(1)).toEqual(["1970-01-01T00:00:00.000000001Z", "1970-01-01T00:00:00.000000001Z"]);
    expect(durationText({ seconds: 1814400n, nanos: 0 })).toBe("1814400s");
    expect(durationText({ seconds: -1n, nanos: -500_000_000 })).toBe("-1.500s");
    expect(durationText({ seconds: 0n, nanos: -1 })).toBe("-0.000000001s");
    expect(parseDuration("-0.5s")).toEqual({ seconds: 0n, nanos: -500_000_000 });
  });

  test("offsets are read, times that do not exist are refused", () => {
    expect(parseTimestamp("2026-11-22T12:00:00.25+02:00")).toEqual({
      seconds: BigInt(Date.UTC(2026, 10, 22, 10) / 1000),
      nanos: 250_000_000,
    });
    for (const text of [
      "2026-02-29T00:00:00Z",
      "2026-13-01T00:00:00Z",
      "2026-01-01T24:00:00Z",
      "2026-01-01T00:60:00Z",
      "0000-01-01T00:00:00Z",
      "2026-01-01",
      "2026-01-01T00:00:00",
    ])
      expect(() => parseTimestamp(text), text).toThrow(CodecError);
  });
});

test("decimals have 18 places and come back", () => {
  expect(decText(50_000_000_000_000_000n)).toBe("0.050000000000000000");
  expect(decText(-1n)).toBe("-0.000000000000000001");
  fc.assert(
    fc.property(fc.bigInt({ min: 1n - 2n ** 315n, max: 2n ** 315n - 1n }), (atomics) => {
      expect(parseDec(decText(atomics), "x")).toBe(atomics);
    }),
  );
  expect(parseDec("1", "x")).toBe(10n ** 18n);
  for (const text of ["", ".5", "1.", "1e3", "+1", "0.1234567890123456789", "١"])
    expect(() => parseDec(text, "x"), text).toThrow(CodecError);
});
