// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../../codec.js";
import { NO_BYTES } from "../../../../bytes.js";
import type { MessageCodec } from "../../../../types.js";
import * as google_protobuf from "../../../../gen/google/protobuf.js";
import * as tendermint_abci from "../../../../gen/tendermint/abci.js";
import * as tendermint_types from "../../../../gen/tendermint/types.js";

/**
 * TxResponse defines a structure containing relevant tx data and metadata. The
 * tags are stringified and the log is JSON decoded.
 */
export interface TxResponse {
  /** The block height */
  readonly height: bigint;
  /** The transaction hash. */
  readonly txhash: string;
  /** Namespace for the Code */
  readonly codespace: string;
  /** Response code. */
  readonly code: number;
  /** Result bytes, if any. */
  readonly data: string;
  /**
   * The output of the application's logger (raw string). May be
   * non-deterministic.
   */
  readonly rawLog: string;
  /** The output of the application's logger (typed). May be non-deterministic. */
  readonly logs: readonly ABCIMessageLog[];
  /** Additional information. May be non-deterministic. */
  readonly info: string;
  /** Amount of gas requested for transaction. */
  readonly gasWanted: bigint;
  /** Amount of gas consumed by transaction. */
  readonly gasUsed: bigint;
  /** The request transaction bytes. */
  readonly tx: google_protobuf.Any | undefined;
  /**
   * Time of the previous block. For heights > 1, it's the weighted median of
   * the timestamps of the valid votes in the block.LastCommit. For height == 1,
   * it's genesis time.
   */
  readonly timestamp: string;
  /**
   * Events defines all the events emitted by processing a transaction. Note,
   * these events include those emitted by processing all the messages and those
   * emitted from the ante. Whereas Logs contains the events, with
   * additional metadata, emitted only by processing the messages.
   */
  readonly events: readonly tendermint_abci.Event[];
}
export const TxResponse: MessageCodec<TxResponse> = message<TxResponse>(
  "cosmos.base.abci.v1beta1.TxResponse",
  () => ({ height: 0n, txhash: "", codespace: "", code: 0, data: "", rawLog: "", logs: [], info: "", gasWanted: 0n, gasUsed: 0n, tx: undefined, timestamp: "", events: [] }),
  [
    [1, "height", "int64"],
    [2, "txhash", "string"],
    [3, "codespace", "string"],
    [4, "code", "uint32"],
    [5, "data", "string"],
    [6, "raw_log", "string"],
    [7, "logs", "message", { type: () => ABCIMessageLog, repeated: true }],
    [8, "info", "string"],
    [9, "gas_wanted", "int64"],
    [10, "gas_used", "int64"],
    [11, "tx", "message", { type: () => google_protobuf.Any, optional: true }],
    [12, "timestamp", "string"],
    [13, "events", "message", { type: () => tendermint_abci.Event, repeated: true }],
  ],
);

/** ABCIMessageLog defines a structure containing an indexed tx ABCI message log. */
export interface ABCIMessageLog {
  readonly msgIndex: number;
  readonly log: string;
  /**
   * Events contains a slice of Event objects that were emitted during some
   * execution.
   */
  readonly events: readonly StringEvent[];
}
export const ABCIMessageLog: MessageCodec<ABCIMessageLog> = message<ABCIMessageLog>(
  "cosmos.base.abci.v1beta1.ABCIMessageLog",
  () => ({ msgIndex: 0, log: "", events: [] }),
  [
    [1, "msg_index", "uint32"],
    [2, "log", "string"],
    [3, "events", "message", { type: () => StringEvent, repeated: true }],
  ],
);

/**
 * StringEvent defines en Event object wrapper where all the attributes
 * contain key/value pairs that are strings instead of raw bytes.
 */
export interface StringEvent {
  readonly type: string;
  readonly attributes: readonly Attribute[];
}
export const StringEvent: MessageCodec<StringEvent> = message<StringEvent>(
  "cosmos.base.abci.v1beta1.StringEvent",
  () => ({ type: "", attributes: [] }),
  [
    [1, "type", "string"],
    [2, "attributes", "message", { type: () => Attribute, repeated: true }],
  ],
);

/**
 * Attribute defines an attribute wrapper where the key and value are
 * strings instead of raw bytes.
 */
export interface Attribute {
  readonly key: string;
  readonly value: string;
}
export const Attribute: MessageCodec<Attribute> = message<Attribute>(
  "cosmos.base.abci.v1beta1.Attribute",
  () => ({ key: "", value: "" }),
  [
    [1, "key", "string"],
    [2, "value", "string"],
  ],
);

/** GasInfo defines tx execution gas context. */
export interface GasInfo {
  /** GasWanted is the maximum units of work we allow this tx to perform. */
  readonly gasWanted: bigint;
  /** GasUsed is the amount of gas actually consumed. */
  readonly gasUsed: bigint;
}
export const GasInfo: MessageCodec<GasInfo> = message<GasInfo>(
  "cosmos.base.abci.v1beta1.GasInfo",
  () => ({ gasWanted: 0n, gasUsed: 0n }),
  [
    [1, "gas_wanted", "uint64"],
    [2, "gas_used", "uint64"],
  ],
);

/** Result is the union of ResponseFormat and ResponseCheckTx. */
export interface Result {
  /**
   * Data is any data returned from message or handler execution. It MUST be
   * length prefixed in order to separate data from multiple message executions.
   * Deprecated. This field is still populated, but prefer msg_response instead
   * because it also contains the Msg response typeURL.
   */
  readonly data: Uint8Array;
  /** Log contains the log information from message or handler execution. */
  readonly log: string;
  /**
   * Events contains a slice of Event objects that were emitted during message
   * or handler execution.
   */
  readonly events: readonly tendermint_abci.Event[];
  /** msg_responses contains the Msg handler responses type packed in Anys. */
  readonly msgResponses: readonly google_protobuf.Any[];
}
export const Result: MessageCodec<Result> = message<Result>(
  "cosmos.base.abci.v1beta1.Result",
  () => ({ data: NO_BYTES, log: "", events: [], msgResponses: [] }),
  [
    [1, "data", "bytes"],
    [2, "log", "string"],
    [3, "events", "message", { type: () => tendermint_abci.Event, repeated: true }],
    [4, "msg_responses", "message", { type: () => google_protobuf.Any, repeated: true }],
  ],
);

/**
 * SimulationResponse defines the response generated when a transaction is
 * successfully simulated.
 */
export interface SimulationResponse {
  readonly gasInfo: GasInfo;
  readonly result: Result | undefined;
}
export const SimulationResponse: MessageCodec<SimulationResponse> = message<SimulationResponse>(
  "cosmos.base.abci.v1beta1.SimulationResponse",
  () => ({ gasInfo: undefined as never, result: undefined }),
  [
    [1, "gas_info", "message", { type: () => GasInfo }],
    [2, "result", "message", { type: () => Result, optional: true }],
  ],
);

/**
 * MsgData defines the data returned in a Result object during message
 * execution.
 */
export interface MsgData {
  readonly msgType: string;
  readonly data: Uint8Array;
}
export const MsgData: MessageCodec<MsgData> = message<MsgData>(
  "cosmos.base.abci.v1beta1.MsgData",
  () => ({ msgType: "", data: NO_BYTES }),
  [
    [1, "msg_type", "string"],
    [2, "data", "bytes"],
  ],
);

/**
 * TxMsgData defines a list of MsgData. A transaction will have a MsgData object
 * for each message.
 */
export interface TxMsgData {
  /** data field is deprecated and not populated. */
  readonly data: readonly MsgData[];
  /** msg_responses contains the Msg handler responses packed into Anys. */
  readonly msgResponses: readonly google_protobuf.Any[];
}
export const TxMsgData: MessageCodec<TxMsgData> = message<TxMsgData>(
  "cosmos.base.abci.v1beta1.TxMsgData",
  () => ({ data: [], msgResponses: [] }),
  [
    [1, "data", "message", { type: () => MsgData, repeated: true }],
    [2, "msg_responses", "message", { type: () => google_protobuf.Any, repeated: true }],
  ],
);

/** SearchTxsResult defines a structure for querying txs pageable */
export interface SearchTxsResult {
  /** Count of all txs */
  readonly totalCount: bigint;
  /** Count of txs in current page */
  readonly count: bigint;
  /** Index of current page, start from 1 */
  readonly pageNumber: bigint;
  /** Count of total pages */
  readonly pageTotal: bigint;
  /** Max count txs per page */
  readonly limit: bigint;
  /** List of txs in current page */
  readonly txs: readonly TxResponse[];
}
export const SearchTxsResult: MessageCodec<SearchTxsResult> = message<SearchTxsResult>(
  "cosmos.base.abci.v1beta1.SearchTxsResult",
  () => ({ totalCount: 0n, count: 0n, pageNumber: 0n, pageTotal: 0n, limit: 0n, txs: [] }),
  [
    [1, "total_count", "uint64"],
    [2, "count", "uint64"],
    [3, "page_number", "uint64"],
    [4, "page_total", "uint64"],
    [5, "limit", "uint64"],
    [6, "txs", "message", { type: () => TxResponse, repeated: true }],
  ],
);

/** SearchBlocksResult defines a structure for querying blocks pageable */
export interface SearchBlocksResult {
  /** Count of all blocks */
  readonly totalCount: bigint;
  /** Count of blocks in current page */
  readonly count: bigint;
  /** Index of current page, start from 1 */
  readonly pageNumber: bigint;
  /** Count of total pages */
  readonly pageTotal: bigint;
  /** Max count blocks per page */
  readonly limit: bigint;
  /** List of blocks in current page */
  readonly blocks: readonly tendermint_types.Block[];
}
export const SearchBlocksResult: MessageCodec<SearchBlocksResult> = message<SearchBlocksResult>(
  "cosmos.base.abci.v1beta1.SearchBlocksResult",
  () => ({ totalCount: 0n, count: 0n, pageNumber: 0n, pageTotal: 0n, limit: 0n, blocks: [] }),
  [
    [1, "total_count", "int64"],
    [2, "count", "int64"],
    [3, "page_number", "int64"],
    [4, "page_total", "int64"],
    [5, "limit", "int64"],
    [6, "blocks", "message", { type: () => tendermint_types.Block, repeated: true }],
  ],
);
