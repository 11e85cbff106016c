// Generated from the .proto files by proto/generate; do not edit.
import { enumInfo, message } from "../../../codec.js";
import { service } from "../../../registry.js";
import type { Address, Amount, Dec, ValAddress } from "../../../scalars.js";
import type { MessageCodec } from "../../../types.js";
import * as cosmos_base_query_v1beta1 from "../../../gen/cosmos/base/query/v1beta1.js";
import * as cosmos_base_v1beta1 from "../../../gen/cosmos/base/v1beta1.js";
import * as google_protobuf from "../../../gen/google/protobuf.js";
import * as tendermint_abci from "../../../gen/tendermint/abci.js";
import * as tendermint_types from "../../../gen/tendermint/types.js";

/** AuthorizationType defines the type of staking module authorization type */
export const AuthorizationType = {
  /** AUTHORIZATION_TYPE_UNSPECIFIED specifies an unknown authorization type */
  UNSPECIFIED: 0,
  /** AUTHORIZATION_TYPE_DELEGATE defines an authorization type for Msg/Delegate */
  DELEGATE: 1,
  /** AUTHORIZATION_TYPE_UNDELEGATE defines an authorization type for Msg/Undelegate */
  UNDELEGATE: 2,
  /** AUTHORIZATION_TYPE_REDELEGATE defines an authorization type for Msg/BeginRedelegate */
  REDELEGATE: 3,
  /** AUTHORIZATION_TYPE_CANCEL_UNBONDING_DELEGATION defines an authorization type for Msg/MsgCancelUnbondingDelegation */
  CANCEL_UNBONDING_DELEGATION: 4,
} as const;
export type AuthorizationType = (typeof AuthorizationType)[keyof typeof AuthorizationType];
export const AuthorizationTypeInfo = enumInfo("cosmos.staking.v1beta1.AuthorizationType", { AUTHORIZATION_TYPE_UNSPECIFIED: 0, AUTHORIZATION_TYPE_DELEGATE: 1, AUTHORIZATION_TYPE_UNDELEGATE: 2, AUTHORIZATION_TYPE_REDELEGATE: 3, AUTHORIZATION_TYPE_CANCEL_UNBONDING_DELEGATION: 4 });

/** BondStatus is the status of a validator. */
export const BondStatus = {
  /** UNSPECIFIED defines an invalid validator status. */
  UNSPECIFIED: 0,
  /** UNBONDED defines a validator that is not bonded. */
  UNBONDED: 1,
  /** UNBONDING defines a validator that is unbonding. */
  UNBONDING: 2,
  /** BONDED defines a validator that is bonded. */
  BONDED: 3,
} as const;
export type BondStatus = (typeof BondStatus)[keyof typeof BondStatus];
export const BondStatusInfo = enumInfo("cosmos.staking.v1beta1.BondStatus", { BOND_STATUS_UNSPECIFIED: 0, BOND_STATUS_UNBONDED: 1, BOND_STATUS_UNBONDING: 2, BOND_STATUS_BONDED: 3 });

/** Infraction indicates the infraction a validator commited. */
export const Infraction = {
  /** UNSPECIFIED defines an empty infraction. */
  UNSPECIFIED: 0,
  /** DOUBLE_SIGN defines a validator that double-signs a block. */
  DOUBLE_SIGN: 1,
  /** DOWNTIME defines a validator that missed signing too many blocks. */
  DOWNTIME: 2,
} as const;
export type Infraction = (typeof Infraction)[keyof typeof Infraction];
export const InfractionInfo = enumInfo("cosmos.staking.v1beta1.Infraction", { INFRACTION_UNSPECIFIED: 0, INFRACTION_DOUBLE_SIGN: 1, INFRACTION_DOWNTIME: 2 });

/** StakeAuthorization defines authorization for delegate/undelegate/redelegate. */
export interface StakeAuthorization {
  /**
   * max_tokens specifies the maximum amount of tokens can be delegate to a validator. If it is
   * empty, there is no spend limit and any amount of coins can be delegated.
   */
  readonly maxTokens: cosmos_base_v1beta1.Coin | undefined;
  /**
   * allow_list specifies list of validator addresses to whom grantee can delegate tokens on behalf of granter's
   * account.
   */
  readonly allowList: StakeAuthorization_Validators | undefined;
  /** deny_list specifies list of validator addresses to whom grantee can not delegate tokens. */
  readonly denyList: StakeAuthorization_Validators | undefined;
  /** authorization_type defines one of AuthorizationType. */
  readonly authorizationType: AuthorizationType;
}
export const StakeAuthorization: MessageCodec<StakeAuthorization> = message<StakeAuthorization>(
  "cosmos.staking.v1beta1.StakeAuthorization",
  () => ({ maxTokens: undefined, allowList: undefined, denyList: undefined, authorizationType: 0 as never }),
  [
    [1, "max_tokens", "message", { type: () => cosmos_base_v1beta1.Coin, optional: true }],
    [2, "allow_list", "message", { type: () => StakeAuthorization_Validators, optional: true, oneof: "validators", amino: { oneofName: "cosmos-sdk/StakeAuthorization/AllowList" } }],
    [3, "deny_list", "message", { type: () => StakeAuthorization_Validators, optional: true, oneof: "validators", amino: { oneofName: "cosmos-sdk/StakeAuthorization/DenyList" } }],
    [4, "authorization_type", "enum", { type: () => AuthorizationTypeInfo }],
  ],
  { aminoName: "cosmos-sdk/StakeAuthorization", implements: ["cosmos.authz.v1beta1.Authorization"] },
);

/** Validators defines list of validator addresses. */
export interface StakeAuthorization_Validators {
  readonly address: readonly Address[];
}
export const StakeAuthorization_Validators: MessageCodec<StakeAuthorization_Validators> = message<StakeAuthorization_Validators>(
  "cosmos.staking.v1beta1.StakeAuthorization.Validators",
  () => ({ address: [] }),
  [
    [1, "address", "string", { repeated: true, scalar: "cosmos.AddressString" }],
  ],
);

/** GenesisState defines the staking module's genesis state. */
export interface GenesisState {
  /** params defines all the parameters of related to deposit. */
  readonly params: Params;
  /**
   * last_total_power tracks the total amounts of bonded tokens recorded during
   * the previous end block.
   */
  readonly lastTotalPower: Amount;
  /**
   * last_validator_powers is a special index that provides a historical list
   * of the last-block's bonded validators.
   */
  readonly lastValidatorPowers: readonly LastValidatorPower[];
  /** validators defines the validator set at genesis. */
  readonly validators: readonly Validator[];
  /** delegations defines the delegations active at genesis. */
  readonly delegations: readonly Delegation[];
  /** unbonding_delegations defines the unbonding delegations active at genesis. */
  readonly unbondingDelegations: readonly UnbondingDelegation[];
  /** redelegations defines the redelegations active at genesis. */
  readonly redelegations: readonly Redelegation[];
  /** exported defines a bool to identify whether the chain dealing with exported or initialized genesis. */
  readonly exported: boolean;
}
export const GenesisState: MessageCodec<GenesisState> = message<GenesisState>(
  "cosmos.staking.v1beta1.GenesisState",
  () => ({ params: undefined as never, lastTotalPower: 0n as Amount, lastValidatorPowers: [], validators: [], delegations: [], unbondingDelegations: [], redelegations: [], exported: false }),
  [
    [1, "params", "message", { type: () => Params, amino: { keepEmpty: true } }],
    [2, "last_total_power", "amount", { scalar: "cosmos.Int", amino: { keepEmpty: true } }],
    [3, "last_validator_powers", "message", { type: () => LastValidatorPower, repeated: true, amino: { keepEmpty: true } }],
    [4, "validators", "message", { type: () => Validator, repeated: true, amino: { keepEmpty: true } }],
    [5, "delegations", "message", { type: () => Delegation, repeated: true, amino: { keepEmpty: true } }],
    [6, "unbonding_delegations", "message", { type: () => UnbondingDelegation, repeated: true, amino: { keepEmpty: true } }],
    [7, "redelegations", "message", { type: () => Redelegation, repeated: true, amino: { keepEmpty: true } }],
    [8, "exported", "bool"],
  ],
);

/** LastValidatorPower required for validator set update logic. */
export interface LastValidatorPower {
  /** address is the address of the validator. */
  readonly address: Address;
  /** power defines the power of the validator. */
  readonly power: bigint;
}
export const LastValidatorPower: MessageCodec<LastValidatorPower> = message<LastValidatorPower>(
  "cosmos.staking.v1beta1.LastValidatorPower",
  () => ({ address: "" as Address, power: 0n }),
  [
    [1, "address", "string", { scalar: "cosmos.AddressString" }],
    [2, "power", "int64"],
  ],
);

/** QueryValidatorsRequest is request type for Query/Validators RPC method. */
export interface QueryValidatorsRequest {
  /** status enables to query for validators matching a given status. */
  readonly status: string;
  /** pagination defines an optional pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryValidatorsRequest: MessageCodec<QueryValidatorsRequest> = message<QueryValidatorsRequest>(
  "cosmos.staking.v1beta1.QueryValidatorsRequest",
  () => ({ status: "", pagination: undefined }),
  [
    [1, "status", "string"],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/** QueryValidatorsResponse is response type for the Query/Validators RPC method */
export interface QueryValidatorsResponse {
  /** validators contains all the queried validators. */
  readonly validators: readonly Validator[];
  /** pagination defines the pagination in the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QueryValidatorsResponse: MessageCodec<QueryValidatorsResponse> = message<QueryValidatorsResponse>(
  "cosmos.staking.v1beta1.QueryValidatorsResponse",
  () => ({ validators: [], pagination: undefined }),
  [
    [1, "validators", "message", { type: () => Validator, repeated: true, amino: { keepEmpty: true } }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/** QueryValidatorRequest is response type for the Query/Validator RPC method */
export interface QueryValidatorRequest {
  /** validator_addr defines the validator address to query for. */
  readonly validatorAddr: ValAddress;
}
export const QueryValidatorRequest: MessageCodec<QueryValidatorRequest> = message<QueryValidatorRequest>(
  "cosmos.staking.v1beta1.QueryValidatorRequest",
  () => ({ validatorAddr: "" as ValAddress }),
  [
    [1, "validator_addr", "string", { scalar: "cosmos.ValidatorAddressString" }],
  ],
);

/** QueryValidatorResponse is response type for the Query/Validator RPC method */
export interface QueryValidatorResponse {
  /** validator defines the validator info. */
  readonly validator: Validator;
}
export const QueryValidatorResponse: MessageCodec<QueryValidatorResponse> = message<QueryValidatorResponse>(
  "cosmos.staking.v1beta1.QueryValidatorResponse",
  () => ({ validator: undefined as never }),
  [
    [1, "validator", "message", { type: () => Validator, amino: { keepEmpty: true } }],
  ],
);

/**
 * QueryValidatorDelegationsRequest is request type for the
 * Query/ValidatorDelegations RPC method
 */
export interface QueryValidatorDelegationsRequest {
  /** validator_addr defines the validator address to query for. */
  readonly validatorAddr: ValAddress;
  /** pagination defines an optional pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryValidatorDelegationsRequest: MessageCodec<QueryValidatorDelegationsRequest> = message<QueryValidatorDelegationsRequest>(
  "cosmos.staking.v1beta1.QueryValidatorDelegationsRequest",
  () => ({ validatorAddr: "" as ValAddress, pagination: undefined }),
  [
    [1, "validator_addr", "string", { scalar: "cosmos.ValidatorAddressString" }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/**
 * QueryValidatorDelegationsResponse is response type for the
 * Query/ValidatorDelegations RPC method
 */
export interface QueryValidatorDelegationsResponse {
  readonly delegationResponses: readonly DelegationResponse[];
  /** pagination defines the pagination in the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QueryValidatorDelegationsResponse: MessageCodec<QueryValidatorDelegationsResponse> = message<QueryValidatorDelegationsResponse>(
  "cosmos.staking.v1beta1.QueryValidatorDelegationsResponse",
  () => ({ delegationResponses: [], pagination: undefined }),
  [
    [1, "delegation_responses", "message", { type: () => DelegationResponse, repeated: true, amino: { keepEmpty: true } }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/**
 * QueryValidatorUnbondingDelegationsRequest is required type for the
 * Query/ValidatorUnbondingDelegations RPC method
 */
export interface QueryValidatorUnbondingDelegationsRequest {
  /** validator_addr defines the validator address to query for. */
  readonly validatorAddr: ValAddress;
  /** pagination defines an optional pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryValidatorUnbondingDelegationsRequest: MessageCodec<QueryValidatorUnbondingDelegationsRequest> = message<QueryValidatorUnbondingDelegationsRequest>(
  "cosmos.staking.v1beta1.QueryValidatorUnbondingDelegationsRequest",
  () => ({ validatorAddr: "" as ValAddress, pagination: undefined }),
  [
    [1, "validator_addr", "string", { scalar: "cosmos.ValidatorAddressString" }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/**
 * QueryValidatorUnbondingDelegationsResponse is response type for the
 * Query/ValidatorUnbondingDelegations RPC method.
 */
export interface QueryValidatorUnbondingDelegationsResponse {
  readonly unbondingResponses: readonly UnbondingDelegation[];
  /** pagination defines the pagination in the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QueryValidatorUnbondingDelegationsResponse: MessageCodec<QueryValidatorUnbondingDelegationsResponse> = message<QueryValidatorUnbondingDelegationsResponse>(
  "cosmos.staking.v1beta1.QueryValidatorUnbondingDelegationsResponse",
  () => ({ unbondingResponses: [], pagination: undefined }),
  [
    [1, "unbonding_responses", "message", { type: () => UnbondingDelegation, repeated: true, amino: { keepEmpty: true } }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/** QueryDelegationRequest is request type for the Query/Delegation RPC method. */
export interface QueryDelegationRequest {
  /** delegator_addr defines the delegator address to query for. */
  readonly delegatorAddr: Address;
  /** validator_addr defines the validator address to query for. */
  readonly validatorAddr: ValAddress;
}
export const QueryDelegationRequest: MessageCodec<QueryDelegationRequest> = message<QueryDelegationRequest>(
  "cosmos.staking.v1beta1.QueryDelegationRequest",
  () => ({ delegatorAddr: "" as Address, validatorAddr: "" as ValAddress }),
  [
    [1, "delegator_addr", "string", { scalar: "cosmos.AddressString" }],
    [2, "validator_addr", "string", { scalar: "cosmos.ValidatorAddressString" }],
  ],
);

/** QueryDelegationResponse is response type for the Query/Delegation RPC method. */
export interface QueryDelegationResponse {
  /** delegation_responses defines the delegation info of a delegation. */
  readonly delegationResponse: DelegationResponse | undefined;
}
export const QueryDelegationResponse: MessageCodec<QueryDelegationResponse> = message<QueryDelegationResponse>(
  "cosmos.staking.v1beta1.QueryDelegationResponse",
  () => ({ delegationResponse: undefined }),
  [
    [1, "delegation_response", "message", { type: () => DelegationResponse, optional: true }],
  ],
);

/**
 * QueryUnbondingDelegationRequest is request type for the
 * Query/UnbondingDelegation RPC method.
 */
export interface QueryUnbondingDelegationRequest {
  /** delegator_addr defines the delegator address to query for. */
  readonly delegatorAddr: Address;
  /** validator_addr defines the validator address to query for. */
  readonly validatorAddr: ValAddress;
}
export const QueryUnbondingDelegationRequest: MessageCodec<QueryUnbondingDelegationRequest> = message<QueryUnbondingDelegationRequest>(
  "cosmos.staking.v1beta1.QueryUnbondingDelegationRequest",
  () => ({ delegatorAddr: "" as Address, validatorAddr: "" as ValAddress }),
  [
    [1, "delegator_addr", "string", { scalar: "cosmos.AddressString" }],
    [2, "validator_addr", "string", { scalar: "cosmos.ValidatorAddressString" }],
  ],
);

/**
 * QueryDelegationResponse is response type for the Query/UnbondingDelegation
 * RPC method.
 */
export interface QueryUnbondingDelegationResponse {
  /** unbond defines the unbonding information of a delegation. */
  readonly unbond: UnbondingDelegation;
}
export const QueryUnbondingDelegationResponse: MessageCodec<QueryUnbondingDelegationResponse> = message<QueryUnbondingDelegationResponse>(
  "cosmos.staking.v1beta1.QueryUnbondingDelegationResponse",
  () => ({ unbond: undefined as never }),
  [
    [1, "unbond", "message", { type: () => UnbondingDelegation, amino: { keepEmpty: true } }],
  ],
);

/**
 * QueryDelegatorDelegationsRequest is request type for the
 * Query/DelegatorDelegations RPC method.
 */
export interface QueryDelegatorDelegationsRequest {
  /** delegator_addr defines the delegator address to query for. */
  readonly delegatorAddr: Address;
  /** pagination defines an optional pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryDelegatorDelegationsRequest: MessageCodec<QueryDelegatorDelegationsRequest> = message<QueryDelegatorDelegationsRequest>(
  "cosmos.staking.v1beta1.QueryDelegatorDelegationsRequest",
  () => ({ delegatorAddr: "" as Address, pagination: undefined }),
  [
    [1, "delegator_addr", "string", { scalar: "cosmos.AddressString" }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/**
 * QueryDelegatorDelegationsResponse is response type for the
 * Query/DelegatorDelegations RPC method.
 */
export interface QueryDelegatorDelegationsResponse {
  /** delegation_responses defines all the delegations' info of a delegator. */
  readonly delegationResponses: readonly DelegationResponse[];
  /** pagination defines the pagination in the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QueryDelegatorDelegationsResponse: MessageCodec<QueryDelegatorDelegationsResponse> = message<QueryDelegatorDelegationsResponse>(
  "cosmos.staking.v1beta1.QueryDelegatorDelegationsResponse",
  () => ({ delegationResponses: [], pagination: undefined }),
  [
    [1, "delegation_responses", "message", { type: () => DelegationResponse, repeated: true, amino: { keepEmpty: true } }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/**
 * QueryDelegatorUnbondingDelegationsRequest is request type for the
 * Query/DelegatorUnbondingDelegations RPC method.
 */
export interface QueryDelegatorUnbondingDelegationsRequest {
  /** delegator_addr defines the delegator address to query for. */
  readonly delegatorAddr: Address;
  /** pagination defines an optional pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryDelegatorUnbondingDelegationsRequest: MessageCodec<QueryDelegatorUnbondingDelegationsRequest> = message<QueryDelegatorUnbondingDelegationsRequest>(
  "cosmos.staking.v1beta1.QueryDelegatorUnbondingDelegationsRequest",
  () => ({ delegatorAddr: "" as Address, pagination: undefined }),
  [
    [1, "delegator_addr", "string", { scalar: "cosmos.AddressString" }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/**
 * QueryUnbondingDelegatorDelegationsResponse is response type for the
 * Query/UnbondingDelegatorDelegations RPC method.
 */
export interface QueryDelegatorUnbondingDelegationsResponse {
  readonly unbondingResponses: readonly UnbondingDelegation[];
  /** pagination defines the pagination in the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QueryDelegatorUnbondingDelegationsResponse: MessageCodec<QueryDelegatorUnbondingDelegationsResponse> = message<QueryDelegatorUnbondingDelegationsResponse>(
  "cosmos.staking.v1beta1.QueryDelegatorUnbondingDelegationsResponse",
  () => ({ unbondingResponses: [], pagination: undefined }),
  [
    [1, "unbonding_responses", "message", { type: () => UnbondingDelegation, repeated: true, amino: { keepEmpty: true } }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/**
 * QueryRedelegationsRequest is request type for the Query/Redelegations RPC
 * method.
 */
export interface QueryRedelegationsRequest {
  /** delegator_addr defines the delegator address to query for. */
  readonly delegatorAddr: Address;
  /** src_validator_addr defines the validator address to redelegate from. */
  readonly srcValidatorAddr: ValAddress;
  /** dst_validator_addr defines the validator address to redelegate to. */
  readonly dstValidatorAddr: ValAddress;
  /** pagination defines an optional pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryRedelegationsRequest: MessageCodec<QueryRedelegationsRequest> = message<QueryRedelegationsRequest>(
  "cosmos.staking.v1beta1.QueryRedelegationsRequest",
  () => ({ delegatorAddr: "" as Address, srcValidatorAddr: "" as ValAddress, dstValidatorAddr: "" as ValAddress, pagination: undefined }),
  [
    [1, "delegator_addr", "string", { scalar: "cosmos.AddressString" }],
    [2, "src_validator_addr", "string", { scalar: "cosmos.ValidatorAddressString" }],
    [3, "dst_validator_addr", "string", { scalar: "cosmos.ValidatorAddressString" }],
    [4, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/**
 * QueryRedelegationsResponse is response type for the Query/Redelegations RPC
 * method.
 */
export interface QueryRedelegationsResponse {
  readonly redelegationResponses: readonly RedelegationResponse[];
  /** pagination defines the pagination in the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QueryRedelegationsResponse: MessageCodec<QueryRedelegationsResponse> = message<QueryRedelegationsResponse>(
  "cosmos.staking.v1beta1.QueryRedelegationsResponse",
  () => ({ redelegationResponses: [], pagination: undefined }),
  [
    [1, "redelegation_responses", "message", { type: () => RedelegationResponse, repeated: true, amino: { keepEmpty: true } }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/**
 * QueryDelegatorValidatorsRequest is request type for the
 * Query/DelegatorValidators RPC method.
 */
export interface QueryDelegatorValidatorsRequest {
  /** delegator_addr defines the delegator address to query for. */
  readonly delegatorAddr: Address;
  /** pagination defines an optional pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryDelegatorValidatorsRequest: MessageCodec<QueryDelegatorValidatorsRequest> = message<QueryDelegatorValidatorsRequest>(
  "cosmos.staking.v1beta1.QueryDelegatorValidatorsRequest",
  () => ({ delegatorAddr: "" as Address, pagination: undefined }),
  [
    [1, "delegator_addr", "string", { scalar: "cosmos.AddressString" }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/**
 * QueryDelegatorValidatorsResponse is response type for the
 * Query/DelegatorValidators RPC method.
 */
export interface QueryDelegatorValidatorsResponse {
  /** validators defines the validators' info of a delegator. */
  readonly validators: readonly Validator[];
  /** pagination defines the pagination in the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QueryDelegatorValidatorsResponse: MessageCodec<QueryDelegatorValidatorsResponse> = message<QueryDelegatorValidatorsResponse>(
  "cosmos.staking.v1beta1.QueryDelegatorValidatorsResponse",
  () => ({ validators: [], pagination: undefined }),
  [
    [1, "validators", "message", { type: () => Validator, repeated: true, amino: { keepEmpty: true } }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/**
 * QueryDelegatorValidatorRequest is request type for the
 * Query/DelegatorValidator RPC method.
 */
export interface QueryDelegatorValidatorRequest {
  /** delegator_addr defines the delegator address to query for. */
  readonly delegatorAddr: Address;
  /** validator_addr defines the validator address to query for. */
  readonly validatorAddr: ValAddress;
}
export const QueryDelegatorValidatorRequest: MessageCodec<QueryDelegatorValidatorRequest> = message<QueryDelegatorValidatorRequest>(
  "cosmos.staking.v1beta1.QueryDelegatorValidatorRequest",
  () => ({ delegatorAddr: "" as Address, validatorAddr: "" as ValAddress }),
  [
    [1, "delegator_addr", "string", { scalar: "cosmos.AddressString" }],
    [2, "validator_addr", "string", { scalar: "cosmos.ValidatorAddressString" }],
  ],
);

/**
 * QueryDelegatorValidatorResponse response type for the
 * Query/DelegatorValidator RPC method.
 */
export interface QueryDelegatorValidatorResponse {
  /** validator defines the validator info. */
  readonly validator: Validator;
}
export const QueryDelegatorValidatorResponse: MessageCodec<QueryDelegatorValidatorResponse> = message<QueryDelegatorValidatorResponse>(
  "cosmos.staking.v1beta1.QueryDelegatorValidatorResponse",
  () => ({ validator: undefined as never }),
  [
    [1, "validator", "message", { type: () => Validator, amino: { keepEmpty: true } }],
  ],
);

/**
 * QueryHistoricalInfoRequest is request type for the Query/HistoricalInfo RPC
 * method.
 */
export interface QueryHistoricalInfoRequest {
  /** height defines at which height to query the historical info. */
  readonly height: bigint;
}
export const QueryHistoricalInfoRequest: MessageCodec<QueryHistoricalInfoRequest> = message<QueryHistoricalInfoRequest>(
  "cosmos.staking.v1beta1.QueryHistoricalInfoRequest",
  () => ({ height: 0n }),
  [
    [1, "height", "int64"],
  ],
);

/**
 * QueryHistoricalInfoResponse is response type for the Query/HistoricalInfo RPC
 * method.
 */
export interface QueryHistoricalInfoResponse {
  /** hist defines the historical info at the given height. */
  readonly hist: HistoricalInfo | undefined;
}
export const QueryHistoricalInfoResponse: MessageCodec<QueryHistoricalInfoResponse> = message<QueryHistoricalInfoResponse>(
  "cosmos.staking.v1beta1.QueryHistoricalInfoResponse",
  () => ({ hist: undefined }),
  [
    [1, "hist", "message", { type: () => HistoricalInfo, optional: true }],
  ],
);

/** QueryPoolRequest is request type for the Query/Pool RPC method. */
export interface QueryPoolRequest {
}
export const QueryPoolRequest: MessageCodec<QueryPoolRequest> = message<QueryPoolRequest>(
  "cosmos.staking.v1beta1.QueryPoolRequest",
  () => ({}),
  [],
);

/** QueryPoolResponse is response type for the Query/Pool RPC method. */
export interface QueryPoolResponse {
  /** pool defines the pool info. */
  readonly pool: Pool;
}
export const QueryPoolResponse: MessageCodec<QueryPoolResponse> = message<QueryPoolResponse>(
  "cosmos.staking.v1beta1.QueryPoolResponse",
  () => ({ pool: undefined as never }),
  [
    [1, "pool", "message", { type: () => Pool, amino: { keepEmpty: true } }],
  ],
);

/** QueryParamsRequest is request type for the Query/Params RPC method. */
export interface QueryParamsRequest {
}
export const QueryParamsRequest: MessageCodec<QueryParamsRequest> = message<QueryParamsRequest>(
  "cosmos.staking.v1beta1.QueryParamsRequest",
  () => ({}),
  [],
);

/** QueryParamsResponse is response type for the Query/Params RPC method. */
export interface QueryParamsResponse {
  /** params holds all the parameters of this module. */
  readonly params: Params;
}
export const QueryParamsResponse: MessageCodec<QueryParamsResponse> = message<QueryParamsResponse>(
  "cosmos.staking.v1beta1.QueryParamsResponse",
  () => ({ params: undefined as never }),
  [
    [1, "params", "message", { type: () => Params, amino: { keepEmpty: true } }],
  ],
);

/**
 * HistoricalInfo contains header and validator information for a given block.
 * It is stored as part of staking module's state, which persists the `n` most
 * recent HistoricalInfo
 * (`n` is set by the staking module's `historical_entries` parameter).
 */
export interface HistoricalInfo {
  readonly header: tendermint_types.Header;
  readonly valset: readonly Validator[];
}
export const HistoricalInfo: MessageCodec<HistoricalInfo> = message<HistoricalInfo>(
  "cosmos.staking.v1beta1.HistoricalInfo",
  () => ({ header: undefined as never, valset: [] }),
  [
    [1, "header", "message", { type: () => tendermint_types.Header, amino: { keepEmpty: true } }],
    [2, "valset", "message", { type: () => Validator, repeated: true, amino: { keepEmpty: true } }],
  ],
);

/**
 * CommissionRates defines the initial commission rates to be used for creating
 * a validator.
 */
export interface CommissionRates {
  /** rate is the commission rate charged to delegators, as a fraction. */
  readonly rate: Dec;
  /** max_rate defines the maximum commission rate which validator can ever charge, as a fraction. */
  readonly maxRate: Dec;
  /** max_change_rate defines the maximum daily increase of the validator commission, as a fraction. */
  readonly maxChangeRate: Dec;
}
export const CommissionRates: MessageCodec<CommissionRates> = message<CommissionRates>(
  "cosmos.staking.v1beta1.CommissionRates",
  () => ({ rate: 0n as Dec, maxRate: 0n as Dec, maxChangeRate: 0n as Dec }),
  [
    [1, "rate", "dec", { scalar: "cosmos.Dec", amino: { keepEmpty: true } }],
    [2, "max_rate", "dec", { scalar: "cosmos.Dec", amino: { keepEmpty: true } }],
    [3, "max_change_rate", "dec", { scalar: "cosmos.Dec", amino: { keepEmpty: true } }],
  ],
);

/** Commission defines commission parameters for a given validator. */
export interface Commission {
  /** commission_rates defines the initial commission rates to be used for creating a validator. */
  readonly commissionRates: CommissionRates;
  /** update_time is the last time the commission rate was changed. */
  readonly updateTime: google_protobuf.Timestamp;
}
export const Commission: MessageCodec<Commission> = message<Commission>(
  "cosmos.staking.v1beta1.Commission",
  () => ({ commissionRates: undefined as never, updateTime: undefined as never }),
  [
    [1, "commission_rates", "message", { type: () => CommissionRates, amino: { keepEmpty: true } }],
    [2, "update_time", "message", { type: () => google_protobuf.Timestamp, amino: { keepEmpty: true } }],
  ],
);

/** Description defines a validator description. */
export interface Description {
  /** moniker defines a human-readable name for the validator. */
  readonly moniker: string;
  /** identity defines an optional identity signature (ex. UPort or Keybase). */
  readonly identity: string;
  /** website defines an optional website link. */
  readonly website: string;
  /** security_contact defines an optional email for security contact. */
  readonly securityContact: string;
  /** details define other optional details. */
  readonly details: string;
}
export const Description: MessageCodec<Description> = message<Description>(
  "cosmos.staking.v1beta1.Description",
  () => ({ moniker: "", identity: "", website: "", securityContact: "", details: "" }),
  [
    [1, "moniker", "string"],
    [2, "identity", "string"],
    [3, "website", "string"],
    [4, "security_contact", "string"],
    [5, "details", "string"],
  ],
);

/**
 * Validator defines a validator, together with the total amount of the
 * Validator's bond shares and their exchange rate to coins. Slashing results in
 * a decrease in the exchange rate, allowing correct calculation of future
 * undelegations without iterating over delegators. When coins are delegated to
 * this validator, the validator is credited with a delegation whose number of
 * bond shares is based on the amount of coins delegated divided by the current
 * exchange rate. Voting power can be calculated as total bonded shares
 * multiplied by exchange rate.
 */
export interface Validator {
  /** operator_address defines the address of the validator's operator; bech encoded in JSON. */
  readonly operatorAddress: Address;
  /** consensus_pubkey is the consensus public key of the validator, as a Protobuf Any. */
  readonly consensusPubkey: google_protobuf.Any | undefined;
  /** jailed defined whether the validator has been jailed from bonded status or not. */
  readonly jailed: boolean;
  /** status is the validator status (bonded/unbonding/unbonded). */
  readonly status: BondStatus;
  /** tokens define the delegated tokens (incl. self-delegation). */
  readonly tokens: Amount;
  /** delegator_shares defines total shares issued to a validator's delegators. */
  readonly delegatorShares: Dec;
  /** description defines the description terms for the validator. */
  readonly description: Description;
  /** unbonding_height defines, if unbonding, the height at which this validator has begun unbonding. */
  readonly unbondingHeight: bigint;
  /** unbonding_time defines, if unbonding, the min time for the validator to complete unbonding. */
  readonly unbondingTime: google_protobuf.Timestamp;
  /** commission defines the commission parameters. */
  readonly commission: Commission;
  /** min_self_delegation is the validator's self declared minimum self delegation. */
  readonly minSelfDelegation: Amount;
  /** strictly positive if this validator's unbonding has been stopped by external modules */
  readonly unbondingOnHoldRefCount: bigint;
  /** list of unbonding ids, each uniquely identifing an unbonding of this validator */
  readonly unbondingIds: readonly bigint[];
}
export const Validator: MessageCodec<Validator> = message<Validator>(
  "cosmos.staking.v1beta1.Validator",
  () => ({ operatorAddress: "" as Address, consensusPubkey: undefined, jailed: false, status: 0 as never, tokens: 0n as Amount, delegatorShares: 0n as Dec, description: undefined as never, unbondingHeight: 0n, unbondingTime: undefined as never, commission: undefined as never, minSelfDelegation: 0n as Amount, unbondingOnHoldRefCount: 0n, unbondingIds: [] }),
  [
    [1, "operator_address", "string", { scalar: "cosmos.AddressString" }],
    [2, "consensus_pubkey", "message", { type: () => google_protobuf.Any, optional: true, accepts: "cosmos.crypto.PubKey" }],
    [3, "jailed", "bool"],
    [4, "status", "enum", { type: () => BondStatusInfo }],
    [5, "tokens", "amount", { scalar: "cosmos.Int" }],
    [6, "delegator_shares", "dec", { scalar: "cosmos.Dec" }],
    [7, "description", "message", { type: () => Description, amino: { keepEmpty: true } }],
    [8, "unbonding_height", "int64"],
    [9, "unbonding_time", "message", { type: () => google_protobuf.Timestamp, amino: { keepEmpty: true } }],
    [10, "commission", "message", { type: () => Commission, amino: { keepEmpty: true } }],
    [11, "min_self_delegation", "amount", { scalar: "cosmos.Int" }],
    [12, "unbonding_on_hold_ref_count", "int64"],
    [13, "unbonding_ids", "uint64", { repeated: true }],
  ],
);

/** ValAddresses defines a repeated set of validator addresses. */
export interface ValAddresses {
  readonly addresses: readonly Address[];
}
export const ValAddresses: MessageCodec<ValAddresses> = message<ValAddresses>(
  "cosmos.staking.v1beta1.ValAddresses",
  () => ({ addresses: [] }),
  [
    [1, "addresses", "string", { repeated: true, scalar: "cosmos.AddressString" }],
  ],
);

/**
 * DVPair is struct that just has a delegator-validator pair with no other data.
 * It is intended to be used as a marshalable pointer. For example, a DVPair can
 * be used to construct the key to getting an UnbondingDelegation from state.
 */
export interface DVPair {
  readonly delegatorAddress: Address;
  readonly validatorAddress: ValAddress;
}
export const DVPair: MessageCodec<DVPair> = message<DVPair>(
  "cosmos.staking.v1beta1.DVPair",
  () => ({ delegatorAddress: "" as Address, validatorAddress: "" as ValAddress }),
  [
    [1, "delegator_address", "string", { scalar: "cosmos.AddressString" }],
    [2, "validator_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
  ],
);

/** DVPairs defines an array of DVPair objects. */
export interface DVPairs {
  readonly pairs: readonly DVPair[];
}
export const DVPairs: MessageCodec<DVPairs> = message<DVPairs>(
  "cosmos.staking.v1beta1.DVPairs",
  () => ({ pairs: [] }),
  [
    [1, "pairs", "message", { type: () => DVPair, repeated: true, amino: { keepEmpty: true } }],
  ],
);

/**
 * DVVTriplet is struct that just has a delegator-validator-validator triplet
 * with no other data. It is intended to be used as a marshalable pointer. For
 * example, a DVVTriplet can be used to construct the key to getting a
 * Redelegation from state.
 */
export interface DVVTriplet {
  readonly delegatorAddress: Address;
  readonly validatorSrcAddress: ValAddress;
  readonly validatorDstAddress: ValAddress;
}
export const DVVTriplet: MessageCodec<DVVTriplet> = message<DVVTriplet>(
  "cosmos.staking.v1beta1.DVVTriplet",
  () => ({ delegatorAddress: "" as Address, validatorSrcAddress: "" as ValAddress, validatorDstAddress: "" as ValAddress }),
  [
    [1, "delegator_address", "string", { scalar: "cosmos.AddressString" }],
    [2, "validator_src_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
    [3, "validator_dst_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
  ],
);

/** DVVTriplets defines an array of DVVTriplet objects. */
export interface DVVTriplets {
  readonly triplets: readonly DVVTriplet[];
}
export const DVVTriplets: MessageCodec<DVVTriplets> = message<DVVTriplets>(
  "cosmos.staking.v1beta1.DVVTriplets",
  () => ({ triplets: [] }),
  [
    [1, "triplets", "message", { type: () => DVVTriplet, repeated: true, amino: { keepEmpty: true } }],
  ],
);

/**
 * Delegation represents the bond with tokens held by an account. It is
 * owned by one delegator, and is associated with the voting power of one
 * validator.
 */
export interface Delegation {
  /** delegator_address is the encoded address of the delegator. */
  readonly delegatorAddress: Address;
  /** validator_address is the encoded address of the validator. */
  readonly validatorAddress: ValAddress;
  /** shares define the delegation shares received. */
  readonly shares: Dec;
}
export const Delegation: MessageCodec<Delegation> = message<Delegation>(
  "cosmos.staking.v1beta1.Delegation",
  () => ({ delegatorAddress: "" as Address, validatorAddress: "" as ValAddress, shares: 0n as Dec }),
  [
    [1, "delegator_address", "string", { scalar: "cosmos.AddressString" }],
    [2, "validator_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
    [3, "shares", "dec", { scalar: "cosmos.Dec" }],
  ],
);

/**
 * UnbondingDelegation stores all of a single delegator's unbonding bonds
 * for a single validator in an time-ordered list.
 */
export interface UnbondingDelegation {
  /** delegator_address is the encoded address of the delegator. */
  readonly delegatorAddress: Address;
  /** validator_address is the encoded address of the validator. */
  readonly validatorAddress: ValAddress;
  /** entries are the unbonding delegation entries. */
  readonly entries: readonly UnbondingDelegationEntry[];
}
export const UnbondingDelegation: MessageCodec<UnbondingDelegation> = message<UnbondingDelegation>(
  "cosmos.staking.v1beta1.UnbondingDelegation",
  () => ({ delegatorAddress: "" as Address, validatorAddress: "" as ValAddress, entries: [] }),
  [
    [1, "delegator_address", "string", { scalar: "cosmos.AddressString" }],
    [2, "validator_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
    [3, "entries", "message", { type: () => UnbondingDelegationEntry, repeated: true, amino: { keepEmpty: true } }],
  ],
);

/** UnbondingDelegationEntry defines an unbonding object with relevant metadata. */
export interface UnbondingDelegationEntry {
  /** creation_height is the height which the unbonding took place. */
  readonly creationHeight: bigint;
  /** completion_time is the unix time for unbonding completion. */
  readonly completionTime: google_protobuf.Timestamp;
  /** initial_balance defines the tokens initially scheduled to receive at completion. */
  readonly initialBalance: Amount;
  /** balance defines the tokens to receive at completion. */
  readonly balance: Amount;
  /** Incrementing id that uniquely identifies this entry */
  readonly unbondingId: bigint;
  /** Strictly positive if this entry's unbonding has been stopped by external modules */
  readonly unbondingOnHoldRefCount: bigint;
}
export const UnbondingDelegationEntry: MessageCodec<UnbondingDelegationEntry> = message<UnbondingDelegationEntry>(
  "cosmos.staking.v1beta1.UnbondingDelegationEntry",
  () => ({ creationHeight: 0n, completionTime: undefined as never, initialBalance: 0n as Amount, balance: 0n as Amount, unbondingId: 0n, unbondingOnHoldRefCount: 0n }),
  [
    [1, "creation_height", "int64"],
    [2, "completion_time", "message", { type: () => google_protobuf.Timestamp, amino: { keepEmpty: true } }],
    [3, "initial_balance", "amount", { scalar: "cosmos.Int" }],
    [4, "balance", "amount", { scalar: "cosmos.Int" }],
    [5, "unbonding_id", "uint64"],
    [6, "unbonding_on_hold_ref_count", "int64"],
  ],
);

/** RedelegationEntry defines a redelegation object with relevant metadata. */
export interface RedelegationEntry {
  /** creation_height  defines the height which the redelegation took place. */
  readonly creationHeight: bigint;
  /** completion_time defines the unix time for redelegation completion. */
  readonly completionTime: google_protobuf.Timestamp;
  /** initial_balance defines the initial balance when redelegation started. */
  readonly initialBalance: Amount;
  /** shares_dst is the amount of destination-validator shares created by redelegation. */
  readonly sharesDst: Dec;
  /** Incrementing id that uniquely identifies this entry */
  readonly unbondingId: bigint;
  /** Strictly positive if this entry's unbonding has been stopped by external modules */
  readonly unbondingOnHoldRefCount: bigint;
}
export const RedelegationEntry: MessageCodec<RedelegationEntry> = message<RedelegationEntry>(
  "cosmos.staking.v1beta1.RedelegationEntry",
  () => ({ creationHeight: 0n, completionTime: undefined as never, initialBalance: 0n as Amount, sharesDst: 0n as Dec, unbondingId: 0n, unbondingOnHoldRefCount: 0n }),
  [
    [1, "creation_height", "int64"],
    [2, "completion_time", "message", { type: () => google_protobuf.Timestamp, amino: { keepEmpty: true } }],
    [3, "initial_balance", "amount", { scalar: "cosmos.Int" }],
    [4, "shares_dst", "dec", { scalar: "cosmos.Dec" }],
    [5, "unbonding_id", "uint64"],
    [6, "unbonding_on_hold_ref_count", "int64"],
  ],
);

/**
 * Redelegation contains the list of a particular delegator's redelegating bonds
 * from a particular source validator to a particular destination validator.
 */
export interface Redelegation {
  /** delegator_address is the bech32-encoded address of the delegator. */
  readonly delegatorAddress: Address;
  /** validator_src_address is the validator redelegation source operator address. */
  readonly validatorSrcAddress: ValAddress;
  /** validator_dst_address is the validator redelegation destination operator address. */
  readonly validatorDstAddress: ValAddress;
  /** entries are the redelegation entries. */
  readonly entries: readonly RedelegationEntry[];
}
export const Redelegation: MessageCodec<Redelegation> = message<Redelegation>(
  "cosmos.staking.v1beta1.Redelegation",
  () => ({ delegatorAddress: "" as Address, validatorSrcAddress: "" as ValAddress, validatorDstAddress: "" as ValAddress, entries: [] }),
  [
    [1, "delegator_address", "string", { scalar: "cosmos.AddressString" }],
    [2, "validator_src_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
    [3, "validator_dst_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
    [4, "entries", "message", { type: () => RedelegationEntry, repeated: true, amino: { keepEmpty: true } }],
  ],
);

/** Params defines the parameters for the x/staking module. */
export interface Params {
  /** unbonding_time is the time duration of unbonding. */
  readonly unbondingTime: google_protobuf.Duration;
  /** max_validators is the maximum number of validators. */
  readonly maxValidators: number;
  /** max_entries is the max entries for either unbonding delegation or redelegation (per pair/trio). */
  readonly maxEntries: number;
  /** historical_entries is the number of historical entries to persist. */
  readonly historicalEntries: number;
  /** bond_denom defines the bondable coin denomination. */
  readonly bondDenom: string;
  /** min_commission_rate is the chain-wide minimum commission rate that a validator can charge their delegators */
  readonly minCommissionRate: Dec;
}
export const Params: MessageCodec<Params> = message<Params>(
  "cosmos.staking.v1beta1.Params",
  () => ({ unbondingTime: undefined as never, maxValidators: 0, maxEntries: 0, historicalEntries: 0, bondDenom: "", minCommissionRate: 0n as Dec }),
  [
    [1, "unbonding_time", "message", { type: () => google_protobuf.Duration, amino: { keepEmpty: true } }],
    [2, "max_validators", "uint32"],
    [3, "max_entries", "uint32"],
    [4, "historical_entries", "uint32"],
    [5, "bond_denom", "string"],
    [6, "min_commission_rate", "dec", { scalar: "cosmos.Dec", amino: { keepEmpty: true } }],
  ],
  { aminoName: "cosmos-sdk/x/staking/Params" },
);

/**
 * DelegationResponse is equivalent to Delegation except that it contains a
 * balance in addition to shares which is more suitable for client responses.
 */
export interface DelegationResponse {
  readonly delegation: Delegation;
  readonly balance: cosmos_base_v1beta1.Coin;
}
export const DelegationResponse: MessageCodec<DelegationResponse> = message<DelegationResponse>(
  "cosmos.staking.v1beta1.DelegationResponse",
  () => ({ delegation: undefined as never, balance: undefined as never }),
  [
    [1, "delegation", "message", { type: () => Delegation, amino: { keepEmpty: true } }],
    [2, "balance", "message", { type: () => cosmos_base_v1beta1.Coin, amino: { keepEmpty: true } }],
  ],
);

/**
 * RedelegationEntryResponse is equivalent to a RedelegationEntry except that it
 * contains a balance in addition to shares which is more suitable for client
 * responses.
 */
export interface RedelegationEntryResponse {
  readonly redelegationEntry: RedelegationEntry;
  readonly balance: Amount;
}
export const RedelegationEntryResponse: MessageCodec<RedelegationEntryResponse> = message<RedelegationEntryResponse>(
  "cosmos.staking.v1beta1.RedelegationEntryResponse",
  () => ({ redelegationEntry: undefined as never, balance: 0n as Amount }),
  [
    [1, "redelegation_entry", "message", { type: () => RedelegationEntry, amino: { keepEmpty: true } }],
    [4, "balance", "amount", { scalar: "cosmos.Int" }],
  ],
);

/**
 * RedelegationResponse is equivalent to a Redelegation except that its entries
 * contain a balance in addition to shares which is more suitable for client
 * responses.
 */
export interface RedelegationResponse {
  readonly redelegation: Redelegation;
  readonly entries: readonly RedelegationEntryResponse[];
}
export const RedelegationResponse: MessageCodec<RedelegationResponse> = message<RedelegationResponse>(
  "cosmos.staking.v1beta1.RedelegationResponse",
  () => ({ redelegation: undefined as never, entries: [] }),
  [
    [1, "redelegation", "message", { type: () => Redelegation, amino: { keepEmpty: true } }],
    [2, "entries", "message", { type: () => RedelegationEntryResponse, repeated: true, amino: { keepEmpty: true } }],
  ],
);

/**
 * Pool is used for tracking bonded and not-bonded token supply of the bond
 * denomination.
 */
export interface Pool {
  readonly notBondedTokens: Amount;
  readonly bondedTokens: Amount;
}
export const Pool: MessageCodec<Pool> = message<Pool>(
  "cosmos.staking.v1beta1.Pool",
  () => ({ notBondedTokens: 0n as Amount, bondedTokens: 0n as Amount }),
  [
    [1, "not_bonded_tokens", "amount", { scalar: "cosmos.Int", amino: { keepEmpty: true } }],
    [2, "bonded_tokens", "amount", { scalar: "cosmos.Int", amino: { keepEmpty: true } }],
  ],
);

/**
 * ValidatorUpdates defines an array of abci.ValidatorUpdate objects.
 * TODO: explore moving this to proto/cosmos/base to separate modules from tendermint dependence
 */
export interface ValidatorUpdates {
  readonly updates: readonly tendermint_abci.ValidatorUpdate[];
}
export const ValidatorUpdates: MessageCodec<ValidatorUpdates> = message<ValidatorUpdates>(
  "cosmos.staking.v1beta1.ValidatorUpdates",
  () => ({ updates: [] }),
  [
    [1, "updates", "message", { type: () => tendermint_abci.ValidatorUpdate, repeated: true, amino: { keepEmpty: true } }],
  ],
);

/** MsgCreateValidator defines a SDK message for creating a new validator. */
export interface MsgCreateValidator {
  readonly description: Description;
  readonly commission: CommissionRates;
  readonly minSelfDelegation: Amount;
  /**
   * Deprecated: Use of Delegator Address in MsgCreateValidator is deprecated.
   * The validator address bytes and delegator address bytes refer to the same account while creating validator (defer
   * only in bech32 notation).
   */
  readonly delegatorAddress: Address;
  readonly validatorAddress: ValAddress;
  readonly pubkey: google_protobuf.Any | undefined;
  readonly value: cosmos_base_v1beta1.Coin;
}
export const MsgCreateValidator: MessageCodec<MsgCreateValidator> = message<MsgCreateValidator>(
  "cosmos.staking.v1beta1.MsgCreateValidator",
  () => ({ description: undefined as never, commission: undefined as never, minSelfDelegation: 0n as Amount, delegatorAddress: "" as Address, validatorAddress: "" as ValAddress, pubkey: undefined, value: undefined as never }),
  [
    [1, "description", "message", { type: () => Description, amino: { keepEmpty: true } }],
    [2, "commission", "message", { type: () => CommissionRates, amino: { keepEmpty: true } }],
    [3, "min_self_delegation", "amount", { scalar: "cosmos.Int", amino: { keepEmpty: true } }],
    [4, "delegator_address", "string", { scalar: "cosmos.AddressString" }],
    [5, "validator_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
    [6, "pubkey", "message", { type: () => google_protobuf.Any, optional: true, accepts: "cosmos.crypto.PubKey" }],
    [7, "value", "message", { type: () => cosmos_base_v1beta1.Coin, amino: { keepEmpty: true } }],
  ],
  { signers: ["validator_address"], aminoName: "cosmos-sdk/MsgCreateValidator" },
);

/** MsgCreateValidatorResponse defines the Msg/CreateValidator response type. */
export interface MsgCreateValidatorResponse {
}
export const MsgCreateValidatorResponse: MessageCodec<MsgCreateValidatorResponse> = message<MsgCreateValidatorResponse>(
  "cosmos.staking.v1beta1.MsgCreateValidatorResponse",
  () => ({}),
  [],
);

/** MsgEditValidator defines a SDK message for editing an existing validator. */
export interface MsgEditValidator {
  readonly description: Description;
  readonly validatorAddress: ValAddress;
  /**
   * We pass a reference to the new commission rate and min self delegation as
   * it's not mandatory to update. If not updated, the deserialized rate will be
   * zero with no way to distinguish if an update was intended.
   * REF: #2373
   */
  readonly commissionRate: Dec | undefined;
  readonly minSelfDelegation: Amount | undefined;
}
export const MsgEditValidator: MessageCodec<MsgEditValidator> = message<MsgEditValidator>(
  "cosmos.staking.v1beta1.MsgEditValidator",
  () => ({ description: undefined as never, validatorAddress: "" as ValAddress, commissionRate: undefined, minSelfDelegation: undefined }),
  [
    [1, "description", "message", { type: () => Description, amino: { keepEmpty: true } }],
    [2, "validator_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
    [3, "commission_rate", "dec", { optional: true, scalar: "cosmos.Dec" }],
    [4, "min_self_delegation", "amount", { optional: true, scalar: "cosmos.Int" }],
  ],
  { signers: ["validator_address"], aminoName: "cosmos-sdk/MsgEditValidator" },
);

/** MsgEditValidatorResponse defines the Msg/EditValidator response type. */
export interface MsgEditValidatorResponse {
}
export const MsgEditValidatorResponse: MessageCodec<MsgEditValidatorResponse> = message<MsgEditValidatorResponse>(
  "cosmos.staking.v1beta1.MsgEditValidatorResponse",
  () => ({}),
  [],
);

/**
 * MsgDelegate defines a SDK message for performing a delegation of coins
 * from a delegator to a validator.
 */
export interface MsgDelegate {
  readonly delegatorAddress: Address;
  readonly validatorAddress: ValAddress;
  readonly amount: cosmos_base_v1beta1.Coin;
}
export const MsgDelegate: MessageCodec<MsgDelegate> = message<MsgDelegate>(
  "cosmos.staking.v1beta1.MsgDelegate",
  () => ({ delegatorAddress: "" as Address, validatorAddress: "" as ValAddress, amount: undefined as never }),
  [
    [1, "delegator_address", "string", { scalar: "cosmos.AddressString" }],
    [2, "validator_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
    [3, "amount", "message", { type: () => cosmos_base_v1beta1.Coin, amino: { keepEmpty: true } }],
  ],
  { signers: ["delegator_address"], aminoName: "cosmos-sdk/MsgDelegate" },
);

/** MsgDelegateResponse defines the Msg/Delegate response type. */
export interface MsgDelegateResponse {
}
export const MsgDelegateResponse: MessageCodec<MsgDelegateResponse> = message<MsgDelegateResponse>(
  "cosmos.staking.v1beta1.MsgDelegateResponse",
  () => ({}),
  [],
);

/**
 * MsgBeginRedelegate defines a SDK message for performing a redelegation
 * of coins from a delegator and source validator to a destination validator.
 */
export interface MsgBeginRedelegate {
  readonly delegatorAddress: Address;
  readonly validatorSrcAddress: ValAddress;
  readonly validatorDstAddress: ValAddress;
  readonly amount: cosmos_base_v1beta1.Coin;
}
export const MsgBeginRedelegate: MessageCodec<MsgBeginRedelegate> = message<MsgBeginRedelegate>(
  "cosmos.staking.v1beta1.MsgBeginRedelegate",
  () => ({ delegatorAddress: "" as Address, validatorSrcAddress: "" as ValAddress, validatorDstAddress: "" as ValAddress, amount: undefined as never }),
  [
    [1, "delegator_address", "string", { scalar: "cosmos.AddressString" }],
    [2, "validator_src_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
    [3, "validator_dst_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
    [4, "amount", "message", { type: () => cosmos_base_v1beta1.Coin, amino: { keepEmpty: true } }],
  ],
  { signers: ["delegator_address"], aminoName: "cosmos-sdk/MsgBeginRedelegate" },
);

/** MsgBeginRedelegateResponse defines the Msg/BeginRedelegate response type. */
export interface MsgBeginRedelegateResponse {
  readonly completionTime: google_protobuf.Timestamp;
}
export const MsgBeginRedelegateResponse: MessageCodec<MsgBeginRedelegateResponse> = message<MsgBeginRedelegateResponse>(
  "cosmos.staking.v1beta1.MsgBeginRedelegateResponse",
  () => ({ completionTime: undefined as never }),
  [
    [1, "completion_time", "message", { type: () => google_protobuf.Timestamp, amino: { keepEmpty: true } }],
  ],
);

/**
 * MsgUndelegate defines a SDK message for performing an undelegation from a
 * delegate and a validator.
 */
export interface MsgUndelegate {
  readonly delegatorAddress: Address;
  readonly validatorAddress: ValAddress;
  readonly amount: cosmos_base_v1beta1.Coin;
}
export const MsgUndelegate: MessageCodec<MsgUndelegate> = message<MsgUndelegate>(
  "cosmos.staking.v1beta1.MsgUndelegate",
  () => ({ delegatorAddress: "" as Address, validatorAddress: "" as ValAddress, amount: undefined as never }),
  [
    [1, "delegator_address", "string", { scalar: "cosmos.AddressString" }],
    [2, "validator_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
    [3, "amount", "message", { type: () => cosmos_base_v1beta1.Coin, amino: { keepEmpty: true } }],
  ],
  { signers: ["delegator_address"], aminoName: "cosmos-sdk/MsgUndelegate" },
);

/** MsgUndelegateResponse defines the Msg/Undelegate response type. */
export interface MsgUndelegateResponse {
  readonly completionTime: google_protobuf.Timestamp;
  /** amount returns the amount of undelegated coins */
  readonly amount: cosmos_base_v1beta1.Coin;
}
export const MsgUndelegateResponse: MessageCodec<MsgUndelegateResponse> = message<MsgUndelegateResponse>(
  "cosmos.staking.v1beta1.MsgUndelegateResponse",
  () => ({ completionTime: undefined as never, amount: undefined as never }),
  [
    [1, "completion_time", "message", { type: () => google_protobuf.Timestamp, amino: { keepEmpty: true } }],
    [2, "amount", "message", { type: () => cosmos_base_v1beta1.Coin, amino: { keepEmpty: true } }],
  ],
);

/** MsgCancelUnbondingDelegation defines the SDK message for performing a cancel unbonding delegation for delegator */
export interface MsgCancelUnbondingDelegation {
  readonly delegatorAddress: Address;
  readonly validatorAddress: ValAddress;
  /** amount is always less than or equal to unbonding delegation entry balance */
  readonly amount: cosmos_base_v1beta1.Coin;
  /** creation_height is the height which the unbonding took place. */
  readonly creationHeight: bigint;
}
export const MsgCancelUnbondingDelegation: MessageCodec<MsgCancelUnbondingDelegation> = message<MsgCancelUnbondingDelegation>(
  "cosmos.staking.v1beta1.MsgCancelUnbondingDelegation",
  () => ({ delegatorAddress: "" as Address, validatorAddress: "" as ValAddress, amount: undefined as never, creationHeight: 0n }),
  [
    [1, "delegator_address", "string", { scalar: "cosmos.AddressString" }],
    [2, "validator_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
    [3, "amount", "message", { type: () => cosmos_base_v1beta1.Coin, amino: { keepEmpty: true } }],
    [4, "creation_height", "int64"],
  ],
  { signers: ["delegator_address"], aminoName: "cosmos-sdk/MsgCancelUnbondingDelegation" },
);

/** MsgCancelUnbondingDelegationResponse */
export interface MsgCancelUnbondingDelegationResponse {
}
export const MsgCancelUnbondingDelegationResponse: MessageCodec<MsgCancelUnbondingDelegationResponse> = message<MsgCancelUnbondingDelegationResponse>(
  "cosmos.staking.v1beta1.MsgCancelUnbondingDelegationResponse",
  () => ({}),
  [],
);

/** MsgUpdateParams is the Msg/UpdateParams request type. */
export interface MsgUpdateParams {
  /** authority is the address that controls the module (defaults to x/gov unless overwritten). */
  readonly authority: Address;
  /**
   * params defines the x/staking parameters to update.
   *
   * NOTE: All parameters must be supplied.
   */
  readonly params: Params;
}
export const MsgUpdateParams: MessageCodec<MsgUpdateParams> = message<MsgUpdateParams>(
  "cosmos.staking.v1beta1.MsgUpdateParams",
  () => ({ authority: "" as Address, params: undefined as never }),
  [
    [1, "authority", "string", { scalar: "cosmos.AddressString" }],
    [2, "params", "message", { type: () => Params, amino: { keepEmpty: true } }],
  ],
  { signers: ["authority"], aminoName: "cosmos-sdk/x/staking/MsgUpdateParams" },
);

/**
 * MsgUpdateParamsResponse defines the response structure for executing a
 * MsgUpdateParams message.
 */
export interface MsgUpdateParamsResponse {
}
export const MsgUpdateParamsResponse: MessageCodec<MsgUpdateParamsResponse> = message<MsgUpdateParamsResponse>(
  "cosmos.staking.v1beta1.MsgUpdateParamsResponse",
  () => ({}),
  [],
);

/** Query defines the gRPC querier service. */
export const Query = service({
  name: "cosmos.staking.v1beta1.Query",
  comment: "Query defines the gRPC querier service.",
  isMsg: false,
  methods: {
    Validators: {
      name: "Validators",
      path: "/cosmos.staking.v1beta1.Query/Validators",
      request: QueryValidatorsRequest,
      response: QueryValidatorsResponse,
      http: {"get":"/cosmos/staking/v1beta1/validators"},
      comment: "Validators queries all validators that match the given status.\n\nWhen called from another module, this query might consume a high amount of\ngas if the pagination field is incorrectly set.",
    },
    Validator: {
      name: "Validator",
      path: "/cosmos.staking.v1beta1.Query/Validator",
      request: QueryValidatorRequest,
      response: QueryValidatorResponse,
      http: {"get":"/cosmos/staking/v1beta1/validators/{validator_addr}"},
      comment: "Validator queries validator info for given validator address.",
    },
    ValidatorDelegations: {
      name: "ValidatorDelegations",
      path: "/cosmos.staking.v1beta1.Query/ValidatorDelegations",
      request: QueryValidatorDelegationsRequest,
      response: QueryValidatorDelegationsResponse,
      http: {"get":"/cosmos/staking/v1beta1/validators/{validator_addr}/delegations"},
      comment: "ValidatorDelegations queries delegate info for given validator.\n\nWhen called from another module, this query might consume a high amount of\ngas if the pagination field is incorrectly set.",
    },
    ValidatorUnbondingDelegations: {
      name: "ValidatorUnbondingDelegations",
      path: "/cosmos.staking.v1beta1.Query/ValidatorUnbondingDelegations",
      request: QueryValidatorUnbondingDelegationsRequest,
      response: QueryValidatorUnbondingDelegationsResponse,
      http: {"get":"/cosmos/staking/v1beta1/validators/{validator_addr}/unbonding_delegations"},
      comment: "ValidatorUnbondingDelegations queries unbonding delegations of a validator.\n\nWhen called from another module, this query might consume a high amount of\ngas if the pagination field is incorrectly set.",
    },
    Delegation: {
      name: "Delegation",
      path: "/cosmos.staking.v1beta1.Query/Delegation",
      request: QueryDelegationRequest,
      response: QueryDelegationResponse,
      http: {"get":"/cosmos/staking/v1beta1/validators/{validator_addr}/delegations/{delegator_addr}"},
      comment: "Delegation queries delegate info for given validator delegator pair.",
    },
    UnbondingDelegation: {
      name: "UnbondingDelegation",
      path: "/cosmos.staking.v1beta1.Query/UnbondingDelegation",
      request: QueryUnbondingDelegationRequest,
      response: QueryUnbondingDelegationResponse,
      http: {"get":"/cosmos/staking/v1beta1/validators/{validator_addr}/delegations/{delegator_addr}/unbonding_delegation"},
      comment: "UnbondingDelegation queries unbonding info for given validator delegator\npair.",
    },
    DelegatorDelegations: {
      name: "DelegatorDelegations",
      path: "/cosmos.staking.v1beta1.Query/DelegatorDelegations",
      request: QueryDelegatorDelegationsRequest,
      response: QueryDelegatorDelegationsResponse,
      http: {"get":"/cosmos/staking/v1beta1/delegations/{delegator_addr}"},
      comment: "DelegatorDelegations queries all delegations of a given delegator address.\n\nWhen called from another module, this query might consume a high amount of\ngas if the pagination field is incorrectly set.",
    },
    DelegatorUnbondingDelegations: {
      name: "DelegatorUnbondingDelegations",
      path: "/cosmos.staking.v1beta1.Query/DelegatorUnbondingDelegations",
      request: QueryDelegatorUnbondingDelegationsRequest,
      response: QueryDelegatorUnbondingDelegationsResponse,
      http: {"get":"/cosmos/staking/v1beta1/delegators/{delegator_addr}/unbonding_delegations"},
      comment: "DelegatorUnbondingDelegations queries all unbonding delegations of a given\ndelegator address.\n\nWhen called from another module, this query might consume a high amount of\ngas if the pagination field is incorrectly set.",
    },
    Redelegations: {
      name: "Redelegations",
      path: "/cosmos.staking.v1beta1.Query/Redelegations",
      request: QueryRedelegationsRequest,
      response: QueryRedelegationsResponse,
      http: {"get":"/cosmos/staking/v1beta1/delegators/{delegator_addr}/redelegations"},
      comment: "Redelegations queries redelegations of given address.\n\nWhen called from another module, this query might consume a high amount of\ngas if the pagination field is incorrectly set.",
    },
    DelegatorValidators: {
      name: "DelegatorValidators",
      path: "/cosmos.staking.v1beta1.Query/DelegatorValidators",
      request: QueryDelegatorValidatorsRequest,
      response: QueryDelegatorValidatorsResponse,
      http: {"get":"/cosmos/staking/v1beta1/delegators/{delegator_addr}/validators"},
      comment: "DelegatorValidators queries all validators info for given delegator\naddress.\n\nWhen called from another module, this query might consume a high amount of\ngas if the pagination field is incorrectly set.",
    },
    DelegatorValidator: {
      name: "DelegatorValidator",
      path: "/cosmos.staking.v1beta1.Query/DelegatorValidator",
      request: QueryDelegatorValidatorRequest,
      response: QueryDelegatorValidatorResponse,
      http: {"get":"/cosmos/staking/v1beta1/delegators/{delegator_addr}/validators/{validator_addr}"},
      comment: "DelegatorValidator queries validator info for given delegator validator\npair.",
    },
    HistoricalInfo: {
      name: "HistoricalInfo",
      path: "/cosmos.staking.v1beta1.Query/HistoricalInfo",
      request: QueryHistoricalInfoRequest,
      response: QueryHistoricalInfoResponse,
      http: {"get":"/cosmos/staking/v1beta1/historical_info/{height}"},
      comment: "HistoricalInfo queries the historical info for given height.",
    },
    Pool: {
      name: "Pool",
      path: "/cosmos.staking.v1beta1.Query/Pool",
      request: QueryPoolRequest,
      response: QueryPoolResponse,
      http: {"get":"/cosmos/staking/v1beta1/pool"},
      comment: "Pool queries the pool info.",
    },
    Params: {
      name: "Params",
      path: "/cosmos.staking.v1beta1.Query/Params",
      request: QueryParamsRequest,
      response: QueryParamsResponse,
      http: {"get":"/cosmos/staking/v1beta1/params"},
      comment: "Parameters queries the staking parameters.",
    },
  },
} as const);
export type QueryRpcs = {
  Validators: { request: QueryValidatorsRequest; response: QueryValidatorsResponse };
  Validator: { request: QueryValidatorRequest; response: QueryValidatorResponse };
  ValidatorDelegations: { request: QueryValidatorDelegationsRequest; response: QueryValidatorDelegationsResponse };
  ValidatorUnbondingDelegations: { request: QueryValidatorUnbondingDelegationsRequest; response: QueryValidatorUnbondingDelegationsResponse };
  Delegation: { request: QueryDelegationRequest; response: QueryDelegationResponse };
  UnbondingDelegation: { request: QueryUnbondingDelegationRequest; response: QueryUnbondingDelegationResponse };
  DelegatorDelegations: { request: QueryDelegatorDelegationsRequest; response: QueryDelegatorDelegationsResponse };
  DelegatorUnbondingDelegations: { request: QueryDelegatorUnbondingDelegationsRequest; response: QueryDelegatorUnbondingDelegationsResponse };
  Redelegations: { request: QueryRedelegationsRequest; response: QueryRedelegationsResponse };
  DelegatorValidators: { request: QueryDelegatorValidatorsRequest; response: QueryDelegatorValidatorsResponse };
  DelegatorValidator: { request: QueryDelegatorValidatorRequest; response: QueryDelegatorValidatorResponse };
  HistoricalInfo: { request: QueryHistoricalInfoRequest; response: QueryHistoricalInfoResponse };
  Pool: { request: QueryPoolRequest; response: QueryPoolResponse };
  Params: { request: QueryParamsRequest; response: QueryParamsResponse };
};

/** Msg defines the staking Msg service. */
export const Msg = service({
  name: "cosmos.staking.v1beta1.Msg",
  comment: "Msg defines the staking Msg service.",
  isMsg: true,
  methods: {
    CreateValidator: {
      name: "CreateValidator",
      path: "/cosmos.staking.v1beta1.Msg/CreateValidator",
      request: MsgCreateValidator,
      response: MsgCreateValidatorResponse,
      comment: "CreateValidator defines a method for creating a new validator.",
    },
    EditValidator: {
      name: "EditValidator",
      path: "/cosmos.staking.v1beta1.Msg/EditValidator",
      request: MsgEditValidator,
      response: MsgEditValidatorResponse,
      comment: "EditValidator defines a method for editing an existing validator.",
    },
    Delegate: {
      name: "Delegate",
      path: "/cosmos.staking.v1beta1.Msg/Delegate",
      request: MsgDelegate,
      response: MsgDelegateResponse,
      comment: "Delegate defines a method for performing a delegation of coins\nfrom a delegator to a validator.",
    },
    BeginRedelegate: {
      name: "BeginRedelegate",
      path: "/cosmos.staking.v1beta1.Msg/BeginRedelegate",
      request: MsgBeginRedelegate,
      response: MsgBeginRedelegateResponse,
      comment: "BeginRedelegate defines a method for performing a redelegation\nof coins from a delegator and source validator to a destination validator.",
    },
    Undelegate: {
      name: "Undelegate",
      path: "/cosmos.staking.v1beta1.Msg/Undelegate",
      request: MsgUndelegate,
      response: MsgUndelegateResponse,
      comment: "Undelegate defines a method for performing an undelegation from a\ndelegate and a validator.",
    },
    CancelUnbondingDelegation: {
      name: "CancelUnbondingDelegation",
      path: "/cosmos.staking.v1beta1.Msg/CancelUnbondingDelegation",
      request: MsgCancelUnbondingDelegation,
      response: MsgCancelUnbondingDelegationResponse,
      comment: "CancelUnbondingDelegation defines a method for performing canceling the unbonding delegation\nand delegate back to previous validator.",
    },
    UpdateParams: {
      name: "UpdateParams",
      path: "/cosmos.staking.v1beta1.Msg/UpdateParams",
      request: MsgUpdateParams,
      response: MsgUpdateParamsResponse,
      comment: "UpdateParams defines an operation for updating the x/staking module\nparameters.",
    },
  },
} as const);
export type MsgRpcs = {
  CreateValidator: { request: MsgCreateValidator; response: MsgCreateValidatorResponse };
  EditValidator: { request: MsgEditValidator; response: MsgEditValidatorResponse };
  Delegate: { request: MsgDelegate; response: MsgDelegateResponse };
  BeginRedelegate: { request: MsgBeginRedelegate; response: MsgBeginRedelegateResponse };
  Undelegate: { request: MsgUndelegate; response: MsgUndelegateResponse };
  CancelUnbondingDelegation: { request: MsgCancelUnbondingDelegation; response: MsgCancelUnbondingDelegationResponse };
  UpdateParams: { request: MsgUpdateParams; response: MsgUpdateParamsResponse };
};
