import { defineErrors } from "../../kernel/index.js";

/** x/slashing/types/errors.go, as far as a message can produce them. */
export const E = defineErrors("slashing", {
  ValidatorJailed: [4, "validator still jailed; cannot be unjailed"],
  ValidatorNotJailed: [5, "validator not jailed; cannot be unjailed"],
  SelfDelegationTooLow: [7, "validator's self delegation less than minimum; cannot be unjailed"],
});
