import type { MethodInfo } from "@dcm/proto";
import type { ResponseQuery } from "@dcm/proto/gen/tendermint/abci";
import type { Rpc } from "./rpc.js";

/** What an ABCI query answers. */
export type AbciAnswer = Pick<ResponseQuery, "code" | "codespace" | "log" | "value" | "height" | "proofOps">;

/** Asks the application. */
export type Abci = (path: string, data: Uint8Array, height: bigint, prove: boolean) => Promise<AbciAnswer> | AbciAnswer;

/** What a handler may use. */
export interface ServiceContext {
  readonly rpc: Rpc;
  readonly abci: Abci;
  /** What runs the node, such as `node v20.20.2`; the SDK has its Go version there. */
  readonly runtime: string;
  /** Asks the application instead, at the height that the client asked for. */
  forward<Request, Response>(method: MethodInfo<Request, Response>, request: Request): Promise<Response>;
}

type Rpcs = Readonly<Record<string, { readonly request: unknown; readonly response: unknown }>>;

/** One function per rpc; a missing one does not compile. */
export type Handlers<R extends Rpcs> = {
  readonly [Name in keyof R]: (context: ServiceContext, request: R[Name]["request"]) => Promise<R[Name]["response"]>;
};

/** A handler, its types forgotten. */
export type Handler = (context: ServiceContext, request: unknown) => Promise<unknown>;
