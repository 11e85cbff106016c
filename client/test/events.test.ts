import { afterEach, describe, expect, test } from "vitest";
import { clientError } from "../src/error.js";
import { blockEvents, type ChainEvent, eventName, followEvents, matches } from "../src/events.js";
import { completed } from "../src/network.js";
import type { BlockResults, Rpc } from "../src/rpc.js";
import { FakeGateway } from "./fakeGateway.js";

const http = { fetch };
const height = async () => 3n;
const running: FakeGateway[] = [];

afterEach(async () => {
  for (const gateway of running.splice(0)) await gateway.stop();
});

const sse = (id: string, name: string, data: object) => `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

async function take(events: AsyncGenerator<ChainEvent>, count: number): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of events) if (ids.push(id) === count) break;
  return ids;
}

describe("names and numbers", () => {
  test.each([
    ["dcm.job.v1.EventJobDrawn", "job.drawn"],
    ["dcm.job.v1.EventSlotState", "slot.state"],
    ["dcm.job.v1.EventDissentAlarm", "dissent.alarm"],
    ["dcm.provider.v1.EventUnbondingStarted", "unbonding.started"],
    ["dcm.job.v1.EventReceipt", "job.receipt"],
    ["dcm.x.v1.EventSlotNoShow", "slot.no_show"],
    ["coin_spent", undefined],
    ["cosmos.gov.v1.EventVote", undefined],
  ])("%s is %s", (type, name) => expect(eventName(type)).toBe(name));

  test("the market's events are numbered in order of execution, and their values are parsed", () => {
    const event = (type: string, ...attributes: [string, string][]) => ({
      type,
      attributes: attributes.map(([key, value]) => ({ key, value })),
    });
    const block: BlockResults = {
      height: 7n,
      txs: [
        {
          code: 0,
          events: [event("coin_spent", ["amount", "1udcm"]), event("dcm.job.v1.EventJobOpened", ["job_id", '"3"'])],
        },
      ],
      events: [
        event("dcm.job.v1.EventJobDrawn", ["job_id", '"2"'], ["providers", '["p1","p2"]'], ["mode", "BeginBlock"]),
        event("dcm.job.v1.EventReceipt", ["job_id", '"1"'], ["mode", "EndBlock"]),
      ],
    };
    expect(blockEvents(block)).toEqual([
      { id: "7-0", height: 7n, name: "job.drawn", data: { job_id: "2", providers: ["p1", "p2"] } },
      { id: "7-1", height: 7n, name: "job.opened", data: { job_id: "3" } },
      { id: "7-2", height: 7n, name: "job.receipt", data: { job_id: "1" } },
    ]);
  });

  test("filters take types, parts of types, any named address, and a job by either of its ids", () => {
    const event = { id: "1-0", height: 1n, name: "job.drawn", data: { job_id: "7", providers: ["p1"] } };
    expect(matches(event, {})).toBe(true);
    expect(matches(event, { types: ["order.opened", "job.*"], owner: "p1", job: 7n })).toBe(true);
    expect(matches(event, { types: ["jo.*"] })).toBe(false);
    expect(matches(event, { owner: "p2" })).toBe(false);
    expect(matches(event, { types: ["job"] })).toBe(true);
    for (const key of ["order_id", "account_id"])
      expect(matches({ ...event, data: { [key]: "7" } }, { job: 7n })).toBe(true);
    expect(matches(event, { job: 8n })).toBe(false);
  });
});

describe("following", () => {
  test("a stream that breaks is taken up after the last event, without gap or repetition", async () => {
    const gateway = await new FakeGateway((request, _body, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const after = request.headers["last-event-id"];
      if (after === undefined)
        response.write(`: heartbeat\n\n${sse("5-0", "job.drawn", { job_id: "1" })}id: 5-1\nevent: job`);
      else if (after === "5-0") response.write(sse("5-1", "job.state", { job_id: "1" }).replaceAll("\n", "\r\n"));
      else response.write(sse("6-0", "job.receipt", { job_id: "1" }));
      if (after !== "5-1") setImmediate(() => response.destroy());
    }).start();
    running.push(gateway);
    const network = completed("c", { events: `${gateway.url}/events` });
    const filter = { types: ["job.*", "order.opened"], job: 1n, from: 3n };
    expect(await take(followEvents(http, network, { height }, filter), 3)).toEqual(["5-0", "5-1", "6-0"]);
    expect(gateway.requests[0]?.path).toBe("/events?types=job.*%2Corder.opened&job=1&from=3");
  });

  test("without a gateway blocks are read one by one, and a missed answer is asked for again", async () => {
    let failures = 2;
    const rpc = {
      status: async () => ({ height: 4n }),
      blockResults: async (height: bigint) => {
        if (height === 3n && failures-- > 0) throw clientError("NODE_UNREACHABLE", "gone");
        const attributes = [{ key: "job_id", value: '"1"' }];
        return { height, txs: [], events: [{ type: "dcm.job.v1.EventJobState", attributes }] };
      },
    } as unknown as Rpc;
    const events = followEvents(http, completed("c", {}), { rpc, height }, { after: "1-0" });
    expect(await take(events, 3)).toEqual(["2-0", "3-0", "4-0"]);
  });

  test("the caller's signal ends a silent stream, and a refused filter is an error", async () => {
    const gateway = await new FakeGateway((request, _body, response) => {
      if (request.url?.includes("owner=bad")) return void response.writeHead(400).end();
      response.writeHead(200, { "content-type": "text/event-stream" }).write(": here\n\n");
    }).start();
    running.push(gateway);
    const network = completed("c", { events: gateway.url });
    const stop = AbortSignal.timeout(200);
    await expect(followEvents(http, network, { height }, {}, stop).next()).rejects.toMatchObject({
      name: "TimeoutError",
    });
    await expect(followEvents(http, network, { height }, { owner: "bad" }).next()).rejects.toMatchObject({
      retryable: false,
    });
  });
});
