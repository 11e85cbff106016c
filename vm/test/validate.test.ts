import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { instrument } from "../src/meter.js";
import { validate } from "../src/validate.js";
import { WASI_PARAMS } from "../src/wasi/signatures.js";
import { assemble, program } from "./support/assembler.js";
import { EDGES } from "./support/edges.js";
import { STRICTER } from "./support/fuzz/judge.js";
import { generate } from "./support/generate.js";
import { randomSource } from "./support/random.js";

function reason(module: Uint8Array): string {
  const checked = validate(module);
  return checked.ok ? "" : checked.reason;
}

describe("refused", () => {
  const cases: [claim: string, module: Uint8Array, why: RegExp][] = [
    ["a start section", program("", { raw: { 8: [0] } }), /start section/],
    ["an imported global", program("", { raw: { 2: [1, 3, 101, 110, 118, 1, 103, 3, 0x7f, 0] } }), /not a function/],
    [
      "a WASI function with another signature",
      program("", {
        raw: {
          1: [2, 0x60, 0, 0, 0x60, 0, 1, 0x7f],
          2: [1, 22, ...ascii("wasi_snapshot_preview1"), 8, ...ascii("fd_close"), 0, 1],
        },
      }),
      /another signature/,
    ],
    ["a second table", program("", { raw: { 4: [2, 0x70, 0, 1, 0x70, 0, 1] } }), /too many tables/],
    ["a 64-bit memory", program("", { raw: { 5: [1, 4, 1] } }), /64-bit/],
    [
      "an export that imitates Asyncify's",
      assemble({
        funcs: [
          { body: "", export: "_start" },
          { body: "", export: "asyncify_x" },
        ],
      }),
      /reserved/,
    ],
    [
      "an export that stands twice",
      assemble({
        funcs: [
          { body: "", export: "_start" },
          { body: "", export: "_start" },
        ],
      }),
      /twice/,
    ],
    [
      "a _start with parameters",
      assemble({ funcs: [{ type: "i32 ->", body: "", export: "_start" }] }),
      /takes parameters/,
    ],
    ["a tail call", program("", { raw: { 10: [1, 5, 0, 0x12, 0, 0x0b, 0] } }), /0x12/],
    ["an atomic", program("", { raw: { 10: [1, 6, 0, 0xfe, 3, 0, 0x0b, 0] } }), /0xfe/],
    ["table.grow", program("", { table: 1, raw: { 10: [1, 6, 0, 0xfc, 15, 0, 0x0b, 0] } }), /0xfc 15/],
    ["a reference", program("", { raw: { 10: [1, 6, 0, 0xd0, 0x70, 0x1a, 0x0b, 0] } }), /0xd0/],
    ["a typed select", program("", { raw: { 10: [1, 6, 0, 0x1c, 1, 0x7f, 0x0b, 0] } }), /0x1c/],
    ["a data segment outside the memory", program("", { data: [[65530, new Uint8Array(7)]] }), /outside the memory/],
    ["an element outside the table", program("", { table: 1, elements: [[1, [0]]] }), /outside the table/],
    [
      "a constant global that is set",
      program("i32.const 1 global.set 0", { globals: [["i32", "i32.const 1"]] }),
      /constant/,
    ],
    ["values left over", program("block i32.const 1 end"), /left over/],
    ["a missing operand", program("i32.const 1 i32.add drop"), /empty/],
    ["a branch to no label", program("br 7"), /label/],
    ["an if without else that gives a value", program("i32.const 1 if:i32 i32.const 1 end drop"), /without else/],
    [
      "a copy without a memory",
      assemble({ funcs: [{ body: "i32.const 0 i32.const 0 i32.const 0 memory.copy", export: "_start" }] }),
      /without a memory/,
    ],
    [
      "an integer with too many bytes",
      program("", { raw: { 10: [1, 9, 0, 0x41, 0x80, 0x80, 0x80, 0x80, 0x10, 0x1a, 0x0b] } }),
      /out of range/,
    ],
    ["a name that is not UTF-8", program("", { raw: { 7: [1, 2, 0xc0, 0x80, 0, 0] } }), /UTF-8/],
    ["sections out of order", new Uint8Array([...program("").slice(0, 8), 3, 1, 0, 1, 1, 0]), /out of order/],
  ];
  for (const [claim, module, why] of cases) test(claim, () => expect(reason(module)).toMatch(why));
});

describe("accepted", () => {
  test("every function of WASI preview 1 may be imported", () => {
    expect(reason(program("", { imports: [...WASI_PARAMS.keys()] }))).toBe("");
  });

  test("generated programs of every numeric instruction", () => {
    for (let seed = 0; seed < 200; seed++) expect(reason(generate(seed)), `seed ${seed}`).toBe("");
  });

  test("a table index in five bytes, as newer compilers write it", () => {
    const body = [0, 0x41, 0, 0x11, 0, 0x80, 0x80, 0x80, 0x80, 0, 0x0b];
    expect(reason(program("", { table: 1, raw: { 10: [1, body.length, ...body] } }))).toBe("");
  });
});

describe("against V8", () => {
  const examples = ["hello", "exitcode", "pi"].map((name) =>
    readFileSync(new URL(`../../examples/${name}.wasm`, import.meta.url)),
  );
  const sources = [
    ...EDGES.map(({ module }) => module),
    ...[1, 2, 3, 4].map(generate),
    ...examples.map((file) => new Uint8Array(file)),
  ];

  test("whatever is accepted of 20,000 mutated modules compiles, and so do both its builds", () => {
    const random = randomSource(20261122);
    let accepted = 0;
    const faults: string[] = [];
    for (let turn = 0; turn < 20_000; turn++) {
      const module = random.pick(sources).slice();
      for (let k = random.below(3); k >= 0; k--)
        mutate(module, random.below(module.length - 8) + 8, random.below(5), random.below(256));
      const checked = validate(module);
      const engine = WebAssembly.validate(new Uint8Array(module));
      if (!checked.ok) {
        if (engine && !STRICTER.test(checked.reason)) faults.push(`turn ${turn} refused: ${checked.reason}`);
        continue;
      }
      accepted++;
      if (!engine) faults.push(`turn ${turn} accepted`);
      const memoryPages = Math.max(16, checked.module.memory?.min ?? 0);
      for (const counter of ["local", "global"] as const) {
        const wasm = new Uint8Array(instrument(checked.module, { counter, memoryPages }));
        if (!WebAssembly.validate(wasm)) faults.push(`turn ${turn} ${counter}`);
      }
    }
    expect(faults).toEqual([]);
    expect(accepted).toBeGreaterThan(1_000);
  });

  test("every prefix of a module is refused with a reason", () => {
    for (const module of sources.slice(0, 40)) {
      for (let length = 0; length < module.length; length++) {
        const prefix = module.subarray(0, length);
        expect(typeof reason(prefix)).toBe("string");
        if (reason(prefix) === "") expect(WebAssembly.validate(new Uint8Array(prefix))).toBe(true);
      }
    }
  });
});

function mutate(module: Uint8Array, at: number, how: number, byte: number): void {
  const old = module[at] as number;
  module[at] = [byte, old ^ (1 << (byte & 7)), old + 1, old - 1, 0x40 + (byte & 0x3f)][how] as number;
}

function ascii(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}
