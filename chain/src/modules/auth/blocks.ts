import type { Ctx } from "../../kernel/index.js";
import { unorderedNonces } from "./state.js";

/**
 * Pre-block: forgets the timeouts that have passed. Each was paid for when it was used, and there are as many as the
 * unordered transactions of ten minutes at most. A timeout of this very moment is kept: the SDK forgets it, and so lets its
 * transaction be replayed in such a block.
 */
export function forgetTimeouts(ctx: Ctx): void {
  for (const nonce of unorderedNonces.due(ctx, ctx.time - 1n, Infinity)) unorderedNonces.delete(ctx, nonce);
}
