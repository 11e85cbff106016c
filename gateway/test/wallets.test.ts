import { describe, expect, test } from "vitest";
import type { Network } from "../src/network.js";
import { assetlistJson, chainJson, keplrJson } from "../src/wallets.js";

const network: Network = {
  chainId: "dcm-local-1",
  prefix: "dcm",
  denom: { base: "udcm", display: "DCM", exponent: 6 },
  gasPrice: "0.001udcm",
  kind: "local",
  cometVersion: "0.38.25",
  unbondingSeconds: 1_814_400n,
  metadata: {
    description: "the coin of dcm",
    denomUnits: [
      { denom: "udcm", exponent: 0, aliases: ["microdcm"] },
      { denom: "DCM", exponent: 6, aliases: [] },
    ],
    base: "udcm",
    display: "DCM",
    name: "Decentralized Compute Market coin",
    symbol: "DCM",
    uri: "",
    uriHash: "",
  },
};
const urls = { rpc: "http://127.0.0.1:26657", rest: "http://127.0.0.1:1317" };

describe("what wallets are told of a chain", () => {
  test("Keplr: six prefixes, one coin, prices within the fee currency", () => {
    expect(keplrJson(network, urls)).toEqual({
      chainId: "dcm-local-1",
      chainName: "DCM local",
      ...urls,
      bip44: { coinType: 118 },
      bech32Config: {
        bech32PrefixAccAddr: "dcm",
        bech32PrefixAccPub: "dcmpub",
        bech32PrefixValAddr: "dcmvaloper",
        bech32PrefixValPub: "dcmvaloperpub",
        bech32PrefixConsAddr: "dcmvalcons",
        bech32PrefixConsPub: "dcmvalconspub",
      },
      currencies: [{ coinDenom: "DCM", coinMinimalDenom: "udcm", coinDecimals: 6 }],
      feeCurrencies: [
        {
          ...{ coinDenom: "DCM", coinMinimalDenom: "udcm", coinDecimals: 6 },
          gasPriceStep: { low: 0.001, average: 0.0015, high: 0.002 },
        },
      ],
      stakeCurrency: { coinDenom: "DCM", coinMinimalDenom: "udcm", coinDecimals: 6 },
      features: [],
      isTestnet: true,
    });
  });

  // The registry refuses unknown keys, other words in these places, and names with other signs.
  test("chain.json has the chain registry's words, and no key that it does not know", () => {
    const entry = chainJson(network, urls) as Record<string, unknown>;
    expect(entry).toMatchObject({
      chain_name: "dcmlocal",
      chain_type: "cosmos",
      chain_id: "dcm-local-1",
      status: "live",
      network_type: "devnet",
      bech32_prefix: "dcm",
      key_algos: ["secp256k1"],
      slip44: 118,
      fees: { fee_tokens: [{ denom: "udcm", fixed_min_gas_price: 0.001, high_gas_price: 0.002 }] },
      staking: { staking_tokens: [{ denom: "udcm" }], lock_duration: { time: "1814400s" } },
      codebase: { language: { type: "other" }, sdk: { type: "other" }, consensus: { type: "cometbft" } },
      apis: { rpc: [{ address: urls.rpc }], rest: [{ address: urls.rest }] },
    });
    const known = ["$schema", "chain_name", "chain_type", "chain_id", "pretty_name", "status", "network_type"];
    const more = ["bech32_prefix", "daemon_name", "node_home", "key_algos", "slip44", "fees", "staking", "codebase"];
    expect(Object.keys(entry).filter((key) => ![...known, ...more, "apis", "description"].includes(key))).toEqual([]);
    const { consensus } = entry.codebase as { consensus: { version: string } };
    expect(consensus.version).toMatch(/^v?\d+(\.\d+){0,2}$/);
  });

  test("assetlist.json tells the coin by its metadata, or by its name alone", () => {
    expect(assetlistJson(network)).toEqual({
      $schema: "../assetlist.schema.json",
      chain_name: "dcmlocal",
      assets: [
        {
          description: "the coin of dcm",
          denom_units: [
            { denom: "udcm", exponent: 0, aliases: ["microdcm"] },
            { denom: "DCM", exponent: 6 },
          ],
          base: "udcm",
          name: "Decentralized Compute Market c",
          display: "DCM",
          symbol: "DCM",
          type_asset: "sdk.coin",
        },
      ],
    });
    const bare = { ...network, denom: { base: "stake", display: "stake", exponent: 0 }, metadata: undefined };
    expect(assetlistJson(bare)).toMatchObject({
      assets: [{ denom_units: [{ denom: "stake", exponent: 0 }], name: "stake", display: "stake", symbol: "STAKE" }],
    });
  });

  test.each([
    ["dcm-1", "live", "dcm", "mainnet", "DCM"],
    ["dcm-testnet-3", "test", "dcmtestnet", "testnet", "DCM testnet"],
    ["bluechip_1", "live", "bluechip1", "mainnet", "bluechip_1"],
  ] as const)("%s is a %s chain", (chainId, kind, chain_name, network_type, pretty_name) => {
    const entry = chainJson({ ...network, chainId, kind }, urls);
    expect(entry).toMatchObject({ chain_name, network_type, pretty_name });
    expect(keplrJson({ ...network, chainId, kind }, urls)).toMatchObject({ isTestnet: kind !== "live" });
  });
});
