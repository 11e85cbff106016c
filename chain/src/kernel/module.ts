import type { JsonValue, MessageCodec, ServiceInfo } from "@dcm/proto";
import type { ValidatorUpdate } from "@dcm/proto/gen/tendermint/abci";
import type { Ctx, ModuleAccount, ReadCtx } from "./context.js";
import type { ErrorCode } from "./errors.js";
import type { Schema } from "./schema.js";

/** One function per rpc: all of them, or it does not compile. */
export type Handlers<Rpcs, C> = {
  readonly [Name in keyof Rpcs]: Rpcs[Name] extends { request: infer Request; response: infer Response }
    ? (ctx: C, request: Request) => Response
    : never;
};

/** One rpc with its handler, after the types have been checked. */
export interface Route<C> {
  readonly service: string;
  readonly method: string;
  readonly request: MessageCodec<unknown>;
  readonly response: MessageCodec<unknown>;
  readonly handle: (ctx: C, request: unknown) => unknown;
}

/** A claim about the state that holds after every block, by its text. */
export type Invariants = { readonly [claim: string]: (ctx: ReadCtx) => boolean };

/** What a module does with its part of a genesis file. */
export interface Genesis {
  /** Reads the module's app_state; returns validator updates if the module decides on validators. */
  init(ctx: Ctx, json: JsonValue | undefined): readonly ValidatorUpdate[] | undefined;
  export(ctx: ReadCtx): JsonValue;
}

export interface Module {
  readonly name: string;
  readonly version: number;
  readonly schema?: Schema;
  readonly errors?: { readonly [name: string]: ErrorCode };
  readonly msg?: readonly Route<Ctx>[];
  readonly query?: readonly Route<ReadCtx>[];
  readonly accounts?: { readonly [name: string]: ModuleAccount };
  readonly genesis?: Genesis;
  readonly preBlock?: (ctx: Ctx) => void;
  readonly beginBlock?: (ctx: Ctx) => void;
  readonly endBlock?: (ctx: Ctx) => void;
  /** What CometBFT must be told, after every end-block; one module at most decides on validators. */
  readonly validatorUpdates?: (ctx: Ctx) => readonly ValidatorUpdate[];
  readonly invariants?: Invariants;
  /** What brings the state of a version to that of the next; by the version that it starts from. */
  readonly migrations?: ReadonlyMap<bigint, (ctx: Ctx) => void>;
}

/** Registers a module; nothing else happens here. */
export function defineModule(module: Module): Module {
  return module;
}

/** Routes for the messages of a service. Only those with a handler are routed. */
export function tx(service: ServiceInfo, handlers: object): readonly Route<Ctx>[] {
  return routes<Ctx>(service, handlers);
}

/** Routes for the queries of a service. Only those with a handler are routed. */
export function read(service: ServiceInfo, handlers: object): readonly Route<ReadCtx>[] {
  return routes<ReadCtx>(service, handlers);
}

function routes<C>(service: ServiceInfo, handlers: object): readonly Route<C>[] {
  // Declared order: that of the module's source.
  return Object.entries(handlers).map(([name, handle]) => {
    const method = service.methods[name];
    if (method === undefined) throw new Error(`${service.name} has no rpc ${name}`);
    return { service: service.name, method: name, request: method.request, response: method.response, handle };
  });
}
