import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { abciHandler, exception } from "./abci/dispatch.js";
import { serveAbci } from "./abci/server.js";
import { describeComet, findComet, onPath } from "./comet.js";
import { readyCometData } from "./comet-data.js";
import { cometQueries } from "./comet-queries.js";
import type { AppConfig } from "./config.js";
import { crashPoints } from "./crash.js";
import { diskError, diskTrouble, watchDisks } from "./disk-trouble.js";
import { ChildDied, DiskError, EXIT } from "./errors.js";
import { exitCode } from "./exit-code.js";
import { cometGenesis, readGenesis } from "./genesis.js";
import { getToml, type Home, readFile, writeAtomically } from "./home.js";
import { type Metrics, openMetrics } from "./metrics.js";
import { type Log, type OpenApp, openApp } from "./open-app.js";
import { type Listener, requireFreePorts } from "./ports.js";
import { serveQueries } from "./query-sock.js";
import { type Child, keepRunning, spawnChild } from "./supervisor.js";
import { writeUpgradeInfo } from "./upgrade-info.js";

export interface StartOptions {
  readonly files: Home;
  readonly config: AppConfig;
  /** Flags for `cometbft start`, e.g. ["--rpc.laddr", "tcp://…"]. */
  readonly cometFlags: readonly string[];
  /** Heights at which planned upgrades are not carried out. */
  readonly skippedHeights: ReadonlySet<bigint>;
  /** Overrides timeout_commit of config.toml. */
  readonly blockTime: string | undefined;
  readonly log: Log;
  /** Told once, when the first block of this run was committed. */
  readonly ready: (facts: Readonly<Record<string, string | number>>) => void;
}

/** How long CometBFT may take to write its stores before it is killed. */
const GRACE_MS = 5_000;

/**
 * Runs a node until it is told to stop or something it needs has died: the application here, CometBFT and the gateway
 * as children, with one log.
 *
 * @returns when a signal asked for the stop
 * @throws what ended the node otherwise; errors.ts gives the exit code
 */
export async function start(given: StartOptions): Promise<void> {
  const { log, alarms } = countingAlarms(given.log);
  const options = { ...given, log };
  const { files, config } = options;
  const genesis = readGenesis(files.genesis);
  const disks = [files.data, files.stateDb];
  const trouble = await diskTrouble(disks);
  if (trouble !== undefined) throw trouble;
  const comet = findComet({ install: true, say: log.info });
  log.info(`consensus is ${describeComet(comet)}`);
  const stopping = stopRequest();
  const { failed, fail } = failure();
  // What was begun, to be ended in the opposite order.
  const ends: (() => Promise<void> | void)[] = [];
  try {
    const watch = watchDisks(disks, fail);
    ends.push(watch.stop);
    const { skippedHeights } = options;
    const open = await openApp({ files, config, genesis, log, fail, skippedHeights });
    ends.push(open.close);
    const sockets = socketDirectory(files);
    ends.push(() => rmSync(sockets, { recursive: true, force: true }));
    const at = addresses(options, sockets);
    await requireFreePorts(listeners(options), GRACE_MS);
    writeAtomically(files.cometGenesis, cometGenesis(genesis));
    writeAtomically(files.run, JSON.stringify({ pid: process.pid, sockets, ...at }));
    const metrics = openMetrics(open);
    alarms(metrics.alarmed);
    if (config.telemetry.enabled) ends.push((await metrics.serve(config.telemetry.address)).close);
    for (const server of await serve(options, { open, metrics, fail }, at)) ends.push(server.close);
    await readyCometData({ files, comet, height: open.durableHeight(), log });
    if (config.api.enable) {
      const gateway = keepRunning(() => gatewayChild(options, at), log.warn);
      ends.push(() => gateway.stop(GRACE_MS));
    }
    const child = spawnChild("cometbft", [comet, "start", ...cometArguments(options, at.abciSock)], cometEnv(options));
    ends.push(() => child.stop(GRACE_MS));
    const died = child.ended.then((code) => {
      throw new ChildDied(`CometBFT ended (${code})`);
    });
    log.info(`stopping: ${await Promise.race([stopping, failed, died])}`);
  } catch (error) {
    throw await explained(disks, error);
  } finally {
    for (const end of ends.reverse()) await settled(end, log);
  }
}

/** A log that tells of its alarms; `alarms` says to whom. */
function countingAlarms(log: Log): { readonly log: Log; readonly alarms: (ring: () => void) => void } {
  let ring: () => void = () => undefined;
  const warn = (text: string): void => {
    if (text.startsWith("ALARM ")) ring();
    log.warn(text);
  };
  return {
    log: { ...log, warn },
    alarms(to) {
      ring = to;
    },
  };
}

/** Ends one thing; its failure is told and does not hide why the node stops. */
async function settled(end: () => Promise<void> | void, log: Log): Promise<void> {
  try {
    await end();
  } catch (error) {
    log.warn(`while stopping: ${String(error)}`);
  }
}

/** Whoever stumbles over a disk first may not say that it was the disk. Errors that are no surprise are what they say. */
async function explained(disks: readonly string[], error: unknown): Promise<unknown> {
  const isSurprise = exitCode(error) === EXIT.UNEXPECTED || exitCode(error) === EXIT.CHILD_DIED;
  if (!isSurprise || error instanceof DiskError) return error;
  const trouble = (await diskTrouble(disks)) ?? diskError(disks[0] as string, error);
  return trouble === undefined ? error : new DiskError(`${trouble.message} (${String(error)})`);
}

function listeners({ files, config, cometFlags }: StartOptions): readonly Listener[] {
  const text = readFile(files.configToml);
  const comet = ["rpc.laddr", "p2p.laddr"].map((flag) => ({
    flag,
    address: flagOf(cometFlags, `--${flag}`) ?? getToml(text, flag),
  }));
  const { api, grpc, telemetry } = config;
  return [
    ...comet,
    ...(api.enable ? [{ flag: "api.address", address: api.address }] : []),
    ...(api.enable && grpc.enable ? [{ flag: "grpc.address", address: grpc.address }] : []),
    ...(telemetry.enabled ? [{ flag: "telemetry.address", address: telemetry.address }] : []),
  ];
}

interface Addresses {
  readonly abciSock: string;
  readonly querySock: string;
  readonly rpc: string;
}

function addresses({ files, cometFlags }: StartOptions, sockets: string): Addresses {
  const laddr = flagOf(cometFlags, "--rpc.laddr") ?? getToml(readFile(files.configToml), "rpc.laddr");
  return { abciSock: join(sockets, "abci.sock"), querySock: join(sockets, "query.sock"), rpc: httpUrl(laddr) };
}

/** Opens the two sockets. `fail` is called with whatever the node cannot go on after. */
async function serve(
  options: StartOptions,
  {
    open,
    metrics,
    fail,
  }: { readonly open: OpenApp; readonly metrics: Metrics; readonly fail: (error: unknown) => void },
  at: Addresses,
): Promise<readonly { close(): Promise<void> }[]> {
  const { files, config, log } = options;
  const alarm = (text: string) => log.warn(`ALARM ${text}`);
  const queries = await serveQueries({ path: at.querySock, app: open.app, alarm });
  let isReady = false;
  const crashPoint = crashPoints(process.env.DCM_CRASH_AT);
  const abci = await serveAbci({
    path: at.abciSock,
    handle: abciHandler({
      app: open.app,
      cometQuery: cometQueries(open.app, at.rpc, alarm),
      observe: metrics.observe,
      persist: open.persist,
      durableHeight: open.durableHeight,
      committed(height, time) {
        queries.push(height, time);
        if (!isReady) options.ready({ rpc: at.rpc, home: files.root, pid: process.pid, height: String(height) });
        isReady = true;
      },
      upgradeNeeded: ({ plan, height }) => writeUpgradeInfo(files, { name: plan.name, height, info: plan.info }),
      alarm,
      crashPoint,
      haltHeight: config.haltHeight,
      haltTime: config.haltTime,
    }),
    exception,
    onFatal: fail,
    onClosed: () => setTimeout(() => fail(new ChildDied("CometBFT closed its connection")), GRACE_MS).unref(),
  });
  return [abci, queries];
}

function cometArguments({ files, cometFlags }: StartOptions, abciSock: string): readonly string[] {
  return ["--home", files.root, "--proxy_app", `unix://${abciSock}`, "--abci", "socket", ...cometFlags];
}

/**
 * CometBFT's live memory is small, so that Go's collector runs all the time under load: at four times the garbage it takes a
 * tenth less CPU for some 200 MiB more (docs/benchmarks.md). Who sets GOGC has decided.
 */
const COMET_GOGC = "400";

/** CometBFT reads every key of config.toml from the environment too, so that no file is changed behind its owner. */
function cometEnv({ files, blockTime }: StartOptions): NodeJS.ProcessEnv {
  return {
    GOGC: process.env.GOGC ?? COMET_GOGC,
    CMT_GENESIS_FILE: files.cometGenesis,
    ...(blockTime && { CMT_CONSENSUS_TIMEOUT_COMMIT: blockTime }),
  };
}

function gatewayChild({ files, config }: StartOptions, { querySock, rpc }: Addresses): Child {
  const listen = config.api.address.replace(/^\w+:\/\//, "");
  const grpc = config.grpc.enable ? ["--grpc", config.grpc.address.replace(/^\w+:\/\//, "")] : [];
  const flags = ["--query-sock", querySock, "--rpc", rpc, "--listen", listen, ...grpc, "--home", files.root];
  return spawnChild("dcm-gateway", [...gatewayCommand(), "start", ...flags]);
}

/** The sibling package's program in node_modules/.bin of this installation, else the one on PATH. */
function gatewayCommand(): readonly string[] {
  let directory = dirname(fileURLToPath(import.meta.url));
  // Bounded by the depth of the path.
  while (dirname(directory) !== directory) {
    const found = onPath("dcm-gateway", join(directory, "node_modules", ".bin"));
    if (found !== undefined) return [process.execPath, found];
    directory = dirname(directory);
  }
  return ["dcm-gateway"];
}

/** A unix path ends at 107 bytes, so sockets are not under the home. Only this user may enter their directory. */
function socketDirectory(files: Home): string {
  removeLeftOver(files);
  const parent = process.env.XDG_RUNTIME_DIR || tmpdir();
  const directory = mkdtempSync(join(parent, "dcmd-"));
  chmodSync(directory, 0o700);
  mkdirSync(files.data, { recursive: true });
  return directory;
}

/** After a kill -9 the last run's directory still stands; only one that mkdtemp named is removed. */
function removeLeftOver(files: Home): void {
  let sockets: unknown;
  try {
    sockets = (JSON.parse(readFileSync(files.run, "utf8")) as { sockets?: unknown }).sockets;
  } catch {
    // No earlier run, or a torn file of one: nothing to remove by it.
    return;
  }
  if (typeof sockets === "string" && /\/dcmd-[A-Za-z0-9]{6}$/.test(sockets))
    rmSync(sockets, { recursive: true, force: true });
}

/** The first signal stops cleanly. A second ends this process at once; the children's watchers then end them. */
function stopRequest(): Promise<string> {
  let signals = 0;
  return new Promise((stop) => {
    const on = (signal: string): void => {
      signals += 1;
      if (signals > 1) process.exit(EXIT.UNEXPECTED);
      stop(signal);
    };
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, on);
  });
}

/** A promise that the sockets can break. */
function failure(): { readonly failed: Promise<never>; readonly fail: (error: unknown) => void } {
  let fail!: (error: unknown) => void;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  // Somebody may fail before anybody waits for it.
  failed.catch(() => undefined);
  return { failed, fail };
}

function flagOf(flags: readonly string[], name: string): string | undefined {
  const index = flags.indexOf(name);
  return index < 0 ? undefined : flags[index + 1];
}

function httpUrl(laddr: string): string {
  const url = new URL(laddr.replace(/^tcp:/, "http:"));
  if (url.hostname === "0.0.0.0") url.hostname = "127.0.0.1";
  return url.origin;
}
