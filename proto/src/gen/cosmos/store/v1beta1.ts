// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../codec.js";
import { NO_BYTES } from "../../../bytes.js";
import type { MessageCodec } from "../../../types.js";
import * as google_protobuf from "../../../gen/google/protobuf.js";

/**
 * CommitInfo defines commit information used by the multi-store when committing
 * a version/height.
 */
export interface CommitInfo {
  readonly version: bigint;
  readonly storeInfos: readonly StoreInfo[];
  readonly timestamp: google_protobuf.Timestamp;
}
export const CommitInfo: MessageCodec<CommitInfo> = message<CommitInfo>(
  "cosmos.store.v1beta1.CommitInfo",
  () => ({ version: 0n, storeInfos: [], timestamp: undefined as never }),
  [
    [1, "version", "int64"],
    [2, "store_infos", "message", { type: () => StoreInfo, repeated: true }],
    [3, "timestamp", "message", { type: () => google_protobuf.Timestamp }],
  ],
);

/**
 * StoreInfo defines store-specific commit information. It contains a reference
 * between a store name and the commit ID.
 */
export interface StoreInfo {
  readonly name: string;
  readonly commitId: CommitID;
}
export const StoreInfo: MessageCodec<StoreInfo> = message<StoreInfo>(
  "cosmos.store.v1beta1.StoreInfo",
  () => ({ name: "", commitId: undefined as never }),
  [
    [1, "name", "string"],
    [2, "commit_id", "message", { type: () => CommitID }],
  ],
);

/**
 * CommitID defines the commitment information when a specific store is
 * committed.
 */
export interface CommitID {
  readonly version: bigint;
  readonly hash: Uint8Array;
}
export const CommitID: MessageCodec<CommitID> = message<CommitID>(
  "cosmos.store.v1beta1.CommitID",
  () => ({ version: 0n, hash: NO_BYTES }),
  [
    [1, "version", "int64"],
    [2, "hash", "bytes"],
  ],
);
