import { Reader, Writer } from "../../src/binary.js";
import { BULK_SHIFT, COSTS, ENTRY_COST, PREFIXED_COST } from "../../src/cost.js";
import { F32, F64, I32, I64, SECTION } from "../../src/module.js";
import { OP, PREFIXED, SIGNATURES, skipImmediates } from "../../src/opcodes.js";
import type { ValidModule } from "../../src/validate.js";

/**
 * The same rules in another way. Every instruction is charged by itself, just before it executes: there are no basic
 * blocks here, so this judges the rewriter's. NaNs are made canonical wherever a float appears, not where bits come
 * out. Exports `fuel`, and `memory` as the module does.
 */
export function instrumentNaively(module: ValidModule): Uint8Array {
  const out = new Writer();
  const fuel = module.globals.length;
  out.raw(module.bytes, 0, 8);
  for (const id of [1, 2, 3, 4, 5, 6, 7, 9, 12, 10, 11]) {
    const span = module.sections.get(id);
    const content = new Writer();
    if (id === SECTION.global) {
      content.u32(fuel + 1);
      if (span !== undefined) content.raw(rest(module.bytes, span.start, span.end));
      content.put(I64, 1, OP.i64Const, 0, OP.end);
    } else if (span === undefined) continue;
    else if (id === SECTION.export) {
      const reader = new Reader(module.bytes, span.start, span.end);
      content.u32(reader.u32() + 1).raw(module.bytes, reader.at, span.end);
      content.ascii("fuel").put(3).u32(fuel);
    } else if (id === SECTION.code) {
      content.u32(module.bodies.length);
      module.bodies.forEach(({ start, end }, index) => {
        const body = naiveBody(module.bytes, start, end, fuel, module.facts[index]?.locals ?? 0);
        content.u32(body.length).raw(body);
      });
    } else content.raw(module.bytes, span.start, span.end);
    out.put(id).u32(content.length).raw(content.view());
  }
  return out.view();
}

function rest(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const reader = new Reader(bytes, start, end);
  reader.skipLeb();
  return bytes.subarray(reader.at, end);
}

function naiveBody(bytes: Uint8Array, start: number, end: number, fuel: number, scratch: number): Uint8Array {
  const reader = new Reader(bytes, start, end);
  const groups = reader.u32();
  const groupsAt = reader.at;
  for (let left = groups; left > 0; left--) {
    reader.skipLeb();
    reader.skip(1);
  }
  const out = new Writer();
  out
    .u32(groups + 3)
    .raw(bytes, groupsAt, reader.at)
    .put(1, I32, 1, F32, 1, F64);
  const charge = (cost: number): void => {
    if (cost > 0) out.put(OP.globalGet).u32(fuel).put(OP.i64Const).s32(cost).put(OP.i64Sub, OP.globalSet).u32(fuel);
  };
  charge(ENTRY_COST);
  while (reader.at < end) {
    const at = reader.at;
    const opcode = reader.u8();
    const second = skipImmediates(reader, opcode);
    const cost = opcode === OP.prefixed ? PREFIXED_COST : (COSTS[opcode] as number);
    if (opcode !== OP.loop) charge(cost);
    if (opcode === OP.prefixed && second >= PREFIXED.memoryInit && second !== PREFIXED.dataDrop) {
      out.put(OP.localTee).u32(scratch).put(OP.globalGet).u32(fuel).put(OP.localGet).u32(scratch);
      out.put(OP.i64ExtendI32U, OP.i64Const, BULK_SHIFT, OP.i64ShrU, OP.i64Sub, OP.globalSet).u32(fuel);
      out.put(OP.localGet).u32(scratch).put(OP.drop);
    }
    out.raw(bytes, at, reader.at);
    if (opcode === OP.loop) charge(cost);
    const type = floatOf(opcode);
    if (type === F32) canonicalise(out, scratch + 1, [OP.f32Const, 0, 0, 0xc0, 0x7f], OP.f32Eq);
    if (type === F64) canonicalise(out, scratch + 2, [OP.f64Const, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f], OP.f64Eq);
  }
  return out.view();
}

/** Type of the float that an instruction brings forth; globals and locals hold what was canonical before. */
function floatOf(opcode: number): number {
  if (opcode === OP.f32Const) return F32;
  if (opcode === OP.f64Const) return F64;
  return SIGNATURES.result[opcode] as number;
}

function canonicalise(out: Writer, local: number, nan: readonly number[], equal: number): void {
  out
    .put(OP.localTee)
    .u32(local)
    .put(...nan)
    .put(OP.localGet)
    .u32(local)
    .put(OP.localGet)
    .u32(local);
  out.put(equal, OP.select);
}
