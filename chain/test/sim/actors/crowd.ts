import { MsgExec, MsgGrant } from "@dcm/proto/gen/cosmos/authz/v1beta1";
import { MsgMultiSend, MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { MsgGrantAllowance } from "@dcm/proto/gen/cosmos/feegrant/v1beta1";
import { MsgSubmitProposal, MsgVoteWeighted } from "@dcm/proto/gen/cosmos/gov/v1";
import { JobState, MsgRevealResult, SlotState } from "@dcm/proto/gen/dcm/job/v1";
import { MsgPlaceOrder } from "@dcm/proto/gen/dcm/market/v1";
import { MsgCreateOffer, MsgRegister, MsgUpdate, MsgUpdateOffer } from "@dcm/proto/gen/dcm/provider/v1";
import { type Act, type Deed, SALT } from "../deeds.js";
import { type Flaw, flaws } from "../flaws.js";
import type { World } from "../model/world.js";
import type { Options } from "../options.js";
import { at, GHOST, MALLORY, PEOPLE, who } from "../people.js";
import { chance, deckOf, pick, randomFrom, shuffled } from "../random.js";
import { spoils } from "../spoils.js";
import { buyerDeeds, order } from "./buyers.js";
import { decisions, governanceDeeds, govTricks, proposeDeed } from "./governance.js";
import { delegated, grantDeed, grantTricks, sponsored, useDeed } from "./grants.js";
import { sends, tricks } from "./mallory.js";
import { type Mood, type Oddity, seatKey } from "./mood.js";
import { offering, profile, providerDeeds, registration } from "./providers.js";
import { stakeDeed, stakeTricks } from "./stakers.js";

/** One block as it was thought up. */
export interface Turn {
  readonly ms: number;
  readonly deeds: readonly Deed[];
  /** Bytes that the proposer may fill. */
  readonly maxTxBytes?: bigint;
  /** The block is executed even when no correct node would accept it. */
  readonly forced: boolean;
  /** It comes from a proposer who knows the smuggled transactions alone. */
  readonly foreign: boolean;
}

/** Somebody who says what happens next. */
export type Crowd = (world: World) => Turn;

/** Everybody on the chain. The same seed and the same chain give the same deeds. */
export function crowdOf(options: Options): Crowd {
  const random = randomFrom(options.seed);
  const decks = {
    flaws: deckOf(random, flaws),
    spoils: deckOf(random, spoils),
    tricks: deckOf(random, Object.keys(allTricks)),
    oddities: deckOf(random, oddities),
    decisions: deckOf(random, decisions),
  };
  const promises: Mood["promises"] = new Map();
  let sent = 0;
  return (world) => {
    const mood: Mood = { random, world, options, promises, ...decks };
    const { habits, ticksMs } = options;
    const plain = shuffled(random, [
      ...[...providerDeeds(mood), ...buyerDeeds(mood), ...times(mood, habits.sends, sends)],
      ...[...times(mood, habits.grants, grantDeed), ...times(mood, habits.grants, useDeed)],
      ...[...times(mood, habits.stakes, stakeDeed), ...governanceDeeds(mood)],
    ]);
    const harm = [
      ...times(mood, habits.malice, (of) => of.tricks.deal((name) => allTricks[name]?.(of))),
      ...times(mood, habits.flaws, (of) => of.flaws.deal((flaw) => flawed(of, flaw))),
      ...times(mood, habits.spoils, (of) =>
        of.spoils.deal((spoil) => ({ ...sends(of), ...onlyBy(spoil.by), spoil: spoil.name })),
      ),
      ...times(mood, habits.spoils, (of) => of.oddities.deal((oddity) => oddity(sends(of), of, sent))),
    ];
    const foreign = chance(random, habits.foreignBlocks);
    const smuggles = foreign ? 50 : habits.smuggles;
    const usual = bundled(mood, plain).map((deed) => timed(mood, sponsored(mood, delegated(mood, deed))));
    const deeds = shuffled(random, [...usual, ...harm]).map((deed) => routed(mood, deed, smuggles));
    sent += deeds.length;
    const small = chance(random, 12) ? { maxTxBytes: BigInt(random(4_000)) } : {};
    return { ms: pick(random, ticksMs), deeds, forced: chance(random, habits.forcedBlocks), foreign, ...small };
  };
}

/** So many in a hundred blocks. */
function times(mood: Mood, percent: number, make: (mood: Mood) => Deed | undefined): readonly Deed[] {
  const count = Math.trunc(percent / 100) + (chance(mood.random, percent % 100) ? 1 : 0);
  return Array.from({ length: count }, () => make(mood)).filter((each) => each !== undefined);
}

const allTricks = { ...tricks, ...govTricks, ...grantTricks, ...stakeTricks };

/** Milliseconds until a transaction times out: too few, just enough, plenty, the most that one without order may have, more. */
const TIMEOUTS = [-1, 0, 1_000, 1_000, 5_000, 60_000, 60_000, 600_000, 600_001];

/** Some transactions take a timeout instead of their place in the order. */
function timed({ random, options: { habits } }: Mood, deed: Deed): Deed {
  if (!chance(random, habits.unordered)) return deed;
  return { ...deed, unordered: chance(random, 80), timeoutMs: pick(random, TIMEOUTS) };
}

const oddities: readonly Oddity[] = [
  (plain) => ({ ...plain, unordered: true, timeoutMs: 60_000, ahead: 1 }),
  (plain, { random }) => ({ ...plain, unordered: true, timeoutMs: pick(random, TIMEOUTS), payer: MALLORY }),
  (plain) => ({ ...plain, ahead: 1 }),
  (plain) => ({ ...plain, ahead: -1 }),
  (plain) => ({ ...plain, gas: 0 }),
  (plain) => ({ ...plain, gas: 3_000 }),
  (plain) => ({ ...plain, fee: 0n }),
  (plain) => ({ ...plain, fee: 1n << 80n }),
  (plain) => ({ ...plain, timeoutIn: -2 }),
  (plain) => ({ ...plain, timeoutIn: 1 }),
  (plain) => ({ ...plain, payer: MALLORY }),
  (plain) => ({ ...plain, payer: GHOST }),
  () => ({ by: GHOST, acts: [{ type: MsgSend.name, value: coin(GHOST) }] }),
  (plain, { random }, sent) => (sent === 0 ? undefined : { ...plain, again: random(sent) }),
  (plain, { random }, sent) => (sent < 9 ? undefined : { ...plain, again: sent - 1 - random(9) }),
  // Two people's messages in one transaction, and the second may undo the first.
  (plain, mood) => ({ ...plain, acts: [...plain.acts, ...sends(mood).acts] }),
];

/** Some transactions of one sender go together. */
function bundled({ random, options }: Mood, deeds: readonly Deed[]): readonly Deed[] {
  const out: Deed[] = [];
  for (const deed of deeds) {
    const first = chance(random, options.habits.bundles) ? out.findIndex(({ by }) => by === deed.by) : -1;
    const known = out[first];
    if (known === undefined) out.push(deed);
    else out[first] = { ...known, acts: [...known.acts, ...deed.acts] };
  }
  return out;
}

/** Some gas limits are tight, and some transactions reach the block past CheckTx. */
function routed({ random, options: { habits } }: Mood, deed: Deed, smuggles: number): Deed {
  const tight = deed.gas === undefined && deed.spoil === undefined && chance(random, habits.tight);
  const gas = tight ? { gas: 20_000 + random(300_000) } : {};
  return { ...deed, ...gas, ...(chance(random, smuggles) ? { smuggled: true } : {}) };
}

function onlyBy(by: string | undefined): Partial<Deed> {
  if (by === undefined) return {};
  return { by, acts: [{ type: MsgSend.name, value: coin(by) }] };
}

function coin(from: string) {
  return { fromAddress: at(from), toAddress: at("alice"), amount: [{ denom: "udcm", amount: 1n }] };
}

/** A message with that flaw, from somebody for whom it would be valid without. */
function flawed(mood: Mood, flaw: Flaw): Deed | undefined {
  const base = validFor(mood, flaw.type, flaw.code);
  if (base === undefined) return undefined;
  const { by, type, value } = base;
  const act: Act = { type, value: flaw.put(value as never), flaw: flaw.code };
  return { by, acts: [act] };
}

function validFor(mood: Mood, type: string, code: string): { by: string; type: string; value: object } | undefined {
  const { random, world, options } = mood;
  const providers = [...world.providers.values()];
  const offers = [...world.offers.values()];
  const by = providers.length === 0 ? MALLORY : who(pick(random, providers).address).name;
  switch (type) {
    case MsgPlaceOrder.name:
      return { by: "alice", type, value: { ...order(mood, "alice") } };
    case MsgRegister.name:
      if (random(2) === 0 && providers.length > 0)
        return { by, type: MsgUpdate.name, value: { provider: at(by), profile: profile(random, by) } };
      return { by: MALLORY, type, value: { ...registration(mood, MALLORY) } };
    case MsgCreateOffer.name: {
      if (random(2) === 0 && offers.length > 0 && code !== "provider.UnknownClass") {
        const { id, terms, provider } = pick(random, offers);
        const { name } = who(provider);
        const value = { ...offering(mood, name), offerId: id };
        return {
          by: name,
          type: MsgUpdateOffer.name,
          value: { ...value, terms: { ...value.terms, class: terms.class } },
        };
      }
      return { by, type, value: { ...offering(mood, by) } };
    }
    case MsgRevealResult.name: {
      const seats = [...world.jobs.values()]
        .filter(({ state }) => state === JobState.REVEAL)
        .flatMap((job) => job.slots.map((slot) => ({ job, slot })))
        .filter(({ slot, job }) => slot.state === SlotState.COMMITTED && promisedBy(mood, job.id, slot) !== undefined);
      if (seats.length === 0) return undefined;
      const { job, slot } = pick(random, seats);
      const manifest = promisedBy(mood, job.id, slot)?.manifest;
      const on = { provider: slot.provider, jobId: job.id, slot: slot.index };
      return { by: who(slot.provider).name, type, value: { ...on, manifest, salt: SALT, uris: [] } };
    }
    case MsgGrant.name:
    case MsgGrantAllowance.name:
      return { by: "carol", type, value: { granter: at("carol"), grantee: at("dora") } };
    case MsgExec.name:
      return { by: "carol", type, value: { grantee: at("carol") } };
    case MsgSubmitProposal.name:
      return { by: "carol", type, value: { ...proposeDeed(mood, []).acts[0]?.value, proposer: at("carol"), ...AMPLE } };
    case MsgVoteWeighted.name:
      return { by: "carol", type, value: { proposalId: world.nextProposal - 1n, voter: at("carol") } };
    case MsgSend.name:
    case MsgMultiSend.name: {
      const [from, to] = [
        pick(
          random,
          PEOPLE.filter((name) => name !== "penny"),
        ),
        pick(random, options.buyers),
      ];
      const amount = [{ denom: "udcm", amount: 5n }];
      if (type === MsgSend.name) return { by: from, type, value: { fromAddress: at(from), toAddress: at(to), amount } };
      return {
        by: from,
        type,
        value: { inputs: [{ address: at(from), coins: amount }], outputs: [{ address: at(to), coins: amount }] },
      };
    }
    default:
      throw new Error(`no valid ${type}`);
  }
}

/** As much as any proposal here needs. */
const AMPLE = { initialDeposit: [{ denom: "udcm", amount: 100_000n }] };

function promisedBy({ promises }: Mood, id: bigint, { index, provider }: { index: number; provider: string }) {
  return promises.get(seatKey(id, index, provider));
}
