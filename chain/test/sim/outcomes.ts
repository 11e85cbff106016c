import { modules } from "../../src/app/modules.js";
import type { ErrorCode } from "../../src/kernel/index.js";

// What a whole run must reach. A name that is missing means that the crowd no longer comes there, or that the chain does not.

/** Errors that no transaction of the crowd can bring about, and why. */
export const UNREACHABLE: { readonly [code: string]: string } = {
  "bank.NoInputs": "a message without inputs has no signer, and is refused for that, in an Exec as well",
  "authz.AuthorizationExpired": "begin-block forgets what has ended before a message could use it",
  "gov.InvalidProposalType":
    "the older form of proposals alone brings it about, and the crowd proposes in the newer one",
  "gov.UnroutableProposalMsg": "some module here handles every message that the gov account can sign",
};

const OURS: readonly string[] = ["provider", "market", "job", "escrow", "bank", "authz", "feegrant", "gov"];

/**
 * Every error of the modules whose messages the crowd sends, in transactions or in what governance carries out, those of the
 * ante chain, and those of the moves of stake that are granted.
 */
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
  ...["TxTimeout", "InvalidType"].map(sdk),
  ...["NoValidatorFound", "NoDelegation", "MaxUnbondingEntries", "SelfRedelegation", "BadRedelegationDst"].map(staking),
  ...["TransitiveRedelegation", "MaxRedelegationEntries"].map(staking),
  "distribution.BadDistribution",
  // What the SDK has no code for, such as more stake than was granted.
  "undefined/1",
];

const checks: readonly string[] = [
  ...["TxDecode", "Unauthorized", "InsufficientFunds", "InvalidPubKey", "OutOfGas", "InsufficientFee", "WrongSequence"],
  ...["InvalidRequest", "TxTimeoutHeight", "TxTimeout", "UnknownAddress", "NotFound"],
].map((name) => `check ${sdk(name)}`);

/** Outcomes of transactions: in blocks, in CheckTx, and when they are checked again. */
export const OUTCOMES: readonly string[] = [
  "ok",
  ...errors,
  "check ok",
  ...["LimitExceeded", "MessageNotAllowed"].map((name) => `check feegrant.${name}`),
  ...checks,
  "recheck ok",
  `recheck ${sdk("WrongSequence")}`,
  `recheck ${sdk("TxTimeout")}`,
];

/** What happened on the chain, by the model's words. */
export const EVENTS: readonly string[] = [
  ...["OPEN", "MATCHED", "DRAWN", "RUNNING", "SEALED", "REVEAL", "DELIVERY", "AWAITING_APPROVAL"].map(
    (state) => `job ${state}`,
  ),
  ...["SETTLED", "REJECTED", "FAILED", "VOID", "EXPIRED", "CANCELLED"].map((state) => `job ${state}`),
  ...["DRAWN", "ACCEPTED", "COMMITTED", "REVEALED", "PAID", "DECLINED"].map((state) => `slot ${state}`),
  ...["NO_SHOW", "CANNOT_RUN", "LATE", "SILENT", "RELEASED"].map((state) => `slot ${state}`),
  ...["ended", "took another's place", "was revoked", "was used", "was used up"].map((what) => `a grant ${what}`),
  ...["ended", "paid for what failed", "was revoked", "was used", "was used up"].map((what) => `an allowance ${what}`),
  "an allowance's period began",
  ...["came twice", "failed", "had a sequence", "had too much time", "passed"].map(
    (what) => `an unordered transaction ${what}`,
  ),
  ...["could not be carried out", "had abstentions alone", "had too few votes", "in haste went on without"].map(
    proposal,
  ),
  ...["passed", "passed in haste", "was refused", "was vetoed", "was withdrawn"].map(proposal),
  ...["an unfunded proposal was dropped", "an unfunded proposal's deposits were burnt"],
  ...["a withdrawal was paid for", "a withdrawal paid the community"],
  ...["a vote was split", "a vote took another's place", "a deposit that governance spent did not come back"],
  ...["market", "job", "provider", "escrow", "gov", "bank"].map((name) => `governance set parameters of ${name}`),
  ...["set a class", "set what may be sent", "spent the community's pool"].map((what) => `governance ${what}`),
  "stake came back",
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

function proposal(what: string): string {
  return `a proposal ${what}`;
}

function staking(name: string): string {
  return `staking.${name}`;
}

function sdk(name: string): string {
  return `sdk.${name}`;
}
