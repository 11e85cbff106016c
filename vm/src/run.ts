import { ModuleError } from "./binary.js";
import { RULES_VERSION } from "./cost.js";
import { type EngineGlobal, type EngineMemory, instantiate, isTrap } from "./engine.js";
import { EXPORTS, GROW, instrument } from "./meter.js";
import { compareBytes, toHex, utf8Encode } from "./text.js";
import { type ValidModule, validate } from "./validate.js";
import { Stop, type WasiContext } from "./wasi/context.js";
import { wasiImports } from "./wasi/host.js";
import { WASI_MODULE } from "./wasi/signatures.js";
import { contentBytes, initialState, type WasiInput } from "./wasi/state.js";

/** How a run ended; the names are those of dcm.job.v1.Outcome, but for CANNOT_RUN, which is no result ([W5], [J6]). */
export type Outcome =
  | "EXIT"
  | "MODULE_INVALID"
  | "TRAP"
  | "OUT_OF_FUEL"
  | "OUT_OF_MEMORY"
  | "OUTPUT_LIMIT"
  | "CANNOT_RUN";

/** Why this host could not run a program; the names are those of dcm.job.v1.CannotRunReason. */
export type CannotRun = "HOST_STACK" | "HOST_MEMORY" | "WALL_TIME";

export interface RunLimits {
  /** 0 … 2^62. */
  readonly fuel: bigint;
  /** In pages of 64 KiB, 1 … 65,536. */
  readonly memoryPages: number;
  /** In bytes, stdout, stderr and outputs together. */
  readonly outputBytes: number;
}

/** All that decides a result, beside the rules' version. */
export interface RunInput extends WasiInput {
  readonly module: Uint8Array;
  readonly limits: RunLimits;
  /** Seeds the program's randomness; the same for every slot of a job. */
  readonly randomSeed: Uint8Array;
  /** Fills `memoryDigest`; for tests. */
  readonly digestMemory?: boolean;
}

/** What the host lends to a run; none of it decides anything. */
export interface RunHost {
  readonly sha256: (bytes: Uint8Array) => Uint8Array;
  /** Gets each write as it happens; a run that ends in a trap is repeated without it. */
  readonly onStdout?: ((chunk: Uint8Array) => void) | undefined;
  readonly onStderr?: ((chunk: Uint8Array) => void) | undefined;
}

export interface RunOutput {
  /** Relative, such as out/result.csv. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface RunResult {
  readonly outcome: Outcome;
  /** Present with CANNOT_RUN only. */
  readonly cannotRun?: CannotRun;
  /** 0 … 2^32−1 with EXIT, else 0. */
  readonly exitCode: number;
  /** Used; 0 with MODULE_INVALID, the limit with OUT_OF_FUEL. */
  readonly fuel: bigint;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  /** Files under out/, by the bytes of their paths. */
  readonly outputs: readonly RunOutput[];
  /** Hex sha256 of the final memory when the job asked for it, else empty. */
  readonly memoryDigest: string;
  /** Words for people: the engine's trap text, why a module is invalid. Differs between engines; no part of the result. */
  readonly detail: string;
  /** Rules that gave this result ([W6]). */
  readonly rulesVersion: number;
}

/**
 * Validates, instruments and runs a program to its end, in the calling thread and without a limit on time. The thread
 * needs 64 MiB of stack; a smaller one ends deep recursions as CANNOT_RUN.
 *
 * @param input  the job
 * @param host   sha256 and listeners
 * @returns the same result on every engine and host, unless its outcome is CANNOT_RUN
 * @throws Error  validator and engine disagree, which is a bug of this package
 * @see PROTOCOL.md [W1]–[W3], [W5], [J6]
 */
export function runModule(input: RunInput, host: RunHost): RunResult {
  try {
    return validateAndRun(input, host);
  } catch (error) {
    if (error instanceof ModuleError) return unstarted("MODULE_INVALID", error.message);
    // What surrounds the program, such as its instrumented copy or its outputs, needs memory too.
    if (error instanceof RangeError) return { ...unstarted("CANNOT_RUN", ""), ...rangeFailure(error) };
    throw error;
  }
}

function validateAndRun(input: RunInput, host: RunHost): RunResult {
  const checked = validate(input.module);
  if (!checked.ok) return unstarted("MODULE_INVALID", checked.reason);
  if ((checked.module.memory?.min ?? 0) > input.limits.memoryPages) {
    return unstarted("OUT_OF_MEMORY", "the module's initial memory is larger than the job's limit");
  }
  const first = attempt(checked.module, "local", input, host);
  // [W2] Fuel at a trap is what the global-counter build says: the other keeps it in registers.
  return first ?? (attempt(checked.module, "global", input, { sha256: host.sha256 }) as RunResult);
}

function unstarted(outcome: Outcome, detail: string): RunResult {
  const empty = new Uint8Array(0);
  const rest = { exitCode: 0, fuel: 0n, outputs: [], memoryDigest: "", detail, rulesVersion: RULES_VERSION };
  return { outcome, stdout: empty, stderr: empty, ...rest };
}

/** One run of one build; undefined when the program trapped in the build that cannot tell its fuel. */
function attempt(
  module: ValidModule,
  counter: "local" | "global",
  input: RunInput,
  host: RunHost,
): RunResult | undefined {
  const { limits } = input;
  const wasm = instrument(module, { counter, memoryPages: limits.memoryPages });
  const state = initialState(input, limits.outputBytes);
  const context: WasiContext = {
    state,
    randomSeed: input.randomSeed,
    sha256: host.sha256,
    onStdout: host.onStdout,
    onStderr: host.onStderr,
    fuel: { value: 0n },
    memory: undefined,
  };
  const ending = execute(wasm, context, limits.fuel);
  const fuelLeft = BigInt(context.fuel.value);
  const trapped = ending.outcome === "TRAP" || ending.outcome === "OUT_OF_MEMORY";
  if (trapped && counter === "local" && fuelLeft >= 0n) return undefined;
  const outOfFuel = fuelLeft < 0n && ending.outcome !== "CANNOT_RUN";
  return {
    exitCode: 0,
    ...ending,
    ...(outOfFuel ? { outcome: "OUT_OF_FUEL", exitCode: 0, detail: "" } : {}),
    fuel: outOfFuel ? limits.fuel : limits.fuel - fuelLeft,
    stdout: contentBytes(state.stdout),
    stderr: contentBytes(state.stderr),
    outputs: sortedOutputs(context),
    memoryDigest: memoryDigest(context, input, host),
    rulesVersion: RULES_VERSION,
  };
}

type Ending = Pick<RunResult, "outcome" | "detail"> & Partial<Pick<RunResult, "exitCode" | "cannotRun">>;

function execute(wasm: Uint8Array, context: WasiContext, fuel: bigint): Ending {
  let grow: EngineGlobal = { value: 0 };
  try {
    const { exports } = instantiate(wasm, { [WASI_MODULE]: wasiImports(context) });
    grow = exports[EXPORTS.grow] as EngineGlobal;
    context.fuel = exports[EXPORTS.fuel] as EngineGlobal;
    context.memory = exports[EXPORTS.memory] as EngineMemory | undefined;
    context.fuel.value = fuel;
    (exports[EXPORTS.start] as () => void)();
    return { outcome: "EXIT", detail: "" };
  } catch (error) {
    if (error instanceof Stop) return { outcome: error.why, exitCode: error.exitCode, detail: "" };
    // [W5] Host stack or host memory failed: never recorded as a program's trap.
    if (grow.value === GROW.hostFailed) return cannotRun("HOST_MEMORY", "memory did not grow below its limit");
    if (error instanceof RangeError) return rangeFailure(error);
    if (!isTrap(error)) throw error;
    return { outcome: grow.value === GROW.refused ? "OUT_OF_MEMORY" : "TRAP", detail: error.message };
  }
}

/** Engines throw RangeError for an exhausted stack and for memory that the host does not have. */
function rangeFailure(error: RangeError): Ending {
  return cannotRun(error.message.includes("call stack") ? "HOST_STACK" : "HOST_MEMORY", error.message);
}

function cannotRun(reason: CannotRun, detail: string): Ending {
  return { outcome: "CANNOT_RUN", cannotRun: reason, detail };
}

function sortedOutputs({ state }: WasiContext): RunOutput[] {
  return [...state.outputs]
    .map(([path, content]) => ({ path, key: utf8Encode(path), bytes: contentBytes(content) }))
    .sort((a, b) => compareBytes(a.key, b.key))
    .map(({ path, bytes }) => ({ path, bytes }));
}

function memoryDigest({ memory }: WasiContext, input: RunInput, host: RunHost): string {
  if (input.digestMemory !== true || memory === undefined) return "";
  return toHex(host.sha256(new Uint8Array(memory.buffer)));
}
