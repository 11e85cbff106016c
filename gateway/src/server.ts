import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { type Rpc, RpcError, StatusError } from "@dcm/client/comet";
import { Service as NodeService } from "@dcm/proto/gen/cosmos/base/node/v1beta1";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { BlobStore } from "./blobs.js";
import { type Call, openCall } from "./call.js";
import type { EventFilter, EventLog } from "./events.js";
import { GatewayError, type GatewayErrorCode, gatewayErrors, refusal } from "./failure.js";
import type { Faucet } from "./faucet.js";
import { heightHeader } from "./height.js";
import { metricRoutes } from "./metrics.js";
import type { Network } from "./network.js";
import type { NodeClient } from "./node-client.js";
import { pageRoutes } from "./pages.js";
import { nearestRoutes, restRoutes } from "./rest.js";
import { openServed } from "./served.js";
import { envelope, httpStatus } from "./status.js";
import { openStreams, parseCursor, type Streams } from "./streams.js";
import { assetlistJson, chainJson, keplrJson } from "./wallets.js";

/** Body of anything but a blob. */
const bodyBytesMax = 1 << 20;
/** A request that is not complete by then is cut off, so that slow senders hold nothing; a blob of 64 MiB may come at 0.5 MB/s. */
const limitsDefault = { requestMs: 30_000, uploadMs: 130_000, streams: 2_048 };
const connectionsMax = 4_096;
/** The newest block must be younger for the gateway to call itself ready. */
const freshMs = 15_000;

export interface GatewayOptions {
  readonly node: NodeClient;
  readonly rpc: Rpc;
  readonly blobs: BlobStore;
  readonly log: EventLog;
  /** Reads the chain's identity, or rejects while the node is away. */
  readonly network: () => Promise<Network>;
  readonly faucet?: Faucet | undefined;
  readonly limits?: Limits | undefined;
}

interface Limits {
  /** Longest time until a request has come in whole. */
  readonly requestMs: number;
  /** The same for an upload. */
  readonly uploadMs: number;
  /** Event streams at the same time. */
  readonly streams: number;
}

/** Builds the HTTP server; the caller listens and closes. */
export function createServer(options: GatewayOptions): FastifyInstance {
  const { limits = limitsDefault } = options;
  const server = fastify({
    bodyLimit: bodyBytesMax,
    requestTimeout: limits.uploadMs,
    http: { headersTimeout: limits.requestMs, connectionsCheckingInterval: Math.ceil(limits.requestMs / 6) },
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 512 },
    frameworkErrors: (error, _request, reply: FastifyReply) =>
      void reply
        .header("access-control-allow-origin", "*")
        .code(error.statusCode ?? 400)
        .send(refusal({ code: "GATEWAY_BAD_REQUEST", message: error.message })),
    clientErrorHandler: refuseMalformed,
  });
  server.server.maxConnections = connectionsMax;
  const streams = openStreams(options.log);
  server.addHook("onClose", async () => streams.close());

  const call = openCall(options);
  cors(server);
  cutSlow(server, limits);
  metricRoutes(server, () => streams.open);
  jsonBodies(server);
  errors(server, call);
  health(server, options, () => streams.open);
  wellKnown(server, options);
  blobRoutes(server, options.blobs);
  faucetRoutes(server, options.faucet);
  eventRoute(server, streams, limits.streams);
  restRoutes(server, call);
  pageRoutes(server, openServed(call));
  return server;
}

function eventRoute(server: FastifyInstance, streams: Streams, most: number): void {
  server.get("/dcm/events/v1", { exposeHeadRoute: false }, async (request, reply) => {
    const query = firstValues(request.query as Record<string, string | string[] | undefined>);
    const cursor = parseCursor(header(request, "last-event-id")) ?? parseCursor(query.from);
    if (cursor === undefined && query.from !== undefined) {
      throw new StatusError("INVALID_ARGUMENT", "from is a height or an event's id, <height>-<index>");
    }
    if (streams.open >= most) throw new StatusError("RESOURCE_EXHAUSTED", `at most ${most} event streams`);
    const filter = filterOf(query);
    reply.hijack();
    const refuse = (status: number, error: StatusError): void => {
      reply.raw.writeHead(status, { "content-type": "application/json", "access-control-allow-origin": "*" });
      reply.raw.end(JSON.stringify(envelope(error)));
    };
    try {
      if (await streams.serve(reply.raw, filter, cursor)) return;
      refuse(410, new StatusError("OUT_OF_RANGE", "the node no longer keeps the blocks before that cursor"));
    } catch (error) {
      // The replay reads CometBFT: when that fails midway the reader resumes by Last-Event-ID.
      if (reply.raw.headersSent || !(error instanceof StatusError)) reply.raw.destroy();
      else refuse(httpStatus(error), error);
    }
  });
}

/** A parameter given twice uses its first value. */
function firstValues(query: Record<string, string | string[] | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}

/** @throws StatusError INVALID_ARGUMENT  when `job` is no number */
function filterOf({ types = "", owner, job }: Record<string, string | undefined>): EventFilter {
  if (job !== undefined && !/^\d{1,20}$/.test(job)) {
    throw new StatusError("INVALID_ARGUMENT", `strconv.ParseUint: parsing ${JSON.stringify(job)}: invalid syntax`);
  }
  const names = types.split(",").filter((type) => type !== "");
  return {
    ...(names.length === 0 ? {} : { types: names }),
    ...(owner === undefined ? {} : { owner }),
    ...(job === undefined ? {} : { job: BigInt(job) }),
  };
}

/** Every answer carries the headers, refusals included: browsers report a missing one as a network error. */
function cors(server: FastifyInstance): void {
  server.addHook("onRequest", async (request, reply) => {
    reply.header("access-control-allow-origin", "*");
    reply.header("access-control-expose-headers", `${heightHeader}, x-dcm-hint, link, content-range, etag`);
    if (request.method === "OPTIONS") {
      reply.header("access-control-allow-methods", "GET, POST, PUT, HEAD, OPTIONS");
      reply.header(
        "access-control-allow-headers",
        `content-type, content-length, range, last-event-id, if-none-match, ${heightHeader}`,
      );
      reply.header("access-control-max-age", "86400");
      await reply.code(204).send();
    }
  });
}

/** Answers and hangs up when a body is not complete in time: what waits for it ends with the connection. */
function cutSlow(server: FastifyInstance, { requestMs, uploadMs }: Limits): void {
  server.addHook("onRequest", async ({ raw }, reply) => {
    const timer = setTimeout(
      () => {
        if (!raw.complete && !reply.sent)
          refuseOn(raw.socket, "GATEWAY_TOO_SLOW", "the request was not complete in time");
      },
      raw.method === "PUT" ? uploadMs : requestMs,
    );
    raw.once("close", () => clearTimeout(timer));
  });
}

/** Bodies are JSON whatever their content type says, as in grpc-gateway; none is the empty message. */
function jsonBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "string" }, (_request: FastifyRequest, body: string, done) => {
    try {
      done(null, body.trim() === "" ? {} : JSON.parse(body));
    } catch (error) {
      done(new StatusError("INVALID_ARGUMENT", error instanceof Error ? error.message : String(error)));
    }
  });
}

/** What is no HTTP request, or too long or too slow for one, is refused like anything else. */
function refuseMalformed(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const [code, message] = malformed[error.code ?? ""] ?? ["GATEWAY_MALFORMED", "malformed HTTP request"];
  refuseOn(socket, code, message);
}

const malformed: Readonly<Record<string, readonly [GatewayErrorCode, string]>> = {
  HPE_HEADER_OVERFLOW: ["GATEWAY_HEADERS_TOO_LARGE", "the URL and headers are too long"],
  ERR_HTTP_REQUEST_TIMEOUT: ["GATEWAY_TOO_SLOW", "the request was not complete in time"],
};

/** A refusal where there is no reply to send it by; nothing more is read. */
function refuseOn(socket: Socket, code: GatewayErrorCode, message: string): void {
  const body = JSON.stringify(refusal({ code, message }));
  const { status } = gatewayErrors[code];
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "access-control-allow-origin: *",
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
}

/** Wallets probe for features and read only this exact body as "absent"; help travels in headers. */
function absent(reply: FastifyReply, hint: string): FastifyReply {
  reply.header("x-dcm-hint", hint.replace(/[^\x20-\x7e]/g, "?").slice(0, 1000));
  reply.header("link", '</docs/api>; rel="help"');
  return reply.code(501).send({ code: 12, message: "Not Implemented", details: [] });
}

function errors(server: FastifyInstance, call: Call): void {
  server.setNotFoundHandler((request, reply) => absent(reply, nearestRoutes(request.url)));
  server.setErrorHandler((error, request, reply) => {
    if (error instanceof GatewayError) return reply.code(error.status).send(refusal(error));
    // The route is known, but what answers it is in no module of this chain.
    if (error instanceof StatusError && error.status === "UNIMPLEMENTED") {
      return absent(reply, `this chain does not have the module of ${request.url.split("?")[0]}`);
    }
    if (error instanceof StatusError) return refuse(request, reply, error, call);
    const status = (error as { statusCode?: number }).statusCode;
    const message = error instanceof Error ? error.message : String(error);
    if (status !== undefined && status < 500) {
      const code =
        status === gatewayErrors.GATEWAY_BODY_TOO_LARGE.status ? "GATEWAY_BODY_TOO_LARGE" : "GATEWAY_BAD_REQUEST";
      return reply.code(status).send(refusal({ code, message }));
    }
    // What CometBFT refuses is a plain error in the SDK's service, and told in CometBFT's words.
    if (error instanceof RpcError) return reply.code(500).send(envelope(new StatusError("UNKNOWN", message)));
    process.stderr.write(`gateway: ${error instanceof Error ? error.stack : message}\n`);
    return reply.code(500).send(refusal({ code: "GATEWAY_INTERNAL", message: "internal error" }));
  });
}

/** A height that is gone is the SDK's 404, on our own routes 410; a hint says which heights are there. */
async function refuse(request: FastifyRequest, reply: FastifyReply, error: StatusError, call: Call): Promise<unknown> {
  const isGone = error.message.startsWith("failed to load state at height");
  if (!isGone) return reply.code(httpStatus(error)).send(envelope(error));
  const { path, response } = NodeService.methods.Status;
  const status = await call(path, new Uint8Array(0), 0n).then(({ value }) => response.decode(value));
  reply.header("x-dcm-hint", `the earliest height is ${status.earliestStoreHeight}, the latest ${status.height}`);
  return reply.code(request.url.startsWith("/dcm/") ? 410 : httpStatus(error)).send(envelope(error));
}

function health(server: FastifyInstance, { node }: GatewayOptions, openStreamCount: () => number): void {
  server.get("/healthz", async () => ({ status: "ok", streams: openStreamCount(), rss: process.memoryUsage.rss() }));
  server.get("/readyz", async (_request, reply) => {
    const { latest } = node;
    const ageMs = latest === undefined ? undefined : Date.now() - Number(latest.timeNs / 1_000_000n);
    const ready = ageMs !== undefined && ageMs < freshMs;
    return reply.code(ready ? 200 : 503).send({
      status: ready ? "ready" : "not ready",
      height: latest === undefined ? null : String(latest.height),
      age_ms: ageMs ?? null,
    });
  });
}

function wellKnown(server: FastifyInstance, { network, rpc, faucet }: GatewayOptions): void {
  const restOf = (request: FastifyRequest) => `${request.protocol}://${request.host}`;
  const urls = (request: FastifyRequest) => ({ rpc: publicRpc(rpc.url, request.hostname), rest: restOf(request) });
  server.get("/.well-known/keplr.json", async (request) => keplrJson(await network(), urls(request)));
  server.get("/.well-known/chain.json", async (request) => chainJson(await network(), urls(request)));
  server.get("/.well-known/assetlist.json", async () => assetlistJson(await network()));
  server.get("/.well-known/dcm.json", async (request) => {
    const found = await network();
    const base = restOf(request);
    return {
      chain_id: found.chainId,
      network: found.kind,
      prefix: found.prefix,
      denom: found.denom,
      rpc: publicRpc(rpc.url, request.hostname),
      rest: base,
      events: `${base}/dcm/events/v1`,
      blobs: `${base}/dcm/blobs/v1`,
      ...(faucet === undefined ? {} : { faucet: `${base}/faucet` }),
      gas_price: found.gasPrice,
      versions: { dcm: "0.1.0", cometbft: found.cometVersion },
    };
  });
}

/** A gateway beside its node knows the RPC as a loopback address; others reach it under the name they used for us. */
function publicRpc(url: string, hostname: string): string {
  const parsed = new URL(url);
  if (["127.0.0.1", "0.0.0.0", "localhost"].includes(parsed.hostname)) parsed.hostname = hostname;
  return parsed.toString().replace(/\/$/, "");
}

function blobRoutes(server: FastifyInstance, blobs: BlobStore): void {
  const path = "/dcm/blobs/v1/:digest";
  const digestOf = (request: FastifyRequest): string => (request.params as { digest: string }).digest;
  server.register(async (scope) => {
    // The body goes to disk as it comes: it is never held in memory, whatever its content type.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_request: FastifyRequest, payload: IncomingMessage, done) => done(null, payload));
    scope.put(path, { bodyLimit: Number.MAX_SAFE_INTEGER }, async (request, reply) => {
      const length = header(request, "content-length");
      if (length === undefined) throw new GatewayError("BLOB_NO_LENGTH", "content-length is needed");
      const created = await blobs.put(digestOf(request), Number(length), request.raw, request.ip);
      return reply.code(created ? 201 : 200).send({ digest: digestOf(request), size: length });
    });
  });
  server.head(path, async (request, reply) => {
    const size = await requireBlob(blobs, digestOf(request));
    return reply
      .headers(blobHeaders(digestOf(request)))
      .header("content-length", size)
      .send();
  });
  server.get(path, { exposeHeadRoute: false }, async (request, reply) => {
    const digest = digestOf(request);
    const size = await requireBlob(blobs, digest);
    const range = parseRange(header(request, "range"), size);
    reply.headers(blobHeaders(digest)).header("content-length", range.end - range.start + 1);
    if (range.partial) reply.code(206).header("content-range", `bytes ${range.start}-${range.end}/${size}`);
    return reply.send(size === 0 ? "" : blobs.read(digest, range.start, range.end));
  });
}

async function requireBlob(blobs: BlobStore, digest: string): Promise<number> {
  const size = await blobs.size(digest);
  if (size === undefined) throw new GatewayError("BLOB_NOT_FOUND", "no such blob");
  return size;
}

function blobHeaders(digest: string): Record<string, string> {
  return {
    "content-type": "application/octet-stream",
    "accept-ranges": "bytes",
    etag: `"${digest}"`,
    "cache-control": "public, max-age=31536000, immutable",
    // Blobs are strangers' bytes: no browser may run them in our origin.
    "content-security-policy": "sandbox",
    "x-content-type-options": "nosniff",
  };
}

/** One range of RFC 9110 §14.1.2; several ranges are answered with the whole. */
function parseRange(text: string | undefined, size: number): { start: number; end: number; partial: boolean } {
  const match = /^bytes=(\d*)-(\d*)$/.exec(text ?? "");
  if (match === null || (match[1] === "" && match[2] === "")) return { start: 0, end: size - 1, partial: false };
  const start = match[1] === "" ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = match[1] === "" || match[2] === "" ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (start > end) throw new GatewayError("BLOB_BAD_RANGE", `the blob has ${size} bytes`);
  return { start, end, partial: true };
}

function faucetRoutes(server: FastifyInstance, faucet: Faucet | undefined): void {
  if (faucet === undefined) return;
  server.get("/faucet/status", () => faucet.status());
  server.post("/faucet/credit", async (request) => {
    const { address, denom } = (request.body ?? {}) as { address?: unknown; denom?: unknown };
    if (typeof address !== "string" || typeof denom !== "string") {
      throw new StatusError("INVALID_ARGUMENT", 'the body must be {"denom": …, "address": …}');
    }
    return faucet.credit(address, denom);
  });
}

/** A header's first value. */
export function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
