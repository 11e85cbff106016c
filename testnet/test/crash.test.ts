import { createHash } from "node:crypto";
import { cp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type Client, connect, type Job, type JobRequest, msg } from "@dcm/client";
import { fromMnemonic, generateMnemonic } from "@dcm/client/keys";
import { fromBase64 } from "@dcm/proto";
import { Query as Bank, MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { TxBody, TxRaw } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { JobState, MsgCommitResult, type Receipt, SlotState } from "@dcm/proto/gen/dcm/job/v1";
import { Query as ProviderQuery, ProviderStatus } from "@dcm/proto/gen/dcm/provider/v1";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CRASH_POINTS } from "../../provider/src/crash.js";
import { consumers, providers, type TestProvider } from "../src/accounts.js";
import { type Localnet, startLocalnet } from "../src/localnet.js";
import { type Agents, openAgents } from "./agents.js";
import { type Gate, startGate } from "./gate.js";
import { newPlace, type Place, run, until } from "./network.js";
import { generator } from "./random.js";

// Agents that are killed, cut off, misled or broke, against a real chain. The tests run side by side, each with providers of its
// own; the last one reads all blocks.

const SEED = Number(process.env.DCM_KILL_SEED ?? "20261122");
/** A long campaign sets more. */
const KILLS = Number(process.env.DCM_KILLS ?? "12");
const [pia, quinn, ravi, sven] = providers as readonly [TestProvider, TestProvider, TestProvider, TestProvider];
const { PAID, NO_SHOW, DECLINED, CANNOT_RUN, LATE, RELEASED } = SlotState;

let place: Place;
let net: Localnet;
let buyer: Client;
let agents: Agents;
/** In front of CometBFT's RPC, for ravi. */
let rpcGate: Gate;
/** In front of the gateway, for sven. */
let restGate: Gate;
let shop: Server;
let shopUrl: string;
const programs = new Map<string, Uint8Array>();
const addresses = new Map<string, string>();
let placed = 0;

beforeAll(async () => {
  place = await newPlace();
  const options = { home: place.home, portOffset: place.portOffset, validators: 1, providers: 0 };
  net = await startLocalnet(options, () => undefined);
  [rpcGate, restGate] = await Promise.all([startGate(net.ready.rpc), startGate(net.ready.rest)]);
  buyer = await connect(net.ready.rest, { signer: await fromMnemonic(consumers[0]?.mnemonic ?? "") });
  for (const name of ["hello", "pi", "primes"]) {
    programs.set(name, new Uint8Array(await readFile(new URL(`../../examples/${name}.wasm`, import.meta.url))));
  }
  await openShop();
  agents = openAgents(place);
  const { rest: network } = net.ready;
  const reaches = [
    { network },
    { network },
    { network, rpc: rpcGate.url },
    { network: restGate.url, rpc: net.ready.rpc },
  ];
  await Promise.all(providers.map((who, i) => agents.init(who, reaches[i] ?? { network })));
  for (const who of providers) {
    addresses.set(who.name, (await fromMnemonic(who.mnemonic)).address);
    agents.start(who.name);
  }
});

afterAll(async () => {
  await agents?.endAll();
  await Promise.all([rpcGate?.stop(), restGate?.stop()]);
  shop?.closeAllConnections();
  shop?.close();
  await net?.stop();
  await place?.remove();
});

const lanes = new Map<string, Promise<unknown>>();

/** Waits until no other test uses these providers; what fails tells what their agents said. */
function using(who: readonly TestProvider[], work: () => Promise<void>): Promise<void> {
  const free = Promise.all(who.map(({ name }) => lanes.get(name)));
  const done = free.then(work).catch(async (error: Error) => {
    const logs = await Promise.all(
      who.map(async ({ name }) => `--- ${name}\n${(await agents.log(name).catch(() => "")).slice(-4_000)}`),
    );
    throw new Error(`${error.message}\n${logs.join("\n")}`, { cause: error });
  });
  for (const { name } of who)
    lanes.set(
      name,
      done.catch(() => undefined),
    );
  return done;
}

const addressOf = ({ name }: TestProvider): string => addresses.get(name) ?? "";

/** Starts an agent anew, after whatever ran. */
async function restart(who: TestProvider, env: NodeJS.ProcessEnv = {}): Promise<void> {
  await agents.end(who.name);
  agents.start(who.name, env);
}

async function killedAt(who: TestProvider): Promise<void> {
  const agent = agents.of(who.name);
  await until(`${who.name} dies`, () => agent.signalCode === "SIGKILL", 90_000);
}

/** Places a job that only these providers may take, each a seat. */
function jobFor(who: readonly TestProvider[], request: Partial<JobRequest> = {}): Promise<Job> {
  const constraints = { in: { field: "provider", values: who.map(addressOf) } };
  const wasm = programs.get("hello") as Uint8Array;
  // An output that nobody has stored before.
  const args = [`job ${placed++}`];
  return buyer.run({ wasm, args, replicas: who.length, constraints, ...request }, { waitForOffer: true });
}

const seatOf = ({ slots }: Receipt, who: TestProvider) => slots.find(({ provider }) => provider === addressOf(who));

/** The receipt of a job, once it has ended. */
async function receiptOf(job: Job): Promise<Receipt> {
  let receipt: Receipt | undefined;
  const ended = async () => {
    receipt = await job.receipt().then(
      (view) => view.receipt,
      () => undefined,
    );
    return receipt !== undefined;
  };
  await until(`job ${job.id} has ended`, ended, 120_000);
  return receipt as Receipt;
}

async function completes(job: Job, who: readonly TestProvider[]): Promise<void> {
  await job.result({ timeoutMs: 120_000 });
  const receipt = await receiptOf(job);
  for (const each of who) expect(seatOf(receipt, each)).toMatchObject({ state: PAID, penalty: 0n });
}

/** What PROTOCOL.md §5 takes from a seat that ended so. */
function penaltyOf({ fillPrice: f, placingFee }: Receipt, state: SlotState): bigint {
  const tenth = (f + 9n) / 10n;
  if (state === NO_SHOW) return tenth < 10n * placingFee ? tenth : 10n * placingFee;
  if (state === CANNOT_RUN) return tenth;
  // min(0.2 D, 2 F) with D = 5 F
  return state === LATE ? f : 0n;
}

async function decided(who: TestProvider, job: Job, decision: string, reason = ""): Promise<void> {
  const mine = async () => (await agents.decisions(who.name)).find(({ order }) => order === String(job.id));
  await until(
    `${who.name} has recorded ${decision} of job ${job.id}`,
    async () => (await mine())?.decision === decision,
    60_000,
  );
  if (reason !== "")
    await until(`the reason is ${reason}`, async () => (await mine())?.reason.includes(reason) ?? false);
}

const cases = CRASH_POINTS.map((point, i) => [point, providers[i % providers.length] as TestProvider] as const);

test.concurrent.for(cases)(
  "an agent that is killed at %s goes on after a restart, and its job completes",
  ([point, who]) =>
    using([who], async () => {
      await restart(who, { DCM_CRASH_AT: point });
      const job = await jobFor([who], { args: [point] });
      await killedAt(who);
      agents.start(who.name);
      await completes(job, [who]);
      expect((await job.result()).stdoutText()).toContain(point);
    }),
);

test.concurrent(`agents that are killed at ${KILLS} random moments lose nothing but what the rules take`, () =>
  using([pia, quinn], async () => {
    const both = [pia, quinn];
    for (const who of both) await restart(who);
    const random = generator(SEED);
    const wasm = programs.get("pi") as Uint8Array;
    const place = (i: number) => jobFor(both, { wasm, args: ["3000000", String(i)] });
    const jobs = await Promise.all(Array.from({ length: KILLS }, (_, i) => place(i)));
    const results = jobs.map((job) =>
      job.result({ timeoutMs: 300_000 }).then(
        () => true,
        () => false,
      ),
    );
    for (let kill = 0; kill < KILLS; kill++) {
      await new Promise((resolve) => setTimeout(resolve, 300 + 2_500 * random()));
      await restart(random() < 0.5 ? pia : quinn);
    }
    const completed = (await Promise.all(results)).filter(Boolean).length;
    expect(completed).toBeGreaterThan(0);
    for (const job of jobs) {
      const receipt = await receiptOf(job);
      // Never VOID: that would be two results; never REJECTED: that would be a commitment that nobody opened.
      expect([JobState.SETTLED, JobState.FAILED], `job ${job.id}`).toContain(receipt.state);
      for (const { state, penalty } of receipt.slots) {
        expect([PAID, NO_SHOW, CANNOT_RUN, LATE, RELEASED, DECLINED], `job ${job.id}`).toContain(state);
        // §5 REVEAL: who reveals after the window and within the grace loses 1 F, and is paid.
        const allowed = state === PAID ? [0n, receipt.fillPrice] : [penaltyOf(receipt, state)];
        expect(allowed, `job ${job.id}`).toContain(penalty);
      }
    }
  }));

test.concurrent("the RPC breaks and hangs in the middle of jobs, which complete", () =>
  using([ravi], async () => {
    await restart(ravi);
    await agents.serving(ravi.name);
    for (const harm of [rpcGate.shut, rpcGate.jam]) {
      const job = await jobFor([ravi]);
      await until("the seat is drawn", async () => (await job.get()).state >= JobState.DRAWN);
      harm();
      await new Promise((resolve) => setTimeout(resolve, 4_000));
      rpcGate.open();
      await completes(job, [ravi]);
    }
  }));

test.concurrent("a seat that an outage of the RPC outlasts costs what the rules say, is recorded, and the next one is served", () =>
  using([ravi], async () => {
    await restart(ravi);
    await agents.serving(ravi.name);
    rpcGate.shut();
    const missed = await jobFor([ravi]);
    const receipt = await receiptOf(missed);
    rpcGate.open();
    expect(seatOf(receipt, ravi)).toMatchObject({ state: NO_SHOW, penalty: penaltyOf(receipt, NO_SHOW) });
    await decided(ravi, missed, "missed", "the chain could not be read for");
    await completes(await jobFor([ravi]), [ravi]);
  }));

test.concurrent("without its gateway an agent starts, works and reveals; the output is stored when the gateway is back", () =>
  using([sven], async () => {
    restGate.shut();
    await restart(sven);
    const job = await jobFor([sven]);
    const revealed = async () => (await job.get()).slots.some(({ state }) => state === SlotState.REVEALED);
    await until("it is revealed without a stored output", revealed, 60_000);
    await expect(job.result({ timeoutMs: 5_000 })).rejects.toMatchObject({ code: "BLOB_UNAVAILABLE" });
    await decided(sven, job, "accepted", "storing the output");
    restGate.open();
    const fetched = () =>
      job.result({ timeoutMs: 5_000 }).then(
        () => true,
        () => false,
      );
    await until("the output can be fetched", fetched, 60_000);
    await completes(job, [sven]);
  }));

test.concurrent("programs that are missing, changed, cut short or slow are declined in time; one that comes late is run", () =>
  using([quinn], async () => {
    await restart(quinn);
    const bytes = programs.get("primes") as Uint8Array;
    const offered = (fault: string) => ({
      digest: sha256Hex(bytes),
      size: BigInt(bytes.length),
      uris: [`${shopUrl}/${fault}`],
    });
    const jobOf = (fault: string) => jobFor([quinn], { wasm: offered(fault), args: ["1000"] });
    const [late, ...bad] = await Promise.all(["late", "missing", "changed", "short"].map(jobOf));
    await completes(late as Job, [quinn]);
    // The offer has four units.
    bad.push(await jobOf("stuck"));
    for (const job of bad) {
      expect(seatOf(await receiptOf(job), quinn)).toMatchObject({ state: DECLINED, penalty: 0n });
      await decided(quinn, job, "declined", "cannot be fetched");
    }
  }));

test.concurrent("a program that is gone after a restart is said to be so: a tenth of the price, not the bond", () =>
  using([sven], async () => {
    await restart(sven, { DCM_CRASH_AT: "agent-accepted" });
    const bytes = programs.get("primes") as Uint8Array;
    const wasm = { digest: sha256Hex(bytes), size: BigInt(bytes.length), uris: [`${shopUrl}/once`] };
    const limits = { maxFuel: 100_000_000n, maxWallTimeMs: 2_000n };
    const job = await jobFor([sven], { wasm, args: ["1000"], ...limits });
    await killedAt(sven);
    agents.start(sven.name);
    const receipt = await receiptOf(job);
    expect(seatOf(receipt, sven)).toMatchObject({ state: CANNOT_RUN, penalty: penaltyOf(receipt, CANNOT_RUN) });
    await decided(sven, job, "accepted", "cannot run: INPUTS");
    await completes(await jobFor([sven]), [sven]);
  }));

const HOURS = 3_600_000;
test.concurrent.for([
  ["5 h ahead", sven, { DCM_TEST_CLOCK_MS: String(5 * HOURS) }],
  ["5 h behind", pia, { DCM_TEST_CLOCK_MS: String(-5 * HOURS) }],
  ["set to and fro by hours", ravi, { DCM_TEST_CLOCK_MS: String(3 * HOURS), DCM_TEST_CLOCK_STEP_MS: "1500" }],
] as const)("an agent whose clock is %s keeps the chain's deadlines", ([what, who, clock]) =>
  using([who], async () => {
    const shim = new URL("shifted-clock.mjs", import.meta.url).href;
    await restart(who, { ...clock, NODE_OPTIONS: `--import ${shim}` });
    for (let i = 0; i < 3; i++) await completes(await jobFor([who]), [who]);
    if (what.startsWith("5 h")) expect(await agents.log(who.name)).toContain(`clock is ${what} `);
    await restart(who);
  }),
);

test.concurrent("an agent without coins takes nothing, says so, and serves again when coins come", () => {
  const poor: TestProvider = { ...sven, name: "poor", mnemonic: generateMnemonic() };
  return using([poor], async () => {
    const signer = await fromMnemonic(poor.mnemonic);
    const own = await connect(net.ready.rest, { signer });
    const { address } = signer;
    addresses.set(poor.name, address);
    const give = (amount: bigint) => pay(buyer, address, amount);
    await give(500_100_000n);
    await agents.init(poor, { network: net.ready.rest, stake: "500DCM" });
    agents.start(poor.name);
    await completes(await jobFor([poor]), [poor]);

    // Enough to leave the book in good order.
    await leave(own, 4_000n);
    await until("it is off the book", async () => (await standingOf(address)) === ProviderStatus.PAUSED);
    expect(await agents.status(poor.name)).toMatch(/gas +takes nothing new: its account holds .* send coins to/);
    const job = await jobFor([poor]);
    await decided(poor, job, "skip:funds", "its account holds");
    await give(20_000n);
    await completes(job, [poor]);

    // Nothing at all: a seat that it gets now cannot be finished, and is given back as soon as that can be paid.
    await leave(own, 10n);
    const hopeless = await jobFor([poor]);
    await decided(poor, hopeless, "drawn", "its account holds");
    await give(1_000n);
    expect(seatOf(await receiptOf(hopeless), poor)).toMatchObject({ state: DECLINED, penalty: 0n });
    await decided(poor, hopeless, "declined", "its account holds");
    await give(100_000n);
    await completes(await jobFor([poor]), [poor]);
  });
});

test.concurrent("an agent that lost its journal makes the same commitment again and reveals it", () =>
  using([sven], async () => {
    for (const loss of ["journal", "last line"] as const) {
      await restart(sven, { DCM_CRASH_AT: "agent-committed" });
      const job = await jobFor([sven]);
      await killedAt(sven);
      const path = join(agents.homeOf(sven.name), "journal.jsonl");
      if (loss === "journal") await rm(path);
      else await truncate(path, (await readFile(path)).lastIndexOf('{"t":"seat"') + 9);
      agents.start(sven.name);
      await completes(job, [sven]);
      if (loss === "journal") await decided(sven, job, "accepted", "its journal was lost");
    }
  }));

test.concurrent("an output that the disk lost is made again, and a result of another chain's job is not used", () =>
  using([pia], async () => {
    await restart(pia, { DCM_CRASH_AT: "agent-journalled" });
    const job = await jobFor([pia]);
    await killedAt(pia);
    const home = agents.homeOf(pia.name);
    await rm(join(home, "blobs"), { recursive: true });
    // A drain whose agent was killed, too, and whose deadline has passed: it must not end this one.
    await writeFile(join(home, "drain.json"), JSON.stringify({ until: Date.now() - 1 }));
    const path = join(home, "journal.jsonl");
    const lines = (await readFile(path, "utf8")).split("\n");
    const seat = JSON.parse(lines.findLast((line) => line.startsWith('{"t":"seat"')) ?? "");
    // As if jobs to come had been done before the chain was started anew under the same name.
    const old = Array.from({ length: 200 }, (_, i) => ({
      ...seat,
      job: String(job.id + BigInt(i + 1)),
      s: { ...seat.s, drawn: "5" },
    }));
    await writeFile(
      path,
      lines
        .concat(old.map((entry) => JSON.stringify(entry)))
        .filter(Boolean)
        .join("\n")
        .concat("\n"),
    );
    agents.start(pia.name);
    await completes(job, [pia]);
    await completes(await jobFor([pia], { args: ["anew"] }), [pia]);
  }));

test.concurrent("a second agent on one home is refused; one on a copy of it does no harm and is noticed", () =>
  using([ravi, { ...ravi, name: "copy" }], async () => {
    await restart(ravi);
    const home = agents.homeOf(ravi.name);
    await agents.serving(ravi.name);
    const second = await run("dcm-provider", ["up", "--home", home], place.env);
    expect(second).toMatchObject({ code: 2, stderr: expect.stringContaining("an agent already runs from") });

    await cp(home, agents.homeOf("copy"), { recursive: true, filter: (path) => !path.endsWith("agent.pid") });
    agents.start("copy");
    await agents.serving("copy");
    const jobs = await Promise.all(["a", "b", "c"].map((name) => jobFor([ravi], { args: [name] })));
    for (const job of jobs) await completes(job, [ravi]);
    const isNoticed = async () => {
      const decisions = (await Promise.all([ravi.name, "copy"].map((name) => agents.decisions(name)))).flat();
      return decisions.some(({ reason }) => reason.includes("another one uses its key"));
    };
    await until("one of the two has noticed the other", isNoticed);
    await agents.end("copy");
  }));

test("whatever happened, no seat was given two commitments", async () => {
  const { height } = await buyer.status();
  const bySeat = new Map<string, Set<string>>();
  for (let at = 1n; at <= height; at++) {
    const answer = await fetch(`${net.ready.rpc}/block?height=${at}`);
    const { block } = ((await answer.json()) as { result: { block: { data: { txs: string[] | null } } } }).result;
    for (const tx of block.data.txs ?? []) {
      for (const { typeUrl, value } of TxBody.decode(TxRaw.decode(fromBase64(tx)).bodyBytes).messages) {
        if (typeUrl !== MsgCommitResult.typeUrl) continue;
        const { jobId, slot, provider, commitment } = MsgCommitResult.decode(value);
        const seat = `${jobId}/${slot} ${provider}`;
        bySeat.set(seat, (bySeat.get(seat) ?? new Set()).add(Buffer.from(commitment).toString("hex")));
      }
    }
  }
  expect(bySeat.size).toBeGreaterThan(CRASH_POINTS.length);
  for (const [seat, commitments] of bySeat) expect(commitments.size, seat).toBe(1);
});

const FEE = 200n;

async function pay(from: Client, to: string, amount: bigint): Promise<void> {
  const fromAddress = await from.address();
  await from.tx.send([msg(MsgSend, { fromAddress, toAddress: to, amount: [{ denom: "udcm", amount }] })], { fee: FEE });
}

/** Takes an account's coins away, but for so many. */
async function leave(own: Client, left: bigint): Promise<void> {
  const [from, to] = [await own.address(), await buyer.address()];
  // Its agent spends, too.
  const taken = async () => {
    const { balance } = await buyer.query(Bank).Balance({ address: from, denom: "udcm" });
    return pay(own, to, BigInt(balance?.amount ?? 0n) - left - FEE).then(
      () => true,
      () => false,
    );
  };
  await until(`${from} holds no more than ${left}`, taken);
}

async function standingOf(address: string): Promise<ProviderStatus> {
  return (await buyer.query(ProviderQuery).Provider({ address })).provider.status;
}

/** A place that serves the program `primes`, with a fault that its address names. */
async function openShop(): Promise<void> {
  const bytes = programs.get("primes") as Uint8Array;
  const asked = new Map<string, number>();
  const faults: Readonly<Record<string, (response: ServerResponse, times: number) => void>> = {
    late: (response, times) => (times < 4 ? response.writeHead(404).end() : response.end(bytes)),
    missing: (response) => response.writeHead(404).end(),
    changed: (response) => response.end(bytes.map((byte) => byte ^ 1)),
    short: (response) => response.end(bytes.subarray(1)),
    stuck: (response) => void response.writeHead(200, { "content-length": bytes.length }).write(bytes.subarray(0, 1)),
    once: (response, times) => (times > 1 ? response.writeHead(404).end() : response.end(bytes)),
  };
  shop = createServer((request, response) => {
    const fault = (request.url ?? "").split("/")[1] ?? "";
    asked.set(fault, (asked.get(fault) ?? 0) + 1);
    faults[fault]?.(response, asked.get(fault) ?? 0);
  });
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
  shopUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
}

function sha256Hex(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
