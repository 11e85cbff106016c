import { createHash, randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BlobStore, blobDefaults } from "../src/blobs.js";
import { GatewayError, type GatewayErrorCode, gatewayErrors, refusal } from "../src/failure.js";
import { raw, startGateway, type TestGateway } from "./harness.js";

// The door of REST and blobs: what is sent, and the code that comes back. A code of the table that no row gives fails the last test.

let gateway: TestGateway;
let alone: TestGateway;
/** What is in the store before anybody misbehaves. */
const kept = randomBytes(100);

beforeAll(async () => {
  gateway = await startGateway({
    limits: { requestMs: 400, uploadMs: 600, streams: 1 },
    blobLimits: { blobMax: 1_000, storeMax: 1_200, clientMax: 5_000 },
  });
  alone = await startGateway({ alone: true, blobLimits: { clientMax: 150 } });
  for (const { url } of [gateway, alone]) expect((await put(url, kept)).status).toBe(201);
});
afterAll(async () => {
  await gateway.stop();
  await alone.stop();
});

const digestOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const put = (url: string, bytes: Uint8Array<ArrayBuffer>, name = digestOf(bytes)) =>
  fetch(`${url}/dcm/blobs/v1/${name}`, { method: "PUT", body: bytes });
const get =
  (path: string, init: RequestInit = {}) =>
  () =>
    fetch(gateway.url + path, init);
const post = (path: string, body: string) => get(path, { method: "POST", body });
/** What is written by hand, because no HTTP library would. */
const written =
  (...parts: string[]) =>
  async () => {
    const [head = "", body = ""] = (await raw(gateway.url, parts)).split("\r\n\r\n");
    const headers = Object.fromEntries(
      head
        .split("\r\n")
        .slice(1)
        .map((line) => line.split(/: */, 2) as [string, string]),
    );
    return new Response(body, { status: Number(head.split(" ")[1]), headers });
  };
const upload = (name: string, length: number | string, body = "") =>
  written(`PUT /dcm/blobs/v1/${name} HTTP/1.1\r\nhost: x\r\ncontent-length: ${length}\r\n\r\n${body}`);
/** A refusal that the store gives to whoever is still there to read it. */
const inStore = (bytes: Readable, length: number) => async () => {
  const store = await BlobStore.open(gateway.blobs, blobDefaults);
  const error = await store.put("c".repeat(64), length, bytes, "client").catch((thrown: unknown) => thrown);
  if (!(error instanceof GatewayError)) throw error;
  const headers = { "access-control-allow-origin": "*" };
  return Response.json(refusal(error), { status: error.status, headers });
};

type Row = readonly [what: string, ask: () => Promise<Response>];
const blocks = "/cosmos/base/tendermint/v1beta1/blocks";
const a64 = "a".repeat(64);

const rows: Readonly<Record<GatewayErrorCode, readonly Row[]>> = {
  GATEWAY_BAD_REQUEST: [
    ["a path that is no text", get("/cosmos/auth/v1beta1/accounts/%ff")],
    ["a height that is none", get(`${blocks}/abc`)],
    ["a height header that is none", get(`${blocks}/latest`, { headers: { "x-cosmos-block-height": "-1" } })],
    ["a page that is too long", get("/dcm/market/v1/orders?pagination.limit=1001")],
    ["a page key that is no base64", get("/dcm/market/v1/orders?pagination.key=??")],
    ["a body that is half an object", post("/dcm/market/v1/quote", '{"terms":')],
    ["a body that is a list", post("/dcm/market/v1/quote", "[]")],
    ["a body with a field that does not exist", post("/dcm/market/v1/quote", '{"colour":"red"}')],
    [
      "a body nested a thousand times",
      post("/dcm/market/v1/quote", `${'{"terms":'.repeat(1_000)}1${"}".repeat(1_000)}`),
    ],
    ["a cursor that is none", get("/dcm/events/v1?from=abc")],
    ["an order that is no number", get("/dcm/events/v1?job=abc")],
    ["a credit for nobody", post("/faucet/credit", "{}")],
    [
      "a credit for another chain",
      post("/faucet/credit", '{"denom":"udcm","address":"cosmos1fl48vsnmsdzcv85q5d2q4z5ajdha8yu34mf0eh"}'),
    ],
  ],
  GATEWAY_MALFORMED: [
    ["nonsense", written("NONSENSE\r\n\r\n")],
    ["a greeting of another protocol", written("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03")],
    ["a length that is a word", upload(a64, "many")],
    ["a negative length", upload(a64, -1)],
    ["a length beyond all numbers", upload(a64, "9".repeat(40))],
    [
      "two lengths",
      written(`PUT /dcm/blobs/v1/${a64} HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n`),
    ],
    [
      "a length and chunks",
      written(
        `PUT /dcm/blobs/v1/${a64} HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n`,
      ),
    ],
  ],
  GATEWAY_NOT_FOUND: [["a transaction that never was", get(`/cosmos/tx/v1beta1/txs/${"A".repeat(64)}`)]],
  GATEWAY_TOO_SLOW: [
    ["a request that stops in its headers", written("GET / HTTP/1.1\r\nhost: x\r\n")],
    ["a body that stops", written("POST /dcm/market/v1/quote HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{")],
    ["an upload that stops", upload(a64, 500, "half of it")],
  ],
  GATEWAY_PRUNED: [["events that are gone", prunedEvents]],
  GATEWAY_BODY_TOO_LARGE: [["a body over 1 MiB", post("/dcm/market/v1/quote", `{"x":"${"y".repeat(1 << 20)}"}`)]],
  GATEWAY_BUSY: [["one stream more than is served", oneStreamMore]],
  GATEWAY_HEADERS_TOO_LARGE: [
    ["a URL of 60,000 letters", get(`/cosmos/auth/v1beta1/accounts?x=${"a".repeat(60_000)}`)],
  ],
  GATEWAY_FAILED: [["a block that CometBFT no longer has", get(`${blocks}/5`)]],
  GATEWAY_INTERNAL: [["a bug of ours", get("/.well-known/dcm.json")]],
  GATEWAY_NODE_AWAY: [["a node that is away", () => fetch(`${alone.url}/cosmos/auth/v1beta1/params`)]],
  GATEWAY_NODE_SILENT: [["a node that says nothing", get("/cosmos/auth/v1beta1/params")]],
  FAUCET_FAILED: [
    [
      "a faucet whose node refuses",
      post("/faucet/credit", '{"denom":"udcm","address":"dcm14r4n9aykm50fyczpxeywsegvm09qa9arc7jw7c"}'),
    ],
  ],
  BLOB_BAD_DIGEST: [
    ["a name that leads out", upload("..%2f..%2f..%2fetc%2fpasswd", 3, "abc")],
    ["a name that leads out, twice encoded", upload("%252e%252e%252fx", 3, "abc")],
    ["a name with a null", upload(`${"a".repeat(63)}%00`, 3, "abc")],
    ["a name in capitals", upload("A".repeat(64), 3, "abc")],
    ["a name that is too long", upload("a".repeat(65), 3, "abc")],
    ["reading a name that leads out", get("/dcm/blobs/v1/..%2f..%2fquery.sock")],
  ],
  BLOB_BAD_LENGTH: [["fewer bytes than were announced", inStore(Readable.from([Buffer.alloc(3)]), 10)]],
  BLOB_BROKEN_OFF: [["an upload that breaks off", inStore(brokenOff(), 10)]],
  BLOB_NOT_FOUND: [["a blob that nobody stored", get(`/dcm/blobs/v1/${"b".repeat(64)}`)]],
  BLOB_WRONG_CONTENT: [["other content than the name says", () => put(gateway.url, randomBytes(10), a64)]],
  BLOB_NO_LENGTH: [
    ["no length", written(`PUT /dcm/blobs/v1/${a64} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n`)],
  ],
  BLOB_TOO_LARGE: [
    ["one byte too many", () => put(gateway.url, randomBytes(1_001))],
    ["a terabyte", upload(a64, 1 << 30)],
  ],
  BLOB_BAD_RANGE: [
    [
      "a range behind the end",
      () => fetch(`${gateway.url}/dcm/blobs/v1/${digestOf(kept)}`, { headers: { range: "bytes=100-" } }),
    ],
  ],
  BLOB_QUOTA: [["more than one may store a day", () => put(alone.url, randomBytes(51))]],
  BLOB_STORE_FULL: [["what the store has no room for", fullStore]],
};

const produced = new Set<string>();

describe.each(Object.entries(rows))("%s", (code, list) => {
  test.each(list)("is the answer to %s", async (_what, ask) => {
    const answer = await ask();
    const { status, grpc, retryable, next } = gatewayErrors[code as GatewayErrorCode];
    const body = await answer.json();
    expect([answer.status, body.code], JSON.stringify(body)).toEqual([status, grpc]);
    expect(body.details).toEqual([
      expect.objectContaining({
        "@type": "/dcm.node.v1.Error",
        code,
        grpc,
        message: body.message,
        retryable,
        next: [next],
      }),
    ]);
    expect(body.details[0].docs).toBe(`errors/${code}`);
    // Browsers report a refusal without this header as a broken network.
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    produced.add(code);
    // Nothing was lost, nothing is left, and the next one is served.
    expect(Buffer.from(await (await fetch(`${gateway.url}/dcm/blobs/v1/${digestOf(kept)}`)).arrayBuffer())).toEqual(
      kept,
    );
    expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);
    await expect.poll(() => readdir(gateway.blobs)).toEqual([digestOf(kept)]);
  });
});

test("what the chain refuses keeps the chain's code", async () => {
  const log = "rpc error: code = NotFound desc = order 9 not found: key not found";
  gateway.peers.node = () => ({ code: 22, codespace: "sdk", log });
  const answer = await fetch(`${gateway.url}/dcm/market/v1/orders/9`);
  expect([answer.status, await answer.json()]).toEqual([
    404,
    {
      code: 5,
      message: "order 9 not found",
      details: [expect.objectContaining({ code: "SDK_KEY_NOT_FOUND", abci: { codespace: "sdk", code: 22 } })],
    },
  ]);
});

test("every code of the gateway's table was given", () => {
  expect(Object.keys(gatewayErrors).filter((code) => !produced.has(code))).toEqual([]);
});

/** The log knows block 10 alone, and CometBFT none before 8. */
async function prunedEvents(): Promise<Response> {
  const own = gateway.peers.rpc;
  gateway.peers.rpc = () => ({ result: { txs_results: [], finalize_block_events: [] } });
  gateway.peers.node = () => undefined;
  gateway.commit(10n);
  await expect.poll(async () => (await (await fetch(`${gateway.url}/readyz`)).json()).height).toBe("10");
  gateway.peers.rpc = own;
  return fetch(`${gateway.url}/dcm/events/v1?from=1`);
}

async function oneStreamMore(): Promise<Response> {
  const stop = new AbortController();
  const first = await fetch(`${gateway.url}/dcm/events/v1`, { signal: stop.signal });
  expect(first.status).toBe(200);
  const second = await fetch(`${gateway.url}/dcm/events/v1`);
  stop.abort();
  return second;
}

/** 100 of 1,200 bytes are taken: two uploads of 900 cannot both have room, even while they are under way. */
async function fullStore(): Promise<Response> {
  const first = randomBytes(900);
  expect((await put(gateway.url, first)).status).toBe(201);
  const refused = await put(gateway.url, randomBytes(900));
  // Its room comes back when it goes.
  await gateway.forget(digestOf(first));
  return refused;
}

function brokenOff(): Readable {
  return new Readable({
    read() {
      this.push(Buffer.alloc(5));
      this.destroy(Object.assign(new Error("aborted"), { code: "ECONNRESET" }));
    },
  });
}
