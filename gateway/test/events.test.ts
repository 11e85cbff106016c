import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { openRpc, type RpcBlockResults, type RpcEvent } from "@dcm/client/comet";
import { afterEach, expect, test } from "vitest";
import { eventsOf, openEventLog } from "../src/events.js";
import { parseCursor } from "../src/streams.js";

const event = (type: string, fields: Record<string, unknown>, mode?: string): RpcEvent => ({
  type,
  attributes: [
    ...Object.entries(fields).map(([key, value]) => ({ key, value: JSON.stringify(value) })),
    ...(mode === undefined ? [{ key: "msg_index", value: "0" }] : [{ key: "mode", value: mode }]),
  ],
});
const block = (around: RpcEvent[], txs: RpcEvent[]): RpcBlockResults => ({
  height: "7",
  finalize_block_events: around,
  txs_results: [{ code: 0, codespace: "", data: null, log: "", info: "", gas_wanted: "0", gas_used: "0", events: txs }],
});

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

test("a block's events are what began it, its transactions, what ended it", () => {
  const events = eventsOf(
    7,
    block(
      [
        event("dcm.job.v1.EventJobState", { job_id: "1", state: "SETTLED" }, "EndBlock"),
        event("dcm.job.v1.EventJobDrawn", { job_id: "2", owner: "dcm1x" }, "BeginBlock"),
        event("transfer", { sender: "dcm1x" }, "EndBlock"),
      ],
      [event("dcm.market.v1.EventOrderOpened", { order_id: "3", slots: 2 })],
    ),
  );
  expect(events.map(({ id, name }) => `${id} ${name}`)).toEqual(["7-0 job.drawn", "7-1 order.opened", "7-2 job.state"]);
  expect(events[1]?.data).toEqual({ order_id: "3", slots: 2 });
});

test("each block is read once and told in order, without a gap", async () => {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { params } = JSON.parse(body) as { params: { height: string } };
    asked.push(params.height);
    response.end(JSON.stringify({ result: { height: params.height, txs_results: null, finalize_block_events: null } }));
  }).listen(0);
  servers.push(server);
  const log = openEventLog(openRpc(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  const told: number[] = [];
  await new Promise<void>((resolve) => {
    log.subscribe(() => {
      told.push(log.height);
      if (log.height === 9) resolve();
    });
    log.advance(5);
    log.advance(9);
  });
  expect(told.at(-1)).toBe(9);
  expect(told).toEqual(told.map((_, i) => (told[0] ?? 0) + i));
  expect(new Set(asked).size).toBe(asked.length);
});

test("a cursor is an event's id or a height", () => {
  expect(parseCursor("118-2")).toEqual({ height: 118, index: 2 });
  expect(parseCursor("118")).toEqual({ height: 118, index: -1 });
  expect(parseCursor("x")).toBeUndefined();
  expect(parseCursor(undefined)).toBeUndefined();
});
