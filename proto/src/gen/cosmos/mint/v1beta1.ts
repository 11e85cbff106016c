// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../codec.js";
import { service } from "../../../registry.js";
import type { Address, Dec } from "../../../scalars.js";
import type { MessageCodec } from "../../../types.js";

/** GenesisState defines the mint module's genesis state. */
export interface GenesisState {
  /** minter is a space for holding current inflation information. */
  readonly minter: Minter;
  /** params defines all the parameters of the module. */
  readonly params: Params;
}
export const GenesisState: MessageCodec<GenesisState> = message<GenesisState>(
  "cosmos.mint.v1beta1.GenesisState",
  () => ({ minter: undefined as never, params: undefined as never }),
  [
    [1, "minter", "message", { type: () => Minter, amino: { keepEmpty: true } }],
    [2, "params", "message", { type: () => Params, amino: { keepEmpty: true } }],
  ],
);

/** Minter represents the minting state. */
export interface Minter {
  /** current annual inflation rate */
  readonly inflation: Dec;
  /** current annual expected provisions */
  readonly annualProvisions: Dec;
}
export const Minter: MessageCodec<Minter> = message<Minter>(
  "cosmos.mint.v1beta1.Minter",
  () => ({ inflation: 0n as Dec, annualProvisions: 0n as Dec }),
  [
    [1, "inflation", "dec", { scalar: "cosmos.Dec" }],
    [2, "annual_provisions", "dec", { scalar: "cosmos.Dec" }],
  ],
);

/** Params defines the parameters for the x/mint module. */
export interface Params {
  /** type of coin to mint */
  readonly mintDenom: string;
  /** maximum annual change in inflation rate */
  readonly inflationRateChange: Dec;
  /** maximum inflation rate */
  readonly inflationMax: Dec;
  /** minimum inflation rate */
  readonly inflationMin: Dec;
  /** goal of percent bonded atoms */
  readonly goalBonded: Dec;
  /** expected blocks per year */
  readonly blocksPerYear: bigint;
}
export const Params: MessageCodec<Params> = message<Params>(
  "cosmos.mint.v1beta1.Params",
  () => ({ mintDenom: "", inflationRateChange: 0n as Dec, inflationMax: 0n as Dec, inflationMin: 0n as Dec, goalBonded: 0n as Dec, blocksPerYear: 0n }),
  [
    [1, "mint_denom", "string"],
    [2, "inflation_rate_change", "dec", { scalar: "cosmos.Dec", amino: { keepEmpty: true } }],
    [3, "inflation_max", "dec", { scalar: "cosmos.Dec", amino: { keepEmpty: true } }],
    [4, "inflation_min", "dec", { scalar: "cosmos.Dec", amino: { keepEmpty: true } }],
    [5, "goal_bonded", "dec", { scalar: "cosmos.Dec", amino: { keepEmpty: true } }],
    [6, "blocks_per_year", "uint64"],
  ],
  { aminoName: "cosmos-sdk/x/mint/Params" },
);

/** QueryParamsRequest is the request type for the Query/Params RPC method. */
export interface QueryParamsRequest {
}
export const QueryParamsRequest: MessageCodec<QueryParamsRequest> = message<QueryParamsRequest>(
  "cosmos.mint.v1beta1.QueryParamsRequest",
  () => ({}),
  [],
);

/** QueryParamsResponse is the response type for the Query/Params RPC method. */
export interface QueryParamsResponse {
  /** params defines the parameters of the module. */
  readonly params: Params;
}
export const QueryParamsResponse: MessageCodec<QueryParamsResponse> = message<QueryParamsResponse>(
  "cosmos.mint.v1beta1.QueryParamsResponse",
  () => ({ params: undefined as never }),
  [
    [1, "params", "message", { type: () => Params, amino: { keepEmpty: true } }],
  ],
);

/** QueryInflationRequest is the request type for the Query/Inflation RPC method. */
export interface QueryInflationRequest {
}
export const QueryInflationRequest: MessageCodec<QueryInflationRequest> = message<QueryInflationRequest>(
  "cosmos.mint.v1beta1.QueryInflationRequest",
  () => ({}),
  [],
);

/**
 * QueryInflationResponse is the response type for the Query/Inflation RPC
 * method.
 */
export interface QueryInflationResponse {
  /** inflation is the current minting inflation value. */
  readonly inflation: Dec;
}
export const QueryInflationResponse: MessageCodec<QueryInflationResponse> = message<QueryInflationResponse>(
  "cosmos.mint.v1beta1.QueryInflationResponse",
  () => ({ inflation: 0n as Dec }),
  [
    [1, "inflation", "dec", { scalar: "cosmos.Dec", amino: { keepEmpty: true } }],
  ],
);

/**
 * QueryAnnualProvisionsRequest is the request type for the
 * Query/AnnualProvisions RPC method.
 */
export interface QueryAnnualProvisionsRequest {
}
export const QueryAnnualProvisionsRequest: MessageCodec<QueryAnnualProvisionsRequest> = message<QueryAnnualProvisionsRequest>(
  "cosmos.mint.v1beta1.QueryAnnualProvisionsRequest",
  () => ({}),
  [],
);

/**
 * QueryAnnualProvisionsResponse is the response type for the
 * Query/AnnualProvisions RPC method.
 */
export interface QueryAnnualProvisionsResponse {
  /** annual_provisions is the current minting annual provisions value. */
  readonly annualProvisions: Dec;
}
export const QueryAnnualProvisionsResponse: MessageCodec<QueryAnnualProvisionsResponse> = message<QueryAnnualProvisionsResponse>(
  "cosmos.mint.v1beta1.QueryAnnualProvisionsResponse",
  () => ({ annualProvisions: 0n as Dec }),
  [
    [1, "annual_provisions", "dec", { scalar: "cosmos.Dec", amino: { keepEmpty: true } }],
  ],
);

/** MsgUpdateParams is the Msg/UpdateParams request type. */
export interface MsgUpdateParams {
  /** authority is the address that controls the module (defaults to x/gov unless overwritten). */
  readonly authority: Address;
  /**
   * params defines the x/mint parameters to update.
   *
   * NOTE: All parameters must be supplied.
   */
  readonly params: Params;
}
export const MsgUpdateParams: MessageCodec<MsgUpdateParams> = message<MsgUpdateParams>(
  "cosmos.mint.v1beta1.MsgUpdateParams",
  () => ({ authority: "" as Address, params: undefined as never }),
  [
    [1, "authority", "string", { scalar: "cosmos.AddressString" }],
    [2, "params", "message", { type: () => Params, amino: { keepEmpty: true } }],
  ],
  { signers: ["authority"], aminoName: "cosmos-sdk/x/mint/MsgUpdateParams" },
);

/**
 * MsgUpdateParamsResponse defines the response structure for executing a
 * MsgUpdateParams message.
 */
export interface MsgUpdateParamsResponse {
}
export const MsgUpdateParamsResponse: MessageCodec<MsgUpdateParamsResponse> = message<MsgUpdateParamsResponse>(
  "cosmos.mint.v1beta1.MsgUpdateParamsResponse",
  () => ({}),
  [],
);

/** Query provides defines the gRPC querier service. */
export const Query = service({
  name: "cosmos.mint.v1beta1.Query",
  comment: "Query provides defines the gRPC querier service.",
  isMsg: false,
  methods: {
    Params: {
      name: "Params",
      path: "/cosmos.mint.v1beta1.Query/Params",
      request: QueryParamsRequest,
      response: QueryParamsResponse,
      http: {"get":"/cosmos/mint/v1beta1/params"},
      comment: "Params returns the total set of minting parameters.",
    },
    Inflation: {
      name: "Inflation",
      path: "/cosmos.mint.v1beta1.Query/Inflation",
      request: QueryInflationRequest,
      response: QueryInflationResponse,
      http: {"get":"/cosmos/mint/v1beta1/inflation"},
      comment: "Inflation returns the current minting inflation value.",
    },
    AnnualProvisions: {
      name: "AnnualProvisions",
      path: "/cosmos.mint.v1beta1.Query/AnnualProvisions",
      request: QueryAnnualProvisionsRequest,
      response: QueryAnnualProvisionsResponse,
      http: {"get":"/cosmos/mint/v1beta1/annual_provisions"},
      comment: "AnnualProvisions current minting annual provisions value.",
    },
  },
} as const);
export type QueryRpcs = {
  Params: { request: QueryParamsRequest; response: QueryParamsResponse };
  Inflation: { request: QueryInflationRequest; response: QueryInflationResponse };
  AnnualProvisions: { request: QueryAnnualProvisionsRequest; response: QueryAnnualProvisionsResponse };
};

/** Msg defines the x/mint Msg service. */
export const Msg = service({
  name: "cosmos.mint.v1beta1.Msg",
  comment: "Msg defines the x/mint Msg service.",
  isMsg: true,
  methods: {
    UpdateParams: {
      name: "UpdateParams",
      path: "/cosmos.mint.v1beta1.Msg/UpdateParams",
      request: MsgUpdateParams,
      response: MsgUpdateParamsResponse,
      comment: "UpdateParams defines a governance operation for updating the x/mint module\nparameters. The authority is defaults to the x/gov module account.",
    },
  },
} as const);
export type MsgRpcs = {
  UpdateParams: { request: MsgUpdateParams; response: MsgUpdateParamsResponse };
};
