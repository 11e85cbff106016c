import type { Outcome } from "../../src/run.js";
import { assemble, type ModuleText, program } from "./assembler.js";

/** A small module with one sharp edge, and how it must end on every engine. */
export interface Edge {
  readonly name: string;
  readonly module: Uint8Array;
  readonly outcome: Outcome;
  readonly exitCode?: number;
  readonly fuel?: bigint;
  readonly memoryPages?: number;
  readonly outputBytes?: number;
  /** wazero's interpreter gives up at 2,000 frames: it must say so, and never call it a trap. */
  readonly deep?: boolean;
}

/** Counts local 0 up to `turns`, doing `body` each time. */
export function loop(turns: number, body: string): string {
  return `loop ${body} local.get 0 i32.const 1 i32.add local.tee 0 i32.const ${turns} i32.lt_u br_if 0 end`;
}

const recursion = (depth: number): Partial<ModuleText> => ({
  funcs: [
    {
      type: "i32 -> i32",
      body: "local.get 0 if:i32 local.get 0 i32.const 1 i32.sub call 1 i32.const 1 i32.add else i32.const 0 end",
    },
    { body: `i32.const 64 i32.const ${depth} call 1 i32.store` },
  ],
});

const swap = { type: "i32 i32 -> i32 i32", body: "local.get 1 local.get 0" };
const unary = [
  { type: "i32 -> i32", body: "local.get 0 i32.const 3 i32.mul i32.const 1 i32.add" },
  { type: "i32 -> i32", body: "local.get 0 i32.const 1 i32.shr_u" },
  { type: "i64 -> i64", body: "local.get 0" },
];

const INDIRECT: Partial<ModuleText> = { funcs: unary, table: 5, elements: [[0, [1, 2, 3]]] };
const hello = new Uint8Array([104, 101, 108, 108, 111, 10]);

export const EDGES: readonly Edge[] = [
  { name: "empty", module: program(""), outcome: "EXIT" },
  { name: "no memory", module: assemble({ funcs: [{ body: "nop", export: "_start" }] }), outcome: "EXIT" },
  {
    name: "exit code",
    module: program("i32.const 64 i32.const 7 i32.store i32.const 42 call 0", { imports: ["proc_exit"] }),
    outcome: "EXIT",
    exitCode: 42,
  },
  {
    name: "exit code above 2^31",
    module: program("i32.const -1 call 0", { imports: ["proc_exit"] }),
    outcome: "EXIT",
    exitCode: 0xffffffff,
  },
  { name: "unreachable", module: program(`${loop(100, "nop")} unreachable`, { locals: "i32" }), outcome: "TRAP" },
  {
    name: "division by zero",
    module: program(`${loop(777, "nop")} i32.const 1 i32.const 64 i32.load i32.div_u drop`, { locals: "i32" }),
    outcome: "TRAP",
  },
  { name: "remainder by zero", module: program("i64.const 1 i64.const 0 i64.rem_s drop"), outcome: "TRAP" },
  { name: "signed overflow", module: program("i32.const -2147483648 i32.const -1 i32.div_s drop"), outcome: "TRAP" },
  {
    name: "signed remainder of the overflow",
    module: program("i32.const 64 i32.const -2147483648 i32.const -1 i32.rem_s i32.store"),
    outcome: "EXIT",
  },
  { name: "load out of bounds", module: program("i32.const 65533 i32.load drop"), outcome: "TRAP" },
  { name: "offset out of bounds", module: program("i32.const -1 i64.load offset=4294967295 drop"), outcome: "TRAP" },
  {
    name: "store out of bounds",
    module: program(`${loop(70000, "local.get 0 local.get 0 i32.store8")}`, { locals: "i32" }),
    outcome: "TRAP",
  },
  {
    name: "indirect call of nothing",
    module: program("i32.const 1 i32.const 4 call_indirect:(i32->i32) drop", INDIRECT),
    outcome: "TRAP",
  },
  {
    name: "indirect call of another type",
    module: program("i32.const 1 i32.const 2 call_indirect:(i32->i32) drop", INDIRECT),
    outcome: "TRAP",
  },
  {
    name: "indirect call outside the table",
    module: program("i32.const 1 i32.const 5 call_indirect:(i32->i32) drop", INDIRECT),
    outcome: "TRAP",
  },
  {
    name: "indirect calls",
    module: program(
      `${loop(5000, "local.get 1 local.get 0 i32.const 1 i32.and call_indirect:(i32->i32) local.set 1")} i32.const 64 local.get 1 i32.store`,
      { ...INDIRECT, locals: "i32 i32" },
    ),
    outcome: "EXIT",
  },
  { name: "conversion of a NaN", module: program("f64.const NaN i32.trunc_f64_s drop"), outcome: "TRAP" },
  { name: "conversion out of range", module: program("f32.const 3e9 i32.trunc_f32_s drop"), outcome: "TRAP" },
  {
    name: "saturating conversions",
    module: program(
      [
        "f32.const NaN i32.trunc_sat_f32_s",
        "f64.const 1e300 i32.trunc_sat_f64_u",
        "f64.const -1e300 i32.trunc_sat_f64_s",
      ]
        .map((value, k) => `i32.const ${64 + 8 * k} ${value} i32.store`)
        .join(" ") +
        " i32.const 128 f32.const -5 i64.trunc_sat_f32_u i64.store i32.const 136 f64.const 1e30 i64.trunc_sat_f64_s i64.store",
    ),
    outcome: "EXIT",
  },
  {
    name: "NaN of a division, stored",
    module: program(
      `f64.const 0 i32.const 128 f64.load f64.div local.set 1 ${loop(1000, "local.get 1 f64.const 1 f64.add local.set 1")} i32.const 64 local.get 1 f64.store i32.const 72 local.get 1 f32.demote_f64 f32.store`,
      { locals: "i32 f64" },
    ),
    outcome: "EXIT",
  },
  {
    name: "NaN payloads through stores, reinterpretation, copysign and globals",
    module: program(
      "i32.const 64 f64.bits fff8000000000001 f64.store i32.const 72 f32.bits ffa00001 f32.store " +
        "i32.const 80 f64.bits fff4000000000000 i64.reinterpret_f64 i64.store i32.const 88 f32.bits ff800001 i32.reinterpret_f32 i32.store " +
        "i32.const 96 f64.const 3 f64.bits fff8000000000000 f64.copysign f64.store i32.const 104 f32.const 3 f32.bits ffc00000 f32.copysign f32.store " +
        "f64.bits fff8000000000abc global.set 0 i32.const 112 global.get 0 i64.reinterpret_f64 i64.store " +
        "i32.const 120 i64.const -1 f64.reinterpret_i64 i64.reinterpret_f64 i64.store i32.const 128 i32.const -1 f32.reinterpret_i32 f32.neg i32.reinterpret_f32 i32.store " +
        "i32.const 136 f64.const 0 f64.const 0 f64.div f64.neg f64.sqrt i64.reinterpret_f64 i64.store",
      { globals: [["mut f64", "f64.const 1"]] },
    ),
    outcome: "EXIT",
  },
  {
    name: "NaN copied by a float load and store",
    module: program("i32.const 64 i64.const 0x7ff0000000000001 i64.store i32.const 72 i32.const 64 f64.load f64.store"),
    outcome: "EXIT",
  },
  {
    name: "signs of zero, minimum and maximum",
    module: program(
      "i32.const 64 f64.const -0 f64.const 0 f64.min f64.store i32.const 72 f64.const -0 f64.const 0 f64.max f64.store i32.const 80 f32.const -0.4 f32.nearest f32.store i32.const 84 f32.const 2.5 f32.nearest f32.store i32.const 88 f64.const NaN f64.const 1 f64.min f64.store",
    ),
    outcome: "EXIT",
  },
  {
    name: "grow to the module's maximum and beyond",
    module: program(
      loop(40, "i32.const 64 local.get 0 i32.const 4 i32.mul i32.add i32.const 1 memory.grow i32.store"),
      { memory: [1, 20], locals: "i32" },
    ),
    outcome: "EXIT",
  },
  {
    name: "grow to the job's maximum and beyond",
    module: program(
      loop(40, "i32.const 64 local.get 0 i32.const 4 i32.mul i32.add i32.const 1 memory.grow i32.store"),
      { memory: [1], locals: "i32" },
    ),
    outcome: "EXIT",
    memoryPages: 17,
  },
  {
    name: "grow by 2^32-1 pages",
    module: program("i32.const 64 i32.const -1 memory.grow i32.store i32.const 68 memory.size i32.store"),
    outcome: "EXIT",
  },
  {
    name: "out of memory after a refused grow",
    module: program("i32.const 100 memory.grow i32.const -1 i32.eq if unreachable end", { memory: [1, 50] }),
    outcome: "OUT_OF_MEMORY",
  },
  { name: "initial memory above the job's limit", module: program("", { memory: [65] }), outcome: "OUT_OF_MEMORY" },
  { name: "recursion 1,000 deep", module: program("call 2", recursion(1000)), outcome: "EXIT" },
  { name: "recursion 8,000 deep", module: program("call 2", recursion(8000)), outcome: "EXIT", deep: true },
  { name: "recursion without end", module: program("call 2", recursion(-1)), outcome: "TRAP", deep: true },
  {
    name: "recursion of wide frames without end",
    module: program("i32.const 0 call 1 drop", {
      funcs: [
        {
          type: "i32 -> i32",
          locals: Array(60).fill("i64").join(" "),
          body: `${Array.from({ length: 60 }, (_, k) => `local.get 0 i64.load offset=${8 * k} local.set ${k + 1}`).join(" ")} i32.const 0 call 1 ${Array.from({ length: 60 }, (_, k) => `local.get 0 local.get ${k + 1} i64.store offset=${8 * k}`).join(" ")}`,
        },
      ],
    }),
    outcome: "TRAP",
  },
  {
    name: "recursion with many operands without end",
    module: program("call 1 drop", {
      funcs: [
        {
          type: "-> i32",
          body: `${Array(400).fill("i32.const 8 i32.load").join(" ")} call 1 ${Array(400).fill("i32.add").join(" ")}`,
        },
      ],
    }),
    outcome: "TRAP",
  },
  {
    name: "call of a function with several results",
    module: program(`${loop(300, "i32.const 64 local.get 0 i32.const 5 call 1 i32.sub i32.store")}`, {
      funcs: [swap],
      locals: "i32",
    }),
    outcome: "EXIT",
  },
  {
    name: "early return of several results out of nested blocks",
    module: program("i32.const 64 i32.const 9 call 1 i32.mul i32.store", {
      funcs: [
        {
          type: "i32 -> i32 i32",
          body: "block block local.get 0 if local.get 0 i32.const 1 return end local.get 0 br_if 1 end end i32.const 3 i32.const 4",
        },
      ],
    }),
    outcome: "EXIT",
  },
  {
    name: "blocks and loops with parameters",
    module: program(
      "i32.const 3 i32.const 4 block:(i32,i32->i32) i32.add end drop i32.const 1 loop:(i32->i32) i32.const 1 i32.add local.get 0 i32.const 1 i32.add local.tee 0 i32.const 1000 i32.lt_u br_if 0 end i32.const 64 local.set 0 local.set 1 local.get 0 local.get 1 i32.store",
      { locals: "i32 i32" },
    ),
    outcome: "EXIT",
  },
  {
    name: "branch table",
    module: program(
      loop(
        50,
        "block block block local.get 0 i32.const 5 i32.rem_u br_table 0,1,2,1,0 end i32.const 64 i32.const 64 i32.load i32.const 1 i32.add i32.store end i32.const 68 i32.const 68 i32.load i32.const 3 i32.add i32.store end",
      ),
      { locals: "i32" },
    ),
    outcome: "EXIT",
  },
  {
    name: "branches that carry values",
    module: program(
      "i32.const 64 block:i32 i32.const 5 i32.const 8 i32.load br_if 0 drop block:i32 i32.const 6 i32.const 0 br_table 1,0 end i32.const 100 i32.add end i32.store",
    ),
    outcome: "EXIT",
  },
  {
    name: "code behind a branch",
    module: program(
      "block br 0 i32.add drop f64.store unreachable loop br 0 end end i32.const 64 i32.const 1 i32.store",
    ),
    outcome: "EXIT",
  },
  {
    name: "sign extension",
    module: program(
      "i32.const 64 i32.const 0x1ff i32.extend8_s i32.store i32.const 68 i32.const 0x18000 i32.extend16_s i32.store i32.const 72 i64.const 0x80 i64.extend8_s i64.store i32.const 80 i64.const 0x8000 i64.extend16_s i64.store i32.const 88 i64.const 0x180000000 i64.extend32_s i64.store",
    ),
    outcome: "EXIT",
  },
  {
    name: "bulk memory",
    module: program(
      "i32.const 64 i32.const 0 i32.const 6 memory.init 0 data.drop 0 i32.const 66 i32.const 64 i32.const 6 memory.copy i32.const 1000 i32.const 7 i32.const 60000 memory.fill",
      { data: [[undefined, hello]] },
    ),
    outcome: "EXIT",
  },
  {
    name: "memory.init of a dropped segment",
    module: program("data.drop 0 i32.const 64 i32.const 0 i32.const 1 memory.init 0", { data: [[undefined, hello]] }),
    outcome: "TRAP",
  },
  {
    name: "memory.fill out of bounds",
    module: program("i32.const 64 i32.const 7 i32.const 65536 memory.fill"),
    outcome: "TRAP",
  },
  {
    name: "overlapping memory.copy out of bounds",
    module: program("i32.const 0 i32.const 5 i32.store i32.const 65000 i32.const 0 i32.const 600 memory.copy"),
    outcome: "TRAP",
  },
  { name: "endless loop", module: program("loop br 0 end"), outcome: "OUT_OF_FUEL", fuel: 1_000_000n },
  {
    name: "endless calls of an empty function",
    module: program(loop(-1, "call 1"), { funcs: [{ body: "" }], locals: "i32" }),
    outcome: "OUT_OF_FUEL",
    fuel: 1_000_000n,
  },
  {
    name: "fills after the fuel is gone",
    module: program(Array(50).fill("i32.const 0 i32.const 1 i32.const 65536 memory.fill").join(" ")),
    outcome: "OUT_OF_FUEL",
    fuel: 50_000n,
  },
  {
    name: "host calls until the fuel is gone",
    module: program(
      "i32.const 16 i32.const 8 i32.store i32.const 20 i32.const 6 i32.store loop i32.const 1 i32.const 16 i32.const 1 i32.const 0 call 0 drop br 0 end",
      { imports: ["fd_write"], data: [[8, hello]] },
    ),
    outcome: "OUT_OF_FUEL",
    fuel: 100_000n,
  },
  {
    name: "output limit",
    module: program(
      "i32.const 16 i32.const 8 i32.store i32.const 20 i32.const 6 i32.store loop i32.const 1 i32.const 16 i32.const 1 i32.const 0 call 0 drop br 0 end",
      { imports: ["fd_write"], data: [[8, hello]] },
    ),
    outcome: "OUTPUT_LIMIT",
    outputBytes: 100,
  },
  {
    name: "clock and randomness",
    module: program(
      "i32.const 1 i64.const 0 i32.const 64 call 0 drop i32.const 80 i32.const 45 call 1 drop i32.const 256 i64.const 77 i64.store i32.const 280 i64.const 5000000 i64.store i32.const 256 i32.const 320 i32.const 1 i32.const 72 call 2 drop i32.const 1 i64.const 0 i32.const 400 call 0 drop i32.const 130 i32.const 45 call 1 drop call 3 drop",
      { imports: ["clock_time_get", "random_get", "poll_oneoff", "sched_yield"] },
    ),
    outcome: "EXIT",
  },
  {
    name: "pointers outside the memory, and what is not implemented",
    module: program(
      "i32.const 64 i32.const -4 i32.const 8 call 0 i32.store i32.const 68 i32.const 1 i32.const 65532 i32.const 1 i32.const 0 call 1 i32.store i32.const 72 i32.const 9 i32.const 0 call 2 i32.store i32.const 76 i32.const 0 i64.const 0 i64.const 9 i32.const 1 call 3 i32.store i32.const 80 i32.const 1 i64.const 0 i32.const 0 i32.const 8 call 4 i32.store",
      { imports: ["random_get", "fd_write", "fd_fdstat_get", "fd_advise", "fd_seek"] },
    ),
    outcome: "EXIT",
  },
  { name: "start section", module: program("", { raw: { 8: [0] } }), outcome: "MODULE_INVALID" },
  {
    name: "imported memory",
    module: program("", { raw: { 2: [1, 3, 101, 110, 118, 1, 109, 2, 0, 1] } }),
    outcome: "MODULE_INVALID",
  },
  {
    name: "import that is not WASI",
    module: program("", { imports: ["proc_exit"], raw: { 2: [1, 3, 101, 110, 118, 1, 102, 0, 0] } }),
    outcome: "MODULE_INVALID",
  },
  { name: "two memories", module: program("", { raw: { 5: [2, 0, 1, 0, 1] } }), outcome: "MODULE_INVALID" },
  { name: "shared memory", module: program("", { raw: { 5: [1, 3, 1, 1] } }), outcome: "MODULE_INVALID" },
  {
    name: "reserved export",
    module: assemble({
      memory: [1],
      funcs: [
        { body: "", export: "_start" },
        { body: "", export: "dcm_fuel" },
      ],
    }),
    outcome: "MODULE_INVALID",
  },
  {
    name: "no _start",
    module: assemble({ memory: [1], funcs: [{ body: "", export: "main" }] }),
    outcome: "MODULE_INVALID",
  },
  {
    name: "SIMD",
    module: program("", { raw: { 10: [1, 8, 0, 0xfd, 12, 0, 0, 0x1a, 0x0b, 0] } }),
    outcome: "MODULE_INVALID",
  },
  {
    name: "table.set",
    module: program("", { table: 1, raw: { 10: [1, 8, 0, 0x41, 0, 0xd2, 0, 0x26, 0, 0x0b] } }),
    outcome: "MODULE_INVALID",
  },
  { name: "operand of another type", module: program("i32.const 64 f32.const 1 i32.store"), outcome: "MODULE_INVALID" },
];
