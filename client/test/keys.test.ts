import { scrypt } from "node:crypto";
import { readFileSync } from "node:fs";
import * as fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  makeSignDoc as makeStdSignDoc,
  type OfflineAminoSigner,
  Secp256k1HdWallet,
  serializeSignDoc,
} from "@cosmjs/amino";
import { Secp256k1, Secp256k1Signature, sha256, stringToPath } from "@cosmjs/crypto";
import { fromBase64 } from "@cosmjs/encoding";
import { DirectSecp256k1HdWallet, makeSignBytes, type OfflineDirectSigner } from "@cosmjs/proto-signing";
import { describe, expect, test } from "vitest";
import {
  accountPath,
  addressOf,
  aminoSignBytes,
  armorKey,
  fromMnemonic,
  fromPrivateKey,
  generateMnemonic,
  importCosmjs,
  memoryKeyFiles,
  nodeKeyFiles,
  nodeScrypt,
  openKey,
  openKeyring,
  privateKeyOf,
  sealKey,
  unarmorKey,
  validMnemonic,
} from "../src/keys.js";

const words =
  "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon art";
const refusal = (code: string) => expect.objectContaining({ code });
const signDoc = {
  bodyBytes: new Uint8Array([1, 2]),
  authInfoBytes: new Uint8Array([3]),
  chainId: "dcm-local-1",
  accountNumber: 7n,
};
const stdDoc = makeStdSignDoc(
  [{ type: "cosmos-sdk/MsgSend", value: { amount: [{ denom: "udcm", amount: "1" }], from_address: "a<b>&" } }],
  { amount: [], gas: "1" },
  "dcm-local-1",
  "memo & <more>",
  7,
  3,
);

describe("derivation", () => {
  test.each(["dcm", "cosmos", "osmo"])("addresses with the prefix %s equal CosmJS's", async (prefix) => {
    for (const mnemonic of [words, generateMnemonic(12), generateMnemonic(24)]) {
      const [account] = await (await DirectSecp256k1HdWallet.fromMnemonic(mnemonic, { prefix })).getAccounts();
      const signer = await fromMnemonic(mnemonic, { prefix });
      expect(signer.address).toBe(account?.address);
      expect(signer.pubkey).toEqual(account?.pubkey);
      expect(addressOf(signer.pubkey, prefix)).toBe(account?.address);
    }
  });

  test("white space and letter case of a mnemonic do not matter", async () => {
    const plain = await privateKeyOf(words);
    expect(await privateKeyOf(`  ${words.toUpperCase().replaceAll(" ", "\n ")} `)).toEqual(plain);
  });

  test("a mnemonic with a wrong checksum, word or path is refused", async () => {
    expect(validMnemonic(words.replace(/art$/, "abandon"))).toBe(false);
    await expect(privateKeyOf("dcm dcm dcm")).rejects.toThrow(refusal("KEY_BAD_MNEMONIC"));
    await expect(privateKeyOf(words, "44/118")).rejects.toThrow(refusal("KEY_BAD_MNEMONIC"));
    for (const part of [-1, 2 ** 31, 0.5])
      expect(() => accountPath({ index: part })).toThrow(refusal("KEY_BAD_MNEMONIC"));
  });

  test("coin type, account, index and BIP-39's password give the key that CosmJS gives", async () => {
    expect(accountPath({})).toBe("m/44'/118'/0'/0/0");
    const path = accountPath({ coinType: 330, account: 2, index: 7 });
    const options = { prefix: "dcm", hdPaths: [stringToPath(path)], bip39Password: "TREZOR" };
    const [theirs] = await (await DirectSecp256k1HdWallet.fromMnemonic(words, options)).getAccounts();
    expect(fromPrivateKey(await privateKeyOf(words, path, "TREZOR")).address).toBe(theirs?.address);
  });

  test("zero is no private key", () => {
    expect(() => fromPrivateKey(new Uint8Array(32))).toThrow(refusal("KEY_BAD_FILE"));
  });
});

describe("signatures", () => {
  test("a signer is a CosmJS signer of both kinds, and its direct signature equals CosmJS's", async () => {
    const ours = await fromMnemonic(words);
    const both: OfflineDirectSigner & OfflineAminoSigner = ours;
    const wallet = await DirectSecp256k1HdWallet.fromMnemonic(words, { prefix: "dcm" });
    const theirs = await wallet.signDirect(ours.address, signDoc);
    expect((await both.signDirect(ours.address, signDoc)).signature).toEqual(theirs.signature);
    const signature = Secp256k1Signature.fromFixedLength(fromBase64(theirs.signature.signature));
    expect(await Secp256k1.verifySignature(signature, sha256(makeSignBytes(signDoc)), ours.pubkey)).toBe(true);
  });

  test("amino sign bytes and signature equal CosmJS's", async () => {
    const ours = await fromMnemonic(words);
    const wallet = await Secp256k1HdWallet.fromMnemonic(words, { prefix: "dcm" });
    expect(aminoSignBytes({ ...stdDoc, memo: "" })).toEqual(serializeSignDoc({ ...stdDoc, memo: "" }));
    const theirs = await wallet.signAmino(ours.address, { ...stdDoc, memo: "plain" });
    expect((await ours.signAmino(ours.address, { ...stdDoc, memo: "plain" })).signature).toEqual(theirs.signature);
  });

  test("amino sign bytes carry Go's HTML escapes", () => {
    // CosmJS leaves U+2028 as it is; Go, and so the chain, does not.
    const text = new TextDecoder().decode(aminoSignBytes({ ...stdDoc, memo: `${stdDoc.memo}\u2028` }));
    expect(text).toContain("memo \\u0026 \\u003cmore\\u003e");
    expect(text).toContain("\\u2028");
  });

  test("nobody signs for an address that is not its own", async () => {
    const ours = await fromMnemonic(words);
    await expect(ours.signDirect("dcm1other", signDoc)).rejects.toThrow(refusal("KEY_NOT_FOUND"));
  });
});

describe("keystore", () => {
  test("a sealed key opens with its passphrase only, and not after a change", async () => {
    const record = await sealKey("alice", { mnemonic: words }, "Ångström");
    expect(JSON.stringify(record)).not.toContain("abandon");
    expect(record.kdf).toMatchObject({ name: "scrypt", n: 131072, r: 8, p: 1 });
    expect(await openKey(record, async () => "Ångström".normalize("NFD"))).toMatchObject({ mnemonic: words });
    await expect(openKey(record, async () => "wrong")).rejects.toThrow(refusal("KEY_BAD_PASSPHRASE"));
    const other = await sealKey("bob", { privateKey: new Uint8Array(32).fill(9) }, "p");
    await expect(openKey({ ...record, pubkey: other.pubkey }, async () => "Ångström")).rejects.toThrow(
      refusal("KEY_BAD_PASSPHRASE"),
    );
    const huge = { ...record, kdf: { ...record.kdf!, n: 2 ** 30 } };
    await expect(openKey(huge, async () => "Ångström")).rejects.toThrow(refusal("KEY_BAD_FILE"));
  });

  test("Node's scrypt opens what the portable one sealed", async () => {
    const record = await sealKey("alice", { privateKey: new Uint8Array(32).fill(4) }, "pw");
    expect(await openKey(record, async () => "pw", nodeScrypt(scrypt))).toEqual({
      privateKey: new Uint8Array(32).fill(4),
    });
  });

  test("a wallet that CosmJS serialized is imported", async () => {
    const wallet = await DirectSecp256k1HdWallet.fromMnemonic(words, { prefix: "dcm" });
    const text = await wallet.serialize("secret");
    expect(await importCosmjs(text, "secret")).toEqual({ mnemonic: words, path: "m/44'/118'/0'/0/0" });
    await expect(importCosmjs('{"type":"other"}', "secret")).rejects.toThrow(refusal("KEY_BAD_FILE"));
  });

  test("an armored key that other implementations of the SDK's ciphers made is read", async () => {
    const text = readFileSync(new URL("./vectors/armored-key.asc", import.meta.url), "utf8");
    expect(await unarmorKey(text, "12345678")).toEqual(Uint8Array.from({ length: 32 }, (_, i) => i + 1));
  });

  test("an armored key of the Cosmos SDK before 0.50 is read", async () => {
    const text = readFileSync(new URL("./vectors/armored-key-bcrypt.asc", import.meta.url), "utf8");
    expect(await unarmorKey(text, "123456789")).toEqual(Uint8Array.from({ length: 32 }, (_, i) => i + 1));
    await expect(unarmorKey(text, "12345678")).rejects.toThrow(refusal("KEY_BAD_PASSPHRASE"));
  });

  test("a key that is armored as the Cosmos SDK does opens with its passphrase only, and not after a change", async () => {
    const key = new Uint8Array(32).fill(5);
    const text = await armorKey(key, "12345678");
    expect(text.split("\n").every((line) => line.length <= 64)).toBe(true);
    expect(await unarmorKey(`${text}\n`, "12345678")).toEqual(key);
    await expect(unarmorKey(text, "1234567")).rejects.toThrow(refusal("KEY_BAD_PASSPHRASE"));
    const damaged = [
      text.replace("kdf: argon2", "kdf: pbkdf2"),
      text.replace("type: secp256k1", "type: ed25519"),
      text.replace(/salt: ../, "salt: xy"),
      text.replace(/\n=.{4}/, "\n=AAAA"),
      text.replace(/-----END.*/, ""),
      "hello",
    ];
    for (const each of damaged) await expect(unarmorKey(each, "12345678")).rejects.toThrow(refusal("KEY_BAD_FILE"));
  });

  test("a keyring lists, renames, exports, imports and removes keys", async () => {
    const ring = openKeyring({ files: memoryKeyFiles(), backend: "test", prefix: "dcm", scrypt: nodeScrypt(scrypt) });
    const alice = await ring.add("alice", { mnemonic: words });
    await expect(ring.add("alice", { mnemonic: words })).rejects.toThrow(refusal("KEY_EXISTS"));
    await expect(ring.add("../x", { mnemonic: words })).rejects.toThrow(refusal("KEY_BAD_NAME"));
    await expect(ring.signer("bob")).rejects.toThrow(refusal("KEY_NOT_FOUND"));
    await ring.rename("alice", "anna");
    expect(await ring.list()).toEqual([{ ...alice, name: "anna" }]);
    await ring.import("copy", await ring.export("anna", "pw"), "pw");
    expect((await ring.signer("copy")).address).toBe(alice.address);
    await ring.remove("anna");
    expect(await ring.get("anna")).toBeUndefined();
  });

  test("the file backend keeps secrets encrypted, in files that only their owner reads", async () => {
    const dir = join(await fs.mkdtemp(join(tmpdir(), "dcm-keys-")), "keys");
    try {
      const ring = openKeyring({
        files: nodeKeyFiles(fs, dir),
        backend: "file",
        prefix: "dcm",
        passphrase: async () => "pw",
        scrypt: nodeScrypt(scrypt),
      });
      expect(await ring.list()).toEqual([]);
      const alice = await ring.add("alice", { privateKey: new Uint8Array(32).fill(5) });
      expect((await fs.stat(join(dir, "alice.json"))).mode & 0o777).toBe(0o600);
      expect((await fs.stat(dir)).mode & 0o777).toBe(0o700);
      expect(await fs.readFile(join(dir, "alice.json"), "utf8")).not.toContain("plain");
      expect((await ring.signer("alice")).address).toBe(alice.address);
      // What its passphrase was stretched to opens a key by itself, and no other key.
      const derived = await ring.derived("alice");
      const remembered = async (salt: string) => (salt === derived?.salt ? derived.key : undefined);
      const unlocked = openKeyring({ files: nodeKeyFiles(fs, dir), backend: "file", prefix: "dcm", remembered });
      expect((await unlocked.signer("alice")).address).toBe(alice.address);
      await ring.add("bob", { privateKey: new Uint8Array(32).fill(6) });
      await expect(unlocked.signer("bob")).rejects.toThrow(
        expect.objectContaining({ code: "KEY_BAD_PASSPHRASE", message: expect.stringContaining("none was given") }),
      );
    } finally {
      await fs.rm(dir, { recursive: true });
    }
  });
});
