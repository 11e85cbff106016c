import { BondStatus, type Validator } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import { addressBytes, equalBytes, type Invariants, nanoseconds, type ReadCtx } from "../../kernel/index.js";
import { balanceIn, moduleAddress } from "../bank/api.js";
import { bestRanks } from "./blocks.js";
import { powerOf } from "./math.js";
import { consensusAddressOf } from "./msgs/keys.js";
import { BONDED_POOL, bondDenom, NOT_BONDED_POOL } from "./msgs/pools.js";
import { operatorOf, validatorByKey } from "./msgs/validators.js";
import {
  delegations,
  delegators,
  lastPowers,
  ranks,
  redelegationQueue,
  redelegations,
  unbondingQueue,
  unbondings,
  validatorQueue,
  validators,
} from "./state.js";

const { BONDED, UNBONDING } = BondStatus;

/** x/staking/keeper/invariants.go of Cosmos SDK v0.50, and what records and indexes must agree on. */
export const invariants: Invariants = {
  "the bonded pool holds the tokens of bonded validators": (ctx) =>
    held(ctx, BONDED_POOL) === tokensOf(ctx, ({ status }) => status === BONDED),
  "the not bonded pool holds the tokens of the others and of unbonding delegations": (ctx) =>
    held(ctx, NOT_BONDED_POOL) === tokensOf(ctx, ({ status }) => status !== BONDED) + leaving(ctx),
  "validators that are not jailed, and they alone, have the rank of their power": (ctx) => {
    const all = validators.all(ctx);
    const ranked = new Map(ranks.entries(ctx).map(([[power, operator], value]) => [operator, [power, value] as const]));
    const isRanked = (validator: Validator) => {
      const [power, value] = ranked.get(operatorOf(validator)) ?? [];
      if (validator.jailed) return power === undefined;
      return (
        power === powerOf(validator.tokens) &&
        equalBytes(value ?? new Uint8Array(0), addressBytes(operatorOf(validator)))
      );
    };
    return ranks.entries(ctx).length === all.filter(({ jailed }) => !jailed).length && all.every(isRanked);
  },
  "every delegation has shares, and its validator's list has it": (ctx) =>
    delegations.all(ctx).length === delegators.all(ctx).length &&
    delegations
      .all(ctx)
      .every(
        ({ shares, delegatorAddress, validatorAddress }) =>
          shares > 0n && delegators.has(ctx, [validatorAddress, delegatorAddress]),
      ),
  "a validator's shares are those of its delegations": (ctx) => {
    const sums = new Map<string, bigint>();
    for (const { validatorAddress, shares } of delegations.all(ctx))
      sums.set(validatorAddress, (sums.get(validatorAddress) ?? 0n) + shares);
    return (
      validators.all(ctx).every((each) => (sums.get(operatorOf(each)) ?? 0n) === each.delegatorShares) &&
      [...sums.keys()].every((operator) => validators.has(ctx, operator as never))
    );
  },
  "a validator is found by its consensus key": (ctx) =>
    validators.all(ctx).every((each) => {
      const found = validatorByKey(ctx, consensusAddressOf(ctx, each.consensusPubkey));
      return found !== undefined && operatorOf(found) === operatorOf(each);
    }),
  "the bonded validators are those that CometBFT knows": (ctx) => {
    const bonded = validators.all(ctx).filter(({ status }) => status === BONDED);
    return (
      bonded.length === lastPowers.entries(ctx).length && bonded.every((each) => lastPowers.has(ctx, operatorOf(each)))
    );
  },
  "the bonded validators are those with the most power, at the power that CometBFT knows": (ctx) => {
    const best = bestRanks(ctx);
    const known = new Map(lastPowers.entries(ctx));
    return best.length === known.size && best.every(([power, operator]) => known.get(operator) === power);
  },
  "an unbonding validator waits in the queue": (ctx) =>
    validators.all(ctx).every((each) => {
      const at = [nanoseconds(each.unbondingTime), each.unbondingHeight] as const;
      const waits = validatorQueue.get(ctx, at)?.addresses.includes(each.operatorAddress) === true;
      return waits === (each.status === UNBONDING);
    }),
  "every unbonding waits in the queue": (ctx) =>
    unbondings
      .all(ctx)
      .every(
        ({ delegatorAddress, validatorAddress, entries }) =>
          entries.length > 0 &&
          entries.every(
            ({ completionTime }) =>
              unbondingQueue
                .get(ctx, nanoseconds(completionTime))
                ?.pairs.some(
                  (each) => each.delegatorAddress === delegatorAddress && each.validatorAddress === validatorAddress,
                ) === true,
          ),
      ),
  "every redelegation waits in the queue": (ctx) =>
    redelegations
      .all(ctx)
      .every(
        ({ delegatorAddress, validatorSrcAddress, validatorDstAddress, entries }) =>
          entries.length > 0 &&
          entries.every(
            ({ completionTime }) =>
              redelegationQueue
                .get(ctx, nanoseconds(completionTime))
                ?.triplets.some(
                  (each) =>
                    each.delegatorAddress === delegatorAddress &&
                    each.validatorSrcAddress === validatorSrcAddress &&
                    each.validatorDstAddress === validatorDstAddress,
                ) === true,
          ),
      ),
};

function held(ctx: ReadCtx, pool: string): bigint {
  return balanceIn(ctx, moduleAddress(ctx, pool), bondDenom(ctx));
}

function tokensOf(ctx: ReadCtx, wanted: (validator: Validator) => boolean): bigint {
  return validators
    .all(ctx)
    .filter(wanted)
    .reduce((sum, each) => sum + each.tokens, 0n);
}

function leaving(ctx: ReadCtx): bigint {
  return unbondings
    .all(ctx)
    .flatMap(({ entries }) => entries)
    .reduce((sum, { balance }) => sum + balance, 0n);
}
