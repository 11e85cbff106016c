// Generated from the .proto files by proto/generate; do not edit.
import { enumInfo, message } from "../../../codec.js";
import { service } from "../../../registry.js";
import type { Address } from "../../../scalars.js";
import type { MessageCodec } from "../../../types.js";
import * as cosmos_base_query_v1beta1 from "../../../gen/cosmos/base/query/v1beta1.js";
import * as cosmos_base_v1beta1 from "../../../gen/cosmos/base/v1beta1.js";
import * as google_protobuf from "../../../gen/google/protobuf.js";

/** VoteOption enumerates the valid vote options for a given governance proposal. */
export const VoteOption = {
  /** VOTE_OPTION_UNSPECIFIED defines a no-op vote option. */
  UNSPECIFIED: 0,
  /** VOTE_OPTION_YES defines a yes vote option. */
  YES: 1,
  /** VOTE_OPTION_ABSTAIN defines an abstain vote option. */
  ABSTAIN: 2,
  /** VOTE_OPTION_NO defines a no vote option. */
  NO: 3,
  /** VOTE_OPTION_NO_WITH_VETO defines a no with veto vote option. */
  NO_WITH_VETO: 4,
} as const;
export type VoteOption = (typeof VoteOption)[keyof typeof VoteOption];
export const VoteOptionInfo = enumInfo("cosmos.gov.v1.VoteOption", { VOTE_OPTION_UNSPECIFIED: 0, VOTE_OPTION_YES: 1, VOTE_OPTION_ABSTAIN: 2, VOTE_OPTION_NO: 3, VOTE_OPTION_NO_WITH_VETO: 4 });

/** ProposalStatus enumerates the valid statuses of a proposal. */
export const ProposalStatus = {
  /** PROPOSAL_STATUS_UNSPECIFIED defines the default proposal status. */
  UNSPECIFIED: 0,
  /**
   * PROPOSAL_STATUS_DEPOSIT_PERIOD defines a proposal status during the deposit
   * period.
   */
  DEPOSIT_PERIOD: 1,
  /**
   * PROPOSAL_STATUS_VOTING_PERIOD defines a proposal status during the voting
   * period.
   */
  VOTING_PERIOD: 2,
  /**
   * PROPOSAL_STATUS_PASSED defines a proposal status of a proposal that has
   * passed.
   */
  PASSED: 3,
  /**
   * PROPOSAL_STATUS_REJECTED defines a proposal status of a proposal that has
   * been rejected.
   */
  REJECTED: 4,
  /**
   * PROPOSAL_STATUS_FAILED defines a proposal status of a proposal that has
   * failed.
   */
  FAILED: 5,
} as const;
export type ProposalStatus = (typeof ProposalStatus)[keyof typeof ProposalStatus];
export const ProposalStatusInfo = enumInfo("cosmos.gov.v1.ProposalStatus", { PROPOSAL_STATUS_UNSPECIFIED: 0, PROPOSAL_STATUS_DEPOSIT_PERIOD: 1, PROPOSAL_STATUS_VOTING_PERIOD: 2, PROPOSAL_STATUS_PASSED: 3, PROPOSAL_STATUS_REJECTED: 4, PROPOSAL_STATUS_FAILED: 5 });

/** GenesisState defines the gov module's genesis state. */
export interface GenesisState {
  /** starting_proposal_id is the ID of the starting proposal. */
  readonly startingProposalId: bigint;
  /** deposits defines all the deposits present at genesis. */
  readonly deposits: readonly Deposit[];
  /** votes defines all the votes present at genesis. */
  readonly votes: readonly Vote[];
  /** proposals defines all the proposals present at genesis. */
  readonly proposals: readonly Proposal[];
  /**
   * Deprecated: Prefer to use `params` instead.
   * deposit_params defines all the paramaters of related to deposit.
   */
  readonly depositParams: DepositParams | undefined;
  /**
   * Deprecated: Prefer to use `params` instead.
   * voting_params defines all the paramaters of related to voting.
   */
  readonly votingParams: VotingParams | undefined;
  /**
   * Deprecated: Prefer to use `params` instead.
   * tally_params defines all the paramaters of related to tally.
   */
  readonly tallyParams: TallyParams | undefined;
  /** params defines all the paramaters of x/gov module. */
  readonly params: Params | undefined;
  /**
   * The constitution allows builders to lay a foundation and define purpose.
   * This is an immutable string set in genesis.
   * There are no amendments, to go outside of scope, just fork.
   * constitution is an immutable string in genesis for a chain builder to lay out their vision, ideas and ideals.
   */
  readonly constitution: string;
}
export const GenesisState: MessageCodec<GenesisState> = message<GenesisState>(
  "cosmos.gov.v1.GenesisState",
  () => ({ startingProposalId: 0n, deposits: [], votes: [], proposals: [], depositParams: undefined, votingParams: undefined, tallyParams: undefined, params: undefined, constitution: "" }),
  [
    [1, "starting_proposal_id", "uint64"],
    [2, "deposits", "message", { type: () => Deposit, repeated: true }],
    [3, "votes", "message", { type: () => Vote, repeated: true }],
    [4, "proposals", "message", { type: () => Proposal, repeated: true }],
    [5, "deposit_params", "message", { type: () => DepositParams, optional: true }],
    [6, "voting_params", "message", { type: () => VotingParams, optional: true }],
    [7, "tally_params", "message", { type: () => TallyParams, optional: true }],
    [8, "params", "message", { type: () => Params, optional: true }],
    [9, "constitution", "string"],
  ],
);

/** WeightedVoteOption defines a unit of vote for vote split. */
export interface WeightedVoteOption {
  /** option defines the valid vote options, it must not contain duplicate vote options. */
  readonly option: VoteOption;
  /** weight is the vote weight associated with the vote option. */
  readonly weight: string;
}
export const WeightedVoteOption: MessageCodec<WeightedVoteOption> = message<WeightedVoteOption>(
  "cosmos.gov.v1.WeightedVoteOption",
  () => ({ option: 0 as never, weight: "" }),
  [
    [1, "option", "enum", { type: () => VoteOptionInfo }],
    [2, "weight", "string", { scalar: "cosmos.Dec" }],
  ],
);

/**
 * Deposit defines an amount deposited by an account address to an active
 * proposal.
 */
export interface Deposit {
  /** proposal_id defines the unique id of the proposal. */
  readonly proposalId: bigint;
  /** depositor defines the deposit addresses from the proposals. */
  readonly depositor: Address;
  /** amount to be deposited by depositor. */
  readonly amount: readonly cosmos_base_v1beta1.Coin[];
}
export const Deposit: MessageCodec<Deposit> = message<Deposit>(
  "cosmos.gov.v1.Deposit",
  () => ({ proposalId: 0n, depositor: "" as Address, amount: [] }),
  [
    [1, "proposal_id", "uint64"],
    [2, "depositor", "string", { scalar: "cosmos.AddressString" }],
    [3, "amount", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { keepEmpty: true } }],
  ],
);

/** Proposal defines the core field members of a governance proposal. */
export interface Proposal {
  /** id defines the unique id of the proposal. */
  readonly id: bigint;
  /** messages are the arbitrary messages to be executed if the proposal passes. */
  readonly messages: readonly google_protobuf.Any[];
  /** status defines the proposal status. */
  readonly status: ProposalStatus;
  /**
   * final_tally_result is the final tally result of the proposal. When
   * querying a proposal via gRPC, this field is not populated until the
   * proposal's voting period has ended.
   */
  readonly finalTallyResult: TallyResult | undefined;
  /** submit_time is the time of proposal submission. */
  readonly submitTime: google_protobuf.Timestamp | undefined;
  /** deposit_end_time is the end time for deposition. */
  readonly depositEndTime: google_protobuf.Timestamp | undefined;
  /** total_deposit is the total deposit on the proposal. */
  readonly totalDeposit: readonly cosmos_base_v1beta1.Coin[];
  /** voting_start_time is the starting time to vote on a proposal. */
  readonly votingStartTime: google_protobuf.Timestamp | undefined;
  /** voting_end_time is the end time of voting on a proposal. */
  readonly votingEndTime: google_protobuf.Timestamp | undefined;
  /**
   * metadata is any arbitrary metadata attached to the proposal.
   * the recommended format of the metadata is to be found here:
   * https://docs.cosmos.network/v0.47/modules/gov#proposal-3
   */
  readonly metadata: string;
  /** title is the title of the proposal */
  readonly title: string;
  /** summary is a short summary of the proposal */
  readonly summary: string;
  /** proposer is the address of the proposal sumbitter */
  readonly proposer: Address;
  /** expedited defines if the proposal is expedited */
  readonly expedited: boolean;
  /** failed_reason defines the reason why the proposal failed */
  readonly failedReason: string;
}
export const Proposal: MessageCodec<Proposal> = message<Proposal>(
  "cosmos.gov.v1.Proposal",
  () => ({ id: 0n, messages: [], status: 0 as never, finalTallyResult: undefined, submitTime: undefined, depositEndTime: undefined, totalDeposit: [], votingStartTime: undefined, votingEndTime: undefined, metadata: "", title: "", summary: "", proposer: "" as Address, expedited: false, failedReason: "" }),
  [
    [1, "id", "uint64"],
    [2, "messages", "message", { type: () => google_protobuf.Any, repeated: true }],
    [3, "status", "enum", { type: () => ProposalStatusInfo }],
    [4, "final_tally_result", "message", { type: () => TallyResult, optional: true }],
    [5, "submit_time", "message", { type: () => google_protobuf.Timestamp, optional: true }],
    [6, "deposit_end_time", "message", { type: () => google_protobuf.Timestamp, optional: true }],
    [7, "total_deposit", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { keepEmpty: true } }],
    [8, "voting_start_time", "message", { type: () => google_protobuf.Timestamp, optional: true }],
    [9, "voting_end_time", "message", { type: () => google_protobuf.Timestamp, optional: true }],
    [10, "metadata", "string"],
    [11, "title", "string"],
    [12, "summary", "string"],
    [13, "proposer", "string", { scalar: "cosmos.AddressString" }],
    [14, "expedited", "bool"],
    [15, "failed_reason", "string"],
  ],
);

/** TallyResult defines a standard tally for a governance proposal. */
export interface TallyResult {
  /** yes_count is the number of yes votes on a proposal. */
  readonly yesCount: string;
  /** abstain_count is the number of abstain votes on a proposal. */
  readonly abstainCount: string;
  /** no_count is the number of no votes on a proposal. */
  readonly noCount: string;
  /** no_with_veto_count is the number of no with veto votes on a proposal. */
  readonly noWithVetoCount: string;
}
export const TallyResult: MessageCodec<TallyResult> = message<TallyResult>(
  "cosmos.gov.v1.TallyResult",
  () => ({ yesCount: "", abstainCount: "", noCount: "", noWithVetoCount: "" }),
  [
    [1, "yes_count", "string", { scalar: "cosmos.Int" }],
    [2, "abstain_count", "string", { scalar: "cosmos.Int" }],
    [3, "no_count", "string", { scalar: "cosmos.Int" }],
    [4, "no_with_veto_count", "string", { scalar: "cosmos.Int" }],
  ],
);

/**
 * Vote defines a vote on a governance proposal.
 * A Vote consists of a proposal ID, the voter, and the vote option.
 */
export interface Vote {
  /** proposal_id defines the unique id of the proposal. */
  readonly proposalId: bigint;
  /** voter is the voter address of the proposal. */
  readonly voter: Address;
  /** options is the weighted vote options. */
  readonly options: readonly WeightedVoteOption[];
  /**
   * metadata is any arbitrary metadata attached to the vote.
   * the recommended format of the metadata is to be found here: https://docs.cosmos.network/v0.47/modules/gov#vote-5
   */
  readonly metadata: string;
}
export const Vote: MessageCodec<Vote> = message<Vote>(
  "cosmos.gov.v1.Vote",
  () => ({ proposalId: 0n, voter: "" as Address, options: [], metadata: "" }),
  [
    [1, "proposal_id", "uint64"],
    [2, "voter", "string", { scalar: "cosmos.AddressString" }],
    [4, "options", "message", { type: () => WeightedVoteOption, repeated: true }],
    [5, "metadata", "string"],
  ],
);

/** DepositParams defines the params for deposits on governance proposals. */
export interface DepositParams {
  /** Minimum deposit for a proposal to enter voting period. */
  readonly minDeposit: readonly cosmos_base_v1beta1.Coin[];
  /**
   * Maximum period for Atom holders to deposit on a proposal. Initial value: 2
   * months.
   */
  readonly maxDepositPeriod: google_protobuf.Duration | undefined;
}
export const DepositParams: MessageCodec<DepositParams> = message<DepositParams>(
  "cosmos.gov.v1.DepositParams",
  () => ({ minDeposit: [], maxDepositPeriod: undefined }),
  [
    [1, "min_deposit", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true }],
    [2, "max_deposit_period", "message", { type: () => google_protobuf.Duration, optional: true }],
  ],
);

/** VotingParams defines the params for voting on governance proposals. */
export interface VotingParams {
  /** Duration of the voting period. */
  readonly votingPeriod: google_protobuf.Duration | undefined;
}
export const VotingParams: MessageCodec<VotingParams> = message<VotingParams>(
  "cosmos.gov.v1.VotingParams",
  () => ({ votingPeriod: undefined }),
  [
    [1, "voting_period", "message", { type: () => google_protobuf.Duration, optional: true }],
  ],
);

/** TallyParams defines the params for tallying votes on governance proposals. */
export interface TallyParams {
  /**
   * Minimum percentage of total stake needed to vote for a result to be
   * considered valid.
   */
  readonly quorum: string;
  /** Minimum proportion of Yes votes for proposal to pass. Default value: 0.5. */
  readonly threshold: string;
  /**
   * Minimum value of Veto votes to Total votes ratio for proposal to be
   * vetoed. Default value: 1/3.
   */
  readonly vetoThreshold: string;
}
export const TallyParams: MessageCodec<TallyParams> = message<TallyParams>(
  "cosmos.gov.v1.TallyParams",
  () => ({ quorum: "", threshold: "", vetoThreshold: "" }),
  [
    [1, "quorum", "string", { scalar: "cosmos.Dec" }],
    [2, "threshold", "string", { scalar: "cosmos.Dec" }],
    [3, "veto_threshold", "string", { scalar: "cosmos.Dec" }],
  ],
);

/** Params defines the parameters for the x/gov module. */
export interface Params {
  /** Minimum deposit for a proposal to enter voting period. */
  readonly minDeposit: readonly cosmos_base_v1beta1.Coin[];
  /**
   * Maximum period for Atom holders to deposit on a proposal. Initial value: 2
   * months.
   */
  readonly maxDepositPeriod: google_protobuf.Duration | undefined;
  /** Duration of the voting period. */
  readonly votingPeriod: google_protobuf.Duration | undefined;
  /**
   * Minimum percentage of total stake needed to vote for a result to be
   * considered valid.
   */
  readonly quorum: string;
  /** Minimum proportion of Yes votes for proposal to pass. Default value: 0.5. */
  readonly threshold: string;
  /**
   * Minimum value of Veto votes to Total votes ratio for proposal to be
   * vetoed. Default value: 1/3.
   */
  readonly vetoThreshold: string;
  /** The ratio representing the proportion of the deposit value that must be paid at proposal submission. */
  readonly minInitialDepositRatio: string;
  /** The cancel ratio which will not be returned back to the depositors when a proposal is cancelled. */
  readonly proposalCancelRatio: string;
  /**
   * The address which will receive (proposal_cancel_ratio * deposit) proposal deposits.
   * If empty, the (proposal_cancel_ratio * deposit) proposal deposits will be burned.
   */
  readonly proposalCancelDest: Address;
  /** Duration of the voting period of an expedited proposal. */
  readonly expeditedVotingPeriod: google_protobuf.Duration | undefined;
  /** Minimum proportion of Yes votes for proposal to pass. Default value: 0.67. */
  readonly expeditedThreshold: string;
  /** Minimum expedited deposit for a proposal to enter voting period. */
  readonly expeditedMinDeposit: readonly cosmos_base_v1beta1.Coin[];
  /** burn deposits if a proposal does not meet quorum */
  readonly burnVoteQuorum: boolean;
  /** burn deposits if the proposal does not enter voting period */
  readonly burnProposalDepositPrevote: boolean;
  /** burn deposits if quorum with vote type no_veto is met */
  readonly burnVoteVeto: boolean;
  /**
   * The ratio representing the proportion of the deposit value minimum that must be met when making a deposit.
   * Default value: 0.01. Meaning that for a chain with a min_deposit of 100stake, a deposit of 1stake would be
   * required.
   */
  readonly minDepositRatio: string;
}
export const Params: MessageCodec<Params> = message<Params>(
  "cosmos.gov.v1.Params",
  () => ({ minDeposit: [], maxDepositPeriod: undefined, votingPeriod: undefined, quorum: "", threshold: "", vetoThreshold: "", minInitialDepositRatio: "", proposalCancelRatio: "", proposalCancelDest: "" as Address, expeditedVotingPeriod: undefined, expeditedThreshold: "", expeditedMinDeposit: [], burnVoteQuorum: false, burnProposalDepositPrevote: false, burnVoteVeto: false, minDepositRatio: "" }),
  [
    [1, "min_deposit", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { keepEmpty: true } }],
    [2, "max_deposit_period", "message", { type: () => google_protobuf.Duration, optional: true }],
    [3, "voting_period", "message", { type: () => google_protobuf.Duration, optional: true }],
    [4, "quorum", "string", { scalar: "cosmos.Dec" }],
    [5, "threshold", "string", { scalar: "cosmos.Dec" }],
    [6, "veto_threshold", "string", { scalar: "cosmos.Dec" }],
    [7, "min_initial_deposit_ratio", "string", { scalar: "cosmos.Dec" }],
    [8, "proposal_cancel_ratio", "string", { scalar: "cosmos.Dec" }],
    [9, "proposal_cancel_dest", "string", { scalar: "cosmos.AddressString" }],
    [10, "expedited_voting_period", "message", { type: () => google_protobuf.Duration, optional: true }],
    [11, "expedited_threshold", "string", { scalar: "cosmos.Dec" }],
    [12, "expedited_min_deposit", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { keepEmpty: true } }],
    [13, "burn_vote_quorum", "bool"],
    [14, "burn_proposal_deposit_prevote", "bool"],
    [15, "burn_vote_veto", "bool"],
    [16, "min_deposit_ratio", "string", { scalar: "cosmos.Dec" }],
  ],
);

/** QueryConstitutionRequest is the request type for the Query/Constitution RPC method */
export interface QueryConstitutionRequest {
}
export const QueryConstitutionRequest: MessageCodec<QueryConstitutionRequest> = message<QueryConstitutionRequest>(
  "cosmos.gov.v1.QueryConstitutionRequest",
  () => ({}),
  [],
);

/** QueryConstitutionResponse is the response type for the Query/Constitution RPC method */
export interface QueryConstitutionResponse {
  readonly constitution: string;
}
export const QueryConstitutionResponse: MessageCodec<QueryConstitutionResponse> = message<QueryConstitutionResponse>(
  "cosmos.gov.v1.QueryConstitutionResponse",
  () => ({ constitution: "" }),
  [
    [1, "constitution", "string"],
  ],
);

/** QueryProposalRequest is the request type for the Query/Proposal RPC method. */
export interface QueryProposalRequest {
  /** proposal_id defines the unique id of the proposal. */
  readonly proposalId: bigint;
}
export const QueryProposalRequest: MessageCodec<QueryProposalRequest> = message<QueryProposalRequest>(
  "cosmos.gov.v1.QueryProposalRequest",
  () => ({ proposalId: 0n }),
  [
    [1, "proposal_id", "uint64"],
  ],
);

/** QueryProposalResponse is the response type for the Query/Proposal RPC method. */
export interface QueryProposalResponse {
  /** proposal is the requested governance proposal. */
  readonly proposal: Proposal | undefined;
}
export const QueryProposalResponse: MessageCodec<QueryProposalResponse> = message<QueryProposalResponse>(
  "cosmos.gov.v1.QueryProposalResponse",
  () => ({ proposal: undefined }),
  [
    [1, "proposal", "message", { type: () => Proposal, optional: true }],
  ],
);

/** QueryProposalsRequest is the request type for the Query/Proposals RPC method. */
export interface QueryProposalsRequest {
  /** proposal_status defines the status of the proposals. */
  readonly proposalStatus: ProposalStatus;
  /** voter defines the voter address for the proposals. */
  readonly voter: Address;
  /** depositor defines the deposit addresses from the proposals. */
  readonly depositor: Address;
  /** pagination defines an optional pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryProposalsRequest: MessageCodec<QueryProposalsRequest> = message<QueryProposalsRequest>(
  "cosmos.gov.v1.QueryProposalsRequest",
  () => ({ proposalStatus: 0 as never, voter: "" as Address, depositor: "" as Address, pagination: undefined }),
  [
    [1, "proposal_status", "enum", { type: () => ProposalStatusInfo }],
    [2, "voter", "string", { scalar: "cosmos.AddressString" }],
    [3, "depositor", "string", { scalar: "cosmos.AddressString" }],
    [4, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/**
 * QueryProposalsResponse is the response type for the Query/Proposals RPC
 * method.
 */
export interface QueryProposalsResponse {
  /** proposals defines all the requested governance proposals. */
  readonly proposals: readonly Proposal[];
  /** pagination defines the pagination in the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QueryProposalsResponse: MessageCodec<QueryProposalsResponse> = message<QueryProposalsResponse>(
  "cosmos.gov.v1.QueryProposalsResponse",
  () => ({ proposals: [], pagination: undefined }),
  [
    [1, "proposals", "message", { type: () => Proposal, repeated: true }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/** QueryVoteRequest is the request type for the Query/Vote RPC method. */
export interface QueryVoteRequest {
  /** proposal_id defines the unique id of the proposal. */
  readonly proposalId: bigint;
  /** voter defines the voter address for the proposals. */
  readonly voter: Address;
}
export const QueryVoteRequest: MessageCodec<QueryVoteRequest> = message<QueryVoteRequest>(
  "cosmos.gov.v1.QueryVoteRequest",
  () => ({ proposalId: 0n, voter: "" as Address }),
  [
    [1, "proposal_id", "uint64"],
    [2, "voter", "string", { scalar: "cosmos.AddressString" }],
  ],
);

/** QueryVoteResponse is the response type for the Query/Vote RPC method. */
export interface QueryVoteResponse {
  /** vote defines the queried vote. */
  readonly vote: Vote | undefined;
}
export const QueryVoteResponse: MessageCodec<QueryVoteResponse> = message<QueryVoteResponse>(
  "cosmos.gov.v1.QueryVoteResponse",
  () => ({ vote: undefined }),
  [
    [1, "vote", "message", { type: () => Vote, optional: true }],
  ],
);

/** QueryVotesRequest is the request type for the Query/Votes RPC method. */
export interface QueryVotesRequest {
  /** proposal_id defines the unique id of the proposal. */
  readonly proposalId: bigint;
  /** pagination defines an optional pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryVotesRequest: MessageCodec<QueryVotesRequest> = message<QueryVotesRequest>(
  "cosmos.gov.v1.QueryVotesRequest",
  () => ({ proposalId: 0n, pagination: undefined }),
  [
    [1, "proposal_id", "uint64"],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/** QueryVotesResponse is the response type for the Query/Votes RPC method. */
export interface QueryVotesResponse {
  /** votes defines the queried votes. */
  readonly votes: readonly Vote[];
  /** pagination defines the pagination in the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QueryVotesResponse: MessageCodec<QueryVotesResponse> = message<QueryVotesResponse>(
  "cosmos.gov.v1.QueryVotesResponse",
  () => ({ votes: [], pagination: undefined }),
  [
    [1, "votes", "message", { type: () => Vote, repeated: true }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/** QueryParamsRequest is the request type for the Query/Params RPC method. */
export interface QueryParamsRequest {
  /**
   * params_type defines which parameters to query for, can be one of "voting",
   * "tallying" or "deposit".
   */
  readonly paramsType: string;
}
export const QueryParamsRequest: MessageCodec<QueryParamsRequest> = message<QueryParamsRequest>(
  "cosmos.gov.v1.QueryParamsRequest",
  () => ({ paramsType: "" }),
  [
    [1, "params_type", "string"],
  ],
);

/** QueryParamsResponse is the response type for the Query/Params RPC method. */
export interface QueryParamsResponse {
  /**
   * Deprecated: Prefer to use `params` instead.
   * voting_params defines the parameters related to voting.
   */
  readonly votingParams: VotingParams | undefined;
  /**
   * Deprecated: Prefer to use `params` instead.
   * deposit_params defines the parameters related to deposit.
   */
  readonly depositParams: DepositParams | undefined;
  /**
   * Deprecated: Prefer to use `params` instead.
   * tally_params defines the parameters related to tally.
   */
  readonly tallyParams: TallyParams | undefined;
  /** params defines all the paramaters of x/gov module. */
  readonly params: Params | undefined;
}
export const QueryParamsResponse: MessageCodec<QueryParamsResponse> = message<QueryParamsResponse>(
  "cosmos.gov.v1.QueryParamsResponse",
  () => ({ votingParams: undefined, depositParams: undefined, tallyParams: undefined, params: undefined }),
  [
    [1, "voting_params", "message", { type: () => VotingParams, optional: true }],
    [2, "deposit_params", "message", { type: () => DepositParams, optional: true }],
    [3, "tally_params", "message", { type: () => TallyParams, optional: true }],
    [4, "params", "message", { type: () => Params, optional: true }],
  ],
);

/** QueryDepositRequest is the request type for the Query/Deposit RPC method. */
export interface QueryDepositRequest {
  /** proposal_id defines the unique id of the proposal. */
  readonly proposalId: bigint;
  /** depositor defines the deposit addresses from the proposals. */
  readonly depositor: Address;
}
export const QueryDepositRequest: MessageCodec<QueryDepositRequest> = message<QueryDepositRequest>(
  "cosmos.gov.v1.QueryDepositRequest",
  () => ({ proposalId: 0n, depositor: "" as Address }),
  [
    [1, "proposal_id", "uint64"],
    [2, "depositor", "string", { scalar: "cosmos.AddressString" }],
  ],
);

/** QueryDepositResponse is the response type for the Query/Deposit RPC method. */
export interface QueryDepositResponse {
  /** deposit defines the requested deposit. */
  readonly deposit: Deposit | undefined;
}
export const QueryDepositResponse: MessageCodec<QueryDepositResponse> = message<QueryDepositResponse>(
  "cosmos.gov.v1.QueryDepositResponse",
  () => ({ deposit: undefined }),
  [
    [1, "deposit", "message", { type: () => Deposit, optional: true }],
  ],
);

/** QueryDepositsRequest is the request type for the Query/Deposits RPC method. */
export interface QueryDepositsRequest {
  /** proposal_id defines the unique id of the proposal. */
  readonly proposalId: bigint;
  /** pagination defines an optional pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryDepositsRequest: MessageCodec<QueryDepositsRequest> = message<QueryDepositsRequest>(
  "cosmos.gov.v1.QueryDepositsRequest",
  () => ({ proposalId: 0n, pagination: undefined }),
  [
    [1, "proposal_id", "uint64"],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/** QueryDepositsResponse is the response type for the Query/Deposits RPC method. */
export interface QueryDepositsResponse {
  /** deposits defines the requested deposits. */
  readonly deposits: readonly Deposit[];
  /** pagination defines the pagination in the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QueryDepositsResponse: MessageCodec<QueryDepositsResponse> = message<QueryDepositsResponse>(
  "cosmos.gov.v1.QueryDepositsResponse",
  () => ({ deposits: [], pagination: undefined }),
  [
    [1, "deposits", "message", { type: () => Deposit, repeated: true }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/** QueryTallyResultRequest is the request type for the Query/Tally RPC method. */
export interface QueryTallyResultRequest {
  /** proposal_id defines the unique id of the proposal. */
  readonly proposalId: bigint;
}
export const QueryTallyResultRequest: MessageCodec<QueryTallyResultRequest> = message<QueryTallyResultRequest>(
  "cosmos.gov.v1.QueryTallyResultRequest",
  () => ({ proposalId: 0n }),
  [
    [1, "proposal_id", "uint64"],
  ],
);

/** QueryTallyResultResponse is the response type for the Query/Tally RPC method. */
export interface QueryTallyResultResponse {
  /** tally defines the requested tally. */
  readonly tally: TallyResult | undefined;
}
export const QueryTallyResultResponse: MessageCodec<QueryTallyResultResponse> = message<QueryTallyResultResponse>(
  "cosmos.gov.v1.QueryTallyResultResponse",
  () => ({ tally: undefined }),
  [
    [1, "tally", "message", { type: () => TallyResult, optional: true }],
  ],
);

/**
 * MsgSubmitProposal defines an sdk.Msg type that supports submitting arbitrary
 * proposal Content.
 */
export interface MsgSubmitProposal {
  /** messages are the arbitrary messages to be executed if proposal passes. */
  readonly messages: readonly google_protobuf.Any[];
  /** initial_deposit is the deposit value that must be paid at proposal submission. */
  readonly initialDeposit: readonly cosmos_base_v1beta1.Coin[];
  /** proposer is the account address of the proposer. */
  readonly proposer: Address;
  /** metadata is any arbitrary metadata attached to the proposal. */
  readonly metadata: string;
  /** title is the title of the proposal. */
  readonly title: string;
  /** summary is the summary of the proposal */
  readonly summary: string;
  /** expedited defines if the proposal is expedited or not */
  readonly expedited: boolean;
}
export const MsgSubmitProposal: MessageCodec<MsgSubmitProposal> = message<MsgSubmitProposal>(
  "cosmos.gov.v1.MsgSubmitProposal",
  () => ({ messages: [], initialDeposit: [], proposer: "" as Address, metadata: "", title: "", summary: "", expedited: false }),
  [
    [1, "messages", "message", { type: () => google_protobuf.Any, repeated: true }],
    [2, "initial_deposit", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
    [3, "proposer", "string", { scalar: "cosmos.AddressString" }],
    [4, "metadata", "string"],
    [5, "title", "string"],
    [6, "summary", "string"],
    [7, "expedited", "bool"],
  ],
  { signers: ["proposer"], aminoName: "cosmos-sdk/v1/MsgSubmitProposal" },
);

/** MsgSubmitProposalResponse defines the Msg/SubmitProposal response type. */
export interface MsgSubmitProposalResponse {
  /** proposal_id defines the unique id of the proposal. */
  readonly proposalId: bigint;
}
export const MsgSubmitProposalResponse: MessageCodec<MsgSubmitProposalResponse> = message<MsgSubmitProposalResponse>(
  "cosmos.gov.v1.MsgSubmitProposalResponse",
  () => ({ proposalId: 0n }),
  [
    [1, "proposal_id", "uint64"],
  ],
);

/**
 * MsgExecLegacyContent is used to wrap the legacy content field into a message.
 * This ensures backwards compatibility with v1beta1.MsgSubmitProposal.
 */
export interface MsgExecLegacyContent {
  /** content is the proposal's content. */
  readonly content: google_protobuf.Any | undefined;
  /** authority must be the gov module address. */
  readonly authority: string;
}
export const MsgExecLegacyContent: MessageCodec<MsgExecLegacyContent> = message<MsgExecLegacyContent>(
  "cosmos.gov.v1.MsgExecLegacyContent",
  () => ({ content: undefined, authority: "" }),
  [
    [1, "content", "message", { type: () => google_protobuf.Any, optional: true, accepts: "cosmos.gov.v1beta1.Content" }],
    [2, "authority", "string"],
  ],
  { signers: ["authority"], aminoName: "cosmos-sdk/v1/MsgExecLegacyContent" },
);

/** MsgExecLegacyContentResponse defines the Msg/ExecLegacyContent response type. */
export interface MsgExecLegacyContentResponse {
}
export const MsgExecLegacyContentResponse: MessageCodec<MsgExecLegacyContentResponse> = message<MsgExecLegacyContentResponse>(
  "cosmos.gov.v1.MsgExecLegacyContentResponse",
  () => ({}),
  [],
);

/** MsgVote defines a message to cast a vote. */
export interface MsgVote {
  /** proposal_id defines the unique id of the proposal. */
  readonly proposalId: bigint;
  /** voter is the voter address for the proposal. */
  readonly voter: Address;
  /** option defines the vote option. */
  readonly option: VoteOption;
  /** metadata is any arbitrary metadata attached to the Vote. */
  readonly metadata: string;
}
export const MsgVote: MessageCodec<MsgVote> = message<MsgVote>(
  "cosmos.gov.v1.MsgVote",
  () => ({ proposalId: 0n, voter: "" as Address, option: 0 as never, metadata: "" }),
  [
    [1, "proposal_id", "uint64", { amino: { keepEmpty: true } }],
    [2, "voter", "string", { scalar: "cosmos.AddressString" }],
    [3, "option", "enum", { type: () => VoteOptionInfo }],
    [4, "metadata", "string"],
  ],
  { signers: ["voter"], aminoName: "cosmos-sdk/v1/MsgVote" },
);

/** MsgVoteResponse defines the Msg/Vote response type. */
export interface MsgVoteResponse {
}
export const MsgVoteResponse: MessageCodec<MsgVoteResponse> = message<MsgVoteResponse>(
  "cosmos.gov.v1.MsgVoteResponse",
  () => ({}),
  [],
);

/** MsgVoteWeighted defines a message to cast a vote. */
export interface MsgVoteWeighted {
  /** proposal_id defines the unique id of the proposal. */
  readonly proposalId: bigint;
  /** voter is the voter address for the proposal. */
  readonly voter: Address;
  /** options defines the weighted vote options. */
  readonly options: readonly WeightedVoteOption[];
  /** metadata is any arbitrary metadata attached to the VoteWeighted. */
  readonly metadata: string;
}
export const MsgVoteWeighted: MessageCodec<MsgVoteWeighted> = message<MsgVoteWeighted>(
  "cosmos.gov.v1.MsgVoteWeighted",
  () => ({ proposalId: 0n, voter: "" as Address, options: [], metadata: "" }),
  [
    [1, "proposal_id", "uint64", { amino: { keepEmpty: true } }],
    [2, "voter", "string", { scalar: "cosmos.AddressString" }],
    [3, "options", "message", { type: () => WeightedVoteOption, repeated: true }],
    [4, "metadata", "string"],
  ],
  { signers: ["voter"], aminoName: "cosmos-sdk/v1/MsgVoteWeighted" },
);

/** MsgVoteWeightedResponse defines the Msg/VoteWeighted response type. */
export interface MsgVoteWeightedResponse {
}
export const MsgVoteWeightedResponse: MessageCodec<MsgVoteWeightedResponse> = message<MsgVoteWeightedResponse>(
  "cosmos.gov.v1.MsgVoteWeightedResponse",
  () => ({}),
  [],
);

/** MsgDeposit defines a message to submit a deposit to an existing proposal. */
export interface MsgDeposit {
  /** proposal_id defines the unique id of the proposal. */
  readonly proposalId: bigint;
  /** depositor defines the deposit addresses from the proposals. */
  readonly depositor: Address;
  /** amount to be deposited by depositor. */
  readonly amount: readonly cosmos_base_v1beta1.Coin[];
}
export const MsgDeposit: MessageCodec<MsgDeposit> = message<MsgDeposit>(
  "cosmos.gov.v1.MsgDeposit",
  () => ({ proposalId: 0n, depositor: "" as Address, amount: [] }),
  [
    [1, "proposal_id", "uint64", { amino: { keepEmpty: true } }],
    [2, "depositor", "string", { scalar: "cosmos.AddressString" }],
    [3, "amount", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { keepEmpty: true } }],
  ],
  { signers: ["depositor"], aminoName: "cosmos-sdk/v1/MsgDeposit" },
);

/** MsgDepositResponse defines the Msg/Deposit response type. */
export interface MsgDepositResponse {
}
export const MsgDepositResponse: MessageCodec<MsgDepositResponse> = message<MsgDepositResponse>(
  "cosmos.gov.v1.MsgDepositResponse",
  () => ({}),
  [],
);

/** MsgUpdateParams is the Msg/UpdateParams request type. */
export interface MsgUpdateParams {
  /** authority is the address that controls the module (defaults to x/gov unless overwritten). */
  readonly authority: Address;
  /**
   * params defines the x/gov parameters to update.
   *
   * NOTE: All parameters must be supplied.
   */
  readonly params: Params;
}
export const MsgUpdateParams: MessageCodec<MsgUpdateParams> = message<MsgUpdateParams>(
  "cosmos.gov.v1.MsgUpdateParams",
  () => ({ authority: "" as Address, params: undefined as never }),
  [
    [1, "authority", "string", { scalar: "cosmos.AddressString" }],
    [2, "params", "message", { type: () => Params, amino: { keepEmpty: true } }],
  ],
  { signers: ["authority"], aminoName: "cosmos-sdk/x/gov/v1/MsgUpdateParams" },
);

/**
 * MsgUpdateParamsResponse defines the response structure for executing a
 * MsgUpdateParams message.
 */
export interface MsgUpdateParamsResponse {
}
export const MsgUpdateParamsResponse: MessageCodec<MsgUpdateParamsResponse> = message<MsgUpdateParamsResponse>(
  "cosmos.gov.v1.MsgUpdateParamsResponse",
  () => ({}),
  [],
);

/** MsgCancelProposal is the Msg/CancelProposal request type. */
export interface MsgCancelProposal {
  /** proposal_id defines the unique id of the proposal. */
  readonly proposalId: bigint;
  /** proposer is the account address of the proposer. */
  readonly proposer: Address;
}
export const MsgCancelProposal: MessageCodec<MsgCancelProposal> = message<MsgCancelProposal>(
  "cosmos.gov.v1.MsgCancelProposal",
  () => ({ proposalId: 0n, proposer: "" as Address }),
  [
    [1, "proposal_id", "uint64"],
    [2, "proposer", "string", { scalar: "cosmos.AddressString" }],
  ],
  { signers: ["proposer"] },
);

/**
 * MsgCancelProposalResponse defines the response structure for executing a
 * MsgCancelProposal message.
 */
export interface MsgCancelProposalResponse {
  /** proposal_id defines the unique id of the proposal. */
  readonly proposalId: bigint;
  /** canceled_time is the time when proposal is canceled. */
  readonly canceledTime: google_protobuf.Timestamp;
  /** canceled_height defines the block height at which the proposal is canceled. */
  readonly canceledHeight: bigint;
}
export const MsgCancelProposalResponse: MessageCodec<MsgCancelProposalResponse> = message<MsgCancelProposalResponse>(
  "cosmos.gov.v1.MsgCancelProposalResponse",
  () => ({ proposalId: 0n, canceledTime: undefined as never, canceledHeight: 0n }),
  [
    [1, "proposal_id", "uint64"],
    [2, "canceled_time", "message", { type: () => google_protobuf.Timestamp }],
    [3, "canceled_height", "uint64"],
  ],
);

/** Query defines the gRPC querier service for gov module */
export const Query = service({
  name: "cosmos.gov.v1.Query",
  comment: "Query defines the gRPC querier service for gov module",
  isMsg: false,
  methods: {
    Constitution: {
      name: "Constitution",
      path: "/cosmos.gov.v1.Query/Constitution",
      request: QueryConstitutionRequest,
      response: QueryConstitutionResponse,
      http: {"get":"/cosmos/gov/v1/constitution"},
      comment: "Constitution queries the chain's constitution.",
    },
    Proposal: {
      name: "Proposal",
      path: "/cosmos.gov.v1.Query/Proposal",
      request: QueryProposalRequest,
      response: QueryProposalResponse,
      http: {"get":"/cosmos/gov/v1/proposals/{proposal_id}"},
      comment: "Proposal queries proposal details based on ProposalID.",
    },
    Proposals: {
      name: "Proposals",
      path: "/cosmos.gov.v1.Query/Proposals",
      request: QueryProposalsRequest,
      response: QueryProposalsResponse,
      http: {"get":"/cosmos/gov/v1/proposals"},
      comment: "Proposals queries all proposals based on given status.",
    },
    Vote: {
      name: "Vote",
      path: "/cosmos.gov.v1.Query/Vote",
      request: QueryVoteRequest,
      response: QueryVoteResponse,
      http: {"get":"/cosmos/gov/v1/proposals/{proposal_id}/votes/{voter}"},
      comment: "Vote queries voted information based on proposalID, voterAddr.",
    },
    Votes: {
      name: "Votes",
      path: "/cosmos.gov.v1.Query/Votes",
      request: QueryVotesRequest,
      response: QueryVotesResponse,
      http: {"get":"/cosmos/gov/v1/proposals/{proposal_id}/votes"},
      comment: "Votes queries votes of a given proposal.",
    },
    Params: {
      name: "Params",
      path: "/cosmos.gov.v1.Query/Params",
      request: QueryParamsRequest,
      response: QueryParamsResponse,
      http: {"get":"/cosmos/gov/v1/params/{params_type}"},
      comment: "Params queries all parameters of the gov module.",
    },
    Deposit: {
      name: "Deposit",
      path: "/cosmos.gov.v1.Query/Deposit",
      request: QueryDepositRequest,
      response: QueryDepositResponse,
      http: {"get":"/cosmos/gov/v1/proposals/{proposal_id}/deposits/{depositor}"},
      comment: "Deposit queries single deposit information based on proposalID, depositAddr.",
    },
    Deposits: {
      name: "Deposits",
      path: "/cosmos.gov.v1.Query/Deposits",
      request: QueryDepositsRequest,
      response: QueryDepositsResponse,
      http: {"get":"/cosmos/gov/v1/proposals/{proposal_id}/deposits"},
      comment: "Deposits queries all deposits of a single proposal.",
    },
    TallyResult: {
      name: "TallyResult",
      path: "/cosmos.gov.v1.Query/TallyResult",
      request: QueryTallyResultRequest,
      response: QueryTallyResultResponse,
      http: {"get":"/cosmos/gov/v1/proposals/{proposal_id}/tally"},
      comment: "TallyResult queries the tally of a proposal vote.",
    },
  },
} as const);
export type QueryRpcs = {
  Constitution: { request: QueryConstitutionRequest; response: QueryConstitutionResponse };
  Proposal: { request: QueryProposalRequest; response: QueryProposalResponse };
  Proposals: { request: QueryProposalsRequest; response: QueryProposalsResponse };
  Vote: { request: QueryVoteRequest; response: QueryVoteResponse };
  Votes: { request: QueryVotesRequest; response: QueryVotesResponse };
  Params: { request: QueryParamsRequest; response: QueryParamsResponse };
  Deposit: { request: QueryDepositRequest; response: QueryDepositResponse };
  Deposits: { request: QueryDepositsRequest; response: QueryDepositsResponse };
  TallyResult: { request: QueryTallyResultRequest; response: QueryTallyResultResponse };
};

/** Msg defines the gov Msg service. */
export const Msg = service({
  name: "cosmos.gov.v1.Msg",
  comment: "Msg defines the gov Msg service.",
  isMsg: true,
  methods: {
    SubmitProposal: {
      name: "SubmitProposal",
      path: "/cosmos.gov.v1.Msg/SubmitProposal",
      request: MsgSubmitProposal,
      response: MsgSubmitProposalResponse,
      comment: "SubmitProposal defines a method to create new proposal given the messages.",
    },
    ExecLegacyContent: {
      name: "ExecLegacyContent",
      path: "/cosmos.gov.v1.Msg/ExecLegacyContent",
      request: MsgExecLegacyContent,
      response: MsgExecLegacyContentResponse,
      comment: "ExecLegacyContent defines a Msg to be in included in a MsgSubmitProposal\nto execute a legacy content-based proposal.",
    },
    Vote: {
      name: "Vote",
      path: "/cosmos.gov.v1.Msg/Vote",
      request: MsgVote,
      response: MsgVoteResponse,
      comment: "Vote defines a method to add a vote on a specific proposal.",
    },
    VoteWeighted: {
      name: "VoteWeighted",
      path: "/cosmos.gov.v1.Msg/VoteWeighted",
      request: MsgVoteWeighted,
      response: MsgVoteWeightedResponse,
      comment: "VoteWeighted defines a method to add a weighted vote on a specific proposal.",
    },
    Deposit: {
      name: "Deposit",
      path: "/cosmos.gov.v1.Msg/Deposit",
      request: MsgDeposit,
      response: MsgDepositResponse,
      comment: "Deposit defines a method to add deposit on a specific proposal.",
    },
    UpdateParams: {
      name: "UpdateParams",
      path: "/cosmos.gov.v1.Msg/UpdateParams",
      request: MsgUpdateParams,
      response: MsgUpdateParamsResponse,
      comment: "UpdateParams defines a governance operation for updating the x/gov module\nparameters. The authority is defined in the keeper.",
    },
    CancelProposal: {
      name: "CancelProposal",
      path: "/cosmos.gov.v1.Msg/CancelProposal",
      request: MsgCancelProposal,
      response: MsgCancelProposalResponse,
      comment: "CancelProposal defines a method to cancel governance proposal",
    },
  },
} as const);
export type MsgRpcs = {
  SubmitProposal: { request: MsgSubmitProposal; response: MsgSubmitProposalResponse };
  ExecLegacyContent: { request: MsgExecLegacyContent; response: MsgExecLegacyContentResponse };
  Vote: { request: MsgVote; response: MsgVoteResponse };
  VoteWeighted: { request: MsgVoteWeighted; response: MsgVoteWeightedResponse };
  Deposit: { request: MsgDeposit; response: MsgDepositResponse };
  UpdateParams: { request: MsgUpdateParams; response: MsgUpdateParamsResponse };
  CancelProposal: { request: MsgCancelProposal; response: MsgCancelProposalResponse };
};
