import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createConnection } from "node:net";
import { join } from "node:path";
import { fromMnemonic } from "@dcm/client/keys";
import { faucet, providers, type TestProvider } from "./accounts.js";
import { type Child, program, runProgram, startChild } from "./child.js";
import { allAccounts, makeGenesis, prefix, validatorHome } from "./genesis.js";
import { LocalnetError, type LocalnetOptions, portsOf, type Settings, settingsOf } from "./options.js";

/** What `READY` tells (INTERFACES.md, "Localnet"). */
export interface Ready {
  readonly chain_id: string;
  readonly rpc: string;
  readonly rest: string;
  readonly home: string;
  readonly pid: number;
  readonly accounts: readonly {
    readonly name: string;
    readonly role: string;
    readonly address: string;
    readonly mnemonic: string;
  }[];
  readonly validators: readonly {
    readonly name: string;
    readonly home: string;
    readonly rpc: string;
    readonly pid: number;
  }[];
  readonly providers: readonly { readonly name: string; readonly home: string; readonly pid: number }[];
}

export interface Localnet {
  readonly ready: Ready;
  /** Resolves with the reason when a process of the network ended by itself. */
  readonly broken: Promise<string>;
  stop(): Promise<void>;
}

/** Written next to the homes, so that `down`, `status` and `logs` find the network. */
export interface StateFile {
  readonly settings: Settings;
  readonly pid: number;
  readonly ready?: Ready;
}

const readyMs = 90_000;
const pollMs = 100;
const graceMs = 8_000;

/**
 * Starts a network of real processes and waits until it can take a job.
 *
 * @param say  is told each step, for people
 * @throws LocalnetError  when a port is taken, a process ended early, or the home belongs to another chain
 */
export async function startLocalnet(options: LocalnetOptions, say: (text: string) => void): Promise<Localnet> {
  const settings = settingsOf(options);
  const { home } = settings;
  await requireStopped(home);
  if (options.reset) await rm(home, { recursive: true, force: true });
  await mkdir(join(home, "logs"), { recursive: true, mode: 0o700 });
  await requireSameNetwork(settings);
  await requireFreePorts(settings);
  if (!existsSync(join(validatorHome(settings, 0), "config/genesis.json"))) {
    say(`making a genesis for ${settings.validators} validator(s)`);
    await rm(validatorHome(settings, 0), { recursive: true, force: true });
    await makeGenesis(settings);
  }
  await writeState({ settings, pid: process.pid });
  const children: Child[] = [];
  const stop = async (): Promise<void> => {
    // Providers first: they want to say goodbye to a chain that still runs.
    for (const child of [...children].reverse()) await child.stop(graceMs);
    await rm(stateFile(home), { force: true });
  };
  try {
    const ready = await bringUp(settings, children, say);
    await writeState({ settings, pid: process.pid, ready });
    if (options.configOut !== undefined) await writeFile(options.configOut, `${JSON.stringify(ready, null, 2)}\n`);
    const broken = Promise.race(
      children.map(async ({ name, ended }) => `${name} ended (${await ended}), see ${logFile(home, name)}`),
    );
    return { ready, broken, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

export function stateFile(home: string): string {
  return join(home, "localnet.json");
}

export function logFile(home: string, name: string): string {
  return join(home, "logs", `${name}.log`);
}

export async function readState(home: string): Promise<StateFile | undefined> {
  return existsSync(stateFile(home)) ? (JSON.parse(await readFile(stateFile(home), "utf8")) as StateFile) : undefined;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function bringUp(settings: Settings, children: Child[], say: (text: string) => void): Promise<Ready> {
  const { home, chainId } = settings;
  const rest = `http://127.0.0.1:${portsOf(settings, 0).rest}`;
  const nodes = await startValidators(settings, children);
  say(`waiting for blocks of ${nodes.length} validator(s)`);
  await until("the gateway is ready", children, home, async () => (await fetch(`${rest}/readyz`)).ok);
  const agents = await Promise.all(
    providers.slice(0, settings.providers).map((who) => startProvider(settings, who, rest, children)),
  );
  say(`waiting for the offers of ${agents.length} provider(s)`);
  await until("every provider's offer is on the book", children, home, async () => {
    const answer = await fetch(`${rest}/dcm/provider/v1/offers`);
    const { offers = [] } = (await answer.json()) as { offers?: { provider: string; listed: boolean }[] };
    // A provider that was away is off the book until its agent has resumed it.
    return new Set(offers.filter(({ listed }) => listed).map(({ provider }) => provider)).size >= agents.length;
  });
  const accounts = await Promise.all(
    allAccounts(settings).map(async ({ name, role, mnemonic }) => {
      const { address } = await fromMnemonic(mnemonic, { prefix });
      return { name, role, address, mnemonic };
    }),
  );
  return {
    chain_id: chainId,
    rpc: nodes[0]?.rpc ?? "",
    rest,
    home,
    pid: process.pid,
    accounts,
    validators: nodes,
    providers: agents,
  };
}

async function startValidators(settings: Settings, children: Child[]): Promise<Ready["validators"]> {
  const { home, blockTime } = settings;
  const faucetFile = join(home, "faucet.mnemonic");
  await writeFile(faucetFile, `${faucet.mnemonic}\n`, { mode: 0o600 });
  return Array.from({ length: settings.validators }, (_, i) => {
    const name = `val${i}`;
    const ports = portsOf(settings, i);
    const own = validatorHome(settings, i);
    const listen = ["--rpc.laddr", `tcp://127.0.0.1:${ports.rpc}`, "--p2p.laddr", `tcp://127.0.0.1:${ports.p2p}`];
    const gateway = ["--api.address", `tcp://127.0.0.1:${ports.rest}`, "--grpc.address", `127.0.0.1:${ports.grpc}`];
    const api = i === 0 ? gateway : ["--no-gateway"];
    const metrics = ["--telemetry.address", `127.0.0.1:${ports.appMetrics}`];
    const command = [program("dcmd"), "start", "--home", own, "--block-time", blockTime, ...listen, ...api, ...metrics];
    const child = startChild(name, command, logFile(home, name), {
      DCM_FAUCET_MNEMONIC_FILE: faucetFile,
      CMT_INSTRUMENTATION_PROMETHEUS_LISTEN_ADDR: `127.0.0.1:${ports.metrics}`,
    });
    children.push(child);
    return { name, home: own, rpc: `http://127.0.0.1:${ports.rpc}`, pid: child.pid };
  });
}

async function startProvider(
  settings: Settings,
  who: TestProvider,
  rest: string,
  children: Child[],
): Promise<Ready["providers"][0]> {
  const { name, jurisdiction, site, price } = who;
  const home = join(settings.home, name);
  if (!existsSync(join(home, "config.toml"))) {
    await mkdir(home, { recursive: true, mode: 0o700 });
    const mnemonicFile = join(home, "mnemonic");
    await writeFile(mnemonicFile, `${who.mnemonic}\n`, { mode: 0o600 });
    const identity = ["--name", name, "--mnemonic-file", mnemonicFile, "--keyring-backend", "test"];
    const place = ["--jurisdiction", jurisdiction, "--site", site];
    const terms = ["--price", price, "--start-fee", "100udcm", "--stake", "2000DCM", "--units", "4", "--yes"];
    await runProgram([
      program("dcm-provider"),
      "init",
      "--home",
      home,
      "--network",
      rest,
      ...identity,
      ...place,
      ...terms,
    ]);
  }
  const child = startChild(name, [program("dcm-provider"), "up", "--home", home], logFile(settings.home, name));
  children.push(child);
  return { name, home, pid: child.pid };
}

/** Polls until `holds`, or says which process ended instead. */
async function until(
  what: string,
  children: readonly Child[],
  home: string,
  holds: () => Promise<boolean>,
): Promise<void> {
  let ended: string | undefined;
  for (const { name, ended: end } of children) {
    void end.then((code) => {
      ended ??= `${name} ended (${code}); the last lines of ${logFile(home, name)} say why`;
    });
  }
  const deadline = Date.now() + readyMs;
  while (ended === undefined && Date.now() < deadline) {
    // Refused connections are the expected answer until the process listens.
    if (await holds().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  throw new LocalnetError(ended ?? `after ${readyMs / 1000} s still waiting until ${what}`);
}

async function requireStopped(home: string): Promise<void> {
  const state = await readState(home);
  if (state === undefined || !isAlive(state.pid)) return;
  throw new LocalnetError(
    `a network already runs from ${home} (pid ${state.pid}); stop it with: dcm localnet down --home ${home}`,
    "LOCALNET_RUNNING",
  );
}

async function requireSameNetwork(settings: Settings): Promise<void> {
  const file = join(validatorHome(settings, 0), "config/genesis.json");
  if (!existsSync(file)) return;
  const { chain_id } = JSON.parse(await readFile(file, "utf8")) as { chain_id: string };
  const validators = [0, 1, 2, 3].filter((i) => existsSync(validatorHome(settings, i))).length;
  if (chain_id === settings.chainId && validators === settings.validators) return;
  throw new LocalnetError(
    `${settings.home} holds ${chain_id} with ${validators} validator(s), you asked for ${settings.chainId} with ${settings.validators}; ` +
      "use --reset to start anew or --home for another place",
    "LOCALNET_OTHER_STATE",
  );
}

async function requireFreePorts(settings: Settings): Promise<void> {
  for (let i = 0; i < settings.validators; i++) {
    const { rpc, p2p, rest } = portsOf(settings, i);
    for (const port of i === 0 ? [rpc, p2p, rest] : [rpc, p2p]) {
      if (await isTaken(port)) {
        throw new LocalnetError(
          `port ${port} is taken; stop what listens there or choose another --port-offset`,
          "LOCALNET_PORT_TAKEN",
        );
      }
    }
  }
}

function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: "127.0.0.1" });
    const answer = (taken: boolean) => {
      socket.destroy();
      resolve(taken);
    };
    socket.once("connect", () => answer(true));
    socket.once("error", () => answer(false));
  });
}

async function writeState(state: StateFile): Promise<void> {
  const file = stateFile(state.settings.home);
  await writeFile(`${file}.tmp`, JSON.stringify(state, null, 2), { mode: 0o600 });
  await rename(`${file}.tmp`, file);
}
