// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../../codec.js";
import { service } from "../../../../registry.js";
import type { MessageCodec } from "../../../../types.js";

/** AppDescriptor describes a cosmos-sdk based application */
export interface AppDescriptor {
  /**
   * AuthnDescriptor provides information on how to authenticate transactions on the application
   * NOTE: experimental and subject to change in future releases.
   */
  readonly authn: AuthnDescriptor | undefined;
  /** chain provides the chain descriptor */
  readonly chain: ChainDescriptor | undefined;
  /** codec provides metadata information regarding codec related types */
  readonly codec: CodecDescriptor | undefined;
  /** configuration provides metadata information regarding the sdk.Config type */
  readonly configuration: ConfigurationDescriptor | undefined;
  /** query_services provides metadata information regarding the available queriable endpoints */
  readonly queryServices: QueryServicesDescriptor | undefined;
  /** tx provides metadata information regarding how to send transactions to the given application */
  readonly tx: TxDescriptor | undefined;
}
export const AppDescriptor: MessageCodec<AppDescriptor> = message<AppDescriptor>(
  "cosmos.base.reflection.v2alpha1.AppDescriptor",
  () => ({ authn: undefined, chain: undefined, codec: undefined, configuration: undefined, queryServices: undefined, tx: undefined }),
  [
    [1, "authn", "message", { type: () => AuthnDescriptor, optional: true }],
    [2, "chain", "message", { type: () => ChainDescriptor, optional: true }],
    [3, "codec", "message", { type: () => CodecDescriptor, optional: true }],
    [4, "configuration", "message", { type: () => ConfigurationDescriptor, optional: true }],
    [5, "query_services", "message", { type: () => QueryServicesDescriptor, optional: true }],
    [6, "tx", "message", { type: () => TxDescriptor, optional: true }],
  ],
);

/** TxDescriptor describes the accepted transaction type */
export interface TxDescriptor {
  /**
   * fullname is the protobuf fullname of the raw transaction type (for instance the tx.Tx type)
   * it is not meant to support polymorphism of transaction types, it is supposed to be used by
   * reflection clients to understand if they can handle a specific transaction type in an application.
   */
  readonly fullname: string;
  /** msgs lists the accepted application messages (sdk.Msg) */
  readonly msgs: readonly MsgDescriptor[];
}
export const TxDescriptor: MessageCodec<TxDescriptor> = message<TxDescriptor>(
  "cosmos.base.reflection.v2alpha1.TxDescriptor",
  () => ({ fullname: "", msgs: [] }),
  [
    [1, "fullname", "string"],
    [2, "msgs", "message", { type: () => MsgDescriptor, repeated: true }],
  ],
);

/**
 * AuthnDescriptor provides information on how to sign transactions without relying
 * on the online RPCs GetTxMetadata and CombineUnsignedTxAndSignatures
 */
export interface AuthnDescriptor {
  /** sign_modes defines the supported signature algorithm */
  readonly signModes: readonly SigningModeDescriptor[];
}
export const AuthnDescriptor: MessageCodec<AuthnDescriptor> = message<AuthnDescriptor>(
  "cosmos.base.reflection.v2alpha1.AuthnDescriptor",
  () => ({ signModes: [] }),
  [
    [1, "sign_modes", "message", { type: () => SigningModeDescriptor, repeated: true }],
  ],
);

/**
 * SigningModeDescriptor provides information on a signing flow of the application
 * NOTE(fdymylja): here we could go as far as providing an entire flow on how
 * to sign a message given a SigningModeDescriptor, but it's better to think about
 * this another time
 */
export interface SigningModeDescriptor {
  /** name defines the unique name of the signing mode */
  readonly name: string;
  /** number is the unique int32 identifier for the sign_mode enum */
  readonly number: number;
  /**
   * authn_info_provider_method_fullname defines the fullname of the method to call to get
   * the metadata required to authenticate using the provided sign_modes
   */
  readonly authnInfoProviderMethodFullname: string;
}
export const SigningModeDescriptor: MessageCodec<SigningModeDescriptor> = message<SigningModeDescriptor>(
  "cosmos.base.reflection.v2alpha1.SigningModeDescriptor",
  () => ({ name: "", number: 0, authnInfoProviderMethodFullname: "" }),
  [
    [1, "name", "string"],
    [2, "number", "int32"],
    [3, "authn_info_provider_method_fullname", "string"],
  ],
);

/** ChainDescriptor describes chain information of the application */
export interface ChainDescriptor {
  /** id is the chain id */
  readonly id: string;
}
export const ChainDescriptor: MessageCodec<ChainDescriptor> = message<ChainDescriptor>(
  "cosmos.base.reflection.v2alpha1.ChainDescriptor",
  () => ({ id: "" }),
  [
    [1, "id", "string"],
  ],
);

/** CodecDescriptor describes the registered interfaces and provides metadata information on the types */
export interface CodecDescriptor {
  /** interfaces is a list of the registerted interfaces descriptors */
  readonly interfaces: readonly InterfaceDescriptor[];
}
export const CodecDescriptor: MessageCodec<CodecDescriptor> = message<CodecDescriptor>(
  "cosmos.base.reflection.v2alpha1.CodecDescriptor",
  () => ({ interfaces: [] }),
  [
    [1, "interfaces", "message", { type: () => InterfaceDescriptor, repeated: true }],
  ],
);

/** InterfaceDescriptor describes the implementation of an interface */
export interface InterfaceDescriptor {
  /** fullname is the name of the interface */
  readonly fullname: string;
  /**
   * interface_accepting_messages contains information regarding the proto messages which contain the interface as
   * google.protobuf.Any field
   */
  readonly interfaceAcceptingMessages: readonly InterfaceAcceptingMessageDescriptor[];
  /** interface_implementers is a list of the descriptors of the interface implementers */
  readonly interfaceImplementers: readonly InterfaceImplementerDescriptor[];
}
export const InterfaceDescriptor: MessageCodec<InterfaceDescriptor> = message<InterfaceDescriptor>(
  "cosmos.base.reflection.v2alpha1.InterfaceDescriptor",
  () => ({ fullname: "", interfaceAcceptingMessages: [], interfaceImplementers: [] }),
  [
    [1, "fullname", "string"],
    [2, "interface_accepting_messages", "message", { type: () => InterfaceAcceptingMessageDescriptor, repeated: true }],
    [3, "interface_implementers", "message", { type: () => InterfaceImplementerDescriptor, repeated: true }],
  ],
);

/** InterfaceImplementerDescriptor describes an interface implementer */
export interface InterfaceImplementerDescriptor {
  /** fullname is the protobuf queryable name of the interface implementer */
  readonly fullname: string;
  /**
   * type_url defines the type URL used when marshalling the type as any
   * this is required so we can provide type safe google.protobuf.Any marshalling and
   * unmarshalling, making sure that we don't accept just 'any' type
   * in our interface fields
   */
  readonly typeUrl: string;
}
export const InterfaceImplementerDescriptor: MessageCodec<InterfaceImplementerDescriptor> = message<InterfaceImplementerDescriptor>(
  "cosmos.base.reflection.v2alpha1.InterfaceImplementerDescriptor",
  () => ({ fullname: "", typeUrl: "" }),
  [
    [1, "fullname", "string"],
    [2, "type_url", "string"],
  ],
);

/**
 * InterfaceAcceptingMessageDescriptor describes a protobuf message which contains
 * an interface represented as a google.protobuf.Any
 */
export interface InterfaceAcceptingMessageDescriptor {
  /** fullname is the protobuf fullname of the type containing the interface */
  readonly fullname: string;
  /**
   * field_descriptor_names is a list of the protobuf name (not fullname) of the field
   * which contains the interface as google.protobuf.Any (the interface is the same, but
   * it can be in multiple fields of the same proto message)
   */
  readonly fieldDescriptorNames: readonly string[];
}
export const InterfaceAcceptingMessageDescriptor: MessageCodec<InterfaceAcceptingMessageDescriptor> = message<InterfaceAcceptingMessageDescriptor>(
  "cosmos.base.reflection.v2alpha1.InterfaceAcceptingMessageDescriptor",
  () => ({ fullname: "", fieldDescriptorNames: [] }),
  [
    [1, "fullname", "string"],
    [2, "field_descriptor_names", "string", { repeated: true }],
  ],
);

/** ConfigurationDescriptor contains metadata information on the sdk.Config */
export interface ConfigurationDescriptor {
  /** bech32_account_address_prefix is the account address prefix */
  readonly bech32AccountAddressPrefix: string;
}
export const ConfigurationDescriptor: MessageCodec<ConfigurationDescriptor> = message<ConfigurationDescriptor>(
  "cosmos.base.reflection.v2alpha1.ConfigurationDescriptor",
  () => ({ bech32AccountAddressPrefix: "" }),
  [
    [1, "bech32_account_address_prefix", "string"],
  ],
);

/** MsgDescriptor describes a cosmos-sdk message that can be delivered with a transaction */
export interface MsgDescriptor {
  /** msg_type_url contains the TypeURL of a sdk.Msg. */
  readonly msgTypeUrl: string;
}
export const MsgDescriptor: MessageCodec<MsgDescriptor> = message<MsgDescriptor>(
  "cosmos.base.reflection.v2alpha1.MsgDescriptor",
  () => ({ msgTypeUrl: "" }),
  [
    [1, "msg_type_url", "string"],
  ],
);

/** GetAuthnDescriptorRequest is the request used for the GetAuthnDescriptor RPC */
export interface GetAuthnDescriptorRequest {
}
export const GetAuthnDescriptorRequest: MessageCodec<GetAuthnDescriptorRequest> = message<GetAuthnDescriptorRequest>(
  "cosmos.base.reflection.v2alpha1.GetAuthnDescriptorRequest",
  () => ({}),
  [],
);

/** GetAuthnDescriptorResponse is the response returned by the GetAuthnDescriptor RPC */
export interface GetAuthnDescriptorResponse {
  /** authn describes how to authenticate to the application when sending transactions */
  readonly authn: AuthnDescriptor | undefined;
}
export const GetAuthnDescriptorResponse: MessageCodec<GetAuthnDescriptorResponse> = message<GetAuthnDescriptorResponse>(
  "cosmos.base.reflection.v2alpha1.GetAuthnDescriptorResponse",
  () => ({ authn: undefined }),
  [
    [1, "authn", "message", { type: () => AuthnDescriptor, optional: true }],
  ],
);

/** GetChainDescriptorRequest is the request used for the GetChainDescriptor RPC */
export interface GetChainDescriptorRequest {
}
export const GetChainDescriptorRequest: MessageCodec<GetChainDescriptorRequest> = message<GetChainDescriptorRequest>(
  "cosmos.base.reflection.v2alpha1.GetChainDescriptorRequest",
  () => ({}),
  [],
);

/** GetChainDescriptorResponse is the response returned by the GetChainDescriptor RPC */
export interface GetChainDescriptorResponse {
  /** chain describes application chain information */
  readonly chain: ChainDescriptor | undefined;
}
export const GetChainDescriptorResponse: MessageCodec<GetChainDescriptorResponse> = message<GetChainDescriptorResponse>(
  "cosmos.base.reflection.v2alpha1.GetChainDescriptorResponse",
  () => ({ chain: undefined }),
  [
    [1, "chain", "message", { type: () => ChainDescriptor, optional: true }],
  ],
);

/** GetCodecDescriptorRequest is the request used for the GetCodecDescriptor RPC */
export interface GetCodecDescriptorRequest {
}
export const GetCodecDescriptorRequest: MessageCodec<GetCodecDescriptorRequest> = message<GetCodecDescriptorRequest>(
  "cosmos.base.reflection.v2alpha1.GetCodecDescriptorRequest",
  () => ({}),
  [],
);

/** GetCodecDescriptorResponse is the response returned by the GetCodecDescriptor RPC */
export interface GetCodecDescriptorResponse {
  /** codec describes the application codec such as registered interfaces and implementations */
  readonly codec: CodecDescriptor | undefined;
}
export const GetCodecDescriptorResponse: MessageCodec<GetCodecDescriptorResponse> = message<GetCodecDescriptorResponse>(
  "cosmos.base.reflection.v2alpha1.GetCodecDescriptorResponse",
  () => ({ codec: undefined }),
  [
    [1, "codec", "message", { type: () => CodecDescriptor, optional: true }],
  ],
);

/** GetConfigurationDescriptorRequest is the request used for the GetConfigurationDescriptor RPC */
export interface GetConfigurationDescriptorRequest {
}
export const GetConfigurationDescriptorRequest: MessageCodec<GetConfigurationDescriptorRequest> = message<GetConfigurationDescriptorRequest>(
  "cosmos.base.reflection.v2alpha1.GetConfigurationDescriptorRequest",
  () => ({}),
  [],
);

/** GetConfigurationDescriptorResponse is the response returned by the GetConfigurationDescriptor RPC */
export interface GetConfigurationDescriptorResponse {
  /** config describes the application's sdk.Config */
  readonly config: ConfigurationDescriptor | undefined;
}
export const GetConfigurationDescriptorResponse: MessageCodec<GetConfigurationDescriptorResponse> = message<GetConfigurationDescriptorResponse>(
  "cosmos.base.reflection.v2alpha1.GetConfigurationDescriptorResponse",
  () => ({ config: undefined }),
  [
    [1, "config", "message", { type: () => ConfigurationDescriptor, optional: true }],
  ],
);

/** GetQueryServicesDescriptorRequest is the request used for the GetQueryServicesDescriptor RPC */
export interface GetQueryServicesDescriptorRequest {
}
export const GetQueryServicesDescriptorRequest: MessageCodec<GetQueryServicesDescriptorRequest> = message<GetQueryServicesDescriptorRequest>(
  "cosmos.base.reflection.v2alpha1.GetQueryServicesDescriptorRequest",
  () => ({}),
  [],
);

/** GetQueryServicesDescriptorResponse is the response returned by the GetQueryServicesDescriptor RPC */
export interface GetQueryServicesDescriptorResponse {
  /** queries provides information on the available queryable services */
  readonly queries: QueryServicesDescriptor | undefined;
}
export const GetQueryServicesDescriptorResponse: MessageCodec<GetQueryServicesDescriptorResponse> = message<GetQueryServicesDescriptorResponse>(
  "cosmos.base.reflection.v2alpha1.GetQueryServicesDescriptorResponse",
  () => ({ queries: undefined }),
  [
    [1, "queries", "message", { type: () => QueryServicesDescriptor, optional: true }],
  ],
);

/** GetTxDescriptorRequest is the request used for the GetTxDescriptor RPC */
export interface GetTxDescriptorRequest {
}
export const GetTxDescriptorRequest: MessageCodec<GetTxDescriptorRequest> = message<GetTxDescriptorRequest>(
  "cosmos.base.reflection.v2alpha1.GetTxDescriptorRequest",
  () => ({}),
  [],
);

/** GetTxDescriptorResponse is the response returned by the GetTxDescriptor RPC */
export interface GetTxDescriptorResponse {
  /**
   * tx provides information on msgs that can be forwarded to the application
   * alongside the accepted transaction protobuf type
   */
  readonly tx: TxDescriptor | undefined;
}
export const GetTxDescriptorResponse: MessageCodec<GetTxDescriptorResponse> = message<GetTxDescriptorResponse>(
  "cosmos.base.reflection.v2alpha1.GetTxDescriptorResponse",
  () => ({ tx: undefined }),
  [
    [1, "tx", "message", { type: () => TxDescriptor, optional: true }],
  ],
);

/** QueryServicesDescriptor contains the list of cosmos-sdk queriable services */
export interface QueryServicesDescriptor {
  /** query_services is a list of cosmos-sdk QueryServiceDescriptor */
  readonly queryServices: readonly QueryServiceDescriptor[];
}
export const QueryServicesDescriptor: MessageCodec<QueryServicesDescriptor> = message<QueryServicesDescriptor>(
  "cosmos.base.reflection.v2alpha1.QueryServicesDescriptor",
  () => ({ queryServices: [] }),
  [
    [1, "query_services", "message", { type: () => QueryServiceDescriptor, repeated: true }],
  ],
);

/** QueryServiceDescriptor describes a cosmos-sdk queryable service */
export interface QueryServiceDescriptor {
  /** fullname is the protobuf fullname of the service descriptor */
  readonly fullname: string;
  /** is_module describes if this service is actually exposed by an application's module */
  readonly isModule: boolean;
  /** methods provides a list of query service methods */
  readonly methods: readonly QueryMethodDescriptor[];
}
export const QueryServiceDescriptor: MessageCodec<QueryServiceDescriptor> = message<QueryServiceDescriptor>(
  "cosmos.base.reflection.v2alpha1.QueryServiceDescriptor",
  () => ({ fullname: "", isModule: false, methods: [] }),
  [
    [1, "fullname", "string"],
    [2, "is_module", "bool"],
    [3, "methods", "message", { type: () => QueryMethodDescriptor, repeated: true }],
  ],
);

/**
 * QueryMethodDescriptor describes a queryable method of a query service
 * no other info is provided beside method name and tendermint queryable path
 * because it would be redundant with the grpc reflection service
 */
export interface QueryMethodDescriptor {
  /** name is the protobuf name (not fullname) of the method */
  readonly name: string;
  /**
   * full_query_path is the path that can be used to query
   * this method via tendermint abci.Query
   */
  readonly fullQueryPath: string;
}
export const QueryMethodDescriptor: MessageCodec<QueryMethodDescriptor> = message<QueryMethodDescriptor>(
  "cosmos.base.reflection.v2alpha1.QueryMethodDescriptor",
  () => ({ name: "", fullQueryPath: "" }),
  [
    [1, "name", "string"],
    [2, "full_query_path", "string"],
  ],
);

/** ReflectionService defines a service for application reflection. */
export const ReflectionService = service({
  name: "cosmos.base.reflection.v2alpha1.ReflectionService",
  comment: "ReflectionService defines a service for application reflection.",
  isMsg: false,
  methods: {
    GetAuthnDescriptor: {
      name: "GetAuthnDescriptor",
      path: "/cosmos.base.reflection.v2alpha1.ReflectionService/GetAuthnDescriptor",
      request: GetAuthnDescriptorRequest,
      response: GetAuthnDescriptorResponse,
      http: {"get":"/cosmos/base/reflection/v1beta1/app_descriptor/authn"},
      comment: "GetAuthnDescriptor returns information on how to authenticate transactions in the application\nNOTE: this RPC is still experimental and might be subject to breaking changes or removal in\nfuture releases of the cosmos-sdk.",
    },
    GetChainDescriptor: {
      name: "GetChainDescriptor",
      path: "/cosmos.base.reflection.v2alpha1.ReflectionService/GetChainDescriptor",
      request: GetChainDescriptorRequest,
      response: GetChainDescriptorResponse,
      http: {"get":"/cosmos/base/reflection/v1beta1/app_descriptor/chain"},
      comment: "GetChainDescriptor returns the description of the chain",
    },
    GetCodecDescriptor: {
      name: "GetCodecDescriptor",
      path: "/cosmos.base.reflection.v2alpha1.ReflectionService/GetCodecDescriptor",
      request: GetCodecDescriptorRequest,
      response: GetCodecDescriptorResponse,
      http: {"get":"/cosmos/base/reflection/v1beta1/app_descriptor/codec"},
      comment: "GetCodecDescriptor returns the descriptor of the codec of the application",
    },
    GetConfigurationDescriptor: {
      name: "GetConfigurationDescriptor",
      path: "/cosmos.base.reflection.v2alpha1.ReflectionService/GetConfigurationDescriptor",
      request: GetConfigurationDescriptorRequest,
      response: GetConfigurationDescriptorResponse,
      http: {"get":"/cosmos/base/reflection/v1beta1/app_descriptor/configuration"},
      comment: "GetConfigurationDescriptor returns the descriptor for the sdk.Config of the application",
    },
    GetQueryServicesDescriptor: {
      name: "GetQueryServicesDescriptor",
      path: "/cosmos.base.reflection.v2alpha1.ReflectionService/GetQueryServicesDescriptor",
      request: GetQueryServicesDescriptorRequest,
      response: GetQueryServicesDescriptorResponse,
      http: {"get":"/cosmos/base/reflection/v1beta1/app_descriptor/query_services"},
      comment: "GetQueryServicesDescriptor returns the available gRPC queryable services of the application",
    },
    GetTxDescriptor: {
      name: "GetTxDescriptor",
      path: "/cosmos.base.reflection.v2alpha1.ReflectionService/GetTxDescriptor",
      request: GetTxDescriptorRequest,
      response: GetTxDescriptorResponse,
      http: {"get":"/cosmos/base/reflection/v1beta1/app_descriptor/tx_descriptor"},
      comment: "GetTxDescriptor returns information on the used transaction object and available msgs that can be used",
    },
  },
} as const);
export type ReflectionServiceRpcs = {
  GetAuthnDescriptor: { request: GetAuthnDescriptorRequest; response: GetAuthnDescriptorResponse };
  GetChainDescriptor: { request: GetChainDescriptorRequest; response: GetChainDescriptorResponse };
  GetCodecDescriptor: { request: GetCodecDescriptorRequest; response: GetCodecDescriptorResponse };
  GetConfigurationDescriptor: { request: GetConfigurationDescriptorRequest; response: GetConfigurationDescriptorResponse };
  GetQueryServicesDescriptor: { request: GetQueryServicesDescriptorRequest; response: GetQueryServicesDescriptorResponse };
  GetTxDescriptor: { request: GetTxDescriptorRequest; response: GetTxDescriptorResponse };
};
