import { BondStatus, HistoricalInfo } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import type { ValidatorUpdate } from "@dcm/proto/gen/tendermint/abci";
import {
  type Amount,
  addressBytes,
  amount,
  assert,
  type Ctx,
  compareBytes,
  emitLegacy,
  equalBytes,
  type ReadCtx,
  sub,
  timestampOf,
  total,
  type ValAddress,
} from "../../kernel/index.js";
import { coinsText } from "../bank/api.js";
import { completeUnbonding } from "./msgs/delegations.js";
import { cometKey } from "./msgs/keys.js";
import { BONDED_POOL, moveTokens, NOT_BONDED_POOL } from "./msgs/pools.js";
import { completeRedelegation } from "./msgs/redelegations.js";
import {
  beginUnbonding,
  bondValidator,
  completeUnbonding as completeValidator,
  knownValidator,
  operatorOf,
} from "./msgs/validators.js";
import {
  bondedSets,
  headers,
  lastPowers,
  lastTotalPower,
  params,
  ranks,
  redelegationQueue,
  unbondingQueue,
  validatorQueue,
  validators,
  validatorUpdates,
} from "./state.js";

/** Remembers header and bonded validators of this block, and forgets those older than `historical_entries`. */
export function beginBlock(ctx: Ctx): void {
  const { historicalEntries } = params.get(ctx);
  forgetHistory(ctx, ctx.height - BigInt(historicalEntries));
  if (historicalEntries === 0) return;
  const { chainId, height, time, header } = ctx;
  const shown = {
    chainId,
    height,
    time: timestampOf(time),
    appHash: header.lastAppHash,
    proposerAddress: header.proposer,
    nextValidatorsHash: header.nextValidatorsHash,
  };
  headers.set(ctx, height, HistoricalInfo.fromPartial({ header: shown }));
  rememberSet(ctx);
}

/** Settles the set of validators, then completes what has waited its time. All of it is due: the queues hold it in order. */
export function endBlock(ctx: Ctx): void {
  // Who is bonded follows from the ranks and the parameters: a block that wrote neither changes nothing. No module whose
  // end of the block comes later (app/modules.ts) writes them; an invariant holds that against all.
  if (ranks.hasChanged(ctx) || params.hasChanged(ctx)) applySetChanges(ctx);
  else saveUpdates(ctx, []);
  // Of earlier times the queue also holds later heights, which only a changed unbonding time can bring about.
  for (const [at, { addresses }] of validatorQueue.through(ctx, [ctx.time, ctx.height]))
    if (at[1] <= ctx.height) completeValidators(ctx, addresses as readonly string[] as readonly ValAddress[]);
  completeUnbondings(ctx);
  completeRedelegations(ctx);
}

/**
 * Makes the `max_validators` with the most power the bonded ones and moves their tokens between the pools. The ranks are
 * walked by their keys alone; records are read of validators that enter, leave or change power.
 *
 * @returns what CometBFT must be told
 * @see Cosmos SDK v0.53, x/staking/keeper/val_state_change.go, ApplyAndReturnValidatorSetUpdates
 */
export function applySetChanges(ctx: Ctx): readonly ValidatorUpdate[] {
  const before = lastPowers.entries(ctx);
  const known = new Map(before);
  const best = bestRanks(ctx);
  const entering: Amount[] = [];
  const updates: ValidatorUpdate[] = [];
  for (const [power, operator] of best) {
    if (known.get(operator) === power) continue;
    const validator = knownValidator(ctx, operator);
    assert(!validator.jailed, "a jailed validator has no rank");
    if (validator.status !== BondStatus.BONDED) {
      bondValidator(ctx, validator);
      entering.push(validator.tokens);
    }
    lastPowers.set(ctx, operator, power);
    updates.push({ pubKey: cometKey(validator.consensusPubkey), power });
  }
  const staying = new Set(best.map(([, operator]) => operator));
  const leaving = before
    .map(([operator]) => operator)
    .filter((operator) => !staying.has(operator))
    .sort((a, b) => compareBytes(addressBytes(a), addressBytes(b)))
    .map((operator) => knownValidator(ctx, operator));
  for (const validator of leaving) {
    const operator = operatorOf(validator);
    beginUnbonding(ctx, validator);
    lastPowers.delete(ctx, operator);
    updates.push({ pubKey: cometKey(validator.consensusPubkey), power: 0n });
  }
  moveDifference(ctx, total(entering), total(leaving.map(({ tokens }) => tokens)));
  if (updates.length > 0) lastTotalPower.set(ctx, { int: amount(best.reduce((sum, [power]) => sum + power, 0n)) });
  saveUpdates(ctx, updates);
  return updates;
}

/** What CometBFT must be told after this block. */
export function updatesOf(ctx: ReadCtx): readonly ValidatorUpdate[] {
  return validatorUpdates.find(ctx)?.updates ?? [];
}

/** The ranks of those who are or become bonded, the most powerful first; who has no power is not bonded. */
export function bestRanks(ctx: ReadCtx): readonly (readonly [power: bigint, operator: ValAddress])[] {
  const { maxValidators } = params.get(ctx);
  return ranks
    .downwards(ctx, undefined, maxValidators)
    .map(([key]) => key)
    .filter(([power]) => power > 0n);
}

/** One transfer between the pools for all who enter and leave. */
function moveDifference(ctx: Ctx, entering: Amount, leaving: Amount): void {
  if (entering > leaving) moveTokens(ctx, NOT_BONDED_POOL, sub(entering, leaving));
  if (leaving > entering) moveTokens(ctx, BONDED_POOL, sub(leaving, entering));
}

/** The record is written in every block of the SDK; here it is when it changes. */
function saveUpdates(ctx: Ctx, updates: readonly ValidatorUpdate[]): void {
  if (updates.length > 0 || updatesOf(ctx).length > 0) validatorUpdates.set(ctx, { updates });
}

function completeValidators(ctx: Ctx, operators: readonly ValAddress[]): void {
  for (const operator of operators) {
    const validator = knownValidator(ctx, operator);
    if (validator.unbondingOnHoldRefCount === 0n) completeValidator(ctx, validator);
  }
}

function completeUnbondings(ctx: Ctx): void {
  const due = unbondingQueue.through(ctx, ctx.time);
  for (const [time] of due) unbondingQueue.delete(ctx, time);
  for (const { delegatorAddress, validatorAddress } of due.flatMap(([, { pairs }]) => pairs)) {
    const paid = completeUnbonding(ctx, [delegatorAddress, validatorAddress]);
    // Cancelled since, or completed with an entry of the same time.
    if (paid === undefined) continue;
    emitLegacy(ctx, "complete_unbonding", [
      ["amount", coinsText(paid)],
      ["validator", validatorAddress],
      ["delegator", delegatorAddress],
    ]);
  }
}

function completeRedelegations(ctx: Ctx): void {
  const due = redelegationQueue.through(ctx, ctx.time);
  for (const [time] of due) redelegationQueue.delete(ctx, time);
  for (const triplet of due.flatMap(([, { triplets }]) => triplets)) {
    const { delegatorAddress: delegator, validatorSrcAddress: source, validatorDstAddress: target } = triplet;
    const over = completeRedelegation(ctx, { delegator, source, target });
    if (over === undefined) continue;
    emitLegacy(ctx, "complete_redelegation", [
      ["amount", coinsText(over)],
      ["delegator", delegator],
      ["source_validator", source],
      ["destination_validator", target],
    ]);
  }
}

/**
 * Forgets the headers up to that height. Usually there is one; as many as there were when the parameter was lowered.
 *
 * @see Cosmos SDK v0.53, x/staking/keeper/historical_info.go, TrackHistoricalInfo
 */
function forgetHistory(ctx: Ctx, last: bigint): void {
  if (last < 0n) return;
  for (const [height] of headers.through(ctx, last)) headers.delete(ctx, height);
  // The set of the first header that is left may be older than that header.
  const [base] = bondedSets.downwards(ctx, last + 1n, 1);
  if (base === undefined) return;
  for (const [height] of bondedSets.through(ctx, base[0])) if (height < base[0]) bondedSets.delete(ctx, height);
}

/** Remembers the records of the bonded validators, unless they are those that were remembered last. */
function rememberSet(ctx: Ctx): void {
  const set = lastPowers.entries(ctx).map(([operator]) => {
    const stored = validators.stored(ctx, operator);
    assert(stored !== undefined, "a bonded validator exists");
    return stored;
  });
  const known = bondedSets.downwards(ctx, undefined, 1)[0]?.[1].txs;
  const same = known?.length === set.length && known.every((each, i) => equalBytes(each, set[i] as Uint8Array));
  if (!same) bondedSets.set(ctx, ctx.height, { txs: set });
}
