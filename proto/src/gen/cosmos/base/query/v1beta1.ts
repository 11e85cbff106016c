// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../../codec.js";
import { NO_BYTES } from "../../../../bytes.js";
import type { MessageCodec } from "../../../../types.js";

/**
 * PageRequest is to be embedded in gRPC request messages for efficient
 * pagination. Ex:
 *
 * message SomeRequest {
 * Foo some_parameter = 1;
 * PageRequest pagination = 2;
 * }
 */
export interface PageRequest {
  /**
   * key is a value returned in PageResponse.next_key to begin
   * querying the next page most efficiently. Only one of offset or key
   * should be set.
   */
  readonly key: Uint8Array;
  /**
   * offset is a numeric offset that can be used when key is unavailable.
   * It is less efficient than using key. Only one of offset or key should
   * be set.
   */
  readonly offset: bigint;
  /**
   * limit is the total number of results to be returned in the result page.
   * If left empty it will default to a value to be set by each app.
   */
  readonly limit: bigint;
  /**
   * count_total is set to true  to indicate that the result set should include
   * a count of the total number of items available for pagination in UIs.
   * count_total is only respected when offset is used. It is ignored when key
   * is set.
   */
  readonly countTotal: boolean;
  /** reverse is set to true if results are to be returned in the descending order. */
  readonly reverse: boolean;
}
export const PageRequest: MessageCodec<PageRequest> = message<PageRequest>(
  "cosmos.base.query.v1beta1.PageRequest",
  () => ({ key: NO_BYTES, offset: 0n, limit: 0n, countTotal: false, reverse: false }),
  [
    [1, "key", "bytes"],
    [2, "offset", "uint64"],
    [3, "limit", "uint64"],
    [4, "count_total", "bool"],
    [5, "reverse", "bool"],
  ],
);

/**
 * PageResponse is to be embedded in gRPC response messages where the
 * corresponding request message has used PageRequest.
 *
 * message SomeResponse {
 * repeated Bar results = 1;
 * PageResponse page = 2;
 * }
 */
export interface PageResponse {
  /**
   * next_key is the key to be passed to PageRequest.key to
   * query the next page most efficiently. It will be empty if
   * there are no more results.
   */
  readonly nextKey: Uint8Array;
  /**
   * total is total number of results available if PageRequest.count_total
   * was set, its value is undefined otherwise
   */
  readonly total: bigint;
}
export const PageResponse: MessageCodec<PageResponse> = message<PageResponse>(
  "cosmos.base.query.v1beta1.PageResponse",
  () => ({ nextKey: NO_BYTES, total: 0n }),
  [
    [1, "next_key", "bytes"],
    [2, "total", "uint64"],
  ],
);
