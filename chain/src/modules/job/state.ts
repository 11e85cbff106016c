import type { Address } from "@dcm/proto";
import { Job, JobSpec, type JobState, Params, Receipt, ResultManifest, Slot } from "@dcm/proto/gen/dcm/job/v1";
import { address, by, byEach, bytesValue, enumKey, pair, proto, schema, u64, u64Value } from "../../kernel/index.js";

const s = schema("job");
const MINUTE_MS = 60_000n;
const DAY_MS = 1_440n * MINUTE_MS;

/** PROTOCOL.md §11. Local networks state shorter times in their genesis. */
export const defaults: Params = {
  acceptMs: 15_000n,
  commitSlackMs: 10_000n,
  revealMs: 30_000n,
  revealGraceMs: 10n * MINUTE_MS,
  deliveryMs: 5n * MINUTE_MS,
  approveMs: 60n * MINUTE_MS,
  refillMs: MINUTE_MS,
  bondLockMs: DAY_MS,
  evidenceMs: 21n * DAY_MS,
  receiptKeepMs: 400n * DAY_MS,
  bondMultiple: 5,
  transferBytesPerS: 1_000_000n,
};

export const params = s.item(0, "params", proto(Params), defaults);

/** Jobs until their evidence ends. Specification and result lie apart, so that a move does not rewrite them. */
export const jobs = s.indexed(1, "jobs", u64, proto(Job), {
  byOwner: by(2, address, (job: Job) => job.owner),
  byProvider: byEach(3, address, (job: Job) => holders(job)),
  byState: by(4, enumKey<JobState>(), (job: Job) => job.state),
  due: by(5, u64, (job: Job) => (job.deadline === 0n ? undefined : job.deadline)),
});
export const specs = s.map(6, "specs", u64, proto(JobSpec));
/** The first result revealed; what every honest seat reveals. */
export const results = s.map(7, "results", u64, proto(ResultManifest));

export const receipts = s.indexed(8, "receipts", u64, proto(Receipt), {
  byOwner: by(9, address, (receipt: Receipt) => receipt.owner),
  byProvider: byEach(10, address, (receipt: Receipt) => distinct(receipt.slots.map(({ provider }) => provider))),
  byAge: by(11, u64, (receipt: Receipt) => receipt.closedAt),
});

/** What a seat says at length, facts and URIs alone, by job and seat: written once each, read by queries. */
export const seats = s.map(13, "seats", pair(u64, u64), proto(Slot));
/** The digest of each specification, so that ending a job need not read it. */
export const specDigests = s.map(14, "spec_digests", u64, bytesValue);

/** Whether the last block left due work to the next one. */
export const carriedOver = s.item(12, "carried_over", u64Value, 0n);

const emptySpec = JobSpec.fromPartial({});

/** Stands in job records for the specification, which lies apart: what receipts repeat of it. */
export function stubOf({ program }: JobSpec): JobSpec {
  return { ...emptySpec, program: { ...program, uris: [] } };
}

/** Every operator that holds or held a seat. */
export function holders(job: Job): readonly Address[] {
  return distinct([...job.slots, ...job.pastSlots].map(({ provider }) => provider));
}

function distinct(list: readonly Address[]): readonly Address[] {
  return [...new Set(list)];
}

export default s;
