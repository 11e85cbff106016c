import type { Rpc, RpcBlockResults, RpcEvent } from "./rpc.js";

/** Blocks whose events are kept ready; older ones are read from CometBFT again. */
const keptBlocks = 512;

export interface MarketEvent {
  /** `<height>-<index>`: index counts every market event of the block, so that a filter never changes an id. */
  readonly id: string;
  readonly height: number;
  readonly index: number;
  /** Such as `job.drawn`. */
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface EventFilter {
  /** Names, or their first part alone; empty means all. */
  readonly types: readonly string[];
  /** An address that the event names, in any field. */
  readonly owner?: string | undefined;
  /** A job, its order and its escrow account share one id. */
  readonly job?: string | undefined;
}

export interface EventLog {
  /** Highest block whose events are known. */
  readonly height: number;
  /** Events of one block in order; undefined when CometBFT no longer has it. */
  block(height: number): Promise<readonly MarketEvent[] | undefined>;
  /** Called once per block, in order, without a gap. */
  subscribe(listener: (height: number, events: readonly MarketEvent[]) => void): () => void;
  /** Told by the node that a block was committed. */
  advance(height: number): void;
}

/** Reads each block's events once, whatever the number of listeners. */
export function openEventLog(rpc: Rpc): EventLog {
  const kept = new Map<number, readonly MarketEvent[]>();
  const listeners = new Set<(height: number, events: readonly MarketEvent[]) => void>();
  let height = 0;
  let target = 0;
  let reading = false;

  const block = async (wanted: number): Promise<readonly MarketEvent[] | undefined> => {
    const found = kept.get(wanted);
    if (found !== undefined) return found;
    const results = await rpc.call<RpcBlockResults>("block_results", { height: String(wanted) }).catch(missing);
    return results === undefined ? undefined : eventsOf(wanted, results);
  };
  const follow = async (): Promise<void> => {
    if (reading) return;
    reading = true;
    while (height < target) {
      const next = height === 0 ? target : height + 1;
      const events = await block(next).catch(() => undefined);
      // CometBFT answers block_results a moment after Commit; the next block's notice tries again.
      if (events === undefined) break;
      kept.set(next, events);
      kept.delete(next - keptBlocks);
      height = next;
      for (const listener of listeners) listener(next, events);
    }
    reading = false;
    if (height < target) setTimeout(() => void follow(), 50);
  };

  return {
    get height() {
      return height;
    },
    block,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    advance(committed) {
      target = Math.max(target, committed);
      void follow();
    },
  };
}

export function matches(event: MarketEvent, filter: EventFilter): boolean {
  const { types, owner, job } = filter;
  if (types.length > 0 && !types.some((type) => isNamed(event.name, type))) return false;
  // An owner is any account that the event names: a buyer's order, a provider's seat.
  if (owner !== undefined && !Object.values(event.data).flat().includes(owner)) return false;
  return job === undefined || [event.data.job_id, event.data.order_id, event.data.account_id].includes(job);
}

/** `job`, `job.*` and `job.drawn` all name job.drawn. */
function isNamed(name: string, type: string): boolean {
  return name === type || name.startsWith(`${type.replace(/\.\*$/, "")}.`);
}

/** The market's events of one block: what began the block, its transactions, what ended it. */
export function eventsOf(height: number, results: RpcBlockResults): readonly MarketEvent[] {
  const around = results.finalize_block_events ?? [];
  const ofTxs = (results.txs_results ?? []).flatMap((result) => result.events ?? []);
  const ended = (event: RpcEvent): boolean => event.attributes.some((a) => a.key === "mode" && a.value === "EndBlock");
  return [...around.filter((e) => !ended(e)), ...ofTxs, ...around.filter(ended)]
    .filter((event) => nameOf(event.type) !== undefined)
    .map((event, index) => ({
      id: `${height}-${index}`,
      height,
      index,
      name: nameOf(event.type) ?? event.type,
      data: dataOf(event),
    }));
}

/**
 * The public name of a typed event: `dcm.job.v1.EventJobDrawn` is `job.drawn`, `dcm.escrow.v1.EventPaid` is `escrow.paid`.
 *
 * @returns undefined for events that are not the market's
 */
export function nameOf(type: string): string | undefined {
  const match = /^dcm\.(\w+)\.v1\.Event(\w+)$/.exec(type);
  if (match === null) return undefined;
  const words = (match[2] ?? "").split(/(?=[A-Z])/).map((word) => word.toLowerCase());
  const [noun, ...rest] = words.length === 1 ? [match[1], ...words] : words;
  return `${noun}.${rest.join("_")}`;
}

/** Typed events carry each field as JSON (Cosmos SDK, types/events.go, TypedEventToEvent). */
function dataOf(event: RpcEvent): Record<string, unknown> {
  const fields = event.attributes.filter(({ key }) => key !== "mode" && key !== "msg_index");
  return Object.fromEntries(fields.map(({ key, value }) => [key, parsed(value)]));
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function missing(error: unknown): undefined {
  if (error instanceof Error && error.name === "RpcError") return undefined;
  throw error;
}
