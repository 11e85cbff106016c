import { BondStatus, type Validator } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import {
  type Address,
  type Amount,
  accountAddress,
  addressBytes,
  assert,
  type ConsAddress,
  type Ctx,
  type Dec,
  fail,
  nanoseconds,
  type ReadCtx,
  sub,
  timestampOf,
  type ValAddress,
  validatorAddress,
} from "../../../kernel/index.js";
import { E } from "../errors.js";
import { powerOf, withoutShares, withTokens } from "../math.js";
import {
  operators,
  params,
  ranks,
  UnbondingType,
  unbondingId,
  unbondingIndex,
  unbondingTypes,
  validatorKey,
  validatorQueue,
  validators,
} from "../state.js";
import { type Cause, hooks } from "./hooks.js";
import { consensusAddressOf } from "./keys.js";

const { BONDED, UNBONDING, UNBONDED } = BondStatus;

/** A validator's own address; the SDK's message calls it an account's. */
export function operatorOf(validator: Validator): ValAddress {
  return validator.operatorAddress as string as ValAddress;
}

/** The account behind a validator's operator address. */
export function operatorAccount(ctx: ReadCtx, operator: ValAddress): Address {
  return accountAddress(ctx.prefix, addressBytes(operator));
}

/**
 * A validator by its operator's address.
 *
 * @throws staking 3 NoValidatorFound
 */
export function existingValidator(ctx: ReadCtx, operator: ValAddress): Validator {
  return validators.get(ctx, operator) ?? fail(E.NoValidatorFound);
}

/** A validator that a record of ours names. */
export function knownValidator(ctx: ReadCtx, operator: ValAddress): Validator {
  const validator = validators.get(ctx, operator);
  assert(validator !== undefined, `validator ${operator} exists`);
  return validator;
}

/** The validator with that consensus key; undefined when there is none. */
export function validatorByKey(ctx: ReadCtx, key: ConsAddress): Validator | undefined {
  const operator = operators.get(ctx, key);
  return operator && knownValidator(ctx, validatorAddress(ctx.prefix, operator));
}

/** Stores a new validator with its indexes. */
export function saveNewValidator(ctx: Ctx, validator: Validator): void {
  const operator = operatorOf(validator);
  validators.set(ctx, operator, validator);
  operators.set(ctx, consensusAddressOf(ctx, validator.consensusPubkey), addressBytes(operator));
  addRank(ctx, validator);
}

/** Gives a validator tokens. */
export function addTokens(ctx: Ctx, before: Validator, added: Amount): Dec {
  const { validator, shares } = withTokens(before, added);
  replace(ctx, before, validator);
  return shares;
}

/** Takes shares back from a validator, and the tokens that they stand for. */
export function removeShares(ctx: Ctx, before: Validator, shares: Dec): { validator: Validator; tokens: Amount } {
  const { validator, tokens } = withoutShares(before, shares);
  replace(ctx, before, validator);
  return { validator, tokens };
}

/** Takes tokens from a validator, whose shares stay. */
export function removeTokens(ctx: Ctx, before: Validator, removed: Amount): void {
  replace(ctx, before, { ...before, tokens: sub(before.tokens, removed) });
}

/** Takes a validator out of the ranks, so that the end of the block removes it from the set. */
export function jailValidator(ctx: Ctx, validator: Validator): void {
  assert(!validator.jailed, "a jailed validator is not jailed again");
  validators.set(ctx, operatorOf(validator), { ...validator, jailed: true });
  dropRank(ctx, validator);
}

/** Gives a validator its rank again. */
export function unjailValidator(ctx: Ctx, validator: Validator): void {
  assert(validator.jailed, "only a jailed validator leaves jail");
  const free = { ...validator, jailed: false };
  validators.set(ctx, operatorOf(validator), free);
  addRank(ctx, free);
}

/** A validator enters the set that signs blocks. */
export function bondValidator(ctx: Ctx, before: Validator): Validator {
  const validator = { ...before, status: BONDED };
  replace(ctx, before, validator);
  leaveQueue(ctx, validator);
  const operator = operatorOf(validator);
  hooks.afterValidatorBonded.tell(ctx, consensusAddressOf(ctx, validator.consensusPubkey), operator);
  return validator;
}

/** A validator leaves the set that signs blocks; its stake is locked until its unbonding time. */
export function beginUnbonding(ctx: Ctx, before: Validator): void {
  assert(before.status === BONDED, "only a bonded validator begins to unbond");
  const { unbondingTime } = params.get(ctx);
  const id = nextUnbondingId(ctx);
  const validator = {
    ...before,
    status: UNBONDING,
    unbondingTime: timestampOf(ctx.time + nanoseconds(unbondingTime)),
    unbondingHeight: ctx.height,
    unbondingIds: [...before.unbondingIds, id],
  };
  replace(ctx, before, validator);
  joinQueue(ctx, validator);
  const operator = operatorOf(validator);
  hooks.afterValidatorBeginUnbonding.tell(ctx, consensusAddressOf(ctx, validator.consensusPubkey), operator);
  noteUnbonding(ctx, id, validatorKey(operator), UnbondingType.VALIDATOR);
}

/** A validator's unbonding time is over; without delegations it is removed. */
export function completeUnbonding(ctx: Ctx, before: Validator): void {
  assert(before.status === UNBONDING, "only an unbonding validator completes its unbonding");
  const validator = { ...before, status: UNBONDED };
  for (const id of validator.unbondingIds) unbondingIndex.delete(ctx, id);
  validators.set(ctx, operatorOf(validator), validator);
  if (validator.delegatorShares === 0n) removeValidator(ctx, operatorOf(validator), "chain");
  leaveQueue(ctx, validator);
}

/** Forgets an unbonded validator to which nobody delegates. */
export function removeValidator(ctx: Ctx, operator: ValAddress, cause: Cause): void {
  const validator = knownValidator(ctx, operator);
  assert(validator.status === UNBONDED && validator.tokens === 0n, "a validator that is removed is unbonded and empty");
  const key = consensusAddressOf(ctx, validator.consensusPubkey);
  validators.delete(ctx, operator);
  operators.delete(ctx, key);
  dropRank(ctx, validator);
  hooks.afterValidatorRemoved.tell(ctx, key, operator, cause);
}

/** Hands out the next number of something that unbonds. */
export function nextUnbondingId(ctx: Ctx): bigint {
  const id = (unbondingId.find(ctx) ?? 0n) + 1n;
  unbondingId.set(ctx, id);
  return id;
}

/** Makes something that unbonds known by its number. */
export function noteUnbonding(ctx: Ctx, id: bigint, key: Uint8Array, type: bigint): void {
  unbondingIndex.set(ctx, id, key);
  unbondingTypes.set(ctx, id, type);
  hooks.afterUnbondingInitiated.tell(ctx, id);
}

/** Enters the queue of validators whose unbonding time runs. */
export function joinQueue(ctx: Ctx, validator: Validator): void {
  const { at, addresses } = queued(ctx, validator);
  validatorQueue.set(ctx, at, { addresses: [...addresses, validator.operatorAddress] });
}

function leaveQueue(ctx: Ctx, validator: Validator): void {
  const { at, addresses } = queued(ctx, validator);
  const others = addresses.filter((each) => each !== validator.operatorAddress);
  if (others.length === 0) validatorQueue.delete(ctx, at);
  else validatorQueue.set(ctx, at, { addresses: others });
}

function queued(ctx: ReadCtx, { unbondingTime, unbondingHeight }: Validator) {
  const at = [nanoseconds(unbondingTime), unbondingHeight] as const;
  return { at, addresses: validatorQueue.get(ctx, at)?.addresses ?? [] };
}

/** Stores a changed validator and moves its rank, in the SDK's order of accesses. */
function replace(ctx: Ctx, before: Validator, validator: Validator): void {
  dropRank(ctx, before);
  validators.set(ctx, operatorOf(validator), validator);
  addRank(ctx, validator);
}

/** A validator has no rank while it is jailed. */
function addRank(ctx: Ctx, validator: Validator): void {
  const operator = operatorOf(validator);
  if (!validator.jailed) ranks.set(ctx, [powerOf(validator.tokens), operator], addressBytes(operator));
}

function dropRank(ctx: Ctx, validator: Validator): void {
  ranks.delete(ctx, [powerOf(validator.tokens), operatorOf(validator)]);
}
