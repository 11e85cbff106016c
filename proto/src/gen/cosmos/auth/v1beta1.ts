// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../codec.js";
import { service } from "../../../registry.js";
import { NO_BYTES } from "../../../bytes.js";
import type { Address } from "../../../scalars.js";
import type { MessageCodec } from "../../../types.js";
import * as cosmos_base_query_v1beta1 from "../../../gen/cosmos/base/query/v1beta1.js";
import * as google_protobuf from "../../../gen/google/protobuf.js";

/**
 * BaseAccount defines a base account type. It contains all the necessary fields
 * for basic account functionality. Any custom account type should extend this
 * type for additional functionality (e.g. vesting).
 */
export interface BaseAccount {
  readonly address: Address;
  readonly pubKey: google_protobuf.Any | undefined;
  readonly accountNumber: bigint;
  readonly sequence: bigint;
}
export const BaseAccount: MessageCodec<BaseAccount> = message<BaseAccount>(
  "cosmos.auth.v1beta1.BaseAccount",
  () => ({ address: "" as Address, pubKey: undefined, accountNumber: 0n, sequence: 0n }),
  [
    [1, "address", "string", { scalar: "cosmos.AddressString" }],
    [2, "pub_key", "message", { type: () => google_protobuf.Any, optional: true, amino: { name: "public_key" } }],
    [3, "account_number", "uint64"],
    [4, "sequence", "uint64"],
  ],
  { aminoName: "cosmos-sdk/BaseAccount", implements: ["cosmos.auth.v1beta1.AccountI"] },
);

/** ModuleAccount defines an account for modules that holds coins on a pool. */
export interface ModuleAccount {
  readonly baseAccount: BaseAccount | undefined;
  readonly name: string;
  readonly permissions: readonly string[];
}
export const ModuleAccount: MessageCodec<ModuleAccount> = message<ModuleAccount>(
  "cosmos.auth.v1beta1.ModuleAccount",
  () => ({ baseAccount: undefined, name: "", permissions: [] }),
  [
    [1, "base_account", "message", { type: () => BaseAccount, optional: true }],
    [2, "name", "string"],
    [3, "permissions", "string", { repeated: true }],
  ],
  { aminoName: "cosmos-sdk/ModuleAccount", aminoEncoding: "module_account", implements: ["cosmos.auth.v1beta1.ModuleAccountI"] },
);

/** ModuleCredential represents a unclaimable pubkey for base accounts controlled by modules. */
export interface ModuleCredential {
  /** module_name is the name of the module used for address derivation (passed into address.Module). */
  readonly moduleName: string;
  /**
   * derivation_keys is for deriving a module account address (passed into address.Module)
   * adding more keys creates sub-account addresses (passed into address.Derive)
   */
  readonly derivationKeys: readonly Uint8Array[];
}
export const ModuleCredential: MessageCodec<ModuleCredential> = message<ModuleCredential>(
  "cosmos.auth.v1beta1.ModuleCredential",
  () => ({ moduleName: "", derivationKeys: [] }),
  [
    [1, "module_name", "string"],
    [2, "derivation_keys", "bytes", { repeated: true }],
  ],
  { aminoName: "cosmos-sdk/GroupAccountCredential" },
);

/** Params defines the parameters for the auth module. */
export interface Params {
  readonly maxMemoCharacters: bigint;
  readonly txSigLimit: bigint;
  readonly txSizeCostPerByte: bigint;
  readonly sigVerifyCostEd25519: bigint;
  readonly sigVerifyCostSecp256k1: bigint;
}
export const Params: MessageCodec<Params> = message<Params>(
  "cosmos.auth.v1beta1.Params",
  () => ({ maxMemoCharacters: 0n, txSigLimit: 0n, txSizeCostPerByte: 0n, sigVerifyCostEd25519: 0n, sigVerifyCostSecp256k1: 0n }),
  [
    [1, "max_memo_characters", "uint64"],
    [2, "tx_sig_limit", "uint64"],
    [3, "tx_size_cost_per_byte", "uint64"],
    [4, "sig_verify_cost_ed25519", "uint64"],
    [5, "sig_verify_cost_secp256k1", "uint64"],
  ],
  { aminoName: "cosmos-sdk/x/auth/Params" },
);

/** GenesisState defines the auth module's genesis state. */
export interface GenesisState {
  /** params defines all the parameters of the module. */
  readonly params: Params;
  /** accounts are the accounts present at genesis. */
  readonly accounts: readonly google_protobuf.Any[];
}
export const GenesisState: MessageCodec<GenesisState> = message<GenesisState>(
  "cosmos.auth.v1beta1.GenesisState",
  () => ({ params: undefined as never, accounts: [] }),
  [
    [1, "params", "message", { type: () => Params, amino: { keepEmpty: true } }],
    [2, "accounts", "message", { type: () => google_protobuf.Any, repeated: true }],
  ],
);

/** QueryAccountsRequest is the request type for the Query/Accounts RPC method. */
export interface QueryAccountsRequest {
  /** pagination defines an optional pagination for the request. */
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryAccountsRequest: MessageCodec<QueryAccountsRequest> = message<QueryAccountsRequest>(
  "cosmos.auth.v1beta1.QueryAccountsRequest",
  () => ({ pagination: undefined }),
  [
    [1, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

/** QueryAccountsResponse is the response type for the Query/Accounts RPC method. */
export interface QueryAccountsResponse {
  /** accounts are the existing accounts */
  readonly accounts: readonly google_protobuf.Any[];
  /** pagination defines the pagination in the response. */
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QueryAccountsResponse: MessageCodec<QueryAccountsResponse> = message<QueryAccountsResponse>(
  "cosmos.auth.v1beta1.QueryAccountsResponse",
  () => ({ accounts: [], pagination: undefined }),
  [
    [1, "accounts", "message", { type: () => google_protobuf.Any, repeated: true, accepts: "cosmos.auth.v1beta1.AccountI" }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

/** QueryAccountRequest is the request type for the Query/Account RPC method. */
export interface QueryAccountRequest {
  /** address defines the address to query for. */
  readonly address: Address;
}
export const QueryAccountRequest: MessageCodec<QueryAccountRequest> = message<QueryAccountRequest>(
  "cosmos.auth.v1beta1.QueryAccountRequest",
  () => ({ address: "" as Address }),
  [
    [1, "address", "string", { scalar: "cosmos.AddressString" }],
  ],
);

/** QueryAccountResponse is the response type for the Query/Account RPC method. */
export interface QueryAccountResponse {
  /** account defines the account of the corresponding address. */
  readonly account: google_protobuf.Any | undefined;
}
export const QueryAccountResponse: MessageCodec<QueryAccountResponse> = message<QueryAccountResponse>(
  "cosmos.auth.v1beta1.QueryAccountResponse",
  () => ({ account: undefined }),
  [
    [1, "account", "message", { type: () => google_protobuf.Any, optional: true, accepts: "cosmos.auth.v1beta1.AccountI" }],
  ],
);

/** QueryParamsRequest is the request type for the Query/Params RPC method. */
export interface QueryParamsRequest {
}
export const QueryParamsRequest: MessageCodec<QueryParamsRequest> = message<QueryParamsRequest>(
  "cosmos.auth.v1beta1.QueryParamsRequest",
  () => ({}),
  [],
);

/** QueryParamsResponse is the response type for the Query/Params RPC method. */
export interface QueryParamsResponse {
  /** params defines the parameters of the module. */
  readonly params: Params;
}
export const QueryParamsResponse: MessageCodec<QueryParamsResponse> = message<QueryParamsResponse>(
  "cosmos.auth.v1beta1.QueryParamsResponse",
  () => ({ params: undefined as never }),
  [
    [1, "params", "message", { type: () => Params }],
  ],
);

/** QueryModuleAccountsRequest is the request type for the Query/ModuleAccounts RPC method. */
export interface QueryModuleAccountsRequest {
}
export const QueryModuleAccountsRequest: MessageCodec<QueryModuleAccountsRequest> = message<QueryModuleAccountsRequest>(
  "cosmos.auth.v1beta1.QueryModuleAccountsRequest",
  () => ({}),
  [],
);

/** QueryModuleAccountsResponse is the response type for the Query/ModuleAccounts RPC method. */
export interface QueryModuleAccountsResponse {
  readonly accounts: readonly google_protobuf.Any[];
}
export const QueryModuleAccountsResponse: MessageCodec<QueryModuleAccountsResponse> = message<QueryModuleAccountsResponse>(
  "cosmos.auth.v1beta1.QueryModuleAccountsResponse",
  () => ({ accounts: [] }),
  [
    [1, "accounts", "message", { type: () => google_protobuf.Any, repeated: true, accepts: "cosmos.auth.v1beta1.ModuleAccountI" }],
  ],
);

/** QueryModuleAccountByNameRequest is the request type for the Query/ModuleAccountByName RPC method. */
export interface QueryModuleAccountByNameRequest {
  readonly name: string;
}
export const QueryModuleAccountByNameRequest: MessageCodec<QueryModuleAccountByNameRequest> = message<QueryModuleAccountByNameRequest>(
  "cosmos.auth.v1beta1.QueryModuleAccountByNameRequest",
  () => ({ name: "" }),
  [
    [1, "name", "string"],
  ],
);

/** QueryModuleAccountByNameResponse is the response type for the Query/ModuleAccountByName RPC method. */
export interface QueryModuleAccountByNameResponse {
  readonly account: google_protobuf.Any | undefined;
}
export const QueryModuleAccountByNameResponse: MessageCodec<QueryModuleAccountByNameResponse> = message<QueryModuleAccountByNameResponse>(
  "cosmos.auth.v1beta1.QueryModuleAccountByNameResponse",
  () => ({ account: undefined }),
  [
    [1, "account", "message", { type: () => google_protobuf.Any, optional: true, accepts: "cosmos.auth.v1beta1.ModuleAccountI" }],
  ],
);

/** Bech32PrefixRequest is the request type for Bech32Prefix rpc method. */
export interface Bech32PrefixRequest {
}
export const Bech32PrefixRequest: MessageCodec<Bech32PrefixRequest> = message<Bech32PrefixRequest>(
  "cosmos.auth.v1beta1.Bech32PrefixRequest",
  () => ({}),
  [],
);

/** Bech32PrefixResponse is the response type for Bech32Prefix rpc method. */
export interface Bech32PrefixResponse {
  readonly bech32Prefix: string;
}
export const Bech32PrefixResponse: MessageCodec<Bech32PrefixResponse> = message<Bech32PrefixResponse>(
  "cosmos.auth.v1beta1.Bech32PrefixResponse",
  () => ({ bech32Prefix: "" }),
  [
    [1, "bech32_prefix", "string"],
  ],
);

/** AddressBytesToStringRequest is the request type for AddressString rpc method. */
export interface AddressBytesToStringRequest {
  readonly addressBytes: Uint8Array;
}
export const AddressBytesToStringRequest: MessageCodec<AddressBytesToStringRequest> = message<AddressBytesToStringRequest>(
  "cosmos.auth.v1beta1.AddressBytesToStringRequest",
  () => ({ addressBytes: NO_BYTES }),
  [
    [1, "address_bytes", "bytes"],
  ],
);

/** AddressBytesToStringResponse is the response type for AddressString rpc method. */
export interface AddressBytesToStringResponse {
  readonly addressString: string;
}
export const AddressBytesToStringResponse: MessageCodec<AddressBytesToStringResponse> = message<AddressBytesToStringResponse>(
  "cosmos.auth.v1beta1.AddressBytesToStringResponse",
  () => ({ addressString: "" }),
  [
    [1, "address_string", "string"],
  ],
);

/** AddressStringToBytesRequest is the request type for AccountBytes rpc method. */
export interface AddressStringToBytesRequest {
  readonly addressString: string;
}
export const AddressStringToBytesRequest: MessageCodec<AddressStringToBytesRequest> = message<AddressStringToBytesRequest>(
  "cosmos.auth.v1beta1.AddressStringToBytesRequest",
  () => ({ addressString: "" }),
  [
    [1, "address_string", "string"],
  ],
);

/** AddressStringToBytesResponse is the response type for AddressBytes rpc method. */
export interface AddressStringToBytesResponse {
  readonly addressBytes: Uint8Array;
}
export const AddressStringToBytesResponse: MessageCodec<AddressStringToBytesResponse> = message<AddressStringToBytesResponse>(
  "cosmos.auth.v1beta1.AddressStringToBytesResponse",
  () => ({ addressBytes: NO_BYTES }),
  [
    [1, "address_bytes", "bytes"],
  ],
);

/** QueryAccountAddressByIDRequest is the request type for AccountAddressByID rpc method */
export interface QueryAccountAddressByIDRequest {
  /**
   * Deprecated, use account_id instead
   *
   * id is the account number of the address to be queried. This field
   * should have been an uint64 (like all account numbers), and will be
   * updated to uint64 in a future version of the auth query.
   */
  readonly id: bigint;
  /** account_id is the account number of the address to be queried. */
  readonly accountId: bigint;
}
export const QueryAccountAddressByIDRequest: MessageCodec<QueryAccountAddressByIDRequest> = message<QueryAccountAddressByIDRequest>(
  "cosmos.auth.v1beta1.QueryAccountAddressByIDRequest",
  () => ({ id: 0n, accountId: 0n }),
  [
    [1, "id", "int64"],
    [2, "account_id", "uint64"],
  ],
);

/** QueryAccountAddressByIDResponse is the response type for AccountAddressByID rpc method */
export interface QueryAccountAddressByIDResponse {
  readonly accountAddress: Address;
}
export const QueryAccountAddressByIDResponse: MessageCodec<QueryAccountAddressByIDResponse> = message<QueryAccountAddressByIDResponse>(
  "cosmos.auth.v1beta1.QueryAccountAddressByIDResponse",
  () => ({ accountAddress: "" as Address }),
  [
    [1, "account_address", "string", { scalar: "cosmos.AddressString" }],
  ],
);

/** QueryAccountInfoRequest is the Query/AccountInfo request type. */
export interface QueryAccountInfoRequest {
  /** address is the account address string. */
  readonly address: Address;
}
export const QueryAccountInfoRequest: MessageCodec<QueryAccountInfoRequest> = message<QueryAccountInfoRequest>(
  "cosmos.auth.v1beta1.QueryAccountInfoRequest",
  () => ({ address: "" as Address }),
  [
    [1, "address", "string", { scalar: "cosmos.AddressString" }],
  ],
);

/** QueryAccountInfoResponse is the Query/AccountInfo response type. */
export interface QueryAccountInfoResponse {
  /** info is the account info which is represented by BaseAccount. */
  readonly info: BaseAccount | undefined;
}
export const QueryAccountInfoResponse: MessageCodec<QueryAccountInfoResponse> = message<QueryAccountInfoResponse>(
  "cosmos.auth.v1beta1.QueryAccountInfoResponse",
  () => ({ info: undefined }),
  [
    [1, "info", "message", { type: () => BaseAccount, optional: true }],
  ],
);

/** MsgUpdateParams is the Msg/UpdateParams request type. */
export interface MsgUpdateParams {
  /** authority is the address that controls the module (defaults to x/gov unless overwritten). */
  readonly authority: Address;
  /**
   * params defines the x/auth parameters to update.
   *
   * NOTE: All parameters must be supplied.
   */
  readonly params: Params;
}
export const MsgUpdateParams: MessageCodec<MsgUpdateParams> = message<MsgUpdateParams>(
  "cosmos.auth.v1beta1.MsgUpdateParams",
  () => ({ authority: "" as Address, params: undefined as never }),
  [
    [1, "authority", "string", { scalar: "cosmos.AddressString" }],
    [2, "params", "message", { type: () => Params, amino: { keepEmpty: true } }],
  ],
  { signers: ["authority"], aminoName: "cosmos-sdk/x/auth/MsgUpdateParams" },
);

/**
 * MsgUpdateParamsResponse defines the response structure for executing a
 * MsgUpdateParams message.
 */
export interface MsgUpdateParamsResponse {
}
export const MsgUpdateParamsResponse: MessageCodec<MsgUpdateParamsResponse> = message<MsgUpdateParamsResponse>(
  "cosmos.auth.v1beta1.MsgUpdateParamsResponse",
  () => ({}),
  [],
);

/** Query defines the gRPC querier service. */
export const Query = service({
  name: "cosmos.auth.v1beta1.Query",
  comment: "Query defines the gRPC querier service.",
  isMsg: false,
  methods: {
    Accounts: {
      name: "Accounts",
      path: "/cosmos.auth.v1beta1.Query/Accounts",
      request: QueryAccountsRequest,
      response: QueryAccountsResponse,
      http: {"get":"/cosmos/auth/v1beta1/accounts"},
      comment: "Accounts returns all the existing accounts.\n\nWhen called from another module, this query might consume a high amount of\ngas if the pagination field is incorrectly set.",
    },
    Account: {
      name: "Account",
      path: "/cosmos.auth.v1beta1.Query/Account",
      request: QueryAccountRequest,
      response: QueryAccountResponse,
      http: {"get":"/cosmos/auth/v1beta1/accounts/{address}"},
      comment: "Account returns account details based on address.",
    },
    AccountAddressByID: {
      name: "AccountAddressByID",
      path: "/cosmos.auth.v1beta1.Query/AccountAddressByID",
      request: QueryAccountAddressByIDRequest,
      response: QueryAccountAddressByIDResponse,
      http: {"get":"/cosmos/auth/v1beta1/address_by_id/{id}"},
      comment: "AccountAddressByID returns account address based on account number.",
    },
    Params: {
      name: "Params",
      path: "/cosmos.auth.v1beta1.Query/Params",
      request: QueryParamsRequest,
      response: QueryParamsResponse,
      http: {"get":"/cosmos/auth/v1beta1/params"},
      comment: "Params queries all parameters.",
    },
    ModuleAccounts: {
      name: "ModuleAccounts",
      path: "/cosmos.auth.v1beta1.Query/ModuleAccounts",
      request: QueryModuleAccountsRequest,
      response: QueryModuleAccountsResponse,
      http: {"get":"/cosmos/auth/v1beta1/module_accounts"},
      comment: "ModuleAccounts returns all the existing module accounts.",
    },
    ModuleAccountByName: {
      name: "ModuleAccountByName",
      path: "/cosmos.auth.v1beta1.Query/ModuleAccountByName",
      request: QueryModuleAccountByNameRequest,
      response: QueryModuleAccountByNameResponse,
      http: {"get":"/cosmos/auth/v1beta1/module_accounts/{name}"},
      comment: "ModuleAccountByName returns the module account info by module name",
    },
    Bech32Prefix: {
      name: "Bech32Prefix",
      path: "/cosmos.auth.v1beta1.Query/Bech32Prefix",
      request: Bech32PrefixRequest,
      response: Bech32PrefixResponse,
      http: {"get":"/cosmos/auth/v1beta1/bech32"},
      comment: "Bech32Prefix queries bech32Prefix",
    },
    AddressBytesToString: {
      name: "AddressBytesToString",
      path: "/cosmos.auth.v1beta1.Query/AddressBytesToString",
      request: AddressBytesToStringRequest,
      response: AddressBytesToStringResponse,
      http: {"get":"/cosmos/auth/v1beta1/bech32/{address_bytes}"},
      comment: "AddressBytesToString converts Account Address bytes to string",
    },
    AddressStringToBytes: {
      name: "AddressStringToBytes",
      path: "/cosmos.auth.v1beta1.Query/AddressStringToBytes",
      request: AddressStringToBytesRequest,
      response: AddressStringToBytesResponse,
      http: {"get":"/cosmos/auth/v1beta1/bech32/{address_string}"},
      comment: "AddressStringToBytes converts Address string to bytes",
    },
    AccountInfo: {
      name: "AccountInfo",
      path: "/cosmos.auth.v1beta1.Query/AccountInfo",
      request: QueryAccountInfoRequest,
      response: QueryAccountInfoResponse,
      http: {"get":"/cosmos/auth/v1beta1/account_info/{address}"},
      comment: "AccountInfo queries account info which is common to all account types.",
    },
  },
} as const);
export type QueryRpcs = {
  Accounts: { request: QueryAccountsRequest; response: QueryAccountsResponse };
  Account: { request: QueryAccountRequest; response: QueryAccountResponse };
  AccountAddressByID: { request: QueryAccountAddressByIDRequest; response: QueryAccountAddressByIDResponse };
  Params: { request: QueryParamsRequest; response: QueryParamsResponse };
  ModuleAccounts: { request: QueryModuleAccountsRequest; response: QueryModuleAccountsResponse };
  ModuleAccountByName: { request: QueryModuleAccountByNameRequest; response: QueryModuleAccountByNameResponse };
  Bech32Prefix: { request: Bech32PrefixRequest; response: Bech32PrefixResponse };
  AddressBytesToString: { request: AddressBytesToStringRequest; response: AddressBytesToStringResponse };
  AddressStringToBytes: { request: AddressStringToBytesRequest; response: AddressStringToBytesResponse };
  AccountInfo: { request: QueryAccountInfoRequest; response: QueryAccountInfoResponse };
};

/** Msg defines the x/auth Msg service. */
export const Msg = service({
  name: "cosmos.auth.v1beta1.Msg",
  comment: "Msg defines the x/auth Msg service.",
  isMsg: true,
  methods: {
    UpdateParams: {
      name: "UpdateParams",
      path: "/cosmos.auth.v1beta1.Msg/UpdateParams",
      request: MsgUpdateParams,
      response: MsgUpdateParamsResponse,
      comment: "UpdateParams defines a (governance) operation for updating the x/auth module\nparameters. The authority defaults to the x/gov module account.",
    },
  },
} as const);
export type MsgRpcs = {
  UpdateParams: { request: MsgUpdateParams; response: MsgUpdateParamsResponse };
};
