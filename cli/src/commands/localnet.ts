import { spawn } from "node:child_process";
import { mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { connect, formatAmount } from "@dcm/client";
import { fromMnemonic } from "@dcm/client/keys";
import { Query as Bank } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { Query as Providers } from "@dcm/proto/gen/dcm/provider/v1";
import type { LocalnetErrorCode, LocalnetOptions, Ready } from "@dcm/testnet";
import { selectContext } from "../contexts.js";
import { CliError } from "../failure.js";
import { openKeys } from "../keyring.js";
import { data, type Format, short, show, stdoutClosed, table, talk } from "../output.js";

export interface UpFlags {
  readonly validators: string;
  readonly providers: string;
  readonly blockTime?: string;
  readonly home?: string;
  readonly portOffset?: string;
  readonly reset?: boolean;
  readonly configOut?: string;
  readonly chainId?: string;
  readonly detach?: boolean;
}

/** What a detached supervisor tells the command that started it. */
type Report =
  | { readonly say: string }
  | { readonly ready: Ready }
  | { readonly failed: string; readonly code?: LocalnetErrorCode; readonly next?: readonly string[] };

/** `dcm localnet up`: runs until it is told to stop, or with `--detach` until it is ready. */
export async function up(flags: UpFlags): Promise<number> {
  const ready = flags.detach ? await upDetached(flags) : undefined;
  if (ready) {
    await welcome(ready, flags);
    return 0;
  }
  const { LocalnetError, startLocalnet } = await import("@dcm/testnet");
  const report = (what: Report) => process.connected && process.send?.(what);
  const say = (text: string) => (process.send ? report({ say: text }) : talk(`  ${text}`));
  const stopping = stopSignal();
  let network: Awaited<ReturnType<typeof startLocalnet>>;
  try {
    network = await startLocalnet(optionsOf(flags), say);
  } catch (error) {
    const { message } = error as Error;
    report({ failed: message, ...(error instanceof LocalnetError ? { code: error.code, next: error.next } : {}) });
    throw error;
  }
  try {
    if (process.send) report({ ready: network.ready });
    else await welcome(network.ready, flags);
    const reason = await Promise.race([network.broken, stopping]);
    if (reason === undefined) talk("  stopping");
    else throw new CliError("LOCALNET", reason, ["dcm localnet logs", "dcm localnet up"]);
  } finally {
    await network.stop();
  }
  return 0;
}

/** `dcm localnet down`. */
export async function down(flags: { readonly home?: string; readonly remove?: boolean }): Promise<number> {
  const { stopLocalnet } = await import("@dcm/testnet");
  const running = await stopLocalnet({ home: flags.home, remove: flags.remove });
  talk(running ? "  stopped" : "  no network was running");
  if (flags.remove) talk("  its data is removed");
  return 0;
}

/** `dcm localnet status`; exit 5 when no blocks are made. */
export async function status(flags: { readonly home?: string; readonly output: Format }): Promise<number> {
  const { localnetStatus } = await import("@dcm/testnet");
  const found = await localnetStatus(flags.home);
  if (!found.running) throw new CliError("LOCALNET_NOT_RUNNING", `no network runs from ${found.home}`);
  const healthy = found.height !== undefined && found.processes.every(({ alive }) => alive);
  show(flags.output, found, () =>
    [
      `  ${found.chain_id} · height #${found.height ?? "unknown"} · rest ${found.ready?.rest} · rpc ${found.ready?.rpc} · ${found.home}`,
      table(
        ["process", "pid", "state"],
        found.processes.map(({ name, pid, alive }) => [name, String(pid), alive ? "runs" : "ended"]),
      ).replace(/^/gm, "  "),
    ].join("\n"),
  );
  return healthy ? 0 : 5;
}

/** `dcm localnet logs [-f] [NAME]`. */
export async function logs(
  name: string | undefined,
  flags: { readonly home?: string; readonly follow?: boolean },
): Promise<number> {
  const { printLogs } = await import("@dcm/testnet");
  const wanted = name === undefined || name === "all" ? {} : { name };
  await printLogs({ home: flags.home, ...wanted, follow: flags.follow, signal: stdoutClosed }, (line) =>
    data(`${line}\n`),
  );
  return 0;
}

function optionsOf(flags: UpFlags): LocalnetOptions {
  const { validators, providers, portOffset = "0", blockTime, home, reset, configOut, chainId } = flags;
  const whole = (text: string) => (/^\d+$/.test(text) ? Number(text) : Number.NaN);
  const counts = { validators: whole(validators), providers: whole(providers), portOffset: whole(portOffset) };
  return { ...counts, blockTime, home, reset, configOut, chainId };
}

/** Resolves at the first SIGINT or SIGTERM; a second one ends at once (the children end with us). */
function stopSignal(): Promise<undefined> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve(undefined));
  });
}

/** Starts this same command in a session of its own and waits until it is ready. */
async function upDetached(flags: UpFlags): Promise<Ready> {
  const { localnetHome, localnetStatus, LocalnetError } = await import("@dcm/testnet");
  const home = localnetHome(flags.home);
  if (flags.reset) {
    // Before the log is opened in it.
    const { running, ready } = await localnetStatus(home);
    if (running)
      throw new LocalnetError(
        `a network already runs from ${home} (pid ${ready?.pid}); stop it with: dcm localnet down`,
        "LOCALNET_RUNNING",
      );
    await rm(home, { recursive: true, force: true });
  }
  await mkdir(join(home, "logs"), { recursive: true, mode: 0o700 });
  const file = join(home, "logs", "localnet.log");
  const log = await open(file, "a", 0o600);
  const args = process.argv.slice(1).filter((arg) => arg !== "--detach" && arg !== "-d" && arg !== "--reset");
  const child = spawn(process.execPath, args, { detached: true, stdio: ["ignore", log.fd, log.fd, "ipc"] });
  const giveUp = () => void child.kill("SIGTERM");
  process.once("SIGINT", giveUp);
  try {
    return await new Promise<Ready>((resolve, reject) => {
      child.on("message", (report: Report) => {
        if ("say" in report) talk(`  ${report.say}`);
        else if ("ready" in report) resolve(report.ready);
        else reject(new LocalnetError(report.failed, report.code, report.next));
      });
      child.once("error", reject);
      child.once("exit", async (code) => {
        const text = await readFile(file, "utf8");
        reject(new LocalnetError(`the network ended (${code}): ${text.trim().split("\n").slice(-3).join(" | ")}`));
      });
    });
  } finally {
    process.off("SIGINT", giveUp);
    if (child.connected) child.disconnect();
    child.unref();
    await log.close();
  }
}

/** Selects the network, imports its keys, and says who is there. */
async function welcome(ready: Ready, flags: UpFlags): Promise<void> {
  await useLocalnet(ready);
  const client = await connect(ready.rest);
  const { denom } = client.network;
  const balances = await Promise.all(
    ready.accounts.map(async ({ address }) => {
      const { balance } = await client.query(Bank).Balance({ address, denom: denom.base });
      return formatAmount(BigInt(balance?.amount ?? "0"), denom);
    }),
  );
  const [{ offers }, all] = await Promise.all([client.query(Providers).Offers(), client.query(Providers).Providers()]);
  const rows = ready.accounts.map(({ role, name, address }, index) => {
    const profile = all.providers.find((provider) => provider.address === address)?.profile;
    const offer = offers.find(({ provider }) => provider === address);
    const ask = offer ? `${offer.terms.class} ${client.money.formatPrice(offer.terms.unitPrice, "gigafuel")}` : "";
    return [role, name, short(address), balances[index] ?? "", profile?.jurisdiction ?? "", ask];
  });
  const { cometVersion } = await client.status();
  const counts = `${ready.validators.length} validator(s) on CometBFT ${cometVersion} · ${ready.providers.length} provider(s)`;
  talk(`  dcm localnet · ${ready.chain_id} · ${counts}
  ! public test keys: never send real funds to these addresses

${table(["role", "name", "address", "balance", "place", "ask"], rows).replace(/^/gm, "  ")}

  rest ${ready.rest}     rpc ${ready.rpc}     faucet ${ready.rest}/faucet
  context "local" selected     follow: dcm localnet logs -f     stop: dcm localnet down${flags.detach ? "" : " (or Ctrl-C)"}`);
  data(`READY ${JSON.stringify(ready)}\n`);
}

/** The context `local`, its keys in the test keyring. */
export async function useLocalnet(ready: Ready): Promise<void> {
  const context = { prefix: "dcm", keyring_backend: "test", local: true } as const;
  await selectContext("local", { chain_id: ready.chain_id, url: ready.rest, from: "alice", ...context });
  const keys = openKeys({}, context);
  for (const { name, mnemonic } of ready.accounts) {
    const known = await keys.get(name);
    const { address } = await fromMnemonic(mnemonic);
    if (known?.address === address) continue;
    if (known) talk(`  ! the test keyring holds another key named ${name}; that account is not imported`);
    else await keys.add(name, { mnemonic });
  }
}
