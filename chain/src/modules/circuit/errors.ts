import { defineErrors } from "../../kernel/index.js";

/** The circuit module has no codespace; it answers with the SDK's root codes and plain texts. */
export const E = defineErrors("circuit", {});
