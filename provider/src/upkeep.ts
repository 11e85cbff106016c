import { type Client, msg } from "@dcm/client";
import {
  MsgCreateOffer,
  MsgHeartbeat,
  MsgPause,
  MsgResume,
  MsgUpdate,
  MsgUpdateOffer,
  type Offer,
  OfferTerms,
  Profile,
  type Provider,
  ProviderStatus,
} from "@dcm/proto/gen/dcm/provider/v1";
import { profileOf, termsOf } from "./connection.js";
import type { Config } from "./home.js";
import { PRIORITY, type Wanted } from "./outbox.js";

const HEARTBEAT_MS = 10_000n;

/** The provider as the chain has it. */
export interface Standing {
  readonly provider: Provider;
  /** Market time, ms. */
  readonly now: bigint;
  readonly offers: readonly Offer[];
}

/**
 * What the provider's own record calls for: status, profile, offer, heartbeat.
 *
 * @param intent  `rest` takes nothing new and keeps what runs
 */
export function upkeep(
  { client, config }: { readonly client: Pick<Client, "money">; readonly config: Config },
  { provider, now, offers }: Standing,
  intent: "serve" | "rest",
): readonly Wanted[] {
  const who = { provider: config.key.address };
  const wanted: Wanted[] = [];
  const want = (key: string, priority: number, message: Wanted["message"]) =>
    wanted.push({ key, priority, deadline: 0n, message });
  const { status } = provider;
  // Nothing that it says would be taken.
  if (status === ProviderStatus.LEAVING || status === ProviderStatus.TOMBSTONED) return [];
  if (intent === "rest") {
    // [P4] PAUSED takes nothing new and keeps what runs. Who is off the book already pays for nothing more.
    if (status === ProviderStatus.ACTIVE) want("pause", PRIORITY.accept, msg(MsgPause, who));
    return wanted;
  }
  if (status === ProviderStatus.PAUSED) want("resume", PRIORITY.offer, msg(MsgResume, who));
  else if (now - provider.lastHeartbeat >= HEARTBEAT_MS) want("heartbeat", PRIORITY.heartbeat, msg(MsgHeartbeat, who));

  const profile = profileOf(config);
  if (!same(Profile, profile, provider.profile)) want("profile", PRIORITY.offer, msg(MsgUpdate, { ...who, profile }));
  const terms = termsOf(config, client);
  const offer = offers.find((each) => !each.closed && each.terms.class === terms.class);
  if (!offer) want("offer", PRIORITY.offer, msg(MsgCreateOffer, { ...who, terms }));
  else if (!same(OfferTerms, terms, offer.terms) && terms.units >= offer.usedUnits) {
    want("offer", PRIORITY.offer, msg(MsgUpdateOffer, { ...who, offerId: offer.id, terms }));
  }
  return wanted;
}

function same<T>(codec: { encode(value: T): Uint8Array }, a: T, b: T): boolean {
  return Buffer.compare(codec.encode(a), codec.encode(b)) === 0;
}
