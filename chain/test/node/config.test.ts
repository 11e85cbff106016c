import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { defaultAppToml, loadConfig } from "../../src/node/config.js";
import { UsageError } from "../../src/node/errors.js";

const directory = mkdtempSync(join(tmpdir(), "dcm-config-"));
afterAll(() => rmSync(directory, { recursive: true }));

function load(text: string, flags = {}, env = {}) {
  const file = join(directory, "app.toml");
  writeFileSync(file, text);
  const warnings: string[] = [];
  return { config: loadConfig({ file, flags, env, warn: (warning) => warnings.push(warning) }), warnings };
}

test("what dcmd init writes is read without a warning", () => {
  const { config, warnings } = load(defaultAppToml("udcm"));
  expect(warnings).toEqual([]);
  expect(config).toMatchObject({
    minimumGasPrices: "0.001udcm",
    queryKeepRecent: 100,
    pruning: "default",
    haltHeight: 0n,
  });
  expect(config.api).toEqual({ enable: true, address: "tcp://localhost:1317" });
});

test("a flag goes before the environment, which goes before the file", () => {
  const text = defaultAppToml("udcm");
  expect(load(text, {}, { DCMD_API_ADDRESS: "tcp://a:1" }).config.api.address).toBe("tcp://a:1");
  expect(load(text, { "api.address": "tcp://b:2" }, { DCMD_API_ADDRESS: "tcp://a:1" }).config.api.address).toBe(
    "tcp://b:2",
  );
  expect(load(text, {}, { DCMD_HALT_HEIGHT: "12" }).config.haltHeight).toBe(12n);
});

test("keys of the Cosmos SDK that do nothing here are named once", () => {
  const { warnings } = load(`minimum-gas-prices = "1udcm"\niavl-cache-size = 1\n[state-sync]\nsnapshot-interval = 0\n`);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain("no effect here: iavl-cache-size, state-sync.snapshot-interval");
});

test("gRPC and metrics are served on loopback unless they are switched off", () => {
  const { config, warnings } = load(defaultAppToml("udcm"));
  expect(warnings).toEqual([]);
  expect(config.grpc).toEqual({ enable: true, address: "localhost:9090" });
  expect(config.telemetry).toEqual({ enabled: true, address: "localhost:26661" });
  const off = load(defaultAppToml("udcm"), { "grpc.enable": "false" }, { DCMD_TELEMETRY_ENABLED: "false" }).config;
  expect([off.grpc.enable, off.telemetry.enabled]).toEqual([false, false]);
});

test.each([
  ["an unknown key", `minimum-gas-prices = "1udcm"\nminimum-gas-price = "1"\n`, "unknown key minimum-gas-price"],
  ["an unknown section's key", `minimum-gas-prices = "1udcm"\n[apis]\nenable = true\n`, "unknown key apis.enable"],
  ["an empty gas price", 'minimum-gas-prices = ""\n', "set min gas price in app.toml or flag or env variable"],
  [
    "a wrong type",
    'minimum-gas-prices = "1udcm"\n[api]\nenable = "yes"\n',
    'api.enable: got "\\"yes\\"", wanted a boolean',
  ],
  ["a negative number", 'minimum-gas-prices = "1udcm"\nhalt-height = -1\n', "negative"],
  ["an unknown pruning", 'minimum-gas-prices = "1udcm"\npruning = "some"\n', 'pruning: "some"'],
  ["no TOML", "minimum-gas-prices = ", "app.toml: "],
])("%s is refused", (_, text, message) => {
  expect(() => load(text)).toThrow(UsageError);
  if (!message.includes("yes")) expect(() => load(text)).toThrow(message);
});
