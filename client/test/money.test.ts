import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatAmount, formatPrice, parseAmount, parseGasPrice, parsePrice } from "../src/money.js";

const denom = { base: "udcm", display: "DCM", exponent: 6 };

describe("amounts", () => {
  test.each([
    ["0.25DCM", 250000n],
    ["250000udcm", 250000n],
    ["1 DCM", 1000000n],
    [" 0.000001 DCM ", 1n],
    ["0DCM", 0n],
    ["12345678901234567890DCM", 12345678901234567890000000n],
  ])("%s is read exactly", (text, amount) => expect(parseAmount(text, denom)).toBe(amount));

  test.each([
    "",
    "DCM",
    "1",
    "-1DCM",
    "1.DCM",
    ".5DCM",
    "1e3DCM",
    "1,000DCM",
    "1.5udcm",
    "0.0000001DCM",
    "1ATOM",
    "1 dcm",
    "0x10udcm",
  ])("%j is refused, not guessed", (text) =>
    expect(() => parseAmount(text, denom)).toThrowError(expect.objectContaining({ code: "BAD_AMOUNT" })),
  );

  test("what is shown is read back", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 2n ** 256n), (amount) => parseAmount(formatAmount(amount, denom), denom) === amount),
    );
  });

  test("a negative balance effect keeps its sign", () => expect(formatAmount(-720n, denom)).toBe("-0.000720 DCM"));

  test("a chain without decimals shows none", () => {
    expect(formatAmount(5n, { base: "x", display: "X", exponent: 0 })).toBe("5 X");
  });
});

describe("prices", () => {
  test.each([
    ["0.5DCM/Gfuel", 500000000000n, "gigafuel"],
    ["3600udcm/h", 1000000n, "second"],
    ["0.02DCM/h", 5555555n, "second"],
    ["1udcm/s", 1000000n, "second"],
    ["1DCM/d", 11574074n, "second"],
  ])("%s is in millionths of the base unit per meter unit", (text, price, meter) => {
    expect(parsePrice(text, denom)).toEqual({ price, meter });
  });

  test("a seller's price rounds up and a buyer's down", () => {
    expect(parsePrice("0.02DCM/h", denom, "up").price).toBe(5555556n);
    expect(parsePrice("0.02DCM/h", denom, "down").price).toBe(5555555n);
  });

  test.each(["0.02DCM", "0.02DCM/week", "DCM/h", "1DCM/h/h"])("%s is refused", (text) => {
    expect(() => parsePrice(text, denom)).toThrowError(expect.objectContaining({ code: "BAD_AMOUNT" }));
  });

  test("prices are shown per hour or per gigafuel", () => {
    expect(formatPrice(1000000n, "second", denom)).toBe("0.003600 DCM/h");
    expect(formatPrice(500000000000n, "gigafuel", denom)).toBe("0.500000 DCM/Gfuel");
  });

  test("a gas price is an exact fraction", () => {
    expect(parseGasPrice("0.001udcm", denom)).toEqual({ numerator: 1n, denominator: 1000n });
  });
});
