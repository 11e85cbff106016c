import { type Dec, parseDec } from "@dcm/proto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  DEC_ONE,
  decFloor,
  decMul,
  decMulInt,
  decMulTruncate,
  decOf,
  decQuo,
  decQuoInt,
  decQuoRoundUp,
  decQuoTruncate,
  decRound,
  InvariantError,
} from "../src/index.js";

const dec = fc.bigInt({ min: -(1n << 150n), max: 1n << 150n }).map((atomics) => atomics as Dec);
const divisor = dec.filter((value) => value !== 0n);
const d = (text: string) => parseDec(text, "test");
const abs = (value: bigint) => (value < 0n ? -value : value);

describe("products", () => {
  test("are off by at most half a unit, and by exactly half only towards the even one", () => {
    fc.assert(
      fc.property(dec, dec, (a, b) => {
        const got = decMul(a, b);
        const off = abs(got * DEC_ONE - a * b);
        expect(off <= DEC_ONE / 2n).toBe(true);
        if (off === DEC_ONE / 2n) expect(got % 2n).toBe(0n);
      }),
    );
  });

  test("that are cut never pass the exact one, and lack less than a unit", () => {
    fc.assert(
      fc.property(dec, dec, (a, b) => {
        const exact = a * b;
        const rest = abs(exact) - abs(decMulTruncate(a, b) * DEC_ONE);
        expect(rest >= 0n && rest < DEC_ONE).toBe(true);
      }),
    );
  });

  test("with whole numbers are exact", () => {
    fc.assert(fc.property(dec, fc.bigInt({ min: 0n, max: 1n << 100n }), (a, n) => decMulInt(a, n) === a * n));
  });
});

describe("quotients", () => {
  test("of positive numbers, rounded up and cut, stand on both sides of the exact one", () => {
    const positive = fc.bigInt({ min: 1n, max: 1n << 150n }).map((atomics) => atomics as Dec);
    fc.assert(
      fc.property(positive, positive, (a, b) => {
        const exact = a * DEC_ONE;
        const [low, high] = [decQuoTruncate(a, b), decQuoRoundUp(a, b)];
        expect(low * b <= exact && exact < (low + 1n) * b).toBe(true);
        expect(high).toBe(low * b === exact ? low : low + 1n);
      }),
    );
  });

  test("are within half a unit, and a little for the places that are cut first", () => {
    fc.assert(
      fc.property(dec, divisor, (a, b) => {
        expect(2n * abs(decQuo(a, b) * b - a * DEC_ONE) <= abs(b) + abs(b) / DEC_ONE + 2n).toBe(true);
      }),
    );
  });

  test("by whole numbers are cut", () => {
    expect(decQuoInt(d("1"), 3n)).toBe(d("0.333333333333333333"));
    expect(decQuoInt(d("-1"), 3n)).toBe(d("-0.333333333333333333"));
  });
});

/** cosmossdk.io/math v1.5.3, legacy_dec_test.go, TestArithmetic and TestBankerRoundChop. */
test("values of the SDK's own tests", () => {
  expect(decMul(d("3"), d("7"))).toBe(d("21"));
  expect(decQuo(d("3"), d("7"))).toBe(d("0.428571428571428571"));
  expect(decQuoRoundUp(d("3"), d("7"))).toBe(d("0.428571428571428572"));
  expect(decQuoTruncate(d("3"), d("7"))).toBe(d("0.428571428571428571"));
  expect(decQuo(d("100"), d("100"))).toBe(d("1"));
  expect(decQuo(d("3.3333"), d("0.5"))).toBe(d("6.6666"));
  expect(decRound(d("0.25"))).toBe(0n);
  expect([d("0.5"), d("1.5"), d("1.545"), d("7.5"), d("-1.5"), d("-0.5")].map(decRound)).toEqual([
    0n,
    2n,
    2n,
    8n,
    -2n,
    -0n,
  ]);
});

test("whole parts of negative numbers and results of 315 bits are bugs, and so is dividing by zero", () => {
  expect(decFloor(d("1.999999999999999999"))).toBe(1n);
  expect(() => decFloor(d("-0.1"))).toThrow(InvariantError);
  expect(() => decOf(1n << 314n)).toThrow(InvariantError);
  expect(() => decQuo(DEC_ONE, 0n as Dec)).toThrow(InvariantError);
});
