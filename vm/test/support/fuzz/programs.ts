import { type FuncType, I32, I64 } from "../../../src/module.js";
import { WASI_MODULE, WASI_PARAMS } from "../../../src/wasi/signatures.js";
import { type BinaryGlobal, build } from "../builder.js";
import { type RandomSource, randomSource } from "../random.js";
import { BodyGenerator, constant } from "./bodies.js";
import { type Frame, type Nans, PAGES_MAX, VALUES } from "./frame.js";
import { scenery } from "./hostcalls.js";

/**
 * A valid program of random instructions: multi-value functions, loops, recursion, tables, every load, store and
 * conversion, bulk memory, host calls. It may end, trap or go on for ever; the same for the same seed.
 *
 * @param seed  0 … 2^32−1
 */
export function generateProgram(seed: number, nans: Nans): Uint8Array {
  const random = randomSource(seed);
  const types: FuncType[] = [{ params: [], results: [] }];
  for (let count = 3 + random.below(6); count > 0; count--) types.push(someType(random));
  // Host functions read ranges of memory that a program chooses, so that stored NaNs would show.
  const imports = nans === "stored" ? [] : someImports(random);
  const importTypes = imports.map((name) => types.push(hostType(name)) - 1);
  const own = Array.from({ length: 1 + random.below(7) }, (_, k) => (k === 0 ? 0 : random.below(types.length)));
  const funcs = [...importTypes, ...own];
  const tableSize = 1 + random.below(2 * funcs.length);
  const globals = Array.from({ length: 1 + random.below(7) }, () => someGlobal(random, nans));
  const segments = random.below(3);
  const frame: Frame = { nans, types, imports, funcs, globals, tableSize, segments };
  return build({
    types,
    ...(imports.length > 0 && { imports: imports.map((name, k) => [WASI_MODULE, name, importTypes[k] as number]) }),
    functions: own.map((type, k) => new BodyGenerator(random, frame, imports.length + k).generate(type)),
    table: tableSize,
    memory: [1 + random.below(2), 2 + random.below(PAGES_MAX - 1)],
    globals,
    exports: [
      { name: "_start", kind: 0, index: imports.length },
      { name: "memory", kind: 2, index: 0 },
    ],
    elements: [[0, Array.from({ length: random.below(tableSize + 1) }, () => random.below(funcs.length))]],
    data: [[0, scenery(random)], ...Array.from({ length: segments }, () => [undefined, someBytes(random)] as const)],
  });
}

function someType(random: RandomSource): FuncType {
  const list = (most: number) => Array.from({ length: random.below(most + 1) }, () => random.pick(VALUES) as number);
  return { params: list(4), results: list(random.below(3) === 0 ? 3 : 1) };
}

function someImports(random: RandomSource): string[] {
  const names = [...WASI_PARAMS.keys()];
  // Twice as often what most programs use.
  const likely = [
    "fd_write",
    "fd_read",
    "path_open",
    "fd_seek",
    "fd_close",
    "random_get",
    "clock_time_get",
    "poll_oneoff",
  ];
  return Array.from({ length: random.below(6) }, () => random.pick(random.below(3) === 0 ? names : likely));
}

function hostType(name: string): FuncType {
  const params = [...(WASI_PARAMS.get(name) ?? "")].map((letter) => (letter === "i" ? I32 : I64));
  return { params, results: name === "proc_exit" ? [] : [I32] };
}

function someGlobal(random: RandomSource, nans: Nans): BinaryGlobal {
  const type = random.pick(VALUES);
  return { type, mutable: random.below(4) > 0, value: constant(random, type, nans) };
}

function someBytes(random: RandomSource): Uint8Array {
  return Uint8Array.from({ length: random.below(200) }, () => random.below(256));
}
