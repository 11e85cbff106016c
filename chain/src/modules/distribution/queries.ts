import type { QueryRpcs } from "@dcm/proto/gen/cosmos/distribution/v1beta1";
import {
  type Address,
  accountFault,
  type Handlers,
  invalidArgument,
  lowerCase,
  type ReadCtx,
  requireAddress,
  VALIDATOR,
  type ValAddress,
} from "../../kernel/index.js";
import * as staking from "../staking/api.js";
import { type DecCoins, plus } from "./math.js";
import { earnedNow } from "./msgs/periods.js";
import { withdrawAddress } from "./msgs/withdraw.js";
import { commissions, feePool, outstanding, params, slashEvents } from "./state.js";

export const queries: Handlers<QueryRpcs, ReadCtx> = {
  Params: (ctx) => ({ params: params.get(ctx) }),

  ValidatorDistributionInfo(ctx, { validatorAddress }) {
    const operator = operatorIn(ctx, validatorAddress);
    const validator = staking.existingValidator(ctx, operator);
    const account = staking.operatorAccount(ctx, operator);
    const own = staking.existingDelegation(ctx, account, operator);
    const commission = commissions.get(ctx, operator)?.commission ?? [];
    // The SDK says the operator's account where its message says a validator's address.
    const operatorAddress = account as string as ValAddress;
    return { operatorAddress, selfBondRewards: earnedNow(ctx, validator, own), commission };
  },

  ValidatorOutstandingRewards(ctx, { validatorAddress }) {
    const operator = operatorIn(ctx, validatorAddress);
    staking.existingValidator(ctx, operator);
    return { rewards: outstanding.get(ctx, operator) ?? { rewards: [] } };
  },

  ValidatorCommission(ctx, { validatorAddress }) {
    const operator = operatorIn(ctx, validatorAddress);
    staking.existingValidator(ctx, operator);
    return { commission: commissions.get(ctx, operator) ?? { commission: [] } };
  },

  ValidatorSlashes(ctx, { validatorAddress, startingHeight, endingHeight, pagination }) {
    if (validatorAddress === "") invalidArgument("empty validator address");
    if (endingHeight < startingHeight)
      invalidArgument(`starting height greater than ending height (${startingHeight} > ${endingHeight})`);
    if (accountFault(validatorAddress, ctx.prefix + VALIDATOR) !== undefined)
      invalidArgument("invalid validator address");
    const operator = validatorAddress.toLowerCase() as ValAddress;
    // The SDK compares the heights with the numbers of periods.
    const page = slashEvents.page(
      ctx,
      operator,
      pagination,
      ({ validatorPeriod }) => validatorPeriod >= startingHeight && validatorPeriod <= endingHeight,
    );
    return { slashes: page.items, pagination: page.next };
  },

  DelegationRewards(ctx, { delegatorAddress, validatorAddress }) {
    if (delegatorAddress === "") invalidArgument("empty delegator address");
    const operator = operatorIn(ctx, validatorAddress);
    const validator = staking.existingValidator(ctx, operator);
    const delegation = staking.existingDelegation(ctx, delegatorIn(ctx, delegatorAddress), operator);
    return { rewards: earnedNow(ctx, validator, delegation) };
  },

  DelegationTotalRewards(ctx, { delegatorAddress }) {
    const rewards = staking.delegationsOf(ctx, delegatorIn(ctx, delegatorAddress)).map((delegation) => {
      const { validatorAddress } = delegation;
      const validator = staking.existingValidator(ctx, validatorAddress);
      return { validatorAddress, reward: earnedNow(ctx, validator, delegation) };
    });
    return { rewards, total: rewards.reduce((sum, { reward }) => plus(sum, reward), [] as DecCoins) };
  },

  DelegatorValidators(ctx, { delegatorAddress }) {
    const delegations = staking.delegationsOf(ctx, delegatorIn(ctx, delegatorAddress));
    return { validators: delegations.map(({ validatorAddress }) => validatorAddress) };
  },

  DelegatorWithdrawAddress: (ctx, { delegatorAddress }) => ({
    withdrawAddress: withdrawAddress(ctx, delegatorIn(ctx, delegatorAddress)),
  }),

  CommunityPool: (ctx) => ({ pool: feePool.get(ctx).communityPool }),
};

function operatorIn(ctx: ReadCtx, text: string): ValAddress {
  if (text === "") invalidArgument("empty validator address");
  requireAddress(text, ctx.prefix + VALIDATOR);
  return text.toLowerCase() as ValAddress;
}

function delegatorIn(ctx: ReadCtx, text: string): Address {
  if (text === "") invalidArgument("empty delegator address");
  requireAddress(text, ctx.prefix);
  return lowerCase(text);
}
