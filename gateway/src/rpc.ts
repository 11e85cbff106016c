/** The few CometBFT RPC calls that the gateway makes, as JSON-RPC over HTTP. */
import { StatusError } from "./status.js";

export interface RpcEvent {
  readonly type: string;
  readonly attributes: readonly { readonly key: string; readonly value: string; readonly index?: boolean }[];
}

export interface RpcTxResult {
  readonly code: number;
  readonly codespace: string;
  readonly data: string | null;
  readonly log: string;
  readonly info: string;
  readonly gas_wanted: string;
  readonly gas_used: string;
  readonly events: readonly RpcEvent[] | null;
}

export interface RpcTx {
  readonly hash: string;
  readonly height: string;
  readonly index: number;
  readonly tx_result: RpcTxResult;
  readonly tx: string;
}

export interface RpcBlock {
  readonly block_id: RpcBlockId;
  readonly block: {
    readonly header: Readonly<Record<string, unknown>> & { readonly height: string; readonly time: string };
    readonly data: { readonly txs: readonly string[] | null };
    readonly evidence: { readonly evidence: readonly unknown[] | null };
    readonly last_commit: unknown;
  };
}

export interface RpcBlockId {
  readonly hash: string;
  readonly parts: { readonly total: number; readonly hash: string };
}

export interface RpcStatus {
  readonly node_info: Readonly<Record<string, unknown>> & { readonly network: string; readonly version: string };
  readonly sync_info: {
    readonly latest_block_height: string;
    readonly latest_block_time: string;
    readonly earliest_block_height: string;
    readonly catching_up: boolean;
  };
}

export interface RpcBlockResults {
  readonly height: string;
  readonly txs_results: readonly RpcTxResult[] | null;
  readonly finalize_block_events: readonly RpcEvent[] | null;
}

/** An error that CometBFT answered; `data` has its text. */
export class RpcError extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.name = "RpcError";
    this.code = code;
  }
}

export interface Rpc {
  readonly url: string;
  call<T>(method: string, params?: Readonly<Record<string, unknown>>): Promise<T>;
}

/**
 * A client of one CometBFT RPC server.
 *
 * @param url        such as `http://127.0.0.1:26657`
 * @param timeoutMs  patience per call
 * @returns calls that reject with {@link RpcError} when CometBFT refuses, with {@link StatusError} UNAVAILABLE when it is
 *          not reached and DEADLINE_EXCEEDED when it is silent
 */
export function openRpc(url: string, timeoutMs = 10_000): Rpc {
  const address = url.replace(/^tcp:/, "http:").replace(/\/$/, "");
  let id = 0;
  return {
    url: address,
    async call<T>(method: string, params: Readonly<Record<string, unknown>> = {}): Promise<T> {
      id += 1;
      const body = await fetch(`${address}/`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ jsonrpc: "2.0", id, method, params }),
        signal: AbortSignal.timeout(timeoutMs),
      })
        .then((answer) => answer.json() as Promise<Answer<T>>)
        .catch((error: unknown) => {
          throw unreached(error);
        });
      if (body.error !== undefined) throw new RpcError(body.error.code, body.error.data || body.error.message);
      return body.result as T;
    },
  };
}

interface Answer<T> {
  readonly result?: T;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: string };
}

function unreached(error: unknown): StatusError {
  return error instanceof Error && error.name === "TimeoutError"
    ? new StatusError("DEADLINE_EXCEEDED", "CometBFT's RPC did not answer in time")
    : new StatusError("UNAVAILABLE", "CometBFT's RPC is not reached");
}
