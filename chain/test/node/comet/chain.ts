import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { until } from "../harness.js";

/** Starts `dcmd` as its users do: as a process, on ports that are free. */

export const DCMD = fileURLToPath(new URL("../../../bin/dcmd.js", import.meta.url));

/** Public test words; never hold value. Addresses at m/44'/118'/0'/0/0 with prefix dcm. */
export const VALIDATOR_WORDS =
  "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
export const VALIDATOR = "dcm19rl4cm2hmr8afy4kldpxz3fka4jguq0a0rd3vx";

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one dcmd command to its end. */
export function dcmd(...args: string[]): Run {
  const run = spawnSync(process.execPath, [DCMD, ...args], { encoding: "utf8", maxBuffer: 1 << 28 });
  return { code: run.status, stdout: run.stdout.trim(), stderr: run.stderr.trim() };
}

/** The same, for steps that must succeed. */
export function ok(...args: string[]): string {
  const run = dcmd(...args);
  if (run.code !== 0) throw new Error(`dcmd ${args.join(" ")} gave ${run.code}: ${run.stderr}`);
  return run.stdout;
}

/** A home with one validator and the accounts given, ready to start. */
export function makeHome(
  options: { chainId?: string; accounts?: Readonly<Record<string, string>>; parent?: string } = {},
): string {
  const home = mkdtempSync(join(options.parent ?? tmpdir(), "dcm-chain-"));
  const words = join(home, "words");
  writeFileSync(words, VALIDATOR_WORDS);
  ok("init", "one", "--chain-id", options.chainId ?? "dcm-test-1", "--home", home, "--block-time", "100ms");
  const accounts = { [VALIDATOR]: "1000000000000udcm", ...options.accounts };
  for (const [address, coins] of Object.entries(accounts))
    ok("genesis", "add-genesis-account", address, coins, "--home", home);
  ok("genesis", "gentx", "one", "500000000udcm", "--mnemonic-file", words, "--home", home);
  ok("genesis", "collect-gentxs", "--home", home);
  return home;
}

export function removeHome(home: string): void {
  rmSync(home, { recursive: true, force: true });
}

/** CometBFT's RPC answered with an error. */
export class RpcError extends Error {
  override readonly name = "RpcError";
}

export interface Node {
  readonly rpc: string;
  readonly process: ChildProcess;
  /** Resolves with the exit code or signal. */
  readonly ended: Promise<number | string>;
  height(): Promise<bigint>;
  /** Waits until a block of at least that height is committed. */
  reached(height: bigint): Promise<void>;
  get(path: string): Promise<Record<string, unknown>>;
  stop(): Promise<number | string>;
  log(): string;
}

/** Nodes of tests listen on no port that they were not given. */
export const quiet = {
  DCMD_GRPC_ENABLE: "false",
  DCMD_TELEMETRY_ENABLED: "false",
  CMT_INSTRUMENTATION_PROMETHEUS: "false",
};

/** Starts the node of a home; its log is kept for failures. */
export async function startNode(
  home: string,
  options: {
    flags?: string[];
    env?: Record<string, string>;
    gateway?: boolean;
    p2pPort?: number;
    /** In the home by default. */
    logFile?: string;
  } = {},
): Promise<Node> {
  const [rpcPort, p2pPort] = [await freePort(), options.p2pPort ?? (await freePort())];
  const rpc = `http://127.0.0.1:${rpcPort}`;
  const addresses = ["--rpc.laddr", `tcp://127.0.0.1:${rpcPort}`, "--p2p.laddr", `tcp://127.0.0.1:${p2pPort}`];
  const flags = [
    "start",
    "--home",
    home,
    ...(options.gateway ? [] : ["--no-gateway"]),
    ...addresses,
    ...(options.flags ?? []),
  ];
  const logFile = options.logFile ?? join(home, "log");
  const sink = openSync(logFile, "a");
  const child = spawn(process.execPath, [DCMD, ...flags], {
    stdio: ["ignore", sink, sink],
    env: { ...quiet, ...process.env, ...options.env },
  });
  closeSync(sink);
  const ended = new Promise<number | string>((resolve) => {
    child.once("exit", (code, signal) => resolve(code ?? signal ?? "unknown"));
  });
  const get = async (path: string) => {
    const answer = (await (await fetch(`${rpc}/${path}`)).json()) as { result?: Record<string, unknown> };
    if (answer.result === undefined) throw new RpcError(`${path}: ${JSON.stringify(answer)}`);
    return answer.result;
  };
  const height = async () => {
    try {
      const { sync_info: sync } = await get("status");
      return BigInt((sync as { latest_block_height: string }).latest_block_height);
    } catch {
      // Not up yet, or just going down: no block that could be asked about.
      return 0n;
    }
  };
  const log = () => (statSync(logFile).isFile() ? readFileSync(logFile, "utf8") : "");
  return {
    rpc,
    process: child,
    ended,
    height,
    get,
    log,
    async reached(wanted) {
      const isOver = () => child.exitCode !== null || child.signalCode !== null;
      await until(
        async () => isOver() || (await height()) >= wanted,
        60_000,
        `height ${wanted}; ${log().slice(-2000)}`,
      );
      if (isOver()) throw new Error(`the node ended before height ${wanted}: ${log().slice(-4000)}`);
    },
    async stop() {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

/** The processes of a node, by what they are; a role is missing while its process does not run. */
export interface Processes {
  /** Supervisor and application. */
  readonly dcmd?: number;
  readonly comet?: number;
  readonly gateway?: number;
}

/** Looks up the processes of the node that runs from a home. */
export function processesOf(home: string): Processes {
  const found: { -readonly [role in keyof Processes]: number } = {};
  for (const { pid, argv } of commandsNaming(home)) {
    const [program = ""] = argv;
    if (/\/(dcm-comet|cometbft)$/.test(program)) found.comet = pid;
    else if (argv.some((word) => word.endsWith("/dcm-gateway")) && program !== "/bin/sh") found.gateway = pid;
    else if (argv.includes(DCMD)) found.dcmd = pid;
  }
  return found;
}

/** What runs, watchers included, with the home on its command line. */
export function commandsNaming(home: string): { pid: number; argv: readonly string[] }[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), argv: argvOf(name) }))
    .filter(({ argv }) => argv.includes(home));
}

function argvOf(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    // Ended between the listing and the reading.
    return [];
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  await new Promise<void>((closed) => server.close(() => closed()));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
