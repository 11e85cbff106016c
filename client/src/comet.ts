/** The services that CometBFT knows the answers of, over its RPC: `cosmos.tx.v1beta1`, `cosmos.base.tendermint.v1beta1`. */

export { cometHandlers } from "./comet/handlers.js";
export * from "./comet/rpc.js";
export type { Abci, AbciAnswer, Handler, ServiceContext } from "./comet/service.js";
export * from "./comet/status.js";
export { bytesOf, lastBytes, lastNumber, type Part, read } from "./comet/wire.js";
