/** The names that DCM_CRASH_AT accepts: four on the way of a block through the node, three in the writer thread. */
export const CRASH_POINTS = [
  "finalize-before",
  "finalize-after",
  "commit-before-writer",
  "commit-after-writer",
  "writer-before-batch",
  "writer-in-batch",
  "writer-after-batch",
] as const;

/**
 * Crash points for tests: `DCM_CRASH_AT=<name>` or `<name>:<height>` ends the process there as SIGKILL does, with
 * nothing flushed and nobody told.
 */
export function crashPoints(wanted: string | undefined): (name: string, height: bigint) => void {
  const [wantedName, wantedHeight] = (wanted ?? "").split(":");
  return (name, height) => {
    if (name !== wantedName) return;
    if (wantedHeight !== undefined && BigInt(wantedHeight) !== height) return;
    process.kill(process.pid, "SIGKILL");
  };
}
