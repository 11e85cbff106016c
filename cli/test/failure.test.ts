import { chainErrors, clientErrors, DcmError } from "@dcm/client";
import { describe, expect, test } from "vitest";
import { CliError, contractOf, errorText, exitCodeOf, exitCodes } from "../src/failure.js";
import { typed } from "../src/typed.js";

describe("exit codes", () => {
  test("follow the table for everything that the library and the command line find", () => {
    const codes = [...Object.keys(clientErrors), ...Object.keys(exitCodes)];
    const table = [...new Set(codes)]
      .sort()
      .map((code) => `${code} ${exitCodeOf(new DcmError({ code, message: "" }).toJSON())}`);
    expect(table).toMatchSnapshot();
  });

  test("tell a refusal at CheckTx (6) from a failure in a block (7), a missing thing (1) and an invalid job (12)", () => {
    const abci = { codespace: "job", code: 6 };
    const at = (more: object) =>
      exitCodeOf(new DcmError({ code: "JOB_WRONG_JOB_STATE", message: "", abci, ...more }).toJSON());
    expect(at({ txhash: "AB" })).toBe(6);
    expect(at({ txhash: "AB", height: 7n })).toBe(7);
    expect(at({ code: "SDK_KEY_NOT_FOUND", abci: { codespace: "sdk", code: 22 } })).toBe(1);
    expect(at({ code: "SDK_INVALID_REQUEST", abci: { codespace: "sdk", code: 18 }, grpc: 3 })).toBe(2);
    expect(at({ message: "failed to execute message; message index: 0: …" })).toBe(6);
    expect(at({ code: "JOB_INVALID_SPEC" })).toBe(12);
  });

  test("give every error of the chain one of the documented codes", () => {
    for (const [key, { code, grpc }] of Object.entries(chainErrors)) {
      const [codespace = "", number = "0"] = key.split("/");
      const error = new DcmError({ code, grpc, message: "", abci: { codespace, code: Number(number) }, txhash: "AB" });
      expect([4, 6, 12], code).toContain(exitCodeOf(error.toJSON()));
    }
  });
});

describe("an error", () => {
  const line = typed(["node", "dcm", "tx", "bank", "send", "alice", "bob", "1udcm", "--gas", "5"]);

  test("says what, why, what is locked and what to do next", () => {
    const error = new DcmError({
      code: "MARKET_NO_ELIGIBLE_PROVIDER",
      message: "0 of 2 seats could be filled from 4 offers; nothing was spent",
      cause: [
        { constraint: "jurisdiction under DE", passing: 2, of: 4, nearest: "jurisdiction under FR" },
        { constraint: "price ≤ 100", passing: 0, of: 4 },
      ],
      locked: { escrow: "2000udcm", until: "order expiry" },
      next: ["dcm provider list", "dcm quote @hello"],
    });
    expect(errorText(contractOf(error, line))).toMatchSnapshot();
  });

  test("names the transaction when one may exist", () => {
    const error = new DcmError({
      code: "SDK_OUT_OF_GAS",
      message: "out of gas",
      txhash: "9F2C",
      height: 118n,
      abci: { codespace: "sdk", code: 11 },
    });
    expect(errorText(contractOf(error, line))).toMatchSnapshot();
  });

  test("proposes the faucet for the address that it names", () => {
    const address = "dcm14r4n9aykm50fyczpxeywsegvm09qa9arc7jw7c";
    const error = new DcmError({
      code: "ACCOUNT_NOT_FOUND",
      message: `${address} has never received anything on this chain`,
    });
    expect(contractOf(error).next).toEqual([`dcm faucet ${address}`, `dcm query bank balances ${address}`]);
  });

  test("of our own making shows no stack", () => {
    expect(contractOf(new TypeError("x is not a function"))).toMatchObject({
      code: "UNEXPECTED",
      message: "x is not a function",
    });
    expect(contractOf(new CliError("CONTEXT_MISSING", "no network is chosen", ["dcm localnet up"]))).toMatchObject({
      code: "CONTEXT_MISSING",
      next: ["dcm localnet up"],
      docs: "errors/CONTEXT_MISSING",
    });
  });
});
