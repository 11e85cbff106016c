import { BondStatus, type Redelegation } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import {
  type Address,
  type Amount,
  type Ctx,
  type Dec,
  ensure,
  fail,
  NO_TIME,
  nanoseconds,
  type ReadCtx,
  timestampOf,
  total,
  type ValAddress,
} from "../../../kernel/index.js";
import type { Coins } from "../../bank/api.js";
import { E } from "../errors.js";
import {
  params,
  redelegationKey,
  redelegationQueue,
  redelegations,
  redelegationsBySource,
  redelegationsByTarget,
  UnbondingType,
  unbondingIndex,
  validators,
} from "../state.js";
import { isOver, redelegate, unbond } from "./delegations.js";
import { stakeCoins } from "./pools.js";
import { knownValidator, nextUnbondingId, noteUnbonding } from "./validators.js";

/** Who moves a delegation from which validator to which. */
export interface Move {
  readonly delegator: Address;
  readonly source: ValAddress;
  readonly target: ValAddress;
}

/** When a redelegation began to count and when it stops; undefined when it is over at once. */
interface Span {
  readonly height: bigint;
  readonly completion: bigint;
}

/**
 * Moves a delegation to another validator at once. Until its completion it can be slashed for what the source did before.
 *
 * @param shares  at most those of the delegation, which exists
 * @returns its completion; Go's zero time when nothing can be slashed any more
 * @throws staking 29 SelfRedelegation, 31 BadRedelegationDst, 32 TransitiveRedelegation, 33 MaxRedelegationEntries,
 *   30 TinyRedelegation
 * @see Cosmos SDK v0.53, x/staking/keeper/delegation.go, BeginRedelegation
 */
export function beginRedelegation(ctx: Ctx, move: Move, shares: Dec): bigint {
  const { delegator, source, target } = move;
  ensure(source !== target, E.SelfRedelegation);
  const to = validators.get(ctx, target) ?? fail(E.BadRedelegationDst);
  const from = knownValidator(ctx, source);
  const receiving = redelegationsByTarget.list(ctx, [source, delegator], 1).length > 0;
  ensure(!receiving, E.TransitiveRedelegation);
  const underWay = redelegations.get(ctx, keyOf(move));
  const full = underWay !== undefined && underWay.entries.length >= params.get(ctx).maxEntries;
  ensure(!full, E.MaxRedelegationEntries);

  const tokens = unbond(ctx, [delegator, source], shares, "message");
  ensure(tokens > 0n, E.TinyRedelegation);
  const sharesDst = redelegate(ctx, delegator, to, { tokens, from: from.status });
  const span = spanOf(ctx, source);
  if (span === undefined) return NO_TIME;
  addEntry(ctx, move, span, { tokens, sharesDst });
  joinRedelegationQueue(ctx, move, span.completion);
  return span.completion;
}

/** Forgets what is over of a redelegation; undefined when there is none any more. */
export function completeRedelegation(ctx: Ctx, move: Move): Coins | undefined {
  const redelegation = redelegations.get(ctx, keyOf(move));
  if (redelegation === undefined) return undefined;
  const due = redelegation.entries.filter((each) => isOver(ctx, each));
  for (const { unbondingId } of due) unbondingIndex.delete(ctx, unbondingId);
  saveRedelegation(ctx, { ...redelegation, entries: redelegation.entries.filter((each) => !isOver(ctx, each)) });
  return stakeCoins(ctx, total(due.map(({ initialBalance }) => initialBalance)));
}

/** Stores a redelegation, or removes one without entries. */
export function saveRedelegation(ctx: Ctx, redelegation: Redelegation): void {
  const { delegatorAddress: delegator, validatorSrcAddress: source, validatorDstAddress: target } = redelegation;
  if (redelegation.entries.length > 0) {
    redelegations.set(ctx, [delegator, [source, target]], redelegation);
    redelegationsBySource.add(ctx, [source, delegator, target]);
    redelegationsByTarget.add(ctx, [[target, delegator], source]);
  } else {
    redelegations.delete(ctx, [delegator, [source, target]]);
    redelegationsBySource.delete(ctx, [source, delegator, target]);
    redelegationsByTarget.delete(ctx, [[target, delegator], source]);
  }
}

/** Enters the queue of redelegations that are over at that time; once for every entry. */
export function joinRedelegationQueue(ctx: Ctx, { delegator, source, target }: Move, completion: bigint): void {
  const waiting = redelegationQueue.get(ctx, completion)?.triplets ?? [];
  const added = { delegatorAddress: delegator, validatorSrcAddress: source, validatorDstAddress: target };
  redelegationQueue.set(ctx, completion, { triplets: [...waiting, added] });
}

/** What left a bonded validator counts from now on, what left an unbonding one since that began. */
function spanOf(ctx: ReadCtx, source: ValAddress): Span | undefined {
  const validator = validators.get(ctx, source);
  // The source is gone when it was unbonded and these were its last shares.
  if (validator === undefined) return undefined;
  const { unbondingTime } = params.get(ctx);
  if (validator.status === BondStatus.UNBONDED) return undefined;
  if (validator.status === BondStatus.BONDED)
    return { height: ctx.height, completion: ctx.time + nanoseconds(unbondingTime) };
  return { height: validator.unbondingHeight, completion: nanoseconds(validator.unbondingTime) };
}

function addEntry(
  ctx: Ctx,
  move: Move,
  { height, completion }: Span,
  { tokens, sharesDst }: { readonly tokens: Amount; readonly sharesDst: Dec },
): void {
  const id = nextUnbondingId(ctx);
  const { delegator, source, target } = move;
  const before = redelegations.get(ctx, keyOf(move));
  const entry = {
    creationHeight: height,
    completionTime: timestampOf(completion),
    initialBalance: tokens,
    sharesDst,
    unbondingId: id,
    unbondingOnHoldRefCount: 0n,
  };
  saveRedelegation(ctx, {
    delegatorAddress: delegator,
    validatorSrcAddress: source,
    validatorDstAddress: target,
    entries: [...(before?.entries ?? []), entry],
  });
  noteUnbonding(ctx, id, redelegationKey(delegator, source, target), UnbondingType.REDELEGATION);
}

function keyOf({ delegator, source, target }: Move) {
  return [delegator, [source, target]] as const;
}
