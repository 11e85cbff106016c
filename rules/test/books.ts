import type { Address } from "@dcm/proto";
import { amount } from "@dcm/proto";
import { Meter, Predicate } from "@dcm/proto/gen/dcm/market/v1";
import { OfferTerms } from "@dcm/proto/gen/dcm/provider/v1";
import type { Ask, Demand } from "../src/index.js";

/** Random numbers that a seed repeats (xorshift32). */
export function dice(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761) % 4_294_967_296 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

export const SEED = new Uint8Array(32).fill(9);
const JURISDICTIONS = ["FR", "DE", "US-CA", "US-NY", "IN"];
const SITES = ["DATACENTRE", "CLOUD", "EDGE", "HOME"];

export function someone(n: number): Address {
  return ADDRESSES[n % ADDRESSES.length] as Address;
}

/** A book of up to `most` offers, by rising unit price. */
export function randomBook(roll: (below: number) => number, most: number): Ask[] {
  // Every operator declares one owner: itself, or another account.
  const owners = Array.from({ length: 12 }, (_, i) => someone(roll(4) === 0 ? roll(12) : i));
  const asks = Array.from({ length: roll(most + 1) }, (_, i) => randomAsk(roll, i, owners));
  return asks.sort((a, b) =>
    a.terms.unitPrice < b.terms.unitPrice ? -1 : a.terms.unitPrice > b.terms.unitPrice ? 1 : 0,
  );
}

function randomAsk(roll: (below: number) => number, i: number, owners: readonly Address[]): Ask {
  const index = roll(12);
  const operator = someone(index);
  const owner = owners[index] as Address;
  return {
    offerId: BigInt(i + 1),
    operator,
    owner,
    tieKey: Uint8Array.of(i, roll(256)),
    live: roll(10) > 0,
    freeUnits: roll(4),
    freeStake: amount(BigInt(roll(60_000))),
    terms: OfferTerms.fromPartial({
      class: "wasm.small",
      units: 4,
      unitPrice: BigInt(roll(60)) * 1_000_000n + 100_000n,
      startFee: BigInt(roll(4) === 0 ? roll(2_000) : roll(200)),
      maxDurationMs: BigInt(roll(8) === 0 ? 1_000 : 3_600_000),
      runtimes: ["wasm"],
      policies: roll(6) === 0 ? ["approve"] : ["approve", "redundant"],
      maxBondMultiple: roll(8) === 0 ? 3 : 10,
      approveOptIn: roll(3) > 0,
      allow: roll(9) === 0 ? [someone(20)] : [],
      deny: roll(9) === 0 ? [someone(21)] : [],
    }),
    facts: {
      class: "wasm.small",
      jurisdiction: JURISDICTIONS[roll(5)] ?? "FR",
      evidence: 1,
      site: SITES[roll(4)] ?? "HOME",
      isolation: roll(2) === 0 ? ["wasm"] : ["wasm", "vm"],
      provider: operator,
      owner,
      attributes: roll(2) === 0 ? [] : [{ key: "ram", value: `${roll(64)}`, auditor: "" }],
    },
  };
}

export function randomDemand(roll: (below: number) => number): Demand {
  const approve = roll(4) === 0;
  return {
    owner: someone(21 + roll(2)),
    class: "wasm.small",
    units: 1,
    seats: approve ? 1 : 2 + roll(3),
    limit: amount(BigInt(100 + roll(1_500))),
    constraints: roll(3) === 0 ? undefined : randomPredicate(roll, 3),
    policies: [approve ? "approve" : "redundant"],
    runtime: "wasm",
    bondMultiple: 5,
    excluded: roll(5) === 0 ? [someone(roll(12))] : [],
    meter: Meter.GIGAFUEL,
    maxUse: 1n + BigInt(roll(20)) * 1_000_000_000n + BigInt(roll(1_000_000)),
    maxWallTimeMs: BigInt(1_000 + roll(60_000)),
    wallSecondFloor: amount(1_000_000n),
    minCharge: amount(100n),
  };
}

export function randomPredicate(roll: (below: number) => number, depth: number): Predicate {
  const leaves = [
    { equal: { field: "jurisdiction", value: JURISDICTIONS[roll(5)] ?? "FR" } },
    { under: { field: "jurisdiction", value: ["US", "FR", "DE"][roll(3)] ?? "US" } },
    { in: { field: "site", values: SITES.slice(roll(3)) } },
    { atLeast: { field: "attr.ram", value: `${roll(64)}` } },
    { atMost: { field: "price", value: `${roll(1_500)}` } },
    { has: "attr.ram" },
    { equal: { field: "isolation", value: "vm" } },
    { atLeast: { field: "jurisdiction.evidence", value: "CLAIMED" } },
  ];
  if (depth <= 1 || roll(2) === 0) return Predicate.fromPartial(leaves[roll(leaves.length)] ?? { has: "attr.ram" });
  const parts = Array.from({ length: 1 + roll(3) }, () => randomPredicate(roll, depth - 1));
  const kinds = [{ and: { of: parts } }, { or: { of: parts } }, { not: parts[0] }];
  return Predicate.fromPartial(kinds[roll(3)] ?? { and: { of: parts } });
}

const ADDRESSES = [
  "dcm1qyqszqgpqyqszqgpqyqszqgpqyqszqgppspj70",
  "dcm1qgpqyqszqgpqyqszqgpqyqszqgpqyqszs58h4e",
  "dcm1qvpsxqcrqvpsxqcrqvpsxqcrqvpsxqcr3yxklc",
  "dcm1qszqgpqyqszqgpqyqszqgpqyqszqgpqy35pncy",
  "dcm1q5zs2pg9q5zs2pg9q5zs2pg9q5zs2pg9syqjj9",
  "dcm1qcrqvpsxqcrqvpsxqcrqvpsxqcrqvpsxpqxhen",
  "dcm1qurswpc8qurswpc8qurswpc8qurswpc8qs8knj",
  "dcm1pqyqszqgpqyqszqgpqyqszqgpqyqszqg0g4zht",
  "dcm1pyysjzgfpyysjzgfpyysjzgfpyysjzgfwc5ra2",
  "dcm1pg9q5zs2pg9q5zs2pg9q5zs2pg9q5zs2lujxku",
  "dcm1pv9skzctpv9skzctpv9skzctpv9skzct7vn8ua",
  "dcm1psxqcrqvpsxqcrqvpsxqcrqvpsxqcrqv7u5zmp",
  "dcm1p5xs6rgdp5xs6rgdp5xs6rgdp5xs6rgdlv4r3q",
  "dcm1pc8qurswpc8qurswpc8qurswpc8qurswwgnx6k",
  "dcm1pu8s7rc0pu8s7rc0pu8s7rc0pu8s7rc00cj8sh",
  "dcm1zqgpqyqszqgpqyqszqgpqyqszqgpqyqsnwk0ta",
  "dcm1zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3j7hwpu",
  "dcm1zgfpyysjzgfpyysjzgfpyysjzgfpyysjr63t22",
  "dcm1zvf3xycnzvf3xycnzvf3xycnzvf3xycnz2s2qt",
  "dcm1zs2pg9q5zs2pg9q5zs2pg9q5zs2pg9q5z6h08h",
  "dcm1z52329g4z52329g4z52329g4z52329g4r2kwdk",
  "dcm1zctpv9skzctpv9skzctpv9skzctpv9skjwstxq",
  "dcm1zut3w9chzut3w9chzut3w9chzut3w9chn732vp",
  "dcm1rqvpsxqcrqvpsxqcrqvpsxqcrqvpsxqcuxr7gc",
].map((text) => text as Address);
