import type { MsgRpcs } from "@dcm/proto/gen/cosmos/distribution/v1beta1";
import {
  type Address,
  accountFault,
  addressBytes,
  type Ctx,
  emitLegacy,
  ensure,
  fail,
  failPlain,
  type Handlers,
  lowerCase,
  Sdk,
  VALIDATOR,
  type ValAddress,
} from "../../kernel/index.js";
import { ensureAuthority, isBlocked } from "../auth/api.js";
import { type Coins, coinsFault, coinsText, moduleAddress, sendCoins, sendToModule } from "../bank/api.js";
import * as staking from "../staking/api.js";
import { fundPool } from "./api.js";
import { E } from "./errors.js";
import { decCoins, isTooMuch, minus, paramsFault, split, without } from "./math.js";
import { giveValidator } from "./msgs/earnings.js";
import { beginDelegation, lastRatio } from "./msgs/periods.js";
import { strictDestination, withdrawRewards } from "./msgs/withdraw.js";
import { commissions, currentRewards, feePool, outstanding, params, withdrawAddresses } from "./state.js";

export const msgs: Handlers<MsgRpcs, Ctx> = {
  SetWithdrawAddress(ctx, msg) {
    const delegator = accountIn(ctx, msg.delegatorAddress, "delegator");
    const address = accountIn(ctx, msg.withdrawAddress, "withdraw");
    requireNoModule(ctx, address, address);
    ensure(params.get(ctx).withdrawAddrEnabled, E.SetWithdrawAddrDisabled);
    emitLegacy(ctx, "set_withdraw_address", [["withdraw_address", address]]);
    withdrawAddresses.set(ctx, delegator, addressBytes(address));
    return {};
  },

  WithdrawDelegatorReward(ctx, msg) {
    const operator = operatorIn(ctx, msg.validatorAddress);
    const delegator = accountIn(ctx, msg.delegatorAddress, "delegator");
    const validator = staking.existingValidator(ctx, operator);
    const delegation = staking.existingDelegation(ctx, delegator, operator);
    const amount = withdrawRewards(ctx, validator, delegation, strictDestination(ctx, delegator));
    beginDelegation(ctx, delegator, operator);
    return { amount };
  },

  WithdrawValidatorCommission(ctx, { validatorAddress }) {
    const operator = operatorIn(ctx, validatorAddress);
    const { commission } = commissions.get(ctx, operator) ?? { commission: [] };
    ensure(commission.length > 0, E.NoValidatorCommission);
    // Fractions stay until they are whole.
    const { whole, rest } = split(commission);
    commissions.set(ctx, operator, { commission: rest });
    const owed = outstanding.get(ctx, operator)?.rewards ?? [];
    outstanding.set(ctx, operator, { rewards: minus(owed, decCoins(whole)) });
    if (whole.length > 0) {
      const { wanted } = strictDestination(ctx, staking.operatorAccount(ctx, operator));
      sendCoins(ctx, moduleAddress(ctx, "distribution"), wanted, whole);
    }
    emitLegacy(ctx, "withdraw_commission", [["amount", coinsText(whole)]]);
    return { amount: whole };
  },

  FundCommunityPool(ctx, msg) {
    const depositor = accountIn(ctx, msg.depositor, "depositor");
    requireCoins(msg.amount);
    fundPool(ctx, depositor, msg.amount);
    return {};
  },

  UpdateParams(ctx, { authority, params: next }) {
    ensureAuthority(ctx, authority);
    const isOld = next.baseProposerReward !== 0n || next.bonusProposerReward !== 0n;
    const text = "cannot update base or bonus proposer reward because these are deprecated fields";
    ensure(!isOld, Sdk.InvalidRequest, text);
    const fault = paramsFault(next);
    if (fault !== undefined) failPlain(fault);
    params.set(ctx, next);
    return {};
  },

  CommunityPoolSpend(ctx, { authority, recipient, amount }) {
    ensureAuthority(ctx, authority);
    requireCoins(amount);
    const fault = accountFault(recipient, ctx.prefix);
    if (fault !== undefined) failPlain(fault);
    const to = lowerCase(recipient);
    requireNoModule(ctx, to, recipient);
    const left = without(feePool.get(ctx).communityPool, decCoins(amount)) ?? fail(E.BadDistribution);
    sendCoins(ctx, moduleAddress(ctx, "distribution"), to, amount);
    feePool.set(ctx, { communityPool: left });
    return {};
  },

  DepositValidatorRewardsPool(ctx, msg) {
    sendToModule(ctx, accountIn(ctx, msg.depositor, "depositor"), "distribution", msg.amount);
    const fault = accountFault(msg.validatorAddress, ctx.prefix + VALIDATOR);
    if (fault !== undefined) failPlain(fault);
    const operator = operatorIn(ctx, msg.validatorAddress);
    const validator = staking.existingValidator(ctx, operator);
    giveValidator(ctx, validator, decCoins(msg.amount));
    if (validator.tokens > 0n) {
      const { rewards, period } = currentRewards.get(ctx, operator) ?? { rewards: [], period: 0n };
      const ratio = lastRatio(ctx, operator, period);
      if (ratio.length > 0 && isTooMuch(ratio, rewards))
        failPlain("unable to deposit coins: deposit is too large: Int overflow");
    }
    return {};
  },
};

function accountIn(ctx: Ctx, text: Address, what: string): Address {
  const fault = accountFault(text, ctx.prefix);
  ensure(fault === undefined, Sdk.InvalidAddress, `invalid ${what} address: ${fault}`);
  return lowerCase(text);
}

function operatorIn(ctx: Ctx, text: ValAddress): ValAddress {
  const fault = accountFault(text, ctx.prefix + VALIDATOR);
  ensure(fault === undefined, Sdk.InvalidAddress, `invalid validator address: ${fault}`);
  return text.toLowerCase() as ValAddress;
}

function requireCoins(coins: Coins): void {
  ensure(coins.length > 0, Sdk.InvalidCoins, "amount cannot be nil");
  ensure(coinsFault(coins) === undefined, Sdk.InvalidCoins, coinsText(coins));
}

function requireNoModule(ctx: Ctx, address: Address, shown: string): void {
  ensure(!isBlocked(ctx, address), Sdk.Unauthorized, `${shown} is not allowed to receive external funds`);
}
