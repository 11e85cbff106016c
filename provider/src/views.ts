import { Query as JobQuery, JobState } from "@dcm/proto/gen/dcm/job/v1";
import { Query as ProviderQuery, ProviderStatus } from "@dcm/proto/gen/dcm/provider/v1";
import { isLiveSlot } from "@dcm/rules";
import { runningAgent } from "./claim.js";
import { clockText } from "./clock.js";
import { balanceOf, openFrom } from "./connection.js";
import { OperatorError, textOf } from "./failure.js";
import { howToFill, purseOf } from "./funds.js";
import { filesOf, readConfig } from "./home.js";
import { type Decision, readJournal } from "./journal.js";

export type Format = "text" | "json" | "jsonl";

/** The decisions on the last orders, oldest first. Works without a network. */
export async function orders(home: string, last: number, format: Format): Promise<string> {
  const decisions = await lastDecisions(home, last);
  if (format === "json") return `${JSON.stringify({ decisions }, null, 2)}\n`;
  if (format === "jsonl") return decisions.map((each) => `${JSON.stringify(each)}\n`).join("");
  if (decisions.length === 0) return "no orders seen yet\n";
  const rows = decisions.map(({ order, class: of, decision, state, paid, reason }) => {
    const end = state === undefined ? "" : `${state.toLowerCase()}${paid && paid !== "0" ? ` +${paid}` : ""}`;
    return [order, of, decision, end, reason];
  });
  return table(["ORDER", "CLASS", "DECISION", "SEAT", "REASON"], rows);
}

/** The last decisions by order id. */
export async function lastDecisions(home: string, last: number): Promise<readonly Decision[]> {
  const { decisions } = await readJournal(filesOf(home).journal);
  const byOrder = [...decisions.values()].sort((a, b) => Number(BigInt(a.order) - BigInt(b.order)));
  return byOrder.slice(-last);
}

/** How the provider stands: the agent, the chain's record, seats, earnings. */
export async function status(home: string, format: Format): Promise<string> {
  const config = await readConfig(home);
  const { address } = config.key;
  const pid = await runningAgent(home);
  const { decisions } = await readJournal(filesOf(home).journal);
  const today = new Date().toISOString().slice(0, 10);
  const paid = [...decisions.values()].filter(({ at, paid: sum }) => at.startsWith(today) && BigInt(sum ?? "0") > 0n);
  const earned = paid.reduce((sum, each) => sum + BigInt(each.paid ?? "0"), 0n);
  const chain = await chainView(home, config).catch((error: unknown) => ({ error: textOf(error) }));
  const view = {
    address,
    home,
    agent: pid === undefined ? null : { pid },
    chain,
    today: { jobs: paid.length, paid: String(earned) },
  };
  if (format !== "text") return `${JSON.stringify(view, null, format === "json" ? 2 : 0)}\n`;
  const head = [`agent    ${pid === undefined ? "not running" : `running (pid ${pid})`}`, `address  ${address}`];
  const body =
    "error" in chain
      ? [`chain    not read: ${chain.error}`]
      : [
          `status   ${chain.status}`,
          `stake    ${chain.stake} (${chain.free_stake} free)`,
          `gas      ${chain.gas.shortage === null ? chain.gas.balance : `takes nothing new: ${chain.gas.shortage}; ${chain.gas.help}`}`,
          ...(chain.clock === null ? [] : [`clock    ${chain.clock} the chain's last block`]),
          ...chain.offers.map(
            (offer) =>
              `offer    #${offer.id} ${offer.class} · ${offer.used}/${offer.units} units · ${offer.listed ? "live" : "off the book"}`,
          ),
          ...chain.seats.map((seat) => `seat     job ${seat.job} ${seat.state.toLowerCase()}`),
        ];
  return `${[...head, ...body, `today    ${paid.length} job(s) · +${earned}`].join("\n")}\n`;
}

async function chainView(home: string, config: Awaited<ReturnType<typeof readConfig>>) {
  const client = await openFrom(home, config);
  const { address } = config.key;
  const [{ provider, freeStake }, { offers: own }, { jobs }, balance, { time }] = await Promise.all([
    client.query(ProviderQuery).Provider({ address }),
    client.query(ProviderQuery).Offers({ provider: address }),
    client.query(JobQuery).Jobs({ provider: address, pagination: { limit: 100n, reverse: true } }),
    balanceOf(client, address),
    client.status(),
  ]);
  const live = jobs.filter(({ slots }) => slots.some((slot) => slot.provider === address && isLiveSlot(slot.state)));
  const slots = live.flatMap((job) => job.slots.filter((slot) => slot.provider === address && isLiveSlot(slot.state)));
  const isListed = provider.status === ProviderStatus.ACTIVE;
  const { shortage } = purseOf(client, balance, { live: slots, units: config.offer.units, isListed });
  return {
    chain_id: client.network.chainId,
    status: nameOf(ProviderStatus, provider.status),
    stake: client.money.format(provider.stake),
    free_stake: client.money.format(freeStake),
    gas: { balance: client.money.format(balance), shortage: shortage ?? null, help: howToFill(client, address) },
    clock: clockText(time) ?? null,
    offers: own.map(({ id, terms, usedUnits, listed }) => ({
      id: String(id),
      class: terms.class,
      units: terms.units,
      used: usedUnits,
      listed,
    })),
    seats: live.map(({ id, state }) => ({ job: String(id), state: nameOf(JobState, state) })),
  };
}

function nameOf(of: Readonly<Record<string, number>>, value: number): string {
  return Object.keys(of).find((name) => of[name] === value) ?? String(value);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, i) => Math.max(...all.map((row) => (row[i] ?? "").length)));
  return `${all
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n")}\n`;
}

/** Reads `--output`. */
export function formatOf(text: string): Format {
  if (text === "text" || text === "json" || text === "jsonl") return text;
  throw new OperatorError(`--output is text, json or jsonl, not ${text}`);
}
