// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../codec.js";
import { service } from "../../../registry.js";
import type { Address, Dec, ValAddress } from "../../../scalars.js";
import type { MessageCodec } from "../../../types.js";
import * as cosmos_base_query_v1beta1 from "../../../gen/cosmos/base/query/v1beta1.js";
import * as cosmos_base_v1beta1 from "../../../gen/cosmos/base/v1beta1.js";

/** Params defines the set of params for the distribution module. */
export interface Params {
  readonly communityTax: Dec;
  /**
   * Deprecated: The base_proposer_reward field is deprecated and is no longer used
   * in the x/distribution module's reward mechanism.
   */
  readonly baseProposerReward: Dec;
  /**
   * Deprecated: The bonus_proposer_reward field is deprecated and is no longer used
   * in the x/distribution module's reward mechanism.
   */
  readonly bonusProposerReward: Dec;
  readonly withdrawAddrEnabled: boolean;
}
export const Params: MessageCodec<Params> = message<Params>(
  "cosmos.distribution.v1beta1.Params",
  () => ({ communityTax: 0n as Dec, baseProposerReward: 0n as Dec, bonusProposerReward: 0n as Dec, withdrawAddrEnabled: false }),
  [
    [1, "community_tax", "dec", { scalar: "cosmos.Dec", amino: { keepEmpty: true } }],
    [2, "base_proposer_reward", "dec", { scalar: "cosmos.Dec", amino: { keepEmpty: true } }],
    [3, "bonus_proposer_reward", "dec", { scalar: "cosmos.Dec", amino: { keepEmpty: true } }],
    [4, "withdraw_addr_enabled", "bool"],
  ],
  { aminoName: "cosmos-sdk/x/distribution/Params" },
);

/**
 * ValidatorHistoricalRewards represents historical rewards for a validator.
 * Height is implicit within the store key.
 * Cumulative reward ratio is the sum from the zeroeth period
 * until this period of rewards / tokens, per the spec.
 * The reference count indicates the number of objects
 * which might need to reference this historical entry at any point.
 * ReferenceCount =
 * number of outstanding delegations which ended the associated period (and
 * might need to read that record)
 * + number of slashes which ended the associated period (and might need to
 * read that record)
 * + one per validator for the zeroeth period, set on initialization
 */
export interface ValidatorHistoricalRewards {
  readonly cumulativeRewardRatio: readonly cosmos_base_v1beta1.DecCoin[];
  readonly referenceCount: number;
}
export const ValidatorHistoricalRewards: MessageCodec<ValidatorHistoricalRewards> = message<ValidatorHistoricalRewards>(
  "cosmos.distribution.v1beta1.ValidatorHistoricalRewards",
  () => ({ cumulativeRewardRatio: [], referenceCount: 0 }),
  [
    [1, "cumulative_reward_ratio", "message", { type: () => cosmos_base_v1beta1.DecCoin, repeated: true, amino: { keepEmpty: true } }],
    [2, "reference_count", "uint32"],
  ],
);

/**
 * ValidatorCurrentRewards represents current rewards and current
 * period for a validator kept as a running counter and incremented
 * each block as long as the validator's tokens remain constant.
 */
export interface ValidatorCurrentRewards {
  readonly rewards: readonly cosmos_base_v1beta1.DecCoin[];
  readonly period: bigint;
}
export const ValidatorCurrentRewards: MessageCodec<ValidatorCurrentRewards> = message<ValidatorCurrentRewards>(
  "cosmos.distribution.v1beta1.ValidatorCurrentRewards",
  () => ({ rewards: [], period: 0n }),
  [
    [1, "rewards", "message", { type: () => cosmos_base_v1beta1.DecCoin, repeated: true, amino: { keepEmpty: true } }],
    [2, "period", "uint64"],
  ],
);

/**
 * ValidatorAccumulatedCommission represents accumulated commission
 * for a validator kept as a running counter, can be withdrawn at any time.
 */
export interface ValidatorAccumulatedCommission {
  readonly commission: readonly cosmos_base_v1beta1.DecCoin[];
}
export const ValidatorAccumulatedCommission: MessageCodec<ValidatorAccumulatedCommission> = message<ValidatorAccumulatedCommission>(
  "cosmos.distribution.v1beta1.ValidatorAccumulatedCommission",
  () => ({ commission: [] }),
  [
    [1, "commission", "message", { type: () => cosmos_base_v1beta1.DecCoin, repeated: true, amino: { keepEmpty: true } }],
  ],
);

/**
 * ValidatorOutstandingRewards represents outstanding (un-withdrawn) rewards
 * for a validator inexpensive to track, allows simple sanity checks.
 */
export interface ValidatorOutstandingRewards {
  readonly rewards: readonly cosmos_base_v1beta1.DecCoin[];
}
export const ValidatorOutstandingRewards: MessageCodec<ValidatorOutstandingRewards> = message<ValidatorOutstandingRewards>(
  "cosmos.distribution.v1beta1.ValidatorOutstandingRewards",
  () => ({ rewards: [] }),
  [
    [1, "rewards", "message", { type: () => cosmos_base_v1beta1.DecCoin, repeated: true, amino: { keepEmpty: true } }],
  ],
);

/**
 * ValidatorSlashEvent represents a validator slash event.
 * Height is implicit within the store key.
 * This is needed to calculate appropriate amount of staking tokens
 * for delegations which are withdrawn after a slash has occurred.
 */
export interface ValidatorSlashEvent {
  readonly validatorPeriod: bigint;
  readonly fraction: Dec;
}
export const ValidatorSlashEvent: MessageCodec<ValidatorSlashEvent> = message<ValidatorSlashEvent>(
  "cosmos.distribution.v1beta1.ValidatorSlashEvent",
  () => ({ validatorPeriod: 0n, fraction: 0n as Dec }),
  [
    [1, "validator_period", "uint64"],
    [2, "fraction", "dec", { scalar: "cosmos.Dec" }],
  ],
);

/** ValidatorSlashEvents is a collection of ValidatorSlashEvent messages. */
export interface ValidatorSlashEvents {
  readonly validatorSlashEvents: readonly ValidatorSlashEvent[];
}
export const ValidatorSlashEvents: MessageCodec<ValidatorSlashEvents> = message<ValidatorSlashEvents>(
  "cosmos.distribution.v1beta1.ValidatorSlashEvents",
  () => ({ validatorSlashEvents: [] }),
  [
    [1, "validator_slash_events", "message", { type: () => ValidatorSlashEvent, repeated: true, amino: { keepEmpty: true } }],
  ],
);

/** FeePool is the global fee pool for distribution. */
export interface FeePool {
  readonly communityPool: readonly cosmos_base_v1beta1.DecCoin[];
}
export const FeePool: MessageCodec<FeePool> = message<FeePool>(
  "cosmos.distribution.v1beta1.FeePool",
  () => ({ communityPool: [] }),
  [
    [1, "community_pool", "message", { type: () => cosmos_base_v1beta1.DecCoin, repeated: true, amino: { keepEmpty: true } }],
  ],
);

/**
 * CommunityPoolSpendProposal details a proposal for use of community funds,
 * together with how many coins are proposed to be spent, and to which
 * recipient account.
 *
 * Deprecated: Do not use. As of the Cosmos SDK release v0.47.x, there is no
 * longer a need for an explicit CommunityPoolSpendProposal. To spend community
 * pool funds, a simple MsgCommunityPoolSpend can be invoked from the x/gov
 * module via a v1 governance proposal.
 */
export interface CommunityPoolSpendProposal {
  readonly title: string;
  readonly description: string;
  readonly recipient: string;
  readonly amount: readonly cosmos_base_v1beta1.Coin[];
}
export const CommunityPoolSpendProposal: MessageCodec<CommunityPoolSpendProposal> = message<CommunityPoolSpendProposal>(
  "cosmos.distribution.v1beta1.CommunityPoolSpendProposal",
  () => ({ title: "", description: "", recipient: "", amount: [] }),
  [
    [1, "title", "string"],
    [2, "description", "string"],
    [3, "recipient", "string"],
    [4, "amount", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
  ],
  { implements: ["cosmos.gov.v1beta1.Content"] },
);

/**
 * DelegatorStartingInfo represents the starting info for a delegator reward
 * period. It tracks the previous validator period, the delegation's amount of
 * staking token, and the creation height (to check later on if any slashes have
 * occurred). NOTE: Even though validators are slashed to whole staking tokens,
 * the delegators within the validator may be left with less than a full token,
 * thus sdk.Dec is used.
 */
export interface DelegatorStartingInfo {
  readonly previousPeriod: bigint;
  readonly stake: Dec;
  readonly height: bigint;
}
export const DelegatorStartingInfo: MessageCodec<DelegatorStartingInfo> = message<DelegatorStartingInfo>(
  "cosmos.distribution.v1beta1.DelegatorStartingInfo",
  () => ({ previousPeriod: 0n, stake: 0n as Dec, height: 0n }),
  [
    [1, "previous_period", "uint64"],
    [2, "stake", "dec", { scalar: "cosmos.Dec", amino: { keepEmpty: true } }],
    [3, "height", "uint64", { amino: { name: "creation_height", keepEmpty: true } }],
  ],
);

/**
 * DelegationDelegatorReward represents the properties
 * of a delegator's delegation reward.
 */
export interface DelegationDelegatorReward {
  readonly validatorAddress: ValAddress;
  readonly reward: readonly cosmos_base_v1beta1.DecCoin[];
}
export const DelegationDelegatorReward: MessageCodec<DelegationDelegatorReward> = message<DelegationDelegatorReward>(
  "cosmos.distribution.v1beta1.DelegationDelegatorReward",
  () => ({ validatorAddress: "" as ValAddress, reward: [] }),
  [
    [1, "validator_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
    [2, "reward", "message", { type: () => cosmos_base_v1beta1.DecCoin, repeated: true, amino: { keepEmpty: true } }],
  ],
);

/**
 * CommunityPoolSpendProposalWithDeposit defines a CommunityPoolSpendProposal
 * with a deposit
 */
export interface CommunityPoolSpendProposalWithDeposit {
  readonly title: string;
  readonly description: string;
  readonly recipient: string;
  readonly amount: string;
  readonly deposit: string;
}
export const CommunityPoolSpendProposalWithDeposit: MessageCodec<CommunityPoolSpendProposalWithDeposit> = message<CommunityPoolSpendProposalWithDeposit>(
  "cosmos.distribution.v1beta1.CommunityPoolSpendProposalWithDeposit",
  () => ({ title: "", description: "", recipient: "", amount: "", deposit: "" }),
  [
    [1, "title", "string"],
    [2, "description", "string"],
    [3, "recipient", "string"],
    [4, "amount", "string"],
    [5, "deposit", "string"],
  ],
  { implements: ["cosmos.gov.v1beta1.Content"] },
);

/**
 * DelegatorWithdrawInfo is the address for where distributions rewards are
 * withdrawn to by default this struct is only used at genesis to feed in
 * default withdraw addresses.
 */
export interface DelegatorWithdrawInfo {
  /** delegator_address is the address of the delegator. */
  readonly delegatorAddress: Address;
  /** withdraw_address is the address to withdraw the delegation rewards to. */
  readonly withdrawAddress: Address;
}
export const DelegatorWithdrawInfo: MessageCodec<DelegatorWithdrawInfo> = message<DelegatorWithdrawInfo>(
  "cosmos.distribution.v1beta1.DelegatorWithdrawInfo",
  () => ({ delegatorAddress: "" as Address, withdrawAddress: "" as Address }),
  [
    [1, "delegator_address", "string", { scalar: "cosmos.AddressString" }],
    [2, "withdraw_address", "string", { scalar: "cosmos.AddressString" }],
  ],
);

/** ValidatorOutstandingRewardsRecord is used for import/export via genesis json. */
export interface ValidatorOutstandingRewardsRecord {
  /** validator_address is the address of the validator. */
  readonly validatorAddress: ValAddress;
  /** outstanding_rewards represents the outstanding rewards of a validator. */
  readonly outstandingRewards: readonly cosmos_base_v1beta1.DecCoin[];
}
export const ValidatorOutstandingRewardsRecord: MessageCodec<ValidatorOutstandingRewardsRecord> = message<ValidatorOutstandingRewardsRecord>(
  "cosmos.distribution.v1beta1.ValidatorOutstandingRewardsRecord",
  () => ({ validatorAddress: "" as ValAddress, outstandingRewards: [] }),
  [
    [1, "validator_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
    [2, "outstanding_rewards", "message", { type: () => cosmos_base_v1beta1.DecCoin, repeated: true, amino: { keepEmpty: true } }],
  ],
);

/**
 * ValidatorAccumulatedCommissionRecord is used for import / export via genesis
 * json.
 */
export interface ValidatorAccumulatedCommissionRecord {
  /** validator_address is the address of the validator. */
  readonly validatorAddress: ValAddress;
  /** accumulated is the accumulated commission of a validator. */
  readonly accumulated: ValidatorAccumulatedCommission;
}
export const ValidatorAccumulatedCommissionRecord: MessageCodec<ValidatorAccumulatedCommissionRecord> = message<ValidatorAccumulatedCommissionRecord>(
  "cosmos.distribution.v1beta1.ValidatorAccumulatedCommissionRecord",
  () => ({ validatorAddress: "" as ValAddress, accumulated: undefined as never }),
  [
    [1, "validator_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
    [2, "accumulated", "message", { type: () => ValidatorAccumulatedCommission, amino: { keepEmpty: true } }],
  ],
);

/**
 * ValidatorHistoricalRewardsRecord is used for import / export via genesis
 * json.
 */
export interface ValidatorHistoricalRewardsRecord {
  /** validator_address is the address of the validator. */
  readonly validatorAddress: ValAddress;
  /** period defines the period the historical rewards apply to. */
  readonly period: bigint;
  /** rewards defines the historical rewards of a validator. */
  readonly rewards: ValidatorHistoricalRewards;
}
export const ValidatorHistoricalRewardsRecord: MessageCodec<ValidatorHistoricalRewardsRecord> = message<ValidatorHistoricalRewardsRecord>(
  "cosmos.distribution.v1beta1.ValidatorHistoricalRewardsRecord",
  () => ({ validatorAddress: "" as ValAddress, period: 0n, rewards: undefined as never }),
  [
    [1, "validator_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
    [2, "period", "uint64"],
    [3, "rewards", "message", { type: () => ValidatorHistoricalRewards, amino: { keepEmpty: true } }],
  ],
);

/** ValidatorCurrentRewardsRecord is used for import / export via genesis json. */
export interface ValidatorCurrentRewardsRecord {
  /** validator_address is the address of the validator. */
  readonly validatorAddress: ValAddress;
  /** rewards defines the current rewards of a validator. */
  readonly rewards: ValidatorCurrentRewards;
}
export const ValidatorCurrentRewardsRecord: MessageCodec<ValidatorCurrentRewardsRecord> = message<ValidatorCurrentRewardsRecord>(
  "cosmos.distribution.v1beta1.ValidatorCurrentRewardsRecord",
  () => ({ validatorAddress: "" as ValAddress, rewards: undefined as never }),
  [
    [1, "validator_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
    [2, "rewards", "message", { type: () => ValidatorCurrentRewards, amino: { keepEmpty: true } }],
  ],
);

/** DelegatorStartingInfoRecord used for import / export via genesis json. */
export interface DelegatorStartingInfoRecord {
  /** delegator_address is the address of the delegator. */
  readonly delegatorAddress: Address;
  /** validator_address is the address of the validator. */
  readonly validatorAddress: ValAddress;
  /** starting_info defines the starting info of a delegator. */
  readonly startingInfo: DelegatorStartingInfo;
}
export const DelegatorStartingInfoRecord: MessageCodec<DelegatorStartingInfoRecord> = message<DelegatorStartingInfoRecord>(
  "cosmos.distribution.v1beta1.DelegatorStartingInfoRecord",
  () => ({ delegatorAddress: "" as Address, validatorAddress: "" as ValAddress, startingInfo: undefined as never }),
  [
    [1, "delegator_address", "string", { scalar: "cosmos.AddressString" }],
    [2, "validator_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
    [3, "starting_info", "message", { type: () => DelegatorStartingInfo, amino: { keepEmpty: true } }],
  ],
);

/** ValidatorSlashEventRecord is used for import / export via genesis json. */
export interface ValidatorSlashEventRecord {
  /** validator_address is the address of the validator. */
  readonly validatorAddress: ValAddress;
  /** height defines the block height at which the slash event occurred. */
  readonly height: bigint;
  /** period is the period of the slash event. */
  readonly period: bigint;
  /** validator_slash_event describes the slash event. */
  readonly validatorSlashEvent: ValidatorSlashEvent;
}
export const ValidatorSlashEventRecord: MessageCodec<ValidatorSlashEventRecord> = message<ValidatorSlashEventRecord>(
  "cosmos.distribution.v1beta1.ValidatorSlashEventRecord",
  () => ({ validatorAddress: "" as ValAddress, height: 0n, period: 0n, validatorSlashEvent: undefined as never }),
  [
    [1, "validator_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
    [2, "height", "uint64"],
    [3, "period", "uint64"],
    [4, "validator_slash_event", "message", { type: () => ValidatorSlashEvent, amino: { keepEmpty: true } }],
  ],
);

/** GenesisState defines the distribution module's genesis state. */
export interface GenesisState {
  /** params defines all the parameters of the module. */
  readonly params: Params;
  /** fee_pool defines the fee pool at genesis. */
  readonly feePool: FeePool;
  /** fee_pool defines the delegator withdraw infos at genesis. */
  readonly delegatorWithdrawInfos: readonly DelegatorWithdrawInfo[];
  /** fee_pool defines the previous proposer at genesis. */
  readonly previousProposer: Address;
  /** fee_pool defines the outstanding rewards of all validators at genesis. */
  readonly outstandingRewards: readonly ValidatorOutstandingRewardsRecord[];
  /** fee_pool defines the accumulated commissions of all validators at genesis. */
  readonly validatorAccumulatedCommissions: readonly ValidatorAccumulatedCommissionRecord[];
  /** fee_pool defines the historical rewards of all validators at genesis. */
  readonly validatorHistoricalRewards: readonly ValidatorHistoricalRewardsRecord[];
  /** fee_pool defines the current rewards of all validators at genesis. */
  readonly validatorCurrentRewards: readonly ValidatorCurrentRewardsRecord[];
  /** fee_pool defines the delegator starting infos at genesis. */
  readonly delegatorStartingInfos: readonly DelegatorStartingInfoRecord[];
  /** fee_pool defines the validator slash events at genesis. */
  readonly validatorSlashEvents: readonly ValidatorSlashEventRecord[];
}
export const GenesisState: MessageCodec<GenesisState> = message<GenesisState>(
  "cosmos.distribution.v1beta1.GenesisState",
  () => ({ params: undefined as never, feePool: undefined as never, delegatorWithdrawInfos: [], previousProposer: "" as Address, outstandingRewards: [], validatorAccumulatedCommissions: [], validatorHistoricalRewards: [], validatorCurrentRewards: [], delegatorStartingInfos: [], validatorSlashEvents: [] }),
  [
    [1, "params", "message", { type: () => Params, amino: { keepEmpty: true } }],
    [2, "fee_pool", "message", { type: () => FeePool, amino: { keepEmpty: true } }],
    [3, "delegator_withdraw_infos", "message", { type: () => DelegatorWithdrawInfo, repeated: true, amino: { keepEmpty: true } }],
    [4, "previous_proposer", "string", { scalar: "cosmos.AddressString" }],
    [5, "outstanding_rewards", "message", { type: () => ValidatorOutstandingRewardsRecord, repeated: true, amino: { keepEmpty: true } }],
    [6, "validator_accumulated_commissions", "message", { type: () => ValidatorAccumulatedCommissionRecord, repeated: true, amino: { keepEmpty: true } }],
    [7, "validator_historical_rewards", "message", { type: () => ValidatorHistoricalRewardsRecord, repeated: true, amino: { keepEmpty: true } }],
    [8, "validator_current_rewards", "message", { type: () => ValidatorCurrentRewardsRecord, repeated: true, amino: { keepEmpty: true } }],
    [9, "delegator_starting_infos", "message", { type: () => DelegatorStartingInfoRecord, repeated: true, amino: { keepEmpty: true } }],
    [10, "validator_slash_events", "message", { type: () => ValidatorSlashEventRecord, repeated: true, amino: { keepEmpty: true } }],
  ],
);

/** QueryParamsRequest is the request type for the Query/Params RPC method. */
export interface QueryParamsRequest {
}
export const QueryParamsRequest: MessageCodec<QueryParamsRequest> = message<QueryParamsRequest>(
  "cosmos.distribution.v1beta1.QueryParamsRequest",
  () => ({}),
  [],
);

/** QueryParamsResponse is the response type for the Query/Params RPC method. */
export interface QueryParamsResponse {
  /** params defines the parameters of the module. */
  readonly params: Params;
}
export const QueryParamsResponse: MessageCodec<QueryParamsResponse> = message<QueryParamsResponse>(
  "cosmos.distribution.v1beta1.QueryParamsResponse",
  () => ({ params: undefined as never }),
  [
    [1, "params", "message", { type: () => Params, amino: { keepEmpty: true } }],
  ],
);

/** QueryValidatorDistributionInfoRequest is the request type for the Query/ValidatorDistributionInfo RPC method. */
export interface QueryValidatorDistributionInfoRequest {
  /** validator_address defines the validator address to query for. */
  readonly validatorAddress: ValAddress;
}
export const QueryValidatorDistributionInfoRequest: MessageCodec<QueryValidatorDistributionInfoRequest> = message<QueryValidatorDistributionInfoRequest>(
  "cosmos.distribution.v1beta1.QueryValidatorDistributionInfoRequest",
  () => ({ validatorAddress: "" as ValAddress }),
  [
    [1, "validator_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
  ],
);

/** QueryValidatorDistributionInfoResponse is the response type for the Query/ValidatorDistributionInfo RPC method. */
export interface QueryValidatorDistributionInfoResponse {
  /** operator_address defines the validator operator address. */
  readonly operatorAddress: ValAddress;
  /** self_bond_rewards defines the self delegations rewards. */
  readonly selfBondRewards: readonly cosmos_base_v1beta1.DecCoin[];
  /** commission defines the commission the validator received. */
  readonly commission: readonly cosmos_base_v1beta1.DecCoin[];
}
export const QueryValidatorDistributionInfoResponse: MessageCodec<QueryValidatorDistributionInfoResponse> = message<QueryValidatorDistributionInfoResponse>(
  "cosmos.distribution.v1beta1.QueryValidatorDistributionInfoResponse",
  () => ({ operatorAddress: "" as ValAddress, selfBondRewards: [], commission: [] }),
  [
    [1, "operator_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
    [2, "self_bond_rewards", "message", { type: () => cosmos_base_v1beta1.DecCoin, repeated: true, amino: { keepEmpty: true } }],
    [3, "commission", "message", { type: () => cosmos_base_v1beta1.DecCoin, repeated: true }],
  ],
);

/**
 * QueryValidatorOutstandingRewardsRequest is the request type for the
 * Query/ValidatorOutstandingRewards RPC method.
 */
export interface QueryValidatorOutstandingRewardsRequest {
  /** validator_address defines the validator address to query for. */
  readonly validatorAddress: ValAddress;
}
export const QueryValidatorOutstandingRewardsRequest: MessageCodec<QueryValidatorOutstandingRewardsRequest> = message<QueryValidatorOutstandingRewardsRequest>(
  "cosmos.distribution.v1beta1.QueryValidatorOutstandingRewardsRequest",
  () => ({ validatorAddress: "" as ValAddress }),
  [
    [1, "validator_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
  ],
);

/**
 * QueryValidatorOutstandingRewardsResponse is the response type for the
 * Query/ValidatorOutstandingRewards RPC method.
 */
export interface QueryValidatorOutstandingRewardsResponse {
  readonly rewards: ValidatorOutstandingRewards;
}
export const QueryValidatorOutstandingRewardsResponse: MessageCodec<QueryValidatorOutstandingRewardsResponse> = message<QueryValidatorOutstandingRewardsResponse>(
  "cosmos.distribution.v1beta1.QueryValidatorOutstandingRewardsResponse",
  () => ({ rewards: undefined as never }),
  [
    [1, "rewards", "message", { type: () => ValidatorOutstandingRewards, amino: { keepEmpty: true } }],
  ],
);

/**
 * QueryValidatorCommissionRequest is the request type for the
 * Query/ValidatorCommission RPC method
 */
export interface QueryValidatorCommissionRequest {
  /** validator_address defines the validator address to query for. */
  readonly validatorAddress: ValAddress;
}
export const QueryValidatorCommissionRequest: MessageCodec<QueryValidatorCommissionRequest> = message<QueryValidatorCommissionRequest>(
  "cosmos.distribution.v1beta1.QueryValidatorCommissionRequest",
  () => ({ validatorAddress: "" as ValAddress }),
  [
    [1, "validator_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
  ],
);

/**
 * QueryValidatorCommissionResponse is the response type for the
 * Query/ValidatorCommission RPC method
 */
export interface QueryValidatorCommissionResponse {
  /** commission defines the commission the validator received. */
  readonly commission: ValidatorAccumulatedCommission;
}
export const QueryValidatorCommissionResponse: MessageCodec<QueryValidatorCommissionResponse> = message<QueryValidatorCommissionResponse>(
  "cosmos.distribution.v1beta1.QueryValidatorCommissionResponse",
  () => ({ commission: undefined as never }),
  [
    [1, "commission", "message", { type: () => ValidatorAccumulatedCommission, amino: { keepEmpty: true } }],
  ],
);

/**
 * QueryValidatorSlashesRequest is the request type for the
 * Query/ValidatorSlashes RPC method
 */
export interface QueryValidatorSlashesRequest {
  /** validator_address defines the validator address to query for. */
  readonly validatorAddress: ValAddress;
  /** starting_height defines the optional starting height to query the slashes. */
  readonly startingHeight: bigint;
  /** starting_height defines the optional ending height to query the slashes. */
  readonly endingHeight: bigint;
  /** pagination defines an optional pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryValidatorSlashesRequest: MessageCodec<QueryValidatorSlashesRequest> = message<QueryValidatorSlashesRequest>(
  "cosmos.distribution.v1beta1.QueryValidatorSlashesRequest",
  () => ({ validatorAddress: "" as ValAddress, startingHeight: 0n, endingHeight: 0n, pagination: undefined }),
  [
    [1, "validator_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
    [2, "starting_height", "uint64"],
    [3, "ending_height", "uint64"],
    [4, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/**
 * QueryValidatorSlashesResponse is the response type for the
 * Query/ValidatorSlashes RPC method.
 */
export interface QueryValidatorSlashesResponse {
  /** slashes defines the slashes the validator received. */
  readonly slashes: readonly ValidatorSlashEvent[];
  /** pagination defines the pagination in the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QueryValidatorSlashesResponse: MessageCodec<QueryValidatorSlashesResponse> = message<QueryValidatorSlashesResponse>(
  "cosmos.distribution.v1beta1.QueryValidatorSlashesResponse",
  () => ({ slashes: [], pagination: undefined }),
  [
    [1, "slashes", "message", { type: () => ValidatorSlashEvent, repeated: true, amino: { keepEmpty: true } }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/**
 * QueryDelegationRewardsRequest is the request type for the
 * Query/DelegationRewards RPC method.
 */
export interface QueryDelegationRewardsRequest {
  /** delegator_address defines the delegator address to query for. */
  readonly delegatorAddress: Address;
  /** validator_address defines the validator address to query for. */
  readonly validatorAddress: ValAddress;
}
export const QueryDelegationRewardsRequest: MessageCodec<QueryDelegationRewardsRequest> = message<QueryDelegationRewardsRequest>(
  "cosmos.distribution.v1beta1.QueryDelegationRewardsRequest",
  () => ({ delegatorAddress: "" as Address, validatorAddress: "" as ValAddress }),
  [
    [1, "delegator_address", "string", { scalar: "cosmos.AddressString" }],
    [2, "validator_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
  ],
);

/**
 * QueryDelegationRewardsResponse is the response type for the
 * Query/DelegationRewards RPC method.
 */
export interface QueryDelegationRewardsResponse {
  /** rewards defines the rewards accrued by a delegation. */
  readonly rewards: readonly cosmos_base_v1beta1.DecCoin[];
}
export const QueryDelegationRewardsResponse: MessageCodec<QueryDelegationRewardsResponse> = message<QueryDelegationRewardsResponse>(
  "cosmos.distribution.v1beta1.QueryDelegationRewardsResponse",
  () => ({ rewards: [] }),
  [
    [1, "rewards", "message", { type: () => cosmos_base_v1beta1.DecCoin, repeated: true, amino: { keepEmpty: true } }],
  ],
);

/**
 * QueryDelegationTotalRewardsRequest is the request type for the
 * Query/DelegationTotalRewards RPC method.
 */
export interface QueryDelegationTotalRewardsRequest {
  /** delegator_address defines the delegator address to query for. */
  readonly delegatorAddress: Address;
}
export const QueryDelegationTotalRewardsRequest: MessageCodec<QueryDelegationTotalRewardsRequest> = message<QueryDelegationTotalRewardsRequest>(
  "cosmos.distribution.v1beta1.QueryDelegationTotalRewardsRequest",
  () => ({ delegatorAddress: "" as Address }),
  [
    [1, "delegator_address", "string", { scalar: "cosmos.AddressString" }],
  ],
);

/**
 * QueryDelegationTotalRewardsResponse is the response type for the
 * Query/DelegationTotalRewards RPC method.
 */
export interface QueryDelegationTotalRewardsResponse {
  /** rewards defines all the rewards accrued by a delegator. */
  readonly rewards: readonly DelegationDelegatorReward[];
  /** total defines the sum of all the rewards. */
  readonly total: readonly cosmos_base_v1beta1.DecCoin[];
}
export const QueryDelegationTotalRewardsResponse: MessageCodec<QueryDelegationTotalRewardsResponse> = message<QueryDelegationTotalRewardsResponse>(
  "cosmos.distribution.v1beta1.QueryDelegationTotalRewardsResponse",
  () => ({ rewards: [], total: [] }),
  [
    [1, "rewards", "message", { type: () => DelegationDelegatorReward, repeated: true, amino: { keepEmpty: true } }],
    [2, "total", "message", { type: () => cosmos_base_v1beta1.DecCoin, repeated: true, amino: { keepEmpty: true } }],
  ],
);

/**
 * QueryDelegatorValidatorsRequest is the request type for the
 * Query/DelegatorValidators RPC method.
 */
export interface QueryDelegatorValidatorsRequest {
  /** delegator_address defines the delegator address to query for. */
  readonly delegatorAddress: Address;
}
export const QueryDelegatorValidatorsRequest: MessageCodec<QueryDelegatorValidatorsRequest> = message<QueryDelegatorValidatorsRequest>(
  "cosmos.distribution.v1beta1.QueryDelegatorValidatorsRequest",
  () => ({ delegatorAddress: "" as Address }),
  [
    [1, "delegator_address", "string", { scalar: "cosmos.AddressString" }],
  ],
);

/**
 * QueryDelegatorValidatorsResponse is the response type for the
 * Query/DelegatorValidators RPC method.
 */
export interface QueryDelegatorValidatorsResponse {
  /** validators defines the validators a delegator is delegating for. */
  readonly validators: readonly string[];
}
export const QueryDelegatorValidatorsResponse: MessageCodec<QueryDelegatorValidatorsResponse> = message<QueryDelegatorValidatorsResponse>(
  "cosmos.distribution.v1beta1.QueryDelegatorValidatorsResponse",
  () => ({ validators: [] }),
  [
    [1, "validators", "string", { repeated: true }],
  ],
);

/**
 * QueryDelegatorWithdrawAddressRequest is the request type for the
 * Query/DelegatorWithdrawAddress RPC method.
 */
export interface QueryDelegatorWithdrawAddressRequest {
  /** delegator_address defines the delegator address to query for. */
  readonly delegatorAddress: Address;
}
export const QueryDelegatorWithdrawAddressRequest: MessageCodec<QueryDelegatorWithdrawAddressRequest> = message<QueryDelegatorWithdrawAddressRequest>(
  "cosmos.distribution.v1beta1.QueryDelegatorWithdrawAddressRequest",
  () => ({ delegatorAddress: "" as Address }),
  [
    [1, "delegator_address", "string", { scalar: "cosmos.AddressString" }],
  ],
);

/**
 * QueryDelegatorWithdrawAddressResponse is the response type for the
 * Query/DelegatorWithdrawAddress RPC method.
 */
export interface QueryDelegatorWithdrawAddressResponse {
  /** withdraw_address defines the delegator address to query for. */
  readonly withdrawAddress: Address;
}
export const QueryDelegatorWithdrawAddressResponse: MessageCodec<QueryDelegatorWithdrawAddressResponse> = message<QueryDelegatorWithdrawAddressResponse>(
  "cosmos.distribution.v1beta1.QueryDelegatorWithdrawAddressResponse",
  () => ({ withdrawAddress: "" as Address }),
  [
    [1, "withdraw_address", "string", { scalar: "cosmos.AddressString" }],
  ],
);

/**
 * QueryCommunityPoolRequest is the request type for the Query/CommunityPool RPC
 * method.
 */
export interface QueryCommunityPoolRequest {
}
export const QueryCommunityPoolRequest: MessageCodec<QueryCommunityPoolRequest> = message<QueryCommunityPoolRequest>(
  "cosmos.distribution.v1beta1.QueryCommunityPoolRequest",
  () => ({}),
  [],
);

/**
 * QueryCommunityPoolResponse is the response type for the Query/CommunityPool
 * RPC method.
 */
export interface QueryCommunityPoolResponse {
  /** pool defines community pool's coins. */
  readonly pool: readonly cosmos_base_v1beta1.DecCoin[];
}
export const QueryCommunityPoolResponse: MessageCodec<QueryCommunityPoolResponse> = message<QueryCommunityPoolResponse>(
  "cosmos.distribution.v1beta1.QueryCommunityPoolResponse",
  () => ({ pool: [] }),
  [
    [1, "pool", "message", { type: () => cosmos_base_v1beta1.DecCoin, repeated: true, amino: { keepEmpty: true } }],
  ],
);

/**
 * MsgSetWithdrawAddress sets the withdraw address for
 * a delegator (or validator self-delegation).
 */
export interface MsgSetWithdrawAddress {
  readonly delegatorAddress: Address;
  readonly withdrawAddress: Address;
}
export const MsgSetWithdrawAddress: MessageCodec<MsgSetWithdrawAddress> = message<MsgSetWithdrawAddress>(
  "cosmos.distribution.v1beta1.MsgSetWithdrawAddress",
  () => ({ delegatorAddress: "" as Address, withdrawAddress: "" as Address }),
  [
    [1, "delegator_address", "string", { scalar: "cosmos.AddressString" }],
    [2, "withdraw_address", "string", { scalar: "cosmos.AddressString" }],
  ],
  { signers: ["delegator_address"], aminoName: "cosmos-sdk/MsgModifyWithdrawAddress" },
);

/**
 * MsgSetWithdrawAddressResponse defines the Msg/SetWithdrawAddress response
 * type.
 */
export interface MsgSetWithdrawAddressResponse {
}
export const MsgSetWithdrawAddressResponse: MessageCodec<MsgSetWithdrawAddressResponse> = message<MsgSetWithdrawAddressResponse>(
  "cosmos.distribution.v1beta1.MsgSetWithdrawAddressResponse",
  () => ({}),
  [],
);

/**
 * MsgWithdrawDelegatorReward represents delegation withdrawal to a delegator
 * from a single validator.
 */
export interface MsgWithdrawDelegatorReward {
  readonly delegatorAddress: Address;
  readonly validatorAddress: ValAddress;
}
export const MsgWithdrawDelegatorReward: MessageCodec<MsgWithdrawDelegatorReward> = message<MsgWithdrawDelegatorReward>(
  "cosmos.distribution.v1beta1.MsgWithdrawDelegatorReward",
  () => ({ delegatorAddress: "" as Address, validatorAddress: "" as ValAddress }),
  [
    [1, "delegator_address", "string", { scalar: "cosmos.AddressString" }],
    [2, "validator_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
  ],
  { signers: ["delegator_address"], aminoName: "cosmos-sdk/MsgWithdrawDelegationReward" },
);

/**
 * MsgWithdrawDelegatorRewardResponse defines the Msg/WithdrawDelegatorReward
 * response type.
 */
export interface MsgWithdrawDelegatorRewardResponse {
  readonly amount: readonly cosmos_base_v1beta1.Coin[];
}
export const MsgWithdrawDelegatorRewardResponse: MessageCodec<MsgWithdrawDelegatorRewardResponse> = message<MsgWithdrawDelegatorRewardResponse>(
  "cosmos.distribution.v1beta1.MsgWithdrawDelegatorRewardResponse",
  () => ({ amount: [] }),
  [
    [1, "amount", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
  ],
);

/**
 * MsgWithdrawValidatorCommission withdraws the full commission to the validator
 * address.
 */
export interface MsgWithdrawValidatorCommission {
  readonly validatorAddress: ValAddress;
}
export const MsgWithdrawValidatorCommission: MessageCodec<MsgWithdrawValidatorCommission> = message<MsgWithdrawValidatorCommission>(
  "cosmos.distribution.v1beta1.MsgWithdrawValidatorCommission",
  () => ({ validatorAddress: "" as ValAddress }),
  [
    [1, "validator_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
  ],
  { signers: ["validator_address"], aminoName: "cosmos-sdk/MsgWithdrawValCommission" },
);

/**
 * MsgWithdrawValidatorCommissionResponse defines the
 * Msg/WithdrawValidatorCommission response type.
 */
export interface MsgWithdrawValidatorCommissionResponse {
  readonly amount: readonly cosmos_base_v1beta1.Coin[];
}
export const MsgWithdrawValidatorCommissionResponse: MessageCodec<MsgWithdrawValidatorCommissionResponse> = message<MsgWithdrawValidatorCommissionResponse>(
  "cosmos.distribution.v1beta1.MsgWithdrawValidatorCommissionResponse",
  () => ({ amount: [] }),
  [
    [1, "amount", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
  ],
);

/**
 * MsgFundCommunityPool allows an account to directly
 * fund the community pool.
 */
export interface MsgFundCommunityPool {
  readonly amount: readonly cosmos_base_v1beta1.Coin[];
  readonly depositor: Address;
}
export const MsgFundCommunityPool: MessageCodec<MsgFundCommunityPool> = message<MsgFundCommunityPool>(
  "cosmos.distribution.v1beta1.MsgFundCommunityPool",
  () => ({ amount: [], depositor: "" as Address }),
  [
    [1, "amount", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
    [2, "depositor", "string", { scalar: "cosmos.AddressString" }],
  ],
  { signers: ["depositor"], aminoName: "cosmos-sdk/MsgFundCommunityPool" },
);

/** MsgFundCommunityPoolResponse defines the Msg/FundCommunityPool response type. */
export interface MsgFundCommunityPoolResponse {
}
export const MsgFundCommunityPoolResponse: MessageCodec<MsgFundCommunityPoolResponse> = message<MsgFundCommunityPoolResponse>(
  "cosmos.distribution.v1beta1.MsgFundCommunityPoolResponse",
  () => ({}),
  [],
);

/** MsgUpdateParams is the Msg/UpdateParams request type. */
export interface MsgUpdateParams {
  /** authority is the address that controls the module (defaults to x/gov unless overwritten). */
  readonly authority: Address;
  /**
   * params defines the x/distribution parameters to update.
   *
   * NOTE: All parameters must be supplied.
   */
  readonly params: Params;
}
export const MsgUpdateParams: MessageCodec<MsgUpdateParams> = message<MsgUpdateParams>(
  "cosmos.distribution.v1beta1.MsgUpdateParams",
  () => ({ authority: "" as Address, params: undefined as never }),
  [
    [1, "authority", "string", { scalar: "cosmos.AddressString" }],
    [2, "params", "message", { type: () => Params, amino: { keepEmpty: true } }],
  ],
  { signers: ["authority"], aminoName: "cosmos-sdk/distribution/MsgUpdateParams" },
);

/**
 * MsgUpdateParamsResponse defines the response structure for executing a
 * MsgUpdateParams message.
 */
export interface MsgUpdateParamsResponse {
}
export const MsgUpdateParamsResponse: MessageCodec<MsgUpdateParamsResponse> = message<MsgUpdateParamsResponse>(
  "cosmos.distribution.v1beta1.MsgUpdateParamsResponse",
  () => ({}),
  [],
);

/**
 * MsgCommunityPoolSpend defines a message for sending tokens from the community
 * pool to another account. This message is typically executed via a governance
 * proposal with the governance module being the executing authority.
 */
export interface MsgCommunityPoolSpend {
  /** authority is the address that controls the module (defaults to x/gov unless overwritten). */
  readonly authority: Address;
  readonly recipient: string;
  readonly amount: readonly cosmos_base_v1beta1.Coin[];
}
export const MsgCommunityPoolSpend: MessageCodec<MsgCommunityPoolSpend> = message<MsgCommunityPoolSpend>(
  "cosmos.distribution.v1beta1.MsgCommunityPoolSpend",
  () => ({ authority: "" as Address, recipient: "", amount: [] }),
  [
    [1, "authority", "string", { scalar: "cosmos.AddressString" }],
    [2, "recipient", "string"],
    [3, "amount", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
  ],
  { signers: ["authority"], aminoName: "cosmos-sdk/distr/MsgCommunityPoolSpend" },
);

/**
 * MsgCommunityPoolSpendResponse defines the response to executing a
 * MsgCommunityPoolSpend message.
 */
export interface MsgCommunityPoolSpendResponse {
}
export const MsgCommunityPoolSpendResponse: MessageCodec<MsgCommunityPoolSpendResponse> = message<MsgCommunityPoolSpendResponse>(
  "cosmos.distribution.v1beta1.MsgCommunityPoolSpendResponse",
  () => ({}),
  [],
);

/**
 * DepositValidatorRewardsPool defines the request structure to provide
 * additional rewards to delegators from a specific validator.
 */
export interface MsgDepositValidatorRewardsPool {
  readonly depositor: Address;
  readonly validatorAddress: ValAddress;
  readonly amount: readonly cosmos_base_v1beta1.Coin[];
}
export const MsgDepositValidatorRewardsPool: MessageCodec<MsgDepositValidatorRewardsPool> = message<MsgDepositValidatorRewardsPool>(
  "cosmos.distribution.v1beta1.MsgDepositValidatorRewardsPool",
  () => ({ depositor: "" as Address, validatorAddress: "" as ValAddress, amount: [] }),
  [
    [1, "depositor", "string", { scalar: "cosmos.AddressString" }],
    [2, "validator_address", "string", { scalar: "cosmos.ValidatorAddressString" }],
    [3, "amount", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
  ],
  { signers: ["depositor"], aminoName: "cosmos-sdk/distr/MsgDepositValRewards" },
);

/**
 * MsgDepositValidatorRewardsPoolResponse defines the response to executing a
 * MsgDepositValidatorRewardsPool message.
 */
export interface MsgDepositValidatorRewardsPoolResponse {
}
export const MsgDepositValidatorRewardsPoolResponse: MessageCodec<MsgDepositValidatorRewardsPoolResponse> = message<MsgDepositValidatorRewardsPoolResponse>(
  "cosmos.distribution.v1beta1.MsgDepositValidatorRewardsPoolResponse",
  () => ({}),
  [],
);

/** Query defines the gRPC querier service for distribution module. */
export const Query = service({
  name: "cosmos.distribution.v1beta1.Query",
  comment: "Query defines the gRPC querier service for distribution module.",
  isMsg: false,
  methods: {
    Params: {
      name: "Params",
      path: "/cosmos.distribution.v1beta1.Query/Params",
      request: QueryParamsRequest,
      response: QueryParamsResponse,
      http: {"get":"/cosmos/distribution/v1beta1/params"},
      comment: "Params queries params of the distribution module.",
    },
    ValidatorDistributionInfo: {
      name: "ValidatorDistributionInfo",
      path: "/cosmos.distribution.v1beta1.Query/ValidatorDistributionInfo",
      request: QueryValidatorDistributionInfoRequest,
      response: QueryValidatorDistributionInfoResponse,
      http: {"get":"/cosmos/distribution/v1beta1/validators/{validator_address}"},
      comment: "ValidatorDistributionInfo queries validator commission and self-delegation rewards for validator",
    },
    ValidatorOutstandingRewards: {
      name: "ValidatorOutstandingRewards",
      path: "/cosmos.distribution.v1beta1.Query/ValidatorOutstandingRewards",
      request: QueryValidatorOutstandingRewardsRequest,
      response: QueryValidatorOutstandingRewardsResponse,
      http: {"get":"/cosmos/distribution/v1beta1/validators/{validator_address}/outstanding_rewards"},
      comment: "ValidatorOutstandingRewards queries rewards of a validator address.",
    },
    ValidatorCommission: {
      name: "ValidatorCommission",
      path: "/cosmos.distribution.v1beta1.Query/ValidatorCommission",
      request: QueryValidatorCommissionRequest,
      response: QueryValidatorCommissionResponse,
      http: {"get":"/cosmos/distribution/v1beta1/validators/{validator_address}/commission"},
      comment: "ValidatorCommission queries accumulated commission for a validator.",
    },
    ValidatorSlashes: {
      name: "ValidatorSlashes",
      path: "/cosmos.distribution.v1beta1.Query/ValidatorSlashes",
      request: QueryValidatorSlashesRequest,
      response: QueryValidatorSlashesResponse,
      http: {"get":"/cosmos/distribution/v1beta1/validators/{validator_address}/slashes"},
      comment: "ValidatorSlashes queries slash events of a validator.",
    },
    DelegationRewards: {
      name: "DelegationRewards",
      path: "/cosmos.distribution.v1beta1.Query/DelegationRewards",
      request: QueryDelegationRewardsRequest,
      response: QueryDelegationRewardsResponse,
      http: {"get":"/cosmos/distribution/v1beta1/delegators/{delegator_address}/rewards/{validator_address}"},
      comment: "DelegationRewards queries the total rewards accrued by a delegation.",
    },
    DelegationTotalRewards: {
      name: "DelegationTotalRewards",
      path: "/cosmos.distribution.v1beta1.Query/DelegationTotalRewards",
      request: QueryDelegationTotalRewardsRequest,
      response: QueryDelegationTotalRewardsResponse,
      http: {"get":"/cosmos/distribution/v1beta1/delegators/{delegator_address}/rewards"},
      comment: "DelegationTotalRewards queries the total rewards accrued by each\nvalidator.",
    },
    DelegatorValidators: {
      name: "DelegatorValidators",
      path: "/cosmos.distribution.v1beta1.Query/DelegatorValidators",
      request: QueryDelegatorValidatorsRequest,
      response: QueryDelegatorValidatorsResponse,
      http: {"get":"/cosmos/distribution/v1beta1/delegators/{delegator_address}/validators"},
      comment: "DelegatorValidators queries the validators of a delegator.",
    },
    DelegatorWithdrawAddress: {
      name: "DelegatorWithdrawAddress",
      path: "/cosmos.distribution.v1beta1.Query/DelegatorWithdrawAddress",
      request: QueryDelegatorWithdrawAddressRequest,
      response: QueryDelegatorWithdrawAddressResponse,
      http: {"get":"/cosmos/distribution/v1beta1/delegators/{delegator_address}/withdraw_address"},
      comment: "DelegatorWithdrawAddress queries withdraw address of a delegator.",
    },
    CommunityPool: {
      name: "CommunityPool",
      path: "/cosmos.distribution.v1beta1.Query/CommunityPool",
      request: QueryCommunityPoolRequest,
      response: QueryCommunityPoolResponse,
      http: {"get":"/cosmos/distribution/v1beta1/community_pool"},
      comment: "CommunityPool queries the community pool coins.\n\nWARNING: This query will fail if an external community pool is used.",
    },
  },
} as const);
export type QueryRpcs = {
  Params: { request: QueryParamsRequest; response: QueryParamsResponse };
  ValidatorDistributionInfo: { request: QueryValidatorDistributionInfoRequest; response: QueryValidatorDistributionInfoResponse };
  ValidatorOutstandingRewards: { request: QueryValidatorOutstandingRewardsRequest; response: QueryValidatorOutstandingRewardsResponse };
  ValidatorCommission: { request: QueryValidatorCommissionRequest; response: QueryValidatorCommissionResponse };
  ValidatorSlashes: { request: QueryValidatorSlashesRequest; response: QueryValidatorSlashesResponse };
  DelegationRewards: { request: QueryDelegationRewardsRequest; response: QueryDelegationRewardsResponse };
  DelegationTotalRewards: { request: QueryDelegationTotalRewardsRequest; response: QueryDelegationTotalRewardsResponse };
  DelegatorValidators: { request: QueryDelegatorValidatorsRequest; response: QueryDelegatorValidatorsResponse };
  DelegatorWithdrawAddress: { request: QueryDelegatorWithdrawAddressRequest; response: QueryDelegatorWithdrawAddressResponse };
  CommunityPool: { request: QueryCommunityPoolRequest; response: QueryCommunityPoolResponse };
};

/** Msg defines the distribution Msg service. */
export const Msg = service({
  name: "cosmos.distribution.v1beta1.Msg",
  comment: "Msg defines the distribution Msg service.",
  isMsg: true,
  methods: {
    SetWithdrawAddress: {
      name: "SetWithdrawAddress",
      path: "/cosmos.distribution.v1beta1.Msg/SetWithdrawAddress",
      request: MsgSetWithdrawAddress,
      response: MsgSetWithdrawAddressResponse,
      comment: "SetWithdrawAddress defines a method to change the withdraw address\nfor a delegator (or validator self-delegation).",
    },
    WithdrawDelegatorReward: {
      name: "WithdrawDelegatorReward",
      path: "/cosmos.distribution.v1beta1.Msg/WithdrawDelegatorReward",
      request: MsgWithdrawDelegatorReward,
      response: MsgWithdrawDelegatorRewardResponse,
      comment: "WithdrawDelegatorReward defines a method to withdraw rewards of delegator\nfrom a single validator.",
    },
    WithdrawValidatorCommission: {
      name: "WithdrawValidatorCommission",
      path: "/cosmos.distribution.v1beta1.Msg/WithdrawValidatorCommission",
      request: MsgWithdrawValidatorCommission,
      response: MsgWithdrawValidatorCommissionResponse,
      comment: "WithdrawValidatorCommission defines a method to withdraw the\nfull commission to the validator address.",
    },
    FundCommunityPool: {
      name: "FundCommunityPool",
      path: "/cosmos.distribution.v1beta1.Msg/FundCommunityPool",
      request: MsgFundCommunityPool,
      response: MsgFundCommunityPoolResponse,
      comment: "FundCommunityPool defines a method to allow an account to directly\nfund the community pool.\n\nWARNING: This method will fail if an external community pool is used.",
    },
    UpdateParams: {
      name: "UpdateParams",
      path: "/cosmos.distribution.v1beta1.Msg/UpdateParams",
      request: MsgUpdateParams,
      response: MsgUpdateParamsResponse,
      comment: "UpdateParams defines a governance operation for updating the x/distribution\nmodule parameters. The authority is defined in the keeper.",
    },
    CommunityPoolSpend: {
      name: "CommunityPoolSpend",
      path: "/cosmos.distribution.v1beta1.Msg/CommunityPoolSpend",
      request: MsgCommunityPoolSpend,
      response: MsgCommunityPoolSpendResponse,
      comment: "CommunityPoolSpend defines a governance operation for sending tokens from\nthe community pool in the x/distribution module to another account, which\ncould be the governance module itself. The authority is defined in the\nkeeper.\n\nWARNING: This method will fail if an external community pool is used.",
    },
    DepositValidatorRewardsPool: {
      name: "DepositValidatorRewardsPool",
      path: "/cosmos.distribution.v1beta1.Msg/DepositValidatorRewardsPool",
      request: MsgDepositValidatorRewardsPool,
      response: MsgDepositValidatorRewardsPoolResponse,
      comment: "DepositValidatorRewardsPool defines a method to provide additional rewards\nto delegators to a specific validator.",
    },
  },
} as const);
export type MsgRpcs = {
  SetWithdrawAddress: { request: MsgSetWithdrawAddress; response: MsgSetWithdrawAddressResponse };
  WithdrawDelegatorReward: { request: MsgWithdrawDelegatorReward; response: MsgWithdrawDelegatorRewardResponse };
  WithdrawValidatorCommission: { request: MsgWithdrawValidatorCommission; response: MsgWithdrawValidatorCommissionResponse };
  FundCommunityPool: { request: MsgFundCommunityPool; response: MsgFundCommunityPoolResponse };
  UpdateParams: { request: MsgUpdateParams; response: MsgUpdateParamsResponse };
  CommunityPoolSpend: { request: MsgCommunityPoolSpend; response: MsgCommunityPoolSpendResponse };
  DepositValidatorRewardsPool: { request: MsgDepositValidatorRewardsPool; response: MsgDepositValidatorRewardsPoolResponse };
};
