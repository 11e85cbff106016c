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
  const { body, auth_info, signatures } = JSON.parse(await tx("bank", "send", "k0", "k2", "5udcm", ...general));
  const line = JSON.stringify({ body, auth_info, signatures });
  const batch = [at.file("two", `${line}\n\n${line}\n`), at.file("one", line)];
  const out = (await tx("sign-batch", ...batch, "--from", "k0", ...offline)).trim().split("\n");
  const sequences = out.map((each) => JSON.parse(each).auth_info.signer_infos[0].sequence);
  expect(sequences).toEqual(["3", "4", "5"]);
  for (const [i, each] of out.entries()) {
    const state = ["--offline", "--sequence", String(3 + i), "--account-number", "7"];
    expect((await checked(each, ...state)).code).toBe(0);
  }
});

test("what is encoded is decoded to the same", async () => {
  const signed = await tx("sign", files.plain, "--from", "k0", ...offline);
  const bytes = (await tx("encode", at.file("signed.json", signed))).trim();
  expect(JSON.parse(await tx("decode", bytes, "-o", "json"))).toEqual(JSON.parse(signed));
});
