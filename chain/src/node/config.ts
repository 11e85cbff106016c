import { parse } from "smol-toml";
import { UsageError } from "./errors.js";
import { readFile } from "./home.js";

/** What the node reads from app.toml, the environment and flags. */
export interface AppConfig {
  readonly minimumGasPrices: string;
  readonly queryKeepRecent: number;
  readonly pruning: "default" | "nothing" | "everything";
  readonly haltHeight: bigint;
  /** Unix seconds. */
  readonly haltTime: bigint;
  readonly minRetainBlocks: bigint;
  readonly api: { readonly enable: boolean; readonly address: string };
  readonly grpc: { readonly enable: boolean; readonly address: string };
  readonly telemetry: { readonly enabled: boolean; readonly address: string };
}

type Value = string | bigint | boolean;

/** Keys with an effect, and their defaults. The type of the default is the type of the key. */
const KEYS: Readonly<Record<string, Value>> = {
  "minimum-gas-prices": "",
  "query-keep-recent": 100n,
  pruning: "default",
  "halt-height": 0n,
  "halt-time": 0n,
  "min-retain-blocks": 0n,
  "api.enable": true,
  "api.address": "tcp://localhost:1317",
  "grpc.enable": true,
  "grpc.address": "localhost:9090",
  "telemetry.enabled": true,
  "telemetry.address": "localhost:26661",
};

/** Keys of SDK 0.53's app.toml that mean nothing here: accepted so that operators keep their files, and said so. */
const WITHOUT_EFFECT = new Set([
  ...[
    "query-gas-limit",
    "pruning-keep-recent",
    "pruning-interval",
    "inter-block-cache",
    "index-events",
    "app-db-backend",
  ],
  ...["iavl-cache-size", "iavl-disable-fastnode", "iavl-lazy-loading"],
  ...["telemetry.service-name", "telemetry.enable-hostname", "telemetry.enable-hostname-label"],
  ...["telemetry.enable-service-label", "telemetry.prometheus-retention-time", "telemetry.global-labels"],
  ...["telemetry.metrics-sink", "telemetry.statsd-addr", "telemetry.datadog-hostname"],
  ...["api.swagger", "api.max-open-connections", "api.rpc-read-timeout", "api.rpc-write-timeout"],
  ...["api.rpc-max-body-bytes", "api.enabled-unsafe-cors", "grpc.max-recv-msg-size", "grpc.max-send-msg-size"],
  ...["grpc.skip-check-header", "grpc-web.enable", "state-sync.snapshot-interval", "state-sync.snapshot-keep-recent"],
  ...["streaming.abci.keys", "streaming.abci.plugin", "streaming.abci.stop-node-on-err", "mempool.max-txs"],
]);

/**
 * Reads app.toml; a flag goes before `DCMD_<SECTION>_<KEY>`, which goes before the file, which goes before the default.
 *
 * @param flags values by the key's name in the file, e.g. `api.address`
 * @param warn  told once for keys that are known to the Cosmos SDK and have no effect here
 * @throws UsageError for a file that is no TOML, an unknown key, or a value of the wrong type
 */
export function loadConfig(options: {
  readonly file: string;
  readonly flags: Readonly<Record<string, string | undefined>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly warn: (text: string) => void;
}): AppConfig {
  const file = flatten(readToml(options.file));
  const idle = [...file.keys()].filter((key) => WITHOUT_EFFECT.has(key));
  const unknown = [...file.keys()].filter((key) => !WITHOUT_EFFECT.has(key) && !Object.hasOwn(KEYS, key));
  if (unknown.length > 0) throw new UsageError(`${options.file}: unknown key ${unknown.join(", ")}`, "DCMD_CONFIG");
  if (idle.length > 0) options.warn(`${options.file}: no effect here: ${idle.join(", ")}`);

  const value = (key: string): Value => {
    const text = options.flags[key] ?? options.env[`DCMD_${key.replace(/[.-]/g, "_").toUpperCase()}`];
    const wanted = KEYS[key] as Value;
    return text === undefined ? typed(key, file.get(key) ?? wanted, wanted) : parsed(key, text, wanted);
  };
  return checked({
    minimumGasPrices: value("minimum-gas-prices") as string,
    queryKeepRecent: Number(value("query-keep-recent")),
    pruning: value("pruning") as AppConfig["pruning"],
    haltHeight: value("halt-height") as bigint,
    haltTime: value("halt-time") as bigint,
    minRetainBlocks: value("min-retain-blocks") as bigint,
    api: { enable: value("api.enable") as boolean, address: value("api.address") as string },
    grpc: { enable: value("grpc.enable") as boolean, address: value("grpc.address") as string },
    telemetry: { enabled: value("telemetry.enabled") as boolean, address: value("telemetry.address") as string },
  });
}

/** The app.toml that `dcmd init` writes. */
export function defaultAppToml(denom: string): string {
  return `# Transactions must offer at least this price for each unit of gas.
minimum-gas-prices = "0.001${denom}"

# How many past heights answer queries and proofs.
query-keep-recent = 100

# default keeps the heights above, nothing keeps every height, everything keeps the last one.
pruning = "default"

# Stop before this height, or before the first block at or after this Unix time. 0 is never.
halt-height = 0
halt-time = 0

# How many blocks CometBFT keeps. 0 keeps all.
min-retain-blocks = 0

[api]
# dcm-gateway: REST, events, blobs.
enable = true
address = "tcp://localhost:1317"

[grpc]
# The same queries as gRPC, with reflection; dcm-gateway serves them, so api must be enabled too.
enable = true
address = "localhost:9090"

[telemetry]
# Counters of the application for Prometheus; CometBFT's own are set in config.toml.
enabled = true
address = "localhost:26661"
`;
}

const PRICE = /^\d+(\.\d{1,18})?[a-zA-Z][a-zA-Z0-9/:._-]{2,127}$/;

function checked(config: AppConfig): AppConfig {
  if (!["default", "nothing", "everything"].includes(config.pruning)) {
    throw new UsageError(`pruning: "${config.pruning}" is none of default, nothing, everything`, "DCMD_CONFIG");
  }
  if (config.queryKeepRecent < 0 || config.haltHeight < 0n || config.haltTime < 0n || config.minRetainBlocks < 0n) {
    throw new UsageError("app.toml: a negative number is not allowed", "DCMD_CONFIG");
  }
  // SDK server/config: the text that operators and scripts know.
  if (config.minimumGasPrices === "")
    throw new UsageError("set min gas price in app.toml or flag or env variable", "DCMD_CONFIG", [
      "--minimum-gas-prices 0.001udcm",
    ]);
  if (!config.minimumGasPrices.split(",").every((price) => PRICE.test(price.trim()))) {
    throw new UsageError(
      `minimum-gas-prices: "${config.minimumGasPrices}" is no price such as 0.001udcm`,
      "DCMD_CONFIG",
    );
  }
  return config;
}

function readToml(path: string): Record<string, unknown> {
  const text = readFile(path);
  try {
    return parse(text, { integersAsBigInt: true });
  } catch (error) {
    throw new UsageError(
      `${path}: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}`,
      "DCMD_CONFIG",
    );
  }
}

function flatten(table: Record<string, unknown>, prefix = "", into = new Map<string, unknown>()): Map<string, unknown> {
  for (const [name, value] of Object.entries(table)) {
    const isTable = typeof value === "object" && value !== null && !Array.isArray(value);
    if (isTable && prefix.split(".").length < 3) flatten(value as Record<string, unknown>, `${prefix}${name}.`, into);
    else into.set(prefix + name, value);
  }
  return into;
}

function typed(key: string, value: unknown, wanted: Value): Value {
  // The SDK writes its numbers quoted in places, e.g. halt-height.
  if (typeof value === "string" && typeof wanted === "bigint") return parsed(key, value, wanted);
  if (typeof value === typeof wanted) return value as Value;
  throw new UsageError(
    `${key}: got ${JSON.stringify(String(value))}, wanted a ${NAMES[typeof wanted as keyof typeof NAMES]}`,
    "DCMD_CONFIG",
  );
}

function parsed(key: string, text: string, wanted: Value): Value {
  if (typeof wanted === "string") return text;
  if (typeof wanted === "bigint" && /^\d{1,18}$/.test(text)) return BigInt(text);
  if (typeof wanted === "boolean" && (text === "true" || text === "false")) return text === "true";
  throw new UsageError(`${key}: got "${text}", wanted a ${NAMES[typeof wanted as keyof typeof NAMES]}`, "DCMD_CONFIG");
}

const NAMES = { string: "string", bigint: "whole number", boolean: "boolean" } as const;
