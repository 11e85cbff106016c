// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../codec.js";
import { NO_BYTES } from "../../bytes.js";
import type { MessageCodec } from "../../types.js";

export interface NetAddress {
  readonly id: string;
  readonly ip: string;
  readonly port: number;
}
export const NetAddress: MessageCodec<NetAddress> = message<NetAddress>(
  "tendermint.p2p.NetAddress",
  () => ({ id: "", ip: "", port: 0 }),
  [
    [1, "id", "string"],
    [2, "ip", "string"],
    [3, "port", "uint32"],
  ],
);

export interface ProtocolVersion {
  readonly p2p: bigint;
  readonly block: bigint;
  readonly app: bigint;
}
export const ProtocolVersion: MessageCodec<ProtocolVersion> = message<ProtocolVersion>(
  "tendermint.p2p.ProtocolVersion",
  () => ({ p2p: 0n, block: 0n, app: 0n }),
  [
    [1, "p2p", "uint64"],
    [2, "block", "uint64"],
    [3, "app", "uint64"],
  ],
);

export interface DefaultNodeInfo {
  readonly protocolVersion: ProtocolVersion;
  readonly defaultNodeId: string;
  readonly listenAddr: string;
  readonly network: string;
  readonly version: string;
  readonly channels: Uint8Array;
  readonly moniker: string;
  readonly other: DefaultNodeInfoOther;
}
export const DefaultNodeInfo: MessageCodec<DefaultNodeInfo> = message<DefaultNodeInfo>(
  "tendermint.p2p.DefaultNodeInfo",
  () => ({ protocolVersion: undefined as never, defaultNodeId: "", listenAddr: "", network: "", version: "", channels: NO_BYTES, moniker: "", other: undefined as never }),
  [
    [1, "protocol_version", "message", { type: () => ProtocolVersion }],
    [2, "default_node_id", "string"],
    [3, "listen_addr", "string"],
    [4, "network", "string"],
    [5, "version", "string"],
    [6, "channels", "bytes"],
    [7, "moniker", "string"],
    [8, "other", "message", { type: () => DefaultNodeInfoOther }],
  ],
);

export interface DefaultNodeInfoOther {
  readonly txIndex: string;
  readonly rpcAddress: string;
}
export const DefaultNodeInfoOther: MessageCodec<DefaultNodeInfoOther> = message<DefaultNodeInfoOther>(
  "tendermint.p2p.DefaultNodeInfoOther",
  () => ({ txIndex: "", rpcAddress: "" }),
  [
    [1, "tx_index", "string"],
    [2, "rpc_address", "string"],
  ],
);
