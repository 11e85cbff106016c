import type { MethodInfo } from "@dcm/proto";
import type { NodeClient } from "../node-client.js";
import type { Rpc } from "../rpc.js";

/** What a handler of the gateway's own services may use. */
export interface ServiceContext {
  readonly node: NodeClient;
  readonly rpc: Rpc;
  /** Height that the client asked for, 0 for the latest. */
  readonly height: bigint;
  /** Asks the application instead. */
  forward<Request, Response>(method: MethodInfo<Request, Response>, request: Request): Promise<Response>;
}

type Rpcs = Readonly<Record<string, { readonly request: unknown; readonly response: unknown }>>;

/** One function per rpc; a missing one does not compile. */
export type Handlers<R extends Rpcs> = {
  readonly [Name in keyof R]: (context: ServiceContext, request: R[Name]["request"]) => Promise<R[Name]["response"]>;
};
