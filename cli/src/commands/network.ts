import { stat } from "node:fs/promises";
import { type Client, connect, type NodeStatus } from "@dcm/client";
import { Query as Bank } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { Query as Providers } from "@dcm/proto/gen/dcm/provider/v1";
import { type Context, findContext, isLocalChain, readContexts, selectContext, writeContexts } from "../contexts.js";
import { CliError, contractOf } from "../failure.js";
import { backendOf, keyFolder } from "../keyring.js";
import { type Format, facts, show, showList, table, talk } from "../output.js";
import { version } from "../program.js";
import { openSession, type SessionFlags, urlOf } from "../session.js";
import { addressOf } from "../tree/values.js";
import { surroundings } from "./derived.js";

type Flags = SessionFlags & { readonly output: Format };
type CreateFlags = Flags & { readonly spendGuard?: string };

/** `dcm context create NAME URL`: asks the network who it is, and selects it. */
export async function create(name: string, url: string, flags: CreateFlags): Promise<number> {
  const { network, money } = await connect(urlOf(url));
  if (flags.spendGuard !== undefined) money.parse(flags.spendGuard);
  const context: Context = {
    chain_id: network.chainId,
    url: network.rest ?? network.rpc ?? url,
    prefix: network.prefix,
    from: flags.from,
    keyring_backend: flags.keyringBackend ?? "file",
    local: network.local || isLocalChain(network.chainId),
    spend_guard: flags.spendGuard,
  };
  await selectContext(name, context, flags.home);
  show(
    flags.output,
    { name, ...context },
    () => `context ${name} is ${network.chainId} at ${context.url}; it is selected`,
  );
  return 0;
}

/** `dcm context use NAME`. */
export async function use(name: string, flags: Flags): Promise<number> {
  await findContext(name, flags.home);
  const { contexts } = await readContexts(flags.home);
  await writeContexts({ current: name, contexts }, flags.home);
  talk(`context ${name} is selected`);
  return 0;
}

/** `dcm context list`. */
export async function list(flags: Flags): Promise<number> {
  const { current, contexts } = await readContexts(flags.home);
  const items = Object.entries(contexts).map(([name, context]) => ({ name, current: name === current, ...context }));
  const rows = items.map((item) => [item.current ? "*" : "", item.name, item.chain_id, item.url, item.from ?? ""]);
  showList(flags.output, "contexts", items, () => table(["", "name", "chain", "url", "from"], rows));
  return 0;
}

/** `dcm context show [NAME]`. */
export async function showContext(name: string | undefined, flags: Flags): Promise<number> {
  const context = await findContext(name, flags.home);
  if (!context)
    throw new CliError("CONTEXT_MISSING", "no network is chosen", [
      "dcm localnet up --detach",
      "dcm context create --help",
    ]);
  const pairs = Object.entries(context).map(([key, value]) => [key, String(value)] as const);
  show(flags.output, context, () => facts(pairs));
  return 0;
}

/** `dcm context rm NAME`. */
export async function remove(name: string, flags: Flags): Promise<number> {
  await findContext(name, flags.home);
  const { current, contexts } = await readContexts(flags.home);
  const rest = Object.fromEntries(Object.entries(contexts).filter(([known]) => known !== name));
  await writeContexts({ current: current === name ? undefined : current, contexts: rest }, flags.home);
  talk(`context ${name} is removed; its keys stay`);
  return 0;
}

/** `dcm faucet [ADDRESS|KEY]`: test coins. */
export async function faucet(who: string | undefined, flags: Flags): Promise<number> {
  const session = await openSession(flags);
  const { client, key } = session;
  const { faucet: url, denom, chainId } = client.network;
  if (url === undefined) throw new CliError("FAUCET_REFUSED", `${chainId} has no faucet`);
  const address = who === undefined ? key?.address : addressOf(who, await surroundings(session));
  if (address === undefined) throw new CliError("KEY_CHOICE", "whose address?", ["dcm keys list", "dcm keys add mine"]);
  const answer = await fetch(`${url}/credit`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ denom: denom.base, address }),
  });
  const body = (await answer.json()) as { txhash?: string; amount?: string; message?: string };
  if (!answer.ok) throw new CliError("FAUCET_REFUSED", body.message ?? `the faucet answered ${answer.status}`);
  const balance = await balanceOf(client, address);
  const value = {
    address,
    txhash: body.txhash,
    credit: client.money.show(BigInt(body.amount ?? "0")),
    balance: client.money.show(balance),
  };
  show(flags.output, value, () => `${address} got ${value.credit.display} and has ${value.balance.display} now`);
  return 0;
}

type Verdict = {
  readonly check: string;
  readonly state: "OK" | "WARN" | "FAIL";
  readonly text: string;
  readonly fix?: string;
};

/** `dcm doctor`: what is wrong, if something is. @returns 0, or 5 or 3 for what fails first */
export async function doctor(flags: Flags): Promise<number> {
  const verdicts: Verdict[] = [await folderVerdict(flags)];
  try {
    const session = await openSession(flags);
    const { client, key } = session;
    const found = await client.status();
    verdicts.push(...nodeVerdicts(client, found));
    verdicts.push(await marketVerdict(client));
    if (key) verdicts.push(await balanceVerdict(client, key.name, key.address));
    else
      verdicts.push({
        check: "key",
        state: "WARN",
        text: "no key is chosen: reading works, sending does not",
        fix: "dcm keys add mine",
      });
  } catch (error) {
    const { message, next, code } = contractOf(error);
    const [fix] = next.filter((command) => command !== "dcm doctor");
    verdicts.push({
      check: "node",
      state: "FAIL",
      text: `${code}: ${message}`,
      ...(fix === undefined ? { fix: "dcm context list" } : { fix }),
    });
  }
  showList(flags.output, "checks", verdicts, () =>
    verdicts
      .map(
        ({ check, state, text, fix }) =>
          `  ${state.padEnd(4)}  ${check.padEnd(8)}  ${text}${fix === undefined ? "" : `\n${" ".repeat(18)}try ${fix}`}`,
      )
      .join("\n"),
  );
  const failed = verdicts.find(({ state }) => state === "FAIL");
  if (!failed) return 0;
  return failed.check === "keyring" ? 3 : failed.check === "balance" ? 4 : 5;
}

/** `dcm version [--long]`. */
export async function showVersion(flags: { readonly long?: boolean; readonly output: Format }): Promise<number> {
  const { version: own } = version();
  const value = {
    name: "dcm",
    version: own,
    node: process.version,
    platform: `${process.platform}/${process.arch}`,
    cometbft: "0.38",
    cosmos_sdk: "v0.53.8 (wire and errors)",
  };
  show(flags.output, flags.long || flags.output !== "text" ? value : { version: own }, () =>
    flags.long ? facts(Object.entries(value)) : own,
  );
  return 0;
}

async function folderVerdict(flags: Flags): Promise<Verdict> {
  const context = await findContext(flags.context, flags.home).catch(() => undefined);
  const folder = keyFolder(backendOf(flags, context), flags.home);
  const mode = await stat(folder).then(
    (found) => found.mode & 0o777,
    () => undefined,
  );
  if (mode === undefined) return { check: "keyring", state: "OK", text: `${folder} holds no key yet` };
  const open = (mode & 0o077) !== 0;
  const text = `${folder} ${open ? `can be read by others (mode ${mode.toString(8)})` : "is yours alone"}`;
  return open
    ? { check: "keyring", state: "FAIL", text, fix: `chmod 700 ${folder}` }
    : { check: "keyring", state: "OK", text };
}

/** Older than this, a last block means that none are made. */
const staleMs = 30_000;
const skewMs = 5_000;

function nodeVerdicts(
  { network, rpc }: Client,
  { chainId, height, time, catchingUp, cometVersion }: NodeStatus,
): readonly Verdict[] {
  const age = Date.now() - Date.parse(time);
  const fresh: Verdict =
    age > staleMs
      ? {
          check: "height",
          state: "FAIL",
          text: `block ${height} is ${Math.round(age / 1000)} s old: no blocks are made, or this node lags`,
          fix: "dcm localnet status",
        }
      : {
          check: "height",
          state: catchingUp ? "WARN" : "OK",
          text: `${height}${catchingUp ? ", still catching up" : ""}`,
        };
  const skew: Verdict =
    age < -skewMs
      ? {
          check: "clock",
          state: "WARN",
          text: `this machine's clock is ${Math.round(-age / 1000)} s behind the chain's`,
        }
      : { check: "clock", state: "OK", text: "agrees with the chain's" };
  const gateway: Verdict =
    network.rest === undefined
      ? {
          check: "gateway",
          state: "WARN",
          text: "unknown: large programs and events need one",
          fix: "dcm context create --help",
        }
      : { check: "gateway", state: "OK", text: network.rest };
  return [
    { check: "node", state: "OK", text: `${chainId}, CometBFT ${cometVersion}${rpc ? ` at ${rpc.url}` : ""}` },
    fresh,
    skew,
    gateway,
    { check: "gas", state: "OK", text: `${network.gasPrice} a unit` },
  ];
}

async function marketVerdict(client: Client): Promise<Verdict> {
  const { offers } = await client.query(Providers).Offers({ pagination: { limit: 1000n } });
  const listed = new Set(offers.filter((offer) => offer.listed).map(({ provider }) => provider)).size;
  return listed > 0
    ? { check: "market", state: "OK", text: `${listed} provider(s) have offers on the book` }
    : { check: "market", state: "WARN", text: "no offers are on the book: jobs would wait", fix: "dcm provider list" };
}

/** A transaction of ordinary size uses about this much gas. */
const usualGas = 150_000n;

async function balanceVerdict(client: Client, name: string, address: string): Promise<Verdict> {
  const balance = await balanceOf(client, address);
  const price = /^([\d.]+)/.exec(client.network.gasPrice)?.[1] ?? "0";
  const hundred = BigInt(Math.ceil(Number(usualGas) * Number(price) * 100));
  const text = `${name} ${address} has ${client.money.format(balance)}`;
  if (balance === 0n) return { check: "balance", state: "FAIL", text, fix: `dcm faucet ${address}` };
  return balance < hundred
    ? {
        check: "balance",
        state: "WARN",
        text: `${text}: less than 100 transactions cost`,
        fix: `dcm faucet ${address}`,
      }
    : { check: "balance", state: "OK", text };
}

async function balanceOf(client: Client, address: string): Promise<bigint> {
  const { balance } = await client.query(Bank).Balance({ address, denom: client.network.denom.base });
  return BigInt(balance?.amount ?? "0");
}
