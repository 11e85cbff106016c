// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../../codec.js";
import { service } from "../../../../registry.js";
import { NO_BYTES } from "../../../../bytes.js";
import type { Address } from "../../../../scalars.js";
import type { MessageCodec } from "../../../../types.js";
import * as cosmos_base_query_v1beta1 from "../../../../gen/cosmos/base/query/v1beta1.js";
import * as google_protobuf from "../../../../gen/google/protobuf.js";
import * as tendermint_p2p from "../../../../gen/tendermint/p2p.js";
import * as tendermint_types from "../../../../gen/tendermint/types.js";
import * as tendermint_version from "../../../../gen/tendermint/version.js";

/** GetValidatorSetByHeightRequest is the request type for the Query/GetValidatorSetByHeight RPC method. */
export interface GetValidatorSetByHeightRequest {
  readonly height: bigint;
  /** pagination defines an pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const GetValidatorSetByHeightRequest: MessageCodec<GetValidatorSetByHeightRequest> = message<GetValidatorSetByHeightRequest>(
  "cosmos.base.tendermint.v1beta1.GetValidatorSetByHeightRequest",
  () => ({ height: 0n, pagination: undefined }),
  [
    [1, "height", "int64"],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/** GetValidatorSetByHeightResponse is the response type for the Query/GetValidatorSetByHeight RPC method. */
export interface GetValidatorSetByHeightResponse {
  readonly blockHeight: bigint;
  readonly validators: readonly Validator[];
  /** pagination defines an pagination for the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const GetValidatorSetByHeightResponse: MessageCodec<GetValidatorSetByHeightResponse> = message<GetValidatorSetByHeightResponse>(
  "cosmos.base.tendermint.v1beta1.GetValidatorSetByHeightResponse",
  () => ({ blockHeight: 0n, validators: [], pagination: undefined }),
  [
    [1, "block_height", "int64"],
    [2, "validators", "message", { type: () => Validator, repeated: true }],
    [3, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/** GetLatestValidatorSetRequest is the request type for the Query/GetValidatorSetByHeight RPC method. */
export interface GetLatestValidatorSetRequest {
  /** pagination defines an pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const GetLatestValidatorSetRequest: MessageCodec<GetLatestValidatorSetRequest> = message<GetLatestValidatorSetRequest>(
  "cosmos.base.tendermint.v1beta1.GetLatestValidatorSetRequest",
  () => ({ pagination: undefined }),
  [
    [1, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/** GetLatestValidatorSetResponse is the response type for the Query/GetValidatorSetByHeight RPC method. */
export interface GetLatestValidatorSetResponse {
  readonly blockHeight: bigint;
  readonly validators: readonly Validator[];
  /** pagination defines an pagination for the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const GetLatestValidatorSetResponse: MessageCodec<GetLatestValidatorSetResponse> = message<GetLatestValidatorSetResponse>(
  "cosmos.base.tendermint.v1beta1.GetLatestValidatorSetResponse",
  () => ({ blockHeight: 0n, validators: [], pagination: undefined }),
  [
    [1, "block_height", "int64"],
    [2, "validators", "message", { type: () => Validator, repeated: true }],
    [3, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/** Validator is the type for the validator-set. */
export interface Validator {
  readonly address: Address;
  readonly pubKey: google_protobuf.Any | undefined;
  readonly votingPower: bigint;
  readonly proposerPriority: bigint;
}
export const Validator: MessageCodec<Validator> = message<Validator>(
  "cosmos.base.tendermint.v1beta1.Validator",
  () => ({ address: "" as Address, pubKey: undefined, votingPower: 0n, proposerPriority: 0n }),
  [
    [1, "address", "string", { scalar: "cosmos.AddressString" }],
    [2, "pub_key", "message", { type: () => google_protobuf.Any, optional: true }],
    [3, "voting_power", "int64"],
    [4, "proposer_priority", "int64"],
  ],
);

/** GetBlockByHeightRequest is the request type for the Query/GetBlockByHeight RPC method. */
export interface GetBlockByHeightRequest {
  readonly height: bigint;
}
export const GetBlockByHeightRequest: MessageCodec<GetBlockByHeightRequest> = message<GetBlockByHeightRequest>(
  "cosmos.base.tendermint.v1beta1.GetBlockByHeightRequest",
  () => ({ height: 0n }),
  [
    [1, "height", "int64"],
  ],
);

/** GetBlockByHeightResponse is the response type for the Query/GetBlockByHeight RPC method. */
export interface GetBlockByHeightResponse {
  readonly blockId: tendermint_types.BlockID | undefined;
  /** Deprecated: please use `sdk_block` instead */
  readonly block: tendermint_types.Block | undefined;
  readonly sdkBlock: Block | undefined;
}
export const GetBlockByHeightResponse: MessageCodec<GetBlockByHeightResponse> = message<GetBlockByHeightResponse>(
  "cosmos.base.tendermint.v1beta1.GetBlockByHeightResponse",
  () => ({ blockId: undefined, block: undefined, sdkBlock: undefined }),
  [
    [1, "block_id", "message", { type: () => tendermint_types.BlockID, optional: true }],
    [2, "block", "message", { type: () => tendermint_types.Block, optional: true }],
    [3, "sdk_block", "message", { type: () => Block, optional: true }],
  ],
);

/** GetLatestBlockRequest is the request type for the Query/GetLatestBlock RPC method. */
export interface GetLatestBlockRequest {
}
export const GetLatestBlockRequest: MessageCodec<GetLatestBlockRequest> = message<GetLatestBlockRequest>(
  "cosmos.base.tendermint.v1beta1.GetLatestBlockRequest",
  () => ({}),
  [],
);

/** GetLatestBlockResponse is the response type for the Query/GetLatestBlock RPC method. */
export interface GetLatestBlockResponse {
  readonly blockId: tendermint_types.BlockID | undefined;
  /** Deprecated: please use `sdk_block` instead */
  readonly block: tendermint_types.Block | undefined;
  readonly sdkBlock: Block | undefined;
}
export const GetLatestBlockResponse: MessageCodec<GetLatestBlockResponse> = message<GetLatestBlockResponse>(
  "cosmos.base.tendermint.v1beta1.GetLatestBlockResponse",
  () => ({ blockId: undefined, block: undefined, sdkBlock: undefined }),
  [
    [1, "block_id", "message", { type: () => tendermint_types.BlockID, optional: true }],
    [2, "block", "message", { type: () => tendermint_types.Block, optional: true }],
    [3, "sdk_block", "message", { type: () => Block, optional: true }],
  ],
);

/** GetSyncingRequest is the request type for the Query/GetSyncing RPC method. */
export interface GetSyncingRequest {
}
export const GetSyncingRequest: MessageCodec<GetSyncingRequest> = message<GetSyncingRequest>(
  "cosmos.base.tendermint.v1beta1.GetSyncingRequest",
  () => ({}),
  [],
);

/** GetSyncingResponse is the response type for the Query/GetSyncing RPC method. */
export interface GetSyncingResponse {
  readonly syncing: boolean;
}
export const GetSyncingResponse: MessageCodec<GetSyncingResponse> = message<GetSyncingResponse>(
  "cosmos.base.tendermint.v1beta1.GetSyncingResponse",
  () => ({ syncing: false }),
  [
    [1, "syncing", "bool"],
  ],
);

/** GetNodeInfoRequest is the request type for the Query/GetNodeInfo RPC method. */
export interface GetNodeInfoRequest {
}
export const GetNodeInfoRequest: MessageCodec<GetNodeInfoRequest> = message<GetNodeInfoRequest>(
  "cosmos.base.tendermint.v1beta1.GetNodeInfoRequest",
  () => ({}),
  [],
);

/** GetNodeInfoResponse is the response type for the Query/GetNodeInfo RPC method. */
export interface GetNodeInfoResponse {
  readonly defaultNodeInfo: tendermint_p2p.DefaultNodeInfo | undefined;
  readonly applicationVersion: VersionInfo | undefined;
}
export const GetNodeInfoResponse: MessageCodec<GetNodeInfoResponse> = message<GetNodeInfoResponse>(
  "cosmos.base.tendermint.v1beta1.GetNodeInfoResponse",
  () => ({ defaultNodeInfo: undefined, applicationVersion: undefined }),
  [
    [1, "default_node_info", "message", { type: () => tendermint_p2p.DefaultNodeInfo, optional: true }],
    [2, "application_version", "message", { type: () => VersionInfo, optional: true }],
  ],
);

/** VersionInfo is the type for the GetNodeInfoResponse message. */
export interface VersionInfo {
  readonly name: string;
  readonly appName: string;
  readonly version: string;
  readonly gitCommit: string;
  readonly buildTags: string;
  readonly goVersion: string;
  readonly buildDeps: readonly Module[];
  readonly cosmosSdkVersion: string;
}
export const VersionInfo: MessageCodec<VersionInfo> = message<VersionInfo>(
  "cosmos.base.tendermint.v1beta1.VersionInfo",
  () => ({ name: "", appName: "", version: "", gitCommit: "", buildTags: "", goVersion: "", buildDeps: [], cosmosSdkVersion: "" }),
  [
    [1, "name", "string"],
    [2, "app_name", "string"],
    [3, "version", "string"],
    [4, "git_commit", "string"],
    [5, "build_tags", "string"],
    [6, "go_version", "string"],
    [7, "build_deps", "message", { type: () => Module, repeated: true }],
    [8, "cosmos_sdk_version", "string"],
  ],
);

/** Module is the type for VersionInfo */
export interface Module {
  /** module path */
  readonly path: string;
  /** module version */
  readonly version: string;
  /** checksum */
  readonly sum: string;
}
export const Module: MessageCodec<Module> = message<Module>(
  "cosmos.base.tendermint.v1beta1.Module",
  () => ({ path: "", version: "", sum: "" }),
  [
    [1, "path", "string"],
    [2, "version", "string"],
    [3, "sum", "string"],
  ],
);

/** ABCIQueryRequest defines the request structure for the ABCIQuery gRPC query. */
export interface ABCIQueryRequest {
  readonly data: Uint8Array;
  readonly path: string;
  readonly height: bigint;
  readonly prove: boolean;
}
export const ABCIQueryRequest: MessageCodec<ABCIQueryRequest> = message<ABCIQueryRequest>(
  "cosmos.base.tendermint.v1beta1.ABCIQueryRequest",
  () => ({ data: NO_BYTES, path: "", height: 0n, prove: false }),
  [
    [1, "data", "bytes"],
    [2, "path", "string"],
    [3, "height", "int64"],
    [4, "prove", "bool"],
  ],
);

/**
 * ABCIQueryResponse defines the response structure for the ABCIQuery gRPC query.
 *
 * Note: This type is a duplicate of the ResponseQuery proto type defined in
 * Tendermint.
 */
export interface ABCIQueryResponse {
  readonly code: number;
  /** nondeterministic */
  readonly log: string;
  /** nondeterministic */
  readonly info: string;
  readonly index: bigint;
  readonly key: Uint8Array;
  readonly value: Uint8Array;
  readonly proofOps: ProofOps | undefined;
  readonly height: bigint;
  readonly codespace: string;
}
export const ABCIQueryResponse: MessageCodec<ABCIQueryResponse> = message<ABCIQueryResponse>(
  "cosmos.base.tendermint.v1beta1.ABCIQueryResponse",
  () => ({ code: 0, log: "", info: "", index: 0n, key: NO_BYTES, value: NO_BYTES, proofOps: undefined, height: 0n, codespace: "" }),
  [
    [1, "code", "uint32"],
    [3, "log", "string"],
    [4, "info", "string"],
    [5, "index", "int64"],
    [6, "key", "bytes"],
    [7, "value", "bytes"],
    [8, "proof_ops", "message", { type: () => ProofOps, optional: true }],
    [9, "height", "int64"],
    [10, "codespace", "string"],
  ],
);

/**
 * ProofOp defines an operation used for calculating Merkle root. The data could
 * be arbitrary format, providing necessary data for example neighbouring node
 * hash.
 *
 * Note: This type is a duplicate of the ProofOp proto type defined in Tendermint.
 */
export interface ProofOp {
  readonly type: string;
  readonly key: Uint8Array;
  readonly data: Uint8Array;
}
export const ProofOp: MessageCodec<ProofOp> = message<ProofOp>(
  "cosmos.base.tendermint.v1beta1.ProofOp",
  () => ({ type: "", key: NO_BYTES, data: NO_BYTES }),
  [
    [1, "type", "string"],
    [2, "key", "bytes"],
    [3, "data", "bytes"],
  ],
);

/**
 * ProofOps is Merkle proof defined by the list of ProofOps.
 *
 * Note: This type is a duplicate of the ProofOps proto type defined in Tendermint.
 */
export interface ProofOps {
  readonly ops: readonly ProofOp[];
}
export const ProofOps: MessageCodec<ProofOps> = message<ProofOps>(
  "cosmos.base.tendermint.v1beta1.ProofOps",
  () => ({ ops: [] }),
  [
    [1, "ops", "message", { type: () => ProofOp, repeated: true, amino: { keepEmpty: true } }],
  ],
);

/**
 * Block is tendermint type Block, with the Header proposer address
 * field converted to bech32 string.
 */
export interface Block {
  readonly header: Header;
  readonly data: tendermint_types.Data;
  readonly evidence: tendermint_types.EvidenceList;
  readonly lastCommit: tendermint_types.Commit | undefined;
}
export const Block: MessageCodec<Block> = message<Block>(
  "cosmos.base.tendermint.v1beta1.Block",
  () => ({ header: undefined as never, data: undefined as never, evidence: undefined as never, lastCommit: undefined }),
  [
    [1, "header", "message", { type: () => Header, amino: { keepEmpty: true } }],
    [2, "data", "message", { type: () => tendermint_types.Data, amino: { keepEmpty: true } }],
    [3, "evidence", "message", { type: () => tendermint_types.EvidenceList, amino: { keepEmpty: true } }],
    [4, "last_commit", "message", { type: () => tendermint_types.Commit, optional: true }],
  ],
);

/** Header defines the structure of a Tendermint block header. */
export interface Header {
  /** basic block info */
  readonly version: tendermint_version.Consensus;
  readonly chainId: string;
  readonly height: bigint;
  readonly time: google_protobuf.Timestamp;
  /** prev block info */
  readonly lastBlockId: tendermint_types.BlockID;
  /** hashes of block data */
  readonly lastCommitHash: Uint8Array;
  /** transactions */
  readonly dataHash: Uint8Array;
  /** hashes from the app output from the prev block */
  readonly validatorsHash: Uint8Array;
  /** validators for the next block */
  readonly nextValidatorsHash: Uint8Array;
  /** consensus params for current block */
  readonly consensusHash: Uint8Array;
  /** state after txs from the previous block */
  readonly appHash: Uint8Array;
  /** root hash of all results from the txs from the previous block */
  readonly lastResultsHash: Uint8Array;
  /** consensus info */
  readonly evidenceHash: Uint8Array;
  /**
   * proposer_address is the original block proposer address, formatted as a Bech32 string.
   * In Tendermint, this type is `bytes`, but in the SDK, we convert it to a Bech32 string
   * for better UX.
   */
  readonly proposerAddress: string;
}
export const Header: MessageCodec<Header> = message<Header>(
  "cosmos.base.tendermint.v1beta1.Header",
  () => ({ version: undefined as never, chainId: "", height: 0n, time: undefined as never, lastBlockId: undefined as never, lastCommitHash: NO_BYTES, dataHash: NO_BYTES, validatorsHash: NO_BYTES, nextValidatorsHash: NO_BYTES, consensusHash: NO_BYTES, appHash: NO_BYTES, lastResultsHash: NO_BYTES, evidenceHash: NO_BYTES, proposerAddress: "" }),
  [
    [1, "version", "message", { type: () => tendermint_version.Consensus, amino: { keepEmpty: true } }],
    [2, "chain_id", "string"],
    [3, "height", "int64"],
    [4, "time", "message", { type: () => google_protobuf.Timestamp, amino: { keepEmpty: true } }],
    [5, "last_block_id", "message", { type: () => tendermint_types.BlockID, amino: { keepEmpty: true } }],
    [6, "last_commit_hash", "bytes"],
    [7, "data_hash", "bytes"],
    [8, "validators_hash", "bytes"],
    [9, "next_validators_hash", "bytes"],
    [10, "consensus_hash", "bytes"],
    [11, "app_hash", "bytes"],
    [12, "last_results_hash", "bytes"],
    [13, "evidence_hash", "bytes"],
    [14, "proposer_address", "string"],
  ],
);

/** Service defines the gRPC querier service for tendermint queries. */
export const Service = service({
  name: "cosmos.base.tendermint.v1beta1.Service",
  comment: "Service defines the gRPC querier service for tendermint queries.",
  isMsg: false,
  methods: {
    GetNodeInfo: {
      name: "GetNodeInfo",
      path: "/cosmos.base.tendermint.v1beta1.Service/GetNodeInfo",
      request: GetNodeInfoRequest,
      response: GetNodeInfoResponse,
      http: {"get":"/cosmos/base/tendermint/v1beta1/node_info"},
      comment: "GetNodeInfo queries the current node info.",
    },
    GetSyncing: {
      name: "GetSyncing",
      path: "/cosmos.base.tendermint.v1beta1.Service/GetSyncing",
      request: GetSyncingRequest,
      response: GetSyncingResponse,
      http: {"get":"/cosmos/base/tendermint/v1beta1/syncing"},
      comment: "GetSyncing queries node syncing.",
    },
    GetLatestBlock: {
      name: "GetLatestBlock",
      path: "/cosmos.base.tendermint.v1beta1.Service/GetLatestBlock",
      request: GetLatestBlockRequest,
      response: GetLatestBlockResponse,
      http: {"get":"/cosmos/base/tendermint/v1beta1/blocks/latest"},
      comment: "GetLatestBlock returns the latest block.",
    },
    GetBlockByHeight: {
      name: "GetBlockByHeight",
      path: "/cosmos.base.tendermint.v1beta1.Service/GetBlockByHeight",
      request: GetBlockByHeightRequest,
      response: GetBlockByHeightResponse,
      http: {"get":"/cosmos/base/tendermint/v1beta1/blocks/{height}"},
      comment: "GetBlockByHeight queries block for given height.",
    },
    GetLatestValidatorSet: {
      name: "GetLatestValidatorSet",
      path: "/cosmos.base.tendermint.v1beta1.Service/GetLatestValidatorSet",
      request: GetLatestValidatorSetRequest,
      response: GetLatestValidatorSetResponse,
      http: {"get":"/cosmos/base/tendermint/v1beta1/validatorsets/latest"},
      comment: "GetLatestValidatorSet queries latest validator-set.",
    },
    GetValidatorSetByHeight: {
      name: "GetValidatorSetByHeight",
      path: "/cosmos.base.tendermint.v1beta1.Service/GetValidatorSetByHeight",
      request: GetValidatorSetByHeightRequest,
      response: GetValidatorSetByHeightResponse,
      http: {"get":"/cosmos/base/tendermint/v1beta1/validatorsets/{height}"},
      comment: "GetValidatorSetByHeight queries validator-set at a given height.",
    },
    ABCIQuery: {
      name: "ABCIQuery",
      path: "/cosmos.base.tendermint.v1beta1.Service/ABCIQuery",
      request: ABCIQueryRequest,
      response: ABCIQueryResponse,
      http: {"get":"/cosmos/base/tendermint/v1beta1/abci_query"},
      comment: "ABCIQuery defines a query handler that supports ABCI queries directly to the\napplication, bypassing Tendermint completely. The ABCI query must contain\na valid and supported path, including app, custom, p2p, and store.",
    },
  },
} as const);
export type ServiceRpcs = {
  GetNodeInfo: { request: GetNodeInfoRequest; response: GetNodeInfoResponse };
  GetSyncing: { request: GetSyncingRequest; response: GetSyncingResponse };
  GetLatestBlock: { request: GetLatestBlockRequest; response: GetLatestBlockResponse };
  GetBlockByHeight: { request: GetBlockByHeightRequest; response: GetBlockByHeightResponse };
  GetLatestValidatorSet: { request: GetLatestValidatorSetRequest; response: GetLatestValidatorSetResponse };
  GetValidatorSetByHeight: { request: GetValidatorSetByHeightRequest; response: GetValidatorSetByHeightResponse };
  ABCIQuery: { request: ABCIQueryRequest; response: ABCIQueryResponse };
};
