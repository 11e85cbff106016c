import type { MessageCodec } from "@dcm/proto";
import { Query as Bank, QueryBalanceRequest, QueryBalanceResponse } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { Service as NodeService } from "@dcm/proto/gen/cosmos/base/node/v1beta1";
import { ReflectionService } from "@dcm/proto/gen/cosmos/base/reflection/v2alpha1";
import { GetTxRequest } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { ServerReflectionRequest, ServerReflectionResponse } from "@dcm/proto/gen/grpc/reflection/v1";
import { Client, credentials, Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openCall, queryServices } from "../src/call.js";
import { openDescriptors } from "../src/grpc/descriptors.js";
import { type GrpcServer, serveGrpc } from "../src/grpc/server.js";
import { openServed } from "../src/served.js";
import { startGateway, type TestGateway } from "./harness.js";

let gateway: TestGateway;
let server: GrpcServer;
let client: Client;

beforeAll(async () => {
  gateway = await startGateway();
  const call = openCall(gateway);
  const descriptors = await openDescriptors();
  const served = openServed(call);
  server = await serveGrpc("127.0.0.1:0", { call, services: queryServices, descriptors, served });
  client = new Client(`127.0.0.1:${server.port}`, credentials.createInsecure());
});
afterAll(async () => {
  client.close();
  await server.close();
  await gateway.stop();
});

interface Answered {
  readonly bytes?: Buffer;
  readonly error?: ServiceError;
  readonly height?: string;
}

const asIs = (bytes: Buffer): Buffer => bytes;

function ask(path: string, request: Uint8Array, headers: Record<string, string> = {}): Promise<Answered> {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
  return new Promise((resolve) => {
    let height: string | undefined;
    const call = client.makeUnaryRequest(path, asIs, asIs, Buffer.from(request), metadata, (error, bytes) =>
      resolve({ ...(error && { error }), ...(bytes && { bytes }), ...(height !== undefined && { height }) }),
    );
    call.on("metadata", (head) => {
      height = head.get("x-cosmos-block-height")[0]?.toString();
    });
  });
}

const balance = QueryBalanceResponse.fromPartial({ balance: { denom: "udcm", amount: 5n } });
const request = QueryBalanceRequest.encode(QueryBalanceRequest.fromPartial({ address: "dcm1x", denom: "udcm" }));

test("a question reaches the node with the height that the metadata names, and the answer says which one it is of", async () => {
  gateway.peers.node = (path, height) => ({
    value: path === Bank.methods.Balance.path ? QueryBalanceResponse.encode(balance) : new Uint8Array(0),
    height: height === 0n ? 12n : height,
  });
  const latest = await ask(Bank.methods.Balance.path, request);
  expect(QueryBalanceResponse.decode(latest.bytes as Buffer)).toEqual(balance);
  expect(latest.height).toBe("12");
  expect((await ask(Bank.methods.Balance.path, request, { "x-cosmos-block-height": "7" })).height).toBe("7");
});

test.each([
  ["abc", 'invalid height header "x-cosmos-block-height": strconv.ParseInt: parsing "abc": invalid syntax'],
  ["99999999999999999999", "value out of range"],
  ["-1", "cannot query with height < 0; please provide a valid height"],
])("the height %s is refused in the SDK's words, over gRPC and REST", async (height, text) => {
  const headers = { "x-cosmos-block-height": height };
  const { error } = await ask(Bank.methods.Balance.path, request, headers);
  expect(error).toMatchObject({ code: status.INVALID_ARGUMENT, details: expect.stringContaining(text) });
  const rest = await fetch(`${gateway.url}/cosmos/bank/v1beta1/params`, { headers });
  expect([rest.status, (await rest.json()).message]).toEqual([400, expect.stringContaining(text)]);
});

test("what the node refuses has the status that its text names", async () => {
  const log = "rpc error: code = NotFound desc = account dcm1x not found: key not found";
  gateway.peers.node = () => ({ code: 22, codespace: "sdk", log });
  const { error } = await ask(Bank.methods.Balance.path, request);
  expect(error).toMatchObject({ code: status.NOT_FOUND, details: "account dcm1x not found" });
});

test("CometBFT's services answer over gRPC, and bytes that are no request are refused", async () => {
  const path = "/cosmos.tx.v1beta1.Service/GetTx";
  const missing = await ask(path, GetTxRequest.encode({ hash: "A".repeat(64) }));
  expect(missing.error).toMatchObject({ code: status.NOT_FOUND, details: `tx not found: ${"A".repeat(64)}` });
  const odd = await ask(path, GetTxRequest.encode({ hash: "ABC" }));
  expect(odd.error?.details).toBe("encoding/hex: odd length hex string");
  const bad = await ask(path, GetTxRequest.encode({ hash: "zz" }));
  expect(bad.error?.details).toBe("encoding/hex: invalid byte: U+007A 'z'");
  expect((await ask(path, Uint8Array.of(255))).error?.code).toBe(status.INVALID_ARGUMENT);
});

test("a service that no module has is unimplemented, messages are not called but sent", async () => {
  gateway.peers.node = () => ({ code: 6, codespace: "sdk", log: "unknown query path: unknown request" });
  expect((await ask("/cosmos.gov.v1.Query/Params", new Uint8Array(0))).error?.code).toBe(status.UNIMPLEMENTED);
  expect((await ask("/cosmos.bank.v1beta1.Msg/Send", new Uint8Array(0))).error?.code).toBe(status.UNIMPLEMENTED);
  const absent = await fetch(`${gateway.url}/cosmos/gov/v1/proposals`);
  expect([absent.status, await absent.json()]).toEqual([501, { code: 12, message: "Not Implemented", details: [] }]);
  expect(absent.headers.get("x-dcm-hint")).toBe("this chain does not have the module of /cosmos/gov/v1/proposals");
});

test("a height that is gone is the SDK's 404, on our own routes 410, and a hint says which heights are there", async () => {
  const log = "failed to load state at height 2; version does not exist (latest height: 99): not found";
  const { path, response } = NodeService.methods.Status;
  const value = response.encode(response.fromPartial({ earliestStoreHeight: 40n, height: 99n }));
  gateway.peers.node = (asked) => (asked === path ? { value } : { code: 38, codespace: "sdk", log });
  for (const [route, code] of [
    ["/cosmos/bank/v1beta1/params", 404],
    ["/dcm/market/v1/params", 410],
  ] as const) {
    const answer = await fetch(gateway.url + route, { headers: { "x-cosmos-block-height": "2" } });
    expect([answer.status, (await answer.json()).message]).toEqual([code, log]);
    expect(answer.headers.get("x-dcm-hint")).toBe("the earliest height is 40, the latest 99");
  }
  expect((await ask(Bank.methods.Balance.path, request)).error?.code).toBe(status.NOT_FOUND);
});

/** Asks a stream of reflection and closes it. */
function reflect(version: string, requests: readonly object[]): Promise<ServerReflectionResponse[]> {
  const stream = client.makeBidiStreamRequest(
    `/grpc.reflection.${version}.ServerReflection/ServerReflectionInfo`,
    asIs,
    asIs,
  );
  return new Promise((resolve, reject) => {
    const answers: ServerReflectionResponse[] = [];
    stream.on("data", (bytes: Buffer) => answers.push(ServerReflectionResponse.decode(bytes)));
    stream.on("error", reject);
    stream.on("end", () => resolve(answers));
    for (const one of requests)
      stream.write(Buffer.from(ServerReflectionRequest.encode(ServerReflectionRequest.fromPartial(one))));
    stream.end();
  });
}

test.each(["v1", "v1alpha"])(
  "reflection %s tells of the services that the chain has, and of their files",
  async (version) => {
    const { path, response } = ReflectionService.methods.GetQueryServicesDescriptor;
    const bank = { fullname: "cosmos.bank.v1beta1.Query" };
    const value = response.encode(response.fromPartial({ queries: { queryServices: [bank] } }));
    gateway.peers.node = (asked) => (asked === path ? { value } : undefined);
    const [services, file, symbol, extension, numbers, ...missing] = await reflect(version, [
      { listServices: "" },
      { fileByFilename: "cosmos/bank/v1beta1/query.proto" },
      { fileContainingSymbol: "cosmos.bank.v1beta1.Query.Balance" },
      { fileContainingExtension: { containingType: "google.protobuf.MethodOptions", extensionNumber: 72295728 } },
      { allExtensionNumbersOfType: "google.protobuf.MethodOptions" },
      { fileByFilename: "no/such.proto" },
      { fileContainingSymbol: "no.Such" },
      { allExtensionNumbersOfType: "no.Such" },
      { host: "only" },
    ]);
    expect(services?.listServicesResponse?.service.map(({ name }) => name)).toEqual([
      "cosmos.bank.v1beta1.Query",
      "cosmos.base.tendermint.v1beta1.Service",
      "cosmos.tx.v1beta1.Service",
      "grpc.reflection.v1.ServerReflection",
      "grpc.reflection.v1alpha.ServerReflection",
    ]);
    const files = (of: ServerReflectionResponse | undefined) => of?.fileDescriptorResponse?.fileDescriptorProto ?? [];
    // With everything that it imports; the second time alone.
    expect(files(file).length).toBeGreaterThan(5);
    expect(files(symbol)).toEqual(files(file).slice(0, 1));
    expect(Buffer.from(files(extension)[0] ?? []).toString("latin1")).toContain("google/api/annotations.proto");
    expect(numbers?.allExtensionNumbersResponse?.extensionNumber).toContain(72295728);
    expect(missing.map((answer) => answer.errorResponse?.errorCode)).toEqual([5, 5, 5, 3]);
    expect(missing[0]?.originalRequest?.fileByFilename).toBe("no/such.proto");
  },
);

test("a stream of reflection that speaks something else ends with an error, and the server goes on", async () => {
  const stream = client.makeBidiStreamRequest("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", asIs, asIs);
  const error = await new Promise<ServiceError>((resolve) => {
    stream.on("error", resolve);
    stream.on("data", () => undefined);
    stream.write(Buffer.from([255]));
  });
  expect(error.code).toBe(status.INVALID_ARGUMENT);
  expect((await reflect("v1", [{ fileContainingSymbol: "cosmos.tx.v1beta1.Service" }])).length).toBe(1);
});

test("every file of the descriptors is found by what it declares", async () => {
  const descriptors = await openDescriptors();
  for (const service of queryServices)
    for (const { name, request: codec } of Object.values(service.methods)) {
      expect(descriptors.declaring(`${service.name}.${name}`)).toBe(descriptors.declaring(service.name));
      expect(descriptors.declaring((codec as MessageCodec).name)).toBeDefined();
    }
  expect(descriptors.declaring("cosmos.staking.v1beta1.BOND_STATUS_BONDED")).toBe(
    "cosmos/staking/v1beta1/staking.proto",
  );
  expect(descriptors.declaring("amino.name")).toBe("amino/amino.proto");
});
