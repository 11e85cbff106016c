import type { Ctx } from "./context.js";

/** Consensus versions of modules, by their names. */
export type Versions = ReadonlyMap<string, bigint>;

/** What this program knows of upgrades, and which of them its operator leaves out. */
export interface Upgrades {
  /** Of this program's modules. */
  readonly versions: Versions;
  /** Whether this program carries out the upgrade of that name. */
  has(name: string): boolean;
  /** Whether the operator wants no upgrade at that height. */
  isSkipped(height: bigint): boolean;
  /** Carries out an upgrade of the modules from their versions in the state; the versions after it. */
  run(ctx: Ctx, name: string, from: Versions): Versions;
  /** Tells the operator. */
  say(text: string): void;
}

/** This program is not the one that the state is of. */
export class WrongProgram extends Error {
  override readonly name = "WrongProgram";
}

/** No program without a plan's upgrade passes its height: the node stops, and the next program goes on from there. */
export class UpgradeNeeded extends Error {
  override readonly name = "UpgradeNeeded";
  constructor(
    readonly plan: { readonly name: string; readonly height: bigint; readonly info: string },
    /** The height at which it stops. */
    readonly height: bigint,
  ) {
    super(`UPGRADE "${plan.name}" NEEDED at height: ${plan.height}: ${plan.info}`);
  }
}
