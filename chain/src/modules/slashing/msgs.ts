import { durationText } from "@dcm/proto";
import type { MsgRpcs, Params } from "@dcm/proto/gen/cosmos/slashing/v1beta1";
import {
  accountFault,
  type Ctx,
  decFloor,
  ensure,
  fractionFault,
  type Handlers,
  LONGEST_SPAN,
  nanoseconds,
  Sdk,
  VALIDATOR,
  type ValAddress,
} from "../../kernel/index.js";
import { updateParams } from "../auth/api.js";
import * as staking from "../staking/api.js";
import { E } from "./errors.js";
import { params, signingInfos } from "./state.js";

export const msgs: Handlers<MsgRpcs, Ctx> = {
  Unjail(ctx, { validatorAddr }) {
    const fault = accountFault(validatorAddr, ctx.prefix + VALIDATOR);
    ensure(fault === undefined, Sdk.InvalidAddress, `validator input address: ${fault}`);
    const operator = validatorAddr.toLowerCase() as ValAddress;
    const validator = staking.existingValidator(ctx, operator);
    const own = staking.existingDelegation(ctx, staking.operatorAccount(ctx, operator), operator);
    const tokens = decFloor(staking.tokensFromShares(validator, own.shares));
    const least = validator.minSelfDelegation;
    ensure(tokens >= least, E.SelfDelegationTooLow, `${tokens} less than ${least}`);
    ensure(validator.jailed, E.ValidatorNotJailed);
    const key = staking.consensusAddressOf(ctx, validator.consensusPubkey);
    // One that was never bonded has no record: it was jailed for staking less itself than it promised.
    const info = signingInfos.get(ctx, key);
    const isFree = info === undefined || (!info.tombstoned && nanoseconds(info.jailedUntil) <= ctx.time);
    ensure(isFree, E.ValidatorJailed);

    staking.unjail(ctx, key);
    return {};
  },

  UpdateParams: updateParams(params, paramsFault),
};

/** Why these parameters cannot be, in the SDK's words (x/slashing/types/params.go, Validate). */
export function paramsFault(next: Params): string | undefined {
  const { signedBlocksWindow, minSignedPerWindow, downtimeJailDuration } = next;
  if (signedBlocksWindow <= 0n) return `signed blocks window must be positive: ${signedBlocksWindow}`;
  const signed = fractionFault("min signed per window", minSignedPerWindow);
  if (signed !== undefined) return signed;
  const jailed = nanoseconds(downtimeJailDuration);
  if (jailed <= 0n) return `downtime jail duration must be positive: ${durationText(downtimeJailDuration)}`;
  if (jailed > LONGEST_SPAN)
    return `downtime jail duration is longer than 292 years: ${durationText(downtimeJailDuration)}`;
  return (
    fractionFault("double sign slash fraction", next.slashFractionDoubleSign) ??
    fractionFault("downtime slash fraction", next.slashFractionDowntime)
  );
}
