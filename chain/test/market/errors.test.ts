import { type Address, type MessageCodec, utf8ToBytes } from "@dcm/proto";
import { MsgUpdateParams as EscrowParams, MsgDeposit } from "@dcm/proto/gen/dcm/escrow/v1";
import {
  CannotRunReason,
  MsgUpdateParams as JobParams,
  MsgAcceptSlot,
  MsgCommitResult,
  MsgConfirmDelivery,
  MsgDeclineSlot,
  MsgRejectResult,
} from "@dcm/proto/gen/dcm/job/v1";
import {
  MsgUpdateParams as MarketParams,
  Matching,
  MsgCancelOrder,
  MsgPlaceOrder,
  OrderKind,
} from "@dcm/proto/gen/dcm/market/v1";
import {
  MsgAddStake,
  MsgCloseOffer,
  MsgCreateOffer,
  MsgHeartbeat,
  MsgLeave,
  MsgPause,
  MsgReduceStake,
  MsgRegister,
  MsgResume,
  MsgUpdateOffer,
  MsgUpdateParams as ProviderParams,
} from "@dcm/proto/gen/dcm/provider/v1";
import { beforeAll, describe, expect, test } from "vitest";
import * as bank from "../../src/modules/bank/api.js";
import { E as EscrowErrors } from "../../src/modules/escrow/errors.js";
import { defaults as escrowDefaults } from "../../src/modules/escrow/state.js";
import { E as JobErrors } from "../../src/modules/job/errors.js";
import { defaults as jobDefaults } from "../../src/modules/job/state.js";
import { E as MarketErrors } from "../../src/modules/market/errors.js";
import { defaults as marketDefaults, wasmSmall } from "../../src/modules/market/state.js";
import { E as ProviderErrors } from "../../src/modules/provider/errors.js";
import { defaults as providerDefaults } from "../../src/modules/provider/state.js";
import { type Act, act, type Chain, createChain, person, seenErrors } from "./driver.js";
import * as m from "./market.js";

const people = ["alice", "bob", "pia", "quinn", "ravi", "small", "full"];
const [alice, bob, pia, quinn, small] = ["alice", "bob", "pia", "quinn", "small"].map(person) as [
  Address,
  Address,
  Address,
  Address,
  Address,
];

let chain: Chain;
let gov: Address;
let drawn: bigint;
let running: bigint;
let reveal: bigint;
let approval: bigint;
let pair: readonly Address[];

beforeAll(() => {
  chain = createChain({ people });
  m.openMarket(chain, { pia: {}, quinn: {}, small: { stake: 600_000_000n, units: 1, price: 99_000_000_000n } });
  gov = chain.read((ctx) => bank.moduleAddress(ctx, "gov"));
  approval = m.matched(chain, "alice", { approve: true });
  chain.block(1000, m.seats(chain, approval, m.accept));
  chain.block(1000, m.seats(chain, approval, m.commit));
  chain.block(1000, m.seats(chain, approval, m.reveal));
  reveal = m.sealed(chain, "alice");
  running = m.running(chain, "alice", { wallMs: 3_600_000n });
  drawn = m.matched(chain, "alice");
  pair = m.jobOf(chain, drawn).slots.map((slot) => slot.provider);
});

/** An order like the usual one but for what is given. */
function orderWith(change: { terms?: object; job?: object }): Act {
  const base = m.orderOf("alice");
  return act(MsgPlaceOrder, {
    ...base,
    terms: { ...base.terms, ...change.terms },
    job: { ...base.job, ...change.job },
  });
}
const offerWith = (change: object): Act =>
  act(MsgCreateOffer, { provider: pia, terms: { ...m.offerTerms(), ...change }, expiryMs: 0n });
const profileWith = (change: object): Act =>
  act(MsgRegister, { provider: bob, stake: 500_000_000n, profile: { ...m.profile("bob"), ...change } });
const make = <T>(codec: MessageCodec<T>, value: object): Act => act(codec, value as never);
const slotOf = (id: bigint, index: number): Address => (m.jobOf(chain, id).slots[index]?.provider ?? alice) as Address;

type Rows = { readonly [error: string]: () => Act | readonly Act[] };

const provider: Rows = {
  ProviderNotFound: () => make(MsgHeartbeat, { provider: alice }),
  ProviderExists: () => m.register("pia"),
  StakeTooSmall: () => make(MsgRegister, { provider: bob, stake: 1n, profile: m.profile("bob") }),
  StakeNotFree: () => make(MsgReduceStake, { provider: pia, amount: 1_990_000_000n }),
  InvalidAmount: () => make(MsgAddStake, { provider: pia, amount: 0n }),
  InvalidProfile: () => profileWith({ jurisdiction: "France" }),
  DuplicateName: () => profileWith({ isolation: ["wasm", "wasm"] }),
  UnknownAuditor: () => profileWith({ attributes: [{ key: "ram", value: "1", auditor: alice }] }),
  TooManyUnbondings: () => Array.from({ length: 8 }, () => make(MsgReduceStake, { provider: quinn, amount: 1n })),
  WrongStatus: () => make(MsgResume, { provider: pia }),
  LiveSlots: () => make(MsgLeave, { provider: pia }),
  OfferNotFound: () => make(MsgCloseOffer, { provider: pia, offerId: 999n }),
  NotOfferOwner: () => make(MsgCloseOffer, { provider: pia, offerId: 2n }),
  UnknownClass: () => offerWith({ class: "gpu.h100" }),
  ClassFixed: () =>
    make(MsgUpdateOffer, { provider: pia, offerId: 1n, terms: { ...m.offerTerms(), class: "other" }, expiryMs: 0n }),
  InvalidTerms: () => offerWith({ units: 0 }),
  BelowPriceFloor: () => offerWith({ unitPrice: 1n }),
  UnitsInUse: () =>
    make(MsgUpdateOffer, { provider: pia, offerId: 1n, terms: m.offerTerms({ units: 1 }), expiryMs: 0n }),
  TooManyOffers: () => Array.from({ length: 40 }, (_, i) => m.offer("quinn", { price: 50_000_000_000n + BigInt(i) })),
  InvalidExpiry: () => make(MsgCreateOffer, { provider: pia, terms: m.offerTerms(), expiryMs: 5n }),
  NotAuthority: () => make(ProviderParams, { authority: alice, params: providerDefaults }),
  InvalidParams: () => make(ProviderParams, { authority: gov, params: { ...providerDefaults, unbondingMs: 30_000n } }),
  // The last two change the chain that the rows above share.
  OfferClosed: () => [
    make(MsgCloseOffer, { provider: pia, offerId: 1n }),
    make(MsgCloseOffer, { provider: pia, offerId: 1n }),
  ],
  ProviderLeaving: () => [make(MsgLeave, { provider: small }), make(MsgPause, { provider: small })],
};

const escrow: Rows = {
  AccountNotFound: () => make(MsgDeposit, { source: bob, accountId: 999n, amount: 1n }),
  InvalidAmount: () => make(MsgDeposit, { source: bob, accountId: drawn, amount: 0n }),
  TooManySources: () => [
    make(EscrowParams, { authority: gov, params: { ...escrowDefaults, maxSources: 1 } }),
    make(MsgDeposit, { source: bob, accountId: drawn, amount: 1n }),
  ],
  NotAuthority: () => make(EscrowParams, { authority: alice, params: escrowDefaults }),
  InvalidParams: () => make(EscrowParams, { authority: gov, params: { ...escrowDefaults, maxSources: 0 } }),
};

const market: Rows = {
  OrderNotFound: () => make(MsgCancelOrder, { owner: alice, orderId: 999n }),
  NotOrderOwner: () => make(MsgCancelOrder, { owner: bob, orderId: drawn }),
  OrderNotOpen: () => make(MsgCancelOrder, { owner: alice, orderId: drawn }),
  UnknownClass: () => orderWith({ terms: { class: "gpu.h100" } }),
  UnsupportedKind: () => orderWith({ terms: { kind: OrderKind.LEASE } }),
  UnsupportedMatching: () => orderWith({ terms: { matching: Matching.PICK } }),
  UnsupportedDepth: () => orderWith({ terms: { depth: 2 } }),
  InvalidSlots: () => orderWith({ terms: { slots: 17 } }),
  InvalidUnits: () => orderWith({ terms: { units: 2 } }),
  InvalidConstraints: () => orderWith({ terms: { constraints: { has: "colour" } } }),
  InvalidLimit: () => orderWith({ terms: { limit: 0n } }),
  LimitBelowFloor: () => orderWith({ terms: { limit: 99n } }),
  InvalidExpiry: () => orderWith({ terms: { expiryMs: 86_400_001n } }),
  InvalidClientKey: () => orderWith({ terms: { clientKey: new Uint8Array(33) } }),
  InvalidTags: () => orderWith({ terms: { tags: [""] } }),
  DuplicateName: () => orderWith({ terms: { tags: ["a", "a"] } }),
  NotAuthority: () => make(MarketParams, { authority: alice, params: marketDefaults, classes: [] }),
  InvalidParams: () => make(MarketParams, { authority: gov, params: { ...marketDefaults, maxSlots: 0 }, classes: [] }),
  InvalidClass: () =>
    make(MarketParams, { authority: gov, params: marketDefaults, classes: [{ ...wasmSmall, id: "" }] }),
  DuplicateClass: () =>
    make(MarketParams, { authority: gov, params: marketDefaults, classes: [{ ...wasmSmall, id: "wasm.twin" }] }),
};

const redundant = (n: number, of: number) => [{ redundant: { n, m: of, g: 0n } }];
const inline = new Uint8Array(8).fill(1);

const job: Rows = {
  JobNotFound: () => make(MsgAcceptSlot, { provider: pia, jobId: 999n, slot: 0 }),
  NotJobOwner: () => make(MsgConfirmDelivery, { owner: bob, jobId: drawn }),
  SlotNotFound: () => m.accept(drawn, 9, pia),
  NotSlotProvider: () => m.accept(drawn, 0, pair[1] as Address),
  WrongJobState: () => make(MsgConfirmDelivery, { owner: alice, jobId: drawn }),
  WrongSlotState: () => m.accept(running, 0, slotOf(running, 0)),
  ReasonMissing: () =>
    make(MsgDeclineSlot, {
      provider: slotOf(running, 0),
      jobId: running,
      slot: 0,
      reason: CannotRunReason.UNSPECIFIED,
    }),
  InvalidCommitment: () =>
    make(MsgCommitResult, { provider: slotOf(running, 0), jobId: running, slot: 0, commitment: new Uint8Array(31) }),
  CommitmentMismatch: () => m.reveal(reveal, 0, slotOf(reveal, 0), m.manifest(5n)),
  InvalidManifest: () => m.reveal(reveal, 0, slotOf(reveal, 0), m.manifest(1n << 60n)),
  InvalidUris: () => {
    const good = m.reveal(reveal, 0, slotOf(reveal, 0));
    return { ...good, value: { ...(good.value as object), uris: [""] } };
  },
  InvalidSpec: () =>
    orderWith({ job: { inputs: [{ path: "../x", blob: { digest: new Uint8Array(32), size: 1n, uris: [] } }] } }),
  UnsupportedRuntime: () => orderWith({ job: { runtime: "oci" } }),
  UnsupportedRules: () => orderWith({ job: { rulesVersion: 2 } }),
  WallTimeTooShort: () => orderWith({ job: { maxWallTimeMs: 1_499n } }),
  AboveClass: () => orderWith({ job: { maxWallTimeMs: 3_600_001n } }),
  DuplicateName: () => orderWith({ job: { outputs: ["out/a", "out/a"] } }),
  ProgramMismatch: () => orderWith({ job: { programInline: inline } }),
  PolicyMissing: () => orderWith({ terms: { policy: [] } }),
  ApproveNeedsOneSlot: () => orderWith({ terms: { policy: [{ approve: {} }] } }),
  SlotsNotReplicas: () => orderWith({ terms: { policy: redundant(3, 2) } }),
  InvalidRedundancy: () => orderWith({ terms: { policy: redundant(2, 1) } }),
  UnsupportedPolicy: () => orderWith({ terms: { policy: [{ redundant: { n: 2, m: 2, g: 1n } }] } }),
  UnsupportedSecrets: () => orderWith({ job: { sealedSecrets: utf8ToBytes("x") } }),
  NotAuthority: () => make(JobParams, { authority: alice, params: jobDefaults }),
  InvalidParams: () =>
    make(JobParams, { authority: gov, params: { ...jobDefaults, evidenceMs: 30_000n, bondLockMs: 40_000n } }),
  InvalidReason: () => make(MsgRejectResult, { owner: alice, jobId: approval, reason: "x".repeat(257) }),
};

describe.each([
  ["job", JobErrors, job],
  ["market", MarketErrors, market],
  ["escrow", EscrowErrors, escrow],
  ["provider", ProviderErrors, provider],
] as const)("%s", (space, table, rows: Rows) => {
  test.each(Object.keys(rows))("%s is what its case gives", (name) => {
    const acts = rows[name]?.() ?? [];
    const block = chain.block(1, Array.isArray(acts) ? (acts as readonly Act[]) : [acts as Act]);
    const last = block.results.at(-1);
    expect(last, last?.log).toMatchObject({ outcome: name, codespace: space });
  });

  test("every code of the table was produced", () => {
    const missing = Object.keys(table).filter((name) => !seenErrors.has(`${space}.${name}`));
    expect(missing).toEqual([]);
  });
});
