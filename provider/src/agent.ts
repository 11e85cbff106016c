import type { Client } from "@dcm/client";
import type { KeySigner } from "@dcm/client/keys";
import { type Job, Query as JobQuery, type Slot, SlotState } from "@dcm/proto/gen/dcm/job/v1";
import { Query as ProviderQuery, ProviderStatus } from "@dcm/proto/gen/dcm/provider/v1";
import { isEnded, isLiveSlot } from "@dcm/rules";
import { openDrainEnd, openLateness } from "./clock.js";
import { balanceOf, orMissing } from "./connection.js";
import { readRules, type Supply } from "./decide.js";
import { OperatorError, tell, textOf } from "./failure.js";
import { howToFill, type Purse, purseOf, unaffordable } from "./funds.js";
import { type Config, filesOf } from "./home.js";
import { type Journal, seatKey } from "./journal.js";
import { type Decisions, type Hindrance, openDecisions, ourSeat } from "./orders.js";
import { openSalts } from "./salt.js";
import { openSeats, type Seats } from "./seats.js";
import { openSender, type Sender } from "./sender.js";
import { openShelf, type Shelf } from "./shelf.js";
import { type Standing, upkeep } from "./upkeep.js";
import { openBell, watch } from "./watch.js";

export interface AgentOptions {
  readonly client: Client;
  readonly signer: KeySigner;
  readonly config: Config;
  readonly home: string;
  readonly journal: Journal;
  /** How long the chain could not be reached at the start. */
  readonly awayMs: number;
  /** When the operator wants it to finish and end, ms since 1970; asked at every look. */
  drainUntil(): Promise<number | undefined>;
  readonly signal: AbortSignal;
}

const POLL_MS = 1_000;
const REVIEW_MS = 2_000;
/** Newest jobs that an ordinary look reads; live seats behind them are known, or found by the look that reads all. */
const PAGE = 25n;
const PAGE_WHOLE = 1_000n;
const WHOLE_MS = 60_000;
/** An outage that is shorter costs no seat and is not worth a word in the record. */
const OUTAGE_MS = 3_000;

/** What the chain says of this provider at one time. */
interface View extends Standing {
  readonly freeStake: Supply["freeStake"];
  readonly jobs: readonly Job[];
  readonly balance: bigint;
  /** The jobs are all of ours that the chain has, but for very many. */
  readonly isWhole: boolean;
  /** Jobs that were asked for by their number and that the chain does not have. */
  readonly missing: ReadonlySet<string>;
}

/** What one look is for. */
interface Glance {
  readonly askedAt: number;
  readonly isDraining: boolean;
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
  const outage = openOutage((ms) => hands.decisions.onOutage(ms));
  if (options.awayMs > OUTAGE_MS) hands.decisions.onOutage(options.awayMs);
  let reviewAt = 0;
  let wholeAt = 0;
  let restingLooks = 0;
  let live = 0;
  const drainEnd = openDrainEnd();
  const isLate = openLateness();
  while (!signal.aborted) {
    try {
      // Durations are measured by a clock that nobody can set; deadlines are the chain's.
      const askedAt = performance.now();
      const until = await options.drainUntil();
      const limit = askedAt >= wholeAt ? PAGE_WHOLE : PAGE;
      if (askedAt >= wholeAt) wholeAt = askedAt + WHOLE_MS;
      const named = [...hands.named];
      const view = await look(client, address, { limit, also: [...openSeatIds(journal), ...named] });
      outage.over();
      // One of several nodes behind an address may be late: its view would take us back.
      if (!isLate(view.now)) {
        for (const id of named) hands.named.delete(id);
        live = attend(options, hands, view, { askedAt, isDraining: until !== undefined });
        if (askedAt >= reviewAt) {
          reviewAt = askedAt + REVIEW_MS;
          hands.review(view);
        }
        restingLooks = view.provider.status !== ProviderStatus.ACTIVE && live === 0 ? restingLooks + 1 : 0;
        // Twice, because the parts of a view may be a block apart.
        if (until !== undefined && (restingLooks >= 2 || askedAt >= drainEnd(until))) break;
      }
    } catch (error) {
      if (signal.aborted) break;
      if (error instanceof OperatorError) throw error;
      // Trouble with the node never ends the agent.
      outage.goesOn(error);
    }
    await bell.wait(POLL_MS, signal);
  }
  await hands.stop();
  return live;
}

/** Tells of an outage once, and how long it was. */
function openOutage(onEnd: (ms: number) => void) {
  let since: number | undefined;
  let told = "";
  return {
    goesOn: (error: unknown): void => {
      since ??= performance.now();
      if (told !== textOf(error)) tell(`the chain cannot be read: ${textOf(error)}`);
      told = textOf(error);
    },
    over: (): void => {
      if (since === undefined) return;
      const ms = performance.now() - since;
      since = undefined;
      told = "";
      tell(`the chain can be read again after ${(ms / 1000).toFixed(1)} s`);
      if (ms > OUTAGE_MS) onEnd(ms);
    },
  };
}

/** What the agent acts with. */
interface Hands {
  readonly decisions: Decisions;
  readonly seats: Seats;
  readonly sender: Sender;
  readonly shelf: Shelf;
  /** Looks at the book beside the seats' work: a long book must not hold up a reveal. */
  review(view: View): void;
  /** Jobs whose events matter now. */
  liveJobs: ReadonlySet<string>;
  /** Jobs that an event named together with us, until they were looked at. */
  readonly named: Set<string>;
  /** Why nothing new may be taken, since the last look. */
  unable: Hindrance | undefined;
  isWarned: boolean;
  stop(): Promise<void>;
}

async function openHands(options: AgentOptions, ring: () => void): Promise<Hands> {
  const { client, config, home, journal, signal } = options;
  const { address } = config.key;
  const shelf = openShelf(filesOf(home).blobs);
  await shelf.keepOnly(journal.seats.keys());
  const salts = await openSalts(options.signer, client.network.chainId);
  const rulesOf = remembered((id) => readRules(client, id));
  const classOf = async (id: string) => (await rulesOf(id)).class;
  const decisions = openDecisions({ client, journal, address, class: config.offer.class });
  const { onNote } = decisions;
  const sender = openSender({ client, signal, onEnd: ring, onStranger: (seat) => seats.onStranger(seat) });
  const { hasAccepted } = sender;
  const seats = openSeats({ client, journal, shelf, salts, address, classOf, hasAccepted, onNote, onProgress: ring });
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
    if (offer) await decisions.review({ ...view, offer }, await rulesOf(offer.terms.class), hands.unable);
  };
  const hands: Hands = {
    decisions,
    seats,
    sender,
    shelf,
    liveJobs: new Set(),
    named: new Set(),
    unable: undefined,
    isWarned: false,
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
      await Promise.all([seats.stop(), sender.idle(), reviewing]);
    },
  };
  return hands;
}

/** Does what one view of the chain calls for. @returns the number of live seats */
function attend(options: AgentOptions, hands: Hands, view: View, { askedAt, isDraining }: Glance): number {
  const { client, journal, config } = options;
  hands.decisions.onSeats(view.jobs);
  const working = view.jobs.flatMap((job) => {
    const slot = ourSeat(job, config.key.address);
    return slot && isAtWork(job, slot, journal) ? [{ job, slot }] : [];
  });
  const live = working.map(({ slot }) => slot);
  const isListed = view.provider.status === ProviderStatus.ACTIVE;
  const purse = purseOf(client, view.balance, { live, units: config.offer.units, isListed });
  heedShortage(options, hands, purse);
  const beyond = unaffordable(client, view.balance, live);
  const wanted = working.flatMap(({ job, slot }) => {
    const unable = beyond.has(slot) ? purse.shortage : journal.trouble;
    return hands.seats.attend(job, slot, { now: view.now, unable }) ?? [];
  });
  const mayServe = !isDraining && hands.unable === undefined;
  hands.sender.want([...wanted, ...upkeep(options, view, mayServe ? "serve" : "rest")], askedAt);
  const keys = new Set(working.map(({ job, slot }) => seatKey(job.id, slot.index)));
  hands.seats.keepOnly(keys);
  hands.sender.keepOnly(keys);
  hands.liveJobs = new Set(working.map(({ job }) => String(job.id)));
  forgetEnded(options, hands.shelf, view);
  return working.length;
}

/** Whether a seat still asks something of the agent: its work, or [J8] its output, which the buyer cannot fetch yet. */
function isAtWork(job: Job, slot: Slot, journal: Journal): boolean {
  if (isLiveSlot(slot.state) && !isEnded(job.state)) return true;
  const known = journal.seats.get(seatKey(job.id, slot.index));
  return slot.state === SlotState.PAID && known?.result !== undefined && !known.uploaded;
}

/** Nothing new is taken without the coins to finish it, or without a journal that remembers it. */
function heedShortage({ client, config, journal }: AgentOptions, hands: Hands, purse: Purse): void {
  const { shortage, balance, isLow } = purse;
  const { trouble } = journal;
  const full = trouble === undefined ? undefined : `its journal cannot be written: ${trouble}`;
  const reason = shortage ?? full;
  const unable = reason === undefined ? undefined : { word: shortage ? "funds" : "journal", reason };
  if (unable?.word !== hands.unable?.word) {
    if (!unable) tell("nothing is in the way of new seats any more");
    else tell(`takes nothing new: ${unable.reason}${shortage ? `; ${howToFill(client, config.key.address)}` : ""}`);
  }
  if (isLow && !shortage && !hands.isWarned) {
    tell(`warning: ${client.money.format(balance)} left for gas; ${howToFill(client, config.key.address)}`);
  }
  hands.isWarned = isLow;
  hands.unable = unable;
}

/** Jobs in which a seat of ours has not ended, as far as is known, and those of seats without a decision. */
function openSeatIds({ decisions, seats }: Journal): readonly string[] {
  const open = [...decisions.values()].flatMap(({ order, slot, final }) =>
    slot !== undefined && !final ? [order] : [],
  );
  const bare = [...seats.values()].map(({ jobId }) => String(jobId)).filter((id) => !decisions.has(id));
  return [...new Set([...open, ...bare])];
}

async function look(
  client: Client,
  address: string,
  { limit, also }: { readonly limit: bigint; readonly also: readonly string[] },
): Promise<View> {
  const provider = client.query(ProviderQuery);
  const [own, { offers }, newest, balance] = await Promise.all([
    orMissing(provider.Provider({ address })),
    provider.Offers({ provider: address }),
    client.query(JobQuery).Jobs({ provider: address, pagination: { limit, reverse: true } }),
    balanceOf(client, address),
  ]);
  if (!own) return await explainMissing(client, address);
  const listed = new Set(newest.jobs.map(({ id }) => String(id)));
  const unlisted = [...new Set(also)].filter((id) => !listed.has(id));
  // A page that is not full has them all.
  const older = BigInt(newest.jobs.length) < limit ? [] : unlisted;
  const found = await Promise.all(older.map((id) => orMissing(client.query(JobQuery).Job({ id: BigInt(id) }))));
  const jobs = [...newest.jobs, ...found.flatMap((answer) => answer?.job ?? [])];
  const present = new Set(jobs.map(({ id }) => String(id)));
  const missing = new Set(unlisted.filter((id) => !present.has(id)));
  const isWhole = BigInt(newest.jobs.length) < limit || limit === PAGE_WHOLE;
  return { provider: own.provider, freeStake: own.freeStake, now: own.now, offers, jobs, balance, missing, isWhole };
}

/** A node that is catching up does not know its present yet. */
async function explainMissing(client: Client, address: string): Promise<never> {
  const { catchingUp, height } = await client.status();
  if (catchingUp) throw new Error(`the node is catching up, at height ${height}`);
  const message = `${address} is no provider on ${client.network.chainId}: run dcm-provider init`;
  throw new OperatorError(message, "AGENT_NOT_REGISTERED");
}

/** The journal keeps seats while the chain does. */
function forgetEnded({ journal }: AgentOptions, shelf: Shelf, { jobs, missing, isWhole }: View): void {
  if (!isWhole) return;
  const known = new Set(jobs.map(({ id }) => String(id)));
  for (const [key, { jobId }] of journal.seats) {
    const decision = journal.decisions.get(String(jobId));
    const isGone = decision ? decision.final && !known.has(String(jobId)) : missing.has(String(jobId));
    if (!isGone) continue;
    journal.forget(key);
    // What cannot be removed now is removed at the next start.
    shelf.remove(key).catch((error: unknown) => tell(`the output of seat ${key} stays on disk: ${textOf(error)}`));
  }
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
