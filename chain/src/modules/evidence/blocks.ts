import { Equivocation } from "@dcm/proto/gen/cosmos/evidence/v1beta1";
import { BondStatus } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import { type Misbehavior, MisbehaviorType } from "@dcm/proto/gen/tendermint/abci";
import { type Ctx, consensusAddress, nanoseconds, type ReadCtx } from "../../kernel/index.js";
import { consensusParams } from "../consensus/api.js";
import * as slashing from "../slashing/api.js";
import * as staking from "../staking/api.js";
import { hashOf, packed } from "./math.js";
import { evidences } from "./state.js";

/** 9999-12-31T23:59:59Z, in Unix nanoseconds. */
const FOR_EVER = 253_402_300_799n * 1_000_000_000n;

/** Punishes what CometBFT proves. It says each thing once, and no more than fit into a block. */
export function beginBlock(ctx: Ctx): void {
  for (const each of ctx.header.misbehavior) {
    const { DUPLICATE_VOTE, LIGHT_CLIENT_ATTACK } = MisbehaviorType;
    if (each.type === DUPLICATE_VOTE || each.type === LIGHT_CLIENT_ATTACK) punish(ctx, each);
  }
}

/**
 * Slashes, jails and tombstones a validator that signed two things where one was asked, unless that is too long ago for its
 * stake to be still there.
 *
 * @see Cosmos SDK v0.53, x/evidence/keeper/infraction.go, handleEquivocationEvidence
 */
function punish(ctx: Ctx, { validator: voter, height, time }: Misbehavior): void {
  const key = consensusAddress(ctx.prefix, voter.address);
  const validator = staking.validatorByConsAddr(ctx, key);
  // The SDK's chain stops over a validator that is gone; nothing is left of it to punish.
  if (validator === undefined || validator.status === BondStatus.UNBONDED) return;
  if (isStale(ctx, height, nanoseconds(time)) || slashing.isTombstoned(ctx, key)) return;

  const { power } = voter;
  // The stake that signed is that of the set which was decided a block before.
  const offence = { key, height: height - 1n, power, fraction: slashing.slashFractionDoubleSign(ctx) };
  slashing.slash(ctx, offence, "double_sign");
  if (!validator.jailed) slashing.jail(ctx, key);
  slashing.tombstone(ctx, key, FOR_EVER);
  const equivocation = Equivocation.fromPartial({ height, time, power, consensusAddress: key as string as never });
  evidences.set(ctx, hashOf(equivocation), packed(equivocation));
}

/** Whether an offence is older than evidence may be, by time and by blocks (the parameters of consensus). */
function isStale(ctx: ReadCtx, height: bigint, time: bigint): boolean {
  const limits = consensusParams(ctx)?.evidence;
  if (limits === undefined) return false;
  const isOld = ctx.time - time > nanoseconds(limits.maxAgeDuration);
  return isOld && ctx.height - height > limits.maxAgeNumBlocks;
}
