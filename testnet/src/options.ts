import { homedir } from "node:os";
import { join } from "node:path";

export interface LocalnetOptions {
  /** Default ~/.dcm/localnet. */
  readonly home?: string | undefined;
  readonly chainId?: string | undefined;
  /** 1 to 4. */
  readonly validators?: number | undefined;
  /** 0 to 4. */
  readonly providers?: number | undefined;
  /** Pause between blocks, such as 250ms. */
  readonly blockTime?: string | undefined;
  /** Added to every port. */
  readonly portOffset?: number | undefined;
  /** Wipes the home first. */
  readonly reset?: boolean | undefined;
  /** Where the READY object is written too. */
  readonly configOut?: string | undefined;
}

export interface Settings {
  readonly home: string;
  readonly chainId: string;
  readonly validators: number;
  readonly providers: number;
  readonly blockTime: string;
  readonly portOffset: number;
}

/** What can be wrong; the command line has an exit code and a next step for each. */
export type LocalnetErrorCode =
  | "LOCALNET"
  | "LOCALNET_OPTION"
  | "LOCALNET_RUNNING"
  | "LOCALNET_OTHER_STATE"
  | "LOCALNET_PORT_TAKEN"
  | "LOCALNET_COMETBFT";

/** A mistake in the options or in what was found on disk; the text says what to do. */
export class LocalnetError extends Error {
  override readonly name = "LocalnetError";

  constructor(
    message: string,
    readonly code: LocalnetErrorCode = "LOCALNET",
    /** Commands that help, when they are known here. */
    readonly next: readonly string[] = [],
  ) {
    super(message);
  }
}

/** Where a local network lives: as told, else with the user's keys and contexts (`DCM_HOME`, or ~/.dcm). */
export function localnetHome(home?: string): string {
  return home ?? join(process.env.DCM_HOME ?? join(homedir(), ".dcm"), "localnet");
}

/** @throws LocalnetError  when a number is out of its range */
export function settingsOf(options: LocalnetOptions): Settings {
  const { validators = 1, providers = 3, portOffset = 0, blockTime = "250ms" } = options;
  if (!/^\d{1,9}(\.\d{1,6})?(ms|s|m)$/.test(blockTime))
    throw new LocalnetError(`--block-time ${blockTime} is no duration such as 250ms or 1s`, "LOCALNET_OPTION");
  requireWhole("--validators", validators, 1, 4);
  requireWhole("--providers", providers, 0, 4);
  requireWhole("--port-offset", portOffset, 0, 30_000);
  return {
    home: localnetHome(options.home),
    chainId: options.chainId ?? "dcm-local-1",
    validators,
    providers,
    blockTime,
    portOffset,
  };
}

/** Ports of validator `i` (INTERFACES.md, "Localnet"). */
export function portsOf({ portOffset }: Settings, i: number) {
  const base = portOffset + 10 * i;
  return {
    rpc: 26_657 + base,
    p2p: 26_656 + base,
    metrics: 26_660 + base,
    appMetrics: 26_661 + base,
    rest: 1_317 + portOffset,
    grpc: 9_090 + portOffset,
  };
}

function requireWhole(name: string, value: number, min: number, max: number): void {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new LocalnetError(`${name} must be a whole number from ${min} to ${max}`, "LOCALNET_OPTION");
  }
}
