import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attachKeys } from "../src/keysTree.js";
import { attachTrees } from "../src/tree/attach.js";
import { openTerminal, type Terminal } from "./terminal.js";

const words = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
const offline = ["--offline", "--sequence", "3", "--account-number", "7"];
const refusal = (code: string, message: string) =>
  expect.objectContaining({ code, message: expect.stringContaining(message) });

let at: Terminal;
/** Unsigned transactions, by what they are. */
const files = { plain: "", paid: "", shared: "", unordered: "" };
beforeAll(async () => {
  at = openTerminal((dcm, lazy) => {
    attachKeys(dcm, lazy);
    attachTrees(dcm, lazy);
  });
  const source = at.file("words", words);
  for (const index of ["0", "1", "2"]) await at.run("keys", "add", `k${index}`, "--source", source, "--index", index);
  await at.run("keys", "add", "ms", "--multisig", "k0,k1", "--multisig-threshold", "2");
  files.plain = await unsigned("plain", "k0");
  files.paid = await unsigned("paid", "k0", "--fee-payer", "k1");
  files.shared = await unsigned("shared", "ms");
  files.unordered = await unsigned("unordered", "k0", "--unordered", "--timeout-duration", "5m");
});
afterAll(() => at.close());

async function tx(...args: string[]): Promise<string> {
  const { code, stdout } = await at.run("tx", ...args);
  expect(code).toBe(0);
  return stdout;
}

async function unsigned(name: string, from: string, ...flags: string[]): Promise<string> {
  const send = ["bank", "send", from, "k2", "5udcm", "--generate-only", "--offline", "--gas", "100000"];
  return at.file(`${name}.json`, await tx(...send, ...flags));
}

const checked = async (text: string, ...state: string[]) => {
  const flags = state.length === 0 ? offline : state;
  const { code, stdout } = await at.run("tx", "validate-signatures", at.file("checked", text), ...flags, "-o", "json");
  return { code, faults: JSON.parse(stdout).signers.map(({ fault }: { fault?: string }) => fault) };
};

describe("dcm tx … --generate-only", () => {
  test("writes the fee, who pays it, and the end of an unordered transaction", async () => {
    const flags = ["--fees", "9udcm", "--fee-granter", "k2", "--timeout-height", "50", "--memo", "for k2"];
    const { body, auth_info } = JSON.parse(await tx("bank", "send", "k0", "k2", "5udcm", ...general, ...flags));
    expect(body).toMatchObject({ memo: "for k2", timeout_height: "50", unordered: false });
    expect(auth_info.fee).toMatchObject({ amount: [{ denom: "udcm", amount: "9" }], gas_limit: "100000" });
    const priced = await tx("bank", "send", "k0", "k2", "5udcm", ...general, "--gas-prices", "0.0025udcm");
    expect(JSON.parse(priced).auth_info.fee.amount).toEqual([{ denom: "udcm", amount: "250" }]);
    const before = Date.now();
    const until = Date.parse(
      JSON.parse(await tx("bank", "send", "k0", "k2", "1udcm", ...general, "--unordered")).body.timeout_timestamp,
    );
    expect(until).toBeGreaterThanOrEqual(before + 60_000);
    expect(until).toBeLessThanOrEqual(Date.now() + 60_001);
  });

  test("an end that only unordered transactions have is not taken for others", async () => {
    const send = ["bank", "send", "k0", "k2", "5udcm", ...general, "--timeout-duration", "5m"];
    await expect(at.run("tx", ...send)).rejects.toThrow(refusal("USAGE", "--unordered"));
  });
});

const general = ["--generate-only", "--offline", "--gas", "100000"];

describe("dcm tx sign", () => {
  test.each(["direct", "amino-json"])("in mode %s makes what validates, for that sequence alone", async (mode) => {
    const signed = await tx("sign", files.plain, "--from", "k0", "--sign-mode", mode, ...offline);
    expect(await checked(signed)).toEqual({ code: 0, faults: [undefined] });
    const other = await checked(signed, "--offline", "--sequence", "3", "--account-number", "8");
    expect(other).toEqual({ code: 3, faults: [expect.stringContaining("does not fit")] });
  });

  test("needs no sequence for an unordered transaction", async () => {
    const signed = await tx("sign", files.unordered, "--from", "k0", "--offline", "--account-number", "7");
    expect(JSON.parse(signed).auth_info.signer_infos[0].sequence).toBe("0");
    expect((await checked(signed, "--offline", "--account-number", "7")).code).toBe(0);
  });

  test("adds the second signature to the first, unless --overwrite drops it", async () => {
    const half = await tx("sign", files.paid, "--from", "k1", ...offline);
    expect(await checked(half)).toMatchObject({ code: 3 });
    const path = at.file("half.json", half);
    const both = await tx("sign", path, "--from", "k0", ...offline);
    expect(await checked(both)).toEqual({ code: 0, faults: [undefined, undefined] });
    const alone = await tx("sign", path, "--from", "k0", "--overwrite", ...offline);
    expect(await checked(alone)).toEqual({ code: 3, faults: [undefined, "not signed"] });
  });

  test.each([
    ["a stranger", () => [files.plain, "--from", "k1"], "USAGE", "does not sign this transaction"],
    ["several in direct mode", () => [files.paid, "--from", "k0", "--sign-mode", "direct"], "USAGE", "amino-json can"],
    ["a multi-signature key itself", () => [files.shared, "--from", "ms"], "KEY_NO_SECRET", "--multisig"],
    ["nobody", () => [files.plain, "--from", "nobody"], "KEY_CHOICE", "there is no key nobody"],
  ])("is refused to %s", async (_, args, code, message) => {
    await expect(at.run("tx", "sign", ...args(), ...offline)).rejects.toThrow(refusal(code, message));
  });

  test("without a network needs to be told where the account stands", async () => {
    const args = ["sign", files.plain, "--from", "k0", "--offline", "--sequence", "3"];
    await expect(at.run("tx", ...args)).rejects.toThrow(refusal("USAGE", "--account-number"));
  });
});

describe("dcm tx multisign", () => {
  const part = async (from: string, ...flags: string[]) => {
    const signed = await tx("sign", files.shared, "--multisig", "ms", "--from", from, ...offline, ...flags);
    expect(JSON.parse(signed).signatures[0].data.single.mode).toBe("SIGN_MODE_LEGACY_AMINO_JSON");
    return at.file(`part-${from}.json`, signed);
  };

  test("puts the members' signatures together, in any order", async () => {
    const parts = [await part("k1"), await part("k0")];
    const whole = await tx("multisign", files.shared, "ms", ...parts, ...offline);
    expect(await checked(whole)).toEqual({ code: 0, faults: [undefined] });
    const only = JSON.parse(await tx("multisign", files.shared, "ms", ...parts, ...offline, "--signature-only"));
    expect(only.signatures[0].data.multi.signatures).toHaveLength(2);
  });

  test("refuses too few, those of others, those of another sequence, and what is no signature", async () => {
    const [one, stranger] = [await part("k0"), await part("k2")];
    const multisign = (...args: string[]) => at.run("tx", "multisign", files.shared, "ms", ...args);
    await expect(multisign(one, ...offline)).rejects.toThrow(refusal("KEY_BAD_FILE", "2 signatures are needed"));
    await expect(multisign(one, stranger, ...offline)).rejects.toThrow(refusal("KEY_BAD_FILE", "no key of"));
    const later = ["--offline", "--sequence", "4", "--account-number", "7"];
    await expect(multisign(one, ...later)).rejects.toThrow(refusal("USAGE", "cannot be used"));
    await expect(multisign(files.plain, ...offline)).rejects.toThrow(refusal("USAGE", "holds no signatures"));
    const asKey = at.run("tx", "multisign", files.shared, "k0", one, ...offline);
    await expect(asKey).rejects.toThrow(refusal("KEY_CHOICE", "no multi-signature key"));
  });
});

test("dcm tx sign-batch signs one sequence after the other, from several files", async () => {
  const line = await lineOf("k0", "5udcm");
  const batch = [at.file("two", `${line}\n\n${line}\n`), at.file("one", line)];
  const out = (await tx("sign-batch", ...batch, "--from", "k0", ...offline)).trim().split("\n");
  const sequences = out.map((each) => JSON.parse(each).auth_info.signer_infos[0].sequence);
  expect(sequences).toEqual(["3", "4", "5"]);
  for (const [i, each] of out.entries()) {
    const state = ["--offline", "--sequence", String(3 + i), "--account-number", "7"];
    expect((await checked(each, ...state)).code).toBe(0);
  }
});

/** An unsigned transaction as a line of a batch. */
async function lineOf(from: string, sum: string, ...flags: string[]): Promise<string> {
  return JSON.stringify(JSON.parse(await tx("bank", "send", from, "k2", sum, ...general, ...flags)));
}

describe("dcm tx sign-batch --append", () => {
  const line = (...flags: string[]) => lineOf("k0", "5udcm", ...flags);

  test("makes one transaction of all messages, with the sums of gas and fees and what was typed of the rest", async () => {
    const batch = [at.file("two", `${await line()}\n${await line("--memo", "gone")}`), at.file("one", await line())];
    const typed = ["--memo", "together", "--fee-granter", "k1", "--from", "k0"];
    const signed = await tx("sign-batch", ...batch, "--append", ...typed, ...offline);
    const { body, auth_info } = JSON.parse(signed);
    expect(body).toMatchObject({ memo: "together", messages: [{ amount: [{ amount: "5" }] }, {}, {}] });
    const { fee } = auth_info;
    expect(fee).toMatchObject({ gas_limit: "300000", payer: "", amount: [{ denom: "udcm", amount: "300" }] });
    expect(fee.granter).toBe((await at.run("keys", "show", "k1", "-a")).stdout.trim());
    expect((await checked(signed)).code).toBe(0);
    const only = JSON.parse(await tx("sign-batch", ...batch, "--append", "--signature-only", ...typed, ...offline));
    expect(only.signatures).toHaveLength(1);
  });

  test("adds up fees of several denominations, sorted", async () => {
    const other = JSON.parse(await line());
    other.auth_info.fee.amount = [{ denom: "atom", amount: "7" }];
    const batch = at.file("mixed", `${await line()}\n${JSON.stringify(other)}\n${await line()}`);
    const { auth_info } = JSON.parse(await tx("sign-batch", batch, "--append", "--from", "k0", ...offline));
    expect(auth_info.fee.amount).toEqual([
      { denom: "atom", amount: "7" },
      { denom: "udcm", amount: "200" },
    ]);
  });

  test("of nothing is refused", async () => {
    const none = at.run("tx", "sign-batch", at.file("none", "\n"), "--append", "--from", "k0", ...offline);
    await expect(none).rejects.toThrow(refusal("USAGE", "no transaction"));
  });
});

describe("dcm tx multisign-batch", () => {
  let batch: string;
  /** A member's signatures of the batch. */
  const member = async (from: string, ...flags: string[]) => {
    const signed = await tx("sign-batch", batch, "--multisig", "ms", "--from", from, ...offline, ...flags);
    return at.file(`batch-${from}`, signed);
  };
  beforeAll(async () => {
    batch = at.file("batch", `${await lineOf("ms", "1udcm")}\n${await lineOf("ms", "2udcm")}`);
  });

  test("puts the members' signatures of each transaction together, one sequence after the other", async () => {
    const members = [await member("k1"), await member("k0")];
    const out = (await tx("multisign-batch", batch, "ms", ...members, "--multisig", "ms", ...offline))
      .trim()
      .split("\n");
    expect(out.map((each) => JSON.parse(each).body.messages[0].amount[0].amount)).toEqual(["1", "2"]);
    for (const [i, each] of out.entries()) {
      const state = ["--offline", "--sequence", String(3 + i), "--account-number", "7"];
      expect(await checked(each, ...state)).toEqual({ code: 0, faults: [undefined] });
    }
    const file = join(at.home, "whole");
    await tx("multi-sign-batch", batch, "ms", ...members, "--output-document", file, ...offline);
    expect(readFileSync(file, "utf8").trim().split("\n")).toEqual(out);
  });

  test("keeps the sequence with --no-auto-increment, which signatures of it then must be of", async () => {
    const members = [await member("k0"), await member("k1")];
    const same = at.run("tx", "multisign-batch", batch, "ms", ...members, "--no-auto-increment", ...offline);
    await expect(same).rejects.toThrow(refusal("USAGE", "cannot be used"));
    const first = (file: string) => at.file(`${basename(file)}-twice`, twice(readFileSync(file, "utf8")));
    const twins = at.file("twins", twice(readFileSync(batch, "utf8")));
    const out = await tx("multisign-batch", twins, "ms", ...members.map(first), "--no-auto-increment", ...offline);
    for (const each of out.trim().split("\n")) expect((await checked(each)).code).toBe(0);
  });
  const twice = (text: string) => `${text.split("\n")[0]}\n`.repeat(2);

  test("refuses a signature too few, those of a stranger, and another account", async () => {
    const [whole, stranger] = [await member("k0"), await member("k2")];
    const run = (...args: string[]) => at.run("tx", "multisign-batch", batch, "ms", ...args, ...offline);
    const half = at.file("half-batch", readFileSync(whole, "utf8").split("\n")[0] ?? "");
    await expect(run(whole, half)).rejects.toThrow(refusal("USAGE", "holds 1 signatures for 2 transactions"));
    await expect(run(whole, stranger)).rejects.toThrow(refusal("KEY_BAD_FILE", "no key of"));
    await expect(run(whole, "--multisig", "k0")).rejects.toThrow(refusal("USAGE", "another account"));
    await expect(run(batch)).rejects.toThrow(refusal("USAGE", "holds no signatures"));
  });
});

test("what is encoded is decoded to the same", async () => {
  const signed = await tx("sign", files.plain, "--from", "k0", ...offline);
  const bytes = (await tx("encode", at.file("signed.json", signed))).trim();
  expect(JSON.parse(await tx("decode", bytes, "-o", "json"))).toEqual(JSON.parse(signed));
});
