import { defineErrors } from "../../kernel/index.js";

/** The mint module has no codespace; it answers with plain texts and gov's code for a wrong authority. */
export const E = defineErrors("mint", {});
