import { type Invariants, nanoseconds } from "../../kernel/index.js";
import { endings, grants } from "./state.js";

export const invariants: Invariants = {
  "every grant that ends stands in the queue once, and nothing else does": (ctx) => {
    const ends = grants.all(ctx).filter(({ expiration }) => expiration !== undefined).length;
    const queued = endings.entries(ctx).flatMap(([[end, [granter, grantee]], { msgTypeUrls }]) =>
      msgTypeUrls.map((type) => {
        const expiration = grants.get(ctx, [granter, [grantee, type]])?.expiration;
        return expiration !== undefined && nanoseconds(expiration) === end;
      }),
    );
    return queued.length === ends && queued.every((right) => right);
  },
};
