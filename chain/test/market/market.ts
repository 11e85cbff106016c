import { type Address, utf8ToBytes } from "@dcm/proto";
import {
  type CannotRunReason,
  type Job,
  JobState,
  MsgAcceptSlot,
  MsgCommitResult,
  MsgConfirmDelivery,
  MsgDeclineSlot,
  MsgRevealResult,
  Outcome,
  type Receipt,
  ResultManifest,
} from "@dcm/proto/gen/dcm/job/v1";
import { Matching, MsgPlaceOrder, OrderKind, type Predicate } from "@dcm/proto/gen/dcm/market/v1";
import { MsgCreateOffer, MsgHeartbeat, MsgRegister, SiteKind } from "@dcm/proto/gen/dcm/provider/v1";
import { commitment, resultDigest } from "@dcm/rules";
import { sha256 } from "@noble/hashes/sha2.js";
import { type Act, act, type Chain, person, type Result } from "./driver.js";

export const PROGRAM = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
export const GFUEL = 1_000_000_000n;

export interface Offering {
  readonly price?: bigint;
  readonly startFee?: bigint;
  readonly units?: number;
  readonly stake?: bigint;
  readonly jurisdiction?: string;
  readonly site?: SiteKind;
  readonly owner?: Address | "";
  readonly payout?: Address | "";
  readonly attributes?: readonly { key: string; value: string }[];
  readonly allow?: readonly Address[];
  readonly deny?: readonly Address[];
}

/** Terms that a test need not think about: 20 udcm a gigafuel, 100 to start. */
export function offerTerms({ price = 20_000_000n, startFee = 100n, units = 4, allow = [], deny = [] }: Offering = {}) {
  return {
    class: "wasm.small",
    units,
    unitPrice: price,
    startFee,
    maxDurationMs: 3_600_000n,
    runtimes: ["wasm"],
    policies: ["approve", "redundant"],
    maxBondMultiple: 10,
    approveOptIn: true,
    allow: [...allow],
    deny: [...deny],
  };
}

export function profile(name: string, given: Offering = {}) {
  const { jurisdiction = "FR", site = SiteKind.DATACENTRE, owner = "", payout = "", attributes = [] } = given;
  return {
    moniker: name,
    jurisdiction,
    siteKind: site,
    isolation: ["wasm"],
    owner,
    payoutAddress: payout,
    attributes: attributes.map((each) => ({ ...each })),
  };
}

export function register(name: string, given: Offering = {}): Act {
  const { stake = 2_000_000_000n } = given;
  return act(MsgRegister, { provider: person(name), stake, profile: profile(name, given) });
}

export function offer(name: string, given: Offering = {}): Act {
  return act(MsgCreateOffer, { provider: person(name), terms: offerTerms(given), expiryMs: 0n });
}

export function beat(...names: readonly string[]): readonly Act[] {
  return names.map((name) => act(MsgHeartbeat, { provider: person(name) }));
}

export interface Ordering {
  readonly limit?: bigint;
  readonly slots?: number;
  readonly needed?: number;
  readonly approve?: boolean;
  readonly constraints?: Predicate;
  readonly expiryMs?: bigint;
  readonly clientKey?: string;
  readonly fuel?: bigint;
  readonly wallMs?: bigint;
  readonly immediate?: boolean;
  readonly tags?: readonly string[];
}

export function orderOf(buyer: string, given: Ordering = {}) {
  const {
    limit = 10_000n,
    slots = 2,
    needed = slots,
    approve = false,
    expiryMs = 0n,
    clientKey = "",
    tags = [],
  } = given;
  const policy = approve ? [{ approve: {} }] : [{ redundant: { n: slots, m: needed, g: 0n } }];
  return {
    owner: person(buyer),
    terms: {
      kind: OrderKind.JOB,
      class: "wasm.small",
      units: 1,
      slots: approve ? 1 : slots,
      limit,
      constraints: given.constraints,
      policy,
      matching: Matching.AUTO,
      depth: 1,
      expiryMs,
      immediateOrCancel: given.immediate ?? false,
      clientKey: utf8ToBytes(clientKey),
      tags: [...tags],
    },
    job: {
      runtime: "wasm",
      program: { digest: sha256(PROGRAM), size: BigInt(PROGRAM.length), uris: [] },
      programInline: PROGRAM,
      args: ["Ada"],
      maxFuel: given.fuel ?? 0n,
      maxWallTimeMs: given.wallMs ?? 0n,
      rulesVersion: 1,
    },
  };
}

export function order(buyer: string, given: Ordering = {}): Act {
  return act(MsgPlaceOrder, orderOf(buyer, given));
}

export function placed(result: Result | undefined): bigint {
  if (result?.outcome !== "ok") throw new Error(`not placed: ${result?.outcome} ${result?.log}`);
  return (result.response as { orderId: bigint }).orderId;
}

/** A result that differs with `variant`. */
export function manifest(fuel = GFUEL, variant = 0): ResultManifest {
  return ResultManifest.fromPartial({
    outcome: Outcome.EXIT,
    exitCode: 0,
    stdout: { digest: sha256(Uint8Array.of(variant)), size: 6n },
    stderr: { digest: sha256(new Uint8Array(0)), size: 0n },
    outputs: [],
    fuel,
    rulesVersion: 1,
  });
}

export const SALT = new Uint8Array(32).fill(7);

export function accept(id: bigint, slot: number, provider: Address): Act {
  return act(MsgAcceptSlot, { provider, jobId: id, slot });
}

export function decline(id: bigint, slot: number, provider: Address, reason: number): Act {
  return act(MsgDeclineSlot, { provider, jobId: id, slot, reason: reason as CannotRunReason });
}

export function commit(id: bigint, slot: number, provider: Address, result = manifest()): Act {
  const opened = { chainId: "dcm-test-1", jobId: id, slot, provider, resultDigest: resultDigest(result), salt: SALT };
  return act(MsgCommitResult, { provider, jobId: id, slot, commitment: commitment(opened) });
}

export function reveal(id: bigint, slot: number, provider: Address, result = manifest()): Act {
  return act(MsgRevealResult, {
    provider,
    jobId: id,
    slot,
    manifest: result,
    salt: SALT,
    uris: ["https://blobs.example"],
  });
}

export function confirm(id: bigint, buyer: string): Act {
  return act(MsgConfirmDelivery, { owner: person(buyer), jobId: id });
}

export function jobOf(chain: Chain, id: bigint): Job {
  return chain.query<{ job: Job }>("/dcm.job.v1.Query/Job", { id }).job;
}

export function receiptOf(chain: Chain, id: bigint): Receipt {
  return chain.query<{ receipt: Receipt }>("/dcm.job.v1.Query/Receipt", { id }).receipt;
}

/** Every seat of a job does the same. */
export function seats(
  chain: Chain,
  id: bigint,
  does: (id: bigint, slot: number, provider: Address) => Act,
): readonly Act[] {
  return jobOf(chain, id).slots.map((slot) => does(id, slot.index, slot.provider));
}

/** Providers registered, with an offer each. */
export function openMarket(chain: Chain, offers: { readonly [name: string]: Offering }): void {
  const names = Object.keys(offers);
  chain.block(
    1000,
    names.map((name) => register(name, offers[name])),
  );
  const made = chain.block(
    1000,
    names.map((name) => offer(name, offers[name])),
  );
  const bad = made.results.find(({ outcome }) => outcome !== "ok");
  if (bad !== undefined) throw new Error(`${bad.outcome}: ${bad.log}`);
}

/** Places an order and waits for its match. */
export function matched(chain: Chain, buyer: string, given: Ordering = {}): bigint {
  const id = placed(chain.block(1000, [order(buyer, given)]).results[0]);
  chain.block(1000);
  if (jobOf(chain, id).state !== JobState.DRAWN) throw new Error(`order ${id} was not matched`);
  return id;
}

/** A matched job whose seats all accepted. */
export function running(chain: Chain, buyer: string, given: Ordering = {}): bigint {
  const id = matched(chain, buyer, given);
  good(chain.block(1000, seats(chain, id, accept)).results);
  return id;
}

/** A running job whose seats all committed. */
export function sealed(chain: Chain, buyer: string, given: Ordering = {}): bigint {
  const id = running(chain, buyer, given);
  good(chain.block(1000, seats(chain, id, commit)).results);
  return id;
}

export function good(results: readonly Result[]): void {
  const bad = results.find(({ outcome }) => outcome !== "ok");
  if (bad !== undefined) throw new Error(`${bad.outcome}: ${bad.log}`);
}
