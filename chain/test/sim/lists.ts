import type { QueryJobsResponse, QueryReceiptsResponse } from "@dcm/proto/gen/dcm/job/v1";
import {
  OrderState,
  type QueryExplainOrderResponse,
  type QueryOrdersResponse,
  type ResourceClass,
} from "@dcm/proto/gen/dcm/market/v1";
import type { QueryOffersResponse } from "@dcm/proto/gen/dcm/provider/v1";
import { differences } from "./judge.js";
import { floorOf, isOnBook, quote, standing } from "./model/market.js";
import type { World } from "./model/world.js";
import { at, PEOPLE } from "./people.js";
import type { Wire } from "./wire.js";

const ALL = { pagination: { limit: 1_000n } };

/** What lists by one owner, provider, class or state, and the explanation of one order, say otherwise than the model. */
export function listDifferences(wire: Wire, w: World): readonly string[] {
  const who = at(PEOPLE[Number(w.height) % PEOPLE.length] as string);
  const [jobs, offers] = [[...w.jobs.values()], [...w.offers.values()]];
  const receipts = [...w.receipts.values()];
  const of = jobs[Number(w.height) % Math.max(1, jobs.length)];
  const [className, state] = [of?.class ?? "wasm.small", of?.state ?? 1];
  const ids = (list: readonly { id: bigint }[]) => list.map(({ id }) => id);
  const jobsBy = (query: object) =>
    ids(wire.query<QueryJobsResponse>("/dcm.job.v1.Query/Jobs", { ...query, ...ALL }).jobs);
  const receiptsBy = (query: object) =>
    wire
      .query<QueryReceiptsResponse>("/dcm.job.v1.Query/Receipts", { ...query, ...ALL })
      .receipts.map(({ jobId }) => jobId);
  const ordersBy = (query: object) =>
    ids(wire.query<QueryOrdersResponse>("/dcm.market.v1.Query/Orders", { ...query, ...ALL }).orders);
  const offersBy = (query: object) =>
    ids(wire.query<QueryOffersResponse>("/dcm.provider.v1.Query/Offers", { ...query, ...ALL }).offers);
  const held = (slots: readonly { provider: string }[]) => slots.some(({ provider }) => provider === who);
  const rows: readonly (readonly [string, readonly bigint[], readonly bigint[]])[] = [
    ["jobs of an owner", ids(jobs.filter(({ owner }) => owner === who)), jobsBy({ owner: who })],
    [
      "jobs of a provider",
      ids(jobs.filter(({ slots, pastSlots }) => held([...slots, ...pastSlots]))),
      jobsBy({ provider: who }),
    ],
    ["jobs of a state", ids(jobs.filter((job) => job.state === state)), jobsBy({ state })],
    [
      "orders of an owner",
      ids(jobs.filter((job) => job.order !== undefined && job.owner === who)),
      ordersBy({ owner: who }),
    ],
    [
      "orders of a class",
      ids(jobs.filter((job) => job.order !== undefined && job.class === className)),
      ordersBy({ class: className }),
    ],
    ["offers of a provider", ids(offers.filter(({ provider }) => provider === who)), offersBy({ provider: who })],
    [
      "offers of a class",
      ids(offers.filter(({ terms, closed }) => terms.class === className && !closed)),
      offersBy({ class: className }),
    ],
    [
      "receipts of an owner",
      receipts.filter(({ owner }) => owner === who).map(({ jobId }) => jobId),
      receiptsBy({ owner: who }),
    ],
    [
      "receipts of a provider",
      receipts.filter(({ slots }) => held(slots)).map(({ jobId }) => jobId),
      receiptsBy({ provider: who }),
    ],
  ];
  return [
    ...rows.flatMap(([name, model, app]) => differences(sorted(model), sorted(app), name)),
    ...explained(wire, w),
    ...parametersAsked(wire, w),
  ];
}

/** What governance set, one package a block. */
function parametersAsked(wire: Wire, w: World): readonly string[] {
  const packages = ["dcm.market.v1", "dcm.job.v1", "dcm.provider.v1", "dcm.escrow.v1", "cosmos.gov.v1"] as const;
  const { market, job, provider, escrow, gov } = w.params;
  const i = Number(w.height) % packages.length;
  const { params } = wire.query<{ readonly params: unknown }>(`/${packages[i]}.Query/Params`, {});
  return differences([market, job, provider, escrow, gov][i], params, `parameters of ${packages[i]}`);
}

/** [O3] One evaluator matches, explains and quotes. */
function explained(wire: Wire, w: World): readonly string[] {
  const onBook = [...w.jobs.values()].filter(isOnBook);
  const job = onBook[Number(w.height) % Math.max(1, onBook.length)];
  if (job === undefined) return [];
  const path = "/dcm.market.v1.Query/ExplainOrder";
  const { explanation } = wire.query<QueryExplainOrderResponse>(path, { id: job.id });
  const { owner, order, spec } = job;
  // What governance has made too little since could not be placed again.
  const floor = floorOf(w, w.classes.get(job.class) as ResourceClass, job.maxWallTimeMs);
  const isFirst = order !== undefined && order.state === OrderState.OPEN && order.terms.limit >= floor;
  const asked = { owner, terms: order?.terms, job: spec };
  return [
    ...differences(standing(w, job), explanation, `explanation of order ${job.id}`),
    ...(isFirst
      ? differences(quote(w, job), wire.query("/dcm.market.v1.Query/Quote", asked), `quote of ${job.id}`)
      : []),
  ];
}

function sorted(ids: readonly bigint[]): readonly bigint[] {
  return [...ids].sort((a, b) => (a < b ? -1 : 1));
}
