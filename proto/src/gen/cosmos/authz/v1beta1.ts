// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../codec.js";
import { service } from "../../../registry.js";
import type { Address } from "../../../scalars.js";
import type { MessageCodec } from "../../../types.js";
import * as cosmos_base_query_v1beta1 from "../../../gen/cosmos/base/query/v1beta1.js";
import * as google_protobuf from "../../../gen/google/protobuf.js";

/**
 * GenericAuthorization gives the grantee unrestricted permissions to execute
 * the provided method on behalf of the granter's account.
 */
export interface GenericAuthorization {
  /** Msg, identified by it's type URL, to grant unrestricted permissions to execute */
  readonly msg: string;
}
export const GenericAuthorization: MessageCodec<GenericAuthorization> = message<GenericAuthorization>(
  "cosmos.authz.v1beta1.GenericAuthorization",
  () => ({ msg: "" }),
  [
    [1, "msg", "string"],
  ],
  { aminoName: "cosmos-sdk/GenericAuthorization", implements: ["cosmos.authz.v1beta1.Authorization"] },
);

/**
 * Grant gives permissions to execute
 * the provide method with expiration time.
 */
export interface Grant {
  readonly authorization: google_protobuf.Any | undefined;
  /**
   * time when the grant will expire and will be pruned. If null, then the grant
   * doesn't have a time expiration (other conditions  in `authorization`
   * may apply to invalidate the grant)
   */
  readonly expiration: google_protobuf.Timestamp | undefined;
}
export const Grant: MessageCodec<Grant> = message<Grant>(
  "cosmos.authz.v1beta1.Grant",
  () => ({ authorization: undefined, expiration: undefined }),
  [
    [1, "authorization", "message", { type: () => google_protobuf.Any, optional: true, accepts: "cosmos.authz.v1beta1.Authorization" }],
    [2, "expiration", "message", { type: () => google_protobuf.Timestamp, optional: true }],
  ],
);

/**
 * GrantAuthorization extends a grant with both the addresses of the grantee and granter.
 * It is used in genesis.proto and query.proto
 */
export interface GrantAuthorization {
  readonly granter: Address;
  readonly grantee: Address;
  readonly authorization: google_protobuf.Any | undefined;
  readonly expiration: google_protobuf.Timestamp | undefined;
}
export const GrantAuthorization: MessageCodec<GrantAuthorization> = message<GrantAuthorization>(
  "cosmos.authz.v1beta1.GrantAuthorization",
  () => ({ granter: "" as Address, grantee: "" as Address, authorization: undefined, expiration: undefined }),
  [
    [1, "granter", "string", { scalar: "cosmos.AddressString" }],
    [2, "grantee", "string", { scalar: "cosmos.AddressString" }],
    [3, "authorization", "message", { type: () => google_protobuf.Any, optional: true, accepts: "cosmos.authz.v1beta1.Authorization" }],
    [4, "expiration", "message", { type: () => google_protobuf.Timestamp, optional: true }],
  ],
);

/** GrantQueueItem contains the list of TypeURL of a sdk.Msg. */
export interface GrantQueueItem {
  /** msg_type_urls contains the list of TypeURL of a sdk.Msg. */
  readonly msgTypeUrls: readonly string[];
}
export const GrantQueueItem: MessageCodec<GrantQueueItem> = message<GrantQueueItem>(
  "cosmos.authz.v1beta1.GrantQueueItem",
  () => ({ msgTypeUrls: [] }),
  [
    [1, "msg_type_urls", "string", { repeated: true }],
  ],
);

/** EventGrant is emitted on Msg/Grant */
export interface EventGrant {
  /** Msg type URL for which an autorization is granted */
  readonly msgTypeUrl: string;
  /** Granter account address */
  readonly granter: Address;
  /** Grantee account address */
  readonly grantee: Address;
}
export const EventGrant: MessageCodec<EventGrant> = message<EventGrant>(
  "cosmos.authz.v1beta1.EventGrant",
  () => ({ msgTypeUrl: "", granter: "" as Address, grantee: "" as Address }),
  [
    [2, "msg_type_url", "string"],
    [3, "granter", "string", { scalar: "cosmos.AddressString" }],
    [4, "grantee", "string", { scalar: "cosmos.AddressString" }],
  ],
);

/** EventRevoke is emitted on Msg/Revoke */
export interface EventRevoke {
  /** Msg type URL for which an autorization is revoked */
  readonly msgTypeUrl: string;
  /** Granter account address */
  readonly granter: Address;
  /** Grantee account address */
  readonly grantee: Address;
}
export const EventRevoke: MessageCodec<EventRevoke> = message<EventRevoke>(
  "cosmos.authz.v1beta1.EventRevoke",
  () => ({ msgTypeUrl: "", granter: "" as Address, grantee: "" as Address }),
  [
    [2, "msg_type_url", "string"],
    [3, "granter", "string", { scalar: "cosmos.AddressString" }],
    [4, "grantee", "string", { scalar: "cosmos.AddressString" }],
  ],
);

/** GenesisState defines the authz module's genesis state. */
export interface GenesisState {
  readonly authorization: readonly GrantAuthorization[];
}
export const GenesisState: MessageCodec<GenesisState> = message<GenesisState>(
  "cosmos.authz.v1beta1.GenesisState",
  () => ({ authorization: [] }),
  [
    [1, "authorization", "message", { type: () => GrantAuthorization, repeated: true, amino: { keepEmpty: true } }],
  ],
);

/** QueryGrantsRequest is the request type for the Query/Grants RPC method. */
export interface QueryGrantsRequest {
  readonly granter: Address;
  readonly grantee: Address;
  /** Optional, msg_type_url, when set, will query only grants matching given msg type. */
  readonly msgTypeUrl: string;
  /** pagination defines an pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryGrantsRequest: MessageCodec<QueryGrantsRequest> = message<QueryGrantsRequest>(
  "cosmos.authz.v1beta1.QueryGrantsRequest",
  () => ({ granter: "" as Address, grantee: "" as Address, msgTypeUrl: "", pagination: undefined }),
  [
    [1, "granter", "string", { scalar: "cosmos.AddressString" }],
    [2, "grantee", "string", { scalar: "cosmos.AddressString" }],
    [3, "msg_type_url", "string"],
    [4, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/** QueryGrantsResponse is the response type for the Query/Authorizations RPC method. */
export interface QueryGrantsResponse {
  /** authorizations is a list of grants granted for grantee by granter. */
  readonly grants: readonly Grant[];
  /** pagination defines an pagination for the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QueryGrantsResponse: MessageCodec<QueryGrantsResponse> = message<QueryGrantsResponse>(
  "cosmos.authz.v1beta1.QueryGrantsResponse",
  () => ({ grants: [], pagination: undefined }),
  [
    [1, "grants", "message", { type: () => Grant, repeated: true }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/** QueryGranterGrantsRequest is the request type for the Query/GranterGrants RPC method. */
export interface QueryGranterGrantsRequest {
  readonly granter: Address;
  /** pagination defines an pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryGranterGrantsRequest: MessageCodec<QueryGranterGrantsRequest> = message<QueryGranterGrantsRequest>(
  "cosmos.authz.v1beta1.QueryGranterGrantsRequest",
  () => ({ granter: "" as Address, pagination: undefined }),
  [
    [1, "granter", "string", { scalar: "cosmos.AddressString" }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/** QueryGranterGrantsResponse is the response type for the Query/GranterGrants RPC method. */
export interface QueryGranterGrantsResponse {
  /** grants is a list of grants granted by the granter. */
  readonly grants: readonly GrantAuthorization[];
  /** pagination defines an pagination for the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QueryGranterGrantsResponse: MessageCodec<QueryGranterGrantsResponse> = message<QueryGranterGrantsResponse>(
  "cosmos.authz.v1beta1.QueryGranterGrantsResponse",
  () => ({ grants: [], pagination: undefined }),
  [
    [1, "grants", "message", { type: () => GrantAuthorization, repeated: true }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/** QueryGranteeGrantsRequest is the request type for the Query/GranteeGrants RPC method. */
export interface QueryGranteeGrantsRequest {
  readonly grantee: Address;
  /** pagination defines an pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryGranteeGrantsRequest: MessageCodec<QueryGranteeGrantsRequest> = message<QueryGranteeGrantsRequest>(
  "cosmos.authz.v1beta1.QueryGranteeGrantsRequest",
  () => ({ grantee: "" as Address, pagination: undefined }),
  [
    [1, "grantee", "string", { scalar: "cosmos.AddressString" }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/** QueryGranteeGrantsResponse is the response type for the Query/GranteeGrants RPC method. */
export interface QueryGranteeGrantsResponse {
  /** grants is a list of grants granted to the grantee. */
  readonly grants: readonly GrantAuthorization[];
  /** pagination defines an pagination for the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QueryGranteeGrantsResponse: MessageCodec<QueryGranteeGrantsResponse> = message<QueryGranteeGrantsResponse>(
  "cosmos.authz.v1beta1.QueryGranteeGrantsResponse",
  () => ({ grants: [], pagination: undefined }),
  [
    [1, "grants", "message", { type: () => GrantAuthorization, repeated: true }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/**
 * MsgGrant is a request type for Grant method. It declares authorization to the grantee
 * on behalf of the granter with the provided expiration time.
 */
export interface MsgGrant {
  readonly granter: Address;
  readonly grantee: Address;
  readonly grant: Grant;
}
export const MsgGrant: MessageCodec<MsgGrant> = message<MsgGrant>(
  "cosmos.authz.v1beta1.MsgGrant",
  () => ({ granter: "" as Address, grantee: "" as Address, grant: undefined as never }),
  [
    [1, "granter", "string", { scalar: "cosmos.AddressString" }],
    [2, "grantee", "string", { scalar: "cosmos.AddressString" }],
    [3, "grant", "message", { type: () => Grant, amino: { keepEmpty: true } }],
  ],
  { signers: ["granter"], aminoName: "cosmos-sdk/MsgGrant" },
);

/** MsgGrantResponse defines the Msg/MsgGrant response type. */
export interface MsgGrantResponse {
}
export const MsgGrantResponse: MessageCodec<MsgGrantResponse> = message<MsgGrantResponse>(
  "cosmos.authz.v1beta1.MsgGrantResponse",
  () => ({}),
  [],
);

/**
 * MsgExec attempts to execute the provided messages using
 * authorizations granted to the grantee. Each message should have only
 * one signer corresponding to the granter of the authorization.
 */
export interface MsgExec {
  readonly grantee: Address;
  /**
   * Execute Msg.
   * The x/authz will try to find a grant matching (msg.signers[0], grantee, MsgTypeURL(msg))
   * triple and validate it.
   */
  readonly msgs: readonly google_protobuf.Any[];
}
export const MsgExec: MessageCodec<MsgExec> = message<MsgExec>(
  "cosmos.authz.v1beta1.MsgExec",
  () => ({ grantee: "" as Address, msgs: [] }),
  [
    [1, "grantee", "string", { scalar: "cosmos.AddressString" }],
    [2, "msgs", "message", { type: () => google_protobuf.Any, repeated: true, accepts: "cosmos.base.v1beta1.Msg" }],
  ],
  { signers: ["grantee"], aminoName: "cosmos-sdk/MsgExec" },
);

/** MsgExecResponse defines the Msg/MsgExecResponse response type. */
export interface MsgExecResponse {
  readonly results: readonly Uint8Array[];
}
export const MsgExecResponse: MessageCodec<MsgExecResponse> = message<MsgExecResponse>(
  "cosmos.authz.v1beta1.MsgExecResponse",
  () => ({ results: [] }),
  [
    [1, "results", "bytes", { repeated: true }],
  ],
);

/**
 * MsgRevoke revokes any authorization with the provided sdk.Msg type on the
 * granter's account with that has been granted to the grantee.
 */
export interface MsgRevoke {
  readonly granter: Address;
  readonly grantee: Address;
  readonly msgTypeUrl: string;
}
export const MsgRevoke: MessageCodec<MsgRevoke> = message<MsgRevoke>(
  "cosmos.authz.v1beta1.MsgRevoke",
  () => ({ granter: "" as Address, grantee: "" as Address, msgTypeUrl: "" }),
  [
    [1, "granter", "string", { scalar: "cosmos.AddressString" }],
    [2, "grantee", "string", { scalar: "cosmos.AddressString" }],
    [3, "msg_type_url", "string"],
  ],
  { signers: ["granter"], aminoName: "cosmos-sdk/MsgRevoke" },
);

/** MsgRevokeResponse defines the Msg/MsgRevokeResponse response type. */
export interface MsgRevokeResponse {
}
export const MsgRevokeResponse: MessageCodec<MsgRevokeResponse> = message<MsgRevokeResponse>(
  "cosmos.authz.v1beta1.MsgRevokeResponse",
  () => ({}),
  [],
);

/** Query defines the gRPC querier service. */
export const Query = service({
  name: "cosmos.authz.v1beta1.Query",
  comment: "Query defines the gRPC querier service.",
  isMsg: false,
  methods: {
    Grants: {
      name: "Grants",
      path: "/cosmos.authz.v1beta1.Query/Grants",
      request: QueryGrantsRequest,
      response: QueryGrantsResponse,
      http: {"get":"/cosmos/authz/v1beta1/grants"},
      comment: "Returns list of `Authorization`, granted to the grantee by the granter.",
    },
    GranterGrants: {
      name: "GranterGrants",
      path: "/cosmos.authz.v1beta1.Query/GranterGrants",
      request: QueryGranterGrantsRequest,
      response: QueryGranterGrantsResponse,
      http: {"get":"/cosmos/authz/v1beta1/grants/granter/{granter}"},
      comment: "GranterGrants returns list of `GrantAuthorization`, granted by granter.",
    },
    GranteeGrants: {
      name: "GranteeGrants",
      path: "/cosmos.authz.v1beta1.Query/GranteeGrants",
      request: QueryGranteeGrantsRequest,
      response: QueryGranteeGrantsResponse,
      http: {"get":"/cosmos/authz/v1beta1/grants/grantee/{grantee}"},
      comment: "GranteeGrants returns a list of `GrantAuthorization` by grantee.",
    },
  },
} as const);
export type QueryRpcs = {
  Grants: { request: QueryGrantsRequest; response: QueryGrantsResponse };
  GranterGrants: { request: QueryGranterGrantsRequest; response: QueryGranterGrantsResponse };
  GranteeGrants: { request: QueryGranteeGrantsRequest; response: QueryGranteeGrantsResponse };
};

/** Msg defines the authz Msg service. */
export const Msg = service({
  name: "cosmos.authz.v1beta1.Msg",
  comment: "Msg defines the authz Msg service.",
  isMsg: true,
  methods: {
    Grant: {
      name: "Grant",
      path: "/cosmos.authz.v1beta1.Msg/Grant",
      request: MsgGrant,
      response: MsgGrantResponse,
      comment: "Grant grants the provided authorization to the grantee on the granter's\naccount with the provided expiration time. If there is already a grant\nfor the given (granter, grantee, Authorization) triple, then the grant\nwill be overwritten.",
    },
    Exec: {
      name: "Exec",
      path: "/cosmos.authz.v1beta1.Msg/Exec",
      request: MsgExec,
      response: MsgExecResponse,
      comment: "Exec attempts to execute the provided messages using\nauthorizations granted to the grantee. Each message should have only\none signer corresponding to the granter of the authorization.",
    },
    Revoke: {
      name: "Revoke",
      path: "/cosmos.authz.v1beta1.Msg/Revoke",
      request: MsgRevoke,
      response: MsgRevokeResponse,
      comment: "Revoke revokes any authorization corresponding to the provided method name on the\ngranter's account that has been granted to the grantee.",
    },
  },
} as const);
export type MsgRpcs = {
  Grant: { request: MsgGrant; response: MsgGrantResponse };
  Exec: { request: MsgExec; response: MsgExecResponse };
  Revoke: { request: MsgRevoke; response: MsgRevokeResponse };
};
