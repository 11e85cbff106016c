import { fromBase64, fromHex, parseTimestamp, toBech32 } from "@dcm/proto";
import type { Block as SdkBlock } from "@dcm/proto/gen/cosmos/base/tendermint/v1beta1";
import { Block, BlockID, type Commit, type Evidence, type Header, type Vote } from "@dcm/proto/gen/tendermint/types";
import type {
  RpcBlock,
  RpcBlockId,
  RpcCommit,
  RpcDuplicateVote,
  RpcEvidence,
  RpcHeader,
  RpcLightClientAttack,
  RpcValidator,
  RpcVote,
} from "./rpc.js";

// CometBFT's JSON in proto form (cometbft v0.38, types/{block,evidence,vote}.go, ToProto).

/** A block and its id. */
export function blockFromRpc({ block, block_id }: RpcBlock): { readonly block: Block; readonly blockId: BlockID } {
  return {
    block: Block.fromPartial({
      header: headerFromRpc(block.header),
      data: { txs: (block.data.txs ?? []).map(fromBase64) },
      evidence: { evidence: (block.evidence.evidence ?? []).map(evidenceFromRpc) },
      lastCommit: commitFromRpc(block.last_commit),
    }),
    blockId: BlockID.fromPartial(idFromRpc(block_id)),
  };
}

/** The block as the SDK shows it: its proposer by address. */
export function sdkBlock(block: Block, prefix: string): SdkBlock {
  const proposerAddress = toBech32(`${prefix}valcons`, block.header.proposerAddress);
  return { ...block, header: { ...block.header, proposerAddress } } as SdkBlock;
}

function headerFromRpc(header: RpcHeader): Header {
  return {
    version: { block: BigInt(header.version.block), app: BigInt(header.version.app ?? "0") },
    chainId: header.chain_id,
    height: BigInt(header.height),
    time: parseTimestamp(header.time),
    lastBlockId: idFromRpc(header.last_block_id),
    lastCommitHash: fromHex(header.last_commit_hash),
    dataHash: fromHex(header.data_hash),
    validatorsHash: fromHex(header.validators_hash),
    nextValidatorsHash: fromHex(header.next_validators_hash),
    consensusHash: fromHex(header.consensus_hash),
    appHash: fromHex(header.app_hash),
    lastResultsHash: fromHex(header.last_results_hash),
    evidenceHash: fromHex(header.evidence_hash),
    proposerAddress: fromHex(header.proposer_address),
  };
}

function idFromRpc({ hash, parts }: RpcBlockId): BlockID {
  return { hash: fromHex(hash), partSetHeader: { total: parts.total, hash: fromHex(parts.hash) } };
}

function commitFromRpc(commit: RpcCommit): Commit {
  return {
    height: BigInt(commit.height),
    round: commit.round,
    blockId: idFromRpc(commit.block_id),
    signatures: (commit.signatures ?? []).map((signature) => ({
      blockIdFlag: signature.block_id_flag as 1 | 2 | 3,
      validatorAddress: fromHex(signature.validator_address),
      timestamp: parseTimestamp(signature.timestamp),
      signature: fromBase64(signature.signature ?? ""),
    })),
  };
}

function evidenceFromRpc({ type, value }: RpcEvidence): Evidence {
  return type === "tendermint/DuplicateVoteEvidence"
    ? { duplicateVoteEvidence: duplicateVote(value as RpcDuplicateVote), lightClientAttackEvidence: undefined }
    : { duplicateVoteEvidence: undefined, lightClientAttackEvidence: attack(value as RpcLightClientAttack) };
}

function duplicateVote(found: RpcDuplicateVote): NonNullable<Evidence["duplicateVoteEvidence"]> {
  return {
    voteA: voteFromRpc(found.vote_a),
    voteB: voteFromRpc(found.vote_b),
    totalVotingPower: BigInt(found.TotalVotingPower),
    validatorPower: BigInt(found.ValidatorPower),
    timestamp: parseTimestamp(found.Timestamp),
  };
}

function voteFromRpc(vote: RpcVote): Vote {
  return {
    type: vote.type as 1 | 2,
    height: BigInt(vote.height),
    round: vote.round,
    blockId: idFromRpc(vote.block_id),
    timestamp: parseTimestamp(vote.timestamp),
    validatorAddress: fromHex(vote.validator_address),
    validatorIndex: vote.validator_index,
    signature: fromBase64(vote.signature ?? ""),
    extension: fromBase64(vote.extension ?? ""),
    extensionSignature: fromBase64(vote.extension_signature ?? ""),
  };
}

function attack(found: RpcLightClientAttack): NonNullable<Evidence["lightClientAttackEvidence"]> {
  const { signed_header, validator_set } = found.ConflictingBlock;
  const validators = (validator_set.validators ?? []).map(validatorFromRpc);
  return {
    conflictingBlock: {
      signedHeader: { header: headerFromRpc(signed_header.header), commit: commitFromRpc(signed_header.commit) },
      validatorSet: {
        validators,
        proposer: validator_set.proposer === null ? undefined : validatorFromRpc(validator_set.proposer),
        totalVotingPower: validators.reduce((sum, { votingPower }) => sum + votingPower, 0n),
      },
    },
    commonHeight: BigInt(found.CommonHeight),
    byzantineValidators: (found.ByzantineValidators ?? []).map(validatorFromRpc),
    totalVotingPower: BigInt(found.TotalVotingPower),
    timestamp: parseTimestamp(found.Timestamp),
  };
}

function validatorFromRpc(found: RpcValidator) {
  const key = fromBase64(found.pub_key.value);
  const isEd25519 = found.pub_key.type === "tendermint/PubKeyEd25519";
  return {
    address: fromHex(found.address),
    pubKey: { ed25519: isEd25519 ? key : undefined, secp256k1: isEd25519 ? undefined : key },
    votingPower: BigInt(found.voting_power),
    proposerPriority: BigInt(found.proposer_priority),
  };
}
