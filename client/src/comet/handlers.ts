import type { ServiceInfo } from "@dcm/proto";
import { Service as TendermintService } from "@dcm/proto/gen/cosmos/base/tendermint/v1beta1";
import { Service as TxService } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import type { Handler } from "./service.js";
import { tendermintHandlers } from "./tendermint.js";
import { txHandlers } from "./tx.js";

/** Methods that CometBFT knows the answer of and the application does not, by gRPC path. */
export const cometHandlers: ReadonlyMap<string, Handler> = new Map([
  ...byPath(TxService, txHandlers),
  ...byPath(TendermintService, tendermintHandlers),
]);

function byPath({ methods }: ServiceInfo, handlers: object): [string, Handler][] {
  return Object.entries(handlers as Record<string, Handler>).map(([name, handler]) => [
    methods[name]?.path ?? "",
    handler,
  ]);
}
