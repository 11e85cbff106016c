// Deadlines are the chain's, durations are measured by `performance.now()`, which nobody can set; the clock of the day is for people.

/** Blocks come more often than this, and clocks that are kept differ by less. */
const SKEW_MS = 60_000;
/** A chain that was set back for longer than this was started anew. */
const LATE_MS = 15_000;

/**
 * Says how far this machine's clock is from the chain's.
 *
 * @param blockTime  RFC 3339, of the last block
 * @returns such as "3 h ahead of"; undefined when it is near enough
 */
export function clockText(blockTime: string): string | undefined {
  const skew = Date.now() - Date.parse(blockTime);
  if (Math.abs(skew) < SKEW_MS) return undefined;
  const minutes = Math.round(Math.abs(skew) / 60_000);
  const size = minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
  return `${size} ${skew > 0 ? "ahead of" : "behind"}`;
}

/** Says whether a look shows less of the chain than an earlier one. */
export function openLateness(): (now: bigint) => boolean {
  let newest = 0n;
  let since: number | undefined;
  return (now) => {
    if (now < newest) {
      since ??= performance.now();
      if (performance.now() - since < LATE_MS) return true;
    }
    since = undefined;
    newest = now;
    return false;
  };
}

/** Gives the end of a drain by the clock that nobody can set; the clock of the day is asked once. */
export function openDrainEnd(): (until: number) => number {
  let known = { until: 0, end: 0 };
  return (until) => {
    if (known.until !== until) known = { until, end: performance.now() + until - Date.now() };
    return known.end;
  };
}
