import type { Params, ValidatorSigningInfo } from "@dcm/proto/gen/cosmos/slashing/v1beta1";
import type { VoteInfo } from "@dcm/proto/gen/tendermint/abci";
import { BlockIDFlag } from "@dcm/proto/gen/tendermint/types";
import {
  type ConsAddress,
  type Ctx,
  consensusAddress,
  emitLegacy,
  nanoseconds,
  timestampOf,
} from "../../kernel/index.js";
import * as staking from "../staking/api.js";
import { signingInfoOf } from "./api.js";
import { flipped, hasBit, minSigned, placeOf } from "./math.js";
import { missedBlocks, params, signingInfos } from "./state.js";

/** Notes who signed the block before, and punishes who has missed too many. One step for each validator of that block. */
export function beginBlock(ctx: Ctx): void {
  const given = params.get(ctx);
  for (const vote of ctx.header.votes) noteVote(ctx, vote, given);
}

/** @see Cosmos SDK v0.53, x/slashing/keeper/infractions.go, HandleValidatorSignature */
function noteVote(ctx: Ctx, { validator: voter, blockIdFlag }: VoteInfo, given: Params): void {
  const key = consensusAddress(ctx.prefix, voter.address);
  const validator = staking.validatorByConsAddr(ctx, key);
  // One that is jailed is punished already. One that is gone, which an unbonding time of two blocks can bring about, cannot be.
  if (validator === undefined || validator.jailed) return;
  const missed = blockIdFlag === BlockIDFlag.ABSENT;
  const info = counted(ctx, key, { missed, window: given.signedBlocksWindow });
  if (missed)
    emitLegacy(ctx, "liveness", [
      ["address", key],
      ["missed_blocks", `${info.missedBlocksCounter}`],
      ["height", `${ctx.height}`],
    ]);
  const isDown =
    ctx.height > info.startHeight + given.signedBlocksWindow &&
    info.missedBlocksCounter > given.signedBlocksWindow - minSigned(given);
  signingInfos.set(ctx, key, isDown ? punished(ctx, info, { power: voter.power, given }) : info);
}

/** The record with one more block of the window noted. */
function counted(
  ctx: Ctx,
  key: ConsAddress,
  { missed, window }: { missed: boolean; window: bigint },
): ValidatorSigningInfo {
  const info = signingInfoOf(ctx, key);
  const { chunk, bit } = placeOf(info.indexOffset % window);
  const bits = missedBlocks.get(ctx, [key, chunk]);
  const indexOffset = info.indexOffset + 1n;
  // What the window's place remembers is of a whole window ago.
  if (hasBit(bits, bit) === missed) return { ...info, indexOffset };
  missedBlocks.set(ctx, [key, chunk], flipped(bits, bit));
  return { ...info, indexOffset, missedBlocksCounter: info.missedBlocksCounter + (missed ? 1n : -1n) };
}

/** Slashes and jails a validator that is down. It begins a new window, so that it is not punished again when it is back. */
function punished(
  ctx: Ctx,
  info: ValidatorSigningInfo,
  { power, given }: { readonly power: bigint; readonly given: Params },
): ValidatorSigningInfo {
  const { address: key } = info;
  // The stake that signed is that of the set which was decided two blocks ago.
  const offence = { key, height: ctx.height - 2n, power, fraction: given.slashFractionDowntime };
  const burned = staking.slash(ctx, offence);
  emitLegacy(ctx, "slash", [
    ["address", key],
    ["power", `${power}`],
    ["reason", "missing_signature"],
    ["jailed", key],
    ["burned_coins", `${burned}`],
  ]);
  staking.jail(ctx, key);
  for (const [chunk] of missedBlocks.listEntries(ctx, key)) missedBlocks.delete(ctx, [key, chunk]);
  const jailedUntil = timestampOf(ctx.time + nanoseconds(given.downtimeJailDuration));
  return { ...info, jailedUntil, missedBlocksCounter: 0n, indexOffset: 0n };
}
