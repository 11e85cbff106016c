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

/** Sends what is wanted, most urgent first, a few at a time, until it is wanted no more. */
export interface Outbox {
  /**
   * Says what the chain's state calls for now; it replaces what was said before.
   *
   * @param askedAt  when the chain was asked, ms since 1970: what was included since then may be in the list wrongly
   */
  want(wanted: readonly Wanted[], askedAt: number): void;
  readonly inFlight: Pick<ReadonlySet<string>, "has" | "size">;
  /** Resolves when nothing is on its way. */
  idle(): Promise<void>;
}

export interface OutboxOptions {
  send(message: Message): Promise<unknown>;
  /** Told of every end, so that the chain can be asked again. */
  onEnd(key: string, error: unknown): void;
  /** Transactions on their way at the same time. */
  readonly parallel?: number;
}

const RETRY_MS = 250;
/** A seat must be taken within seconds, so waiting longer costs more than asking again. */
const RETRY_MAX_MS = 1_000;
/** A send that hangs for so long gets a twin: whichever comes second fails on the chain and costs its gas alone. */
const HANGS_MS = 3_000;
const COPIES_MAX = 2;

export function openOutbox({ send, onEnd, parallel = 8 }: OutboxOptions): Outbox {
  const inFlight = new Map<string, { readonly copies: number; readonly since: number }>();
  const includedAt = new Map<string, number>();
  const failures = new Map<string, { readonly count: number; readonly notBefore: number }>();
  let queue: readonly Wanted[] = [];
  let waiting: (() => void)[] = [];

  const settle = (key: string, error: unknown) => {
    const { copies, since } = inFlight.get(key) ?? { copies: 1, since: 0 };
    if (copies > 1) inFlight.set(key, { copies: copies - 1, since });
    else inFlight.delete(key);
    if (error === undefined) {
      includedAt.set(key, Date.now());
      // It may have been asked for again while it was on its way.
      queue = queue.filter((each) => each.key !== key);
    } else {
      const count = (failures.get(key)?.count ?? 0) + 1;
      failures.set(key, { count, notBefore: Date.now() + Math.min(RETRY_MS * 2 ** (count - 1), RETRY_MAX_MS) });
    }
    if (inFlight.size === 0) {
      for (const resolve of waiting) resolve();
      waiting = [];
    }
    onEnd(key, error);
    pump();
  };
  const isFree = (key: string, now: number): boolean => {
    const sent = inFlight.get(key);
    return sent === undefined || (sent.copies < COPIES_MAX && now - sent.since > HANGS_MS);
  };
  const pump = () => {
    const now = Date.now();
    const ready = queue.filter(({ key }) => isFree(key, now) && (failures.get(key)?.notBefore ?? 0) <= now);
    for (const { key, message } of ready.slice(0, Math.max(0, parallel - inFlight.size))) {
      inFlight.set(key, { copies: (inFlight.get(key)?.copies ?? 0) + 1, since: now });
      send(message).then(
        () => settle(key, undefined),
        (error: unknown) => settle(key, error ?? new Error("unknown")),
      );
      queue = queue.filter((each) => each.key !== key);
    }
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
