import type { Validator } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import {
  type Amount,
  add,
  assert,
  type Dec,
  decFloor,
  decMulInt,
  decOf,
  decQuo,
  decQuoInt,
  decQuoTruncate,
  sub,
} from "../../kernel/index.js";

/** Tokens of one unit of consensus power. */
export const POWER_REDUCTION = 1_000_000n;

/** The most power that all validators of CometBFT may have together (types/validator_set.go, MaxTotalVotingPower). */
export const MAX_TOTAL_POWER = ((1n << 63n) - 1n) / 8n;

/** What the formulas look at. */
export type Stake = Pick<Validator, "tokens" | "delegatorShares">;

/** Tokens as CometBFT's power, rounded down: the remainder votes for nobody. */
export function powerOf(tokens: Amount): bigint {
  return tokens / POWER_REDUCTION;
}

/** Whether all tokens are gone and shares are left: nothing can be delegated at such a rate. */
export function hasNoRate({ tokens, delegatorShares }: Stake): boolean {
  return tokens === 0n && delegatorShares > 0n;
}

/**
 * Shares of that many tokens, rounded down in favour of those who hold shares. The first tokens are worth one share each.
 *
 * @see Cosmos SDK v0.53, x/staking/types/validator.go, AddTokensFromDel and SharesFromTokens
 */
export function sharesOf({ tokens, delegatorShares }: Stake, added: Amount): Dec {
  if (delegatorShares === 0n) return decOf(added);
  assert(tokens > 0n, "tokens at no rate are refused before");
  return decQuoInt(decMulInt(delegatorShares, added), tokens);
}

/**
 * Shares that a delegator must give for that many tokens; undefined when there are more tokens than all shares are worth,
 * which no delegation covers.
 */
export function sharesFor(stake: Stake, wanted: Amount): Dec | undefined {
  return wanted > stake.tokens ? undefined : sharesOf(stake, wanted);
}

/**
 * Tokens that shares stand for, rounded half to even at 18 places.
 *
 * @see Cosmos SDK v0.53, x/staking/types/validator.go, TokensFromShares
 */
export function tokensFromShares({ tokens, delegatorShares }: Stake, shares: Dec): Dec {
  return decQuo(decMulInt(shares, tokens), delegatorShares);
}

/** {@link tokensFromShares}, rounded down at 18 places. */
export function tokensFromSharesTruncated({ tokens, delegatorShares }: Stake, shares: Dec): Dec {
  return decQuoTruncate(decMulInt(shares, tokens), delegatorShares);
}

/** A validator that got tokens, and the shares issued for them. */
export function withTokens(validator: Validator, added: Amount): { validator: Validator; shares: Dec } {
  const shares = sharesOf(validator, added);
  const delegatorShares = (validator.delegatorShares + shares) as Dec;
  return { validator: { ...validator, tokens: add(validator.tokens, added), delegatorShares }, shares };
}

/**
 * A validator that gave up shares, and the whole tokens that they stood for. Fractions stay with the others; the last
 * shares take all that is left.
 *
 * @see Cosmos SDK v0.53, x/staking/types/validator.go, RemoveDelShares
 */
export function withoutShares(validator: Validator, shares: Dec): { validator: Validator; tokens: Amount } {
  const delegatorShares = (validator.delegatorShares - shares) as Dec;
  assert(delegatorShares >= 0n, "nobody gives up more shares than there are");
  const tokens = delegatorShares === 0n ? validator.tokens : decFloor(tokensFromShares(validator, shares));
  return { validator: { ...validator, tokens: sub(validator.tokens, tokens), delegatorShares }, tokens };
}
