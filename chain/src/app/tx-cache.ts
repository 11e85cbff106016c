import type { Address } from "@dcm/proto";
import type { Ctx, Route } from "../kernel/index.js";
import type { DecodedTx } from "./decode.js";
import { CACHED_TX_BYTES, CACHED_TXS } from "./limits.js";
import type { Admission } from "./mempool.js";
import type { SignerKey } from "./pubkeys.js";
import type { SignatureData, Verdict } from "./signing.js";

/** What is remembered of a transaction between CheckTx and FinalizeBlock. */
export interface CachedTx {
  readonly tx: DecodedTx;
  /** Signatures that were found right, by their place. */
  readonly verified: (Verdict | undefined)[];
  // What follows depends on the transaction's bytes alone and is worked out when it is first asked for.
  signers?: readonly Address[];
  signatures?: readonly (SignatureData | undefined)[];
  keys?: (SignerKey | undefined)[];
  routes?: readonly Route<Ctx>[];
  /** Set by CheckTx, which took it. */
  admission?: Admission | undefined;
}

/** Remembers transactions by hash; the oldest make room. It can only save work, never change a verdict. */
export interface TxCache {
  /** @param id  the transaction's sha256 in hex */
  find(id: string): CachedTx | undefined;
  add(tx: DecodedTx): CachedTx;
}

export function createTxCache(txsMax = CACHED_TXS, bytesMax = CACHED_TX_BYTES): TxCache {
  const known = new Map<string, CachedTx>();
  let size = 0;
  return {
    find: (id) => known.get(id),
    add(tx) {
      const entry: CachedTx = { tx, verified: [] };
      known.set(tx.id, entry);
      size += tx.bytes.length;
      while (known.size > txsMax || size > bytesMax) size -= dropOldest(known);
      return entry;
    },
  };
}

/** Drops the entry put in first; its size is given. */
function dropOldest(known: Map<string, CachedTx>): number {
  for (const [id, { tx }] of known) {
    known.delete(id);
    return tx.bytes.length;
  }
  return 0;
}

/** Remembers nothing; with it every verdict is made anew. */
export function noTxCache(): TxCache {
  return { find: () => undefined, add: (tx) => ({ tx, verified: [] }) };
}
