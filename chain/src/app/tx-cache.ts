import { type Address, toHex } from "@dcm/proto";
import type { DecodedTx } from "./decode.js";
import { CACHED_TX_BYTES, CACHED_TXS } from "./limits.js";

/** What is remembered of a transaction between CheckTx and FinalizeBlock. */
export interface CachedTx {
  readonly tx: DecodedTx;
  /** Signatures that were found right, each with everything its verdict depends on. */
  readonly verified: Set<string>;
  /** Who must sign, once it was worked out. */
  signers?: readonly Address[];
}

/** Remembers transactions by hash; the oldest make room. It can only save work, never change a verdict. */
export interface TxCache {
  find(hash: Uint8Array): CachedTx | undefined;
  add(tx: DecodedTx): CachedTx;
}

export function createTxCache(txsMax = CACHED_TXS, bytesMax = CACHED_TX_BYTES): TxCache {
  const known = new Map<string, CachedTx>();
  let size = 0;
  return {
    find: (hash) => known.get(toHex(hash)),
    add(tx) {
      const entry: CachedTx = { tx, verified: new Set() };
      known.set(toHex(tx.hash), entry);
      size += tx.bytes.length;
      for (const [key, oldest] of known) {
        if (known.size <= txsMax && size <= bytesMax) break;
        known.delete(key);
        size -= oldest.tx.bytes.length;
      }
      return entry;
    },
  };
}

/** Remembers nothing; with it every verdict is made anew. */
export function noTxCache(): TxCache {
  return { find: () => undefined, add: (tx) => ({ tx, verified: new Set() }) };
}
