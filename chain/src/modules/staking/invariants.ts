import { BondStatus } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import type { Invariants } from "../../kernel/index.js";
import { balanceIn, moduleAddress } from "../bank/api.js";
import { BONDED_POOL, bondDenom, NOT_BONDED_POOL, operatorOf, tokensWith } from "./api.js";
import { delegations, validators } from "./state.js";

export const invariants: Invariants = {
  "the bonded pool holds at least the tokens of bonded validators": (ctx) =>
    balanceIn(ctx, moduleAddress(ctx, BONDED_POOL), bondDenom(ctx)) >=
    tokensWith(ctx, (status) => status === BondStatus.BONDED),
  "the not bonded pool holds at least the tokens of the others": (ctx) =>
    balanceIn(ctx, moduleAddress(ctx, NOT_BONDED_POOL), bondDenom(ctx)) >=
    tokensWith(ctx, (status) => status !== BondStatus.BONDED),
  "a validator's shares are those of its delegations": (ctx) =>
    validators.all(ctx).every((validator) => {
      const own = delegations.all(ctx).filter((each) => each.validatorAddress === operatorOf(validator));
      return own.reduce((sum, each) => sum + each.shares, 0n) === validator.delegatorShares;
    }),
};
