import { Writer } from "../../src/binary.js";
import type { FuncType } from "../../src/module.js";
import { SIGNATURES } from "../../src/opcodes.js";
import { WASI_MODULE, WASI_PARAMS } from "../../src/wasi/signatures.js";
import { type BinaryExport, type BinaryGlobal, build } from "./builder.js";

/** A module in words; bodies are instructions of the text format in linear order. */
export interface ModuleText {
  /** Names of WASI functions; they take the first function indices. */
  readonly imports?: readonly string[];
  readonly funcs: readonly FunctionText[];
  /** Pages: least, most. */
  readonly memory?: readonly [min: number, max?: number];
  readonly table?: number;
  /** Offset and function indices. */
  readonly elements?: readonly (readonly [number, readonly number[]])[];
  /** Such as ["mut f64", "f64.const 1"]. */
  readonly globals?: readonly (readonly [string, string])[];
  /** Offset and content; an undefined offset makes a passive segment. */
  readonly data?: readonly (readonly [number | undefined, Uint8Array])[];
  /** Ready-made section contents, by id: replace what would be written. */
  readonly raw?: Readonly<Record<number, readonly number[]>>;
}

export interface FunctionText {
  /** Such as "i32 i64 -> f32"; empty for none. */
  readonly type?: string;
  /** Such as "i32 i32 f64". */
  readonly locals?: string;
  readonly body: string;
  readonly export?: string;
}

const TYPES: Readonly<Record<string, number>> = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c };

/** Shorthand: a module with one exported `_start`, a page of memory, and what else is given. */
export function program(body: string, more: Partial<ModuleText> & { locals?: string } = {}): Uint8Array {
  const { locals, ...rest } = more;
  const start = { body, export: "_start", ...(locals === undefined ? {} : { locals }) };
  return assemble({ memory: [1], ...rest, funcs: [start, ...(more.funcs ?? [])] });
}

export function assemble(text: ModuleText): Uint8Array {
  const types: string[] = [];
  const typeIndex = (type: string): number => {
    const [params = "", results = ""] = type.split("->").map((side) => side.trim().replaceAll(",", " "));
    const key = `${params} -> ${results}`;
    return types.includes(key) ? types.indexOf(key) : types.push(key) - 1;
  };
  const imports = (text.imports ?? []).map((name) => [WASI_MODULE, name, typeIndex(wasiType(name))] as const);
  const functions = text.funcs.map((func) => ({
    type: typeIndex(func.type ?? ""),
    locals: valueTypes(func.locals ?? "").map((type) => [1, type] as const),
    code: instructions(func.body, typeIndex),
  }));
  const { memory, table, globals, elements, data, raw } = text;
  return build({
    types: types.map(functionType),
    ...(imports.length > 0 ? { imports } : {}),
    functions,
    ...(memory && { memory }),
    ...(table !== undefined && { table }),
    ...(globals && { globals: globals.map(globalVariable) }),
    exports: exportsOf(text, imports.length),
    ...(elements && { elements }),
    ...(data && { data }),
    ...(raw && { raw }),
  });
}

function wasiType(name: string): string {
  const params = [...(WASI_PARAMS.get(name) ?? "")].map((letter) => (letter === "i" ? "i32" : "i64"));
  return `${params.join(" ")} -> ${name === "proc_exit" ? "" : "i32"}`;
}

function functionType(type: string): FuncType {
  const [params = [], results = []] = type.split("->").map(valueTypes);
  return { params, results };
}

function valueTypes(text: string): number[] {
  return text
    .split(/[\s,]+/)
    .filter((word) => word !== "")
    .map((word) => TYPES[word] ?? missing(word));
}

function missing(word: string): never {
  throw new Error(`unknown word ${word}`);
}

function globalVariable([type, value]: readonly [string, string]): BinaryGlobal {
  const words = type.split(" ");
  const mutable = words.length > 1;
  return { type: TYPES[words[words.length - 1] as string] as number, mutable, value: instructions(value, () => 0) };
}

function exportsOf(text: ModuleText, first: number): BinaryExport[] {
  const named = text.funcs.flatMap(({ export: name }, index) =>
    name === undefined ? [] : [{ name, kind: 0, index: first + index }],
  );
  return text.memory === undefined ? named : [...named, { name: "memory", kind: 2, index: 0 }];
}

const NUMERIC =
  "i32.eqz i32.eq i32.ne i32.lt_s i32.lt_u i32.gt_s i32.gt_u i32.le_s i32.le_u i32.ge_s i32.ge_u i64.eqz i64.eq i64.ne i64.lt_s i64.lt_u i64.gt_s i64.gt_u i64.le_s i64.le_u i64.ge_s i64.ge_u f32.eq f32.ne f32.lt f32.gt f32.le f32.ge f64.eq f64.ne f64.lt f64.gt f64.le f64.ge i32.clz i32.ctz i32.popcnt i32.add i32.sub i32.mul i32.div_s i32.div_u i32.rem_s i32.rem_u i32.and i32.or i32.xor i32.shl i32.shr_s i32.shr_u i32.rotl i32.rotr i64.clz i64.ctz i64.popcnt i64.add i64.sub i64.mul i64.div_s i64.div_u i64.rem_s i64.rem_u i64.and i64.or i64.xor i64.shl i64.shr_s i64.shr_u i64.rotl i64.rotr f32.abs f32.neg f32.ceil f32.floor f32.trunc f32.nearest f32.sqrt f32.add f32.sub f32.mul f32.div f32.min f32.max f32.copysign f64.abs f64.neg f64.ceil f64.floor f64.trunc f64.nearest f64.sqrt f64.add f64.sub f64.mul f64.div f64.min f64.max f64.copysign i32.wrap_i64 i32.trunc_f32_s i32.trunc_f32_u i32.trunc_f64_s i32.trunc_f64_u i64.extend_i32_s i64.extend_i32_u i64.trunc_f32_s i64.trunc_f32_u i64.trunc_f64_s i64.trunc_f64_u f32.convert_i32_s f32.convert_i32_u f32.convert_i64_s f32.convert_i64_u f32.demote_f64 f64.convert_i32_s f64.convert_i32_u f64.convert_i64_s f64.convert_i64_u f64.promote_f32 i32.reinterpret_f32 i64.reinterpret_f64 f32.reinterpret_i32 f64.reinterpret_i64 i32.extend8_s i32.extend16_s i64.extend8_s i64.extend16_s i64.extend32_s".split(
    " ",
  );
export type ValueName = "i32" | "i64" | "f32" | "f64";

/** The numeric instructions that give a type; conversions that nearly always trap are left out. */
export function operatorsGiving(type: ValueName): { name: string; operands: ValueName[] }[] {
  const nameOf = (code: number): ValueName => Object.keys(TYPES).find((name) => TYPES[name] === code) as ValueName;
  const saturating = SATURATING.filter((name) => name.startsWith(type)).map((name) => ({
    name,
    operands: [name.slice(14, 17) as ValueName],
  }));
  const plain = NUMERIC.map((name, index) => ({ name, opcode: 0x45 + index }))
    .filter(({ name, opcode }) => SIGNATURES.result[opcode] === TYPES[type] && !/div_|rem_|trunc_f/.test(name))
    .map(({ name, opcode }) => {
      const codes = [SIGNATURES.first[opcode] ?? 0, SIGNATURES.second[opcode] ?? 0].filter((code) => code !== 0);
      return { name, operands: codes.map(nameOf) };
    });
  return [...plain, ...saturating];
}

const ACCESS =
  "i32.load i64.load f32.load f64.load i32.load8_s i32.load8_u i32.load16_s i32.load16_u i64.load8_s i64.load8_u i64.load16_s i64.load16_u i64.load32_s i64.load32_u i32.store i64.store f32.store f64.store i32.store8 i32.store16 i64.store8 i64.store16 i64.store32".split(
    " ",
  );
const SATURATING =
  "i32.trunc_sat_f32_s i32.trunc_sat_f32_u i32.trunc_sat_f64_s i32.trunc_sat_f64_u i64.trunc_sat_f32_s i64.trunc_sat_f32_u i64.trunc_sat_f64_s i64.trunc_sat_f64_u".split(
    " ",
  );
const PLAIN: Readonly<Record<string, readonly number[]>> = {
  unreachable: [0x00],
  nop: [0x01],
  else: [0x05],
  end: [0x0b],
  return: [0x0f],
  drop: [0x1a],
  select: [0x1b],
  "memory.size": [0x3f, 0],
  "memory.grow": [0x40, 0],
  "memory.copy": [0xfc, 10, 0, 0],
  "memory.fill": [0xfc, 11, 0],
};
const INDEXED: Readonly<Record<string, number>> = {
  br: 0x0c,
  br_if: 0x0d,
  call: 0x10,
  "local.get": 0x20,
  "local.set": 0x21,
  "local.tee": 0x22,
  "global.get": 0x23,
  "global.set": 0x24,
};
const BLOCKS: Readonly<Record<string, number>> = { block: 0x02, loop: 0x03, if: 0x04 };

/** Instructions in linear order; `block:i32` and `block:(i32,i32->i32)` carry types, `f64.bits` takes hexadecimal. */
function instructions(text: string, typeIndex: (type: string) => number): Uint8Array {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const out = new Writer();
  for (let at = 0; at < words.length; ) {
    const word = words[at++] as string;
    const [name = "", type = ""] = word.split(/:(.*)/s);
    const next = (): string => words[at++] ?? missing(word);
    if (PLAIN[name] !== undefined) out.put(...PLAIN[name]);
    else if (INDEXED[name] !== undefined) out.put(INDEXED[name]).u32(Number(next()));
    else if (BLOCKS[name] !== undefined) writeBlock(out.put(BLOCKS[name]), type, typeIndex);
    else if (name === "call_indirect")
      out
        .put(0x11)
        .u32(typeIndex(type.slice(1, -1)))
        .put(0);
    else if (name === "br_table") {
      const targets = next().split(",").map(Number);
      out.put(0x0e).u32(targets.length - 1);
      for (const target of targets) out.u32(target);
    } else if (name === "memory.init") out.put(0xfc, 8).u32(Number(next())).put(0);
    else if (name === "data.drop") out.put(0xfc, 9).u32(Number(next()));
    else if (NUMERIC.includes(name)) out.put(0x45 + NUMERIC.indexOf(name));
    else if (SATURATING.includes(name)) out.put(0xfc, SATURATING.indexOf(name));
    else if (ACCESS.includes(name)) {
      const offset = words[at]?.startsWith("offset=") ? Number(next().slice(7)) : 0;
      out.put(0x28 + ACCESS.indexOf(name), 0).u32(offset);
    } else writeConstant(out, name, next);
  }
  return out.view().slice();
}

function writeBlock(out: Writer, type: string, typeIndex: (type: string) => number): void {
  if (type === "") out.put(0x40);
  else if (type.startsWith("(")) out.s32(typeIndex(type.slice(1, -1)));
  else out.put(TYPES[type] ?? missing(type));
}

function writeConstant(out: Writer, name: string, next: () => string): void {
  const bytes = new DataView(new ArrayBuffer(8));
  if (name === "i32.const") out.put(0x41).s32(Number(next()) | 0);
  else if (name === "i64.const") writeS64(out.put(0x42), BigInt.asIntN(64, BigInt(next())));
  else if (name === "f32.const" || name === "f32.bits") {
    if (name === "f32.bits") bytes.setUint32(0, Number(`0x${next()}`), true);
    else bytes.setFloat32(0, Number(next()), true);
    out.put(0x43).raw(new Uint8Array(bytes.buffer, 0, 4));
  } else if (name === "f64.const" || name === "f64.bits") {
    if (name === "f64.bits") bytes.setBigUint64(0, BigInt(`0x${next()}`), true);
    else bytes.setFloat64(0, Number(next()), true);
    out.put(0x44).raw(new Uint8Array(bytes.buffer));
  } else missing(name);
}

function writeS64(out: Writer, value: bigint): void {
  let rest = value;
  while (rest < -64n || rest > 63n) {
    out.put(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  out.put(Number(rest & 0x7fn));
}
