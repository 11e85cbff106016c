import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { generateErrors } from "../generate/errors.mjs";
import { clientErrors, DcmError, TxPendingError } from "../src/error.js";
import { chainError, errorInfo } from "../src/errors.js";
import { chainErrors } from "../src/gen/errors.js";

describe("the table of stable codes", () => {
  test("the committed file equals a fresh generation from the chain's error tables", () => {
    const committed = readFileSync(new URL("../src/gen/errors.ts", import.meta.url), "utf8");
    expect(committed, "run node client/generate/errors.mjs").toBe(generateErrors());
  });

  test("every stable code means one error", () => {
    const codes = Object.values(chainErrors).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  test("an error outside the table still has a code", () => {
    expect(errorInfo("feemarket", 9)).toEqual({ code: "FEEMARKET_9", text: "", grpc: 2 });
    expect(errorInfo("", 1).code).toBe("UNDEFINED_1");
  });
});

describe("the contract", () => {
  test("an error is JSON with all of the contract's fields", () => {
    const error = chainError("sdk", 5, "spendable balance 0udcm is smaller than 1udcm: insufficient funds", {
      txhash: "AB",
      height: 381n,
      next: ["dcm faucet"],
    });
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      code: "SDK_INSUFFICIENT_FUNDS",
      grpc: 9,
      abci: { codespace: "sdk", code: 5 },
      message: "spendable balance 0udcm is smaller than 1udcm: insufficient funds",
      cause: [],
      locked: null,
      next: ["dcm faucet"],
      retryable: false,
      docs: "errors/SDK_INSUFFICIENT_FUNDS",
      txhash: "AB",
      height: 381,
    });
  });

  test("a pending transaction is not a failed one", () => {
    const error = new TxPendingError("AB", 60_000);
    expect(error).toBeInstanceOf(DcmError);
    expect(error).toMatchObject({
      code: "TX_PENDING",
      retryable: true,
      txhash: "AB",
      grpc: clientErrors.TX_PENDING.grpc,
    });
  });
});
