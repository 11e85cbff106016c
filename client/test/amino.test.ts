import { readFileSync } from "node:fs";
import { CodecError, fromHex, toHex } from "@dcm/proto";
import { describe, expect, test } from "vitest";
import { decodeStdTx, encodeStdTx } from "../src/comet/amino.js";

interface Recorded {
  readonly name: string;
  readonly json: unknown;
  readonly hex?: string;
  readonly back?: unknown;
  readonly error?: string;
}

/** Recorded from SDK v0.53.8 (vectors/record-stdtx.mjs). */
const recorded = JSON.parse(
  readFileSync(new URL("vectors/stdtx.json", import.meta.url), "utf8"),
) as readonly Recorded[];

describe("transactions in amino are what the SDK makes of them", () => {
  test.each(recorded.map((each) => [each.name, each] as const))("%s", (_name, { json, hex, back, error }) => {
    if (error !== undefined) {
      expect(() => encodeStdTx(JSON.stringify(json))).toThrow();
      return;
    }
    expect(toHex(encodeStdTx(JSON.stringify(json)))).toBe(hex);
    expect(JSON.parse(decodeStdTx(fromHex(hex ?? "")))).toEqual(back);
  });
});

test("bytes that are cut off anywhere, or of something else, are refused and nothing worse", () => {
  const whole = fromHex(recorded.find(({ hex }) => hex !== undefined)?.hex ?? "");
  // The name alone is an empty transaction.
  for (const length of [0, 1, 3, 5, 6, 7]) expect(() => decodeStdTx(whole.slice(0, length))).toThrow(CodecError);
  for (let i = 0; i < whole.length; i++) {
    const changed = whole.slice();
    changed[i] = (changed[i] ?? 0) ^ 0x55;
    try {
      decodeStdTx(changed);
    } catch (error) {
      expect(error).toBeInstanceOf(CodecError);
    }
  }
});
