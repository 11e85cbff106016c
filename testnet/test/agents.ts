import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, fstatSync, openSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import type { TestProvider } from "../src/accounts.js";
import { program } from "../src/child.js";
import { type Place, run, until } from "./network.js";

/** One line of `dcm-provider orders`. */
export interface Decided {
  readonly order: string;
  readonly decision: string;
  readonly reason: string;
  readonly state?: string;
  readonly final: boolean;
}

/** How an agent reaches the network. */
export interface Reach {
  readonly network: string;
  readonly rpc?: string;
  readonly stake?: string;
}

/** Provider agents as real processes, each with a home and a log in a test's place. */
export interface Agents {
  homeOf(name: string): string;
  /** Sets a home up and registers the provider. */
  init(who: TestProvider, reach: Reach): Promise<void>;
  start(name: string, env?: NodeJS.ProcessEnv): ChildProcess;
  /** Waits until the one that was started last has reached the network. */
  serving(name: string): Promise<void>;
  /** The process that was started last. */
  of(name: string): ChildProcess;
  /** Ends it, if it runs, and waits until it is gone. */
  end(name: string, signal?: NodeJS.Signals): Promise<void>;
  decisions(name: string): Promise<readonly Decided[]>;
  /** What `dcm-provider status` says. */
  status(name: string): Promise<string>;
  /** All that it wrote. */
  log(name: string): Promise<string>;
  endAll(): Promise<void>;
}

export function openAgents(place: Place): Agents {
  const running = new Map<string, ChildProcess>();
  const startedAt = new Map<string, number>();
  const homeOf = (name: string): string => join(place.home, name);
  const logOf = (name: string): string => join(place.home, "logs", `${name}.log`);
  const provider = async (name: string, command: string, ...flags: string[]): Promise<string> => {
    const { code, stdout, stderr } = await run("dcm-provider", [command, "--home", homeOf(name), ...flags], place.env);
    expect(code, stderr).toBe(0);
    return stdout;
  };
  const end: Agents["end"] = async (name, signal = "SIGKILL") => {
    const child = running.get(name);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await ended;
  };
  return {
    homeOf,
    end,
    init: async (who, { network, rpc, stake = "2000DCM" }) => {
      const home = homeOf(who.name);
      await mkdir(home, { recursive: true });
      const words = join(home, "words");
      await writeFile(words, who.mnemonic);
      const identity = ["--name", who.name, "--mnemonic-file", words, "--keyring-backend", "test"];
      const terms = ["--price", who.price, "--stake", stake, "--units", "4", "--yes"];
      const seat = ["--jurisdiction", who.jurisdiction, "--site", who.site];
      const reach = ["--network", network, ...(rpc === undefined ? [] : ["--rpc", rpc])];
      await provider(who.name, "init", ...reach, ...identity, ...seat, ...terms);
    },
    start: (name, env = {}) => {
      const log = openSync(logOf(name), "a");
      const child = spawn(program("dcm-provider"), ["up", "--home", homeOf(name)], {
        env: { ...place.env, ...env },
        stdio: ["ignore", log, log],
      });
      startedAt.set(name, fstatSync(log).size);
      closeSync(log);
      running.set(name, child);
      return child;
    },
    serving: (name) =>
      until(`${name} serves`, async () => {
        const said = (await readFile(logOf(name))).subarray(startedAt.get(name));
        return said.includes("heartbeat every 10 s");
      }),
    of: (name) => running.get(name) as ChildProcess,
    decisions: async (name) => {
      const lines = (await provider(name, "orders", "--last", "1000", "-o", "jsonl")).split("\n");
      return lines.filter(Boolean).map((line) => JSON.parse(line) as Decided);
    },
    status: (name) => provider(name, "status"),
    log: (name) => readFile(logOf(name), "utf8"),
    endAll: async () => {
      await Promise.all([...running.keys()].map((name) => end(name, "SIGTERM")));
    },
  };
}
