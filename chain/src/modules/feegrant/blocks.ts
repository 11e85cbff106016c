import type { Ctx } from "../../kernel/index.js";
import { expirations, grants } from "./state.js";

/** Allowances that one block prunes; the rest waits for the next, in order (x/feegrant v0.2.0, module/abci.go). */
const PRUNED_PER_BLOCK = 200;

/** End-block: forgets allowances that have ended. */
export function pruneEnded(ctx: Ctx): void {
  prune(ctx, PRUNED_PER_BLOCK);
}

/** Forgets at most `limit` allowances that ended before this block. Nobody is told, as in the SDK. */
export function prune(ctx: Ctx, limit: number): void {
  for (const key of expirations.due(ctx, ctx.time - 1n, limit)) {
    const [, grantee, granter] = key;
    expirations.delete(ctx, key);
    grants.delete(ctx, [grantee, granter]);
  }
}
