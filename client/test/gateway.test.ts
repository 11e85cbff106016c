import type { IncomingMessage } from "node:http";
import { Query as Bank } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { Query as Market } from "@dcm/proto/gen/dcm/market/v1";
import { afterEach, describe, expect, test } from "vitest";
import { connect } from "../src/client.js";
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
      "@type": "/dcm.Error",
      code: "MARKET_ORDER_NOT_FOUND",
      message: "gone",
      grpc: 5,
      next: ["dcm order list"],
    };
    expect(await ask(404, { code: 5, message: "x", details: [contract] })).toMatchObject({
      code: "MARKET_ORDER_NOT_FOUND",
      next: ["dcm order list"],
    });
  });
});
