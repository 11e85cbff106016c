// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../../codec.js";
import { service } from "../../../../registry.js";
import type { MessageCodec } from "../../../../types.js";

/** ListAllInterfacesRequest is the request type of the ListAllInterfaces RPC. */
export interface ListAllInterfacesRequest {
}
export const ListAllInterfacesRequest: MessageCodec<ListAllInterfacesRequest> = message<ListAllInterfacesRequest>(
  "cosmos.base.reflection.v1beta1.ListAllInterfacesRequest",
  () => ({}),
  [],
);

/** ListAllInterfacesResponse is the response type of the ListAllInterfaces RPC. */
export interface ListAllInterfacesResponse {
  /** interface_names is an array of all the registered interfaces. */
  readonly interfaceNames: readonly string[];
}
export const ListAllInterfacesResponse: MessageCodec<ListAllInterfacesResponse> = message<ListAllInterfacesResponse>(
  "cosmos.base.reflection.v1beta1.ListAllInterfacesResponse",
  () => ({ interfaceNames: [] }),
  [
    [1, "interface_names", "string", { repeated: true }],
  ],
);

/**
 * ListImplementationsRequest is the request type of the ListImplementations
 * RPC.
 */
export interface ListImplementationsRequest {
  /** interface_name defines the interface to query the implementations for. */
  readonly interfaceName: string;
}
export const ListImplementationsRequest: MessageCodec<ListImplementationsRequest> = message<ListImplementationsRequest>(
  "cosmos.base.reflection.v1beta1.ListImplementationsRequest",
  () => ({ interfaceName: "" }),
  [
    [1, "interface_name", "string"],
  ],
);

/**
 * ListImplementationsResponse is the response type of the ListImplementations
 * RPC.
 */
export interface ListImplementationsResponse {
  readonly implementationMessageNames: readonly string[];
}
export const ListImplementationsResponse: MessageCodec<ListImplementationsResponse> = message<ListImplementationsResponse>(
  "cosmos.base.reflection.v1beta1.ListImplementationsResponse",
  () => ({ implementationMessageNames: [] }),
  [
    [1, "implementation_message_names", "string", { repeated: true }],
  ],
);

/** ReflectionService defines a service for interface reflection. */
export const ReflectionService = service({
  name: "cosmos.base.reflection.v1beta1.ReflectionService",
  comment: "ReflectionService defines a service for interface reflection.",
  isMsg: false,
  methods: {
    ListAllInterfaces: {
      name: "ListAllInterfaces",
      path: "/cosmos.base.reflection.v1beta1.ReflectionService/ListAllInterfaces",
      request: ListAllInterfacesRequest,
      response: ListAllInterfacesResponse,
      http: {"get":"/cosmos/base/reflection/v1beta1/interfaces"},
      comment: "ListAllInterfaces lists all the interfaces registered in the interface\nregistry.",
    },
    ListImplementations: {
      name: "ListImplementations",
      path: "/cosmos.base.reflection.v1beta1.ReflectionService/ListImplementations",
      request: ListImplementationsRequest,
      response: ListImplementationsResponse,
      http: {"get":"/cosmos/base/reflection/v1beta1/interfaces/{interface_name}/implementations"},
      comment: "ListImplementations list all the concrete types that implement a given\ninterface.",
    },
  },
} as const);
export type ReflectionServiceRpcs = {
  ListAllInterfaces: { request: ListAllInterfacesRequest; response: ListAllInterfacesResponse };
  ListImplementations: { request: ListImplementationsRequest; response: ListImplementationsResponse };
};
