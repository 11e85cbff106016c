import { PubKey as Ed25519 } from "@dcm/proto/gen/cosmos/crypto/ed25519";
import { BondStatus, type Validator } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import type { Any } from "@dcm/proto/gen/google/protobuf";
import type { ValidatorUpdate } from "@dcm/proto/gen/tendermint/abci";
import { sha256 } from "@noble/hashes/sha2.js";
import {
  type Address,
  type Amount,
  accountAddress,
  add,
  addressBytes,
  amount,
  assert,
  type ConsAddress,
  type Ctx,
  consensusAddress,
  type Dec,
  fail,
  hook,
  type ReadCtx,
  total,
  type ValAddress,
} from "../../kernel/index.js";
import { moduleAddress, sendCoins } from "../bank/api.js";
import { E } from "./errors.js";
import { powerOf } from "./math.js";
import { lastPowers, lastTotalPower, operators, params, ranks, validators } from "./state.js";

/**
 * What others hear of validators and delegations, in the order of app/hooks.ts (x/staking/types/expected_keepers.go,
 * StakingHooks).
 */
export const hooks = {
  afterValidatorCreated: hook<[operator: ValAddress]>(),
  beforeValidatorModified: hook<[operator: ValAddress]>(),
  afterValidatorRemoved: hook<[key: ConsAddress, operator: ValAddress]>(),
  afterValidatorBonded: hook<[key: ConsAddress, operator: ValAddress]>(),
  afterValidatorBeginUnbonding: hook<[key: ConsAddress, operator: ValAddress]>(),
  beforeDelegationCreated: hook<[delegator: Address, operator: ValAddress]>(),
  beforeDelegationSharesModified: hook<[delegator: Address, operator: ValAddress]>(),
  beforeDelegationRemoved: hook<[delegator: Address, operator: ValAddress]>(),
  afterDelegationModified: hook<[delegator: Address, operator: ValAddress]>(),
  /** Before a validator loses that part of its tokens, 0 … 1. */
  beforeValidatorSlashed: hook<[operator: ValAddress, fraction: Dec]>(),
  afterUnbondingInitiated: hook<[id: bigint]>(),
} as const;

export const BONDED_POOL = "bonded_tokens_pool";
export const NOT_BONDED_POOL = "not_bonded_tokens_pool";

/** The denomination that validators stake. */
export function bondDenom(ctx: ReadCtx): string {
  return params.get(ctx).bondDenom;
}

/**
 * Decides at genesis who validates: the `max_validators` with the most power become bonded, and their tokens move into the
 * bonded pool.
 *
 * @returns what CometBFT must be told
 * @see Cosmos SDK v0.53, x/staking/keeper/val_state_change.go, ApplyAndReturnValidatorSetUpdates
 */
export function applyGenesisValidators(ctx: Ctx): readonly ValidatorUpdate[] {
  const { maxValidators } = params.get(ctx);
  const best = [...ranks.all(ctx)].reverse().slice(0, maxValidators);
  const entering: Amount[] = [];
  const powers: bigint[] = [];
  const updates: ValidatorUpdate[] = [];
  for (const [power, operator] of best) {
    if (power === 0n) break;
    const validator = existing(ctx, operator);
    assert(!validator.jailed, "a jailed validator has no rank");
    if (validator.status !== BondStatus.BONDED) {
      entering.push(validator.tokens);
      validators.set(ctx, operator, { ...validator, status: BondStatus.BONDED });
    }
    if (lastPowers.get(ctx, operator) !== power) {
      lastPowers.set(ctx, operator, power);
      updates.push(validatorUpdate(validator));
    }
    powers.push(power);
  }
  const moved = total(entering);
  if (moved > 0n) {
    const coins = [{ denom: bondDenom(ctx), amount: moved }];
    sendCoins(ctx, moduleAddress(ctx, NOT_BONDED_POOL), moduleAddress(ctx, BONDED_POOL), coins);
  }
  if (updates.length > 0) lastTotalPower.set(ctx, amount(powers.reduce((sum, power) => sum + power, 0n)));
  return updates;
}

/** The validators that CometBFT knows, with their powers. */
export function genesisValidators(ctx: ReadCtx): readonly ValidatorUpdate[] {
  return lastPowers.entries(ctx).map(([operator, power]) => ({ ...validatorUpdate(existing(ctx, operator)), power }));
}

/** Stores a validator with its two indexes. It has no rank while it is jailed. */
export function saveNewValidator(ctx: Ctx, validator: Validator): void {
  const operator = operatorOf(validator);
  validators.set(ctx, operator, validator);
  operators.set(ctx, consensusAddressOf(ctx, validator.consensusPubkey), addressBytes(operator));
  if (!validator.jailed) ranks.add(ctx, [powerOf(validator.tokens), operator]);
}

/** A validator's own address; the SDK's message calls it an account's. */
export function operatorOf(validator: Validator): ValAddress {
  return validator.operatorAddress as string as ValAddress;
}

/** What CometBFT is told of a validator. */
export function validatorUpdate({ consensusPubkey, tokens }: Validator): ValidatorUpdate {
  return {
    pubKey: { ed25519: consensusKey(consensusPubkey), secp256k1: undefined },
    power: powerOf(tokens),
  };
}

/**
 * The bytes of a validator's consensus key.
 *
 * @throws staking 39 EmptyPubKey             there is none
 * @throws staking 6  PubKeyTypeNotSupported  it is not an ed25519 key of 32 bytes
 */
export function consensusKey(packed: Any | undefined): Uint8Array {
  if (packed === undefined) fail(E.EmptyPubKey);
  if (packed.typeUrl !== Ed25519.typeUrl) fail(E.PubKeyTypeNotSupported, `got: ${packed.typeUrl}, expected: [ed25519]`);
  const { key } = Ed25519.decode(packed.value);
  if (key.length !== 32) fail(E.PubKeyTypeNotSupported, `got: ${key.length} bytes, expected: 32`);
  return key;
}

/** The address of a consensus key: the first 20 bytes of its sha256. */
export function consensusAddressOf(ctx: ReadCtx, packed: Any | undefined): ConsAddress {
  return consensusAddress(ctx.prefix, sha256(consensusKey(packed)).slice(0, 20));
}

/** The account behind a validator's operator address. */
export function operatorAccount(ctx: ReadCtx, operator: ValAddress): Address {
  return accountAddress(ctx.prefix, addressBytes(operator));
}

/** Tokens of all validators with one of these states. */
export function tokensWith(ctx: ReadCtx, wanted: (status: BondStatus) => boolean): Amount {
  return validators
    .all(ctx)
    .filter((each) => wanted(each.status))
    .reduce((sum, each) => add(sum, each.tokens), amount(0n));
}

function existing(ctx: ReadCtx, operator: ValAddress): Validator {
  const validator = validators.get(ctx, operator);
  assert(validator !== undefined, "a ranked validator exists");
  return validator;
}
