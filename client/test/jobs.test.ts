import { DEC_ONE } from "@dcm/proto";
import { Query as Escrow } from "@dcm/proto/gen/dcm/escrow/v1";
import {
  Query as Job,
  JobState,
  type MsgConfirmDelivery,
  Outcome,
  ResultManifest,
  SlotState,
} from "@dcm/proto/gen/dcm/job/v1";
import { Query as Market, Meter, MsgPlaceOrder } from "@dcm/proto/gen/dcm/market/v1";
import { resultDigest } from "@dcm/rules";
import { afterEach, describe, expect, test } from "vitest";
import { openBlobs } from "../src/blobs.js";
import { type Client, connect } from "../src/client.js";
import { fromPrivateKey } from "../src/keys/signer.js";
import { FakeChain } from "./fakeChain.js";
import { FakeGateway } from "./fakeGateway.js";

const signer = fromPrivateKey(new Uint8Array(32).fill(3));
const wasm = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
const stopping: (() => unknown)[] = [];

afterEach(async () => {
  for (const stop of stopping.splice(0)) await stop();
});

/** A market with one class, whose one job is in the state that the test sets. */
async function market() {
  const held = new Map<string, Buffer>();
  const gateway = await new FakeGateway(({ method, url = "" }, body, response) => {
    if (method === "PUT") held.set(url, body);
    response.writeHead(held.has(url) ? 200 : 404).end(method === "GET" ? held.get(url) : undefined);
  }).start();
  const chain = new FakeChain();
  await chain.start();
  const blocks = setInterval(() => chain.block(), 30);
  stopping.push(
    () => clearInterval(blocks),
    () => chain.stop(),
    () => gateway.stop(),
  );
  const blobs = openBlobs({ fetch }, gateway.url);
  const stdout = await blobs.put(new TextEncoder().encode("Hello, Ada\n"));
  const empty = { digest: (await blobs.put(new Uint8Array(0))).digest, size: 0n };
  const file = await blobs.put(new Uint8Array([1, 2, 3]));
  const manifest = ResultManifest.fromPartial({
    outcome: Outcome.EXIT,
    exitCode: 3,
    stdout: { digest: stdout.digest, size: stdout.size },
    stderr: empty,
    outputs: [{ path: "out/x", digest: file.digest, size: file.size }],
    fuel: 9n,
    rulesVersion: 1,
  });
  const state = {
    job: JobState.DELIVERY as JobState,
    gone: false,
    digest: resultDigest(manifest),
    fillableSeats: 2,
    placed: [] as MsgPlaceOrder[],
    confirmed: [] as MsgConfirmDelivery[],
  };
  const slot = { state: SlotState.REVEALED, manifest, uris: [gateway.url], resultDigest: state.digest };
  const receipt = () => ({
    jobId: 41n,
    state: state.job,
    paid: 600n,
    protocolFee: 1n,
    refunded: 1400n,
    deposited: 2001n,
    placingFee: 10n,
    manifest,
    resultDigest: state.digest,
    reason: "nobody came",
    policy: [],
    slots: [],
  });
  const answer = (path: string, give: (request: never) => object | undefined) => chain.answers.set(path, give);
  answer(Escrow.methods.Params.path, () => ({ params: { protocolFeeRate: DEC_ONE / 100n, maxSources: 8 } }));
  answer(Market.methods.Class.path, () => ({
    class: {
      id: "wasm.small",
      meter: Meter.GIGAFUEL,
      psPerFuel: 150n,
      defaultFuel: 10_000_000_000n,
      defaultWallTimeMs: 60_000n,
    },
  }));
  answer(Market.methods.Quote.path, () => ({
    eligible: 2,
    fillableSeats: state.fillableSeats,
    fillPrice: 300n,
    p90: 400n,
    deposit: 758n,
  }));
  answer(Market.methods.Explain.path, () => ({
    explanation: {
      offers: 4,
      eligible: 0,
      fillableSeats: 1,
      constraints: [{ constraint: "jurisdiction under DE", passing: 1, nearest: "jurisdiction under FR" }],
    },
  }));
  answer(Job.methods.Job.path, () =>
    state.gone
      ? undefined
      : {
          job: {
            id: 41n,
            state: state.job,
            resultDigest: state.digest,
            slots: [slot],
            spec: { program: {} },
            terms: {},
            policy: [],
          },
        },
  );
  answer(Job.methods.Receipt.path, () => ({ receipt: receipt() }));
  chain.deliver = (messages) =>
    messages.map(({ typeUrl, value }) => {
      if (typeUrl === MsgPlaceOrder.typeUrl) {
        state.placed.push(value as MsgPlaceOrder);
        return { typeUrl: "/dcm.market.v1.MsgPlaceOrderResponse", value: { orderId: 41n } };
      }
      state.confirmed.push(value as MsgConfirmDelivery);
      state.job = JobState.SETTLED;
      return { typeUrl: `${typeUrl}Response`, value: {} };
    });
  const client = await connect({ rpc: chain.url, blobs: gateway.url }, { signer });
  return { chain, gateway, client, state };
}

describe("placing", () => {
  const limitOf = async (client: Client, request: object) =>
    (await client.quote({ wasm, ...request })).order.terms.limit;

  test("a small program travels inside the order, with two replicas that must agree", async () => {
    const { client, state, gateway } = await market();
    const puts = gateway.requests.filter(({ method }) => method === "PUT").length;
    const job = await client.run({ wasm, args: ["Ada"], env: { A: "1" }, region: ["de", "fr"], clientKey: "k" });
    expect(job.id).toBe(41n);
    expect(job.placed).toMatchObject({ existing: false, deposit: 758n });
    expect(state.placed[0]).toMatchObject({
      owner: signer.address,
      terms: {
        slots: 2,
        limit: 375n,
        policy: [{ redundant: { n: 2, m: 2, g: 0n } }],
        clientKey: new TextEncoder().encode("k"),
      },
      job: { runtime: "wasm", programInline: wasm, args: ["Ada"], env: [{ name: "A", value: "1" }] },
    });
    expect(state.placed[0]?.terms.constraints?.or?.of).toHaveLength(2);
    expect(gateway.requests.filter(({ method }) => method === "PUT")).toHaveLength(puts);
  });

  test("a large program and inputs are stored before the order is placed", async () => {
    const { client, state } = await market();
    const large = new Uint8Array(70_000).fill(7);
    await client.run({ wasm: large, stdin: "line", inputs: { "in/a": new Uint8Array([9]) }, replicas: 1 });
    const { job, terms } = state.placed[0] as MsgPlaceOrder;
    expect(terms.policy).toMatchObject([{ approve: {} }]);
    expect(job.programInline).toHaveLength(0);
    expect(await client.blobs.get(job.program)).toEqual(large);
    expect(await client.blobs.get(job.inputs[0]!.blob)).toEqual(new Uint8Array([9]));
    expect(new TextDecoder().decode(await client.blobs.get(job.stdin!))).toBe("line");
  });

  test("the limit follows what the buyer says, and never locks more than the total", async () => {
    const { client } = await market();
    expect(await limitOf(client, { maxPrice: "0.0001DCM/Gfuel" })).toBe(1000n);
    expect(await limitOf(client, { maxPrice: "2.4DCM/h" })).toBe(999n);
    expect(await limitOf(client, { maxTotal: "0.002020DCM" })).toBe(1000n);
    expect(await limitOf(client, { maxTotal: 2019n })).toBe(999n);
    expect(await limitOf(client, { maxTotal: 2020n, maxPrice: "0.00001DCM/Gfuel" })).toBe(100n);
  });

  test("what nobody could take is refused with the reasons, and nothing is spent", async () => {
    const { client, state, chain } = await market();
    state.fillableSeats = 1;
    await expect(client.run({ wasm })).rejects.toMatchObject({
      code: "MARKET_NO_ELIGIBLE_PROVIDER",
      cause: [{ constraint: "jurisdiction under DE", passing: 1, of: 4, nearest: "jurisdiction under FR" }],
    });
    expect(chain.broadcasts).toHaveLength(0);
    await client.run({ wasm }, { waitForOffer: true });
    expect(state.placed).toHaveLength(1);
  });
});

describe("results", () => {
  test("the agreed output is fetched, checked, confirmed and accounted for", async () => {
    const { client, state } = await market();
    const result = await client.job(41n).result();
    expect(result).toMatchObject({ outcome: Outcome.EXIT, exitCode: 3 });
    expect(result.stdoutText()).toBe("Hello, Ada\n");
    expect(result.outputs.get("out/x")).toEqual(new Uint8Array([1, 2, 3]));
    expect(state.confirmed).toEqual([{ owner: signer.address, jobId: 41n }]);
    expect(result.receipt?.paid.display).toBe("0.000600 DCM");
    expect(result.receipt?.balanceEffect.amount).toBe("-611");
  });

  test("[J4] a manifest that does not have the agreed digest is refused and not paid", async () => {
    const { client, state } = await market();
    state.digest = new Uint8Array(32).fill(1);
    await expect(client.job(41n).result()).rejects.toMatchObject({ code: "RESULT_MISMATCH" });
    expect(state.confirmed).toHaveLength(0);
  });

  test("a job that ended without a result says how and why", async () => {
    const { client, state } = await market();
    state.gone = true;
    for (const [end, code] of [
      [JobState.FAILED, "JOB_FAILED"],
      [JobState.EXPIRED, "JOB_EXPIRED"],
      [JobState.CANCELLED, "JOB_CANCELLED"],
      [JobState.VOID, "JOB_VOID"],
      [JobState.REJECTED, "JOB_REJECTED"],
    ] as const) {
      state.job = end;
      await expect(client.job(41n).result()).rejects.toMatchObject({
        code,
        message: expect.stringContaining("nobody came"),
      });
    }
  });

  test("waiting ends in time when it is told to", async () => {
    const { client, state } = await market();
    state.job = JobState.RUNNING;
    await expect(client.job(41n).result({ timeoutMs: 100 })).rejects.toMatchObject({
      code: "WAIT_TIMEOUT",
      retryable: true,
    });
  });
});
