// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../codec.js";
import { service } from "../../../registry.js";
import type { MessageCodec } from "../../../types.js";

/** FileDescriptorsRequest is the Query/FileDescriptors request type. */
export interface FileDescriptorsRequest {
}
export const FileDescriptorsRequest: MessageCodec<FileDescriptorsRequest> = message<FileDescriptorsRequest>(
  "cosmos.reflection.v1.FileDescriptorsRequest",
  () => ({}),
  [],
);

/** FileDescriptorsResponse is the Query/FileDescriptors response type. */
export interface FileDescriptorsResponse {
  /** files is the file descriptors. */
  readonly files: readonly Uint8Array[];
}
export const FileDescriptorsResponse: MessageCodec<FileDescriptorsResponse> = message<FileDescriptorsResponse>(
  "cosmos.reflection.v1.FileDescriptorsResponse",
  () => ({ files: [] }),
  [
    [1, "files", "bytes", { repeated: true }],
  ],
);

/**
 * Package cosmos.reflection.v1 provides support for inspecting protobuf
 * file descriptors.
 */
export const ReflectionService = service({
  name: "cosmos.reflection.v1.ReflectionService",
  comment: "Package cosmos.reflection.v1 provides support for inspecting protobuf\nfile descriptors.",
  isMsg: false,
  methods: {
    FileDescriptors: {
      name: "FileDescriptors",
      path: "/cosmos.reflection.v1.ReflectionService/FileDescriptors",
      request: FileDescriptorsRequest,
      response: FileDescriptorsResponse,
      comment: "FileDescriptors queries all the file descriptors in the app in order\nto enable easier generation of dynamic clients.",
    },
  },
} as const);
export type ReflectionServiceRpcs = {
  FileDescriptors: { request: FileDescriptorsRequest; response: FileDescriptorsResponse };
};
