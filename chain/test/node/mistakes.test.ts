import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type NodeErrorCode, nodeErrors } from "../../src/node/errors.js";
import { DCMD, makeHome, type Node, type Run, removeHome, startNode, VALIDATOR } from "./comet/chain.js";

// The door of operators: what is typed, and how dcmd ends. A code of the table that no row gives fails the last test.

const scratch = mkdtempSync(join(tmpdir(), "dcm-mistakes-"));
let home: string;
let node: Node;
/** A home whose node was stopped after a few blocks. */
let stopped: string;
let squatter: Server;
let taken: number;

beforeAll(async () => {
  home = makeHome();
  stopped = makeHome();
  const [first] = await Promise.all([startNode(stopped), squat()]);
  await first.reached(2n);
  expect(await first.stop()).toBe(0);
  node = await startNode(home);
  await node.reached(2n);
});
afterAll(async () => {
  if (node?.process.exitCode === null) await node.stop();
  squatter?.close();
  for (const each of [home, stopped, scratch]) removeHome(each);
});

async function squat(): Promise<void> {
  squatter = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => squatter.once("listening", resolve));
  taken = (squatter.address() as { port: number }).port;
}

/** Runs dcmd to its end, beside others. */
function dcmd(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [DCMD, ...args], { env: { ...process.env, ...env } });
    const out = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) child[name].on("data", (chunk) => (out[name] += chunk));
    child.once("close", (code) => resolve({ code, stdout: out.stdout, stderr: out.stderr.trim() }));
  });
}

/** A copy of the stopped home with one of its files changed. */
function copied(name: string, file: string, change: (text: string) => string): string {
  const copy = join(scratch, name);
  cpSync(stopped, copy, { recursive: true });
  writeFileSync(join(copy, file), change(readFileSync(join(copy, file), "utf8")));
  return copy;
}

/** Makes a function of every process throw, as a bug of ours would. */
const planted = (what: string, name: string, message: string) => ({
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(
    `${what} = () => { throw Object.assign(new Error(${JSON.stringify(message)}), { name: "${name}" }); };`,
  )}`,
});

interface Mistake {
  readonly what: string;
  readonly args: () => readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly says: string | RegExp;
  /** With the homes' paths left out. */
  readonly next: readonly string[];
}
const genesis =
  (...args: string[]) =>
  () => ["genesis", ...args, "--home", stopped];
/** Ports of its own, so that only what a row plants is in the way. */
const start =
  (at: () => string, ...more: string[]) =>
  () => ["start", "--home", at(), "--no-gateway", ...more];
const there = () => stopped;

const mistakes: Readonly<Record<NodeErrorCode, readonly Mistake[]>> = {
  DCMD_USAGE: [
    { what: "a mistyped command", args: () => ["strat"], says: "unknown command 'strat'", next: ["dcmd --help"] },
    {
      what: "an unknown flag",
      args: () => ["start", "--fast"],
      says: "unknown option '--fast'",
      next: ["dcmd start --help"],
    },
    {
      what: "an account twice",
      args: genesis("add-genesis-account", VALIDATOR, "1udcm"),
      says: "already in the genesis file",
      next: ["dcmd genesis add-genesis-account --help"],
    },
    {
      what: "coins without a number",
      args: genesis("add-genesis-account", VALIDATOR, "udcm"),
      says: "invalid decimal coin expression: udcm",
      next: ["dcmd genesis add-genesis-account --help"],
    },
    {
      what: "a name that is no key",
      args: genesis("add-genesis-account", "nobody", "1udcm"),
      says: "neither an address with the prefix dcm nor a key",
      next: ["dcmd genesis add-genesis-account --help"],
    },
    {
      what: "a block time that is none",
      args: start(there, "--block-time", "fast"),
      says: '"fast" is no duration',
      next: ["dcmd start --help"],
    },
    {
      what: "a genesis file that is there already",
      args: () => ["init", "two", "--home", stopped],
      says: "genesis.json file already exists",
      next: ["dcmd init --help"],
    },
  ],
  DCMD_NOT_SET_UP: [
    {
      what: "a home that was never made",
      args: start(() => join(scratch, "nowhere")),
      says: "cannot be read; has this home been set up with dcmd init?",
      next: ["dcmd init node --home SCRATCH/nowhere"],
    },
  ],
  DCMD_CONFIG: [
    {
      what: "an unknown key of app.toml",
      args: start(() => copied("key", "config/app.toml", (text) => `block-time = "1s"\n${text}`)),
      says: "unknown key block-time",
      next: ["dcmd start --help"],
    },
    {
      what: "an app.toml that is none",
      args: start(() => copied("toml", "config/app.toml", () => "[api")),
      says: /app\.toml: /,
      next: ["dcmd start --help"],
    },
    {
      what: "no price of gas",
      args: start(there, "--minimum-gas-prices", ""),
      says: "set min gas price in app.toml or flag or env variable",
      next: ["dcmd start --home STOPPED --no-gateway --minimum-gas-prices 0.001udcm"],
    },
  ],
  DCMD_GENESIS: [
    {
      what: "a genesis file that is cut off",
      args: () => ["genesis", "validate", "--home", copied("cut", "config/genesis.json", (text) => text.slice(0, 99))],
      says: "JSON",
      next: ["dcmd genesis validate --home SCRATCH/cut"],
    },
    {
      what: "a supply that is not the sum of balances",
      args: () => [
        "genesis",
        "validate",
        "--home",
        copied("sum", "config/genesis.json", (text) => text.replace('"1000000000000"', '"5"')),
      ],
      says: "supply",
      next: ["dcmd genesis validate --home SCRATCH/sum"],
    },
  ],
  DCMD_COMETBFT: [
    {
      what: "a CometBFT that is none",
      args: start(there),
      env: { COMETBFT: "/bin/true" },
      says: /\/bin\/true, is not a CometBFT[\s\S]*1\. make setup[\s\S]*2\. go install[\s\S]*3\. COMETBFT=/,
      next: [expect.stringMatching(/^go install github\.com\/cometbft\/cometbft\/cmd\/cometbft@v0\.38\.\d+$/)],
    },
    {
      what: "a CometBFT that is not there",
      args: start(there),
      env: { COMETBFT: "/no/such/cometbft" },
      says: "was not found ($COMETBFT, /no/such/cometbft, is not a CometBFT)",
      next: [expect.stringMatching(/^go install /)],
    },
    {
      what: "a CometBFT of another version",
      args: start(there),
      env: { COMETBFT: script("old-comet", "echo 0.37.2") },
      says: "is 0.37.2",
      next: [expect.stringMatching(/^go install /)],
    },
  ],
  DCMD_PORT_TAKEN: [
    {
      what: "a taken port for RPC",
      args: start(there, "--p2p.laddr", "tcp://127.0.0.1:0", "--rpc.laddr", "tcp://127.0.0.1:TAKEN"),
      says: /127\.0\.0\.1:\d+ \(rpc\.laddr\) is taken by another program/,
      next: ["dcmd start --home STOPPED --no-gateway --p2p.laddr tcp://127.0.0.1:0 --rpc.laddr tcp://127.0.0.1:FREE"],
    },
    {
      what: "a taken port for the gateway",
      args: () => [
        "start",
        "--home",
        copied("api", "config/app.toml", (text) => text),
        "--p2p.laddr",
        "tcp://127.0.0.1:0",
        "--rpc.laddr",
        "tcp://127.0.0.1:0",
        "--api.address",
        "tcp://127.0.0.1:TAKEN",
      ],
      says: /127\.0\.0\.1:\d+ \(api\.address\) is taken by another program/,
      next: [
        "dcmd start --home SCRATCH/api --p2p.laddr tcp://127.0.0.1:0 --rpc.laddr tcp://127.0.0.1:0 --api.address tcp://127.0.0.1:FREE",
      ],
    },
  ],
  DCMD_STATE_IN_USE: [
    {
      what: "a second node of one home",
      args: start(() => home),
      says: "is in use by another process",
      next: ["dcmd status --home RUNNING"],
    },
  ],
  DCMD_NODE_UNREACHABLE: [
    {
      what: "the status of a node that is not there",
      args: () => ["status", "--home", stopped, "--node", "tcp://127.0.0.1:1"],
      says: "no node answers",
      next: ["dcmd start --home STOPPED"],
    },
  ],
  DCMD_CHILD_DIED: [
    {
      what: "a CometBFT that dies at once",
      args: start(
        () => copied("dies", "config/config.toml", (text) => text),
        "--p2p.laddr",
        "tcp://127.0.0.1:0",
        "--rpc.laddr",
        "tcp://127.0.0.1:0",
      ),
      env: { COMETBFT: script("dying-comet", '[ "$1" = version ] && echo 0.38.25 || exit 7') },
      says: "CometBFT ended (7)",
      next: ["dcmd start --home SCRATCH/dies"],
    },
  ],
  DCMD_STATE_MISMATCH: [
    {
      what: "old state with another chain id",
      args: start(() => copied("other", "config/genesis.json", (text) => text.replace('"dcm-test-1"', '"dcm-test-2"'))),
      says: /is of chain dcm-test-1, not of dcm-test-2/,
      next: ["dcmd comet unsafe-reset-all --home SCRATCH/other"],
    },
  ],
  DCMD_DISK: [
    {
      what: "a disk that takes no more",
      args: start(there),
      env: planted("performance.now", "DiskError", "the disk is full"),
      says: "the disk is full",
      next: ["df -h STOPPED"],
    },
  ],
  DCMD_INVARIANT: [
    {
      what: "a claim that does not hold",
      args: start(there),
      env: planted("performance.now", "InvariantError", "the supply is not the sum of balances"),
      says: "the supply is not the sum of balances",
      next: ["dcmd export --home STOPPED"],
    },
  ],
  DCMD_UPGRADE: [
    {
      what: "a program that the next one takes over from",
      args: start(there),
      env: planted("performance.now", "UpgradeNeeded", 'UPGRADE "v2" NEEDED at height: 9: '),
      says: 'UPGRADE "v2" NEEDED at height: 9: ',
      next: ["dcmd version --long"],
    },
    {
      what: "a program that is too new",
      args: start(there),
      env: planted("performance.now", "WrongProgram", "BINARY UPDATED BEFORE TRIGGER!"),
      says: "BINARY UPDATED BEFORE TRIGGER!",
      next: ["dcmd version --long"],
    },
  ],
  DCMD_UNEXPECTED: [
    {
      what: "a bug of ours",
      args: start(there),
      env: planted("performance.now", "TypeError", "a planted fault"),
      says: /a planted fault\n +at /,
      next: ["dcmd version --long"],
    },
  ],
};

const rows = Object.entries(mistakes).flatMap(([code, list]) => list.map((row) => [row.what, code, row] as const));
const produced = new Set<string>();

describe("a mistake", () => {
  test.concurrent.each(rows)("%s is %s", async (_what, code, { args, env, says, next }) => {
    const typed = args().map((word) => word.replace("TAKEN", String(taken)));
    const { code: exit, stdout, stderr } = await dcmd(typed, env);
    const [, proposed = "", ended] =
      /((?:\n {2}(?:try|or ) {3}.*)*)\n {2}(exit \d+ · docs errors\/\w+)$/.exec(stderr) ?? [];
    const [status] = nodeErrors[code as NodeErrorCode];
    expect([exit, ended], stderr).toEqual([status, `exit ${status} · docs errors/${code}`]);
    expect(stderr).toMatch(says);
    const commands = proposed
      .split("\n")
      .slice(1)
      .map((line) => line.slice(8));
    expect(commands.map(stable)).toEqual(next);
    // Data is for who pipes it: there is none.
    expect(stdout).toBe("");
    produced.add(code);
    for (const command of commands) await works(command);
  });
});

function stable(command: string): string {
  return command
    .replaceAll(scratch, "SCRATCH")
    .replaceAll(stopped, "STOPPED")
    .replaceAll(home, "RUNNING")
    .replace(/:(?!0\b)\d+$/, ":FREE");
}

/** What is proposed is a command that dcmd understands; what starts a node or fetches from afar is not run here. */
async function works(command: string): Promise<void> {
  const [program, ...args] = command.split(" ");
  if (program !== "dcmd" || args[0] === "start") return;
  // The first comes back with what is wrong with the genesis file, the second with the RPC that the running node was not given.
  const repeats = /^(genesis validate|status|export)/.test(args.join(" "));
  const { code, stderr } = await dcmd(args);
  expect(repeats ? [0, 1, 2] : [0], stderr).toContain(code);
}

/** A program that answers as told. */
function script(name: string, body: string): string {
  mkdirSync(scratch, { recursive: true });
  const path = join(scratch, name);
  writeFileSync(path, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  return path;
}

test("every code of dcmd's table was given", () => {
  expect(Object.keys(nodeErrors).filter((code) => !produced.has(code))).toEqual([]);
});

test("a node that ran beside all this still makes blocks", async () => {
  await node.reached((await node.height()) + 2n);
});
