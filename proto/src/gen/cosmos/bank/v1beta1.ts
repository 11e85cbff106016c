// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../codec.js";
import { service } from "../../../registry.js";
import type { Address } from "../../../scalars.js";
import type { MessageCodec } from "../../../types.js";
import * as cosmos_base_query_v1beta1 from "../../../gen/cosmos/base/query/v1beta1.js";
import * as cosmos_base_v1beta1 from "../../../gen/cosmos/base/v1beta1.js";

/**
 * SendAuthorization allows the grantee to spend up to spend_limit coins from
 * the granter's account.
 */
export interface SendAuthorization {
  readonly spendLimit: readonly cosmos_base_v1beta1.Coin[];
  /**
   * allow_list specifies an optional list of addresses to whom the grantee can send tokens on behalf of the
   * granter. If omitted, any recipient is allowed.
   */
  readonly allowList: readonly Address[];
}
export const SendAuthorization: MessageCodec<SendAuthorization> = message<SendAuthorization>(
  "cosmos.bank.v1beta1.SendAuthorization",
  () => ({ spendLimit: [], allowList: [] }),
  [
    [1, "spend_limit", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
    [2, "allow_list", "string", { repeated: true, scalar: "cosmos.AddressString" }],
  ],
  { aminoName: "cosmos-sdk/SendAuthorization", implements: ["cosmos.authz.v1beta1.Authorization"] },
);

/** Params defines the parameters for the bank module. */
export interface Params {
  /**
   * Deprecated: Use of SendEnabled in params is deprecated.
   * For genesis, use the newly added send_enabled field in the genesis object.
   * Storage, lookup, and manipulation of this information is now in the keeper.
   *
   * As of cosmos-sdk 0.47, this only exists for backwards compatibility of genesis files.
   */
  readonly sendEnabled: readonly SendEnabled[];
  readonly defaultSendEnabled: boolean;
}
export const Params: MessageCodec<Params> = message<Params>(
  "cosmos.bank.v1beta1.Params",
  () => ({ sendEnabled: [], defaultSendEnabled: false }),
  [
    [1, "send_enabled", "message", { type: () => SendEnabled, repeated: true }],
    [2, "default_send_enabled", "bool"],
  ],
  { aminoName: "cosmos-sdk/x/bank/Params" },
);

/**
 * SendEnabled maps coin denom to a send_enabled status (whether a denom is
 * sendable).
 */
export interface SendEnabled {
  readonly denom: string;
  readonly enabled: boolean;
}
export const SendEnabled: MessageCodec<SendEnabled> = message<SendEnabled>(
  "cosmos.bank.v1beta1.SendEnabled",
  () => ({ denom: "", enabled: false }),
  [
    [1, "denom", "string"],
    [2, "enabled", "bool"],
  ],
);

/** Input models transaction input. */
export interface Input {
  readonly address: Address;
  readonly coins: readonly cosmos_base_v1beta1.Coin[];
}
export const Input: MessageCodec<Input> = message<Input>(
  "cosmos.bank.v1beta1.Input",
  () => ({ address: "" as Address, coins: [] }),
  [
    [1, "address", "string", { scalar: "cosmos.AddressString" }],
    [2, "coins", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
  ],
  { signers: ["address"] },
);

/** Output models transaction outputs. */
export interface Output {
  readonly address: Address;
  readonly coins: readonly cosmos_base_v1beta1.Coin[];
}
export const Output: MessageCodec<Output> = message<Output>(
  "cosmos.bank.v1beta1.Output",
  () => ({ address: "" as Address, coins: [] }),
  [
    [1, "address", "string", { scalar: "cosmos.AddressString" }],
    [2, "coins", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
  ],
);

/**
 * Supply represents a struct that passively keeps track of the total supply
 * amounts in the network.
 * This message is deprecated now that supply is indexed by denom.
 */
export interface Supply {
  readonly total: readonly cosmos_base_v1beta1.Coin[];
}
export const Supply: MessageCodec<Supply> = message<Supply>(
  "cosmos.bank.v1beta1.Supply",
  () => ({ total: [] }),
  [
    [1, "total", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
  ],
  { implements: ["cosmos.bank.v1beta1.SupplyI"] },
);

/**
 * DenomUnit represents a struct that describes a given
 * denomination unit of the basic token.
 */
export interface DenomUnit {
  /** denom represents the string name of the given denom unit (e.g uatom). */
  readonly denom: string;
  /**
   * exponent represents power of 10 exponent that one must
   * raise the base_denom to in order to equal the given DenomUnit's denom
   * 1 denom = 10^exponent base_denom
   * (e.g. with a base_denom of uatom, one can create a DenomUnit of 'atom' with
   * exponent = 6, thus: 1 atom = 10^6 uatom).
   */
  readonly exponent: number;
  /** aliases is a list of string aliases for the given denom */
  readonly aliases: readonly string[];
}
export const DenomUnit: MessageCodec<DenomUnit> = message<DenomUnit>(
  "cosmos.bank.v1beta1.DenomUnit",
  () => ({ denom: "", exponent: 0, aliases: [] }),
  [
    [1, "denom", "string"],
    [2, "exponent", "uint32"],
    [3, "aliases", "string", { repeated: true }],
  ],
);

/**
 * Metadata represents a struct that describes
 * a basic token.
 */
export interface Metadata {
  readonly description: string;
  /** denom_units represents the list of DenomUnit's for a given coin */
  readonly denomUnits: readonly DenomUnit[];
  /** base represents the base denom (should be the DenomUnit with exponent = 0). */
  readonly base: string;
  /**
   * display indicates the suggested denom that should be
   * displayed in clients.
   */
  readonly display: string;
  /** name defines the name of the token (eg: Cosmos Atom) */
  readonly name: string;
  /**
   * symbol is the token symbol usually shown on exchanges (eg: ATOM). This can
   * be the same as the display.
   */
  readonly symbol: string;
  /** URI to a document (on or off-chain) that contains additional information. Optional. */
  readonly uri: string;
  /**
   * URIHash is a sha256 hash of a document pointed by URI. It's used to verify that
   * the document didn't change. Optional.
   */
  readonly uriHash: string;
}
export const Metadata: MessageCodec<Metadata> = message<Metadata>(
  "cosmos.bank.v1beta1.Metadata",
  () => ({ description: "", denomUnits: [], base: "", display: "", name: "", symbol: "", uri: "", uriHash: "" }),
  [
    [1, "description", "string"],
    [2, "denom_units", "message", { type: () => DenomUnit, repeated: true }],
    [3, "base", "string"],
    [4, "display", "string"],
    [5, "name", "string"],
    [6, "symbol", "string"],
    [7, "uri", "string"],
    [8, "uri_hash", "string"],
  ],
);

/** GenesisState defines the bank module's genesis state. */
export interface GenesisState {
  /** params defines all the parameters of the module. */
  readonly params: Params;
  /** balances is an array containing the balances of all the accounts. */
  readonly balances: readonly Balance[];
  /**
   * supply represents the total supply. If it is left empty, then supply will be calculated based on the provided
   * balances. Otherwise, it will be used to validate that the sum of the balances equals this amount.
   */
  readonly supply: readonly cosmos_base_v1beta1.Coin[];
  /** denom_metadata defines the metadata of the different coins. */
  readonly denomMetadata: readonly Metadata[];
  /** send_enabled defines the denoms where send is enabled or disabled. */
  readonly sendEnabled: readonly SendEnabled[];
}
export const GenesisState: MessageCodec<GenesisState> = message<GenesisState>(
  "cosmos.bank.v1beta1.GenesisState",
  () => ({ params: undefined as never, balances: [], supply: [], denomMetadata: [], sendEnabled: [] }),
  [
    [1, "params", "message", { type: () => Params, amino: { keepEmpty: true } }],
    [2, "balances", "message", { type: () => Balance, repeated: true, amino: { keepEmpty: true } }],
    [3, "supply", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
    [4, "denom_metadata", "message", { type: () => Metadata, repeated: true, amino: { keepEmpty: true } }],
    [5, "send_enabled", "message", { type: () => SendEnabled, repeated: true, amino: { keepEmpty: true } }],
  ],
);

/**
 * Balance defines an account address and balance pair used in the bank module's
 * genesis state.
 */
export interface Balance {
  /** address is the address of the balance holder. */
  readonly address: Address;
  /** coins defines the different coins this balance holds. */
  readonly coins: readonly cosmos_base_v1beta1.Coin[];
}
export const Balance: MessageCodec<Balance> = message<Balance>(
  "cosmos.bank.v1beta1.Balance",
  () => ({ address: "" as Address, coins: [] }),
  [
    [1, "address", "string", { scalar: "cosmos.AddressString" }],
    [2, "coins", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
  ],
);

/** QueryBalanceRequest is the request type for the Query/Balance RPC method. */
export interface QueryBalanceRequest {
  /** address is the address to query balances for. */
  readonly address: Address;
  /** denom is the coin denom to query balances for. */
  readonly denom: string;
}
export const QueryBalanceRequest: MessageCodec<QueryBalanceRequest> = message<QueryBalanceRequest>(
  "cosmos.bank.v1beta1.QueryBalanceRequest",
  () => ({ address: "" as Address, denom: "" }),
  [
    [1, "address", "string", { scalar: "cosmos.AddressString" }],
    [2, "denom", "string"],
  ],
);

/** QueryBalanceResponse is the response type for the Query/Balance RPC method. */
export interface QueryBalanceResponse {
  /** balance is the balance of the coin. */
  readonly balance: cosmos_base_v1beta1.Coin | undefined;
}
export const QueryBalanceResponse: MessageCodec<QueryBalanceResponse> = message<QueryBalanceResponse>(
  "cosmos.bank.v1beta1.QueryBalanceResponse",
  () => ({ balance: undefined }),
  [
    [1, "balance", "message", { type: () => cosmos_base_v1beta1.Coin, optional: true }],
  ],
);

/** QueryBalanceRequest is the request type for the Query/AllBalances RPC method. */
export interface QueryAllBalancesRequest {
  /** address is the address to query balances for. */
  readonly address: Address;
  /** pagination defines an optional pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
  /** resolve_denom is the flag to resolve the denom into a human-readable form from the metadata. */
  readonly resolveDenom: boolean;
}
export const QueryAllBalancesRequest: MessageCodec<QueryAllBalancesRequest> = message<QueryAllBalancesRequest>(
  "cosmos.bank.v1beta1.QueryAllBalancesRequest",
  () => ({ address: "" as Address, pagination: undefined, resolveDenom: false }),
  [
    [1, "address", "string", { scalar: "cosmos.AddressString" }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
    [3, "resolve_denom", "bool"],
  ],
);

/**
 * QueryAllBalancesResponse is the response type for the Query/AllBalances RPC
 * method.
 */
export interface QueryAllBalancesResponse {
  /** balances is the balances of all the coins. */
  readonly balances: readonly cosmos_base_v1beta1.Coin[];
  /** pagination defines the pagination in the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QueryAllBalancesResponse: MessageCodec<QueryAllBalancesResponse> = message<QueryAllBalancesResponse>(
  "cosmos.bank.v1beta1.QueryAllBalancesResponse",
  () => ({ balances: [], pagination: undefined }),
  [
    [1, "balances", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/**
 * QuerySpendableBalancesRequest defines the gRPC request structure for querying
 * an account's spendable balances.
 */
export interface QuerySpendableBalancesRequest {
  /** address is the address to query spendable balances for. */
  readonly address: Address;
  /** pagination defines an optional pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QuerySpendableBalancesRequest: MessageCodec<QuerySpendableBalancesRequest> = message<QuerySpendableBalancesRequest>(
  "cosmos.bank.v1beta1.QuerySpendableBalancesRequest",
  () => ({ address: "" as Address, pagination: undefined }),
  [
    [1, "address", "string", { scalar: "cosmos.AddressString" }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/**
 * QuerySpendableBalancesResponse defines the gRPC response structure for querying
 * an account's spendable balances.
 */
export interface QuerySpendableBalancesResponse {
  /** balances is the spendable balances of all the coins. */
  readonly balances: readonly cosmos_base_v1beta1.Coin[];
  /** pagination defines the pagination in the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QuerySpendableBalancesResponse: MessageCodec<QuerySpendableBalancesResponse> = message<QuerySpendableBalancesResponse>(
  "cosmos.bank.v1beta1.QuerySpendableBalancesResponse",
  () => ({ balances: [], pagination: undefined }),
  [
    [1, "balances", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/**
 * QuerySpendableBalanceByDenomRequest defines the gRPC request structure for
 * querying an account's spendable balance for a specific denom.
 */
export interface QuerySpendableBalanceByDenomRequest {
  /** address is the address to query balances for. */
  readonly address: Address;
  /** denom is the coin denom to query balances for. */
  readonly denom: string;
}
export const QuerySpendableBalanceByDenomRequest: MessageCodec<QuerySpendableBalanceByDenomRequest> = message<QuerySpendableBalanceByDenomRequest>(
  "cosmos.bank.v1beta1.QuerySpendableBalanceByDenomRequest",
  () => ({ address: "" as Address, denom: "" }),
  [
    [1, "address", "string", { scalar: "cosmos.AddressString" }],
    [2, "denom", "string"],
  ],
);

/**
 * QuerySpendableBalanceByDenomResponse defines the gRPC response structure for
 * querying an account's spendable balance for a specific denom.
 */
export interface QuerySpendableBalanceByDenomResponse {
  /** balance is the balance of the coin. */
  readonly balance: cosmos_base_v1beta1.Coin | undefined;
}
export const QuerySpendableBalanceByDenomResponse: MessageCodec<QuerySpendableBalanceByDenomResponse> = message<QuerySpendableBalanceByDenomResponse>(
  "cosmos.bank.v1beta1.QuerySpendableBalanceByDenomResponse",
  () => ({ balance: undefined }),
  [
    [1, "balance", "message", { type: () => cosmos_base_v1beta1.Coin, optional: true }],
  ],
);

/**
 * QueryTotalSupplyRequest is the request type for the Query/TotalSupply RPC
 * method.
 */
export interface QueryTotalSupplyRequest {
  /** pagination defines an optional pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryTotalSupplyRequest: MessageCodec<QueryTotalSupplyRequest> = message<QueryTotalSupplyRequest>(
  "cosmos.bank.v1beta1.QueryTotalSupplyRequest",
  () => ({ pagination: undefined }),
  [
    [1, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/**
 * QueryTotalSupplyResponse is the response type for the Query/TotalSupply RPC
 * method
 */
export interface QueryTotalSupplyResponse {
  /** supply is the supply of the coins */
  readonly supply: readonly cosmos_base_v1beta1.Coin[];
  /** pagination defines the pagination in the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QueryTotalSupplyResponse: MessageCodec<QueryTotalSupplyResponse> = message<QueryTotalSupplyResponse>(
  "cosmos.bank.v1beta1.QueryTotalSupplyResponse",
  () => ({ supply: [], pagination: undefined }),
  [
    [1, "supply", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/** QuerySupplyOfRequest is the request type for the Query/SupplyOf RPC method. */
export interface QuerySupplyOfRequest {
  /** denom is the coin denom to query balances for. */
  readonly denom: string;
}
export const QuerySupplyOfRequest: MessageCodec<QuerySupplyOfRequest> = message<QuerySupplyOfRequest>(
  "cosmos.bank.v1beta1.QuerySupplyOfRequest",
  () => ({ denom: "" }),
  [
    [1, "denom", "string"],
  ],
);

/** QuerySupplyOfResponse is the response type for the Query/SupplyOf RPC method. */
export interface QuerySupplyOfResponse {
  /** amount is the supply of the coin. */
  readonly amount: cosmos_base_v1beta1.Coin;
}
export const QuerySupplyOfResponse: MessageCodec<QuerySupplyOfResponse> = message<QuerySupplyOfResponse>(
  "cosmos.bank.v1beta1.QuerySupplyOfResponse",
  () => ({ amount: undefined as never }),
  [
    [1, "amount", "message", { type: () => cosmos_base_v1beta1.Coin, amino: { keepEmpty: true } }],
  ],
);

/** QueryParamsRequest defines the request type for querying x/bank parameters. */
export interface QueryParamsRequest {
}
export const QueryParamsRequest: MessageCodec<QueryParamsRequest> = message<QueryParamsRequest>(
  "cosmos.bank.v1beta1.QueryParamsRequest",
  () => ({}),
  [],
);

/** QueryParamsResponse defines the response type for querying x/bank parameters. */
export interface QueryParamsResponse {
  /** params provides the parameters of the bank module. */
  readonly params: Params;
}
export const QueryParamsResponse: MessageCodec<QueryParamsResponse> = message<QueryParamsResponse>(
  "cosmos.bank.v1beta1.QueryParamsResponse",
  () => ({ params: undefined as never }),
  [
    [1, "params", "message", { type: () => Params, amino: { keepEmpty: true } }],
  ],
);

/** QueryDenomsMetadataRequest is the request type for the Query/DenomsMetadata RPC method. */
export interface QueryDenomsMetadataRequest {
  /** pagination defines an optional pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryDenomsMetadataRequest: MessageCodec<QueryDenomsMetadataRequest> = message<QueryDenomsMetadataRequest>(
  "cosmos.bank.v1beta1.QueryDenomsMetadataRequest",
  () => ({ pagination: undefined }),
  [
    [1, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/**
 * QueryDenomsMetadataResponse is the response type for the Query/DenomsMetadata RPC
 * method.
 */
export interface QueryDenomsMetadataResponse {
  /** metadata provides the client information for all the registered tokens. */
  readonly metadatas: readonly Metadata[];
  /** pagination defines the pagination in the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QueryDenomsMetadataResponse: MessageCodec<QueryDenomsMetadataResponse> = message<QueryDenomsMetadataResponse>(
  "cosmos.bank.v1beta1.QueryDenomsMetadataResponse",
  () => ({ metadatas: [], pagination: undefined }),
  [
    [1, "metadatas", "message", { type: () => Metadata, repeated: true, amino: { keepEmpty: true } }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/** QueryDenomMetadataRequest is the request type for the Query/DenomMetadata RPC method. */
export interface QueryDenomMetadataRequest {
  /** denom is the coin denom to query the metadata for. */
  readonly denom: string;
}
export const QueryDenomMetadataRequest: MessageCodec<QueryDenomMetadataRequest> = message<QueryDenomMetadataRequest>(
  "cosmos.bank.v1beta1.QueryDenomMetadataRequest",
  () => ({ denom: "" }),
  [
    [1, "denom", "string"],
  ],
);

/**
 * QueryDenomMetadataResponse is the response type for the Query/DenomMetadata RPC
 * method.
 */
export interface QueryDenomMetadataResponse {
  /** metadata describes and provides all the client information for the requested token. */
  readonly metadata: Metadata;
}
export const QueryDenomMetadataResponse: MessageCodec<QueryDenomMetadataResponse> = message<QueryDenomMetadataResponse>(
  "cosmos.bank.v1beta1.QueryDenomMetadataResponse",
  () => ({ metadata: undefined as never }),
  [
    [1, "metadata", "message", { type: () => Metadata, amino: { keepEmpty: true } }],
  ],
);

/**
 * QueryDenomMetadataByQueryStringRequest is the request type for the Query/DenomMetadata RPC method.
 * Identical with QueryDenomMetadataRequest but receives denom as query string.
 */
export interface QueryDenomMetadataByQueryStringRequest {
  /** denom is the coin denom to query the metadata for. */
  readonly denom: string;
}
export const QueryDenomMetadataByQueryStringRequest: MessageCodec<QueryDenomMetadataByQueryStringRequest> = message<QueryDenomMetadataByQueryStringRequest>(
  "cosmos.bank.v1beta1.QueryDenomMetadataByQueryStringRequest",
  () => ({ denom: "" }),
  [
    [1, "denom", "string"],
  ],
);

/**
 * QueryDenomMetadataByQueryStringResponse is the response type for the Query/DenomMetadata RPC
 * method. Identical with QueryDenomMetadataResponse but receives denom as query string in request.
 */
export interface QueryDenomMetadataByQueryStringResponse {
  /** metadata describes and provides all the client information for the requested token. */
  readonly metadata: Metadata;
}
export const QueryDenomMetadataByQueryStringResponse: MessageCodec<QueryDenomMetadataByQueryStringResponse> = message<QueryDenomMetadataByQueryStringResponse>(
  "cosmos.bank.v1beta1.QueryDenomMetadataByQueryStringResponse",
  () => ({ metadata: undefined as never }),
  [
    [1, "metadata", "message", { type: () => Metadata, amino: { keepEmpty: true } }],
  ],
);

/**
 * QueryDenomOwnersRequest defines the request type for the DenomOwners RPC query,
 * which queries for a paginated set of all account holders of a particular
 * denomination.
 */
export interface QueryDenomOwnersRequest {
  /** denom defines the coin denomination to query all account holders for. */
  readonly denom: string;
  /** pagination defines an optional pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryDenomOwnersRequest: MessageCodec<QueryDenomOwnersRequest> = message<QueryDenomOwnersRequest>(
  "cosmos.bank.v1beta1.QueryDenomOwnersRequest",
  () => ({ denom: "", pagination: undefined }),
  [
    [1, "denom", "string"],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/**
 * DenomOwner defines structure representing an account that owns or holds a
 * particular denominated token. It contains the account address and account
 * balance of the denominated token.
 */
export interface DenomOwner {
  /** address defines the address that owns a particular denomination. */
  readonly address: Address;
  /** balance is the balance of the denominated coin for an account. */
  readonly balance: cosmos_base_v1beta1.Coin;
}
export const DenomOwner: MessageCodec<DenomOwner> = message<DenomOwner>(
  "cosmos.bank.v1beta1.DenomOwner",
  () => ({ address: "" as Address, balance: undefined as never }),
  [
    [1, "address", "string", { scalar: "cosmos.AddressString" }],
    [2, "balance", "message", { type: () => cosmos_base_v1beta1.Coin, amino: { keepEmpty: true } }],
  ],
);

/** QueryDenomOwnersResponse defines the RPC response of a DenomOwners RPC query. */
export interface QueryDenomOwnersResponse {
  readonly denomOwners: readonly DenomOwner[];
  /** pagination defines the pagination in the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QueryDenomOwnersResponse: MessageCodec<QueryDenomOwnersResponse> = message<QueryDenomOwnersResponse>(
  "cosmos.bank.v1beta1.QueryDenomOwnersResponse",
  () => ({ denomOwners: [], pagination: undefined }),
  [
    [1, "denom_owners", "message", { type: () => DenomOwner, repeated: true }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/**
 * QueryDenomOwnersByQueryRequest defines the request type for the DenomOwnersByQuery RPC query,
 * which queries for a paginated set of all account holders of a particular
 * denomination.
 */
export interface QueryDenomOwnersByQueryRequest {
  /** denom defines the coin denomination to query all account holders for. */
  readonly denom: string;
  /** pagination defines an optional pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryDenomOwnersByQueryRequest: MessageCodec<QueryDenomOwnersByQueryRequest> = message<QueryDenomOwnersByQueryRequest>(
  "cosmos.bank.v1beta1.QueryDenomOwnersByQueryRequest",
  () => ({ denom: "", pagination: undefined }),
  [
    [1, "denom", "string"],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/** QueryDenomOwnersByQueryResponse defines the RPC response of a DenomOwnersByQuery RPC query. */
export interface QueryDenomOwnersByQueryResponse {
  readonly denomOwners: readonly DenomOwner[];
  /** pagination defines the pagination in the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QueryDenomOwnersByQueryResponse: MessageCodec<QueryDenomOwnersByQueryResponse> = message<QueryDenomOwnersByQueryResponse>(
  "cosmos.bank.v1beta1.QueryDenomOwnersByQueryResponse",
  () => ({ denomOwners: [], pagination: undefined }),
  [
    [1, "denom_owners", "message", { type: () => DenomOwner, repeated: true }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/** QuerySendEnabledRequest defines the RPC request for looking up SendEnabled entries. */
export interface QuerySendEnabledRequest {
  /** denoms is the specific denoms you want look up. Leave empty to get all entries. */
  readonly denoms: readonly string[];
  /**
   * pagination defines an optional pagination for the request. This field is
   * only read if the denoms field is empty.
   */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QuerySendEnabledRequest: MessageCodec<QuerySendEnabledRequest> = message<QuerySendEnabledRequest>(
  "cosmos.bank.v1beta1.QuerySendEnabledRequest",
  () => ({ denoms: [], pagination: undefined }),
  [
    [1, "denoms", "string", { repeated: true }],
    [99, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/** QuerySendEnabledResponse defines the RPC response of a SendEnable query. */
export interface QuerySendEnabledResponse {
  readonly sendEnabled: readonly SendEnabled[];
  /**
   * pagination defines the pagination in the response. This field is only
   * populated if the denoms field in the request is empty.
   */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QuerySendEnabledResponse: MessageCodec<QuerySendEnabledResponse> = message<QuerySendEnabledResponse>(
  "cosmos.bank.v1beta1.QuerySendEnabledResponse",
  () => ({ sendEnabled: [], pagination: undefined }),
  [
    [1, "send_enabled", "message", { type: () => SendEnabled, repeated: true }],
    [99, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/** MsgSend represents a message to send coins from one account to another. */
export interface MsgSend {
  readonly fromAddress: Address;
  readonly toAddress: Address;
  readonly amount: readonly cosmos_base_v1beta1.Coin[];
}
export const MsgSend: MessageCodec<MsgSend> = message<MsgSend>(
  "cosmos.bank.v1beta1.MsgSend",
  () => ({ fromAddress: "" as Address, toAddress: "" as Address, amount: [] }),
  [
    [1, "from_address", "string", { scalar: "cosmos.AddressString" }],
    [2, "to_address", "string", { scalar: "cosmos.AddressString" }],
    [3, "amount", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
  ],
  { signers: ["from_address"], aminoName: "cosmos-sdk/MsgSend" },
);

/** MsgSendResponse defines the Msg/Send response type. */
export interface MsgSendResponse {
}
export const MsgSendResponse: MessageCodec<MsgSendResponse> = message<MsgSendResponse>(
  "cosmos.bank.v1beta1.MsgSendResponse",
  () => ({}),
  [],
);

/** MsgMultiSend represents an arbitrary multi-in, multi-out send message. */
export interface MsgMultiSend {
  /**
   * Inputs, despite being `repeated`, only allows one sender input. This is
   * checked in MsgMultiSend's ValidateBasic.
   */
  readonly inputs: readonly Input[];
  readonly outputs: readonly Output[];
}
export const MsgMultiSend: MessageCodec<MsgMultiSend> = message<MsgMultiSend>(
  "cosmos.bank.v1beta1.MsgMultiSend",
  () => ({ inputs: [], outputs: [] }),
  [
    [1, "inputs", "message", { type: () => Input, repeated: true, amino: { keepEmpty: true } }],
    [2, "outputs", "message", { type: () => Output, repeated: true, amino: { keepEmpty: true } }],
  ],
  { signers: ["inputs"], aminoName: "cosmos-sdk/MsgMultiSend" },
);

/** MsgMultiSendResponse defines the Msg/MultiSend response type. */
export interface MsgMultiSendResponse {
}
export const MsgMultiSendResponse: MessageCodec<MsgMultiSendResponse> = message<MsgMultiSendResponse>(
  "cosmos.bank.v1beta1.MsgMultiSendResponse",
  () => ({}),
  [],
);

/** MsgUpdateParams is the Msg/UpdateParams request type. */
export interface MsgUpdateParams {
  /** authority is the address that controls the module (defaults to x/gov unless overwritten). */
  readonly authority: Address;
  /**
   * params defines the x/bank parameters to update.
   *
   * NOTE: All parameters must be supplied.
   */
  readonly params: Params;
}
export const MsgUpdateParams: MessageCodec<MsgUpdateParams> = message<MsgUpdateParams>(
  "cosmos.bank.v1beta1.MsgUpdateParams",
  () => ({ authority: "" as Address, params: undefined as never }),
  [
    [1, "authority", "string", { scalar: "cosmos.AddressString" }],
    [2, "params", "message", { type: () => Params, amino: { keepEmpty: true } }],
  ],
  { signers: ["authority"], aminoName: "cosmos-sdk/x/bank/MsgUpdateParams" },
);

/**
 * MsgUpdateParamsResponse defines the response structure for executing a
 * MsgUpdateParams message.
 */
export interface MsgUpdateParamsResponse {
}
export const MsgUpdateParamsResponse: MessageCodec<MsgUpdateParamsResponse> = message<MsgUpdateParamsResponse>(
  "cosmos.bank.v1beta1.MsgUpdateParamsResponse",
  () => ({}),
  [],
);

/**
 * MsgSetSendEnabled is the Msg/SetSendEnabled request type.
 *
 * Only entries to add/update/delete need to be included.
 * Existing SendEnabled entries that are not included in this
 * message are left unchanged.
 */
export interface MsgSetSendEnabled {
  /** authority is the address that controls the module. */
  readonly authority: Address;
  /** send_enabled is the list of entries to add or update. */
  readonly sendEnabled: readonly SendEnabled[];
  /**
   * use_default_for is a list of denoms that should use the params.default_send_enabled value.
   * Denoms listed here will have their SendEnabled entries deleted.
   * If a denom is included that doesn't have a SendEnabled entry,
   * it will be ignored.
   */
  readonly useDefaultFor: readonly string[];
}
export const MsgSetSendEnabled: MessageCodec<MsgSetSendEnabled> = message<MsgSetSendEnabled>(
  "cosmos.bank.v1beta1.MsgSetSendEnabled",
  () => ({ authority: "" as Address, sendEnabled: [], useDefaultFor: [] }),
  [
    [1, "authority", "string", { scalar: "cosmos.AddressString" }],
    [2, "send_enabled", "message", { type: () => SendEnabled, repeated: true }],
    [3, "use_default_for", "string", { repeated: true }],
  ],
  { signers: ["authority"], aminoName: "cosmos-sdk/MsgSetSendEnabled" },
);

/** MsgSetSendEnabledResponse defines the Msg/SetSendEnabled response type. */
export interface MsgSetSendEnabledResponse {
}
export const MsgSetSendEnabledResponse: MessageCodec<MsgSetSendEnabledResponse> = message<MsgSetSendEnabledResponse>(
  "cosmos.bank.v1beta1.MsgSetSendEnabledResponse",
  () => ({}),
  [],
);

/** Query defines the gRPC querier service. */
export const Query = service({
  name: "cosmos.bank.v1beta1.Query",
  comment: "Query defines the gRPC querier service.",
  isMsg: false,
  methods: {
    Balance: {
      name: "Balance",
      path: "/cosmos.bank.v1beta1.Query/Balance",
      request: QueryBalanceRequest,
      response: QueryBalanceResponse,
      http: {"get":"/cosmos/bank/v1beta1/balances/{address}/by_denom"},
      comment: "Balance queries the balance of a single coin for a single account.",
    },
    AllBalances: {
      name: "AllBalances",
      path: "/cosmos.bank.v1beta1.Query/AllBalances",
      request: QueryAllBalancesRequest,
      response: QueryAllBalancesResponse,
      http: {"get":"/cosmos/bank/v1beta1/balances/{address}"},
      comment: "AllBalances queries the balance of all coins for a single account.\n\nWhen called from another module, this query might consume a high amount of\ngas if the pagination field is incorrectly set.",
    },
    SpendableBalances: {
      name: "SpendableBalances",
      path: "/cosmos.bank.v1beta1.Query/SpendableBalances",
      request: QuerySpendableBalancesRequest,
      response: QuerySpendableBalancesResponse,
      http: {"get":"/cosmos/bank/v1beta1/spendable_balances/{address}"},
      comment: "SpendableBalances queries the spendable balance of all coins for a single\naccount.\n\nWhen called from another module, this query might consume a high amount of\ngas if the pagination field is incorrectly set.",
    },
    SpendableBalanceByDenom: {
      name: "SpendableBalanceByDenom",
      path: "/cosmos.bank.v1beta1.Query/SpendableBalanceByDenom",
      request: QuerySpendableBalanceByDenomRequest,
      response: QuerySpendableBalanceByDenomResponse,
      http: {"get":"/cosmos/bank/v1beta1/spendable_balances/{address}/by_denom"},
      comment: "SpendableBalanceByDenom queries the spendable balance of a single denom for\na single account.\n\nWhen called from another module, this query might consume a high amount of\ngas if the pagination field is incorrectly set.",
    },
    TotalSupply: {
      name: "TotalSupply",
      path: "/cosmos.bank.v1beta1.Query/TotalSupply",
      request: QueryTotalSupplyRequest,
      response: QueryTotalSupplyResponse,
      http: {"get":"/cosmos/bank/v1beta1/supply"},
      comment: "TotalSupply queries the total supply of all coins.\n\nWhen called from another module, this query might consume a high amount of\ngas if the pagination field is incorrectly set.",
    },
    SupplyOf: {
      name: "SupplyOf",
      path: "/cosmos.bank.v1beta1.Query/SupplyOf",
      request: QuerySupplyOfRequest,
      response: QuerySupplyOfResponse,
      http: {"get":"/cosmos/bank/v1beta1/supply/by_denom"},
      comment: "SupplyOf queries the supply of a single coin.\n\nWhen called from another module, this query might consume a high amount of\ngas if the pagination field is incorrectly set.",
    },
    Params: {
      name: "Params",
      path: "/cosmos.bank.v1beta1.Query/Params",
      request: QueryParamsRequest,
      response: QueryParamsResponse,
      http: {"get":"/cosmos/bank/v1beta1/params"},
      comment: "Params queries the parameters of x/bank module.",
    },
    DenomsMetadata: {
      name: "DenomsMetadata",
      path: "/cosmos.bank.v1beta1.Query/DenomsMetadata",
      request: QueryDenomsMetadataRequest,
      response: QueryDenomsMetadataResponse,
      http: {"get":"/cosmos/bank/v1beta1/denoms_metadata"},
      comment: "DenomsMetadata queries the client metadata for all registered coin\ndenominations.",
    },
    DenomMetadata: {
      name: "DenomMetadata",
      path: "/cosmos.bank.v1beta1.Query/DenomMetadata",
      request: QueryDenomMetadataRequest,
      response: QueryDenomMetadataResponse,
      http: {"get":"/cosmos/bank/v1beta1/denoms_metadata/{denom=**}"},
      comment: "DenomMetadata queries the client metadata of a given coin denomination.",
    },
    DenomMetadataByQueryString: {
      name: "DenomMetadataByQueryString",
      path: "/cosmos.bank.v1beta1.Query/DenomMetadataByQueryString",
      request: QueryDenomMetadataByQueryStringRequest,
      response: QueryDenomMetadataByQueryStringResponse,
      http: {"get":"/cosmos/bank/v1beta1/denoms_metadata_by_query_string"},
      comment: "DenomMetadataByQueryString queries the client metadata of a given coin denomination.",
    },
    DenomOwners: {
      name: "DenomOwners",
      path: "/cosmos.bank.v1beta1.Query/DenomOwners",
      request: QueryDenomOwnersRequest,
      response: QueryDenomOwnersResponse,
      http: {"get":"/cosmos/bank/v1beta1/denom_owners/{denom=**}"},
      comment: "DenomOwners queries for all account addresses that own a particular token\ndenomination.\n\nWhen called from another module, this query might consume a high amount of\ngas if the pagination field is incorrectly set.",
    },
    DenomOwnersByQuery: {
      name: "DenomOwnersByQuery",
      path: "/cosmos.bank.v1beta1.Query/DenomOwnersByQuery",
      request: QueryDenomOwnersByQueryRequest,
      response: QueryDenomOwnersByQueryResponse,
      http: {"get":"/cosmos/bank/v1beta1/denom_owners_by_query"},
      comment: "DenomOwnersByQuery queries for all account addresses that own a particular token\ndenomination.",
    },
    SendEnabled: {
      name: "SendEnabled",
      path: "/cosmos.bank.v1beta1.Query/SendEnabled",
      request: QuerySendEnabledRequest,
      response: QuerySendEnabledResponse,
      http: {"get":"/cosmos/bank/v1beta1/send_enabled"},
      comment: "SendEnabled queries for SendEnabled entries.\n\nThis query only returns denominations that have specific SendEnabled settings.\nAny denomination that does not have a specific setting will use the default\nparams.default_send_enabled, and will not be returned by this query.",
    },
  },
} as const);
export type QueryRpcs = {
  Balance: { request: QueryBalanceRequest; response: QueryBalanceResponse };
  AllBalances: { request: QueryAllBalancesRequest; response: QueryAllBalancesResponse };
  SpendableBalances: { request: QuerySpendableBalancesRequest; response: QuerySpendableBalancesResponse };
  SpendableBalanceByDenom: { request: QuerySpendableBalanceByDenomRequest; response: QuerySpendableBalanceByDenomResponse };
  TotalSupply: { request: QueryTotalSupplyRequest; response: QueryTotalSupplyResponse };
  SupplyOf: { request: QuerySupplyOfRequest; response: QuerySupplyOfResponse };
  Params: { request: QueryParamsRequest; response: QueryParamsResponse };
  DenomsMetadata: { request: QueryDenomsMetadataRequest; response: QueryDenomsMetadataResponse };
  DenomMetadata: { request: QueryDenomMetadataRequest; response: QueryDenomMetadataResponse };
  DenomMetadataByQueryString: { request: QueryDenomMetadataByQueryStringRequest; response: QueryDenomMetadataByQueryStringResponse };
  DenomOwners: { request: QueryDenomOwnersRequest; response: QueryDenomOwnersResponse };
  DenomOwnersByQuery: { request: QueryDenomOwnersByQueryRequest; response: QueryDenomOwnersByQueryResponse };
  SendEnabled: { request: QuerySendEnabledRequest; response: QuerySendEnabledResponse };
};

/** Msg defines the bank Msg service. */
export const Msg = service({
  name: "cosmos.bank.v1beta1.Msg",
  comment: "Msg defines the bank Msg service.",
  isMsg: true,
  methods: {
    Send: {
      name: "Send",
      path: "/cosmos.bank.v1beta1.Msg/Send",
      request: MsgSend,
      response: MsgSendResponse,
      comment: "Send defines a method for sending coins from one account to another account.",
    },
    MultiSend: {
      name: "MultiSend",
      path: "/cosmos.bank.v1beta1.Msg/MultiSend",
      request: MsgMultiSend,
      response: MsgMultiSendResponse,
      comment: "MultiSend defines a method for sending coins from some accounts to other accounts.",
    },
    UpdateParams: {
      name: "UpdateParams",
      path: "/cosmos.bank.v1beta1.Msg/UpdateParams",
      request: MsgUpdateParams,
      response: MsgUpdateParamsResponse,
      comment: "UpdateParams defines a governance operation for updating the x/bank module parameters.\nThe authority is defined in the keeper.",
    },
    SetSendEnabled: {
      name: "SetSendEnabled",
      path: "/cosmos.bank.v1beta1.Msg/SetSendEnabled",
      request: MsgSetSendEnabled,
      response: MsgSetSendEnabledResponse,
      comment: "SetSendEnabled is a governance operation for setting the SendEnabled flag\non any number of Denoms. Only the entries to add or update should be\nincluded. Entries that already exist in the store, but that aren't\nincluded in this message, will be left unchanged.",
    },
  },
} as const);
export type MsgRpcs = {
  Send: { request: MsgSend; response: MsgSendResponse };
  MultiSend: { request: MsgMultiSend; response: MsgMultiSendResponse };
  UpdateParams: { request: MsgUpdateParams; response: MsgUpdateParamsResponse };
  SetSendEnabled: { request: MsgSetSendEnabled; response: MsgSetSendEnabledResponse };
};
