import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { openBlobs } from "@dcm/client";
import { fromHex } from "@dcm/proto";
import { JobSpec } from "@dcm/proto/gen/dcm/job/v1";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fetchContent, type Source, sha256Hex } from "../src/content.js";

const program = new TextEncoder().encode("a program");
const input = new TextEncoder().encode("an input");
const served = new Map<string, Uint8Array>();
const FAULTS: Readonly<Record<string, (response: ServerResponse, body: Uint8Array) => void>> = {
  missing: (response) => response.writeHead(404).end(),
  "server error": (response) => response.writeHead(500).end("disk on fire"),
  "another digest": (response, body) => response.end(body.map((byte) => byte ^ 1)),
  truncated: (response, body) => response.end(body.subarray(0, -1)),
  "too long": (response, body) => response.end(Buffer.concat([body, Buffer.alloc(1)])),
  "broken off": (response, body) => {
    response.writeHead(200, { "content-length": body.length }).write(body.subarray(0, 1));
    setImmediate(() => response.destroy());
  },
  "no answer": (response) => response.destroy(),
  endless: (response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536)));
    };
    response.on("drain", more);
    more();
  },
  /** One byte, and then nothing. */
  stuck: (response, body) => {
    response.writeHead(200, { "content-length": body.length }).write(body.subarray(0, 1));
  },
};
let server: Server;
let url: string;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dcm-content-"));
  server = createServer((request, response) => {
    const [, first = "", rest] = decodeURIComponent(request.url ?? "").split("/");
    const body = served.get(rest ?? first);
    if (!body) response.writeHead(404).end();
    else (FAULTS[first] ?? whole)(response, body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

function whole(response: ServerResponse, body: Uint8Array): void {
  response.end(body);
}

function source(local = true): Source {
  return { blobs: openBlobs({ fetch }, undefined), network: { local } };
}

function blob(bytes: Uint8Array, uris: readonly string[] = [url], size = bytes.length) {
  return { digest: fromHex(sha256Hex(bytes)), size: BigInt(size), uris };
}

function serve(bytes: Uint8Array, as = bytes): void {
  served.set(sha256Hex(as), bytes);
}

test("program, stdin and inputs come from their places with their digests", async () => {
  serve(program);
  serve(input);
  const spec = JobSpec.fromPartial({
    program: blob(program, ["http://127.0.0.1:9/dead", url]),
    stdin: blob(input),
    inputs: [{ path: "in/x", blob: blob(input) }],
  });
  expect(await fetchContent(source(), spec)).toEqual({
    program,
    stdin: input,
    inputs: [{ path: "in/x", bytes: input }],
  });
});

test("an inline program needs no place, but its digest", async () => {
  const spec = JobSpec.fromPartial({ program: blob(program, []), programInline: program });
  expect((await fetchContent(source(), spec)).program).toEqual(program);
  const other = JobSpec.fromPartial({ program: blob(input, []), programInline: program });
  await expect(fetchContent(source(), other)).rejects.toThrow("digest");
});

test("content with another digest, size or end is refused", async () => {
  const wanted = new TextEncoder().encode("what was promised");
  serve(new TextEncoder().encode("what was deliverd"), wanted);
  await expect(fetchContent(source(), JobSpec.fromPartial({ program: blob(wanted) }))).rejects.toThrow("digest");
  serve(wanted);
  for (const size of [wanted.length - 1, wanted.length + 1]) {
    const spec = JobSpec.fromPartial({ program: blob(wanted, [url], size) });
    await expect(fetchContent(source(), spec)).rejects.toThrow();
  }
});

test("a buyer's file address is read on local networks only", async () => {
  const path = join(folder, "program");
  await writeFile(path, program);
  const spec = JobSpec.fromPartial({ program: blob(program, [pathToFileURL(path).href]) });
  expect((await fetchContent(source(true), spec)).program).toEqual(program);
  await expect(fetchContent(source(false), spec)).rejects.toThrow("no place is known");
});

const finite = Object.keys(FAULTS).filter((fault) => fault !== "stuck");

test.each(finite)("a place that gives it %s is passed over, and named when there is no other", async (fault) => {
  serve(program);
  const bad = `${url}/${encodeURIComponent(fault)}`;
  const other = JobSpec.fromPartial({ program: blob(program, [bad, url]) });
  expect((await fetchContent(source(), other)).program).toEqual(program);
  const alone = JobSpec.fromPartial({ program: blob(program, [bad]) });
  await expect(fetchContent(source(), alone)).rejects.toMatchObject({ code: "BLOB_UNAVAILABLE" });
});

test("a place that stops in the middle holds nobody longer than they want to wait", async () => {
  serve(program);
  const spec = JobSpec.fromPartial({ program: blob(program, [`${url}/stuck`]) });
  const stop = new AbortController();
  const fetching = fetchContent(source(), spec, stop.signal);
  setTimeout(() => stop.abort(new Error("no longer needed")), 50);
  await expect(fetching).rejects.toThrow("no longer needed");
});
