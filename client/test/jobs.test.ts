import { JobState, Outcome } from "@dcm/proto/gen/dcm/job/v1";
import type { MsgPlaceOrder } from "@dcm/proto/gen/dcm/market/v1";
import { afterEach, describe, expect, test } from "vitest";
import type { Client } from "../src/client.js";
import { closeMarkets, market, signer } from "./fakeMarket.js";

const wasm = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

afterEach(closeMarkets);

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
        limit: 500n,
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
