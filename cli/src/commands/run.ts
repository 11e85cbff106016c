import { mkdir } from "node:fs/promises";
import { type Client, DcmError, type JobRequest, type Quote } from "@dcm/client";
import { toHex } from "@dcm/proto";
import { type Explanation, Query } from "@dcm/proto/gen/dcm/market/v1";
import { CliError, contractOf, exitCodeOf } from "../failure.js";
import { confirm, data, type Format, facts, short, show, sizeText } from "../output.js";
import { createProgress, modeFor, type Progress } from "../progress.js";
import { relaxed } from "../relax.js";
import { type JobFlags, jobRequest, milliseconds, type Program, readProgram } from "../request.js";
import { forSender, openSession, requireKey, type Session, type SessionFlags } from "../session.js";
import { typed } from "../typed.js";
import { detachable, followJob } from "./follow.js";

export interface RunFlags extends JobFlags, SessionFlags {
  readonly output: Format;
  readonly outputDir?: string;
  readonly detach?: boolean;
  readonly dryRun?: boolean;
  readonly waitForOffer?: boolean;
  readonly timeout?: string;
  readonly approve?: boolean;
  readonly yes?: boolean;
  readonly quiet?: boolean;
  readonly ascii?: boolean;
  readonly color?: boolean;
}

/** `dcm run`: from a program to its paid output. @returns the job's own exit code */
export async function run(name: string, args: readonly string[], flags: RunFlags): Promise<number> {
  const program = await readProgram(name);
  const request = await jobRequest(program, args, flags);
  // What cannot be written is found out before anything is paid.
  if (flags.outputDir !== undefined) await mkdir(flags.outputDir, { recursive: true });
  const session = await openSession(flags);
  const { client } = session;
  const progress = progressFor("run", flags);
  try {
    if (flags.dryRun) return await dryRun(session, program, request, progress, flags);
    requireKey(session);
    const interrupt = detachable(client, progress);
    const sending = {
      onHash: (hash: string) => progress.start("order", `tx ${hash}`),
      ...(flags.waitForOffer ? { waitForOffer: true } : {}),
    };
    let agreed = flags.yes || flags.maxTotal !== undefined || flags.maxPrice !== undefined;
    const onQuote = (quote: Quote) => {
      for (const line of planLines(client, program, quote, flags)) progress.say(line);
      if (!agreed) guard(session, quote);
    };
    // A key of its own, so that placing again after a question or a lost answer gives the same job.
    const keyed = { clientKey: crypto.getRandomValues(new Uint8Array(16)), ...request };
    const place = () => client.run(keyed, { ...sending, onQuote });
    const job = await place().catch(async (error: unknown) => {
      if (!(error instanceof CliError) || error.code !== "SPEND_GUARD") throw error;
      if (!(await confirm(`  ${error.message}. Go on?`))) throw error;
      agreed = true;
      return place();
    });
    progress.identify(job.id);
    const { tx, existing } = job.placed ?? { tx: undefined, existing: false };
    const where = tx ? `  tx ${short(tx.hash)}  block ${tx.height}` : "";
    progress.done("order", `#${job.id}${where}${existing ? "  (placed before)" : ""}`, {
      height: tx?.height,
      tx: tx?.hash,
      data: { id: job.id },
    });
    if (flags.detach) {
      show(flags.output, { id: job.id }, () => String(job.id));
      interrupt.done();
      return 0;
    }
    return await followJob(session, job, progress, { ...flags, interrupt });
  } catch (thrown) {
    const error = await withProposals(session, request, flags, forSender(thrown, session));
    const object = contractOf(error);
    if (flags.output === "jsonl") progress.result({ error: object, exit_code: exitCodeOf(object) });
    throw error;
  } finally {
    progress.close();
  }
}

/** `dcm quote`: what a job would cost now and who could take it. */
export async function quote(name: string, args: readonly string[], flags: RunFlags): Promise<number> {
  const program = await readProgram(name);
  const session = await openSession(flags);
  const { client } = session;
  const request = await jobRequest(program, args, flags);
  const quoted = await client.quote(request);
  const { eligible, fillableSeats, order } = quoted;
  const lacking = fillableSeats < order.terms.slots ? await whatLacks(session, request, flags, quoted) : undefined;
  const money = (sum: bigint) => client.money.show(sum);
  const value = {
    eligible,
    fillable_seats: fillableSeats,
    slots: order.terms.slots,
    limit: money(order.terms.limit),
    fill_price: money(quoted.fillPrice),
    p10: money(quoted.p10),
    p50: money(quoted.p50),
    p90: money(quoted.p90),
    max: money(quoted.deposit),
    placing_fee: money(quoted.placingFee),
    order_deposit: money(quoted.orderDeposit),
    bond: money(quoted.bond),
    max_use: quoted.maxUse,
    max_wall_time_ms: quoted.maxWallTimeMs,
    ...(lacking === undefined ? {} : { explanation: lacking.explanation, next: lacking.next }),
  };
  const asks = [value.p10, value.p50, value.p90].map(({ display }) => display).join(" · ");
  show(flags.output, value, () =>
    [
      facts([
        ["offers that fit", `${eligible}, enough for ${fillableSeats} of ${order.terms.slots} seats`],
        ["asks p10 p50 p90", quoted.p90 === 0n ? "none meets the order's terms" : asks],
        [
          "a seat now costs",
          `${lacking === undefined ? `at most ${value.fill_price.display}` : "nothing: not every seat can be filled"}, your limit is ${value.limit.display}`,
        ],
        [
          "locked at most",
          `${value.max.display} and a deposit of ${value.order_deposit.display}; what is not used comes back`,
        ],
        ["placing fee", value.placing_fee.display],
        ["provider's bond", `${value.bond.display} each`],
        ["limits", `${quoted.maxUse} fuel, ${quoted.maxWallTimeMs} ms`],
      ]),
      ...(lacking === undefined ? [] : [explanationText(lacking.explanation), proposalsText(lacking.next)]),
    ].join("\n"),
  );
  return lacking === undefined ? 0 : noOffer;
}

/** Exit code when too few offers fit. */
export const noOffer = 9;

/** Per constraint how many offers meet it, and, when they are too few, lines that would work. */
export async function whatLacks(
  { client, key }: Session,
  request: JobRequest,
  flags: JobFlags,
  { order, fillableSeats }: Quote,
) {
  const { explanation } = await client.query(Query).Explain({ owner: key?.address ?? "", ...order });
  const next = fillableSeats < order.terms.slots ? await relaxed(client, request, flags, typed()) : [];
  return { explanation, next };
}

export function proposalsText(next: readonly string[]): string {
  return next.map((line, index) => `${index === 0 ? "try" : "or "}   ${line}`).join("\n");
}

/** Too few offers: what would help is found out, because it must work as printed. */
async function withProposals(session: Session, request: JobRequest, flags: RunFlags, error: unknown): Promise<unknown> {
  if (!(error instanceof DcmError) || error.code !== "MARKET_NO_ELIGIBLE_PROVIDER") return error;
  try {
    return error.with({ next: await relaxed(session.client, request, flags, typed()) });
  } catch (trouble) {
    // A node that goes away now does not change what is wrong with the order.
    if (trouble instanceof DcmError) return error;
    throw trouble;
  }
}

/** The renderer for a command's flags. */
export function progressFor(workflow: string, flags: Pick<RunFlags, "output" | "quiet" | "ascii" | "color">): Progress {
  const mode = modeFor(flags.output, flags.quiet, process.stderr.isTTY);
  return createProgress({
    mode,
    workflow,
    write: (text) => {
      if (mode === "jsonl") data(text);
      else process.stderr.write(text);
    },
    columns: () => process.stderr.columns,
    color: flags.color !== false && !process.env.NO_COLOR && mode === "tty",
    ascii: flags.ascii,
  });
}

/** Per constraint, how many offers meet it. */
export function explanationText({ offers, eligible, fillableSeats, constraints, ...more }: Explanation): string {
  const width = Math.max(...constraints.map(({ constraint }) => constraint.length));
  const rows = constraints.map(({ constraint, passing, gainedWithout, nearest: near }) => {
    const gain = gainedWithout > 0 ? `  +${gainedWithout} without it` : "";
    return `  ${constraint.padEnd(width)}  ${passing} of ${offers}${gain}${near === "" ? "" : `  nearest: ${near}`}`;
  });
  return [
    `${eligible} of ${offers} offers meet everything, enough for ${fillableSeats} seats${more.truncated ? " (book not read to its end)" : ""}`,
    ...rows,
    ...(more.cheapestOtherwise === "" ? [] : [`cheapest ask that passes all but price: ${more.cheapestOtherwise}`]),
    ...(more.relaxation === "" ? [] : [`one change that would help: ${more.relaxation}`]),
  ].join("\n");
}

async function dryRun(
  session: Session,
  program: Program,
  request: JobRequest,
  progress: Progress,
  flags: RunFlags,
): Promise<number> {
  const { client } = session;
  const quoted = await client.quote(request);
  for (const line of planLines(client, program, quoted, flags)) progress.say(line);
  const { fillableSeats, order } = quoted;
  const { explanation, next } = await whatLacks(session, request, flags, quoted);
  progress.say(explanationText(explanation));
  if (next.length > 0) progress.say(proposalsText(next));
  const value = {
    fillable_seats: fillableSeats,
    slots: order.terms.slots,
    max: client.money.show(quoted.deposit),
    placing_fee: client.money.show(quoted.placingFee),
    order_deposit: client.money.show(quoted.orderDeposit),
    program: toHex(order.job.program.digest),
  };
  show(flags.output, value, () => `nothing was sent; at most ${value.max.display} would be locked`);
  return fillableSeats < order.terms.slots ? noOffer : 0;
}

function planLines(client: Client, program: Program, quoted: Quote, flags: RunFlags): readonly string[] {
  const { terms, job } = quoted.order;
  const format = (sum: bigint) => client.money.format(sum);
  const [policy] = terms.policy;
  const redundant = policy?.redundant;
  const rule = redundant
    ? redundant.m === redundant.n
      ? `${redundant.n} replicas must agree`
      : `${redundant.m} of ${redundant.n} replicas must agree`
    : "1 replica, you approve the result";
  const place = flags.region === undefined ? "any jurisdiction" : `in ${flags.region.join(" or ")}`;
  const digest = toHex(job.program.digest);
  const now =
    quoted.fillableSeats < terms.slots
      ? "too few offers fit now"
      : `at today's asks at most ${format(quoted.fillPrice * BigInt(terms.slots))}`;
  return [
    `  plan      ${program.label} sha256:${digest.slice(0, 4)}…${digest.slice(-4)} ${sizeText(program.bytes.length)} · ${terms.class} · ${rule} · ${place}`,
    `            max ${format(quoted.deposit)} · ${now} · deposit ${format(quoted.orderDeposit)} (refundable) · placing fee ${format(quoted.placingFee)}`,
  ];
}

/** Without a limit of the buyer's own, a large sum is confirmed first (EXPERIENCE CLI-10). */
function guard({ client, context }: Session, quoted: Quote): void {
  const { denom } = client.network;
  const most = client.money.parse(context?.spend_guard ?? `1${denom.display}`);
  const total = quoted.deposit + quoted.orderDeposit + quoted.placingFee;
  if (total <= most) return;
  const message = `this may lock ${client.money.format(total)}, more than the guard of ${client.money.format(most)}`;
  const sum = client.money.format(total).replace(" ", "");
  throw new CliError("SPEND_GUARD", message, [typed().with("--yes").text(), typed().with("--max-total", sum).text()]);
}

/** Reads `--timeout`. */
export function timeoutOf(flags: { readonly timeout?: string | undefined }): number | undefined {
  return flags.timeout === undefined ? undefined : milliseconds("--timeout", flags.timeout);
}
