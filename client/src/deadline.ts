/** A time limit, together with other reasons to stop. */
export interface Deadline {
  /** Aborts when time is over, or with the first of the other reasons. */
  readonly signal: AbortSignal;
  /** The limit stays, but a program that waits for nothing else may end. */
  rest(): void;
  /** Nothing is waited for any more. */
  clear(): void;
}

/**
 * Makes a time limit. `AbortSignal.any` over `AbortSignal.timeout` will not do: in Node 20 the pair may be collected before it
 * fires, so that the wait never ends, and it lets a program end in the middle that waits for nothing else.
 *
 * @param ms     from now
 * @param stops  other reasons to stop, such as a caller's signal
 * @returns the signal; `clear` is to be called when the wait is over
 * @example
 * const limit = deadline(1_000);
 * await fetch(url, { signal: limit.signal }).finally(limit.clear);
 */
export function deadline(ms: number, ...stops: readonly AbortSignal[]): Deadline {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException("the time is over", "TimeoutError")), ms);
  const stop = (event: Event): void => controller.abort((event.target as AbortSignal).reason);
  for (const each of stops) {
    if (each.aborted) controller.abort(each.reason);
    else each.addEventListener("abort", stop, { once: true });
  }
  return {
    signal: controller.signal,
    // Browsers give a number, and end when their page does.
    rest: () => (timer as { unref?: () => void }).unref?.(),
    clear: () => {
      clearTimeout(timer);
      for (const each of stops) each.removeEventListener("abort", stop);
    },
  };
}
