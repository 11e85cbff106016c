import { existsSync, readFileSync } from "node:fs";
import { timestampText } from "@dcm/proto";
import { jsonText, NO_TIME, timestampOf } from "../kernel/index.js";
import { UsageError } from "./errors.js";
import { type Home, writeAtomically } from "./home.js";

/** The upgrade at which a program stopped. */
export interface UpgradeInfo {
  readonly name: string;
  readonly height: bigint;
  readonly info: string;
}

/** Leaves word for whoever starts the next program: cosmovisor watches this file. */
export function writeUpgradeInfo({ upgradeInfo }: Home, upgrade: UpgradeInfo): void {
  writeAtomically(upgradeInfo, upgradeInfoText(upgrade), 0o600);
}

/** The file in the bytes of the SDK. */
export function upgradeInfoText({ name, height, info }: UpgradeInfo): string {
  const time = timestampText(timestampOf(NO_TIME), "shortest");
  const text = info === "" ? {} : { info };
  return jsonText({ name, time, height: Number(height), ...text });
}

/** @throws UsageError  the file is not what was written */
export function readUpgradeInfo({ upgradeInfo }: Home): UpgradeInfo | undefined {
  if (!existsSync(upgradeInfo)) return undefined;
  try {
    const { name, height, info = "" } = JSON.parse(readFileSync(upgradeInfo, "utf8")) as Record<string, unknown>;
    if (typeof name === "string" && Number.isSafeInteger(height) && typeof info === "string")
      return { name, height: BigInt(height as number), info };
  } catch {
    // No JSON: refused below, as what is no upgrade.
  }
  throw new UsageError(`${upgradeInfo} names no upgrade; remove it if none is under way`);
}
