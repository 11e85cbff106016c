import type { ErrorObject } from "@dcm/client";

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
  CHAIN_ID_MISMATCH: 2,
  ADDRESS_WRONG_PREFIX: 2,
  FILE_NOT_FOUND: 12,
  PROGRAM_NOT_FOUND: 12,
  PROGRAM_NOT_WASM: 12,
  KEY_CHOICE: 3,
  KEY_TEST_BACKEND: 3,
  KEY_NO_TERMINAL: 3,
  FAUCET_REFUSED: 1,
  LOCALNET: 1,
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

/** What only the checks before a transaction's messages give. */
const anteErrors = new Set(["SDK_WRONG_SEQUENCE", "SDK_INSUFFICIENT_FEE", "SDK_OUT_OF_GAS", "SDK_TX_TIMEOUT_HEIGHT"]);

/** The exit code of an error, by EXPERIENCE.md's table. */
export function exitCodeOf(
  error: Pick<ErrorObject, "code" | "abci" | "height" | "txhash"> & { readonly message?: string },
): number {
  const known = exits[error.code];
  if (known !== undefined) return known;
  if (error.abci === null) return 1;
  if (error.height !== null) return 7;
  // The chain judged the job's own description, before anything was in a block.
  if (error.code.startsWith("JOB_INVALID") || error.code.startsWith("JOB_UNSUPPORTED")) return 12;
  // Simulation refuses what CheckTx or the block would.
  const refused = error.message?.startsWith("failed to execute message") || anteErrors.has(error.code);
  return error.txhash !== null || refused ? 6 : 1;
}

/** What each code that a command may end with means; the tests walk it. */
export const exitCodes = exits;

/** What helps against errors whose makers do not know the command line. */
const hints: Readonly<Record<string, readonly string[]>> = {
  SDK_OUT_OF_GAS: ["leave --gas out: it is simulated"],
  SDK_INSUFFICIENT_FEE: ["leave --fees and --gas-prices out: the chain's price is used"],
  SDK_INSUFFICIENT_FUNDS: ["dcm faucet", "dcm query bank balances KEY"],
  ACCOUNT_NOT_FOUND: ["dcm faucet"],
  SDK_WRONG_SEQUENCE: ["leave --sequence out, or try again"],
  NODE_BAD_ANSWER: ["dcm doctor"],
  NODE_UNSUPPORTED: ["dcm context list"],
  KEY_BAD_PASSPHRASE: ["dcm keys list"],
  KEY_EXISTS: ["dcm keys list"],
  JOB_JOB_NOT_FOUND: ["dcm job list"],
  JOB_NOT_JOB_OWNER: ["dcm job list"],
  MARKET_ORDER_NOT_FOUND: ["dcm order list"],
  SIGNER_MISSING: ["dcm keys list"],
  BAD_AMOUNT: ["write 0.25DCM, 250000udcm, or as a rate 0.02DCM/h"],
  JOB_WALL_TIME_TOO_SHORT: ["raise --max-time, or lower --max-fuel"],
  MARKET_LIMIT_BELOW_FLOOR: ["dcm quote PROGRAM", "raise --max-total or --max-price"],
};

/** Queries say in words what is missing. */
const missing: readonly (readonly [RegExp, string])[] = [
  [/^(job|receipt) \d+ not found/, "dcm job list"],
  [/^order \d+ not found/, "dcm order list"],
  [/^provider /, "dcm provider list"],
  [/class/, "dcm query market classes"],
];

function hintsFor({ code, message }: ErrorObject): readonly string[] {
  if (code === "SDK_KEY_NOT_FOUND") return missing.flatMap(([words, next]) => (words.test(message) ? [next] : []));
  const [address = ""] = /\b[a-z]{1,20}1[02-9ac-hj-np-z]{38}\b/.exec(message) ?? [];
  return (hints[code] ?? []).map((hint) => (hint === "dcm faucet" ? `${hint} ${address}`.trim() : hint));
}

/** Any thrown value in the contract's form. */
export function contractOf(error: unknown): ErrorObject {
  if (error instanceof Error && "toJSON" in error && "code" in error && "next" in error) {
    const object = (error as CliError).toJSON();
    return object.next.length > 0 ? object : { ...object, next: hintsFor(object) };
  }
  if (error instanceof Error && error.name === "LocalnetError") return new CliError("LOCALNET", error.message).toJSON();
  if (error instanceof Error && error.name === "CodecError") return new CliError("USAGE", error.message).toJSON();
  const message = error instanceof Error ? error.message : String(error);
  const object = new CliError("USAGE", message).toJSON();
  return { ...object, code: "UNEXPECTED", grpc: 13, docs: "errors/UNEXPECTED" };
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
