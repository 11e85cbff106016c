import { rmSync } from "node:fs";
import { expect } from "vitest";
import { type Random, randomFrom } from "../../harness/crowd.js";
import { until } from "../harness.js";
import { commandsNaming, freePort, type Node, removeHome, startNode } from "./chain.js";
import type { Judge } from "./judge.js";
import { type Load, loadedHome, startLoad } from "./load.js";

/** One chain under load through many runs of its node. */
export interface Campaign {
  readonly home: string;
  readonly judge: Judge;
  readonly load: Load;
  readonly random: Random;
  /** The node of the last start. */
  readonly node: Node;
  /** Where its gateway listens. */
  readonly rest: string;
  /** Starts node and gateway, and has everybody use them. */
  start(env?: Readonly<Record<string, string>>): Promise<void>;
  /** The node has what it ever told of, and makes blocks. */
  goesOn(): Promise<void>;
  /** A clean stop. @returns the chain's height just before */
  stop(): Promise<bigint>;
  /** The node ends by itself, or was killed; waits until nothing of it is left. */
  ends(): Promise<number | string>;
  /** SIGKILL to everything that runs from the home, in any order, as near to at once as can be. */
  killTree(): Promise<void>;
  close(): Promise<void>;
}

/** @param parent  where the home is made; a directory of its own by default */
export function openCampaign({ seed, parent }: { readonly seed: number; readonly parent?: string }): Campaign {
  const random = randomFrom(seed);
  const { home, judge } = loadedHome(parent);
  const load = startLoad(judge, random);
  const none = () => until(() => commandsNaming(home).length === 0, 30_000, "nothing is left");
  // Not on the disk whose troubles it tells of.
  const logFile = `${parent ?? home}.log`;
  let node: Node | undefined;
  let rest = "";
  const running = (): Node => {
    if (node === undefined) throw new Error("the node was never started");
    return node;
  };
  return {
    home,
    judge,
    load,
    random,
    get node() {
      return running();
    },
    get rest() {
      return rest;
    },
    async start(env = {}) {
      rest = `http://127.0.0.1:${await freePort()}`;
      const flags = ["--minimum-gas-prices", "0udcm", "--api.address", rest.replace("http", "tcp")];
      node = await startNode(home, { gateway: true, flags, env, logFile });
      load.use(node);
    },
    async goesOn() {
      const told = judge.height;
      await running().reached(1n);
      expect(await running().height()).toBeGreaterThanOrEqual(told);
      await running().reached(told + 2n);
      await until(() => judge.height > told, 30_000, "the judge sees blocks");
    },
    async stop() {
      load.use(undefined);
      const height = await running().height();
      expect(await running().stop()).toBe(0);
      return height;
    },
    async ends() {
      const { process: child, ended } = running();
      await until(() => child.exitCode !== null || child.signalCode !== null, 60_000, "the node ends");
      const code = await ended;
      load.use(undefined);
      await none();
      return code;
    },
    async killTree() {
      const pids = commandsNaming(home).map(({ pid }) => pid);
      for (let left = pids.length; left > 0; left--) kill(pids.splice(random(left), 1)[0] as number);
      load.use(undefined);
      await none();
    },
    async close() {
      for (const { pid } of commandsNaming(home)) kill(pid);
      await none();
      removeHome(home);
      rmSync(logFile, { force: true });
      await load.stop();
    },
  };
}

export function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // ESRCH: it ended by itself.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Lets a while pass, so that what follows meets a moment that nobody chose. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
