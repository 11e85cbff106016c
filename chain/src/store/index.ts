export { type Hasher, hostHasher, type Sha256, wasmHasher } from "./hasher.js";
export type { StoreMoves } from "./moves.js";
export {
  type BlockWrites,
  type CommittedStore,
  createMultistore,
  genesisHash,
  type Restoring,
  restoreMultistore,
  SENTINEL_KEY,
  SENTINEL_VALUE,
  StateMismatch,
  type StoreOptions,
} from "./multistore.js";
export { createHasher } from "./self-test.js";
