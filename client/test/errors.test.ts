import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { generateErrors } from "../generate/errors.mjs";
import { clientErrors, DcmError, TxPendingError } from "../src/error.js";
import { chainError, errorInfo, orderError, queryError, restQueryError, simulationError } from "../src/errors.js";
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

describe("texts of nodes", () => {
  test("a query's refusal is put into its parts", () => {
    const log = "rpc error: code = NotFound desc = order 9 not found: key not found";
    expect(queryError("sdk", 22, log)).toMatchObject({
      code: "SDK_KEY_NOT_FOUND",
      grpc: 5,
      message: "order 9 not found",
    });
    expect(restQueryError(5, "order 9 not found")).toMatchObject({ code: "SDK_KEY_NOT_FOUND", grpc: 5 });
    expect(queryError("sdk", 6, "unknown query path: /x")).toMatchObject({ code: "SDK_UNKNOWN_REQUEST", grpc: 12 });
    // A module's own refusal is of the same number, and no word of what is missing.
    const refused = queryError("sdk", 6, "delegation does not exist: unknown request");
    expect(refused).toMatchObject({ code: "SDK_UNKNOWN_REQUEST", grpc: 2, message: "delegation does not exist" });
  });

  test("a failed simulation's error is found again by its text, first in the messages' own modules", () => {
    const refused = (text: string, modules: string[]) =>
      simulationError(
        queryError("sdk", 6, `rpc error: code = Unknown desc = ${text} with gas used: '35583': unknown request`),
        modules,
      );
    const funds =
      "failed to execute message; message index: 0: spendable balance 1udcm is smaller than 2udcm: insufficient funds";
    expect(refused(funds, ["bank"])).toMatchObject({
      code: "SDK_INSUFFICIENT_FUNDS",
      abci: { codespace: "sdk", code: 5 },
      message: funds,
    });
    const shared = chainErrors["market/2"]?.text ?? "";
    for (const module of ["market", "job"]) {
      const row = Object.entries(chainErrors).find(
        ([key, { text }]) => key.startsWith(`${module}/`) && text !== shared,
      );
      expect(refused(`x: ${row?.[1].text}`, [module]).code).toBe(row?.[1].code);
    }
    expect(refused("something else", [])).toMatchObject({ code: "UNDEFINED_1", message: "something else" });
  });
});

describe("an impossible order", () => {
  test("is told by the market's own code, not the query's", () => {
    const refused = (desc: string) =>
      orderError(queryError("sdk", 6, `rpc error: code = Unknown desc = ${desc}: unknown request`));
    expect(refused("slots 99, max 16: number of slots is out of range: unknown request")).toMatchObject({
      code: "MARKET_INVALID_SLOTS",
      message: "slots 99, max 16: number of slots is out of range",
      abci: { codespace: "market", code: 9 },
    });
    expect(refused("wallTimeMs 10, needed 1500: max wall time is below what max fuel needs").code).toBe(
      "JOB_WALL_TIME_TOO_SHORT",
    );
    expect(refused("something else").code).toBe("SDK_UNKNOWN_REQUEST");
    const invalid = "rpc error: code = InvalidArgument desc = number of slots is out of range: invalid request";
    expect(orderError(queryError("sdk", 18, invalid)).code).toBe("MARKET_INVALID_SLOTS");
    expect(orderError(queryError("sdk", 22, "x")).code).toBe("SDK_KEY_NOT_FOUND");
  });
});

describe("the contract", () => {
  test("takes what is found out later", () => {
    const error = chainError("market", 2, "gone").with({ next: ["dcm order list"], txhash: "AB" });
    expect(error).toBeInstanceOf(DcmError);
    expect(error.toJSON()).toMatchObject({
      ...{ code: "MARKET_ORDER_NOT_FOUND", message: "gone", abci: { codespace: "market", code: 2 } },
      ...{ next: ["dcm order list"], txhash: "AB", locked: null },
    });
  });

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
