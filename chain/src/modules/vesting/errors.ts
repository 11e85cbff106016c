import { defineErrors } from "../../kernel/index.js";

/** The vesting module has no codespace of its own; it answers with the SDK's root codes. */
export const E = defineErrors("vesting", {});
