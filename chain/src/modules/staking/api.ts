import type { Delegation, Validator } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import type { ValidatorUpdate } from "@dcm/proto/gen/tendermint/abci";
import {
  type Address,
  type Amount,
  addressBytes,
  assert,
  type ConsAddress,
  type Ctx,
  compareBytes,
  DEC_ZERO,
  type Dec,
  decOf,
  decQuoInt,
  type ReadCtx,
  type ValAddress,
} from "../../kernel/index.js";
import { balanceIn, moduleAddress, supplyOf } from "../bank/api.js";
import { powerOf } from "./math.js";
import { cometKey } from "./msgs/keys.js";
import { BONDED_POOL, bondDenom } from "./msgs/pools.js";
import { jailValidator, knownValidator, operatorOf, unjailValidator, validatorByKey } from "./msgs/validators.js";
import { delegations, lastPowers, params, validators } from "./state.js";

export { applySetChanges } from "./blocks.js";
export { POWER_REDUCTION, powerOf, tokensFromShares, tokensFromSharesTruncated } from "./math.js";
export { existingDelegation } from "./msgs/delegations.js";
export { type Cause, hooks } from "./msgs/hooks.js";
export { consensusAddressOf } from "./msgs/keys.js";
export { BONDED_POOL, bondDenom, NOT_BONDED_POOL } from "./msgs/pools.js";
export { type Offence, slash } from "./msgs/slash.js";
export { existingValidator, operatorAccount, operatorOf } from "./msgs/validators.js";

/**
 * A validator by its operator's address.
 *
 * @returns undefined when there is none
 */
export function validator(ctx: ReadCtx, operator: ValAddress): Validator | undefined {
  return validators.get(ctx, operator);
}

/**
 * A validator by the address of its consensus key.
 *
 * @returns undefined when there is none
 */
export function validatorByConsAddr(ctx: ReadCtx, key: ConsAddress): Validator | undefined {
  return validatorByKey(ctx, key);
}

/** Every validator, by operator's address; for genesis and invariants. */
export function allValidators(ctx: ReadCtx): readonly Validator[] {
  return validators.all(ctx);
}

/**
 * The bonded validators, the most powerful first: at most `max_validators`.
 *
 * @see Cosmos SDK v0.53, x/staking/keeper/alias_functions.go, IterateBondedValidatorsByPower
 */
export function bondedValidatorsByPower(ctx: ReadCtx): readonly Validator[] {
  // Ranks may hold any number of validators that no block has bonded yet; those that are bonded are few.
  return lastPowers
    .entries(ctx)
    .map(([operator]) => knownValidator(ctx, operator))
    .filter(({ jailed }) => !jailed)
    .sort(byRank)
    .slice(0, params.get(ctx).maxValidators);
}

/**
 * The delegation of one account to one validator.
 *
 * @returns undefined when there is none
 */
export function delegation(ctx: ReadCtx, delegator: Address, operator: ValAddress): Delegation | undefined {
  return delegations.get(ctx, [delegator, operator]);
}

/**
 * The delegations of one account, by operator's address.
 *
 * @param limit  at most so many; all when it is left out
 */
export function delegationsOf(ctx: ReadCtx, delegator: Address, limit?: number): readonly Delegation[] {
  return delegations.list(ctx, delegator, limit);
}

/** Every delegation; for genesis and invariants. */
export function allDelegations(ctx: ReadCtx): readonly Delegation[] {
  return delegations.all(ctx);
}

/** The most validators that may be bonded at once. */
export function maxValidators(ctx: ReadCtx): number {
  return params.get(ctx).maxValidators;
}

/** Tokens of all bonded validators, in base units of the bond denomination. */
export function totalBondedTokens(ctx: ReadCtx): Amount {
  return balanceIn(ctx, moduleAddress(ctx, BONDED_POOL), bondDenom(ctx));
}

/** How much of the bond denomination exists. */
export function stakingTokenSupply(ctx: ReadCtx): Amount {
  return supplyOf(ctx, bondDenom(ctx));
}

/**
 * The part of the supply that is bonded, 0 … 1.
 *
 * @see Cosmos SDK v0.53, x/staking/keeper/pool.go, BondedRatio
 */
export function bondedRatio(ctx: ReadCtx): Dec {
  const supply = stakingTokenSupply(ctx);
  return supply === 0n ? DEC_ZERO : decQuoInt(decOf(totalBondedTokens(ctx)), supply);
}

/**
 * Puts a validator to jail: from the end of this block it signs no blocks.
 *
 * @throws InvariantError  there is no such validator, or it is jailed already
 */
export function jail(ctx: Ctx, key: ConsAddress): void {
  jailValidator(ctx, withKey(ctx, key));
}

/**
 * Lets a validator out of jail: at the end of this block it is bonded again if its power suffices.
 *
 * @throws InvariantError  there is no such validator, or it is not jailed
 */
export function unjail(ctx: Ctx, key: ConsAddress): void {
  unjailValidator(ctx, withKey(ctx, key));
}

/** The validators that CometBFT knows, with their powers. */
export function genesisValidators(ctx: ReadCtx): readonly ValidatorUpdate[] {
  return lastPowers.entries(ctx).map(([operator, power]) => {
    const { consensusPubkey } = knownValidator(ctx, operator);
    return { pubKey: cometKey(consensusPubkey), power };
  });
}

function withKey(ctx: ReadCtx, key: ConsAddress): Validator {
  const found = validatorByKey(ctx, key);
  assert(found !== undefined, `a validator has the key ${key}`);
  return found;
}

/** More power first; of equal powers the smaller address. */
function byRank(a: Validator, b: Validator): number {
  const [first, second] = [powerOf(a.tokens), powerOf(b.tokens)];
  if (first !== second) return first > second ? -1 : 1;
  const [left, right] = [addressBytes(operatorOf(a)), addressBytes(operatorOf(b))];
  return right.length - left.length || compareBytes(left, right);
}
