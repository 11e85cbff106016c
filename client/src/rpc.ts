import { fromBase64, fromHex, toBase64, toHex } from "@dcm/proto";
import { clientError } from "./error.js";
import { queryError } from "./errors.js";
import { type Http, readJson, send } from "./http.js";

/** An event as CometBFT gives it. */
export interface RawEvent {
  readonly type: string;
  readonly attributes: readonly { readonly key: string; readonly value: string }[];
}

/** What CometBFT says of itself. */
export interface NodeStatus {
  readonly chainId: string;
  readonly height: bigint;
  /** RFC 3339 time of the last block. */
  readonly time: string;
  readonly catchingUp: boolean;
  readonly cometVersion: string;
}

/** The first verdict on a transaction. */
export interface CheckResult {
  readonly code: number;
  readonly codespace: string;
  readonly log: string;
  /** The node holds these very bytes already: they passed its check before. */
  readonly known: boolean;
}

/** A transaction in a block. */
export interface IncludedTx {
  readonly hash: string;
  readonly height: bigint;
  readonly index: number;
  readonly code: number;
  readonly codespace: string;
  readonly log: string;
  readonly gasWanted: bigint;
  readonly gasUsed: bigint;
  readonly data: Uint8Array;
  readonly events: readonly RawEvent[];
  readonly bytes: Uint8Array;
}

/** What a block did, as far as events go. */
export interface BlockResults {
  readonly height: bigint;
  readonly txs: readonly { readonly code: number; readonly events: readonly RawEvent[] }[];
  readonly events: readonly RawEvent[];
}

/** CometBFT 0.38's JSON-RPC, as far as the library needs it; `call` gives the rest as JSON. */
export interface Rpc {
  readonly url: string;
  call(method: string, params?: Record<string, unknown>, timeoutMs?: number): Promise<unknown>;
  status(): Promise<NodeStatus>;
  query(path: string, data: Uint8Array, height?: bigint): Promise<{ value: Uint8Array; height: bigint }>;
  broadcast(bytes: Uint8Array): Promise<CheckResult>;
  tx(hash: string): Promise<IncludedTx | undefined>;
  blockResults(height: bigint): Promise<BlockResults>;
}

/** The mempool's limit, and that of the HTTP server in front of it. */
const TOO_LARGE = /Tx too large|request body too large/;

/** A broadcast waits for CheckTx only; a node that takes longer is asked again. */
const BROADCAST_MS = 5_000;

/**
 * Opens CometBFT's JSON-RPC over HTTP.
 *
 * @param http  the connection
 * @param url   e.g. `http://127.0.0.1:26657`
 * @returns its methods; all of them throw NODE_UNREACHABLE or NODE_BAD_ANSWER when the node does not answer well
 * @example
 * (await openRpc({ fetch }, url).status()).catchingUp; // false
 */
export function openRpc(http: Http, url: string): Rpc {
  const call = async (method: string, params: Record<string, unknown> = {}, timeoutMs?: number) => {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
    const headers = { "content-type": "application/json" };
    const answer = (await readJson(
      await send(http, url, { method: "POST", headers, body, timeoutMs }),
    )) as Answer | null;
    if (answer?.error) throw rpcError(method, answer.error);
    if (answer?.result === undefined) throw clientError("NODE_BAD_ANSWER", `${url} gave no result for ${method}`);
    return answer.result;
  };
  /** An answer of another shape is nobody's that we can speak to. */
  const asked = async <Json, T>(
    method: string,
    params: Record<string, unknown>,
    read: (json: Json) => T,
  ): Promise<T> => {
    const json = (await call(method, params)) as Json;
    try {
      return read(json);
    } catch (from) {
      throw clientError("NODE_BAD_ANSWER", `${url} gave an answer to ${method} that cannot be read`, { from });
    }
  };
  const { broadcastMs = BROADCAST_MS } = http;
  return {
    url,
    call,
    status: () => asked("status", {}, readStatus),
    query: async (path, data, height = 0n) => {
      const params = { path, data: toHex(data), height: String(height) };
      const { code, codespace, log, ...answer } = await asked("abci_query", params, readQuery);
      if (code !== 0) throw queryError(codespace, code, log);
      return answer;
    },
    broadcast: async (bytes) => {
      try {
        const check = (await call("broadcast_tx_sync", { tx: toBase64(bytes) }, broadcastMs)) as CheckJson;
        return { code: check.code ?? 0, codespace: check.codespace ?? "", log: check.log ?? "", known: false };
      } catch (error) {
        if (saysOf(error, "tx already exists in cache")) return { code: 0, codespace: "", log: "", known: true };
        // Cosmos SDK client/broadcast.go CheckCometError: what the mempool refuses has a code of the SDK's.
        if (!TOO_LARGE.test(error instanceof Error ? error.message : "")) throw error;
        const log = (error as Error).message.replace(/^broadcast_tx_sync: /, "");
        return { code: 21, codespace: "sdk", log, known: false };
      }
    },
    tx: async (hash) => {
      try {
        return await asked("tx", { hash: toBase64(fromHex(hash.toLowerCase())) }, readTx);
      } catch (error) {
        if (!saysOf(error, "not found")) throw error;
        return undefined;
      }
    },
    blockResults: (height) => asked("block_results", { height: String(height) }, readResults),
  };
}

interface Answer {
  readonly result?: unknown;
  readonly error?: RpcFault;
}
interface RpcFault {
  readonly code: number;
  readonly message: string;
  readonly data?: string;
}
interface StatusJson {
  readonly node_info: { readonly network: string; readonly version: string };
  readonly sync_info: { latest_block_height: string; latest_block_time: string; catching_up: boolean };
}
interface QueryJson {
  readonly response: { code?: number; codespace?: string; log?: string; value?: string | null; height?: string };
}
interface CheckJson {
  readonly code?: number;
  readonly codespace?: string;
  readonly log?: string;
}
interface ResultJson extends CheckJson {
  readonly data?: string | null;
  readonly gas_wanted?: string;
  readonly gas_used?: string;
  readonly events?: readonly RawEvent[] | null;
}
interface TxJson {
  readonly hash: string;
  readonly height: string;
  readonly index: number;
  readonly tx: string;
  readonly tx_result: ResultJson;
}
interface ResultsJson {
  readonly height: string;
  readonly txs_results?: readonly ResultJson[] | null;
  readonly finalize_block_events?: readonly RawEvent[] | null;
}

function rpcError(method: string, { message, data = "" }: RpcFault) {
  if (/mempool is full/.test(data)) return clientError("MEMPOOL_FULL", data);
  return clientError("NODE_BAD_ANSWER", `${method}: ${data || message}`);
}

function saysOf(error: unknown, text: string): boolean {
  return error instanceof Error && error.message.includes(text);
}

function readStatus({ node_info, sync_info }: StatusJson): NodeStatus {
  return {
    chainId: node_info.network,
    height: BigInt(sync_info.latest_block_height),
    time: sync_info.latest_block_time,
    catchingUp: sync_info.catching_up,
    cometVersion: node_info.version,
  };
}

function readQuery({ response }: QueryJson) {
  const { code = 0, codespace = "", log = "" } = response;
  return { code, codespace, log, value: fromBase64(response.value ?? ""), height: BigInt(response.height ?? "0") };
}

function readTx({ hash, height, index, tx, tx_result: result }: TxJson): IncludedTx {
  return {
    hash,
    height: BigInt(height),
    index,
    code: result.code ?? 0,
    codespace: result.codespace ?? "",
    log: result.log ?? "",
    gasWanted: BigInt(result.gas_wanted ?? "0"),
    gasUsed: BigInt(result.gas_used ?? "0"),
    data: fromBase64(result.data ?? ""),
    events: result.events ?? [],
    bytes: fromBase64(tx),
  };
}

function readResults({ height, txs_results, finalize_block_events }: ResultsJson): BlockResults {
  const txs = (txs_results ?? []).map(({ code, events }) => ({ code: code ?? 0, events: events ?? [] }));
  return { height: BigInt(height), txs, events: finalize_block_events ?? [] };
}
