import { defineErrors } from "../../kernel/index.js";

/** A genesis transaction that fails stops the chain before it begins; there is nobody to answer a code to. */
export const E = defineErrors("genutil", {});
