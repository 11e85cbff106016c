import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { QueryClient, StargateClient } from "@cosmjs/stargate";
import { Comet38Client } from "@cosmjs/tendermint-rpc";
import { BinaryReader } from "cosmjs-types/binary";
import { QueryBalanceRequest, QueryBalanceResponse } from "cosmjs-types/cosmos/bank/v1beta1/query";
import { Tx } from "cosmjs-types/cosmos/tx/v1beta1/tx";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ready } from "../src/localnet.js";
import { type Done, newPlace, type Place, run } from "./network.js";

let place: Place;
let demo: Done;
let ready: Ready;

beforeAll(async () => {
  place = await newPlace();
  demo = await runDemo(["--port-offset", String(place.portOffset)]);
  const status = await run("dcm", ["localnet", "status", "-o", "json"], place.env);
  ready = JSON.parse(status.stdout).ready;
});
afterAll(async () => {
  await run("dcm", ["localnet", "down"], place.env);
  await place.remove();
});

function runDemo(flags: readonly string[]): Promise<Done> {
  const script = fileURLToPath(new URL("../dist/demo.js", import.meta.url));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...flags], { env: place.env, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    child.once("error", reject);
    child.once("exit", (code) => resolve({ code, stdout, stderr }));
  });
}

interface JobEvent {
  readonly height: number;
  readonly fields: Readonly<Record<string, string>>;
}

/** Events of one type over all blocks, read from CometBFT by a stock client. */
async function eventsOf(comet: Comet38Client, type: string): Promise<JobEvent[]> {
  const found: JobEvent[] = [];
  const { syncInfo } = await comet.status();
  for (let height = 1; height <= syncInfo.latestBlockHeight; height++) {
    const { results, finalizeBlockEvents } = await comet.blockResults(height);
    for (const event of [...finalizeBlockEvents, ...results.flatMap((result) => result.events)]) {
      if (event.type !== type) continue;
      found.push({ height, fields: Object.fromEntries(event.attributes.map(({ key, value }) => [key, value])) });
    }
  }
  return found;
}

test("the demo ends with a paid job and prints how to stop", () => {
  expect(demo.code, demo.stderr).toBe(0);
  expect(demo.stdout).toContain("Hello, Ada, from a paid job");
  expect(demo.stderr).toContain("make down");
});

test("two providers with keys of their own, in different countries, stand behind the job", async () => {
  expect(ready.providers.length).toBeGreaterThanOrEqual(2);
  const offers = await (await fetch(`${ready.rest}/dcm/provider/v1/providers`)).json();
  const countries = offers.providers.map(
    (provider: { profile: { jurisdiction: string } }) => provider.profile.jurisdiction,
  );
  expect(new Set(countries).size).toBe(countries.length);
});

test("a stock CosmJS reads both commitments, both reveals, and the payments in the balances", async () => {
  const comet = await Comet38Client.connect(ready.rpc);
  const client = await StargateClient.connect(ready.rpc);
  const query = QueryClient.withExtensions(comet);

  const commits = await client.searchTx("message.action='/dcm.job.v1.MsgCommitResult'");
  const commitments = commits.map(({ tx }) => commitmentIn(Tx.decode(tx).body?.messages[0]?.value ?? new Uint8Array()));
  expect(commitments).toHaveLength(2);
  expect(commitments.every(({ length }) => length === 32)).toBe(true);
  // The same result, committed by two providers: nobody could have copied.
  expect(Buffer.from(commitments[0] ?? []).equals(Buffer.from(commitments[1] ?? []))).toBe(false);

  const reveals = await eventsOf(comet, "dcm.job.v1.EventResultRevealed");
  expect(reveals).toHaveLength(2);
  expect(new Set(reveals.map(({ fields }) => fields.provider)).size).toBe(2);
  expect(new Set(reveals.map(({ fields }) => fields.result_digest)).size).toBe(1);
  const commitHeights = commits.map(({ height }) => height);
  expect(Math.min(...reveals.map(({ height }) => height))).toBeGreaterThanOrEqual(Math.max(...commitHeights));

  const payments = await eventsOf(comet, "dcm.job.v1.EventSlotPaid");
  expect(payments).toHaveLength(2);
  for (const { height, fields } of payments) {
    const provider = JSON.parse(fields.provider ?? '""') as string;
    const paid = BigInt(JSON.parse(fields.amount ?? '"0"') as string);
    expect(paid).toBeGreaterThan(0n);
    const [before, after] = await Promise.all([height - 1, height].map((h) => balanceAt(query, provider, h)));
    const moved = await movementOf(comet, provider, height);
    expect((after ?? 0n) - (before ?? 0n)).toBe(moved.received - moved.spent);
    expect(moved.received).toBeGreaterThanOrEqual(paid);
  }
  comet.disconnect();
  client.disconnect();
});

/** Field 4 of dcm.job.v1.MsgCommitResult. */
function commitmentIn(bytes: Uint8Array): Uint8Array {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === 0x22) return reader.bytes();
    reader.skipType(tag & 7);
  }
  return new Uint8Array();
}

async function balanceAt(query: QueryClient, address: string, height: number): Promise<bigint> {
  const data = QueryBalanceRequest.encode({ address, denom: "udcm" }).finish();
  const { value } = await query.queryAbci("/cosmos.bank.v1beta1.Query/Balance", data, height);
  return BigInt(QueryBalanceResponse.decode(value).balance?.amount ?? "0");
}

async function movementOf(comet: Comet38Client, address: string, height: number) {
  const sum = async (type: string, key: string): Promise<bigint> => {
    const all = await eventsAt(comet, type, height);
    return all
      .filter((fields) => fields[key] === address)
      .reduce((total, { amount = "0" }) => total + BigInt(amount.replace(/[a-z]+$/, "") || "0"), 0n);
  };
  return { received: await sum("coin_received", "receiver"), spent: await sum("coin_spent", "spender") };
}

async function eventsAt(comet: Comet38Client, type: string, height: number): Promise<Record<string, string>[]> {
  const { results, finalizeBlockEvents } = await comet.blockResults(height);
  return [...finalizeBlockEvents, ...results.flatMap((result) => result.events)]
    .filter((event) => event.type === type)
    .map(({ attributes }) => Object.fromEntries(attributes.map(({ key, value }) => [key, value])));
}

test("the receipt's digest is the one that the closing event carries", async () => {
  const comet = await Comet38Client.connect(ready.rpc);
  const [closing] = await eventsOf(comet, "dcm.job.v1.EventReceipt");
  const jobId = JSON.parse(closing?.fields.job_id ?? '""');
  const receipt = await (await fetch(`${ready.rest}/dcm/job/v1/receipts/${jobId}`)).json();
  expect(receipt.receipt.state).toBe("JOB_STATE_SETTLED");
  expect(receipt.receipt.slots).toHaveLength(2);
  const { Receipt } = await import("@dcm/proto/gen/dcm/job/v1");
  const digest = createHash("sha256")
    .update(Receipt.encode(Receipt.fromJSON(receipt.receipt)))
    .digest("base64");
  expect(JSON.parse(closing?.fields.digest ?? '""')).toBe(digest);
  comet.disconnect();
});
