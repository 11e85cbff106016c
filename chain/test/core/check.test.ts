import { expect, test } from "vitest";
import { bank } from "../../src/modules/bank/index.js";
import { check, produced } from "../harness/check.js";

test("a table runs acts and compares their outcome", () => {
  check(
    bank,
    {},
    `
    alice Send to_address=bob amount=[{"denom":"udcm","amount":"5"}]              -> ok
    alice Send to_address=bob amount=[{"denom":"udcm","amount":"9000000000000"}]  -> InsufficientFunds
    time 25000
    alice SetSendEnabled                                                          -> InvalidSigner
    `,
  );
  expect(produced).toContain("sdk/InsufficientFunds");
});

test("a row with another outcome fails and says what came instead", () => {
  const table = 'alice Send to_address=bob amount=[{"denom":"udcm","amount":"5"}] -> InsufficientFunds';
  expect(() => check(bank, {}, table)).toThrow(/wanted: InsufficientFunds\ngot: {4}ok/);
});
