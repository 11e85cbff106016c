import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { toBase64, utf8ToBytes } from "@dcm/proto";
import {
  ABCIQueryRequest,
  ABCIQueryResponse,
  GetNodeInfoResponse,
} from "@dcm/proto/gen/cosmos/base/tendermint/v1beta1";
import { GetTxRequest, GetTxResponse, GetTxsEventRequest, Tx } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { RequestQuery } from "@dcm/proto/gen/tendermint/abci";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cometQueries } from "../../src/node/comet-queries.js";
import { startChain } from "../harness/chain.js";
import { person } from "../harness/keys.js";

const TX = "/cosmos.tx.v1beta1.Service";
const TENDERMINT = "/cosmos.base.tendermint.v1beta1.Service";
const hash = "A".repeat(64);

let comet: Server;
let alarms: string[];
/** How slow CometBFT is, call by call. */
let delayMs = 0;
let answers: (method: string) => object | undefined;
const chain = startChain({ people: [person("alice")] });

beforeEach(async () => {
  alarms = [];
  delayMs = 0;
  answers = () => undefined;
  comet = createServer(async (request, response) => {
    const { method } = JSON.parse(await text(request)) as { method: string };
    const answer = answers(method);
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    if (answer !== undefined) response.end(JSON.stringify(answer));
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => comet.once("listening", resolve));
});
afterEach(() => {
  comet.closeAllConnections();
  comet.close();
});

const ask = (path: string, data: Uint8Array = new Uint8Array(0)) => {
  const url = `http://127.0.0.1:${(comet.address() as AddressInfo).port}`;
  const answer = cometQueries(chain.app, url, (alarm) => alarms.push(alarm));
  return answer(RequestQuery.fromPartial({ path, data }));
};
const getTx = () => ask(`${TX}/GetTx`, GetTxRequest.encode({ hash }));

test("a transaction is found by its hash, as CosmJS and `simd query tx` ask for it", async () => {
  const tx = Tx.encode(Tx.fromPartial({ body: { memo: "found" } }));
  const result = { code: 0, codespace: "", data: null, log: "", info: "", gas_wanted: "2", gas_used: "1", events: [] };
  const found = { hash, height: "3", index: 0, tx_result: result, tx: toBase64(tx) };
  answers = (method) =>
    method === "tx" ? { result: found } : { result: { block: { header: { time: "2026-01-01T00:00:00.5Z" } } } };
  const answer = await getTx();
  expect(answer).toMatchObject({ code: 0, height: chain.height });
  expect(GetTxResponse.decode(answer?.value as Uint8Array)).toMatchObject({
    tx: { body: { memo: "found" } },
    txResponse: { txhash: hash, height: 3n, timestamp: "2026-01-01T00:00:00Z" },
  });
});

test("a refusal has the SDK's code, and the text by which libraries know what is meant", async () => {
  answers = () => ({ error: { code: -32603, message: "Internal error", data: `tx (${hash}) not found` } });
  expect(await getTx()).toMatchObject({
    code: 22,
    codespace: "sdk",
    log: `rpc error: code = NotFound desc = tx not found: ${hash}: key not found`,
  });
  expect(await ask(`${TX}/GetTx`)).toMatchObject({
    code: 18,
    log: "rpc error: code = InvalidArgument desc = tx hash cannot be empty: invalid request",
  });
  expect(await ask(`${TX}/GetTxsEvent`)).toMatchObject({
    code: 6,
    log: expect.stringContaining("query cannot be empty"),
  });
  expect(await ask(`${TX}/GetTx`, Uint8Array.of(255))).toMatchObject({ code: 18, codespace: "sdk" });
  answers = (method) =>
    method === "status"
      ? { result: { sync_info: { latest_block_height: "9" } } }
      : { error: { code: -32603, message: "Internal error", data: "height 5 is not available" } };
  const block = await ask(`${TENDERMINT}/GetBlockByHeight`, Uint8Array.of(8, 5));
  expect(block).toMatchObject({ code: 18, log: "height 5 is not available: invalid request" });
});

test("an RPC that is silent costs such a query two seconds, not the connection", async () => {
  expect(await getTx()).toMatchObject({ code: 6, log: expect.stringContaining("did not answer in time") });
});

test("a search whose calls are in time, one by one, is cut off all the same", async () => {
  const result = { code: 0, codespace: "", data: null, log: "", info: "", gas_wanted: "2", gas_used: "1", events: [] };
  const txs = ["3", "4", "5", "6"].map((height) => ({ hash, height, index: 0, tx_result: result, tx: "" }));
  answers = (method) =>
    method === "tx_search"
      ? { result: { txs, total_count: "4" } }
      : { result: { block: { header: { time: "2026-01-01T00:00:00Z" } } } };
  const search = GetTxsEventRequest.encode(GetTxsEventRequest.fromPartial({ query: "tx.height>0" }));
  expect(await ask(`${TX}/GetTxsEvent`, search)).toMatchObject({ code: 0 });
  delayMs = 600;
  expect(await ask(`${TX}/GetTxsEvent`, search)).toMatchObject({
    code: 6,
    log: expect.stringContaining("did not answer in time"),
  });
});

test("an answer that nobody expected rings the alarm and is the SDK's panic", async () => {
  answers = () => ({ result: {} });
  expect(await ask(`${TENDERMINT}/GetNodeInfo`)).toMatchObject({ code: 111222, codespace: "sdk" });
  expect(alarms.length).toBe(1);
});

test("what the node is, and queries inside of queries", async () => {
  const node = {
    protocol_version: { p2p: "8", block: "11", app: "0" },
    ...{ id: "ab", listen_addr: "", network: "dcm-test-1", version: "0.38.25", channels: "40", moniker: "m" },
    other: { tx_index: "on", rpc_address: "" },
  };
  answers = () => ({ result: { node_info: node } });
  const info = GetNodeInfoResponse.decode((await ask(`${TENDERMINT}/GetNodeInfo`))?.value as Uint8Array);
  expect(info.applicationVersion).toMatchObject({ cosmosSdkVersion: "v0.53.8", goVersion: `node ${process.version}` });
  const inner = ABCIQueryRequest.fromPartial({ path: "/app/version" });
  const outer = await ask(`${TENDERMINT}/ABCIQuery`, ABCIQueryRequest.encode(inner));
  const { value } = ABCIQueryResponse.decode(outer?.value as Uint8Array);
  expect(value).toEqual(utf8ToBytes("0.1.0"));
});

test("what the application answers or refuses is left to it", () => {
  for (const path of [`${TX}/Simulate`, `${TX}/BroadcastTx`, "/cosmos.bank.v1beta1.Query/Params", "/app/version"])
    expect(ask(path)).toBeUndefined();
});
