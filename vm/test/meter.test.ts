import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { RULES_VERSION } from "../src/cost.js";
import { type EngineGlobal, type EngineMemory, instantiate, isTrap } from "../src/engine.js";
import { type RunInput, type RunResult, runModule } from "../src/run.js";
import { type ValidModule, validate } from "../src/validate.js";
import type { WasiContext } from "../src/wasi/context.js";
import { wasiImports } from "../src/wasi/host.js";
import { initialState } from "../src/wasi/state.js";
import { program } from "./support/assembler.js";
import { EDGES, type Edge, loop } from "./support/edges.js";
import { PAGES_MAX } from "./support/fuzz/frame.js";
import { generateProgram } from "./support/fuzz/programs.js";
import { generate } from "./support/generate.js";
import { instrumentNaively } from "./support/naive.js";

const sha256 = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const FUEL = 1n << 40n;
const GENERATED = Array.from({ length: 150 }, (_, seed) => ({ name: `seed ${seed}`, module: generate(seed) }));

function input(module: Uint8Array, more: Partial<Edge> = {}, fuel = FUEL): RunInput {
  return {
    module,
    args: [],
    env: [],
    stdin: new Uint8Array(0),
    inputs: [],
    limits: { fuel, memoryPages: more.memoryPages ?? 64, outputBytes: more.outputBytes ?? 1000 },
    clockNs: 0n,
    randomSeed: new Uint8Array(8),
    digestMemory: true,
  };
}

function run(module: Uint8Array, more: Partial<Edge> = {}, fuel = FUEL): RunResult {
  return runModule(input(module, more, fuel), { sha256 });
}

function valid(module: Uint8Array): ValidModule {
  const checked = validate(module);
  if (!checked.ok) throw new Error(checked.reason);
  return checked.module;
}

/** Fuel of the naive build, and its memory; undefined when it trapped. */
function runNaively(module: Uint8Array): { fuel: bigint; memory: Uint8Array } | undefined {
  const state = initialState({ ...input(module), clockNs: 0n }, 1000);
  const context: WasiContext = {
    state,
    randomSeed: new Uint8Array(8),
    sha256,
    onStdout: undefined,
    onStderr: undefined,
    fuel: { value: 0n },
    memory: undefined,
  };
  const wasm = instrumentNaively(valid(module));
  const { exports } = instantiate(wasm, { wasi_snapshot_preview1: wasiImports(context) });
  context.fuel = exports.fuel as EngineGlobal;
  context.memory = exports.memory as EngineMemory | undefined;
  context.fuel.value = FUEL;
  try {
    (exports._start as () => void)();
  } catch (error) {
    if (!isTrap(error)) throw error;
    return undefined;
  }
  return {
    fuel: FUEL - BigInt(context.fuel.value),
    memory: new Uint8Array(context.memory?.buffer ?? new ArrayBuffer(0)),
  };
}

/** Edges that run to their end: proc_exit leaves a block in its middle, and the naive count stops there. */
const ENDING = EDGES.filter(
  (edge) => edge.outcome === "EXIT" && edge.exitCode === undefined && !edge.deep && !edge.name.includes("job's"),
);

describe("fuel", () => {
  test("per basic block it adds up to every executed instruction's own cost", () => {
    const programs = [...ENDING, ...GENERATED];
    const differing = programs.filter(({ module }) => {
      const naive = runNaively(module);
      return naive !== undefined && run(module).fuel !== naive.fuel;
    });
    expect(differing.map(({ name }) => name)).toEqual([]);
    expect(GENERATED.filter(({ module }) => runNaively(module) !== undefined).length).toBeGreaterThan(75);
  });

  test("so it does in programs that call each other and the host", () => {
    const programs = Array.from({ length: 300 }, (_, seed) => ({ seed, module: generateProgram(seed, "any") }));
    // proc_exit leaves a block in its middle.
    const ending = programs.filter(
      ({ module }) =>
        !valid(module).imports.includes("proc_exit") &&
        run(module, { memoryPages: PAGES_MAX }, 200_000n).outcome === "EXIT",
    );
    const differing = ending.filter(
      ({ module }) => run(module, { memoryPages: PAGES_MAX }).fuel !== runNaively(module)?.fuel,
    );
    expect(differing.map(({ seed }) => seed)).toEqual([]);
    expect(ending.length).toBeGreaterThan(100);
  });

  test("a limit of what is used suffices, and one less is out of fuel", () => {
    for (const edge of ENDING) {
      const { fuel } = run(edge.module, edge);
      expect(run(edge.module, edge, fuel), edge.name).toMatchObject({ outcome: "EXIT", fuel });
      expect(run(edge.module, edge, fuel - 1n), edge.name).toMatchObject({ outcome: "OUT_OF_FUEL", fuel: fuel - 1n });
    }
  });

  test("an endless loop stops at the turn in which the fuel ends", () => {
    // Entry 2; each turn: loop 1, load 2, add 1, store 2, br 1.
    const endless = program("loop i32.const 64 i32.const 64 i32.load i32.const 1 i32.add i32.store br 0 end");
    const turns = (fuel: bigint): number => memoryOf(endless, fuel)[64] as number;
    // The test stands behind the charge: 2 + 7n fuel pays for n turns.
    expect(turns(2n + 7n * 20n)).toBe(20);
    expect(turns(2n + 7n * 20n - 1n)).toBe(19);
    expect(turns(2n + 7n * 20n + 6n)).toBe(20);
  });

  test("a long function is tested when it is entered, though it calls nothing", () => {
    const increment = "i32.const 64 i32.const 64 i32.load i32.const 1 i32.add i32.store";
    const long = program("call 1 call 1 call 1", { funcs: [{ body: Array(21).fill(increment).join(" ") }] });
    // Entry 2, three calls 18; each call: entry 2, 21 increments of 5.
    const increments = (fuel: bigint): number => memoryOf(long, fuel)[64] as number;
    expect(increments(20n + 2n * 107n)).toBe(42);
    expect(increments(20n + 2n * 107n - 1n)).toBe(21);
    expect(increments(20n + 3n * 107n)).toBe(63);
  });

  test("at a trap it counts the whole of the trapping block, by hand", () => {
    const { module } = EDGES.find(({ name }) => name === "division by zero") as Edge;
    // Entry 2, 777 turns of loop 1, add 1, compare 1, br_if 1, then load 2 and division 12.
    expect(run(module)).toMatchObject({ outcome: "TRAP", fuel: 2n + 777n * 4n + 14n });
  });

  test("a limit below a trap's fuel is out of fuel, not a trap", () => {
    const trapping = EDGES.filter(({ outcome, deep }) => outcome === "TRAP" && !deep);
    for (const edge of trapping) {
      const { fuel } = run(edge.module, edge);
      expect(run(edge.module, edge, fuel), edge.name).toMatchObject({ outcome: "TRAP", fuel });
      expect(run(edge.module, edge, fuel - 1n), edge.name).toMatchObject({ outcome: "OUT_OF_FUEL", fuel: fuel - 1n });
    }
  });
});

/** Memory after a run by the local build, whose fuel is `fuel`. */
function memoryOf(module: Uint8Array, fuel = FUEL): Uint8Array {
  let memory = new Uint8Array(0);
  const host = {
    sha256: (bytes: Uint8Array) => {
      memory = bytes.slice();
      return sha256(bytes);
    },
  };
  runModule(input(module, {}, fuel), host);
  return memory;
}

// [W6] A change of these numbers is a new version of the rules, never an edit of this one.
test("fuel and memory of rules version 1 are pinned", () => {
  const lines = [...EDGES.filter(({ deep }) => !deep), ...GENERATED].map((item) => {
    const { outcome, fuel, memoryDigest } = run(item.module, item, "fuel" in item ? item.fuel : undefined);
    return `${item.name} ${outcome} ${fuel} ${memoryDigest}`;
  });
  expect(RULES_VERSION).toBe(1);
  expect(createHash("sha256").update(lines.join("\n")).digest("hex")).toBe(
    "963ca9bb9ea83de71a87466105ec5a213970d5a8ce7be6e7fb05c6f3604569b5",
  );
});

test("memory that the host lacks around a run is no trap and no crash", () => {
  const host = {
    sha256: () => {
      throw new RangeError("Array buffer allocation failed");
    },
  };
  expect(runModule(input(program("")), host)).toMatchObject({
    outcome: "CANNOT_RUN",
    cannotRun: "HOST_MEMORY",
    detail: "Array buffer allocation failed",
  });
});

describe("NaNs", () => {
  test("in memory they are positive, quiet and without payload, wherever their bits come out", () => {
    const { module } = EDGES.find(({ name }) => name.startsWith("NaN payloads")) as Edge;
    const view = new DataView(memoryOf(module).buffer);
    const quiet64 = 0x7ff8000000000000n;
    expect([64, 80, 112, 120, 136].map((at) => view.getBigUint64(at, true))).toEqual(Array(5).fill(quiet64));
    expect([72, 88, 128].map((at) => view.getUint32(at, true))).toEqual(Array(3).fill(0x7fc00000));
    // The sign that copysign takes from a NaN is the canonical one.
    expect(view.getFloat64(96, true)).toBe(3);
    expect(view.getFloat32(104, true)).toBe(3);
  });

  test("the other bits of floats pass unchanged", () => {
    const bits = "i32.const 64 f64.bits 8000000000000001 f64.store i32.const 72 f32.bits ff800000 f32.store";
    const view = new DataView(memoryOf(program(bits)).buffer);
    expect(view.getBigUint64(64, true)).toBe(0x8000000000000001n);
    expect(view.getUint32(72, true)).toBe(0xff800000);
  });
});

describe("the instrumented module", () => {
  test("computes what the program computes when every NaN is made canonical at once", () => {
    const differing = GENERATED.filter(({ module }) => {
      const naive = runNaively(module);
      return naive !== undefined && Buffer.compare(memoryOf(module), naive.memory) !== 0;
    });
    expect(differing.map(({ name }) => name)).toEqual([]);
  });

  test("memory stops growing at the smaller of both maximums", () => {
    const grow = loop(40, "i32.const 64 i32.const 1 memory.grow i32.store8 i32.const 65 memory.size i32.store8");
    const pages = (memory: [number, number?], memoryPages: number): number[] => {
      const module = program(grow, { memory, locals: "i32" });
      return [run(module, { memoryPages }).memoryDigest === "" ? 0 : 1, memoryOfPages(module, memoryPages)];
    };
    expect(pages([1, 20], 64)).toEqual([1, 20]);
    expect(pages([1, 20], 7)).toEqual([1, 7]);
    expect(pages([1], 9)).toEqual([1, 9]);
  });
});

function memoryOfPages(module: Uint8Array, memoryPages: number): number {
  let size = 0;
  const host = {
    sha256: (bytes: Uint8Array) => {
      size = bytes.length;
      return sha256(bytes);
    },
  };
  runModule(input(module, { memoryPages }), host);
  return size / 65536;
}
