import { amount } from "@dcm/proto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as bank from "../../src/modules/bank/api.js";
import { balances } from "../../src/modules/bank/state.js";
import { accounts } from "../../src/modules/escrow/state.js";
import { jobs } from "../../src/modules/job/state.js";
import { orders } from "../../src/modules/market/state.js";
import { providers } from "../../src/modules/provider/state.js";
import { type Act, brokenClaims, type Chain, createChain, exportAll, person } from "./driver.js";
import * as m from "./market.js";

const people = ["alice", "bob", "p0", "p1", "p2", "p3"];
const broken = (chain: Chain) => chain.read(brokenClaims);

describe("a planted fault is caught", () => {
  const settled = () => {
    const chain = createChain({ people, invariants: false });
    m.openMarket(chain, { p0: {}, p1: {} });
    m.running(chain, "alice");
    expect(broken(chain)).toEqual([]);
    return chain;
  };
  const leak = (chain: Chain, module: string) =>
    chain.plant((ctx) => bank.send(ctx, bank.moduleAddress(ctx, module), person("bob"), amount(1n)));

  test("[G6] a leak of 1 udcm from escrow", () => {
    const chain = settled();
    leak(chain, "escrow");
    expect(broken(chain).join()).toContain("escrow: [G6]");
  });
  test("[G6] a leak of 1 udcm of stake", () => {
    const chain = settled();
    leak(chain, "provider");
    expect(broken(chain).join()).toContain("provider: [G6]");
  });
  test("[G6] 1 udcm out of nothing", () => {
    const chain = settled();
    chain.plant((ctx) => balances.set(ctx, [person("bob"), "udcm"], amount(bank.balanceOf(ctx, person("bob")) + 1n)));
    expect(broken(chain).join()).toMatch(/bank: /);
  });
  test("[E5] an account that says more than its sources", () => {
    const chain = settled();
    chain.plant((ctx) => {
      const [account] = accounts.all(ctx);
      if (account !== undefined) accounts.set(ctx, account.id, { ...account, balance: amount(account.balance + 1n) });
    });
    expect(broken(chain).join()).toContain("escrow: [E5]");
  });
  test("[G2] a job whose deadline was passed over", () => {
    const chain = settled();
    chain.plant((ctx) => {
      for (const job of jobs.all(ctx)) {
        jobs.set(ctx, job.id, {
          ...job,
          deadline: 1n,
          slots: job.slots.map((slot) => ({ ...slot, deadline: 1n, openedHeight: 0n })),
        });
      }
    });
    expect(broken(chain).join()).toContain("job: [G2]");
  });
  test("[P1] a bond that is forgotten", () => {
    const chain = settled();
    chain.plant((ctx) => {
      const [first] = providers.all(ctx);
      if (first !== undefined) providers.set(ctx, first.address, { ...first, bonded: amount(0n) });
    });
    expect(broken(chain).join()).toContain("provider: [P1]");
  });
  test("an order whose job is gone", () => {
    const chain = settled();
    chain.plant((ctx) => {
      for (const order of orders.all(ctx)) orders.delete(ctx, order.id);
    });
    expect(broken(chain).join()).toContain("job: a job that may need seats has its order");
  });
});

test("a genesis made of a live state restores every record and index", () => {
  const chain = createChain({ people });
  m.openMarket(chain, { p0: {}, p1: {}, p2: { units: 1 } });
  m.running(chain, "alice");
  m.placed(chain.block(1000, [m.order("bob", { clientKey: "k", slots: 4 })]).results[0]);
  chain.block(1000);
  const exported = chain.read((ctx) => exportAll(ctx));
  const again = createChain({ people: [], genesis: exported });
  again.block(1);
  expect(broken(again)).toEqual([]);
  const restored = again.read((ctx) => exportAll(ctx)) as { readonly [module: string]: unknown };
  for (const name of ["escrow", "market", "job", "provider"]) expect(restored[name]).toEqual(exported[name]);
});

test("[G6] random behaviour of buyers and providers conserves every coin, at every block", () => {
  const turns = fc.array(
    fc.record({ ms: fc.constantFrom(500, 1000, 4000, 12_000), what: fc.array(fc.nat(9_999), { maxLength: 6 }) }),
    {
      minLength: 20,
      maxLength: 60,
    },
  );
  fc.assert(
    fc.property(turns, (plan) => {
      const chain = createChain({ people });
      m.openMarket(chain, {
        p0: {},
        p1: { units: 1 },
        p2: { price: 50_000_000n, stake: 600_000_000n },
        p3: { price: 35_000_000n },
      });
      for (const { ms, what } of plan)
        chain.block(ms, [...m.beat("p0", "p1", "p2"), ...what.flatMap((choice) => chosen(chain, choice))]);
    }),
    { numRuns: 12 },
  );
}, 240_000);

/** Something that somebody may do now, right or wrong. */
function chosen(chain: Chain, choice: number): readonly Act[] {
  const open = chain.query<{ jobs: { id: bigint; slots: { index: number; provider: never }[] }[] }>(
    "/dcm.job.v1.Query/Jobs",
    {},
  ).jobs;
  const job = open[choice % Math.max(1, open.length)];
  const kind = Math.trunc(choice / 7) % 9;
  if (kind === 0 || job === undefined) {
    const slots = 2 + (choice % 2);
    return [
      m.order(choice % 2 === 0 ? "alice" : "bob", {
        slots,
        needed: 2,
        approve: choice % 5 === 0,
        expiryMs: 20_000n,
        clientKey: `${choice}`,
      }),
    ];
  }
  const slot = job.slots[choice % Math.max(1, job.slots.length)];
  if (slot === undefined) return [];
  const result = choice % 11 === 0 ? m.manifest(m.GFUEL, 1) : m.manifest();
  const acts: readonly (readonly Act[])[] = [
    [],
    job.slots.map((each) => m.accept(job.id, each.index, each.provider)),
    job.slots.map((each) => m.commit(job.id, each.index, each.provider)),
    job.slots.map((each) => m.reveal(job.id, each.index, each.provider)),
    [m.confirm(job.id, "alice"), m.confirm(job.id, "bob")],
    [m.accept(job.id, slot.index, slot.provider)],
    [m.commit(job.id, slot.index, slot.provider, result)],
    [m.reveal(job.id, slot.index, slot.provider, result)],
    [m.decline(job.id, slot.index, slot.provider, choice % 5)],
  ];
  return acts[kind] ?? [];
}
