import type { Reader } from "./binary.js";
import { F32, F64, I32, I64 } from "./module.js";

// The opcodes that the validator and the rewriter name.
export const OP = {
  unreachable: 0x00,
  nop: 0x01,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  brTable: 0x0e,
  return: 0x0f,
  call: 0x10,
  callIndirect: 0x11,
  drop: 0x1a,
  select: 0x1b,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  globalGet: 0x23,
  globalSet: 0x24,
  memorySize: 0x3f,
  memoryGrow: 0x40,
  i32Const: 0x41,
  i64Const: 0x42,
  f32Const: 0x43,
  f64Const: 0x44,
  i32Eq: 0x46,
  i32GtU: 0x4b,
  i64LtS: 0x53,
  i64GtU: 0x56,
  f32Eq: 0x5b,
  f64Eq: 0x61,
  i32Add: 0x6a,
  i32Sub: 0x6b,
  i64Add: 0x7c,
  i64Sub: 0x7d,
  i64ShrU: 0x88,
  f32Copysign: 0x98,
  f64Copysign: 0xa6,
  i64ExtendI32U: 0xad,
  i32ReinterpretF32: 0xbc,
  i64ReinterpretF64: 0xbd,
  f32Store: 0x38,
  f64Store: 0x39,
  prefixed: 0xfc,
} as const;

export const PREFIXED = { memoryInit: 8, dataDrop: 9, memoryCopy: 10, memoryFill: 11 } as const;

/** Signature of a plain numeric instruction or a memory access; second operand 0 means there is one operand only. */
export interface Signatures {
  readonly first: Uint8Array;
  readonly second: Uint8Array;
  readonly result: Uint8Array;
  /** Greatest allowed alignment exponent of a memory access. */
  readonly align: Uint8Array;
}

const LETTER: Readonly<Record<string, number>> = { i: I32, I: I64, f: F32, F: F64 };

// From opcode to opcode: operands, result. MVP, sign extension (0xc0 … 0xc4).
const NUMERIC = [
  [0x45, 0x45, "i", "i"],
  [0x46, 0x4f, "ii", "i"],
  [0x50, 0x50, "I", "i"],
  [0x51, 0x5a, "II", "i"],
  [0x5b, 0x60, "ff", "i"],
  [0x61, 0x66, "FF", "i"],
  [0x67, 0x69, "i", "i"],
  [0x6a, 0x78, "ii", "i"],
  [0x79, 0x7b, "I", "I"],
  [0x7c, 0x8a, "II", "I"],
  [0x8b, 0x91, "f", "f"],
  [0x92, 0x98, "ff", "f"],
  [0x99, 0x9f, "F", "F"],
  [0xa0, 0xa6, "FF", "F"],
  [0xa7, 0xa7, "I", "i"],
  [0xa8, 0xa9, "f", "i"],
  [0xaa, 0xab, "F", "i"],
  [0xac, 0xad, "i", "I"],
  [0xae, 0xaf, "f", "I"],
  [0xb0, 0xb1, "F", "I"],
  [0xb2, 0xb3, "i", "f"],
  [0xb4, 0xb5, "I", "f"],
  [0xb6, 0xb6, "F", "f"],
  [0xb7, 0xb8, "i", "F"],
  [0xb9, 0xba, "I", "F"],
  [0xbb, 0xbb, "f", "F"],
  [0xbc, 0xbc, "f", "i"],
  [0xbd, 0xbd, "F", "I"],
  [0xbe, 0xbe, "i", "f"],
  [0xbf, 0xbf, "I", "F"],
  [0xc0, 0xc1, "i", "i"],
  [0xc2, 0xc4, "I", "I"],
  // Loads take an address, stores an address and a value.
  [0x28, 0x28, "i", "i"],
  [0x29, 0x29, "i", "I"],
  [0x2a, 0x2a, "i", "f"],
  [0x2b, 0x2b, "i", "F"],
  [0x2c, 0x2f, "i", "i"],
  [0x30, 0x35, "i", "I"],
  [0x36, 0x36, "ii", ""],
  [0x37, 0x37, "iI", ""],
  [0x38, 0x38, "if", ""],
  [0x39, 0x39, "iF", ""],
  [0x3a, 0x3b, "ii", ""],
  [0x3c, 0x3e, "iI", ""],
] as const;

// Alignment exponents of the opcodes 0x28 … 0x3e.
const ALIGN = [2, 3, 2, 3, 0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 2, 3, 2, 3, 0, 1, 0, 1, 2];

// Operand and result of the saturating conversions 0xfc 0 … 7.
export const SATURATING = ["fi", "fi", "Fi", "Fi", "fI", "fI", "FI", "FI"].map((pair) => ({
  operand: LETTER[pair[0] as string] as number,
  result: LETTER[pair[1] as string] as number,
}));

export const SIGNATURES: Signatures = signatures();

function signatures(): Signatures {
  const table = {
    first: new Uint8Array(256),
    second: new Uint8Array(256),
    result: new Uint8Array(256),
    align: new Uint8Array(256),
  };
  for (const [from, to, operands, result] of NUMERIC) {
    table.first.fill(LETTER[operands[0] as string] as number, from, to + 1);
    table.second.fill(LETTER[operands[1] ?? ""] ?? 0, from, to + 1);
    table.result.fill(LETTER[result] ?? 0, from, to + 1);
  }
  table.align.set(ALIGN, 0x28);
  return table;
}

/**
 * Moves behind the immediates of an instruction of a validated body.
 *
 * @param reader  stands behind the opcode
 * @returns the second opcode byte with prefix 0xfc, else 0
 */
export function skipImmediates(reader: Reader, opcode: number): number {
  if (opcode >= 0x45 || opcode < 0x02) {
    if (opcode !== OP.prefixed) return 0;
    const second = reader.u32();
    const indices = [2, 1, 2, 1][second - PREFIXED.memoryInit] ?? 0;
    for (let k = 0; k < indices; k++) reader.skipLeb();
    return second;
  }
  if (opcode >= 0x20) {
    if (opcode >= 0x28 && opcode <= 0x3e) reader.skipLeb();
    if (opcode === OP.f32Const) reader.skip(4);
    else if (opcode === OP.f64Const) reader.skip(8);
    else reader.skipLeb();
    return 0;
  }
  if (opcode === OP.brTable) {
    for (let left = reader.u32() + 1; left > 0; left--) reader.skipLeb();
  } else if (opcode === OP.callIndirect) {
    reader.skipLeb();
    reader.skipLeb();
  } else if (opcode <= OP.if || opcode === OP.br || opcode === OP.brIf || opcode === OP.call) {
    reader.skipLeb();
  }
  return 0;
}
