import { type Rpc, type RpcStatus, StatusError } from "@dcm/client/comet";
import { Query as Auth, Bech32PrefixRequest, Bech32PrefixResponse } from "@dcm/proto/gen/cosmos/auth/v1beta1";
import {
  Query as Bank,
  type Metadata,
  QueryDenomMetadataRequest,
  QueryDenomMetadataResponse,
} from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { ConfigRequest, ConfigResponse, Service as Node } from "@dcm/proto/gen/cosmos/base/node/v1beta1";
import { QueryParamsRequest, QueryParamsResponse, Query as Staking } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import type { NodeClient } from "./node-client.js";
import { statusOf } from "./status.js";

/** What `/.well-known/dcm.json` tells of the chain, from the chain itself. */
export interface Network {
  readonly chainId: string;
  readonly prefix: string;
  readonly denom: { readonly base: string; readonly display: string; readonly exponent: number };
  /** Such as `0.001udcm`. */
  readonly gasPrice: string;
  /** Whether the chain says that it is a local or test chain: its id has such a part, as in dcm-local-1. */
  readonly kind: "local" | "test" | "live";
  readonly cometVersion: string;
  /** What the chain says of its coin; some say nothing. */
  readonly metadata?: Metadata | undefined;
  /** For so long stake stays locked after it was withdrawn. */
  readonly unbondingSeconds: bigint;
}

interface Codec<T> {
  encode(value: T): Uint8Array;
  decode(bytes: Uint8Array): T;
  fromPartial(input: object): T;
}

/** Reads the chain's identity; rejects while the node or its RPC is away. */
export async function readNetwork(node: NodeClient, rpc: Rpc): Promise<Network> {
  const ask = async <Q, A>(path: string, request: Codec<Q>, answer: Codec<A>, partial: object): Promise<A> => {
    const found = await node.ask(path, request.encode(request.fromPartial(partial)));
    if (found.code !== 0) throw statusOf(found.codespace, found.code, found.log);
    return answer.decode(found.value);
  };
  const status = await rpc.call<RpcStatus>("status");
  const { bech32Prefix } = await ask(Auth.methods.Bech32Prefix.path, Bech32PrefixRequest, Bech32PrefixResponse, {});
  const { params } = await ask(Staking.methods.Params.path, QueryParamsRequest, QueryParamsResponse, {});
  const base = params.bondDenom;
  const metadata = await ask(Bank.methods.DenomMetadata.path, QueryDenomMetadataRequest, QueryDenomMetadataResponse, {
    denom: base,
  }).catch(withoutMetadata);
  const display = metadata?.metadata.display || base;
  const exponent = metadata?.metadata.denomUnits.find((unit) => unit.denom === display)?.exponent ?? 0;
  const config = await ask(Node.methods.Config.path, ConfigRequest, ConfigResponse, {});
  const chainId = status.node_info.network;
  return {
    chainId,
    prefix: bech32Prefix,
    denom: { base, display, exponent },
    gasPrice: config.minimumGasPrice || `0${base}`,
    kind: kindOf(chainId),
    cometVersion: status.node_info.version,
    metadata: metadata?.metadata,
    unbondingSeconds: params.unbondingTime.seconds,
  };
}

/** A chain need not describe its coin; anything else is an error. */
function withoutMetadata(error: unknown): undefined {
  if (error instanceof StatusError && error.status === "NOT_FOUND") return undefined;
  throw error;
}

export function kindOf(chainId: string): Network["kind"] {
  const parts = chainId.split("-");
  if (parts.includes("local")) return "local";
  return parts.some((part) => part.startsWith("test")) ? "test" : "live";
}
