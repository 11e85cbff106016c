import { type Ctx, type ReadCtx, UpgradeNeeded, WrongProgram } from "../../kernel/index.js";
import { consensusParams, setAppVersion } from "../consensus/api.js";
import { appVersion, clear } from "./api.js";
import { done, plan, protocolVersion, versions } from "./state.js";

const DONE = Uint8Array.of(1);

/**
 * Pre-block: carries out what is planned at its height, and lets no program pass that does not know it.
 *
 * @throws UpgradeNeeded  the next program takes over from here
 * @throws WrongProgram   this is the wrong program for this state
 * @see cosmossdk.io/x/upgrade v0.2.0, abci.go, PreBlocker
 */
export function preBlock(ctx: Ctx): void {
  const { upgrades } = ctx.services;
  const planned = plan.find(ctx);
  const isDue = planned !== undefined && planned.height <= ctx.height;
  const isSkipped = isDue && upgrades.isSkipped(ctx.height);
  if (!isDue || isSkipped) requireLast(ctx);
  if (planned === undefined) return;
  const { name, height, info } = planned;
  if (isSkipped) {
    upgrades.say(`UPGRADE "${name}" SKIPPED at ${height}: ${info}`);
    clear(ctx);
  } else if (isDue) {
    if (!upgrades.has(name)) throw new UpgradeNeeded(planned, ctx.height);
    upgrades.say(`applying upgrade "${name}" at height: ${height}`);
    apply(ctx, name);
  } else if (upgrades.has(name)) {
    const early = `BINARY UPDATED BEFORE TRIGGER! UPGRADE "${name}" - in binary but not executed on chain.`;
    throw new WrongProgram(`${early} Downgrade your binary`);
  }
}

/** A program that does not know the last upgrade is older than the state. The SDK looks once after a start. */
function requireLast(ctx: ReadCtx): void {
  const [last] = done.downwards(ctx, undefined, 1);
  if (last === undefined) return;
  const [[, name]] = last;
  const version = consensusParams(ctx)?.version?.app ?? 0n;
  if (!ctx.services.upgrades.has(name))
    throw new WrongProgram(`wrong app version ${version}, upgrade handler is missing for ${name} upgrade plan`);
}

function apply(ctx: Ctx, name: string): void {
  const after = ctx.services.upgrades.run(ctx, name, new Map(versions.entries(ctx)));
  for (const [module, version] of after) versions.set(ctx, module, version);
  const next = appVersion(ctx) + 1n;
  protocolVersion.set(ctx, next);
  setAppVersion(ctx, next);
  clear(ctx);
  done.set(ctx, [ctx.height, name], DONE);
}
