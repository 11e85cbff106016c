import { cometHandlers, type Rpc, RpcError, StatusError } from "@dcm/client/comet";
import { CodecError, type MessageCodec, type MethodInfo, type ServiceInfo, services } from "@dcm/proto";
import type { NodeClient } from "./node-client.js";
import { statusOf } from "./status.js";

/** What a query answered, and the state of which height it speaks of. */
export interface Called {
  readonly value: Uint8Array;
  readonly height: bigint;
}

/** The one way in which REST and gRPC ask a service: encoded request in, encoded answer out. */
export type Call = (path: string, request: Uint8Array, height: bigint) => Promise<Called>;

/** Every service that answers questions; those of transactions are called by sending one. */
export const queryServices: readonly ServiceInfo[] = services.filter(
  ({ name, isMsg }) => !isMsg && !name.startsWith("grpc.reflection."),
);

const methods: ReadonlyMap<string, MethodInfo> = new Map(
  queryServices.flatMap((service) => Object.values(service.methods).map((method) => [method.path, method])),
);

/** Pages of more than this are refused rather than cut silently. */
const pageMax = 1_000n;

/** Asks CometBFT what only CometBFT knows, and the application for the rest. */
export function openCall({ node, rpc }: { readonly node: NodeClient; readonly rpc: Rpc }): Call {
  return async (path, request, height) => {
    const method = methods.get(path);
    if (method === undefined) throw new StatusError("UNIMPLEMENTED", `unknown method ${path}`);
    let answered = 0n;
    const ask = async (target: string, data: Uint8Array): Promise<Called> => {
      const found = await node.ask(target, data, height);
      if (found.code !== 0) throw statusOf(found.codespace, found.code, found.log);
      answered = found.height;
      return found;
    };
    const handler = cometHandlers.get(path);
    if (handler === undefined) {
      if (hasPages(method)) refuseLongPages(decoded(method, request));
      return ask(path, request);
    }
    const context = {
      rpc,
      abci: node.ask,
      runtime: `node ${process.version}`,
      forward: async <Q, A>(target: MethodInfo<Q, A>, value: Q): Promise<A> =>
        target.response.decode((await ask(target.path, target.request.encode(value))).value),
    };
    const message = decoded(method, request);
    refuseLongPages(message);
    const value = (method.response as MessageCodec).encode(await handler(context, message).catch(inGrpcsTerms));
    return { value, height: answered || (node.latest?.height ?? 0n) };
  };
}

function decoded({ request }: MethodInfo, bytes: Uint8Array): unknown {
  try {
    return request.decode(bytes);
  } catch (error) {
    if (error instanceof CodecError) throw new StatusError("INVALID_ARGUMENT", error.message);
    throw error;
  }
}

/** What CometBFT refuses is a plain error in the SDK's service, and told in CometBFT's words. */
function inGrpcsTerms(error: unknown): never {
  throw error instanceof RpcError ? new StatusError("UNKNOWN", error.message) : error;
}

function hasPages({ request }: MethodInfo): boolean {
  return request.fields.some(({ key }) => key === "pagination");
}

function refuseLongPages(message: unknown): void {
  const { pagination } = message as { pagination?: { limit?: bigint } };
  if ((pagination?.limit ?? 0n) > pageMax)
    throw new StatusError("INVALID_ARGUMENT", `pagination.limit is at most ${pageMax}`);
}
