import { defineErrors } from "../../kernel/index.js";

/** x/evidence/types/errors.go. */
export const E = defineErrors("evidence", {
  NoHandler: [2, "unregistered handler for evidence type"],
  InvalidEvidence: [3, "invalid evidence"],
  EvidenceExists: [5, "evidence already exists"],
});
