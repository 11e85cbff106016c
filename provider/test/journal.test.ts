import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Outcome, ResultManifest } from "@dcm/proto/gen/dcm/job/v1";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Decision, openJournal, readJournal, type SeatRecord, seatKey } from "../src/journal.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dcm-journal-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const manifest = ResultManifest.fromPartial({
  outcome: Outcome.EXIT,
  exitCode: 3,
  stdout: { digest: new Uint8Array(32).fill(7), size: 5n },
  stderr: { digest: new Uint8Array(32), size: 0n },
  outputs: [{ path: "out/a", size: 9n, digest: new Uint8Array(32).fill(1) }],
  fuel: 12_345_678_901n,
  rulesVersion: 1,
});

function seat(jobId: bigint, slot = 0): SeatRecord {
  const salt = new Uint8Array(32).fill(Number(jobId));
  return { jobId, slot, result: { salt, commitment: new Uint8Array(32).fill(9), manifest } };
}

function decision(order: number, final = true): Decision {
  const of = { class: "wasm.small", owner: "dcm1buyer", decision: "skip:price", reason: "too dear", price: "100" };
  return { order: String(order), at: "2026-11-22T12:00:00.000Z", ...of, final };
}

test("what was kept is read back, salt and manifest to the bit", async () => {
  const path = join(folder, "whole.jsonl");
  const journal = await openJournal(path);
  await journal.keep(seat(7n));
  await journal.keep({ ...seat(8n, 2), uploaded: true });
  await journal.keep({ jobId: 9n, slot: 1, cannotRun: "WALL_TIME" });
  journal.decide(decision(7));
  journal.reach("120-4");
  await journal.close();

  const memory = await readJournal(path);
  expect(memory.seats.get(seatKey(7n, 0))).toEqual(seat(7n));
  expect(memory.seats.get("8/2")).toEqual({ ...seat(8n, 2), uploaded: true });
  expect(memory.seats.get("9/1")).toEqual({ jobId: 9n, slot: 1, cannotRun: "WALL_TIME" });
  expect(memory.decisions.get("7")).toEqual(decision(7));
  expect(memory.cursor).toBe("120-4");
});

test("a seat is on disk when keep resolves, before anything is closed", async () => {
  const path = join(folder, "durable.jsonl");
  const journal = await openJournal(path);
  await Promise.all([1n, 2n, 3n].map((id) => journal.keep(seat(id))));
  expect((await readJournal(path)).seats.size).toBe(3);
  await journal.close();
});

test("a journal cut off at any byte gives the state of a whole number of lines", async () => {
  const path = join(folder, "cut.jsonl");
  const journal = await openJournal(path);
  for (let i = 1; i <= 4; i++) await journal.keep(seat(BigInt(i)));
  await journal.close();
  const whole = await readFile(path);
  const starts = [0, ...[...whole.keys()].filter((at) => whole[at] === 10).map((at) => at + 1)];
  for (let length = 0; length <= whole.length; length += 97) {
    await writeFile(path, whole.subarray(0, length));
    const complete = starts.filter((start) => start <= length).length - 1;
    expect((await readJournal(path)).seats.size).toBe(complete);
  }
});

test("writing goes on after a cut line, and the cut line stays out", async () => {
  const path = join(folder, "torn.jsonl");
  const journal = await openJournal(path);
  await journal.keep(seat(1n));
  await journal.close();
  await appendFile(path, '{"t":"seat","job":"2","slo');
  const again = await openJournal(path);
  await again.keep(seat(3n));
  await again.close();
  expect([...(await readJournal(path)).seats.keys()]).toEqual(["1/0", "3/0"]);
});

test("a line that is damaged in the middle is an error, not forgotten", async () => {
  const path = join(folder, "damaged.jsonl");
  await writeFile(path, `{"t":"cursor","id":"1-1"}\n{"t":"seat",\n{"t":"cursor","id":"2-1"}\n`);
  await expect(readJournal(path)).rejects.toThrow("line 2");
});

test("rewriting keeps the newest 10,000 final decisions and every open one", async () => {
  const path = join(folder, "many.jsonl");
  const lines = Array.from({ length: 10_050 }, (_, i) =>
    JSON.stringify({ t: "decision", d: decision(i + 1, i !== 3) }),
  );
  await writeFile(path, `${lines.join("\n")}\n`);
  const journal = await openJournal(path);
  await journal.close();
  const { decisions } = await readJournal(path);
  expect(decisions.size).toBe(10_001);
  expect(decisions.has("4")).toBe(true);
  expect(decisions.has("49")).toBe(false);
  expect(decisions.has("10050")).toBe(true);
});

test("a seat that is forgotten stays forgotten", async () => {
  const path = join(folder, "forgotten.jsonl");
  const journal = await openJournal(path);
  await journal.keep(seat(1n));
  journal.forget("1/0");
  await journal.close();
  expect((await readJournal(path)).seats.size).toBe(0);
});
