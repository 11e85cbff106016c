import { fromHex, toBech32 } from "@dcm/proto";
import { Query as Auth } from "@dcm/proto/gen/cosmos/auth/v1beta1";
import type { PageRequest } from "@dcm/proto/gen/cosmos/base/query/v1beta1";
import * as base from "@dcm/proto/gen/cosmos/base/tendermint/v1beta1";
import { PubKey as Ed25519 } from "@dcm/proto/gen/cosmos/crypto/ed25519";
import { PubKey as Secp256k1 } from "@dcm/proto/gen/cosmos/crypto/secp256k1";
import { blockFromRpc, sdkBlock } from "./blocks.js";
import { pageOf } from "./page.js";
import { type Rpc, type RpcBlock, RpcError, type RpcStatus, type RpcValidator, type RpcValidators } from "./rpc.js";
import type { Handlers, ServiceContext } from "./service.js";
import { StatusError } from "./status.js";

const version = "0.1.0";
/** The version whose behaviour the chain has; explorers and relayers choose their code by it. */
const sdkVersion = "v0.53.8";
/** What relayers look for among a Go binary's modules: whom the node is compatible with. */
const buildDeps = [
  { path: "github.com/cometbft/cometbft", version: "v0.38.25" },
  { path: "github.com/cosmos/cosmos-sdk", version: sdkVersion },
];
/** CometBFT's most per page (rpc/core/env.go, maxPerPage). */
const validatorsPerCall = 100;

/** `cosmos.base.tendermint.v1beta1.Service`: CometBFT's own knowledge in the SDK's shapes (SDK client/grpc/cmtservice). */
export const tendermintHandlers: Handlers<base.ServiceRpcs> = {
  async GetNodeInfo({ rpc, runtime }) {
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
        channels: fromHex(node.channels),
        moniker: node.moniker,
        other: { txIndex: node.other.tx_index, rpcAddress: node.other.rpc_address },
      },
      applicationVersion: {
        name: "dcm",
        appName: "dcmd",
        version,
        cosmosSdkVersion: sdkVersion,
        goVersion: runtime,
        buildDeps,
      },
    });
  },

  async GetSyncing({ rpc }) {
    const { sync_info } = await rpc.call<RpcStatus>("status");
    return base.GetSyncingResponse.fromPartial({ syncing: sync_info.catching_up });
  },

  GetLatestBlock: (context) => blockAt(context, undefined),

  async GetBlockByHeight(context, { height }) {
    await requireHeight(context.rpc, height);
    return blockAt(context, height);
  },

  async GetLatestValidatorSet(context, { pagination }) {
    return base.GetLatestValidatorSetResponse.fromPartial(await validators(context, undefined, pagination));
  },

  async GetValidatorSetByHeight(context, { height, pagination }) {
    await requireHeight(context.rpc, height);
    return base.GetValidatorSetByHeightResponse.fromPartial(await validators(context, height, pagination));
  },

  async ABCIQuery({ abci }, { data, path, height, prove }) {
    if (path === "") throw new StatusError("INVALID_ARGUMENT", "empty query path");
    if (!/^\/?(app|store|p2p|custom)(\/|$)/.test(path)) {
      throw new StatusError("INVALID_ARGUMENT", `unsupported ABCI query path: ${path}`);
    }
    const answer = await abci(path, data, height, prove);
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

async function blockAt(context: ServiceContext, height: bigint | undefined) {
  const at = height === undefined ? {} : { height: String(height) };
  const found = blockFromRpc(await context.rpc.call<RpcBlock>("block", at));
  return { ...found, sdkBlock: sdkBlock(found.block, await prefixOf(context)) };
}

async function prefixOf({ forward }: ServiceContext): Promise<string> {
  return (await forward(Auth.methods.Bech32Prefix, {})).bech32Prefix;
}

async function validators(context: ServiceContext, height: bigint | undefined, pagination: PageRequest | undefined) {
  const { blockHeight, all } = await validatorSet(context.rpc, height);
  const prefix = await prefixOf(context);
  const { items, next } = pageOf(all, pagination);
  return {
    blockHeight,
    validators: items.map((found) => ({
      address: toBech32(`${prefix}valcons`, fromHex(found.address)),
      pubKey: consensusKey(found),
      votingPower: BigInt(found.voting_power),
      proposerPriority: BigInt(found.proposer_priority),
    })),
    pagination: next,
  };
}

/** A set is one list here: CometBFT's own pages end at 100, and go forward only. */
async function validatorSet(rpc: Rpc, height: bigint | undefined) {
  const all: RpcValidator[] = [];
  let at = height;
  // Bounded by the set: each call adds to it.
  for (let page = 1; ; page++) {
    const params = { page: String(page), per_page: String(validatorsPerCall) };
    const found = await rpc
      .call<RpcValidators>("validators", at === undefined ? params : { ...params, height: String(at) })
      .catch((error: unknown) => {
        if (error instanceof RpcError) throw new StatusError("INVALID_ARGUMENT", error.message);
        throw error;
      });
    // Further pages are of the same block.
    at = BigInt(found.block_height);
    all.push(...found.validators);
    if (found.validators.length === 0 || all.length >= Number(found.total)) return { blockHeight: at, all };
  }
}

function consensusKey({ pub_key }: RpcValidator) {
  const codec = pub_key.type === "tendermint/PubKeySecp256k1" ? Secp256k1 : Ed25519;
  return { typeUrl: codec.typeUrl, value: codec.encode(codec.fromJSON({ key: pub_key.value })) };
}

async function requireHeight(rpc: Rpc, height: bigint): Promise<void> {
  if (height < 1n) throw new StatusError("INVALID_ARGUMENT", `height must be greater than 0, but got ${height}`);
  const { sync_info } = await rpc.call<RpcStatus>("status");
  if (height > BigInt(sync_info.latest_block_height)) {
    throw new StatusError("INVALID_ARGUMENT", "requested block height is bigger then the chain length");
  }
}
