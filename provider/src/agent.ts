import { type Client, DcmError, msg } from "@dcm/client";
import { Query as Bank } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { type Job, Query as JobQuery, type Slot, SlotState } from "@dcm/proto/gen/dcm/job/v1";
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
import { profileOf, termsOf } from "./connection.js";
import { crashPoint } from "./crash.js";
import { type Rules, readRules, type Supply } from "./decide.js";
import { digestsOf, openShelf } from "./execute.js";
import { OperatorError, say, tell, textOf } from "./failure.js";
import { type Config, filesOf } from "./home.js";
import { type Journal, seatKey } from "./journal.js";
import { openDecisions } from "./orders.js";
import { failureText, isRoutine, openOutbox, PRIORITY, type Wanted } from "./outbox.js";
import { openSeats } from "./seats.js";

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
const INCLUSION_MS = 8_000;
const PAGE = 100n;
/** Transactions' worth of gas below which the operator is warned. */
const GAS_RESERVE = 100n;
const GAS_PER_TX = 200_000n;
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
  const { client, config, home, journal, signal } = options;
  const { address } = config.key;
  const shelf = openShelf(filesOf(home).blobs);
  await shelf.keepOnly(
    new Set([...journal.seats.values()].flatMap(({ result }) => (result ? digestsOf(result.manifest) : []))),
  );
  const bell = openBell();
  const rules = new Map<string, Promise<Rules>>();
  const rulesOf = (id: string) => {
    const found = rules.get(id) ?? readRules(client, id);
    rules.set(id, found);
    found.catch(() => rules.delete(id));
    return found;
  };
  const decisions = openDecisions({ client, journal, address });
  const seats = openSeats({
    client,
    journal,
    shelf,
    address,
    classOf: async (id) => (await rulesOf(id)).class,
    onProgress: bell.ring,
  });
  const outbox = openOutbox({
    send: (message) => client.tx.send([message], { timeoutMs: INCLUSION_MS, signal }),
    onEnd: (key, error) => {
      if (key.startsWith("reveal") && error === undefined) crashPoint("agent-revealed");
      if (error !== undefined && !isRoutine(error) && !signal.aborted) tell(failureText(key, error));
      bell.ring();
    },
  });
  const watching = watch(options, (event) => {
    decisions.onEvent(event);
    bell.ring();
  });

  let reviewAt = 0;
  let balanceAt = 0;
  let told = "";
  let live = 0;
  while (!signal.aborted) {
    try {
      const askedAt = Date.now();
      const until = await options.drainUntil();
      const view = await look(client, address, journal);
      const held = view.jobs.flatMap((job) => job.slots.filter(isOurs(address)).map((slot) => ({ job, slot })));
      for (const { job, slot } of seatsOf(view.jobs, address)) decisions.onSeat(job, slot);
      const working = held.filter(({ job, slot }) => isLiveSlot(slot.state) && !isEnded(job.state));
      live = working.length;
      const wanted = working.flatMap(({ job, slot }) => seats.attend(job, slot, view.now) ?? []);
      outbox.want([...wanted, ...upkeep(options, view, until !== undefined)], askedAt);
      forgetEnded(journal, view.jobs);
      seats.keepOnly(new Set(working.map(({ job, slot }) => seatKey(job.id, slot.index))));
      if (askedAt >= reviewAt) {
        reviewAt = askedAt + REVIEW_MS;
        const offer = view.offers.find((each) => !each.closed);
        if (offer) await decisions.review({ ...view, offer }, await rulesOf(offer.terms.class));
      }
      if (askedAt >= balanceAt) {
        balanceAt = askedAt + BALANCE_MS;
        await warnOfLowBalance(client, address);
      }
      if (until !== undefined && isDrained(view, live, until)) break;
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
  await seats.stop();
  await outbox.idle();
  watching.stop();
  return live;
}

async function look(client: Client, address: string, journal: Journal): Promise<View> {
  const provider = client.query(ProviderQuery);
  const [own, { offers }, newest] = await Promise.all([
    provider.Provider({ address }).catch((error: unknown) => {
      if (!(error instanceof DcmError) || error.grpc !== 5) throw error;
      throw new OperatorError(`${address} is no provider on ${client.network.chainId}: run dcm-provider init`);
    }),
    provider.Offers({ provider: address }),
    client.query(JobQuery).Jobs({ provider: address, pagination: { limit: PAGE, reverse: true } }),
  ]);
  // Older jobs than the newest page are asked for one by one, as long as their seat is not known to have ended.
  const listed = new Set(newest.jobs.map(({ id }) => String(id)));
  const open = [...journal.decisions.values()].filter(({ slot, final }) => slot !== undefined && !final);
  const older = open.filter(({ order }) => !listed.has(order) && newest.jobs.length >= Number(PAGE));
  const jobs = await Promise.all(older.map(({ order }) => findJob(client, BigInt(order))));
  const { freeStake, now } = own;
  return { provider: own.provider, freeStake, now, offers, jobs: [...newest.jobs, ...jobs.flat()] };
}

async function findJob(client: Client, id: bigint): Promise<readonly Job[]> {
  try {
    return [(await client.query(JobQuery).Job({ id })).job];
  } catch (error) {
    if (error instanceof DcmError && error.grpc === 5) return [];
    throw error;
  }
}

/** Every seat that this provider has or had, one per job: the present one counts. */
function seatsOf(jobs: readonly Job[], address: string): readonly { readonly job: Job; readonly slot: Slot }[] {
  return jobs.flatMap((job) => {
    const slot = [...job.slots, ...job.pastSlots].find(isOurs(address));
    return slot ? [{ job, slot }] : [];
  });
}

function isOurs(address: string): (slot: Slot) => boolean {
  return ({ provider }) => provider === address;
}

/** What the provider's own record calls for: status, profile, offer, heartbeat. */
function upkeep({ client, config }: AgentOptions, view: View, draining: boolean): readonly Wanted[] {
  const { provider, now, offers } = view;
  const who = { provider: config.key.address };
  const wanted: Wanted[] = [];
  const want = (key: string, priority: number, message: Wanted["message"]) =>
    wanted.push({ key, priority, deadline: 0n, message });
  const { status } = provider;
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

function isDrained({ provider, jobs }: View, live: number, until: number): boolean {
  if (Date.now() >= until) return true;
  const refillable = jobs.some(({ slots }) => slots.some(({ state }) => state === SlotState.DRAWN) && live > 0);
  return provider.status === ProviderStatus.PAUSED && live === 0 && !refillable;
}

async function warnOfLowBalance(client: Client, address: string): Promise<void> {
  const { base } = client.network.denom;
  const { balance } = await client.query(Bank).Balance({ address, denom: base });
  const [, price = "0"] = /^([\d.]+)/.exec(client.network.gasPrice) ?? [];
  const enough = BigInt(Math.ceil(Number(price) * Number(GAS_PER_TX * GAS_RESERVE)));
  const held = BigInt(balance?.amount ?? 0n);
  if (held >= enough) return;
  say(`  warning: ${address} holds ${client.money.format(held)}, less than ${GAS_RESERVE} transactions' worth of gas`);
}

/** Follows the market's events, which only say that it is time to look; goes on where the last run ended. */
function watch(
  { client, journal, signal }: AgentOptions,
  onEvent: (event: { id: string } & Parameters<ReturnType<typeof openDecisions>["onEvent"]>[0]) => void,
) {
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
