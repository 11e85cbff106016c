import { readFile } from "node:fs/promises";
import { type Client, connect, DcmError, type JobRequest } from "@dcm/client";
import { fromMnemonic } from "@dcm/client/keys";
import { Query as JobQuery, JobState, SlotState } from "@dcm/proto/gen/dcm/job/v1";
import { Query as ProviderQuery, ProviderStatus } from "@dcm/proto/gen/dcm/provider/v1";
import { afterAll, beforeAll, expect, test } from "vitest";
import { consumers, providers, type TestProvider } from "../src/accounts.js";
import { type Localnet, startLocalnet } from "../src/localnet.js";
import { type Agents, type Decided, openAgents } from "./agents.js";
import { type FlakyProxy, startFlakyProxy } from "./flaky.js";
import { newPlace, type Place, run, until } from "./network.js";

// Providers as real processes against a real chain; the proxy stands between the agents and CometBFT's RPC.

const SEED = 20_261_122;
const SHARE = 0.3;
const [pia, quinn] = providers.slice(0, 2) as [TestProvider, TestProvider];

let place: Place;
let net: Localnet;
let proxy: FlakyProxy;
let buyer: Client;
let hello: Uint8Array;
let agents: Agents;

beforeAll(async () => {
  place = await newPlace();
  const said: string[] = [];
  const options = { home: place.home, portOffset: place.portOffset, validators: 1, providers: 0 };
  net = await startLocalnet(options, (text) => said.push(text));
  proxy = await startFlakyProxy(net.ready.rpc, SHARE, SEED);
  buyer = await connect(net.ready.rest, { signer: await fromMnemonic(consumers[0]?.mnemonic ?? "") });
  hello = new Uint8Array(await readFile(new URL("../../examples/hello.wasm", import.meta.url)));
  agents = openAgents(place);
  await Promise.all([pia, quinn].map((who) => agents.init(who, { network: net.ready.rest, rpc: proxy.url })));
  for (const { name } of [pia, quinn]) agents.start(name);
  await until("both offers are listed", async () => {
    const { offers } = await buyer.query(ProviderQuery).Offers();
    return offers.filter(({ listed }) => listed).length === 2;
  });
});

afterAll(async () => {
  await agents?.endAll();
  await proxy?.stop();
  await net?.stop();
  await place?.remove();
});

async function logs(): Promise<string> {
  const both = await Promise.all([pia, quinn].map(({ name }) => agents.log(name)));
  return both.map((log) => log.slice(-6_000)).join("\n");
}

async function place1(request: Omit<JobRequest, "wasm"> & { readonly wasm?: JobRequest["wasm"] }) {
  return buyer.run({ wasm: hello, ...request }, { waitForOffer: true });
}

test("20 jobs complete and no slot is late while a proxy rejects, drops, swallows or delays 30 % of broadcasts", async () => {
  const jobs = await Promise.all(Array.from({ length: 20 }, (_, i) => place1({ args: [`buyer ${i}`] })));
  const results = await Promise.allSettled(jobs.map((job) => job.result({ timeoutMs: 300_000 })));
  const failures = results.flatMap((result) => (result.status === "rejected" ? [String(result.reason)] : []));
  expect(failures, await logs()).toEqual([]);

  for (const [i, job] of jobs.entries()) {
    const { receipt } = await job.receipt();
    expect(receipt.state).toBe(JobState.SETTLED);
    expect(
      receipt.slots.map(({ state, penalty }) => [state, penalty]),
      `job ${job.id}\n${await logs()}`,
    ).toEqual([
      [SlotState.PAID, 0n],
      [SlotState.PAID, 0n],
    ]);
    expect((await job.result()).stdoutText()).toContain(`buyer ${i}`);
  }
  // The draw is seeded: this says that the test did what its name says.
  const { passed, ...harmed } = proxy.done;
  const all = Object.values(harmed).reduce((sum, count) => sum + count, passed);
  for (const count of Object.values(harmed)) expect(count).toBeGreaterThan(0);
  expect((all - passed) / all).toBeGreaterThan(SHARE * 0.6);
});

/** Ten kinds of orders, some of which nobody takes. */
const KINDS: readonly Omit<JobRequest, "wasm">[] = [
  {},
  { replicas: 1 },
  { region: "FR", replicas: 1 },
  { region: "DE", replicas: 1 },
  { region: "BR" },
  { maxTotal: 240n },
  { replicas: 3 },
  { constraints: { has: "attr.gpu" } },
  { constraints: { equal: { field: "site", value: "DATACENTRE" } }, replicas: 1 },
  { constraints: { not: { equal: { field: "site", value: "CLOUD" } } }, replicas: 1 },
];

test("50 mixed orders give 50 recorded decisions with reasons, the same after a restart", async () => {
  const requests = Array.from({ length: 50 }, (_, i) => KINDS[i % KINDS.length] ?? {});
  const jobs = await Promise.all(requests.map((request, i) => place1({ ...request, args: [`mixed ${i}`] })));
  const ids = new Set(jobs.map(({ id }) => String(id)));
  const open = new Set(jobs.filter((_, i) => [4, 5, 6, 7].includes(i % KINDS.length)).map(({ id }) => id));
  await Promise.all(jobs.filter(({ id }) => !open.has(id)).map((job) => job.result({ timeoutMs: 300_000 })));
  // Some of what nobody takes is taken back, some stays on the book.
  await Promise.all([...open].slice(0, 10).map((id) => buyer.job(id).cancel()));

  for (const who of [pia, quinn]) {
    const mine = async () => (await agents.decisions(who.name)).filter(({ order }) => ids.has(order));
    const settled = (all: readonly Decided[]) =>
      all.length === 50 && all.every(({ decision, state }) => decision !== "drawn" && state !== "REVEALED");
    await until(`${who.name} has 50 decisions`, async () => settled(await mine()), 60_000);
    await agents.end(who.name);
    const before = await mine();
    for (const { decision, reason, state } of before) expect(reason !== "" || state === "PAID", decision).toBe(true);
    const words = new Set(before.map(({ decision }) => decision));
    for (const word of ["accepted", "skip:constraint", "skip:price"]) expect(words).toContain(word);

    agents.start(who.name);
    await agents.serving(who.name);
    const after = await mine();
    expect(after.map(({ order }) => order)).toEqual(before.map(({ order }) => order));
    expect(after.filter(({ final }) => final)).toEqual(expect.arrayContaining(before.filter(({ final }) => final)));
  }
  await Promise.all([...open].slice(10).map((id) => buyer.job(id).cancel()));
});

test("a program that cannot be fetched is declined in time, with the reason", async () => {
  const wasm = { digest: "ab".repeat(32), size: 1_000n, uris: ["http://127.0.0.1:9/nowhere"] };
  const job = await place1({ wasm, replicas: 1, maxTotal: "0.01DCM" });
  await expect(job.result({ timeoutMs: 200_000 })).rejects.toThrow(DcmError);
  const { receipt } = await job.receipt();
  const taken = receipt.slots.filter(({ provider }) => provider !== "");
  expect(taken.length).toBeGreaterThan(0);
  for (const { state, penalty } of taken) expect([state, penalty]).toEqual([SlotState.DECLINED, 0n]);
  await until("it is recorded", async () =>
    (await agents.decisions(pia.name)).some(
      ({ order, decision, reason }) =>
        order === String(job.id) && decision === "declined" && reason.includes("cannot be fetched"),
    ),
  );
});

async function isActive(who: TestProvider): Promise<boolean> {
  const { address } = await fromMnemonic(who.mnemonic);
  return (await buyer.query(ProviderQuery).Provider({ address })).provider.status === ProviderStatus.ACTIVE;
}

test("drain takes nothing new, finishes what runs, ends the agent, and the next start resumes", async () => {
  const job = await place1({ args: ["last"] });
  await until("it is drawn", async () => (await buyer.query(JobQuery).Job({ id: job.id })).job.state >= JobState.DRAWN);
  const agent = agents.of(quinn.name);
  const drained = run("dcm-provider", ["drain", "--home", agents.homeOf(quinn.name), "--deadline", "2m"], place.env);
  await job.result({ timeoutMs: 120_000 });
  const { code, stderr } = await drained;
  expect(code, stderr).toBe(0);
  await until("the agent has ended", () => agent.exitCode !== null);
  expect(agent.exitCode).toBe(0);
  expect(await isActive(quinn)).toBe(false);
  agents.start(quinn.name);
  await until("quinn is active again", () => isActive(quinn));
});
