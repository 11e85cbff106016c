import type { IncomingMessage } from "node:http";
import { Query as Bank } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { Query as Market } from "@dcm/proto/gen/dcm/market/v1";
import { afterEach, describe, expect, test } from "vitest";
import { connect } from "../src/client.js";
import { chainError } from "../src/errors.js";
import { restNode } from "../src/node.js";
import { FakeChain } from "./fakeChain.js";
import { FakeGateway } from "./fakeGateway.js";

const http = { fetch };
const stopping: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of stopping.splice(0)) await one.stop();
});

async function gateway(
  status: number,
  answer: object | ((request: IncomingMessage, body: string) => object),
): Promise<FakeGateway> {
  const started = await new FakeGateway((request, body, response) => {
    const json = typeof answer === "function" ? answer(request, body.toString()) : answer;
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
  }).start();
  stopping.push(started);
  return started;
}

describe("connecting to a gateway", () => {
  test("one address is enough: the well-known file names the rest", async () => {
    const chain = new FakeChain();
    stopping.push(chain);
    const rpc = await chain.start();
    const file = {
      chain_id: "fake-1",
      network: "local",
      prefix: "abc",
      denom: { base: "uabc", display: "ABC", exponent: 3 },
      rpc,
      gas_price: "0.5uabc",
      faucet: "http://f",
    };
    const { url } = await gateway(200, file);
    const client = await connect(`${url}/`);
    expect(client.network).toMatchObject({
      chainId: "fake-1",
      prefix: "abc",
      rest: url,
      local: true,
      gasPrice: "0.5uabc",
    });
    expect(client.money.parse("1.5ABC")).toBe(1500n);
    expect(client.rpc?.url).toBe(rpc);
    chain.version = "0.38.99";
    await expect(connect({ rpc, chainId: "other" })).rejects.toMatchObject({
      code: "NODE_BAD_ANSWER",
      retryable: false,
    });
  });

  test("somebody who is neither gateway nor RPC is a bad answer", async () => {
    await expect(connect((await gateway(200, { hello: "there" })).url)).rejects.toMatchObject({
      code: "NODE_BAD_ANSWER",
    });
    await expect(connect((await gateway(404, {})).url)).rejects.toMatchObject({ code: "NODE_BAD_ANSWER" });
  });
});

describe("an answer of another shape is nobody's that the library speaks to", () => {
  test.each([
    ["null", null],
    ["an empty object", {}],
    ["an empty result", { result: {} }],
    ["a list", []],
    ["a height that is a word", { result: { node_info: {}, sync_info: { latest_block_height: "many" } } }],
  ])("as CometBFT: %s", async (_what, answer) => {
    const { url } = await gateway(200, () => answer as object);
    await expect(connect({ rpc: url })).rejects.toMatchObject({ code: "NODE_BAD_ANSWER" });
  });

  test.each([
    ["null", null],
    ["no chain", {}],
    ["a prefix that is a number", { chain_id: "x-1", prefix: 5 }],
    ["a denomination that is a list", { chain_id: "x-1", denom: { base: [] } }],
  ])("as the well-known file: %s", async (_what, file) => {
    const { url } = await gateway(200, () => file as object);
    await expect(connect(url)).rejects.toMatchObject({ code: "NODE_BAD_ANSWER" });
  });
});

describe("what a mempool refuses", () => {
  test.each([
    ["Tx too large. Max size is 1048576, but got 2000000", "SDK_TX_TOO_LARGE"],
    ["error reading request body: http: request body too large", "SDK_TX_TOO_LARGE"],
    ["mempool is full: number of txs 5000 (max: 5000)", "MEMPOOL_FULL"],
  ])("over RPC: %s is %s", async (data, code) => {
    const { url } = await gateway(200, (_request, body) =>
      body.includes("broadcast_tx")
        ? { error: { code: -32603, message: "Internal error", data } }
        : { result: { node_info: { network: "x-1", version: "0.38.25" }, sync_info: { latest_block_height: "1" } } },
    );
    const client = await connect({ rpc: url });
    await expect(client.tx.broadcast(new Uint8Array(5))).rejects.toMatchObject({ code });
  });

  test.each([
    [20, "MEMPOOL_FULL"],
    [21, "SDK_TX_TOO_LARGE"],
  ])("over REST: code %i is %s", async (number, code) => {
    const txResponse = { code: number, codespace: "sdk", raw_log: "as CometBFT says" };
    const node = restNode(http, (await gateway(200, { tx_response: txResponse })).url);
    const verdict = node
      .broadcast(new Uint8Array(5))
      .then(({ codespace, code: got, log }) => chainError(codespace, got, log));
    expect(await verdict.catch((error) => error)).toMatchObject({ code });
  });
});

describe("queries over REST", () => {
  test("fields go into the path, the query or the body, as the route says", async () => {
    const seen: [string, string, string][] = [];
    const { url } = await gateway(200, ({ method = "", url: path = "", headers }, body) => {
      seen.push([method, path, body || String(headers["x-cosmos-block-height"] ?? "")]);
      return path.includes("balances") ? { balance: { denom: "a/b", amount: "7" } } : {};
    });
    const node = restNode(http, url);
    const { balance } = await node.query(Bank.methods.Balance, { address: "dcm1", denom: "a/b" }, 5n);
    expect(balance?.amount).toBe(7n);
    await node.query(Market.methods.Orders, { owner: "dcm1", pagination: { limit: 2n, key: new Uint8Array([255]) } });
    await node.query(Market.methods.Quote, { owner: "dcm1", terms: { class: "c" } }).catch(() => undefined);
    expect(seen[0]).toEqual(["GET", "/cosmos/bank/v1beta1/balances/dcm1/by_denom?denom=a%2Fb", "5"]);
    expect(seen[1]?.[1]).toContain("/dcm/market/v1/orders?owner=dcm1&pagination.key=%2Fw%3D%3D");
    expect(seen[1]?.[1]).toContain("pagination.limit=2");
    expect(seen[2]?.slice(0, 2)).toEqual(["POST", "/dcm/market/v1/quote"]);
    expect(JSON.parse(seen[2]?.[2] ?? "{}")).toMatchObject({ owner: "dcm1", terms: { class: "c" } });
  });

  test("errors are the same as over RPC, a busy gateway is worth another try, and the contract passes through", async () => {
    const ask = async (status: number, body: object) =>
      restNode(http, (await gateway(status, body)).url)
        .query(Market.methods.Order, { id: 9n })
        .catch((error) => error);
    expect(await ask(404, { code: 5, message: "order 9 not found", details: [] })).toMatchObject({
      code: "SDK_KEY_NOT_FOUND",
      grpc: 5,
      message: "order 9 not found",
    });
    expect(await ask(503, { code: 14, message: "no node" })).toMatchObject({
      code: "NODE_BAD_ANSWER",
      retryable: true,
    });
    const contract = {
      "@type": "/dcm.node.v1.Error",
      code: "MARKET_ORDER_NOT_FOUND",
      message: "gone",
      grpc: 5,
      next: ["GET /dcm/market/v1/orders"],
    };
    expect(await ask(404, { code: 5, message: "x", details: [contract] })).toMatchObject({
      code: "MARKET_ORDER_NOT_FOUND",
      message: "gone",
      // What a gateway proposes are requests.
      next: [],
    });
  });
});
