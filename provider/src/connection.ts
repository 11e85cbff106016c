import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { type Client, type ConnectOptions, connect, DcmError, type Network } from "@dcm/client";
import type { KeySigner } from "@dcm/client/keys";
import { Query as Bank } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { MsgUpdate, MsgUpdateOffer, type OfferTerms, type Profile, SiteKind } from "@dcm/proto/gen/dcm/provider/v1";
import { replaceFile } from "./files.js";
import { type Config, filesOf, SITES } from "./home.js";

/** What got lost on the way must not hold up what stands behind it: windows are as short as 10 s. */
const IMPATIENT = { answerMs: 4_000, broadcastMs: 1_500 };

export type Signer = KeySigner;

/** A gateway by name or address. */
export function networkUrl(network: string): string {
  return network === "local" ? "http://127.0.0.1:1317" : network;
}

type Reach = Pick<Config, "network" | "rpc">;

/** Connects through the gateway, or with the RPC that the operator names. */
export async function open({ network, rpc }: Reach, options: ConnectOptions = {}): Promise<Client> {
  const client = await connect(networkUrl(network), options);
  return rpc === undefined ? client : connect({ ...client.network, rpc }, options);
}

/**
 * Connects for serving. While the gateway is away the RPC alone will do, with what the gateway told last: seats that are live
 * must not wait for it.
 */
export async function openFrom(home: string, config: Config, signer?: Signer): Promise<Client> {
  const { network: path } = filesOf(home);
  const options = { ...IMPATIENT, signer };
  const known = existsSync(path) ? await readFile(path, "utf8") : undefined;
  try {
    const client = await open(config, options);
    if (JSON.stringify(client.network) !== known) await rememberNetwork(home, client.network);
    return client;
  } catch (error) {
    const network = known === undefined ? undefined : (JSON.parse(known) as Network);
    const rpc = config.rpc ?? network?.rpc;
    if (!(error instanceof DcmError && error.retryable) || !network || rpc === undefined) throw error;
    return connect({ ...network, rpc }, options);
  }
}

/** Keeps what the gateway told of the network. */
export async function rememberNetwork(home: string, network: Network): Promise<void> {
  await replaceFile(filesOf(home).network, JSON.stringify(network));
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
