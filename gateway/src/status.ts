import { queryError } from "@dcm/client";
import { StatusError, type StatusName, statuses } from "@dcm/client/comet";
import { contract, type GatewayErrorCode, type Refusal, refusal } from "./failure.js";

const [UNKNOWN] = statuses.UNKNOWN;
const byGoName = new Map(Object.entries(statuses).map(([name, [, , go]]) => [go as string, name as StatusName]));

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
  const contract = queryError(codespace, code, log);
  // A module's own refusal comes as an unknown request, as does a question that nothing answers; the library tells them apart.
  const isOfModule = status === "UNIMPLEMENTED" && contract.grpc === UNKNOWN;
  return isOfModule
    ? new StatusError("UNKNOWN", contract.message, contract)
    : new StatusError(status, message, contract);
}

function parted(codespace: string, code: number, log: string): StatusError {
  const match = /^rpc error: code = (\w+) desc = ([\s\S]*)$/.exec(log);
  const name = byGoName.get(match?.[1] ?? "");
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
