import { type Input, utf8ToBytes } from "@dcm/proto";
import { MsgDeposit } from "@dcm/proto/gen/dcm/escrow/v1";
import { JobState, MsgApproveResult, MsgConfirmDelivery, MsgRejectResult } from "@dcm/proto/gen/dcm/job/v1";
import { Matching, MsgCancelOrder, MsgPlaceOrder, OrderKind, type Predicate } from "@dcm/proto/gen/dcm/market/v1";
import { sha256 } from "@noble/hashes/sha2.js";
import type { Deed } from "../deeds.js";
import { at, who } from "../people.js";
import { chance, pick, type Random } from "../random.js";
import { deed, type Mood } from "./mood.js";

const PROGRAM = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
const GIGA = 1_000_000_000n;

export function buyerDeeds(mood: Mood): readonly Deed[] {
  const { random, world, options } = mood;
  const { habits, jobsMax, buyers } = options;
  const live = [...world.jobs.values()].filter(({ state }) => state < JobState.SETTLED).length;
  const placing = Math.trunc(habits.orders / 100) + (chance(random, habits.orders % 100) ? 1 : 0);
  const room = Math.max(0, Math.min(placing, jobsMax - live));
  return [
    ...Array.from({ length: room }, () => {
      const buyer = pick(random, buyers);
      return deed(buyer, MsgPlaceOrder, order(mood, buyer));
    }),
    ...[...world.jobs.values()].flatMap((job) => decide(mood, job)),
  ];
}

/** What a buyer does about its job. */
function decide(
  { random, options: { habits } }: Mood,
  job: { id: bigint; owner: string; state: JobState },
): readonly Deed[] {
  const { name, address: owner } = who(job.owner);
  const { id } = job;
  if (job.state === JobState.OPEN && chance(random, habits.cancels))
    return [deed(name, MsgCancelOrder, { owner, orderId: id })];
  if (job.state === JobState.OPEN && chance(random, habits.cancels))
    return [deed(name, MsgDeposit, { source: owner, accountId: id, amount: BigInt(1 + random(500)) })];
  if (job.state === JobState.DELIVERY && chance(random, habits.confirms))
    return [deed(name, MsgConfirmDelivery, { owner, jobId: id })];
  if (job.state !== JobState.AWAITING_APPROVAL || !chance(random, habits.confirms + 5)) return [];
  if (!chance(random, habits.rejects)) return [deed(name, MsgApproveResult, { owner, jobId: id })];
  return [deed(name, MsgRejectResult, { owner, jobId: id, reason: pick(random, ["", "wrong"]) })];
}

/** A valid order, with a limit that some offers meet. */
export function order({ random, world, options }: Mood, buyer: string): Input<MsgPlaceOrder> {
  const { habits, params } = options;
  const slots = chance(random, habits.approve) ? 1 : 2 + random(Math.min(4, params.market.maxSlots - 1));
  const needed = chance(random, 50) ? slots : Math.trunc(slots / 2) + 1;
  const fuel = pick(random, [0n, GIGA, 3n * GIGA + 7n, 10n * GIGA]);
  return {
    owner: at(buyer),
    terms: {
      kind: OrderKind.JOB,
      class: pick(random, [...world.classes.keys()]),
      units: 1,
      slots,
      limit: BigInt(pick(random, [90, 150, 300, 350, 400, 600, 1_500])) + BigInt(random(3)),
      constraints: chance(random, habits.constraints) ? constraint(random, 0) : undefined,
      policy: slots === 1 ? [{ approve: {} }] : [{ redundant: { n: slots, m: needed, g: 0n } }],
      matching: Matching.AUTO,
      depth: 1,
      expiryMs: pick(random, [0n, 1_000n, 10_000n, 30_000n, 60_000n]),
      immediateOrCancel: chance(random, habits.immediate),
      clientKey: chance(random, habits.clientKeys) ? utf8ToBytes(`k${random(6)}`) : new Uint8Array(0),
      tags: [`t${random(1_000_000)}`],
    },
    job: {
      runtime: "wasm",
      program: { digest: sha256(PROGRAM), size: BigInt(PROGRAM.length), uris: [] },
      programInline: PROGRAM,
      args: ["Ada"],
      inputs: chance(random, 15)
        ? [{ path: "in/a", blob: { digest: sha256(PROGRAM), size: BigInt(random(40)), uris: [] } }]
        : [],
      maxFuel: fuel,
      maxWallTimeMs: pick(random, [0n, 1_500n, 2_000n, 9_000n, 20_000n]),
      maxOutputBytes: pick(random, [0n, 1_000n]),
      rulesVersion: 1,
    },
  };
}

/** A predicate over what providers here say of themselves. */
function constraint(random: Random, depth: number): Input<Predicate> {
  const inner = () => constraint(random, depth + 1);
  const leaves: readonly (() => Input<Predicate>)[] = [
    () => ({ equal: { field: "site", value: pick(random, ["DATACENTRE", "HOME"]) } }),
    () => ({ under: { field: "jurisdiction", value: pick(random, ["US", "FR", "US-CA"]) } }),
    () => ({ atLeast: { field: "attr.ram", value: `${random(6)}` } }),
    () => ({ atMost: { field: "price", value: `${200 + random(400)}` } }),
    () => ({ has: pick(random, ["attr.ram", "attr.ssd", "attr.ram.auditor"]) }),
    () => ({ in: { field: "provider", values: [at("p0"), at("p1"), at("p2"), at("p3")] } }),
    () => ({ atLeast: { field: "jurisdiction.evidence", value: pick(random, ["CLAIMED", "CLAIMED", "AUDITED"]) } }),
    () => ({ equal: { field: "isolation", value: "wasm" } }),
    () => ({ not: { equal: { field: "owner", value: at("p0") } } }),
  ];
  const joins: readonly (() => Input<Predicate>)[] = [
    () => ({ and: { of: [inner(), inner()] } }),
    () => ({ or: { of: [inner(), inner(), inner()] } }),
    () => ({ not: inner() }),
  ];
  return pick(random, depth < 3 ? [...leaves, ...joins] : leaves)();
}
