import { Writer } from "../../src/binary.js";
import { type FuncType, I32, SECTION } from "../../src/module.js";
import { utf8Encode } from "../../src/text.js";

/** A module part by part, in bytes where parts are code. */
export interface BinaryModule {
  readonly types: readonly FuncType[];
  /** From a module, a name, a type's index. */
  readonly imports?: readonly (readonly [module: string, name: string, type: number])[];
  readonly functions: readonly BinaryFunction[];
  /** Entries. */
  readonly table?: number;
  /** Pages: least, most. */
  readonly memory?: readonly [min: number, max?: number];
  readonly globals?: readonly BinaryGlobal[];
  readonly exports: readonly BinaryExport[];
  /** Offset and function indices. */
  readonly elements?: readonly (readonly [number, readonly number[]])[];
  /** Offset and content; an undefined offset makes a passive segment. */
  readonly data?: readonly (readonly [number | undefined, Uint8Array])[];
  /** Ready-made section contents, by id: replace what would be written. */
  readonly raw?: Readonly<Record<number, Iterable<number>>>;
}

export interface BinaryFunction {
  readonly type: number;
  /** Count and type of each group. */
  readonly locals?: readonly (readonly [count: number, type: number])[];
  /** Without the last `end`. */
  readonly code: Uint8Array;
}

export interface BinaryGlobal {
  readonly type: number;
  readonly mutable: boolean;
  /** Without `end`. */
  readonly value: Uint8Array;
}

export interface BinaryExport {
  readonly name: string;
  /** 0 function, 1 table, 2 memory, 3 global. */
  readonly kind: number;
  readonly index: number;
}

export const HEADER = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
/** Sections in the order in which they must stand. */
export const ORDER = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 10, 11];

export function build(module: BinaryModule): Uint8Array {
  const { raw, ...rest } = module;
  const parts = contents(rest);
  const out = new Writer().put(...HEADER);
  for (const id of ORDER) {
    const given = raw?.[id];
    const content = given === undefined ? parts[id]?.() : Uint8Array.from(given);
    if (content !== undefined) out.put(id).u32(content.length).raw(content);
  }
  return out.view().slice();
}

type Contents = Readonly<Record<number, (() => Uint8Array) | undefined>>;

function contents(module: BinaryModule): Contents {
  const { types, imports, functions, table, memory, globals, exports, elements, data } = module;
  const passive = data?.some(([offset]) => offset === undefined) ?? false;
  return {
    [SECTION.type]: () => list(types, writeType),
    [SECTION.import]: imports && (() => list(imports, writeImport)),
    [SECTION.function]: () => list(functions, (out, { type }) => out.u32(type)),
    [SECTION.table]: table === undefined ? undefined : () => new Writer().put(1, 0x70, 0).u32(table).view(),
    [SECTION.memory]: memory && (() => writeMemory(memory)),
    [SECTION.global]: globals && (() => list(globals, writeGlobal)),
    [SECTION.export]: () => list(exports, writeExport),
    [SECTION.element]: elements && (() => list(elements, writeElement)),
    [SECTION.dataCount]: passive ? () => new Writer().u32(data?.length ?? 0).view() : undefined,
    [SECTION.code]: () => list(functions, writeBody),
    [SECTION.data]: data && (() => list(data, writeData)),
  };
}

function list<T>(items: readonly T[], write: (out: Writer, item: T) => unknown): Uint8Array {
  const out = new Writer().u32(items.length);
  for (const item of items) write(out, item);
  return out.view();
}

function writeType(out: Writer, { params, results }: FuncType): void {
  out.put(0x60);
  for (const side of [params, results]) out.u32(side.length).raw(Uint8Array.from(side));
}

function writeName(out: Writer, name: string): Writer {
  const bytes = utf8Encode(name);
  return out.u32(bytes.length).raw(bytes);
}

function writeImport(out: Writer, [from, name, type]: readonly [string, string, number]): void {
  writeName(writeName(out, from), name).put(0).u32(type);
}

function writeMemory([min, max]: readonly [number, number?]): Uint8Array {
  const out = new Writer().put(1, max === undefined ? 0 : 1).u32(min);
  if (max !== undefined) out.u32(max);
  return out.view();
}

function writeGlobal(out: Writer, { type, mutable, value }: BinaryGlobal): void {
  out
    .put(type, mutable ? 1 : 0)
    .raw(value)
    .put(0x0b);
}

function writeExport(out: Writer, { name, kind, index }: BinaryExport): void {
  writeName(out, name).put(kind).u32(index);
}

function writeElement(out: Writer, [offset, funcs]: readonly [number, readonly number[]]): void {
  out.put(0, 0x41).s32(offset).put(0x0b).u32(funcs.length);
  for (const index of funcs) out.u32(index);
}

function writeBody(out: Writer, { locals = [], code }: BinaryFunction): void {
  const head = list(locals, (group, [count, type]) => group.u32(count).put(type)).slice();
  out
    .u32(head.length + code.length + 1)
    .raw(head)
    .raw(code)
    .put(0x0b);
}

function writeData(out: Writer, [offset, bytes]: readonly [number | undefined, Uint8Array]): void {
  if (offset === undefined) out.put(1);
  else out.put(0, 0x41).s32(offset).put(0x0b);
  out.u32(bytes.length).raw(bytes);
}

/** The same bytes `count` times. */
export function repeat(count: number, ...bytes: number[]): Uint8Array {
  const out = new Uint8Array(bytes.length * count);
  for (let at = 0; at < out.length; at += bytes.length) out.set(bytes, at);
  return out;
}

/** Code piece by piece. */
export function join(...pieces: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const out = new Writer();
  for (const piece of pieces) out.raw(Uint8Array.from(piece));
  return out.view().slice();
}

/** So many i32. */
export function i32s(count: number): number[] {
  return Array<number>(count).fill(I32);
}
