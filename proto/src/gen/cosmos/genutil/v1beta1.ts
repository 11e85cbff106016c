// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../codec.js";
import type { MessageCodec } from "../../../types.js";

/** GenesisState defines the raw genesis transaction in JSON. */
export interface GenesisState {
  /** gen_txs defines the genesis transactions. */
  readonly genTxs: readonly Uint8Array[];
}
export const GenesisState: MessageCodec<GenesisState> = message<GenesisState>(
  "cosmos.genutil.v1beta1.GenesisState",
  () => ({ genTxs: [] }),
  [
    [1, "gen_txs", "json", { repeated: true, amino: { name: "gentxs", keepEmpty: true } }],
  ],
);
