// Generated from the .proto files by proto/generate; do not edit.
import { enumInfo, message } from "../../../codec.js";
import { service } from "../../../registry.js";
import type { MessageCodec } from "../../../types.js";
import * as cosmos_base_query_v1beta1 from "../../../gen/cosmos/base/query/v1beta1.js";

/** Level is the permission level. */
export const Permissions_Level = {
  /**
   * LEVEL_NONE_UNSPECIFIED indicates that the account will have no circuit
   * breaker permissions.
   */
  NONE_UNSPECIFIED: 0,
  /**
   * LEVEL_SOME_MSGS indicates that the account will have permission to
   * trip or reset the circuit breaker for some Msg type URLs. If this level
   * is chosen, a non-empty list of Msg type URLs must be provided in
   * limit_type_urls.
   */
  SOME_MSGS: 1,
  /**
   * LEVEL_ALL_MSGS indicates that the account can trip or reset the circuit
   * breaker for Msg's of all type URLs.
   */
  ALL_MSGS: 2,
  /**
   * LEVEL_SUPER_ADMIN indicates that the account can take all circuit breaker
   * actions and can grant permissions to other accounts.
   */
  SUPER_ADMIN: 3,
} as const;
export type Permissions_Level = (typeof Permissions_Level)[keyof typeof Permissions_Level];
export const Permissions_LevelInfo = enumInfo("cosmos.circuit.v1.Permissions.Level", { LEVEL_NONE_UNSPECIFIED: 0, LEVEL_SOME_MSGS: 1, LEVEL_ALL_MSGS: 2, LEVEL_SUPER_ADMIN: 3 });

/** QueryAccountRequest is the request type for the Query/Account RPC method. */
export interface QueryAccountRequest {
  readonly address: string;
}
export const QueryAccountRequest: MessageCodec<QueryAccountRequest> = message<QueryAccountRequest>(
  "cosmos.circuit.v1.QueryAccountRequest",
  () => ({ address: "" }),
  [
    [1, "address", "string"],
  ],
);

/** AccountResponse is the response type for the Query/Account RPC method. */
export interface AccountResponse {
  readonly permission: Permissions | undefined;
}
export const AccountResponse: MessageCodec<AccountResponse> = message<AccountResponse>(
  "cosmos.circuit.v1.AccountResponse",
  () => ({ permission: undefined }),
  [
    [1, "permission", "message", { type: () => Permissions, optional: true }],
  ],
);

/** QueryAccountsRequest is the request type for the Query/Accounts RPC method. */
export interface QueryAccountsRequest {
  /** pagination defines an optional pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryAccountsRequest: MessageCodec<QueryAccountsRequest> = message<QueryAccountsRequest>(
  "cosmos.circuit.v1.QueryAccountsRequest",
  () => ({ pagination: undefined }),
  [
    [1, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/** AccountsResponse is the response type for the Query/Accounts RPC method. */
export interface AccountsResponse {
  readonly accounts: readonly GenesisAccountPermissions[];
  /** pagination defines the pagination in the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const AccountsResponse: MessageCodec<AccountsResponse> = message<AccountsResponse>(
  "cosmos.circuit.v1.AccountsResponse",
  () => ({ accounts: [], pagination: undefined }),
  [
    [1, "accounts", "message", { type: () => GenesisAccountPermissions, repeated: true }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/** QueryDisableListRequest is the request type for the Query/DisabledList RPC method. */
export interface QueryDisabledListRequest {
}
export const QueryDisabledListRequest: MessageCodec<QueryDisabledListRequest> = message<QueryDisabledListRequest>(
  "cosmos.circuit.v1.QueryDisabledListRequest",
  () => ({}),
  [],
);

/** DisabledListResponse is the response type for the Query/DisabledList RPC method. */
export interface DisabledListResponse {
  readonly disabledList: readonly string[];
}
export const DisabledListResponse: MessageCodec<DisabledListResponse> = message<DisabledListResponse>(
  "cosmos.circuit.v1.DisabledListResponse",
  () => ({ disabledList: [] }),
  [
    [1, "disabled_list", "string", { repeated: true }],
  ],
);

/** MsgAuthorizeCircuitBreaker defines the Msg/AuthorizeCircuitBreaker request type. */
export interface MsgAuthorizeCircuitBreaker {
  /**
   * granter is the granter of the circuit breaker permissions and must have
   * LEVEL_SUPER_ADMIN.
   */
  readonly granter: string;
  /** grantee is the account authorized with the provided permissions. */
  readonly grantee: string;
  /**
   * permissions are the circuit breaker permissions that the grantee receives.
   * These will overwrite any existing permissions. LEVEL_NONE_UNSPECIFIED can
   * be specified to revoke all permissions.
   */
  readonly permissions: Permissions | undefined;
}
export const MsgAuthorizeCircuitBreaker: MessageCodec<MsgAuthorizeCircuitBreaker> = message<MsgAuthorizeCircuitBreaker>(
  "cosmos.circuit.v1.MsgAuthorizeCircuitBreaker",
  () => ({ granter: "", grantee: "", permissions: undefined }),
  [
    [1, "granter", "string"],
    [2, "grantee", "string"],
    [3, "permissions", "message", { type: () => Permissions, optional: true }],
  ],
  { signers: ["granter"] },
);

/** MsgAuthorizeCircuitBreakerResponse defines the Msg/AuthorizeCircuitBreaker response type. */
export interface MsgAuthorizeCircuitBreakerResponse {
  readonly success: boolean;
}
export const MsgAuthorizeCircuitBreakerResponse: MessageCodec<MsgAuthorizeCircuitBreakerResponse> = message<MsgAuthorizeCircuitBreakerResponse>(
  "cosmos.circuit.v1.MsgAuthorizeCircuitBreakerResponse",
  () => ({ success: false }),
  [
    [1, "success", "bool"],
  ],
);

/** MsgTripCircuitBreaker defines the Msg/TripCircuitBreaker request type. */
export interface MsgTripCircuitBreaker {
  /** authority is the account authorized to trip the circuit breaker. */
  readonly authority: string;
  /**
   * msg_type_urls specifies a list of type URLs to immediately stop processing.
   * IF IT IS LEFT EMPTY, ALL MSG PROCESSING WILL STOP IMMEDIATELY.
   * This value is validated against the authority's permissions and if the
   * authority does not have permissions to trip the specified msg type URLs
   * (or all URLs), the operation will fail.
   */
  readonly msgTypeUrls: readonly string[];
}
export const MsgTripCircuitBreaker: MessageCodec<MsgTripCircuitBreaker> = message<MsgTripCircuitBreaker>(
  "cosmos.circuit.v1.MsgTripCircuitBreaker",
  () => ({ authority: "", msgTypeUrls: [] }),
  [
    [1, "authority", "string"],
    [2, "msg_type_urls", "string", { repeated: true }],
  ],
  { signers: ["authority"] },
);

/** MsgTripCircuitBreakerResponse defines the Msg/TripCircuitBreaker response type. */
export interface MsgTripCircuitBreakerResponse {
  readonly success: boolean;
}
export const MsgTripCircuitBreakerResponse: MessageCodec<MsgTripCircuitBreakerResponse> = message<MsgTripCircuitBreakerResponse>(
  "cosmos.circuit.v1.MsgTripCircuitBreakerResponse",
  () => ({ success: false }),
  [
    [1, "success", "bool"],
  ],
);

/** MsgResetCircuitBreaker defines the Msg/ResetCircuitBreaker request type. */
export interface MsgResetCircuitBreaker {
  /** authority is the account authorized to trip or reset the circuit breaker. */
  readonly authority: string;
  /**
   * msg_type_urls specifies a list of Msg type URLs to resume processing. If
   * it is left empty all Msg processing for type URLs that the account is
   * authorized to trip will resume.
   */
  readonly msgTypeUrls: readonly string[];
}
export const MsgResetCircuitBreaker: MessageCodec<MsgResetCircuitBreaker> = message<MsgResetCircuitBreaker>(
  "cosmos.circuit.v1.MsgResetCircuitBreaker",
  () => ({ authority: "", msgTypeUrls: [] }),
  [
    [1, "authority", "string"],
    [3, "msg_type_urls", "string", { repeated: true }],
  ],
  { signers: ["authority"] },
);

/** MsgResetCircuitBreakerResponse defines the Msg/ResetCircuitBreaker response type. */
export interface MsgResetCircuitBreakerResponse {
  readonly success: boolean;
}
export const MsgResetCircuitBreakerResponse: MessageCodec<MsgResetCircuitBreakerResponse> = message<MsgResetCircuitBreakerResponse>(
  "cosmos.circuit.v1.MsgResetCircuitBreakerResponse",
  () => ({ success: false }),
  [
    [1, "success", "bool"],
  ],
);

/**
 * Permissions are the permissions that an account has to trip
 * or reset the circuit breaker.
 */
export interface Permissions {
  /** level is the level of permissions granted to this account. */
  readonly level: Permissions_Level;
  /**
   * limit_type_urls is used with LEVEL_SOME_MSGS to limit the lists of Msg type
   * URLs that the account can trip. It is an error to use limit_type_urls with
   * a level other than LEVEL_SOME_MSGS.
   */
  readonly limitTypeUrls: readonly string[];
}
export const Permissions: MessageCodec<Permissions> = message<Permissions>(
  "cosmos.circuit.v1.Permissions",
  () => ({ level: 0 as never, limitTypeUrls: [] }),
  [
    [1, "level", "enum", { type: () => Permissions_LevelInfo }],
    [2, "limit_type_urls", "string", { repeated: true }],
  ],
);

/** GenesisAccountPermissions is the account permissions for the circuit breaker in genesis */
export interface GenesisAccountPermissions {
  readonly address: string;
  readonly permissions: Permissions | undefined;
}
export const GenesisAccountPermissions: MessageCodec<GenesisAccountPermissions> = message<GenesisAccountPermissions>(
  "cosmos.circuit.v1.GenesisAccountPermissions",
  () => ({ address: "", permissions: undefined }),
  [
    [1, "address", "string"],
    [2, "permissions", "message", { type: () => Permissions, optional: true }],
  ],
);

/** GenesisState is the state that must be provided at genesis. */
export interface GenesisState {
  readonly accountPermissions: readonly GenesisAccountPermissions[];
  readonly disabledTypeUrls: readonly string[];
}
export const GenesisState: MessageCodec<GenesisState> = message<GenesisState>(
  "cosmos.circuit.v1.GenesisState",
  () => ({ accountPermissions: [], disabledTypeUrls: [] }),
  [
    [1, "account_permissions", "message", { type: () => GenesisAccountPermissions, repeated: true }],
    [2, "disabled_type_urls", "string", { repeated: true }],
  ],
);

/** Query defines the circuit gRPC querier service. */
export const Query = service({
  name: "cosmos.circuit.v1.Query",
  comment: "Query defines the circuit gRPC querier service.",
  isMsg: false,
  methods: {
    Account: {
      name: "Account",
      path: "/cosmos.circuit.v1.Query/Account",
      request: QueryAccountRequest,
      response: AccountResponse,
      http: {"get":"/cosmos/circuit/v1/accounts/{address}"},
      comment: "Account returns account permissions.",
    },
    Accounts: {
      name: "Accounts",
      path: "/cosmos.circuit.v1.Query/Accounts",
      request: QueryAccountsRequest,
      response: AccountsResponse,
      http: {"get":"/cosmos/circuit/v1/accounts"},
      comment: "Account returns account permissions.",
    },
    DisabledList: {
      name: "DisabledList",
      path: "/cosmos.circuit.v1.Query/DisabledList",
      request: QueryDisabledListRequest,
      response: DisabledListResponse,
      http: {"get":"/cosmos/circuit/v1/disable_list"},
      comment: "DisabledList returns a list of disabled message urls",
    },
  },
} as const);
export type QueryRpcs = {
  Account: { request: QueryAccountRequest; response: AccountResponse };
  Accounts: { request: QueryAccountsRequest; response: AccountsResponse };
  DisabledList: { request: QueryDisabledListRequest; response: DisabledListResponse };
};

/** Msg defines the circuit Msg service. */
export const Msg = service({
  name: "cosmos.circuit.v1.Msg",
  comment: "Msg defines the circuit Msg service.",
  isMsg: true,
  methods: {
    AuthorizeCircuitBreaker: {
      name: "AuthorizeCircuitBreaker",
      path: "/cosmos.circuit.v1.Msg/AuthorizeCircuitBreaker",
      request: MsgAuthorizeCircuitBreaker,
      response: MsgAuthorizeCircuitBreakerResponse,
      comment: "AuthorizeCircuitBreaker allows a super-admin to grant (or revoke) another\naccount's circuit breaker permissions.",
    },
    TripCircuitBreaker: {
      name: "TripCircuitBreaker",
      path: "/cosmos.circuit.v1.Msg/TripCircuitBreaker",
      request: MsgTripCircuitBreaker,
      response: MsgTripCircuitBreakerResponse,
      comment: "TripCircuitBreaker pauses processing of Msg's in the state machine.",
    },
    ResetCircuitBreaker: {
      name: "ResetCircuitBreaker",
      path: "/cosmos.circuit.v1.Msg/ResetCircuitBreaker",
      request: MsgResetCircuitBreaker,
      response: MsgResetCircuitBreakerResponse,
      comment: "ResetCircuitBreaker resumes processing of Msg's in the state machine that\nhave been been paused using TripCircuitBreaker.",
    },
  },
} as const);
export type MsgRpcs = {
  AuthorizeCircuitBreaker: { request: MsgAuthorizeCircuitBreaker; response: MsgAuthorizeCircuitBreakerResponse };
  TripCircuitBreaker: { request: MsgTripCircuitBreaker; response: MsgTripCircuitBreakerResponse };
  ResetCircuitBreaker: { request: MsgResetCircuitBreaker; response: MsgResetCircuitBreakerResponse };
};
