import { type Ctx, exportSchema, type Genesis, importSchema, type JsonValue, type ReadCtx } from "../../kernel/index.js";
import schema, { classes, wasmSmall } from "./state.js";

/** As the schema says; a file that names no classes starts with wasm.small. */
export const genesis: Genesis = {
  init(ctx: Ctx, json: JsonValue | undefined) {
    importSchema(ctx, schema, json);
    if (classes.all(ctx).length === 0) classes.set(ctx, wasmSmall.id, wasmSmall);
    return undefined;
  },
  export: (ctx: ReadCtx) => exportSchema(ctx, schema),
};
