import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Localnet, startLocalnet } from "../src/localnet.js";
import { newPlace, type Place } from "./network.js";

let place: Place;
let network: Localnet;
let rest: string;
const open: (Socket | AbortController)[] = [];

beforeAll(async () => {
  place = await newPlace();
  network = await startLocalnet({ ...place, providers: 0 }, () => undefined);
  rest = network.ready.rest;
});
afterAll(async () => {
  for (const one of open) one instanceof AbortController ? one.abort() : one.destroy();
  await network?.stop();
  await place.remove();
});

const json = async <T = unknown>(path: string): Promise<T> => (await fetch(`${rest}${path}`)).json() as Promise<T>;
const memory = async (): Promise<number> => (await json<{ rss: number }>("/healthz")).rss;
const height = async (): Promise<number> => {
  const answer = await fetch(`${network.ready.rpc}/status`);
  return Number((await answer.json()).result.sync_info.latest_block_height);
};

test("a hostile crowd stops neither the chain nor the gateway's health", async () => {
  const { hostname, port } = new URL(rest);
  // 100 senders that promise a body and send a byte now and then.
  for (let i = 0; i < 100; i++) {
    const socket = connect(Number(port), hostname);
    socket.on("error", () => socket.destroy());
    socket.write(
      "POST /dcm/market/v1/quote HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{",
    );
    const drip = setInterval(() => socket.write(" "), 500);
    socket.on("close", () => clearInterval(drip));
    open.push(socket);
  }
  // 1,000 idle event streams.
  const streams = new AbortController();
  open.push(streams);
  const opened = await Promise.all(
    Array.from({ length: 1_000 }, () => fetch(`${rest}/dcm/events/v1?types=nothing`, { signal: streams.signal })),
  );
  expect(opened.every((answer) => answer.status === 200)).toBe(true);
  // 50 clients that ask for the whole list again and again.
  let asking = true;
  let answered = 0;
  const crowd = Array.from({ length: 50 }, async () => {
    while (asking) {
      const answer = await fetch(`${rest}/cosmos/bank/v1beta1/denom_owners/udcm?pagination.limit=1000`);
      await answer.arrayBuffer();
      answered++;
    }
  });

  const first = await height();
  const rssBefore = await memory();
  while ((await height()) < first + 20) {
    expect((await fetch(`${rest}/healthz`)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  asking = false;
  await Promise.all(crowd);
  const last = await height();
  expect(answered).toBeGreaterThan(50);
  expect(await memory()).toBeLessThan(rssBefore + 200 * 1024 * 1024);
  // No height needed a second round: each commit is of round 0.
  for (let h = first + 1; h <= first + 20 && h < last; h++) {
    const answer = await (await fetch(`${network.ready.rpc}/commit?height=${h}`)).json();
    expect(answer.result.signed_header.commit.round, `height ${h}`).toBe(0);
  }
});

test("blobs come back as they went in, and only under their own name", async () => {
  const bytes = randomBytes(300_000);
  const digest = Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
  const url = `${rest}/dcm/blobs/v1/${digest}`;
  const put = (body: Uint8Array<ArrayBuffer>, at = url) => fetch(at, { method: "PUT", body });
  expect((await put(bytes)).status).toBe(201);
  expect((await put(bytes)).status).toBe(200);
  expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(bytes);
  const range = await fetch(url, { headers: { range: "bytes=10-19" } });
  expect(range.status).toBe(206);
  expect(Buffer.from(await range.arrayBuffer())).toEqual(bytes.subarray(10, 20));
  expect((await fetch(url, { method: "HEAD" })).headers.get("content-length")).toBe("300000");
  expect((await put(randomBytes(10), `${rest}/dcm/blobs/v1/${"a".repeat(64)}`)).status).toBe(409);
  expect((await put(randomBytes(10), `${rest}/dcm/blobs/v1/nonsense`)).status).toBe(400);
  expect((await fetch(`${rest}/dcm/blobs/v1/${"b".repeat(64)}`)).status).toBe(404);
  expect((await fetch(url, { headers: { range: "bytes=999999-" } })).status).toBe(416);
});

test("a blob without a length is refused with 411, one over 64 MiB with 413", async () => {
  const { hostname, port } = new URL(rest);
  const status = (headers: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () =>
        socket.write(`PUT /dcm/blobs/v1/${"c".repeat(64)} HTTP/1.1\r\nhost: x\r\n${headers}\r\n\r\n`),
      );
      socket.once("error", reject);
      socket.once("data", (chunk) => {
        socket.destroy();
        resolve(chunk.toString().split(" ")[1] ?? "");
      });
    });
  expect(await status("transfer-encoding: chunked")).toBe("411");
  expect(await status(`content-length: ${(64 << 20) + 1}`)).toBe("413");
});

test("unknown routes are 501 with the SDK's body, hints travel in headers, CORS is on every answer", async () => {
  const answer = await fetch(`${rest}/dcm/market/v1/order/41`);
  expect(answer.status).toBe(501);
  expect(await answer.json()).toEqual({ code: 12, message: "Not Implemented", details: [] });
  expect(answer.headers.get("x-dcm-hint")).toContain("/dcm/market/v1/orders/{id}");
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  const preflight = await fetch(`${rest}/cosmos/tx/v1beta1/txs`, { method: "OPTIONS" });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-headers")).toContain("content-type");
});

test("REST answers have the SDK's shapes, statuses and texts", async () => {
  const [alice] = network.ready.accounts;
  const balances = await json(`/cosmos/bank/v1beta1/balances/${alice?.address}`);
  expect(balances).toEqual({
    balances: [{ denom: "udcm", amount: "10000000000" }],
    pagination: { next_key: null, total: "1" },
  });
  const missing = await fetch(`${rest}/cosmos/auth/v1beta1/accounts/dcm10d07y265gmmuvt4z0w9aw880jnsr700jfpnf9q0`);
  expect(missing.status).toBe(400);
  const tx = await fetch(`${rest}/cosmos/tx/v1beta1/txs/${"A".repeat(64)}`);
  expect([tx.status, (await tx.json()).message]).toEqual([404, `tx not found: ${"A".repeat(64)}`]);
  const block = await fetch(`${rest}/cosmos/base/tendermint/v1beta1/blocks/abc`);
  expect([block.status, (await block.json()).message]).toEqual([
    400,
    'type mismatch, parameter: height, error: strconv.ParseInt: parsing "abc": invalid syntax',
  ]);
  const empty = await fetch(`${rest}/cosmos/tx/v1beta1/txs`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  expect([empty.status, (await empty.json()).message]).toEqual([400, "invalid empty tx"]);
  const info = await json<{ default_node_info: { version: string } }>("/cosmos/base/tendermint/v1beta1/node_info");
  expect(info.default_node_info.version).toBe("0.38.25");
});

test("a height in a header reads the past, one in the future is refused", async () => {
  const [alice] = network.ready.accounts;
  const path = `${rest}/cosmos/bank/v1beta1/balances/${alice?.address}`;
  const at = await height();
  const past = await fetch(path, { headers: { "x-cosmos-block-height": String(at - 1) } });
  expect([past.status, past.headers.get("x-cosmos-block-height")]).toEqual([200, String(at - 1)]);
  const future = await fetch(path, { headers: { "x-cosmos-block-height": "99999999" } });
  expect(future.status).toBe(400);
  expect((await future.json()).message).toContain("invalid height");
});

test("the faucet gives test coins and the well-known file says where everything is", async () => {
  const known = await json<{ faucet: string }>("/.well-known/dcm.json");
  expect(known).toMatchObject({
    chain_id: "dcm-local-1",
    network: "local",
    prefix: "dcm",
    denom: { base: "udcm", display: "DCM", exponent: 6 },
  });
  const bob = network.ready.accounts.find(({ name }) => name === "bob");
  const credit = await fetch(`${known.faucet}/credit`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ denom: "udcm", address: bob?.address }),
  });
  expect(credit.status).toBe(200);
  const { txhash } = await credit.json();
  const found = await json<{ tx_response: { code: number }; tx: { body: { messages: { "@type": string }[] } } }>(
    `/cosmos/tx/v1beta1/txs/${txhash}`,
  );
  expect(found.tx_response.code).toBe(0);
  expect(found.tx.body.messages[0]?.["@type"]).toBe("/cosmos.bank.v1beta1.MsgSend");
  const search = await json<{ total: string }>(
    `/cosmos/tx/v1beta1/txs?query=${encodeURIComponent(`transfer.recipient='${bob?.address}'`)}`,
  );
  expect(search.total).toBe("1");
});
