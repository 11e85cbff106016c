import type { Network } from "./network.js";

/** Where a network's programs are reached. */
export interface Urls {
  readonly rpc: string;
  readonly rest: string;
}

/** SLIP-44's number of Cosmos, under which every wallet derives our accounts. */
const COIN_TYPE = 118;
/** What a wallet's three speeds pay, in prices that the node asks for. */
const SPEEDS = { low: 1, average: 1.5, high: 2 } as const;
const networkTypes = { live: "mainnet", test: "testnet", local: "devnet" } as const;

/** What Keplr's `experimentalSuggestChain` takes, as do the wallets that imitate it. */
export function keplrJson(network: Network, { rpc, rest }: Urls): object {
  const { chainId, prefix, kind } = network;
  const currency = currencyOf(network);
  const prices = pricesOf(network);
  return {
    chainId,
    chainName: prettyName(network),
    rpc,
    rest,
    bip44: { coinType: COIN_TYPE },
    bech32Config: {
      bech32PrefixAccAddr: prefix,
      bech32PrefixAccPub: `${prefix}pub`,
      bech32PrefixValAddr: `${prefix}valoper`,
      bech32PrefixValPub: `${prefix}valoperpub`,
      bech32PrefixConsAddr: `${prefix}valcons`,
      bech32PrefixConsPub: `${prefix}valconspub`,
    },
    currencies: [currency],
    feeCurrencies: [{ ...currency, gasPriceStep: prices }],
    stakeCurrency: currency,
    features: [],
    isTestnet: kind !== "live",
  };
}

/** An entry of the Cosmos chain registry: `chain.json`. It has no word for our language and SDK but "other". */
export function chainJson(network: Network, { rpc, rest }: Urls): object {
  const { chainId, prefix, kind, denom, cometVersion, unbondingSeconds } = network;
  const { low, average, high } = pricesOf(network);
  const prices = { fixed_min_gas_price: low, low_gas_price: low, average_gas_price: average, high_gas_price: high };
  return {
    $schema: "../chain.schema.json",
    chain_name: chainName(network),
    chain_type: "cosmos",
    chain_id: chainId,
    pretty_name: prettyName(network),
    status: "live",
    network_type: networkTypes[kind],
    bech32_prefix: prefix,
    daemon_name: "dcmd",
    node_home: "$HOME/.dcmd",
    key_algos: ["secp256k1"],
    slip44: COIN_TYPE,
    fees: { fee_tokens: [{ denom: denom.base, ...prices }] },
    staking: { staking_tokens: [{ denom: denom.base }], lock_duration: { time: `${unbondingSeconds}s` } },
    codebase: {
      language: { type: "other" },
      sdk: { type: "other" },
      consensus: { type: "cometbft", version: `v${cometVersion.replace(/^v/, "")}` },
    },
    apis: { rpc: [{ address: rpc }], rest: [{ address: rest }] },
    description: "A market for computing: people with machines sell compute, people with work buy it.",
  };
}

/** The same registry's `assetlist.json`, from the coin's metadata where the chain has some. */
export function assetlistJson(network: Network): object {
  const { denom, metadata } = network;
  const units = [
    { denom: denom.base, exponent: 0 },
    ...(denom.display === denom.base ? [] : [{ denom: denom.display, exponent: denom.exponent }]),
  ];
  const known = metadata?.denomUnits.map(({ denom: unit, exponent, aliases }) => ({
    denom: unit,
    exponent,
    ...(aliases.length === 0 ? {} : { aliases }),
  }));
  const asset = {
    ...(metadata?.description ? { description: metadata.description } : {}),
    denom_units: known ?? units,
    base: denom.base,
    // The registry takes at most 30 characters.
    name: (metadata?.name || denom.display).slice(0, 30),
    display: denom.display,
    symbol: metadata?.symbol || denom.display.toUpperCase(),
    type_asset: "sdk.coin",
  };
  return { $schema: "../assetlist.schema.json", chain_name: chainName(network), assets: [asset] };
}

function currencyOf({ denom, metadata }: Network) {
  const coinDenom = metadata?.symbol || denom.display;
  return { coinDenom, coinMinimalDenom: denom.base, coinDecimals: denom.exponent };
}

function pricesOf({ gasPrice }: Network) {
  const least = Number(/^[\d.]+/.exec(gasPrice)?.[0] ?? "0");
  // Twelve digits: 1.5 times a decimal is a decimal again.
  const at = (factor: number) => Number((least * factor).toPrecision(12));
  return { low: at(SPEEDS.low), average: at(SPEEDS.average), high: at(SPEEDS.high) };
}

/** The registry's name: the id without its revision, letters and digits only. */
function chainName({ chainId }: Network): string {
  return chainId
    .replace(/-\d+$/, "")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}

/** `dcm-local-1` is DCM local. */
function prettyName({ chainId, prefix }: Network): string {
  const words = chainId.replace(/-\d+$/, "").split("-");
  return words.map((word) => (word === prefix ? word.toUpperCase() : word)).join(" ");
}
