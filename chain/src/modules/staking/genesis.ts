import { toHex } from "@dcm/proto";
import { BondStatus, GenesisState, type Validator } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import type { ValidatorUpdate } from "@dcm/proto/gen/tendermint/abci";
import { accountFault, type Ctx, type Genesis, nanoseconds, VALIDATOR, type ValAddress } from "../../kernel/index.js";
import { moduleAccount } from "../auth/api.js";
import { balanceIn, supplyOf } from "../bank/api.js";
import { applySetChanges } from "./blocks.js";
import { MAX_TOTAL_POWER, POWER_REDUCTION, powerOf } from "./math.js";
import { paramsFault } from "./msgs/checks.js";
import { joinUnbondingQueue, saveDelegation, saveUnbonding } from "./msgs/delegations.js";
import { hooks } from "./msgs/hooks.js";
import { cometKey, consensusKey } from "./msgs/keys.js";
import { BONDED_POOL, bondDenom, NOT_BONDED_POOL } from "./msgs/pools.js";
import { joinRedelegationQueue, saveRedelegation } from "./msgs/redelegations.js";
import { joinQueue, operatorOf, saveNewValidator } from "./msgs/validators.js";
import {
  delegations,
  lastPowers,
  lastTotalPower,
  params,
  redelegationKey,
  redelegations,
  UnbondingType,
  unbondingId,
  unbondingIndex,
  unbondingKey,
  unbondings,
  unbondingTypes,
  validatorKey,
  validators,
} from "./state.js";

const { BONDED, UNBONDING } = BondStatus;

/** The SDK's form of genesis (x/staking/keeper/genesis.go). */
export const genesis: Genesis = {
  init(ctx, json) {
    if (json === undefined) {
      params.importJson(ctx, undefined);
      params.set(ctx, { ...params.get(ctx), bondDenom: ctx.baseDenom });
    }
    const state =
      json === undefined ? GenesisState.fromPartial({ params: params.get(ctx) }) : GenesisState.fromJSON(json);
    requireValid(ctx, state);
    params.set(ctx, state.params);
    lastTotalPower.set(ctx, { int: state.lastTotalPower });
    importValidators(ctx, state);
    importDelegations(ctx, state);
    importUnbondings(ctx, state);
    importRedelegations(ctx, state);
    importIds(ctx, state);
    requirePools(ctx, state);
    return state.exported ? exportedUpdates(ctx, state) : applySetChanges(ctx);
  },

  export(ctx) {
    const state = GenesisState.fromPartial({
      params: params.get(ctx),
      lastTotalPower: lastTotalPower.get(ctx).int,
      lastValidatorPowers: lastPowers.entries(ctx).map(([address, power]) => ({ address, power })),
      validators: validators.all(ctx),
      delegations: delegations.all(ctx),
      unbondingDelegations: unbondings.all(ctx),
      redelegations: redelegations.all(ctx),
      exported: true,
    });
    return GenesisState.toJSON(state);
  },
};

/** x/staking/genesis.go, ValidateGenesis; and what records that name each other must agree on. */
function requireValid(ctx: Ctx, state: GenesisState): void {
  const fault = paramsFault(state.params);
  if (fault !== undefined) throw new Error(fault);
  const { bondDenom: denom } = state.params;
  // Whatever is delegated later stays below what CometBFT can count: it would stop.
  if (powerOf(supplyOf(ctx, denom)) > MAX_TOTAL_POWER)
    throw new Error(
      `more ${denom} exists than CometBFT can count as power: at most ${MAX_TOTAL_POWER * POWER_REDUCTION}`,
    );
  const keys = new Set<string>();
  const operators = new Set<string>();
  for (const validator of state.validators) {
    const wrong = validatorFault(ctx, validator);
    const name = `moniker ${validator.description.moniker}, address ${validator.operatorAddress}`;
    if (wrong !== undefined) throw new Error(`${wrong}: ${name}`);
    const key = toHex(consensusKey(validator.consensusPubkey).key);
    const isKnown = keys.has(key) || operators.has(validator.operatorAddress);
    if (isKnown) throw new Error(`duplicate validator in genesis state: ${name}`);
    keys.add(key);
    operators.add(validator.operatorAddress);
  }
  requireKnown(ctx, state, operators);
  if (state.exported) requirePowers(state);
}

/** What is wrong with a validator of a genesis. */
function validatorFault(ctx: Ctx, { operatorAddress, jailed, status, delegatorShares }: Validator): string | undefined {
  const fault = spelledFault(operatorAddress, ctx.prefix + VALIDATOR);
  if (fault !== undefined) return fault;
  if (jailed && status === BONDED) return "validator is bonded and jailed in genesis state";
  if (delegatorShares === 0n && status !== UNBONDING)
    return "bonded/unbonded genesis validator cannot have zero delegator shares";
  return status === BondStatus.UNSPECIFIED ? "invalid validator status" : undefined;
}

/** Records are compared by the text of their addresses, which must have one spelling. */
function spelledFault(text: string, hrp: string): string | undefined {
  return accountFault(text, hrp) ?? (text === text.toLowerCase() ? undefined : `${text} is not in lower case`);
}

/** Delegations are to validators that exist, whose shares are theirs; addresses are addresses. */
function requireKnown(ctx: Ctx, state: GenesisState, operators: ReadonlySet<string>): void {
  const { delegations: made, unbondingDelegations, redelegations: moved } = state;
  const shares = new Map<string, bigint>();
  for (const each of made) shares.set(each.validatorAddress, (shares.get(each.validatorAddress) ?? 0n) + each.shares);
  for (const { operatorAddress, delegatorShares } of state.validators) {
    const own = shares.get(operatorAddress) ?? 0n;
    if (own !== delegatorShares)
      throw new Error(
        `validator ${operatorAddress} has ${delegatorShares} shares, the shares of its delegations are ${own}`,
      );
  }
  for (const { validatorAddress } of made)
    if (!operators.has(validatorAddress))
      throw new Error(`delegation to a validator that does not exist: ${validatorAddress}`);
  const delegatorsNamed = [...made, ...unbondingDelegations, ...moved].map(({ delegatorAddress }) => delegatorAddress);
  const validatorsNamed = [
    ...unbondingDelegations.map(({ validatorAddress }) => validatorAddress),
    ...moved.flatMap(({ validatorSrcAddress, validatorDstAddress }) => [validatorSrcAddress, validatorDstAddress]),
  ];
  const faults = [
    ...delegatorsNamed.map((each) => spelledFault(each, ctx.prefix)),
    ...validatorsNamed.map((each) => spelledFault(each, ctx.prefix + VALIDATOR)),
  ];
  const fault = faults.find((each) => each !== undefined);
  if (fault !== undefined) throw new Error(`staking genesis: ${fault}`);
}

function requirePowers({ validators: list, lastValidatorPowers }: GenesisState): void {
  const bonded = list.filter(({ status }) => status === BONDED).map(({ operatorAddress }) => operatorAddress as string);
  const powerful = new Set(lastValidatorPowers.map(({ address }) => address as string));
  const agrees = bonded.length === powerful.size && bonded.every((each) => powerful.has(each));
  if (!agrees) throw new Error("an exported genesis has last powers of its bonded validators and of no other");
}

function importValidators(ctx: Ctx, { validators: list, exported }: GenesisState): void {
  for (const validator of list) {
    saveNewValidator(ctx, validator);
    if (!exported) hooks.afterValidatorCreated.tell(ctx, operatorOf(validator));
    if (validator.status === UNBONDING) joinQueue(ctx, validator);
  }
}

function importDelegations(ctx: Ctx, { delegations: list, exported }: GenesisState): void {
  for (const delegation of list) {
    const { delegatorAddress: delegator, validatorAddress: operator } = delegation;
    if (!exported) hooks.beforeDelegationCreated.tell(ctx, delegator, operator);
    saveDelegation(ctx, delegation);
    if (!exported) hooks.afterDelegationModified.tell(ctx, delegator, operator);
  }
}

function importUnbondings(ctx: Ctx, { unbondingDelegations }: GenesisState): void {
  for (const unbonding of unbondingDelegations) {
    saveUnbonding(ctx, unbonding);
    const bond = [unbonding.delegatorAddress, unbonding.validatorAddress] as const;
    for (const { completionTime } of unbonding.entries) joinUnbondingQueue(ctx, bond, nanoseconds(completionTime));
  }
}

function importRedelegations(ctx: Ctx, { redelegations: list }: GenesisState): void {
  for (const redelegation of list) {
    saveRedelegation(ctx, redelegation);
    const { delegatorAddress: delegator, validatorSrcAddress: source, validatorDstAddress: target } = redelegation;
    for (const { completionTime } of redelegation.entries)
      joinRedelegationQueue(ctx, { delegator, source, target }, nanoseconds(completionTime));
  }
}

/** The SDK counts from 1 again and forgets which number is whose; here the numbers that the file has stay taken. */
function importIds(ctx: Ctx, state: GenesisState): void {
  const known: (readonly [id: bigint, key: Uint8Array, type: bigint])[] = [];
  for (const { delegatorAddress, validatorAddress, entries } of state.unbondingDelegations)
    for (const { unbondingId: id } of entries)
      known.push([id, unbondingKey(delegatorAddress, validatorAddress), UnbondingType.DELEGATION]);
  for (const { delegatorAddress, validatorSrcAddress, validatorDstAddress, entries } of state.redelegations)
    for (const { unbondingId: id } of entries)
      known.push([
        id,
        redelegationKey(delegatorAddress, validatorSrcAddress, validatorDstAddress),
        UnbondingType.REDELEGATION,
      ]);
  for (const validator of state.validators)
    for (const id of validator.unbondingIds)
      known.push([id, validatorKey(operatorOf(validator)), UnbondingType.VALIDATOR]);
  const last = known.reduce((most, [id]) => (id > most ? id : most), 0n);
  if (last > 0n) unbondingId.set(ctx, last);
  for (const [id, key, type] of known.filter(([each]) => each > 0n)) {
    unbondingIndex.set(ctx, id, key);
    unbondingTypes.set(ctx, id, type);
  }
}

function requirePools(ctx: Ctx, { validators: list, unbondingDelegations }: GenesisState): void {
  const tokens = (wanted: (validator: Validator) => boolean) =>
    list.filter(wanted).reduce((sum, each) => sum + each.tokens, 0n);
  const leaving = unbondingDelegations
    .flatMap(({ entries }) => entries)
    .reduce((sum, { balance }) => sum + balance, 0n);
  requirePool(
    ctx,
    BONDED_POOL,
    "bonded",
    tokens(({ status }) => status === BONDED),
  );
  requirePool(ctx, NOT_BONDED_POOL, "not bonded", tokens(({ status }) => status !== BONDED) + leaving);
}

function requirePool(ctx: Ctx, pool: string, name: string, tokens: bigint): void {
  const denom = bondDenom(ctx);
  const held = balanceIn(ctx, moduleAccount(ctx, pool).base.address, denom);
  if (held !== tokens)
    throw new Error(`${name} pool balance is different from ${name} coins: ${held}${denom} <-> ${tokens}${denom}`);
}

/** CometBFT goes on with the powers that it knew. */
function exportedUpdates(
  ctx: Ctx,
  { lastValidatorPowers, validators: list }: GenesisState,
): readonly ValidatorUpdate[] {
  return lastValidatorPowers.map(({ address: text, power }) => {
    const address = text as string as ValAddress;
    lastPowers.set(ctx, address, power);
    const validator = list.find((each) => operatorOf(each) === address);
    return { pubKey: cometKey(validator?.consensusPubkey), power };
  });
}
