import type { Invariants } from "../../kernel/index.js";
import { expirationOf, parseAllowance } from "./math.js";
import { expirations, grants } from "./state.js";

export const invariants: Invariants = {
  "every allowance that ends is found by its end, and nothing else is": (ctx) => {
    const ends = grants.all(ctx).filter(({ allowance }) => {
      const parsed = parseAllowance(allowance);
      return parsed !== undefined && expirationOf(parsed) !== undefined;
    });
    const found = expirations.all(ctx).filter(([expiration, grantee, granter]) => {
      const parsed = parseAllowance(grants.get(ctx, [grantee, granter])?.allowance);
      return parsed !== undefined && expirationOf(parsed) === expiration;
    });
    return found.length === ends.length && found.length === expirations.all(ctx).length;
  },
};
