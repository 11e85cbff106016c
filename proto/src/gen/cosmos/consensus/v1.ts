// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../codec.js";
import { service } from "../../../registry.js";
import type { Address } from "../../../scalars.js";
import type { MessageCodec } from "../../../types.js";
import * as tendermint_types from "../../../gen/tendermint/types.js";

/** QueryParamsRequest defines the request type for querying x/consensus parameters. */
export interface QueryParamsRequest {
}
export const QueryParamsRequest: MessageCodec<QueryParamsRequest> = message<QueryParamsRequest>(
  "cosmos.consensus.v1.QueryParamsRequest",
  () => ({}),
  [],
);

/** QueryParamsResponse defines the response type for querying x/consensus parameters. */
export interface QueryParamsResponse {
  /**
   * params are the tendermint consensus params stored in the consensus module.
   * Please note that `params.version` is not populated in this response, it is
   * tracked separately in the x/upgrade module.
   */
  readonly params: tendermint_types.ConsensusParams | undefined;
}
export const QueryParamsResponse: MessageCodec<QueryParamsResponse> = message<QueryParamsResponse>(
  "cosmos.consensus.v1.QueryParamsResponse",
  () => ({ params: undefined }),
  [
    [1, "params", "message", { type: () => tendermint_types.ConsensusParams, optional: true }],
  ],
);

/** MsgUpdateParams is the Msg/UpdateParams request type. */
export interface MsgUpdateParams {
  /** authority is the address that controls the module (defaults to x/gov unless overwritten). */
  readonly authority: Address;
  /**
   * params defines the x/consensus parameters to update.
   * VersionsParams is not included in this Msg because it is tracked
   * separarately in x/upgrade.
   *
   * NOTE: All parameters must be supplied.
   */
  readonly block: tendermint_types.BlockParams | undefined;
  readonly evidence: tendermint_types.EvidenceParams | undefined;
  readonly validator: tendermint_types.ValidatorParams | undefined;
  readonly abci: tendermint_types.ABCIParams | undefined;
}
export const MsgUpdateParams: MessageCodec<MsgUpdateParams> = message<MsgUpdateParams>(
  "cosmos.consensus.v1.MsgUpdateParams",
  () => ({ authority: "" as Address, block: undefined, evidence: undefined, validator: undefined, abci: undefined }),
  [
    [1, "authority", "string", { scalar: "cosmos.AddressString" }],
    [2, "block", "message", { type: () => tendermint_types.BlockParams, optional: true }],
    [3, "evidence", "message", { type: () => tendermint_types.EvidenceParams, optional: true }],
    [4, "validator", "message", { type: () => tendermint_types.ValidatorParams, optional: true }],
    [5, "abci", "message", { type: () => tendermint_types.ABCIParams, optional: true }],
  ],
  { signers: ["authority"], aminoName: "cosmos-sdk/x/consensus/MsgUpdateParams" },
);

/**
 * MsgUpdateParamsResponse defines the response structure for executing a
 * MsgUpdateParams message.
 */
export interface MsgUpdateParamsResponse {
}
export const MsgUpdateParamsResponse: MessageCodec<MsgUpdateParamsResponse> = message<MsgUpdateParamsResponse>(
  "cosmos.consensus.v1.MsgUpdateParamsResponse",
  () => ({}),
  [],
);

/** Query defines the gRPC querier service. */
export const Query = service({
  name: "cosmos.consensus.v1.Query",
  comment: "Query defines the gRPC querier service.",
  isMsg: false,
  methods: {
    Params: {
      name: "Params",
      path: "/cosmos.consensus.v1.Query/Params",
      request: QueryParamsRequest,
      response: QueryParamsResponse,
      http: {"get":"/cosmos/consensus/v1/params"},
      comment: "Params queries the parameters of x/consensus module.",
    },
  },
} as const);
export type QueryRpcs = {
  Params: { request: QueryParamsRequest; response: QueryParamsResponse };
};

/** Msg defines the consensus Msg service. */
export const Msg = service({
  name: "cosmos.consensus.v1.Msg",
  comment: "Msg defines the consensus Msg service.",
  isMsg: true,
  methods: {
    UpdateParams: {
      name: "UpdateParams",
      path: "/cosmos.consensus.v1.Msg/UpdateParams",
      request: MsgUpdateParams,
      response: MsgUpdateParamsResponse,
      comment: "UpdateParams defines a governance operation for updating the x/consensus module parameters.\nThe authority is defined in the keeper.",
    },
  },
} as const);
export type MsgRpcs = {
  UpdateParams: { request: MsgUpdateParams; response: MsgUpdateParamsResponse };
};
