import { describe, expect, test } from "vitest";
import { createProgress, type Progress, type ProgressMode, type ProgressOptions } from "../src/progress.js";

/** A run of every kind of step, on a clock that counts calls. */
function told(mode: ProgressMode, more: Partial<ProgressOptions> = {}): string {
  let text = "";
  let ticks = 0;
  const write = (part: string) => {
    text += part;
  };
  const now = () => Date.UTC(2026, 10, 22, 12) + 100 * ticks++;
  const progress: Progress = createProgress({ mode, workflow: "run", write, now, columns: () => 80, ...more });
  progress.say("  plan      hello.wasm · 2 replicas must agree");
  progress.start("order", "tx 9F2C…E1");
  progress.identify(41n);
  progress.done("order", "#41  tx 9F2C…E1  block 118", { height: 118n, tx: "9F2C", data: { id: 41n } });
  progress.start("running", "");
  progress.around(() => write("Hello, Ada\n"));
  progress.fail("running", "the providers disagree");
  progress.result({ exit_code: 11, paid: 5n });
  progress.close();
  return text;
}

/** What a terminal shows in the end: rewritten lines as they were left. */
function screen(text: string): readonly string[] {
  return text.split("\n").map((line) => line.split("\r\u001b[2K").at(-1) ?? "");
}

describe("progress", () => {
  test("on a terminal leaves a line for each step, with the elapsed time at the right edge", () => {
    const lines = screen(told("tty"));
    expect(lines).toMatchSnapshot();
    for (const line of lines.filter((one) => /^ {2}[✔✖]/.test(one))) expect(line).toHaveLength(79);
  });

  test.each([40, 80, 200, 0])("never writes past the last of %i columns", (columns) => {
    const width = columns === 0 ? 80 : columns;
    const lines = screen(told("tty", { columns: () => columns })).filter((line) => /^ {2}[✔✖] /.test(line));
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line.length).toBeLessThan(width);
  });

  test("prints the job's output between the steps, on a line of its own", () => {
    expect(screen(told("tty"))).toContain("Hello, Ada");
  });

  test("on a terminal colours marks only, and only when asked", () => {
    const start = "\u001b[";
    expect(told("tty", { color: true })).toContain(`${start}32m✔${start}0m`);
    expect(told("tty")).not.toContain(`${start}32m`);
  });

  test("in a log is one dated line per finished step, nothing rewritten", () => {
    const text = told("plain");
    expect(text).not.toContain("\r");
    expect(text.split("\n")).toMatchSnapshot();
  });

  test("as JSON lines ends with the result and numbers its workflow", () => {
    const records = told("jsonl")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(records.map(({ step, state }) => `${step} ${state}`)).toEqual([
      "order started",
      "order done",
      "running started",
      "running failed",
      "result done",
    ]);
    expect(records[1]).toEqual({
      workflow: "run",
      id: "41",
      step: "order",
      state: "done",
      height: 118,
      tx: "9F2C",
      elapsed_ms: 200,
      data: { text: "#41  tx 9F2C…E1  block 118", id: "41" },
    });
    expect(records.at(-1).data).toEqual({ exit_code: 11, paid: "5" });
  });

  test("when quiet says failures only", () => {
    expect(told("quiet")).toBe("Hello, Ada\n2026-11-22T12:00:00Z ✖ running   the providers disagree\n");
  });

  test("with --ascii needs no other signs", () => {
    for (const mode of ["tty", "plain"] as const) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are ASCII too
      expect(told(mode, { ascii: true })).toMatch(/^[\x00-\x7f]*$/);
    }
  });

  test("after it was closed writes nothing more", () => {
    let text = "";
    const progress = createProgress({ mode: "tty", workflow: "run", write: (part) => (text += part) });
    progress.close();
    progress.start("matched", "waiting");
    progress.done("matched", "pia");
    expect(text).toBe("");
  });
});
