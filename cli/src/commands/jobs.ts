import { type Client, DcmError, type ReceiptView, type Shown } from "@dcm/client";
import { toHex } from "@dcm/proto";
import {
  type Job,
  Job as JobCodec,
  Query,
  type Receipt,
  Receipt as ReceiptCodec,
  SlotStateInfo,
} from "@dcm/proto/gen/dcm/job/v1";
import { Query as Market } from "@dcm/proto/gen/dcm/market/v1";
import { CliError } from "../failure.js";
import { withHeld } from "../held.js";
import { addressNames } from "../names.js";
import { confirm, data, type Format, facts, short, show, showList, table, talk } from "../output.js";
import { count, jobRequest, readProgram } from "../request.js";
import { openSession, requireKey, type Session, type SessionFlags } from "../session.js";
import { detachable, followJob, nameIn, outcomeName, stateName } from "./follow.js";
import { explanationText, noOffer, progressFor, proposalsText, type RunFlags, whatLacks } from "./run.js";

export interface JobsFlags extends SessionFlags {
  readonly output: Format;
  readonly limit?: string;
  readonly all?: boolean;
  readonly owner?: string;
  readonly state?: string;
}

/** `dcm job list`: newest first, those that ended included. */
export async function list(flags: JobsFlags): Promise<number> {
  const session = await openSession(flags);
  const { client, key } = session;
  const limit = count("--limit", flags.limit ?? "20");
  const owner = flags.all ? "" : (flags.owner ?? key?.address ?? "");
  const request = { owner, pagination: { limit, reverse: true } };
  const jobs = client.query(Query);
  const [live, ended] = await Promise.all([jobs.Jobs(request), jobs.Receipts(request)]);
  const byId = new Map(ended.receipts.map((receipt) => [receipt.jobId, ofReceipt(client, receipt)]));
  // A settled job answers both queries until its evidence ends; the receipt knows the sums.
  for (const job of live.jobs) if (!byId.has(job.id)) byId.set(job.id, ofJob(job));
  const wanted = [...byId.values()].filter(
    ({ state }) => flags.state === undefined || state === flags.state.toUpperCase(),
  );
  const newest = wanted.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1)).slice(0, Number(limit));
  const names = addressNames(session);
  const rows = await Promise.all(
    newest.map(async ({ id, state, class: of, owner: who, providers, paid }) => [
      id,
      state,
      of,
      await names.of(who),
      (await Promise.all(providers.map(names.of))).join(", "),
      paid?.display ?? "",
    ]),
  );
  showList(flags.output, "jobs", newest, () => table(["id", "state", "class", "owner", "providers", "paid"], rows));
  return 0;
}

/** `dcm job get ID`: the job while it lives, then its receipt. */
export async function get(idText: string, flags: JobsFlags): Promise<number> {
  const session = await openSession(flags);
  const id = idOf(idText);
  const job = await findJob(session.client, id);
  if (!job) return receipt(idText, flags);
  const names = addressNames(session);
  const seats = await Promise.all(
    job.slots.map(async ({ index, provider, state, jurisdiction, fuel, paid }) => [
      String(index),
      provider === "" ? "-" : await names.of(provider),
      jurisdiction,
      nameIn(SlotStateInfo, state),
      String(fuel),
      session.client.money.format(paid),
    ]),
  );
  const owner = await names.of(job.owner);
  show(flags.output, JobCodec.toJSON(job), () =>
    [
      facts([
        ["job", `${job.id} of ${owner}, ${stateName(job.state)}${job.reason === "" ? "" : `: ${job.reason}`}`],
        ["program", `sha256:${toHex(job.spec.program.digest)}`],
        ["class", `${job.class}, ${job.maxFuel} fuel, ${job.maxWallTimeMs} ms`],
        [
          "limit",
          `${session.client.money.format(job.limit)} a seat, fills at ${session.client.money.format(job.fillPrice)}`,
        ],
        [
          "blocks",
          `placed ${job.placedHeight}, matched ${job.matchedHeight}, ${stateName(job.state)} since ${job.stateHeight}`,
        ],
      ]),
      table(["seat", "provider", "place", "state", "fuel", "paid"], seats),
    ].join("\n"),
  );
  return 0;
}

/** `dcm receipt ID`: who did what for how much. */
export async function receipt(idText: string, flags: JobsFlags): Promise<number> {
  const session = await openSession(flags);
  const id = idOf(idText);
  const view = await session.client.receipt(id).catch(async (error: unknown) => {
    throw (await stillRuns(session.client, id, error)) ?? error;
  });
  const text = await receiptText(session, view);
  const { receipt: account, ...sums } = view;
  const { protocolFee, placingFee, balanceEffect, ...same } = sums;
  const shown = { ...same, protocol_fee: protocolFee, placing_fee: placingFee, balance_effect: balanceEffect };
  show(flags.output, { receipt: ReceiptCodec.toJSON(account), ...shown }, () => text);
  return 0;
}

/** `dcm job logs ID`: what the program wrote, once the providers have agreed on it. */
export async function logs(idText: string, flags: JobsFlags & { readonly follow?: boolean }): Promise<number> {
  const session = await openSession(flags);
  const id = idOf(idText);
  const job = session.client.job(id);
  if (!flags.follow && (await findJob(session.client, id))?.resultDigest.length === 0) {
    throw new CliError("JOB_NO_OUTPUT", `job ${id} has no agreed output yet; it is shown when the providers agree`, [
      `dcm job logs ${id} --follow`,
      `dcm job wait ${id}`,
    ]);
  }
  // Reading does not approve: that stays with wait.
  const output = await job.result({ approve: false }).catch(async (error: unknown) => {
    throw await withHeld(session.client, job, error);
  });
  if (flags.output === "text") {
    data(output.stdout);
    process.stderr.write(output.stderr);
  } else show(flags.output, { stdout: output.stdoutText(), stderr: output.stderrText() }, () => "");
  return 0;
}

/** `dcm job wait ID`: as `dcm run` from where the job stands. */
export async function wait(idText: string, flags: RunFlags): Promise<number> {
  const session = await openSession(flags);
  const id = idOf(idText);
  const job = session.client.job(id);
  const progress = progressFor("wait", flags);
  progress.identify(id);
  try {
    return await followJob(session, job, progress, { ...flags, interrupt: detachable(session.client, progress) });
  } finally {
    progress.close();
  }
}

/** `dcm job cancel ID`: takes an order that is not matched off the book. */
export async function cancel(idText: string, flags: JobsFlags & { readonly yes?: boolean }): Promise<number> {
  const session = await openSession(flags);
  requireKey(session);
  const id = idOf(idText);
  if (!flags.yes && process.stdin.isTTY && !(await confirm(`cancel job ${id}?`))) return 1;
  const { hash, height } = await session.client.job(id).cancel({ onHash: (hash) => talk(`tx ${hash}`) });
  show(
    flags.output,
    { id: String(id), txhash: hash, height: String(height) },
    () => `job ${id} cancelled in block ${height}`,
  );
  return 0;
}

/** `dcm explain ORDER|JOB|TX|PROGRAM`: why it stands where it stands, and what would help. */
export async function explain(what: string, args: readonly string[], flags: RunFlags): Promise<number> {
  const session = await openSession(flags);
  const { client } = session;
  if (/^[0-9a-fA-F]{64}$/.test(what)) return explainTx(client, what, flags.output);
  if (!/^\d+$/.test(what)) {
    const request = await jobRequest(await readProgram(what), args, flags);
    const quoted = await client.quote(request);
    const { explanation, next } = await whatLacks(session, request, flags, quoted);
    show(flags.output, { ...explanation, next }, () =>
      [explanationText(explanation), ...(next.length === 0 ? [] : [proposalsText(next)])].join("\n"),
    );
    return quoted.fillableSeats < quoted.order.terms.slots ? noOffer : 0;
  }
  const id = idOf(what);
  const job = await findJob(client, id);
  const open = await findOrder(client, id);
  if (open) {
    const explanation = await client.explain(id);
    show(
      flags.output,
      { id: what, order: open, explanation },
      () => `order ${id} is ${open}\n${explanationText(explanation)}`,
    );
    return 0;
  }
  if (!job) {
    const view = await client.receipt(id);
    const { state, reason, closedHeight } = view.receipt;
    const value = { id: what, state: stateName(state), reason, closed_height: String(closedHeight) };
    show(
      flags.output,
      value,
      () =>
        `job ${id} ended ${value.state} in block ${closedHeight}${reason === "" ? "" : `: ${reason}`}\npaid ${view.paid.display} · refunded ${view.refunded.display}\ntry   dcm receipt ${id}`,
    );
    return 0;
  }
  const state = stateName(job.state);
  const seats = job.slots.map(({ index, provider, state: seat }) => ({
    index,
    provider,
    state: nameIn(SlotStateInfo, seat),
  }));
  show(flags.output, { id: what, state, waits_for: waits[state] ?? "", seats }, () =>
    [
      `job ${id} is ${state}: ${waits[state] ?? job.reason}`,
      ...seats.map((seat) => `  seat ${seat.index}  ${short(seat.provider)}  ${seat.state}`),
      `try   dcm job wait ${id}`,
    ].join("\n"),
  );
  return 0;
}

/** What each state waits for. */
const waits: Readonly<Record<string, string>> = {
  OPEN: "no offers were matched yet",
  MATCHED: "providers were chosen",
  DRAWN: "the providers fetch the program and accept",
  RUNNING: "the providers run the program and commit to their results",
  SEALED: "all results are committed and will be opened",
  REVEAL: "the providers open their results",
  DELIVERY: "the result is agreed; the buyer fetches it and confirms, or the window ends",
  AWAITING_APPROVAL: "the buyer approves or rejects the result",
  SETTLED: "paid; the evidence is still kept",
};

async function explainTx(client: Client, hash: string, format: Format): Promise<number> {
  const tx = await client.tx.get(hash.toUpperCase());
  if (!tx) {
    const next = [`dcm query wait-tx ${hash}`];
    throw new DcmError({
      code: "TX_PENDING",
      grpc: 4,
      retryable: true,
      message: `no block holds ${hash} yet`,
      next,
      txhash: hash,
    });
  }
  const { code, codespace, log, height, gasUsed, gasWanted } = tx;
  show(format, { txhash: hash, height: String(height), code, codespace, log }, () =>
    [
      `tx ${short(hash)} is in block ${height} and ${code === 0 ? "did what it says" : `failed: ${codespace} ${code}, ${log}`}`,
      `gas ${gasUsed} of ${gasWanted}`,
    ].join("\n"),
  );
  return 0;
}

export async function receiptText(session: Session, view: ReceiptView): Promise<string> {
  const names = addressNames(session);
  const { receipt: account, paid, protocolFee, placingFee, refunded, deposited, balanceEffect } = view;
  const rows = await Promise.all(
    account.slots.map(async (slot) => [
      String(slot.index),
      await names.of(slot.provider),
      slot.jurisdiction,
      nameIn(SlotStateInfo, slot.state),
      `${slot.fuel} fuel`,
      session.client.money.format(slot.paid),
    ]),
  );
  const places = account.slots.map(({ jurisdiction }) => jurisdiction).join(", ");
  const earners = await Promise.all(
    account.slots.filter((slot) => slot.paid > 0n).map(({ provider }) => names.of(provider)),
  );
  const end = account.manifest
    ? `${outcomeName(account.manifest.outcome)} ${account.manifest.exitCode}`
    : account.reason;
  return [
    `  job ${account.jobId} · ${await names.of(account.owner)} → ${earners.join(", ") || "nobody"} · ${places} · ${account.class} · ${stateName(account.state)} · ${end}`,
    `  paid ${paid.display} · protocol fee ${protocolFee.display} · refunded ${refunded.display} of ${deposited.display} · placing fee ${placingFee.display}`,
    `  balance effect ${balanceEffect.display}, gas apart · blocks ${account.placedHeight} placed, ${account.matchedHeight} matched, ${account.closedHeight} closed`,
    `  program sha256:${toHex(account.programDigest)}`,
    `  result  ${toHex(account.resultDigest) || "none"}`,
    table(["seat", "provider", "place", "state", "used", "paid"], rows).replace(/^/gm, "  "),
  ].join("\n");
}

export async function findJob(client: Client, id: bigint): Promise<Job | undefined> {
  return orMissing(async () => (await client.query(Query).Job({ id })).job);
}

async function findOrder(client: Client, id: bigint): Promise<string | undefined> {
  const order = await orMissing(async () => (await client.query(Market).Order({ id })).order);
  return order && (order.asleep ? "asleep: nothing on the book fits it now" : "on the book");
}

/** The answer, or undefined when the chain says that there is no such thing. */
export async function orMissing<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof DcmError && error.grpc === 5) return undefined;
    throw error;
  }
}

export function idOf(text: string): bigint {
  if (!/^#?\d{1,19}$/.test(text))
    throw new CliError("USAGE", `${text} is not the number of a job or order`, ["dcm job list"]);
  return BigInt(text.replace("#", ""));
}

async function stillRuns(client: Client, id: bigint, error: unknown): Promise<CliError | undefined> {
  if (!(error instanceof DcmError) || error.grpc !== 5) return undefined;
  const job = await findJob(client, id);
  if (!job) return undefined;
  return new CliError("JOB_NO_OUTPUT", `job ${id} is ${stateName(job.state)}; its receipt comes when it ends`, [
    `dcm job wait ${id}`,
  ]);
}

interface JobLine {
  readonly id: string;
  readonly state: string;
  readonly class: string;
  readonly owner: string;
  readonly providers: readonly string[];
  readonly placed_height: string;
  readonly closed_height?: string;
  readonly paid?: Shown;
}

function ofReceipt(
  client: Client,
  { jobId, owner, state, class: of, slots, paid, placedHeight, closedHeight }: Receipt,
): JobLine {
  return {
    id: String(jobId),
    state: stateName(state),
    class: of,
    owner: owner as string,
    providers: slots.map(({ provider }) => provider as string),
    placed_height: String(placedHeight),
    closed_height: String(closedHeight),
    paid: client.money.show(paid),
  };
}

function ofJob({ id, owner, state, class: of, slots, placedHeight }: Job): JobLine {
  return {
    id: String(id),
    state: stateName(state),
    class: of,
    owner: owner as string,
    providers: slots.flatMap(({ provider }) => (provider === "" ? [] : [provider as string])),
    placed_height: String(placedHeight),
  };
}
