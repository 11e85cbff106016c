import { ModuleError, Reader, refuse } from "./binary.js";
import * as limits from "./limits.js";
import { WASI_MODULE, WASI_PARAMS } from "./wasi/signatures.js";

export const I32 = 0x7f;
export const I64 = 0x7e;
export const F32 = 0x7d;
export const F64 = 0x7c;

export interface FuncType {
  readonly params: readonly number[];
  readonly results: readonly number[];
}

/** A range of the module's bytes: the content of a section, or a function body behind its size. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface GlobalVariable {
  readonly type: number;
  readonly mutable: boolean;
}

export interface Limits {
  readonly min: number;
  /** Absent when the module sets none. */
  readonly max: number | undefined;
}

/** What the other parts need of a module; its sections passed every check but those of the function bodies. */
export interface Module {
  readonly bytes: Uint8Array;
  readonly types: FuncType[];
  /** Names of the imported WASI functions, by function index. */
  readonly imports: string[];
  /** Type of each function, imports first. */
  readonly funcs: FuncType[];
  table: Limits | undefined;
  memory: Limits | undefined;
  readonly globals: GlobalVariable[];
  /** Index of the exported function `_start`. */
  entry: number;
  readonly bodies: Span[];
  readonly sections: Map<number, Span>;
  /** Number of data segments by the data count section. */
  dataCount: number | undefined;
  /** Of active and passive segments. */
  dataSegments: number;
}

export const SECTION = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
  dataCount: 12,
} as const;

// The data count section stands between element and code.
const ORDER = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 10, 11];

/**
 * Reads a module's sections and checks all of them but the function bodies.
 *
 * @param bytes  the module, at most 64 MiB
 * @returns the section model
 * @throws ModuleError what is wrong, for anything outside the whitelist of [W1]
 */
export function parseModule(bytes: Uint8Array): Module {
  if (bytes.length > limits.MODULE_BYTES_MAX) refuse(`module is larger than ${limits.MODULE_BYTES_MAX} bytes`);
  const reader = new Reader(bytes, 0, bytes.length);
  for (const byte of [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]) if (reader.u8() !== byte) refuse("not a WebAssembly module");
  const module = emptyModule(bytes);
  let last = -1;
  while (reader.at < bytes.length) {
    const id = reader.u8();
    const size = reader.u32();
    const start = reader.at;
    reader.skip(size);
    const section = new Reader(bytes, start, reader.at);
    if (id === SECTION.custom) {
      section.name();
      continue;
    }
    const place = ORDER.indexOf(id);
    if (place <= last) refuse(place < 0 ? `section ${id} is not allowed` : `section ${id} is out of order`);
    last = place;
    module.sections.set(id, { start, end: reader.at });
    readSection(module, id, section);
    if (section.at !== section.end) refuse(`section ${id} has bytes left over`);
  }
  finish(module);
  return module;
}

function emptyModule(bytes: Uint8Array): Module {
  return {
    bytes,
    types: [],
    imports: [],
    funcs: [],
    table: undefined,
    memory: undefined,
    globals: [],
    entry: -1,
    bodies: [],
    sections: new Map(),
    dataCount: undefined,
    dataSegments: 0,
  };
}

function readSection(module: Module, id: number, reader: Reader): void {
  switch (id) {
    case SECTION.type:
      readTypes(module, reader);
      return;
    case SECTION.import:
      readImports(module, reader);
      return;
    case SECTION.function:
      readFunctions(module, reader);
      return;
    case SECTION.table:
      readTable(module, reader);
      return;
    case SECTION.memory:
      readMemory(module, reader);
      return;
    case SECTION.global:
      readGlobals(module, reader);
      return;
    case SECTION.export:
      readExports(module, reader);
      return;
    case SECTION.element:
      readElements(module, reader);
      return;
    case SECTION.dataCount:
      module.dataCount = reader.u32();
      return;
    case SECTION.code:
      readCode(module, reader);
      return;
    case SECTION.data:
      readData(module, reader);
      return;
    default:
      // [W1] a start section is refused: it would run outside the fuel of `_start`.
      refuse("start section is not allowed");
  }
}

function readTypes(module: Module, reader: Reader): void {
  for (let left = reader.count(limits.TYPES_MAX, "types"); left > 0; left--) {
    if (reader.u8() !== 0x60) refuse("only function types are allowed");
    const params = readValueTypes(reader, reader.count(limits.PARAMS_MAX, "parameters"));
    const results = readValueTypes(reader, reader.count(limits.RESULTS_MAX, "results"));
    module.types.push({ params, results });
  }
}

function readValueTypes(reader: Reader, count: number): number[] {
  return Array.from(reader.take(count), valueType);
}

/** The type itself, when it is one of the four number types. */
export function valueType(type: number): number {
  if (type < F64 || type > I32) refuse(`value type 0x${type.toString(16)} is not allowed`);
  return type;
}

function readImports(module: Module, reader: Reader): void {
  for (let left = reader.count(limits.IMPORTS_MAX, "imports"); left > 0; left--) {
    const from = reader.name();
    const name = reader.name();
    const what = `import ${from}.${name}`;
    // [W1] imported memory and globals are refused, and so is all that is not WASI.
    if (reader.u8() !== 0) refuse(`${what} is not a function`);
    const type = typeAt(module, reader.u32());
    const params = from === WASI_MODULE ? WASI_PARAMS.get(name) : undefined;
    if (params === undefined) refuse(`${what} is not offered`);
    const given = type.params.map((param) => (param === I32 ? "i" : param === I64 ? "I" : "?")).join("");
    const results = name === "proc_exit" ? [] : [I32];
    if (given !== params || type.results.length !== results.length || type.results[0] !== results[0]) {
      refuse(`${what} has another signature`);
    }
    module.imports.push(name);
    module.funcs.push(type);
  }
}

/** The type with this index. */
export function typeAt(module: Module, index: number): FuncType {
  return module.types[index] ?? refuse(`type ${index} does not exist`);
}

function readFunctions(module: Module, reader: Reader): void {
  for (let left = reader.count(limits.FUNCTIONS_MAX, "functions"); left > 0; left--) {
    module.funcs.push(typeAt(module, reader.u32()));
  }
}

function readLimits(reader: Reader, max: number, what: string): Limits {
  const flags = reader.u8();
  if (flags > 1) refuse(`${what} is shared or 64-bit`);
  const own: Limits = { min: reader.u32(), max: flags === 1 ? reader.u32() : undefined };
  if (own.min > max || (own.max ?? 0) > max) refuse(`${what} is larger than ${max}`);
  if (own.max !== undefined && own.min > own.max) refuse(`${what} has a minimum above its maximum`);
  return own;
}

function readTable(module: Module, reader: Reader): void {
  const count = reader.count(1, "tables");
  if (count === 0) return;
  if (reader.u8() !== 0x70) refuse("only tables of functions are allowed");
  module.table = readLimits(reader, limits.TABLE_MAX, "table");
}

function readMemory(module: Module, reader: Reader): void {
  if (reader.count(1, "memories") > 0) module.memory = readLimits(reader, limits.PAGES_MAX, "memory");
}

function readGlobals(module: Module, reader: Reader): void {
  for (let left = reader.count(limits.GLOBALS_MAX, "globals"); left > 0; left--) {
    const type = valueType(reader.u8());
    const mutable = reader.u8();
    if (mutable > 1) refuse("global is neither constant nor variable");
    readConstant(reader, type);
    module.globals.push({ type, mutable: mutable === 1 });
  }
}

/** A constant expression: one constant of `type`. There are no imported globals that it could read. */
function readConstant(reader: Reader, type: number): number {
  const opcode = reader.u8();
  let value = 0;
  if (opcode !== 0x41 + I32 - type) refuse("initial value is not a constant of its type");
  if (opcode === 0x41) value = reader.s32();
  else if (opcode === 0x42) reader.skipS64();
  else reader.skip(opcode === 0x43 ? 4 : 8);
  if (reader.u8() !== 0x0b) refuse("initial value is not a single constant");
  return value >>> 0;
}

function readExports(module: Module, reader: Reader): void {
  const names = new Set<string>();
  const tables = module.table === undefined ? 0 : 1;
  const memories = module.memory === undefined ? 0 : 1;
  for (let left = reader.count(limits.EXPORTS_MAX, "exports"); left > 0; left--) {
    const name = reader.name();
    // [W1] reserved names are refused: the rewriter's own exports must not be imitated.
    if (name.startsWith("dcm") || name.startsWith("asyncify_")) refuse(`export ${name} uses a reserved name`);
    if (names.has(name)) refuse(`export ${name} stands twice`);
    names.add(name);
    const kind = reader.u8();
    const index = reader.u32();
    const existing = [module.funcs.length, tables, memories, module.globals.length][kind];
    if (existing === undefined || index >= existing) refuse(`export ${name} does not exist`);
    if (name === "_start" && kind === 0) module.entry = index;
  }
}

function readElements(module: Module, reader: Reader): void {
  for (let left = reader.count(limits.SEGMENTS_MAX, "element segments"); left > 0; left--) {
    // [W1] no table mutation, hence only active segments; the other kinds serve table.init and ref.func.
    if (reader.u32() !== 0) refuse("only active element segments of functions are allowed");
    if (module.table === undefined) refuse("element segment without a table");
    const offset = readConstant(reader, I32);
    const count = reader.count(limits.TABLE_MAX, "elements");
    // Checked here, so that instantiation never traps.
    if (offset + count > module.table.min) refuse("element segment lies outside the table");
    for (let k = 0; k < count; k++) if (reader.u32() >= module.funcs.length) refuse("element is not a function");
  }
}

function readCode(module: Module, reader: Reader): void {
  for (let left = reader.count(limits.FUNCTIONS_MAX, "function bodies"); left > 0; left--) {
    const size = reader.u32();
    if (size > limits.BODY_BYTES_MAX) refuse(`function body is larger than ${limits.BODY_BYTES_MAX} bytes`);
    const start = reader.at;
    reader.skip(size);
    module.bodies.push({ start, end: reader.at });
  }
}

function readData(module: Module, reader: Reader): void {
  module.dataSegments = reader.count(limits.SEGMENTS_MAX, "data segments");
  for (let left = module.dataSegments; left > 0; left--) {
    const flags = reader.u32();
    if (flags > 2 || (flags === 2 && reader.u32() !== 0)) refuse("data segment of an unknown memory");
    const passive = flags === 1;
    const offset = passive ? 0 : readConstant(reader, I32);
    const size = reader.u32();
    reader.skip(size);
    if (passive) continue;
    if (module.memory === undefined) refuse("data segment without a memory");
    if (offset + size > module.memory.min * limits.PAGE_BYTES) refuse("data segment lies outside the memory");
  }
}

function finish(module: Module): void {
  if (module.bodies.length !== module.funcs.length - module.imports.length) {
    refuse("functions and bodies differ in number");
  }
  if (module.dataCount !== undefined && module.dataCount !== module.dataSegments) {
    refuse("data count section and data section differ");
  }
  const entry = module.funcs[module.entry];
  if (entry === undefined) refuse("module exports no function _start");
  if (module.entry < module.imports.length) refuse("_start is an import");
  if (entry.params.length + entry.results.length > 0) refuse("_start takes parameters or returns results");
}

export { ModuleError };
