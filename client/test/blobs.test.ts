import { createHash } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { blobUrl, openBlobs } from "../src/blobs.js";
import { FakeGateway } from "./fakeGateway.js";

const http = { fetch };
const running: FakeGateway[] = [];

afterEach(async () => {
  for (const gateway of running.splice(0)) await gateway.stop();
});

/** A store that takes everything; `spoil` changes what it gives back. */
async function store(spoil: (bytes: Buffer) => Buffer = (bytes) => bytes): Promise<FakeGateway> {
  const held = new Map<string, Buffer>();
  const gateway = await new FakeGateway(({ method, url = "" }, body, response) => {
    if (method === "PUT") held.set(url, body);
    const found = held.get(url);
    if (!found) return void response.writeHead(404).end();
    response.writeHead(method === "PUT" ? 201 : 200).end(method === "GET" ? spoil(found) : undefined);
  }).start();
  running.push(gateway);
  return gateway;
}

describe("blobs", () => {
  test("what is stored is named by its sha256 and comes back", async () => {
    const blobs = openBlobs(http, `${(await store()).url}/blobs`);
    const bytes = new TextEncoder().encode("hello");
    const hex = createHash("sha256").update(bytes).digest("hex");
    expect(await blobs.has(hex)).toBe(false);
    const stored = await blobs.put(bytes);
    expect(stored.uris[0]?.endsWith(`/blobs/${hex}`)).toBe(true);
    expect(await blobs.has(`sha256:${hex.toUpperCase()}`)).toBe(true);
    expect(await blobs.get(stored)).toEqual(bytes);
    expect(await blobs.get({ digest: hex })).toEqual(bytes);
  });

  test("content with another digest or more bytes is never given out; another place is tried instead", async () => {
    const liar = await store((bytes) => Buffer.concat([bytes, bytes]));
    const honest = await store();
    const bytes = new Uint8Array([1, 2, 3]);
    const { digest, size } = await openBlobs(http, liar.url).put(bytes);
    await openBlobs(http, honest.url).put(bytes);
    const uris = [liar.url, "http://127.0.0.1:1", honest.url];
    expect(await openBlobs(http, undefined).get({ digest, size, uris })).toEqual(bytes);
    await expect(openBlobs(http, liar.url).get({ digest })).rejects.toMatchObject({ code: "BLOB_UNAVAILABLE" });
    await expect(openBlobs(http, undefined).get({ digest, size })).rejects.toMatchObject({ code: "BLOB_UNAVAILABLE" });
  });

  test("a store's refusal is an error with its words, retryable when it is full", async () => {
    let status = 413;
    const gateway = await new FakeGateway((_request, _body, response) => response.writeHead(status).end("no")).start();
    running.push(gateway);
    const blobs = openBlobs(http, gateway.url);
    await expect(blobs.put(new Uint8Array(1))).rejects.toMatchObject({ code: "BLOB_REFUSED", retryable: false });
    status = 507;
    await expect(blobs.put(new Uint8Array(1))).rejects.toMatchObject({ code: "BLOB_REFUSED", retryable: true });
  });

  test("a store that says in the contract's form what is wrong is believed", async () => {
    const contract = {
      "@type": "/dcm.node.v1.Error",
      code: "BLOB_STORE_FULL",
      message: "full",
      grpc: 8,
      retryable: true,
    };
    const refusal = JSON.stringify({ code: 8, message: "full", details: [contract] });
    const gateway = await new FakeGateway((_request, _body, response) => response.writeHead(507).end(refusal)).start();
    running.push(gateway);
    const stored = openBlobs(http, gateway.url).put(new Uint8Array(1));
    await expect(stored).rejects.toMatchObject({ code: "BLOB_STORE_FULL", message: "full", retryable: true });
  });

  test("nothing needs no fetch, and an address that ends in the digest is not lengthened", async () => {
    const digest = createHash("sha256").digest("hex");
    expect(await openBlobs(http, undefined).get({ digest, size: 0n })).toEqual(new Uint8Array(0));
    expect(blobUrl(`http://x/${digest}`, digest)).toBe(`http://x/${digest}`);
    expect(blobUrl("http://x/", digest)).toBe(`http://x/${digest}`);
    expect(() => openBlobs(http, undefined).refer(new Uint8Array(1))).toThrow(
      expect.objectContaining({ code: "BLOB_REFUSED" }),
    );
  });
});
