import { createHash } from "node:crypto";
import { instrument } from "../../../src/meter.js";
import { type RunInput, type RunResult, runModule } from "../../../src/run.js";
import { type ValidModule, validate } from "../../../src/validate.js";
import { PAGES_MAX } from "./frame.js";

/** What a module did, and whatever of it should not have been. */
export interface Judgement {
  /** Outcome of the run, or REFUSED. */
  readonly outcome: string;
  readonly faults: readonly string[];
}

export const FUEL = 200_000n;
export const OUTPUT_BYTES = 4_096;
/** How much longer an instrumented module may be, per byte: one of nothing but memory.grow comes near it. */
const GROWTH_MAX = 32;

/**
 * What [W1] and our limits refuse although an engine with all its features takes it; and what an engine never looks at,
 * such as the instructions of a module whose memory it refuses.
 */
export const STRICTER =
  /not allowed|not offered|reserved|_start|another signature|is not a function|outside the|larger than|too many|too heavy|memory other than 0|segment|64-bit|unknown|not a constant|single constant|alignment|more than|behind|several|dead/;

export const sha256 = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();

export function jobOf(module: Uint8Array, fuel = FUEL): RunInput {
  return {
    module,
    args: ["one", "zwö"],
    env: [["LANG", "C"]],
    stdin: Uint8Array.from({ length: 300 }, (_, k) => k),
    inputs: [{ path: "in/data", bytes: Uint8Array.from({ length: 100 }, (_, k) => 255 - k) }],
    limits: { fuel, memoryPages: PAGES_MAX, outputBytes: OUTPUT_BYTES },
    clockNs: 1_763_800_000_123_456_789n,
    randomSeed: new Uint8Array(8).fill(7),
    digestMemory: true,
  };
}

/** Puts a module through all that happens to one, and says what was wrong about it. */
export function judge(module: Uint8Array): Judgement {
  const faults: string[] = [];
  try {
    const checked = validate(module);
    const engine = WebAssembly.validate(new Uint8Array(module));
    if (!checked.ok) {
      if (engine && !STRICTER.test(checked.reason)) faults.push(`refused, though V8 takes it: ${checked.reason}`);
      return { outcome: "REFUSED", faults };
    }
    if (!engine) faults.push("accepted, though V8 refuses it");
    judgeBuilds(checked.module, faults);
    return { outcome: judgeRuns(module, faults), faults };
  } catch (error) {
    return { outcome: "THROWN", faults: [...faults, `thrown: ${error instanceof Error ? error.stack : error}`] };
  }
}

function judgeBuilds(module: ValidModule, faults: string[]): void {
  const memoryPages = Math.max(PAGES_MAX, module.memory?.min ?? 0);
  for (const counter of ["local", "global"] as const) {
    const wasm = instrument(module, { counter, memoryPages });
    const again = instrument(module, { counter, memoryPages });
    if (Buffer.compare(wasm, again) !== 0) faults.push(`the ${counter} build differs from itself`);
    if (!WebAssembly.validate(new Uint8Array(wasm))) faults.push(`V8 refuses the ${counter} build`);
    if (wasm.length > GROWTH_MAX * module.bytes.length) faults.push(`the ${counter} build has ${wasm.length} bytes`);
  }
}

function judgeRuns(module: Uint8Array, faults: string[]): string {
  const result = runModule(jobOf(module), { sha256 });
  judgeLimits(result, faults);
  // The stack of a test's thread is small.
  if (result.cannotRun === "HOST_STACK") return "CANNOT_RUN";
  const same = (fuel: bigint, expected: Partial<RunResult>, what: string): void => {
    const { detail: _, ...other } = runModule(jobOf(module, fuel), { sha256 });
    const differing = Object.entries(expected).filter(([key, value]) => !equal(value, other[key as "fuel"]));
    for (const [key] of differing) faults.push(`${what}: ${key} differs`);
  };
  const { detail: _, ...all } = result;
  same(FUEL, all, "run again");
  if (result.fuel === 0n || result.outcome === "OUT_OF_FUEL") return result.outcome;
  same(result.fuel, all, "with just enough fuel");
  same(result.fuel - 1n, { outcome: "OUT_OF_FUEL", fuel: result.fuel - 1n }, "with too little fuel");
  return result.outcome;
}

function judgeLimits(result: RunResult, faults: string[]): void {
  const { outcome, cannotRun, fuel, exitCode, stdout, stderr, outputs } = result;
  const known = ["EXIT", "TRAP", "OUT_OF_FUEL", "OUT_OF_MEMORY", "OUTPUT_LIMIT"];
  if (!known.includes(outcome) && cannotRun !== "HOST_STACK")
    faults.push(`ended as ${outcome} ${cannotRun ?? ""}: ${result.detail}`);
  if (fuel < 0n || fuel > FUEL) faults.push(`used ${fuel} fuel`);
  if (outcome !== "EXIT" && exitCode !== 0) faults.push(`exit code ${exitCode} with ${outcome}`);
  const written = outputs.reduce((sum, { bytes }) => sum + bytes.length, stdout.length + stderr.length);
  if (written > OUTPUT_BYTES) faults.push(`wrote ${written} bytes`);
}

function equal(a: unknown, b: unknown): boolean {
  const text = (value: unknown): string =>
    JSON.stringify(value, (_, part) => (typeof part === "bigint" ? `${part}n` : part)) ?? "undefined";
  return text(a) === text(b);
}
