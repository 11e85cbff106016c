import type { HttpRule, Input, JsonObject, JsonValue, MethodInfo } from "@dcm/proto";
import { Service as Comet } from "@dcm/proto/gen/cosmos/base/tendermint/v1beta1";
import { BroadcastMode, Service } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { clientError, DcmError } from "./error.js";
import { contractIn, restQueryError } from "./errors.js";
import { type Http, readJson, send } from "./http.js";
import { trimmed } from "./network.js";
import type { CheckResult, IncludedTx, NodeStatus, Rpc } from "./rpc.js";

/** One rpc of a service, as `@dcm/proto` describes it. */
export type Method<Request, Response> = MethodInfo<Request, Response>;

/** What a codec takes to make a message of: any of its fields, without brands. */
export type Partly<T> = Input<T>;

/** The ways to a chain's state and mempool, over RPC or over the gateway. */
export interface Node {
  status(): Promise<NodeStatus>;
  query<Request, Response>(
    method: Method<Request, Response>,
    request: Partly<Request>,
    height?: bigint,
  ): Promise<Response>;
  broadcast(bytes: Uint8Array): Promise<CheckResult>;
  tx(hash: string): Promise<IncludedTx | undefined>;
}

/** A node reached over CometBFT's RPC: queries are ABCI queries in protobuf. */
export function rpcNode(rpc: Rpc): Node {
  return {
    status: rpc.status,
    broadcast: rpc.broadcast,
    tx: rpc.tx,
    query: async (method, request, height) => {
      const data = method.request.encode(method.request.fromPartial(request));
      return method.response.decode((await rpc.query(method.path, data, height)).value);
    },
  };
}

/** A node reached over the gateway's REST only, as browsers need it: queries are proto3 JSON. */
export function restNode(http: Http, url: string): Node {
  const query: Node["query"] = async (method, request, height) => {
    const json = method.request.toJSON(method.request.fromPartial(request)) as JsonObject;
    const { path, init } = restRequest(method, json);
    const headers = { ...(init.body ? { "content-type": "application/json" } : {}), ...heightHeader(height) };
    const answer = await send(http, trimmed(url) + path, { ...init, headers });
    const body = (await readJson(answer)) as JsonObject;
    if (!answer.ok) throw restError(body, answer.status);
    return method.response.fromJSON(body);
  };
  return {
    query,
    status: async () => {
      const [{ block, sdkBlock }, { defaultNodeInfo }, { syncing }] = await Promise.all([
        query(Comet.methods.GetLatestBlock, {}),
        query(Comet.methods.GetNodeInfo, {}),
        query(Comet.methods.GetSyncing, {}),
      ]);
      const header = sdkBlock?.header ?? block?.header;
      const time = header?.time ?? { seconds: 0n, nanos: 0 };
      return {
        chainId: header?.chainId ?? "",
        height: header?.height ?? 0n,
        time: new Date(Number(time.seconds) * 1000 + Math.floor(time.nanos / 1e6)).toISOString(),
        catchingUp: syncing,
        cometVersion: defaultNodeInfo?.version ?? "",
      };
    },
    broadcast: async (txBytes) => {
      const { txResponse } = await query(Service.methods.BroadcastTx, { txBytes, mode: BroadcastMode.SYNC });
      // SDK ErrMempoolIsFull.
      if (txResponse?.codespace === "sdk" && txResponse.code === 20)
        throw clientError("MEMPOOL_FULL", txResponse.rawLog);
      return {
        code: txResponse?.code ?? 0,
        codespace: txResponse?.codespace ?? "",
        log: txResponse?.rawLog ?? "",
        known: false,
      };
    },
    tx: async (hash) => {
      try {
        const { txResponse } = await query(Service.methods.GetTx, { hash });
        return txResponse && readTxResponse(txResponse);
      } catch (error) {
        if (error instanceof DcmError && error.grpc === 5) return undefined;
        throw error;
      }
    },
  };
}

/** Puts a request's fields into the path, then the query or the body, as its `google.api.http` rule says. */
function restRequest({ name, http }: { readonly name: string; readonly http?: HttpRule }, json: JsonObject) {
  const template = http?.get ?? http?.post;
  if (template === undefined) throw clientError("BAD_REQUEST", `${name} has no REST route`);
  const used = new Set<string>();
  const path = template.replace(/\{(\w+)(=\*\*)?\}/g, (_, field: string, deep?: string) => {
    used.add(field);
    const text = String(json[field] ?? "");
    return deep ? text.split("/").map(encodeURIComponent).join("/") : encodeURIComponent(text);
  });
  const rest = Object.entries(json).filter(([field]) => !used.has(field));
  if (http?.post !== undefined)
    return { path, init: { method: "POST", body: JSON.stringify(Object.fromEntries(rest)) } };
  const query = new URLSearchParams(rest.flatMap(([field, value]) => queryPairs(field, value)));
  return { path: query.size > 0 ? `${path}?${query}` : path, init: {} };
}

function queryPairs(field: string, value: JsonValue): [string, string][] {
  if (value === null || value === "") return [];
  if (Array.isArray(value)) return value.flatMap((one) => queryPairs(field, one));
  if (typeof value !== "object") return [[field, String(value)]];
  return Object.entries(value).flatMap(([name, inner]) => queryPairs(`${field}.${name}`, inner));
}

function heightHeader(height: bigint | undefined): Record<string, string> {
  return height === undefined ? {} : { "x-cosmos-block-height": String(height) };
}

/** The gateway's error: the contract's object when it is in the details, else code and message. */
function restError(body: JsonObject, status: number): DcmError {
  const message = String(body.message ?? `the gateway answered ${status}`);
  // Busy or cut off from its node: the question itself may be fine.
  if (status === 429 || (status > 501 && status < 505)) return clientError("NODE_BAD_ANSWER", message);
  return contractIn(body) ?? restQueryError(typeof body.code === "number" ? body.code : 2, message);
}

function readTxResponse(tx: {
  readonly txhash: string;
  readonly height: bigint;
  readonly code: number;
  readonly codespace: string;
  readonly rawLog: string;
  readonly gasWanted: bigint;
  readonly gasUsed: bigint;
  readonly data: string;
  readonly events: IncludedTx["events"];
}): IncludedTx {
  const { txhash: hash, height, code, codespace, rawLog: log, gasWanted, gasUsed, events } = tx;
  const data = Uint8Array.from(tx.data.match(/../g) ?? [], (hex) => Number.parseInt(hex, 16));
  return { hash, height, index: 0, code, codespace, log, gasWanted, gasUsed, data, events, bytes: new Uint8Array(0) };
}
