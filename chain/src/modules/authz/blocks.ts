import type { Ctx } from "../../kernel/index.js";
import { endings, grants } from "./state.js";

/**
 * Begin-block: forgets grants that ended before this block. All of them, as in the SDK: each was paid for when it was granted.
 * Nobody is told.
 */
export function pruneEnded(ctx: Ctx): void {
  for (const [key, { msgTypeUrls }] of endings.due(ctx, ctx.time - 1n, Infinity)) {
    const [, [granter, grantee]] = key;
    endings.delete(ctx, key);
    for (const type of msgTypeUrls) grants.delete(ctx, [granter, [grantee, type]]);
  }
}
