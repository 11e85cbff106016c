import { defineErrors } from "../../kernel/index.js";

/** x/params/types/proposal/errors.go, as far as a query can produce them. */
export const E = defineErrors("params", {
  UnknownSubspace: [2, "unknown subspace"],
});
