import { open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { isAlive, logFile, type Ready, readState, type StateFile } from "./localnet.js";
import { LocalnetError, localnetHome } from "./options.js";

const stopMs = 30_000;

export interface LocalnetStatus {
  readonly running: boolean;
  readonly home: string;
  readonly chain_id?: string;
  readonly height?: string;
  readonly processes: readonly { readonly name: string; readonly pid: number; readonly alive: boolean }[];
  readonly ready?: Ready;
}

/**
 * Stops the network of a home and waits until its supervisor is gone; its data stays unless `remove`.
 *
 * @returns whether one was running
 */
export async function stopLocalnet(options: {
  home?: string | undefined;
  remove?: boolean | undefined;
}): Promise<boolean> {
  const home = localnetHome(options.home);
  const state = await readState(home);
  const running = state !== undefined && isAlive(state.pid);
  if (running) {
    process.kill(state.pid, "SIGTERM");
    const deadline = Date.now() + stopMs;
    while (isAlive(state.pid)) {
      if (Date.now() > deadline)
        throw new LocalnetError(`pid ${state.pid} does not stop; kill -9 it: its children end with it`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  if (options.remove) await rm(home, { recursive: true, force: true });
  return running;
}

/** What runs, by pids and by asking the chain. */
export async function localnetStatus(homeOption?: string): Promise<LocalnetStatus> {
  const home = localnetHome(homeOption);
  const state = await readState(home);
  if (state === undefined || !isAlive(state.pid)) return { running: false, home, processes: [] };
  const { ready } = state;
  const processes = [...(ready?.validators ?? []), ...(ready?.providers ?? [])].map(({ name, pid }) => ({
    name,
    pid,
    alive: isAlive(pid),
  }));
  const height = await heightOf(state);
  return {
    running: true,
    home,
    chain_id: state.settings.chainId,
    ...(height === undefined ? {} : { height }),
    processes,
    ...(ready === undefined ? {} : { ready }),
  };
}

/**
 * Writes the logs of the network's processes, all or one, and goes on with what they write when `follow`.
 *
 * @throws LocalnetError  when there is no such log
 */
export async function printLogs(
  options: { home?: string | undefined; name?: string | undefined; follow?: boolean | undefined; signal?: AbortSignal },
  write: (line: string) => void,
): Promise<void> {
  const home = localnetHome(options.home);
  const found = (await readdir(join(home, "logs")).catch(() => [])).map((file) => file.replace(/\.log$/, "")).sort();
  const names = options.name === undefined ? found : found.filter((name) => name === options.name);
  if (names.length === 0)
    throw new LocalnetError(
      `no log of ${options.name ?? "a network"} in ${home}; there are: ${found.join(", ") || "none"}`,
    );
  const positions = new Map(names.map((name) => [name, 0]));
  do {
    for (const name of names)
      positions.set(
        name,
        await printFrom(logFile(home, name), positions.get(name) ?? 0, (line) => write(`${name.padEnd(6)} ${line}`)),
      );
    if (options.follow) await new Promise((resolve) => setTimeout(resolve, 250));
  } while (options.follow && !options.signal?.aborted);
}

/** Prints the whole lines after `position` and returns where the next one begins. */
async function printFrom(file: string, position: number, write: (line: string) => void): Promise<number> {
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    if (size <= position) return position;
    const buffer = Buffer.alloc(Math.min(size - position, 8 << 20));
    await handle.read(buffer, 0, buffer.length, position);
    const end = buffer.lastIndexOf(0x0a) + 1;
    for (const line of buffer.subarray(0, end).toString("utf8").split("\n").slice(0, -1)) write(line);
    return position + end;
  } finally {
    await handle.close();
  }
}

async function heightOf({ ready }: StateFile): Promise<string | undefined> {
  if (ready === undefined) return undefined;
  try {
    const answer = await fetch(`${ready.rpc}/status`, { signal: AbortSignal.timeout(2_000) });
    const { result } = (await answer.json()) as { result: { sync_info: { latest_block_height: string } } };
    return result.sync_info.latest_block_height;
  } catch {
    // A halted node is a fact to report, not an error of the report.
    return undefined;
  }
}
