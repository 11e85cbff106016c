import { type Address, utf8ToBytes } from "@dcm/proto";
import { JobSpec, Receipt, ResultManifest } from "@dcm/proto/gen/dcm/job/v1";
import { sha256 } from "@noble/hashes/sha2.js";
import {
  addressField,
  bytesField,
  compareBytes,
  hashFields,
  joined,
  textField,
  u32Field,
  u64Field,
} from "./encoding.js";
import { assert } from "./invariant.js";

/** What a commitment binds ([J3]). */
export interface Opening {
  readonly chainId: string;
  readonly jobId: bigint;
  /** Index of the seat, from 0. */
  readonly slot: number;
  readonly provider: Address;
  /** 32 bytes, from {@link resultDigest}. */
  readonly resultDigest: Uint8Array;
  /** 32 bytes that only the provider knows. */
  readonly salt: Uint8Array;
}

/**
 * The commitment to a result, which nobody else can copy or open.
 *
 * @param opening  digest and salt of 32 bytes each
 * @returns 32 bytes
 * @throws InvariantError  digest or salt has another length
 * @see PROTOCOL.md [J3]
 */
export function commitment(opening: Opening): Uint8Array {
  assert(opening.resultDigest.length === 32 && opening.salt.length === 32, "digest and salt have 32 bytes each");
  // [J3] sha256("dcm/commit/v1" ‖ chain id ‖ job ‖ slot ‖ provider ‖ result digest ‖ salt)
  return hashFields(
    textField("dcm/commit/v1"),
    textField(opening.chainId),
    u64Field(opening.jobId),
    u32Field(opening.slot),
    addressField(opening.provider),
    opening.resultDigest,
    opening.salt,
  );
}

/**
 * The canonical encoding of a result: protobuf with fields in order, outputs ordered by the bytes of their paths.
 *
 * @param manifest  outputs in any order
 * @returns the bytes whose sha256 is the result digest
 * @see PROTOCOL.md [J4]
 */
export function manifestBytes(manifest: ResultManifest): Uint8Array {
  const outputs = [...manifest.outputs].sort((a, b) => compareBytes(utf8ToBytes(a.path), utf8ToBytes(b.path)));
  return ResultManifest.encode({ ...manifest, outputs });
}

/**
 * The digest by which results are compared.
 *
 * @param manifest  outputs in any order
 * @returns 32 bytes
 * @see PROTOCOL.md [J4]
 */
export function resultDigest(manifest: ResultManifest): Uint8Array {
  return sha256(manifestBytes(manifest));
}

/** The digest of a job's specification, as receipts carry it: sha256 of its encoding. */
export function specDigest(spec: JobSpec): Uint8Array {
  return sha256(JobSpec.encode(spec));
}

/** The digest of a receipt, as its event carries it: sha256 of its encoding ([J10]). */
export function receiptDigest(receipt: Receipt): Uint8Array {
  return sha256(Receipt.encode(receipt));
}

/**
 * The key that stands for an order or an offer when ties are broken ([M1], [G10]).
 *
 * @param clientKey  the owner's own key, or empty
 * @param txHash     sha256 of the transaction that placed it, 32 bytes
 * @param index      of the message in that transaction
 * @returns the client key, else transaction hash ‖ message index
 */
export function tieKey(clientKey: Uint8Array, txHash: Uint8Array, index: number): Uint8Array {
  return clientKey.length > 0 ? clientKey : joined([txHash, u32Field(index)]);
}

/**
 * The tie of an order, or of an offer in one match: lower bytes go first.
 *
 * @param seed  32 bytes: for an order of the first block after placing, for an offer of the block that matches
 * @param who   owner of the order, operator of the offer
 * @param key   from {@link tieKey}
 * @returns 32 bytes
 * @see PROTOCOL.md [M1], [M3]
 */
export function tie(seed: Uint8Array, who: Address, key: Uint8Array): Uint8Array {
  return hashFields(seed, addressField(who), bytesField(key));
}
