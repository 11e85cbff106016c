// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../codec.js";
import { service } from "../../../registry.js";
import type { MessageCodec } from "../../../types.js";

/** The message sent by the client when calling ServerReflectionInfo method. */
export interface ServerReflectionRequest {
  readonly host: string;
  /** Find a proto file by the file name. */
  readonly fileByFilename: string | undefined;
  /**
   * Find the proto file that declares the given fully-qualified symbol name.
   * This field should be a fully-qualified symbol name
   * (e.g. <package>.<service>[.<method>] or <package>.<type>).
   */
  readonly fileContainingSymbol: string | undefined;
  /**
   * Find the proto file which defines an extension extending the given
   * message type with the given field number.
   */
  readonly fileContainingExtension: ExtensionRequest | undefined;
  /**
   * Finds the tag numbers used by all known extensions of the given message
   * type, and appends them to ExtensionNumberResponse in an undefined order.
   * Its corresponding method is best-effort: it's not guaranteed that the
   * reflection service will implement this method, and it's not guaranteed
   * that this method will provide all extensions. Returns
   * StatusCode::UNIMPLEMENTED if it's not implemented.
   * This field should be a fully-qualified type name. The format is
   * <package>.<type>
   */
  readonly allExtensionNumbersOfType: string | undefined;
  /**
   * List the full names of registered services. The content will not be
   * checked.
   */
  readonly listServices: string | undefined;
}
export const ServerReflectionRequest: MessageCodec<ServerReflectionRequest> = message<ServerReflectionRequest>(
  "grpc.reflection.v1.ServerReflectionRequest",
  () => ({ host: "", fileByFilename: undefined, fileContainingSymbol: undefined, fileContainingExtension: undefined, allExtensionNumbersOfType: undefined, listServices: undefined }),
  [
    [1, "host", "string"],
    [3, "file_by_filename", "string", { optional: true, oneof: "message_request" }],
    [4, "file_containing_symbol", "string", { optional: true, oneof: "message_request" }],
    [5, "file_containing_extension", "message", { type: () => ExtensionRequest, optional: true, oneof: "message_request" }],
    [6, "all_extension_numbers_of_type", "string", { optional: true, oneof: "message_request" }],
    [7, "list_services", "string", { optional: true, oneof: "message_request" }],
  ],
);

/**
 * The type name and extension number sent by the client when requesting
 * file_containing_extension.
 */
export interface ExtensionRequest {
  /** Fully-qualified type name. The format should be <package>.<type> */
  readonly containingType: string;
  readonly extensionNumber: number;
}
export const ExtensionRequest: MessageCodec<ExtensionRequest> = message<ExtensionRequest>(
  "grpc.reflection.v1.ExtensionRequest",
  () => ({ containingType: "", extensionNumber: 0 }),
  [
    [1, "containing_type", "string"],
    [2, "extension_number", "int32"],
  ],
);

/** The message sent by the server to answer ServerReflectionInfo method. */
export interface ServerReflectionResponse {
  readonly validHost: string;
  readonly originalRequest: ServerReflectionRequest | undefined;
  /**
   * This message is used to answer file_by_filename, file_containing_symbol,
   * file_containing_extension requests with transitive dependencies.
   * As the repeated label is not allowed in oneof fields, we use a
   * FileDescriptorResponse message to encapsulate the repeated fields.
   * The reflection service is allowed to avoid sending FileDescriptorProtos
   * that were previously sent in response to earlier requests in the stream.
   */
  readonly fileDescriptorResponse: FileDescriptorResponse | undefined;
  /** This message is used to answer all_extension_numbers_of_type requests. */
  readonly allExtensionNumbersResponse: ExtensionNumberResponse | undefined;
  /** This message is used to answer list_services requests. */
  readonly listServicesResponse: ListServiceResponse | undefined;
  /** This message is used when an error occurs. */
  readonly errorResponse: ErrorResponse | undefined;
}
export const ServerReflectionResponse: MessageCodec<ServerReflectionResponse> = message<ServerReflectionResponse>(
  "grpc.reflection.v1.ServerReflectionResponse",
  () => ({ validHost: "", originalRequest: undefined, fileDescriptorResponse: undefined, allExtensionNumbersResponse: undefined, listServicesResponse: undefined, errorResponse: undefined }),
  [
    [1, "valid_host", "string"],
    [2, "original_request", "message", { type: () => ServerReflectionRequest, optional: true }],
    [4, "file_descriptor_response", "message", { type: () => FileDescriptorResponse, optional: true, oneof: "message_response" }],
    [5, "all_extension_numbers_response", "message", { type: () => ExtensionNumberResponse, optional: true, oneof: "message_response" }],
    [6, "list_services_response", "message", { type: () => ListServiceResponse, optional: true, oneof: "message_response" }],
    [7, "error_response", "message", { type: () => ErrorResponse, optional: true, oneof: "message_response" }],
  ],
);

/**
 * Serialized FileDescriptorProto messages sent by the server answering
 * a file_by_filename, file_containing_symbol, or file_containing_extension
 * request.
 */
export interface FileDescriptorResponse {
  /**
   * Serialized FileDescriptorProto messages. We avoid taking a dependency on
   * descriptor.proto, which uses proto2 only features, by making them opaque
   * bytes instead.
   */
  readonly fileDescriptorProto: readonly Uint8Array[];
}
export const FileDescriptorResponse: MessageCodec<FileDescriptorResponse> = message<FileDescriptorResponse>(
  "grpc.reflection.v1.FileDescriptorResponse",
  () => ({ fileDescriptorProto: [] }),
  [
    [1, "file_descriptor_proto", "bytes", { repeated: true }],
  ],
);

/**
 * A list of extension numbers sent by the server answering
 * all_extension_numbers_of_type request.
 */
export interface ExtensionNumberResponse {
  /**
   * Full name of the base type, including the package name. The format
   * is <package>.<type>
   */
  readonly baseTypeName: string;
  readonly extensionNumber: readonly number[];
}
export const ExtensionNumberResponse: MessageCodec<ExtensionNumberResponse> = message<ExtensionNumberResponse>(
  "grpc.reflection.v1.ExtensionNumberResponse",
  () => ({ baseTypeName: "", extensionNumber: [] }),
  [
    [1, "base_type_name", "string"],
    [2, "extension_number", "int32", { repeated: true }],
  ],
);

/** A list of ServiceResponse sent by the server answering list_services request. */
export interface ListServiceResponse {
  /**
   * The information of each service may be expanded in the future, so we use
   * ServiceResponse message to encapsulate it.
   */
  readonly service: readonly ServiceResponse[];
}
export const ListServiceResponse: MessageCodec<ListServiceResponse> = message<ListServiceResponse>(
  "grpc.reflection.v1.ListServiceResponse",
  () => ({ service: [] }),
  [
    [1, "service", "message", { type: () => ServiceResponse, repeated: true }],
  ],
);

/**
 * The information of a single service used by ListServiceResponse to answer
 * list_services request.
 */
export interface ServiceResponse {
  /**
   * Full name of a registered service, including its package name. The format
   * is <package>.<service>
   */
  readonly name: string;
}
export const ServiceResponse: MessageCodec<ServiceResponse> = message<ServiceResponse>(
  "grpc.reflection.v1.ServiceResponse",
  () => ({ name: "" }),
  [
    [1, "name", "string"],
  ],
);

/** The error code and error message sent by the server when an error occurs. */
export interface ErrorResponse {
  /** This field uses the error codes defined in grpc::StatusCode. */
  readonly errorCode: number;
  readonly errorMessage: string;
}
export const ErrorResponse: MessageCodec<ErrorResponse> = message<ErrorResponse>(
  "grpc.reflection.v1.ErrorResponse",
  () => ({ errorCode: 0, errorMessage: "" }),
  [
    [1, "error_code", "int32"],
    [2, "error_message", "string"],
  ],
);

export const ServerReflection = service({
  name: "grpc.reflection.v1.ServerReflection",
  comment: "",
  isMsg: false,
  methods: {
    ServerReflectionInfo: {
      name: "ServerReflectionInfo",
      path: "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
      request: ServerReflectionRequest,
      response: ServerReflectionResponse,
      comment: "The reflection service is structured as a bidirectional stream, ensuring\nall related requests go to a single server.",
    },
  },
} as const);
export type ServerReflectionRpcs = {
  ServerReflectionInfo: { request: ServerReflectionRequest; response: ServerReflectionResponse };
};
