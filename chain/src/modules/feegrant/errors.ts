import { defineErrors } from "../../kernel/index.js";

/** x/feegrant/errors.go. */
export const E = defineErrors("feegrant", {
  LimitExceeded: [2, "fee limit exceeded"],
  Expired: [3, "fee allowance expired"],
  InvalidDuration: [4, "invalid duration"],
  NoAllowance: [5, "no allowance"],
  NoMessages: [6, "allowed messages are empty"],
  MessageNotAllowed: [7, "message not allowed"],
});
