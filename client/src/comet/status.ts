import type { DcmError } from "../error.js";

/** gRPC status codes, the HTTP status that grpc-gateway v1.16 maps them to (runtime/errors.go), and what Go calls them. */
export const statuses = {
  OK: [0, 200, "OK"],
  CANCELLED: [1, 408, "Canceled"],
  UNKNOWN: [2, 500, "Unknown"],
  INVALID_ARGUMENT: [3, 400, "InvalidArgument"],
  DEADLINE_EXCEEDED: [4, 504, "DeadlineExceeded"],
  NOT_FOUND: [5, 404, "NotFound"],
  ALREADY_EXISTS: [6, 409, "AlreadyExists"],
  PERMISSION_DENIED: [7, 403, "PermissionDenied"],
  RESOURCE_EXHAUSTED: [8, 429, "ResourceExhausted"],
  FAILED_PRECONDITION: [9, 400, "FailedPrecondition"],
  ABORTED: [10, 409, "Aborted"],
  OUT_OF_RANGE: [11, 400, "OutOfRange"],
  UNIMPLEMENTED: [12, 501, "Unimplemented"],
  INTERNAL: [13, 500, "Internal"],
  UNAVAILABLE: [14, 503, "Unavailable"],
  DATA_LOSS: [15, 500, "DataLoss"],
  UNAUTHENTICATED: [16, 401, "Unauthenticated"],
} as const;

export type StatusName = keyof typeof statuses;

/** A refusal in gRPC's terms; the answers of REST, of gRPC and of ABCI queries follow from it. */
export class StatusError extends Error {
  override readonly name = "StatusError";

  /** @param contract  what the chain, or the library on our behalf, knows of the error beyond its text */
  constructor(
    readonly status: StatusName,
    message: string,
    readonly contract?: DcmError,
  ) {
    super(message);
  }
}
