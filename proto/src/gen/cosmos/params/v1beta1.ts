// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../codec.js";
import { service } from "../../../registry.js";
import type { MessageCodec } from "../../../types.js";

/** ParameterChangeProposal defines a proposal to change one or more parameters. */
export interface ParameterChangeProposal {
  readonly title: string;
  readonly description: string;
  readonly changes: readonly ParamChange[];
}
export const ParameterChangeProposal: MessageCodec<ParameterChangeProposal> = message<ParameterChangeProposal>(
  "cosmos.params.v1beta1.ParameterChangeProposal",
  () => ({ title: "", description: "", changes: [] }),
  [
    [1, "title", "string"],
    [2, "description", "string"],
    [3, "changes", "message", { type: () => ParamChange, repeated: true, amino: { keepEmpty: true } }],
  ],
  { aminoName: "cosmos-sdk/ParameterChangeProposal", implements: ["cosmos.gov.v1beta1.Content"] },
);

/**
 * ParamChange defines an individual parameter change, for use in
 * ParameterChangeProposal.
 */
export interface ParamChange {
  readonly subspace: string;
  readonly key: string;
  readonly value: string;
}
export const ParamChange: MessageCodec<ParamChange> = message<ParamChange>(
  "cosmos.params.v1beta1.ParamChange",
  () => ({ subspace: "", key: "", value: "" }),
  [
    [1, "subspace", "string"],
    [2, "key", "string"],
    [3, "value", "string"],
  ],
);

/** QueryParamsRequest is request type for the Query/Params RPC method. */
export interface QueryParamsRequest {
  /** subspace defines the module to query the parameter for. */
  readonly subspace: string;
  /** key defines the key of the parameter in the subspace. */
  readonly key: string;
}
export const QueryParamsRequest: MessageCodec<QueryParamsRequest> = message<QueryParamsRequest>(
  "cosmos.params.v1beta1.QueryParamsRequest",
  () => ({ subspace: "", key: "" }),
  [
    [1, "subspace", "string"],
    [2, "key", "string"],
  ],
);

/** QueryParamsResponse is response type for the Query/Params RPC method. */
export interface QueryParamsResponse {
  /** param defines the queried parameter. */
  readonly param: ParamChange;
}
export const QueryParamsResponse: MessageCodec<QueryParamsResponse> = message<QueryParamsResponse>(
  "cosmos.params.v1beta1.QueryParamsResponse",
  () => ({ param: undefined as never }),
  [
    [1, "param", "message", { type: () => ParamChange, amino: { keepEmpty: true } }],
  ],
);

/**
 * QuerySubspacesRequest defines a request type for querying for all registered
 * subspaces and all keys for a subspace.
 */
export interface QuerySubspacesRequest {
}
export const QuerySubspacesRequest: MessageCodec<QuerySubspacesRequest> = message<QuerySubspacesRequest>(
  "cosmos.params.v1beta1.QuerySubspacesRequest",
  () => ({}),
  [],
);

/**
 * QuerySubspacesResponse defines the response types for querying for all
 * registered subspaces and all keys for a subspace.
 */
export interface QuerySubspacesResponse {
  readonly subspaces: readonly Subspace[];
}
export const QuerySubspacesResponse: MessageCodec<QuerySubspacesResponse> = message<QuerySubspacesResponse>(
  "cosmos.params.v1beta1.QuerySubspacesResponse",
  () => ({ subspaces: [] }),
  [
    [1, "subspaces", "message", { type: () => Subspace, repeated: true }],
  ],
);

/**
 * Subspace defines a parameter subspace name and all the keys that exist for
 * the subspace.
 */
export interface Subspace {
  readonly subspace: string;
  readonly keys: readonly string[];
}
export const Subspace: MessageCodec<Subspace> = message<Subspace>(
  "cosmos.params.v1beta1.Subspace",
  () => ({ subspace: "", keys: [] }),
  [
    [1, "subspace", "string"],
    [2, "keys", "string", { repeated: true }],
  ],
);

/** Query defines the gRPC querier service. */
export const Query = service({
  name: "cosmos.params.v1beta1.Query",
  comment: "Query defines the gRPC querier service.",
  isMsg: false,
  methods: {
    Params: {
      name: "Params",
      path: "/cosmos.params.v1beta1.Query/Params",
      request: QueryParamsRequest,
      response: QueryParamsResponse,
      http: {"get":"/cosmos/params/v1beta1/params"},
      comment: "Params queries a specific parameter of a module, given its subspace and\nkey.",
    },
    Subspaces: {
      name: "Subspaces",
      path: "/cosmos.params.v1beta1.Query/Subspaces",
      request: QuerySubspacesRequest,
      response: QuerySubspacesResponse,
      http: {"get":"/cosmos/params/v1beta1/subspaces"},
      comment: "Subspaces queries for all registered subspaces and all keys for a subspace.",
    },
  },
} as const);
export type QueryRpcs = {
  Params: { request: QueryParamsRequest; response: QueryParamsResponse };
  Subspaces: { request: QuerySubspacesRequest; response: QuerySubspacesResponse };
};
