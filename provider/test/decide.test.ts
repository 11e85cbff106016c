import { type Address, amount } from "@dcm/proto";
import { JobSpec } from "@dcm/proto/gen/dcm/job/v1";
import { Meter, Order, OrderState, QueryClassResponse } from "@dcm/proto/gen/dcm/market/v1";
import { EvidenceLevel, Offer, Provider, ProviderStatus, SiteKind } from "@dcm/proto/gen/dcm/provider/v1";
import { expect, test } from "vitest";
import { askOf, judge, type Rules, type Supply } from "../src/decide.js";
import { manifestOf } from "../src/execute.js";

const address = "dcm1u7gq3gj2ck30y8k3vlsac5z8g2r73wcxuelc6f" as Address;
const buyer = "dcm13ecpgst7vlktvfw6s09vayuktlpeddw6y599f0" as Address;

const rules: Rules = {
  class: QueryClassResponse.fromPartial({
    class: { id: "wasm.small", meter: Meter.GIGAFUEL, wallSecondFloor: 1_000_000n },
  }).class,
  bondMultiple: 5,
  minCharge: amount(100n),
};

const supply: Supply = {
  provider: Provider.fromPartial({
    address,
    profile: { jurisdiction: "FR", siteKind: SiteKind.DATACENTRE, isolation: ["wasm"] },
    jurisdictionEvidence: EvidenceLevel.CLAIMED,
    status: ProviderStatus.ACTIVE,
  }),
  offer: Offer.fromPartial({
    id: 1n,
    provider: address,
    listed: true,
    usedUnits: 1,
    terms: {
      class: "wasm.small",
      units: 4,
      unitPrice: 20_000_000n,
      startFee: 100n,
      maxDurationMs: 3_600_000n,
      runtimes: ["wasm"],
      policies: ["redundant"],
      maxBondMultiple: 10,
    },
  }),
  freeStake: amount(1_000_000n),
  now: 1_000n,
};

function order(change: object = {}, terms: object = {}): Order {
  return Order.fromPartial({
    id: 5n,
    owner: buyer,
    state: OrderState.OPEN,
    terms: { class: "wasm.small", units: 1, slots: 2, policy: [{ redundant: { n: 2, m: 2 } }], ...terms },
    runtime: "wasm",
    maxUse: 10_000_000_000n,
    maxWallTimeMs: 60_000n,
    bookLimit: 300n,
    ...change,
  });
}

const said = (of: Order, from = supply) => judge(of, askOf(from), rules);

test("an order that the offer could take is waited for, with both prices", () => {
  expect(said(order())).toEqual({ decision: "waiting", reason: "asks 300, limit 300" });
});

test.each([
  ["skip:price", order({ bookLimit: 299n }), supply],
  ["skip:class", order({}, { class: "gpu.a100" }), supply],
  ["skip:policy", order({}, { slots: 1, policy: [{ approve: {} }] }), supply],
  ["skip:runtime", order({ runtime: "oci" }), supply],
  ["skip:duration", order({ maxWallTimeMs: 3_600_001n }), supply],
  ["skip:seat-before", order({ excluded: [address] }), supply],
  ["skip:constraint", order({}, { constraints: { under: { field: "jurisdiction", value: "DE" } } }), supply],
  ["skip:stake", order(), { ...supply, freeStake: amount(1_499n) }],
  ["skip:capacity", order(), { ...supply, offer: { ...supply.offer, usedUnits: 4 } }],
  ["skip:not-active", order(), { ...supply, offer: { ...supply.offer, listed: false } }],
])("%s is said when that constraint fails first", (word, of, from) => {
  const { decision, reason } = said(of, from);
  expect(decision).toBe(word);
  expect(reason).toMatch(/^wants .+; would take it .+/);
});

test("the reason of a price says what would do", () => {
  expect(said(order({ bookLimit: 250n })).reason).toBe("wants price ≤ 250; would take it price ≤ 300");
});

const ran = {
  outcome: "EXIT" as const,
  exitCode: 0,
  fuel: 7n,
  stdout: new TextEncoder().encode("hi"),
  stderr: new Uint8Array(0),
  memoryDigest: "",
  detail: "",
  rulesVersion: 1,
};
const file = (path: string) => ({ path, bytes: new TextEncoder().encode(path) });

test("a job that names its outputs gets those alone, every other job all of them", () => {
  const result = { ...ran, outputs: [file("out/a"), file("out/b")] };
  const paths = (outputs: readonly string[]) =>
    manifestOf(result, { spec: JobSpec.fromPartial({ outputs }) }).manifest.outputs.map(({ path }) => path);
  expect(paths([])).toEqual(["out/a", "out/b"]);
  expect(paths(["out/b", "out/c"])).toEqual(["out/b"]);
});

test("more outputs than a manifest can name are beyond the output limit, on every provider alike", () => {
  const outputs = Array.from({ length: 65 }, (_, i) => file(`out/${String(i).padStart(2, "0")}`));
  const { manifest, blobs } = manifestOf({ ...ran, exitCode: 3, outputs }, { spec: JobSpec.fromPartial({}) });
  expect(manifest).toMatchObject({ outcome: 6, exitCode: 0, outputs: [], fuel: 7n });
  expect(blobs).toEqual([ran.stdout]);
});
