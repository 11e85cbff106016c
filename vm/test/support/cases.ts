import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { instrument } from "../../src/meter.js";
import type { RunInput } from "../../src/run.js";
import { validate } from "../../src/validate.js";
import { EDGES } from "./edges.js";
import { type Nans, PAGES_MAX } from "./fuzz/frame.js";
import { generateProgram } from "./fuzz/programs.js";
import { generate } from "./generate.js";

const PACKAGE = fileURLToPath(new URL("../..", import.meta.url));
const EXAMPLES = join(PACKAGE, "..", "examples");
const run = promisify(execFile);

/** One program with all that decides its result; bytes are base64, as Go's JSON reads them. */
export interface Case {
  readonly name: string;
  readonly module: string;
  readonly local: string;
  readonly global: string;
  readonly args: readonly string[];
  readonly env: readonly (readonly [string, string])[];
  readonly stdin: string;
  readonly inputs: readonly { readonly path: string; readonly bytes: string }[];
  readonly fuel: string;
  readonly memoryPages: number;
  readonly outputBytes: number;
  readonly clockNs: string;
  readonly seed: string;
}

/** What every engine must print alike. */
export interface CaseResult {
  readonly name: string;
  readonly outcome: string;
  readonly exitCode: number;
  readonly fuel: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: readonly (readonly [string, string])[];
  readonly memory: string;
  /** The engine's own words. */
  readonly detail: string;
}

const DEFAULTS = {
  args: [],
  env: [["LANG", "C"] as const],
  stdin: "",
  inputs: [],
  fuel: "20000000000",
  memoryPages: 64,
  outputBytes: 1 << 20,
  clockNs: "1763800000123456789",
  seed: Buffer.from([0, 0, 0, 0, 0, 0, 0, 41]).toString("base64"),
};

/** Compiles the package: worker threads run the compiled files. */
export function build(): void {
  const compiler = join(PACKAGE, "..", "node_modules", "typescript", "bin", "tsc");
  execFileSync(process.execPath, [compiler, "-b", PACKAGE], { stdio: "inherit" });
}

/** A case before its module is written to a file. */
export interface Item {
  readonly test: Omit<Case, "local" | "global" | "module">;
  readonly module: Uint8Array;
}

export function edgeCases(): Item[] {
  return EDGES.map((edge) => ({
    module: edge.module,
    test: {
      ...DEFAULTS,
      name: edge.name,
      fuel: String(edge.fuel ?? DEFAULTS.fuel),
      memoryPages: edge.memoryPages ?? DEFAULTS.memoryPages,
      outputBytes: edge.outputBytes ?? DEFAULTS.outputBytes,
    },
  }));
}

/** Random programs, by seed. */
export function generatedCases(count: number): Item[] {
  return Array.from({ length: count }, (_, seed) => ({
    module: generate(seed),
    test: { ...DEFAULTS, name: `generated ${seed}` },
  }));
}

/** Number of the first random program; a campaign starts elsewhere. */
const FIRST = Number(process.env.FUZZ_FIRST ?? 0);

/** Programs of the fuzzer, which call each other and the host, and need not end; the same for the same numbers. */
export function programCases(count: number, nans: Nans): Item[] {
  return Array.from({ length: count }, (_, k) => ({
    module: generateProgram(FIRST + k, nans),
    test: {
      ...DEFAULTS,
      name: `program ${FIRST + k} ${nans}`,
      args: ["one", "zwö"],
      stdin: Buffer.from("typed by somebody").toString("base64"),
      inputs: [{ path: "in/data", bytes: Buffer.from("some input").toString("base64") }],
      fuel: "200000",
      memoryPages: PAGES_MAX,
      outputBytes: 4_096,
    },
  }));
}

/** True when neither fuel nor depth nor a memory limit of ours ended a program, so that it ends without them too. */
export function endsByItself({ outcome, detail }: CaseResult): boolean {
  return /^(EXIT|OUTPUT_LIMIT)$/.test(outcome) || (outcome === "TRAP" && !detail.includes("unreachable"));
}

/** What `runModule` takes for a case. */
export function inputOf({ test, module }: Item): RunInput {
  const { args, env, inputs, memoryPages, outputBytes } = test;
  const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, "base64"));
  return {
    ...{ module, args, env, stdin: bytes(test.stdin), clockNs: BigInt(test.clockNs), randomSeed: bytes(test.seed) },
    inputs: inputs.map(({ path, bytes: content }) => ({ path, bytes: bytes(content) })),
    limits: { fuel: BigInt(test.fuel), memoryPages, outputBytes },
  };
}

/** The cases of which V8 ran the program at all, with its results. */
export function started(list: readonly Item[], results: readonly CaseResult[]): { item: Item; result: CaseResult }[] {
  return list
    .map((item, index) => ({ item, result: results[index] as CaseResult }))
    .filter(({ result }) => result.outcome !== "MODULE_INVALID" && result.memory + result.fuel !== "0");
}

interface ExampleRun {
  readonly args?: readonly string[];
  readonly stdin?: string;
  readonly inputs?: readonly { readonly path: string; readonly file: string }[];
  readonly expect?: {
    readonly exit?: number;
    readonly stdout?: string;
    /** Hex, by path. */
    readonly outputs?: Readonly<Record<string, string>>;
  };
}

/** What an example's run.json promises. */
export function exampleExpectation(name: string): NonNullable<ExampleRun["expect"]> {
  return readRun(name).expect ?? {};
}

function readRun(name: string): ExampleRun {
  const file = join(EXAMPLES, name, "run.json");
  return (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {}) as ExampleRun;
}

/** Every examples/NAME.wasm with its examples/NAME/run.json. */
export function exampleCases(): Item[] {
  const names = readdirSync(EXAMPLES).filter((file) => file.endsWith(".wasm"));
  return names.map((file) => {
    const name = file.slice(0, -".wasm".length);
    const given = readRun(name);
    return {
      module: new Uint8Array(readFileSync(join(EXAMPLES, file))),
      test: {
        ...DEFAULTS,
        name: `example ${name}`,
        args: given.args ?? [],
        stdin: Buffer.from(given.stdin ?? "").toString("base64"),
        inputs: (given.inputs ?? []).map((input) => ({
          path: input.path,
          bytes: readFileSync(join(EXAMPLES, name, input.file)).toString("base64"),
        })),
        memoryPages: 4096,
        outputBytes: 64 << 20,
      },
    };
  });
}

/** Writes cases and modules into a directory: for our runner, and instrumented for wazero, when they are valid. */
export function writeCases(directory: string, list: readonly Item[]): Case[] {
  mkdirSync(directory, { recursive: true });
  const cases = list.map(({ test, module }, index) => {
    const files = { module: `${index}.wasm`, local: `${index}.local.wasm`, global: `${index}.global.wasm` };
    writeFileSync(join(directory, files.module), module);
    const checked = validate(module);
    for (const counter of ["local", "global"] as const) {
      if (!checked.ok || (checked.module.memory?.min ?? 0) > test.memoryPages) continue;
      const wasm = instrument(checked.module, { counter, memoryPages: test.memoryPages });
      writeFileSync(join(directory, files[counter]), wasm);
    }
    return { ...test, ...files };
  });
  writeFileSync(join(directory, "cases.json"), JSON.stringify(cases));
  return cases;
}

/** Results of a Node process of its own, with these V8 flags. */
export async function runNode(directory: string, flags: readonly string[]): Promise<CaseResult[]> {
  const script = fileURLToPath(new URL("run-cases.mjs", import.meta.url));
  return parse(await run(process.execPath, [...flags, script, directory], { maxBuffer: 1 << 26 }));
}

/** Builds the Go host; needs Go and its module proxy or cache. */
export async function buildWazero(directory: string): Promise<string> {
  const binary = join(directory, "wazero-host");
  await run("go", ["build", "-o", binary, "."], { cwd: join(PACKAGE, "wazero") });
  return binary;
}

export async function runWazero(binary: string, mode: string, directory: string): Promise<CaseResult[]> {
  return parse(await run(binary, [mode, directory], { maxBuffer: 1 << 26 }));
}

function parse({ stdout }: { stdout: string }): CaseResult[] {
  const lines = stdout.split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line) as CaseResult);
}
