import type { Job, QueryRpcs } from "@dcm/proto/gen/dcm/job/v1";
import { resultDigest } from "@dcm/rules";
import { assert, EMPTY, equalBytes, type Handlers, notFound, type Page, type ReadCtx } from "../../kernel/index.js";
import { jobs, params, receipts, results, seats, specs } from "./state.js";

export const queries: Handlers<QueryRpcs, ReadCtx> = {
  Jobs(ctx, request) {
    const page = jobPage(ctx, request);
    // Lists leave inline programs out: a page of them would be megabytes.
    const withoutPrograms = page.items.map((job) => {
      const whole = wholeJob(ctx, job);
      return { ...whole, spec: { ...whole.spec, programInline: EMPTY } };
    });
    return { jobs: withoutPrograms, pagination: page.next, now: ctx.now };
  },

  Job(ctx, { id }) {
    const job = jobs.get(ctx, id) ?? notFound(`job ${id} not found`);
    return { job: wholeJob(ctx, job), now: ctx.now };
  },

  Receipts(ctx, { owner, provider, pagination }) {
    const page =
      owner !== ""
        ? receipts.pageBy(ctx, "byOwner", owner, pagination)
        : provider !== ""
          ? receipts.pageBy(ctx, "byProvider", provider, pagination)
          : receipts.page(ctx, pagination);
    return { receipts: page.items, pagination: page.next };
  },

  Receipt(ctx, { id }) {
    return { receipt: receipts.get(ctx, id) ?? notFound(`receipt ${id} not found`) };
  },

  Params(ctx) {
    return { params: params.get(ctx) };
  },
};

/** The narrowest index that is asked for; the other conditions pass records over. */
function jobPage(ctx: ReadCtx, { owner, provider, state, pagination }: Parameters<QueryRpcsJobs>[1]): Page<Job> {
  const keep = (job: Job) =>
    (state === undefined || job.state === state) &&
    (owner === "" || job.owner === owner) &&
    (provider === "" || [...job.slots, ...job.pastSlots].some((slot) => slot.provider === provider));
  if (owner !== "") return jobs.pageBy(ctx, "byOwner", owner, pagination, keep);
  if (provider !== "") return jobs.pageBy(ctx, "byProvider", provider, pagination, keep);
  return state === undefined ? jobs.page(ctx, pagination) : jobs.pageBy(ctx, "byState", state, pagination);
}

type QueryRpcsJobs = Handlers<QueryRpcs, ReadCtx>["Jobs"];

/** A job with its specification, and its result in the seats that revealed it. */
function wholeJob(ctx: ReadCtx, job: Job): Job {
  const spec = specs.get(ctx, job.id);
  assert(spec !== undefined, `job ${job.id} has its specification`);
  const manifest = results.get(ctx, job.id);
  const digest = manifest === undefined ? EMPTY : resultDigest(manifest);
  const slots = job.slots.map((slot) => {
    const { facts = [], uris = [] } = seats.get(ctx, [job.id, BigInt(slot.index)]) ?? {};
    const agrees = slot.resultDigest.length > 0 && equalBytes(slot.resultDigest, digest);
    return { ...slot, facts, uris, manifest: agrees ? manifest : undefined };
  });
  return { ...job, spec, slots };
}
