import { secp256k1 } from "@noble/curves/secp256k1.js";
import { expect, test } from "vitest";
import { nativeVerifier, nobleVerifier, signatureVerifier } from "../../src/node/signatures.js";

const ORDER = secp256k1.Point.Fn.ORDER;
const secret = new Uint8Array(32).fill(9);
const key = secp256k1.getPublicKey(secret, true);
const digest = new Uint8Array(32).fill(5);
const signature = secp256k1.sign(digest, secret, { prehash: false, lowS: true });

const highS = Uint8Array.from([...signature.subarray(0, 32), ...bytes32(ORDER - number(signature.subarray(32)))]);
const cases: readonly [claim: string, key: Uint8Array, digest: Uint8Array, signature: Uint8Array, verdict: boolean][] =
  [
    ["a good signature passes", key, digest, signature, true],
    ["a high S is refused", key, digest, highS, false],
    ["another digest is refused", key, new Uint8Array(32).fill(6), signature, false],
    ["another key is refused", secp256k1.getPublicKey(new Uint8Array(32).fill(8), true), digest, signature, false],
    ["a zero r is refused", key, digest, Uint8Array.from([...bytes32(0n), ...signature.subarray(32)]), false],
    [
      "an r above the order is refused",
      key,
      digest,
      Uint8Array.from([...bytes32(ORDER), ...signature.subarray(32)]),
      false,
    ],
    ["a zero s is refused", key, digest, Uint8Array.from([...signature.subarray(0, 32), ...bytes32(0n)]), false],
    ["a key off the curve is refused", Uint8Array.from([2, ...bytes32(5n)]), digest, signature, false],
    ["an uncompressed key is refused", secp256k1.getPublicKey(secret, false), digest, signature, false],
    ["a short signature is refused", key, digest, signature.subarray(1), false],
  ];

test.each(cases)("%s by both libraries", (_, publicKey, message, sig, verdict) => {
  expect(nobleVerifier().verify(publicKey, message, sig)).toBe(verdict);
  expect(nativeVerifier()?.verify(publicKey, message, sig)).toBe(verdict);
});

test("the native library is preferred, and the node can say which one it uses", () => {
  expect(signatureVerifier()).toMatchObject({ name: "secp256k1 (native)", isSlow: false });
  expect(nobleVerifier().isSlow).toBe(true);
});

function number(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
}

function bytes32(value: bigint): Uint8Array {
  return Buffer.from(value.toString(16).padStart(64, "0"), "hex");
}
