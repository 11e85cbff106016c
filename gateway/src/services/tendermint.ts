import * as base from "@dcm/proto/gen/cosmos/base/tendermint/v1beta1";
import { PubKey as Ed25519 } from "@dcm/proto/gen/cosmos/crypto/ed25519";
import { type Rpc, type RpcBlock, type RpcBlockId, RpcError, type RpcStatus } from "../rpc.js";
import { StatusError } from "../status.js";
import type { Handlers } from "./service.js";

const version = "0.1.0";
const sdkVersion = "v0.53.8";

/** `cosmos.base.tendermint.v1beta1.Service`: CometBFT's own knowledge in the SDK's shapes (SDK client/grpc/cmtservice). */
export const tendermintHandlers: Handlers<base.ServiceRpcs> = {
  async GetNodeInfo({ rpc }) {
    const { node_info: node } = await rpc.call<{ node_info: RpcNodeInfo }>("status");
    return base.GetNodeInfoResponse.fromPartial({
      defaultNodeInfo: {
        protocolVersion: {
          p2p: BigInt(node.protocol_version.p2p),
          block: BigInt(node.protocol_version.block),
          app: BigInt(node.protocol_version.app),
        },
        defaultNodeId: node.id,
        listenAddr: node.listen_addr,
        network: node.network,
        version: node.version,
        channels: Buffer.from(node.channels, "hex"),
        moniker: node.moniker,
        other: { txIndex: node.other.tx_index, rpcAddress: node.other.rpc_address },
      },
      applicationVersion: {
        name: "dcm",
        appName: "dcmd",
        version,
        cosmosSdkVersion: sdkVersion,
        goVersion: process.version,
      },
    });
  },

  async GetSyncing({ rpc }) {
    const { sync_info } = await rpc.call<RpcStatus>("status");
    return base.GetSyncingResponse.fromPartial({ syncing: sync_info.catching_up });
  },

  GetLatestBlock: async ({ rpc }) =>
    base.GetLatestBlockResponse.fromPartial(blockAnswer(await rpc.call<RpcBlock>("block"))),

  async GetBlockByHeight({ rpc }, { height }) {
    await requireHeight(rpc, height);
    return base.GetBlockByHeightResponse.fromPartial(
      blockAnswer(await rpc.call<RpcBlock>("block", { height: String(height) })),
    );
  },

  async GetLatestValidatorSet({ rpc }, { pagination }) {
    return base.GetLatestValidatorSetResponse.fromPartial(await validators(rpc, undefined, pagination));
  },

  async GetValidatorSetByHeight({ rpc }, { height, pagination }) {
    await requireHeight(rpc, height);
    return base.GetValidatorSetByHeightResponse.fromPartial(await validators(rpc, height, pagination));
  },

  async ABCIQuery({ node }, { data, path, height, prove }) {
    if (!/^\/?(app|store|p2p|custom)(\/|$)/.test(path)) {
      throw new StatusError("INVALID_ARGUMENT", `unsupported ABCI query path: ${path}`);
    }
    const answer = await node.ask(path, data, height, prove);
    return base.ABCIQueryResponse.fromPartial({
      code: answer.code,
      codespace: answer.codespace,
      log: answer.log,
      // A store's answer repeats its key (SDK store/rootmulti Query).
      key: /^\/?store\//.test(path) ? data : undefined,
      value: answer.value,
      proofOps: answer.proofOps,
      height: answer.height,
    });
  },
};

interface RpcNodeInfo {
  readonly protocol_version: { readonly p2p: string; readonly block: string; readonly app: string };
  readonly id: string;
  readonly listen_addr: string;
  readonly network: string;
  readonly version: string;
  readonly channels: string;
  readonly moniker: string;
  readonly other: { readonly tx_index: string; readonly rpc_address: string };
}

interface RpcHeader {
  readonly version: { readonly block: string; readonly app?: string };
  readonly chain_id: string;
  readonly height: string;
  readonly time: string;
  readonly last_block_id: RpcBlockId;
  readonly last_commit_hash: string;
  readonly data_hash: string;
  readonly validators_hash: string;
  readonly next_validators_hash: string;
  readonly consensus_hash: string;
  readonly app_hash: string;
  readonly last_results_hash: string;
  readonly evidence_hash: string;
  readonly proposer_address: string;
}

interface RpcCommit {
  readonly height: string;
  readonly round: number;
  readonly block_id: RpcBlockId;
  readonly signatures: readonly {
    readonly block_id_flag: number;
    readonly validator_address: string;
    readonly timestamp: string;
    readonly signature: string | null;
  }[];
}

/** A block in proto form, from CometBFT's JSON. */
export function blockFromRpc(found: RpcBlock) {
  const { header, data, last_commit } = found.block;
  return {
    header: headerFromRpc(header as unknown as RpcHeader),
    data: { txs: (data.txs ?? []).map((tx) => Buffer.from(tx, "base64")) },
    evidence: { evidence: [] },
    lastCommit: commitFromRpc(last_commit as RpcCommit),
  };
}

export function blockIdFromRpc(id: RpcBlockId) {
  return { hash: hex(id.hash), partSetHeader: { total: id.parts.total, hash: hex(id.parts.hash) } };
}

function blockAnswer(found: RpcBlock) {
  const block = blockFromRpc(found);
  const proposer = (found.block.header as unknown as RpcHeader).proposer_address;
  return {
    blockId: blockIdFromRpc(found.block_id),
    block,
    sdkBlock: { ...block, header: { ...block.header, proposerAddress: proposer } },
  };
}

function headerFromRpc(header: RpcHeader) {
  return {
    version: { block: BigInt(header.version.block), app: BigInt(header.version.app ?? "0") },
    chainId: header.chain_id,
    height: BigInt(header.height),
    time: timestamp(header.time),
    lastBlockId: blockIdFromRpc(header.last_block_id),
    lastCommitHash: hex(header.last_commit_hash),
    dataHash: hex(header.data_hash),
    validatorsHash: hex(header.validators_hash),
    nextValidatorsHash: hex(header.next_validators_hash),
    consensusHash: hex(header.consensus_hash),
    appHash: hex(header.app_hash),
    lastResultsHash: hex(header.last_results_hash),
    evidenceHash: hex(header.evidence_hash),
    proposerAddress: hex(header.proposer_address),
  };
}

function commitFromRpc(commit: RpcCommit) {
  return {
    height: BigInt(commit.height),
    round: commit.round,
    blockId: blockIdFromRpc(commit.block_id),
    signatures: commit.signatures.map((signature) => ({
      blockIdFlag: signature.block_id_flag as 1 | 2 | 3,
      validatorAddress: hex(signature.validator_address),
      timestamp: timestamp(signature.timestamp),
      signature: Buffer.from(signature.signature ?? "", "base64"),
    })),
  };
}

interface RpcValidators {
  readonly block_height: string;
  readonly validators: readonly {
    readonly address: string;
    readonly pub_key: { readonly type: string; readonly value: string };
    readonly voting_power: string;
    readonly proposer_priority: string;
  }[];
  readonly total: string;
}

async function validators(
  rpc: Rpc,
  height: bigint | undefined,
  pagination: { offset: bigint; limit: bigint } | undefined,
) {
  const perPage = pagination?.limit ? pagination.limit : 100n;
  const page = (pagination?.offset ?? 0n) / perPage + 1n;
  const found = await rpc
    .call<RpcValidators>("validators", {
      ...(height === undefined ? {} : { height: String(height) }),
      page: String(page),
      per_page: String(perPage),
    })
    .catch((error: unknown) => {
      if (error instanceof RpcError) throw new StatusError("INVALID_ARGUMENT", error.message);
      throw error;
    });
  return {
    blockHeight: BigInt(found.block_height),
    validators: found.validators.map(({ address, pub_key, voting_power, proposer_priority }) => ({
      address,
      pubKey: {
        typeUrl: Ed25519.typeUrl,
        value: Ed25519.encode(Ed25519.fromPartial({ key: Buffer.from(pub_key.value, "base64") })),
      },
      votingPower: BigInt(voting_power),
      proposerPriority: BigInt(proposer_priority),
    })),
    pagination: { total: BigInt(found.total) },
  };
}

async function requireHeight(rpc: Rpc, height: bigint): Promise<void> {
  if (height < 1n) throw new StatusError("INVALID_ARGUMENT", `height must be greater than 0, but got ${height}`);
  const { sync_info } = await rpc.call<RpcStatus>("status");
  const latest = BigInt(sync_info.latest_block_height);
  if (height > latest) {
    throw new StatusError("INVALID_ARGUMENT", "requested block height is bigger then the chain length");
  }
}

function hex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "hex"));
}

/** CometBFT prints nanoseconds, which Date would lose. */
function timestamp(text: string): { seconds: bigint; nanos: number } {
  const match = /^(.*?)(?:\.(\d+))?Z$/.exec(text);
  const seconds = BigInt(Math.floor(Date.parse(`${match?.[1]}Z`) / 1000));
  return { seconds, nanos: Number((match?.[2] ?? "").padEnd(9, "0").slice(0, 9)) };
}
