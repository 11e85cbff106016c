import { type Address, amount } from "@dcm/proto";
import { MsgDeposit } from "@dcm/proto/gen/dcm/escrow/v1";
import { JobState, MsgRejectResult } from "@dcm/proto/gen/dcm/job/v1";
import { expect, test } from "vitest";
import { act, type Block, createChain, eventsNamed, person } from "../../../test/market/driver.js";
import * as m from "../../../test/market/market.js";
import * as bank from "../bank/api.js";
import * as escrow from "./api.js";

const people = ["alice", "bob", "p0", "p1"];
const RATE = { escrow: { params: { protocol_fee_rate: "0.010000000000000000", max_sources: 8 } } };

test("[E1] placing reserves slots × max charge, the protocol fee on it and the order's deposit; the match returns what it spares", () => {
  const chain = createChain({ people, genesis: RATE });
  const id = m.placed(chain.block(1000, [m.order("alice", { limit: 1_001n })]).results[0]);
  const account = () =>
    chain.query<{ account: { balance: bigint; reserved: bigint } }>("/dcm.escrow.v1.Query/Account", { id }).account;
  // 2 × 1,001 and ceil(1 %) of it; then 1,000 for the order.
  expect(account()).toMatchObject({ reserved: 2_023n, balance: 3_023n });
  m.openMarket(chain, { p0: {}, p1: {} });
  chain.block(1000);
  // Filled at 300 a slot.
  expect(account()).toMatchObject({ reserved: 606n, balance: 606n });
});

test("[E5] deposits return to their sources, the newest first", () => {
  const chain = createChain({ people });
  const id = m.placed(chain.block(1000, [m.order("alice")]).results[0]);
  const before = chain.balance(person("bob"));
  m.good(chain.block(1000, [act(MsgDeposit, { source: person("bob"), accountId: id, amount: 500n })]).results);
  expect(chain.balance(person("bob"))).toBe(before - 500n);
  m.openMarket(chain, { p0: {}, p1: {} });
  chain.block(1000);
  chain.block(1000, m.seats(chain, id, m.accept));
  chain.block(1000, m.seats(chain, id, m.commit));
  chain.block(1000, m.seats(chain, id, m.reveal));
  m.good(chain.block(1000, [m.confirm(id, "alice")]).results);
  expect(chain.balance(person("bob"))).toBe(before);
});

test("[E5] money that leaves for good is taken from the oldest deposits first", () => {
  const chain = createChain({ people, invariants: false });
  const id = m.placed(chain.block(1000, [m.order("alice")]).results[0]);
  m.good(chain.block(1000, [act(MsgDeposit, { source: person("bob"), accountId: id, amount: 500n })]).results);
  const before = chain.balance(person("bob"));
  chain.plant((ctx) => escrow.pay(ctx, id, person("p0"), amount(21_100n)));
  chain.plant((ctx) => void escrow.close(ctx, id));
  expect(chain.balance(person("bob"))).toBe(before + 400n);
});

test("[E8] the events of an account add up to what moved, from its first coin to its last", () => {
  const chain = createChain({ people, genesis: RATE });
  const blocks: Block[] = [];
  const block = (acts: Parameters<typeof chain.block>[1]) => {
    const made = chain.block(1000, acts);
    m.good(made.results);
    blocks.push(made);
    return made;
  };
  m.openMarket(chain, { p0: {}, p1: {} });
  const balances = () => [person("alice"), person("p0"), person("p1")].map((who) => chain.balance(who));
  const before = balances();
  const id = m.placed(block([m.order("alice", { approve: true })]).results[0]);
  block([]);
  block(m.seats(chain, id, m.accept));
  block(m.seats(chain, id, m.commit));
  block(m.seats(chain, id, m.reveal));
  block([act(MsgRejectResult, { owner: person("alice"), jobId: id, reason: "" })]);
  expect(m.receiptOf(chain, id).state).toBe(JobState.REJECTED);
  const sum = (name: string, who?: Address) =>
    blocks
      .flatMap((made) => eventsNamed(made, name))
      .filter((fields) => who === undefined || fields.payee === who || fields.source === who)
      .reduce((all, fields) => all + BigInt(fields.amount ?? "0"), 0n);
  const moved = (who: Address) => sum("EventPaid", who) + sum("EventRefunded", who) - sum("EventDeposited", who);
  const placing = 10n;
  expect(balances().map((after, i) => after - (before[i] ?? 0n))).toEqual([
    moved(person("alice")) - placing,
    moved(person("p0")),
    moved(person("p1")),
  ]);
  expect(sum("EventDeposited")).toBe(sum("EventPaid") + sum("EventRefunded") + sum("EventBurnt"));
  expect(sum("EventBurnt")).toBe(1n);
  expect(chain.read((ctx) => bank.balanceOf(ctx, escrow.pool(ctx)))).toBe(0n);
});
