// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../codec.js";
import { service } from "../../../registry.js";
import { NO_BYTES } from "../../../bytes.js";
import type { Address } from "../../../scalars.js";
import type { MessageCodec } from "../../../types.js";
import * as google_protobuf from "../../../gen/google/protobuf.js";

/**
 * QueryCurrentPlanRequest is the request type for the Query/CurrentPlan RPC
 * method.
 */
export interface QueryCurrentPlanRequest {
}
export const QueryCurrentPlanRequest: MessageCodec<QueryCurrentPlanRequest> = message<QueryCurrentPlanRequest>(
  "cosmos.upgrade.v1beta1.QueryCurrentPlanRequest",
  () => ({}),
  [],
);

/**
 * QueryCurrentPlanResponse is the response type for the Query/CurrentPlan RPC
 * method.
 */
export interface QueryCurrentPlanResponse {
  /** plan is the current upgrade plan. */
  readonly plan: Plan | undefined;
}
export const QueryCurrentPlanResponse: MessageCodec<QueryCurrentPlanResponse> = message<QueryCurrentPlanResponse>(
  "cosmos.upgrade.v1beta1.QueryCurrentPlanResponse",
  () => ({ plan: undefined }),
  [
    [1, "plan", "message", { type: () => Plan, optional: true }],
  ],
);

/**
 * QueryCurrentPlanRequest is the request type for the Query/AppliedPlan RPC
 * method.
 */
export interface QueryAppliedPlanRequest {
  /** name is the name of the applied plan to query for. */
  readonly name: string;
}
export const QueryAppliedPlanRequest: MessageCodec<QueryAppliedPlanRequest> = message<QueryAppliedPlanRequest>(
  "cosmos.upgrade.v1beta1.QueryAppliedPlanRequest",
  () => ({ name: "" }),
  [
    [1, "name", "string"],
  ],
);

/**
 * QueryAppliedPlanResponse is the response type for the Query/AppliedPlan RPC
 * method.
 */
export interface QueryAppliedPlanResponse {
  /** height is the block height at which the plan was applied. */
  readonly height: bigint;
}
export const QueryAppliedPlanResponse: MessageCodec<QueryAppliedPlanResponse> = message<QueryAppliedPlanResponse>(
  "cosmos.upgrade.v1beta1.QueryAppliedPlanResponse",
  () => ({ height: 0n }),
  [
    [1, "height", "int64"],
  ],
);

/**
 * QueryUpgradedConsensusStateRequest is the request type for the Query/UpgradedConsensusState
 * RPC method.
 */
export interface QueryUpgradedConsensusStateRequest {
  /**
   * last height of the current chain must be sent in request
   * as this is the height under which next consensus state is stored
   */
  readonly lastHeight: bigint;
}
export const QueryUpgradedConsensusStateRequest: MessageCodec<QueryUpgradedConsensusStateRequest> = message<QueryUpgradedConsensusStateRequest>(
  "cosmos.upgrade.v1beta1.QueryUpgradedConsensusStateRequest",
  () => ({ lastHeight: 0n }),
  [
    [1, "last_height", "int64"],
  ],
);

/**
 * QueryUpgradedConsensusStateResponse is the response type for the Query/UpgradedConsensusState
 * RPC method.
 */
export interface QueryUpgradedConsensusStateResponse {
  readonly upgradedConsensusState: Uint8Array;
}
export const QueryUpgradedConsensusStateResponse: MessageCodec<QueryUpgradedConsensusStateResponse> = message<QueryUpgradedConsensusStateResponse>(
  "cosmos.upgrade.v1beta1.QueryUpgradedConsensusStateResponse",
  () => ({ upgradedConsensusState: NO_BYTES }),
  [
    [2, "upgraded_consensus_state", "bytes"],
  ],
);

/**
 * QueryModuleVersionsRequest is the request type for the Query/ModuleVersions
 * RPC method.
 */
export interface QueryModuleVersionsRequest {
  /**
   * module_name is a field to query a specific module
   * consensus version from state. Leaving this empty will
   * fetch the full list of module versions from state
   */
  readonly moduleName: string;
}
export const QueryModuleVersionsRequest: MessageCodec<QueryModuleVersionsRequest> = message<QueryModuleVersionsRequest>(
  "cosmos.upgrade.v1beta1.QueryModuleVersionsRequest",
  () => ({ moduleName: "" }),
  [
    [1, "module_name", "string"],
  ],
);

/**
 * QueryModuleVersionsResponse is the response type for the Query/ModuleVersions
 * RPC method.
 */
export interface QueryModuleVersionsResponse {
  /** module_versions is a list of module names with their consensus versions. */
  readonly moduleVersions: readonly ModuleVersion[];
}
export const QueryModuleVersionsResponse: MessageCodec<QueryModuleVersionsResponse> = message<QueryModuleVersionsResponse>(
  "cosmos.upgrade.v1beta1.QueryModuleVersionsResponse",
  () => ({ moduleVersions: [] }),
  [
    [1, "module_versions", "message", { type: () => ModuleVersion, repeated: true }],
  ],
);

/** QueryAuthorityRequest is the request type for Query/Authority */
export interface QueryAuthorityRequest {
}
export const QueryAuthorityRequest: MessageCodec<QueryAuthorityRequest> = message<QueryAuthorityRequest>(
  "cosmos.upgrade.v1beta1.QueryAuthorityRequest",
  () => ({}),
  [],
);

/** QueryAuthorityResponse is the response type for Query/Authority */
export interface QueryAuthorityResponse {
  readonly address: string;
}
export const QueryAuthorityResponse: MessageCodec<QueryAuthorityResponse> = message<QueryAuthorityResponse>(
  "cosmos.upgrade.v1beta1.QueryAuthorityResponse",
  () => ({ address: "" }),
  [
    [1, "address", "string"],
  ],
);

/** MsgSoftwareUpgrade is the Msg/SoftwareUpgrade request type. */
export interface MsgSoftwareUpgrade {
  /** authority is the address that controls the module (defaults to x/gov unless overwritten). */
  readonly authority: Address;
  /** plan is the upgrade plan. */
  readonly plan: Plan;
}
export const MsgSoftwareUpgrade: MessageCodec<MsgSoftwareUpgrade> = message<MsgSoftwareUpgrade>(
  "cosmos.upgrade.v1beta1.MsgSoftwareUpgrade",
  () => ({ authority: "" as Address, plan: undefined as never }),
  [
    [1, "authority", "string", { scalar: "cosmos.AddressString" }],
    [2, "plan", "message", { type: () => Plan, amino: { keepEmpty: true } }],
  ],
  { signers: ["authority"], aminoName: "cosmos-sdk/MsgSoftwareUpgrade" },
);

/** MsgSoftwareUpgradeResponse is the Msg/SoftwareUpgrade response type. */
export interface MsgSoftwareUpgradeResponse {
}
export const MsgSoftwareUpgradeResponse: MessageCodec<MsgSoftwareUpgradeResponse> = message<MsgSoftwareUpgradeResponse>(
  "cosmos.upgrade.v1beta1.MsgSoftwareUpgradeResponse",
  () => ({}),
  [],
);

/** MsgCancelUpgrade is the Msg/CancelUpgrade request type. */
export interface MsgCancelUpgrade {
  /** authority is the address that controls the module (defaults to x/gov unless overwritten). */
  readonly authority: Address;
}
export const MsgCancelUpgrade: MessageCodec<MsgCancelUpgrade> = message<MsgCancelUpgrade>(
  "cosmos.upgrade.v1beta1.MsgCancelUpgrade",
  () => ({ authority: "" as Address }),
  [
    [1, "authority", "string", { scalar: "cosmos.AddressString" }],
  ],
  { signers: ["authority"], aminoName: "cosmos-sdk/MsgCancelUpgrade" },
);

/** MsgCancelUpgradeResponse is the Msg/CancelUpgrade response type. */
export interface MsgCancelUpgradeResponse {
}
export const MsgCancelUpgradeResponse: MessageCodec<MsgCancelUpgradeResponse> = message<MsgCancelUpgradeResponse>(
  "cosmos.upgrade.v1beta1.MsgCancelUpgradeResponse",
  () => ({}),
  [],
);

/** Plan specifies information about a planned upgrade and when it should occur. */
export interface Plan {
  /**
   * Sets the name for the upgrade. This name will be used by the upgraded
   * version of the software to apply any special "on-upgrade" commands during
   * the first BeginBlock method after the upgrade is applied. It is also used
   * to detect whether a software version can handle a given upgrade. If no
   * upgrade handler with this name has been set in the software, it will be
   * assumed that the software is out-of-date when the upgrade Time or Height is
   * reached and the software will exit.
   */
  readonly name: string;
  /**
   * Deprecated: Time based upgrades have been deprecated. Time based upgrade logic
   * has been removed from the SDK.
   * If this field is not empty, an error will be thrown.
   */
  readonly time: google_protobuf.Timestamp;
  /** The height at which the upgrade must be performed. */
  readonly height: bigint;
  /**
   * Any application specific upgrade info to be included on-chain
   * such as a git commit that validators could automatically upgrade to
   */
  readonly info: string;
  /**
   * Deprecated: UpgradedClientState field has been deprecated. IBC upgrade logic has been
   * moved to the IBC module in the sub module 02-client.
   * If this field is not empty, an error will be thrown.
   */
  readonly upgradedClientState: google_protobuf.Any | undefined;
}
export const Plan: MessageCodec<Plan> = message<Plan>(
  "cosmos.upgrade.v1beta1.Plan",
  () => ({ name: "", time: undefined as never, height: 0n, info: "", upgradedClientState: undefined }),
  [
    [1, "name", "string"],
    [2, "time", "message", { type: () => google_protobuf.Timestamp, amino: { keepEmpty: true } }],
    [3, "height", "int64"],
    [4, "info", "string"],
    [5, "upgraded_client_state", "message", { type: () => google_protobuf.Any, optional: true }],
  ],
  { aminoName: "cosmos-sdk/Plan" },
);

/**
 * SoftwareUpgradeProposal is a gov Content type for initiating a software
 * upgrade.
 * Deprecated: This legacy proposal is deprecated in favor of Msg-based gov
 * proposals, see MsgSoftwareUpgrade.
 */
export interface SoftwareUpgradeProposal {
  /** title of the proposal */
  readonly title: string;
  /** description of the proposal */
  readonly description: string;
  /** plan of the proposal */
  readonly plan: Plan;
}
export const SoftwareUpgradeProposal: MessageCodec<SoftwareUpgradeProposal> = message<SoftwareUpgradeProposal>(
  "cosmos.upgrade.v1beta1.SoftwareUpgradeProposal",
  () => ({ title: "", description: "", plan: undefined as never }),
  [
    [1, "title", "string"],
    [2, "description", "string"],
    [3, "plan", "message", { type: () => Plan, amino: { keepEmpty: true } }],
  ],
  { aminoName: "cosmos-sdk/SoftwareUpgradeProposal", implements: ["cosmos.gov.v1beta1.Content"] },
);

/**
 * CancelSoftwareUpgradeProposal is a gov Content type for cancelling a software
 * upgrade.
 * Deprecated: This legacy proposal is deprecated in favor of Msg-based gov
 * proposals, see MsgCancelUpgrade.
 */
export interface CancelSoftwareUpgradeProposal {
  /** title of the proposal */
  readonly title: string;
  /** description of the proposal */
  readonly description: string;
}
export const CancelSoftwareUpgradeProposal: MessageCodec<CancelSoftwareUpgradeProposal> = message<CancelSoftwareUpgradeProposal>(
  "cosmos.upgrade.v1beta1.CancelSoftwareUpgradeProposal",
  () => ({ title: "", description: "" }),
  [
    [1, "title", "string"],
    [2, "description", "string"],
  ],
  { aminoName: "cosmos-sdk/CancelSoftwareUpgradeProposal", implements: ["cosmos.gov.v1beta1.Content"] },
);

/** ModuleVersion specifies a module and its consensus version. */
export interface ModuleVersion {
  /** name of the app module */
  readonly name: string;
  /** consensus version of the app module */
  readonly version: bigint;
}
export const ModuleVersion: MessageCodec<ModuleVersion> = message<ModuleVersion>(
  "cosmos.upgrade.v1beta1.ModuleVersion",
  () => ({ name: "", version: 0n }),
  [
    [1, "name", "string"],
    [2, "version", "uint64"],
  ],
);

/** Query defines the gRPC upgrade querier service. */
export const Query = service({
  name: "cosmos.upgrade.v1beta1.Query",
  comment: "Query defines the gRPC upgrade querier service.",
  isMsg: false,
  methods: {
    CurrentPlan: {
      name: "CurrentPlan",
      path: "/cosmos.upgrade.v1beta1.Query/CurrentPlan",
      request: QueryCurrentPlanRequest,
      response: QueryCurrentPlanResponse,
      http: {"get":"/cosmos/upgrade/v1beta1/current_plan"},
      comment: "CurrentPlan queries the current upgrade plan.",
    },
    AppliedPlan: {
      name: "AppliedPlan",
      path: "/cosmos.upgrade.v1beta1.Query/AppliedPlan",
      request: QueryAppliedPlanRequest,
      response: QueryAppliedPlanResponse,
      http: {"get":"/cosmos/upgrade/v1beta1/applied_plan/{name}"},
      comment: "AppliedPlan queries a previously applied upgrade plan by its name.",
    },
    UpgradedConsensusState: {
      name: "UpgradedConsensusState",
      path: "/cosmos.upgrade.v1beta1.Query/UpgradedConsensusState",
      request: QueryUpgradedConsensusStateRequest,
      response: QueryUpgradedConsensusStateResponse,
      http: {"get":"/cosmos/upgrade/v1beta1/upgraded_consensus_state/{last_height}"},
      comment: "UpgradedConsensusState queries the consensus state that will serve\nas a trusted kernel for the next version of this chain. It will only be\nstored at the last height of this chain.\nUpgradedConsensusState RPC not supported with legacy querier\nThis rpc is deprecated now that IBC has its own replacement\n(https://github.com/cosmos/ibc-go/blob/2c880a22e9f9cc75f62b527ca94aa75ce1106001/proto/ibc/core/client/v1/query.proto#L54)",
    },
    ModuleVersions: {
      name: "ModuleVersions",
      path: "/cosmos.upgrade.v1beta1.Query/ModuleVersions",
      request: QueryModuleVersionsRequest,
      response: QueryModuleVersionsResponse,
      http: {"get":"/cosmos/upgrade/v1beta1/module_versions"},
      comment: "ModuleVersions queries the list of module versions from state.",
    },
    Authority: {
      name: "Authority",
      path: "/cosmos.upgrade.v1beta1.Query/Authority",
      request: QueryAuthorityRequest,
      response: QueryAuthorityResponse,
      http: {"get":"/cosmos/upgrade/v1beta1/authority"},
      comment: "Returns the account with authority to conduct upgrades",
    },
  },
} as const);
export type QueryRpcs = {
  CurrentPlan: { request: QueryCurrentPlanRequest; response: QueryCurrentPlanResponse };
  AppliedPlan: { request: QueryAppliedPlanRequest; response: QueryAppliedPlanResponse };
  UpgradedConsensusState: { request: QueryUpgradedConsensusStateRequest; response: QueryUpgradedConsensusStateResponse };
  ModuleVersions: { request: QueryModuleVersionsRequest; response: QueryModuleVersionsResponse };
  Authority: { request: QueryAuthorityRequest; response: QueryAuthorityResponse };
};

/** Msg defines the upgrade Msg service. */
export const Msg = service({
  name: "cosmos.upgrade.v1beta1.Msg",
  comment: "Msg defines the upgrade Msg service.",
  isMsg: true,
  methods: {
    SoftwareUpgrade: {
      name: "SoftwareUpgrade",
      path: "/cosmos.upgrade.v1beta1.Msg/SoftwareUpgrade",
      request: MsgSoftwareUpgrade,
      response: MsgSoftwareUpgradeResponse,
      comment: "SoftwareUpgrade is a governance operation for initiating a software upgrade.",
    },
    CancelUpgrade: {
      name: "CancelUpgrade",
      path: "/cosmos.upgrade.v1beta1.Msg/CancelUpgrade",
      request: MsgCancelUpgrade,
      response: MsgCancelUpgradeResponse,
      comment: "CancelUpgrade is a governance operation for cancelling a previously\napproved software upgrade.",
    },
  },
} as const);
export type MsgRpcs = {
  SoftwareUpgrade: { request: MsgSoftwareUpgrade; response: MsgSoftwareUpgradeResponse };
  CancelUpgrade: { request: MsgCancelUpgrade; response: MsgCancelUpgradeResponse };
};
