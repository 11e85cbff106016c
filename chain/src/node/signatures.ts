import { createRequire } from "node:module";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { isLowS, type VerifySecp256k1 } from "../app/signing.js";

export interface SignatureVerifier {
  /** What the node says at its start. */
  readonly name: string;
  readonly isSlow: boolean;
  /** Refuses a high S too. Never throws. */
  readonly verify: VerifySecp256k1;
}

interface NativeSecp256k1 {
  ecdsaVerify(signature: Uint8Array, digest: Uint8Array, publicKey: Uint8Array): boolean;
}

/** The fastest verifier that works on this machine. */
export function signatureVerifier(): SignatureVerifier {
  const native = nativeVerifier();
  return native ?? nobleVerifier();
}

/** libsecp256k1 through the npm package's addon; undefined where it is not installed or has no build. */
export function nativeVerifier(): SignatureVerifier | undefined {
  const addon = loadAddon();
  if (addon === undefined) return undefined;
  return { name: "secp256k1 (native)", isSlow: false, verify: strict((k, d, s) => addon.ecdsaVerify(s, d, k)) };
}

/** The same verdicts in plain JavaScript. */
export function nobleVerifier(): SignatureVerifier {
  const verify: VerifySecp256k1 = (k, d, s) => secp256k1.verify(s, d, k, { prehash: false, lowS: true });
  return {
    name: "@noble/curves (JavaScript, slow: install the secp256k1 package)",
    isSlow: true,
    verify: strict(verify),
  };
}

/** Lengths, key form and low S are checked here, so that the two libraries cannot differ in them. */
function strict(verify: VerifySecp256k1): VerifySecp256k1 {
  return (pubkey, digest, signature) => {
    if (pubkey.length !== 33 || digest.length !== 32 || signature.length !== 64) return false;
    if (pubkey[0] !== 2 && pubkey[0] !== 3) return false;
    if (!isLowS(signature)) return false;
    try {
      return verify(pubkey, digest, signature);
    } catch {
      // Both libraries throw for a point off the curve and for r or s out of range: no valid signature.
      return false;
    }
  };
}

function loadAddon(): NativeSecp256k1 | undefined {
  try {
    // The package's main entry would fall back to a slow implementation silently.
    return createRequire(import.meta.url)("secp256k1/bindings.js") as NativeSecp256k1;
  } catch {
    // An optional dependency: its absence is reported by the name of the verifier in use.
    return undefined;
  }
}
