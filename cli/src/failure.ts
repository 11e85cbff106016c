import type { ErrorObject } from "@dcm/client";
import { nextFor } from "./hints.js";
import { type Typed, typed } from "./typed.js";

/** An error that the command line itself finds; the same contract as the library's DcmError (EXPERIENCE 1.1.1). */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly grpc = 3;

  constructor(
    readonly code: CliErrorCode,
    message: string,
    readonly next: readonly string[] = [],
  ) {
    super(message);
  }

  toJSON(): ErrorObject {
    const { code, grpc, message, next } = this;
    const docs = `errors/${code}`;
    return {
      code,
      grpc,
      abci: null,
      message,
      cause: [],
      locked: null,
      next,
      retryable: false,
      docs,
      txhash: null,
      height: null,
    };
  }
}

/** Exit codes of the command line's own errors. */
const cliErrors = {
  USAGE: 2,
  CONTEXT_MISSING: 2,
  CONTEXT_NOT_FOUND: 2,
  CONTEXT_BAD_FILE: 2,
  CHAIN_ID_MISMATCH: 2,
  ADDRESS_WRONG_PREFIX: 2,
  FILE_NOT_FOUND: 12,
  FILE_UNUSABLE: 12,
  PROGRAM_NOT_FOUND: 12,
  PROGRAM_NOT_WASM: 12,
  // As a shell says that a command cannot be run (INTERFACES, Processes).
  PROGRAM_INVALID: 126,
  KEY_CHOICE: 3,
  KEY_BUSY: 3,
  KEY_TEST_BACKEND: 3,
  KEY_NO_TERMINAL: 3,
  FAUCET_REFUSED: 1,
  LOCALNET: 1,
  LOCALNET_OPTION: 2,
  LOCALNET_RUNNING: 2,
  LOCALNET_OTHER_STATE: 2,
  LOCALNET_PORT_TAKEN: 2,
  LOCALNET_COMETBFT: 2,
  LOCALNET_NOT_RUNNING: 5,
  JOB_NO_OUTPUT: 1,
  SPEND_GUARD: 13,
} as const;
export type CliErrorCode = keyof typeof cliErrors;

/** Exit codes of the library's and the chain's errors; what is in no table is 7 in a block, 6 at CheckTx, else 1. */
const exits: Readonly<Record<string, number>> = {
  ...cliErrors,
  BAD_AMOUNT: 2,
  KEY_NOT_FOUND: 3,
  KEY_NO_SECRET: 3,
  KEY_EXISTS: 3,
  KEY_BAD_NAME: 3,
  KEY_BAD_FILE: 3,
  KEY_BAD_MNEMONIC: 3,
  KEY_BAD_PASSPHRASE: 3,
  SIGNER_MISSING: 3,
  SDK_INSUFFICIENT_FUNDS: 4,
  ACCOUNT_NOT_FOUND: 4,
  NODE_UNREACHABLE: 5,
  NODE_BAD_ANSWER: 5,
  NODE_UNSUPPORTED: 5,
  BLOB_UNAVAILABLE: 5,
  MEMPOOL_FULL: 6,
  BLOB_REFUSED: 6,
  TX_PENDING: 8,
  TX_REPLACED: 8,
  WAIT_TIMEOUT: 8,
  MARKET_NO_ELIGIBLE_PROVIDER: 9,
  JOB_EXPIRED: 9,
  JOB_FAILED: 10,
  JOB_REJECTED: 11,
  JOB_VOID: 11,
  RESULT_MISMATCH: 11,
  BAD_REQUEST: 12,
};

/** What queries answer; everything else that the chain says is said of a transaction. */
const queryErrors = new Set([
  ...["SDK_KEY_NOT_FOUND", "SDK_NOT_FOUND", "SDK_UNKNOWN_REQUEST"],
  ...["SDK_INVALID_REQUEST", "SDK_INVALID_HEIGHT"],
]);
const invalidArgument = 3;

/** The exit code of an error, by EXPERIENCE.md's table. */
export function exitCodeOf(
  error: Pick<ErrorObject, "code" | "abci" | "height" | "txhash"> & {
    readonly message?: string;
    readonly grpc?: number;
  },
): number {
  const known = exits[error.code];
  if (known !== undefined) return known;
  // The blob store's own refusals.
  if (error.code.startsWith("BLOB_")) return exits.BLOB_REFUSED ?? 1;
  if (error.abci === null) return 1;
  if (error.height !== null) return 7;
  if (error.txhash !== null) return 6;
  // Simulation refuses what CheckTx or the block would.
  if (error.message?.startsWith("failed to execute message")) return 6;
  // The chain judged the order or the job's description, before anything was sent.
  if (error.abci.codespace === "market" || error.abci.codespace === "job") return 12;
  if (!queryErrors.has(error.code)) return 6;
  return error.grpc === invalidArgument ? 2 : 1;
}

/** What each code that a command may end with means; the tests walk it. */
export const exitCodes = exits;

/** Any thrown value in the contract's form; what is proposed next works as printed. */
export function contractOf(error: unknown, line: Typed = typed()): ErrorObject {
  const object = objectOf(error);
  return { ...object, next: nextFor(object, line) };
}

function objectOf(error: unknown): ErrorObject {
  if (!(error instanceof Error)) return unexpected(String(error));
  if ("toJSON" in error && "code" in error && "next" in error) return (error as CliError).toJSON();
  if (error.name === "LocalnetError") {
    const { code, message, next } = error as Error & Pick<CliError, "code" | "next">;
    return new CliError(code, message, next).toJSON();
  }
  if (error.name === "CodecError") return new CliError("USAGE", error.message).toJSON();
  const { code = "", path } = error as NodeJS.ErrnoException;
  if (path !== undefined && code === "ENOENT") return new CliError("FILE_NOT_FOUND", `${path} does not exist`).toJSON();
  if (path !== undefined && /^E[A-Z]+$/.test(code)) return new CliError("FILE_UNUSABLE", error.message).toJSON();
  return unexpected(error.message);
}

function unexpected(message: string): ErrorObject {
  return { ...new CliError("USAGE", message).toJSON(), code: "UNEXPECTED", grpc: 13, docs: "errors/UNEXPECTED" };
}

/** The error for people: what, why, what is held, and what to do next. */
export function errorText(error: ErrorObject): string {
  const width = Math.max(0, ...error.cause.map(({ constraint }) => constraint.length));
  const lines = [
    `  ✖ ${error.code}  ${error.message}`,
    ...error.cause.map(({ constraint, passing, of, nearest }) => {
      const near = nearest === undefined ? "" : `     nearest: ${nearest}`;
      return `      ${constraint.padEnd(width)}  ${passing} of ${of}${near}`;
    }),
    ...(error.locked ? [`    locked ${error.locked.escrow} until ${error.locked.until}`] : []),
    ...(error.txhash ? [`    tx ${error.txhash}${error.height === null ? "" : ` in block ${error.height}`}`] : []),
    ...error.next.map((command, index) => `    ${index === 0 ? "try" : "or "}   ${command}`),
    `  exit ${exitCodeOf(error)} · docs ${error.docs}`,
  ];
  return lines.join("\n");
}
