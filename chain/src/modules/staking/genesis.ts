import { BondStatus, GenesisState } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import type { ValidatorUpdate } from "@dcm/proto/gen/tendermint/abci";
import { amount, assert, type Ctx, type Genesis, type ValAddress } from "../../kernel/index.js";
import { moduleAccount } from "../auth/api.js";
import { balanceIn } from "../bank/api.js";
import {
  applyGenesisValidators,
  BONDED_POOL,
  bondDenom,
  NOT_BONDED_POOL,
  saveNewValidator,
  tokensWith,
  validatorUpdate,
} from "./api.js";
import { delegations, delegators, lastPowers, lastTotalPower, params, validators } from "./state.js";

/** The SDK's form of genesis (x/staking/keeper/genesis.go). */
export const genesis: Genesis = {
  init(ctx, json) {
    const state = json === undefined ? undefined : GenesisState.fromJSON(json);
    if (state === undefined) {
      params.importJson(ctx, undefined);
      params.set(ctx, { ...params.get(ctx), bondDenom: ctx.baseDenom });
    } else {
      params.set(ctx, state.params);
    }
    lastTotalPower.set(ctx, state?.lastTotalPower ?? amount(0n));
    if (state !== undefined) importSet(ctx, state);
    const bonded = moduleAccount(ctx, BONDED_POOL);
    const notBonded = moduleAccount(ctx, NOT_BONDED_POOL);
    requirePool(ctx, "bonded", balanceIn(ctx, bonded.base.address, bondDenom(ctx)), (s) => s === BondStatus.BONDED);
    requirePool(
      ctx,
      "not bonded",
      balanceIn(ctx, notBonded.base.address, bondDenom(ctx)),
      (s) => s !== BondStatus.BONDED,
    );
    return state?.exported === true ? exportedUpdates(ctx, state) : applyGenesisValidators(ctx);
  },

  export(ctx) {
    const state = GenesisState.fromPartial({
      params: params.get(ctx),
      lastTotalPower: lastTotalPower.get(ctx),
      lastValidatorPowers: lastPowers.entries(ctx).map(([address, power]) => ({ address, power })),
      validators: validators.all(ctx),
      delegations: delegations.all(ctx),
      exported: true,
    });
    return GenesisState.toJSON(state);
  },
};

function importSet(ctx: Ctx, state: GenesisState): void {
  if (state.unbondingDelegations.length > 0 || state.redelegations.length > 0)
    throw new Error("genesis has unbonding delegations or redelegations, which this application does not keep");
  for (const validator of state.validators) saveNewValidator(ctx, validator);
  for (const delegation of state.delegations) {
    const { delegatorAddress, validatorAddress } = delegation;
    delegations.set(ctx, [delegatorAddress, validatorAddress], delegation);
    delegators.add(ctx, [validatorAddress, delegatorAddress]);
  }
}

function requirePool(ctx: Ctx, name: string, held: bigint, wanted: (status: BondStatus) => boolean): void {
  const tokens = tokensWith(ctx, wanted);
  const denom = bondDenom(ctx);
  if (held !== tokens)
    throw new Error(`${name} pool balance is different from ${name} coins: ${held}${denom} <-> ${tokens}${denom}`);
}

function exportedUpdates(ctx: Ctx, state: GenesisState): readonly ValidatorUpdate[] {
  return state.lastValidatorPowers.map(({ address: text, power }) => {
    const address = text as string as ValAddress;
    lastPowers.set(ctx, address, power);
    const validator = validators.get(ctx, address);
    assert(validator !== undefined, `validator ${address} not found`);
    return { ...validatorUpdate(validator), power };
  });
}
