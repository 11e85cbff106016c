import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Client, connect, DcmError, type JobRequest } from "@dcm/client";
import { fromMnemonic } from "@dcm/client/keys";
import { type Job, Query as JobQuery, JobState, SlotState } from "@dcm/proto/gen/dcm/job/v1";
import { Query as ProviderQuery, ProviderStatus } from "@dcm/proto/gen/dcm/provider/v1";
import { afterAll, beforeAll, expect, test } from "vitest";
import { consumers, providers, type TestProvider } from "../src/accounts.js";
import { program } from "../src/child.js";
import { type Localnet, startLocalnet } from "../src/localnet.js";
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
const agents = new Map<string, ChildProcess>();

beforeAll(async () => {
  place = await newPlace();
  const said: string[] = [];
  const options = { home: place.home, portOffset: place.portOffset, validators: 1, providers: 0 };
  net = await startLocalnet(options, (text) => said.push(text));
  proxy = await startFlakyProxy(net.ready.rpc, SHARE, SEED);
  buyer = await connect(net.ready.rest, { signer: await fromMnemonic(consumers[0]?.mnemonic ?? "") });
  hello = new Uint8Array(await readFile(new URL("../../examples/hello.wasm", import.meta.url)));
  await Promise.all([pia, quinn].map(initialise));
  for (const who of [pia, quinn]) start(who);
  await until("both offers are listed", async () => {
    const { offers } = await buyer.query(ProviderQuery).Offers();
    return offers.filter(({ listed }) => listed).length === 2;
  });
});

afterAll(async () => {
  await Promise.all([...agents.keys()].map((name) => end(name, "SIGTERM")));
  await proxy?.stop();
  await net?.stop();
  await place?.remove();
});

const homeOf = ({ name }: { readonly name: string }): string => join(place.home, name);

async function initialise(who: TestProvider): Promise<void> {
  const home = homeOf(who);
  await mkdir(home, { recursive: true });
  const words = join(home, "words");
  await writeFile(words, who.mnemonic);
  const identity = ["--name", who.name, "--mnemonic-file", words, "--keyring-backend", "test"];
  const terms = ["--price", who.price, "--stake", "2000DCM", "--units", "4", "--yes"];
  const seat = ["--jurisdiction", who.jurisdiction, "--site", who.site];
  const network = ["--network", net.ready.rest, "--rpc", proxy.url];
  const done = await run(
    "dcm-provider",
    ["init", "--home", home, ...network, ...identity, ...seat, ...terms],
    place.env,
  );
  expect(done.code, done.stderr).toBe(0);
}

function start(who: { readonly name: string }, env: NodeJS.ProcessEnv = {}): void {
  const log = openSync(join(place.home, "logs", `${who.name}.log`), "a");
  const child = spawn(program("dcm-provider"), ["up", "--home", homeOf(who)], {
    env: { ...place.env, ...env },
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  agents.set(who.name, child);
}

async function end(name: string, signal: NodeJS.Signals): Promise<void> {
  const child = agents.get(name);
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await ended;
}

interface Decided {
  readonly order: string;
  readonly decision: string;
  readonly reason: string;
  readonly state?: string;
  readonly final: boolean;
}

async function decisionsOf(who: { readonly name: string }): Promise<readonly Decided[]> {
  const args = ["orders", "--home", homeOf(who), "--last", "1000", "-o", "jsonl"];
  const { code, stdout, stderr } = await run("dcm-provider", args, place.env);
  expect(code, stderr).toBe(0);
  return stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Decided);
}

async function logOf(who: { readonly name: string }): Promise<string> {
  return (await readFile(join(place.home, "logs", `${who.name}.log`), "utf8")).slice(-6_000);
}

async function place1(request: Omit<JobRequest, "wasm"> & { readonly wasm?: JobRequest["wasm"] }) {
  return buyer.run({ wasm: hello, ...request }, { waitForOffer: true });
}

test("20 jobs complete and no slot is late while a proxy rejects, drops, swallows or delays 30 % of broadcasts", async () => {
  const jobs = await Promise.all(Array.from({ length: 20 }, (_, i) => place1({ args: [`buyer ${i}`] })));
  const results = await Promise.allSettled(jobs.map((job) => job.result({ timeoutMs: 300_000 })));
  const failures = results.flatMap((result) => (result.status === "rejected" ? [String(result.reason)] : []));
  expect(failures, `${await logOf(pia)}\n${await logOf(quinn)}`).toEqual([]);

  for (const [i, job] of jobs.entries()) {
    const { receipt } = await job.receipt();
    expect(receipt.state).toBe(JobState.SETTLED);
    expect(receipt.slots.map(({ state, penalty }) => [state, penalty])).toEqual([
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
    const mine = async () => (await decisionsOf(who)).filter(({ order }) => ids.has(order));
    const settled = (all: readonly Decided[]) =>
      all.length === 50 && all.every(({ decision, state }) => decision !== "drawn" && state !== "REVEALED");
    await until(`${who.name} has 50 decisions`, async () => settled(await mine()), 60_000);
    await end(who.name, "SIGKILL");
    const before = await mine();
    for (const { decision, reason, state } of before) expect(reason !== "" || state === "PAID", decision).toBe(true);
    const words = new Set(before.map(({ decision }) => decision));
    for (const word of ["accepted", "skip:constraint", "skip:price"]) expect(words).toContain(word);

    start(who);
    await until(`${who.name} runs again`, async () =>
      (await run("dcm-provider", ["status", "--home", homeOf(who)], place.env)).stdout.includes("running (pid"),
    );
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
    (await decisionsOf(pia)).some(
      ({ order, decision, reason }) =>
        order === String(job.id) && decision === "declined" && reason.includes("cannot be fetched"),
    ),
  );
});

for (const point of ["agent-journalled", "agent-committed", "agent-uploaded", "agent-revealed"]) {
  test(`an agent that is killed at ${point} goes on after a restart, with the same commitment`, async () => {
    await end(pia.name, "SIGKILL");
    start(pia, { DCM_CRASH_AT: point });
    await until("pia is active", async () => isActive(pia));
    const job = await place1({ args: [point] });
    const dies = agents.get(pia.name) as ChildProcess;
    await until(`pia dies at ${point}`, () => dies.signalCode === "SIGKILL", 60_000);
    const before = await slotOf(job, pia);
    start(pia);
    const { receipt } = await job.result({ timeoutMs: 120_000 });
    expect(receipt?.receipt.slots.map(({ state, penalty }) => [state, penalty])).toEqual([
      [SlotState.PAID, 0n],
      [SlotState.PAID, 0n],
    ]);
    const after = await slotOf(job, pia);
    if (before && before.commitment.length > 0) expect(after?.commitment).toEqual(before.commitment);
  });
}

async function slotOf(job: { get(): Promise<Job> }, who: TestProvider) {
  const { address } = await fromMnemonic(who.mnemonic);
  return (await job.get()).slots.find(({ provider }) => provider === address);
}

async function isActive(who: TestProvider): Promise<boolean> {
  const { address } = await fromMnemonic(who.mnemonic);
  return (await buyer.query(ProviderQuery).Provider({ address })).provider.status === ProviderStatus.ACTIVE;
}

test("drain takes nothing new, finishes what runs, ends the agent, and the next start resumes", async () => {
  const job = await place1({ args: ["last"] });
  await until("it is drawn", async () => (await buyer.query(JobQuery).Job({ id: job.id })).job.state >= JobState.DRAWN);
  const agent = agents.get(quinn.name) as ChildProcess;
  const drained = run("dcm-provider", ["drain", "--home", homeOf(quinn), "--deadline", "2m"], place.env);
  await job.result({ timeoutMs: 120_000 });
  const { code, stderr } = await drained;
  expect(code, stderr).toBe(0);
  await until("the agent has ended", () => agent.exitCode !== null);
  expect(agent.exitCode).toBe(0);
  expect(await isActive(quinn)).toBe(false);
  start(quinn);
  await until("quinn is active again", () => isActive(quinn));
});
