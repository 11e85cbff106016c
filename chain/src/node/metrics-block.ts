import { messageByTypeUrl } from "@dcm/proto";
import { TxBody, TxRaw } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import type { Event, RequestFinalizeBlock, ResponseFinalizeBlock } from "@dcm/proto/gen/tendermint/abci";
import type { Counter, Gauge, Histogram } from "prom-client";

/** What is counted of blocks. */
export interface BlockFacts {
  readonly txs: Counter;
  readonly gas: Histogram;
  readonly price: Gauge;
  readonly jobs: Counter;
  readonly phases: Histogram;
  readonly disputes: Counter;
  readonly slashes: Counter;
}

/** Jobs whose class and phase are remembered; the oldest is forgotten first. */
const JOBS_KEPT = 20_000;

interface Known {
  readonly class: string;
  readonly phase: string | undefined;
  /** Block time when it came into that phase, seconds. */
  readonly since: number;
}

/** Counts a block's transactions and events. Jobs that began before the node did have no class. */
export function countBlock(
  facts: BlockFacts,
): (request: RequestFinalizeBlock, response: ResponseFinalizeBlock) => void {
  const known = new Map<string, Known>();
  const byType = remembered((type: string, result: string) => facts.txs.labels(type, result));
  const gasOf = remembered((type: string) => facts.gas.labels(type));
  return ({ txs, time }, { txResults, events }) => {
    const now = Number(time.seconds) + time.nanos / 1e9;
    for (const [i, result] of txResults.entries()) {
      const type = actionOf(result.events) ?? typeOf(txs[i]);
      byType(type, result.code === 0 ? "ok" : codeOf(result)).inc();
      gasOf(type).observe(Number(result.gasUsed));
      if (result.code === 0) for (const event of result.events) countEvent(facts, known, event, now);
    }
    for (const event of events) countEvent(facts, known, event, now);
    for (const id of known.keys()) {
      if (known.size <= JOBS_KEPT) break;
      known.delete(id);
    }
  };
}

/** What was made for the same labels before: looking them up is most of what counting costs. */
export function remembered<T>(make: (...labels: string[]) => T): (...labels: string[]) => T {
  const made = new Map<string, T>();
  return (...labels) => {
    const key = labels.join("\n");
    const found = made.get(key) ?? make(...labels);
    made.set(key, found);
    return found;
  };
}

type Text = (key: string) => string;

/** What is counted of each type of event. */
const counted: ReadonlyMap<string, (facts: BlockFacts, known: Map<string, Known>, text: Text, now: number) => void> =
  new Map([
    [
      "dcm.market.v1.EventOrderOpened",
      (_, known, text, now) => known.set(text("order_id"), { class: text("class"), phase: undefined, since: now }),
    ],
    [
      "dcm.market.v1.EventOrderMatched",
      (facts, _, text) => facts.price.set({ class: text("class") }, Number(text("price"))),
    ],
    ["dcm.job.v1.EventJobState", countJob],
    ["dcm.job.v1.EventDissentAlarm", (facts) => facts.disputes.inc({ outcome: "void" })],
    [
      "dcm.provider.v1.EventStakeBurnt",
      (facts, _, text) => facts.slashes.inc({ reason: text("reason") }, Number(text("amount"))),
    ],
    // The staking module's: what was burnt is told with the reason (SDK x/slashing/keeper).
    ["slash", (facts, _, text) => countSlash(facts, text("reason"), text("burned_coins"))],
  ]);

function countEvent(facts: BlockFacts, known: Map<string, Known>, { type, attributes }: Event, now: number): void {
  const count = counted.get(type);
  if (count === undefined) return;
  count(facts, known, (key) => unquoted(attributes.find((attribute) => attribute.key === key)?.value), now);
}

function countSlash(facts: BlockFacts, reason: string, burnt: string): void {
  if (reason !== "") facts.slashes.inc({ reason }, Number(burnt || "0"));
}

function countJob(facts: BlockFacts, known: Map<string, Known>, text: Text, now: number): void {
  const [id, state] = [text("job_id"), text("state")];
  const before = known.get(id);
  facts.jobs.inc({ class: before?.class ?? "", state });
  if (before?.phase !== undefined) facts.phases.observe({ phase: before.phase }, now - before.since);
  known.delete(id);
  known.set(id, { class: before?.class ?? "", phase: state, since: now });
}

/** The first message's type, as its events tell it: it is one that the application knows. */
function actionOf(events: readonly Event[]): string | undefined {
  for (const { type, attributes } of events) {
    const action = type === "message" ? attributes.find(({ key }) => key === "action") : undefined;
    if (action !== undefined) return action.value.replace(/^\//, "");
  }
  return undefined;
}

/** The first message's type of a transaction that failed before its events; what nobody knows is no label. */
function typeOf(tx: Uint8Array | undefined): string {
  try {
    const { typeUrl = "" } = TxBody.decode(TxRaw.decode(tx ?? new Uint8Array(0)).bodyBytes).messages[0] ?? {};
    return messageByTypeUrl(typeUrl)?.name ?? "unknown";
  } catch {
    // Bytes that are no transaction: a proposer put them there.
    return "unknown";
  }
}

/** A result in one label: 0, or codespace and code. */
export function codeOf({ code, codespace }: { readonly code: number; readonly codespace: string }): string {
  return code === 0 ? "0" : `${codespace}/${code}`;
}

/** Typed events carry JSON. */
function unquoted(value = ""): string {
  return /^".*"$/.test(value) ? value.slice(1, -1) : value;
}
