// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../codec.js";
import { service } from "../../../registry.js";
import { NO_BYTES } from "../../../bytes.js";
import type { Address } from "../../../scalars.js";
import type { MessageCodec } from "../../../types.js";
import * as cosmos_base_query_v1beta1 from "../../../gen/cosmos/base/query/v1beta1.js";
import * as google_protobuf from "../../../gen/google/protobuf.js";

/**
 * Equivocation implements the Evidence interface and defines evidence of double
 * signing misbehavior.
 */
export interface Equivocation {
  /** height is the equivocation height. */
  readonly height: bigint;
  /** time is the equivocation time. */
  readonly time: google_protobuf.Timestamp;
  /** power is the equivocation validator power. */
  readonly power: bigint;
  /** consensus_address is the equivocation validator consensus address. */
  readonly consensusAddress: Address;
}
export const Equivocation: MessageCodec<Equivocation> = message<Equivocation>(
  "cosmos.evidence.v1beta1.Equivocation",
  () => ({ height: 0n, time: undefined as never, power: 0n, consensusAddress: "" as Address }),
  [
    [1, "height", "int64"],
    [2, "time", "message", { type: () => google_protobuf.Timestamp, amino: { keepEmpty: true } }],
    [3, "power", "int64"],
    [4, "consensus_address", "string", { scalar: "cosmos.AddressString" }],
  ],
  { aminoName: "cosmos-sdk/Equivocation" },
);

/** GenesisState defines the evidence module's genesis state. */
export interface GenesisState {
  /** evidence defines all the evidence at genesis. */
  readonly evidence: readonly google_protobuf.Any[];
}
export const GenesisState: MessageCodec<GenesisState> = message<GenesisState>(
  "cosmos.evidence.v1beta1.GenesisState",
  () => ({ evidence: [] }),
  [
    [1, "evidence", "message", { type: () => google_protobuf.Any, repeated: true }],
  ],
);

/** QueryEvidenceRequest is the request type for the Query/Evidence RPC method. */
export interface QueryEvidenceRequest {
  /**
   * evidence_hash defines the hash of the requested evidence.
   * Deprecated: Use hash, a HEX encoded string, instead.
   */
  readonly evidenceHash: Uint8Array;
  /** hash defines the evidence hash of the requested evidence. */
  readonly hash: string;
}
export const QueryEvidenceRequest: MessageCodec<QueryEvidenceRequest> = message<QueryEvidenceRequest>(
  "cosmos.evidence.v1beta1.QueryEvidenceRequest",
  () => ({ evidenceHash: NO_BYTES, hash: "" }),
  [
    [1, "evidence_hash", "bytes"],
    [2, "hash", "string"],
  ],
);

/** QueryEvidenceResponse is the response type for the Query/Evidence RPC method. */
export interface QueryEvidenceResponse {
  /** evidence returns the requested evidence. */
  readonly evidence: google_protobuf.Any | undefined;
}
export const QueryEvidenceResponse: MessageCodec<QueryEvidenceResponse> = message<QueryEvidenceResponse>(
  "cosmos.evidence.v1beta1.QueryEvidenceResponse",
  () => ({ evidence: undefined }),
  [
    [1, "evidence", "message", { type: () => google_protobuf.Any, optional: true }],
  ],
);

/**
 * QueryEvidenceRequest is the request type for the Query/AllEvidence RPC
 * method.
 */
export interface QueryAllEvidenceRequest {
  /** pagination defines an optional pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryAllEvidenceRequest: MessageCodec<QueryAllEvidenceRequest> = message<QueryAllEvidenceRequest>(
  "cosmos.evidence.v1beta1.QueryAllEvidenceRequest",
  () => ({ pagination: undefined }),
  [
    [1, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/**
 * QueryAllEvidenceResponse is the response type for the Query/AllEvidence RPC
 * method.
 */
export interface QueryAllEvidenceResponse {
  /** evidence returns all evidences. */
  readonly evidence: readonly google_protobuf.Any[];
  /** pagination defines the pagination in the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QueryAllEvidenceResponse: MessageCodec<QueryAllEvidenceResponse> = message<QueryAllEvidenceResponse>(
  "cosmos.evidence.v1beta1.QueryAllEvidenceResponse",
  () => ({ evidence: [], pagination: undefined }),
  [
    [1, "evidence", "message", { type: () => google_protobuf.Any, repeated: true }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/**
 * MsgSubmitEvidence represents a message that supports submitting arbitrary
 * Evidence of misbehavior such as equivocation or counterfactual signing.
 */
export interface MsgSubmitEvidence {
  /** submitter is the signer account address of evidence. */
  readonly submitter: Address;
  /** evidence defines the evidence of misbehavior. */
  readonly evidence: google_protobuf.Any | undefined;
}
export const MsgSubmitEvidence: MessageCodec<MsgSubmitEvidence> = message<MsgSubmitEvidence>(
  "cosmos.evidence.v1beta1.MsgSubmitEvidence",
  () => ({ submitter: "" as Address, evidence: undefined }),
  [
    [1, "submitter", "string", { scalar: "cosmos.AddressString" }],
    [2, "evidence", "message", { type: () => google_protobuf.Any, optional: true, accepts: "cosmos.evidence.v1beta1.Evidence" }],
  ],
  { signers: ["submitter"], aminoName: "cosmos-sdk/MsgSubmitEvidence" },
);

/** MsgSubmitEvidenceResponse defines the Msg/SubmitEvidence response type. */
export interface MsgSubmitEvidenceResponse {
  /** hash defines the hash of the evidence. */
  readonly hash: Uint8Array;
}
export const MsgSubmitEvidenceResponse: MessageCodec<MsgSubmitEvidenceResponse> = message<MsgSubmitEvidenceResponse>(
  "cosmos.evidence.v1beta1.MsgSubmitEvidenceResponse",
  () => ({ hash: NO_BYTES }),
  [
    [4, "hash", "bytes"],
  ],
);

/** Query defines the gRPC querier service. */
export const Query = service({
  name: "cosmos.evidence.v1beta1.Query",
  comment: "Query defines the gRPC querier service.",
  isMsg: false,
  methods: {
    Evidence: {
      name: "Evidence",
      path: "/cosmos.evidence.v1beta1.Query/Evidence",
      request: QueryEvidenceRequest,
      response: QueryEvidenceResponse,
      http: {"get":"/cosmos/evidence/v1beta1/evidence/{hash}"},
      comment: "Evidence queries evidence based on evidence hash.",
    },
    AllEvidence: {
      name: "AllEvidence",
      path: "/cosmos.evidence.v1beta1.Query/AllEvidence",
      request: QueryAllEvidenceRequest,
      response: QueryAllEvidenceResponse,
      http: {"get":"/cosmos/evidence/v1beta1/evidence"},
      comment: "AllEvidence queries all evidence.",
    },
  },
} as const);
export type QueryRpcs = {
  Evidence: { request: QueryEvidenceRequest; response: QueryEvidenceResponse };
  AllEvidence: { request: QueryAllEvidenceRequest; response: QueryAllEvidenceResponse };
};

/** Msg defines the evidence Msg service. */
export const Msg = service({
  name: "cosmos.evidence.v1beta1.Msg",
  comment: "Msg defines the evidence Msg service.",
  isMsg: true,
  methods: {
    SubmitEvidence: {
      name: "SubmitEvidence",
      path: "/cosmos.evidence.v1beta1.Msg/SubmitEvidence",
      request: MsgSubmitEvidence,
      response: MsgSubmitEvidenceResponse,
      comment: "SubmitEvidence submits an arbitrary Evidence of misbehavior such as equivocation or\ncounterfactual signing.",
    },
  },
} as const);
export type MsgRpcs = {
  SubmitEvidence: { request: MsgSubmitEvidence; response: MsgSubmitEvidenceResponse };
};
