import { type Amount, amount, type Dec, decOf } from "../../kernel/index.js";

/** Tokens of one unit of consensus power. */
export const POWER_REDUCTION = 1_000_000n;

/** Tokens as CometBFT's power, rounded down: the remainder votes for nobody. */
export function powerOf(tokens: Amount): bigint {
  return tokens / POWER_REDUCTION;
}

/** Shares issued for the first tokens: one each. */
export function firstShares(tokens: Amount): Dec {
  return decOf(tokens);
}

/** Tokens that shares stand for, rounded down in favour of those who stay. */
export function tokensOf(shares: Dec, allShares: Dec, tokens: Amount): Amount {
  return allShares === 0n ? amount(0n) : amount((shares * tokens) / allShares);
}
