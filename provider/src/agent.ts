import { type ChainEvent, type Client, msg } from "@dcm/client";
import { type Job, Query as JobQuery } from "@dcm/proto/gen/dcm/job/v1";
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
  Query as ProviderQuery,
  ProviderStatus,
} from "@dcm/proto/gen/dcm/provider/v1";
import { isEnded, isLiveSlot } from "@dcm/rules";
import { orMissing, profileOf, termsOf, warnOfLowBalance } from "./connection.js";
import { crashPoint } from "./crash.js";
import { readRules, type Supply } from "./decide.js";
import { digestsOf, openShelf } from "./execute.js";
import { OperatorError, tell, textOf } from "./failure.js";
import { type Config, filesOf } from "./home.js";
import { type Journal, seatKey } from "./journal.js";
import { type Decisions, openDecisions } from "./orders.js";
import { isRoutine, type Outbox, openOutbox, PRIORITY, type Wanted } from "./outbox.js";
import { openSeats, type Seats } from "./seats.js";

export interface AgentOptions {
  readonly client: Client;
  readonly config: Config;
  readonly home: string;
  readonly journal: Journal;
  /** When the operator wants it to finish and end, ms since 1970; asked at every look. */
  drainUntil(): Promise<number | undefined>;
  readonly signal: AbortSignal;
}

const POLL_MS = 1_000;
/** Events come in bursts; one look serves them all. */
const BURST_MS = 100;
const REVIEW_MS = 2_000;
const HEARTBEAT_MS = 10_000n;
/** Then it is signed anew if the chain still calls for it: windows are as short as 10 s, and broadcasts get lost. */
const INCLUSION_MS = 2_500;
/** Newest jobs that an ordinary look reads; live seats behind them are known, or found by the look that reads all. */
const PAGE = 25n;
const PAGE_WHOLE = 1_000n;
const WHOLE_MS = 60_000;
const BALANCE_MS = 300_000;
/** A stream that was left longer ago is not caught up with: what counts is read from the state. */
const CATCH_UP_BLOCKS = 1_000n;

/** What the chain says of this provider at one time. */
interface View {
  readonly provider: Provider;
  readonly freeStake: Supply["freeStake"];
  readonly now: bigint;
  readonly offers: readonly Offer[];
  readonly jobs: readonly Job[];
}

/**
 * Serves the market until it is stopped or drained.
 *
 * @returns the number of live seats that are left
 * @throws OperatorError  the account is no provider
 */
export async function runAgent(options: AgentOptions): Promise<number> {
  const { client, config, journal, signal } = options;
  const { address } = config.key;
  const bell = openBell();
  const hands = await openHands(options, bell.ring);
  let reviewAt = 0;
  let wholeAt = 0;
  let balanceAt = 0;
  let restingLooks = 0;
  let told = "";
  let live = 0;
  while (!signal.aborted) {
    try {
      const askedAt = Date.now();
      const until = await options.drainUntil();
      const limit = askedAt >= wholeAt ? PAGE_WHOLE : PAGE;
      if (askedAt >= wholeAt) wholeAt = askedAt + WHOLE_MS;
      const named = [...hands.named];
      const view = await look(client, address, { limit, also: [...openSeatIds(journal), ...named] });
      for (const id of named) hands.named.delete(id);
      live = attend(options, hands, view, { askedAt, draining: until !== undefined });
      if (askedAt >= reviewAt) {
        reviewAt = askedAt + REVIEW_MS;
        hands.review(view);
      }
      if (askedAt >= balanceAt) {
        balanceAt = askedAt + BALANCE_MS;
        await warnOfLowBalance(client, address);
      }
      restingLooks = view.provider.status === ProviderStatus.PAUSED && live === 0 ? restingLooks + 1 : 0;
      // Twice, because the parts of a view may be a block apart.
      if (until !== undefined && (restingLooks >= 2 || Date.now() >= until)) break;
      told = "";
    } catch (error) {
      if (signal.aborted) break;
      if (error instanceof OperatorError) throw error;
      // Trouble with the node never ends the agent; it is told once.
      if (told !== textOf(error)) tell(`the chain cannot be read: ${textOf(error)}`);
      told = textOf(error);
    }
    await bell.wait(POLL_MS, signal);
  }
  await hands.stop();
  return live;
}

/** What the agent acts with. */
interface Hands {
  readonly decisions: Decisions;
  readonly seats: Seats;
  readonly outbox: Outbox;
  /** Looks at the book beside the seats' work: a long book must not hold up a reveal. */
  review(view: View): void;
  /** Jobs whose events matter now. */
  liveJobs: ReadonlySet<string>;
  /** Jobs that an event named together with us, until they were looked at. */
  readonly named: Set<string>;
  stop(): Promise<void>;
}

async function openHands(options: AgentOptions, ring: () => void): Promise<Hands> {
  const { client, config, home, journal, signal } = options;
  const { address } = config.key;
  const shelf = openShelf(filesOf(home).blobs);
  const results = [...journal.seats.values()].flatMap(({ result }) => result ?? []);
  await shelf.keepOnly(new Set(results.flatMap(({ manifest }) => digestsOf(manifest))));
  const rulesOf = remembered((id) => readRules(client, id));
  const classOf = async (id: string) => (await rulesOf(id)).class;
  const decisions = openDecisions({ client, journal, address, class: config.offer.class });
  const { onRefused } = decisions;
  const seats = openSeats({ client, journal, shelf, address, classOf, onRefused, onProgress: ring });
  const outbox = openOutbox({
    send: (message) => client.tx.send([message], { timeoutMs: INCLUSION_MS, signal }),
    onEnd: (key, error) => {
      if (key.startsWith("reveal") && error === undefined) crashPoint("agent-revealed");
      if (error !== undefined && !isRoutine(error) && !signal.aborted) tell(`${key}: ${textOf(error)}`);
      ring();
    },
  });
  const watching = watch(options, (event) => {
    decisions.onEvent(event);
    const { job_id: job } = event.data;
    const isOurs = Object.values(event.data).flat().includes(address);
    if (isOurs && typeof job === "string") hands.named.add(job);
    if (isOurs || hands.liveJobs.has(String(job))) ring();
  });
  let reviewing: Promise<void> | undefined;
  const review = async (view: View): Promise<void> => {
    const offer = view.offers.find((each) => !each.closed);
    if (offer) await decisions.review({ ...view, offer }, await rulesOf(offer.terms.class));
  };
  const hands: Hands = {
    decisions,
    seats,
    outbox,
    liveJobs: new Set(),
    named: new Set(),
    review: (view) => {
      reviewing ??= review(view)
        .catch((error: unknown) => {
          if (!signal.aborted) tell(`the book cannot be read: ${textOf(error)}`);
        })
        .finally(() => {
          reviewing = undefined;
        });
    },
    stop: async () => {
      watching.stop();
      await Promise.all([seats.stop(), outbox.idle(), reviewing]);
    },
  };
  return hands;
}

/** Does what one view of the chain calls for. @returns the number of live seats */
function attend(
  options: AgentOptions,
  hands: Hands,
  view: View,
  { askedAt, draining }: { readonly askedAt: number; readonly draining: boolean },
): number {
  const { journal, config } = options;
  hands.decisions.onSeats(view.jobs);
  const working = view.jobs.flatMap((job) => {
    const slot = job.slots.find(({ provider }) => provider === config.key.address);
    return slot && isLiveSlot(slot.state) && !isEnded(job.state) ? [{ job, slot }] : [];
  });
  const wanted = working.flatMap(({ job, slot }) => hands.seats.attend(job, slot, view.now) ?? []);
  hands.outbox.want([...wanted, ...upkeep(options, view, draining)], askedAt);
  hands.seats.keepOnly(new Set(working.map(({ job, slot }) => seatKey(job.id, slot.index))));
  hands.liveJobs = new Set(working.map(({ job }) => String(job.id)));
  forgetEnded(journal, view.jobs);
  return working.length;
}

/** Jobs in which a seat of ours has not ended, as far as is known. */
function openSeatIds({ decisions }: Journal): readonly string[] {
  return [...decisions.values()].flatMap(({ order, slot, final }) => (slot !== undefined && !final ? [order] : []));
}

async function look(
  client: Client,
  address: string,
  { limit, also }: { readonly limit: bigint; readonly also: readonly string[] },
): Promise<View> {
  const provider = client.query(ProviderQuery);
  const [own, { offers }, newest] = await Promise.all([
    orMissing(provider.Provider({ address })),
    provider.Offers({ provider: address }),
    client.query(JobQuery).Jobs({ provider: address, pagination: { limit, reverse: true } }),
  ]);
  if (!own) throw new OperatorError(`${address} is no provider on ${client.network.chainId}: run dcm-provider init`);
  const listed = new Set(newest.jobs.map(({ id }) => String(id)));
  // A page that is not full has them all.
  const older = BigInt(newest.jobs.length) < limit ? [] : also.filter((id) => !listed.has(id));
  const found = await Promise.all(
    [...new Set(older)].map((id) => orMissing(client.query(JobQuery).Job({ id: BigInt(id) }))),
  );
  const jobs = [...newest.jobs, ...found.flatMap((answer) => answer?.job ?? [])];
  return { provider: own.provider, freeStake: own.freeStake, now: own.now, offers, jobs };
}

/** What the provider's own record calls for: status, profile, offer, heartbeat. */
function upkeep({ client, config }: AgentOptions, view: View, draining: boolean): readonly Wanted[] {
  const { provider, now, offers } = view;
  const who = { provider: config.key.address };
  const wanted: Wanted[] = [];
  const want = (key: string, priority: number, message: Wanted["message"]) =>
    wanted.push({ key, priority, deadline: 0n, message });
  const { status } = provider;
  // Nothing that it says would be taken.
  if (status === ProviderStatus.LEAVING || status === ProviderStatus.TOMBSTONED) return [];
  if (draining && status !== ProviderStatus.PAUSED) want("pause", PRIORITY.offer, msg(MsgPause, who));
  if (!draining && status === ProviderStatus.PAUSED) want("resume", PRIORITY.offer, msg(MsgResume, who));
  if (now - provider.lastHeartbeat >= HEARTBEAT_MS) want("heartbeat", PRIORITY.heartbeat, msg(MsgHeartbeat, who));
  if (draining) return wanted;

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

/** The journal keeps seats while the chain does. */
function forgetEnded(journal: Journal, jobs: readonly Job[]): void {
  const known = new Set(jobs.map(({ id }) => String(id)));
  for (const [key, { jobId }] of journal.seats) {
    const decision = journal.decisions.get(String(jobId));
    if (!known.has(String(jobId)) && decision?.final) journal.forget(key);
  }
}

/** Follows the market's events, which only say that it is time to look; goes on where the last run ended. */
function watch({ client, journal, signal }: AgentOptions, onEvent: (event: ChainEvent) => void) {
  const ended = new AbortController();
  const stop = AbortSignal.any([signal, ended.signal]);
  const follow = async () => {
    const { height } = await client.status();
    const left = journal.cursor?.split("-")[0];
    const recent = left !== undefined && BigInt(left) <= height && height - BigInt(left) <= CATCH_UP_BLOCKS;
    const start = recent && journal.cursor !== undefined ? { after: journal.cursor } : { from: height };
    let saved = Date.now();
    for await (const event of client.events({ types: ["order.*", "job.*", "slot.*"], ...start }, stop)) {
      onEvent(event);
      if (Date.now() - saved < POLL_MS) continue;
      saved = Date.now();
      journal.reach(event.id);
    }
  };
  const again = async () => {
    while (!stop.aborted) {
      await follow().catch((error: unknown) => {
        if (!stop.aborted) tell(`the event stream broke: ${textOf(error)}`);
      });
      if (!stop.aborted) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  };
  void again();
  return { stop: () => ended.abort() };
}

/** Asks once per name; a failed question is asked again. */
function remembered<T>(ask: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (name) => {
    const answer = known.get(name) ?? ask(name);
    known.set(name, answer);
    answer.catch(() => known.delete(name));
    return answer;
  };
}

/** Waits for the next reason to look at the chain. */
function openBell() {
  let rung = false;
  let wake: (() => void) | undefined;
  let unlisten = (): void => undefined;
  return {
    ring: () => {
      rung = true;
      wake?.();
    },
    wait: async (ms: number, signal: AbortSignal) => {
      if (signal.aborted) return;
      await new Promise<void>((resolve) => {
        let timer = setTimeout(resolve, rung ? BURST_MS : ms);
        wake = () => {
          wake = undefined;
          clearTimeout(timer);
          timer = setTimeout(resolve, BURST_MS);
        };
        const stop = () => resolve();
        signal.addEventListener("abort", stop, { once: true });
        unlisten = () => signal.removeEventListener("abort", stop);
      });
      unlisten();
      rung = false;
      wake = undefined;
    },
  };
}
