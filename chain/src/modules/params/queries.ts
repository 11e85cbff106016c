import type { QueryRpcs } from "@dcm/proto/gen/cosmos/params/v1beta1";
import { fail, type Handlers, invalidArgument, type ReadCtx } from "../../kernel/index.js";
import { E } from "./errors.js";

/** Modules that once kept their parameters in one store of the SDK's, which clients still ask for. */
const SUBSPACES: readonly string[] = ["auth", "bank", "distribution", "gov", "mint", "slashing", "staking"];

/** x/params/keeper/grpc_query.go, as a chain answers that began with SDK 0.53: there is nothing in any subspace. */
export const queries: Handlers<QueryRpcs, ReadCtx> = {
  Params(ctx, { subspace, key }) {
    if (subspace === "" || key === "") invalidArgument("invalid request");
    if (!subspacesOf(ctx).includes(subspace)) fail(E.UnknownSubspace, subspace);
    return { param: { subspace, key, value: "" } };
  },

  Subspaces: (ctx) => ({ subspaces: subspacesOf(ctx).map((subspace) => ({ subspace, keys: [] })) }),
};

function subspacesOf(ctx: ReadCtx): readonly string[] {
  return SUBSPACES.filter((name) => ctx.services.upgrades.versions.has(name));
}
