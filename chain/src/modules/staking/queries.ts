import { BondStatus, type Delegation, type QueryRpcs } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import {
  type Address,
  addressFault,
  assert,
  type Handlers,
  invalidArgument,
  notFound,
  type ReadCtx,
  VALIDATOR,
  type ValAddress,
} from "../../kernel/index.js";
import { balanceIn, moduleAddress } from "../bank/api.js";
import { BONDED_POOL, bondDenom, NOT_BONDED_POOL } from "./api.js";
import { tokensOf } from "./math.js";
import { delegations, delegators, params, validators } from "./state.js";

const STATUSES: ReadonlyMap<string, BondStatus> = new Map([
  ["BOND_STATUS_UNBONDED", BondStatus.UNBONDED],
  ["BOND_STATUS_UNBONDING", BondStatus.UNBONDING],
  ["BOND_STATUS_BONDED", BondStatus.BONDED],
]);

/** Nothing unbonds yet: the lists of unbondings and redelegations are empty, single ones are not found. */
export const queries: Handlers<QueryRpcs, ReadCtx> = {
  Validators(ctx, { status, pagination }) {
    const wanted = STATUSES.get(status);
    if (status !== "" && wanted === undefined) invalidArgument(`invalid validator status ${status}`);
    const page = validators.page(ctx, pagination, (each) => wanted === undefined || each.status === wanted);
    return { validators: page.items, pagination: page.next };
  },

  Validator: (ctx, { validatorAddr }) => ({ validator: existing(ctx, operator(ctx, validatorAddr)) }),

  ValidatorDelegations(ctx, { validatorAddr, pagination }) {
    const page = delegators.pageFirst(ctx, operator(ctx, validatorAddr), pagination);
    const found = page.items.map(([of, from]) => delegations.get(ctx, [from, of])).filter((each) => each !== undefined);
    return { delegationResponses: found.map((each) => withBalance(ctx, each)), pagination: page.next };
  },

  ValidatorUnbondingDelegations(ctx, { validatorAddr }) {
    operator(ctx, validatorAddr);
    return { unbondingResponses: [], pagination: NOTHING };
  },

  Delegation(ctx, { delegatorAddr, validatorAddr }) {
    const key = [delegator(ctx, delegatorAddr), operator(ctx, validatorAddr)] as const;
    const found = delegations.get(ctx, key);
    if (found === undefined)
      notFound(`delegation with delegator ${delegatorAddr} not found for validator ${validatorAddr}`);
    return { delegationResponse: withBalance(ctx, found) };
  },

  UnbondingDelegation(ctx, { delegatorAddr, validatorAddr }) {
    delegator(ctx, delegatorAddr);
    operator(ctx, validatorAddr);
    return notFound(`unbonding delegation with delegator ${delegatorAddr} not found for validator ${validatorAddr}`);
  },

  DelegatorDelegations(ctx, { delegatorAddr, pagination }) {
    const page = delegations.page(ctx, delegator(ctx, delegatorAddr), pagination);
    return { delegationResponses: page.items.map((each) => withBalance(ctx, each)), pagination: page.next };
  },

  DelegatorUnbondingDelegations(ctx, { delegatorAddr }) {
    delegator(ctx, delegatorAddr);
    return { unbondingResponses: [], pagination: NOTHING };
  },

  Redelegations(_ctx, { delegatorAddr, srcValidatorAddr, dstValidatorAddr }) {
    if (delegatorAddr !== "" && srcValidatorAddr !== "" && dstValidatorAddr !== "")
      notFound(
        `redelegation not found for delegator address ${delegatorAddr} from validator address ${srcValidatorAddr}`,
      );
    return { redelegationResponses: [], pagination: NOTHING };
  },

  DelegatorValidators(ctx, { delegatorAddr, pagination }) {
    const page = delegations.page(ctx, delegator(ctx, delegatorAddr), pagination);
    return { validators: page.items.map((each) => existing(ctx, each.validatorAddress)), pagination: page.next };
  },

  DelegatorValidator(ctx, { delegatorAddr, validatorAddr }) {
    const key = [delegator(ctx, delegatorAddr), operator(ctx, validatorAddr)] as const;
    if (!delegations.has(ctx, key))
      notFound(`delegation with delegator ${delegatorAddr} not found for validator ${validatorAddr}`);
    return { validator: existing(ctx, key[1]) };
  },

  HistoricalInfo(_ctx, { height }) {
    if (height < 0n) invalidArgument("height cannot be negative");
    return notFound(`historical info for height ${height} not found`);
  },

  Pool(ctx) {
    const held = (name: string) => balanceIn(ctx, moduleAddress(ctx, name), bondDenom(ctx));
    return { pool: { notBondedTokens: held(NOT_BONDED_POOL), bondedTokens: held(BONDED_POOL) } };
  },

  Params: (ctx) => ({ params: params.get(ctx) }),
};

const NOTHING = { nextKey: new Uint8Array(0), total: 0n };

function withBalance(ctx: ReadCtx, delegation: Delegation) {
  const validator = validators.get(ctx, delegation.validatorAddress);
  assert(validator !== undefined, "a delegation has its validator");
  const amount = tokensOf(delegation.shares, validator.delegatorShares, validator.tokens);
  return { delegation, balance: { denom: bondDenom(ctx), amount } };
}

function existing(ctx: ReadCtx, address: ValAddress) {
  return validators.get(ctx, address) ?? notFound(`validator ${address} not found`);
}

function operator(ctx: ReadCtx, text: string): ValAddress {
  if (text === "") invalidArgument("validator address cannot be empty");
  const fault = addressFault(text, ctx.prefix + VALIDATOR);
  if (fault !== undefined) invalidArgument(fault);
  return text as ValAddress;
}

function delegator(ctx: ReadCtx, text: string): Address {
  if (text === "") invalidArgument("delegator address cannot be empty");
  const fault = addressFault(text, ctx.prefix);
  if (fault !== undefined) invalidArgument(fault);
  return text as Address;
}
