/** The names that `DCM_CRASH_AT` accepts in the agent, in the order in which a seat passes them. */
export const CRASH_POINTS = [
  "agent-matched",
  "agent-fetching",
  "agent-fetched",
  "agent-accepting",
  "agent-accepted",
  "agent-executing",
  "agent-executed",
  "agent-shelved",
  "agent-journalled",
  "agent-committing",
  "agent-committed",
  "agent-uploaded",
  "agent-revealing",
  "agent-revealed",
] as const;

export type CrashPoint = (typeof CRASH_POINTS)[number];

/** Ends the process as SIGKILL does when `DCM_CRASH_AT` names this point: nothing is flushed and nobody is told. */
export function crashPoint(name: CrashPoint): void {
  if (process.env.DCM_CRASH_AT === name) process.kill(process.pid, "SIGKILL");
}
