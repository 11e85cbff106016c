import { readFileSync } from "node:fs";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { openapi } from "./openapi.js";
import { type Route, routes } from "./rest.js";
import type { Served } from "./served.js";
import { header } from "./server.js";

/** A page of ours runs its own script and asks this gateway, nothing else. */
const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:";

/** What every page begins with: readable in narrow and wide windows, by day and by night. */
const head = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><style>
:root { color-scheme: light dark } body { font: 15px/1.6 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem }
li { overflow-wrap: anywhere } small { opacity: .75 }</style>`;

/** What is served beside the routes, so that they can be found. */
const others: Readonly<Record<string, string>> = {
  "/docs": "a page that shows and tries every route",
  "/openapi.json": "the routes as OpenAPI 3.1",
  "/.well-known/dcm.json": "what a client needs to know of the chain",
  "/dcm/events/v1": "the market's events as they happen",
  "/dcm/blobs/v1/{sha256}": "programs, inputs and outputs",
  "/healthz": "whether the gateway works",
  "/readyz": "whether its node has a new block",
  "/metrics": "counters for Prometheus",
};

/** The index of every level of the routes, their OpenAPI document and a page to try them. */
export function pageRoutes(server: FastifyInstance, served: Served): void {
  const routesServed = async (): Promise<readonly Route[]> => {
    const names = new Set(await served());
    return routes.filter(({ method }) => names.has(method.path.split("/")[1] ?? ""));
  };
  server.get("/openapi.json", async (request) => {
    const { docs } = await import("@dcm/proto/gen/docs");
    return openapi(await routesServed(), docs, `${request.protocol}://${request.host}`);
  });
  const page = readFileSync(new URL("../page/docs.html", import.meta.url), "utf8");
  for (const path of ["/docs", "/docs/api", "/swagger", "/swagger/"]) {
    server.get(path, (_request, reply) => html(reply, page));
  }
  const taken = new Set(routes.map(({ template }) => template));
  for (const level of levelsOf(routes).filter((each) => !taken.has(each))) {
    server.get(level === "" ? "/" : level, async (request, reply) =>
      index(level, childrenOf(level, await routesServed()), request, reply),
    );
  }
}

/** Every path above a route that has no parameter in it: "", /cosmos, /cosmos/bank … */
function levelsOf(all: readonly Route[]): readonly string[] {
  const levels = all.flatMap(({ template }) => {
    const fixed = template.split("/{")[0]?.split("/") ?? [];
    return fixed.slice(0, template.includes("{") ? undefined : -1).map((_, i) => fixed.slice(0, i + 1).join("/"));
  });
  return [...new Set(levels)];
}

function childrenOf(level: string, all: readonly Route[]): readonly string[] {
  const below = all.map(({ template }) => template).filter((template) => template.startsWith(`${level}/`));
  // The root would show no more than two names: it lists everything.
  if (level === "") return [...new Set([...Object.keys(others), ...below])].sort((a, b) => (a < b ? -1 : 1));
  const children = below.map((template) => `${level}/${template.slice(level.length + 1).split("/")[0]}`);
  return [...new Set(children)].sort((a, b) => (a < b ? -1 : 1));
}

/** The index for programs, or for a browser. */
function index(level: string, children: readonly string[], request: FastifyRequest, reply: FastifyReply): unknown {
  reply.header("vary", "accept");
  if (!header(request, "accept")?.includes("text/html")) {
    return { name: level === "" ? "dcm gateway" : level, docs: "/docs", routes: children };
  }
  const items = children.map((path) => {
    const name = opens(path) ? `<a href="${path}">${path}</a>` : path;
    return `<li>${name}${path in others ? ` <small>${others[path]}</small>` : ""}`;
  });
  const title = level === "" ? "dcm gateway" : level;
  const help = `<p>Try any of these on <a href="/docs">a page of their own</a>.</p>`;
  return html(reply, `${head}<title>${title}</title><h1>${title}</h1>${help}<ul>${items.join("")}</ul></html>`);
}

/** Paths that need a body. */
const posted = new Set(routes.filter(({ verb }) => verb === "POST").map(({ template }) => template));
for (const { verb, template } of routes) if (verb === "GET") posted.delete(template);

/** A browser opens what needs neither a parameter in its path nor a body. */
const opens = (path: string): boolean => !path.includes("{") && !posted.has(path);

function html(reply: FastifyReply, page: string): FastifyReply {
  reply.header("content-security-policy", pagePolicy).header("x-content-type-options", "nosniff");
  return reply.type("text/html; charset=utf-8").send(page);
}
