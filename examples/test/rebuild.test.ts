import { createHash } from "node:crypto";
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { WASI } from "node:wasi";
import { describe, expect, test } from "vitest";
import { committed, compile, everywhere, examples } from "../build.mjs";

const folder = fileURLToPath(new URL("..", import.meta.url));

/** What examples/<name>/run.json says: how to run the program and what must come out. */
interface Run {
  readonly args: readonly string[];
  readonly stdin: string;
  readonly inputs: readonly { readonly path: string; readonly file: string }[];
  readonly expect: {
    readonly exit: number;
    readonly stdout: string;
    /** The files written, each with its sha256. */
    readonly outputs: Readonly<Record<string, string>>;
  };
}

describe("compiling again gives the committed bytes", () => {
  test.each(everywhere)("%s", (name) => {
    expect(sha256(compile(name))).toBe(sha256(committed(name)));
  });
});

test("TOOLCHAINS.md names the digest of every committed program", () => {
  const table = readFileSync(join(folder, "TOOLCHAINS.md"), "utf8");
  for (const name of Object.keys(examples)) expect(table).toContain(sha256(committed(name)));
});

test("no program contains a path of the machine that compiled it", () => {
  for (const name of Object.keys(examples)) {
    expect(committed(name).toString("latin1")).not.toMatch(/\/(home|root|Users|tmp)\//);
  }
});

test("hello fits into an order", () => {
  expect(committed("hello").length).toBeLessThan(1024);
});

describe("a program does what its run.json says", () => {
  test.each(Object.keys(examples))("%s", async (name) => {
    const run = JSON.parse(readFileSync(join(folder, name, "run.json"), "utf8")) as Run;
    const result = await runIn(name, run);
    expect(result).toEqual(run.expect);
  });
});

test("the trained model names more than 80 % of the held-out flowers", async () => {
  const { stdout } = await runIn("train", { args: [], stdin: "", inputs: [] });
  expect(Number(/accuracy on held-out rows: ([\d.]+)/.exec(stdout)?.[1])).toBeGreaterThan(0.8);
});

test("hello greets the world when nobody else is named", async () => {
  const { stdout } = await runIn("hello", { args: [], stdin: "", inputs: [] });
  expect(stdout).toBe("Hello, world, from a paid job\n");
});

/** Runs a program under Node's own WASI in a scratch tree with /in and /out. */
async function runIn(name: string, run: Omit<Run, "expect">): Promise<Run["expect"]> {
  const scratch = mkdtempSync(join(tmpdir(), "dcm-run-"));
  const root = join(scratch, "root");
  for (const path of ["in", "out"]) mkdirSync(join(root, path), { recursive: true });
  for (const { path, file } of run.inputs) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), readFileSync(join(folder, name, file)));
  }
  writeFileSync(join(scratch, "stdin"), run.stdin);
  const streams = [openSync(join(scratch, "stdin"), "r"), openSync(join(scratch, "stdout"), "w")] as const;
  try {
    const wasi = new WASI({
      version: "preview1",
      args: [name, ...run.args],
      preopens: { "/": root },
      stdin: streams[0],
      stdout: streams[1],
      returnOnExit: true,
    });
    const module = await WebAssembly.compile(new Uint8Array(committed(name)));
    const exit = wasi.start(await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi.wasiImport }));
    const outputs = readdirSync(join(root, "out")).map((file) => [`out/${file}`, sha256(readFileSync(join(root, "out", file)))]);
    return { exit: exit ?? 0, stdout: readFileSync(join(scratch, "stdout"), "utf8"), outputs: Object.fromEntries(outputs) };
  } finally {
    streams.forEach(closeSync);
    rmSync(scratch, { recursive: true });
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
