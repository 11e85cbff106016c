import { defineErrors } from "../../kernel/index.js";

// Codes are wire contract: append only. Code 1 is reserved.
export const E = defineErrors("escrow", {
  AccountNotFound: [2, "escrow account does not exist"],
  InvalidAmount: [3, "amount must be positive"],
  TooManySources: [4, "escrow account has too many sources"],
  NotAuthority: [5, "signer is not the governance account"],
  InvalidParams: [6, "parameters are invalid"],
});
