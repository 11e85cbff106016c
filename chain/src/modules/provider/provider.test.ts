import { amount } from "@dcm/proto";
import { JobState } from "@dcm/proto/gen/dcm/job/v1";
import {
  MsgCloseOffer,
  MsgCreateOffer,
  MsgLeave,
  MsgPause,
  MsgReduceStake,
  MsgRegister,
  type Offer,
  type Provider,
  ProviderStatus,
} from "@dcm/proto/gen/dcm/provider/v1";
import { expect, test } from "vitest";
import { act, brokenClaims, type Chain, createChain, person } from "../../../test/market/driver.js";
import * as m from "../../../test/market/market.js";
import * as provider from "./api.js";

const people = ["alice", "p0", "p1", "p2"];
const broken = (chain: Chain) => chain.read(brokenClaims);
const stored = (chain: Chain, name: string) =>
  chain.query<{ provider: Provider; freeStake: bigint; unbonding: { amount: bigint }[] }>(
    "/dcm.provider.v1.Query/Provider",
    {
      address: person(name),
    },
  );
const offers = (chain: Chain) =>
  chain.query<{ offers: Offer[] }>("/dcm.provider.v1.Query/Offers", { class: "wasm.small" }).offers;

test("[P1] a slot takes its bond from the free stake, and one fifth of the stake is never free", () => {
  const chain = createChain({ people });
  m.openMarket(chain, { p0: {}, p1: {} });
  expect(stored(chain, "p0").freeStake).toBe(1_600_000_000n);
  m.matched(chain, "alice");
  expect(stored(chain, "p0")).toMatchObject({
    freeStake: 1_600_000_000n - 1_500n,
    provider: { bonded: 1_500n, liveSlots: 1 },
  });
});

test("[P1] reduced stake unbonds and is paid out when it matures", () => {
  const chain = createChain({ people });
  m.openMarket(chain, { p0: {} });
  const before = chain.balance(person("p0"));
  m.good(chain.block(1000, [act(MsgReduceStake, { provider: person("p0"), amount: 1_000n })]).results);
  expect(stored(chain, "p0").unbonding.map((entry) => entry.amount)).toEqual([1_000n]);
  for (let at = 0; at < 59; at++) chain.block(1000, m.beat("p0"));
  expect(chain.balance(person("p0"))).toBe(before);
  chain.block(1000, m.beat("p0"));
  expect(chain.balance(person("p0"))).toBe(before + 1_000n);
});

test("[P2] slashes reach unbonding entries, the last first", () => {
  const chain = createChain({ people, invariants: false });
  m.openMarket(chain, { p0: {} });
  const who = person("p0");
  m.good(
    chain.block(1000, [
      act(MsgReduceStake, { provider: who, amount: 700n }),
      act(MsgReduceStake, { provider: who, amount: 300n }),
    ]).results,
  );
  chain.plant((ctx) => provider.slash(ctx, who, amount(2_000_000_000n - 1_000n + 400n)));
  const answer = chain.query<{ provider: Provider; unbonding: { amount: bigint }[] }>(
    "/dcm.provider.v1.Query/Provider",
    { address: who },
  );
  expect(answer.provider.stake).toBe(0n);
  expect(answer.unbonding.map((entry) => entry.amount)).toEqual([600n]);
  expect(broken(chain).filter((claim) => claim.includes("[G6]"))).toEqual([]);
});

test("[P2] leaving moves the whole stake, locked bonds included, into unbonding, and the record goes last", () => {
  const chain = createChain({ people });
  m.openMarket(chain, { p0: {}, p1: {} });
  const id = m.sealed(chain, "alice");
  chain.block(1000, m.seats(chain, id, m.reveal));
  chain.block(1000, [m.confirm(id, "alice")]);
  const who = person("p0");
  const before = chain.balance(who);
  m.good(chain.block(1000, [act(MsgLeave, { provider: who })]).results);
  const leaving = chain.query<{ provider: Provider }>("/dcm.provider.v1.Query/Provider", { address: who }).provider;
  expect(leaving).toMatchObject({ status: ProviderStatus.LEAVING, stake: 0n });
  for (let at = 0; at < 61; at++) chain.block(1000);
  expect(chain.balance(who)).toBe(before + 2_000_000_000n);
  expect(() => chain.query("/dcm.provider.v1.Query/Provider", { address: who })).toThrow("not found");
});

test("[P4] a paused provider takes nothing new and keeps what runs", () => {
  const chain = createChain({ people });
  m.openMarket(chain, { p0: {}, p1: {} });
  const first = m.running(chain, "alice");
  m.good(chain.block(1000, [act(MsgPause, { provider: person("p0") })]).results);
  const second = m.placed(chain.block(1000, [m.order("alice")]).results[0]);
  chain.block(1000);
  expect(m.jobOf(chain, second).state).toBe(JobState.OPEN);
  m.good(chain.block(1000, m.seats(chain, first, m.commit)).results);
  expect(m.jobOf(chain, first).state).toBe(JobState.REVEAL);
});

test("an offer expires in time, and a closed one goes with its last live slot", () => {
  const chain = createChain({ people });
  m.openMarket(chain, { p0: {}, p1: {} });
  m.good(
    chain.block(1000, [act(MsgCreateOffer, { provider: person("p0"), terms: m.offerTerms(), expiryMs: 30_000n })])
      .results,
  );
  expect(offers(chain)).toHaveLength(3);
  const id = m.running(chain, "alice");
  m.good(chain.block(1000, [act(MsgCloseOffer, { provider: person("p1"), offerId: 2n })]).results);
  expect(offers(chain).map((offer) => offer.id)).toEqual([1n, 3n]);
  for (let at = 0; at < 28; at++) chain.block(1000, m.beat("p0", "p1"));
  expect(offers(chain).map((offer) => offer.id)).toEqual([1n]);
  expect(chain.query<{ offer: Offer }>("/dcm.provider.v1.Query/Offer", { id: 2n }).offer).toMatchObject({
    closed: true,
    usedUnits: 1,
  });
  m.good(chain.block(1000, m.seats(chain, id, m.commit)).results);
  m.good(chain.block(1000, m.seats(chain, id, m.reveal)).results);
  m.good(chain.block(1000, [m.confirm(id, "alice")]).results);
  expect(() => chain.query("/dcm.provider.v1.Query/Offer", { id: 2n })).toThrow("not found");
});

test("[O1] a provider and an offer that name duplicate or unknown things are refused with their own code", () => {
  const chain = createChain({ people });
  m.openMarket(chain, { p0: {} });
  const twice = {
    ...m.profile("p1"),
    attributes: [
      { key: "ram", value: "1" },
      { key: "ram", value: "2" },
    ],
  };
  const outcomes = chain
    .block(1000, [
      act(MsgRegister, { provider: person("p1"), stake: 500_000_000n, profile: twice }),
      act(MsgCreateOffer, {
        provider: person("p0"),
        terms: { ...m.offerTerms(), runtimes: ["wasm", "wasm"] },
        expiryMs: 0n,
      }),
      act(MsgCreateOffer, { provider: person("p0"), terms: { ...m.offerTerms(), policies: ["trust"] }, expiryMs: 0n }),
      act(MsgCreateOffer, { provider: person("p0"), terms: { ...m.offerTerms(), class: "gpu.h100" }, expiryMs: 0n }),
    ])
    .results.map(({ outcome }) => outcome);
  expect(outcomes).toEqual(["DuplicateName", "DuplicateName", "InvalidTerms", "UnknownClass"]);
});
