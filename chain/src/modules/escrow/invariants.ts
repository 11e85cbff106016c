import type { Invariants } from "../../kernel/index.js";
import * as bank from "../bank/api.js";
import { pool } from "./api.js";
import { accounts } from "./state.js";

export const invariants: Invariants = {
  "[G6] the module account holds exactly the balances of all accounts": (ctx) =>
    bank.balanceOf(ctx, pool(ctx)) === accounts.all(ctx).reduce((sum, each) => sum + each.balance, 0n),
  "[E5] an account's balance is the sum of its sources' deposits": (ctx) =>
    accounts.all(ctx).every((each) => each.balance === each.deposits.reduce((sum, part) => sum + part.amount, 0n)),
  "[E1] an account holds what it reserves": (ctx) => accounts.all(ctx).every((each) => each.reserved <= each.balance),
};
