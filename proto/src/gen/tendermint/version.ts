// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../codec.js";
import type { MessageCodec } from "../../types.js";

/**
 * App includes the protocol and software version for the application.
 * This information is included in ResponseInfo. The App.Protocol can be
 * updated in ResponseEndBlock.
 */
export interface App {
  readonly protocol: bigint;
  readonly software: string;
}
export const App: MessageCodec<App> = message<App>(
  "tendermint.version.App",
  () => ({ protocol: 0n, software: "" }),
  [
    [1, "protocol", "uint64"],
    [2, "software", "string"],
  ],
);

/**
 * Consensus captures the consensus rules for processing a block in the blockchain,
 * including all blockchain data structures and the rules of the application's
 * state transition machine.
 */
export interface Consensus {
  readonly block: bigint;
  readonly app: bigint;
}
export const Consensus: MessageCodec<Consensus> = message<Consensus>(
  "tendermint.version.Consensus",
  () => ({ block: 0n, app: 0n }),
  [
    [1, "block", "uint64"],
    [2, "app", "uint64"],
  ],
);
