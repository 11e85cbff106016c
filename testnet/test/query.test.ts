import { QueryClient, setupTxExtension } from "@cosmjs/stargate";
import { connectComet } from "@cosmjs/tendermint-rpc";
import { type MessageCodec, services } from "@dcm/proto";
import { ServerReflectionRequest, ServerReflectionResponse } from "@dcm/proto/gen/grpc/reflection/v1";
import { Client, credentials, Metadata, type ServiceError } from "@grpc/grpc-js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Localnet, startLocalnet } from "../src/localnet.js";
import { portsOf, settingsOf } from "../src/options.js";
import { newPlace, type Place } from "./network.js";

// The query surface of a real network, by clients that know nothing of it but its ports.

let place: Place;
let network: Localnet;
let rest: string;
let client: Client;
/** A transfer in a block. */
let hash: string;

beforeAll(async () => {
  place = await newPlace();
  network = await startLocalnet({ ...place, providers: 0 }, () => undefined);
  rest = network.ready.rest;
  client = new Client(`127.0.0.1:${ports().grpc}`, credentials.createInsecure());
  const [alice] = network.ready.accounts;
  const credit = await fetch(`${rest}/faucet/credit`, {
    method: "POST",
    body: JSON.stringify({ denom: "udcm", address: alice?.address }),
  });
  hash = (await credit.json()).txhash;
});
afterAll(async () => {
  client?.close();
  await network?.stop();
  await place.remove();
});

const ports = () => portsOf(settingsOf({ portOffset: place.portOffset }), 0);
const asIs = (bytes: Buffer): Buffer => bytes;

interface Answered {
  readonly value?: unknown;
  readonly height?: string;
  readonly error?: ServiceError;
}

/** Calls a method over gRPC, at a height when one is given. */
function call(service: string, method: string, request: object = {}, height?: string): Promise<Answered> {
  const info = services.find(({ name }) => name === service)?.methods[method];
  if (info === undefined) throw new Error(`no ${service}/${method}`);
  const codec = info.request as MessageCodec<object>;
  const metadata = new Metadata();
  if (height !== undefined) metadata.set("x-cosmos-block-height", height);
  const bytes = Buffer.from(codec.encode(codec.fromPartial(request)));
  return new Promise((resolve) => {
    let told: string | undefined;
    const sent = client.makeUnaryRequest(info.path, asIs, asIs, bytes, metadata, (error, answer) =>
      resolve({
        ...(error && { error }),
        ...(answer && { value: (info.response as MessageCodec).toJSON(info.response.decode(answer)) }),
        ...(told !== undefined && { height: told }),
      }),
    );
    sent.on("metadata", (head) => {
      told = head.get("x-cosmos-block-height")[0]?.toString();
    });
  });
}

const json = async (path: string, headers: Record<string, string> = {}) =>
  (await fetch(`${rest}${path}`, { headers })).json();

test("gRPC and REST give the same answers, at the same past height", async () => {
  const [alice] = network.ready.accounts;
  const { tx_response } = await json(`/cosmos/tx/v1beta1/txs/${hash}`);
  const before = String(Number(tx_response.height) - 1);
  const request = { address: alice?.address, denom: "udcm" };
  const path = `/cosmos/bank/v1beta1/balances/${alice?.address}/by_denom?denom=udcm`;
  for (const height of [before, tx_response.height as string]) {
    const overGrpc = await call("cosmos.bank.v1beta1.Query", "Balance", request, height);
    expect(overGrpc.height).toBe(height);
    expect(overGrpc.value).toEqual(await json(path, { "x-cosmos-block-height": height }));
  }
  const [old, now] = await Promise.all(
    [before, tx_response.height].map((height) => call("cosmos.bank.v1beta1.Query", "Balance", request, height)),
  );
  expect(old?.value).not.toEqual(now?.value);
});

test("reflection lists every service that answers, and each of their parameterless questions is answered", async () => {
  const stream = client.makeBidiStreamRequest("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", asIs, asIs);
  const answer = new Promise<Buffer>((resolve, reject) => stream.once("data", resolve).once("error", reject));
  stream.write(Buffer.from(ServerReflectionRequest.encode(ServerReflectionRequest.fromPartial({ listServices: "" }))));
  const listed = ServerReflectionResponse.decode(await answer).listServicesResponse?.service ?? [];
  stream.end();
  const names = listed.map(({ name }) => name).filter((name) => !name.startsWith("grpc."));
  expect(names.length).toBeGreaterThan(15);
  for (const name of names) {
    const service = services.find((each) => each.name === name);
    for (const { name: method, request } of Object.values(service?.methods ?? {})) {
      if (request.fields.some(({ key }) => key !== "pagination")) continue;
      const { error } = await call(name, method);
      expect(error?.details, `${name}/${method}`).toBeUndefined();
    }
  }
});

test("a transaction is found by its hash, by search in both orders, and in its block; it encodes as it was", async () => {
  const tx = await json(`/cosmos/tx/v1beta1/txs/${hash}`);
  const { height } = tx.tx_response;
  const search = (order: string, page: number) =>
    json(`/cosmos/tx/v1beta1/txs?query=tx.height>0&order_by=ORDER_BY_${order}&limit=1&page=${page}`);
  const { total } = await search("ASC", 1);
  const ascending = await Promise.all(Array.from({ length: Number(total) }, (_, i) => search("ASC", i + 1)));
  const descending = await Promise.all(Array.from({ length: Number(total) }, (_, i) => search("DESC", i + 1)));
  const hashes = (pages: { tx_responses: { txhash: string }[] }[]) => pages.map((page) => page.tx_responses[0]?.txhash);
  expect(hashes(ascending)).toContain(hash);
  expect(hashes(descending)).toEqual(hashes(ascending).reverse());
  const block = await json(`/cosmos/tx/v1beta1/txs/block/${height}`);
  expect(block.txs).toEqual([tx.tx]);
  expect(block.block.header.height).toBe(height);
  const post = async (path: string, body: object) =>
    (await fetch(`${rest}/cosmos/tx/v1beta1/${path}`, { method: "POST", body: JSON.stringify(body) })).json();
  const { tx_bytes } = await post("encode", { tx: tx.tx });
  expect(block.block.data.txs).toEqual([tx_bytes]);
  expect((await post("decode", { tx_bytes })).tx).toEqual(tx.tx);
});

test("CosmJS finds a transaction over an ABCI query, as relayers and `simd --node` do", async () => {
  const comet = await connectComet(network.ready.rpc);
  const query = QueryClient.withExtensions(comet, setupTxExtension);
  expect((await query.tx.getTx(hash)).txResponse?.txhash).toBe(hash);
  await expect(query.tx.getTx("A".repeat(64))).rejects.toThrow(/tx not found/);
  comet.disconnect();
});

test("blocks and sets of validators name addresses as the SDK does", async () => {
  const block = await json("/cosmos/base/tendermint/v1beta1/blocks/3");
  expect(block.sdk_block.header.proposer_address).toMatch(/^dcmvalcons1/);
  const set = await json("/cosmos/base/tendermint/v1beta1/validatorsets/3?pagination.limit=1&pagination.reverse=true");
  expect(set).toMatchObject({ block_height: "3", pagination: { next_key: null, total: "1" } });
  expect(set.validators[0].address).toBe(block.sdk_block.header.proposer_address);
  const status = await json("/cosmos/base/node/v1beta1/status");
  expect(Buffer.from(status.validator_hash, "base64").length).toBe(32);
});

test("CometBFT, the application and the gateway serve metrics on loopback", async () => {
  const read = async (port: number) => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const { metrics, appMetrics } = ports();
  expect(await read(metrics)).toMatch(/^cometbft_consensus_height\{.*\} \d+/m);
  const app = await read(appMetrics);
  expect(app).toMatch(/^dcm_abci_duration_seconds_count\{method="finalizeBlock"\} \d+/m);
  expect(app).toMatch(/^dcm_tx_total\{type="cosmos.bank.v1beta1.MsgSend",result="ok"\} 1$/m);
  expect(app).toMatch(/^dcm_state_keys \d+$/m);
  expect(await (await fetch(`${rest}/metrics`)).text()).toContain("dcm_gateway_requests_total");
});
