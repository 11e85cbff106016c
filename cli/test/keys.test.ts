import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attachKeys } from "../src/keysTree.js";
import { openTerminal, type Terminal } from "./terminal.js";

const words = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
const first = "dcm19rl4cm2hmr8afy4kldpxz3fka4jguq0a0rd3vx";

let at: Terminal;
let source: string;
let secret: string;
beforeAll(async () => {
  at = openTerminal(attachKeys);
  source = at.file("words", `${words}\n`);
  secret = at.file("passphrase", "open sesame\n");
  for (const index of ["0", "1", "2"]) await keys("add", `k${index}`, "--source", source, "--index", index);
});
afterAll(() => at.close());

const keys = async (...args: string[]) => {
  const { stdout, code } = await at.run("keys", ...args);
  expect(code).toBe(0);
  return stdout;
};
const json = async (...args: string[]) => JSON.parse(await keys(...args, "-o", "json"));
const refusal = (code: string) => expect.objectContaining({ code });

describe("dcm keys add", () => {
  test.each([
    [[], first],
    [["--hd-path", "m/44'/118'/0'/0/0"], first],
    [["--coin-type", "118", "--account", "0", "--index", "1"], "dcm1jrkmdcwgq94uaamx6zax2luewlhf7u4k0mxa93"],
  ])("takes a path by its parts or whole: %j", async (path, address) => {
    const added = await json("add", "tried", "--source", source, "--dry-run", ...path);
    expect(added).toMatchObject({ name: "tried", type: "local", address });
    expect(added).not.toHaveProperty("mnemonic");
    await expect(at.run("keys", "show", "tried")).rejects.toThrow(refusal("KEY_CHOICE"));
  });

  test("shows new words once, and not with --no-backup", async () => {
    const { mnemonic, address } = await json("add", "fresh");
    expect(mnemonic.split(" ")).toHaveLength(24);
    expect(await json("show", "fresh")).toMatchObject({ address });
    expect(await json("add", "quiet", "--no-backup")).not.toHaveProperty("mnemonic");
  });

  test("remembers a public key alone", async () => {
    const pubkey = await keys("show", "k1", "--pubkey");
    const added = await json("add", "far", "--pubkey", pubkey);
    expect(added).toMatchObject({ type: "offline", address: "dcm1jrkmdcwgq94uaamx6zax2luewlhf7u4k0mxa93" });
    await expect(at.run("keys", "export", "far", "--unsafe", "--unarmored-hex", "-y")).rejects.toThrow(
      refusal("KEY_NO_SECRET"),
    );
  });

  test("makes a multi-signature key, whose address depends on the order of its keys", async () => {
    const members = ["--multisig", "k0,k1,k2", "--multisig-threshold", "2"];
    const sorted = await json("add", "two-of-three", ...members);
    expect(sorted).toMatchObject({ type: "multi", pubkey: { threshold: 2, public_keys: [{}, {}, {}] } });
    const turned = await json("add", "turned", "--multisig", "k2,k1,k0", "--multisig-threshold", "2");
    expect(turned.address).toBe(sorted.address);
    const given = await json("add", "given", "--multisig", "k2,k1,k0", "--multisig-threshold", "2", "--nosort");
    expect(given.address).not.toBe(sorted.address);
    expect(await keys("show", "k0", "k1", "k2", "--multisig-threshold", "2", "-a")).toBe(`${sorted.address}\n`);
  });

  test.each([
    [["--hd-path", "m/44'/118'/0'/0/0", "--index", "1"], "USAGE"],
    [["--index", "2147483648"], "KEY_BAD_MNEMONIC"],
    [["--pubkey", "{}"], "USAGE"],
    [["--pubkey", "{}", "--multisig", "k0"], "USAGE"],
    [["--multisig", "k0,nobody"], "KEY_CHOICE"],
    [["--multisig", "k0,k1", "--multisig-threshold", "3"], "KEY_BAD_FILE"],
  ])("refuses %j", async (flags, code) => {
    await expect(at.run("keys", "add", "x", ...flags)).rejects.toThrow(refusal(code));
  });
});

describe("dcm keys export and import", () => {
  test.each([
    ["our own form", [], "dcm_key"],
    ["the SDK's armor", ["--armor"], "BEGIN TENDERMINT PRIVATE KEY"],
  ])("go round in %s", async (form, flags, contains) => {
    const text = await keys("export", "k0", "--export-passphrase-file", secret, ...flags);
    expect(text).toContain(contains);
    const name = `back-${form.replace(/\W/g, "-")}`;
    const imported = await json("import", name, at.file("exported", text), "--export-passphrase-file", secret);
    expect(imported).toMatchObject({ name, address: first });
    const wrong = at.file("wrong", "open barley\n");
    await expect(
      at.run("keys", "import", "x", at.file("exported", text), "--export-passphrase-file", wrong),
    ).rejects.toThrow(refusal("KEY_BAD_PASSPHRASE"));
  });

  test("the bare key only for who says so twice", async () => {
    const hex = (await keys("export", "k0", "--unarmored-hex", "--unsafe", "-y")).trim();
    expect(hex).toMatch(/^[0-9a-f]{64}$/);
    expect(await json("import-hex", "bare", at.file("hex", hex))).toMatchObject({ address: first });
    await expect(at.run("keys", "export", "k0", "--unarmored-hex", "-y")).rejects.toThrow(refusal("USAGE"));
    await expect(at.run("keys", "export", "k0", "--unarmored-hex", "--unsafe")).rejects.toThrow(refusal("USAGE"));
    await expect(at.run("keys", "import-hex", "x", at.file("hex", "12"))).rejects.toThrow(refusal("USAGE"));
  });
});

describe("dcm keys", () => {
  test("says what to use instead of the keyrings that it has not", async () => {
    const list = (backend: string) => at.run("keys", "list", "--keyring-backend", backend);
    await expect(list("os")).rejects.toThrow("Allowed choices are file, test: dcm keeps keys in files of its own");
    await expect(list("fiel")).rejects.toThrow(/Allowed choices are file, test\.$/);
  });

  test("list tells the kinds, or the names alone", async () => {
    const { keys: all } = await json("list");
    expect(all).toContainEqual(expect.objectContaining({ name: "k0", type: "local", address: first }));
    expect((await keys("list", "-n")).split("\n")).toContain("k2");
  });

  test("show gives an address as operator and as consensus address", async () => {
    expect(await keys("show", "k0", "-a", "--bech", "val")).toBe("dcmvaloper19rl4cm2hmr8afy4kldpxz3fka4jguq0a7lhxkc\n");
    expect(await keys("show", first, "-a", "--bech", "cons")).toMatch(/^dcmvalcons19rl4cm2hmr8afy4kldpxz3fka4jguq0a/);
    const { stdout } = await at.run("keys", "parse", first, "-o", "json");
    expect(JSON.parse(stdout).validator).toBe("dcmvaloper19rl4cm2hmr8afy4kldpxz3fka4jguq0a7lhxkc");
  });

  test("delete takes several, and none when one is not there", async () => {
    for (const name of ["d1", "d2"]) await keys("add", name, "--no-backup");
    await expect(at.run("keys", "delete", "d1", "nobody", "-y")).rejects.toThrow(refusal("KEY_CHOICE"));
    expect((await keys("list", "-n")).split("\n")).toContain("d1");
    await keys("delete", "d1", "d2", "-y");
    expect((await keys("list", "-n")).split("\n")).not.toContain("d2");
  });

  test("sign-msg and verify-msg agree on a text, a file, and nothing else", async () => {
    const signature = await keys("sign-msg", "k0", "hello");
    const verified = (...args: string[]) => at.run("keys", "verify-msg", ...args, signature.trim());
    expect(await verified("k0", "hello")).toEqual({ code: 0, stdout: `signed by ${first}\n` });
    expect((await verified(first, `@${at.file("hello", "hello")}`)).code).toBe(0);
    expect((await verified("k0", "hallo")).code).toBe(3);
    expect((await verified("k1", "hello")).code).toBe(3);
    expect((await at.run("keys", "verify-msg", "k0", "hello", `@${at.file("signature", signature)}`)).code).toBe(0);
    await expect(at.run("keys", "verify-msg", "k0", "hello", "{}")).rejects.toThrow(refusal("USAGE"));
  });
});
