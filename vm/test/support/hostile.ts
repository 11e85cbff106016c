import { I32, I64 } from "../../src/module.js";
import type { Outcome } from "../../src/run.js";
import { assemble, type ModuleText, program } from "./assembler.js";
import { type BinaryModule, build, i32s, join, repeat } from "./builder.js";
import { loop } from "./edges.js";

/** A program that means harm, and how its run must end. */
export interface Hostile {
  readonly name: string;
  readonly module: () => Uint8Array;
  readonly outcome: Outcome;
  /** What `detail` says. */
  readonly why?: RegExp;
  readonly fuel?: bigint;
  readonly memoryPages?: number;
  readonly outputBytes?: number;
  readonly args?: readonly string[];
  readonly env?: readonly (readonly [string, string])[];
  readonly stdin?: Uint8Array;
  /** Cannot exhaust anything: only its outcome is of interest. */
  readonly harmless?: boolean;
}

const NOTHING = { params: [], results: [] };
const START = { name: "_start", kind: 0, index: 0 };

/** A module of one or more functions, of which the first is `_start`. */
const binary = (functions: BinaryModule["functions"], more: Partial<BinaryModule> = {}): Uint8Array =>
  build({ types: [NOTHING], memory: [1], exports: [START], functions, ...more });

/** `_start` alone. */
const body = (...code: Uint8Array[]): Uint8Array => binary([{ type: 0, code: join(...code) }]);

const raw = (sections: NonNullable<ModuleText["raw"]>, more: Partial<ModuleText> = {}): Uint8Array =>
  program("", { ...more, raw: sections });

const text = (name: string): number[] => [name.length, ...Buffer.from(name)];
const WASI = text("wasi_snapshot_preview1");

/** An import section of one import, of type 0 (none → none) or 1 (i32 → i32). */
const importing = (from: number[], name: string, description: readonly number[]): Uint8Array =>
  raw({
    1: [2, 0x60, 0, 0, 0x60, 1, 0x7f, 1, 0x7f],
    2: [1, ...from, ...text(name), ...description],
    10: [1, 2, 0, 11],
  });

const exporting = (...exports: number[]): Uint8Array => raw({ 7: exports });

const LOCALS = [[39_000, I32]] as const;

/** Many bytes or much work for a validator, a rewriter or a compiler from few bytes. */
const BOMBS: readonly Hostile[] = [
  {
    name: "half a gigabyte of operands from calls that give a hundred each",
    module: () =>
      binary(
        [
          { type: 0, code: repeat(3_000_000, 0x10, 1) },
          { type: 1, code: repeat(100, 0x41, 0) },
        ],
        { types: [NOTHING, { params: [], results: i32s(100) }] },
      ),
    outcome: "MODULE_INVALID",
    why: /operands/,
  },
  {
    name: "machine code beyond V8's largest buffer, from calls that move two hundred values each",
    module: () =>
      binary(
        [
          { type: 0, code: join(repeat(100, 0x41, 0), repeat(400_000, 0x10, 1), repeat(100, 0x1a)) },
          { type: 1, code: join(...Array.from({ length: 100 }, (_, k) => [0x20, k])) },
        ],
        { types: [NOTHING, { params: i32s(100), results: i32s(100) }] },
      ),
    outcome: "MODULE_INVALID",
    why: /too heavy/,
  },
  {
    name: "a copy of 39,000 locals at each of 100,000 blocks",
    module: () => binary([{ type: 0, locals: LOCALS, code: repeat(100_000, 2, 0x40, 0x41, 0, 0x0d, 0, 0x0b) }]),
    outcome: "MODULE_INVALID",
    why: /too heavy/,
  },
  {
    name: "a copy of 39,000 locals at each of 100,000 loops",
    module: () => binary([{ type: 0, locals: LOCALS, code: repeat(100_000, 3, 0x40, 0x0b) }]),
    outcome: "MODULE_INVALID",
    why: /too heavy/,
  },
  {
    name: "branch tables of 60,000 targets among 3,000 locals",
    module: () =>
      binary([
        {
          type: 0,
          locals: [[3_000, I32]],
          code: join(
            ...Array.from({ length: 20 }, () =>
              join([2, 0x40, 0x20, 0, 0x0e, 0xe0, 0xd4, 3], repeat(60_001, 0), [0x0b]),
            ),
          ),
        },
      ]),
    outcome: "MODULE_INVALID",
    why: /too heavy/,
  },
  {
    name: "many functions that are each nearly too heavy",
    module: () =>
      binary(
        Array.from({ length: 50 }, () => ({
          type: 0,
          locals: LOCALS,
          code: repeat(800, 2, 0x40, 0x41, 0, 0x0d, 0, 0x0b),
        })),
      ),
    outcome: "MODULE_INVALID",
    why: /too heavy/,
  },
  {
    name: "a thousand functions of 40,000 locals in a few bytes each",
    module: () => binary(Array.from({ length: 1_000 }, () => ({ type: 0, locals: [[40_000, I64]], code: join() }))),
    outcome: "MODULE_INVALID",
    why: /locals in all functions/,
  },
  {
    name: "twenty million blocks, one in another",
    module: () => body(repeat(20_000_000, 2, 0x40)),
    outcome: "MODULE_INVALID",
    why: /body is larger/,
  },
  {
    name: "a million blocks, one in another",
    module: () => body(repeat(1_000_000, 2, 0x40), repeat(1_000_000, 0x0b)),
    outcome: "EXIT",
  },
  {
    name: "a body of memory.grow, which the rewriter makes thirty times as long",
    module: () => body(repeat(1_000_000, 0x41, 0, 0x40, 0, 0x1a)),
    outcome: "MODULE_INVALID",
    why: /too large/,
  },
  {
    name: "a hundred bodies of memory.grow, each within the limit",
    module: () => {
      const grow = { type: 0, code: repeat(100_000, 0x41, 0, 0x40, 0, 0x1a) };
      return binary(Array.from({ length: 100 }, () => grow));
    },
    outcome: "MODULE_INVALID",
    why: /once instrumented/,
  },
  {
    name: "half a million empty functions",
    module: () => binary(Array.from({ length: 499_999 }, () => ({ type: 0, code: join() }))),
    outcome: "EXIT",
  },
  {
    name: "a hundred thousand types of 355 values",
    module: () => {
      const wide = { params: i32s(255), results: i32s(100) };
      return binary([{ type: 0, code: join() }], { types: [NOTHING, ...Array<typeof wide>(99_999).fill(wide)] });
    },
    outcome: "EXIT",
  },
  {
    name: "twenty million custom sections",
    module: () => join(program(""), repeat(20_000_000, 0, 1, 0)),
    outcome: "EXIT",
  },
  {
    name: "six thousand exports whose names of 10,000 characters differ at their ends",
    module: () => {
      const exports = Array.from({ length: 6_000 }, (_, k) => ({ ...START, name: String(k).padStart(10_000, "x") }));
      return binary([{ type: 0, code: join() }], { exports: [START, ...exports] });
    },
    outcome: "EXIT",
  },
  {
    name: "an export with a longer name",
    module: () => binary([{ type: 0, code: join() }], { exports: [START, { ...START, name: "x".repeat(10_001) }] }),
    outcome: "MODULE_INVALID",
    why: /bytes in a name/,
  },
  {
    name: "a hundred thousand data segments",
    module: () => {
      const segment = [undefined, new Uint8Array(8)] as const;
      return binary([{ type: 0, code: join() }], { data: Array<typeof segment>(100_000).fill(segment) });
    },
    outcome: "EXIT",
  },
  {
    name: "more data segments than are allowed",
    module: () => raw({ 11: [0xa1, 0x8d, 0x06, ...repeat(100_001, 1, 0)] }),
    outcome: "MODULE_INVALID",
    why: /too many data segments/,
  },
  {
    name: "sixty megabytes of data",
    module: () => binary([{ type: 0, code: join() }], { memory: [1_000], data: [[0, new Uint8Array(60_000_000)]] }),
    outcome: "EXIT",
    memoryPages: 1_000,
  },
  {
    name: "a module of more than 64 MiB",
    module: () => new Uint8Array(64 * 1024 * 1024 + 1),
    outcome: "MODULE_INVALID",
    why: /larger than/,
  },
  {
    name: "a leaf of 39,000 locals and 39,000 operands",
    module: () =>
      binary([
        { type: 0, code: join([0x10, 1]) },
        { type: 0, locals: LOCALS, code: join(repeat(39_000, 0x20, 1), repeat(39_000, 0x1a)) },
      ]),
    outcome: "EXIT",
  },
];

/** A function that takes long and costs much, but tests nothing by itself: a chain of square roots of what is in memory. */
const ROOTS = join([0x41, 0, 0x41, 0, 0x2b, 3, 0], repeat(2_000_000, 0x9f), [0x39, 3, 0]);

const EXHAUSTING: readonly Hostile[] = [
  { name: "an endless loop", module: () => program("loop br 0 end"), outcome: "OUT_OF_FUEL", fuel: 10_000_000n },
  {
    name: "400,000 calls of a long function without a loop",
    module: () =>
      binary([
        { type: 0, code: repeat(400_000, 0x10, 1) },
        { type: 0, code: ROOTS },
      ]),
    outcome: "OUT_OF_FUEL",
    fuel: 3_000_000n,
  },
  {
    name: "a storm of memory.grow by nothing",
    module: () => program("loop i32.const 0 memory.grow drop br 0 end"),
    outcome: "OUT_OF_FUEL",
    fuel: 50_000_000n,
  },
  {
    name: "a storm of memory.grow beyond the limit",
    module: () => program("loop i32.const 65535 memory.grow drop br 0 end"),
    outcome: "OUT_OF_FUEL",
    fuel: 50_000_000n,
  },
  {
    name: "all the memory there is, page by page, and a trap at its end",
    module: () => program("loop i32.const 1 memory.grow i32.const -1 i32.ne br_if 0 end unreachable"),
    outcome: "OUT_OF_MEMORY",
    memoryPages: 4_096,
  },
  {
    name: "a gigabyte that is never touched",
    module: () => program("i32.const 16383 memory.grow i32.const -1 i32.eq if unreachable end"),
    outcome: "EXIT",
    memoryPages: 16_384,
  },
  {
    name: "256 MiB, filled",
    module: () => program("i32.const 4095 memory.grow drop i32.const 0 i32.const 1 i32.const 268435456 memory.fill"),
    outcome: "EXIT",
    memoryPages: 4_096,
  },
  { name: "recursion without end", module: () => program("call 0"), outcome: "TRAP" },
  {
    name: "recursion without end through a table, by two functions",
    module: () =>
      program("i32.const 0 call_indirect:(->)", {
        funcs: [{ body: "i32.const 1 call_indirect:(->)" }, { body: "i32.const 0 call_indirect:(->)" }],
        table: 2,
        elements: [[0, [1, 2]]],
      }),
    outcome: "TRAP",
  },
  { name: "output without end", module: () => writing(1), outcome: "OUTPUT_LIMIT", outputBytes: 8 << 20 },
  {
    name: "output without end after a limit of none",
    module: () => writing(2),
    outcome: "OUTPUT_LIMIT",
    outputBytes: 0,
  },
  { name: "a write of four gigabytes by overlapping ranges", module: overlapping, outcome: "OUTPUT_LIMIT" },
  { name: "a table of a million entries", module: () => program("", { table: 1_000_000 }), outcome: "EXIT" },
  {
    name: "a larger table",
    module: () => program("", { table: 1_000_001 }),
    outcome: "MODULE_INVALID",
    why: /table is larger/,
  },
  {
    name: "table.grow",
    module: () => raw({ 10: [1, 9, 0, 0x41, 1, 0x41, 1, 0xfc, 15, 0, 0x0b] }, { table: 1 }),
    outcome: "MODULE_INVALID",
    why: /not allowed/,
  },
  {
    name: "a megabyte of arguments for a memory of one page",
    module: () => program("i32.const 0 i32.const 0 call 0 i32.const 21 i32.ne if unreachable end", argsGet),
    outcome: "EXIT",
    args: Array<string>(100_000).fill("0123456789"),
  },
  {
    name: "an environment of one long variable",
    module: () => program("i32.const 0 i32.const 0 call 1 i32.const 21 i32.ne if unreachable end", argsGet),
    outcome: "EXIT",
    env: [["LONG", "x".repeat(1_000_000)]],
  },
  {
    name: "sixteen megabytes of input, read until the end",
    module: () =>
      program(
        "i32.const 16 i32.const 64 i32.store i32.const 20 i32.const 65000 i32.store loop i32.const 0 i32.const 16 i32.const 1 i32.const 0 call 0 drop i32.const 0 i32.load br_if 0 end",
        { imports: ["fd_read"] },
      ),
    outcome: "EXIT",
    stdin: new Uint8Array(16 << 20),
  },
];

const argsGet = { imports: ["args_get", "environ_get"] };

/** Writes the whole first page to a descriptor, for ever. */
function writing(descriptor: number): Uint8Array {
  return program(
    `i32.const 20 i32.const 65536 i32.store loop i32.const ${descriptor} i32.const 16 i32.const 1 i32.const 8 call 0 drop br 0 end`,
    { imports: ["fd_write"] },
  );
}

/** 1,024 ranges, each of the whole memory of 64 pages. */
function overlapping(): Uint8Array {
  return program(
    `${loop(1_024, "local.get 0 i32.const 8 i32.mul i32.const 4194304 i32.store offset=4")} i32.const 1 i32.const 0 i32.const 1024 i32.const 16384 call 0 drop`,
    { imports: ["fd_write"], memory: [64], locals: "i32" },
  );
}

const INVALID = "MODULE_INVALID";

const CONFUSING: readonly Hostile[] = [
  { name: "a start section", module: () => raw({ 8: [0] }), outcome: INVALID, why: /start section/ },
  { name: "a start section with nothing in it", module: () => raw({ 8: [] }), outcome: INVALID },
  ...[
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "toString",
    "",
    "fd_write\0",
    "dcm_fuel",
    "asyncify_start_unwind",
  ].map((name) => ({
    name: `an import of ${JSON.stringify(name)} from WASI`,
    module: () => importing(WASI, name, [0, 0]),
    outcome: INVALID as Outcome,
    why: /not offered/,
  })),
  ...["__proto__", "env", "", "wasi_unstable", "dcm"].map((from) => ({
    name: `an import of fd_close from ${JSON.stringify(from)}`,
    module: () => importing(text(from), "fd_close", [0, 1]),
    outcome: INVALID as Outcome,
    why: /not offered/,
  })),
  {
    name: "an import with another type",
    module: () => importing(WASI, "fd_close", [0, 0]),
    outcome: INVALID,
    why: /signature/,
  },
  {
    name: "an import of a type that does not exist",
    module: () => importing(WASI, "fd_close", [0, 9]),
    outcome: INVALID,
    why: /type 9/,
  },
  {
    name: "an imported table",
    module: () => importing(WASI, "fd_close", [1, 0x70, 0, 1]),
    outcome: INVALID,
    why: /not a function/,
  },
  {
    name: "an imported memory",
    module: () => importing(WASI, "memory", [2, 0, 1]),
    outcome: INVALID,
    why: /not a function/,
  },
  {
    name: "an imported global",
    module: () => importing(WASI, "dcm_fuel", [3, I64, 1]),
    outcome: INVALID,
    why: /not a function/,
  },
  { name: "an imported tag", module: () => importing(WASI, "tag", [4, 0, 0]), outcome: INVALID, why: /not a function/ },
  {
    name: "one function imported twice",
    module: () =>
      program("i32.const 9 call 0 i32.const 9 call 1 i32.sub if unreachable end", {
        imports: ["fd_close", "fd_close"],
      }),
    outcome: "EXIT",
  },
  {
    name: "an imported function called through a table",
    module: () =>
      program("i32.const 9 i32.const 0 call_indirect:(i32->i32) i32.const 8 i32.ne if unreachable end", {
        imports: ["fd_close"],
        table: 1,
        elements: [[0, [0]]],
      }),
    outcome: "EXIT",
  },
  { name: "exports of nothing", module: () => exporting(0), outcome: INVALID, why: /no function _start/ },
  {
    name: "a memory that is called _start",
    module: () => exporting(1, ...text("_start"), 2, 0),
    outcome: INVALID,
    why: /no function _start/,
  },
  {
    name: "an export of a function that does not exist",
    module: () => exporting(1, ...text("_start"), 0, 7),
    outcome: INVALID,
    why: /does not exist/,
  },
  {
    name: "an export of an unknown kind",
    module: () => exporting(1, ...text("_start"), 9, 0),
    outcome: INVALID,
    why: /does not exist/,
  },
  {
    name: "an export called __proto__",
    module: () => exporting(2, ...text("__proto__"), 0, 0, ...text("_start"), 0, 0),
    outcome: "EXIT",
  },
  ...["dcm_memory", "dcm", "asyncify_get_state"].map((name) => ({
    name: `an export called ${name}`,
    module: () => exporting(2, ...text("_start"), 0, 0, ...text(name), 2, 0),
    outcome: INVALID as Outcome,
    why: /reserved/,
  })),
  {
    name: "a _start that gives a result",
    module: () => assemble({ funcs: [{ type: "-> i32", body: "i32.const 0", export: "_start" }] }),
    outcome: INVALID,
    why: /parameters/,
  },
  {
    name: "a memory that nobody exports",
    module: () => binary([{ type: 0, code: join([0x41, 0, 0x28, 2, 0, 0x1a]) }]),
    outcome: "EXIT",
  },
  {
    name: "host calls without a memory",
    module: () => {
      const errno = (call: number, code: number) =>
        `${"i32.const 1 ".repeat(4)} call ${call} i32.const ${code} i32.ne if unreachable end`;
      const body = `${errno(0, 21)} ${errno(1, 21)} i32.const 0 i32.const 0 call 2 i32.const 21 i32.ne if unreachable end`;
      const imports = ["fd_write", "poll_oneoff", "args_get"];
      return assemble({ imports, funcs: [{ body, export: "_start" }] });
    },
    outcome: "EXIT",
  },
];

/** Calls a function with arguments and traps unless it answers `errno`. */
const expecting = (call: number, errno: number, ...args: (number | string)[]): string =>
  `${args.map((arg) => (typeof arg === "string" ? `i64.const ${arg}` : `i32.const ${arg}`)).join(" ")} call ${call} i32.const ${errno} i32.ne if unreachable end`;

const PROBES: readonly (readonly [claim: string, name: string, calls: readonly string[]])[] = [
  [
    "descriptors that nobody opened",
    "fd_close",
    [-1, 4, 99, 1 << 30, -(2 ** 31)].map((number) => expecting(0, 8, number)),
  ],
  [
    "every descriptor closed, the root too",
    "fd_close",
    [0, 1, 2, 3].flatMap((n) => [expecting(0, 0, n), expecting(0, 8, n)]),
  ],
  [
    "polls of nothing, of millions and of what lies outside the memory",
    "poll_oneoff",
    [
      expecting(0, 28, 0, 0, 0, 0),
      expecting(0, 28, 0, 0, 5_000_000, 0),
      expecting(0, 28, 0, 0, -1, 0),
      expecting(0, 21, 65_500, 0, 1, 0),
      expecting(0, 21, 0, 65_530, 1, 0),
      expecting(0, 21, 0, 0, 1, 65_533),
    ],
  ],
  [
    "randomness for more memory than there is",
    "random_get",
    [expecting(0, 21, 0, -1), expecting(0, 21, -1, -1), expecting(0, 21, 65_536, 1), expecting(0, 0, 65_536, 0)],
  ],
  [
    "lists of ranges that overflow",
    "fd_write",
    [
      expecting(0, 21, 1, -8, 1, 0),
      expecting(0, 28, 1, 0, -1, 0),
      expecting(0, 28, 1, 0, 1 << 29, 0),
      expecting(0, 21, 1, 65_532, 1, 0),
      `i32.const 16 i32.const -16 i32.store i32.const 20 i32.const 32 i32.store ${expecting(0, 21, 1, 16, 1, 0)}`,
      `i32.const 20 i32.const -1 i32.store ${expecting(0, 21, 1, 16, 1, 0)}`,
      expecting(0, 8, 0, 0, 0, 0),
      expecting(0, 8, 3, 0, 0, 0),
    ],
  ],
  [
    "seeks to the ends of 64 bits",
    "fd_seek",
    [expecting(0, 70, 1, "-1", 0, 0), expecting(0, 70, 0, "9223372036854775807", 2, 0), expecting(0, 8, 7, "0", 0, 0)],
  ],
  ["a link", "path_symlink", [expecting(0, 52, 0, 3, 3, 0, 3)]],
  ["a rename", "path_rename", [expecting(0, 52, 3, 0, 3, 3, 0, 3)]],
  ["a descriptor moved over another", "fd_renumber", [expecting(0, 52, 3, 1)]],
  [
    "a path as long as the memory",
    "path_filestat_get",
    [expecting(0, 37, 3, 0, 0, 65_536, 0), expecting(0, 37, 3, 0, 0, -1, 0)],
  ],
];

const CALLING: readonly Hostile[] = PROBES.map(([name, call, calls]) => ({
  name,
  module: () => program(calls.join(" "), { imports: [call] }),
  outcome: "EXIT" as Outcome,
}));

export const HOSTILE: readonly Hostile[] = [
  ...BOMBS,
  ...EXHAUSTING,
  ...[...CONFUSING, ...CALLING].map((item) => ({ ...item, harmless: true })),
];

/** 3.3 million calls among 39,000 locals, light enough to be accepted: minutes for V8's baseline compiler. */
export function slowToCompile(): Uint8Array {
  return binary([
    { type: 0, locals: LOCALS, code: repeat(3_300_000, 0x10, 1) },
    { type: 0, code: join() },
  ]);
}
