import { spawnSync } from "node:child_process";
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
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
  return {
    jobId,
    slot,
    drawnTime: 1_700_000_000_000_000_000n,
    accepting: true,
    result: { salt, commitment: new Uint8Array(32).fill(9), manifest },
  };
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
  await journal.keep({ jobId: 9n, slot: 1, drawnTime: 5n, cannotRun: "WALL_TIME" });
  journal.decide(decision(7));
  journal.reach("120-4");
  await journal.close();

  const memory = await readJournal(path);
  expect(memory.seats.get(seatKey(7n, 0))).toEqual(seat(7n));
  expect(memory.seats.get("8/2")).toEqual({ ...seat(8n, 2), uploaded: true });
  expect(memory.seats.get("9/1")).toEqual({ jobId: 9n, slot: 1, drawnTime: 5n, cannotRun: "WALL_TIME" });
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

test("a seat is seen in memory only when it is on disk, so nothing can leave that a power cut would make us forget", async () => {
  const path = join(folder, "order.jsonl");
  const journal = await openJournal(path);
  const kept = journal.keep(seat(1n));
  expect(journal.seats.size).toBe(0);
  await kept;
  expect(journal.seats.get("1/0")).toEqual(seat(1n));
  // What is added while the disk is busy goes with the next batch, in order.
  const both = [journal.keep(seat(2n)), journal.keep({ ...seat(2n), uploaded: true })];
  journal.forget("1/0");
  expect([...journal.seats.keys()]).toEqual(["1/0"]);
  await Promise.all(both);
  await journal.close();
  expect(journal.seats).toEqual(new Map([["2/0", { ...seat(2n), uploaded: true }]]));
  expect((await readJournal(path)).seats).toEqual(journal.seats);
});

test("a journal cut off at any byte gives the state of a whole number of lines", async () => {
  const path = join(folder, "cut.jsonl");
  const journal = await openJournal(path);
  for (let i = 1; i <= 4; i++) await journal.keep(seat(BigInt(i)));
  await journal.close();
  const whole = await readFile(path);
  const starts = [0, ...[...whole.keys()].filter((at) => whole[at] === 10).map((at) => at + 1)];
  for (let length = 0; length <= whole.length; length += 7) {
    await writeFile(path, whole.subarray(0, length));
    const complete = starts.filter((start) => start <= length).length - 1;
    expect((await readJournal(path)).seats.size).toBe(complete);
  }
});

test.each([
  ["a decision", `${JSON.stringify({ t: "decision", d: { ...decision(5, false), reason: "naïve € 🙂" } })}\n`],
  ["a forgotten seat", '{"t":"forget","key":"1/0"}\n'],
  ["a cursor", '{"t":"cursor","id":"12-3"}\n'],
  ["a result", undefined],
])("an agent goes on from a journal whose last line, %s, a power cut tore at any byte", async (_what, line) => {
  const path = join(folder, "torn.jsonl");
  await rm(path, { force: true });
  const journal = await openJournal(path);
  await journal.keep(seat(1n));
  await journal.close();
  const before = await readFile(path);
  if (line === undefined) {
    const again = await openJournal(path);
    await again.keep(seat(2n));
    await again.close();
  } else await appendFile(path, line);
  const last = (await readFile(path)).subarray(before.length);

  // A record's size may reach the disk before its bytes do: then zeros follow.
  for (const padding of [Buffer.alloc(0), Buffer.alloc(7)]) {
    for (let length = 0; length < last.length; length++) {
      await writeFile(path, Buffer.concat([before, last.subarray(0, length), padding]));
      const torn = await openJournal(path);
      expect([...torn.seats.keys()]).toEqual(["1/0"]);
      expect([torn.decisions.size, torn.cursor]).toEqual([0, undefined]);
      torn.reach("99-1");
      await torn.close();
      expect(await readFile(path, "utf8")).toBe(`${before}{"t":"cursor","id":"99-1"}\n`);
    }
  }
});

test("damaged lines are left out and told, the file as it was is kept", async () => {
  const path = join(folder, "damaged.jsonl");
  const lines = [
    JSON.stringify({ t: "decision", d: decision(7) }),
    '{"t":"seat",',
    '{"t":"seat","job":"x","slot":0}',
    '{"t":"decision","d":{}}',
  ];
  const text = `${lines.join("\n")}\n{"t":"cursor","id":"2-1"}\n`;
  for (const copy of ["damaged.jsonl.damaged", "damaged.jsonl.damaged-2"]) {
    await writeFile(path, text);
    const journal = await openJournal(path);
    await journal.keep(seat(3n));
    await journal.close();
    expect(await readFile(join(folder, copy), "utf8")).toBe(text);
    const { decisions, seats, cursor } = await readJournal(path);
    expect([[...decisions.keys()], [...seats.keys()], cursor]).toEqual([["7"], ["3/0"], "2-1"]);
  }
});

test("a disk that is full keeps nothing half written, and what fits later is kept", async () => {
  const path = join(folder, "full.jsonl");
  // The limit of a file's size stands for the disk: 4 blocks of 512 bytes.
  const script = fileURLToPath(new URL("full-disk.mjs", import.meta.url));
  const limited = `trap '' XFSZ; ulimit -f 4; exec "${process.execPath}" "${script}" "${path}"`;
  const { stdout, stderr } = spawnSync("/bin/sh", ["-c", limited], { encoding: "utf8" });
  const said = JSON.parse(stdout || JSON.stringify(stderr));
  expect(said).toMatchObject({ code: "EFBIG", trouble: expect.stringContaining("EFBIG"), later: null });
  expect(said.seats).toEqual(said.kept);
  const memory = await readJournal(path);
  expect([...memory.seats.keys()]).toEqual(said.kept);
  expect(memory.cursor).toBe("9-9");
});

test("rewriting keeps the newest 10,000 final decisions and every open one", async () => {
  const path = join(folder, "many.jsonl");
  const lines = Array.from({ length: 20_050 }, (_, i) =>
    JSON.stringify({ t: "decision", d: decision(i + 1, i !== 3) }),
  );
  await writeFile(path, `${lines.join("\n")}\n`);
  const journal = await openJournal(path);
  await journal.close();
  const { decisions } = await readJournal(path);
  expect(decisions.size).toBe(10_001);
  expect(decisions.has("4")).toBe(true);
  expect(decisions.has("10049")).toBe(false);
  expect(decisions.has("20050")).toBe(true);
  expect((await readdir(folder)).filter((name) => name.includes("tmp"))).toEqual([]);
});

test("a seat that is forgotten stays forgotten", async () => {
  const path = join(folder, "forgotten.jsonl");
  const journal = await openJournal(path);
  await journal.keep(seat(1n));
  journal.forget("1/0");
  await journal.close();
  expect((await readJournal(path)).seats.size).toBe(0);
});
