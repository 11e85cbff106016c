import { createHash } from "node:crypto";
import { messageByTypeUrl } from "@dcm/proto";
import type { TxResponse } from "@dcm/proto/gen/cosmos/base/abci/v1beta1";
import { TxResponse as TxResponseCodec } from "@dcm/proto/gen/cosmos/base/abci/v1beta1";
import * as v1beta1 from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { Block, BlockID } from "@dcm/proto/gen/tendermint/types";
import type { Rpc, RpcBlock, RpcStatus, RpcTx, RpcTxResult } from "../rpc.js";
import { RpcError } from "../rpc.js";
import { StatusError } from "../status.js";
import type { Handlers, ServiceContext } from "./service.js";
import { blockFromRpc, blockIdFromRpc } from "./tendermint.js";

const pageDefault = 100n;

/** `cosmos.tx.v1beta1.Service` (Cosmos SDK v0.53, x/auth/tx/service.go). */
export const txHandlers: Handlers<v1beta1.ServiceRpcs> = {
  Simulate: (context, request) => context.forward(v1beta1.Service.methods.Simulate, request),

  async GetTx({ rpc }, { hash }) {
    if (hash === "") throw new StatusError("INVALID_ARGUMENT", "tx hash cannot be empty");
    if (!/^[0-9a-fA-F]{64}$/.test(hash)) throw new StatusError("NOT_FOUND", `tx not found: ${hash}`);
    const found = await rpc
      .call<RpcTx>("tx", { hash: Buffer.from(hash, "hex").toString("base64"), prove: false })
      .catch((error: unknown) => {
        if (error instanceof RpcError) throw new StatusError("NOT_FOUND", `tx not found: ${hash}`);
        throw error;
      });
    const time = await timeOf(rpc, found.height);
    return v1beta1.GetTxResponse.fromPartial({
      tx: v1beta1.Tx.decode(fromBase64(found.tx)),
      txResponse: responseOf(found, time),
    });
  },

  async BroadcastTx({ rpc }, { txBytes, mode }) {
    if (txBytes.length === 0) throw new StatusError("INVALID_ARGUMENT", "invalid empty tx");
    const method = mode === 2 ? "broadcast_tx_sync" : mode === 3 ? "broadcast_tx_async" : undefined;
    if (method === undefined) {
      throw new StatusError("UNKNOWN", "unsupported return type unspecified; supported types: sync, async");
    }
    const tx = Buffer.from(txBytes).toString("base64");
    const sent = await rpc.call<Sent>(method, { tx }).catch((error: unknown) => mempoolRefusal(error, txBytes));
    return v1beta1.BroadcastTxResponse.fromPartial({
      txResponse: {
        code: sent.code,
        codespace: sent.codespace,
        rawLog: sent.log,
        data: sent.data ?? "",
        txhash: sent.hash,
      },
    });
  },

  async GetTxsEvent({ rpc }, request) {
    const query = request.query || request.events.join(" AND ");
    if (query === "") throw new StatusError("UNKNOWN", "query cannot be empty");
    const page = request.page > 0n ? request.page : 1n;
    const limit = request.limit > 0n ? request.limit : pageDefault;
    const order = request.orderBy === 2 ? "desc" : "asc";
    const found = await rpc
      .call<{ txs: RpcTx[]; total_count: string }>("tx_search", {
        query,
        prove: false,
        page: String(page),
        per_page: String(limit),
        order_by: order,
      })
      .catch((error: unknown) => {
        if (error instanceof RpcError) throw new StatusError("UNKNOWN", `failed to search for txs: ${error.message}`);
        throw error;
      });
    const times = new Map<string, string>();
    for (const { height } of found.txs) if (!times.has(height)) times.set(height, await timeOf(rpc, height));
    return v1beta1.GetTxsEventResponse.fromPartial({
      txs: found.txs.map((tx) => v1beta1.Tx.decode(fromBase64(tx.tx))),
      txResponses: found.txs.map((tx) => responseOf(tx, times.get(tx.height) ?? "")),
      total: BigInt(found.total_count),
    });
  },

  async GetBlockWithTxs({ rpc }, { height, pagination }) {
    const status = await rpc.call<RpcStatus>("status");
    const latest = BigInt(status.sync_info.latest_block_height);
    if (height < 1n || height > latest) {
      throw new StatusError(
        "INVALID_ARGUMENT",
        `requested height ${height} but current height ${latest}: invalid height`,
      );
    }
    const found = await rpc.call<RpcBlock>("block", { height: String(height) });
    const raw = found.block.data.txs ?? [];
    const offset = Number(pagination?.offset ?? 0n);
    const limit = Number(pagination?.limit || 0n) || raw.length;
    if (offset > raw.length) {
      const text = `out of range: cannot paginate ${raw.length} txs with offset ${offset} and limit ${limit}`;
      throw new StatusError("INVALID_ARGUMENT", text);
    }
    const txs = raw.slice(offset, offset + limit).map((tx) => v1beta1.Tx.decode(fromBase64(tx)));
    return v1beta1.GetBlockWithTxsResponse.fromPartial({
      txs,
      block: Block.fromPartial(blockFromRpc(found)),
      blockId: BlockID.fromPartial(blockIdFromRpc(found.block_id)),
      pagination: { total: BigInt(raw.length) },
    });
  },

  async TxDecode(_context, { txBytes }) {
    if (txBytes.length === 0) throw new StatusError("INVALID_ARGUMENT", "invalid empty tx bytes");
    return v1beta1.TxDecodeResponse.fromPartial({ tx: decoded(txBytes) });
  },

  async TxEncode(_context, { tx }) {
    if (tx?.body === undefined) throw new StatusError("INVALID_ARGUMENT", "invalid empty tx");
    return v1beta1.TxEncodeResponse.fromPartial({ txBytes: v1beta1.Tx.encode(tx) });
  },

  async TxEncodeAmino(_context, { aminoJson }) {
    if (aminoJson === "") throw new StatusError("INVALID_ARGUMENT", "invalid empty tx json");
    return unimplemented("TxEncodeAmino");
  },
  async TxDecodeAmino(_context, { aminoBinary }) {
    if (aminoBinary.length === 0) throw new StatusError("INVALID_ARGUMENT", "invalid empty tx bytes");
    return unimplemented("TxDecodeAmino");
  },
};

interface Sent {
  readonly code: number;
  readonly codespace: string;
  readonly log: string;
  readonly data: string;
  readonly hash: string;
}

/** What CometBFT's mempool refuses by itself is a result with a code of the SDK (client/broadcast.go, CheckCometError). */
function mempoolRefusal(error: unknown, tx: Uint8Array): Sent {
  const text = error instanceof RpcError ? error.message.toLowerCase() : "";
  const code = mempoolCodes.find(([part]) => text.includes(part))?.[1];
  if (code === undefined) throw error;
  const hash = createHash("sha256").update(tx).digest("hex").toUpperCase();
  return { code, codespace: "sdk", log: "", data: "", hash };
}

const mempoolCodes = [
  ["tx already exists in cache", 19],
  ["mempool is full", 20],
  ["tx too large", 21],
] as const;

function responseOf(found: RpcTx, timestamp: string): TxResponse {
  const result: RpcTxResult = found.tx_result;
  const raw = fromBase64(found.tx);
  return TxResponseCodec.fromPartial({
    height: BigInt(found.height),
    txhash: found.hash,
    codespace: result.codespace,
    code: result.code,
    data: Buffer.from(result.data ?? "", "base64")
      .toString("hex")
      .toUpperCase(),
    rawLog: result.log,
    info: result.info,
    gasWanted: BigInt(result.gas_wanted),
    gasUsed: BigInt(result.gas_used),
    tx: { typeUrl: "/cosmos.tx.v1beta1.Tx", value: v1beta1.Tx.encode(v1beta1.Tx.decode(raw)) },
    timestamp,
    events: (result.events ?? []).map(({ type, attributes }) => ({
      type,
      attributes: attributes.map(({ key, value, index }) => ({ key, value, index: index ?? false })),
    })),
  });
}

/** RFC 3339 in whole seconds, as the SDK prints it in a TxResponse. */
async function timeOf(rpc: Rpc, height: string): Promise<string> {
  const { block } = await rpc.call<RpcBlock>("block", { height });
  return block.header.time.replace(/\.\d+Z$/, "Z");
}

function decoded(bytes: Uint8Array): v1beta1.Tx {
  try {
    const tx = v1beta1.Tx.decode(bytes);
    for (const message of tx.body?.messages ?? []) {
      if (messageByTypeUrl(message.typeUrl) === undefined)
        throw new Error(`unable to resolve type URL ${message.typeUrl}`);
    }
    return tx;
  } catch (error) {
    throw new StatusError("INVALID_ARGUMENT", `tx parse error: ${error instanceof Error ? error.message : error}`);
  }
}

function unimplemented(method: string): Promise<never> {
  return Promise.reject(new StatusError("UNIMPLEMENTED", `${method} is not served`));
}

function fromBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "base64"));
}

export type { ServiceContext };
