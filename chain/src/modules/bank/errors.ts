import { defineErrors } from "../../kernel/index.js";

/** x/bank/types/errors.go. */
export const E = defineErrors("bank", {
  NoInputs: [2, "no inputs to send transaction"],
  NoOutputs: [3, "no outputs to send transaction"],
  InputOutputMismatch: [4, "sum inputs != sum outputs"],
  SendDisabled: [5, "send transactions are disabled"],
  DuplicateEntry: [8, "duplicate entry"],
  MultipleSenders: [9, "multiple senders not allowed"],
});
