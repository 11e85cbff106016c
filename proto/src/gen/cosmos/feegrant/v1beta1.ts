// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../codec.js";
import { service } from "../../../registry.js";
import type { Address } from "../../../scalars.js";
import type { MessageCodec } from "../../../types.js";
import * as cosmos_base_query_v1beta1 from "../../../gen/cosmos/base/query/v1beta1.js";
import * as cosmos_base_v1beta1 from "../../../gen/cosmos/base/v1beta1.js";
import * as google_protobuf from "../../../gen/google/protobuf.js";

/**
 * BasicAllowance implements Allowance with a one-time grant of coins
 * that optionally expires. The grantee can use up to SpendLimit to cover fees.
 */
export interface BasicAllowance {
  /**
   * spend_limit specifies the maximum amount of coins that can be spent
   * by this allowance and will be updated as coins are spent. If it is
   * empty, there is no spend limit and any amount of coins can be spent.
   */
  readonly spendLimit: readonly cosmos_base_v1beta1.Coin[];
  /** expiration specifies an optional time when this allowance expires */
  readonly expiration: google_protobuf.Timestamp | undefined;
}
export const BasicAllowance: MessageCodec<BasicAllowance> = message<BasicAllowance>(
  "cosmos.feegrant.v1beta1.BasicAllowance",
  () => ({ spendLimit: [], expiration: undefined }),
  [
    [1, "spend_limit", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
    [2, "expiration", "message", { type: () => google_protobuf.Timestamp, optional: true }],
  ],
  { aminoName: "cosmos-sdk/BasicAllowance", implements: ["cosmos.feegrant.v1beta1.FeeAllowanceI"] },
);

/**
 * PeriodicAllowance extends Allowance to allow for both a maximum cap,
 * as well as a limit per time period.
 */
export interface PeriodicAllowance {
  /** basic specifies a struct of `BasicAllowance` */
  readonly basic: BasicAllowance;
  /**
   * period specifies the time duration in which period_spend_limit coins can
   * be spent before that allowance is reset
   */
  readonly period: google_protobuf.Duration;
  /**
   * period_spend_limit specifies the maximum number of coins that can be spent
   * in the period
   */
  readonly periodSpendLimit: readonly cosmos_base_v1beta1.Coin[];
  /** period_can_spend is the number of coins left to be spent before the period_reset time */
  readonly periodCanSpend: readonly cosmos_base_v1beta1.Coin[];
  /**
   * period_reset is the time at which this period resets and a new one begins,
   * it is calculated from the start time of the first transaction after the
   * last period ended
   */
  readonly periodReset: google_protobuf.Timestamp;
}
export const PeriodicAllowance: MessageCodec<PeriodicAllowance> = message<PeriodicAllowance>(
  "cosmos.feegrant.v1beta1.PeriodicAllowance",
  () => ({ basic: undefined as never, period: undefined as never, periodSpendLimit: [], periodCanSpend: [], periodReset: undefined as never }),
  [
    [1, "basic", "message", { type: () => BasicAllowance, amino: { keepEmpty: true } }],
    [2, "period", "message", { type: () => google_protobuf.Duration, amino: { keepEmpty: true } }],
    [3, "period_spend_limit", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
    [4, "period_can_spend", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
    [5, "period_reset", "message", { type: () => google_protobuf.Timestamp, amino: { keepEmpty: true } }],
  ],
  { aminoName: "cosmos-sdk/PeriodicAllowance", implements: ["cosmos.feegrant.v1beta1.FeeAllowanceI"] },
);

/** AllowedMsgAllowance creates allowance only for specified message types. */
export interface AllowedMsgAllowance {
  /** allowance can be any of basic and periodic fee allowance. */
  readonly allowance: google_protobuf.Any | undefined;
  /** allowed_messages are the messages for which the grantee has the access. */
  readonly allowedMessages: readonly string[];
}
export const AllowedMsgAllowance: MessageCodec<AllowedMsgAllowance> = message<AllowedMsgAllowance>(
  "cosmos.feegrant.v1beta1.AllowedMsgAllowance",
  () => ({ allowance: undefined, allowedMessages: [] }),
  [
    [1, "allowance", "message", { type: () => google_protobuf.Any, optional: true, accepts: "cosmos.feegrant.v1beta1.FeeAllowanceI" }],
    [2, "allowed_messages", "string", { repeated: true }],
  ],
  { aminoName: "cosmos-sdk/AllowedMsgAllowance", implements: ["cosmos.feegrant.v1beta1.FeeAllowanceI"] },
);

/** Grant is stored in the KVStore to record a grant with full context */
export interface Grant {
  /** granter is the address of the user granting an allowance of their funds. */
  readonly granter: Address;
  /** grantee is the address of the user being granted an allowance of another user's funds. */
  readonly grantee: Address;
  /** allowance can be any of basic, periodic, allowed fee allowance. */
  readonly allowance: google_protobuf.Any | undefined;
}
export const Grant: MessageCodec<Grant> = message<Grant>(
  "cosmos.feegrant.v1beta1.Grant",
  () => ({ granter: "" as Address, grantee: "" as Address, allowance: undefined }),
  [
    [1, "granter", "string", { scalar: "cosmos.AddressString" }],
    [2, "grantee", "string", { scalar: "cosmos.AddressString" }],
    [3, "allowance", "message", { type: () => google_protobuf.Any, optional: true, accepts: "cosmos.feegrant.v1beta1.FeeAllowanceI" }],
  ],
);

/** GenesisState contains a set of fee allowances, persisted from the store */
export interface GenesisState {
  readonly allowances: readonly Grant[];
}
export const GenesisState: MessageCodec<GenesisState> = message<GenesisState>(
  "cosmos.feegrant.v1beta1.GenesisState",
  () => ({ allowances: [] }),
  [
    [1, "allowances", "message", { type: () => Grant, repeated: true, amino: { keepEmpty: true } }],
  ],
);

/** QueryAllowanceRequest is the request type for the Query/Allowance RPC method. */
export interface QueryAllowanceRequest {
  /** granter is the address of the user granting an allowance of their funds. */
  readonly granter: Address;
  /** grantee is the address of the user being granted an allowance of another user's funds. */
  readonly grantee: Address;
}
export const QueryAllowanceRequest: MessageCodec<QueryAllowanceRequest> = message<QueryAllowanceRequest>(
  "cosmos.feegrant.v1beta1.QueryAllowanceRequest",
  () => ({ granter: "" as Address, grantee: "" as Address }),
  [
    [1, "granter", "string", { scalar: "cosmos.AddressString" }],
    [2, "grantee", "string", { scalar: "cosmos.AddressString" }],
  ],
);

/** QueryAllowanceResponse is the response type for the Query/Allowance RPC method. */
export interface QueryAllowanceResponse {
  /** allowance is a allowance granted for grantee by granter. */
  readonly allowance: Grant | undefined;
}
export const QueryAllowanceResponse: MessageCodec<QueryAllowanceResponse> = message<QueryAllowanceResponse>(
  "cosmos.feegrant.v1beta1.QueryAllowanceResponse",
  () => ({ allowance: undefined }),
  [
    [1, "allowance", "message", { type: () => Grant, optional: true }],
  ],
);

/** QueryAllowancesRequest is the request type for the Query/Allowances RPC method. */
export interface QueryAllowancesRequest {
  readonly grantee: Address;
  /** pagination defines an pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryAllowancesRequest: MessageCodec<QueryAllowancesRequest> = message<QueryAllowancesRequest>(
  "cosmos.feegrant.v1beta1.QueryAllowancesRequest",
  () => ({ grantee: "" as Address, pagination: undefined }),
  [
    [1, "grantee", "string", { scalar: "cosmos.AddressString" }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/** QueryAllowancesResponse is the response type for the Query/Allowances RPC method. */
export interface QueryAllowancesResponse {
  /** allowances are allowance's granted for grantee by granter. */
  readonly allowances: readonly Grant[];
  /** pagination defines an pagination for the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QueryAllowancesResponse: MessageCodec<QueryAllowancesResponse> = message<QueryAllowancesResponse>(
  "cosmos.feegrant.v1beta1.QueryAllowancesResponse",
  () => ({ allowances: [], pagination: undefined }),
  [
    [1, "allowances", "message", { type: () => Grant, repeated: true }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/** QueryAllowancesByGranterRequest is the request type for the Query/AllowancesByGranter RPC method. */
export interface QueryAllowancesByGranterRequest {
  readonly granter: Address;
  /** pagination defines an pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryAllowancesByGranterRequest: MessageCodec<QueryAllowancesByGranterRequest> = message<QueryAllowancesByGranterRequest>(
  "cosmos.feegrant.v1beta1.QueryAllowancesByGranterRequest",
  () => ({ granter: "" as Address, pagination: undefined }),
  [
    [1, "granter", "string", { scalar: "cosmos.AddressString" }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/** QueryAllowancesByGranterResponse is the response type for the Query/AllowancesByGranter RPC method. */
export interface QueryAllowancesByGranterResponse {
  /** allowances that have been issued by the granter. */
  readonly allowances: readonly Grant[];
  /** pagination defines an pagination for the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QueryAllowancesByGranterResponse: MessageCodec<QueryAllowancesByGranterResponse> = message<QueryAllowancesByGranterResponse>(
  "cosmos.feegrant.v1beta1.QueryAllowancesByGranterResponse",
  () => ({ allowances: [], pagination: undefined }),
  [
    [1, "allowances", "message", { type: () => Grant, repeated: true }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/**
 * MsgGrantAllowance adds permission for Grantee to spend up to Allowance
 * of fees from the account of Granter.
 */
export interface MsgGrantAllowance {
  /** granter is the address of the user granting an allowance of their funds. */
  readonly granter: Address;
  /** grantee is the address of the user being granted an allowance of another user's funds. */
  readonly grantee: Address;
  /** allowance can be any of basic, periodic, allowed fee allowance. */
  readonly allowance: google_protobuf.Any | undefined;
}
export const MsgGrantAllowance: MessageCodec<MsgGrantAllowance> = message<MsgGrantAllowance>(
  "cosmos.feegrant.v1beta1.MsgGrantAllowance",
  () => ({ granter: "" as Address, grantee: "" as Address, allowance: undefined }),
  [
    [1, "granter", "string", { scalar: "cosmos.AddressString" }],
    [2, "grantee", "string", { scalar: "cosmos.AddressString" }],
    [3, "allowance", "message", { type: () => google_protobuf.Any, optional: true, accepts: "cosmos.feegrant.v1beta1.FeeAllowanceI" }],
  ],
  { signers: ["granter"], aminoName: "cosmos-sdk/MsgGrantAllowance" },
);

/** MsgGrantAllowanceResponse defines the Msg/GrantAllowanceResponse response type. */
export interface MsgGrantAllowanceResponse {
}
export const MsgGrantAllowanceResponse: MessageCodec<MsgGrantAllowanceResponse> = message<MsgGrantAllowanceResponse>(
  "cosmos.feegrant.v1beta1.MsgGrantAllowanceResponse",
  () => ({}),
  [],
);

/** MsgRevokeAllowance removes any existing Allowance from Granter to Grantee. */
export interface MsgRevokeAllowance {
  /** granter is the address of the user granting an allowance of their funds. */
  readonly granter: Address;
  /** grantee is the address of the user being granted an allowance of another user's funds. */
  readonly grantee: Address;
}
export const MsgRevokeAllowance: MessageCodec<MsgRevokeAllowance> = message<MsgRevokeAllowance>(
  "cosmos.feegrant.v1beta1.MsgRevokeAllowance",
  () => ({ granter: "" as Address, grantee: "" as Address }),
  [
    [1, "granter", "string", { scalar: "cosmos.AddressString" }],
    [2, "grantee", "string", { scalar: "cosmos.AddressString" }],
  ],
  { signers: ["granter"], aminoName: "cosmos-sdk/MsgRevokeAllowance" },
);

/** MsgRevokeAllowanceResponse defines the Msg/RevokeAllowanceResponse response type. */
export interface MsgRevokeAllowanceResponse {
}
export const MsgRevokeAllowanceResponse: MessageCodec<MsgRevokeAllowanceResponse> = message<MsgRevokeAllowanceResponse>(
  "cosmos.feegrant.v1beta1.MsgRevokeAllowanceResponse",
  () => ({}),
  [],
);

/** MsgPruneAllowances prunes expired fee allowances. */
export interface MsgPruneAllowances {
  /** pruner is the address of the user pruning expired allowances. */
  readonly pruner: Address;
}
export const MsgPruneAllowances: MessageCodec<MsgPruneAllowances> = message<MsgPruneAllowances>(
  "cosmos.feegrant.v1beta1.MsgPruneAllowances",
  () => ({ pruner: "" as Address }),
  [
    [1, "pruner", "string", { scalar: "cosmos.AddressString" }],
  ],
  { signers: ["pruner"] },
);

/** MsgPruneAllowancesResponse defines the Msg/PruneAllowancesResponse response type. */
export interface MsgPruneAllowancesResponse {
}
export const MsgPruneAllowancesResponse: MessageCodec<MsgPruneAllowancesResponse> = message<MsgPruneAllowancesResponse>(
  "cosmos.feegrant.v1beta1.MsgPruneAllowancesResponse",
  () => ({}),
  [],
);

/** Query defines the gRPC querier service. */
export const Query = service({
  name: "cosmos.feegrant.v1beta1.Query",
  comment: "Query defines the gRPC querier service.",
  isMsg: false,
  methods: {
    Allowance: {
      name: "Allowance",
      path: "/cosmos.feegrant.v1beta1.Query/Allowance",
      request: QueryAllowanceRequest,
      response: QueryAllowanceResponse,
      http: {"get":"/cosmos/feegrant/v1beta1/allowance/{granter}/{grantee}"},
      comment: "Allowance returns granted allwance to the grantee by the granter.",
    },
    Allowances: {
      name: "Allowances",
      path: "/cosmos.feegrant.v1beta1.Query/Allowances",
      request: QueryAllowancesRequest,
      response: QueryAllowancesResponse,
      http: {"get":"/cosmos/feegrant/v1beta1/allowances/{grantee}"},
      comment: "Allowances returns all the grants for the given grantee address.",
    },
    AllowancesByGranter: {
      name: "AllowancesByGranter",
      path: "/cosmos.feegrant.v1beta1.Query/AllowancesByGranter",
      request: QueryAllowancesByGranterRequest,
      response: QueryAllowancesByGranterResponse,
      http: {"get":"/cosmos/feegrant/v1beta1/issued/{granter}"},
      comment: "AllowancesByGranter returns all the grants given by an address",
    },
  },
} as const);
export type QueryRpcs = {
  Allowance: { request: QueryAllowanceRequest; response: QueryAllowanceResponse };
  Allowances: { request: QueryAllowancesRequest; response: QueryAllowancesResponse };
  AllowancesByGranter: { request: QueryAllowancesByGranterRequest; response: QueryAllowancesByGranterResponse };
};

/** Msg defines the feegrant msg service. */
export const Msg = service({
  name: "cosmos.feegrant.v1beta1.Msg",
  comment: "Msg defines the feegrant msg service.",
  isMsg: true,
  methods: {
    GrantAllowance: {
      name: "GrantAllowance",
      path: "/cosmos.feegrant.v1beta1.Msg/GrantAllowance",
      request: MsgGrantAllowance,
      response: MsgGrantAllowanceResponse,
      comment: "GrantAllowance grants fee allowance to the grantee on the granter's\naccount with the provided expiration time.",
    },
    RevokeAllowance: {
      name: "RevokeAllowance",
      path: "/cosmos.feegrant.v1beta1.Msg/RevokeAllowance",
      request: MsgRevokeAllowance,
      response: MsgRevokeAllowanceResponse,
      comment: "RevokeAllowance revokes any fee allowance of granter's account that\nhas been granted to the grantee.",
    },
    PruneAllowances: {
      name: "PruneAllowances",
      path: "/cosmos.feegrant.v1beta1.Msg/PruneAllowances",
      request: MsgPruneAllowances,
      response: MsgPruneAllowancesResponse,
      comment: "PruneAllowances prunes expired fee allowances, currently up to 75 at a time.",
    },
  },
} as const);
export type MsgRpcs = {
  GrantAllowance: { request: MsgGrantAllowance; response: MsgGrantAllowanceResponse };
  RevokeAllowance: { request: MsgRevokeAllowance; response: MsgRevokeAllowanceResponse };
  PruneAllowances: { request: MsgPruneAllowances; response: MsgPruneAllowancesResponse };
};
