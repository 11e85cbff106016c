import { exportSchema, type Genesis, importSchema } from "../../kernel/index.js";
import * as provider from "../provider/api.js";
import { paramsFault } from "./math.js";
import schema, { params } from "./state.js";

/** As the schema says, with parameters checked as governance's are. */
export const genesis: Genesis = {
  init(ctx, json) {
    importSchema(ctx, schema, json);
    const fault = paramsFault(params.get(ctx));
    if (fault !== undefined) throw new Error(`job: ${fault}`);
    // PROTOCOL.md §11: unbonding > evidence > bond lock. The provider module comes before this one.
    const short = provider.unbondingMs(ctx) <= params.get(ctx).evidenceMs;
    if (short) throw new Error("job: evidence_ms is not below the provider module's unbonding_ms");
    return undefined;
  },
  export: (ctx) => exportSchema(ctx, schema),
};
