import { modules } from "../../src/app/modules.js";
import type { ErrorCode } from "../../src/kernel/index.js";

// What a whole run must reach. A name that is missing means that the crowd no longer comes there, or that the chain does not.

/** Errors that no transaction of the crowd can bring about, and why. */
export const UNREACHABLE: { readonly [code: string]: string } = {
  "provider.InvalidParams": "only the governance account may set parameters, and nobody signs for it",
  "market.InvalidParams": "as above",
  "market.InvalidClass": "as above",
  "market.DuplicateClass": "as above",
  "job.InvalidParams": "as above",
  "escrow.InvalidParams": "as above",
  "bank.NoInputs": "a message without inputs has no signer, and is refused for that",
  "bank.DuplicateEntry": "a grant of x/authz alone brings it about, and nobody in the crowd grants",
};

const OURS: readonly string[] = ["provider", "market", "job", "escrow", "bank"];

/** Every error of the modules whose messages the crowd sends, and those of the ante chain. */
const errors: readonly string[] = [
  ...modules
    .filter(({ name }) => OURS.includes(name))
    .flatMap((module): ErrorCode[] => Object.values(module.errors ?? {}))
    .map(({ codespace, name }) => `${codespace}.${name}`)
    .filter((code) => !(code in UNREACHABLE)),
  "gov.InvalidSigner",
  ...["TxDecode", "Unauthorized", "InsufficientFunds", "UnknownRequest", "InvalidAddress", "InvalidPubKey"].map(sdk),
  ...["UnknownAddress", "InvalidCoins", "OutOfGas", "MemoTooLarge", "InsufficientFee", "TooManySignatures"].map(sdk),
  ...["NoSignatures", "InvalidRequest", "TxTimeoutHeight", "WrongSequence", "NotFound", "InvalidGasLimit"].map(sdk),
  "sdk.TxTimeout",
];

const checks: readonly string[] = [
  ...["TxDecode", "Unauthorized", "InsufficientFunds", "InvalidPubKey", "OutOfGas", "InsufficientFee", "WrongSequence"],
  ...["InvalidRequest", "TxTimeoutHeight", "UnknownAddress"],
].map((name) => `check ${sdk(name)}`);

/** Outcomes of transactions: in blocks, in CheckTx, and when they are checked again. */
export const OUTCOMES: readonly string[] = [
  "ok",
  ...errors,
  "check ok",
  ...checks,
  "recheck ok",
  `recheck ${sdk("WrongSequence")}`,
];

/** What happened on the chain, by the model's words. */
export const EVENTS: readonly string[] = [
  ...["OPEN", "MATCHED", "DRAWN", "RUNNING", "SEALED", "REVEAL", "DELIVERY", "AWAITING_APPROVAL"].map(
    (state) => `job ${state}`,
  ),
  ...["SETTLED", "REJECTED", "FAILED", "VOID", "EXPIRED", "CANCELLED"].map((state) => `job ${state}`),
  ...["DRAWN", "ACCEPTED", "COMMITTED", "REVEALED", "PAID", "DECLINED"].map((state) => `slot ${state}`),
  ...["NO_SHOW", "CANNOT_RUN", "LATE", "SILENT", "RELEASED"].map((state) => `slot ${state}`),
  "a block's gas ran out",
  "a buyer rejected a result",
  "a client key named its first order",
  "a client key was forgotten",
  "a closed offer went with its last seat",
  "a proposal was rejected",
  "a provider came back from OFFLINE",
  "a provider fell silent",
  "a provider left for good",
  "a receipt was pruned",
  "a seat joined those on the book",
  "a silent slot was warned",
  "a stranger's deposit came back",
  "a transaction left the mempool",
  "an empty seat was filled again",
  "an offer changed while it was matched",
  "an offer expired",
  "gas ran out in a message",
  "nobody revealed",
  "nobody took the empty seats",
  "several messages were undone together",
  "the chain stood still",
  "too few revealed, and were paid",
  "two blocks of one time",
  "two owners could not run a job",
];

function sdk(name: string): string {
  return `sdk.${name}`;
}
