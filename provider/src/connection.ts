import { type Client, connect, DcmError } from "@dcm/client";
import type { KeySigner } from "@dcm/client/keys";
import { Query as Bank } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { MsgUpdate, MsgUpdateOffer, type OfferTerms, type Profile, SiteKind } from "@dcm/proto/gen/dcm/provider/v1";
import { say } from "./failure.js";
import { type Config, SITES } from "./home.js";

/** Longest wait for the answer to a broadcast: one that got lost must not hold up those behind it. */
const BROADCAST_MS = 1_500;

export type Signer = KeySigner;

/** A gateway by name or address. */
export function networkUrl(network: string): string {
  return network === "local" ? "http://127.0.0.1:1317" : network;
}

/** Connects through the gateway, or with the RPC that the operator names. */
export async function open(config: Pick<Config, "network" | "rpc">, signer?: Signer): Promise<Client> {
  const first = await connect(networkUrl(config.network), { signer });
  const rpc = config.rpc ?? first.network.rpc;
  if (rpc === undefined) return first;
  return connect({ ...first.network, rpc }, { signer, fetch: impatient(rpc) });
}

function impatient(rpc: string): typeof fetch {
  return (input, init) => {
    const isBroadcast = String(input).startsWith(rpc) && String(init?.body).includes("broadcast_tx");
    if (!isBroadcast) return fetch(input, init);
    const limit = AbortSignal.timeout(BROADCAST_MS);
    return fetch(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, limit]) : limit });
  };
}

/** An answer, or undefined when the chain has no such thing. */
export async function orMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof DcmError && error.grpc === 5) return undefined;
    throw error;
  }
}

/** Transactions' worth of gas below which the operator is warned. */
const GAS_RESERVE = 100;
const GAS_PER_TX = 200_000;

/** Warns when the account that pays the agent's gas runs low. */
export async function warnOfLowBalance(client: Client, address: string): Promise<void> {
  const held = await balanceOf(client, address);
  const [price = "0"] = /^[\d.]+/.exec(client.network.gasPrice) ?? [];
  if (held >= BigInt(Math.ceil(Number(price) * GAS_PER_TX * GAS_RESERVE))) return;
  say(`  warning: ${address} holds ${client.money.format(held)}, less than ${GAS_RESERVE} transactions' worth of gas`);
}

/** What an account holds, in base units. */
export async function balanceOf(client: Client, address: string): Promise<bigint> {
  const { balance } = await client.query(Bank).Balance({ address, denom: client.network.denom.base });
  return BigInt(balance?.amount ?? 0n);
}

/** What the provider says of itself. */
export function profileOf({ profile }: Pick<Config, "profile">): Profile {
  const attributes = Object.entries(profile.attributes ?? {}).map(([key, value]) => ({ key, value }));
  return MsgUpdate.fromPartial({
    profile: {
      moniker: profile.moniker,
      payoutAddress: profile.payout_address ?? "",
      owner: profile.owner ?? "",
      jurisdiction: profile.jurisdiction.toUpperCase(),
      siteKind: SITE_KINDS[SITES.indexOf(profile.site)] ?? SiteKind.HOME,
      attributes: attributes.sort((a, b) => (a.key < b.key ? -1 : 1)),
      isolation: ["wasm"],
    },
  }).profile;
}

const SITE_KINDS = [SiteKind.DATACENTRE, SiteKind.CLOUD, SiteKind.EDGE, SiteKind.HOME] as const;

/** What the provider asks. */
export function termsOf({ offer }: Pick<Config, "offer">, client: Pick<Client, "money">): OfferTerms {
  return MsgUpdateOffer.fromPartial({
    terms: {
      class: offer.class,
      units: offer.units,
      unitPrice: client.money.parsePrice(offer.price, "up").price,
      startFee: client.money.parse(offer.start_fee),
      maxDurationMs: BigInt(offer.max_duration_ms),
      runtimes: ["wasm"],
      policies: [...offer.policies],
      maxBondMultiple: offer.max_bond_multiple,
      approveOptIn: offer.policies.includes("approve"),
      allow: [...(offer.allow ?? [])],
      deny: [...(offer.deny ?? [])],
    },
  }).terms;
}
