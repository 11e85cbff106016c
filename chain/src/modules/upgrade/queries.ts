import type { QueryRpcs } from "@dcm/proto/gen/cosmos/upgrade/v1beta1";
import { EMPTY, fail, type Handlers, type ReadCtx } from "../../kernel/index.js";
import { moduleAddress } from "../auth/api.js";
import { doneHeight } from "./api.js";
import { E } from "./errors.js";
import { plan, versions } from "./state.js";

/** cosmossdk.io/x/upgrade v0.2.0, keeper/grpc_query.go. */
export const queries: Handlers<QueryRpcs, ReadCtx> = {
  CurrentPlan: (ctx) => ({ plan: plan.find(ctx) }),

  AppliedPlan: (ctx, { name }) => ({ height: doneHeight(ctx, name) }),

  /** Nothing is kept for other chains: there is no IBC. */
  UpgradedConsensusState: () => ({ upgradedConsensusState: EMPTY }),

  ModuleVersions(ctx, { moduleName }) {
    if (moduleName === "")
      return { moduleVersions: versions.entries(ctx).map(([name, version]) => ({ name, version })) };
    const missing = `x/upgrade: QueryModuleVersions module ${moduleName} not found`;
    const version = versions.get(ctx, moduleName) ?? fail(E.NoModuleVersionFound, missing);
    return { moduleVersions: [{ name: moduleName, version }] };
  },

  Authority: (ctx) => ({ address: moduleAddress(ctx, "gov") }),
};
