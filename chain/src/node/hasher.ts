import { hash } from "node:crypto";
import { createHasher, type Hasher } from "../store/index.js";

/** The state tree's hasher: the fastest that agrees with OpenSSL on this machine. */
export function stateHasher(): Hasher {
  return createHasher((bytes) => hash("sha256", bytes, "buffer"));
}
