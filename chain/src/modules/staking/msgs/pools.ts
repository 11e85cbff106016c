import { BondStatus } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import type { Amount, Ctx, ReadCtx } from "../../../kernel/index.js";
import { burnCoins, type Coins, moduleAddress, sendToModule } from "../../bank/api.js";
import { params } from "../state.js";

export const BONDED_POOL = "bonded_tokens_pool";
export const NOT_BONDED_POOL = "not_bonded_tokens_pool";

/** The denomination that validators stake. */
export function bondDenom(ctx: ReadCtx): string {
  return params.get(ctx).bondDenom;
}

/** The pool that holds the tokens of a validator in that state. */
export function poolOf(status: BondStatus): string {
  return status === BondStatus.BONDED ? BONDED_POOL : NOT_BONDED_POOL;
}

/** Moves tokens from one pool to the other; of no tokens only the events are seen. */
export function moveTokens(ctx: Ctx, from: string, tokens: Amount): void {
  const to = from === BONDED_POOL ? NOT_BONDED_POOL : BONDED_POOL;
  const coins = stakeCoins(ctx, tokens);
  sendToModule(ctx, moduleAddress(ctx, from), to, coins);
}

/** Destroys tokens that a pool holds. */
export function burnTokens(ctx: Ctx, pool: string, tokens: Amount): void {
  if (tokens > 0n) burnCoins(ctx, pool, stakeCoins(ctx, tokens));
}

/** Tokens as coins: none when there are none. */
export function stakeCoins(ctx: ReadCtx, tokens: Amount): Coins {
  const denom = bondDenom(ctx);
  return tokens === 0n ? [] : [{ denom, amount: tokens }];
}
