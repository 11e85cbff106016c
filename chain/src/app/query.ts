import { CodecError, type MessageCodec, services, utf8ToBytes } from "@dcm/proto";
import { SimulationResponse } from "@dcm/proto/gen/cosmos/base/abci/v1beta1";
import {
  AuthInfo,
  type SimulateRequest,
  SimulateResponse,
  type Tx,
  TxBody,
  TxRaw,
} from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { type RequestQuery, ResponseQuery } from "@dcm/proto/gen/tendermint/abci";
import { ProofOps } from "@dcm/proto/gen/tendermint/crypto";
import {
  assert,
  EMPTY,
  ensure,
  fail,
  gasMeter,
  invalidArgument,
  jsonText,
  type KvReader,
  type Multistore,
  NO_HEADER,
  PLAIN,
  QueryError,
  type ReadCtx,
  readContext,
  Sdk,
  type Services,
  Status,
  shapeFault,
  TxError,
  timestampOf,
} from "../kernel/index.js";
import { blockInfo, readIdentity, readTick } from "./clock.js";
import type { TxResult } from "./deliver.js";
import { attemptQuery } from "./deliver.js";
import { noBlock } from "./host.js";
import { QUERY_DEPTH, QUERY_GAS } from "./limits.js";
import type { Router } from "./modules.js";

/** What queries need of the application. */
export interface QueryEnv {
  readonly store: Multistore;
  readonly router: Router;
  readonly services: Services;
  readonly name: string;
  readonly version: string;
  readonly minGasPrices: string;
  /** Height of the last committed block. */
  readonly height: () => bigint;
  readonly appHash: () => Uint8Array;
  readonly simulate: (tx: Uint8Array) => TxResult;
}

type Answer = Partial<Pick<ResponseQuery, "value" | "key" | "proofOps" | "height">>;

const BROADCAST = "/cosmos.tx.v1beta1.Service/BroadcastTx";

/** The one door for queries: gRPC paths, /app, /store, /p2p (CONFORMANCE.md §6.1). */
export function answerQuery(env: QueryEnv, request: RequestQuery): ResponseQuery {
  const height = request.height === 0n ? env.height() : request.height;
  const asked = attemptQuery(() => route(env, { ...request, height }));
  if ("value" in asked) return ResponseQuery.fromPartial({ height, ...asked.value });
  const { code, codespace, message: log } = sdkError(asked.error);
  return ResponseQuery.fromPartial({ code, codespace, log, height });
}

function route(env: QueryEnv, request: RequestQuery): Answer {
  const { path } = request;
  ensure(path !== BROADCAST, Sdk.InvalidRequest, "can't route a broadcast tx message");
  const own = appRoutes(env).get(path);
  if (own !== undefined) return grpc(own.request, own.response, request, own.handle);
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

/** State as it was after the block at `height`, and how to open its stores without a budget. */
export function contextAt(
  env: QueryEnv,
  height: bigint,
  prove: boolean,
): { ctx: ReadCtx; open: (store: string) => KvReader } {
  const latest = env.height();
  ensure(height >= 0n, Sdk.InvalidRequest, "cannot query with height < 0; please provide a valid height");
  ensure(latest > 0n, Sdk.InvalidHeight, `${env.name} is not ready; please wait for first block`);
  ensure(height <= latest, Sdk.InvalidHeight, "cannot query with height in the future; please provide a valid height");
  const provable = !prove || height > 1n;
  ensure(provable, Sdk.InvalidRequest, "cannot query with proof when height <= 1; please provide a valid height");
  const reader = env.store.at(height);
  if (reader === undefined)
    fail(Sdk.NotFound, `failed to load state at height ${height}; version does not exist (latest height: ${latest})`);
  const gas = gasMeter(QUERY_GAS / (1n + (latest - height) / QUERY_DEPTH));
  const bare = readContext(noBlock(env.services), reader, gas);
  const identity = readIdentity(bare);
  const tick = readTick(bare);
  if (identity === undefined || tick === undefined) fail(Sdk.NotFound, `height ${height} has no block`);
  // The seed belongs to blocks: no query depends on it.
  return { ctx: readContext(blockInfo(identity, tick, NO_HEADER, env.services), reader, gas), open: reader };
}

/** A service method that needs the application and not only its state. */
interface AppRoute {
  readonly request: MessageCodec<unknown>;
  readonly response: MessageCodec<unknown>;
  readonly handle: (value: unknown) => unknown;
}

function appRoutes(env: QueryEnv): ReadonlyMap<string, AppRoute> {
  const own: readonly (readonly [service: string, method: string, handle: (value: never) => object])[] = [
    ["cosmos.tx.v1beta1.Service", "Simulate", (value) => simulate(env, value)],
    ["cosmos.base.node.v1beta1.Service", "Config", () => ({ minimumGasPrice: env.minGasPrices })],
    ["cosmos.base.node.v1beta1.Service", "Status", () => status(env)],
  ];
  return new Map(
    own.map(([name, method, handle]) => {
      const info = services.find((each) => each.name === name)?.methods[method];
      assert(info !== undefined, `${name} has the method ${method}`);
      const complete = (value: unknown) => info.response.fromPartial(handle(value as never));
      return [info.path, { request: info.request, response: info.response, handle: complete }];
    }),
  );
}

function status(env: QueryEnv) {
  const { height, time } = contextAt(env, env.height(), false).ctx;
  return { height, timestamp: timestampOf(time), appHash: env.appHash() };
}

function simulate(env: QueryEnv, { tx, txBytes }: SimulateRequest): SimulateResponse {
  const bytes =
    txBytes.length > 0 ? txBytes : tx === undefined ? invalidArgument("empty txBytes is not allowed") : rawTx(tx);
  const result = env.simulate(bytes);
  if (result.code !== 0) throw new QueryError(Status.UNKNOWN, `${result.log} with gas used: '${result.gasUsed}'`);
  return SimulateResponse.fromPartial(simulation(result));
}

function simulation({ gasWanted, gasUsed, data, events, responses }: TxResult) {
  return {
    gasInfo: { gasWanted, gasUsed: BigInt(gasUsed) },
    result: { data, log: "", events, msgResponses: responses },
  };
}

function rawTx({ body, authInfo, signatures }: Tx): Uint8Array {
  const bodyBytes = body === undefined ? EMPTY : TxBody.encode(body);
  const authInfoBytes = authInfo === undefined ? EMPTY : AuthInfo.encode(authInfo);
  return TxRaw.encode({ bodyBytes, authInfoBytes, signatures });
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
  ensure(what === "key", Sdk.UnknownRequest, `unexpected query path: /${what ?? ""}`);
  ensure(data.length > 0, Sdk.InvalidRequest, "query cannot be zero length");
  ensure(env.router.stores.has(name), Sdk.UnknownRequest, `no such store: ${name}`);
  const value = open(name).get(data) ?? EMPTY;
  const proofOps = prove ? ProofOps.fromPartial({ ops: env.store.prove(name, data, height) }) : undefined;
  return { key: data, value, proofOps };
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
