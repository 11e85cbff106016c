import {
  BondStatus,
  type Redelegation,
  type UnbondingDelegation,
  type UnbondingDelegationEntry,
} from "@dcm/proto/gen/cosmos/staking/v1beta1";
import {
  type Amount,
  amount,
  assert,
  type ConsAddress,
  type Ctx,
  DEC_ONE,
  type Dec,
  decFloor,
  decMin,
  decMul,
  decMulInt,
  decOf,
  decQuoRoundUp,
  smaller,
  sub,
  total,
  type ValAddress,
} from "../../../kernel/index.js";
import { POWER_REDUCTION } from "../math.js";
import {
  delegations,
  redelegations,
  redelegationsBySource,
  unbondings,
  unbondingsByValidator,
  validators,
} from "../state.js";
import { type Bond, isOver, saveUnbonding, unbond } from "./delegations.js";
import { hooks } from "./hooks.js";
import { BONDED_POOL, burnTokens, NOT_BONDED_POOL, poolOf } from "./pools.js";
import { operatorOf, removeTokens, validatorByKey } from "./validators.js";

const { UNBONDED } = BondStatus;

/** What a validator did wrong. */
export interface Offence {
  /** The consensus key that did it. */
  readonly key: ConsAddress;
  /** The last height whose stake is not responsible for it; may be −1. At most the present height. */
  readonly height: bigint;
  /** The validator's power when it did it, as CometBFT says. */
  readonly power: bigint;
  /** How much of the stake behind it is lost, 0 … 1. */
  readonly fraction: Dec;
}

/**
 * Burns a part of the stake that was behind an offence: of what left the validator since, first, and of what is still there.
 *
 * @returns what the validator itself lost; 0 when it is gone or unbonded: what it did is older than an unbonding time
 * @throws InvariantError  an offence of the future, or a negative fraction
 * @see Cosmos SDK v0.53, x/staking/keeper/slash.go, Slash
 */
export function slash(ctx: Ctx, { key, height, power, fraction }: Offence): Amount {
  assert(fraction >= 0n && height <= ctx.height, "an offence is punished after it was done");
  const slashed = decFloor(decMul(decOf(power * POWER_REDUCTION), fraction));
  const validator = validatorByKey(ctx, key);
  if (validator === undefined || validator.status === UNBONDED) return amount(0n);
  const operator = operatorOf(validator);
  hooks.beforeValidatorModified.tell(ctx, operator);

  // Stake of the present height has not left since.
  const elsewhere = height === ctx.height ? 0n : slashDeparted(ctx, operator, { height, fraction });
  const left = slashed > elsewhere ? amount(slashed - elsewhere) : amount(0n);
  const burned = smaller(left, validator.tokens);
  if (burned === 0n) return burned;
  const effective = decMin(decQuoRoundUp(decOf(burned), decOf(validator.tokens)), DEC_ONE);
  hooks.beforeValidatorSlashed.tell(ctx, operator, effective);
  removeTokens(ctx, validator, burned);
  burnTokens(ctx, poolOf(validator.status), burned);
  return burned;
}

/** What to take of stake that left a validator. */
type Sentence = Pick<Offence, "height" | "fraction">;

/** Slashes what left the validator since the offence; the sum is what was responsible, paid or not. */
function slashDeparted(ctx: Ctx, operator: ValAddress, sentence: Sentence): bigint {
  const leaving = unbondingsByValidator.list(ctx, operator).map(([, delegator]) => {
    const unbonding = unbondings.get(ctx, [delegator, operator]);
    assert(unbonding !== undefined, "an unbonding of the index exists");
    return unbonding;
  });
  const unbonded = leaving.map((each) => slashUnbonding(ctx, each, sentence));
  const moving = redelegationsBySource.list(ctx, operator).map(([source, delegator, target]) => {
    const redelegation = redelegations.get(ctx, [delegator, [source, target]]);
    assert(redelegation !== undefined, "a redelegation of the index exists");
    return redelegation;
  });
  const moved = moving.map((each) => slashRedelegation(ctx, each, sentence));
  return [...unbonded, ...moved].reduce((sum, each) => sum + each, 0n);
}

/** Takes from every entry what it is responsible for, as far as it still has that. */
function slashUnbonding(ctx: Ctx, unbonding: UnbondingDelegation, sentence: Sentence): Amount {
  const fines = unbonding.entries.map((entry) => fineOf(ctx, entry, sentence));
  const { left, burned } = fined(unbonding, fines);
  if (burned > 0n) saveUnbonding(ctx, left);
  burnTokens(ctx, NOT_BONDED_POOL, burned);
  return total(fines);
}

/** Takes what was redelegated: first of what is leaving the new validator, the rest of the delegation there. */
function slashRedelegation(ctx: Ctx, redelegation: Redelegation, sentence: Sentence): Amount {
  const { delegatorAddress: delegator, validatorDstAddress: target, entries } = redelegation;
  // A validator that is gone has no delegation left to take from.
  const pool = poolOf(validators.get(ctx, target)?.status ?? UNBONDED);
  const fines = entries.map((entry) => fineOf(ctx, entry, sentence));
  const burned = { leaving: [] as Amount[], staying: [] as Amount[] };
  for (const [i, { sharesDst }] of entries.entries()) {
    const fine = fines[i] as Amount;
    const paid = slashLeaving(ctx, [delegator, target], fine, sentence.height);
    burned.leaving.push(paid);
    if (fine > paid) burned.staying.push(unbondAtMost(ctx, [delegator, target], decMul(sentence.fraction, sharesDst)));
  }
  const staying = total(burned.staying);
  // As in the SDK, one burn for each pool, the bonded one first.
  if (pool === BONDED_POOL) burnTokens(ctx, pool, staying);
  burnTokens(ctx, NOT_BONDED_POOL, total([...burned.leaving, ...(pool === BONDED_POOL ? [] : [staying])]));
  return total(fines);
}

/** Takes up to `fine` of what the delegator is unbonding from the new validator since the offence. */
function slashLeaving(ctx: Ctx, bond: Bond, fine: Amount, height: bigint): Amount {
  const unbonding = unbondings.get(ctx, bond);
  if (unbonding === undefined) return amount(0n);
  let open = fine;
  const fines = unbonding.entries.map((entry) => {
    if (entry.creationHeight < height || isOver(ctx, entry)) return amount(0n);
    const taken = smaller(open, entry.balance);
    open = sub(open, taken);
    return taken;
  });
  const { left, burned } = fined(unbonding, fines);
  if (burned > 0n) saveUnbonding(ctx, left);
  return burned;
}

/** Unbonds shares as far as the delegation has them. */
function unbondAtMost(ctx: Ctx, bond: Bond, shares: Dec): Amount {
  const delegation = delegations.get(ctx, bond);
  if (delegation === undefined || shares === 0n) return amount(0n);
  return unbond(ctx, bond, decMin(shares, delegation.shares), "chain");
}

/** The part of an entry's stake that is lost: none of what began before the offence, or is over. */
function fineOf(ctx: Ctx, entry: Liable, { height, fraction }: Sentence): Amount {
  if (entry.creationHeight < height || isOver(ctx, entry)) return amount(0n);
  return decFloor(decMulInt(fraction, entry.initialBalance));
}

type Liable = Omit<UnbondingDelegationEntry, "balance" | "unbondingId">;

/** An unbonding whose entries paid their fines, no more than each has. */
function fined(
  unbonding: UnbondingDelegation,
  fines: readonly Amount[],
): { left: UnbondingDelegation; burned: Amount } {
  const paid = unbonding.entries.map(({ balance }, i) => smaller(fines[i] as Amount, balance));
  const entries = unbonding.entries.map((entry, i) => ({ ...entry, balance: sub(entry.balance, paid[i] as Amount) }));
  return { left: { ...unbonding, entries }, burned: total(paid) };
}
