import { DcmError, type Message } from "@dcm/client";

/** A transaction that the chain's state calls for. */
export interface Wanted {
  /** The same need has the same key, however often it is seen. */
  readonly key: string;
  /** Lower goes first. */
  readonly priority: number;
  /** Market time, ms; among equals the nearest goes first. */
  readonly deadline: bigint;
  readonly message: Message;
}

/** [G3] A missing reveal costs most, then a late commit, then an empty seat. */
export const PRIORITY = { reveal: 0, commit: 1, accept: 2, decline: 2, offer: 3, heartbeat: 4 } as const;

/**
 * Sends what is wanted, most urgent first, until it is wanted no more. One at a time is handed over, because the account's
 * transactions stand in a line anyway and what is urgent must not stand at its end; several await their blocks.
 */
export interface Outbox {
  /**
   * Says what the chain's state calls for now; it replaces what was said before.
   *
   * @param askedAt  when the chain was asked, `performance.now()`: what was included since then may be in the list wrongly
   */
  want(wanted: readonly Wanted[], askedAt: number): void;
  readonly inFlight: Pick<ReadonlySet<string>, "has" | "size">;
  /** Resolves when nothing is on its way. */
  idle(): Promise<void>;
}

export interface OutboxOptions {
  /**
   * Resolves when the message is in a block.
   *
   * @param onHandedOver  to be called as soon as the next one may leave
   */
  send(message: Message, key: string, onHandedOver: () => void): Promise<unknown>;
  /** Told of every end, so that the chain can be asked again. */
  onEnd(key: string, error: unknown): void;
  /** Transactions on their way at the same time. */
  readonly parallel?: number;
}

const RETRY_MS = 250;
/** A seat must be taken within seconds, so waiting longer costs more than asking again. */
const RETRY_MAX_MS = 1_000;

export function openOutbox({ send, onEnd, parallel = 32 }: OutboxOptions): Outbox {
  const inFlight = new Set<string>();
  const includedAt = new Map<string, number>();
  const failures = new Map<string, { readonly count: number; readonly notBefore: number }>();
  let queue: readonly Wanted[] = [];
  let waiting: (() => void)[] = [];
  /** The send that is being handed over. */
  let leaving: object | undefined;

  const leave = (turn: object) => {
    if (leaving === turn) leaving = undefined;
    pump();
  };
  const settle = (key: string, error: unknown) => {
    inFlight.delete(key);
    if (error === undefined) {
      includedAt.set(key, performance.now());
      // It may have been asked for again while it was on its way.
      queue = queue.filter((each) => each.key !== key);
    } else {
      const count = (failures.get(key)?.count ?? 0) + 1;
      failures.set(key, { count, notBefore: performance.now() + Math.min(RETRY_MS * 2 ** (count - 1), RETRY_MAX_MS) });
    }
    onEnd(key, error);
  };
  const pump = () => {
    if (leaving !== undefined || inFlight.size >= parallel) return;
    const now = performance.now();
    const next = queue.find(({ key }) => !inFlight.has(key) && (failures.get(key)?.notBefore ?? 0) <= now);
    if (!next) return;
    const { key, message } = next;
    queue = queue.filter((each) => each !== next);
    inFlight.add(key);
    const turn = {};
    leaving = turn;
    send(message, key, () => leave(turn))
      .then(
        () => settle(key, undefined),
        (error: unknown) => settle(key, error ?? new Error("unknown")),
      )
      .finally(() => {
        // What ended without being handed over leaves the next one its turn, too.
        leave(turn);
        if (inFlight.size > 0) return;
        for (const resolve of waiting) resolve();
        waiting = [];
      });
  };

  return {
    inFlight,
    idle: () => (inFlight.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    want: (wanted, askedAt) => {
      const keys = new Set(wanted.map(({ key }) => key));
      // What the chain calls for no more is done with.
      for (const key of failures.keys()) if (!keys.has(key)) failures.delete(key);
      for (const [key, at] of includedAt) if (at < askedAt) includedAt.delete(key);
      queue = wanted.filter(({ key }) => !includedAt.has(key)).sort(byUrgency);
      pump();
    },
  };
}

/** Whether a failed send says nothing new: the state moved on, or the node had trouble; the chain is asked again anyway. */
export function isRoutine(error: unknown): boolean {
  if (!(error instanceof DcmError)) return false;
  return error.retryable || error.abci?.codespace === "job" || error.code === "TX_PENDING";
}

function byUrgency(a: Wanted, b: Wanted): number {
  if (a.priority !== b.priority) return a.priority - b.priority;
  return a.deadline < b.deadline ? -1 : a.deadline > b.deadline ? 1 : 0;
}
