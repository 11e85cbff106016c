// Generated from the .proto files by proto/generate; do not edit.
import { enumInfo, message } from "../../codec.js";
import { service } from "../../registry.js";
import { NO_BYTES } from "../../bytes.js";
import type { MessageCodec } from "../../types.js";
import * as google_protobuf from "../../gen/google/protobuf.js";
import * as tendermint_crypto from "../../gen/tendermint/crypto.js";
import * as tendermint_types from "../../gen/tendermint/types.js";

export const CheckTxType = {
  NEW: 0,
  RECHECK: 1,
} as const;
export type CheckTxType = (typeof CheckTxType)[keyof typeof CheckTxType];
export const CheckTxTypeInfo = enumInfo("tendermint.abci.CheckTxType", { NEW: 0, RECHECK: 1 });

export const ResponseOfferSnapshot_Result = {
  /** Unknown result, abort all snapshot restoration */
  UNKNOWN: 0,
  /** Snapshot accepted, apply chunks */
  ACCEPT: 1,
  /** Abort all snapshot restoration */
  ABORT: 2,
  /** Reject this specific snapshot, try others */
  REJECT: 3,
  /** Reject all snapshots of this format, try others */
  REJECT_FORMAT: 4,
  /** Reject all snapshots from the sender(s), try others */
  REJECT_SENDER: 5,
} as const;
export type ResponseOfferSnapshot_Result = (typeof ResponseOfferSnapshot_Result)[keyof typeof ResponseOfferSnapshot_Result];
export const ResponseOfferSnapshot_ResultInfo = enumInfo("tendermint.abci.ResponseOfferSnapshot.Result", { UNKNOWN: 0, ACCEPT: 1, ABORT: 2, REJECT: 3, REJECT_FORMAT: 4, REJECT_SENDER: 5 });

export const ResponseApplySnapshotChunk_Result = {
  /** Unknown result, abort all snapshot restoration */
  UNKNOWN: 0,
  /** Chunk successfully accepted */
  ACCEPT: 1,
  /** Abort all snapshot restoration */
  ABORT: 2,
  /** Retry chunk (combine with refetch and reject) */
  RETRY: 3,
  /** Retry snapshot (combine with refetch and reject) */
  RETRY_SNAPSHOT: 4,
  /** Reject this snapshot, try others */
  REJECT_SNAPSHOT: 5,
} as const;
export type ResponseApplySnapshotChunk_Result = (typeof ResponseApplySnapshotChunk_Result)[keyof typeof ResponseApplySnapshotChunk_Result];
export const ResponseApplySnapshotChunk_ResultInfo = enumInfo("tendermint.abci.ResponseApplySnapshotChunk.Result", { UNKNOWN: 0, ACCEPT: 1, ABORT: 2, RETRY: 3, RETRY_SNAPSHOT: 4, REJECT_SNAPSHOT: 5 });

export const ResponseProcessProposal_ProposalStatus = {
  UNKNOWN: 0,
  ACCEPT: 1,
  REJECT: 2,
} as const;
export type ResponseProcessProposal_ProposalStatus = (typeof ResponseProcessProposal_ProposalStatus)[keyof typeof ResponseProcessProposal_ProposalStatus];
export const ResponseProcessProposal_ProposalStatusInfo = enumInfo("tendermint.abci.ResponseProcessProposal.ProposalStatus", { UNKNOWN: 0, ACCEPT: 1, REJECT: 2 });

export const ResponseVerifyVoteExtension_VerifyStatus = {
  UNKNOWN: 0,
  ACCEPT: 1,
  /**
   * Rejecting the vote extension will reject the entire precommit by the sender.
   * Incorrectly implementing this thus has liveness implications as it may affect
   * CometBFT's ability to receive 2/3+ valid votes to finalize the block.
   * Honest nodes should never be rejected.
   */
  REJECT: 2,
} as const;
export type ResponseVerifyVoteExtension_VerifyStatus = (typeof ResponseVerifyVoteExtension_VerifyStatus)[keyof typeof ResponseVerifyVoteExtension_VerifyStatus];
export const ResponseVerifyVoteExtension_VerifyStatusInfo = enumInfo("tendermint.abci.ResponseVerifyVoteExtension.VerifyStatus", { UNKNOWN: 0, ACCEPT: 1, REJECT: 2 });

export const MisbehaviorType = {
  UNKNOWN: 0,
  DUPLICATE_VOTE: 1,
  LIGHT_CLIENT_ATTACK: 2,
} as const;
export type MisbehaviorType = (typeof MisbehaviorType)[keyof typeof MisbehaviorType];
export const MisbehaviorTypeInfo = enumInfo("tendermint.abci.MisbehaviorType", { UNKNOWN: 0, DUPLICATE_VOTE: 1, LIGHT_CLIENT_ATTACK: 2 });

export interface Request {
  readonly echo: RequestEcho | undefined;
  readonly flush: RequestFlush | undefined;
  readonly info: RequestInfo | undefined;
  readonly initChain: RequestInitChain | undefined;
  readonly query: RequestQuery | undefined;
  readonly checkTx: RequestCheckTx | undefined;
  readonly commit: RequestCommit | undefined;
  readonly listSnapshots: RequestListSnapshots | undefined;
  readonly offerSnapshot: RequestOfferSnapshot | undefined;
  readonly loadSnapshotChunk: RequestLoadSnapshotChunk | undefined;
  readonly applySnapshotChunk: RequestApplySnapshotChunk | undefined;
  readonly prepareProposal: RequestPrepareProposal | undefined;
  readonly processProposal: RequestProcessProposal | undefined;
  readonly extendVote: RequestExtendVote | undefined;
  readonly verifyVoteExtension: RequestVerifyVoteExtension | undefined;
  readonly finalizeBlock: RequestFinalizeBlock | undefined;
}
export const Request: MessageCodec<Request> = message<Request>(
  "tendermint.abci.Request",
  () => ({ echo: undefined, flush: undefined, info: undefined, initChain: undefined, query: undefined, checkTx: undefined, commit: undefined, listSnapshots: undefined, offerSnapshot: undefined, loadSnapshotChunk: undefined, applySnapshotChunk: undefined, prepareProposal: undefined, processProposal: undefined, extendVote: undefined, verifyVoteExtension: undefined, finalizeBlock: undefined }),
  [
    [1, "echo", "message", { type: () => RequestEcho, optional: true, oneof: "value" }],
    [2, "flush", "message", { type: () => RequestFlush, optional: true, oneof: "value" }],
    [3, "info", "message", { type: () => RequestInfo, optional: true, oneof: "value" }],
    [5, "init_chain", "message", { type: () => RequestInitChain, optional: true, oneof: "value" }],
    [6, "query", "message", { type: () => RequestQuery, optional: true, oneof: "value" }],
    [8, "check_tx", "message", { type: () => RequestCheckTx, optional: true, oneof: "value" }],
    [11, "commit", "message", { type: () => RequestCommit, optional: true, oneof: "value" }],
    [12, "list_snapshots", "message", { type: () => RequestListSnapshots, optional: true, oneof: "value" }],
    [13, "offer_snapshot", "message", { type: () => RequestOfferSnapshot, optional: true, oneof: "value" }],
    [14, "load_snapshot_chunk", "message", { type: () => RequestLoadSnapshotChunk, optional: true, oneof: "value" }],
    [15, "apply_snapshot_chunk", "message", { type: () => RequestApplySnapshotChunk, optional: true, oneof: "value" }],
    [16, "prepare_proposal", "message", { type: () => RequestPrepareProposal, optional: true, oneof: "value" }],
    [17, "process_proposal", "message", { type: () => RequestProcessProposal, optional: true, oneof: "value" }],
    [18, "extend_vote", "message", { type: () => RequestExtendVote, optional: true, oneof: "value" }],
    [19, "verify_vote_extension", "message", { type: () => RequestVerifyVoteExtension, optional: true, oneof: "value" }],
    [20, "finalize_block", "message", { type: () => RequestFinalizeBlock, optional: true, oneof: "value" }],
  ],
);

export interface RequestEcho {
  readonly message: string;
}
export const RequestEcho: MessageCodec<RequestEcho> = message<RequestEcho>(
  "tendermint.abci.RequestEcho",
  () => ({ message: "" }),
  [
    [1, "message", "string"],
  ],
);

export interface RequestFlush {
}
export const RequestFlush: MessageCodec<RequestFlush> = message<RequestFlush>(
  "tendermint.abci.RequestFlush",
  () => ({}),
  [],
);

export interface RequestInfo {
  readonly version: string;
  readonly blockVersion: bigint;
  readonly p2pVersion: bigint;
  readonly abciVersion: string;
}
export const RequestInfo: MessageCodec<RequestInfo> = message<RequestInfo>(
  "tendermint.abci.RequestInfo",
  () => ({ version: "", blockVersion: 0n, p2pVersion: 0n, abciVersion: "" }),
  [
    [1, "version", "string"],
    [2, "block_version", "uint64"],
    [3, "p2p_version", "uint64"],
    [4, "abci_version", "string"],
  ],
);

export interface RequestInitChain {
  readonly time: google_protobuf.Timestamp;
  readonly chainId: string;
  readonly consensusParams: tendermint_types.ConsensusParams | undefined;
  readonly validators: readonly ValidatorUpdate[];
  readonly appStateBytes: Uint8Array;
  readonly initialHeight: bigint;
}
export const RequestInitChain: MessageCodec<RequestInitChain> = message<RequestInitChain>(
  "tendermint.abci.RequestInitChain",
  () => ({ time: undefined as never, chainId: "", consensusParams: undefined, validators: [], appStateBytes: NO_BYTES, initialHeight: 0n }),
  [
    [1, "time", "message", { type: () => google_protobuf.Timestamp }],
    [2, "chain_id", "string"],
    [3, "consensus_params", "message", { type: () => tendermint_types.ConsensusParams, optional: true }],
    [4, "validators", "message", { type: () => ValidatorUpdate, repeated: true }],
    [5, "app_state_bytes", "bytes"],
    [6, "initial_height", "int64"],
  ],
);

export interface RequestQuery {
  readonly data: Uint8Array;
  readonly path: string;
  readonly height: bigint;
  readonly prove: boolean;
}
export const RequestQuery: MessageCodec<RequestQuery> = message<RequestQuery>(
  "tendermint.abci.RequestQuery",
  () => ({ data: NO_BYTES, path: "", height: 0n, prove: false }),
  [
    [1, "data", "bytes"],
    [2, "path", "string"],
    [3, "height", "int64"],
    [4, "prove", "bool"],
  ],
);

export interface RequestCheckTx {
  readonly tx: Uint8Array;
  readonly type: CheckTxType;
}
export const RequestCheckTx: MessageCodec<RequestCheckTx> = message<RequestCheckTx>(
  "tendermint.abci.RequestCheckTx",
  () => ({ tx: NO_BYTES, type: 0 as never }),
  [
    [1, "tx", "bytes"],
    [2, "type", "enum", { type: () => CheckTxTypeInfo }],
  ],
);

export interface RequestCommit {
}
export const RequestCommit: MessageCodec<RequestCommit> = message<RequestCommit>(
  "tendermint.abci.RequestCommit",
  () => ({}),
  [],
);

/** lists available snapshots */
export interface RequestListSnapshots {
}
export const RequestListSnapshots: MessageCodec<RequestListSnapshots> = message<RequestListSnapshots>(
  "tendermint.abci.RequestListSnapshots",
  () => ({}),
  [],
);

/** offers a snapshot to the application */
export interface RequestOfferSnapshot {
  /** snapshot offered by peers */
  readonly snapshot: Snapshot | undefined;
  /** light client-verified app hash for snapshot height */
  readonly appHash: Uint8Array;
}
export const RequestOfferSnapshot: MessageCodec<RequestOfferSnapshot> = message<RequestOfferSnapshot>(
  "tendermint.abci.RequestOfferSnapshot",
  () => ({ snapshot: undefined, appHash: NO_BYTES }),
  [
    [1, "snapshot", "message", { type: () => Snapshot, optional: true }],
    [2, "app_hash", "bytes"],
  ],
);

/** loads a snapshot chunk */
export interface RequestLoadSnapshotChunk {
  readonly height: bigint;
  readonly format: number;
  readonly chunk: number;
}
export const RequestLoadSnapshotChunk: MessageCodec<RequestLoadSnapshotChunk> = message<RequestLoadSnapshotChunk>(
  "tendermint.abci.RequestLoadSnapshotChunk",
  () => ({ height: 0n, format: 0, chunk: 0 }),
  [
    [1, "height", "uint64"],
    [2, "format", "uint32"],
    [3, "chunk", "uint32"],
  ],
);

/** Applies a snapshot chunk */
export interface RequestApplySnapshotChunk {
  readonly index: number;
  readonly chunk: Uint8Array;
  readonly sender: string;
}
export const RequestApplySnapshotChunk: MessageCodec<RequestApplySnapshotChunk> = message<RequestApplySnapshotChunk>(
  "tendermint.abci.RequestApplySnapshotChunk",
  () => ({ index: 0, chunk: NO_BYTES, sender: "" }),
  [
    [1, "index", "uint32"],
    [2, "chunk", "bytes"],
    [3, "sender", "string"],
  ],
);

export interface RequestPrepareProposal {
  /** the modified transactions cannot exceed this size. */
  readonly maxTxBytes: bigint;
  /**
   * txs is an array of transactions that will be included in a block,
   * sent to the app for possible modifications.
   */
  readonly txs: readonly Uint8Array[];
  readonly localLastCommit: ExtendedCommitInfo;
  readonly misbehavior: readonly Misbehavior[];
  readonly height: bigint;
  readonly time: google_protobuf.Timestamp;
  readonly nextValidatorsHash: Uint8Array;
  /** address of the public key of the validator proposing the block. */
  readonly proposerAddress: Uint8Array;
}
export const RequestPrepareProposal: MessageCodec<RequestPrepareProposal> = message<RequestPrepareProposal>(
  "tendermint.abci.RequestPrepareProposal",
  () => ({ maxTxBytes: 0n, txs: [], localLastCommit: undefined as never, misbehavior: [], height: 0n, time: undefined as never, nextValidatorsHash: NO_BYTES, proposerAddress: NO_BYTES }),
  [
    [1, "max_tx_bytes", "int64"],
    [2, "txs", "bytes", { repeated: true }],
    [3, "local_last_commit", "message", { type: () => ExtendedCommitInfo }],
    [4, "misbehavior", "message", { type: () => Misbehavior, repeated: true }],
    [5, "height", "int64"],
    [6, "time", "message", { type: () => google_protobuf.Timestamp }],
    [7, "next_validators_hash", "bytes"],
    [8, "proposer_address", "bytes"],
  ],
);

export interface RequestProcessProposal {
  readonly txs: readonly Uint8Array[];
  readonly proposedLastCommit: CommitInfo;
  readonly misbehavior: readonly Misbehavior[];
  /** hash is the merkle root hash of the fields of the proposed block. */
  readonly hash: Uint8Array;
  readonly height: bigint;
  readonly time: google_protobuf.Timestamp;
  readonly nextValidatorsHash: Uint8Array;
  /** address of the public key of the original proposer of the block. */
  readonly proposerAddress: Uint8Array;
}
export const RequestProcessProposal: MessageCodec<RequestProcessProposal> = message<RequestProcessProposal>(
  "tendermint.abci.RequestProcessProposal",
  () => ({ txs: [], proposedLastCommit: undefined as never, misbehavior: [], hash: NO_BYTES, height: 0n, time: undefined as never, nextValidatorsHash: NO_BYTES, proposerAddress: NO_BYTES }),
  [
    [1, "txs", "bytes", { repeated: true }],
    [2, "proposed_last_commit", "message", { type: () => CommitInfo }],
    [3, "misbehavior", "message", { type: () => Misbehavior, repeated: true }],
    [4, "hash", "bytes"],
    [5, "height", "int64"],
    [6, "time", "message", { type: () => google_protobuf.Timestamp }],
    [7, "next_validators_hash", "bytes"],
    [8, "proposer_address", "bytes"],
  ],
);

/** Extends a vote with application-injected data */
export interface RequestExtendVote {
  /** the hash of the block that this vote may be referring to */
  readonly hash: Uint8Array;
  /** the height of the extended vote */
  readonly height: bigint;
  /** info of the block that this vote may be referring to */
  readonly time: google_protobuf.Timestamp;
  readonly txs: readonly Uint8Array[];
  readonly proposedLastCommit: CommitInfo;
  readonly misbehavior: readonly Misbehavior[];
  readonly nextValidatorsHash: Uint8Array;
  /** address of the public key of the original proposer of the block. */
  readonly proposerAddress: Uint8Array;
}
export const RequestExtendVote: MessageCodec<RequestExtendVote> = message<RequestExtendVote>(
  "tendermint.abci.RequestExtendVote",
  () => ({ hash: NO_BYTES, height: 0n, time: undefined as never, txs: [], proposedLastCommit: undefined as never, misbehavior: [], nextValidatorsHash: NO_BYTES, proposerAddress: NO_BYTES }),
  [
    [1, "hash", "bytes"],
    [2, "height", "int64"],
    [3, "time", "message", { type: () => google_protobuf.Timestamp }],
    [4, "txs", "bytes", { repeated: true }],
    [5, "proposed_last_commit", "message", { type: () => CommitInfo }],
    [6, "misbehavior", "message", { type: () => Misbehavior, repeated: true }],
    [7, "next_validators_hash", "bytes"],
    [8, "proposer_address", "bytes"],
  ],
);

/** Verify the vote extension */
export interface RequestVerifyVoteExtension {
  /** the hash of the block that this received vote corresponds to */
  readonly hash: Uint8Array;
  /** the validator that signed the vote extension */
  readonly validatorAddress: Uint8Array;
  readonly height: bigint;
  readonly voteExtension: Uint8Array;
}
export const RequestVerifyVoteExtension: MessageCodec<RequestVerifyVoteExtension> = message<RequestVerifyVoteExtension>(
  "tendermint.abci.RequestVerifyVoteExtension",
  () => ({ hash: NO_BYTES, validatorAddress: NO_BYTES, height: 0n, voteExtension: NO_BYTES }),
  [
    [1, "hash", "bytes"],
    [2, "validator_address", "bytes"],
    [3, "height", "int64"],
    [4, "vote_extension", "bytes"],
  ],
);

export interface RequestFinalizeBlock {
  readonly txs: readonly Uint8Array[];
  readonly decidedLastCommit: CommitInfo;
  readonly misbehavior: readonly Misbehavior[];
  /** hash is the merkle root hash of the fields of the decided block. */
  readonly hash: Uint8Array;
  readonly height: bigint;
  readonly time: google_protobuf.Timestamp;
  readonly nextValidatorsHash: Uint8Array;
  /** proposer_address is the address of the public key of the original proposer of the block. */
  readonly proposerAddress: Uint8Array;
}
export const RequestFinalizeBlock: MessageCodec<RequestFinalizeBlock> = message<RequestFinalizeBlock>(
  "tendermint.abci.RequestFinalizeBlock",
  () => ({ txs: [], decidedLastCommit: undefined as never, misbehavior: [], hash: NO_BYTES, height: 0n, time: undefined as never, nextValidatorsHash: NO_BYTES, proposerAddress: NO_BYTES }),
  [
    [1, "txs", "bytes", { repeated: true }],
    [2, "decided_last_commit", "message", { type: () => CommitInfo }],
    [3, "misbehavior", "message", { type: () => Misbehavior, repeated: true }],
    [4, "hash", "bytes"],
    [5, "height", "int64"],
    [6, "time", "message", { type: () => google_protobuf.Timestamp }],
    [7, "next_validators_hash", "bytes"],
    [8, "proposer_address", "bytes"],
  ],
);

export interface Response {
  readonly exception: ResponseException | undefined;
  readonly echo: ResponseEcho | undefined;
  readonly flush: ResponseFlush | undefined;
  readonly info: ResponseInfo | undefined;
  readonly initChain: ResponseInitChain | undefined;
  readonly query: ResponseQuery | undefined;
  readonly checkTx: ResponseCheckTx | undefined;
  readonly commit: ResponseCommit | undefined;
  readonly listSnapshots: ResponseListSnapshots | undefined;
  readonly offerSnapshot: ResponseOfferSnapshot | undefined;
  readonly loadSnapshotChunk: ResponseLoadSnapshotChunk | undefined;
  readonly applySnapshotChunk: ResponseApplySnapshotChunk | undefined;
  readonly prepareProposal: ResponsePrepareProposal | undefined;
  readonly processProposal: ResponseProcessProposal | undefined;
  readonly extendVote: ResponseExtendVote | undefined;
  readonly verifyVoteExtension: ResponseVerifyVoteExtension | undefined;
  readonly finalizeBlock: ResponseFinalizeBlock | undefined;
}
export const Response: MessageCodec<Response> = message<Response>(
  "tendermint.abci.Response",
  () => ({ exception: undefined, echo: undefined, flush: undefined, info: undefined, initChain: undefined, query: undefined, checkTx: undefined, commit: undefined, listSnapshots: undefined, offerSnapshot: undefined, loadSnapshotChunk: undefined, applySnapshotChunk: undefined, prepareProposal: undefined, processProposal: undefined, extendVote: undefined, verifyVoteExtension: undefined, finalizeBlock: undefined }),
  [
    [1, "exception", "message", { type: () => ResponseException, optional: true, oneof: "value" }],
    [2, "echo", "message", { type: () => ResponseEcho, optional: true, oneof: "value" }],
    [3, "flush", "message", { type: () => ResponseFlush, optional: true, oneof: "value" }],
    [4, "info", "message", { type: () => ResponseInfo, optional: true, oneof: "value" }],
    [6, "init_chain", "message", { type: () => ResponseInitChain, optional: true, oneof: "value" }],
    [7, "query", "message", { type: () => ResponseQuery, optional: true, oneof: "value" }],
    [9, "check_tx", "message", { type: () => ResponseCheckTx, optional: true, oneof: "value" }],
    [12, "commit", "message", { type: () => ResponseCommit, optional: true, oneof: "value" }],
    [13, "list_snapshots", "message", { type: () => ResponseListSnapshots, optional: true, oneof: "value" }],
    [14, "offer_snapshot", "message", { type: () => ResponseOfferSnapshot, optional: true, oneof: "value" }],
    [15, "load_snapshot_chunk", "message", { type: () => ResponseLoadSnapshotChunk, optional: true, oneof: "value" }],
    [16, "apply_snapshot_chunk", "message", { type: () => ResponseApplySnapshotChunk, optional: true, oneof: "value" }],
    [17, "prepare_proposal", "message", { type: () => ResponsePrepareProposal, optional: true, oneof: "value" }],
    [18, "process_proposal", "message", { type: () => ResponseProcessProposal, optional: true, oneof: "value" }],
    [19, "extend_vote", "message", { type: () => ResponseExtendVote, optional: true, oneof: "value" }],
    [20, "verify_vote_extension", "message", { type: () => ResponseVerifyVoteExtension, optional: true, oneof: "value" }],
    [21, "finalize_block", "message", { type: () => ResponseFinalizeBlock, optional: true, oneof: "value" }],
  ],
);

/** nondeterministic */
export interface ResponseException {
  readonly error: string;
}
export const ResponseException: MessageCodec<ResponseException> = message<ResponseException>(
  "tendermint.abci.ResponseException",
  () => ({ error: "" }),
  [
    [1, "error", "string"],
  ],
);

export interface ResponseEcho {
  readonly message: string;
}
export const ResponseEcho: MessageCodec<ResponseEcho> = message<ResponseEcho>(
  "tendermint.abci.ResponseEcho",
  () => ({ message: "" }),
  [
    [1, "message", "string"],
  ],
);

export interface ResponseFlush {
}
export const ResponseFlush: MessageCodec<ResponseFlush> = message<ResponseFlush>(
  "tendermint.abci.ResponseFlush",
  () => ({}),
  [],
);

export interface ResponseInfo {
  readonly data: string;
  readonly version: string;
  readonly appVersion: bigint;
  readonly lastBlockHeight: bigint;
  readonly lastBlockAppHash: Uint8Array;
}
export const ResponseInfo: MessageCodec<ResponseInfo> = message<ResponseInfo>(
  "tendermint.abci.ResponseInfo",
  () => ({ data: "", version: "", appVersion: 0n, lastBlockHeight: 0n, lastBlockAppHash: NO_BYTES }),
  [
    [1, "data", "string"],
    [2, "version", "string"],
    [3, "app_version", "uint64"],
    [4, "last_block_height", "int64"],
    [5, "last_block_app_hash", "bytes"],
  ],
);

export interface ResponseInitChain {
  readonly consensusParams: tendermint_types.ConsensusParams | undefined;
  readonly validators: readonly ValidatorUpdate[];
  readonly appHash: Uint8Array;
}
export const ResponseInitChain: MessageCodec<ResponseInitChain> = message<ResponseInitChain>(
  "tendermint.abci.ResponseInitChain",
  () => ({ consensusParams: undefined, validators: [], appHash: NO_BYTES }),
  [
    [1, "consensus_params", "message", { type: () => tendermint_types.ConsensusParams, optional: true }],
    [2, "validators", "message", { type: () => ValidatorUpdate, repeated: true }],
    [3, "app_hash", "bytes"],
  ],
);

export interface ResponseQuery {
  readonly code: number;
  /** bytes data = 2; // use "value" instead. */
  readonly log: string;
  /** nondeterministic */
  readonly info: string;
  readonly index: bigint;
  readonly key: Uint8Array;
  readonly value: Uint8Array;
  readonly proofOps: tendermint_crypto.ProofOps | undefined;
  readonly height: bigint;
  readonly codespace: string;
}
export const ResponseQuery: MessageCodec<ResponseQuery> = message<ResponseQuery>(
  "tendermint.abci.ResponseQuery",
  () => ({ code: 0, log: "", info: "", index: 0n, key: NO_BYTES, value: NO_BYTES, proofOps: undefined, height: 0n, codespace: "" }),
  [
    [1, "code", "uint32"],
    [3, "log", "string"],
    [4, "info", "string"],
    [5, "index", "int64"],
    [6, "key", "bytes"],
    [7, "value", "bytes"],
    [8, "proof_ops", "message", { type: () => tendermint_crypto.ProofOps, optional: true }],
    [9, "height", "int64"],
    [10, "codespace", "string"],
  ],
);

export interface ResponseCheckTx {
  readonly code: number;
  readonly data: Uint8Array;
  /** nondeterministic */
  readonly log: string;
  /** nondeterministic */
  readonly info: string;
  readonly gasWanted: bigint;
  readonly gasUsed: bigint;
  readonly events: readonly Event[];
  readonly codespace: string;
}
export const ResponseCheckTx: MessageCodec<ResponseCheckTx> = message<ResponseCheckTx>(
  "tendermint.abci.ResponseCheckTx",
  () => ({ code: 0, data: NO_BYTES, log: "", info: "", gasWanted: 0n, gasUsed: 0n, events: [], codespace: "" }),
  [
    [1, "code", "uint32"],
    [2, "data", "bytes"],
    [3, "log", "string"],
    [4, "info", "string"],
    [5, "gas_wanted", "int64"],
    [6, "gas_used", "int64"],
    [7, "events", "message", { type: () => Event, repeated: true }],
    [8, "codespace", "string"],
  ],
);

export interface ResponseCommit {
  readonly retainHeight: bigint;
}
export const ResponseCommit: MessageCodec<ResponseCommit> = message<ResponseCommit>(
  "tendermint.abci.ResponseCommit",
  () => ({ retainHeight: 0n }),
  [
    [3, "retain_height", "int64"],
  ],
);

export interface ResponseListSnapshots {
  readonly snapshots: readonly Snapshot[];
}
export const ResponseListSnapshots: MessageCodec<ResponseListSnapshots> = message<ResponseListSnapshots>(
  "tendermint.abci.ResponseListSnapshots",
  () => ({ snapshots: [] }),
  [
    [1, "snapshots", "message", { type: () => Snapshot, repeated: true }],
  ],
);

export interface ResponseOfferSnapshot {
  readonly result: ResponseOfferSnapshot_Result;
}
export const ResponseOfferSnapshot: MessageCodec<ResponseOfferSnapshot> = message<ResponseOfferSnapshot>(
  "tendermint.abci.ResponseOfferSnapshot",
  () => ({ result: 0 as never }),
  [
    [1, "result", "enum", { type: () => ResponseOfferSnapshot_ResultInfo }],
  ],
);

export interface ResponseLoadSnapshotChunk {
  readonly chunk: Uint8Array;
}
export const ResponseLoadSnapshotChunk: MessageCodec<ResponseLoadSnapshotChunk> = message<ResponseLoadSnapshotChunk>(
  "tendermint.abci.ResponseLoadSnapshotChunk",
  () => ({ chunk: NO_BYTES }),
  [
    [1, "chunk", "bytes"],
  ],
);

export interface ResponseApplySnapshotChunk {
  readonly result: ResponseApplySnapshotChunk_Result;
  /** Chunks to refetch and reapply */
  readonly refetchChunks: readonly number[];
  /** Chunk senders to reject and ban */
  readonly rejectSenders: readonly string[];
}
export const ResponseApplySnapshotChunk: MessageCodec<ResponseApplySnapshotChunk> = message<ResponseApplySnapshotChunk>(
  "tendermint.abci.ResponseApplySnapshotChunk",
  () => ({ result: 0 as never, refetchChunks: [], rejectSenders: [] }),
  [
    [1, "result", "enum", { type: () => ResponseApplySnapshotChunk_ResultInfo }],
    [2, "refetch_chunks", "uint32", { repeated: true }],
    [3, "reject_senders", "string", { repeated: true }],
  ],
);

export interface ResponsePrepareProposal {
  readonly txs: readonly Uint8Array[];
}
export const ResponsePrepareProposal: MessageCodec<ResponsePrepareProposal> = message<ResponsePrepareProposal>(
  "tendermint.abci.ResponsePrepareProposal",
  () => ({ txs: [] }),
  [
    [1, "txs", "bytes", { repeated: true }],
  ],
);

export interface ResponseProcessProposal {
  readonly status: ResponseProcessProposal_ProposalStatus;
}
export const ResponseProcessProposal: MessageCodec<ResponseProcessProposal> = message<ResponseProcessProposal>(
  "tendermint.abci.ResponseProcessProposal",
  () => ({ status: 0 as never }),
  [
    [1, "status", "enum", { type: () => ResponseProcessProposal_ProposalStatusInfo }],
  ],
);

export interface ResponseExtendVote {
  readonly voteExtension: Uint8Array;
}
export const ResponseExtendVote: MessageCodec<ResponseExtendVote> = message<ResponseExtendVote>(
  "tendermint.abci.ResponseExtendVote",
  () => ({ voteExtension: NO_BYTES }),
  [
    [1, "vote_extension", "bytes"],
  ],
);

export interface ResponseVerifyVoteExtension {
  readonly status: ResponseVerifyVoteExtension_VerifyStatus;
}
export const ResponseVerifyVoteExtension: MessageCodec<ResponseVerifyVoteExtension> = message<ResponseVerifyVoteExtension>(
  "tendermint.abci.ResponseVerifyVoteExtension",
  () => ({ status: 0 as never }),
  [
    [1, "status", "enum", { type: () => ResponseVerifyVoteExtension_VerifyStatusInfo }],
  ],
);

export interface ResponseFinalizeBlock {
  /** set of block events emmitted as part of executing the block */
  readonly events: readonly Event[];
  /**
   * the result of executing each transaction including the events
   * the particular transction emitted. This should match the order
   * of the transactions delivered in the block itself
   */
  readonly txResults: readonly ExecTxResult[];
  /** a list of updates to the validator set. These will reflect the validator set at current height + 2. */
  readonly validatorUpdates: readonly ValidatorUpdate[];
  /** updates to the consensus params, if any. */
  readonly consensusParamUpdates: tendermint_types.ConsensusParams | undefined;
  /** app_hash is the hash of the applications' state which is used to confirm that execution of the transactions was deterministic. It is up to the application to decide which algorithm to use. */
  readonly appHash: Uint8Array;
}
export const ResponseFinalizeBlock: MessageCodec<ResponseFinalizeBlock> = message<ResponseFinalizeBlock>(
  "tendermint.abci.ResponseFinalizeBlock",
  () => ({ events: [], txResults: [], validatorUpdates: [], consensusParamUpdates: undefined, appHash: NO_BYTES }),
  [
    [1, "events", "message", { type: () => Event, repeated: true }],
    [2, "tx_results", "message", { type: () => ExecTxResult, repeated: true }],
    [3, "validator_updates", "message", { type: () => ValidatorUpdate, repeated: true }],
    [4, "consensus_param_updates", "message", { type: () => tendermint_types.ConsensusParams, optional: true }],
    [5, "app_hash", "bytes"],
  ],
);

export interface CommitInfo {
  readonly round: number;
  readonly votes: readonly VoteInfo[];
}
export const CommitInfo: MessageCodec<CommitInfo> = message<CommitInfo>(
  "tendermint.abci.CommitInfo",
  () => ({ round: 0, votes: [] }),
  [
    [1, "round", "int32"],
    [2, "votes", "message", { type: () => VoteInfo, repeated: true }],
  ],
);

/**
 * ExtendedCommitInfo is similar to CommitInfo except that it is only used in
 * the PrepareProposal request such that CometBFT can provide vote extensions
 * to the application.
 */
export interface ExtendedCommitInfo {
  /** The round at which the block proposer decided in the previous height. */
  readonly round: number;
  /**
   * List of validators' addresses in the last validator set with their voting
   * information, including vote extensions.
   */
  readonly votes: readonly ExtendedVoteInfo[];
}
export const ExtendedCommitInfo: MessageCodec<ExtendedCommitInfo> = message<ExtendedCommitInfo>(
  "tendermint.abci.ExtendedCommitInfo",
  () => ({ round: 0, votes: [] }),
  [
    [1, "round", "int32"],
    [2, "votes", "message", { type: () => ExtendedVoteInfo, repeated: true }],
  ],
);

/**
 * Event allows application developers to attach additional information to
 * ResponseFinalizeBlock and ResponseCheckTx.
 * Later, transactions may be queried using these events.
 */
export interface Event {
  readonly type: string;
  readonly attributes: readonly EventAttribute[];
}
export const Event: MessageCodec<Event> = message<Event>(
  "tendermint.abci.Event",
  () => ({ type: "", attributes: [] }),
  [
    [1, "type", "string"],
    [2, "attributes", "message", { type: () => EventAttribute, repeated: true }],
  ],
);

/** EventAttribute is a single key-value pair, associated with an event. */
export interface EventAttribute {
  readonly key: string;
  readonly value: string;
  /** nondeterministic */
  readonly index: boolean;
}
export const EventAttribute: MessageCodec<EventAttribute> = message<EventAttribute>(
  "tendermint.abci.EventAttribute",
  () => ({ key: "", value: "", index: false }),
  [
    [1, "key", "string"],
    [2, "value", "string"],
    [3, "index", "bool"],
  ],
);

/**
 * ExecTxResult contains results of executing one individual transaction.
 *
 * * Its structure is equivalent to #ResponseDeliverTx which will be deprecated/deleted
 */
export interface ExecTxResult {
  readonly code: number;
  readonly data: Uint8Array;
  /** nondeterministic */
  readonly log: string;
  /** nondeterministic */
  readonly info: string;
  readonly gasWanted: bigint;
  readonly gasUsed: bigint;
  readonly events: readonly Event[];
  readonly codespace: string;
}
export const ExecTxResult: MessageCodec<ExecTxResult> = message<ExecTxResult>(
  "tendermint.abci.ExecTxResult",
  () => ({ code: 0, data: NO_BYTES, log: "", info: "", gasWanted: 0n, gasUsed: 0n, events: [], codespace: "" }),
  [
    [1, "code", "uint32"],
    [2, "data", "bytes"],
    [3, "log", "string"],
    [4, "info", "string"],
    [5, "gas_wanted", "int64"],
    [6, "gas_used", "int64"],
    [7, "events", "message", { type: () => Event, repeated: true }],
    [8, "codespace", "string"],
  ],
);

/**
 * TxResult contains results of executing the transaction.
 *
 * One usage is indexing transaction results.
 */
export interface TxResult {
  readonly height: bigint;
  readonly index: number;
  readonly tx: Uint8Array;
  readonly result: ExecTxResult;
}
export const TxResult: MessageCodec<TxResult> = message<TxResult>(
  "tendermint.abci.TxResult",
  () => ({ height: 0n, index: 0, tx: NO_BYTES, result: undefined as never }),
  [
    [1, "height", "int64"],
    [2, "index", "uint32"],
    [3, "tx", "bytes"],
    [4, "result", "message", { type: () => ExecTxResult }],
  ],
);

export interface Validator {
  /** The first 20 bytes of SHA256(public key) */
  readonly address: Uint8Array;
  /** PubKey pub_key = 2 [(gogoproto.nullable)=false]; */
  readonly power: bigint;
}
export const Validator: MessageCodec<Validator> = message<Validator>(
  "tendermint.abci.Validator",
  () => ({ address: NO_BYTES, power: 0n }),
  [
    [1, "address", "bytes"],
    [3, "power", "int64"],
  ],
);

export interface ValidatorUpdate {
  readonly pubKey: tendermint_crypto.PublicKey;
  readonly power: bigint;
}
export const ValidatorUpdate: MessageCodec<ValidatorUpdate> = message<ValidatorUpdate>(
  "tendermint.abci.ValidatorUpdate",
  () => ({ pubKey: undefined as never, power: 0n }),
  [
    [1, "pub_key", "message", { type: () => tendermint_crypto.PublicKey }],
    [2, "power", "int64"],
  ],
);

export interface VoteInfo {
  readonly validator: Validator;
  readonly blockIdFlag: tendermint_types.BlockIDFlag;
}
export const VoteInfo: MessageCodec<VoteInfo> = message<VoteInfo>(
  "tendermint.abci.VoteInfo",
  () => ({ validator: undefined as never, blockIdFlag: 0 as never }),
  [
    [1, "validator", "message", { type: () => Validator }],
    [3, "block_id_flag", "enum", { type: () => tendermint_types.BlockIDFlagInfo }],
  ],
);

export interface ExtendedVoteInfo {
  /** The validator that sent the vote. */
  readonly validator: Validator;
  /** Non-deterministic extension provided by the sending validator's application. */
  readonly voteExtension: Uint8Array;
  /** Vote extension signature created by CometBFT */
  readonly extensionSignature: Uint8Array;
  /** block_id_flag indicates whether the validator voted for a block, nil, or did not vote at all */
  readonly blockIdFlag: tendermint_types.BlockIDFlag;
}
export const ExtendedVoteInfo: MessageCodec<ExtendedVoteInfo> = message<ExtendedVoteInfo>(
  "tendermint.abci.ExtendedVoteInfo",
  () => ({ validator: undefined as never, voteExtension: NO_BYTES, extensionSignature: NO_BYTES, blockIdFlag: 0 as never }),
  [
    [1, "validator", "message", { type: () => Validator }],
    [3, "vote_extension", "bytes"],
    [4, "extension_signature", "bytes"],
    [5, "block_id_flag", "enum", { type: () => tendermint_types.BlockIDFlagInfo }],
  ],
);

export interface Misbehavior {
  readonly type: MisbehaviorType;
  /** The offending validator */
  readonly validator: Validator;
  /** The height when the offense occurred */
  readonly height: bigint;
  /** The corresponding time where the offense occurred */
  readonly time: google_protobuf.Timestamp;
  /**
   * Total voting power of the validator set in case the ABCI application does
   * not store historical validators.
   * https://github.com/tendermint/tendermint/issues/4581
   */
  readonly totalVotingPower: bigint;
}
export const Misbehavior: MessageCodec<Misbehavior> = message<Misbehavior>(
  "tendermint.abci.Misbehavior",
  () => ({ type: 0 as never, validator: undefined as never, height: 0n, time: undefined as never, totalVotingPower: 0n }),
  [
    [1, "type", "enum", { type: () => MisbehaviorTypeInfo }],
    [2, "validator", "message", { type: () => Validator }],
    [3, "height", "int64"],
    [4, "time", "message", { type: () => google_protobuf.Timestamp }],
    [5, "total_voting_power", "int64"],
  ],
);

export interface Snapshot {
  /** The height at which the snapshot was taken */
  readonly height: bigint;
  /** The application-specific snapshot format */
  readonly format: number;
  /** Number of chunks in the snapshot */
  readonly chunks: number;
  /** Arbitrary snapshot hash, equal only if identical */
  readonly hash: Uint8Array;
  /** Arbitrary application metadata */
  readonly metadata: Uint8Array;
}
export const Snapshot: MessageCodec<Snapshot> = message<Snapshot>(
  "tendermint.abci.Snapshot",
  () => ({ height: 0n, format: 0, chunks: 0, hash: NO_BYTES, metadata: NO_BYTES }),
  [
    [1, "height", "uint64"],
    [2, "format", "uint32"],
    [3, "chunks", "uint32"],
    [4, "hash", "bytes"],
    [5, "metadata", "bytes"],
  ],
);

export const ABCI = service({
  name: "tendermint.abci.ABCI",
  comment: "",
  isMsg: false,
  methods: {
    Echo: {
      name: "Echo",
      path: "/tendermint.abci.ABCI/Echo",
      request: RequestEcho,
      response: ResponseEcho,
      comment: "",
    },
    Flush: {
      name: "Flush",
      path: "/tendermint.abci.ABCI/Flush",
      request: RequestFlush,
      response: ResponseFlush,
      comment: "",
    },
    Info: {
      name: "Info",
      path: "/tendermint.abci.ABCI/Info",
      request: RequestInfo,
      response: ResponseInfo,
      comment: "",
    },
    CheckTx: {
      name: "CheckTx",
      path: "/tendermint.abci.ABCI/CheckTx",
      request: RequestCheckTx,
      response: ResponseCheckTx,
      comment: "",
    },
    Query: {
      name: "Query",
      path: "/tendermint.abci.ABCI/Query",
      request: RequestQuery,
      response: ResponseQuery,
      comment: "",
    },
    Commit: {
      name: "Commit",
      path: "/tendermint.abci.ABCI/Commit",
      request: RequestCommit,
      response: ResponseCommit,
      comment: "",
    },
    InitChain: {
      name: "InitChain",
      path: "/tendermint.abci.ABCI/InitChain",
      request: RequestInitChain,
      response: ResponseInitChain,
      comment: "",
    },
    ListSnapshots: {
      name: "ListSnapshots",
      path: "/tendermint.abci.ABCI/ListSnapshots",
      request: RequestListSnapshots,
      response: ResponseListSnapshots,
      comment: "",
    },
    OfferSnapshot: {
      name: "OfferSnapshot",
      path: "/tendermint.abci.ABCI/OfferSnapshot",
      request: RequestOfferSnapshot,
      response: ResponseOfferSnapshot,
      comment: "",
    },
    LoadSnapshotChunk: {
      name: "LoadSnapshotChunk",
      path: "/tendermint.abci.ABCI/LoadSnapshotChunk",
      request: RequestLoadSnapshotChunk,
      response: ResponseLoadSnapshotChunk,
      comment: "",
    },
    ApplySnapshotChunk: {
      name: "ApplySnapshotChunk",
      path: "/tendermint.abci.ABCI/ApplySnapshotChunk",
      request: RequestApplySnapshotChunk,
      response: ResponseApplySnapshotChunk,
      comment: "",
    },
    PrepareProposal: {
      name: "PrepareProposal",
      path: "/tendermint.abci.ABCI/PrepareProposal",
      request: RequestPrepareProposal,
      response: ResponsePrepareProposal,
      comment: "",
    },
    ProcessProposal: {
      name: "ProcessProposal",
      path: "/tendermint.abci.ABCI/ProcessProposal",
      request: RequestProcessProposal,
      response: ResponseProcessProposal,
      comment: "",
    },
    ExtendVote: {
      name: "ExtendVote",
      path: "/tendermint.abci.ABCI/ExtendVote",
      request: RequestExtendVote,
      response: ResponseExtendVote,
      comment: "",
    },
    VerifyVoteExtension: {
      name: "VerifyVoteExtension",
      path: "/tendermint.abci.ABCI/VerifyVoteExtension",
      request: RequestVerifyVoteExtension,
      response: ResponseVerifyVoteExtension,
      comment: "",
    },
    FinalizeBlock: {
      name: "FinalizeBlock",
      path: "/tendermint.abci.ABCI/FinalizeBlock",
      request: RequestFinalizeBlock,
      response: ResponseFinalizeBlock,
      comment: "",
    },
  },
} as const);
export type ABCIRpcs = {
  Echo: { request: RequestEcho; response: ResponseEcho };
  Flush: { request: RequestFlush; response: ResponseFlush };
  Info: { request: RequestInfo; response: ResponseInfo };
  CheckTx: { request: RequestCheckTx; response: ResponseCheckTx };
  Query: { request: RequestQuery; response: ResponseQuery };
  Commit: { request: RequestCommit; response: ResponseCommit };
  InitChain: { request: RequestInitChain; response: ResponseInitChain };
  ListSnapshots: { request: RequestListSnapshots; response: ResponseListSnapshots };
  OfferSnapshot: { request: RequestOfferSnapshot; response: ResponseOfferSnapshot };
  LoadSnapshotChunk: { request: RequestLoadSnapshotChunk; response: ResponseLoadSnapshotChunk };
  ApplySnapshotChunk: { request: RequestApplySnapshotChunk; response: ResponseApplySnapshotChunk };
  PrepareProposal: { request: RequestPrepareProposal; response: ResponsePrepareProposal };
  ProcessProposal: { request: RequestProcessProposal; response: ResponseProcessProposal };
  ExtendVote: { request: RequestExtendVote; response: ResponseExtendVote };
  VerifyVoteExtension: { request: RequestVerifyVoteExtension; response: ResponseVerifyVoteExtension };
  FinalizeBlock: { request: RequestFinalizeBlock; response: ResponseFinalizeBlock };
};
