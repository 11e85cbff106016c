// Generated from the .proto files by proto/generate; do not edit.
import { enumInfo, message } from "../../codec.js";
import { NO_BYTES } from "../../bytes.js";
import type { MessageCodec } from "../../types.js";
import * as google_protobuf from "../../gen/google/protobuf.js";
import * as tendermint_crypto from "../../gen/tendermint/crypto.js";
import * as tendermint_version from "../../gen/tendermint/version.js";

/** SignedMsgType is a type of signed message in the consensus. */
export const SignedMsgType = {
  UNKNOWN: 0,
  /** Votes */
  PREVOTE: 1,
  PRECOMMIT: 2,
  /** Proposals */
  PROPOSAL: 32,
} as const;
export type SignedMsgType = (typeof SignedMsgType)[keyof typeof SignedMsgType];
export const SignedMsgTypeInfo = enumInfo("tendermint.types.SignedMsgType", { SIGNED_MSG_TYPE_UNKNOWN: 0, SIGNED_MSG_TYPE_PREVOTE: 1, SIGNED_MSG_TYPE_PRECOMMIT: 2, SIGNED_MSG_TYPE_PROPOSAL: 32 });

/** BlockIdFlag indicates which BlockID the signature is for */
export const BlockIDFlag = {
  /** indicates an error condition */
  UNKNOWN: 0,
  /** the vote was not received */
  ABSENT: 1,
  /** voted for the block that received the majority */
  COMMIT: 2,
  /** voted for nil */
  NIL: 3,
} as const;
export type BlockIDFlag = (typeof BlockIDFlag)[keyof typeof BlockIDFlag];
export const BlockIDFlagInfo = enumInfo("tendermint.types.BlockIDFlag", { BLOCK_ID_FLAG_UNKNOWN: 0, BLOCK_ID_FLAG_ABSENT: 1, BLOCK_ID_FLAG_COMMIT: 2, BLOCK_ID_FLAG_NIL: 3 });

export interface Block {
  readonly header: Header;
  readonly data: Data;
  readonly evidence: EvidenceList;
  readonly lastCommit: Commit | undefined;
}
export const Block: MessageCodec<Block> = message<Block>(
  "tendermint.types.Block",
  () => ({ header: undefined as never, data: undefined as never, evidence: undefined as never, lastCommit: undefined }),
  [
    [1, "header", "message", { type: () => Header }],
    [2, "data", "message", { type: () => Data }],
    [3, "evidence", "message", { type: () => EvidenceList }],
    [4, "last_commit", "message", { type: () => Commit, optional: true }],
  ],
);

export interface Evidence {
  readonly duplicateVoteEvidence: DuplicateVoteEvidence | undefined;
  readonly lightClientAttackEvidence: LightClientAttackEvidence | undefined;
}
export const Evidence: MessageCodec<Evidence> = message<Evidence>(
  "tendermint.types.Evidence",
  () => ({ duplicateVoteEvidence: undefined, lightClientAttackEvidence: undefined }),
  [
    [1, "duplicate_vote_evidence", "message", { type: () => DuplicateVoteEvidence, optional: true, oneof: "sum" }],
    [2, "light_client_attack_evidence", "message", { type: () => LightClientAttackEvidence, optional: true, oneof: "sum" }],
  ],
);

/** DuplicateVoteEvidence contains evidence of a validator signed two conflicting votes. */
export interface DuplicateVoteEvidence {
  readonly voteA: Vote | undefined;
  readonly voteB: Vote | undefined;
  readonly totalVotingPower: bigint;
  readonly validatorPower: bigint;
  readonly timestamp: google_protobuf.Timestamp;
}
export const DuplicateVoteEvidence: MessageCodec<DuplicateVoteEvidence> = message<DuplicateVoteEvidence>(
  "tendermint.types.DuplicateVoteEvidence",
  () => ({ voteA: undefined, voteB: undefined, totalVotingPower: 0n, validatorPower: 0n, timestamp: undefined as never }),
  [
    [1, "vote_a", "message", { type: () => Vote, optional: true }],
    [2, "vote_b", "message", { type: () => Vote, optional: true }],
    [3, "total_voting_power", "int64"],
    [4, "validator_power", "int64"],
    [5, "timestamp", "message", { type: () => google_protobuf.Timestamp }],
  ],
);

/** LightClientAttackEvidence contains evidence of a set of validators attempting to mislead a light client. */
export interface LightClientAttackEvidence {
  readonly conflictingBlock: LightBlock | undefined;
  readonly commonHeight: bigint;
  readonly byzantineValidators: readonly Validator[];
  readonly totalVotingPower: bigint;
  readonly timestamp: google_protobuf.Timestamp;
}
export const LightClientAttackEvidence: MessageCodec<LightClientAttackEvidence> = message<LightClientAttackEvidence>(
  "tendermint.types.LightClientAttackEvidence",
  () => ({ conflictingBlock: undefined, commonHeight: 0n, byzantineValidators: [], totalVotingPower: 0n, timestamp: undefined as never }),
  [
    [1, "conflicting_block", "message", { type: () => LightBlock, optional: true }],
    [2, "common_height", "int64"],
    [3, "byzantine_validators", "message", { type: () => Validator, repeated: true }],
    [4, "total_voting_power", "int64"],
    [5, "timestamp", "message", { type: () => google_protobuf.Timestamp }],
  ],
);

export interface EvidenceList {
  readonly evidence: readonly Evidence[];
}
export const EvidenceList: MessageCodec<EvidenceList> = message<EvidenceList>(
  "tendermint.types.EvidenceList",
  () => ({ evidence: [] }),
  [
    [1, "evidence", "message", { type: () => Evidence, repeated: true }],
  ],
);

/**
 * ConsensusParams contains consensus critical parameters that determine the
 * validity of blocks.
 */
export interface ConsensusParams {
  readonly block: BlockParams | undefined;
  readonly evidence: EvidenceParams | undefined;
  readonly validator: ValidatorParams | undefined;
  readonly version: VersionParams | undefined;
  readonly abci: ABCIParams | undefined;
}
export const ConsensusParams: MessageCodec<ConsensusParams> = message<ConsensusParams>(
  "tendermint.types.ConsensusParams",
  () => ({ block: undefined, evidence: undefined, validator: undefined, version: undefined, abci: undefined }),
  [
    [1, "block", "message", { type: () => BlockParams, optional: true }],
    [2, "evidence", "message", { type: () => EvidenceParams, optional: true }],
    [3, "validator", "message", { type: () => ValidatorParams, optional: true }],
    [4, "version", "message", { type: () => VersionParams, optional: true }],
    [5, "abci", "message", { type: () => ABCIParams, optional: true }],
  ],
);

/** BlockParams contains limits on the block size. */
export interface BlockParams {
  /**
   * Max block size, in bytes.
   * Note: must be greater than 0
   */
  readonly maxBytes: bigint;
  /**
   * Max gas per block.
   * Note: must be greater or equal to -1
   */
  readonly maxGas: bigint;
}
export const BlockParams: MessageCodec<BlockParams> = message<BlockParams>(
  "tendermint.types.BlockParams",
  () => ({ maxBytes: 0n, maxGas: 0n }),
  [
    [1, "max_bytes", "int64"],
    [2, "max_gas", "int64"],
  ],
);

/** EvidenceParams determine how we handle evidence of malfeasance. */
export interface EvidenceParams {
  /**
   * Max age of evidence, in blocks.
   *
   * The basic formula for calculating this is: MaxAgeDuration / {average block
   * time}.
   */
  readonly maxAgeNumBlocks: bigint;
  /**
   * Max age of evidence, in time.
   *
   * It should correspond with an app's "unbonding period" or other similar
   * mechanism for handling [Nothing-At-Stake
   * attacks](https://github.com/ethereum/wiki/wiki/Proof-of-Stake-FAQ#what-is-the-nothing-at-stake-problem-and-how-can-it-be-fixed).
   */
  readonly maxAgeDuration: google_protobuf.Duration;
  /**
   * This sets the maximum size of total evidence in bytes that can be committed in a single block.
   * and should fall comfortably under the max block bytes.
   * Default is 1048576 or 1MB
   */
  readonly maxBytes: bigint;
}
export const EvidenceParams: MessageCodec<EvidenceParams> = message<EvidenceParams>(
  "tendermint.types.EvidenceParams",
  () => ({ maxAgeNumBlocks: 0n, maxAgeDuration: undefined as never, maxBytes: 0n }),
  [
    [1, "max_age_num_blocks", "int64"],
    [2, "max_age_duration", "message", { type: () => google_protobuf.Duration }],
    [3, "max_bytes", "int64"],
  ],
);

/**
 * ValidatorParams restrict the public key types validators can use.
 * NOTE: uses ABCI pubkey naming, not Amino names.
 */
export interface ValidatorParams {
  readonly pubKeyTypes: readonly string[];
}
export const ValidatorParams: MessageCodec<ValidatorParams> = message<ValidatorParams>(
  "tendermint.types.ValidatorParams",
  () => ({ pubKeyTypes: [] }),
  [
    [1, "pub_key_types", "string", { repeated: true }],
  ],
);

/** VersionParams contains the ABCI application version. */
export interface VersionParams {
  readonly app: bigint;
}
export const VersionParams: MessageCodec<VersionParams> = message<VersionParams>(
  "tendermint.types.VersionParams",
  () => ({ app: 0n }),
  [
    [1, "app", "uint64"],
  ],
);

/**
 * HashedParams is a subset of ConsensusParams.
 *
 * It is hashed into the Header.ConsensusHash.
 */
export interface HashedParams {
  readonly blockMaxBytes: bigint;
  readonly blockMaxGas: bigint;
}
export const HashedParams: MessageCodec<HashedParams> = message<HashedParams>(
  "tendermint.types.HashedParams",
  () => ({ blockMaxBytes: 0n, blockMaxGas: 0n }),
  [
    [1, "block_max_bytes", "int64"],
    [2, "block_max_gas", "int64"],
  ],
);

/** ABCIParams configure functionality specific to the Application Blockchain Interface. */
export interface ABCIParams {
  /**
   * vote_extensions_enable_height configures the first height during which
   * vote extensions will be enabled. During this specified height, and for all
   * subsequent heights, precommit messages that do not contain valid extension data
   * will be considered invalid. Prior to this height, vote extensions will not
   * be used or accepted by validators on the network.
   *
   * Once enabled, vote extensions will be created by the application in ExtendVote,
   * passed to the application for validation in VerifyVoteExtension and given
   * to the application to use when proposing a block during PrepareProposal.
   */
  readonly voteExtensionsEnableHeight: bigint;
}
export const ABCIParams: MessageCodec<ABCIParams> = message<ABCIParams>(
  "tendermint.types.ABCIParams",
  () => ({ voteExtensionsEnableHeight: 0n }),
  [
    [1, "vote_extensions_enable_height", "int64"],
  ],
);

/** PartsetHeader */
export interface PartSetHeader {
  readonly total: number;
  readonly hash: Uint8Array;
}
export const PartSetHeader: MessageCodec<PartSetHeader> = message<PartSetHeader>(
  "tendermint.types.PartSetHeader",
  () => ({ total: 0, hash: NO_BYTES }),
  [
    [1, "total", "uint32"],
    [2, "hash", "bytes"],
  ],
);

export interface Part {
  readonly index: number;
  readonly bytes: Uint8Array;
  readonly proof: tendermint_crypto.Proof;
}
export const Part: MessageCodec<Part> = message<Part>(
  "tendermint.types.Part",
  () => ({ index: 0, bytes: NO_BYTES, proof: undefined as never }),
  [
    [1, "index", "uint32"],
    [2, "bytes", "bytes"],
    [3, "proof", "message", { type: () => tendermint_crypto.Proof }],
  ],
);

/** BlockID */
export interface BlockID {
  readonly hash: Uint8Array;
  readonly partSetHeader: PartSetHeader;
}
export const BlockID: MessageCodec<BlockID> = message<BlockID>(
  "tendermint.types.BlockID",
  () => ({ hash: NO_BYTES, partSetHeader: undefined as never }),
  [
    [1, "hash", "bytes"],
    [2, "part_set_header", "message", { type: () => PartSetHeader }],
  ],
);

/** Header defines the structure of a block header. */
export interface Header {
  /** basic block info */
  readonly version: tendermint_version.Consensus;
  readonly chainId: string;
  readonly height: bigint;
  readonly time: google_protobuf.Timestamp;
  /** prev block info */
  readonly lastBlockId: BlockID;
  /** hashes of block data */
  readonly lastCommitHash: Uint8Array;
  /** transactions */
  readonly dataHash: Uint8Array;
  /** hashes from the app output from the prev block */
  readonly validatorsHash: Uint8Array;
  /** validators for the next block */
  readonly nextValidatorsHash: Uint8Array;
  /** consensus params for current block */
  readonly consensusHash: Uint8Array;
  /** state after txs from the previous block */
  readonly appHash: Uint8Array;
  /** root hash of all results from the txs from the previous block */
  readonly lastResultsHash: Uint8Array;
  /** consensus info */
  readonly evidenceHash: Uint8Array;
  /** original proposer of the block */
  readonly proposerAddress: Uint8Array;
}
export const Header: MessageCodec<Header> = message<Header>(
  "tendermint.types.Header",
  () => ({ version: undefined as never, chainId: "", height: 0n, time: undefined as never, lastBlockId: undefined as never, lastCommitHash: NO_BYTES, dataHash: NO_BYTES, validatorsHash: NO_BYTES, nextValidatorsHash: NO_BYTES, consensusHash: NO_BYTES, appHash: NO_BYTES, lastResultsHash: NO_BYTES, evidenceHash: NO_BYTES, proposerAddress: NO_BYTES }),
  [
    [1, "version", "message", { type: () => tendermint_version.Consensus }],
    [2, "chain_id", "string"],
    [3, "height", "int64"],
    [4, "time", "message", { type: () => google_protobuf.Timestamp }],
    [5, "last_block_id", "message", { type: () => BlockID }],
    [6, "last_commit_hash", "bytes"],
    [7, "data_hash", "bytes"],
    [8, "validators_hash", "bytes"],
    [9, "next_validators_hash", "bytes"],
    [10, "consensus_hash", "bytes"],
    [11, "app_hash", "bytes"],
    [12, "last_results_hash", "bytes"],
    [13, "evidence_hash", "bytes"],
    [14, "proposer_address", "bytes"],
  ],
);

/** Data contains the set of transactions included in the block */
export interface Data {
  /**
   * Txs that will be applied by state @ block.Height+1.
   * NOTE: not all txs here are valid.  We're just agreeing on the order first.
   * This means that block.AppHash does not include these txs.
   */
  readonly txs: readonly Uint8Array[];
}
export const Data: MessageCodec<Data> = message<Data>(
  "tendermint.types.Data",
  () => ({ txs: [] }),
  [
    [1, "txs", "bytes", { repeated: true }],
  ],
);

/**
 * Vote represents a prevote or precommit vote from validators for
 * consensus.
 */
export interface Vote {
  readonly type: SignedMsgType;
  readonly height: bigint;
  readonly round: number;
  readonly blockId: BlockID;
  readonly timestamp: google_protobuf.Timestamp;
  readonly validatorAddress: Uint8Array;
  readonly validatorIndex: number;
  /**
   * Vote signature by the validator if they participated in consensus for the
   * associated block.
   */
  readonly signature: Uint8Array;
  /**
   * Vote extension provided by the application. Only valid for precommit
   * messages.
   */
  readonly extension: Uint8Array;
  /**
   * Vote extension signature by the validator if they participated in
   * consensus for the associated block.
   * Only valid for precommit messages.
   */
  readonly extensionSignature: Uint8Array;
}
export const Vote: MessageCodec<Vote> = message<Vote>(
  "tendermint.types.Vote",
  () => ({ type: 0 as never, height: 0n, round: 0, blockId: undefined as never, timestamp: undefined as never, validatorAddress: NO_BYTES, validatorIndex: 0, signature: NO_BYTES, extension: NO_BYTES, extensionSignature: NO_BYTES }),
  [
    [1, "type", "enum", { type: () => SignedMsgTypeInfo }],
    [2, "height", "int64"],
    [3, "round", "int32"],
    [4, "block_id", "message", { type: () => BlockID }],
    [5, "timestamp", "message", { type: () => google_protobuf.Timestamp }],
    [6, "validator_address", "bytes"],
    [7, "validator_index", "int32"],
    [8, "signature", "bytes"],
    [9, "extension", "bytes"],
    [10, "extension_signature", "bytes"],
  ],
);

/** Commit contains the evidence that a block was committed by a set of validators. */
export interface Commit {
  readonly height: bigint;
  readonly round: number;
  readonly blockId: BlockID;
  readonly signatures: readonly CommitSig[];
}
export const Commit: MessageCodec<Commit> = message<Commit>(
  "tendermint.types.Commit",
  () => ({ height: 0n, round: 0, blockId: undefined as never, signatures: [] }),
  [
    [1, "height", "int64"],
    [2, "round", "int32"],
    [3, "block_id", "message", { type: () => BlockID }],
    [4, "signatures", "message", { type: () => CommitSig, repeated: true }],
  ],
);

/** CommitSig is a part of the Vote included in a Commit. */
export interface CommitSig {
  readonly blockIdFlag: BlockIDFlag;
  readonly validatorAddress: Uint8Array;
  readonly timestamp: google_protobuf.Timestamp;
  readonly signature: Uint8Array;
}
export const CommitSig: MessageCodec<CommitSig> = message<CommitSig>(
  "tendermint.types.CommitSig",
  () => ({ blockIdFlag: 0 as never, validatorAddress: NO_BYTES, timestamp: undefined as never, signature: NO_BYTES }),
  [
    [1, "block_id_flag", "enum", { type: () => BlockIDFlagInfo }],
    [2, "validator_address", "bytes"],
    [3, "timestamp", "message", { type: () => google_protobuf.Timestamp }],
    [4, "signature", "bytes"],
  ],
);

export interface ExtendedCommit {
  readonly height: bigint;
  readonly round: number;
  readonly blockId: BlockID;
  readonly extendedSignatures: readonly ExtendedCommitSig[];
}
export const ExtendedCommit: MessageCodec<ExtendedCommit> = message<ExtendedCommit>(
  "tendermint.types.ExtendedCommit",
  () => ({ height: 0n, round: 0, blockId: undefined as never, extendedSignatures: [] }),
  [
    [1, "height", "int64"],
    [2, "round", "int32"],
    [3, "block_id", "message", { type: () => BlockID }],
    [4, "extended_signatures", "message", { type: () => ExtendedCommitSig, repeated: true }],
  ],
);

/**
 * ExtendedCommitSig retains all the same fields as CommitSig but adds vote
 * extension-related fields. We use two signatures to ensure backwards compatibility.
 * That is the digest of the original signature is still the same in prior versions
 */
export interface ExtendedCommitSig {
  readonly blockIdFlag: BlockIDFlag;
  readonly validatorAddress: Uint8Array;
  readonly timestamp: google_protobuf.Timestamp;
  readonly signature: Uint8Array;
  /** Vote extension data */
  readonly extension: Uint8Array;
  /** Vote extension signature */
  readonly extensionSignature: Uint8Array;
}
export const ExtendedCommitSig: MessageCodec<ExtendedCommitSig> = message<ExtendedCommitSig>(
  "tendermint.types.ExtendedCommitSig",
  () => ({ blockIdFlag: 0 as never, validatorAddress: NO_BYTES, timestamp: undefined as never, signature: NO_BYTES, extension: NO_BYTES, extensionSignature: NO_BYTES }),
  [
    [1, "block_id_flag", "enum", { type: () => BlockIDFlagInfo }],
    [2, "validator_address", "bytes"],
    [3, "timestamp", "message", { type: () => google_protobuf.Timestamp }],
    [4, "signature", "bytes"],
    [5, "extension", "bytes"],
    [6, "extension_signature", "bytes"],
  ],
);

export interface Proposal {
  readonly type: SignedMsgType;
  readonly height: bigint;
  readonly round: number;
  readonly polRound: number;
  readonly blockId: BlockID;
  readonly timestamp: google_protobuf.Timestamp;
  readonly signature: Uint8Array;
}
export const Proposal: MessageCodec<Proposal> = message<Proposal>(
  "tendermint.types.Proposal",
  () => ({ type: 0 as never, height: 0n, round: 0, polRound: 0, blockId: undefined as never, timestamp: undefined as never, signature: NO_BYTES }),
  [
    [1, "type", "enum", { type: () => SignedMsgTypeInfo }],
    [2, "height", "int64"],
    [3, "round", "int32"],
    [4, "pol_round", "int32"],
    [5, "block_id", "message", { type: () => BlockID }],
    [6, "timestamp", "message", { type: () => google_protobuf.Timestamp }],
    [7, "signature", "bytes"],
  ],
);

export interface SignedHeader {
  readonly header: Header | undefined;
  readonly commit: Commit | undefined;
}
export const SignedHeader: MessageCodec<SignedHeader> = message<SignedHeader>(
  "tendermint.types.SignedHeader",
  () => ({ header: undefined, commit: undefined }),
  [
    [1, "header", "message", { type: () => Header, optional: true }],
    [2, "commit", "message", { type: () => Commit, optional: true }],
  ],
);

export interface LightBlock {
  readonly signedHeader: SignedHeader | undefined;
  readonly validatorSet: ValidatorSet | undefined;
}
export const LightBlock: MessageCodec<LightBlock> = message<LightBlock>(
  "tendermint.types.LightBlock",
  () => ({ signedHeader: undefined, validatorSet: undefined }),
  [
    [1, "signed_header", "message", { type: () => SignedHeader, optional: true }],
    [2, "validator_set", "message", { type: () => ValidatorSet, optional: true }],
  ],
);

export interface BlockMeta {
  readonly blockId: BlockID;
  readonly blockSize: bigint;
  readonly header: Header;
  readonly numTxs: bigint;
}
export const BlockMeta: MessageCodec<BlockMeta> = message<BlockMeta>(
  "tendermint.types.BlockMeta",
  () => ({ blockId: undefined as never, blockSize: 0n, header: undefined as never, numTxs: 0n }),
  [
    [1, "block_id", "message", { type: () => BlockID }],
    [2, "block_size", "int64"],
    [3, "header", "message", { type: () => Header }],
    [4, "num_txs", "int64"],
  ],
);

/** TxProof represents a Merkle proof of the presence of a transaction in the Merkle tree. */
export interface TxProof {
  readonly rootHash: Uint8Array;
  readonly data: Uint8Array;
  readonly proof: tendermint_crypto.Proof | undefined;
}
export const TxProof: MessageCodec<TxProof> = message<TxProof>(
  "tendermint.types.TxProof",
  () => ({ rootHash: NO_BYTES, data: NO_BYTES, proof: undefined }),
  [
    [1, "root_hash", "bytes"],
    [2, "data", "bytes"],
    [3, "proof", "message", { type: () => tendermint_crypto.Proof, optional: true }],
  ],
);

export interface ValidatorSet {
  readonly validators: readonly Validator[];
  readonly proposer: Validator | undefined;
  readonly totalVotingPower: bigint;
}
export const ValidatorSet: MessageCodec<ValidatorSet> = message<ValidatorSet>(
  "tendermint.types.ValidatorSet",
  () => ({ validators: [], proposer: undefined, totalVotingPower: 0n }),
  [
    [1, "validators", "message", { type: () => Validator, repeated: true }],
    [2, "proposer", "message", { type: () => Validator, optional: true }],
    [3, "total_voting_power", "int64"],
  ],
);

export interface Validator {
  readonly address: Uint8Array;
  readonly pubKey: tendermint_crypto.PublicKey;
  readonly votingPower: bigint;
  readonly proposerPriority: bigint;
}
export const Validator: MessageCodec<Validator> = message<Validator>(
  "tendermint.types.Validator",
  () => ({ address: NO_BYTES, pubKey: undefined as never, votingPower: 0n, proposerPriority: 0n }),
  [
    [1, "address", "bytes"],
    [2, "pub_key", "message", { type: () => tendermint_crypto.PublicKey }],
    [3, "voting_power", "int64"],
    [4, "proposer_priority", "int64"],
  ],
);

export interface SimpleValidator {
  readonly pubKey: tendermint_crypto.PublicKey | undefined;
  readonly votingPower: bigint;
}
export const SimpleValidator: MessageCodec<SimpleValidator> = message<SimpleValidator>(
  "tendermint.types.SimpleValidator",
  () => ({ pubKey: undefined, votingPower: 0n }),
  [
    [1, "pub_key", "message", { type: () => tendermint_crypto.PublicKey, optional: true }],
    [2, "voting_power", "int64"],
  ],
);
