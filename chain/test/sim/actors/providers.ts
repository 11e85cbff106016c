import type { Input } from "@dcm/proto";
import {
  JobState,
  MsgAcceptSlot,
  MsgCommitResult,
  MsgDeclineSlot,
  MsgRevealResult,
  type ResultManifest,
  SlotState,
} from "@dcm/proto/gen/dcm/job/v1";
import {
  MsgAddStake,
  MsgCloseOffer,
  MsgCreateOffer,
  MsgHeartbeat,
  MsgLeave,
  MsgPause,
  MsgReduceStake,
  MsgRegister,
  MsgResume,
  MsgUpdate,
  MsgUpdateOffer,
  type OfferTerms,
  type Profile,
  ProviderStatus,
  SiteKind,
} from "@dcm/proto/gen/dcm/provider/v1";
import { type Deed, SALT } from "../deeds.js";
import { offersOf } from "../model/provider.js";
import type { Job, Slot } from "../model/world.js";
import { at, MALLORY, who } from "../people.js";
import { chance, pick, type Random } from "../random.js";
import { deed, type Mood, seatKey, truth } from "./mood.js";

export function providerDeeds(mood: Mood): readonly Deed[] {
  const { world, options } = mood;
  return [
    ...options.providers.flatMap((name) => manage(mood, name)),
    ...[...world.jobs.values()].flatMap((job) => job.slots.flatMap((slot) => work(mood, job, slot))),
  ];
}

/** What a provider does about itself and its offers. */
function manage(mood: Mood, name: string): readonly Deed[] {
  const { random, world, options } = mood;
  const provider = at(name);
  const { beats, manages, leaves } = options.characters[name] ?? NOBODY;
  const known = world.providers.get(provider);
  if (known === undefined) return chance(random, 30) ? [deed(name, MsgRegister, registration(mood, name))] : [];
  // Who leaves sends little more.
  if (known.status === ProviderStatus.LEAVING && chance(random, 95)) return [];
  const beat = chance(random, beats) ? [deed(name, MsgHeartbeat, { provider })] : [];
  if (chance(random, leaves)) return [...beat, deed(name, MsgLeave, { provider })];
  const own = offersOf(world, provider).filter(({ closed }) => !closed);
  if (
    own.length < 1 + random(options.params.provider.maxOffers) &&
    known.status === ProviderStatus.ACTIVE &&
    chance(random, 40)
  )
    return [...beat, deed(name, MsgCreateOffer, offering(mood, name))];
  if (known.status === ProviderStatus.PAUSED && chance(random, 20))
    return [...beat, deed(name, MsgResume, { provider })];
  return chance(random, manages) ? [...beat, change(mood, name)] : beat;
}

function change(mood: Mood, name: string): Deed {
  const { random, world } = mood;
  const provider = at(name);
  const own = offersOf(world, provider);
  const offerId = own.length === 0 ? 1n : pick(random, own).id;
  const { terms, expiryMs } = offering(mood, name);
  const of = world.offers.get(offerId)?.terms.class;
  const choices: readonly (() => Deed)[] = [
    () => deed(name, MsgPause, { provider }),
    () => deed(name, MsgResume, { provider }),
    () => deed(name, MsgAddStake, { provider, amount: BigInt(random(3) * 1_000) }),
    () => deed(name, MsgReduceStake, { provider, amount: BigInt(pick(random, [0, 1, 500, 2_000, 1_000_000_000_000])) }),
    () => deed(name, MsgUpdate, { provider, profile: profile(random, name) }),
    () =>
      deed(name, MsgUpdateOffer, {
        provider,
        offerId,
        terms: { ...terms, ...(of === undefined ? {} : { class: of }) },
        expiryMs,
      }),
    () => deed(name, MsgUpdateOffer, { provider, offerId, terms, expiryMs }),
    () => deed(name, MsgCloseOffer, { provider, offerId }),
    () => deed(name, MsgCreateOffer, offering(mood, name)),
  ];
  return pick(random, choices)();
}

export function registration({ random, world }: Mood, name: string): Input<MsgRegister> {
  const { minStake } = world.params.provider;
  return { provider: at(name), stake: minStake + BigInt(random(4) * 2_000), profile: profile(random, name) };
}

/** p1 says that it belongs to p0, p2 is paid elsewhere, and some say so of others. */
export function profile(random: Random, name: string): Input<Profile> {
  const owner = name === "p1" || chance(random, 10) ? at("p0") : "";
  return {
    moniker: name,
    jurisdiction: pick(random, ["FR", "US", "US-CA"]),
    siteKind: pick(random, [SiteKind.DATACENTRE, SiteKind.HOME]),
    isolation: ["wasm"],
    owner,
    payoutAddress: name === "p2" ? at(MALLORY) : name === "p3" ? at("s3") : "",
    attributes: chance(random, 70) ? [{ key: "ram", value: `${random(6)}` }] : [],
  } as Input<Profile>;
}

export function offering({ random, world }: Mood, name: string): Input<MsgCreateOffer> {
  const terms: Input<OfferTerms> = {
    class: pick(random, [...world.classes.keys()]),
    units: 1 + random(3),
    unitPrice: BigInt(pick(random, [2, 20, 20, 21, 25, 40])) * 1_000_000n,
    startFee: BigInt(pick(random, [0, 0, 50, 100])),
    maxDurationMs: chance(random, 90) ? 3_600_000n : 5_000n,
    runtimes: chance(random, 95) ? ["wasm"] : ["oci"],
    policies: chance(random, 90) ? ["approve", "redundant"] : ["redundant"],
    maxBondMultiple: chance(random, 90) ? 10 : 2,
    approveOptIn: chance(random, 85),
    allow: chance(random, 5) ? [at("alice")] : [],
    deny: chance(random, 5) ? [at("bob")] : [],
  };
  return { provider: at(name), terms, expiryMs: chance(random, 20) ? 30_000n : 0n };
}

/** What a provider does about one of its seats, mostly the right thing. */
function work(mood: Mood, job: Job, slot: Slot): readonly Deed[] {
  const { random, options, promises } = mood;
  const { name } = who(slot.provider);
  const character = options.characters[name] ?? NOBODY;
  if (!chance(random, character.acts)) return [];
  const on = { provider: slot.provider, jobId: job.id, slot: slot.index };
  if (slot.state === SlotState.DRAWN && job.state <= JobState.RUNNING) {
    if (chance(random, character.declines)) return [deed(name, MsgDeclineSlot, { ...on, reason: 0 })];
    return [deed(name, MsgAcceptSlot, on)];
  }
  if (slot.state === SlotState.ACCEPTED) {
    if (chance(random, character.cannotRun)) return [deed(name, MsgDeclineSlot, { ...on, reason: 1 + random(4) })];
    if (job.state !== JobState.RUNNING) return [];
    return [commit(mood, job, slot, chance(random, character.lies) ? lie(job) : truth(job))];
  }
  const promise = promises.get(seatKey(job.id, slot.index, slot.provider));
  if (slot.state !== SlotState.COMMITTED || job.state !== JobState.REVEAL || promise === undefined) return [];
  // Decided once: who hides this result hides it until the end.
  const hides = (Number(job.id) * 31 + slot.index * 17) % 100 < character.hides;
  return hides
    ? []
    : [deed(name, MsgRevealResult, { ...on, manifest: promise.manifest, salt: SALT, uris: ["https://blobs.example"] })];
}

/** A commitment that its provider remembers. */
export function commit({ promises }: Mood, { id }: Job, { index, provider }: Slot, manifest: ResultManifest): Deed {
  const opens = { jobId: id, slot: index, provider, manifest };
  promises.set(seatKey(id, index, provider), opens);
  return deed(who(provider).name, MsgCommitResult, { provider, jobId: id, slot: index }, { opens });
}

function lie(job: Job): ResultManifest {
  const honest = truth(job);
  return { ...honest, stdout: { ...honest.stdout, digest: honest.stdout.digest.map((byte) => byte ^ 1) } };
}

const NOBODY = { acts: 0, beats: 0, declines: 0, cannotRun: 0, lies: 0, hides: 0, manages: 0, leaves: 0 };
