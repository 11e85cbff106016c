import { CONTRACT_TYPE, DcmError, reportOf } from "@dcm/client";

/** What the gateway itself refuses, with its HTTP and grpc status. What the chain refuses has the chain's codes. */
export const gatewayErrors = {
  GATEWAY_BAD_REQUEST: row(400, 3, "a path, parameter or body cannot be read", "GET /"),
  GATEWAY_MALFORMED: row(400, 3, "what was sent is no HTTP request", "GET /"),
  GATEWAY_NOT_FOUND: row(
    404,
    5,
    "there is no such transaction or block",
    "GET /cosmos/base/tendermint/v1beta1/blocks/latest",
  ),
  GATEWAY_TOO_SLOW: row(408, 4, "the request was not complete in time", "GET /healthz", "retryable"),
  GATEWAY_PRUNED: row(410, 11, "the node no longer keeps the blocks that were asked for", "GET /dcm/events/v1"),
  GATEWAY_BODY_TOO_LARGE: row(413, 3, "the body has more than 1 MiB", "PUT /dcm/blobs/v1/{sha256}"),
  GATEWAY_BUSY: row(429, 8, "the gateway has as many streams as it serves", "GET /healthz", "retryable"),
  GATEWAY_HEADERS_TOO_LARGE: row(431, 3, "the URL and headers are too long", "GET /"),
  GATEWAY_FAILED: row(500, 2, "the node refused, in the words of the message", "GET /readyz"),
  GATEWAY_INTERNAL: row(500, 13, "a fault of the gateway itself: please report it", "GET /healthz"),
  GATEWAY_NODE_AWAY: row(503, 14, "the node is away, or has too much to do", "GET /readyz", "retryable"),
  GATEWAY_NODE_SILENT: row(504, 4, "the node did not answer in time", "GET /readyz", "retryable"),
  FAUCET_FAILED: row(400, 9, "the faucet could not send, for the reason in the message", "GET /faucet/status"),
  BLOB_BAD_DIGEST: row(400, 3, "a blob is named by its sha256 in lower-case hex", "PUT /dcm/blobs/v1/{sha256}"),
  BLOB_BAD_LENGTH: row(400, 3, "content-length is not the number of bytes that came", "PUT /dcm/blobs/v1/{sha256}"),
  BLOB_BROKEN_OFF: row(
    400,
    3,
    "the upload broke off; nothing of it was kept",
    "PUT /dcm/blobs/v1/{sha256}",
    "retryable",
  ),
  BLOB_NOT_FOUND: row(404, 5, "the store does not have the blob (any more)", "PUT /dcm/blobs/v1/{sha256}"),
  BLOB_WRONG_CONTENT: row(409, 6, "the content hashes to another digest", "PUT /dcm/blobs/v1/{sha256}"),
  BLOB_NO_LENGTH: row(411, 3, "content-length is needed", "PUT /dcm/blobs/v1/{sha256}"),
  BLOB_TOO_LARGE: row(413, 8, "a blob has at most 64 MiB", "GET /.well-known/dcm.json"),
  BLOB_BAD_RANGE: row(416, 11, "the range lies outside of the blob", "HEAD /dcm/blobs/v1/{sha256}"),
  BLOB_QUOTA: row(429, 8, "the client has stored as much as it may in a day", "GET /.well-known/dcm.json", "retryable"),
  BLOB_STORE_FULL: row(
    507,
    8,
    "the store, or the disk under it, is full; what is stored stays",
    "GET /readyz",
    "retryable",
  ),
} as const;

/** What the process ends with: the exit code, and what it means. */
export const processErrors = {
  GATEWAY_USAGE: [2, "the command line cannot be understood"],
  GATEWAY_PORT_TAKEN: [2, "another program listens where the gateway would"],
  GATEWAY_BLOBS_UNUSABLE: [2, "blobs cannot be kept in that folder"],
  GATEWAY_UNEXPECTED: [1, "a fault of the program itself: please report it"],
} as const;

/** Codes of the gateway's own errors. */
export type GatewayErrorCode = keyof typeof gatewayErrors;

interface Row {
  readonly status: number;
  readonly grpc: number;
  readonly means: string;
  /** The request that helps: here they are requests, where the command line has commands. */
  readonly next: string;
  /** The same request may succeed later. */
  readonly retryable: boolean;
}

function row(status: number, grpc: number, means: string, next: string, later?: "retryable"): Row {
  return { status, grpc, means, next, retryable: later !== undefined };
}

/** A refusal by code: its HTTP status and the contract of `details[]` follow from the table. */
export class GatewayError extends Error {
  override readonly name = "GatewayError";

  constructor(
    readonly code: GatewayErrorCode,
    message: string,
  ) {
    super(message);
  }

  get status(): number {
    return gatewayErrors[this.code].status;
  }
}

/** The body of a refusal: google.rpc.Status, with the error contract beside it (EXPERIENCE 1.1.1). */
export interface Refusal {
  readonly code: number;
  readonly message: string;
  readonly details: readonly object[];
}

export function refusal({ code, message }: Pick<GatewayError, "code" | "message">): Refusal {
  const { grpc, next, retryable } = gatewayErrors[code];
  return { code: grpc, message, details: [contract(new DcmError({ code, message, grpc, retryable, next: [next] }))] };
}

/** What ended the process: its exit code, and the lines that say what is wrong and what to do next. */
export function failureOf(error: unknown, argv: readonly string[]): { readonly exit: number; readonly text: string } {
  const {
    code: system = "",
    path = "",
    syscall,
    flag = "--listen",
  } = error as NodeJS.ErrnoException & { flag?: string };
  const isUsage = system.startsWith("ERR_PARSE_ARGS") || error instanceof RangeError;
  const code = isUsage ? "GATEWAY_USAGE" : syscall === "listen" ? "GATEWAY_PORT_TAKEN" : systemErrors[system];
  const [exit] = processErrors[code ?? "GATEWAY_UNEXPECTED"];
  const message = error instanceof Error ? ((code ? undefined : error.stack) ?? error.message) : String(error);
  const kept = argv.filter((word, i) => word !== flag && argv[i - 1] !== flag).join(" ");
  const next = nextSteps[code ?? "GATEWAY_UNEXPECTED"]
    .replace("{path}", path)
    .replace("{line}", kept)
    .replace("{flag}", flag);
  return { exit, text: reportOf("dcm-gateway", { code: code ?? "GATEWAY_UNEXPECTED", message, next: [next] }, exit) };
}

const systemErrors: Readonly<Record<string, keyof typeof processErrors>> = {
  EACCES: "GATEWAY_BLOBS_UNUSABLE",
  EROFS: "GATEWAY_BLOBS_UNUSABLE",
  ENOTDIR: "GATEWAY_BLOBS_UNUSABLE",
  EEXIST: "GATEWAY_BLOBS_UNUSABLE",
};

const nextSteps: Readonly<Record<keyof typeof processErrors, string>> = {
  GATEWAY_USAGE: "dcm-gateway --help",
  GATEWAY_PORT_TAKEN: "dcm-gateway {line} {flag} 127.0.0.1:0",
  GATEWAY_BLOBS_UNUSABLE: "ls -ld {path}",
  GATEWAY_UNEXPECTED: "dcm-gateway --help",
};

/** The contract as an `Any`. */
export function contract(error: DcmError): object {
  return { "@type": CONTRACT_TYPE, ...error.toJSON() };
}
