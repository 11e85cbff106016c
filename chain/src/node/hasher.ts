import { hash } from "node:crypto";
import type { Hashes } from "../app/signing.js";
import { createHasher, type Hasher } from "../store/index.js";

/** OpenSSL's sha256. */
export const nativeHashes: Hashes = {
  sha256(bytes) {
    const { buffer, byteOffset, byteLength } = hash("sha256", bytes, "buffer");
    // Not a Buffer: its slice is another than that of a Uint8Array.
    return new Uint8Array(buffer, byteOffset, byteLength);
  },
  sha256Hex: (bytes) => hash("sha256", bytes, "hex"),
};

/** The state tree's hasher: the fastest that agrees with OpenSSL on this machine. */
export function stateHasher(): Hasher {
  return createHasher(nativeHashes.sha256);
}
