import type { Client } from "@dcm/client";
import { Query as Market, Order as OrderCodec } from "@dcm/proto/gen/dcm/market/v1";
import {
  type Offer,
  Offer as OfferCodec,
  type Provider,
  ProviderStatusInfo,
  Query,
  QueryProviderResponse,
  SiteKindInfo,
} from "@dcm/proto/gen/dcm/provider/v1";
import { CliError } from "../failure.js";
import { addressNames } from "../names.js";
import { type Format, facts, show, showList, table } from "../output.js";
import { count } from "../request.js";
import { openSession, type SessionFlags } from "../session.js";
import { nearest } from "../suggest.js";
import { typed } from "../typed.js";
import { nameIn } from "./follow.js";
import { idOf } from "./jobs.js";

export interface MarketFlags extends SessionFlags {
  readonly output: Format;
  readonly limit?: string;
  readonly class?: string;
  readonly owner?: string;
}

/** `dcm provider list`: who sells, where, and for how much. */
export async function providers(flags: MarketFlags): Promise<number> {
  const { client } = await openSession(flags);
  const query = client.query(Query);
  const pagination = { limit: count("--limit", flags.limit ?? "100") };
  const [found, { offers }] = await Promise.all([
    query.Providers({ pagination }),
    query.Offers({ class: flags.class ?? "", pagination }),
  ]);
  const items = found.providers.map((provider) =>
    summary(
      client,
      provider,
      offers.filter((offer) => offer.provider === provider.address),
    ),
  );
  const rows = items.map(({ name, address, jurisdiction, site, status, offers: asks, stake }) => [
    name,
    address,
    jurisdiction,
    site,
    status,
    asks.map(({ class: of, price, free_units, units }) => `${of} ${price} (${free_units}/${units} free)`).join(", "),
    stake.display,
  ]);
  showList(flags.output, "providers", items, () =>
    table(["name", "address", "place", "site", "status", "asks", "stake"], rows),
  );
  return 0;
}

/** `dcm provider get ADDRESS|NAME`. */
export async function provider(who: string, flags: MarketFlags): Promise<number> {
  const { client } = await openSession(flags);
  const query = client.query(Query);
  const address = who.startsWith(`${client.network.prefix}1`) ? who : await addressOfName(client, who);
  const answer = await query.Provider({ address });
  const { offers } = await query.Offers({ provider: address });
  const { name, jurisdiction, site, status, stake, bonded, offers: asks } = summary(client, answer.provider, offers);
  const value = {
    ...(QueryProviderResponse.toJSON(answer) as object),
    offers: offers.map((offer) => OfferCodec.toJSON(offer)),
  };
  show(flags.output, value, () =>
    facts([
      ["name", name],
      ["address", address],
      ["place", `${jurisdiction} (claimed), ${site}`],
      ["status", `${status}, ${answer.provider.liveSlots} seats in use`],
      ["stake", `${stake.display}, ${bonded.display} of it bonded, ${client.money.format(answer.freeStake)} free`],
      ["registered", `block ${answer.provider.registeredHeight}`],
      ...asks.map((ask): [string, string] => [
        `offer ${ask.id}`,
        `${ask.class} at ${ask.price} + ${ask.start_fee.display} a start, ${ask.free_units} of ${ask.units} free`,
      ]),
    ]),
  );
  return 0;
}

/** `dcm order list`: demand on the book. */
export async function orders(flags: MarketFlags): Promise<number> {
  const session = await openSession(flags);
  const { client } = session;
  const pagination = { limit: count("--limit", flags.limit ?? "100") };
  const found = await client.query(Market).Orders({ owner: flags.owner ?? "", class: flags.class ?? "", pagination });
  const names = addressNames(session);
  const rows = await Promise.all(
    found.orders.map(async ({ id, owner, terms, asleep, openSeats }) => [
      String(id),
      await names.of(owner),
      terms.class,
      `${openSeats} of ${terms.slots}`,
      client.money.format(terms.limit),
      asleep ? "asleep" : "awake",
    ]),
  );
  const items = found.orders.map((order) => OrderCodec.toJSON(order));
  showList(flags.output, "orders", items, () => table(["id", "owner", "class", "open seats", "limit", "state"], rows));
  return 0;
}

/** `dcm order get ID`. */
export async function order(id: string, flags: MarketFlags): Promise<number> {
  const session = await openSession(flags);
  const { order: found } = await session.client.query(Market).Order({ id: idOf(id) });
  const owner = await addressNames(session).of(found.owner);
  const { money } = session.client;
  show(flags.output, OrderCodec.toJSON(found), () =>
    facts([
      ["order", `${found.id} of ${owner}, placed in block ${found.placedHeight}`],
      ["class", found.terms.class],
      ["seats", `${found.openSeats} of ${found.terms.slots} open`],
      ["limit", `${money.format(found.terms.limit)} a seat`],
      ["deposit", money.format(found.deposit)],
      ["state", found.asleep ? `asleep: nothing fits now; dcm explain ${found.id}` : "on the book"],
    ]),
  );
  return 0;
}

async function addressOfName(client: Client, name: string): Promise<string> {
  const { providers: all } = await client.query(Query).Providers({ pagination: { limit: 1000n } });
  const found = all.find(({ profile }) => profile.moniker === name);
  if (found) return found.address;
  const guess = nearest(
    name,
    all.map(({ profile }) => profile.moniker),
  );
  const next = guess === undefined ? [] : [typed().swapped(name, guess).text()];
  throw new CliError("USAGE", `no provider is called ${name}`, [...next, "dcm provider list"]);
}

function summary({ money }: Client, { address, profile, status, stake, bonded }: Provider, offers: readonly Offer[]) {
  return {
    name: profile.moniker,
    address: address as string,
    jurisdiction: profile.jurisdiction,
    site: nameIn(SiteKindInfo, profile.siteKind).toLowerCase(),
    status: nameIn(ProviderStatusInfo, status),
    stake: money.show(stake),
    bonded: money.show(bonded),
    offers: offers.map(({ id, terms, usedUnits }) => ({
      id: String(id),
      class: terms.class,
      price: money.formatPrice(terms.unitPrice, terms.class.startsWith("wasm.") ? "gigafuel" : "second"),
      start_fee: money.show(terms.startFee),
      units: terms.units,
      free_units: terms.units - usedUnits,
    })),
  };
}
