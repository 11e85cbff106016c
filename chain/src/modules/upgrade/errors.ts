import { defineErrors } from "../../kernel/index.js";

/** cosmossdk.io/x/upgrade v0.2.0, types/errors.go, as far as a message or a query can produce them. */
export const E = defineErrors("upgrade", {
  NoModuleVersionFound: [2, "module version not found"],
  InvalidSigner: [6, "expected authority account as only signer for proposal message"],
});
