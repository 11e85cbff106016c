import { CodecError, fromBase64, fromHex, messageByTypeUrl, toBase64, toHex } from "@dcm/proto";
import type { TxResponse } from "@dcm/proto/gen/cosmos/base/abci/v1beta1";
import { TxResponse as TxResponseCodec } from "@dcm/proto/gen/cosmos/base/abci/v1beta1";
import * as v1beta1 from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { sha256 } from "@noble/hashes/sha2.js";
import { decodeStdTx, encodeStdTx } from "./amino.js";
import { blockFromRpc } from "./blocks.js";
import { pageOf } from "./page.js";
import { type Rpc, type RpcBlock, RpcError, type RpcStatus, type RpcTx } from "./rpc.js";
import type { Handlers } from "./service.js";
import { StatusError } from "./status.js";

const pageDefault = 100n;

/** `cosmos.tx.v1beta1.Service` (Cosmos SDK v0.53, x/auth/tx/service.go). */
export const txHandlers: Handlers<v1beta1.ServiceRpcs> = {
  Simulate: (context, request) => context.forward(v1beta1.Service.methods.Simulate, request),

  async GetTx({ rpc }, { hash }) {
    if (hash === "") throw new StatusError("INVALID_ARGUMENT", "tx hash cannot be empty");
    requireHex(hash);
    const found = await rpc
      .call<RpcTx>("tx", { hash: toBase64(fromHex(hash)), prove: false })
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
    const tx = toBase64(txBytes);
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
    if (query === "") throw new StatusError("INTERNAL", "query cannot be empty");
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
        if (error instanceof RpcError) throw new StatusError("INTERNAL", `failed to search for txs: ${error.message}`);
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
      const bounds = `but height must not be less than 1 or greater than the current height ${latest}`;
      throw new StatusError("UNKNOWN", `requested height ${height} ${bounds}: invalid height`);
    }
    const { block, blockId } = blockFromRpc(await rpc.call<RpcBlock>("block", { height: String(height) }));
    const { txs } = block.data;
    const { offset = 0n, limit = 0n } = pagination ?? {};
    if (offset >= BigInt(txs.length) && offset > 0n) {
      const text = `out of range: cannot paginate ${txs.length} txs with offset ${offset} and limit ${limit}`;
      throw new StatusError("UNKNOWN", `${text}: invalid request`);
    }
    const { items, next } = pageOf(txs, pagination);
    // What a proposer put there and nobody can read is passed over.
    const known = items.flatMap((tx) => attempt(() => v1beta1.Tx.decode(tx)) ?? []);
    return v1beta1.GetBlockWithTxsResponse.fromPartial({ txs: known, block, blockId, pagination: next });
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
    return v1beta1.TxEncodeAminoResponse.fromPartial({ aminoBinary: readable(() => encodeStdTx(aminoJson)) });
  },

  async TxDecodeAmino(_context, { aminoBinary }) {
    if (aminoBinary.length === 0) throw new StatusError("INVALID_ARGUMENT", "invalid empty tx bytes");
    return v1beta1.TxDecodeAminoResponse.fromPartial({ aminoJson: readable(() => decodeStdTx(aminoBinary)) });
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
  const hash = toHex(sha256(tx)).toUpperCase();
  return { code, codespace: "sdk", log: "", data: "", hash };
}

const mempoolCodes = [
  ["tx already exists in cache", 19],
  ["mempool is full", 20],
  ["tx too large", 21],
] as const;

function responseOf(found: RpcTx, timestamp: string): TxResponse {
  const { tx_result: result } = found;
  const raw = fromBase64(found.tx);
  return TxResponseCodec.fromPartial({
    height: BigInt(found.height),
    txhash: found.hash,
    codespace: result.codespace,
    code: result.code,
    data: toHex(fromBase64(result.data ?? "")).toUpperCase(),
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
  return readable(() => {
    const tx = v1beta1.Tx.decode(bytes);
    for (const message of tx.body?.messages ?? []) {
      if (messageByTypeUrl(message.typeUrl) === undefined)
        throw new Error(`unable to resolve type URL ${message.typeUrl}`);
    }
    return tx;
  });
}

/** What the asker sent, read; what cannot be read is the asker's mistake. */
function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new StatusError("INVALID_ARGUMENT", `tx parse error: ${error instanceof Error ? error.message : error}`);
  }
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof CodecError) return undefined;
    throw error;
  }
}

/** Go's texts for a hash that is no hex (encoding/hex). */
function requireHex(hash: string): void {
  const bad = [...hash].find((char) => !/[0-9a-fA-F]/.test(char));
  const point = bad?.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
  if (bad !== undefined) {
    throw new StatusError("INVALID_ARGUMENT", `encoding/hex: invalid byte: U+${point} '${bad}'`);
  }
  if (hash.length % 2 !== 0) throw new StatusError("INVALID_ARGUMENT", "encoding/hex: odd length hex string");
}
