import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Client, connect, type JobRequest } from "@dcm/client";
import { fromMnemonic } from "@dcm/client/keys";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exitCodes } from "../../cli/src/failure.js";
import { clientErrors } from "../../client/src/index.js";
import { processErrors } from "../../gateway/src/failure.js";
import { agentErrors } from "../../provider/src/failure.js";
import type { Ready } from "../src/localnet.js";
import { dishonest, PLACE } from "./dishonest.js";
import { mistakes } from "./mistakes/index.js";
import { hello, type Mistake, type World } from "./mistakes/mistake.js";
import { signedTx } from "./mistakes/signed.js";
import { tampers } from "./mistakes/tampers.js";
import { type Done, newPlace, type Place, run, until } from "./network.js";
import { startTampering, type Tampering } from "./tampering.js";

const nobodyServes = { digest: "ab".repeat(32), size: 5n, uris: ["http://127.0.0.1:9/nowhere"] };

let place: Place;
let tampering: Tampering;
let squatter: Server;
let sleeper: ChildProcess;
let world: World;

beforeAll(async () => {
  place = await newPlace();
  const folder = mkdtempSync(join(place.home, "../files-"));
  const up = await run("dcm", ["localnet", "up", "--detach", "--port-offset", String(place.portOffset)], place.env);
  expect(up.code, up.stderr).toBe(0);
  const ready: Ready = JSON.parse(up.stdout.replace(/^READY /, ""));
  tampering = await startTampering(ready, tampers);
  squatter = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => squatter.once("listening", resolve));
  sleeper = spawn("sleep", ["600"], { stdio: "ignore" });
  const port = (squatter.address() as { port: number }).port;
  world = {
    place,
    ready,
    folder,
    tampered: tampering.at,
    fresh: awaiting,
    takenPort: port,
    sleeper: sleeper.pid ?? 0,
    jobs: await history(ready),
    address: (name) => ready.accounts.find((account) => account.name === name)?.address ?? "",
    file: (name, content = "") => {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
  };
  await people();
});
afterAll(async () => {
  await run("dcm", ["localnet", "down", "--remove"], place.env);
  await tampering?.stop();
  squatter?.close();
  sleeper?.kill();
  await place.remove();
});

/** Jobs that came to every end there is, by the library: two of them through providers of our own. */
async function history({ rest, accounts }: Ready): Promise<World["jobs"]> {
  const as = async (who: string): Promise<Client> => {
    const { mnemonic = "" } = accounts.find(({ name }) => name === who) ?? {};
    return connect(rest, { signer: await fromMnemonic(mnemonic) });
  };
  const [alice, bob] = [await as("alice"), await as("bob")];
  const place = async (client: Client, request: Omit<JobRequest, "wasm">) =>
    client.run({ wasm: hello, ...request }, { waitForOffer: true });
  const nowhere = { region: "BR", maxTotal: "0.01DCM" };
  const twins = await dishonest(rest, alice, await bob.address());
  const [open, cancelled, expired, rejected, failed, differs, unreachable] = await Promise.all([
    place(alice, nowhere),
    place(alice, nowhere),
    place(alice, { ...nowhere, expiryMs: 1_000n }),
    place(alice, { replicas: 1 }),
    place(bob, { region: PLACE, maxTotal: "0.01DCM" }),
    place(bob, { region: PLACE, maxTotal: "0.01DCM" }),
    place(alice, { replicas: 1, maxTotal: "0.01DCM", inputs: { "in/x": nobodyServes } }),
  ]);
  await Promise.all([
    cancelled.cancel(),
    rejected.result({ approve: false }).then(() => rejected.reject("not what was asked for")),
    twins.fail(failed.id),
    twins.disagree(differs.id),
  ]);
  const ids = { open, cancelled, expired, rejected, failed, void: differs, unreachable };
  return Object.fromEntries(Object.entries(ids).map(([name, { id }]) => [name, String(id)])) as World["jobs"];
}

/** A job of alice's whose result waits for her word, as it does for a minute. */
async function awaiting(): Promise<string> {
  const placed = await dcm("run", "@hello", "--replicas", "1", "--detach", "--quiet");
  const id = placed.stdout.trim();
  const state = async () => JSON.parse((await dcm("job", "get", id, "-o", "json")).stdout).state;
  await until(`job ${id} waits for approval`, async () => (await state()) === "JOB_STATE_AWAITING_APPROVAL");
  return id;
}

/** Keys and contexts of people who make mistakes. */
async function people(): Promise<void> {
  const passphrase = world.file("passphrase", "correct horse battery");
  const sealed = ["keys", "add", "sealed", "--keyring-backend", "file", "--passphrase-file", passphrase];
  const tight = ["context", "create", "tight", world.ready.rest, "--from", "alice", "--keyring-backend", "test"];
  for (const args of [
    ["keys", "add", "poor"],
    ["keys", "add", "thin"],
    ["keys", "add", "busy"],
    ["keys", "add", "still"],
    ["tx", "bank", "send", "alice", "still", "500udcm"],
    sealed,
    ["tx", "bank", "send", "alice", "thin", "500udcm"],
    ["tx", "bank", "send", "alice", "busy", "500udcm"],
    [...tight, "--spend-guard", "1udcm"],
    ["context", "use", "local"],
  ]) {
    const done = await dcm(...args);
    expect(done.code, done.stderr).toBe(0);
  }
  const busy = (await dcm("keys", "show", "busy", "-a")).stdout.trim();
  const locks = join(world.place.env.DCM_HOME ?? "", "locks");
  mkdirSync(locks, { recursive: true });
  // A lock that a living process holds: this one.
  writeFileSync(join(locks, busy), String(process.pid));
}

function dcm(...args: string[]): Promise<Done> {
  return run("dcm", args, place.env);
}

const rows = Object.entries(mistakes).flatMap(([code, list]) =>
  list.map((mistake) => [mistake.what, code, mistake] as const),
);
const produced = new Set<string>();

/** A command that gets no processor meets its time limits instead of its mistake. */
const AT_ONCE = 12;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < AT_ONCE) running++;
  else await new Promise<void>((go) => waiting.push(go));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

describe("a mistake", () => {
  test.concurrent.each(rows)("%s is %s", async (_what, code, mistake) => {
    const ended = await inTurn(() => make(mistake));
    expect({ code: ended.code, exit: ended.exit, next: ended.next.map(stable) }, ended.message).toEqual({
      code,
      exit: mistake.exit,
      next: mistake.next,
    });
    expect(ended.locked).toBe(mistake.locked === true);
    if (mistake.says) expect(ended.message).toMatch(mistake.says);
    produced.add(code);
    for (const command of ended.next) await inTurn(() => works(command, ended));
  });
});

interface Ended {
  readonly code: string;
  readonly exit: number | null;
  readonly message: string;
  readonly next: readonly string[];
  readonly locked: boolean;
  readonly env: NodeJS.ProcessEnv;
}

/** Types it, and reads what the program says: the command line's JSON, other programs' last lines. */
async function make({ program = "dcm", args, env, stdin = "" }: Mistake): Promise<Ended> {
  const typed = typeof args === "function" ? await args(world) : args;
  const surroundings = { ...place.env, ...env?.(world), ...(program === "dcm" ? { DCM_OUTPUT: "json" } : {}) };
  const { code: exit, stdout, stderr } = await run(program, typed, surroundings, stdin);
  const lines = stderr.trim().split("\n");
  const told = { exit, env: { ...place.env, ...env?.(world) } };
  if (program !== "dcm") {
    const [, code = ""] = /docs errors\/(\w+)$/.exec(stderr.trim()) ?? [];
    const next = lines.flatMap((line) => /^ {2}(?:try|or ) {3}(.*)$/.exec(line)?.[1] ?? []);
    return { ...told, code, message: stderr, next, locked: false };
  }
  // A job that ended in its own way is a result, not an error.
  const text = stdout.trim().startsWith("{") ? stdout : (lines.at(-1) ?? "");
  const { code, outcome, message = text, next = [], locked = null } = JSON.parse(text);
  return { ...told, code: code ?? outcome, message, next, locked: locked !== null };
}

/** What differs from run to run, by what it is. */
function stable(command: string): string {
  const { ready, folder, place: here } = world;
  const known: readonly (readonly [string, string])[] = [
    [tampering.at("").slice(0, -1), "PROXY"],
    [ready.rest, "REST"],
    [ready.rpc, "RPC"],
    [folder, "FOLDER"],
    [here.env.DCM_HOME ?? "", "HOME"],
    [`--port-offset ${here.portOffset + 1000}`, "--port-offset OTHER"],
  ];
  return known
    .reduce((text, [value, name]) => text.replaceAll(value, name), command)
    .replace(/dcm1[0-9a-z]{38}/g, "ADDRESS")
    .replace(/[0-9A-F]{64}/g, "HASH")
    .replace(/^kill \d+$/, "kill PID")
    .replace(/--max-total \S+/, "--max-total SUM")
    .replace(/\b(job|receipt|explain|wait|logs) \d+/g, "$1 N");
}

const tried = new Map<string, Promise<Done>>();
/** What would stop this network or make another, stay, ask at a terminal, or fetch from afar. */
const notHere = /^(dcm localnet (up|down)|dcm-provider (drain|init)|dcm-gateway start|go install|rustc)/;
/** What goes on until a job ends. */
const waits = /--follow$|^dcm (job wait|query wait-tx)/;

/** Jobs are planned and not paid, waiting is ended as people end it, and an order is left on the book. */
function shortened(command: string): string {
  if (waits.test(command)) return `timeout --preserve-status -s INT 5 ${command}`;
  const more = command.includes("--wait-for-offer") ? "--detach" : "--dry-run";
  return command.startsWith("dcm run ") ? command.replace(/( -- |$)/, ` ${more}$1`) : command;
}

/** [EXPERIENCE 1.1.1] `next` holds commands that work as printed. */
async function works(command: string, { env, exit }: Ended): Promise<void> {
  if (notHere.test(command)) return;
  const line = shortened(command);
  const path = `${join(fileURLToPath(new URL("../..", import.meta.url)), "node_modules/.bin")}:${env.PATH}`;
  // Without what was planted in the program that failed.
  const attempt = tried.get(line) ?? run("/bin/sh", ["-c", line], { ...env, NODE_OPTIONS: "", PATH: path });
  tried.set(line, attempt);
  const done = await attempt;
  // The same line again may fail as it did; the doctor says what is wrong, and what is waited for need not come.
  const more = /^dcm doctor/.test(line) ? [4, 5] : waits.test(command) ? [8, 130] : [];
  const allowed = [0, exit, ...more];
  expect(allowed, `${line}\n${done.stderr}`).toContain(done.code);
}

test("every code of the library's, the command line's, the agent's and the gateway's table was given", () => {
  const tables = [clientErrors, exitCodes, agentErrors, processErrors, { UNEXPECTED: 1 }];
  const codes = new Set(tables.flatMap((table) => Object.keys(table)));
  expect([...codes].filter((code) => !produced.has(code))).toEqual([]);
});

test("a transaction that is handed over again is told as what it is, and does nothing again", async () => {
  const signed = signedTx(world, "twice");
  const before = await balanceOf("bob");
  const [first, second] = [
    await dcm("tx", "broadcast", signed, "-o", "json"),
    await dcm("tx", "broadcast", signed, "-o", "json"),
  ];
  expect([first.code, second.code], second.stderr).toEqual([0, 0]);
  expect(JSON.parse(second.stdout)).toEqual(JSON.parse(first.stdout));
  expect((await balanceOf("bob")) - before).toBe(1n);
});

async function balanceOf(who: string): Promise<bigint> {
  const { stdout } = await dcm("query", "bank", "balance", who, "udcm", "-o", "json");
  return BigInt(JSON.parse(stdout).balance.amount);
}
