import { DcmError, type ErrorFields } from "./error.js";
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
