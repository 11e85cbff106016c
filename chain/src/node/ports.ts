import { createServer } from "node:net";
import { UsageError } from "./errors.js";

/** One address that the node, or a child of it, will listen on. */
export interface Listener {
  /** The flag of `dcmd start` that sets it. */
  readonly flag: string;
  /** Such as tcp://127.0.0.1:26657. */
  readonly address: string;
}

const LOOK_MS = 100;

/**
 * Refuses to start where another program listens: CometBFT would end with one line in a long log, and the gateway would be started
 * again and again.
 *
 * @param patienceMs  how long to wait first: children of a node that was killed let go of their ports a moment later
 * @throws UsageError DCMD_PORT_TAKEN naming the flag and a port that is free
 */
export async function requireFreePorts(listeners: readonly Listener[], patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (const { flag, address } of listeners) {
    const [, host = "", digits = "0"] = /^(?:tcp:\/\/)?(.*):(\d+)$/.exec(address) ?? [];
    const port = Number(digits);
    // Another kind of address, or any port: nothing can be in the way.
    if (port === 0) continue;
    while (!(await isFree(host, port))) {
      if (Date.now() >= deadline) throw await taken(flag, host, port);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }
}

async function taken(flag: string, host: string, port: number): Promise<UsageError> {
  let other = port + 1000;
  while (other < 65_000 && !(await isFree(host, other))) other += 1;
  const shown = host === "" ? "0.0.0.0" : host;
  return new UsageError(`${shown}:${port} (${flag}) is taken by another program`, "DCMD_PORT_TAKEN", [
    `--${flag} tcp://${shown}:${other}`,
  ]);
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, ...(host === "" || host === "0.0.0.0" ? {} : { host }) }, () =>
      server.close(() => resolve(true)),
    );
  });
}
