import { ReflectionService } from "@dcm/proto/gen/cosmos/base/reflection/v2alpha1";
import { afterAll, beforeAll, expect, test } from "vitest";
import { queryServices } from "../src/call.js";
import { startGateway, type TestGateway } from "./harness.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  const { path, response } = ReflectionService.methods.GetQueryServicesDescriptor;
  // A chain with every module but governance.
  const found = queryServices.filter(({ name }) => !name.includes(".gov."));
  const services = found.map(({ name }) => ({ fullname: name }));
  const value = response.encode(response.fromPartial({ queries: { queryServices: services } }));
  gateway.peers.node = (asked) => (asked === path ? { value } : undefined);
});
afterAll(() => gateway.stop());

const get = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(gateway.url + path, { headers });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: object }[];
  readonly requestBody?: object;
}
interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, { readonly properties?: Record<string, object> }> };
}
const documentOf = async () => JSON.parse((await get("/openapi.json")).text) as Document;

test("the OpenAPI document has every route of the chain's modules once, and every reference in it leads somewhere", async () => {
  const document = await documentOf();
  expect(document.openapi).toBe("3.1.0");
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  const ids = operations.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  // Two methods share a path; the later has it.
  const shadowed = ["cosmos.auth.v1beta1.Query.AddressBytesToString", "cosmos.auth.v1beta1.Query.AddressStringToBytes"];
  for (const { name, methods } of queryServices.filter((service) => !service.name.includes(".gov.")))
    for (const method of Object.values(methods)) {
      if (method.http === undefined || shadowed.includes(`${name}.${method.name}`)) continue;
      expect(ids).toContain(`${name}.${method.name}`);
    }
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
  expect(references.length).toBeGreaterThan(300);
  for (const [, name] of references) expect(document.components.schemas).toHaveProperty([name ?? ""]);
  expect(Object.keys(document.paths).some((path) => path.includes("/gov/"))).toBe(false);
});

test("parameters are in the path or the query by their dotted names, bodies have a schema", async () => {
  const { paths, components } = await documentOf();
  const balances = paths["/cosmos/bank/v1beta1/balances/{address}"]?.get;
  const names = balances?.parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
  expect(names).toEqual([
    "path address",
    "query pagination.key",
    "query pagination.offset",
    "query pagination.limit",
    "query pagination.count_total",
    "query pagination.reverse",
    "query resolve_denom",
    "header x-cosmos-block-height",
  ]);
  expect(paths["/cosmos/bank/v1beta1/denoms_metadata/{denom}"]?.get?.parameters[0]).toMatchObject({ in: "path" });
  expect(paths["/cosmos/tx/v1beta1/simulate"]?.post?.requestBody).toBeDefined();
  expect(components.schemas["cosmos.base.v1beta1.Coin"]?.properties).toMatchObject({
    denom: { type: "string" },
    amount: { type: "string" },
  });
});

test.each(["/docs", "/docs/api", "/swagger/"])("%s is a page that loads nothing from elsewhere", async (path) => {
  const { status, headers, text } = await get(path);
  expect([status, headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(text).not.toMatch(/(src|href)="(https?:)?\/\//);
  expect(text).not.toContain("@import");
});

test("every level of the routes lists what is below it, as JSON or as a page", async () => {
  const walk = async (path: string): Promise<string[]> => {
    const { status, text } = await get(path);
    if (status !== 200 || path.includes("{")) return [path];
    const { routes = [] } = JSON.parse(text) as { routes?: string[] };
    return (await Promise.all(routes.map(walk))).flat();
  };
  expect(JSON.parse((await get("/dcm")).text).routes).toContain("/dcm/market");
  expect(JSON.parse((await get("/dcm/market")).text).routes).toEqual(["/dcm/market/v1"]);
  expect(JSON.parse((await get("/cosmos/authz/v1beta1/grants/granter")).text).routes).toEqual([
    "/cosmos/authz/v1beta1/grants/granter/{granter}",
  ]);
  const all = JSON.parse((await get("/")).text).routes as string[];
  expect(all).toContain("/cosmos/bank/v1beta1/balances/{address}");
  expect(all).toContain("/openapi.json");
  expect(await walk("/dcm/escrow")).toContain("/dcm/escrow/v1/accounts/{id}");
  const page = await get("/", { accept: "text/html" });
  expect(page.headers.get("content-type")).toContain("text/html");
  expect(page.text).toContain('<a href="/docs">');
  // A link is a GET, of a path that is complete.
  expect(page.text).toContain('<a href="/cosmos/tx/v1beta1/txs">');
  for (const path of ["/cosmos/tx/v1beta1/simulate", "/cosmos/bank/v1beta1/balances/{address}"])
    expect([page.text.includes(path), page.text.includes(`href="${path}"`)]).toEqual([true, false]);
});

test("an answer is named, a repeated question for it is not answered twice, and a pinned one may be kept", async () => {
  const known = gateway.peers.node;
  gateway.peers.node = (path, height) => known(path, height) ?? { value: new Uint8Array(0), height: height || 9n };
  const path = "/cosmos/bank/v1beta1/params";
  const first = await get(path);
  expect([first.status, first.headers.get("cache-control")]).toEqual([200, "no-cache"]);
  const etag = first.headers.get("etag") ?? "";
  expect((await get(path, { "if-none-match": etag })).status).toBe(304);
  expect((await get(path, { "if-none-match": '"other"' })).status).toBe(200);
  const pinned = await get(path, { "x-cosmos-block-height": "5" });
  expect(pinned.headers.get("cache-control")).toContain("immutable");
  expect(pinned.headers.get("vary")).toContain("x-cosmos-block-height");
});

test("metrics tell requests by route, never by what is in the path", async () => {
  await get("/cosmos/bank/v1beta1/balances/dcm1secret");
  const { text, headers } = await get("/metrics");
  expect(headers.get("content-type")).toContain("text/plain");
  expect(text).toMatch(
    /dcm_gateway_requests_total\{route="\/cosmos\/bank\/v1beta1\/balances\/:address",status="\d+"\} 1/,
  );
  expect(text).not.toContain("dcm1secret");
  for (const name of ["dcm_event_loop_lag_seconds", "dcm_heap_bytes", "dcm_gateway_event_streams"])
    expect(text).toMatch(new RegExp(`^${name} [0-9.e+-]+$`, "m"));
});
