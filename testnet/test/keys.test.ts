import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Done, newPlace, type Place, run, until } from "./network.js";

let place: Place;
let folder: string;

beforeAll(async () => {
  place = await newPlace();
  folder = mkdtempSync(join(place.home, "../files-"));
  const up = await dcm("localnet", "up", "--detach", "-p", "0", "--port-offset", String(place.portOffset));
  expect(up.code, up.stderr).toBe(0);
  await out("keys", "add", "carol");
  await out("tx", "bank", "send", "alice", "carol", "1DCM");
});
afterAll(async () => {
  await dcm("localnet", "down", "--remove");
  rmSync(folder, { recursive: true, force: true });
  await place.remove();
});

function dcm(...args: string[]): Promise<Done> {
  return run("dcm", args, place.env);
}

/** What a command prints that must succeed. */
async function out(...args: string[]): Promise<string> {
  const done = await dcm(...args);
  expect(done.code, `${args.join(" ")}\n${done.stderr}${done.stdout}`).toBe(0);
  return done.stdout;
}

async function json(...args: string[]) {
  return JSON.parse(await out(...args, "-o", "json"));
}

async function file(name: string, content: Promise<string>): Promise<string> {
  const path = join(folder, name);
  writeFileSync(path, await content);
  return path;
}

async function addressOf(name: string): Promise<string> {
  return (await out("keys", "show", name, "-a")).trim();
}

async function balanceOf(name: string): Promise<bigint> {
  const { balance } = await json("query", "bank", "balance", name, "udcm");
  return BigInt(balance.amount);
}

describe("a multi-signature account", () => {
  test("is made of keys, generates, is signed by two of three, and sends", async () => {
    await out("keys", "add", "three", "--multisig", "alice,bob,carol", "--multisig-threshold", "2");
    await out("tx", "bank", "send", "alice", "three", "1DCM");
    const direct = await dcm("tx", "bank", "send", "three", "bob", "7udcm");
    expect(direct).toMatchObject({ code: 3, stderr: expect.stringContaining("KEY_NO_SECRET") });

    expect(await out("tx", "bank", "send", "three", "bob", "7udcm", "--dry-run")).toMatch(/^gas estimate: \d+\n$/);
    // Gas is simulated with signatures as large as those that will be.
    const unsigned = await file("unsigned", out("tx", "bank", "send", "three", "bob", "7udcm", "--generate-only"));
    const signed = (name: string) => file(name, out("tx", "sign", unsigned, "--multisig", "three", "--from", name));
    const [carol = "", alice = ""] = await Promise.all(["carol", "alice"].map(signed));
    const early = await dcm("tx", "multisign", unsigned, "three", alice);
    expect(early).toMatchObject({ code: 3, stderr: expect.stringContaining("2 signatures are needed") });
    const whole = await file("whole", out("tx", "multisign", unsigned, "three", carol, alice));
    expect(await json("tx", "validate-signatures", whole)).toEqual({
      signers: [{ address: await addressOf("three"), ok: true }],
    });
    const before = await balanceOf("bob");
    await out("tx", "broadcast", whole);
    expect((await balanceOf("bob")) - before).toBe(7n);

    // The sequence moved on: the same signatures are worth nothing now.
    expect((await dcm("tx", "validate-signatures", whole)).code).toBe(3);
    const again = await dcm("tx", "multisign", unsigned, "three", carol, alice);
    expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining("sequence") });
  });
});

describe("somebody else", () => {
  test("does what was granted to it, from the file of a transaction", async () => {
    const limit = ["send", "--spend-limit", "10udcm"];
    await out("tx", "authz", "grant", "bob", ...limit, "--from", "alice");
    const sending = await file("granted", out("tx", "bank", "send", "alice", "carol", "9udcm", "--generate-only"));
    const before = await balanceOf("carol");
    await out("tx", "authz", "exec", sending, "--from", "bob");
    expect((await balanceOf("carol")) - before).toBe(9n);
    const tooMuch = await dcm("tx", "authz", "exec", sending, "--from", "bob");
    expect(tooMuch).toMatchObject({ code: 4, stderr: expect.stringContaining("SDK_INSUFFICIENT_FUNDS") });
    await out("tx", "authz", "revoke", "bob", "/cosmos.bank.v1beta1.MsgSend", "--from", "alice");
    const late = await dcm("tx", "authz", "exec", sending, "--from", "bob");
    expect(late).toMatchObject({ code: 6, stderr: expect.stringContaining("AUTHZ_NO_AUTHORIZATION_FOUND") });
  });

  test("pays the fee: by a grant, or by signing too", async () => {
    await out("keys", "add", "poor");
    await out("tx", "bank", "send", "alice", "poor", "20udcm");
    expect((await dcm("tx", "bank", "send", "poor", "bob", "5udcm")).code).toBe(4);
    await out("tx", "feegrant", "grant", "alice", "poor", "--spend-limit", "1DCM");
    await out("tx", "bank", "send", "poor", "bob", "5udcm", "--fee-granter", "alice");
    await out("tx", "bank", "send", "poor", "bob", "5udcm", "--fee-payer", "carol", "--dry-run");
    await out("tx", "bank", "send", "poor", "bob", "5udcm", "--fee-payer", "carol", "--gas-adjustment", "1.5");
    expect(await balanceOf("poor")).toBe(10n);

    // The same, each on a machine of its own.
    const flags = ["--fee-payer", "carol", "--generate-only", "--offline", "--gas", "200000"];
    const unsigned = await file("paid", out("tx", "bank", "send", "poor", "bob", "5udcm", ...flags));
    const direct = await dcm("tx", "sign", unsigned, "--from", "poor", "--sign-mode", "direct");
    expect(direct).toMatchObject({ code: 2, stderr: expect.stringContaining("--sign-mode amino-json") });
    const stranger = await dcm("tx", "sign", unsigned, "--from", "alice");
    expect(stranger).toMatchObject({ code: 2, stderr: expect.stringContaining("does not sign this transaction") });
    const half = await file("half", out("tx", "sign", unsigned, "--from", "carol"));
    expect((await dcm("tx", "validate-signatures", half)).code).toBe(3);
    const both = await file("both", out("tx", "sign", half, "--from", "poor"));
    await out("tx", "broadcast", both);
    expect(await balanceOf("poor")).toBe(5n);
  });
});

describe("a transaction", () => {
  test("that is unordered waits for no other, and is included once", async () => {
    const { account } = await json("query", "auth", "account", "bob");
    const send = () => out("tx", "bank", "send", "bob", "carol", "1udcm", "--unordered", "--timeout-duration", "2m");
    await Promise.all([send(), send()]);
    const amino = ["--unordered", "--sign-mode", "amino-json"];
    await out("tx", "bank", "send", "bob", "carol", "1udcm", ...amino);
    const { account: after } = await json("query", "auth", "account", "bob");
    expect(after.sequence).toBe(account.sequence);
    const generated = out("tx", "bank", "send", "bob", "carol", "1udcm", "--unordered", "--generate-only");
    const signed = await file("once", out("tx", "sign", await file("unordered", generated), "--from", "bob"));
    const before = await balanceOf("carol");
    await out("tx", "broadcast", signed);
    await dcm("tx", "broadcast", signed);
    expect((await balanceOf("carol")) - before).toBe(1n);
  });

  test("is signed where there is no network, one or many at a time, and sent later", async () => {
    const { info } = await json("query", "auth", "account-info", "carol");
    const flags = ["--generate-only", "--offline", "--gas", "200000", "--note", "cold"];
    const one = await out("tx", "bank", "send", "carol", "bob", "3udcm", ...flags);
    const lines = await file("lines", Promise.resolve(one.repeat(3)));
    const state = ["--sequence", info.sequence, "--account-number", info.account_number];
    const batch = (await out("tx", "sign-batch", lines, "--from", "carol", "--offline", ...state)).trim().split("\n");
    expect(batch).toHaveLength(3);
    const before = await balanceOf("bob");
    for (const [i, signed] of batch.entries()) {
      await out("tx", "broadcast", await file(`line-${i}`, Promise.resolve(signed)));
    }
    expect((await balanceOf("bob")) - before).toBe(9n);
    const late = await dcm("tx", "bank", "send", "carol", "bob", "1udcm", "--timeout-height", "1");
    expect(late).toMatchObject({ code: 6, stderr: expect.stringContaining("SDK_TX_TIMEOUT_HEIGHT") });
  });
});

describe("a passphrase", () => {
  const file = ["--keyring-backend", "file"];
  const signs = (...flags: string[]) => dcm("keys", "sign-msg", "eve", "hello", ...file, ...flags);
  beforeAll(async () => {
    writeFileSync(join(folder, "passphrase"), "open sesame\n");
    await out("keys", "add", "eve", ...file, "--passphrase-file", join(folder, "passphrase"));
  });
  const unlock = (...flags: string[]) =>
    dcm("keys", "unlock", ...file, "--passphrase-file", join(folder, "passphrase"), ...flags);

  test("is typed once for a while, behind a socket that the user alone can open", async () => {
    expect(await signs()).toMatchObject({ code: 3, stderr: expect.stringContaining("KEY_NO_TERMINAL") });
    expect(await unlock("eve", "--for", "10m")).toMatchObject({
      code: 0,
      stderr: expect.stringContaining("unlocked until"),
    });
    const { mode } = statSync(join(place.env.DCM_HOME as string, "keys/unlocked.sock"));
    expect(mode & 0o777).toBe(0o600);
    expect((await signs()).code).toBe(0);
    // Another key is another passphrase.
    await out("keys", "add", "mallory", ...file, "--passphrase-file", join(folder, "passphrase"));
    expect((await dcm("keys", "sign-msg", "mallory", "hello", ...file)).code).toBe(3);
    expect((await dcm("keys", "lock")).stderr).toContain("locked");
    expect((await signs()).code).toBe(3);
    expect((await dcm("keys", "lock")).stderr).toContain("nothing was unlocked");
  });

  test("is forgotten by itself", async () => {
    expect((await unlock("eve", "--for", "2s")).code).toBe(0);
    await until("the key is locked again", async () => (await signs()).code === 3);
  });

  test("must be right, and its time a time", async () => {
    writeFileSync(join(folder, "wrong"), "open barley\n");
    expect(await dcm("keys", "unlock", "eve", ...file, "--passphrase-file", join(folder, "wrong"))).toMatchObject({
      stderr: expect.stringContaining("KEY_BAD_PASSPHRASE"),
    });
    const { code, stderr } = await dcm("keys", "unlock", "alice", "--keyring-backend", "test");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "alice is not encrypted: it needs no passphrase\n" });
    for (const time of ["soon", "0s", "25h"]) expect((await unlock("--for", time)).code).toBe(2);
  });
});

test("a key goes to the tools of the Cosmos SDK and comes back", async () => {
  const secret = await file("passphrase", Promise.resolve("open sesame\n"));
  const armored = await file("armored", out("keys", "export", "bob", "--armor", "--export-passphrase-file", secret));
  expect(readFileSync(armored, "utf8")).toContain("BEGIN TENDERMINT PRIVATE KEY");
  await out("keys", "import", "robert", armored, "--export-passphrase-file", secret);
  expect(await addressOf("robert")).toBe(await addressOf("bob"));
});

test("wallets are told of the chain by the gateway, and by the command line in the same words", async () => {
  const told = JSON.parse(await out("wallet", "keplr-json"));
  expect(told).toMatchObject({
    chainId: "dcm-local-1",
    bech32Config: { bech32PrefixAccAddr: "dcm" },
    feeCurrencies: [{ coinDenom: "DCM", coinMinimalDenom: "udcm", coinDecimals: 6, gasPriceStep: { low: 0.001 } }],
  });
  expect(await (await fetch(`${told.rest}/.well-known/keplr.json`)).json()).toEqual(told);
  const status = (await (await fetch(`${told.rpc}/status`)).json()) as { result: { node_info: { network: string } } };
  expect(status.result.node_info.network).toBe(told.chainId);
  const entry = JSON.parse(await out("wallet", "chain-json"));
  expect(entry).toMatchObject({ chain_name: "dcmlocal", staking: { lock_duration: { time: "1814400s" } } });
  const { assets } = JSON.parse(await out("wallet", "assetlist-json"));
  expect(assets).toMatchObject([{ base: "udcm", display: "DCM", symbol: "DCM" }]);
});
