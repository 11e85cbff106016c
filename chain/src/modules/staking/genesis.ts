import { toHex } from "@dcm/proto";
import { BondStatus, GenesisState, type Validator } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import type { ValidatorUpdate } from "@dcm/proto/gen/tendermint/abci";
import { type Ctx, type Genesis, nanoseconds, type ValAddress } from "../../kernel/index.js";
import { moduleAccount } from "../auth/api.js";
import { balanceIn } from "../bank/api.js";
import { applySetChanges } from "./blocks.js";
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
    requireValid(state);
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

/** x/staking/genesis.go, ValidateGenesis; and what an exported set must agree on. */
function requireValid({ params: given, validators: list, lastValidatorPowers, exported }: GenesisState): void {
  const fault = paramsFault(given);
  if (fault !== undefined) throw new Error(fault);
  const keys = new Set<string>();
  for (const validator of list) {
    const name = `moniker ${validator.description.moniker}, address ${validator.operatorAddress}`;
    const key = toHex(consensusKey(validator.consensusPubkey).key);
    if (keys.has(key)) throw new Error(`duplicate validator in genesis state: ${name}`);
    keys.add(key);
    if (validator.jailed && validator.status === BONDED)
      throw new Error(`validator is bonded and jailed in genesis state: ${name}`);
    if (validator.delegatorShares === 0n && validator.status !== UNBONDING)
      throw new Error(`bonded/unbonded genesis validator cannot have zero delegator shares, validator: ${name}`);
    if (validator.status === BondStatus.UNSPECIFIED) throw new Error(`invalid validator status: ${name}`);
  }
  const bonded = list.filter(({ status }) => status === BONDED).map(({ operatorAddress }) => operatorAddress as string);
  const powerful = new Set(lastValidatorPowers.map(({ address }) => address as string));
  const agrees = bonded.length === powerful.size && bonded.every((each) => powerful.has(each));
  if (exported && !agrees)
    throw new Error("an exported genesis has last powers of its bonded validators and of no other");
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
