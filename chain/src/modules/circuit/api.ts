import type { Ctx } from "../../kernel/index.js";
import { hasStopped } from "./state.js";

/**
 * Whether nobody may run messages of that type at present. Looking costs no gas, so that a chain on which nothing is stopped
 * charges what one without circuit breakers does.
 */
export function isStopped(ctx: Ctx, typeUrl: string): boolean {
  return hasStopped(ctx, typeUrl);
}
