import { createHash } from "node:crypto";
import { StatusError } from "@dcm/client/comet";
import type { HttpRule, JsonValue, MessageCodec, MethodInfo, ServiceInfo } from "@dcm/proto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Call, queryServices } from "./call.js";
import { heightHeader, parseHeight } from "./height.js";
import { parseBody, requestOf } from "./params.js";
import { header } from "./server.js";

/** One path of one method. */
export interface Route {
  readonly verb: "GET" | "POST";
  readonly template: string;
  readonly method: MethodInfo;
  readonly rule: HttpRule;
}

/** One route per `google.api.http` annotation of every query service. */
export const routes: readonly Route[] = routesOf(queryServices);

export function restRoutes(server: FastifyInstance, call: Call): void {
  for (const route of routes) addRoute(server, call, route);
}

/** Where a route's request is: in the URL, or in the body with what the path names. */
export function placeOf({ rule }: Route): "url" | "body" {
  return rule.body === undefined ? "url" : "body";
}

/** Of two methods with the same path the later wins, as in grpc-gateway's mux: auth's two bech32 conversions have one. */
function routesOf(all: readonly ServiceInfo[]): readonly Route[] {
  const found = new Map<string, Route>();
  for (const { methods } of all) {
    for (const method of Object.values(methods)) {
      for (const rule of [method.http, ...(method.http?.additional ?? [])]) {
        const template = rule?.get ?? rule?.post;
        if (rule === undefined || template === undefined) continue;
        const verb = rule.get === undefined ? "POST" : "GET";
        found.set(`${verb} ${template.replace(/\{[^}=]+/g, "{")}`, { verb, template, method, rule });
      }
    }
  }
  return [...found.values()];
}

/** The known paths that are most like a mistyped one. */
export function nearestRoutes(url: string): string {
  const wanted = (url.split("?")[0] ?? "").split("/");
  const paths = [...new Set(routes.map(({ template }) => template))];
  const best = paths.sort((a, b) => likeness(b.split("/"), wanted) - likeness(a.split("/"), wanted)).slice(0, 2);
  return `no such route; nearest: ${best.join(", ")}`;
}

/** Characters that the parts share from their beginning; a parameter is like anything, a little. */
function likeness(path: readonly string[], wanted: readonly string[]): number {
  return path.reduce((sum, part, i) => {
    const other = wanted[i];
    if (other === undefined) return sum - 1;
    if (part.startsWith("{")) return sum + 1;
    let shared = 0;
    while (shared < part.length && part[shared] === other[shared]) shared++;
    return sum + shared;
  }, 0);
}

function addRoute(server: FastifyInstance, call: Call, route: Route): void {
  const { verb, template, method } = route;
  const { path, wildcard } = pathOf(template);
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const params = paramsOf(request, wildcard);
    const query = request.query as Record<string, string | string[]>;
    const message =
      placeOf(route) === "url"
        ? requestOf(method.request, params, query)
        : parseBody(method.request, { ...objectOf(request.body ?? {}), ...params });
    const codec = method.response as MessageCodec;
    const asked = heightOf(request);
    const { value, height } = await call(method.path, method.request.encode(message), asked);
    const response = codec.decode(value);
    reply.header(heightHeader, height).header("grpc-metadata-x-cosmos-block-height", height);
    reply.header("content-type", "application/json");
    linkNext(request, reply, response);
    const body = JSON.stringify(codec.toJSON(response));
    if (verb === "GET" && isKnown(request, reply, body, asked)) return reply.code(304).send();
    return reply.send(body);
  };
  server.route({ method: verb, url: path, handler });
}

/** Names the answer, and says whether the asker has it already. What was true after a block that is named stays so. */
function isKnown(request: FastifyRequest, reply: FastifyReply, body: string, pinned: bigint): boolean {
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  reply.header("etag", etag).header("vary", heightHeader);
  reply.header("cache-control", pinned > 0n ? "public, max-age=31536000, immutable" : "no-cache");
  return header(request, "if-none-match") === etag;
}

/** `{address}` becomes a parameter; `{denom=**}` takes the rest of the path, slashes included. */
function pathOf(template: string): { path: string; wildcard: string | undefined } {
  const wildcard = /\{(\w+)=\*\*\}/.exec(template)?.[1];
  const path = template
    .replace(/\{\w+=\*\*\}/, "*")
    .replace(/\{([\w.]+)\}/g, (_, name: string) => `:${name.replaceAll(".", "__")}`);
  return { path, wildcard };
}

function paramsOf(request: FastifyRequest, wildcard: string | undefined): Record<string, string> {
  const raw = request.params as Record<string, string>;
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [name === "*" ? (wildcard ?? name) : name.replaceAll("__", "."), value]),
  );
}

function objectOf(body: unknown): { readonly [key: string]: JsonValue } {
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as { [key: string]: JsonValue };
  throw new StatusError("INVALID_ARGUMENT", "the body must be an object");
}

function heightOf(request: FastifyRequest): bigint {
  return parseHeight(header(request, heightHeader) ?? header(request, "grpc-metadata-x-cosmos-block-height"));
}

function linkNext(request: FastifyRequest, reply: FastifyReply, response: unknown): void {
  const key = (response as { pagination?: { nextKey?: Uint8Array } }).pagination?.nextKey;
  if (key === undefined || key.length === 0) return;
  const url = new URL(request.url, "http://gateway");
  url.searchParams.delete("pagination.offset");
  url.searchParams.set("pagination.key", Buffer.from(key).toString("base64"));
  reply.header("link", `<${url.pathname}${url.search}>; rel="next"`);
}
