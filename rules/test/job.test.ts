import { JobState, JobStateInfo, SlotState } from "@dcm/proto/gen/dcm/job/v1";
import { expect, test } from "vitest";
import {
  followJob,
  isEnded,
  isGone,
  jobMoves,
  mayMove,
  phaseOf,
  transferMs,
  unseenJob,
  windowOver,
} from "../src/index.js";

// Declared order: that of the enum.
const states = Object.values(JobState).filter((state) => (state as number) !== 0);

test("[J1] the table names every state of the enum, and only moves between them", () => {
  expect(
    Object.keys(jobMoves)
      .map(Number)
      .sort((a, b) => a - b),
  ).toEqual([...states].sort((a, b) => a - b));
  expect(JobStateInfo.name).toBe("dcm.job.v1.JobState");
  for (const targets of Object.values(jobMoves)) for (const to of targets) expect(states).toContain(to);
});

test("[J1] any state before SETTLED may become VOID, and what has ended never moves but to AUDIT", () => {
  for (const from of states) {
    if (!isEnded(from)) expect(mayMove(from, JobState.VOID)).toBe(true);
    if (isGone(from)) expect(states.filter((to) => mayMove(from, to))).toEqual([]);
  }
  expect(states.filter((to) => mayMove(JobState.SETTLED, to))).toEqual([JobState.AUDIT]);
  expect(mayMove(JobState.OPEN, JobState.RUNNING)).toBe(false);
});

test("a job's events alone tell its state, seats, payments and receipt", () => {
  const events = [
    { name: "EventJobOpened", fields: { job_id: "1" } },
    { name: "EventJobDrawn", fields: { providers: ["a", "b"] } },
    { name: "EventSlotState", fields: { slot: 0, provider: "a", state: "ACCEPTED" } },
    { name: "EventSlotState", fields: { slot: 1, provider: "c", state: "DRAWN" } },
    { name: "EventJobState", fields: { state: "RUNNING" } },
    { name: "EventSlotPaid", fields: { slot: 0, amount: "120" } },
    { name: "EventJobState", fields: { state: "SETTLED" } },
    { name: "EventReceipt", fields: { digest: "abcd" } },
    { name: "EventOfWhoKnows", fields: {} },
  ];
  const view = events.reduce(followJob, unseenJob);
  expect(view).toEqual({
    state: JobState.SETTLED,
    phase: "ended",
    slots: [
      { provider: "a", state: SlotState.ACCEPTED, paid: 120n },
      { provider: "c", state: SlotState.DRAWN, paid: 0n },
    ],
    receipt: "abcd",
  });
});

test("every state has a phase", () => {
  expect(states.map(phaseOf)).not.toContain(undefined);
  expect(phaseOf(JobState.REVEAL)).toBe("verifying");
});

test("[G7] a window ends with τ ≥ deadline and three blocks after it opened", () => {
  expect(windowOver(100n, 100n, 13n, 10n)).toBe(true);
  expect(windowOver(99n, 100n, 13n, 10n)).toBe(false);
  expect(windowOver(500n, 100n, 12n, 10n)).toBe(false);
  expect(transferMs(1_000_001n, 1_000_000n)).toBe(1_001n);
});
