import { addressBytes, equalBytes, type Invariants } from "../../kernel/index.js";
import { accountNumbers, accounts, accountsByNumber } from "./state.js";

export const invariants: Invariants = {
  "every account is found by its number": (ctx) =>
    accounts.all(ctx).every(({ base: { address, accountNumber } }) => {
      const owner = accountsByNumber.get(ctx, accountNumber);
      return owner !== undefined && equalBytes(owner, addressBytes(address));
    }),
  "there are as many numbers as accounts": (ctx) => accounts.all(ctx).length === accountsByNumber.all(ctx).length,
  "account numbers are below the next one": (ctx) =>
    accountsByNumber.entries(ctx).every(([number]) => number < accountNumbers.peek(ctx)),
};
