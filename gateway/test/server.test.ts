import { connect } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startGateway, type TestGateway } from "./harness.js";

let gateway: TestGateway;
let url: string;
beforeEach(async () => {
  gateway = await startGateway();
  url = gateway.url;
});
afterEach(() => gateway.stop());

const get = async (path: string, init: RequestInit = {}) => {
  const answer = await fetch(`${url}${path}`, { signal: AbortSignal.timeout(5_000), ...init });
  const body = (await answer.json()) as { code: number; message: string; details: unknown };
  return { status: answer.status, cors: answer.headers.get("access-control-allow-origin"), ...body };
};
const post = (path: string, body: string, type?: string) =>
  get(path, {
    method: "POST",
    body: new TextEncoder().encode(body),
    ...(type && { headers: { "content-type": type } }),
  });
const blocks = "/cosmos/base/tendermint/v1beta1/blocks";

test.each([
  ["/cosmos/auth/v1beta1/accounts/%ff", 400, "GATEWAY_BAD_REQUEST"],
  [`/cosmos/auth/v1beta1/accounts?x=${"a".repeat(60_000)}`, 431, "GATEWAY_HEADERS_TOO_LARGE"],
])(
  "a request that no route sees has the same body and CORS headers as every refusal (%#)",
  async (path, status, code) => {
    expect(await get(path)).toMatchObject({ status, cors: "*", code: 3, details: [{ code }] });
  },
);

test("a node that is silent costs a question its time, not the gateway's health, however many ask", async () => {
  await expect.poll(async () => (await get("/cosmos/auth/v1beta1/params")).status).toBe(504);
  const started = Date.now();
  const asked = await Promise.all(Array.from({ length: 100 }, () => get("/cosmos/auth/v1beta1/params")));
  expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([504]));
  expect(Date.now() - started).toBeLessThan(3_000);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test("an RPC that is silent is 504", async () => {
  gateway.peers.rpc = () => undefined;
  expect(await get(`${blocks}/latest`)).toMatchObject({ status: 504, code: 4 });
  expect(await get("/cosmos/tx/v1beta1/txs?query=x%3D1")).toMatchObject({ status: 504, code: 4 });
});

test("a height that CometBFT refuses is told in its words", async () => {
  expect(await get(`${blocks}/5`)).toMatchObject({
    status: 500,
    code: 2,
    message: "height 5 is not available, lowest height is 8",
  });
  expect(await get(`${blocks}/0`)).toMatchObject({ status: 400, message: "height must be greater than 0, but got 0" });
  expect(await get("/cosmos/base/tendermint/v1beta1/validatorsets/-1")).toMatchObject({ status: 400, code: 3 });
  expect(
    await get("/cosmos/base/tendermint/v1beta1/validatorsets/latest?pagination.offset=18446744073709551615"),
  ).toMatchObject({ status: 400, code: 3 });
});

test.each([undefined, "application/json", "text/plain", "application/x-www-form-urlencoded"])(
  "a JSON body is read whatever its content type says (%s)",
  async (type) => {
    const path = "/cosmos/tx/v1beta1/txs";
    expect(await post(path, "{}", type)).toMatchObject({ status: 400, message: "invalid empty tx" });
    expect(await post(path, "", type)).toMatchObject({ status: 400, message: "invalid empty tx" });
    expect(await post(path, '"x"', type)).toMatchObject({
      status: 400,
      code: 3,
      message: "the body must be an object",
    });
    expect(await post(path, "{", type)).toMatchObject({ status: 400, code: 3 });
  },
);

test("an empty path parameter reaches its method", async () => {
  expect(await get("/cosmos/tx/v1beta1/txs/")).toMatchObject({ status: 400, message: "tx hash cannot be empty" });
});

test("empty and unreadable transactions are refused with the SDK's texts", async () => {
  const json = "application/json";
  expect(await post("/cosmos/tx/v1beta1/encode/amino", "{}", json)).toMatchObject({
    status: 400,
    message: "invalid empty tx json",
  });
  expect(await post("/cosmos/tx/v1beta1/decode/amino", "{}", json)).toMatchObject({
    status: 400,
    message: "invalid empty tx bytes",
  });
  expect(await post("/cosmos/tx/v1beta1/decode/amino", '{"amino_binary":"AA=="}', json)).toMatchObject({
    status: 400,
    message: "tx parse error: the bytes are no cosmos-sdk/StdTx",
  });
});

test("event streams: a repeated filter uses its first value, a bad cursor is refused, HEAD does not hang", async () => {
  const stop = new AbortController();
  const stream = await fetch(`${url}/dcm/events/v1?owner=a&owner=b&types=x&types=y`, { signal: stop.signal });
  expect([stream.status, stream.headers.get("content-type")]).toEqual([200, "text/event-stream"]);
  stop.abort();
  expect(await get("/dcm/events/v1?from=abc")).toMatchObject({ status: 400, code: 3 });
  const head = await fetch(`${url}/dcm/events/v1`, { method: "HEAD", signal: AbortSignal.timeout(2_000) });
  expect(head.status).toBe(501);
});

test("the help that an unknown route links to is served", async () => {
  const link = (await fetch(`${url}/nope`)).headers.get("link") ?? "";
  expect((await fetch(`${url}${/<(.*)>/.exec(link)?.[1]}`)).status).toBe(200);
});

test.each([
  "dcm1qqqqqqqq",
  "dcm1fl48vsnmsdzcv85q5d2q4z5ajdha8yu3mwxllq",
  "cosmos1fl48vsnmsdzcv85q5d2q4z5ajdha8yu34mf0eh",
])("the faucet refuses %s, which is no address here", async (address) => {
  const body = JSON.stringify({ denom: "udcm", address });
  expect(await post("/faucet/credit", body, "application/json")).toMatchObject({ status: 400, code: 3 });
});

test("malformed HTTP is refused in the same form", async () => {
  const answer = await new Promise<string>((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname, () => socket.write("NONSENSE\r\n\r\n"));
    socket.once("error", reject);
    socket.once("data", (chunk) => resolve(chunk.toString()));
  });
  expect(answer).toContain("access-control-allow-origin: *");
  expect(answer).toContain('"code":3');
});

test.each([
  ["tx already exists in cache", 19],
  ["mempool is full: number of txs 5000 (max: 5000)", 20],
  ["Tx too large. Max size is 1048576, but got 2000000", 21],
])("the mempool's %s is a result with the SDK's code %i, not an error", async (data, code) => {
  gateway.peers.rpc = () => ({ error: { code: -32603, message: "Internal error", data } });
  const answer = await fetch(`${url}/cosmos/tx/v1beta1/txs`, {
    method: "POST",
    body: JSON.stringify({ tx_bytes: "AA==", mode: "BROADCAST_MODE_SYNC" }),
  });
  expect(answer.status).toBe(200);
  expect((await answer.json()).tx_response).toMatchObject({
    code,
    codespace: "sdk",
    txhash: "6E340B9CFFB37A989CA544E6BB780A2C78901D3FB33738768511A30617AFA01D",
  });
});
