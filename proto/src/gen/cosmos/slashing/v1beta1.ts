// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../codec.js";
import { service } from "../../../registry.js";
import type { Address, ConsAddress, Dec, ValAddress } from "../../../scalars.js";
import type { MessageCodec } from "../../../types.js";
import * as cosmos_base_query_v1beta1 from "../../../gen/cosmos/base/query/v1beta1.js";
import * as google_protobuf from "../../../gen/google/protobuf.js";

/** GenesisState defines the slashing module's genesis state. */
export interface GenesisState {
  /** params defines all the parameters of the module. */
  readonly params: Params;
  /**
   * signing_infos represents a map between validator addresses and their
   * signing infos.
   */
  readonly signingInfos: readonly SigningInfo[];
  /**
   * missed_blocks represents a map between validator addresses and their
   * missed blocks.
   */
  readonly missedBlocks: readonly ValidatorMissedBlocks[];
}
export const GenesisState: MessageCodec<GenesisState> = message<GenesisState>(
  "cosmos.slashing.v1beta1.GenesisState",
  () => ({ params: undefined as never, signingInfos: [], missedBlocks: [] }),
  [
    [1, "params", "message", { type: () => Params, amino: { keepEmpty: true } }],
    [2, "signing_infos", "message", { type: () => SigningInfo, repeated: true, amino: { keepEmpty: true } }],
    [3, "missed_blocks", "message", { type: () => ValidatorMissedBlocks, repeated: true, amino: { keepEmpty: true } }],
  ],
);

/** SigningInfo stores validator signing info of corresponding address. */
export interface SigningInfo {
  /** address is the validator address. */
  readonly address: ConsAddress;
  /** validator_signing_info represents the signing info of this validator. */
  readonly validatorSigningInfo: ValidatorSigningInfo;
}
export const SigningInfo: MessageCodec<SigningInfo> = message<SigningInfo>(
  "cosmos.slashing.v1beta1.SigningInfo",
  () => ({ address: "" as ConsAddress, validatorSigningInfo: undefined as never }),
  [
    [1, "address", "string", { scalar: "cosmos.ConsensusAddressString" }],
    [2, "validator_signing_info", "message", { type: () => ValidatorSigningInfo, amino: { keepEmpty: true } }],
  ],
);

/**
 * ValidatorMissedBlocks contains array of missed blocks of corresponding
 * address.
 */
export interface ValidatorMissedBlocks {
  /** address is the validator address. */
  readonly address: ConsAddress;
  /** missed_blocks is an array of missed blocks by the validator. */
  readonly missedBlocks: readonly MissedBlock[];
}
export const ValidatorMissedBlocks: MessageCodec<ValidatorMissedBlocks> = message<ValidatorMissedBlocks>(
  "cosmos.slashing.v1beta1.ValidatorMissedBlocks",
  () => ({ address: "" as ConsAddress, missedBlocks: [] }),
  [
    [1, "address", "string", { scalar: "cosmos.ConsensusAddressString" }],
    [2, "missed_blocks", "message", { type: () => MissedBlock, repeated: true, amino: { keepEmpty: true } }],
  ],
);

/** MissedBlock contains height and missed status as boolean. */
export interface MissedBlock {
  /** index is the height at which the block was missed. */
  readonly index: bigint;
  /** missed is the missed status. */
  readonly missed: boolean;
}
export const MissedBlock: MessageCodec<MissedBlock> = message<MissedBlock>(
  "cosmos.slashing.v1beta1.MissedBlock",
  () => ({ index: 0n, missed: false }),
  [
    [1, "index", "int64"],
    [2, "missed", "bool"],
  ],
);

/** QueryParamsRequest is the request type for the Query/Params RPC method */
export interface QueryParamsRequest {
}
export const QueryParamsRequest: MessageCodec<QueryParamsRequest> = message<QueryParamsRequest>(
  "cosmos.slashing.v1beta1.QueryParamsRequest",
  () => ({}),
  [],
);

/** QueryParamsResponse is the response type for the Query/Params RPC method */
export interface QueryParamsResponse {
  readonly params: Params;
}
export const QueryParamsResponse: MessageCodec<QueryParamsResponse> = message<QueryParamsResponse>(
  "cosmos.slashing.v1beta1.QueryParamsResponse",
  () => ({ params: undefined as never }),
  [
    [1, "params", "message", { type: () => Params, amino: { keepEmpty: true } }],
  ],
);

/**
 * QuerySigningInfoRequest is the request type for the Query/SigningInfo RPC
 * method
 */
export interface QuerySigningInfoRequest {
  /** cons_address is the address to query signing info of */
  readonly consAddress: ConsAddress;
}
export const QuerySigningInfoRequest: MessageCodec<QuerySigningInfoRequest> = message<QuerySigningInfoRequest>(
  "cosmos.slashing.v1beta1.QuerySigningInfoRequest",
  () => ({ consAddress: "" as ConsAddress }),
  [
    [1, "cons_address", "string", { scalar: "cosmos.ConsensusAddressString" }],
  ],
);

/**
 * QuerySigningInfoResponse is the response type for the Query/SigningInfo RPC
 * method
 */
export interface QuerySigningInfoResponse {
  /** val_signing_info is the signing info of requested val cons address */
  readonly valSigningInfo: ValidatorSigningInfo;
}
export const QuerySigningInfoResponse: MessageCodec<QuerySigningInfoResponse> = message<QuerySigningInfoResponse>(
  "cosmos.slashing.v1beta1.QuerySigningInfoResponse",
  () => ({ valSigningInfo: undefined as never }),
  [
    [1, "val_signing_info", "message", { type: () => ValidatorSigningInfo, amino: { keepEmpty: true } }],
  ],
);

/**
 * QuerySigningInfosRequest is the request type for the Query/SigningInfos RPC
 * method
 */
export interface QuerySigningInfosRequest {
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QuerySigningInfosRequest: MessageCodec<QuerySigningInfosRequest> = message<QuerySigningInfosRequest>(
  "cosmos.slashing.v1beta1.QuerySigningInfosRequest",
  () => ({ pagination: undefined }),
  [
    [1, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/**
 * QuerySigningInfosResponse is the response type for the Query/SigningInfos RPC
 * method
 */
export interface QuerySigningInfosResponse {
  /** info is the signing info of all validators */
  readonly info: readonly ValidatorSigningInfo[];
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QuerySigningInfosResponse: MessageCodec<QuerySigningInfosResponse> = message<QuerySigningInfosResponse>(
  "cosmos.slashing.v1beta1.QuerySigningInfosResponse",
  () => ({ info: [], pagination: undefined }),
  [
    [1, "info", "message", { type: () => ValidatorSigningInfo, repeated: true, amino: { keepEmpty: true } }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/**
 * ValidatorSigningInfo defines a validator's signing info for monitoring their
 * liveness activity.
 */
export interface ValidatorSigningInfo {
  readonly address: ConsAddress;
  /** Height at which validator was first a candidate OR was un-jailed */
  readonly startHeight: bigint;
  /**
   * Index which is incremented every time a validator is bonded in a block and
   * _may_ have signed a pre-commit or not. This in conjunction with the
   * signed_blocks_window param determines the index in the missed block bitmap.
   */
  readonly indexOffset: bigint;
  /** Timestamp until which the validator is jailed due to liveness downtime. */
  readonly jailedUntil: google_protobuf.Timestamp;
  /**
   * Whether or not a validator has been tombstoned (killed out of validator
   * set). It is set once the validator commits an equivocation or for any other
   * configured misbehavior.
   */
  readonly tombstoned: boolean;
  /**
   * A counter of missed (unsigned) blocks. It is used to avoid unnecessary
   * reads in the missed block bitmap.
   */
  readonly missedBlocksCounter: bigint;
}
export const ValidatorSigningInfo: MessageCodec<ValidatorSigningInfo> = message<ValidatorSigningInfo>(
  "cosmos.slashing.v1beta1.ValidatorSigningInfo",
  () => ({ address: "" as ConsAddress, startHeight: 0n, indexOffset: 0n, jailedUntil: undefined as never, tombstoned: false, missedBlocksCounter: 0n }),
  [
    [1, "address", "string", { scalar: "cosmos.ConsensusAddressString" }],
    [2, "start_height", "int64"],
    [3, "index_offset", "int64"],
    [4, "jailed_until", "message", { type: () => google_protobuf.Timestamp, amino: { keepEmpty: true } }],
    [5, "tombstoned", "bool"],
    [6, "missed_blocks_counter", "int64"],
  ],
);

/** Params represents the parameters used for by the slashing module. */
export interface Params {
  readonly signedBlocksWindow: bigint;
  readonly minSignedPerWindow: Dec;
  readonly downtimeJailDuration: google_protobuf.Duration;
  readonly slashFractionDoubleSign: Dec;
  readonly slashFractionDowntime: Dec;
}
export const Params: MessageCodec<Params> = message<Params>(
  "cosmos.slashing.v1beta1.Params",
  () => ({ signedBlocksWindow: 0n, minSignedPerWindow: 0n as Dec, downtimeJailDuration: undefined as never, slashFractionDoubleSign: 0n as Dec, slashFractionDowntime: 0n as Dec }),
  [
    [1, "signed_blocks_window", "int64"],
    [2, "min_signed_per_window", "dec", { scalar: "cosmos.Dec", amino: { keepEmpty: true } }],
    [3, "downtime_jail_duration", "message", { type: () => google_protobuf.Duration, amino: { keepEmpty: true } }],
    [4, "slash_fraction_double_sign", "dec", { scalar: "cosmos.Dec", amino: { keepEmpty: true } }],
    [5, "slash_fraction_downtime", "dec", { scalar: "cosmos.Dec", amino: { keepEmpty: true } }],
  ],
  { aminoName: "cosmos-sdk/x/slashing/Params" },
);

/** MsgUnjail defines the Msg/Unjail request type */
export interface MsgUnjail {
  readonly validatorAddr: ValAddress;
}
export const MsgUnjail: MessageCodec<MsgUnjail> = message<MsgUnjail>(
  "cosmos.slashing.v1beta1.MsgUnjail",
  () => ({ validatorAddr: "" as ValAddress }),
  [
    [1, "validator_addr", "string", { scalar: "cosmos.ValidatorAddressString", amino: { name: "address", keepEmpty: true } }],
  ],
  { signers: ["validator_addr"], aminoName: "cosmos-sdk/MsgUnjail" },
);

/** MsgUnjailResponse defines the Msg/Unjail response type */
export interface MsgUnjailResponse {
}
export const MsgUnjailResponse: MessageCodec<MsgUnjailResponse> = message<MsgUnjailResponse>(
  "cosmos.slashing.v1beta1.MsgUnjailResponse",
  () => ({}),
  [],
);

/** MsgUpdateParams is the Msg/UpdateParams request type. */
export interface MsgUpdateParams {
  /** authority is the address that controls the module (defaults to x/gov unless overwritten). */
  readonly authority: Address;
  /**
   * params defines the x/slashing parameters to update.
   *
   * NOTE: All parameters must be supplied.
   */
  readonly params: Params;
}
export const MsgUpdateParams: MessageCodec<MsgUpdateParams> = message<MsgUpdateParams>(
  "cosmos.slashing.v1beta1.MsgUpdateParams",
  () => ({ authority: "" as Address, params: undefined as never }),
  [
    [1, "authority", "string", { scalar: "cosmos.AddressString" }],
    [2, "params", "message", { type: () => Params, amino: { keepEmpty: true } }],
  ],
  { signers: ["authority"], aminoName: "cosmos-sdk/x/slashing/MsgUpdateParams" },
);

/**
 * MsgUpdateParamsResponse defines the response structure for executing a
 * MsgUpdateParams message.
 */
export interface MsgUpdateParamsResponse {
}
export const MsgUpdateParamsResponse: MessageCodec<MsgUpdateParamsResponse> = message<MsgUpdateParamsResponse>(
  "cosmos.slashing.v1beta1.MsgUpdateParamsResponse",
  () => ({}),
  [],
);

/** Query provides defines the gRPC querier service */
export const Query = service({
  name: "cosmos.slashing.v1beta1.Query",
  comment: "Query provides defines the gRPC querier service",
  isMsg: false,
  methods: {
    Params: {
      name: "Params",
      path: "/cosmos.slashing.v1beta1.Query/Params",
      request: QueryParamsRequest,
      response: QueryParamsResponse,
      http: {"get":"/cosmos/slashing/v1beta1/params"},
      comment: "Params queries the parameters of slashing module",
    },
    SigningInfo: {
      name: "SigningInfo",
      path: "/cosmos.slashing.v1beta1.Query/SigningInfo",
      request: QuerySigningInfoRequest,
      response: QuerySigningInfoResponse,
      http: {"get":"/cosmos/slashing/v1beta1/signing_infos/{cons_address}"},
      comment: "SigningInfo queries the signing info of given cons address",
    },
    SigningInfos: {
      name: "SigningInfos",
      path: "/cosmos.slashing.v1beta1.Query/SigningInfos",
      request: QuerySigningInfosRequest,
      response: QuerySigningInfosResponse,
      http: {"get":"/cosmos/slashing/v1beta1/signing_infos"},
      comment: "SigningInfos queries signing info of all validators",
    },
  },
} as const);
export type QueryRpcs = {
  Params: { request: QueryParamsRequest; response: QueryParamsResponse };
  SigningInfo: { request: QuerySigningInfoRequest; response: QuerySigningInfoResponse };
  SigningInfos: { request: QuerySigningInfosRequest; response: QuerySigningInfosResponse };
};

/** Msg defines the slashing Msg service. */
export const Msg = service({
  name: "cosmos.slashing.v1beta1.Msg",
  comment: "Msg defines the slashing Msg service.",
  isMsg: true,
  methods: {
    Unjail: {
      name: "Unjail",
      path: "/cosmos.slashing.v1beta1.Msg/Unjail",
      request: MsgUnjail,
      response: MsgUnjailResponse,
      comment: "Unjail defines a method for unjailing a jailed validator, thus returning\nthem into the bonded validator set, so they can begin receiving provisions\nand rewards again.",
    },
    UpdateParams: {
      name: "UpdateParams",
      path: "/cosmos.slashing.v1beta1.Msg/UpdateParams",
      request: MsgUpdateParams,
      response: MsgUpdateParamsResponse,
      comment: "UpdateParams defines a governance operation for updating the x/slashing module\nparameters. The authority defaults to the x/gov module account.",
    },
  },
} as const);
export type MsgRpcs = {
  Unjail: { request: MsgUnjail; response: MsgUnjailResponse };
  UpdateParams: { request: MsgUpdateParams; response: MsgUpdateParamsResponse };
};
