/** One constraint of an order and how many of the offers looked at pass it. */
export interface Cause {
  readonly constraint: string;
  readonly passing: number;
  readonly of: number;
  /** Smallest change of this constraint alone that would help. */
  readonly nearest?: string;
}

/** What is still held for the caller when something failed, and until when. */
export interface Locked {
  readonly escrow: string;
  readonly until: string;
}

/** The fields of the error contract; only code and message are required. */
export interface ErrorFields {
  readonly code: string;
  readonly message: string;
  readonly grpc?: number | undefined;
  readonly abci?: { readonly codespace: string; readonly code: number } | undefined;
  readonly cause?: readonly Cause[] | undefined;
  readonly locked?: Locked | undefined;
  readonly next?: readonly string[] | undefined;
  readonly retryable?: boolean | undefined;
  readonly txhash?: string | undefined;
  readonly height?: bigint | undefined;
  /** The exception that led here, for a stack trace; no part of the contract. */
  readonly from?: unknown;
}

/**
 * The one error of the library, the command line and the gateway (error contract, EXPERIENCE 1.1.1).
 *
 * `code` is stable and is what programs should look at; `message` is for people. `abci` is set when the chain gave
 * the answer, `txhash` whenever a transaction may exist, `height` when it is in a block.
 *
 * @example
 * const error = new DcmError({ code: "KEY_NOT_FOUND", message: "there is no key named bob", grpc: 5 });
 * error.toJSON().docs; // "errors/KEY_NOT_FOUND"
 */
export class DcmError extends Error {
  override readonly name: string = "DcmError";
  readonly code: string;
  readonly grpc: number;
  readonly abci: { readonly codespace: string; readonly code: number } | undefined;
  override readonly cause: readonly Cause[];
  readonly locked: Locked | undefined;
  readonly next: readonly string[];
  readonly retryable: boolean;
  readonly txhash: string | undefined;
  readonly height: bigint | undefined;
  readonly from: unknown;

  constructor(fields: ErrorFields) {
    super(fields.message);
    this.code = fields.code;
    this.grpc = fields.grpc ?? 2;
    this.abci = fields.abci;
    this.cause = fields.cause ?? [];
    this.locked = fields.locked;
    this.next = fields.next ?? [];
    this.retryable = fields.retryable ?? false;
    this.txhash = fields.txhash;
    this.height = fields.height;
    this.from = fields.from;
  }

  get docs(): string {
    return `errors/${this.code}`;
  }

  /** The same error with more known of it. */
  with(more: Partial<ErrorFields>): DcmError {
    return new DcmError({ ...this, message: this.message, ...more });
  }

  toJSON(): ErrorObject {
    return {
      code: this.code,
      grpc: this.grpc,
      abci: this.abci ?? null,
      message: this.message,
      cause: this.cause,
      locked: this.locked ?? null,
      next: this.next,
      retryable: this.retryable,
      docs: this.docs,
      txhash: this.txhash ?? null,
      height: this.height === undefined ? null : Number(this.height),
    };
  }
}

/** The contract as JSON: what `-o json`, `details[]` and log lines carry. */
export interface ErrorObject {
  readonly code: string;
  readonly grpc: number;
  readonly abci: { readonly codespace: string; readonly code: number } | null;
  readonly message: string;
  readonly cause: readonly Cause[];
  readonly locked: Locked | null;
  readonly next: readonly string[];
  readonly retryable: boolean;
  readonly docs: string;
  readonly txhash: string | null;
  readonly height: number | null;
}

/** The transaction was handed over but is in no block yet: it may still be included, so it has not failed. */
export class TxPendingError extends DcmError {
  override readonly name = "TxPendingError";

  constructor(txhash: string, waitedMs: number, from?: unknown) {
    super({
      ...clientErrors.TX_PENDING,
      code: "TX_PENDING",
      message: `transaction ${txhash} is still pending after ${Math.round(waitedMs / 1000)} s`,
      next: [`dcm query wait-tx ${txhash}`],
      txhash,
      from,
    });
  }
}

/** Errors that the library itself finds: their grpc status, and whether the same call may succeed later. */
export const clientErrors = {
  KEY_NOT_FOUND: { grpc: 5, retryable: false },
  KEY_NO_SECRET: { grpc: 9, retryable: false },
  KEY_EXISTS: { grpc: 6, retryable: false },
  KEY_BAD_NAME: { grpc: 3, retryable: false },
  KEY_BAD_FILE: { grpc: 15, retryable: false },
  KEY_BAD_MNEMONIC: { grpc: 3, retryable: false },
  KEY_BAD_PASSPHRASE: { grpc: 16, retryable: false },
  SIGNER_MISSING: { grpc: 16, retryable: false },
  ACCOUNT_NOT_FOUND: { grpc: 5, retryable: false },
  BAD_AMOUNT: { grpc: 3, retryable: false },
  BAD_REQUEST: { grpc: 3, retryable: false },
  NODE_UNREACHABLE: { grpc: 14, retryable: true },
  NODE_BAD_ANSWER: { grpc: 13, retryable: true },
  NODE_UNSUPPORTED: { grpc: 12, retryable: false },
  MEMPOOL_FULL: { grpc: 8, retryable: true },
  TX_PENDING: { grpc: 4, retryable: true },
  TX_REPLACED: { grpc: 10, retryable: true },
  BLOB_UNAVAILABLE: { grpc: 5, retryable: true },
  BLOB_REFUSED: { grpc: 9, retryable: false },
  RESULT_MISMATCH: { grpc: 15, retryable: false },
  MARKET_NO_ELIGIBLE_PROVIDER: { grpc: 9, retryable: true },
  JOB_REJECTED: { grpc: 9, retryable: false },
  JOB_FAILED: { grpc: 9, retryable: true },
  JOB_VOID: { grpc: 9, retryable: true },
  JOB_EXPIRED: { grpc: 4, retryable: true },
  JOB_CANCELLED: { grpc: 1, retryable: false },
  WAIT_TIMEOUT: { grpc: 4, retryable: true },
} as const;

/** Codes of the errors that the library itself finds. */
export type ClientErrorCode = keyof typeof clientErrors;

/**
 * Makes an error that the library itself found.
 *
 * @param code     one of the library's own codes
 * @param message  what is wrong, lower case, no full stop
 * @param more     the contract's further fields
 * @returns the error; the caller throws it
 * @example
 * clientError("BAD_AMOUNT", "1.5udcm has a fraction").grpc; // 3
 */
export function clientError(
  code: ClientErrorCode,
  message: string,
  more: Omit<ErrorFields, "code" | "message"> = {},
): DcmError {
  return new DcmError({ ...clientErrors[code], ...more, code, message });
}
