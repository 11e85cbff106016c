import { decText } from "@dcm/proto";
import {
  type Params,
  type Proposal,
  type TallyResult,
  VoteOption,
  type WeightedVoteOption,
} from "@dcm/proto/gen/cosmos/gov/v1";
import type { Duration } from "@dcm/proto/gen/google/protobuf";
import {
  type Amount,
  accountFault,
  amount,
  type Coins,
  coinsFault,
  coinsText,
  DEC_ONE,
  DEC_ZERO,
  type Dec,
  decFloor,
  decMul,
  decMulInt,
  decOf,
  decQuo,
  goDuration,
  isAllAtMost,
  nanoseconds,
} from "../../kernel/index.js";

const { YES, ABSTAIN, NO, NO_WITH_VETO } = VoteOption;

/** |value| < 2^315, as of every decimal. */
const DEC_LIMIT = 1n << 315n;
/** Digits of the largest decimal, and then some. */
const DEC_DIGITS = 120;

/**
 * Reads a decimal as Go's LegacyNewDecFromStr does, signs and all.
 *
 * @returns what is wrong, in its words, where it is none
 * @see cosmossdk.io/math v1.5.3, legacy_dec.go
 */
export function readDec(given: string): Dec | string {
  const isNegative = given.startsWith("-");
  const text = isNegative ? given.slice(1) : given;
  if (text === "") return "decimal string cannot be empty";
  const [whole = "", fraction, ...more] = text.split(".");
  if (more.length > 0) return "invalid decimal string";
  if (fraction !== undefined && (fraction === "" || whole === "")) return "invalid decimal length";
  const places = fraction?.length ?? 0;
  if (places > 18) return `value '${text}' exceeds max precision by ${18 - places} decimal places: max precision 18`;
  const digits = `${whole}${fraction ?? ""}${"0".repeat(18 - places)}`;
  const [, sign, number] = /^([+-]?)([0-9]+)$/.exec(digits) ?? [];
  if (number === undefined) return `failed to set decimal string with base 10: ${digits}`;
  const short = number.replace(/^0+/, "0");
  const value = short.length > DEC_DIGITS ? DEC_LIMIT : BigInt(short);
  if (value >= DEC_LIMIT) return "out of range: invalid decimal string";
  return ((sign === "-") !== isNegative ? -value : value) as Dec;
}

/** A decimal that was found right where it entered. */
export function knownDec(text: string): Dec {
  const value = readDec(text);
  return typeof value === "string" ? DEC_ZERO : value;
}

/** A vote's part for one option is above 0 and at most 1, and the option is one of the four. */
export function isOption({ option, weight: text }: WeightedVoteOption): boolean {
  const weight = readDec(text);
  return typeof weight !== "string" && weight > 0n && weight <= DEC_ONE && option >= YES && option <= NO_WITH_VETO;
}

/** What the proposal needs to be voted on. */
export function minDepositOf({ expedited }: Pick<Proposal, "expedited">, params: Params): Coins {
  return expedited ? params.expeditedMinDeposit : params.minDeposit;
}

/** Whether `coins` cover all of `needed`; nothing covers even zeros only where nothing is needed. */
export function covers(coins: Coins, needed: Coins): boolean {
  return needed.length === 0 || (coins.length > 0 && isAllAtMost(needed, coins));
}

/** The part of a sum, rounded down. */
export function partOf(sum: Amount, ratio: Dec): Amount {
  return amount(decFloor(decMul(decOf(sum), ratio)));
}

/** A bonded validator as the tally sees it. */
export interface Voter {
  readonly tokens: Amount;
  readonly shares: Dec;
  /** Shares whose owners voted themselves. */
  deducted: Dec;
  /** What its operator voted; empty when it did not. */
  options: readonly WeightedVoteOption[];
}

/** Power for each option, by the option's number, and of all who voted. */
export interface Count {
  readonly options: Map<VoteOption, Dec>;
  total: Dec;
}

export function noVotes(): Count {
  return { options: new Map([YES, ABSTAIN, NO, NO_WITH_VETO].map((option) => [option, DEC_ZERO])), total: DEC_ZERO };
}

/** Counts the shares of one who voted as that part of the validator's tokens. Shares of nothing have no power. */
export function countShares(
  count: Count,
  { tokens, shares: all }: Voter,
  shares: Dec,
  options: Voter["options"],
): void {
  if (all === 0n) return;
  const power = decQuo(decMulInt(shares, tokens), all);
  for (const { option, weight } of options) {
    const before = count.options.get(option) ?? DEC_ZERO;
    count.options.set(option, (before + decMul(power, knownDec(weight))) as Dec);
  }
  count.total = (count.total + power) as Dec;
}

/** Tokens for each option, rounded down. */
export function tallyOf({ options }: Count): TallyResult {
  const shown = (option: VoteOption) => `${decFloor(options.get(option) ?? DEC_ZERO)}`;
  return {
    yesCount: shown(YES),
    abstainCount: shown(ABSTAIN),
    noCount: shown(NO),
    noWithVetoCount: shown(NO_WITH_VETO),
  };
}

export const EMPTY_TALLY: TallyResult = tallyOf(noVotes());

/** What comes of a vote. */
export interface Verdict {
  readonly passes: boolean;
  readonly burns: boolean;
}

/**
 * Judges a count: quorum, then abstention, then veto, then the threshold.
 *
 * @param bonded  tokens of all bonded validators
 * @see Cosmos SDK v0.53, x/gov/keeper/tally.go, Tally
 */
export function verdictOf({ options, total }: Count, bonded: Amount, expedited: boolean, params: Params): Verdict {
  const rejected = { passes: false, burns: false };
  if (bonded === 0n) return rejected;
  if (decQuo(total, decOf(bonded)) < knownDec(params.quorum)) return { passes: false, burns: params.burnVoteQuorum };
  const decided = (total - (options.get(ABSTAIN) ?? 0n)) as Dec;
  if (decided === 0n) return rejected;
  const veto = decQuo(options.get(NO_WITH_VETO) ?? DEC_ZERO, total);
  if (veto > knownDec(params.vetoThreshold)) return { passes: false, burns: params.burnVoteVeto };
  const yes = decQuo(options.get(YES) ?? DEC_ZERO, decided);
  const threshold = knownDec(expedited ? params.expeditedThreshold : params.threshold);
  return { passes: yes > threshold, burns: false };
}

/** Why these parameters cannot be, in the SDK's words (x/gov/types/v1/params.go, ValidateBasic); undefined when they can. */
export function paramsFault(params: Params, prefix: string): string | undefined {
  return (
    depositsFault(params) ??
    votingFault(params) ??
    periodsFault(params) ??
    ratioFault(params.minInitialDepositRatio, "invalid mininum initial deposit ratio of proposal", [
      "mininum initial deposit ratio of proposal must be positive",
      "mininum initial deposit ratio of proposal is too large",
    ]) ??
    ratioFault(params.proposalCancelRatio, "invalid burn rate of cancel proposal", [
      "burn rate of cancel proposal must be positive",
      "burn rate of cancel proposal is too large",
    ]) ??
    // The SDK looks at this one only when somebody deposits: no deposit could be made any more.
    ratioFault(params.minDepositRatio, "invalid minimum deposit ratio of proposal", [
      "minimum deposit ratio of proposal must be positive",
      "minimum deposit ratio of proposal is too large",
    ]) ??
    destinationFault(params.proposalCancelDest, prefix)
  );
}

function depositsFault({ minDeposit, expeditedMinDeposit, maxDepositPeriod }: Params): string | undefined {
  const isValid = (coins: Coins) => coins.length > 0 && coinsFault(coins) === undefined;
  if (!isValid(minDeposit)) return `invalid minimum deposit: ${coinsText(minDeposit)}`;
  const expedited = coinsText(expeditedMinDeposit);
  if (!isValid(expeditedMinDeposit)) return `invalid expedited minimum deposit: ${expedited}`;
  if (covers(minDeposit, expeditedMinDeposit))
    return `expedited minimum deposit must be greater than minimum deposit: ${expedited}`;
  if (maxDepositPeriod === undefined) return "maximum deposit period must not be nil: 0";
  const period = nanoseconds(maxDepositPeriod);
  return period <= 0n ? `maximum deposit period must be positive: ${period}` : undefined;
}

function votingFault(params: Params): string | undefined {
  const quorum = readDec(params.quorum);
  if (typeof quorum === "string") return `invalid quorum string: ${quorum}`;
  if (quorum < 0n) return `quorom cannot be negative: ${decText(quorum)}`;
  if (quorum > DEC_ONE) return `quorom too large: ${params.quorum}`;
  const threshold = thresholdFault(params.threshold, "threshold", "vote threshold");
  if (threshold !== undefined) return threshold;
  const expedited = thresholdFault(params.expeditedThreshold, "expedited threshold", "expedited vote threshold");
  if (expedited !== undefined) return expedited;
  const [least, most] = [knownDec(params.threshold), knownDec(params.expeditedThreshold)];
  if (most <= least)
    return `expedited vote threshold ${decText(most)}, must be greater than the regular threshold ${decText(least)}`;
  return thresholdFault(params.vetoThreshold, "vetoThreshold", "veto threshold");
}

function thresholdFault(text: string, field: string, name: string): string | undefined {
  const value = readDec(text);
  if (typeof value === "string") return `invalid ${field} string: ${value}`;
  if (value <= 0n) return `${name} must be positive: ${decText(value)}`;
  return value > DEC_ONE ? `${name} too large: ${decText(value)}` : undefined;
}

function periodsFault({ votingPeriod, expeditedVotingPeriod }: Params): string | undefined {
  const regular = periodFault(votingPeriod, "voting period");
  if (regular !== undefined) return regular;
  const short = periodFault(expeditedVotingPeriod, "expedited voting period");
  if (short !== undefined || votingPeriod === undefined || expeditedVotingPeriod === undefined) return short;
  const [expedited, whole] = [nanoseconds(expeditedVotingPeriod), nanoseconds(votingPeriod)];
  if (expedited < whole) return undefined;
  const [shown, limit] = [goDuration(expedited), goDuration(whole)];
  return `expedited voting period ${shown} must be strictly less that the regular voting period ${limit}`;
}

function periodFault(period: Duration | undefined, name: string): string | undefined {
  if (period === undefined) return `${name} must not be nil: 0`;
  const length = nanoseconds(period);
  return length <= 0n ? `${name} must be positive: ${goDuration(length)}` : undefined;
}

function ratioFault(text: string, invalid: string, [negative, large]: readonly [string, string]): string | undefined {
  const value = readDec(text);
  if (typeof value === "string") return `${invalid}: ${value}`;
  if (value < 0n) return `${negative}: ${decText(value)}`;
  return value > DEC_ONE ? `${large}: ${decText(value)}` : undefined;
}

function destinationFault(text: string, prefix: string): string | undefined {
  const isWrong = text !== "" && accountFault(text, prefix) !== undefined;
  return isWrong ? `deposits destination address is invalid: ${text}` : undefined;
}
