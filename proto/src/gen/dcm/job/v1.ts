// Generated from the .proto files by proto/generate; do not edit.
import { enumInfo, message } from "../../../codec.js";
import { service } from "../../../registry.js";
import { NO_BYTES } from "../../../bytes.js";
import type { Address, Amount, Dec } from "../../../scalars.js";
import type { MessageCodec } from "../../../types.js";
import * as cosmos_base_query_v1beta1 from "../../../gen/cosmos/base/query/v1beta1.js";

/** JobState is the life cycle of PROTOCOL.md §5; moves are a table ([J1]). */
export const JobState = {
  OPEN: 1,
  MATCHED: 2,
  DRAWN: 3,
  RUNNING: 4,
  SEALED: 5,
  AUDIT: 6,
  REVEAL: 7,
  DISPUTE: 8,
  COURT: 9,
  DELIVERY: 10,
  AWAITING_APPROVAL: 11,
  SETTLED: 12,
  REJECTED: 13,
  FAILED: 14,
  VOID: 15,
  EXPIRED: 16,
  CANCELLED: 17,
} as const;
export type JobState = (typeof JobState)[keyof typeof JobState];
export const JobStateInfo = enumInfo("dcm.job.v1.JobState", { JOB_STATE_UNSPECIFIED: 0, JOB_STATE_OPEN: 1, JOB_STATE_MATCHED: 2, JOB_STATE_DRAWN: 3, JOB_STATE_RUNNING: 4, JOB_STATE_SEALED: 5, JOB_STATE_AUDIT: 6, JOB_STATE_REVEAL: 7, JOB_STATE_DISPUTE: 8, JOB_STATE_COURT: 9, JOB_STATE_DELIVERY: 10, JOB_STATE_AWAITING_APPROVAL: 11, JOB_STATE_SETTLED: 12, JOB_STATE_REJECTED: 13, JOB_STATE_FAILED: 14, JOB_STATE_VOID: 15, JOB_STATE_EXPIRED: 16, JOB_STATE_CANCELLED: 17 });

/** SlotState is the life of one provider's seat. */
export const SlotState = {
  DRAWN: 1,
  ACCEPTED: 2,
  COMMITTED: 3,
  REVEALED: 4,
  PAID: 5,
  DECLINED: 6,
  NO_SHOW: 7,
  CANNOT_RUN: 8,
  LATE: 9,
  SILENT: 10,
  WRONG: 11,
  RELEASED: 12,
} as const;
export type SlotState = (typeof SlotState)[keyof typeof SlotState];
export const SlotStateInfo = enumInfo("dcm.job.v1.SlotState", { SLOT_STATE_UNSPECIFIED: 0, SLOT_STATE_DRAWN: 1, SLOT_STATE_ACCEPTED: 2, SLOT_STATE_COMMITTED: 3, SLOT_STATE_REVEALED: 4, SLOT_STATE_PAID: 5, SLOT_STATE_DECLINED: 6, SLOT_STATE_NO_SHOW: 7, SLOT_STATE_CANNOT_RUN: 8, SLOT_STATE_LATE: 9, SLOT_STATE_SILENT: 10, SLOT_STATE_WRONG: 11, SLOT_STATE_RELEASED: 12 });

/** Outcome is how a run ended; all of them are results ([W5], [J6]). Cannot-run is none and never appears here. */
export const Outcome = {
  UNSPECIFIED: 0,
  /** The program ended by itself; see exit_code. */
  EXIT: 1,
  MODULE_INVALID: 2,
  TRAP: 3,
  OUT_OF_FUEL: 4,
  OUT_OF_MEMORY: 5,
  OUTPUT_LIMIT: 6,
} as const;
export type Outcome = (typeof Outcome)[keyof typeof Outcome];
export const OutcomeInfo = enumInfo("dcm.job.v1.Outcome", { OUTCOME_UNSPECIFIED: 0, OUTCOME_EXIT: 1, OUTCOME_MODULE_INVALID: 2, OUTCOME_TRAP: 3, OUTCOME_OUT_OF_FUEL: 4, OUTCOME_OUT_OF_MEMORY: 5, OUTCOME_OUTPUT_LIMIT: 6 });

/** CannotRunReason says why an accepted slot could not be run ([J6]). */
export const CannotRunReason = {
  UNSPECIFIED: 0,
  INPUTS: 1,
  HOST_STACK: 2,
  HOST_MEMORY: 3,
  WALL_TIME: 4,
} as const;
export type CannotRunReason = (typeof CannotRunReason)[keyof typeof CannotRunReason];
export const CannotRunReasonInfo = enumInfo("dcm.job.v1.CannotRunReason", { CANNOT_RUN_REASON_UNSPECIFIED: 0, CANNOT_RUN_REASON_INPUTS: 1, CANNOT_RUN_REASON_HOST_STACK: 2, CANNOT_RUN_REASON_HOST_MEMORY: 3, CANNOT_RUN_REASON_WALL_TIME: 4 });

export interface EventJobOpened {
  readonly jobId: bigint;
  readonly owner: Address;
}
export const EventJobOpened: MessageCodec<EventJobOpened> = message<EventJobOpened>(
  "dcm.job.v1.EventJobOpened",
  () => ({ jobId: 0n, owner: "" as Address }),
  [
    [1, "job_id", "uint64"],
    [2, "owner", "string", { scalar: "cosmos.AddressString" }],
  ],
);

/** EventJobDrawn tells who got the seats; the program's clock starts here. */
export interface EventJobDrawn {
  readonly jobId: bigint;
  readonly owner: Address;
  readonly providers: readonly Address[];
  /** Price of one slot at max metered use, in the base unit. */
  readonly price: Amount;
}
export const EventJobDrawn: MessageCodec<EventJobDrawn> = message<EventJobDrawn>(
  "dcm.job.v1.EventJobDrawn",
  () => ({ jobId: 0n, owner: "" as Address, providers: [], price: 0n as Amount }),
  [
    [1, "job_id", "uint64"],
    [2, "owner", "string", { scalar: "cosmos.AddressString" }],
    [3, "providers", "string", { repeated: true, scalar: "cosmos.AddressString" }],
    [4, "price", "amount", { scalar: "cosmos.Int" }],
  ],
);

/** EventJobState tells every other change of a job's state. */
export interface EventJobState {
  readonly jobId: bigint;
  readonly owner: Address;
  /** Such as RUNNING. */
  readonly state: string;
  readonly reason: string;
}
export const EventJobState: MessageCodec<EventJobState> = message<EventJobState>(
  "dcm.job.v1.EventJobState",
  () => ({ jobId: 0n, owner: "" as Address, state: "", reason: "" }),
  [
    [1, "job_id", "uint64"],
    [2, "owner", "string", { scalar: "cosmos.AddressString" }],
    [3, "state", "string"],
    [4, "reason", "string"],
  ],
);

/** EventSlotState tells every change of a seat. */
export interface EventSlotState {
  readonly jobId: bigint;
  readonly owner: Address;
  readonly slot: number;
  readonly provider: Address;
  /** Such as ACCEPTED. */
  readonly state: string;
}
export const EventSlotState: MessageCodec<EventSlotState> = message<EventSlotState>(
  "dcm.job.v1.EventSlotState",
  () => ({ jobId: 0n, owner: "" as Address, slot: 0, provider: "" as Address, state: "" }),
  [
    [1, "job_id", "uint64"],
    [2, "owner", "string", { scalar: "cosmos.AddressString" }],
    [3, "slot", "uint32"],
    [4, "provider", "string", { scalar: "cosmos.AddressString" }],
    [5, "state", "string"],
  ],
);

export interface EventResultRevealed {
  readonly jobId: bigint;
  readonly owner: Address;
  readonly slot: number;
  readonly provider: Address;
  readonly resultDigest: Uint8Array;
  readonly fuel: bigint;
}
export const EventResultRevealed: MessageCodec<EventResultRevealed> = message<EventResultRevealed>(
  "dcm.job.v1.EventResultRevealed",
  () => ({ jobId: 0n, owner: "" as Address, slot: 0, provider: "" as Address, resultDigest: NO_BYTES, fuel: 0n }),
  [
    [1, "job_id", "uint64"],
    [2, "owner", "string", { scalar: "cosmos.AddressString" }],
    [3, "slot", "uint32"],
    [4, "provider", "string", { scalar: "cosmos.AddressString" }],
    [5, "result_digest", "bytes"],
    [6, "fuel", "uint64"],
  ],
);

/** EventSlotPaid tells a payment from escrow to a provider. */
export interface EventSlotPaid {
  readonly jobId: bigint;
  readonly owner: Address;
  readonly slot: number;
  readonly provider: Address;
  readonly amount: Amount;
}
export const EventSlotPaid: MessageCodec<EventSlotPaid> = message<EventSlotPaid>(
  "dcm.job.v1.EventSlotPaid",
  () => ({ jobId: 0n, owner: "" as Address, slot: 0, provider: "" as Address, amount: 0n as Amount }),
  [
    [1, "job_id", "uint64"],
    [2, "owner", "string", { scalar: "cosmos.AddressString" }],
    [3, "slot", "uint32"],
    [4, "provider", "string", { scalar: "cosmos.AddressString" }],
    [5, "amount", "amount", { scalar: "cosmos.Int" }],
  ],
);

/** EventReceipt carries the digest of the receipt, so that it outlives the record. */
export interface EventReceipt {
  readonly jobId: bigint;
  readonly owner: Address;
  readonly digest: Uint8Array;
}
export const EventReceipt: MessageCodec<EventReceipt> = message<EventReceipt>(
  "dcm.job.v1.EventReceipt",
  () => ({ jobId: 0n, owner: "" as Address, digest: NO_BYTES }),
  [
    [1, "job_id", "uint64"],
    [2, "owner", "string", { scalar: "cosmos.AddressString" }],
    [3, "digest", "bytes"],
  ],
);

/** EventDissentAlarm: two different digests were revealed; until the court exists the job is VOID. */
export interface EventDissentAlarm {
  readonly jobId: bigint;
  readonly digests: readonly Uint8Array[];
}
export const EventDissentAlarm: MessageCodec<EventDissentAlarm> = message<EventDissentAlarm>(
  "dcm.job.v1.EventDissentAlarm",
  () => ({ jobId: 0n, digests: [] }),
  [
    [1, "job_id", "uint64"],
    [2, "digests", "bytes", { repeated: true }],
  ],
);

export interface QueryJobsRequest {
  readonly owner: Address;
  readonly provider: Address;
  readonly state: JobState | undefined;
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryJobsRequest: MessageCodec<QueryJobsRequest> = message<QueryJobsRequest>(
  "dcm.job.v1.QueryJobsRequest",
  () => ({ owner: "" as Address, provider: "" as Address, state: undefined, pagination: undefined }),
  [
    [1, "owner", "string", { scalar: "cosmos.AddressString" }],
    [2, "provider", "string", { scalar: "cosmos.AddressString" }],
    [3, "state", "enum", { type: () => JobStateInfo, optional: true, oneof: "_state", noZero: true }],
    [4, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

export interface QueryJobsResponse {
  readonly jobs: readonly Job[];
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
  /** Current market time, ms. */
  readonly now: bigint;
}
export const QueryJobsResponse: MessageCodec<QueryJobsResponse> = message<QueryJobsResponse>(
  "dcm.job.v1.QueryJobsResponse",
  () => ({ jobs: [], pagination: undefined, now: 0n }),
  [
    [1, "jobs", "message", { type: () => Job, repeated: true }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
    [3, "now", "uint64"],
  ],
);

export interface QueryJobRequest {
  readonly id: bigint;
}
export const QueryJobRequest: MessageCodec<QueryJobRequest> = message<QueryJobRequest>(
  "dcm.job.v1.QueryJobRequest",
  () => ({ id: 0n }),
  [
    [1, "id", "uint64"],
  ],
);

export interface QueryJobResponse {
  readonly job: Job;
  /** Current market time, ms. */
  readonly now: bigint;
}
export const QueryJobResponse: MessageCodec<QueryJobResponse> = message<QueryJobResponse>(
  "dcm.job.v1.QueryJobResponse",
  () => ({ job: undefined as never, now: 0n }),
  [
    [1, "job", "message", { type: () => Job }],
    [2, "now", "uint64"],
  ],
);

export interface QueryReceiptsRequest {
  readonly owner: Address;
  readonly provider: Address;
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryReceiptsRequest: MessageCodec<QueryReceiptsRequest> = message<QueryReceiptsRequest>(
  "dcm.job.v1.QueryReceiptsRequest",
  () => ({ owner: "" as Address, provider: "" as Address, pagination: undefined }),
  [
    [1, "owner", "string", { scalar: "cosmos.AddressString" }],
    [2, "provider", "string", { scalar: "cosmos.AddressString" }],
    [3, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

export interface QueryReceiptsResponse {
  readonly receipts: readonly Receipt[];
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QueryReceiptsResponse: MessageCodec<QueryReceiptsResponse> = message<QueryReceiptsResponse>(
  "dcm.job.v1.QueryReceiptsResponse",
  () => ({ receipts: [], pagination: undefined }),
  [
    [1, "receipts", "message", { type: () => Receipt, repeated: true }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

export interface QueryReceiptRequest {
  readonly id: bigint;
}
export const QueryReceiptRequest: MessageCodec<QueryReceiptRequest> = message<QueryReceiptRequest>(
  "dcm.job.v1.QueryReceiptRequest",
  () => ({ id: 0n }),
  [
    [1, "id", "uint64"],
  ],
);

export interface QueryReceiptResponse {
  readonly receipt: Receipt;
}
export const QueryReceiptResponse: MessageCodec<QueryReceiptResponse> = message<QueryReceiptResponse>(
  "dcm.job.v1.QueryReceiptResponse",
  () => ({ receipt: undefined as never }),
  [
    [1, "receipt", "message", { type: () => Receipt }],
  ],
);

export interface QueryParamsRequest {
}
export const QueryParamsRequest: MessageCodec<QueryParamsRequest> = message<QueryParamsRequest>(
  "dcm.job.v1.QueryParamsRequest",
  () => ({}),
  [],
);

export interface QueryParamsResponse {
  readonly params: Params;
}
export const QueryParamsResponse: MessageCodec<QueryParamsResponse> = message<QueryParamsResponse>(
  "dcm.job.v1.QueryParamsResponse",
  () => ({ params: undefined as never }),
  [
    [1, "params", "message", { type: () => Params }],
  ],
);

export interface MsgAcceptSlot {
  readonly provider: Address;
  readonly jobId: bigint;
  readonly slot: number;
}
export const MsgAcceptSlot: MessageCodec<MsgAcceptSlot> = message<MsgAcceptSlot>(
  "dcm.job.v1.MsgAcceptSlot",
  () => ({ provider: "" as Address, jobId: 0n, slot: 0 }),
  [
    [1, "provider", "string", { scalar: "cosmos.AddressString" }],
    [2, "job_id", "uint64"],
    [3, "slot", "uint32"],
  ],
  { signers: ["provider"], aminoName: "dcm/job/MsgAcceptSlot", cli: { use: "accept-slot <job_id> <slot>" } },
);

export interface MsgAcceptSlotResponse {
}
export const MsgAcceptSlotResponse: MessageCodec<MsgAcceptSlotResponse> = message<MsgAcceptSlotResponse>(
  "dcm.job.v1.MsgAcceptSlotResponse",
  () => ({}),
  [],
);

export interface MsgDeclineSlot {
  readonly provider: Address;
  readonly jobId: bigint;
  readonly slot: number;
  /** Needed after accepting. */
  readonly reason: CannotRunReason;
}
export const MsgDeclineSlot: MessageCodec<MsgDeclineSlot> = message<MsgDeclineSlot>(
  "dcm.job.v1.MsgDeclineSlot",
  () => ({ provider: "" as Address, jobId: 0n, slot: 0, reason: 0 as never }),
  [
    [1, "provider", "string", { scalar: "cosmos.AddressString" }],
    [2, "job_id", "uint64"],
    [3, "slot", "uint32"],
    [4, "reason", "enum", { type: () => CannotRunReasonInfo }],
  ],
  { signers: ["provider"], aminoName: "dcm/job/MsgDeclineSlot", cli: { use: "decline-slot <job_id> <slot>" } },
);

export interface MsgDeclineSlotResponse {
}
export const MsgDeclineSlotResponse: MessageCodec<MsgDeclineSlotResponse> = message<MsgDeclineSlotResponse>(
  "dcm.job.v1.MsgDeclineSlotResponse",
  () => ({}),
  [],
);

export interface MsgCommitResult {
  readonly provider: Address;
  readonly jobId: bigint;
  readonly slot: number;
  /** 32 bytes, as [J3]. */
  readonly commitment: Uint8Array;
}
export const MsgCommitResult: MessageCodec<MsgCommitResult> = message<MsgCommitResult>(
  "dcm.job.v1.MsgCommitResult",
  () => ({ provider: "" as Address, jobId: 0n, slot: 0, commitment: NO_BYTES }),
  [
    [1, "provider", "string", { scalar: "cosmos.AddressString" }],
    [2, "job_id", "uint64"],
    [3, "slot", "uint32"],
    [4, "commitment", "bytes"],
  ],
  { signers: ["provider"], aminoName: "dcm/job/MsgCommitResult", cli: { use: "commit-result <job_id> <slot> <commitment>" } },
);

export interface MsgCommitResultResponse {
}
export const MsgCommitResultResponse: MessageCodec<MsgCommitResultResponse> = message<MsgCommitResultResponse>(
  "dcm.job.v1.MsgCommitResultResponse",
  () => ({}),
  [],
);

export interface MsgRevealResult {
  readonly provider: Address;
  readonly jobId: bigint;
  readonly slot: number;
  /** Outputs in the order of their paths' bytes, all digests 32 bytes, fuel at most the job's; anything else is refused. */
  readonly manifest: ResultManifest;
  /** 32 bytes. */
  readonly salt: Uint8Array;
  /** Base URIs under which blobs are served by their sha256, at most 8. */
  readonly uris: readonly string[];
}
export const MsgRevealResult: MessageCodec<MsgRevealResult> = message<MsgRevealResult>(
  "dcm.job.v1.MsgRevealResult",
  () => ({ provider: "" as Address, jobId: 0n, slot: 0, manifest: undefined as never, salt: NO_BYTES, uris: [] }),
  [
    [1, "provider", "string", { scalar: "cosmos.AddressString" }],
    [2, "job_id", "uint64"],
    [3, "slot", "uint32"],
    [4, "manifest", "message", { type: () => ResultManifest, amino: { keepEmpty: true } }],
    [5, "salt", "bytes"],
    [6, "uris", "string", { repeated: true }],
  ],
  { signers: ["provider"], aminoName: "dcm/job/MsgRevealResult", cli: { hidden: true } },
);

export interface MsgRevealResultResponse {
}
export const MsgRevealResultResponse: MessageCodec<MsgRevealResultResponse> = message<MsgRevealResultResponse>(
  "dcm.job.v1.MsgRevealResultResponse",
  () => ({}),
  [],
);

export interface MsgConfirmDelivery {
  readonly owner: Address;
  readonly jobId: bigint;
}
export const MsgConfirmDelivery: MessageCodec<MsgConfirmDelivery> = message<MsgConfirmDelivery>(
  "dcm.job.v1.MsgConfirmDelivery",
  () => ({ owner: "" as Address, jobId: 0n }),
  [
    [1, "owner", "string", { scalar: "cosmos.AddressString" }],
    [2, "job_id", "uint64"],
  ],
  { signers: ["owner"], aminoName: "dcm/job/MsgConfirmDelivery", cli: { use: "confirm-delivery <job_id>" } },
);

export interface MsgConfirmDeliveryResponse {
}
export const MsgConfirmDeliveryResponse: MessageCodec<MsgConfirmDeliveryResponse> = message<MsgConfirmDeliveryResponse>(
  "dcm.job.v1.MsgConfirmDeliveryResponse",
  () => ({}),
  [],
);

export interface MsgApproveResult {
  readonly owner: Address;
  readonly jobId: bigint;
}
export const MsgApproveResult: MessageCodec<MsgApproveResult> = message<MsgApproveResult>(
  "dcm.job.v1.MsgApproveResult",
  () => ({ owner: "" as Address, jobId: 0n }),
  [
    [1, "owner", "string", { scalar: "cosmos.AddressString" }],
    [2, "job_id", "uint64"],
  ],
  { signers: ["owner"], aminoName: "dcm/job/MsgApproveResult", cli: { use: "approve-result <job_id>" } },
);

export interface MsgApproveResultResponse {
}
export const MsgApproveResultResponse: MessageCodec<MsgApproveResultResponse> = message<MsgApproveResultResponse>(
  "dcm.job.v1.MsgApproveResultResponse",
  () => ({}),
  [],
);

export interface MsgRejectResult {
  readonly owner: Address;
  readonly jobId: bigint;
  /** For people, at most 256 bytes. */
  readonly reason: string;
}
export const MsgRejectResult: MessageCodec<MsgRejectResult> = message<MsgRejectResult>(
  "dcm.job.v1.MsgRejectResult",
  () => ({ owner: "" as Address, jobId: 0n, reason: "" }),
  [
    [1, "owner", "string", { scalar: "cosmos.AddressString" }],
    [2, "job_id", "uint64"],
    [3, "reason", "string"],
  ],
  { signers: ["owner"], aminoName: "dcm/job/MsgRejectResult", cli: { use: "reject-result <job_id>" } },
);

export interface MsgRejectResultResponse {
}
export const MsgRejectResultResponse: MessageCodec<MsgRejectResultResponse> = message<MsgRejectResultResponse>(
  "dcm.job.v1.MsgRejectResultResponse",
  () => ({}),
  [],
);

export interface MsgUpdateParams {
  readonly authority: Address;
  readonly params: Params;
}
export const MsgUpdateParams: MessageCodec<MsgUpdateParams> = message<MsgUpdateParams>(
  "dcm.job.v1.MsgUpdateParams",
  () => ({ authority: "" as Address, params: undefined as never }),
  [
    [1, "authority", "string", { scalar: "cosmos.AddressString" }],
    [2, "params", "message", { type: () => Params, amino: { keepEmpty: true } }],
  ],
  { signers: ["authority"], aminoName: "dcm/job/MsgUpdateParams", cli: { hidden: true } },
);

export interface MsgUpdateParamsResponse {
}
export const MsgUpdateParamsResponse: MessageCodec<MsgUpdateParamsResponse> = message<MsgUpdateParamsResponse>(
  "dcm.job.v1.MsgUpdateParamsResponse",
  () => ({}),
  [],
);

/** Blob names content by its digest, with places to get it from. */
export interface Blob {
  /** sha256, 32 bytes. */
  readonly digest: Uint8Array;
  /** In bytes. */
  readonly size: bigint;
  /** Tried in order; every fetch is checked against the digest. */
  readonly uris: readonly string[];
}
export const Blob: MessageCodec<Blob> = message<Blob>(
  "dcm.job.v1.Blob",
  () => ({ digest: NO_BYTES, size: 0n, uris: [] }),
  [
    [1, "digest", "bytes"],
    [2, "size", "uint64"],
    [3, "uris", "string", { repeated: true }],
  ],
);

/** File is a blob at a path of the job's file tree. */
export interface File {
  /** Relative, such as in/photo.ppm; at most 256 bytes, no empty, '.' or '..' parts. */
  readonly path: string;
  readonly blob: Blob;
}
export const File: MessageCodec<File> = message<File>(
  "dcm.job.v1.File",
  () => ({ path: "", blob: undefined as never }),
  [
    [1, "path", "string"],
    [2, "blob", "message", { type: () => Blob }],
  ],
);

export interface EnvVar {
  readonly name: string;
  readonly value: string;
}
export const EnvVar: MessageCodec<EnvVar> = message<EnvVar>(
  "dcm.job.v1.EnvVar",
  () => ({ name: "", value: "" }),
  [
    [1, "name", "string"],
    [2, "value", "string"],
  ],
);

/** JobSpec is the work itself. */
export interface JobSpec {
  /** Of wasm, oci, proof, mpc; only wasm so far. */
  readonly runtime: string;
  readonly program: Blob;
  /** The program itself, at most 64 KiB; its sha256 must be program.digest. Empty when it is fetched. */
  readonly programInline: Uint8Array;
  readonly args: readonly string[];
  readonly env: readonly EnvVar[];
  readonly stdin: Blob | undefined;
  readonly inputs: readonly File[];
  /** Paths that must exist afterwards; empty means whatever the program wrote under out/. */
  readonly outputs: readonly string[];
  /** Metered steps; 0 means the class's default. */
  readonly maxFuel: bigint;
  /** In ms of wall time; 0 means the class's default. */
  readonly maxWallTimeMs: bigint;
  /** In bytes of stdout, stderr and outputs together; 0 means the class's limit. */
  readonly maxOutputBytes: bigint;
  /** In 64 KiB pages; 0 means the class's memory. */
  readonly maxMemoryPages: number;
  /** Version of the VM's rules and cost table ([W6]). */
  readonly rulesVersion: number;
  readonly sealedSecrets: Uint8Array;
  /** W3C trace context, at most 55 bytes. */
  readonly traceparent: string;
}
export const JobSpec: MessageCodec<JobSpec> = message<JobSpec>(
  "dcm.job.v1.JobSpec",
  () => ({ runtime: "", program: undefined as never, programInline: NO_BYTES, args: [], env: [], stdin: undefined, inputs: [], outputs: [], maxFuel: 0n, maxWallTimeMs: 0n, maxOutputBytes: 0n, maxMemoryPages: 0, rulesVersion: 0, sealedSecrets: NO_BYTES, traceparent: "" }),
  [
    [1, "runtime", "string"],
    [2, "program", "message", { type: () => Blob }],
    [3, "program_inline", "bytes"],
    [4, "args", "string", { repeated: true }],
    [5, "env", "message", { type: () => EnvVar, repeated: true }],
    [6, "stdin", "message", { type: () => Blob, optional: true }],
    [7, "inputs", "message", { type: () => File, repeated: true }],
    [8, "outputs", "string", { repeated: true }],
    [9, "max_fuel", "uint64"],
    [10, "max_wall_time_ms", "uint64"],
    [11, "max_output_bytes", "uint64"],
    [12, "max_memory_pages", "uint32"],
    [13, "rules_version", "uint32"],
    [14, "sealed_secrets", "bytes"],
    [15, "traceparent", "string"],
  ],
);

/** Policy is one way in which a result gets accepted (PROTOCOL.md §7). Exactly one kind is set. */
export interface Policy {
  readonly approve: Approve | undefined;
  readonly redundant: Redundant | undefined;
}
export const Policy: MessageCodec<Policy> = message<Policy>(
  "dcm.job.v1.Policy",
  () => ({ approve: undefined, redundant: undefined }),
  [
    [1, "approve", "message", { type: () => Approve, optional: true, oneof: "kind", amino: { oneofName: "approve" } }],
    [2, "redundant", "message", { type: () => Redundant, optional: true, oneof: "kind", amino: { oneofName: "redundant" } }],
  ],
);

/** Approve: the buyer's word, or silence for the window. */
export interface Approve {
}
export const Approve: MessageCodec<Approve> = message<Approve>(
  "dcm.job.v1.Approve",
  () => ({}),
  [],
);

/** Redundant: n slots, m equal digests and no dissent. */
export interface Redundant {
  readonly n: number;
  readonly m: number;
  /** Value at risk in the base unit; 0 means no audits. */
  readonly g: Amount;
}
export const Redundant: MessageCodec<Redundant> = message<Redundant>(
  "dcm.job.v1.Redundant",
  () => ({ n: 0, m: 0, g: 0n as Amount }),
  [
    [1, "n", "uint32"],
    [2, "m", "uint32"],
    [3, "g", "amount", { scalar: "cosmos.Int" }],
  ],
);

/** Digest of some bytes, with their number. */
export interface ContentDigest {
  readonly digest: Uint8Array;
  readonly size: bigint;
}
export const ContentDigest: MessageCodec<ContentDigest> = message<ContentDigest>(
  "dcm.job.v1.ContentDigest",
  () => ({ digest: NO_BYTES, size: 0n }),
  [
    [1, "digest", "bytes"],
    [2, "size", "uint64"],
  ],
);

export interface OutputDigest {
  readonly path: string;
  readonly size: bigint;
  readonly digest: Uint8Array;
}
export const OutputDigest: MessageCodec<OutputDigest> = message<OutputDigest>(
  "dcm.job.v1.OutputDigest",
  () => ({ path: "", size: 0n, digest: NO_BYTES }),
  [
    [1, "path", "string"],
    [2, "size", "uint64"],
    [3, "digest", "bytes"],
  ],
);

/** ResultManifest is what a commitment binds; its canonical encoding's sha256 is the result digest ([J4]). */
export interface ResultManifest {
  readonly outcome: Outcome;
  readonly exitCode: number;
  readonly stdout: ContentDigest;
  readonly stderr: ContentDigest;
  /** Ordered by path bytes. */
  readonly outputs: readonly OutputDigest[];
  readonly fuel: bigint;
  readonly rulesVersion: number;
}
export const ResultManifest: MessageCodec<ResultManifest> = message<ResultManifest>(
  "dcm.job.v1.ResultManifest",
  () => ({ outcome: 0 as never, exitCode: 0, stdout: undefined as never, stderr: undefined as never, outputs: [], fuel: 0n, rulesVersion: 0 }),
  [
    [1, "outcome", "enum", { type: () => OutcomeInfo }],
    [2, "exit_code", "uint32"],
    [3, "stdout", "message", { type: () => ContentDigest }],
    [4, "stderr", "message", { type: () => ContentDigest }],
    [5, "outputs", "message", { type: () => OutputDigest, repeated: true }],
    [6, "fuel", "uint64"],
    [7, "rules_version", "uint32"],
  ],
);

/** Terms are the parameters of §5–8 and of the class, copied into the job at match ([G8]). Durations in ms. */
export interface Terms {
  readonly acceptMs: bigint;
  readonly commitSlackMs: bigint;
  readonly revealMs: bigint;
  readonly revealGraceMs: bigint;
  readonly deliveryMs: bigint;
  readonly approveMs: bigint;
  readonly refillMs: bigint;
  readonly bondLockMs: bigint;
  readonly evidenceMs: bigint;
  readonly bondMultiple: number;
  readonly placingFee: Amount;
  readonly transferBytesPerS: bigint;
  readonly protocolFeeRate: Dec;
}
export const Terms: MessageCodec<Terms> = message<Terms>(
  "dcm.job.v1.Terms",
  () => ({ acceptMs: 0n, commitSlackMs: 0n, revealMs: 0n, revealGraceMs: 0n, deliveryMs: 0n, approveMs: 0n, refillMs: 0n, bondLockMs: 0n, evidenceMs: 0n, bondMultiple: 0, placingFee: 0n as Amount, transferBytesPerS: 0n, protocolFeeRate: 0n as Dec }),
  [
    [1, "accept_ms", "uint64"],
    [2, "commit_slack_ms", "uint64"],
    [3, "reveal_ms", "uint64"],
    [4, "reveal_grace_ms", "uint64"],
    [5, "delivery_ms", "uint64"],
    [6, "approve_ms", "uint64"],
    [7, "refill_ms", "uint64"],
    [8, "bond_lock_ms", "uint64"],
    [9, "evidence_ms", "uint64"],
    [10, "bond_multiple", "uint32"],
    [11, "placing_fee", "amount", { scalar: "cosmos.Int" }],
    [13, "transfer_bytes_per_s", "uint64"],
    [12, "protocol_fee_rate", "dec", { scalar: "cosmos.Dec" }],
  ],
);

/** Slot is one provider's seat in a job. */
export interface Slot {
  readonly index: number;
  readonly state: SlotState;
  /** Empty while the seat is vacant. */
  readonly provider: Address;
  readonly payoutAddress: Address;
  readonly offerId: bigint;
  readonly startFee: Amount;
  /** In 10⁻⁶ of the base unit per meter unit. */
  readonly unitPrice: Amount;
  readonly bond: Amount;
  /** Market time of the seat's own deadline (accept, then commit), ms. */
  readonly deadline: bigint;
  readonly commitment: Uint8Array;
  readonly committedHeight: bigint;
  readonly resultDigest: Uint8Array;
  readonly manifest: ResultManifest | undefined;
  /** Where stdout, stderr and outputs can be fetched. */
  readonly uris: readonly string[];
  /** Metered charge, in the base unit; known from the reveal on. */
  readonly charge: Amount;
  readonly cannotRun: CannotRunReason;
  /** Attributes that the order named, copied at match ([O4]). */
  readonly facts: readonly string[];
  /** Declared owner of the operator at match. */
  readonly owner: Address;
  /** Market time of acceptance, ms. */
  readonly acceptedAt: bigint;
  /** Height at which the present deadline began; it acts three blocks later at the earliest ([G7]). */
  readonly openedHeight: bigint;
  /** Burnt of the provider's stake, in the base unit. */
  readonly penalty: Amount;
  readonly jurisdiction: string;
  /** Paid from escrow, in the base unit. */
  readonly paid: Amount;
  /** Metered use of the revealed result. */
  readonly fuel: bigint;
  /** F: what the seat costs at max metered use, in the base unit. */
  readonly maxCharge: Amount;
}
export const Slot: MessageCodec<Slot> = message<Slot>(
  "dcm.job.v1.Slot",
  () => ({ index: 0, state: 0 as never, provider: "" as Address, payoutAddress: "" as Address, offerId: 0n, startFee: 0n as Amount, unitPrice: 0n as Amount, bond: 0n as Amount, deadline: 0n, commitment: NO_BYTES, committedHeight: 0n, resultDigest: NO_BYTES, manifest: undefined, uris: [], charge: 0n as Amount, cannotRun: 0 as never, facts: [], owner: "" as Address, acceptedAt: 0n, openedHeight: 0n, penalty: 0n as Amount, jurisdiction: "", paid: 0n as Amount, fuel: 0n, maxCharge: 0n as Amount }),
  [
    [1, "index", "uint32"],
    [2, "state", "enum", { type: () => SlotStateInfo, noZero: true }],
    [3, "provider", "string", { scalar: "cosmos.AddressString" }],
    [4, "payout_address", "string", { scalar: "cosmos.AddressString" }],
    [5, "offer_id", "uint64"],
    [6, "start_fee", "amount", { scalar: "cosmos.Int" }],
    [7, "unit_price", "amount", { scalar: "cosmos.Int" }],
    [8, "bond", "amount", { scalar: "cosmos.Int" }],
    [9, "deadline", "uint64"],
    [10, "commitment", "bytes"],
    [11, "committed_height", "int64"],
    [12, "result_digest", "bytes"],
    [13, "manifest", "message", { type: () => ResultManifest, optional: true }],
    [14, "uris", "string", { repeated: true }],
    [15, "charge", "amount", { scalar: "cosmos.Int" }],
    [16, "cannot_run", "enum", { type: () => CannotRunReasonInfo }],
    [17, "facts", "string", { repeated: true }],
    [18, "owner", "string", { scalar: "cosmos.AddressString" }],
    [19, "accepted_at", "uint64"],
    [20, "opened_height", "int64"],
    [21, "penalty", "amount", { scalar: "cosmos.Int" }],
    [22, "jurisdiction", "string"],
    [23, "paid", "amount", { scalar: "cosmos.Int" }],
    [25, "fuel", "uint64"],
    [24, "max_charge", "amount", { scalar: "cosmos.Int" }],
  ],
);

/** Job is an order's work; it has its order's id. */
export interface Job {
  readonly id: bigint;
  readonly owner: Address;
  readonly state: JobState;
  readonly class: string;
  readonly spec: JobSpec;
  readonly policy: readonly Policy[];
  readonly slots: readonly Slot[];
  /** Seats that were given up (declined, no-show, late, …), with what happened. */
  readonly pastSlots: readonly Slot[];
  readonly terms: Terms;
  /** Max charge of one slot: the order's limit ([M2]). */
  readonly limit: Amount;
  /** Price of one slot at max metered use, after match. */
  readonly fillPrice: Amount;
  /** Market time at which the present state ends by itself, ms. */
  readonly deadline: bigint;
  /** Height at which the present state was entered. */
  readonly stateHeight: bigint;
  readonly placedHeight: bigint;
  readonly matchedHeight: bigint;
  /** Block time in which the job was first DRAWN, Unix ns: the program's clock starts here ([W3]). */
  readonly drawnTime: bigint;
  /** Whether the empty seats already went back to the book once. */
  readonly refilled: boolean;
  /** Agreed result, from DELIVERY on. */
  readonly resultDigest: Uint8Array;
  /** Market time at which the present state was entered, ms. */
  readonly stateAt: bigint;
  readonly tags: readonly string[];
  readonly clientKey: Uint8Array;
  /** Why it ended, for people. */
  readonly reason: string;
  /** Max metered use after defaults: 10⁹ times what unit prices are per. */
  readonly maxFuel: bigint;
  /** After defaults. */
  readonly maxWallTimeMs: bigint;
  /** Declared bytes of program and inputs: they lengthen the accept window. */
  readonly transferBytes: bigint;
  /** Equal digests needed; 1 for one slot. */
  readonly needed: number;
  readonly placingFee: Amount;
  /** Bond of each slot ([V1]). */
  readonly bond: Amount;
  /** Largest total of outputs, in bytes, after defaults. */
  readonly maxOutputBytes: bigint;
}
export const Job: MessageCodec<Job> = message<Job>(
  "dcm.job.v1.Job",
  () => ({ id: 0n, owner: "" as Address, state: 0 as never, class: "", spec: undefined as never, policy: [], slots: [], pastSlots: [], terms: undefined as never, limit: 0n as Amount, fillPrice: 0n as Amount, deadline: 0n, stateHeight: 0n, placedHeight: 0n, matchedHeight: 0n, drawnTime: 0n, refilled: false, resultDigest: NO_BYTES, stateAt: 0n, tags: [], clientKey: NO_BYTES, reason: "", maxFuel: 0n, maxWallTimeMs: 0n, transferBytes: 0n, needed: 0, placingFee: 0n as Amount, bond: 0n as Amount, maxOutputBytes: 0n }),
  [
    [1, "id", "uint64"],
    [2, "owner", "string", { scalar: "cosmos.AddressString" }],
    [3, "state", "enum", { type: () => JobStateInfo, noZero: true }],
    [4, "class", "string"],
    [5, "spec", "message", { type: () => JobSpec }],
    [6, "policy", "message", { type: () => Policy, repeated: true }],
    [7, "slots", "message", { type: () => Slot, repeated: true }],
    [8, "past_slots", "message", { type: () => Slot, repeated: true }],
    [9, "terms", "message", { type: () => Terms }],
    [10, "limit", "amount", { scalar: "cosmos.Int" }],
    [11, "fill_price", "amount", { scalar: "cosmos.Int" }],
    [12, "deadline", "uint64"],
    [13, "state_height", "int64"],
    [14, "placed_height", "int64"],
    [15, "matched_height", "int64"],
    [16, "drawn_time", "int64"],
    [17, "refilled", "bool"],
    [18, "result_digest", "bytes"],
    [19, "state_at", "uint64"],
    [20, "tags", "string", { repeated: true }],
    [21, "client_key", "bytes"],
    [22, "reason", "string"],
    [23, "max_fuel", "uint64"],
    [24, "max_wall_time_ms", "uint64"],
    [25, "transfer_bytes", "uint64"],
    [26, "needed", "uint32"],
    [27, "placing_fee", "amount", { scalar: "cosmos.Int" }],
    [28, "bond", "amount", { scalar: "cosmos.Int" }],
    [29, "max_output_bytes", "uint64"],
  ],
);

/** ReceiptSlot says what one seat did and got. */
export interface ReceiptSlot {
  readonly index: number;
  readonly provider: Address;
  readonly state: SlotState;
  readonly resultDigest: Uint8Array;
  readonly fuel: bigint;
  /** Paid to the provider, in the base unit. */
  readonly paid: Amount;
  /** Burnt of its bond, in the base unit. */
  readonly penalty: Amount;
  readonly jurisdiction: string;
}
export const ReceiptSlot: MessageCodec<ReceiptSlot> = message<ReceiptSlot>(
  "dcm.job.v1.ReceiptSlot",
  () => ({ index: 0, provider: "" as Address, state: 0 as never, resultDigest: NO_BYTES, fuel: 0n, paid: 0n as Amount, penalty: 0n as Amount, jurisdiction: "" }),
  [
    [1, "index", "uint32"],
    [2, "provider", "string", { scalar: "cosmos.AddressString" }],
    [3, "state", "enum", { type: () => SlotStateInfo, noZero: true }],
    [4, "result_digest", "bytes"],
    [5, "fuel", "uint64"],
    [6, "paid", "amount", { scalar: "cosmos.Int" }],
    [7, "penalty", "amount", { scalar: "cosmos.Int" }],
    [8, "jurisdiction", "string"],
  ],
);

/** Receipt is the account of a job: who, what, how much ([J10]). */
export interface Receipt {
  readonly jobId: bigint;
  readonly owner: Address;
  readonly state: JobState;
  readonly class: string;
  readonly programDigest: Uint8Array;
  readonly specDigest: Uint8Array;
  readonly policy: readonly Policy[];
  readonly slots: readonly ReceiptSlot[];
  readonly resultDigest: Uint8Array;
  readonly manifest: ResultManifest | undefined;
  /** Sum paid to providers. */
  readonly paid: Amount;
  readonly protocolFee: Amount;
  /** Returned from the job's escrow to its sources. */
  readonly refunded: Amount;
  /** Locked at placing. */
  readonly deposited: Amount;
  /** Burnt at placing, outside the escrow. */
  readonly placingFee: Amount;
  readonly placedHeight: bigint;
  readonly matchedHeight: bigint;
  readonly closedHeight: bigint;
  /** Block time of closing, Unix ns. */
  readonly closedTime: bigint;
  readonly reason: string;
  /** Max charge of one slot, after match its fill price. */
  readonly fillPrice: Amount;
  /** Market time of closing, ms. */
  readonly closedAt: bigint;
}
export const Receipt: MessageCodec<Receipt> = message<Receipt>(
  "dcm.job.v1.Receipt",
  () => ({ jobId: 0n, owner: "" as Address, state: 0 as never, class: "", programDigest: NO_BYTES, specDigest: NO_BYTES, policy: [], slots: [], resultDigest: NO_BYTES, manifest: undefined, paid: 0n as Amount, protocolFee: 0n as Amount, refunded: 0n as Amount, deposited: 0n as Amount, placingFee: 0n as Amount, placedHeight: 0n, matchedHeight: 0n, closedHeight: 0n, closedTime: 0n, reason: "", fillPrice: 0n as Amount, closedAt: 0n }),
  [
    [1, "job_id", "uint64"],
    [2, "owner", "string", { scalar: "cosmos.AddressString" }],
    [3, "state", "enum", { type: () => JobStateInfo, noZero: true }],
    [4, "class", "string"],
    [5, "program_digest", "bytes"],
    [6, "spec_digest", "bytes"],
    [7, "policy", "message", { type: () => Policy, repeated: true }],
    [8, "slots", "message", { type: () => ReceiptSlot, repeated: true }],
    [9, "result_digest", "bytes"],
    [10, "manifest", "message", { type: () => ResultManifest, optional: true }],
    [11, "paid", "amount", { scalar: "cosmos.Int" }],
    [12, "protocol_fee", "amount", { scalar: "cosmos.Int" }],
    [13, "refunded", "amount", { scalar: "cosmos.Int" }],
    [14, "deposited", "amount", { scalar: "cosmos.Int" }],
    [15, "placing_fee", "amount", { scalar: "cosmos.Int" }],
    [16, "placed_height", "int64"],
    [17, "matched_height", "int64"],
    [18, "closed_height", "int64"],
    [19, "closed_time", "int64"],
    [20, "reason", "string"],
    [21, "fill_price", "amount", { scalar: "cosmos.Int" }],
    [22, "closed_at", "uint64"],
  ],
);

/** Params of the job module. Durations in ms of market time. */
export interface Params {
  readonly acceptMs: bigint;
  readonly commitSlackMs: bigint;
  readonly revealMs: bigint;
  readonly revealGraceMs: bigint;
  readonly deliveryMs: bigint;
  readonly approveMs: bigint;
  readonly refillMs: bigint;
  readonly bondLockMs: bigint;
  readonly evidenceMs: bigint;
  readonly receiptKeepMs: bigint;
  /** D as a multiple of F while no audits exist. */
  readonly bondMultiple: number;
  /** Bytes per second that a party must manage: lengthens the accept window, and the delivery window of large outputs. */
  readonly transferBytesPerS: bigint;
}
export const Params: MessageCodec<Params> = message<Params>(
  "dcm.job.v1.Params",
  () => ({ acceptMs: 0n, commitSlackMs: 0n, revealMs: 0n, revealGraceMs: 0n, deliveryMs: 0n, approveMs: 0n, refillMs: 0n, bondLockMs: 0n, evidenceMs: 0n, receiptKeepMs: 0n, bondMultiple: 0, transferBytesPerS: 0n }),
  [
    [1, "accept_ms", "uint64"],
    [2, "commit_slack_ms", "uint64"],
    [3, "reveal_ms", "uint64"],
    [4, "reveal_grace_ms", "uint64"],
    [5, "delivery_ms", "uint64"],
    [6, "approve_ms", "uint64"],
    [7, "refill_ms", "uint64"],
    [8, "bond_lock_ms", "uint64"],
    [9, "evidence_ms", "uint64"],
    [10, "receipt_keep_ms", "uint64"],
    [11, "bond_multiple", "uint32"],
    [12, "transfer_bytes_per_s", "uint64"],
  ],
);

export const Query = service({
  name: "dcm.job.v1.Query",
  comment: "",
  isMsg: false,
  methods: {
    Jobs: {
      name: "Jobs",
      path: "/dcm.job.v1.Query/Jobs",
      request: QueryJobsRequest,
      response: QueryJobsResponse,
      http: {"get":"/dcm/job/v1/jobs"},
      cli: { use: "jobs" },
      comment: "Jobs lists jobs by id, of one owner, one provider or one state when given; inline programs are left out.",
    },
    Job: {
      name: "Job",
      path: "/dcm.job.v1.Query/Job",
      request: QueryJobRequest,
      response: QueryJobResponse,
      http: {"get":"/dcm/job/v1/jobs/{id}"},
      cli: { use: "job <id>" },
      comment: "Job answers one job until its evidence ends.",
    },
    Receipts: {
      name: "Receipts",
      path: "/dcm.job.v1.Query/Receipts",
      request: QueryReceiptsRequest,
      response: QueryReceiptsResponse,
      http: {"get":"/dcm/job/v1/receipts"},
      cli: { use: "receipts" },
      comment: "Receipts lists receipts by job id, of one owner or one provider when given.",
    },
    Receipt: {
      name: "Receipt",
      path: "/dcm.job.v1.Query/Receipt",
      request: QueryReceiptRequest,
      response: QueryReceiptResponse,
      http: {"get":"/dcm/job/v1/receipts/{id}"},
      cli: { use: "receipt <id>" },
      comment: "Receipt answers the account of one job, from SETTLED or a terminal state on.",
    },
    Params: {
      name: "Params",
      path: "/dcm.job.v1.Query/Params",
      request: QueryParamsRequest,
      response: QueryParamsResponse,
      http: {"get":"/dcm/job/v1/params"},
      cli: { use: "params" },
      comment: "Params answers the module's parameters.",
    },
  },
} as const);
export type QueryRpcs = {
  Jobs: { request: QueryJobsRequest; response: QueryJobsResponse };
  Job: { request: QueryJobRequest; response: QueryJobResponse };
  Receipts: { request: QueryReceiptsRequest; response: QueryReceiptsResponse };
  Receipt: { request: QueryReceiptRequest; response: QueryReceiptResponse };
  Params: { request: QueryParamsRequest; response: QueryParamsResponse };
};

export const Msg = service({
  name: "dcm.job.v1.Msg",
  comment: "",
  isMsg: true,
  methods: {
    AcceptSlot: {
      name: "AcceptSlot",
      path: "/dcm.job.v1.Msg/AcceptSlot",
      request: MsgAcceptSlot,
      response: MsgAcceptSlotResponse,
      comment: "AcceptSlot says that program and inputs were fetched and match their digests.",
    },
    DeclineSlot: {
      name: "DeclineSlot",
      path: "/dcm.job.v1.Msg/DeclineSlot",
      request: MsgDeclineSlot,
      response: MsgDeclineSlotResponse,
      comment: "DeclineSlot gives a seat back: free before accepting, after it a cannot-run with its reason ([J6]).",
    },
    CommitResult: {
      name: "CommitResult",
      path: "/dcm.job.v1.Msg/CommitResult",
      request: MsgCommitResult,
      response: MsgCommitResultResponse,
      comment: "CommitResult binds the slot to a result that nobody else can copy ([J3]).",
    },
    RevealResult: {
      name: "RevealResult",
      path: "/dcm.job.v1.Msg/RevealResult",
      request: MsgRevealResult,
      response: MsgRevealResultResponse,
      comment: "RevealResult opens the commitment.",
    },
    ConfirmDelivery: {
      name: "ConfirmDelivery",
      path: "/dcm.job.v1.Msg/ConfirmDelivery",
      request: MsgConfirmDelivery,
      response: MsgConfirmDeliveryResponse,
      comment: "ConfirmDelivery says that the buyer holds and has checked the output; the job is settled at once.",
    },
    ApproveResult: {
      name: "ApproveResult",
      path: "/dcm.job.v1.Msg/ApproveResult",
      request: MsgApproveResult,
      response: MsgApproveResultResponse,
      comment: "ApproveResult accepts the result of an approve job.",
    },
    RejectResult: {
      name: "RejectResult",
      path: "/dcm.job.v1.Msg/RejectResult",
      request: MsgRejectResult,
      response: MsgRejectResultResponse,
      comment: "RejectResult refuses the result of an approve job; half the metered price is paid.",
    },
    UpdateParams: {
      name: "UpdateParams",
      path: "/dcm.job.v1.Msg/UpdateParams",
      request: MsgUpdateParams,
      response: MsgUpdateParamsResponse,
      comment: "UpdateParams replaces the module's parameters; governance only.",
    },
  },
} as const);
export type MsgRpcs = {
  AcceptSlot: { request: MsgAcceptSlot; response: MsgAcceptSlotResponse };
  DeclineSlot: { request: MsgDeclineSlot; response: MsgDeclineSlotResponse };
  CommitResult: { request: MsgCommitResult; response: MsgCommitResultResponse };
  RevealResult: { request: MsgRevealResult; response: MsgRevealResultResponse };
  ConfirmDelivery: { request: MsgConfirmDelivery; response: MsgConfirmDeliveryResponse };
  ApproveResult: { request: MsgApproveResult; response: MsgApproveResultResponse };
  RejectResult: { request: MsgRejectResult; response: MsgRejectResultResponse };
  UpdateParams: { request: MsgUpdateParams; response: MsgUpdateParamsResponse };
};
