// W3: a market at work. In every block some orders are placed; two providers accept, commit and reveal each job, and its
// buyer confirms the delivery. Now and then providers send heartbeats and change their offers.
import {
  JobState,
  MsgAcceptSlot,
  MsgCommitResult,
  MsgConfirmDelivery,
  MsgRevealResult,
  QueryJobsRequest,
  QueryJobsResponse,
  ResultManifest,
} from "@dcm/proto/gen/dcm/job/v1";
import { MsgPlaceOrder } from "@dcm/proto/gen/dcm/market/v1";
import { MsgCreateOffer, MsgHeartbeat, MsgRegister, MsgUpdateOffer } from "@dcm/proto/gen/dcm/provider/v1";
import { commitment, resultDigest } from "@dcm/rules";
import { CHAIN_ID, person, sha256, sign } from "./people.mjs";

const PROGRAM = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
const SALT = new Uint8Array(32).fill(7);
const EMPTY_DIGEST = sha256(new Uint8Array(0));
const RESULT = ResultManifest.fromPartial({
  outcome: 1,
  stdout: { digest: sha256(Buffer.from("hello\n")), size: 6n },
  stderr: { digest: EMPTY_DIGEST, size: 0n },
  fuel: 1_000_000_000n,
  rulesVersion: 1,
});
const DIGEST = resultDigest(RESULT);

export function market({ providers, buyers, blocks, ordersPerBlock }) {
  const sellers = Array.from({ length: providers }, (_, i) => person(`provider ${i}`, i));
  const customers = Array.from({ length: buyers }, (_, i) => person(`buyer ${i}`, providers + i));
  const people = [...sellers, ...customers];
  const byAddress = new Map(people.map((each) => [each.address, each]));
  const tx = (who, codec, value) => sign(who, codec, value, { gas: 2_000_000n, fee: 2_000n });
  let ordered = 0;

  const orders = () =>
    Array.from({ length: ordersPerBlock }, () => {
      const buyer = customers[ordered++ % buyers];
      return tx(buyer, MsgPlaceOrder, orderOf(buyer.address, ordered));
    });
  const work = (job) => {
    const seats = job.slots.map(({ index: slot, provider }) => ({ provider, jobId: job.id, slot }));
    const each = (codec, more) =>
      seats.map((seat) => tx(byAddress.get(seat.provider), codec, { ...seat, ...more(seat) }));
    if (job.state === JobState.DRAWN) return each(MsgAcceptSlot, () => ({}));
    if (job.state === JobState.RUNNING) return each(MsgCommitResult, (seat) => ({ commitment: commitmentOf(seat) }));
    if (job.state === JobState.REVEAL)
      return each(MsgRevealResult, () => ({ manifest: RESULT, salt: SALT, uris: ["https://blobs.example"] }));
    if (job.state === JobState.DELIVERY)
      return [tx(byAddress.get(job.owner), MsgConfirmDelivery, { owner: job.owner, jobId: job.id })];
    return [];
  };
  /** A tenth of the providers each block: half of them only say that they live, half change a price. */
  const upkeep = (block) =>
    sellers
      .filter((_, i) => (i + block) % 10 === 0)
      .map((who, i) =>
        i % 2 === 0
          ? tx(who, MsgHeartbeat, { provider: who.address })
          : tx(who, MsgUpdateOffer, {
              provider: who.address,
              offerId: BigInt(1 + sellers.indexOf(who)),
              terms: terms(block + i),
            }),
      );

  return {
    people,
    ahead: false,
    genesis: (state) => state,
    *blocks(app) {
      yield sellers.map((who) =>
        tx(who, MsgRegister, { provider: who.address, stake: 100_000_000_000n, profile: profileOf(who) }),
      );
      yield sellers.map((who, i) => tx(who, MsgCreateOffer, { provider: who.address, terms: terms(i), expiryMs: 0n }));
      for (let block = 0; block < blocks; block++)
        yield [...upkeep(block), ...liveJobs(app).flatMap(work), ...orders()];
    },
  };
}

function liveJobs(app) {
  const data = QueryJobsRequest.encode(QueryJobsRequest.fromPartial({ pagination: { limit: 1000n } }));
  const { value } = app.query({ path: "/dcm.job.v1.Query/Jobs", data, height: 0n, prove: false });
  return QueryJobsResponse.decode(value).jobs;
}

function profileOf({ name }) {
  return {
    moniker: name,
    jurisdiction: "FR",
    siteKind: 1,
    isolation: ["wasm"],
    attributes: [{ key: "ram", value: "4" }],
  };
}

function terms(variant) {
  return {
    class: "wasm.small",
    units: 32,
    unitPrice: BigInt(15 + (variant % 7)) * 1_000_000n,
    startFee: 100n,
    maxDurationMs: 3_600_000n,
    runtimes: ["wasm"],
    policies: ["approve", "redundant"],
    maxBondMultiple: 10,
    approveOptIn: true,
  };
}

function orderOf(owner, variant) {
  return {
    owner,
    terms: {
      kind: 1,
      class: "wasm.small",
      units: 1,
      slots: 2,
      limit: 10_000n,
      policy: [{ redundant: { n: 2, m: 2, g: 0n } }],
      matching: 1,
      depth: 1,
      expiryMs: 0n,
      clientKey: Buffer.from(`order ${variant}`),
      tags: ["bench"],
    },
    job: {
      runtime: "wasm",
      program: { digest: sha256(PROGRAM), size: BigInt(PROGRAM.length), uris: [] },
      programInline: PROGRAM,
      args: ["Ada"],
      rulesVersion: 1,
    },
  };
}

function commitmentOf({ provider, jobId, slot }) {
  return commitment({ chainId: CHAIN_ID, jobId, slot, provider, resultDigest: DIGEST, salt: SALT });
}
