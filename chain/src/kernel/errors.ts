export { assert, InvariantError } from "@dcm/rules";

/** What was got and what was wanted; written into the log in the order given. */
export type Details = string | { readonly [name: string]: string | number | bigint | boolean | undefined };

/** One row of a module's error table. */
export interface ErrorCode {
  readonly codespace: string;
  readonly code: number;
  readonly name: string;
  readonly text: string;
}

/** The transaction fails with this codespace and code, and its writes are dropped. The user can cause it. */
export class TxError extends Error {
  override readonly name = "TxError";
  constructor(
    readonly error: ErrorCode,
    details?: Details,
  ) {
    super(wrapped(details, error.text));
  }

  get codespace(): string {
    return this.error.codespace;
  }

  get code(): number {
    return this.error.code;
  }
}

/** What came of something that a user can make fail. */
export type Outcome<T> = { readonly value: T } | { readonly error: TxError };

/** What the SDK answers for an error without a code; its text is the whole log. */
export const PLAIN: ErrorCode = { codespace: "undefined", code: 1, name: "Plain", text: "" };

/** The gRPC status codes that queries answer with. */
export const Status = { UNKNOWN: 2, INVALID_ARGUMENT: 3, NOT_FOUND: 5, UNIMPLEMENTED: 12, INTERNAL: 13 } as const;
export type Status = (typeof Status)[keyof typeof Status];

/** A query's refusal, with its gRPC status. */
export class QueryError extends Error {
  override readonly name = "QueryError";
  constructor(
    readonly status: Status,
    text: string,
  ) {
    super(text);
  }
}

/**
 * A module's errors. Codes are wire contract: append only, never reuse; code 1 is reserved.
 *
 * @param codespace  the module's name
 * @param table      name → [code, text]; the text says what is wrong, in lower case, without a full stop
 */
export function defineErrors<const T extends Record<string, readonly [code: number, text: string]>>(
  codespace: string,
  table: T,
): { readonly [Name in keyof T]: ErrorCode } {
  const seen = new Set<number>();
  // Declared order: that of the table in the module's source.
  const rows = Object.entries(table).map(([name, [code, text]]) => {
    if (code < 2 || seen.has(code))
      throw new Error(`${codespace}: error code ${code} of ${name} is reserved or used twice`);
    seen.add(code);
    return [name, { codespace, code, name, text }] as const;
  });
  return Object.fromEntries(rows) as { readonly [Name in keyof T]: ErrorCode };
}

/** Fails the transaction. */
export function fail(error: ErrorCode, details?: Details): never {
  throw new TxError(error, details);
}

/** Fails the transaction with a text that no table holds, as a plain Go error does: codespace undefined, code 1. */
export function failPlain(text: string): never {
  throw new TxError(PLAIN, text);
}

/** Fails the transaction unless `holds`. */
export function ensure(holds: boolean, error: ErrorCode, details?: Details): asserts holds {
  if (!holds) throw new TxError(error, details);
}

/** Answers a query with NotFound. */
export function notFound(text: string): never {
  throw new QueryError(Status.NOT_FOUND, text);
}

/** Answers a query with InvalidArgument. */
export function invalidArgument(text: string): never {
  throw new QueryError(Status.INVALID_ARGUMENT, text);
}

function wrapped(details: Details | undefined, text: string): string {
  if (details === undefined) return text;
  const prefix = typeof details === "string" ? details : listed(details);
  return text === "" ? prefix : `${prefix}: ${text}`;
}

function listed(details: Exclude<Details, string>): string {
  // Declared order: the order in which the caller's literal names them.
  return Object.entries(details)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
}

/** Answers a query with Internal. */
export function internal(text: string): never {
  throw new QueryError(Status.INTERNAL, text);
}
