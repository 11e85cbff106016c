import { MsgUpdateParams as BankUpdateParams, MsgMultiSend, MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { MsgUpdateParams as EscrowUpdateParams, MsgDeposit } from "@dcm/proto/gen/dcm/escrow/v1";
import {
  JobState,
  MsgUpdateParams as JobUpdateParams,
  MsgAcceptSlot,
  MsgApproveResult,
  MsgCommitResult,
  MsgConfirmDelivery,
  MsgDeclineSlot,
  MsgRejectResult,
  MsgRevealResult,
  SlotState,
} from "@dcm/proto/gen/dcm/job/v1";
import { MsgUpdateParams as MarketUpdateParams, MsgCancelOrder, MsgPlaceOrder } from "@dcm/proto/gen/dcm/market/v1";
import {
  MsgAddStake,
  MsgCloseOffer,
  MsgCreateOffer,
  MsgHeartbeat,
  MsgLeave,
  MsgReduceStake,
  MsgRegister,
  MsgUpdate,
  MsgUpdateOffer,
  MsgUpdateParams as ProviderUpdateParams,
} from "@dcm/proto/gen/dcm/provider/v1";
import { type Deed, SALT } from "../deeds.js";
import { isOnBook } from "../model/market.js";
import { usedUnits } from "../model/provider.js";
import type { Job, Slot } from "../model/world.js";
import { at, MALLORY, PEOPLE, STRANGERS, who } from "../people.js";
import { pick } from "../random.js";
import { order } from "./buyers.js";
import { deed, type Mood, seatKey, truth } from "./mood.js";
import { offering, profile, registration } from "./providers.js";

type Trick = (mood: Mood) => Deed | undefined;
type Seat = {
  readonly job: Job;
  readonly slot: Slot;
  readonly on: { provider: never; jobId: bigint; slot: number };
  readonly by: string;
};

/** Messages that mean harm: of strangers, out of turn, too early, too late, twice. Each is valid but for the state it meets. */
export const tricks: { readonly [name: string]: Trick } = {
  "accept a stranger's seat": (mood) =>
    seat(mood, ({ on }) => deed(MALLORY, MsgAcceptSlot, { ...on, provider: at(MALLORY) })),
  "accept a seat that is not there": (mood) => seat(mood, ({ by, on }) => deed(by, MsgAcceptSlot, { ...on, slot: 16 })),
  "accept again": (mood) => seat(mood, ({ by, on }) => deed(by, MsgAcceptSlot, on), SlotState.ACCEPTED),
  "accept for a job that is not there": () =>
    deed(MALLORY, MsgAcceptSlot, { provider: at(MALLORY), jobId: 9_999n, slot: 0 }),
  "decline after committing": (mood) =>
    seat(mood, ({ by, on }) => deed(by, MsgDeclineSlot, { ...on, reason: 1 }), SlotState.COMMITTED),
  "give up without a reason": (mood) =>
    seat(
      mood,
      ({ by, on }) => deed(by, MsgDeclineSlot, { ...on, reason: pick(mood.random, [0, 5]) as never }),
      SlotState.ACCEPTED,
    ),
  "give up while other seats are on the book": (mood) =>
    seat(
      mood,
      ({ job, by, on }) => (!isOnBook(job) ? undefined : deed(by, MsgDeclineSlot, { ...on, reason: 2 })),
      SlotState.ACCEPTED,
      JobState.DRAWN,
    ),
  "give up as another owner did": (mood) =>
    seat(
      mood,
      ({ job, by, on }) => {
        const gaveUp = [...job.slots, ...job.pastSlots].some(({ state }) => state === SlotState.CANNOT_RUN);
        return gaveUp ? deed(by, MsgDeclineSlot, { ...on, reason: 3 }) : undefined;
      },
      SlotState.ACCEPTED,
    ),
  "commit before accepting": (mood) => seat(mood, (each) => commitOf(each, each.slot, each.by), SlotState.DRAWN),
  "commit twice": (mood) => seat(mood, (each) => commitOf(each, each.slot, each.by), SlotState.COMMITTED),
  "commit for a stranger": (mood) =>
    seat(mood, ({ on }) =>
      deed(MALLORY, MsgCommitResult, { ...on, provider: at(MALLORY), commitment: new Uint8Array(32) }),
    ),
  "commit half a commitment": (mood) =>
    seat(
      mood,
      ({ by, on }) => deed(by, MsgCommitResult, { ...on, commitment: new Uint8Array(16) }),
      SlotState.ACCEPTED,
    ),
  "copy another's commitment": (mood) =>
    seat(
      mood,
      (each) => {
        const other = each.job.slots.find(({ state }) => state === SlotState.COMMITTED);
        if (other === undefined) return undefined;
        mood.promises.set(seatKey(each.job.id, each.slot.index, each.slot.provider), openingOf(each.job, other));
        return commitOf(each, other, each.by);
      },
      SlotState.ACCEPTED,
    ),
  "reveal early": (mood) => seat(mood, (each) => revealOf(each, SALT), SlotState.COMMITTED, JobState.RUNNING),
  "reveal a stranger's": (mood) =>
    seat(
      mood,
      (each) => ({ ...revealOf({ ...each, by: MALLORY, on: { ...each.on, provider: at(MALLORY) as never } }, SALT) }),
      SlotState.COMMITTED,
      JobState.REVEAL,
    ),
  "reveal another salt": (mood) =>
    seat(mood, (each) => revealOf(each, new Uint8Array(32)), SlotState.COMMITTED, JobState.REVEAL),
  "reveal twice": (mood) => seat(mood, (each) => revealOf(each, SALT), SlotState.REVEALED, JobState.REVEAL),
  "reveal after the end": (mood) => seat(mood, (each) => revealOf(each, SALT), SlotState.PAID),
  "confirm a stranger's job": (mood) =>
    onJob(mood, ({ id }) => deed(MALLORY, MsgConfirmDelivery, { owner: at(MALLORY), jobId: id })),
  "confirm too early or too late": (mood) =>
    onJob(mood, ({ id, owner }) => deed(who(owner).name, MsgConfirmDelivery, { owner, jobId: id })),
  "approve what needs no approval": (mood) =>
    onJob(mood, ({ id, owner }) => deed(who(owner).name, MsgApproveResult, { owner, jobId: id })),
  "reject what needs no approval": (mood) =>
    onJob(mood, ({ id, owner }) => deed(who(owner).name, MsgRejectResult, { owner, jobId: id, reason: "" })),
  "reject at length": (mood) =>
    onJob(
      mood,
      ({ id, owner }) =>
        deed(
          who(owner).name,
          MsgRejectResult,
          { owner, jobId: id, reason: "x".repeat(257) },
          { flaw: "job.InvalidReason" },
        ),
      JobState.AWAITING_APPROVAL,
    ),
  "cancel a stranger's order": (mood) =>
    onJob(mood, ({ id }) => deed(MALLORY, MsgCancelOrder, { owner: at(MALLORY), orderId: id }), JobState.OPEN),
  "cancel what was matched": (mood) =>
    onJob(mood, ({ id, owner }) => deed(who(owner).name, MsgCancelOrder, { owner, orderId: id }), JobState.RUNNING),
  "cancel what is over": (mood) =>
    onJob(mood, ({ id, owner }) => deed(who(owner).name, MsgCancelOrder, { owner, orderId: id }), JobState.SETTLED),
  "pay for a stranger": (mood) =>
    onJob(mood, ({ id }) =>
      deed(MALLORY, MsgDeposit, { source: at(MALLORY), accountId: id, amount: BigInt(1 + mood.random(900)) }),
    ),
  "pay for a stranger too": (mood) =>
    onJob(mood, ({ id }) => {
      const by = pick(mood.random, PEOPLE);
      return deed(by, MsgDeposit, { source: at(by), accountId: id, amount: BigInt(1 + mood.random(900)) });
    }),
  "pay nothing": (mood) =>
    onJob(
      mood,
      ({ id }) => deed(MALLORY, MsgDeposit, { source: at(MALLORY), accountId: id, amount: 0n }),
      JobState.OPEN,
    ),
  "pay into nothing": () => deed(MALLORY, MsgDeposit, { source: at(MALLORY), accountId: 9_999n, amount: 5n }),
  "beat without being a provider": () => deed(MALLORY, MsgHeartbeat, { provider: at(MALLORY) }),
  "register with too little": (mood) =>
    deed(MALLORY, MsgRegister, { ...registration(mood, MALLORY), stake: mood.world.params.provider.minStake - 1n }),
  "register twice": (mood) => provider(mood, (name) => deed(name, MsgRegister, registration(mood, name))),
  "leave with live seats": (mood) => seat(mood, ({ by, on }) => deed(by, MsgLeave, { provider: on.provider })),
  "unbond crumb by crumb": (mood) =>
    provider(mood, (name) => {
      const act = (type: string, amount: bigint) => ({ type, value: { provider: at(name), amount } });
      const crumbs = Array.from({ length: 8 }, () => act(MsgReduceStake.name, 1n));
      return { by: name, acts: [act(MsgAddStake.name, 1_000n), ...crumbs] };
    }),
  "declare a competitor as owner": (mood) =>
    provider(mood, (name) => {
      const owner = at(pick(mood.random, mood.options.providers));
      return deed(name, MsgUpdate, { provider: at(name), profile: { ...profile(mood.random, name), owner } });
    }),
  "close a stranger's offer": (mood) =>
    offer(mood, (id) => deed(MALLORY, MsgCloseOffer, { provider: at(MALLORY), offerId: id })),
  "close an offer that is not there": (mood) =>
    provider(mood, (name) => deed(name, MsgCloseOffer, { provider: at(name), offerId: 9_999n })),
  "close an offer twice": (mood) =>
    offer(mood, (id, by) => ({
      by,
      acts: [1, 2].map(() => ({ type: MsgCloseOffer.name, value: { provider: at(by), offerId: id } })),
    })),
  "take an offer over": (mood) =>
    provider(mood, (name) => {
      const { terms, expiryMs } = offering(mood, name);
      return offer(mood, (id) => deed(name, MsgUpdateOffer, { provider: at(name), offerId: id, terms, expiryMs }));
    }),
  "shrink an offer below its use": ({ world, random }) => {
    const busy = [...world.offers.values()].filter(({ id, closed }) => !closed && usedUnits(world, id) > 1);
    if (busy.length === 0) return undefined;
    const { id, provider: of, terms } = pick(random, busy);
    return deed(who(of).name, MsgUpdateOffer, {
      provider: of,
      offerId: id,
      terms: { ...terms, units: 1 },
      expiryMs: 0n,
    });
  },
  "flood the book with offers": (mood) =>
    provider(mood, (name) => ({
      by: name,
      acts: Array.from({ length: 1 + (mood.world.params.provider.maxOffers % 8) }, () => ({
        type: MsgCreateOffer.name,
        value: offering(mood, name),
      })),
    })),
  "order without money": (mood) => deed("penny", MsgPlaceOrder, withLimit(order(mood, "penny"), 1_000_000n)),
  "order for less than the floor": (mood) => deed("alice", MsgPlaceOrder, withLimit(order(mood, "alice"), 1n)),
  "send too much": () =>
    deed("penny", MsgSend, {
      fromAddress: at("penny"),
      toAddress: at("alice"),
      amount: [{ denom: "udcm", amount: 1n << 90n }],
    }),
  "send what nobody has": () =>
    deed(MALLORY, MsgSend, {
      fromAddress: at(MALLORY),
      toAddress: at("alice"),
      amount: [{ denom: "ugold", amount: 1n }],
    }),
  "set the market's parameters": ({ options: { params } }) =>
    deed(MALLORY, MarketUpdateParams, { authority: at(MALLORY), params: params.market }),
  "set the job's parameters": ({ options: { params } }) =>
    deed(MALLORY, JobUpdateParams, { authority: at(MALLORY), params: params.job }),
  "set the provider's parameters": ({ options: { params } }) =>
    deed(MALLORY, ProviderUpdateParams, { authority: at(MALLORY), params: params.provider }),
  "set the escrow's parameters": ({ options: { params } }) =>
    deed(MALLORY, EscrowUpdateParams, { authority: at(MALLORY), params: params.escrow }),
  "set the bank's parameters": () =>
    deed(MALLORY, BankUpdateParams, { authority: at(MALLORY), params: { defaultSendEnabled: false } }),
};

/** Ordinary sends, some of which make accounts. */
export function sends({ random }: Mood): Deed {
  const [from, to, other] = [pick(random, PEOPLE), pick(random, [...PEOPLE, ...STRANGERS]), pick(random, STRANGERS)];
  const coins = (amount: bigint) => [{ denom: "udcm", amount }];
  const value = BigInt(1 + random(300));
  if (random(3) > 0) return deed(from, MsgSend, { fromAddress: at(from), toAddress: at(to), amount: coins(value) });
  const outputs = [to, other].map((each, i) => ({ address: at(each), coins: coins(value + BigInt(i)) }));
  return deed(from, MsgMultiSend, { inputs: [{ address: at(from), coins: coins(2n * value + 1n) }], outputs });
}

function seat(mood: Mood, use: (seat: Seat) => Deed | undefined, state?: SlotState, of?: JobState): Deed | undefined {
  const found = [...mood.world.jobs.values()]
    .filter((job) => of === undefined || job.state === of)
    .flatMap((job) =>
      job.slots.filter((slot) => state === undefined || slot.state === state).map((slot) => ({ job, slot })),
    );
  if (found.length === 0) return undefined;
  const { job, slot } = pick(mood.random, found);
  const on = { provider: slot.provider as never, jobId: job.id, slot: slot.index };
  return use({ job, slot, on, by: who(slot.provider).name });
}

function onJob(mood: Mood, use: (job: Job) => Deed, state?: JobState): Deed | undefined {
  const found = [...mood.world.jobs.values()].filter((job) => state === undefined || job.state === state);
  return found.length === 0 ? undefined : use(pick(mood.random, found));
}

function offer(mood: Mood, use: (id: bigint, by: string) => Deed | undefined): Deed | undefined {
  const found = [...mood.world.offers.values()];
  if (found.length === 0) return undefined;
  const { id, provider: of } = pick(mood.random, found);
  return use(id, who(of).name);
}

function provider(mood: Mood, use: (name: string) => Deed | undefined): Deed | undefined {
  const found = [...mood.world.providers.values()];
  return found.length === 0 ? undefined : use(who(pick(mood.random, found).address).name);
}

function openingOf(job: Job, { index, provider: of }: Slot) {
  return { jobId: job.id, slot: index, provider: of, manifest: truth(job) };
}

function commitOf({ job, on }: Seat, of: Slot, by: string): Deed {
  return deed(by, MsgCommitResult, on, { opens: openingOf(job, of) });
}

function revealOf({ job, on, by }: Seat, salt: Uint8Array): Deed {
  return deed(by, MsgRevealResult, { ...on, manifest: truth(job), salt, uris: [] });
}

function withLimit<T extends object>(value: T, limit: bigint): T {
  return { ...value, terms: { ...(value as { terms?: object }).terms, limit } };
}
