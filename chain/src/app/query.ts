import { CodecError, type MessageCodec, utf8ToBytes } from "@dcm/proto";
import { SimulationResponse } from "@dcm/proto/gen/cosmos/base/abci/v1beta1";
import { type Pair, Pairs } from "@dcm/proto/gen/cosmos/store/internal/kv/v1beta1";
import { type RequestQuery, ResponseQuery } from "@dcm/proto/gen/tendermint/abci";
import { ProofOps } from "@dcm/proto/gen/tendermint/crypto";
import {
  EMPTY,
  ensure,
  fail,
  invalidArgument,
  jsonText,
  type KvReader,
  PLAIN,
  prefixEnd,
  type QueryError,
  Sdk,
  Status,
  shapeFault,
  TxError,
} from "../kernel/index.js";
import { attemptQuery } from "./deliver.js";
import { SUBSPACE_BYTES } from "./limits.js";
import { type AppRoutes, contextAt, type QueryEnv } from "./query-context.js";
import { simulation } from "./services.js";

type Answer = Partial<Pick<ResponseQuery, "value" | "key" | "proofOps" | "height">>;

const BROADCAST = "/cosmos.tx.v1beta1.Service/BroadcastTx";

/** The one door for queries: gRPC paths, /app, /store, /p2p (CONFORMANCE.md §6.1). */
export function answerQuery(env: QueryEnv, own: AppRoutes, request: RequestQuery): ResponseQuery {
  const height = request.height === 0n ? env.height() : request.height;
  const asked = attemptQuery(() => route(env, own, { ...request, height }));
  if ("value" in asked) return ResponseQuery.fromPartial({ height, ...asked.value });
  const { code, codespace, message: log } = sdkError(asked.error);
  return ResponseQuery.fromPartial({ code, codespace, log, height });
}

function route(env: QueryEnv, routes: AppRoutes, request: RequestQuery): Answer {
  const { path } = request;
  ensure(path !== BROADCAST, Sdk.InvalidRequest, "can't route a broadcast tx message");
  const own = routes.get(path);
  if (own !== undefined) return grpc(own.request, own.response, request, (value) => own.handle(value, request.height));
  const module = env.router.queries.get(path);
  if (module !== undefined) {
    const { ctx } = contextAt(env, request.height, request.prove);
    return grpc(module.request, module.response, request, (value) => {
      const shape = module.service.startsWith("dcm.") ? shapeFault(module.request, value, ctx.prefix) : undefined;
      const fault = shape ?? textFault(module.request, value as Readonly<Record<string, unknown>>);
      if (fault !== undefined) invalidArgument(fault);
      return answered(() => module.handle(ctx, value));
    });
  }
  const [first, ...rest] = path.replace(/^\//, "").split("/");
  if (first === "app") return appQuery(env, rest, request);
  if (first === "store") return storeQuery(env, rest, request);
  if (first === "p2p") return p2pQuery(rest);
  return fail(Sdk.UnknownRequest, first === "" ? "no query path provided" : "unknown query path");
}

/** An error of a module's table has no gRPC status, which is as unknown as a status can be (baseapp/abci.go). */
function answered(handle: () => unknown): unknown {
  const asked = attemptQuery(handle);
  if ("value" in asked) return asked.value;
  const { error } = asked;
  const registered = error instanceof TxError && error.error !== PLAIN && error.error !== Sdk.OutOfGas;
  throw registered ? new TxError(Sdk.UnknownRequest, error.message) : error;
}

/** Texts of a request become parts of keys, which end at a zero byte. */
function textFault(codec: MessageCodec, request: Readonly<Record<string, unknown>>): string | undefined {
  const bad = codec.fields.find(({ kind, key }) => kind === "string" && String(request[key]).includes("\0"));
  return bad === undefined ? undefined : `${bad.name} holds a zero byte`;
}

function grpc(
  request: MessageCodec<unknown>,
  response: MessageCodec<unknown>,
  { data }: RequestQuery,
  handle: (value: unknown) => unknown,
): Answer {
  return { value: response.encode(handle(request.decode(data))) };
}

function appQuery(env: QueryEnv, [what, ...more]: readonly string[], { data }: RequestQuery): Answer {
  if (what === undefined)
    fail(Sdk.UnknownRequest, "expected second parameter to be either 'simulate' or 'version', neither was present");
  if (what === "version") return { value: utf8ToBytes(env.version) };
  ensure(what === "simulate", Sdk.UnknownRequest, `unknown query: [app ${[what, ...more].join(" ")}]`);
  const result = env.simulate(data);
  if (result.code !== 0)
    throw new TxError({ ...result, name: "Simulation", text: result.log }, "failed to simulate tx");
  const json = SimulationResponse.toJSON(SimulationResponse.fromPartial(simulation(result)));
  return { value: utf8ToBytes(jsonText(json)) };
}

function storeQuery(
  env: QueryEnv,
  [name = "", what]: readonly string[],
  { data, height, prove }: RequestQuery,
): Answer {
  const tooLow = prove && height <= 1n;
  ensure(!tooLow, Sdk.InvalidRequest, "cannot query with proof when height <= 1; please provide a valid height");
  const { open } = contextAt(env, height, prove);
  ensure(what === "key" || what === "subspace", Sdk.UnknownRequest, `unexpected query path: /${what ?? ""}`);
  ensure(data.length > 0, Sdk.InvalidRequest, "query cannot be zero length");
  ensure(env.router.stores.has(name), Sdk.UnknownRequest, `no such store: ${name}`);
  if (what === "subspace") return { key: data, value: Pairs.encode({ pairs: subspace(open(name), data) }) };
  const value = open(name).get(data) ?? EMPTY;
  const proofOps = prove ? ProofOps.fromPartial({ ops: env.store.prove(name, data, height) }) : undefined;
  return { key: data, value, proofOps };
}

/** The records under a prefix (SDK store/iavl, Query). */
function subspace(store: KvReader, prefix: Uint8Array): readonly Pair[] {
  const pairs: Pair[] = [];
  let size = 0;
  for (const [key, value] of store.ascend(prefix, prefixEnd(prefix))) {
    size += key.length + value.length;
    ensure(size <= SUBSPACE_BYTES, Sdk.InvalidRequest, `the subspace has more than ${SUBSPACE_BYTES} bytes`);
    pairs.push({ key: key.slice(), value: value.slice() });
  }
  return pairs;
}

/** Every peer is admitted; CometBFT asks only when `filter_peers` is set. */
function p2pQuery([what, kind, peer]: readonly string[]): Answer {
  const complete = what !== undefined && kind !== undefined && peer !== undefined;
  ensure(complete, Sdk.UnknownRequest, "path should be p2p filter <addr|id> <parameter>");
  ensure(what === "filter", Sdk.UnknownRequest, "expected second parameter to be 'filter'");
  return {};
}

/** baseapp/abci.go, gRPCErrorToSDKError. */
function sdkError(error: QueryError | TxError | CodecError): TxError {
  if (error instanceof TxError)
    return error.error.codespace === "sdk" ? error : new TxError(Sdk.InvalidRequest, error.message);
  if (error instanceof CodecError) return new TxError(Sdk.InvalidRequest, error.message);
  const known = STATUSES.get(error.status);
  const text = `rpc error: code = ${known?.name ?? "Unknown"} desc = ${error.message}`;
  return new TxError(known?.error ?? Sdk.UnknownRequest, text);
}

const STATUSES = new Map([
  [Status.NOT_FOUND as Status, { name: "NotFound", error: Sdk.KeyNotFound }],
  [Status.INVALID_ARGUMENT, { name: "InvalidArgument", error: Sdk.InvalidRequest }],
  [Status.UNIMPLEMENTED, { name: "Unimplemented", error: Sdk.UnknownRequest }],
  [Status.INTERNAL, { name: "Internal", error: Sdk.UnknownRequest }],
]);
