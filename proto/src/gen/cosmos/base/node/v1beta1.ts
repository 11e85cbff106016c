// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../../codec.js";
import { service } from "../../../../registry.js";
import { NO_BYTES } from "../../../../bytes.js";
import type { MessageCodec } from "../../../../types.js";
import * as google_protobuf from "../../../../gen/google/protobuf.js";

/** ConfigRequest defines the request structure for the Config gRPC query. */
export interface ConfigRequest {
}
export const ConfigRequest: MessageCodec<ConfigRequest> = message<ConfigRequest>(
  "cosmos.base.node.v1beta1.ConfigRequest",
  () => ({}),
  [],
);

/** ConfigResponse defines the response structure for the Config gRPC query. */
export interface ConfigResponse {
  readonly minimumGasPrice: string;
  readonly pruningKeepRecent: string;
  readonly pruningInterval: string;
  readonly haltHeight: bigint;
}
export const ConfigResponse: MessageCodec<ConfigResponse> = message<ConfigResponse>(
  "cosmos.base.node.v1beta1.ConfigResponse",
  () => ({ minimumGasPrice: "", pruningKeepRecent: "", pruningInterval: "", haltHeight: 0n }),
  [
    [1, "minimum_gas_price", "string"],
    [2, "pruning_keep_recent", "string"],
    [3, "pruning_interval", "string"],
    [4, "halt_height", "uint64"],
  ],
);

/** StateRequest defines the request structure for the status of a node. */
export interface StatusRequest {
}
export const StatusRequest: MessageCodec<StatusRequest> = message<StatusRequest>(
  "cosmos.base.node.v1beta1.StatusRequest",
  () => ({}),
  [],
);

/** StateResponse defines the response structure for the status of a node. */
export interface StatusResponse {
  /** earliest block height available in the store */
  readonly earliestStoreHeight: bigint;
  /** current block height */
  readonly height: bigint;
  /** block height timestamp */
  readonly timestamp: google_protobuf.Timestamp | undefined;
  /** app hash of the current block */
  readonly appHash: Uint8Array;
  /** validator hash provided by the consensus header */
  readonly validatorHash: Uint8Array;
}
export const StatusResponse: MessageCodec<StatusResponse> = message<StatusResponse>(
  "cosmos.base.node.v1beta1.StatusResponse",
  () => ({ earliestStoreHeight: 0n, height: 0n, timestamp: undefined, appHash: NO_BYTES, validatorHash: NO_BYTES }),
  [
    [1, "earliest_store_height", "uint64"],
    [2, "height", "uint64"],
    [3, "timestamp", "message", { type: () => google_protobuf.Timestamp, optional: true }],
    [4, "app_hash", "bytes"],
    [5, "validator_hash", "bytes"],
  ],
);

/** Service defines the gRPC querier service for node related queries. */
export const Service = service({
  name: "cosmos.base.node.v1beta1.Service",
  comment: "Service defines the gRPC querier service for node related queries.",
  isMsg: false,
  methods: {
    Config: {
      name: "Config",
      path: "/cosmos.base.node.v1beta1.Service/Config",
      request: ConfigRequest,
      response: ConfigResponse,
      http: {"get":"/cosmos/base/node/v1beta1/config"},
      comment: "Config queries for the operator configuration.",
    },
    Status: {
      name: "Status",
      path: "/cosmos.base.node.v1beta1.Service/Status",
      request: StatusRequest,
      response: StatusResponse,
      http: {"get":"/cosmos/base/node/v1beta1/status"},
      comment: "Status queries for the node status.",
    },
  },
} as const);
export type ServiceRpcs = {
  Config: { request: ConfigRequest; response: ConfigResponse };
  Status: { request: StatusRequest; response: StatusResponse };
};
