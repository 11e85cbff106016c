import { type EngineMemory, instantiate, isTrap } from "../../../src/engine.js";
import { instrument } from "../../../src/meter.js";
import { validate } from "../../../src/validate.js";
import { Stop, type WasiContext } from "../../../src/wasi/context.js";
import { wasiImports } from "../../../src/wasi/host.js";
import { contentBytes, initialState } from "../../../src/wasi/state.js";
import { AREAS } from "./bodies.js";
import { type Nans, PAGES_MAX } from "./frame.js";
import { FUEL, jobOf, OUTPUT_BYTES, sha256 } from "./judge.js";

/** In what the two builds of a generated program, and the program as it is, differ though they should not. */
export function compare(module: Uint8Array, nans: Nans): string[] {
  const local = remainsOf(module, "local");
  const exact = remainsOf(module, "global");
  // The stack of a test's thread is small.
  if (local.outcome === "CANNOT_RUN" || exact.outcome === "CANNOT_RUN") return [];
  const faults = differences(local, exact).map((what) => `the builds differ in ${what}`);
  if (exact.outcome !== "TRAP" && local.fuel !== exact.fuel)
    faults.push(`the builds used ${local.fuel} and ${exact.fuel}`);
  // As it is, the program would go on where fuel or depth ended.
  if (nans === "any" || exact.fuel > FUEL || exact.deep) return faults;
  const plain = remainsOf(module, "plain");
  if (nans === "stored") for (const { memory } of [exact, plain]) forgetNans(memory);
  return [...faults, ...differences(exact, plain).map((what) => `the plain program differs in ${what}`)];
}

function differences(a: Remains, b: Remains): string[] {
  const names = ["outcome", "exitCode", "detail", "stdout", "stderr", "outputs", "memory"] as const;
  return names.filter((name) => digest(a[name]) !== digest(b[name]));
}

function digest(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(sha256(value)).toString("hex");
  return Array.isArray(value) ? value.map(digest).join() : String(value);
}

/** Makes NaNs alike in the areas where floats of one width stand. */
function forgetNans(memory: Uint8Array): void {
  const view = new DataView(memory.buffer, memory.byteOffset, memory.length);
  const [wide, narrow] = [...AREAS.values()] as [number, number];
  for (let at = wide; at < narrow; at += 8)
    if (Number.isNaN(view.getFloat64(at, true))) view.setFloat64(at, Number.NaN, true);
  for (let at = narrow; at < 65_536; at += 8)
    if (Number.isNaN(view.getFloat32(at, true))) view.setFloat32(at, Number.NaN, true);
}

/** What a program leaves behind. */
interface Remains {
  readonly outcome: string;
  readonly exitCode: number;
  readonly detail: string;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  readonly outputs: readonly (readonly [string, Uint8Array])[];
  readonly memory: Uint8Array;
  /** Used, where the build counts it. */
  readonly fuel: bigint;
  /** Whether the call depth passed its limit. */
  readonly deep: boolean;
}

/** Runs one of our builds, or the program as it is, which must be one that ends. */
function remainsOf(module: Uint8Array, build: "local" | "global" | "plain"): Remains {
  const checked = validate(module);
  if (!checked.ok) throw new Error(checked.reason);
  const wasm = build === "plain" ? module : instrument(checked.module, { counter: build, memoryPages: PAGES_MAX });
  const input = jobOf(module);
  const state = initialState(input, OUTPUT_BYTES);
  const context: WasiContext = {
    ...{ state, randomSeed: input.randomSeed, sha256, onStdout: undefined, onStderr: undefined, memory: undefined },
    fuel: { value: 1n << 62n },
  };
  const { exports } = instantiate(new Uint8Array(wasm), { wasi_snapshot_preview1: wasiImports(context) });
  const { dcm_fuel, dcm_depth, dcm_memory, memory, _start } = exports as Record<string, { value: bigint }>;
  if (dcm_fuel !== undefined) context.fuel = dcm_fuel;
  context.fuel.value = build === "plain" ? 1n << 62n : FUEL;
  context.memory = (dcm_memory ?? memory) as unknown as EngineMemory | undefined;
  const ending = endingOf(_start as unknown as () => void);
  return {
    ...ending,
    fuel: FUEL - BigInt(context.fuel.value),
    deep: Number(dcm_depth?.value ?? 0) > 16_384,
    stdout: contentBytes(state.stdout),
    stderr: contentBytes(state.stderr),
    outputs: [...state.outputs].map(([path, content]) => [path, contentBytes(content)] as const),
    memory: new Uint8Array(context.memory?.buffer ?? new ArrayBuffer(0)).slice(),
  };
}

function endingOf(start: () => void): Pick<Remains, "outcome" | "exitCode" | "detail"> {
  try {
    start();
    return { outcome: "EXIT", exitCode: 0, detail: "" };
  } catch (error) {
    if (error instanceof Stop) return { outcome: error.why, exitCode: error.exitCode, detail: "" };
    if (error instanceof RangeError) return { outcome: "CANNOT_RUN", exitCode: 0, detail: error.message };
    if (!isTrap(error)) throw error;
    return { outcome: "TRAP", exitCode: 0, detail: error.message };
  }
}
