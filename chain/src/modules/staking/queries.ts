import {
  BondStatus,
  type Delegation,
  type QueryRpcs,
  type Redelegation,
  Validator,
} from "@dcm/proto/gen/cosmos/staking/v1beta1";
import {
  type Address,
  accountFault,
  addressBytes,
  amount,
  assert,
  compareBytes,
  decFloor,
  type Handlers,
  internal,
  invalidArgument,
  notFound,
  type Page,
  type ReadCtx,
  requireAddress,
  VALIDATOR,
  type ValAddress,
} from "../../kernel/index.js";
import { balanceIn, moduleAddress } from "../bank/api.js";
import { E } from "./errors.js";
import { powerOf, tokensFromShares } from "./math.js";
import { consensusAddressOf } from "./msgs/keys.js";
import { BONDED_POOL, bondDenom, NOT_BONDED_POOL } from "./msgs/pools.js";
import { knownValidator } from "./msgs/validators.js";
import {
  bondedSets,
  delegations,
  delegators,
  headers,
  params,
  redelegations,
  redelegationsBySource,
  unbondings,
  unbondingsByValidator,
  validators,
} from "./state.js";

const STATUSES: ReadonlyMap<string, BondStatus> = new Map([
  ["BOND_STATUS_UNBONDED", BondStatus.UNBONDED],
  ["BOND_STATUS_UNBONDING", BondStatus.UNBONDING],
  ["BOND_STATUS_BONDED", BondStatus.BONDED],
]);

export const queries: Handlers<QueryRpcs, ReadCtx> = {
  Validators(ctx, { status, pagination }) {
    const wanted = STATUSES.get(status);
    if (status !== "" && wanted === undefined) invalidArgument(`invalid validator status ${status}`);
    const page = validators.page(ctx, pagination, (each) => wanted === undefined || each.status === wanted);
    return { validators: page.items, pagination: page.next };
  },

  Validator(ctx, { validatorAddr }) {
    const validator = validators.get(ctx, operator(ctx, validatorAddr));
    return { validator: validator ?? notFound(`validator ${validatorAddr} not found`) };
  },

  ValidatorDelegations(ctx, { validatorAddr, pagination }) {
    const page = delegators.pageFirst(ctx, operator(ctx, validatorAddr), pagination);
    const found = page.items.map(([of, from]) => indexed(delegations.get(ctx, [from, of])));
    return { delegationResponses: found.map((each) => withBalance(ctx, each)), pagination: page.next };
  },

  ValidatorUnbondingDelegations(ctx, { validatorAddr, pagination }) {
    const page = unbondingsByValidator.pageFirst(ctx, operator(ctx, validatorAddr), pagination);
    const unbondingResponses = page.items.map(([of, from]) => indexed(unbondings.get(ctx, [from, of])));
    return { unbondingResponses, pagination: page.next };
  },

  Delegation(ctx, { delegatorAddr, validatorAddr }) {
    const found = delegations.get(ctx, bond(ctx, delegatorAddr, validatorAddr));
    if (found === undefined)
      notFound(`delegation with delegator ${delegatorAddr} not found for validator ${validatorAddr}`);
    return { delegationResponse: withBalance(ctx, found) };
  },

  UnbondingDelegation(ctx, { delegatorAddr, validatorAddr }) {
    const unbond = unbondings.get(ctx, bond(ctx, delegatorAddr, validatorAddr));
    if (unbond === undefined)
      notFound(`unbonding delegation with delegator ${delegatorAddr} not found for validator ${validatorAddr}`);
    return { unbond };
  },

  DelegatorDelegations(ctx, { delegatorAddr, pagination }) {
    const page = delegations.page(ctx, delegator(ctx, delegatorAddr), pagination);
    return { delegationResponses: page.items.map((each) => withBalance(ctx, each)), pagination: page.next };
  },

  DelegatorUnbondingDelegations(ctx, { delegatorAddr, pagination }) {
    const page = unbondings.page(ctx, delegator(ctx, delegatorAddr), pagination);
    return { unbondingResponses: page.items, pagination: page.next };
  },

  Redelegations(ctx, request) {
    const { items, next } = redelegationPage(ctx, request);
    return { redelegationResponses: items.map((each) => withBalances(ctx, each)), pagination: next };
  },

  DelegatorValidators(ctx, { delegatorAddr, pagination }) {
    const page = delegations.page(ctx, delegator(ctx, delegatorAddr), pagination);
    return { validators: page.items.map((each) => knownValidator(ctx, each.validatorAddress)), pagination: page.next };
  },

  DelegatorValidator(ctx, { delegatorAddr, validatorAddr }) {
    const key = bond(ctx, delegatorAddr, validatorAddr);
    if (!delegations.has(ctx, key)) internal(E.NoDelegation.text);
    return { validator: knownValidator(ctx, key[1]) };
  },

  HistoricalInfo(ctx, { height }) {
    if (height < 0n) invalidArgument("height cannot be negative");
    const found = headers.get(ctx, height);
    if (found === undefined) notFound(`historical info for height ${height} not found`);
    const [set] = bondedSets.downwards(ctx, height, 1);
    const valset = (set?.[1].txs ?? []).map((stored) => Validator.decode(stored));
    return { hist: { ...found, valset: valset.sort(byVotingPower(ctx)) } };
  },

  Pool(ctx) {
    const held = (name: string) => balanceIn(ctx, moduleAddress(ctx, name), bondDenom(ctx));
    return { pool: { notBondedTokens: held(NOT_BONDED_POOL), bondedTokens: held(BONDED_POOL) } };
  },

  Params: (ctx) => ({ params: params.get(ctx) }),
};

/** One redelegation, those that left a validator, or those of a delegator: what the request names. */
function redelegationPage(
  ctx: ReadCtx,
  { delegatorAddr, srcValidatorAddr, dstValidatorAddr, pagination }: QueryRpcs["Redelegations"]["request"],
): { items: readonly Redelegation[]; next: Page<Redelegation>["next"] | undefined } {
  const one = delegatorAddr !== "" && srcValidatorAddr !== "" && dstValidatorAddr !== "";
  if (!one && delegatorAddr === "" && srcValidatorAddr !== "" && dstValidatorAddr === "") {
    const page = redelegationsBySource.pageFirst(ctx, checked(ctx, srcValidatorAddr, VALIDATOR), pagination);
    return { ...page, items: page.items.map(([from, who, to]) => indexed(redelegations.get(ctx, [who, [from, to]]))) };
  }
  const owner = checked<Address>(ctx, delegatorAddr, "");
  if (!one) return redelegations.page(ctx, owner, pagination);
  const source = checked<ValAddress>(ctx, srcValidatorAddr, VALIDATOR);
  const found = redelegations.get(ctx, [owner, [source, checked(ctx, dstValidatorAddr, VALIDATOR)]]);
  const missing = `redelegation not found for delegator address ${delegatorAddr} from validator address ${srcValidatorAddr}`;
  if (found === undefined) internal(`rpc error: code = NotFound desc = ${missing}`);
  return { items: [found], next: undefined };
}

/** As CometBFT sorts its validators: more power first; of equal powers the smaller address of the key. */
function byVotingPower(ctx: ReadCtx): (a: Validator, b: Validator) => number {
  const power = ({ status, tokens }: Validator) => (status === BondStatus.BONDED ? powerOf(tokens) : 0n);
  const key = ({ consensusPubkey }: Validator) => addressBytes(consensusAddressOf(ctx, consensusPubkey));
  return (a, b) => (power(a) === power(b) ? compareBytes(key(a), key(b)) : power(a) > power(b) ? -1 : 1);
}

function withBalance(ctx: ReadCtx, delegation: Delegation) {
  const validator = knownValidator(ctx, delegation.validatorAddress);
  const tokens = decFloor(tokensFromShares(validator, delegation.shares));
  return { delegation, balance: { denom: bondDenom(ctx), amount: tokens } };
}

function withBalances(ctx: ReadCtx, redelegation: Redelegation) {
  const target = validators.get(ctx, redelegation.validatorDstAddress);
  if (target === undefined) internal(E.NoValidatorFound.text);
  const entries = redelegation.entries.map((entry) => ({
    // What holds an entry is not shown.
    redelegationEntry: { ...entry, unbondingOnHoldRefCount: 0n },
    balance: target.delegatorShares === 0n ? amount(0n) : decFloor(tokensFromShares(target, entry.sharesDst)),
  }));
  return { redelegation: { ...redelegation, entries: [] }, entries };
}

function indexed<T>(found: T | undefined): T {
  assert(found !== undefined, "a record that an index names exists");
  return found;
}

function bond(ctx: ReadCtx, delegatorAddr: string, validatorAddr: string) {
  if (delegatorAddr === "") invalidArgument("delegator address cannot be empty");
  if (validatorAddr === "") invalidArgument("validator address cannot be empty");
  return [delegator(ctx, delegatorAddr), operator(ctx, validatorAddr)] as const;
}

function operator(ctx: ReadCtx, text: string): ValAddress {
  if (text === "") invalidArgument("validator address cannot be empty");
  requireAddress(text, ctx.prefix + VALIDATOR);
  return text as ValAddress;
}

function delegator(ctx: ReadCtx, text: string): Address {
  if (text === "") invalidArgument("delegator address cannot be empty");
  requireAddress(text, ctx.prefix);
  return text as Address;
}

/** An address of the query of redelegations, whose faults are all internal errors. */
function checked<A extends Address | ValAddress>(ctx: ReadCtx, text: string, suffix: string): A {
  const fault = accountFault(text, ctx.prefix + suffix);
  if (fault !== undefined) internal(fault);
  return text as string as A;
}
