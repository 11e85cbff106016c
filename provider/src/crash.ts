/** The names that `DCM_CRASH_AT` accepts in the agent, in the order in which a seat passes them. */
export const CRASH_POINTS = ["agent-journalled", "agent-committed", "agent-uploaded", "agent-revealed"] as const;

/** Ends the process as SIGKILL does when `DCM_CRASH_AT` names this point: nothing is flushed and nobody is told. */
export function crashPoint(name: (typeof CRASH_POINTS)[number]): void {
  if (process.env.DCM_CRASH_AT === name) process.kill(process.pid, "SIGKILL");
}
