import { clientError, DcmError } from "./error.js";
import { type Http, pause, send } from "./http.js";
import type { Network } from "./network.js";
import type { BlockResults, RawEvent, Rpc } from "./rpc.js";

/** Something that happened on the chain. */
export interface ChainEvent {
  /** `<height>-<index>`: where a later stream can go on from. */
  readonly id: string;
  readonly height: bigint;
  /** Such as `job.drawn`. */
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Which events to give; all that are given must fit. */
export interface EventFilter {
  /** Names such as `job.drawn`, or their first part: `job` or `job.*`. */
  readonly types?: readonly string[];
  /** An address that the event names, in any field. */
  readonly owner?: string;
  /** An order's or job's id. */
  readonly job?: bigint;
  /** First height; the present one unless given. */
  readonly from?: bigint;
  /** Go on after this event. */
  readonly after?: string;
}

/** A stream that says nothing for this long is dead: heartbeats come every 15 s. */
const SILENCE_MS = 45_000;
const POLL_MS = 500;

/**
 * Gives the name of a typed event: `dcm.job.v1.EventJobDrawn` is `job.drawn`, `dcm.job.v1.EventSlotState` `slot.state`, and one
 * word gets its module in front: `dcm.job.v1.EventReceipt` is `job.receipt`.
 *
 * @param type  the event's type on the chain
 * @returns its name, or undefined when it is not an event of the market
 * @example
 * eventName("dcm.job.v1.EventJobDrawn"); // "job.drawn"
 */
export function eventName(type: string): string | undefined {
  const [, module = "", words = ""] = /^dcm\.(\w+)\.v\d+\.Event([A-Z]\w*)$/.exec(type) ?? [];
  const [noun, ...rest] = words.match(/[A-Z][a-z0-9]*/g) ?? [];
  if (noun === undefined) return undefined;
  return (rest.length > 0 ? `${noun}.${rest.join("_")}` : `${module}.${noun}`).toLowerCase();
}

/**
 * Gives the market's events of one block, numbered in their order of execution: begin-block, transactions, end-block.
 *
 * @param block  CometBFT's `block_results`
 * @returns the events; numbers count all of the market's, so they do not depend on a filter, and equal the gateway's
 * @example
 * blockEvents({ height: 5n, txs: [], events: [] }); // []
 */
export function blockEvents({ height, txs, events }: BlockResults): readonly ChainEvent[] {
  const isEnd = ({ attributes }: RawEvent) =>
    attributes.some(({ key, value }) => key === "mode" && value === "EndBlock");
  const ordered = [
    ...events.filter((event) => !isEnd(event)),
    ...txs.flatMap((tx) => tx.events),
    ...events.filter(isEnd),
  ];
  const named = ordered.flatMap((event) => {
    const name = eventName(event.type);
    return name === undefined ? [] : [{ name, data: dataOf(event) }];
  });
  return named.map((event, index) => ({ id: `${height}-${index}`, height, ...event }));
}

/**
 * Tells whether an event passes a filter; position (`from`, `after`) is not looked at.
 *
 * @param event   the event
 * @param filter  what is wanted
 * @returns true if every given part of the filter fits
 * @example
 * matches({ id: "1-0", height: 1n, name: "job.drawn", data: { job_id: "7" } }, { types: ["job.*"], job: 7n }); // true
 */
export function matches(event: ChainEvent, { types, owner, job }: EventFilter): boolean {
  const values = Object.values(event.data).flat();
  const named = types === undefined || types.some((type) => type === event.name || isUnder(event.name, type));
  const owned = owner === undefined || values.includes(owner);
  // A job, its order and its escrow account share one id.
  const { job_id, order_id, account_id } = event.data;
  return named && owned && (job === undefined || [job_id, order_id, account_id].includes(String(job)));
}

/**
 * Follows the chain's events without gaps: over the gateway's stream, resumed after every break, or block by block over RPC when
 * there is no gateway.
 *
 * @param http     the connection
 * @param network  with `events`, or else used with `rpc`
 * @param node     CometBFT, and the present height
 * @param filter   what is wanted, and from where
 * @param signal   ends the stream
 * @returns an endless iterator; it waits through outages and throws only what waiting cannot mend
 * @example
 * for await (const event of client.events({ types: ["job.*"], from: 1n })) if (event.height > 0n) break;
 */
export async function* followEvents(
  http: Http,
  network: Network,
  node: { readonly rpc?: Rpc | undefined; height(): Promise<bigint> },
  filter: EventFilter,
  signal?: AbortSignal,
): AsyncGenerator<ChainEvent> {
  const { rpc } = node;
  if (network.events === undefined && rpc === undefined)
    throw clientError("BAD_REQUEST", "there is no event stream and no RPC");
  let { after } = filter;
  // Named before the first connection, so that nothing is missed when it breaks before the first event.
  const from = filter.from ?? (after === undefined ? await node.height() : undefined);
  for (let failures = 0; ; failures++) {
    const rest = { ...filter, ...(after === undefined ? { from: from ?? 1n } : { after }) };
    const source =
      network.events === undefined ? poll(rpc as Rpc, rest, signal) : stream(http, network.events, rest, signal);
    try {
      for await (const event of source) {
        after = event.id;
        failures = 0;
        yield event;
      }
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof DcmError) || !error.retryable) throw error;
    }
    await pause(Math.min(200 * 2 ** failures, 5_000), signal);
  }
}

async function* stream(http: Http, url: string, filter: EventFilter, signal?: AbortSignal): AsyncGenerator<ChainEvent> {
  const query = new URLSearchParams();
  if (filter.types) query.set("types", filter.types.join(","));
  if (filter.owner !== undefined) query.set("owner", filter.owner);
  if (filter.job !== undefined) query.set("job", String(filter.job));
  if (filter.from !== undefined && filter.after === undefined) query.set("from", String(filter.from));
  const headers = {
    accept: "text/event-stream",
    ...(filter.after === undefined ? {} : { "last-event-id": filter.after }),
  };
  const quiet = new AbortController();
  const stop = signal ? AbortSignal.any([signal, quiet.signal]) : quiet.signal;
  const answer = await send(http, query.size > 0 ? `${url}?${query}` : url, { headers, signal: stop, isEndless: true });
  if (!answer.ok || !answer.body) {
    await answer.body?.cancel();
    throw clientError("NODE_BAD_ANSWER", `the event stream answered ${answer.status}`, {
      retryable: answer.status >= 429,
    });
  }
  let watch = setTimeout(() => quiet.abort(), SILENCE_MS);
  const alive = () => {
    clearTimeout(watch);
    watch = setTimeout(() => quiet.abort(), SILENCE_MS);
  };
  try {
    for await (const event of readStream(answer.body, alive)) yield event;
  } finally {
    clearTimeout(watch);
    // Frees the connection when the caller stops early.
    quiet.abort();
  }
}

/** Reads server-sent events (HTML standard, 9.2.6); comments are heartbeats. */
async function* readStream(body: ReadableStream<Uint8Array>, alive: () => void): AsyncGenerator<ChainEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await readChunk(reader);
    if (done) return;
    alive();
    const blocks = (rest + decoder.decode(value, { stream: true })).replaceAll("\r\n", "\n").split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const event = readEvent(block);
      if (event) yield event;
    }
  }
}

async function readChunk(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read();
  } catch (from) {
    throw clientError("NODE_UNREACHABLE", "the event stream broke off", { from });
  }
}

function readEvent(block: string): ChainEvent | undefined {
  const fields = new Map<string, string>();
  for (const line of block.split("\n")) {
    const [, field = "", value = ""] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
    fields.set(field, fields.has(field) ? `${fields.get(field)}\n${value}` : value);
  }
  const [id, name, data] = [fields.get("id"), fields.get("event"), fields.get("data")];
  if (id === undefined || name === undefined || data === undefined) return undefined;
  return { id, name, height: BigInt(id.split("-")[0] ?? "0"), data: parsed(data) as Record<string, unknown> };
}

async function* poll(rpc: Rpc, filter: EventFilter, signal?: AbortSignal): AsyncGenerator<ChainEvent> {
  const [height, index] = (filter.after ?? "").split("-");
  let next = height ? BigInt(height) : (filter.from ?? 1n);
  const seen = BigInt(index ?? "-1");
  for (;;) {
    const { height: last } = await rpc.status();
    for (; next <= last; next++) {
      for (const event of blockEvents(await rpc.blockResults(next))) {
        const old = String(event.height) === height && BigInt(event.id.split("-")[1] ?? "0") <= seen;
        if (!old && matches(event, filter)) yield event;
      }
    }
    await pause(POLL_MS, signal);
  }
}

function dataOf({ attributes }: RawEvent): Record<string, unknown> {
  const own = attributes.filter(({ key }) => key !== "mode" && key !== "msg_index");
  return Object.fromEntries(own.map(({ key, value }) => [key, parsed(value)]));
}

/** Typed events carry JSON; a value that is none is taken as it is. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isUnder(name: string, pattern: string): boolean {
  return name.startsWith(`${pattern.replace(/\.\*$/, "")}.`);
}
