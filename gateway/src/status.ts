import { type DcmError, queryError } from "@dcm/client";
import { contract, type GatewayErrorCode, type Refusal, refusal } from "./failure.js";

/** gRPC status codes with the HTTP status that grpc-gateway v1.16 maps them to (runtime/errors.go). */
export const statuses = {
  OK: [0, 200],
  CANCELLED: [1, 408],
  UNKNOWN: [2, 500],
  INVALID_ARGUMENT: [3, 400],
  DEADLINE_EXCEEDED: [4, 504],
  NOT_FOUND: [5, 404],
  ALREADY_EXISTS: [6, 409],
  PERMISSION_DENIED: [7, 403],
  RESOURCE_EXHAUSTED: [8, 429],
  FAILED_PRECONDITION: [9, 400],
  ABORTED: [10, 409],
  OUT_OF_RANGE: [11, 400],
  UNIMPLEMENTED: [12, 501],
  INTERNAL: [13, 500],
  UNAVAILABLE: [14, 503],
  DATA_LOSS: [15, 500],
  UNAUTHENTICATED: [16, 401],
} as const;

export type StatusName = keyof typeof statuses;

/** A refusal in gRPC's terms; the REST envelope and the HTTP status follow from it. */
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

const goNames: Readonly<Record<string, StatusName>> = {
  Canceled: "CANCELLED",
  Unknown: "UNKNOWN",
  InvalidArgument: "INVALID_ARGUMENT",
  DeadlineExceeded: "DEADLINE_EXCEEDED",
  NotFound: "NOT_FOUND",
  AlreadyExists: "ALREADY_EXISTS",
  PermissionDenied: "PERMISSION_DENIED",
  ResourceExhausted: "RESOURCE_EXHAUSTED",
  FailedPrecondition: "FAILED_PRECONDITION",
  Aborted: "ABORTED",
  OutOfRange: "OUT_OF_RANGE",
  Unimplemented: "UNIMPLEMENTED",
  Internal: "INTERNAL",
  Unavailable: "UNAVAILABLE",
  DataLoss: "DATA_LOSS",
  Unauthenticated: "UNAUTHENTICATED",
};

/** Texts that the node appends to a status, because ABCI answers carry a registered error (Cosmos SDK, baseapp/grpcrouter.go). */
const appended = /: (key not found|invalid request|unauthorized|unknown request)$/;

/**
 * The status behind a failed query: ABCI answers carry it as Go's text, `rpc error: code = NotFound desc = …: key not found`.
 *
 * @param code  ABCI code of the `sdk` codespace
 * @param log   the answer's log
 */
export function statusOf(codespace: string, code: number, log: string): StatusError {
  const { status, message } = parted(codespace, code, log);
  return new StatusError(status, message, queryError(codespace, code, log));
}

function parted(codespace: string, code: number, log: string): StatusError {
  const match = /^rpc error: code = (\w+) desc = ([\s\S]*)$/.exec(log);
  const name = goNames[match?.[1] ?? ""];
  if (match !== null && name !== undefined) return new StatusError(name, (match[2] ?? "").replace(appended, ""));
  if (codespace === "sdk" && (code === 26 || code === 18)) return new StatusError("INVALID_ARGUMENT", log);
  if (codespace === "sdk" && code === 6) return new StatusError("UNIMPLEMENTED", log);
  if (codespace === "sdk" && (code === 22 || code === 38)) return new StatusError("NOT_FOUND", log);
  return new StatusError("UNKNOWN", log);
}

/** The gateway's own code for what neither the chain nor the library has one for. */
const codes: Partial<Record<StatusName, GatewayErrorCode>> = {
  INVALID_ARGUMENT: "GATEWAY_BAD_REQUEST",
  NOT_FOUND: "GATEWAY_NOT_FOUND",
  OUT_OF_RANGE: "GATEWAY_PRUNED",
  RESOURCE_EXHAUSTED: "GATEWAY_BUSY",
  INTERNAL: "GATEWAY_INTERNAL",
  UNAVAILABLE: "GATEWAY_NODE_AWAY",
  DEADLINE_EXCEEDED: "GATEWAY_NODE_SILENT",
};

/** The body of every refusal (google.rpc.Status). */
export function envelope(error: StatusError): Refusal {
  const [code] = statuses[error.status];
  const { message } = error;
  // Wallets take nothing but the bare body for "absent".
  if (error.status === "UNIMPLEMENTED") return { code, message, details: [] };
  const { details } =
    error.contract === undefined
      ? refusal({ code: codes[error.status] ?? "GATEWAY_FAILED", message })
      : { details: [contract(error.contract)] };
  return { code, message, details };
}

export function httpStatus(error: StatusError): number {
  return statuses[error.status][1];
}
