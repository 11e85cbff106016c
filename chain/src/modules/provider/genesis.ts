import { exportSchema, type Genesis, importSchema } from "../../kernel/index.js";
import { paramsFault } from "./math.js";
import schema, { params } from "./state.js";

/** As the schema says, with parameters checked as governance's are. */
export const genesis: Genesis = {
  init(ctx, json) {
    importSchema(ctx, schema, json);
    const fault = paramsFault(params.get(ctx));
    if (fault !== undefined) throw new Error(`provider: ${fault}`);
    return undefined;
  },
  export: (ctx) => exportSchema(ctx, schema),
};
