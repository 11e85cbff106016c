// Generated from the .proto files by proto/generate; do not edit.
import { enumInfo, message } from "../../../codec.js";
import { service } from "../../../registry.js";
import { NO_BYTES } from "../../../bytes.js";
import type { Address } from "../../../scalars.js";
import type { MessageCodec } from "../../../types.js";
import * as cosmos_base_abci_v1beta1 from "../../../gen/cosmos/base/abci/v1beta1.js";
import * as cosmos_base_query_v1beta1 from "../../../gen/cosmos/base/query/v1beta1.js";
import * as cosmos_base_v1beta1 from "../../../gen/cosmos/base/v1beta1.js";
import * as cosmos_crypto_multisig_v1beta1 from "../../../gen/cosmos/crypto/multisig/v1beta1.js";
import * as cosmos_tx_signing_v1beta1 from "../../../gen/cosmos/tx/signing/v1beta1.js";
import * as google_protobuf from "../../../gen/google/protobuf.js";
import * as tendermint_types from "../../../gen/tendermint/types.js";

/** OrderBy defines the sorting order */
export const OrderBy = {
  /**
   * ORDER_BY_UNSPECIFIED specifies an unknown sorting order. OrderBy defaults
   * to ASC in this case.
   */
  UNSPECIFIED: 0,
  /** ORDER_BY_ASC defines ascending order */
  ASC: 1,
  /** ORDER_BY_DESC defines descending order */
  DESC: 2,
} as const;
export type OrderBy = (typeof OrderBy)[keyof typeof OrderBy];
export const OrderByInfo = enumInfo("cosmos.tx.v1beta1.OrderBy", { ORDER_BY_UNSPECIFIED: 0, ORDER_BY_ASC: 1, ORDER_BY_DESC: 2 });

/**
 * BroadcastMode specifies the broadcast mode for the TxService.Broadcast RPC
 * method.
 */
export const BroadcastMode = {
  /** zero-value for mode ordering */
  UNSPECIFIED: 0,
  /**
   * DEPRECATED: use BROADCAST_MODE_SYNC instead,
   * BROADCAST_MODE_BLOCK is not supported by the SDK from v0.47.x onwards.
   */
  BLOCK: 1,
  /**
   * BROADCAST_MODE_SYNC defines a tx broadcasting mode where the client waits
   * for a CheckTx execution response only.
   */
  SYNC: 2,
  /**
   * BROADCAST_MODE_ASYNC defines a tx broadcasting mode where the client
   * returns immediately.
   */
  ASYNC: 3,
} as const;
export type BroadcastMode = (typeof BroadcastMode)[keyof typeof BroadcastMode];
export const BroadcastModeInfo = enumInfo("cosmos.tx.v1beta1.BroadcastMode", { BROADCAST_MODE_UNSPECIFIED: 0, BROADCAST_MODE_BLOCK: 1, BROADCAST_MODE_SYNC: 2, BROADCAST_MODE_ASYNC: 3 });

/**
 * GetTxsEventRequest is the request type for the Service.TxsByEvents
 * RPC method.
 */
export interface GetTxsEventRequest {
  /**
   * events is the list of transaction event type.
   * Deprecated post v0.47.x: use query instead, which should contain a valid
   * events query.
   */
  readonly events: readonly string[];
  /**
   * pagination defines a pagination for the request.
   * Deprecated post v0.46.x: use page and limit instead.
   */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
  readonly orderBy: OrderBy;
  /**
   * page is the page number to query, starts at 1. If not provided, will
   * default to first page.
   */
  readonly page: bigint;
  /**
   * limit is the total number of results to be returned in the result page.
   * If left empty it will default to a value to be set by each app.
   */
  readonly limit: bigint;
  /**
   * query defines the transaction event query that is proxied to Tendermint's
   * TxSearch RPC method. The query must be valid.
   */
  readonly query: string;
}
export const GetTxsEventRequest: MessageCodec<GetTxsEventRequest> = message<GetTxsEventRequest>(
  "cosmos.tx.v1beta1.GetTxsEventRequest",
  () => ({ events: [], pagination: undefined, orderBy: 0 as never, page: 0n, limit: 0n, query: "" }),
  [
    [1, "events", "string", { repeated: true }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
    [3, "order_by", "enum", { type: () => OrderByInfo }],
    [4, "page", "uint64"],
    [5, "limit", "uint64"],
    [6, "query", "string"],
  ],
);

/**
 * GetTxsEventResponse is the response type for the Service.TxsByEvents
 * RPC method.
 */
export interface GetTxsEventResponse {
  /** txs is the list of queried transactions. */
  readonly txs: readonly Tx[];
  /** tx_responses is the list of queried TxResponses. */
  readonly txResponses: readonly cosmos_base_abci_v1beta1.TxResponse[];
  /**
   * pagination defines a pagination for the response.
   * Deprecated post v0.46.x: use total instead.
   */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
  /** total is total number of results available */
  readonly total: bigint;
}
export const GetTxsEventResponse: MessageCodec<GetTxsEventResponse> = message<GetTxsEventResponse>(
  "cosmos.tx.v1beta1.GetTxsEventResponse",
  () => ({ txs: [], txResponses: [], pagination: undefined, total: 0n }),
  [
    [1, "txs", "message", { type: () => Tx, repeated: true }],
    [2, "tx_responses", "message", { type: () => cosmos_base_abci_v1beta1.TxResponse, repeated: true }],
    [3, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
    [4, "total", "uint64"],
  ],
);

/**
 * BroadcastTxRequest is the request type for the Service.BroadcastTxRequest
 * RPC method.
 */
export interface BroadcastTxRequest {
  /** tx_bytes is the raw transaction. */
  readonly txBytes: Uint8Array;
  readonly mode: BroadcastMode;
}
export const BroadcastTxRequest: MessageCodec<BroadcastTxRequest> = message<BroadcastTxRequest>(
  "cosmos.tx.v1beta1.BroadcastTxRequest",
  () => ({ txBytes: NO_BYTES, mode: 0 as never }),
  [
    [1, "tx_bytes", "bytes"],
    [2, "mode", "enum", { type: () => BroadcastModeInfo }],
  ],
);

/**
 * BroadcastTxResponse is the response type for the
 * Service.BroadcastTx method.
 */
export interface BroadcastTxResponse {
  /** tx_response is the queried TxResponses. */
  readonly txResponse: cosmos_base_abci_v1beta1.TxResponse | undefined;
}
export const BroadcastTxResponse: MessageCodec<BroadcastTxResponse> = message<BroadcastTxResponse>(
  "cosmos.tx.v1beta1.BroadcastTxResponse",
  () => ({ txResponse: undefined }),
  [
    [1, "tx_response", "message", { type: () => cosmos_base_abci_v1beta1.TxResponse, optional: true }],
  ],
);

/**
 * SimulateRequest is the request type for the Service.Simulate
 * RPC method.
 */
export interface SimulateRequest {
  /**
   * tx is the transaction to simulate.
   * Deprecated. Send raw tx bytes instead.
   */
  readonly tx: Tx | undefined;
  /** tx_bytes is the raw transaction. */
  readonly txBytes: Uint8Array;
}
export const SimulateRequest: MessageCodec<SimulateRequest> = message<SimulateRequest>(
  "cosmos.tx.v1beta1.SimulateRequest",
  () => ({ tx: undefined, txBytes: NO_BYTES }),
  [
    [1, "tx", "message", { type: () => Tx, optional: true }],
    [2, "tx_bytes", "bytes"],
  ],
);

/**
 * SimulateResponse is the response type for the
 * Service.SimulateRPC method.
 */
export interface SimulateResponse {
  /** gas_info is the information about gas used in the simulation. */
  readonly gasInfo: cosmos_base_abci_v1beta1.GasInfo | undefined;
  /** result is the result of the simulation. */
  readonly result: cosmos_base_abci_v1beta1.Result | undefined;
}
export const SimulateResponse: MessageCodec<SimulateResponse> = message<SimulateResponse>(
  "cosmos.tx.v1beta1.SimulateResponse",
  () => ({ gasInfo: undefined, result: undefined }),
  [
    [1, "gas_info", "message", { type: () => cosmos_base_abci_v1beta1.GasInfo, optional: true }],
    [2, "result", "message", { type: () => cosmos_base_abci_v1beta1.Result, optional: true }],
  ],
);

/**
 * GetTxRequest is the request type for the Service.GetTx
 * RPC method.
 */
export interface GetTxRequest {
  /** hash is the tx hash to query, encoded as a hex string. */
  readonly hash: string;
}
export const GetTxRequest: MessageCodec<GetTxRequest> = message<GetTxRequest>(
  "cosmos.tx.v1beta1.GetTxRequest",
  () => ({ hash: "" }),
  [
    [1, "hash", "string"],
  ],
);

/** GetTxResponse is the response type for the Service.GetTx method. */
export interface GetTxResponse {
  /** tx is the queried transaction. */
  readonly tx: Tx | undefined;
  /** tx_response is the queried TxResponses. */
  readonly txResponse: cosmos_base_abci_v1beta1.TxResponse | undefined;
}
export const GetTxResponse: MessageCodec<GetTxResponse> = message<GetTxResponse>(
  "cosmos.tx.v1beta1.GetTxResponse",
  () => ({ tx: undefined, txResponse: undefined }),
  [
    [1, "tx", "message", { type: () => Tx, optional: true }],
    [2, "tx_response", "message", { type: () => cosmos_base_abci_v1beta1.TxResponse, optional: true }],
  ],
);

/**
 * GetBlockWithTxsRequest is the request type for the Service.GetBlockWithTxs
 * RPC method.
 */
export interface GetBlockWithTxsRequest {
  /** height is the height of the block to query. */
  readonly height: bigint;
  /** pagination defines a pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const GetBlockWithTxsRequest: MessageCodec<GetBlockWithTxsRequest> = message<GetBlockWithTxsRequest>(
  "cosmos.tx.v1beta1.GetBlockWithTxsRequest",
  () => ({ height: 0n, pagination: undefined }),
  [
    [1, "height", "int64"],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/**
 * GetBlockWithTxsResponse is the response type for the Service.GetBlockWithTxs
 * method.
 */
export interface GetBlockWithTxsResponse {
  /** txs are the transactions in the block. */
  readonly txs: readonly Tx[];
  readonly blockId: tendermint_types.BlockID | undefined;
  readonly block: tendermint_types.Block | undefined;
  /** pagination defines a pagination for the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const GetBlockWithTxsResponse: MessageCodec<GetBlockWithTxsResponse> = message<GetBlockWithTxsResponse>(
  "cosmos.tx.v1beta1.GetBlockWithTxsResponse",
  () => ({ txs: [], blockId: undefined, block: undefined, pagination: undefined }),
  [
    [1, "txs", "message", { type: () => Tx, repeated: true }],
    [2, "block_id", "message", { type: () => tendermint_types.BlockID, optional: true }],
    [3, "block", "message", { type: () => tendermint_types.Block, optional: true }],
    [4, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/**
 * TxDecodeRequest is the request type for the Service.TxDecode
 * RPC method.
 */
export interface TxDecodeRequest {
  /** tx_bytes is the raw transaction. */
  readonly txBytes: Uint8Array;
}
export const TxDecodeRequest: MessageCodec<TxDecodeRequest> = message<TxDecodeRequest>(
  "cosmos.tx.v1beta1.TxDecodeRequest",
  () => ({ txBytes: NO_BYTES }),
  [
    [1, "tx_bytes", "bytes"],
  ],
);

/**
 * TxDecodeResponse is the response type for the
 * Service.TxDecode method.
 */
export interface TxDecodeResponse {
  /** tx is the decoded transaction. */
  readonly tx: Tx | undefined;
}
export const TxDecodeResponse: MessageCodec<TxDecodeResponse> = message<TxDecodeResponse>(
  "cosmos.tx.v1beta1.TxDecodeResponse",
  () => ({ tx: undefined }),
  [
    [1, "tx", "message", { type: () => Tx, optional: true }],
  ],
);

/**
 * TxEncodeRequest is the request type for the Service.TxEncode
 * RPC method.
 */
export interface TxEncodeRequest {
  /** tx is the transaction to encode. */
  readonly tx: Tx | undefined;
}
export const TxEncodeRequest: MessageCodec<TxEncodeRequest> = message<TxEncodeRequest>(
  "cosmos.tx.v1beta1.TxEncodeRequest",
  () => ({ tx: undefined }),
  [
    [1, "tx", "message", { type: () => Tx, optional: true }],
  ],
);

/**
 * TxEncodeResponse is the response type for the
 * Service.TxEncode method.
 */
export interface TxEncodeResponse {
  /** tx_bytes is the encoded transaction bytes. */
  readonly txBytes: Uint8Array;
}
export const TxEncodeResponse: MessageCodec<TxEncodeResponse> = message<TxEncodeResponse>(
  "cosmos.tx.v1beta1.TxEncodeResponse",
  () => ({ txBytes: NO_BYTES }),
  [
    [1, "tx_bytes", "bytes"],
  ],
);

/**
 * TxEncodeAminoRequest is the request type for the Service.TxEncodeAmino
 * RPC method.
 */
export interface TxEncodeAminoRequest {
  readonly aminoJson: string;
}
export const TxEncodeAminoRequest: MessageCodec<TxEncodeAminoRequest> = message<TxEncodeAminoRequest>(
  "cosmos.tx.v1beta1.TxEncodeAminoRequest",
  () => ({ aminoJson: "" }),
  [
    [1, "amino_json", "string"],
  ],
);

/**
 * TxEncodeAminoResponse is the response type for the Service.TxEncodeAmino
 * RPC method.
 */
export interface TxEncodeAminoResponse {
  readonly aminoBinary: Uint8Array;
}
export const TxEncodeAminoResponse: MessageCodec<TxEncodeAminoResponse> = message<TxEncodeAminoResponse>(
  "cosmos.tx.v1beta1.TxEncodeAminoResponse",
  () => ({ aminoBinary: NO_BYTES }),
  [
    [1, "amino_binary", "bytes"],
  ],
);

/**
 * TxDecodeAminoRequest is the request type for the Service.TxDecodeAmino
 * RPC method.
 */
export interface TxDecodeAminoRequest {
  readonly aminoBinary: Uint8Array;
}
export const TxDecodeAminoRequest: MessageCodec<TxDecodeAminoRequest> = message<TxDecodeAminoRequest>(
  "cosmos.tx.v1beta1.TxDecodeAminoRequest",
  () => ({ aminoBinary: NO_BYTES }),
  [
    [1, "amino_binary", "bytes"],
  ],
);

/**
 * TxDecodeAminoResponse is the response type for the Service.TxDecodeAmino
 * RPC method.
 */
export interface TxDecodeAminoResponse {
  readonly aminoJson: string;
}
export const TxDecodeAminoResponse: MessageCodec<TxDecodeAminoResponse> = message<TxDecodeAminoResponse>(
  "cosmos.tx.v1beta1.TxDecodeAminoResponse",
  () => ({ aminoJson: "" }),
  [
    [1, "amino_json", "string"],
  ],
);

/** Tx is the standard type used for broadcasting transactions. */
export interface Tx {
  /** body is the processable content of the transaction */
  readonly body: TxBody | undefined;
  /**
   * auth_info is the authorization related content of the transaction,
   * specifically signers, signer modes and fee
   */
  readonly authInfo: AuthInfo | undefined;
  /**
   * signatures is a list of signatures that matches the length and order of
   * AuthInfo's signer_infos to allow connecting signature meta information like
   * public key and signing mode by position.
   */
  readonly signatures: readonly Uint8Array[];
}
export const Tx: MessageCodec<Tx> = message<Tx>(
  "cosmos.tx.v1beta1.Tx",
  () => ({ body: undefined, authInfo: undefined, signatures: [] }),
  [
    [1, "body", "message", { type: () => TxBody, optional: true }],
    [2, "auth_info", "message", { type: () => AuthInfo, optional: true }],
    [3, "signatures", "bytes", { repeated: true }],
  ],
);

/**
 * TxRaw is a variant of Tx that pins the signer's exact binary representation
 * of body and auth_info. This is used for signing, broadcasting and
 * verification. The binary `serialize(tx: TxRaw)` is stored in Tendermint and
 * the hash `sha256(serialize(tx: TxRaw))` becomes the "txhash", commonly used
 * as the transaction ID.
 */
export interface TxRaw {
  /**
   * body_bytes is a protobuf serialization of a TxBody that matches the
   * representation in SignDoc.
   */
  readonly bodyBytes: Uint8Array;
  /**
   * auth_info_bytes is a protobuf serialization of an AuthInfo that matches the
   * representation in SignDoc.
   */
  readonly authInfoBytes: Uint8Array;
  /**
   * signatures is a list of signatures that matches the length and order of
   * AuthInfo's signer_infos to allow connecting signature meta information like
   * public key and signing mode by position.
   */
  readonly signatures: readonly Uint8Array[];
}
export const TxRaw: MessageCodec<TxRaw> = message<TxRaw>(
  "cosmos.tx.v1beta1.TxRaw",
  () => ({ bodyBytes: NO_BYTES, authInfoBytes: NO_BYTES, signatures: [] }),
  [
    [1, "body_bytes", "bytes"],
    [2, "auth_info_bytes", "bytes"],
    [3, "signatures", "bytes", { repeated: true }],
  ],
);

/** SignDoc is the type used for generating sign bytes for SIGN_MODE_DIRECT. */
export interface SignDoc {
  /**
   * body_bytes is protobuf serialization of a TxBody that matches the
   * representation in TxRaw.
   */
  readonly bodyBytes: Uint8Array;
  /**
   * auth_info_bytes is a protobuf serialization of an AuthInfo that matches the
   * representation in TxRaw.
   */
  readonly authInfoBytes: Uint8Array;
  /**
   * chain_id is the unique identifier of the chain this transaction targets.
   * It prevents signed transactions from being used on another chain by an
   * attacker
   */
  readonly chainId: string;
  /** account_number is the account number of the account in state */
  readonly accountNumber: bigint;
}
export const SignDoc: MessageCodec<SignDoc> = message<SignDoc>(
  "cosmos.tx.v1beta1.SignDoc",
  () => ({ bodyBytes: NO_BYTES, authInfoBytes: NO_BYTES, chainId: "", accountNumber: 0n }),
  [
    [1, "body_bytes", "bytes"],
    [2, "auth_info_bytes", "bytes"],
    [3, "chain_id", "string"],
    [4, "account_number", "uint64"],
  ],
);

/**
 * SignDocDirectAux is the type used for generating sign bytes for
 * SIGN_MODE_DIRECT_AUX.
 */
export interface SignDocDirectAux {
  /**
   * body_bytes is protobuf serialization of a TxBody that matches the
   * representation in TxRaw.
   */
  readonly bodyBytes: Uint8Array;
  /** public_key is the public key of the signing account. */
  readonly publicKey: google_protobuf.Any | undefined;
  /**
   * chain_id is the identifier of the chain this transaction targets.
   * It prevents signed transactions from being used on another chain by an
   * attacker.
   */
  readonly chainId: string;
  /** account_number is the account number of the account in state. */
  readonly accountNumber: bigint;
  /** sequence is the sequence number of the signing account. */
  readonly sequence: bigint;
  /** tips have been depreacted and should not be used */
  readonly tip: Tip | undefined;
}
export const SignDocDirectAux: MessageCodec<SignDocDirectAux> = message<SignDocDirectAux>(
  "cosmos.tx.v1beta1.SignDocDirectAux",
  () => ({ bodyBytes: NO_BYTES, publicKey: undefined, chainId: "", accountNumber: 0n, sequence: 0n, tip: undefined }),
  [
    [1, "body_bytes", "bytes"],
    [2, "public_key", "message", { type: () => google_protobuf.Any, optional: true }],
    [3, "chain_id", "string"],
    [4, "account_number", "uint64"],
    [5, "sequence", "uint64"],
    [6, "tip", "message", { type: () => Tip, optional: true }],
  ],
);

/** TxBody is the body of a transaction that all signers sign over. */
export interface TxBody {
  /**
   * messages is a list of messages to be executed. The required signers of
   * those messages define the number and order of elements in AuthInfo's
   * signer_infos and Tx's signatures. Each required signer address is added to
   * the list only the first time it occurs.
   * By convention, the first required signer (usually from the first message)
   * is referred to as the primary signer and pays the fee for the whole
   * transaction.
   */
  readonly messages: readonly google_protobuf.Any[];
  /**
   * memo is any arbitrary note/comment to be added to the transaction.
   * WARNING: in clients, any publicly exposed text should not be called memo,
   * but should be called `note` instead (see
   * https://github.com/cosmos/cosmos-sdk/issues/9122).
   */
  readonly memo: string;
  /**
   * timeout_height is the block height after which this transaction will not
   * be processed by the chain.
   */
  readonly timeoutHeight: bigint;
  /**
   * unordered, when set to true, indicates that the transaction signer(s)
   * intend for the transaction to be evaluated and executed in an un-ordered
   * fashion. Specifically, the account's nonce will NOT be checked or
   * incremented, which allows for fire-and-forget as well as concurrent
   * transaction execution.
   *
   * Note, when set to true, the existing 'timeout_timestamp' value must
   * be set and will be used to correspond to a timestamp in which the transaction is deemed
   * valid.
   *
   * When true, the sequence value MUST be 0, and any transaction with unordered=true and a non-zero sequence value will
   * be rejected.
   * External services that make assumptions about sequence values may need to be updated because of this.
   */
  readonly unordered: boolean;
  /**
   * timeout_timestamp is the block time after which this transaction will not
   * be processed by the chain.
   *
   * Note, if unordered=true this value MUST be set
   * and will act as a short-lived TTL in which the transaction is deemed valid
   * and kept in memory to prevent duplicates.
   */
  readonly timeoutTimestamp: google_protobuf.Timestamp | undefined;
  /**
   * extension_options are arbitrary options that can be added by chains
   * when the default options are not sufficient. If any of these are present
   * and can't be handled, the transaction will be rejected
   */
  readonly extensionOptions: readonly google_protobuf.Any[];
  /**
   * extension_options are arbitrary options that can be added by chains
   * when the default options are not sufficient. If any of these are present
   * and can't be handled, they will be ignored
   */
  readonly nonCriticalExtensionOptions: readonly google_protobuf.Any[];
}
export const TxBody: MessageCodec<TxBody> = message<TxBody>(
  "cosmos.tx.v1beta1.TxBody",
  () => ({ messages: [], memo: "", timeoutHeight: 0n, unordered: false, timeoutTimestamp: undefined, extensionOptions: [], nonCriticalExtensionOptions: [] }),
  [
    [1, "messages", "message", { type: () => google_protobuf.Any, repeated: true }],
    [2, "memo", "string"],
    [3, "timeout_height", "uint64"],
    [4, "unordered", "bool"],
    [5, "timeout_timestamp", "message", { type: () => google_protobuf.Timestamp, optional: true }],
    [1023, "extension_options", "message", { type: () => google_protobuf.Any, repeated: true }],
    [2047, "non_critical_extension_options", "message", { type: () => google_protobuf.Any, repeated: true }],
  ],
);

/**
 * AuthInfo describes the fee and signer modes that are used to sign a
 * transaction.
 */
export interface AuthInfo {
  /**
   * signer_infos defines the signing modes for the required signers. The number
   * and order of elements must match the required signers from TxBody's
   * messages. The first element is the primary signer and the one which pays
   * the fee.
   */
  readonly signerInfos: readonly SignerInfo[];
  /**
   * Fee is the fee and gas limit for the transaction. The first signer is the
   * primary signer and the one which pays the fee. The fee can be calculated
   * based on the cost of evaluating the body and doing signature verification
   * of the signers. This can be estimated via simulation.
   */
  readonly fee: Fee | undefined;
  /**
   * Tip is the optional tip used for transactions fees paid in another denom.
   *
   * This field is ignored if the chain didn't enable tips, i.e. didn't add the
   * `TipDecorator` in its posthandler.
   */
  readonly tip: Tip | undefined;
}
export const AuthInfo: MessageCodec<AuthInfo> = message<AuthInfo>(
  "cosmos.tx.v1beta1.AuthInfo",
  () => ({ signerInfos: [], fee: undefined, tip: undefined }),
  [
    [1, "signer_infos", "message", { type: () => SignerInfo, repeated: true }],
    [2, "fee", "message", { type: () => Fee, optional: true }],
    [3, "tip", "message", { type: () => Tip, optional: true }],
  ],
);

/**
 * SignerInfo describes the public key and signing mode of a single top-level
 * signer.
 */
export interface SignerInfo {
  /**
   * public_key is the public key of the signer. It is optional for accounts
   * that already exist in state. If unset, the verifier can use the required \
   * signer address for this position and lookup the public key.
   */
  readonly publicKey: google_protobuf.Any | undefined;
  /**
   * mode_info describes the signing mode of the signer and is a nested
   * structure to support nested multisig pubkey's
   */
  readonly modeInfo: ModeInfo | undefined;
  /**
   * sequence is the sequence of the account, which describes the
   * number of committed transactions signed by a given address. It is used to
   * prevent replay attacks.
   */
  readonly sequence: bigint;
}
export const SignerInfo: MessageCodec<SignerInfo> = message<SignerInfo>(
  "cosmos.tx.v1beta1.SignerInfo",
  () => ({ publicKey: undefined, modeInfo: undefined, sequence: 0n }),
  [
    [1, "public_key", "message", { type: () => google_protobuf.Any, optional: true }],
    [2, "mode_info", "message", { type: () => ModeInfo, optional: true }],
    [3, "sequence", "uint64"],
  ],
);

/** ModeInfo describes the signing mode of a single or nested multisig signer. */
export interface ModeInfo {
  /** single represents a single signer */
  readonly single: ModeInfo_Single | undefined;
  /** multi represents a nested multisig signer */
  readonly multi: ModeInfo_Multi | undefined;
}
export const ModeInfo: MessageCodec<ModeInfo> = message<ModeInfo>(
  "cosmos.tx.v1beta1.ModeInfo",
  () => ({ single: undefined, multi: undefined }),
  [
    [1, "single", "message", { type: () => ModeInfo_Single, optional: true, oneof: "sum" }],
    [2, "multi", "message", { type: () => ModeInfo_Multi, optional: true, oneof: "sum" }],
  ],
);

/**
 * Single is the mode info for a single signer. It is structured as a message
 * to allow for additional fields such as locale for SIGN_MODE_TEXTUAL in the
 * future
 */
export interface ModeInfo_Single {
  /** mode is the signing mode of the single signer */
  readonly mode: cosmos_tx_signing_v1beta1.SignMode;
}
export const ModeInfo_Single: MessageCodec<ModeInfo_Single> = message<ModeInfo_Single>(
  "cosmos.tx.v1beta1.ModeInfo.Single",
  () => ({ mode: 0 as never }),
  [
    [1, "mode", "enum", { type: () => cosmos_tx_signing_v1beta1.SignModeInfo }],
  ],
);

/** Multi is the mode info for a multisig public key */
export interface ModeInfo_Multi {
  /** bitarray specifies which keys within the multisig are signing */
  readonly bitarray: cosmos_crypto_multisig_v1beta1.CompactBitArray | undefined;
  /**
   * mode_infos is the corresponding modes of the signers of the multisig
   * which could include nested multisig public keys
   */
  readonly modeInfos: readonly ModeInfo[];
}
export const ModeInfo_Multi: MessageCodec<ModeInfo_Multi> = message<ModeInfo_Multi>(
  "cosmos.tx.v1beta1.ModeInfo.Multi",
  () => ({ bitarray: undefined, modeInfos: [] }),
  [
    [1, "bitarray", "message", { type: () => cosmos_crypto_multisig_v1beta1.CompactBitArray, optional: true }],
    [2, "mode_infos", "message", { type: () => ModeInfo, repeated: true }],
  ],
);

/**
 * Fee includes the amount of coins paid in fees and the maximum
 * gas to be used by the transaction. The ratio yields an effective "gasprice",
 * which must be above some miminum to be accepted into the mempool.
 */
export interface Fee {
  /** amount is the amount of coins to be paid as a fee */
  readonly amount: readonly cosmos_base_v1beta1.Coin[];
  /**
   * gas_limit is the maximum gas that can be used in transaction processing
   * before an out of gas error occurs
   */
  readonly gasLimit: bigint;
  /**
   * if unset, the first signer is responsible for paying the fees. If set, the
   * specified account must pay the fees. the payer must be a tx signer (and
   * thus have signed this field in AuthInfo). setting this field does *not*
   * change the ordering of required signers for the transaction.
   */
  readonly payer: Address;
  /**
   * if set, the fee payer (either the first signer or the value of the payer
   * field) requests that a fee grant be used to pay fees instead of the fee
   * payer's own balance. If an appropriate fee grant does not exist or the
   * chain does not support fee grants, this will fail
   */
  readonly granter: Address;
}
export const Fee: MessageCodec<Fee> = message<Fee>(
  "cosmos.tx.v1beta1.Fee",
  () => ({ amount: [], gasLimit: 0n, payer: "" as Address, granter: "" as Address }),
  [
    [1, "amount", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
    [2, "gas_limit", "uint64"],
    [3, "payer", "string", { scalar: "cosmos.AddressString" }],
    [4, "granter", "string", { scalar: "cosmos.AddressString" }],
  ],
);

/** Tip is the tip used for meta-transactions. */
export interface Tip {
  /** amount is the amount of the tip */
  readonly amount: readonly cosmos_base_v1beta1.Coin[];
  /** tipper is the address of the account paying for the tip */
  readonly tipper: Address;
}
export const Tip: MessageCodec<Tip> = message<Tip>(
  "cosmos.tx.v1beta1.Tip",
  () => ({ amount: [], tipper: "" as Address }),
  [
    [1, "amount", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
    [2, "tipper", "string", { scalar: "cosmos.AddressString" }],
  ],
);

/**
 * AuxSignerData is the intermediary format that an auxiliary signer (e.g. a
 * tipper) builds and sends to the fee payer (who will build and broadcast the
 * actual tx). AuxSignerData is not a valid tx in itself, and will be rejected
 * by the node if sent directly as-is.
 */
export interface AuxSignerData {
  /**
   * address is the bech32-encoded address of the auxiliary signer. If using
   * AuxSignerData across different chains, the bech32 prefix of the target
   * chain (where the final transaction is broadcasted) should be used.
   */
  readonly address: Address;
  /**
   * sign_doc is the SIGN_MODE_DIRECT_AUX sign doc that the auxiliary signer
   * signs. Note: we use the same sign doc even if we're signing with
   * LEGACY_AMINO_JSON.
   */
  readonly signDoc: SignDocDirectAux | undefined;
  /** mode is the signing mode of the single signer. */
  readonly mode: cosmos_tx_signing_v1beta1.SignMode;
  /** sig is the signature of the sign doc. */
  readonly sig: Uint8Array;
}
export const AuxSignerData: MessageCodec<AuxSignerData> = message<AuxSignerData>(
  "cosmos.tx.v1beta1.AuxSignerData",
  () => ({ address: "" as Address, signDoc: undefined, mode: 0 as never, sig: NO_BYTES }),
  [
    [1, "address", "string", { scalar: "cosmos.AddressString" }],
    [2, "sign_doc", "message", { type: () => SignDocDirectAux, optional: true }],
    [3, "mode", "enum", { type: () => cosmos_tx_signing_v1beta1.SignModeInfo }],
    [4, "sig", "bytes"],
  ],
);

/** Service defines a gRPC service for interacting with transactions. */
export const Service = service({
  name: "cosmos.tx.v1beta1.Service",
  comment: "Service defines a gRPC service for interacting with transactions.",
  isMsg: false,
  methods: {
    Simulate: {
      name: "Simulate",
      path: "/cosmos.tx.v1beta1.Service/Simulate",
      request: SimulateRequest,
      response: SimulateResponse,
      http: {"post":"/cosmos/tx/v1beta1/simulate","body":"*"},
      comment: "Simulate simulates executing a transaction for estimating gas usage.",
    },
    GetTx: {
      name: "GetTx",
      path: "/cosmos.tx.v1beta1.Service/GetTx",
      request: GetTxRequest,
      response: GetTxResponse,
      http: {"get":"/cosmos/tx/v1beta1/txs/{hash}"},
      comment: "GetTx fetches a tx by hash.",
    },
    BroadcastTx: {
      name: "BroadcastTx",
      path: "/cosmos.tx.v1beta1.Service/BroadcastTx",
      request: BroadcastTxRequest,
      response: BroadcastTxResponse,
      http: {"post":"/cosmos/tx/v1beta1/txs","body":"*"},
      comment: "BroadcastTx broadcast transaction.",
    },
    GetTxsEvent: {
      name: "GetTxsEvent",
      path: "/cosmos.tx.v1beta1.Service/GetTxsEvent",
      request: GetTxsEventRequest,
      response: GetTxsEventResponse,
      http: {"get":"/cosmos/tx/v1beta1/txs"},
      comment: "GetTxsEvent fetches txs by event.",
    },
    GetBlockWithTxs: {
      name: "GetBlockWithTxs",
      path: "/cosmos.tx.v1beta1.Service/GetBlockWithTxs",
      request: GetBlockWithTxsRequest,
      response: GetBlockWithTxsResponse,
      http: {"get":"/cosmos/tx/v1beta1/txs/block/{height}"},
      comment: "GetBlockWithTxs fetches a block with decoded txs.",
    },
    TxDecode: {
      name: "TxDecode",
      path: "/cosmos.tx.v1beta1.Service/TxDecode",
      request: TxDecodeRequest,
      response: TxDecodeResponse,
      http: {"post":"/cosmos/tx/v1beta1/decode","body":"*"},
      comment: "TxDecode decodes the transaction.",
    },
    TxEncode: {
      name: "TxEncode",
      path: "/cosmos.tx.v1beta1.Service/TxEncode",
      request: TxEncodeRequest,
      response: TxEncodeResponse,
      http: {"post":"/cosmos/tx/v1beta1/encode","body":"*"},
      comment: "TxEncode encodes the transaction.",
    },
    TxEncodeAmino: {
      name: "TxEncodeAmino",
      path: "/cosmos.tx.v1beta1.Service/TxEncodeAmino",
      request: TxEncodeAminoRequest,
      response: TxEncodeAminoResponse,
      http: {"post":"/cosmos/tx/v1beta1/encode/amino","body":"*"},
      comment: "TxEncodeAmino encodes an Amino transaction from JSON to encoded bytes.",
    },
    TxDecodeAmino: {
      name: "TxDecodeAmino",
      path: "/cosmos.tx.v1beta1.Service/TxDecodeAmino",
      request: TxDecodeAminoRequest,
      response: TxDecodeAminoResponse,
      http: {"post":"/cosmos/tx/v1beta1/decode/amino","body":"*"},
      comment: "TxDecodeAmino decodes an Amino transaction from encoded bytes to JSON.",
    },
  },
} as const);
export type ServiceRpcs = {
  Simulate: { request: SimulateRequest; response: SimulateResponse };
  GetTx: { request: GetTxRequest; response: GetTxResponse };
  BroadcastTx: { request: BroadcastTxRequest; response: BroadcastTxResponse };
  GetTxsEvent: { request: GetTxsEventRequest; response: GetTxsEventResponse };
  GetBlockWithTxs: { request: GetBlockWithTxsRequest; response: GetBlockWithTxsResponse };
  TxDecode: { request: TxDecodeRequest; response: TxDecodeResponse };
  TxEncode: { request: TxEncodeRequest; response: TxEncodeResponse };
  TxEncodeAmino: { request: TxEncodeAminoRequest; response: TxEncodeAminoResponse };
  TxDecodeAmino: { request: TxDecodeAminoRequest; response: TxDecodeAminoResponse };
};
