import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { program } from "../src/child.js";
import { portsOf, settingsOf } from "../src/options.js";

/** Places of their own for one test file: nothing of the user's, and nothing that a running demo uses. */
export interface Place {
  readonly home: string;
  readonly portOffset: number;
  /** For programs: their homes are under this test's directory. */
  readonly env: NodeJS.ProcessEnv;
  remove(): Promise<void>;
}

export async function newPlace(): Promise<Place> {
  const directory = await mkdtemp(join(tmpdir(), "dcm-net-"));
  const user = join(directory, "user");
  const home = join(user, "localnet");
  await mkdir(user, { mode: 0o700 });
  return {
    home,
    portOffset: await freeOffset(),
    env: { ...process.env, DCM_HOME: user, NO_COLOR: "1" },
    remove: () => rm(directory, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** An offset at which every port of four validators is free. */
async function freeOffset(): Promise<number> {
  for (let tries = 0; tries < 50; tries++) {
    const portOffset = 200 * (10 + ((process.pid * 7 + tries * 13) % 130));
    const settings = settingsOf({ portOffset });
    const ports = [0, 1, 2, 3].flatMap((i) => Object.values(portsOf(settings, i)));
    const free = await Promise.all([...new Set(ports)].map(isFree));
    if (free.every(Boolean)) return portOffset;
  }
  throw new Error("no free ports for a local network");
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface Done {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one program of ours to its end, whatever its exit code. */
export function run(name: string, args: readonly string[], env: NodeJS.ProcessEnv, input = ""): Promise<Done> {
  return new Promise((resolve, reject) => {
    const child = spawn(program(name), args, { env, stdio: "pipe" });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
    // Who ends early reads nothing.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}

/** Polls until it holds; fails with what was awaited. */
export async function until(what: string, holds: () => Promise<boolean> | boolean, timeoutMs = 30_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`still waiting until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
