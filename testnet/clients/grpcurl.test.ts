import { afterAll, beforeAll, expect, test } from "vitest";
import { installed, type Local, output, startLocal } from "./local.js";

let local: Local;
beforeAll(async () => {
  local = await startLocal();
});
afterAll(() => local?.stop());

const server = () => `127.0.0.1:${local.ports.grpc}`;
const grpcurl = (...args: readonly string[]) => output(installed("bin/grpcurl"), ["-plaintext", ...args]);
const lines = (text: string) => text.trim().split("\n");

test("every service that it lists can be described, with all the types of its methods", async () => {
  const services = lines(await grpcurl(server(), "list"));
  expect(services).toEqual(expect.arrayContaining(["cosmos.bank.v1beta1.Query", "dcm.job.v1.Query"]));
  expect(services.length).toBeGreaterThan(25);
  for (const service of services) expect(await grpcurl(server(), "describe", service)).toContain("is a service");
  const types = new Set<string>();
  for (const service of services)
    for (const [, type] of (await grpcurl(server(), "describe", service)).matchAll(/[( ]\.([\w.]+) \)/g))
      types.add(type ?? "");
  expect(types.size).toBeGreaterThan(200);
  const described = await grpcurl(server(), "describe", ...[...types].slice(0, 1));
  expect(described).toContain("is a message");
}, 300_000);

test("it calls a method without knowing its types, now and at a past height, and tells of refusals", async () => {
  const method = "cosmos.bank.v1beta1.Query/Balance";
  const asked = JSON.stringify({ address: local.alice.address, denom: "udcm" });
  const { balance } = JSON.parse(await grpcurl("-d", asked, server(), method));
  expect(balance.denom).toBe("udcm");
  expect(BigInt(balance.amount)).toBeGreaterThan(0n);
  const { block } = await (await fetch(`${local.ready.rest}/cosmos/base/tendermint/v1beta1/blocks/latest`)).json();
  const { height } = block.header;
  const past = await grpcurl("-v", "-H", `x-cosmos-block-height: ${height}`, "-d", asked, server(), method);
  expect(past).toContain(`x-cosmos-block-height: ${height}`);
  await expect(grpcurl("-d", '{"address":"x"}', server(), method)).rejects.toThrow(/Code: InvalidArgument/);
  const hash = JSON.stringify({ hash: "A".repeat(64) });
  await expect(grpcurl("-d", hash, server(), "cosmos.tx.v1beta1.Service/GetTx")).rejects.toThrow(/tx not found/);
});

test("it prints any messages of a transaction, because their types are found by reflection", async () => {
  await fetch(`${local.ready.rest}/faucet/credit`, {
    method: "POST",
    body: JSON.stringify({ denom: "udcm", address: local.alice.address }),
  });
  const query = JSON.stringify({ query: "tx.height>0", limit: 1 });
  const found = JSON.parse(await grpcurl("-d", query, server(), "cosmos.tx.v1beta1.Service/GetTxsEvent"));
  expect(found.txs[0].body.messages[0]).toMatchObject({
    "@type": expect.stringContaining("/cosmos.bank.v1beta1.MsgSend"),
    toAddress: local.alice.address,
  });
});
