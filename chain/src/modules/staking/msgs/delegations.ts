import {
  BondStatus,
  type Delegation,
  type UnbondingDelegation,
  type UnbondingDelegationEntry,
  type Validator,
} from "@dcm/proto/gen/cosmos/staking/v1beta1";
import {
  type Address,
  type Amount,
  add,
  assert,
  type Ctx,
  type Dec,
  decFloor,
  ensure,
  fail,
  failPlain,
  nanoseconds,
  type ReadCtx,
  Sdk,
  sub,
  timestampOf,
  total,
  type ValAddress,
} from "../../../kernel/index.js";
import { type Coins, undelegate as payBack, delegate as payPool } from "../../bank/api.js";
import { E } from "../errors.js";
import { hasNoRate, sharesFor, tokensFromShares } from "../math.js";
import {
  delegations,
  delegators,
  params,
  UnbondingType,
  unbondingIndex,
  unbondingKey,
  unbondingQueue,
  unbondings,
  unbondingsByValidator,
} from "../state.js";
import { type Cause, hooks } from "./hooks.js";
import { BONDED_POOL, moveTokens, NOT_BONDED_POOL, poolOf, stakeCoins } from "./pools.js";
import {
  addTokens,
  existingValidator,
  jailValidator,
  knownValidator,
  nextUnbondingId,
  noteUnbonding,
  operatorAccount,
  operatorOf,
  removeShares,
  removeValidator,
} from "./validators.js";

const { BONDED, UNBONDED } = BondStatus;

/** Who delegates to whom. */
export type Bond = readonly [delegator: Address, operator: ValAddress];

/**
 * Delegates tokens of the delegator's account.
 *
 * @returns the shares issued for them
 * @throws staking 34 ShareRateInvalid  all tokens of the validator were slashed
 * @throws sdk 5  InsufficientFunds     the account holds less
 */
export function delegate(ctx: Ctx, delegator: Address, validator: Validator, tokens: Amount): Dec {
  return bond(ctx, delegator, validator, tokens, () =>
    payPool(ctx, delegator, poolOf(validator.status), stakeCoins(ctx, tokens)),
  );
}

/** Delegates tokens that lie in the pool of validators in the state `from`; otherwise {@link delegate}. */
export function redelegate(
  ctx: Ctx,
  delegator: Address,
  validator: Validator,
  { tokens, from }: { readonly tokens: Amount; readonly from: BondStatus },
): Dec {
  const pool = poolOf(from);
  return bond(ctx, delegator, validator, tokens, () => {
    if (pool !== poolOf(validator.status)) moveTokens(ctx, pool, tokens);
  });
}

/**
 * Takes shares back from a validator. Their tokens stay in the pool of the validator's state.
 *
 * @param shares  at most those of the delegation, which exists
 * @returns the tokens
 */
export function unbond(ctx: Ctx, [delegator, operator]: Bond, shares: Dec, cause: Cause): Amount {
  const delegation = delegations.get(ctx, [delegator, operator]);
  assert(delegation !== undefined && delegation.shares >= shares, "nobody unbonds more shares than are delegated");
  hooks.beforeDelegationSharesModified.tell(ctx, delegator, operator, cause);
  const left = { ...delegation, shares: (delegation.shares - shares) as Dec };
  const validator = jailedBelowMinimum(ctx, left, knownValidator(ctx, operator));
  if (left.shares === 0n) {
    removeDelegation(ctx, [delegator, operator]);
  } else {
    saveDelegation(ctx, left);
    hooks.afterDelegationModified.tell(ctx, delegator, operator);
  }
  const after = removeShares(ctx, validator, shares);
  // A validator that is not unbonded yet is removed when it is.
  const deserted = after.validator.delegatorShares === 0n && after.validator.status === UNBONDED;
  if (deserted) removeValidator(ctx, operator, cause);
  return after.tokens;
}

/**
 * Shares of a delegation that are worth that many tokens.
 *
 * @throws staking 3  NoValidatorFound
 * @throws staking 19 NoDelegation
 * @throws staking 22 InsufficientShares  all tokens of the validator were slashed
 * @throws sdk 18     InvalidRequest      the delegation is worth less
 * @see Cosmos SDK v0.53, x/staking/keeper/delegation.go, ValidateUnbondAmount
 */
export function sharesToUnbond(ctx: ReadCtx, [delegator, operator]: Bond, wanted: Amount): Dec {
  const validator = existingValidator(ctx, operator);
  const delegation = existingDelegation(ctx, delegator, operator);
  ensure(validator.tokens > 0n, E.InsufficientShares);
  const shares = sharesFor(validator, wanted);
  const covered = shares !== undefined && shares <= delegation.shares;
  ensure(covered, Sdk.InvalidRequest, "invalid shares amount");
  return shares;
}

/**
 * Unbonds shares: their tokens come back to the delegator's account after the unbonding time.
 *
 * @throws staking 27 MaxUnbondingEntries  `max_entries` unbondings of the two are under way
 * @returns the tokens, and when they come
 */
export function undelegate(ctx: Ctx, [delegator, operator]: Bond, shares: Dec): { tokens: Amount; completion: bigint } {
  const validator = existingValidator(ctx, operator);
  const underWay = unbondings.get(ctx, [delegator, operator])?.entries.length ?? 0;
  ensure(underWay < params.get(ctx).maxEntries, E.MaxUnbondingEntries);
  const tokens = unbond(ctx, [delegator, operator], shares, "message");
  if (validator.status === BONDED) moveTokens(ctx, BONDED_POOL, tokens);
  const completion = ctx.time + nanoseconds(params.get(ctx).unbondingTime);
  addUnbonding(ctx, [delegator, operator], completion, tokens);
  joinUnbondingQueue(ctx, [delegator, operator], completion);
  return { tokens, completion };
}

/**
 * Delegates tokens of an unbonding again.
 *
 * @param height  the one at which the unbonding began
 * @throws undefined 1  nothing of the two unbonds
 * @throws sdk 38 NotFound        nothing of that height
 * @throws sdk 18 InvalidRequest  there are fewer tokens, or they are due
 */
export function cancelUnbonding(
  ctx: Ctx,
  validator: Validator,
  delegator: Address,
  { height, tokens }: { readonly height: bigint; readonly tokens: Amount },
): void {
  const operator = operatorOf(validator);
  const unbonding = unbondings.get(ctx, [delegator, operator]);
  if (unbonding === undefined)
    failPlain(
      `rpc error: code = NotFound desc = unbonding delegation with delegator ${delegator} not found for validator ${operator}`,
    );
  const at = unbonding.entries.findIndex((each) => each.creationHeight === height);
  const entry = unbonding.entries[at];
  if (entry === undefined) fail(Sdk.NotFound, `unbonding delegation entry is not found at block height ${height}`);
  const covered = entry.balance >= tokens;
  ensure(covered, Sdk.InvalidRequest, "amount is greater than the unbonding delegation entry balance");
  const isEarly = nanoseconds(entry.completionTime) >= ctx.time;
  ensure(isEarly, Sdk.InvalidRequest, "unbonding delegation is already processed");

  redelegate(ctx, delegator, validator, { tokens, from: BondStatus.UNBONDING });
  const [balance, initialBalance] = [sub(entry.balance, tokens), sub(entry.initialBalance, tokens)];
  const rest = balance === 0n ? [] : [{ ...entry, balance, initialBalance }];
  saveUnbonding(ctx, { ...unbonding, entries: unbonding.entries.toSpliced(at, 1, ...rest) });
}

/**
 * The delegation of one account to one validator.
 *
 * @throws staking 19 NoDelegation
 */
export function existingDelegation(ctx: ReadCtx, delegator: Address, operator: ValAddress): Delegation {
  return delegations.get(ctx, [delegator, operator]) ?? fail(E.NoDelegation);
}

/** Pays out what is due of an unbonding; undefined when there is none any more. */
export function completeUnbonding(ctx: Ctx, [delegator, operator]: Bond): Coins | undefined {
  const unbonding = unbondings.get(ctx, [delegator, operator]);
  if (unbonding === undefined) return undefined;
  const due = unbonding.entries.filter((each) => isOver(ctx, each));
  for (const { unbondingId, balance } of due) {
    unbondingIndex.delete(ctx, unbondingId);
    if (balance > 0n) payBack(ctx, NOT_BONDED_POOL, delegator, stakeCoins(ctx, balance));
  }
  saveUnbonding(ctx, { ...unbonding, entries: unbonding.entries.filter((each) => !isOver(ctx, each)) });
  return stakeCoins(ctx, total(due.map(({ balance }) => balance)));
}

/** Whether an entry of an unbonding or a redelegation has matured and nothing holds it. */
export function isOver(ctx: ReadCtx, { completionTime, unbondingOnHoldRefCount }: Entry): boolean {
  return nanoseconds(completionTime) <= ctx.time && unbondingOnHoldRefCount <= 0n;
}

type Entry = Pick<UnbondingDelegationEntry, "completionTime" | "unbondingOnHoldRefCount">;

/** Stores an unbonding, or removes one without entries. */
export function saveUnbonding(ctx: Ctx, unbonding: UnbondingDelegation): void {
  const { delegatorAddress: delegator, validatorAddress: operator } = unbonding;
  if (unbonding.entries.length > 0) {
    unbondings.set(ctx, [delegator, operator], unbonding);
    unbondingsByValidator.add(ctx, [operator, delegator]);
  } else {
    unbondings.delete(ctx, [delegator, operator]);
    unbondingsByValidator.delete(ctx, [operator, delegator]);
  }
}

/** Enters the queue of unbondings that are due at that time; once for every entry. */
export function joinUnbondingQueue(ctx: Ctx, [delegatorAddress, validatorAddress]: Bond, completion: bigint): void {
  const waiting = unbondingQueue.get(ctx, completion)?.pairs ?? [];
  unbondingQueue.set(ctx, completion, { pairs: [...waiting, { delegatorAddress, validatorAddress }] });
}

export function saveDelegation(ctx: Ctx, delegation: Delegation): void {
  const { delegatorAddress: delegator, validatorAddress: operator } = delegation;
  delegations.set(ctx, [delegator, operator], delegation);
  delegators.add(ctx, [operator, delegator]);
}

/** The part that all ways to delegate share; `pay` brings the tokens into the pool of the validator's state. */
function bond(ctx: Ctx, delegator: Address, validator: Validator, tokens: Amount, pay: () => void): Dec {
  ensure(!hasNoRate(validator), E.ShareRateInvalid);
  const operator = operatorOf(validator);
  const delegation = delegations.get(ctx, [delegator, operator]);
  if (delegation === undefined) hooks.beforeDelegationCreated.tell(ctx, delegator, operator);
  else hooks.beforeDelegationSharesModified.tell(ctx, delegator, operator, "message");
  pay();
  const shares = addTokens(ctx, validator, tokens);
  const held = delegation?.shares ?? 0n;
  saveDelegation(ctx, {
    delegatorAddress: delegator,
    validatorAddress: operator,
    shares: (held + shares) as Dec,
  });
  hooks.afterDelegationModified.tell(ctx, delegator, operator);
  return shares;
}

/** A validator whose operator leaves less at stake than it promised goes to jail. */
function jailedBelowMinimum(ctx: Ctx, left: Delegation, validator: Validator): Validator {
  const operator = left.validatorAddress;
  if (left.delegatorAddress !== operatorAccount(ctx, operator) || validator.jailed) return validator;
  if (decFloor(tokensFromShares(validator, left.shares)) >= validator.minSelfDelegation) return validator;
  jailValidator(ctx, validator);
  return knownValidator(ctx, operator);
}

function removeDelegation(ctx: Ctx, [delegator, operator]: Bond): void {
  hooks.beforeDelegationRemoved.tell(ctx, delegator, operator);
  delegations.delete(ctx, [delegator, operator]);
  delegators.delete(ctx, [operator, delegator]);
}

/** What begins in the same block and ends at the same time is one entry. */
function addUnbonding(ctx: Ctx, [delegator, operator]: Bond, completion: bigint, tokens: Amount): void {
  const id = nextUnbondingId(ctx);
  const unbonding = unbondings.get(ctx, [delegator, operator]);
  const entries = unbonding?.entries ?? [];
  const same = entries.findIndex(
    (each) => each.creationHeight === ctx.height && nanoseconds(each.completionTime) === completion,
  );
  const added = {
    creationHeight: ctx.height,
    completionTime: timestampOf(completion),
    initialBalance: tokens,
    balance: tokens,
    unbondingId: id,
    unbondingOnHoldRefCount: 0n,
  };
  const merged = entries.map((each, i) => (i === same ? grown(each, tokens) : each));
  saveUnbonding(ctx, {
    delegatorAddress: delegator,
    validatorAddress: operator,
    entries: same < 0 ? [...entries, added] : merged,
  });
  if (same < 0) noteUnbonding(ctx, id, unbondingKey(delegator, operator), UnbondingType.DELEGATION);
}

function grown(entry: UnbondingDelegationEntry, tokens: Amount): UnbondingDelegationEntry {
  return { ...entry, initialBalance: add(entry.initialBalance, tokens), balance: add(entry.balance, tokens) };
}
