import type { Plan } from "@dcm/proto/gen/cosmos/upgrade/v1beta1";
import { type Ctx, ensure, NO_TIME, nanoseconds, type ReadCtx, Sdk, timestampOf } from "../../kernel/index.js";
import { done, plan, protocolVersion } from "./state.js";

/**
 * Plans an upgrade, in the place of another that was planned.
 *
 * @throws sdk 18 InvalidRequest  it has no name or height, its height is past, or one of that name was carried out
 * @see cosmossdk.io/x/upgrade v0.2.0, keeper/keeper.go, ScheduleUpgrade
 */
export function schedule(ctx: Ctx, given: Plan): void {
  const fault = planFault(given);
  ensure(fault === undefined, Sdk.InvalidRequest, fault);
  ensure(given.height >= ctx.height, Sdk.InvalidRequest, "upgrade cannot be scheduled in the past");
  const isNew = doneHeight(ctx, given.name) === 0n;
  ensure(isNew, Sdk.InvalidRequest, `upgrade with name ${given.name} has already been completed`);
  plan.set(ctx, { ...given, time: timestampOf(NO_TIME) });
}

/** Forgets what is planned. */
export function clear(ctx: Ctx): void {
  if (plan.find(ctx) !== undefined) plan.delete(ctx);
}

/** The height at which the upgrade of that name was carried out; 0 when it never was. */
export function doneHeight(ctx: ReadCtx, name: string): bigint {
  return done.entries(ctx).find(([[, each]]) => each === name)?.[0][0] ?? 0n;
}

/** How many upgrades the chain has passed. */
export function appVersion(ctx: ReadCtx): bigint {
  return protocolVersion.find(ctx) ?? 0n;
}

/** types/plan.go, ValidateBasic. */
function planFault({ time, upgradedClientState, name, height }: Plan): string | undefined {
  const isTimed = time !== undefined && nanoseconds(time) !== NO_TIME;
  if (isTimed) return "time-based upgrades have been deprecated in the SDK";
  if (upgradedClientState !== undefined) return "upgrade logic for IBC has been moved to the IBC module";
  if (name === "") return "name cannot be empty";
  return height <= 0n ? "height must be greater than 0" : undefined;
}
