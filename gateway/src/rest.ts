import {
  type HttpRule,
  type JsonValue,
  type MessageCodec,
  type MethodInfo,
  type ServiceInfo,
  services,
} from "@dcm/proto";
import { Service as TendermintService } from "@dcm/proto/gen/cosmos/base/tendermint/v1beta1";
import { Service as TxService } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { parseBody, requestOf } from "./params.js";
import { type GatewayOptions, header } from "./server.js";
import type { ServiceContext } from "./services/service.js";
import { tendermintHandlers } from "./services/tendermint.js";
import { txHandlers } from "./services/tx.js";
import { StatusError, statusOf } from "./status.js";

type Handler = (context: ServiceContext, request: unknown) => Promise<unknown>;

/** Methods that the gateway answers by itself, because CometBFT knows the answer and the application does not. */
const own = new Map<string, Handler>([
  ...handlersOf(TxService, txHandlers),
  ...handlersOf(TendermintService, tendermintHandlers),
]);

/** Pages of more than this are refused rather than cut silently. */
const pageMax = 1_000n;

interface Route {
  readonly verb: "GET" | "POST";
  readonly template: string;
  readonly method: MethodInfo;
  readonly rule: HttpRule;
}

/** One route per `google.api.http` annotation of every query service. */
export function restRoutes(server: FastifyInstance, options: GatewayOptions): void {
  const routes = routesOf(services);
  for (const route of routes) addRoute(server, options, route);
  const paths = routes.map(({ template }) => template).sort((a, b) => (a < b ? -1 : 1));
  server.decorate("restPaths", paths);
  server.get("/", async () => ({ name: "dcm gateway", routes: paths }));
}

/** Of two methods with the same path the later wins, as in grpc-gateway's mux: auth's two bech32 conversions have one. */
function routesOf(all: readonly ServiceInfo[]): readonly Route[] {
  const found = new Map<string, Route>();
  for (const { isMsg, methods } of all) {
    if (isMsg) continue;
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
export function nearestRoutes(server: FastifyInstance, url: string): string {
  const wanted = (url.split("?")[0] ?? "").split("/");
  const paths = (server as unknown as { restPaths: readonly string[] }).restPaths;
  const best = [...paths].sort((a, b) => likeness(b.split("/"), wanted) - likeness(a.split("/"), wanted)).slice(0, 2);
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

function addRoute(server: FastifyInstance, options: GatewayOptions, { verb, template, method, rule }: Route): void {
  const { path, wildcard } = pathOf(template);
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const params = paramsOf(request, wildcard);
    const query = request.query as Record<string, string | string[]>;
    const message =
      rule.body === undefined
        ? requestOf(method.request, params, query)
        : parseBody(method.request, { ...objectOf(request.body ?? {}), ...params });
    refuseLongPages(message);
    return answer(options, method, message, request, reply);
  };
  server.route({ method: verb, url: path, handler });
}

async function answer(
  { node, rpc }: GatewayOptions,
  method: MethodInfo,
  message: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  let answered = 0n;
  const height = heightOf(header(request, "x-cosmos-block-height"));
  const forward = async <Request, Response>(
    target: MethodInfo<Request, Response>,
    value: Request,
  ): Promise<Response> => {
    const found = await node.ask(target.path, target.request.encode(value), height);
    if (found.code !== 0) throw statusOf(found.codespace, found.code, found.log);
    answered = found.height;
    return target.response.decode(found.value);
  };
  const handler = own.get(method.path);
  const response =
    handler === undefined ? await forward(method, message) : await handler({ node, rpc, height, forward }, message);
  const told = String(answered || (node.latest?.height ?? 0n));
  reply.header("x-cosmos-block-height", told).header("grpc-metadata-x-cosmos-block-height", told);
  reply.header("content-type", "application/json");
  linkNext(request, reply, response);
  return reply.send(JSON.stringify((method.response as MessageCodec).toJSON(response)));
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

function heightOf(text: string | undefined): bigint {
  if (text === undefined || text === "") return 0n;
  if (!/^\d{1,18}$/.test(text))
    throw new StatusError("INVALID_ARGUMENT", `x-cosmos-block-height is not a height: ${text.slice(0, 32)}`);
  return BigInt(text);
}

function refuseLongPages(message: unknown): void {
  const { pagination } = message as { pagination?: { limit?: bigint } };
  if ((pagination?.limit ?? 0n) > pageMax)
    throw new StatusError("INVALID_ARGUMENT", `pagination.limit is at most ${pageMax}`);
}

function linkNext(request: FastifyRequest, reply: FastifyReply, response: unknown): void {
  const key = (response as { pagination?: { nextKey?: Uint8Array } }).pagination?.nextKey;
  if (key === undefined || key.length === 0) return;
  const url = new URL(request.url, "http://gateway");
  url.searchParams.delete("pagination.offset");
  url.searchParams.set("pagination.key", Buffer.from(key).toString("base64"));
  reply.header("link", `<${url.pathname}${url.search}>; rel="next"`);
}

function handlersOf(service: ServiceInfo, handlers: object): [string, Handler][] {
  return Object.entries(handlers as Record<string, Handler>).map(([name, handler]) => [
    `/${service.name}/${name}`,
    handler,
  ]);
}
