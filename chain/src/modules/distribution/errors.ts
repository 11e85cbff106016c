import { defineErrors } from "../../kernel/index.js";

/** x/distribution/types/errors.go, as far as a message can produce them; staking says that there is no validator or delegation. */
export const E = defineErrors("distribution", {
  EmptyDelegationDistInfo: [5, "no delegation distribution info"],
  NoValidatorDistInfo: [6, "no validator distribution info"],
  NoValidatorCommission: [7, "no validator commission to withdraw"],
  SetWithdrawAddrDisabled: [8, "set withdraw address disabled"],
  BadDistribution: [9, "community pool does not have sufficient coins to distribute"],
});
