import type { Address } from "@dcm/proto";
import { JobState } from "@dcm/proto/gen/dcm/job/v1";
import { expect, test } from "vitest";
import { jobs } from "../../src/modules/job/state.js";
import { providers } from "../../src/modules/provider/state.js";
import { type Act, brokenClaims, type Chain, createChain, eventsNamed } from "./driver.js";
import * as m from "./market.js";

const NAMES = ["pia", "quinn", "ravi", "sue"];
const JOBS = 1_000;

test("[G7] a 10-minute halt with 1,000 live jobs in every state slashes nobody", () => {
  const chain = createChain({ people: ["alice", ...NAMES], invariants: false });
  m.openMarket(chain, Object.fromEntries(NAMES.map((name) => [name, { units: JOBS }])));
  const ids: bigint[] = [];
  for (let i = 0; i < 5; i++) {
    const placed = Array.from({ length: JOBS / 5 }, (_, k) => m.order("alice", { tags: [`${i}.${k}`] }));
    ids.push(...chain.block(1, placed).results.map(m.placed));
  }
  chain.block(1);
  const seats = seatsOf(chain);
  const step = (some: readonly bigint[], does: typeof m.accept): readonly Act[] =>
    some.flatMap((id) => (seats.get(id) ?? []).map(([index, provider]) => does(id, index, provider as Address)));
  // A quarter waits in DRAWN, in RUNNING, in REVEAL and in DELIVERY.
  m.good(chain.block(1, step(ids.slice(0, 750), m.accept)).results);
  m.good(chain.block(1, step(ids.slice(0, 500), m.commit)).results);
  m.good(chain.block(1, step(ids.slice(0, 250), m.reveal)).results);
  const count = (state: JobState) => chain.read((ctx) => jobs.listBy(ctx, "byState", state).length);
  const live = [JobState.DRAWN, JobState.RUNNING, JobState.REVEAL, JobState.DELIVERY];
  expect(live.map(count)).toEqual([250, 250, 250, 250]);

  // The chain stands still for ten minutes; what everybody sent meanwhile comes with the next block.
  const waiting = [
    ...step(ids.slice(750), m.accept),
    ...step(ids.slice(500, 750), m.commit),
    ...step(ids.slice(250, 500), m.reveal),
    ...ids.slice(0, 250).map((id) => m.confirm(id, "alice")),
  ];
  const after = chain.block(600_000, [...waiting, ...m.beat(...NAMES)]);
  m.good(after.results);
  expect(eventsNamed(after, "EventStakeBurnt")).toEqual([]);
  expect(live.map(count)).toEqual([0, 250, 250, 250]);
  expect(chain.read((ctx) => jobs.all(ctx).length)).toBe(JOBS);
  expect(chain.read((ctx) => providers.all(ctx).map(({ stake }) => stake))).toEqual(NAMES.map(() => 2_000_000_000n));
  expect(chain.read(brokenClaims)).toEqual([]);
}, 240_000);

/** Who holds which seats, of all jobs at once. */
function seatsOf(chain: Chain): ReadonlyMap<bigint, readonly (readonly [number, string])[]> {
  const all = chain.read((ctx) => jobs.all(ctx));
  return new Map(all.map(({ id, slots }) => [id, slots.map(({ index, provider }) => [index, provider] as const)]));
}
