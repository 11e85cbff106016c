import { DcmError, type ErrorFields, type ErrorObject } from "./error.js";
import { chainErrors } from "./gen/errors.js";

/** What is known of one error of the chain. */
export interface ChainErrorInfo {
  /** The stable code, such as MARKET_ORDER_NOT_FOUND. */
  readonly code: string;
  /** The text the chain registered for it. */
  readonly text: string;
  /** grpc status */
  readonly grpc: number;
}

/** Errors after which the same messages may succeed later, unchanged. */
const PASSING = new Set(["SDK_WRONG_SEQUENCE", "SDK_OUT_OF_GAS", "SDK_TX_TIMEOUT_HEIGHT", "SDK_TX_TIMEOUT"]);

/**
 * Gives the stable code of an error of the chain.
 *
 * @param codespace  such as `market`
 * @param code       the number, 1 or more
 * @returns the table's row; an error that is not in it gets a code made of both
 * @example
 * errorInfo("sdk", 5).code; // "SDK_INSUFFICIENT_FUNDS"
 */
export function errorInfo(codespace: string, code: number): ChainErrorInfo {
  const known = chainErrors[`${codespace}/${code}`];
  if (known) return known;
  const name = (codespace || "undefined").toUpperCase().replace(/[^A-Z0-9]+/g, "_");
  return { code: `${name}_${code}`, text: "", grpc: 2 };
}

/**
 * Makes the typed error of an answer of the chain.
 *
 * @param codespace  such as `market`
 * @param code       the number, 1 or more
 * @param log        the chain's own words
 * @param more       the contract's further fields, such as txhash and height
 * @returns the error; the caller throws it
 * @example
 * chainError("sdk", 5, "spendable balance 0udcm is smaller than 1udcm: insufficient funds").code; // "SDK_INSUFFICIENT_FUNDS"
 */
export function chainError(codespace: string, code: number, log: string, more: Partial<ErrorFields> = {}): DcmError {
  const info = errorInfo(codespace, code);
  return new DcmError({
    grpc: info.grpc,
    retryable: PASSING.has(info.code),
    ...more,
    code: info.code,
    abci: { codespace, code },
    message: log || info.text || `the chain answered ${codespace} ${code}`,
  });
}

/** The type under which the gateway puts the error contract into `details[]`. */
export const CONTRACT_TYPE = "/dcm.node.v1.Error";

/**
 * Reads the error contract out of a gateway's refusal.
 *
 * @param body  the refusal's JSON, or its text
 * @returns the error; undefined when the body carries none
 */
export function contractIn(body: unknown): DcmError | undefined {
  const found = (parsed(body) as { details?: unknown } | null)?.details;
  const details = Array.isArray(found) ? (found as (Partial<ErrorObject> & { "@type"?: string })[]) : [];
  const contract = details.find((detail) => detail?.["@type"] === CONTRACT_TYPE);
  if (typeof contract?.code !== "string" || typeof contract.message !== "string") return undefined;
  // What a gateway proposes next are requests; whoever catches this proposes calls or commands.
  const { code, message, grpc, cause, retryable } = contract;
  return new DcmError({ code, message, grpc, cause, retryable, abci: contract.abci ?? undefined });
}

function parsed(body: unknown): unknown {
  if (typeof body !== "string") return body;
  try {
    return JSON.parse(body);
  } catch {
    // Not a gateway's: the caller tells the text as it is.
    return null;
  }
}

/** grpc's names of its codes, as Go writes them into texts. */
const GRPC: Readonly<Record<string, number>> = {
  Unknown: 2,
  InvalidArgument: 3,
  NotFound: 5,
  FailedPrecondition: 9,
  Unimplemented: 12,
  Internal: 13,
};

/**
 * Makes the typed error of a query's refusal over ABCI, whose text is put into its parts.
 *
 * @param codespace  such as `sdk`
 * @param code       the number, 1 or more
 * @param log        the chain's words, such as `rpc error: code = NotFound desc = order 9 not found: key not found`
 * @returns the error; the caller throws it
 * @example
 * queryError("sdk", 22, "rpc error: code = NotFound desc = order 9 not found: key not found").message; // "order 9 not found"
 */
export function queryError(codespace: string, code: number, log: string): DcmError {
  const [, name = "", desc] = /^rpc error: code = (\w+) desc = ([\s\S]*)$/.exec(log) ?? [];
  const { text } = errorInfo(codespace, code);
  const without = (words: string) => (words.endsWith(`: ${text}`) ? words.slice(0, -text.length - 2) : words);
  if (desc === undefined && isOfModule(codespace, code, log))
    return chainError(codespace, code, without(log), { grpc: 2 });
  if (desc === undefined) return chainError(codespace, code, log);
  const grpc = GRPC[name];
  return chainError(codespace, code, without(desc), grpc === undefined ? {} : { grpc });
}

/**
 * Whether a query was refused by the module that answers it. Such a refusal comes as an unknown request (Cosmos SDK, baseapp/abci.go),
 * as does a question that nothing in the chain answers, which is another thing to tell.
 */
function isOfModule(codespace: string, code: number, log: string): boolean {
  return codespace === "sdk" && code === 6 && !log.startsWith("unknown query path");
}

/** A query's refusal over REST, which has a grpc code only: the same errors as over ABCI (SDK baseapp, gRPCErrorToSDKError). */
export function restQueryError(grpc: number, message: string): DcmError {
  const code = grpc === 5 ? 22 : grpc === 3 || grpc === 9 ? 18 : 6;
  return chainError("sdk", code, message, { grpc });
}

/**
 * A quote's refusal of an order that could never be placed: `units 2: a job takes one unit per slot: unknown request`. The
 * market's or the job's own error is found again by its text.
 */
export function orderError(error: DcmError): DcmError {
  if (error.code !== "SDK_INVALID_REQUEST" && error.code !== "SDK_UNKNOWN_REQUEST") return error;
  const log = error.message.replace(/: (invalid|unknown) request$/, "");
  const key = keyOf(log, ["market", "job"]);
  if (key === undefined || !/^(market|job)\//.test(key)) return error;
  const [codespace = "", code = "0"] = key.split("/");
  return chainError(codespace, Number(code), log, { from: error });
}

/**
 * A simulation's refusal names no codespace and code, only texts: the error that registered the text is found again, first
 * among those of the messages' own modules.
 */
export function simulationError(error: DcmError, modules: readonly string[]): DcmError {
  const [, log] = /^([\s\S]*?)(?: \[[^\]]*\])? with gas used: '\d+'/.exec(error.message) ?? [];
  if (log === undefined) return error;
  const [codespace = "undefined", code = "1"] = keyOf(log, modules)?.split("/") ?? [];
  return chainError(codespace, Number(code), log, { from: error });
}

/** `codespace/code` of the error whose text ends a log, first among those of the modules named. */
function keyOf(log: string, modules: readonly string[]): string | undefined {
  const fits = Object.entries(chainErrors).filter(([, { text }]) => log === text || log.endsWith(`: ${text}`));
  const rank = ([key]: [string, ChainErrorInfo]) => (modules.includes(key.split("/")[0] ?? "") ? 0 : 1);
  const [best] = fits.sort((a, b) => rank(a) - rank(b) || b[1].text.length - a[1].text.length);
  return best?.[0];
}
