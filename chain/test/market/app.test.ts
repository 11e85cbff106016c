import type { Address } from "@dcm/proto";
import { MsgDeposit } from "@dcm/proto/gen/dcm/escrow/v1";
import {
  type Job,
  JobState,
  MsgApproveResult,
  MsgConfirmDelivery,
  MsgRejectResult,
  type Receipt,
  SlotState,
} from "@dcm/proto/gen/dcm/job/v1";
import { MsgCancelOrder, MsgPlaceOrder } from "@dcm/proto/gen/dcm/market/v1";
import { MsgCreateOffer, MsgHeartbeat, MsgRegister } from "@dcm/proto/gen/dcm/provider/v1";
import { describe, expect, test } from "vitest";
import * as bank from "../../src/modules/bank/api.js";
import { jobs, receipts, seats } from "../../src/modules/job/state.js";
import { person } from "../harness/keys.js";
import * as m from "./market.js";
import { at, type Block, type Deed, deed, type Network, startNetwork, typed } from "./network.js";

const PEOPLE = ["alice", "bob", "pia", "quinn", "ravi"];

function open(offers: { readonly [name: string]: m.Offering }): Network {
  const net = startNetwork(PEOPLE);
  const names = Object.keys(offers);
  const registered = names.map((name) =>
    deed(name, MsgRegister, {
      provider: at(name),
      stake: 2_000_000_000n,
      profile: m.profile(name, offers[name]),
    }),
  );
  good(net.block(1000, registered));
  good(
    net.block(
      1000,
      names.map((name) =>
        deed(name, MsgCreateOffer, { provider: at(name), terms: m.offerTerms(offers[name]), expiryMs: 0n }),
      ),
    ),
  );
  return net;
}

function good(block: Block): Block {
  const wrong = block.outcomes.find(({ outcome }) => outcome !== "ok");
  if (wrong !== undefined) throw new Error(`${wrong.outcome}: ${wrong.log}`);
  return block;
}

function orderBy(buyer: string, given: m.Ordering = {}): Deed {
  return deed(buyer, MsgPlaceOrder, { ...m.orderOf(buyer, given), owner: at(buyer) });
}

function place(net: Network, given: m.Ordering = {}): bigint {
  const { events } = good(net.block(1000, [orderBy("alice", given)]));
  const opened = events.map(typed).find(({ name }) => name === "EventOrderOpened");
  return BigInt(opened?.order_id ?? "0");
}

function jobOf(net: Network, id: bigint): Job {
  const found = net.read((ctx) => jobs.get(ctx, id));
  if (found === undefined) throw new Error(`no job ${id}`);
  return found;
}

function receiptOf(net: Network, id: bigint): Receipt {
  const found = net.read((ctx) => receipts.get(ctx, id));
  if (found === undefined) throw new Error(`no receipt ${id}`);
  return found;
}

type SeatAct = (id: bigint, slot: number, provider: Address) => ReturnType<typeof m.accept>;

/** Every seat does the same, each signed by its holder. */
function all(net: Network, id: bigint, does: SeatAct): readonly Deed[] {
  return jobOf(net, id).slots.map(({ index, provider }) => [nameOf(provider), does(id, index, provider)] as const);
}

function nameOf(address: Address): string {
  const found = PEOPLE.find((name) => at(name) === address);
  if (found === undefined) throw new Error(`nobody has ${address}`);
  return found;
}

function states(net: Network, id: bigint): readonly SlotState[] {
  return receiptOf(net, id).slots.map(({ state }) => state);
}

/** An order that is matched and whose seats accepted, and committed. */
function sealed(net: Network, given: m.Ordering = {}, does: SeatAct = m.commit): bigint {
  const id = place(net, given);
  net.block(1000);
  good(net.block(1000, all(net, id, m.accept)));
  good(net.block(1000, all(net, id, does)));
  return id;
}

const waits = (net: Network, blocks: number, ms = 1000) => {
  for (let i = 0; i < blocks; i++)
    net.block(
      ms,
      PEOPLE.slice(2).map((name) => deed(name, MsgHeartbeat, { provider: at(name) })),
    );
};

describe("an order through the real application, signed, block by block", () => {
  test("register, offer, order, match, accept, commit, reveal, confirm, settled", () => {
    const net = open({ pia: {}, quinn: { price: 25_000_000n }, ravi: { price: 90_000_000n } });
    const before = net.chain.balance(at("alice"));
    const id = sealed(net);
    good(net.block(1000, all(net, id, m.reveal)));
    expect(jobOf(net, id).state).toBe(JobState.DELIVERY);
    const { events } = good(net.block(1000, [deed("alice", MsgConfirmDelivery, { owner: at("alice"), jobId: id })]));
    const receipt = receiptOf(net, id);
    expect(receipt.state).toBe(JobState.SETTLED);
    expect(receipt.slots.map(({ state, paid }) => [state, paid])).toEqual([
      [SlotState.PAID, 125n],
      [SlotState.PAID, 125n],
    ]);
    expect(net.chain.balance(at("alice"))).toBe(before - 250n - receipt.placingFee);
    expect(events.map(typed).map(({ name }) => name)).toContain("EventReceipt");
    waits(net, 40);
    expect(net.read((ctx) => [jobs.get(ctx, id), seats.all(ctx).length])).toEqual([undefined, 0]);
  });

  test("approve: the buyer's word pays, and its rejection pays half", () => {
    const net = open({ pia: {} });
    const [yes, no] = [sealed(net, { approve: true }), sealed(net, { approve: true })];
    for (const id of [yes, no]) good(net.block(1000, all(net, id, m.reveal)));
    good(
      net.block(1000, [
        deed("alice", MsgApproveResult, { owner: at("alice"), jobId: yes }),
        deed("alice", MsgRejectResult, { owner: at("alice"), jobId: no, reason: "it is blue" }),
      ]),
    );
    const paid = (id: bigint) => [receiptOf(net, id).state, receiptOf(net, id).paid];
    expect([paid(yes), paid(no)]).toEqual([
      [JobState.SETTLED, 120n],
      [JobState.REJECTED, 60n],
    ]);
  });

  test("cancelled and expired orders give everything back but the placing fee", () => {
    const net = open({});
    const before = net.chain.balance(at("alice"));
    const [first, second] = [place(net), place(net, { expiryMs: 5_000n })];
    good(net.block(1000, [deed("alice", MsgCancelOrder, { owner: at("alice"), orderId: first })]));
    waits(net, 6);
    expect([first, second].map((id) => receiptOf(net, id).state)).toEqual([JobState.CANCELLED, JobState.EXPIRED]);
    expect(net.chain.balance(at("alice"))).toBe(before - 20n);
  });

  test("late: the seat is out and pays; silent: it loses its bond; both by end-block alone", () => {
    const net = open({ pia: {}, quinn: {}, ravi: {} });
    const id = place(net, { slots: 3, needed: 2, wallMs: 2_000n });
    net.block(1000);
    good(net.block(1000, all(net, id, m.accept)));
    good(net.block(1000, all(net, id, m.commit).slice(0, 2)));
    waits(net, 13);
    expect(jobOf(net, id).state).toBe(JobState.REVEAL);
    good(net.block(1000, all(net, id, m.reveal).slice(0, 1)));
    waits(net, 80);
    const { state, slots } = receiptOf(net, id);
    expect(state).toBe(JobState.REJECTED);
    expect(slots.map((slot) => slot.state)).toEqual([SlotState.PAID, SlotState.SILENT, SlotState.LATE]);
    const f = receiptOf(net, id).fillPrice;
    expect(slots.map(({ penalty }) => penalty)).toEqual([0n, 5n * f, f]);
  });

  test("dissent: VOID, everything back", () => {
    const net = open({ pia: {}, quinn: {} });
    const before = net.chain.balance(at("alice"));
    const differ = (slot: number) => m.manifest(m.GFUEL, slot);
    const id = sealed(net, {}, (job, slot, who) => m.commit(job, slot, who, differ(slot)));
    const { events } = good(
      net.block(
        1000,
        all(net, id, (job, slot, who) => m.reveal(job, slot, who, differ(slot))),
      ),
    );
    expect(events.map(typed).map(({ name }) => name)).toContain("EventDissentAlarm");
    expect(receiptOf(net, id).state).toBe(JobState.VOID);
    expect(states(net, id)).toEqual([SlotState.RELEASED, SlotState.RELEASED]);
    expect(net.chain.balance(at("alice"))).toBe(before - 10n);
  });

  test("an address in capitals is refused: lists of buyers compare addresses as texts", () => {
    const net = open({ pia: { deny: [at("alice")] } });
    const loud = at("alice").toUpperCase() as Address;
    const [outcome] = net.block(1000, [
      deed("alice", MsgPlaceOrder, { ...m.orderOf("alice", { approve: true }), owner: loud }),
    ]).outcomes;
    expect(outcome).toMatchObject({ outcome: "sdk.InvalidRequest" });
    expect(outcome?.log).toContain("address is not in lower case");
  });

  test("escrow takes nothing for an account that does not exist, and gives a stranger's deposit back to the stranger", () => {
    const net = open({ pia: {} });
    const bob = net.chain.balance(at("bob"));
    const id = place(net, { approve: true, expiryMs: 4_000n, limit: 70n + 30n });
    const deposit = (accountId: bigint) => deed("bob", MsgDeposit, { source: at("bob"), accountId, amount: 77n });
    const { outcomes } = net.block(100, [deposit(id), deposit(id + 1n)]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["ok", "escrow.AccountNotFound"]);
    waits(net, 6);
    expect(net.chain.balance(at("bob"))).toBe(bob);
    expect(net.read((ctx) => bank.balanceOf(ctx, bank.moduleAddress(ctx, "escrow")))).toBe(0n);
    expect(person("bob").address).toBe(at("bob"));
  });
});
