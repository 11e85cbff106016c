import type { ValidatorSigningInfo } from "@dcm/proto/gen/cosmos/slashing/v1beta1";
import {
  type Amount,
  assert,
  type ConsAddress,
  type Ctx,
  type Dec,
  emitLegacy,
  type ReadCtx,
  timestampOf,
  type ValAddress,
} from "../../kernel/index.js";
import * as staking from "../staking/api.js";
import { params, pubkeys, signingInfos } from "./state.js";

/** Why a validator is punished, as events say it. */
export type Reason = "missing_signature" | "double_sign";

/** A validator exists: its key can be told from its address. For staking's hook. */
export function onValidatorCreated(ctx: Ctx, operator: ValAddress): void {
  const validator = staking.validator(ctx, operator);
  assert(validator !== undefined, "a validator that was created exists");
  noteKey(ctx, validator);
}

/** A validator is gone. For staking's hook. */
export function onValidatorRemoved(ctx: Ctx, key: ConsAddress): void {
  pubkeys.delete(ctx, key);
}

/** A validator begins to sign: blocks before this one do not count against it. For staking's hook. */
export function onValidatorBonded(ctx: Ctx, key: ConsAddress): void {
  signingInfos.set(ctx, key, { ...signingInfoOf(ctx, key), startHeight: ctx.height });
}

/** Remembers the consensus key of a validator. */
export function noteKey(ctx: Ctx, { consensusPubkey }: NonNullable<ReturnType<typeof staking.validator>>): void {
  assert(consensusPubkey !== undefined, "a validator has a consensus key");
  pubkeys.set(ctx, staking.consensusAddressOf(ctx, consensusPubkey), consensusPubkey);
}

/**
 * What a consensus key did lately. Of a bonded validator whose record a genesis forgot it is that of one who begins now.
 *
 * @see Cosmos SDK v0.53, x/slashing/keeper/signing_info.go, GetValidatorSigningInfo
 */
export function signingInfoOf(ctx: ReadCtx, key: ConsAddress): ValidatorSigningInfo {
  return (
    signingInfos.get(ctx, key) ?? {
      address: key,
      startHeight: ctx.height,
      indexOffset: 0n,
      jailedUntil: timestampOf(0n),
      tombstoned: false,
      missedBlocksCounter: 0n,
    }
  );
}

/** Whether the address is that of a validator's consensus key. */
export function isKeyKnown(ctx: ReadCtx, key: ConsAddress): boolean {
  return pubkeys.has(ctx, key);
}

/** Whether a key may never validate again. */
export function isTombstoned(ctx: ReadCtx, key: ConsAddress): boolean {
  return signingInfos.get(ctx, key)?.tombstoned === true;
}

/** The part of its stake that a validator loses for signing twice, 0 … 1. */
export function slashFractionDoubleSign(ctx: ReadCtx): Dec {
  return params.get(ctx).slashFractionDoubleSign;
}

/**
 * Slashes a validator and says so.
 *
 * @returns what the validator itself lost
 * @see Cosmos SDK v0.53, x/slashing/keeper/keeper.go, SlashWithInfractionReason
 */
export function slash(ctx: Ctx, offence: staking.Offence, reason: Reason): Amount {
  const burned = staking.slash(ctx, offence);
  emitLegacy(ctx, "slash", [
    ["address", offence.key],
    ["power", `${offence.power}`],
    ["reason", reason],
    ["burned_coins", `${burned}`],
  ]);
  return burned;
}

/** Puts a validator to jail and says so. */
export function jail(ctx: Ctx, key: ConsAddress): void {
  staking.jail(ctx, key);
  emitLegacy(ctx, "slash", [["jailed", key]]);
}

/**
 * Bars a key from validating for ever.
 *
 * @param jailedUntil  Unix nanoseconds, for who shows it
 */
export function tombstone(ctx: Ctx, key: ConsAddress, jailedUntil: bigint): void {
  const info = signingInfoOf(ctx, key);
  assert(!info.tombstoned, "a key is tombstoned once");
  signingInfos.set(ctx, key, { ...info, jailedUntil: timestampOf(jailedUntil), tombstoned: true });
}
