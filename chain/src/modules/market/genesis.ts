import { exportSchema, type Genesis, importSchema } from "../../kernel/index.js";
import { classFault, paramsFault } from "./math.js";
import schema, { classes, params, wasmSmall } from "./state.js";

/** As the schema says, checked as governance's changes are; a file that names no classes starts with wasm.small. */
export const genesis: Genesis = {
  init(ctx, json) {
    importSchema(ctx, schema, json);
    if (classes.all(ctx).length === 0) classes.set(ctx, wasmSmall.id, wasmSmall);
    const faults = [paramsFault(params.get(ctx)), ...classes.all(ctx).map(classFault)];
    const fault = faults.find((each) => each !== undefined);
    if (fault !== undefined) throw new Error(`market: ${fault}`);
    return undefined;
  },
  export: (ctx) => exportSchema(ctx, schema),
};
