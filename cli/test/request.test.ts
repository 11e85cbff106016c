import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { exitOf, saveOutputs } from "../src/commands/follow.js";
import { table } from "../src/output.js";
import { count, exampleNames, jobRequest, milliseconds, readProgram } from "../src/request.js";
import { yaml } from "../src/yaml.js";

const folder = mkdtempSync(join(tmpdir(), "dcm-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));
const program = { label: "a.wasm", bytes: new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]) };

describe("a job on the command line", () => {
  test("asks two providers to agree unless told otherwise", async () => {
    expect(await jobRequest(program, [], {})).toMatchObject({ replicas: 2 });
    expect(await jobRequest(program, [], { replicas: "3" })).toMatchObject({ replicas: 3 });
    expect(await jobRequest(program, [], { policy: "approve" })).toMatchObject({ replicas: 1 });
    expect(await jobRequest(program, [], { policy: "redundant:5,3" })).toMatchObject({ replicas: 5, agree: 3 });
    await expect(jobRequest(program, [], { policy: "court" })).rejects.toMatchObject({ code: "USAGE" });
  });

  test("puts inputs under in/, wherever they come from", async () => {
    const file = join(folder, "photo.ppm");
    writeFileSync(file, "P6");
    const { inputs } = await jobRequest(program, [], { input: [file, `b/x=${file}`, `/in/y=${file}`] });
    expect(Object.keys(inputs ?? {})).toEqual(["in/photo.ppm", "in/b/x", "in/y"]);
  });

  test("takes regions, sites, fuel and time in people's units", async () => {
    const flags = { region: ["de", "FR"], site: ["cloud"], maxFuel: "5G", maxTime: "2m", maxTotal: "0.01DCM" };
    expect(await jobRequest(program, ["Ada"], flags)).toMatchObject({
      args: ["Ada"],
      region: ["de", "FR"],
      constraints: { in: { field: "site", values: ["cloud"] } },
      maxFuel: 5_000_000_000n,
      maxWallTimeMs: 120_000n,
      maxTotal: "0.01DCM",
    });
  });

  test.each(["5x", "-1", "1.5", ""])("takes no fuel like '%s'", (text) => {
    expect(() => count("--max-fuel", text)).toThrow("--max-fuel");
  });

  test("reads durations", () => {
    expect(["500ms", "60s", "5m", "1h"].map((text) => milliseconds("--timeout", text))).toEqual([
      500, 60_000, 300_000, 3_600_000,
    ]);
    expect(() => milliseconds("--timeout", "60")).toThrow("60s");
  });

  test("finds the examples by @NAME and proposes the one that was meant", async () => {
    expect(exampleNames()).toContain("hello");
    expect((await readProgram("@examples/hello.wasm")).label).toBe("hello.wasm");
    vi.spyOn(process, "argv", "get").mockReturnValue(["node", "dcm", "run", "@helo", "--", "Ada Lovelace"]);
    await expect(readProgram("@helo")).rejects.toMatchObject({
      code: "PROGRAM_NOT_FOUND",
      next: ["dcm run @hello -- 'Ada Lovelace'"],
    });
    vi.restoreAllMocks();
  });

  test("is refused before anything is sent when the file is no program", async () => {
    const file = join(folder, "notes.txt");
    writeFileSync(file, "not a program");
    await expect(readProgram(file)).rejects.toMatchObject({ code: "PROGRAM_NOT_WASM" });
    await expect(readProgram(join(folder, "none.wasm"))).rejects.toMatchObject({ code: "PROGRAM_NOT_FOUND" });
  });
});

describe("a job's end", () => {
  test.each([
    [{ outcome: 1, exitCode: 0 }, 0],
    [{ outcome: 1, exitCode: 42 }, 42],
    [{ outcome: 1, exitCode: 256 + 3 }, 3],
    [{ outcome: 2, exitCode: 0 }, 126],
    [{ outcome: 3, exitCode: 0 }, 134],
    [{ outcome: 4, exitCode: 0 }, 137],
    [{ outcome: 5, exitCode: 0 }, 137],
    [{ outcome: 6, exitCode: 0 }, 137],
  ] as const)("%o exits with %i", (end, code) => {
    expect(exitOf(end)).toBe(code);
  });

  test("writes outputs below the folder, never outside it", async () => {
    const outputs = new Map([["out/a/b.txt", new Uint8Array([1])]]);
    expect(await saveOutputs({ outputs }, folder)).toEqual([`wrote ${join(folder, "a/b.txt")} (1 B)`]);
    const evil = new Map([["out/../../b.txt", new Uint8Array([1])]]);
    await expect(saveOutputs({ outputs: evil }, folder)).rejects.toMatchObject({ code: "USAGE" });
  });
});

describe("text for people", () => {
  test("tables align their columns", () => {
    expect(
      table(
        ["id", "name"],
        [
          ["1", "pia"],
          ["10", "quinn"],
        ],
      ),
    ).toBe("ID  NAME\n1   pia\n10  quinn");
  });

  test("answers read as YAML", () => {
    const value = { a: "5", list: [{ x: 1, y: [] }, "two"], none: null, deep: { text: "a: b", yes: "yes" } };
    expect(yaml(value)).toBe('a: "5"\nlist:\n- x: 1\n  y: []\n- two\nnone: null\ndeep:\n  text: "a: b"\n  yes: "yes"');
  });
});
