import { MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { Request, RequestFinalizeBlock, Response, ResponseFinalizeBlock } from "@dcm/proto/gen/tendermint/abci";
import { afterEach, expect, test } from "vitest";
import { abciHandler } from "../../src/node/abci/dispatch.js";
import { type Metrics, openMetrics } from "../../src/node/metrics.js";
import { startChain } from "../harness/chain.js";
import { person } from "../harness/keys.js";
import { msg } from "../harness/tx.js";
import { freePort } from "./comet/chain.js";

const [alice, bob] = [person("alice"), person("bob")];
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const NONE = Response.fromPartial({});
const event = (type: string, attributes: Record<string, string>) => ({
  type,
  attributes: Object.entries(attributes).map(([key, value]) => ({ key, value, index: true })),
});
const block = (metrics: Metrics, seconds: bigint, result: object, txs: readonly Uint8Array[] = []) =>
  metrics.observe(
    Request.fromPartial({ finalizeBlock: RequestFinalizeBlock.fromPartial({ time: { seconds }, txs }) }),
    { ...NONE, finalizeBlock: ResponseFinalizeBlock.fromPartial(result) },
    0.01,
  );

async function opened() {
  const chain = startChain({ people: [alice] });
  const metrics = openMetrics({ app: chain.app, keys: () => chain.store.keys });
  const port = await freePort();
  closing.push((await metrics.serve(`tcp://127.0.0.1:${port}`)).close);
  const read = async () => {
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    return (line: string) =>
      text
        .split("\n")
        .find((each) => each.startsWith(`${line} `))
        ?.slice(line.length + 1);
  };
  return { chain, metrics, port, read };
}

test("calls, checks and transactions are counted by kind, a transaction that nobody can read as unknown", async () => {
  const { chain, metrics, read } = await opened();
  const send = msg(MsgSend, {
    fromAddress: alice.address,
    toAddress: bob.address,
    amount: [{ denom: "udcm", amount: 1n }],
  });
  const tx = chain.sign(alice, [send]);
  metrics.observe(Request.fromPartial({ checkTx: { tx } }), { ...NONE, checkTx: chain.check(tx) }, 0.001);
  metrics.observe(Request.fromPartial({ commit: {} }), { ...NONE, commit: { retainHeight: 0n } }, 0.001);
  const result = chain.block([tx, tx, Uint8Array.of(1)]);
  block(metrics, 1n, result, [tx, tx, Uint8Array.of(1)]);
  const value = await read();
  expect(value('dcm_abci_duration_seconds_count{method="checkTx"}')).toBe("1");
  expect(value('dcm_abci_duration_seconds_count{method="finalizeBlock"}')).toBe("1");
  expect(value("dcm_state_commit_seconds_count")).toBe("1");
  expect(value('dcm_mempool_checktx_total{code="0"}')).toBe("1");
  expect(value('dcm_tx_total{type="cosmos.bank.v1beta1.MsgSend",result="ok"}')).toBe("1");
  expect(value('dcm_tx_total{type="cosmos.bank.v1beta1.MsgSend",result="sdk/32"}')).toBe("1");
  expect(value('dcm_tx_total{type="unknown",result="sdk/2"}')).toBe("1");
  expect(value('dcm_tx_gas_used_count{type="cosmos.bank.v1beta1.MsgSend"}')).toBe("2");
});

test("the market is told from its events: prices, states, how long a phase took, what was burnt", async () => {
  const { metrics, read } = await opened();
  block(metrics, 100n, {
    events: [
      event("dcm.market.v1.EventOrderOpened", { order_id: '"7"', class: '"wasm.small"' }),
      event("dcm.market.v1.EventOrderMatched", { order_id: '"7"', class: '"wasm.small"', price: '"120000"' }),
      event("dcm.job.v1.EventJobState", { job_id: '"7"', state: '"DRAWN"' }),
    ],
  });
  block(metrics, 104n, {
    events: [
      event("dcm.job.v1.EventJobState", { job_id: '"7"', state: '"VOID"' }),
      event("dcm.job.v1.EventDissentAlarm", { job_id: '"7"' }),
      event("dcm.provider.v1.EventStakeBurnt", { amount: '"500"', reason: '"silent"' }),
      event("slash", { reason: "missing_signature", burned_coins: "30" }),
    ],
  });
  const value = await read();
  expect(value('dcm_market_clearing_price{class="wasm.small"}')).toBe("120000");
  expect(value('dcm_jobs_total{class="wasm.small",state="DRAWN"}')).toBe("1");
  expect(value('dcm_jobs_total{class="wasm.small",state="VOID"}')).toBe("1");
  expect(value('dcm_job_phase_seconds_sum{phase="DRAWN"}')).toBe("4");
  expect(value('dcm_disputes_total{outcome="void"}')).toBe("1");
  expect(value('dcm_slash_udcm_total{reason="silent"}')).toBe("500");
  expect(value('dcm_slash_udcm_total{reason="missing_signature"}')).toBe("30");
});

test("what cannot be counted rings the alarm, and the answer goes out", () => {
  const alarms: string[] = [];
  const { app } = startChain();
  const handle = abciHandler({
    app,
    upgradeNeeded: () => undefined,
    persist: () => undefined,
    durableHeight: () => 0n,
    committed: () => undefined,
    alarm: (text) => alarms.push(text),
    crashPoint: () => undefined,
    haltHeight: 0n,
    haltTime: 0n,
    observe: () => {
      throw new TypeError("not a number");
    },
  });
  const answer = Response.decode(
    handle(Request.encode(Request.fromPartial({ echo: { message: "hello" } }))) as Uint8Array,
  );
  expect(answer.echo?.message).toBe("hello");
  expect(alarms).toEqual(["metrics failed: not a number"]);
});

test("state that cannot be read is an error for who asks, not for the node", async () => {
  const metrics = openMetrics({
    app: startChain().app,
    keys: () => {
      throw new Error("not now");
    },
  });
  const port = await freePort();
  closing.push((await metrics.serve(`127.0.0.1:${port}`)).close);
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  expect([answer.status, await answer.text()]).toEqual([500, "# Error: not now\n"]);
});

test("the state is read for who asks, and alarms are counted", async () => {
  const { chain, metrics, port, read } = await opened();
  metrics.alarmed();
  const value = await read();
  expect(value("dcm_state_keys")).toBe(String(chain.store.keys));
  expect(value('dcm_market_orders_open{class="wasm.small"}')).toBe("0");
  expect(value("dcm_escrow_locked_udcm")).toBe("0");
  expect(value("dcm_invariant_broken")).toBe("1");
  expect(Number(value("dcm_heap_bytes"))).toBeGreaterThan(1e6);
  expect(value("dcm_event_loop_lag_seconds")).toBeDefined();
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
});
