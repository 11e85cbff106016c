import { Predicate } from "@dcm/proto/gen/dcm/market/v1";
import { expect, test } from "vitest";
import {
  conjuncts,
  type Facts,
  fieldsNamed,
  meets,
  nearestText,
  predicateFault,
  predicateSize,
  predicateText,
} from "../src/index.js";

const facts: Facts = {
  class: "wasm.small",
  jurisdiction: "US-CA",
  evidence: 2,
  site: "CLOUD",
  isolation: ["wasm", "vm"],
  provider: "dcm1p",
  owner: "dcm1o",
  price: 300n,
  attributes: [
    { key: "ram", value: "64", auditor: "" },
    { key: "tier", value: "gold", auditor: "dcm1a" },
  ],
};
const p = (input: object): Predicate => Predicate.fromPartial(input);
const truth = (input: object): boolean => meets(p(input), facts);

test("[O3] every kind of node says what its name says", () => {
  expect(truth({ equal: { field: "site", value: "CLOUD" } })).toBe(true);
  expect(truth({ under: { field: "jurisdiction", value: "US" } })).toBe(true);
  expect(truth({ under: { field: "jurisdiction", value: "U" } })).toBe(false);
  expect(truth({ in: { field: "isolation", values: ["oci", "vm"] } })).toBe(true);
  expect(truth({ atLeast: { field: "attr.ram", value: "64" } })).toBe(true);
  expect(truth({ atLeast: { field: "attr.ram", value: "65" } })).toBe(false);
  expect(truth({ atMost: { field: "price", value: "300" } })).toBe(true);
  expect(truth({ atLeast: { field: "jurisdiction.evidence", value: "CLAIMED" } })).toBe(true);
  expect(truth({ atLeast: { field: "jurisdiction.evidence", value: "ATTESTED" } })).toBe(false);
  expect(truth({ has: "attr.tier" })).toBe(true);
  expect(truth({ equal: { field: "attr.tier.auditor", value: "dcm1a" } })).toBe(true);
  expect(truth({ has: "attr.ram.auditor" })).toBe(false);
  expect(truth({ not: { has: "attr.colour" } })).toBe(true);
  expect(truth({ and: { of: [{ has: "attr.ram" }, { has: "attr.colour" }] } })).toBe(false);
  expect(truth({ or: { of: [{ has: "attr.ram" }, { has: "attr.colour" }] } })).toBe(true);
});

test("a field that an offer lacks equals nothing and is at least nothing", () => {
  for (const kind of ["equal", "atLeast", "atMost", "under"])
    expect(truth({ [kind]: { field: "attr.gpu", value: "1" } })).toBe(false);
});

const faults: readonly (readonly [string, object])[] = [
  ["no kind", {}],
  ["no kind", { not: {} }],
  ["joins nothing", { and: { of: [] } }],
  ["no such field", { has: "colour" }],
  ["no such field", { equal: { field: "attr.", value: "x" } }],
  ["cannot be compared", { atLeast: { field: "attr.ram", value: "big" } }],
  ["empty or duplicate", { in: { field: "site", values: ["EDGE", "EDGE"] } }],
  ["empty or duplicate", { in: { field: "site", values: [] } }],
  ["longer than", { equal: { field: "attr.ram", value: "x".repeat(129) } }],
];
test.each(faults)("a tree that is refused: %s", (reason, input) => {
  expect(predicateFault(p(input))).toContain(reason);
});

test("[O3] a tree has at most 64 nodes and values, and at most 8 levels", () => {
  const wide = (n: number) => p({ and: { of: Array.from({ length: n }, () => ({ has: "site" })) } });
  expect([predicateFault(wide(63)), predicateSize(wide(63))]).toEqual([undefined, 64]);
  expect(predicateFault(wide(64))).toContain("64 nodes");
  const deep = (levels: number): object => (levels === 1 ? { has: "site" } : { not: deep(levels - 1) });
  expect(predicateFault(p(deep(8)))).toBeUndefined();
  expect(predicateFault(p(deep(9)))).toContain("8 levels");
  expect(predicateSize(undefined)).toBe(0);
});

test("predicates and their nearest change read as words", () => {
  const tree = p({
    and: {
      of: [
        { under: { field: "jurisdiction", value: "DE" } },
        { or: { of: [{ has: "attr.gpu" }, { not: { has: "site" } }] } },
      ],
    },
  });
  expect(conjuncts(tree).map(predicateText)).toEqual(["jurisdiction under DE", "has attr.gpu or not has site"]);
  expect(conjuncts(tree).map((each) => nearestText(each, facts))).toEqual([
    "jurisdiction under US-CA",
    "without has attr.gpu or not has site",
  ]);
  expect(nearestText(p({ atLeast: { field: "attr.ram", value: "128" } }), facts)).toBe("attr.ram ≥ 64");
  expect(fieldsNamed(tree)).toEqual(["jurisdiction", "attr.gpu", "site"]);
});
