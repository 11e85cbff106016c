import { type Amount, amount, type Dec } from "../../kernel/index.js";

/** One, with 18 places. */
export const DEC_ONE = 1_000_000_000_000_000_000n;
/** Tokens of one unit of consensus power. */
export const POWER_REDUCTION = 1_000_000n;

/** Tokens as CometBFT's power, rounded down: the remainder votes for nobody. */
export function powerOf(tokens: Amount): bigint {
  return tokens / POWER_REDUCTION;
}

/** Shares issued for the first tokens: one each. */
export function firstShares(tokens: Amount): Dec {
  return (tokens * DEC_ONE) as Dec;
}

/** Tokens that shares stand for, rounded down in favour of those who stay. */
export function tokensOf(shares: Dec, allShares: Dec, tokens: Amount): Amount {
  return allShares === 0n ? amount(0n) : amount((shares * tokens) / allShares);
}
