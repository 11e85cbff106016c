import { createHash } from "node:crypto";
import { type EngineGlobal, type EngineMemory, type HostFunction, instantiate, isTrap } from "../../src/engine.js";
import { EXPORTS } from "../../src/meter.js";
import type { RunInput } from "../../src/run.js";
import { Stop, type WasiContext } from "../../src/wasi/context.js";
import { wasiImports } from "../../src/wasi/host.js";
import { WASI_MODULE } from "../../src/wasi/signatures.js";
import { initialState } from "../../src/wasi/state.js";

/** One call of the host, with all that a program notices of it. */
export interface HostCall {
  readonly name: string;
  readonly args: readonly string[];
  readonly charge: string;
  /** Address and base64. */
  readonly writes: readonly (readonly [number, string])[];
  readonly answer?: number;
  /** Why the run ended here. */
  readonly stop?: string;
}

/** Runs an instrumented module in V8 and notes what it asked of the host. */
export function trace(wasm: Uint8Array, input: RunInput): HostCall[] {
  const calls: HostCall[] = [];
  const context: WasiContext = {
    state: initialState(input, input.limits.outputBytes),
    randomSeed: input.randomSeed,
    sha256: (bytes) => createHash("sha256").update(bytes).digest(),
    ...{ onStdout: undefined, onStderr: undefined, fuel: { value: 0n }, memory: undefined },
  };
  const noted = Object.entries(wasiImports(context)).map(([name, call]) => [name, noting(name, call, context, calls)]);
  const { exports } = instantiate(new Uint8Array(wasm), { [WASI_MODULE]: Object.fromEntries(noted) });
  context.fuel = exports[EXPORTS.fuel] as EngineGlobal;
  context.memory = exports[EXPORTS.memory] as EngineMemory | undefined;
  context.fuel.value = input.limits.fuel;
  try {
    (exports[EXPORTS.start] as () => void)();
  } catch (error) {
    // A test's thread has a small stack: what goes deeper must have made its calls before.
    if (!(error instanceof Stop) && !(error instanceof RangeError) && !isTrap(error)) throw error;
  }
  return calls;
}

function noting(name: string, call: HostFunction, context: WasiContext, calls: HostCall[]): HostFunction {
  return (...args: never[]) => {
    const before = memoryOf(context).slice();
    const fuel = BigInt(context.fuel.value);
    const note = (rest: Pick<HostCall, "answer" | "stop">): void => {
      const charge = String(fuel - BigInt(context.fuel.value));
      calls.push({ name, args: args.map(String), charge, writes: writes(before, memoryOf(context)), ...rest });
    };
    try {
      const answer = call(...args);
      note({ answer });
      return answer;
    } catch (error) {
      if (error instanceof Stop) note({ stop: error.why });
      throw error;
    }
  };
}

function memoryOf({ memory }: WasiContext): Uint8Array {
  return new Uint8Array(memory?.buffer ?? new ArrayBuffer(0));
}

/** Ranges in which `after` differs from `before`. */
function writes(before: Uint8Array, after: Uint8Array): [number, string][] {
  const ranges: [number, string][] = [];
  for (let at = 0; at < after.length; at++) {
    if (before[at] === after[at]) continue;
    const from = at;
    while (at < after.length && before[at] !== after[at]) at++;
    ranges.push([from, Buffer.from(after.subarray(from, at)).toString("base64")]);
  }
  return ranges;
}
