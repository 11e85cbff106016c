import { type ChildProcess, spawn } from "node:child_process";
import { program } from "../src/child.js";
import { freePort, run } from "./network.js";

/** A validator's process over a home of its own, on ports that were free when it was opened. */
export interface HomeNode {
  readonly home: string;
  readonly rpc: string;
  /** How others reach it, as `persistent_peers` wants it. */
  readonly peer: string;
  /** Starts it with these peers; it must not run. */
  start(peers: readonly string[]): void;
  /** Ends with SIGTERM, and waits. */
  stop(): Promise<void>;
  /** Ends with SIGKILL, and waits. */
  kill(): Promise<void>;
  /** A signal for the node's process alone. */
  signal(name: NodeJS.Signals): void;
  /** What it last said; undefined while it runs. */
  ended(): string | undefined;
}

export async function openHome(home: string): Promise<HomeNode> {
  const [p2p, rpc, metrics] = [await freePort(), await freePort(), await freePort()];
  const id = (await run("dcmd", ["comet", "show-node-id", "--home", home], process.env)).stdout.trim();
  let child: ChildProcess | undefined;
  let gone: Promise<unknown> = Promise.resolve();
  let log = "";
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child?.exitCode === null && child.signalCode === null) child.kill(signal);
    await gone;
  };
  return {
    home,
    rpc: `http://127.0.0.1:${rpc}`,
    peer: `${id}@127.0.0.1:${p2p}`,
    start(peers) {
      const listen = ["--rpc.laddr", `tcp://127.0.0.1:${rpc}`, "--p2p.laddr", `tcp://127.0.0.1:${p2p}`];
      const args = ["start", "--home", home, "--no-gateway", ...listen, "--p2p.persistent_peers", peers.join(",")];
      const started = spawn(program("dcmd"), args, {
        env: { ...process.env, DCMD_TELEMETRY_ADDRESS: `localhost:${metrics}` },
        stdio: ["ignore", "ignore", "pipe"],
      });
      started.stderr.on("data", (chunk) => {
        log = `${log}${chunk}`.slice(-4_000);
      });
      gone = new Promise((resolve) => started.once("exit", resolve));
      child = started;
    },
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
    signal: (name) => {
      child?.kill(name);
    },
    ended: () => (child && (child.exitCode !== null || child.signalCode !== null) ? log : undefined),
  };
}

/** What CometBFT answers; undefined while it does not. */
export async function answer<T>(rpc: string, path: string): Promise<T | undefined> {
  const signal = AbortSignal.timeout(3_000);
  const response = await fetch(`${rpc}/${path}`, { signal }).catch(() => undefined);
  const body = response?.ok ? await response.json().catch(() => undefined) : undefined;
  return (body as { result: T } | undefined)?.result;
}

/** The height of its last block; 0 while it does not answer. */
export async function heightOf({ rpc }: Pick<HomeNode, "rpc">): Promise<number> {
  const status = await answer<{ sync_info: { latest_block_height: string } }>(rpc, "status");
  return Number(status?.sync_info.latest_block_height ?? 0);
}

/** What the block after `height - 1` says of the state before it. */
export async function appHashAt({ rpc }: Pick<HomeNode, "rpc">, height: number): Promise<string | undefined> {
  const found = await answer<{ block: { header: { app_hash: string } } }>(rpc, `block?height=${height}`);
  return found?.block.header.app_hash;
}
