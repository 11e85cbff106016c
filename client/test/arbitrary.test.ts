import { Secp256k1HdWallet, serializeSignDoc } from "@cosmjs/amino";
import { expect, test } from "vitest";
import { aminoSignBytes, arbitraryDoc, fromMnemonic, signArbitrary, verifyArbitrary } from "../src/keys.js";

const words =
  "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon art";

/** Signed by a Keplr wallet of the Cosmos Hub; published. */
const keplr = {
  address: "cosmos1m9l358xunhhwds0568za49mzhvuxx9uxre5tud",
  signature: {
    pub_key: { type: "tendermint/PubKeySecp256k1", value: "A/MdHVpitzHNSdD1Zw3kY+L5PEIPyd9l6sD5i4aIfXp9" },
    signature: "vb78/y129cOiWyQkeFF8wCKZsOyzjpILnpEVZ72o5YUhEOmQZzVPcbUqWPLR7aZQ20j6vnYhIuCQN0HEG3igFg==",
  },
};

test("what a Keplr wallet signed is verified, and nothing else is", () => {
  const { address, signature } = keplr;
  expect(verifyArbitrary(address, address, signature)).toBe(true);
  expect(verifyArbitrary(address, `${address} `, signature)).toBe(false);
  expect(verifyArbitrary("cosmos1qjjjur5et06eszh82pfv7kvdnu3sur23x00t3g", address, signature)).toBe(false);
  expect(verifyArbitrary("nobody", address, signature)).toBe(false);
  const wrong = { ...signature, signature: signature.signature.replace(/^vb/, "vc") };
  expect(verifyArbitrary(address, address, wrong)).toBe(false);
});

test("a text is signed as CosmJS signs its ADR-036 document", async () => {
  const alice = await fromMnemonic(words);
  const wallet = await Secp256k1HdWallet.fromMnemonic(words, { prefix: "dcm" });
  const doc = arbitraryDoc(alice.address, "a <b> & c");
  expect(aminoSignBytes(doc)).toEqual(serializeSignDoc(doc as never));
  const theirs = await wallet.signAmino(alice.address, doc as never);
  const ours = await signArbitrary(alice, alice.address, "a <b> & c");
  expect(ours).toEqual(theirs.signature);
  expect(verifyArbitrary(alice.address, new TextEncoder().encode("a <b> & c"), ours)).toBe(true);
});
