// Generated from the .proto files by proto/generate; do not edit.
import { enumInfo, message } from "../../../codec.js";
import { service } from "../../../registry.js";
import type { Address, Amount, Dec } from "../../../scalars.js";
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
export const VoteOptionInfo = enumInfo("cosmos.gov.v1beta1.VoteOption", { VOTE_OPTION_UNSPECIFIED: 0, VOTE_OPTION_YES: 1, VOTE_OPTION_ABSTAIN: 2, VOTE_OPTION_NO: 3, VOTE_OPTION_NO_WITH_VETO: 4 });

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
export const ProposalStatusInfo = enumInfo("cosmos.gov.v1beta1.ProposalStatus", { PROPOSAL_STATUS_UNSPECIFIED: 0, PROPOSAL_STATUS_DEPOSIT_PERIOD: 1, PROPOSAL_STATUS_VOTING_PERIOD: 2, PROPOSAL_STATUS_PASSED: 3, PROPOSAL_STATUS_REJECTED: 4, PROPOSAL_STATUS_FAILED: 5 });

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
  /** deposit_params defines all the parameters related to deposit. */
  readonly depositParams: DepositParams;
  /** voting_params defines all the parameters related to voting. */
  readonly votingParams: VotingParams;
  /** tally_params defines all the parameters related to tally. */
  readonly tallyParams: TallyParams;
}
export const GenesisState: MessageCodec<GenesisState> = message<GenesisState>(
  "cosmos.gov.v1beta1.GenesisState",
  () => ({ startingProposalId: 0n, deposits: [], votes: [], proposals: [], depositParams: undefined as never, votingParams: undefined as never, tallyParams: undefined as never }),
  [
    [1, "starting_proposal_id", "uint64"],
    [2, "deposits", "message", { type: () => Deposit, repeated: true, amino: { keepEmpty: true } }],
    [3, "votes", "message", { type: () => Vote, repeated: true, amino: { keepEmpty: true } }],
    [4, "proposals", "message", { type: () => Proposal, repeated: true, amino: { keepEmpty: true } }],
    [5, "deposit_params", "message", { type: () => DepositParams, amino: { keepEmpty: true } }],
    [6, "voting_params", "message", { type: () => VotingParams, amino: { keepEmpty: true } }],
    [7, "tally_params", "message", { type: () => TallyParams, amino: { keepEmpty: true } }],
  ],
);

/** WeightedVoteOption defines a unit of vote for vote split. */
export interface WeightedVoteOption {
  /** option defines the valid vote options, it must not contain duplicate vote options. */
  readonly option: VoteOption;
  /** weight is the vote weight associated with the vote option. */
  readonly weight: Dec;
}
export const WeightedVoteOption: MessageCodec<WeightedVoteOption> = message<WeightedVoteOption>(
  "cosmos.gov.v1beta1.WeightedVoteOption",
  () => ({ option: 0 as never, weight: 0n as Dec }),
  [
    [1, "option", "enum", { type: () => VoteOptionInfo }],
    [2, "weight", "dec", { scalar: "cosmos.Dec", amino: { keepEmpty: true } }],
  ],
);

/**
 * TextProposal defines a standard text proposal whose changes need to be
 * manually updated in case of approval.
 */
export interface TextProposal {
  /** title of the proposal. */
  readonly title: string;
  /** description associated with the proposal. */
  readonly description: string;
}
export const TextProposal: MessageCodec<TextProposal> = message<TextProposal>(
  "cosmos.gov.v1beta1.TextProposal",
  () => ({ title: "", description: "" }),
  [
    [1, "title", "string"],
    [2, "description", "string"],
  ],
  { aminoName: "cosmos-sdk/TextProposal", implements: ["cosmos.gov.v1beta1.Content"] },
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
  "cosmos.gov.v1beta1.Deposit",
  () => ({ proposalId: 0n, depositor: "" as Address, amount: [] }),
  [
    [1, "proposal_id", "uint64"],
    [2, "depositor", "string", { scalar: "cosmos.AddressString" }],
    [3, "amount", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { keepEmpty: true } }],
  ],
);

/** Proposal defines the core field members of a governance proposal. */
export interface Proposal {
  /** proposal_id defines the unique id of the proposal. */
  readonly proposalId: bigint;
  /** content is the proposal's content. */
  readonly content: google_protobuf.Any | undefined;
  /** status defines the proposal status. */
  readonly status: ProposalStatus;
  /**
   * final_tally_result is the final tally result of the proposal. When
   * querying a proposal via gRPC, this field is not populated until the
   * proposal's voting period has ended.
   */
  readonly finalTallyResult: TallyResult;
  /** submit_time is the time of proposal submission. */
  readonly submitTime: google_protobuf.Timestamp;
  /** deposit_end_time is the end time for deposition. */
  readonly depositEndTime: google_protobuf.Timestamp;
  /** total_deposit is the total deposit on the proposal. */
  readonly totalDeposit: readonly cosmos_base_v1beta1.Coin[];
  /** voting_start_time is the starting time to vote on a proposal. */
  readonly votingStartTime: google_protobuf.Timestamp;
  /** voting_end_time is the end time of voting on a proposal. */
  readonly votingEndTime: google_protobuf.Timestamp;
}
export const Proposal: MessageCodec<Proposal> = message<Proposal>(
  "cosmos.gov.v1beta1.Proposal",
  () => ({ proposalId: 0n, content: undefined, status: 0 as never, finalTallyResult: undefined as never, submitTime: undefined as never, depositEndTime: undefined as never, totalDeposit: [], votingStartTime: undefined as never, votingEndTime: undefined as never }),
  [
    [1, "proposal_id", "uint64"],
    [2, "content", "message", { type: () => google_protobuf.Any, optional: true, accepts: "cosmos.gov.v1beta1.Content" }],
    [3, "status", "enum", { type: () => ProposalStatusInfo }],
    [4, "final_tally_result", "message", { type: () => TallyResult, amino: { keepEmpty: true } }],
    [5, "submit_time", "message", { type: () => google_protobuf.Timestamp, amino: { keepEmpty: true } }],
    [6, "deposit_end_time", "message", { type: () => google_protobuf.Timestamp, amino: { keepEmpty: true } }],
    [7, "total_deposit", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { keepEmpty: true } }],
    [8, "voting_start_time", "message", { type: () => google_protobuf.Timestamp, amino: { keepEmpty: true } }],
    [9, "voting_end_time", "message", { type: () => google_protobuf.Timestamp, amino: { keepEmpty: true } }],
  ],
);

/** TallyResult defines a standard tally for a governance proposal. */
export interface TallyResult {
  /** yes is the number of yes votes on a proposal. */
  readonly yes: Amount;
  /** abstain is the number of abstain votes on a proposal. */
  readonly abstain: Amount;
  /** no is the number of no votes on a proposal. */
  readonly no: Amount;
  /** no_with_veto is the number of no with veto votes on a proposal. */
  readonly noWithVeto: Amount;
}
export const TallyResult: MessageCodec<TallyResult> = message<TallyResult>(
  "cosmos.gov.v1beta1.TallyResult",
  () => ({ yes: 0n as Amount, abstain: 0n as Amount, no: 0n as Amount, noWithVeto: 0n as Amount }),
  [
    [1, "yes", "amount", { scalar: "cosmos.Int" }],
    [2, "abstain", "amount", { scalar: "cosmos.Int" }],
    [3, "no", "amount", { scalar: "cosmos.Int" }],
    [4, "no_with_veto", "amount", { scalar: "cosmos.Int" }],
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
  /**
   * Deprecated: Prefer to use `options` instead. This field is set in queries
   * if and only if `len(options) == 1` and that option has weight 1. In all
   * other cases, this field will default to VOTE_OPTION_UNSPECIFIED.
   */
  readonly option: VoteOption;
  /** options is the weighted vote options. */
  readonly options: readonly WeightedVoteOption[];
}
export const Vote: MessageCodec<Vote> = message<Vote>(
  "cosmos.gov.v1beta1.Vote",
  () => ({ proposalId: 0n, voter: "" as Address, option: 0 as never, options: [] }),
  [
    [1, "proposal_id", "uint64", { amino: { name: "id", keepEmpty: true } }],
    [2, "voter", "string", { scalar: "cosmos.AddressString" }],
    [3, "option", "enum", { type: () => VoteOptionInfo }],
    [4, "options", "message", { type: () => WeightedVoteOption, repeated: true, amino: { keepEmpty: true } }],
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
  readonly maxDepositPeriod: google_protobuf.Duration;
}
export const DepositParams: MessageCodec<DepositParams> = message<DepositParams>(
  "cosmos.gov.v1beta1.DepositParams",
  () => ({ minDeposit: [], maxDepositPeriod: undefined as never }),
  [
    [1, "min_deposit", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true }],
    [2, "max_deposit_period", "message", { type: () => google_protobuf.Duration }],
  ],
);

/** VotingParams defines the params for voting on governance proposals. */
export interface VotingParams {
  /** Duration of the voting period. */
  readonly votingPeriod: google_protobuf.Duration;
}
export const VotingParams: MessageCodec<VotingParams> = message<VotingParams>(
  "cosmos.gov.v1beta1.VotingParams",
  () => ({ votingPeriod: undefined as never }),
  [
    [1, "voting_period", "message", { type: () => google_protobuf.Duration }],
  ],
);

/** TallyParams defines the params for tallying votes on governance proposals. */
export interface TallyParams {
  /**
   * Minimum percentage of total stake needed to vote for a result to be
   * considered valid.
   */
  readonly quorum: Dec;
  /** Minimum proportion of Yes votes for proposal to pass. Default value: 0.5. */
  readonly threshold: Dec;
  /**
   * Minimum value of Veto votes to Total votes ratio for proposal to be
   * vetoed. Default value: 1/3.
   */
  readonly vetoThreshold: Dec;
}
export const TallyParams: MessageCodec<TallyParams> = message<TallyParams>(
  "cosmos.gov.v1beta1.TallyParams",
  () => ({ quorum: 0n as Dec, threshold: 0n as Dec, vetoThreshold: 0n as Dec }),
  [
    [1, "quorum", "dec", { scalar: "cosmos.Dec" }],
    [2, "threshold", "dec", { scalar: "cosmos.Dec" }],
    [3, "veto_threshold", "dec", { scalar: "cosmos.Dec" }],
  ],
);

/** QueryProposalRequest is the request type for the Query/Proposal RPC method. */
export interface QueryProposalRequest {
  /** proposal_id defines the unique id of the proposal. */
  readonly proposalId: bigint;
}
export const QueryProposalRequest: MessageCodec<QueryProposalRequest> = message<QueryProposalRequest>(
  "cosmos.gov.v1beta1.QueryProposalRequest",
  () => ({ proposalId: 0n }),
  [
    [1, "proposal_id", "uint64"],
  ],
);

/** QueryProposalResponse is the response type for the Query/Proposal RPC method. */
export interface QueryProposalResponse {
  readonly proposal: Proposal;
}
export const QueryProposalResponse: MessageCodec<QueryProposalResponse> = message<QueryProposalResponse>(
  "cosmos.gov.v1beta1.QueryProposalResponse",
  () => ({ proposal: undefined as never }),
  [
    [1, "proposal", "message", { type: () => Proposal, amino: { keepEmpty: true } }],
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
  "cosmos.gov.v1beta1.QueryProposalsRequest",
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
  "cosmos.gov.v1beta1.QueryProposalsResponse",
  () => ({ proposals: [], pagination: undefined }),
  [
    [1, "proposals", "message", { type: () => Proposal, repeated: true, amino: { keepEmpty: true } }],
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
  "cosmos.gov.v1beta1.QueryVoteRequest",
  () => ({ proposalId: 0n, voter: "" as Address }),
  [
    [1, "proposal_id", "uint64"],
    [2, "voter", "string", { scalar: "cosmos.AddressString" }],
  ],
);

/** QueryVoteResponse is the response type for the Query/Vote RPC method. */
export interface QueryVoteResponse {
  /** vote defines the queried vote. */
  readonly vote: Vote;
}
export const QueryVoteResponse: MessageCodec<QueryVoteResponse> = message<QueryVoteResponse>(
  "cosmos.gov.v1beta1.QueryVoteResponse",
  () => ({ vote: undefined as never }),
  [
    [1, "vote", "message", { type: () => Vote, amino: { keepEmpty: true } }],
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
  "cosmos.gov.v1beta1.QueryVotesRequest",
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
  "cosmos.gov.v1beta1.QueryVotesResponse",
  () => ({ votes: [], pagination: undefined }),
  [
    [1, "votes", "message", { type: () => Vote, repeated: true, amino: { keepEmpty: true } }],
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
  "cosmos.gov.v1beta1.QueryParamsRequest",
  () => ({ paramsType: "" }),
  [
    [1, "params_type", "string"],
  ],
);

/** QueryParamsResponse is the response type for the Query/Params RPC method. */
export interface QueryParamsResponse {
  /** voting_params defines the parameters related to voting. */
  readonly votingParams: VotingParams;
  /** deposit_params defines the parameters related to deposit. */
  readonly depositParams: DepositParams;
  /** tally_params defines the parameters related to tally. */
  readonly tallyParams: TallyParams;
}
export const QueryParamsResponse: MessageCodec<QueryParamsResponse> = message<QueryParamsResponse>(
  "cosmos.gov.v1beta1.QueryParamsResponse",
  () => ({ votingParams: undefined as never, depositParams: undefined as never, tallyParams: undefined as never }),
  [
    [1, "voting_params", "message", { type: () => VotingParams, amino: { keepEmpty: true } }],
    [2, "deposit_params", "message", { type: () => DepositParams, amino: { keepEmpty: true } }],
    [3, "tally_params", "message", { type: () => TallyParams, amino: { keepEmpty: true } }],
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
  "cosmos.gov.v1beta1.QueryDepositRequest",
  () => ({ proposalId: 0n, depositor: "" as Address }),
  [
    [1, "proposal_id", "uint64"],
    [2, "depositor", "string", { scalar: "cosmos.AddressString" }],
  ],
);

/** QueryDepositResponse is the response type for the Query/Deposit RPC method. */
export interface QueryDepositResponse {
  /** deposit defines the requested deposit. */
  readonly deposit: Deposit;
}
export const QueryDepositResponse: MessageCodec<QueryDepositResponse> = message<QueryDepositResponse>(
  "cosmos.gov.v1beta1.QueryDepositResponse",
  () => ({ deposit: undefined as never }),
  [
    [1, "deposit", "message", { type: () => Deposit, amino: { keepEmpty: true } }],
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
  "cosmos.gov.v1beta1.QueryDepositsRequest",
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
  "cosmos.gov.v1beta1.QueryDepositsResponse",
  () => ({ deposits: [], pagination: undefined }),
  [
    [1, "deposits", "message", { type: () => Deposit, repeated: true, amino: { keepEmpty: true } }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/** QueryTallyResultRequest is the request type for the Query/Tally RPC method. */
export interface QueryTallyResultRequest {
  /** proposal_id defines the unique id of the proposal. */
  readonly proposalId: bigint;
}
export const QueryTallyResultRequest: MessageCodec<QueryTallyResultRequest> = message<QueryTallyResultRequest>(
  "cosmos.gov.v1beta1.QueryTallyResultRequest",
  () => ({ proposalId: 0n }),
  [
    [1, "proposal_id", "uint64"],
  ],
);

/** QueryTallyResultResponse is the response type for the Query/Tally RPC method. */
export interface QueryTallyResultResponse {
  /** tally defines the requested tally. */
  readonly tally: TallyResult;
}
export const QueryTallyResultResponse: MessageCodec<QueryTallyResultResponse> = message<QueryTallyResultResponse>(
  "cosmos.gov.v1beta1.QueryTallyResultResponse",
  () => ({ tally: undefined as never }),
  [
    [1, "tally", "message", { type: () => TallyResult, amino: { keepEmpty: true } }],
  ],
);

/**
 * MsgSubmitProposal defines an sdk.Msg type that supports submitting arbitrary
 * proposal Content.
 */
export interface MsgSubmitProposal {
  /** content is the proposal's content. */
  readonly content: google_protobuf.Any | undefined;
  /** initial_deposit is the deposit value that must be paid at proposal submission. */
  readonly initialDeposit: readonly cosmos_base_v1beta1.Coin[];
  /** proposer is the account address of the proposer. */
  readonly proposer: Address;
}
export const MsgSubmitProposal: MessageCodec<MsgSubmitProposal> = message<MsgSubmitProposal>(
  "cosmos.gov.v1beta1.MsgSubmitProposal",
  () => ({ content: undefined, initialDeposit: [], proposer: "" as Address }),
  [
    [1, "content", "message", { type: () => google_protobuf.Any, optional: true, accepts: "cosmos.gov.v1beta1.Content" }],
    [2, "initial_deposit", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
    [3, "proposer", "string", { scalar: "cosmos.AddressString" }],
  ],
  { signers: ["proposer"], aminoName: "cosmos-sdk/MsgSubmitProposal" },
);

/** MsgSubmitProposalResponse defines the Msg/SubmitProposal response type. */
export interface MsgSubmitProposalResponse {
  /** proposal_id defines the unique id of the proposal. */
  readonly proposalId: bigint;
}
export const MsgSubmitProposalResponse: MessageCodec<MsgSubmitProposalResponse> = message<MsgSubmitProposalResponse>(
  "cosmos.gov.v1beta1.MsgSubmitProposalResponse",
  () => ({ proposalId: 0n }),
  [
    [1, "proposal_id", "uint64", { amino: { keepEmpty: true } }],
  ],
);

/** MsgVote defines a message to cast a vote. */
export interface MsgVote {
  /** proposal_id defines the unique id of the proposal. */
  readonly proposalId: bigint;
  /** voter is the voter address for the proposal. */
  readonly voter: Address;
  /** option defines the vote option. */
  readonly option: VoteOption;
}
export const MsgVote: MessageCodec<MsgVote> = message<MsgVote>(
  "cosmos.gov.v1beta1.MsgVote",
  () => ({ proposalId: 0n, voter: "" as Address, option: 0 as never }),
  [
    [1, "proposal_id", "uint64"],
    [2, "voter", "string", { scalar: "cosmos.AddressString" }],
    [3, "option", "enum", { type: () => VoteOptionInfo }],
  ],
  { signers: ["voter"], aminoName: "cosmos-sdk/MsgVote" },
);

/** MsgVoteResponse defines the Msg/Vote response type. */
export interface MsgVoteResponse {
}
export const MsgVoteResponse: MessageCodec<MsgVoteResponse> = message<MsgVoteResponse>(
  "cosmos.gov.v1beta1.MsgVoteResponse",
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
}
export const MsgVoteWeighted: MessageCodec<MsgVoteWeighted> = message<MsgVoteWeighted>(
  "cosmos.gov.v1beta1.MsgVoteWeighted",
  () => ({ proposalId: 0n, voter: "" as Address, options: [] }),
  [
    [1, "proposal_id", "uint64", { amino: { keepEmpty: true } }],
    [2, "voter", "string", { scalar: "cosmos.AddressString" }],
    [3, "options", "message", { type: () => WeightedVoteOption, repeated: true, amino: { keepEmpty: true } }],
  ],
  { signers: ["voter"], aminoName: "cosmos-sdk/MsgVoteWeighted" },
);

/** MsgVoteWeightedResponse defines the Msg/VoteWeighted response type. */
export interface MsgVoteWeightedResponse {
}
export const MsgVoteWeightedResponse: MessageCodec<MsgVoteWeightedResponse> = message<MsgVoteWeightedResponse>(
  "cosmos.gov.v1beta1.MsgVoteWeightedResponse",
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
  "cosmos.gov.v1beta1.MsgDeposit",
  () => ({ proposalId: 0n, depositor: "" as Address, amount: [] }),
  [
    [1, "proposal_id", "uint64", { amino: { keepEmpty: true } }],
    [2, "depositor", "string", { scalar: "cosmos.AddressString" }],
    [3, "amount", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
  ],
  { signers: ["depositor"], aminoName: "cosmos-sdk/MsgDeposit" },
);

/** MsgDepositResponse defines the Msg/Deposit response type. */
export interface MsgDepositResponse {
}
export const MsgDepositResponse: MessageCodec<MsgDepositResponse> = message<MsgDepositResponse>(
  "cosmos.gov.v1beta1.MsgDepositResponse",
  () => ({}),
  [],
);

/** Query defines the gRPC querier service for gov module */
export const Query = service({
  name: "cosmos.gov.v1beta1.Query",
  comment: "Query defines the gRPC querier service for gov module",
  isMsg: false,
  methods: {
    Proposal: {
      name: "Proposal",
      path: "/cosmos.gov.v1beta1.Query/Proposal",
      request: QueryProposalRequest,
      response: QueryProposalResponse,
      http: {"get":"/cosmos/gov/v1beta1/proposals/{proposal_id}"},
      comment: "Proposal queries proposal details based on ProposalID.",
    },
    Proposals: {
      name: "Proposals",
      path: "/cosmos.gov.v1beta1.Query/Proposals",
      request: QueryProposalsRequest,
      response: QueryProposalsResponse,
      http: {"get":"/cosmos/gov/v1beta1/proposals"},
      comment: "Proposals queries all proposals based on given status.",
    },
    Vote: {
      name: "Vote",
      path: "/cosmos.gov.v1beta1.Query/Vote",
      request: QueryVoteRequest,
      response: QueryVoteResponse,
      http: {"get":"/cosmos/gov/v1beta1/proposals/{proposal_id}/votes/{voter}"},
      comment: "Vote queries voted information based on proposalID, voterAddr.",
    },
    Votes: {
      name: "Votes",
      path: "/cosmos.gov.v1beta1.Query/Votes",
      request: QueryVotesRequest,
      response: QueryVotesResponse,
      http: {"get":"/cosmos/gov/v1beta1/proposals/{proposal_id}/votes"},
      comment: "Votes queries votes of a given proposal.",
    },
    Params: {
      name: "Params",
      path: "/cosmos.gov.v1beta1.Query/Params",
      request: QueryParamsRequest,
      response: QueryParamsResponse,
      http: {"get":"/cosmos/gov/v1beta1/params/{params_type}"},
      comment: "Params queries all parameters of the gov module.",
    },
    Deposit: {
      name: "Deposit",
      path: "/cosmos.gov.v1beta1.Query/Deposit",
      request: QueryDepositRequest,
      response: QueryDepositResponse,
      http: {"get":"/cosmos/gov/v1beta1/proposals/{proposal_id}/deposits/{depositor}"},
      comment: "Deposit queries single deposit information based on proposalID, depositor address.",
    },
    Deposits: {
      name: "Deposits",
      path: "/cosmos.gov.v1beta1.Query/Deposits",
      request: QueryDepositsRequest,
      response: QueryDepositsResponse,
      http: {"get":"/cosmos/gov/v1beta1/proposals/{proposal_id}/deposits"},
      comment: "Deposits queries all deposits of a single proposal.",
    },
    TallyResult: {
      name: "TallyResult",
      path: "/cosmos.gov.v1beta1.Query/TallyResult",
      request: QueryTallyResultRequest,
      response: QueryTallyResultResponse,
      http: {"get":"/cosmos/gov/v1beta1/proposals/{proposal_id}/tally"},
      comment: "TallyResult queries the tally of a proposal vote.",
    },
  },
} as const);
export type QueryRpcs = {
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
  name: "cosmos.gov.v1beta1.Msg",
  comment: "Msg defines the gov Msg service.",
  isMsg: true,
  methods: {
    SubmitProposal: {
      name: "SubmitProposal",
      path: "/cosmos.gov.v1beta1.Msg/SubmitProposal",
      request: MsgSubmitProposal,
      response: MsgSubmitProposalResponse,
      comment: "SubmitProposal defines a method to create new proposal given a content.",
    },
    Vote: {
      name: "Vote",
      path: "/cosmos.gov.v1beta1.Msg/Vote",
      request: MsgVote,
      response: MsgVoteResponse,
      comment: "Vote defines a method to add a vote on a specific proposal.",
    },
    VoteWeighted: {
      name: "VoteWeighted",
      path: "/cosmos.gov.v1beta1.Msg/VoteWeighted",
      request: MsgVoteWeighted,
      response: MsgVoteWeightedResponse,
      comment: "VoteWeighted defines a method to add a weighted vote on a specific proposal.",
    },
    Deposit: {
      name: "Deposit",
      path: "/cosmos.gov.v1beta1.Msg/Deposit",
      request: MsgDeposit,
      response: MsgDepositResponse,
      comment: "Deposit defines a method to add deposit on a specific proposal.",
    },
  },
} as const);
export type MsgRpcs = {
  SubmitProposal: { request: MsgSubmitProposal; response: MsgSubmitProposalResponse };
  Vote: { request: MsgVote; response: MsgVoteResponse };
  VoteWeighted: { request: MsgVoteWeighted; response: MsgVoteWeightedResponse };
  Deposit: { request: MsgDeposit; response: MsgDepositResponse };
};
