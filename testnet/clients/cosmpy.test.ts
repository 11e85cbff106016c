import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { installed, type Local, output, startLocal } from "./local.js";

let local: Local;
beforeAll(async () => {
  local = await startLocal();
});
afterAll(() => local?.stop());

const USER = fileURLToPath(new URL("cosmpy/user.py", import.meta.url));
const STEPS = ["balances", "blocks", "account", "estimates", "refusals", "staking", "authz", "optimizer", "prepared"];

test.each([
  ["gRPC", () => `grpc+http://127.0.0.1:${local.ports.grpc}`],
  ["REST", () => `rest+${local.ready.rest}`],
])("cosmpy over %s transfers, stakes, grants, estimates, and reads what it did", async (_name, url) => {
  const { chain_id } = local.ready;
  const told = await output(installed("cosmpy/bin/python"), [USER, url(), chain_id, local.alice.mnemonic]);
  const { steps, sent } = JSON.parse(told);
  expect(steps).toEqual(STEPS);
  const { tx_response } = await (await fetch(`${local.ready.rest}/cosmos/tx/v1beta1/txs/${sent}`)).json();
  expect([tx_response.code, tx_response.tx.body.memo]).toEqual([0, "from cosmpy"]);
});
