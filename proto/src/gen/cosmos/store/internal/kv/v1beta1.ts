// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../../../codec.js";
import { NO_BYTES } from "../../../../../bytes.js";
import type { MessageCodec } from "../../../../../types.js";

/** Pairs defines a repeated slice of Pair objects. */
export interface Pairs {
  readonly pairs: readonly Pair[];
}
export const Pairs: MessageCodec<Pairs> = message<Pairs>(
  "cosmos.store.internal.kv.v1beta1.Pairs",
  () => ({ pairs: [] }),
  [
    [1, "pairs", "message", { type: () => Pair, repeated: true }],
  ],
);

/** Pair defines a key/value bytes tuple. */
export interface Pair {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}
export const Pair: MessageCodec<Pair> = message<Pair>(
  "cosmos.store.internal.kv.v1beta1.Pair",
  () => ({ key: NO_BYTES, value: NO_BYTES }),
  [
    [1, "key", "bytes"],
    [2, "value", "bytes"],
  ],
);
