import { blockEvents, type ChainEvent, type EventFilter, matches } from "@dcm/client";
import { type Rpc, type RpcBlockResults, RpcError } from "@dcm/client/comet";

/** Blocks whose events are kept ready; older ones are read from CometBFT again. */
const keptBlocks = 512;
/** CometBFT answers block_results a moment after Commit. */
const retryMs = 50;

export { type ChainEvent, type EventFilter, matches };

export interface EventLog {
  /** Highest block whose events are known. */
  readonly height: number;
  /** Events of one block in order; undefined when CometBFT no longer has it. */
  block(height: number): Promise<readonly ChainEvent[] | undefined>;
  /** Called once per block, in order, without a gap. */
  subscribe(listener: (events: readonly ChainEvent[]) => void): () => void;
  /** Told by the node that a block was committed. */
  advance(height: number): void;
}

/** Reads each block's events once, whatever the number of listeners. */
export function openEventLog(rpc: Rpc): EventLog {
  const kept = new Map<number, readonly ChainEvent[]>();
  const listeners = new Set<(events: readonly ChainEvent[]) => void>();
  let height = 0;
  let target = 0;
  let reading = false;

  const block = async (wanted: number): Promise<readonly ChainEvent[] | undefined> => {
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
      // An unreachable RPC is tried again like a block that is not there yet.
      const events = await block(next).catch(() => undefined);
      if (events === undefined) break;
      kept.set(next, events);
      kept.delete(next - keptBlocks);
      height = next;
      for (const listener of listeners) listener(events);
    }
    reading = false;
    if (height < target) setTimeout(() => void follow(), retryMs);
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

/** The market's events of one block, numbered as the client library numbers them. */
export function eventsOf(height: number, results: RpcBlockResults): readonly ChainEvent[] {
  return blockEvents({
    height: BigInt(height),
    txs: (results.txs_results ?? []).map(({ code, events }) => ({ code, events: events ?? [] })),
    events: results.finalize_block_events ?? [],
  });
}

function missing(error: unknown): undefined {
  if (error instanceof RpcError) return undefined;
  throw error;
}
